//! The fit: bins, weights, whole points; and which features are left out.
//! What never lives here: probabilities (see `calibrate`), files.
//! `train` offers it.

use super::bins::{self, Cut};
use super::logistic::{Pattern, regress};
use super::{OUTCOMES_MIN, PDO, Settings, Table, TrainFault, bag};

/// Points of one feature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FittedFeature {
    /// Its place among the columns of the table.
    pub column: usize,
    /// How its values fall into bins.
    pub cut: Cut,
    /// Points of each bin; the last is that of unknown values.
    pub points: Vec<i32>,
}

/// A fitted card, before its points are told as probabilities.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Fitted {
    /// Points every row gets.
    pub base: i32,
    /// The features, strongest first.
    pub features: Vec<FittedFeature>,
}

/// Points to the odds: [`PDO`] points double them.
#[derive(Debug, Clone, Copy)]
pub struct Scale;

impl Scale {
    /// Points of one unit of log-odds: 28.85.
    #[must_use]
    pub fn points_per_log_odds() -> f64 {
        PDO / std::f64::consts::LN_2
    }
}

impl Fitted {
    /// The score of one row.
    #[must_use]
    pub fn score(&self, table: &Table, row: usize) -> i32 {
        let points = |feature: &FittedFeature| {
            let bin = feature.cut.bin(table.columns[feature.column].values[row]);
            feature.points.get(bin).copied().unwrap_or(0)
        };
        self.base + self.features.iter().map(points).sum::<i32>()
    }
}

/// Rounds of leaving out features; there are never more than features.
const ROUNDS_MAX: usize = 64;

/// Fits a card on some rows of a table.
pub fn fit(table: &Table, rows: &[u32], settings: &Settings) -> Result<Fitted, TrainFault> {
    table.allowed()?;
    let events = rows.iter().filter(|row| table.outcome[**row as usize]).count() as u64;
    let others = rows.len() as u64 - events;
    if events < OUTCOMES_MIN || others < OUTCOMES_MIN {
        return Err(TrainFault::TooFew { events, others });
    }
    let bags: Vec<Raw> =
        bag::bags(table, rows, settings).iter().filter_map(|rows| raw(table, rows, settings)).collect();
    Ok(rounded(bag::averaged(table, rows, &bags, settings)))
}

/// A card before its points are whole.
#[derive(Debug, Default)]
pub(super) struct Raw {
    /// Log-odds every row gets.
    pub base: f64,
    /// Column, cut, log-odds of each bin.
    pub features: Vec<(usize, Cut, Vec<f64>)>,
}

/// Bins and weights of one bag; `None` where only one outcome is in it.
fn raw(table: &Table, rows: &[u32], settings: &Settings) -> Option<Raw> {
    let events = rows.iter().filter(|row| table.outcome[**row as usize]).count() as f64;
    let others = rows.len() as f64 - events;
    if events < 1.0 || others < 1.0 {
        return None;
    }
    let base = (events / others).ln();
    let mut known: Vec<Known> = Vec::with_capacity(table.columns.len());
    for (place, column) in table.columns.iter().enumerate() {
        let values: Vec<(i32, bool)> =
            rows.iter().map(|row| (column.values[*row as usize], table.outcome[*row as usize])).collect();
        let cut = bins::cut(column.sense, &values, settings);
        let feature = Known::of(place, cut, &values, base, settings);
        if feature.evidence.iter().any(|weight| weight.abs() > EVIDENCE_MIN) {
            known.push(feature);
        }
    }
    let mut weights = vec![base];
    for _ in 0..ROUNDS_MAX {
        let patterns = gathered(table, rows, &known);
        weights = weigh(&patterns, known.len(), settings);
        if !leave_out(&mut known, &weights, &patterns, settings.features_max) {
            break;
        }
    }
    let part = |(feature, weight): (Known, &f64)| {
        (feature.column, feature.cut, feature.evidence.iter().map(|evidence| weight * evidence).collect())
    };
    Some(Raw { base: weights[0], features: known.into_iter().zip(&weights[1..]).map(part).collect() })
}

/// The intercept and a weight a feature.
fn weigh(patterns: &[Pattern], features: usize, settings: &Settings) -> Vec<f64> {
    let pull: Vec<f64> = std::iter::once(0.0).chain((0..features).map(|_| settings.ridge)).collect();
    regress(patterns, &pull, &vec![0.0; pull.len()])
}

