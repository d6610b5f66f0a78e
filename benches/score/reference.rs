//! The reference's points card, written again from its description: a small tree cuts each feature, evidence per bin,
//! ridge logistic, whole points. It stands here to be compared with on the same draws, and for nothing else.
//! What never lives here: the product's trainer.

use relance::ranking::features::Sense;
use relance::ranking::train::measure::Said;
use relance::ranking::train::{MISSING, Table};

/// The settings of one of the reference's cards.
#[derive(Debug, Clone, Copy)]
pub struct Tuned {
    leaves: usize,
    least: f64,
    ridge: f64,
}

/// Four bins of 8 % at least.
pub const SMALL: Tuned = Tuned { leaves: 4, least: 0.08, ridge: 2.0 };
/// Five bins of 5 % at least.
pub const DAILY: Tuned = Tuned { leaves: 5, least: 0.05, ridge: 2.0 };

/// A leaf of the tree: rows from..to of the sorted ones, and the bounds its rate must keep.
#[derive(Clone, Copy)]
struct Leaf {
    from: usize,
    to: usize,
    low: f64,
    high: f64,
}

fn bounds(mut rows: Vec<(i32, bool)>, sense: Sense, tuned: Tuned, all: usize) -> Vec<f64> {
    rows.sort_unstable();
    let least = 20_usize.max((tuned.least * all as f64) as usize);
    let mut sums = vec![0.0];
    for (_, event) in &rows {
        sums.push(sums[sums.len() - 1] + f64::from(u8::from(*event)));
    }
    let rate = |from: usize, to: usize| (sums[to] - sums[from]) / (to - from) as f64;
    let gini = |from: usize, to: usize| 2.0 * (to - from) as f64 * rate(from, to) * (1.0 - rate(from, to));
    let mut leaves = vec![Leaf { from: 0, to: rows.len(), low: 0.0, high: 1.0 }];
    while leaves.len() < tuned.leaves {
        let mut best: Option<(f64, usize, usize)> = None;
        for (place, leaf) in leaves.iter().enumerate() {
            for at in leaf.from + least..leaf.to.saturating_sub(least - 1) {
                if rows[at - 1].0 == rows[at].0 {
                    continue;
                }
                let (left, right) = (rate(leaf.from, at), rate(at, leaf.to));
                let inside = |rate: f64| rate >= leaf.low && rate <= leaf.high;
                let fits = match sense {
                    Sense::Rises => left <= right && inside(left) && inside(right),
                    Sense::Falls => left >= right && inside(left) && inside(right),
                    Sense::Free | Sense::Word => true,
                };
                let gain = gini(leaf.from, leaf.to) - gini(leaf.from, at) - gini(at, leaf.to);
                if fits && gain > 1e-9 && best.is_none_or(|best| gain > best.0) {
                    best = Some((gain, place, at));
                }
            }
        }
        let Some((_, place, at)) = best else { break };
        let leaf = leaves.remove(place);
        let middle = f64::midpoint(rate(leaf.from, at), rate(at, leaf.to));
        let (mut left, mut right) = (Leaf { to: at, ..leaf }, Leaf { from: at, ..leaf });
        match sense {
            Sense::Rises => (left.high, right.low) = (middle, middle),
            Sense::Falls => (left.low, right.high) = (middle, middle),
            Sense::Free | Sense::Word => {}
        }
        leaves.extend([left, right]);
    }
    let mut out: Vec<f64> = leaves
        .iter()
        .filter(|leaf| leaf.from > 0)
        .map(|leaf| f64::midpoint(f64::from(rows[leaf.from - 1].0), f64::from(rows[leaf.from].0)))
        .collect();
    out.sort_by(f64::total_cmp);
    out
}

/// Fits on some rows and says what the card says of others.
pub fn trained(table: &Table, train: &[u32], test: &[u32], tuned: Tuned) -> Vec<Said> {
    let event = |row: &u32| table.outcome[*row as usize];
    let (hits, all) = (train.iter().filter(|row| event(row)).count() as f64, train.len() as f64);
    let mut features: Vec<(usize, Vec<f64>, Vec<f64>)> = vec![];
    for (place, column) in table.columns.iter().enumerate() {
        let value = |row: &u32| column.values[*row as usize];
        let rows = train.iter().map(|row| (value(row), event(row))).filter(|(value, _)| *value != MISSING).collect();
        let cut = bounds(rows, column.sense, tuned, train.len());
        let bin = |value: i32| bin(&cut, value);
        let mut counts = vec![(0.5, 0.5); cut.len() + 2];
        for row in train {
            let count = &mut counts[bin(value(row))];
            *(if event(row) { &mut count.0 } else { &mut count.1 }) += 1.0;
        }
        let evidence = counts.iter().map(|(one, zero): &(f64, f64)| {
            if one + zero < 1.5 { 0.0 } else { ((one / (hits + 1.0)) / (zero / (all - hits + 1.0))).ln() }
        });
        let evidence = evidence.collect();
        features.push((place, cut, evidence));
    }
    let weights = loop {
        let looks = |row: &u32| {
            features
                .iter()
                .map(|(place, cut, evidence)| evidence[bin(cut, table.columns[*place].values[*row as usize])])
                .collect::<Vec<f64>>()
        };
        let rows: Vec<(Vec<f64>, bool)> = train.iter().map(|row| (looks(row), event(row))).collect();
        let weights = newton(&rows, features.len() + 1, tuned.ridge);
        let before = features.len();
        let mut at = 0;
        features.retain(|_| {
            at += 1;
            weights[at] > 0.0
        });
        if features.len() == before {
            break weights;
        }
    };
    let scale = 20.0 / std::f64::consts::LN_2;
    let base = (scale * weights[0]).round();
    let said = |row: &u32| {
        let points = features.iter().zip(&weights[1..]).map(|((place, cut, evidence), weight)| {
            (scale * weight * evidence[bin(cut, table.columns[*place].values[*row as usize])]).round()
        });
        let score = base + points.sum::<f64>();
        let probability = 1.0 / (1.0 + (-score / scale).exp());
        Said { score, probability, event: event(row), group: table.group[*row as usize] }
    };
    test.iter().map(said).collect()
}

fn bin(cut: &[f64], value: i32) -> usize {
    if value == MISSING { cut.len() + 1 } else { cut.partition_point(|bound| *bound <= f64::from(value)) }
}

/// Ridge logistic by Newton's method, the equations solved by elimination.
fn newton(rows: &[(Vec<f64>, bool)], size: usize, ridge: f64) -> Vec<f64> {
    let mut weights = vec![0.0; size];
    for _ in 0..30 {
        let mut system = vec![vec![0.0; size + 1]; size];
        for (looks, event) in rows {
            let part = |at: usize| if at == 0 { 1.0 } else { looks[at - 1] };
            let odds: f64 = (0..size).map(|at| weights[at] * part(at)).sum();
            let p = 1.0 / (1.0 + (-odds).exp());
            for one in 0..size {
                system[one][size] += (f64::from(u8::from(*event)) - p) * part(one);
                for two in 0..size {
                    system[one][two] += p * (1.0 - p) * part(one) * part(two);
                }
            }
        }
        for at in 1..size {
            system[at][at] += ridge;
            system[at][size] -= ridge * weights[at];
        }
        for at in 0..size {
            for row in 0..size {
                if row != at {
                    let times = system[row][at] / system[at][at];
                    for column in at..=size {
                        system[row][column] -= times * system[at][column];
                    }
                }
            }
        }
        for at in 0..size {
            weights[at] += system[at][size] / system[at][at];
        }
    }
    weights
}
