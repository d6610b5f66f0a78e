//! Bins: a feature's values cut into the few stretches that tell most of what happened, in one exact search.
//! What never lives here: weights between features, points.
//! `fit` calls it.
//!
//! Values are first gathered into at most `GROUPS_MAX` groups of about equal size; of all ways to join neighbours into
//! bins — rising or falling where sense demands it — the most likely one is taken, each bin paying for itself.

use super::{MISSING, Settings};
use crate::ranking::features::Sense;

/// Groups the search works on.
const GROUPS_MAX: usize = 64;
/// Least rows of a bin, however small the share.
const BIN_ROWS_MIN: f64 = 20.0;

/// How the values of one feature fall into bins. The last bin is that of unknown values, the one before it (of words) that
/// of all other words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cut {
    /// Exclusive upper bounds of all bins but the last, rising.
    Bounds(Vec<i32>),
    /// Words with a bin of their own, by number.
    Words(Vec<i32>),
}

impl Cut {
    /// Bins, that of unknown values included.
    #[must_use]
    pub fn bins(&self) -> usize {
        match self {
            Self::Bounds(bounds) => bounds.len() + 2,
            Self::Words(words) => words.len() + 2,
        }
    }

    /// The bin of a value.
    #[must_use]
    pub fn bin(&self, value: i32) -> usize {
        if value == MISSING {
            return self.bins() - 1;
        }
        match self {
            Self::Bounds(bounds) => bounds.partition_point(|bound| *bound <= value),
            Self::Words(words) => words.iter().position(|word| *word == value).unwrap_or(words.len()),
        }
    }
}

/// Rows and how often it happened.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Count {
    pub rows: f64,
    pub events: f64,
}

impl Count {
    fn add(&mut self, other: Self) {
        self.rows += other.rows;
        self.events += other.events;
    }

    fn less(self, other: Self) -> Self {
        Self { rows: self.rows - other.rows, events: self.events - other.events }
    }

    fn rate(self) -> f64 {
        self.events / self.rows
    }

    /// Log-likelihood of the rows at their own rate.
    fn likelihood(self) -> f64 {
        let part = |some: f64| if some > 0.0 { some * (some / self.rows).ln() } else { 0.0 };
        part(self.events) + part(self.rows - self.events)
    }
}

/// Cuts a feature: `values` with what happened, in any order.
pub(super) fn cut(sense: Sense, values: &[(i32, bool)], settings: &Settings) -> Cut {
    let groups = gathered(values);
    let all: f64 = groups.iter().map(|(_, count)| count.rows).sum();
    let rows_min = (all * settings.bin_mille as f64 / 1000.0).max(BIN_ROWS_MIN);
    if sense == Sense::Word {
        let words = groups.iter().filter(|(_, count)| count.rows >= rows_min);
        return Cut::Words(words.map(|(word, _)| *word).collect());
    }
    let groups = thinned(groups, all);
    Cut::Bounds(search(&groups, sense, rows_min, settings))
}

/// Distinct known values with their counts, rising.
fn gathered(values: &[(i32, bool)]) -> Vec<(i32, Count)> {
    let mut sorted: Vec<i64> = values
        .iter()
        .filter(|(value, _)| *value != MISSING)
        .map(|(v, event)| i64::from(*v) * 2 + i64::from(*event))
        .collect();
    sorted.sort_unstable();
    let mut groups: Vec<(i32, Count)> = vec![];
    for both in sorted {
        let value = i32::try_from(both.div_euclid(2)).unwrap_or(MISSING);
        let one = Count { rows: 1.0, events: if both.rem_euclid(2) == 1 { 1.0 } else { 0.0 } };
        match groups.last_mut() {
            Some((last, count)) if *last == value => count.add(one),
            _ => groups.push((value, one)),
        }
    }
    groups
}

/// Neighbours joined until few groups are left; each keeps its first value.
fn thinned(groups: Vec<(i32, Count)>, all: f64) -> Vec<(i32, Count)> {
    if groups.len() <= GROUPS_MAX {
        return groups;
    }
    let share = all / GROUPS_MAX as f64;
    let (mut out, mut seen): (Vec<(i32, Count)>, f64) = (vec![], 0.0);
    for (value, count) in groups {
        let opens = (seen / share).floor() >= out.len() as f64;
        seen += count.rows;
        match out.last_mut() {
            Some((_, last)) if !opens => last.add(count),
            _ => out.push((value, count)),
        }
    }
    out
}