/// Evidence below this is no point on any scale in use.
const EVIDENCE_MIN: f64 = 0.01;

/// A feature in the making.
struct Known {
    column: usize,
    cut: Cut,
    /// Weight of evidence of each bin.
    evidence: Vec<f64>,
}

impl Known {
    fn of(column: usize, cut: Cut, values: &[(i32, bool)], base: f64, settings: &Settings) -> Self {
        let mut counts = vec![(0.0_f64, 0.0_f64); cut.bins()];
        for (value, event) in values {
            let count = &mut counts[cut.bin(*value)];
            count.0 += if *event { 1.0 } else { 0.0 };
            count.1 += if *event { 0.0 } else { 1.0 };
        }
        let share = base.exp() / (1.0 + base.exp());
        let (up, down) = (settings.prior_rows * share, settings.prior_rows * (1.0 - share));
        let evidence = counts.iter().map(|(events, others)| ((events + up) / (others + down)).ln() - base).collect();
        Self { column, cut, evidence }
    }
}

/// Rows that fall into the same bins, in the order of their bins.
fn gathered(table: &Table, rows: &[u32], known: &[Known]) -> Vec<Pattern> {
    let mut keys: Vec<(u128, bool)> = rows
        .iter()
        .map(|row| {
            let row = usize::try_from(*row).unwrap_or(0);
            let key = known.iter().fold(0_u128, |key, feature| {
                let bin = feature.cut.bin(table.columns[feature.column].values[row]);
                (key << 5) | (bin as u128 & 31)
            });
            (key, table.outcome[row])
        })
        .collect();
    keys.sort_unstable();
    let mut out: Vec<Pattern> = vec![];
    let mut last = None;
    for (key, event) in keys {
        if last != Some(key) {
            last = Some(key);
            let bins = (0..known.len()).rev().map(|place| ((key >> (5 * place)) & 31) as usize);
            let looks = bins.zip(known).map(|(bin, feature)| feature.evidence[bin]).collect();
            out.push(Pattern { looks, rows: 0.0, events: 0.0 });
        }
        if let Some(pattern) = out.last_mut() {
            pattern.rows += 1.0;
            pattern.events += if event { 1.0 } else { 0.0 };
        }
    }
    out
}

/// Leaves out one round of features: those whose weight runs against their own evidence; then, one at a time, the weakest
/// beyond the number allowed. True when something went.
fn leave_out(known: &mut Vec<Known>, weights: &[f64], patterns: &[Pattern], features_max: usize) -> bool {
    let before = known.len();
    let mut place = 0;
    known.retain(|_| {
        place += 1;
        weights[place] > 0.0
    });
    if known.len() < before || known.len() <= features_max {
        return known.len() < before;
    }
    let rows: f64 = patterns.iter().map(|pattern| pattern.rows).sum();
    let strength = |place: usize| -> f64 {
        let part = |pattern: &Pattern| weights[place + 1] * pattern.looks[place];
        let mean = patterns.iter().map(|p| part(p) * p.rows).sum::<f64>() / rows;
        patterns.iter().map(|p| (part(p) - mean).powi(2) * p.rows).sum::<f64>() / rows
    };
    let weakest = (0..known.len())
        .map(|place| (strength(place), place))
        .fold(None, |least: Option<(f64, usize)>, next| Some(least.filter(|least| least.0 <= next.0).unwrap_or(next)));
    if let Some((_, place)) = weakest {
        known.remove(place);
    }
    true
}

fn rounded(raw: Raw) -> Fitted {
    let scale = Scale::points_per_log_odds();
    let whole = |odds: f64| (scale * odds).round() as i32;
    let mut features: Vec<FittedFeature> = raw
        .features
        .into_iter()
        .map(|(column, cut, odds)| FittedFeature { column, cut, points: odds.into_iter().map(whole).collect() })
        .filter(|feature| feature.points.iter().any(|points| *points != 0))
        .collect();
    let reach = |feature: &FittedFeature| {
        let (low, high) = feature.points.iter().fold((0, 0), |(low, high), p| (low.min(*p), high.max(*p)));
        std::cmp::Reverse(high - low)
    };
    features.sort_by_key(|feature| (reach(feature), feature.column));
    Fitted { base: whole(raw.base), features }
}
