//! How good an order is: area under the curve, Brier, calibration error, lift, and intervals by drawing debtors again.
//! What never lives here: the fit, a printed line.
//! `score` and the bench call it.

/// One scored row: what was said, what happened, whose it was.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Said {
    /// What it was ordered by: more, the likelier.
    pub score: f64,
    /// The probability said.
    pub probability: f64,
    /// True where it happened.
    pub event: bool,
    /// Whose row.
    pub group: u32,
}

/// How often a row in which it happened stands above one in which it did not; ties count half. `None` with one outcome only.
#[must_use]
pub fn auc(rows: &[Said]) -> Option<f64> {
    let mut sorted: Vec<(f64, bool)> = rows.iter().map(|row| (row.score, row.event)).collect();
    sorted.sort_unstable_by(|a, b| a.0.total_cmp(&b.0));
    auc_sorted(sorted.iter().map(|(score, event)| (*score, *event, 1.0)))
}

/// [`auc`] of rows by rising score, each with a weight.
fn auc_sorted(rows: impl Iterator<Item = (f64, bool, f64)>) -> Option<f64> {
    let (mut below, mut events, mut area) = (0.0, 0.0, 0.0);
    let (mut tied_events, mut tied_others, mut at) = (0.0, 0.0, f64::NAN);
    for (score, event, weight) in rows {
        if score != at {
            area += tied_events * (below + tied_others / 2.0);
            below += tied_others;
            events += tied_events;
            (tied_events, tied_others, at) = (0.0, 0.0, score);
        }
        *(if event { &mut tied_events } else { &mut tied_others }) += weight;
    }
    area += tied_events * (below + tied_others / 2.0);
    below += tied_others;
    events += tied_events;
    (events > 0.0 && below > 0.0).then(|| area / (events * below))
}

/// Mean squared distance between what was said and what happened.
#[must_use]
pub fn brier(rows: &[Said]) -> f64 {
    let miss = |row: &Said| (row.probability - if row.event { 1.0 } else { 0.0 }).powi(2);
    rows.iter().map(miss).sum::<f64>() / rows.len().max(1) as f64
}

/// One line of a calibration table.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bucket {
    /// Rows.
    pub rows: usize,
    /// Mean probability said.
    pub said: f64,
    /// Share in which it happened.
    pub seen: f64,
}

/// The calibration table: rows by rising probability in `parts` parts of equal size.
#[must_use]
pub fn buckets(rows: &[Said], parts: usize) -> Vec<Bucket> {
    let mut sorted: Vec<&Said> = rows.iter().collect();
    sorted.sort_by(|a, b| a.probability.total_cmp(&b.probability));
    let bounds = (0..=parts).map(|part| part * sorted.len() / parts.max(1)).collect::<Vec<_>>();
    let bucket = |pair: &[usize]| {
        let some = &sorted[pair[0]..pair[1]];
        let many = some.len().max(1) as f64;
        let seen = some.iter().filter(|row| row.event).count() as f64 / many;
        Bucket { rows: some.len(), said: some.iter().map(|row| row.probability).sum::<f64>() / many, seen }
    };
    bounds.windows(2).map(bucket).filter(|bucket| bucket.rows > 0).collect()
}

/// Expected calibration error: the mean distance between said and seen over ten parts of equal size.
#[must_use]
pub fn ece(rows: &[Said]) -> f64 {
    let parts = buckets(rows, 10);
    parts.iter().map(|part| part.rows as f64 * (part.said - part.seen).abs()).sum::<f64>() / rows.len().max(1) as f64
}

/// Share in which it happened among the `mille` per mille of highest score, over the share in all; ties count in part.
#[must_use]
pub fn lift(rows: &[Said], mille: usize) -> f64 {
    let mut sorted: Vec<&Said> = rows.iter().collect();
    sorted.sort_by(|a, b| b.score.total_cmp(&a.score));
    let wanted = (rows.len() * mille + 500) / 1000;
    let base = rows.iter().filter(|row| row.event).count() as f64 / rows.len().max(1) as f64;
    let Some(edge) = sorted.get(wanted.saturating_sub(1)).map(|row| row.score) else { return 0.0 };
    let above: Vec<_> = sorted.iter().filter(|row| row.score > edge).collect();
    let tied: Vec<_> = sorted.iter().filter(|row| row.score == edge).collect();
    let share = tied.iter().filter(|row| row.event).count() as f64 / tied.len().max(1) as f64;
    let hits = above.iter().filter(|row| row.event).count() as f64 + share * (wanted - above.len()) as f64;
    hits / wanted.max(1) as f64 / base
}