/// The bounds of the likeliest bins.
fn search(groups: &[(i32, Count)], sense: Sense, rows_min: f64, settings: &Settings) -> Vec<i32> {
    let many = groups.len();
    let mut sums = vec![Count::default()];
    for (_, count) in groups {
        let mut sum = sums[sums.len() - 1];
        sum.add(*count);
        sums.push(sum);
    }
    // What a bin from one group to another is: its rate and what it adds; nothing where it would be too small.
    let size = many + 1;
    let mut rates = vec![0.0; size * size];
    let mut gains = vec![f64::NEG_INFINITY; size * size];
    for to in 1..=many {
        for from in 0..to {
            let bin = sums[to].less(sums[from]);
            rates[from * size + to] = bin.rate();
            if bin.rows >= rows_min || (from == 0 && to == many) {
                gains[from * size + to] = bin.likelihood() - settings.bin_gain;
            }
        }
    }
    let fits = |before: f64, next: f64| match sense {
        Sense::Rises => before <= next,
        Sense::Falls => before >= next,
        Sense::Free | Sense::Word => true,
    };
    // best[bins - 1][to][from]: the likeliest way to cut the first `to` groups, the last bin beginning at `from`.
    let mut best: Vec<Vec<Vec<(f64, usize)>>> = vec![];
    for bins in 0..settings.bins_max.max(1) {
        let mut layer = vec![vec![(f64::NEG_INFINITY, 0_usize); many]; many + 1];
        for (to, ends) in layer.iter_mut().enumerate().skip(1) {
            for (from, found) in ends.iter_mut().enumerate().take(to) {
                let own = gains[from * size + to];
                if own == f64::NEG_INFINITY {
                    continue;
                }
                let Some(fewer) = bins.checked_sub(1) else {
                    if from == 0 {
                        *found = (own, 0);
                    }
                    continue;
                };
                let rate = rates[from * size + to];
                for (start, (before, _)) in best[fewer][from].iter().enumerate().take(from) {
                    if before + own > found.0 && fits(rates[start * size + from], rate) {
                        *found = (before + own, start);
                    }
                }
            }
        }
        best.push(layer);
    }
    let mut chosen: Option<(f64, usize, usize)> = None;
    for (bins, layer) in best.iter().enumerate() {
        for (from, (likelihood, _)) in layer[many].iter().enumerate() {
            if *likelihood > chosen.map_or(f64::NEG_INFINITY, |c| c.0) {
                chosen = Some((*likelihood, bins, from));
            }
        }
    }
    let Some((_, mut bins, mut from)) = chosen else { return vec![] };
    let (mut to, mut bounds) = (many, vec![]);
    while bins > 0 {
        bounds.push(groups[from].0);
        (to, from) = (from, best[bins][to][from].1);
        bins -= 1;
    }
    bounds.reverse();
    bounds
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(steps: &[(i32, i32, i32)]) -> Vec<(i32, bool)> {
        steps.iter().flat_map(|(value, rows, events)| (0..*rows).map(move |row| (*value, row < *events))).collect()
    }

    #[test]
    fn a_step_is_found_and_noise_is_not_cut() {
        let settings = Settings::default();
        let step = values(&[(1, 100, 20), (2, 100, 21), (5, 100, 60), (9, 100, 61), (MISSING, 50, 50)]);
        assert_eq!(cut(Sense::Rises, &step, &settings), Cut::Bounds(vec![5]));
        assert_eq!(cut(Sense::Falls, &step, &settings), Cut::Bounds(vec![]), "never against sense");
        let hill = values(&[(1, 100, 20), (2, 100, 80), (3, 100, 20)]);
        assert_eq!(cut(Sense::Free, &hill, &settings), Cut::Bounds(vec![2, 3]));
        assert_eq!(cut(Sense::Rises, &hill, &settings), Cut::Bounds(vec![2]));
    }

    #[test]
    fn every_value_has_a_bin() {
        let cut = Cut::Bounds(vec![0, 10]);
        let bins: Vec<usize> = [-5, 0, 9, 10, i32::MAX, MISSING].iter().map(|value| cut.bin(*value)).collect();
        assert_eq!(bins, [0, 1, 1, 2, 2, 3]);
        let words = super::cut(Sense::Word, &values(&[(3, 400, 10), (7, 500, 20), (8, 3, 0)]), &Settings::default());
        assert_eq!(words, Cut::Words(vec![3, 7]));
        assert_eq!([3, 7, 8, MISSING].map(|word| words.bin(word)), [0, 1, 2, 3]);
    }
}
