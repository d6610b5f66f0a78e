//! Many cards into one: each is fitted on debtors drawn again, their points are averaged, and neighbours that say nearly the
//! same are joined, so that one short table of points is left.
//! What never lives here: how one card is fitted (see `fit`).
//! `fit` calls it.

use super::bins::Cut;
use super::fit::Raw;
use super::measure::{Chance, drawn};
use super::{Settings, Table};

/// Rows of a bag at most: a larger book gives each bag other debtors.
const ROWS_MAX: usize = 100_000;
/// Bins of the averaged table beyond those of one card.
const BINS_MORE: usize = 3;
/// Share of a feature's spread that joining neighbours may cost.
const JOIN_COST: f64 = 0.01;

/// The rows of each bag.
pub(super) fn bags(table: &Table, rows: &[u32], settings: &Settings) -> Vec<Vec<u32>> {
    if settings.bags < 2 {
        return vec![rows.to_vec()];
    }
    let groups = table.group.iter().map(|group| *group as usize + 1).max().unwrap_or(0);
    let share = (rows.len() / ROWS_MAX + 1) as u64;
    (0..settings.bags as u64)
        .map(|bag| {
            let mut chance = Chance::new(settings.seed + bag);
            let mut times = drawn(groups, &mut chance);
            for count in &mut times {
                if chance.below(share) > 0 {
                    *count = 0;
                }
            }
            rows.iter()
                .flat_map(|row| std::iter::repeat_n(*row, times[table.group[*row as usize] as usize] as usize))
                .collect()
        })
        .collect()
}

/// The mean of some cards.
pub(super) fn averaged(table: &Table, rows: &[u32], bags: &[Raw], settings: &Settings) -> Raw {
    let many = bags.len().max(1) as f64;
    let mut out = Raw { base: bags.iter().map(|bag| bag.base).sum::<f64>() / many, features: vec![] };
    for column in 0..table.columns.len() {
        let of: Vec<(&Cut, &Vec<f64>)> = bags
            .iter()
            .flat_map(|bag| bag.features.iter().filter(|feature| feature.0 == column).map(|(_, cut, odds)| (cut, odds)))
            .collect();
        // What most of the cards left out is chance.
        if of.len() * 2 <= bags.len() {
            continue;
        }
        let mean = |value: i32| of.iter().map(|(cut, odds)| odds[cut.bin(value)]).sum::<f64>() / many;
        let mut steps: Vec<i32> = vec![];
        let mut is_word = false;
        for (cut, _) in &of {
            match cut {
                Cut::Bounds(bounds) => steps.extend(bounds),
                Cut::Words(words) => {
                    is_word = true;
                    steps.extend(words);
                }
            }
        }
        steps.sort_unstable();
        steps.dedup();
        let missing = mean(super::MISSING);
        let (cut, mut odds) = if is_word {
            // No word has this number: it falls to the others.
            let mut odds: Vec<f64> = steps.iter().map(|word| mean(*word)).collect();
            odds.push(mean(i32::MAX));
            (Cut::Words(steps), odds)
        } else {
            let odds: Vec<f64> = std::iter::once(super::MISSING + 1).chain(steps.iter().copied()).map(mean).collect();
            let whole = Cut::Bounds(steps);
            let mut weights = vec![0.0; odds.len() + 1];
            for row in rows {
                weights[whole.bin(table.columns[column].values[*row as usize])] += 1.0;
            }
            let Cut::Bounds(steps) = whole else { continue };
            joined(&steps, &odds, &weights, settings.bins_max + BINS_MORE)
        };
        odds.push(missing);
        out.features.push((column, cut, odds));
    }
    out
}

/// Joins neighbours until few bins are left, the nearest first.
fn joined(steps: &[i32], odds: &[f64], weights: &[f64], bins_max: usize) -> (Cut, Vec<f64>) {
    // (first step of the bin, weight, mean)
    let mut bins: Vec<(usize, f64, f64)> = (0..odds.len()).map(|at| (at, weights[at].max(1e-9), odds[at])).collect();
    let all: f64 = bins.iter().map(|bin| bin.1).sum();
    let mean = bins.iter().map(|bin| bin.1 * bin.2).sum::<f64>() / all;
    let spread: f64 = bins.iter().map(|bin| bin.1 * (bin.2 - mean).powi(2)).sum();
    let mut spent = 0.0;
    while bins.len() > 1 {
        let cost = |at: usize| {
            let (one, two) = (bins[at], bins[at + 1]);
            one.1 * two.1 / (one.1 + two.1) * (one.2 - two.2).powi(2)
        };
        let Some((least, at)) = (0..bins.len() - 1)
            .map(|at| (cost(at), at))
            .fold(None, |best: Option<(f64, usize)>, next| Some(best.filter(|best| best.0 <= next.0).unwrap_or(next)))
        else {
            break;
        };
        if bins.len() <= bins_max && spent + least > JOIN_COST * spread {
            break;
        }
        spent += least;
        let two = bins.remove(at + 1);
        let one = &mut bins[at];
        one.2 = (one.1 * one.2 + two.1 * two.2) / (one.1 + two.1);
        one.1 += two.1;
    }
    let bounds = bins.iter().skip(1).map(|bin| steps[bin.0 - 1]).collect();
    (Cut::Bounds(bounds), bins.iter().map(|bin| bin.2).collect())
}