/// A small generator of chance, the same on every machine (SplitMix64).
#[derive(Debug, Clone)]
pub struct Chance(u64);

impl Chance {
    /// From a seed.
    #[must_use]
    pub const fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next number.
    pub fn draw(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number below `end`.
    pub fn below(&mut self, end: u64) -> u64 {
        self.draw() % end.max(1)
    }

    /// A number from 0 up to 1.
    pub fn unit(&mut self) -> f64 {
        (self.draw() >> 11) as f64 / (1_u64 << 53) as f64
    }
}

/// How often each debtor is drawn in one bootstrap: as many draws as there are debtors, with replacement. `groups`: how
/// many debtors there are, numbered from 0.
#[must_use]
pub fn drawn(groups: usize, chance: &mut Chance) -> Vec<u32> {
    let mut times = vec![0; groups];
    for _ in 0..groups {
        let at = usize::try_from(chance.below(groups as u64)).unwrap_or(0);
        times[at] += 1;
    }
    times
}

/// The areas under the curve of `draws` bootstraps by debtor.
#[must_use]
pub fn auc_draws(rows: &[Said], draws: usize, seed: u64) -> Vec<f64> {
    let groups = rows.iter().map(|row| row.group as usize + 1).max().unwrap_or(0);
    let mut sorted: Vec<&Said> = rows.iter().collect();
    sorted.sort_by(|a, b| a.score.total_cmp(&b.score));
    let mut chance = Chance::new(seed);
    let mut out = Vec::with_capacity(draws);
    for _ in 0..draws {
        let times = drawn(groups, &mut chance);
        let weighed = sorted.iter().map(|row| (row.score, row.event, f64::from(times[row.group as usize])));
        out.extend(auc_sorted(weighed));
    }
    out
}

/// The middle 95 % of some figures; `None` of none.
#[must_use]
pub fn interval(mut figures: Vec<f64>) -> Option<(f64, f64)> {
    figures.sort_unstable_by(f64::total_cmp);
    let at = |mille: usize| figures.get((figures.len() - 1) * mille / 1000).copied();
    if figures.is_empty() { None } else { Some((at(25)?, at(975)?)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(rows: &[(f64, bool)]) -> Vec<Said> {
        let row = |(at, (score, event)): (usize, &(f64, bool))| Said {
            score: *score,
            probability: *score,
            event: *event,
            group: at as u32 / 2,
        };
        rows.iter().enumerate().map(row).collect()
    }

    #[test]
    fn figures_of_a_few_rows_are_those_counted_by_hand() {
        let rows = said(&[(0.1, false), (0.4, true), (0.4, false), (0.8, true), (0.3, false), (0.2, true)]);
        // Of nine pairs: .4 beats .1 and .3, ties .4; .8 beats all three; .2 beats .1.
        assert_eq!(auc(&rows), Some(6.5 / 9.0));
        assert!((brier(&rows) - (0.01 + 0.36 + 0.16 + 0.04 + 0.09 + 0.64) / 6.0).abs() < 1e-12);
        assert!((lift(&rows, 167) - 2.0).abs() < 1e-12, "the first of six");
        assert!((lift(&rows, 333) - 1.5).abs() < 1e-12, "the second is one of two that tie");
        assert_eq!(auc(&rows[..1]), None);
        let two = buckets(&rows, 2);
        assert_eq!((two[0].rows, two[1].rows), (3, 3));
        assert!((two[0].said - 0.2).abs() < 1e-12 && (two[0].seen - 1.0 / 3.0).abs() < 1e-12);
        assert!((ece(&rows) - (0.1 + 0.2 + 0.7 + 0.4 + 0.4 + 0.2) / 6.0).abs() < 0.25);
    }

    #[test]
    fn a_bootstrap_is_the_same_every_time_and_holds_the_figure() {
        let rows: Vec<Said> = (0..400)
            .map(|at| {
                let score = f64::from(at % 97);
                Said { score, probability: 0.5, event: (at * 7) % 97 < at % 97, group: at as u32 / 4 }
            })
            .collect();
        let (one, two) = (auc_draws(&rows, 200, 7), auc_draws(&rows, 200, 7));
        assert_eq!(one, two);
        let (low, high) = interval(one).unwrap();
        let whole = auc(&rows).unwrap();
        assert!(low < whole && whole < high && high - low < 0.3, "{low} {whole} {high}");
    }
}
