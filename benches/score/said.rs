//! Rows scored by several cards, and the printed line of one.
//! What never lives here: a data set.

use relance::ranking::train::calibrate::{AS_FITTED, Hold, Line, calibrate};
use relance::ranking::train::measure::{Said, auc, auc_draws, brier, ece, interval, lift};
use relance::ranking::train::{Fitted, Settings, Table, fit};

/// Draws behind an interval.
pub const DRAWS: usize = 1_000;

/// Fits on some rows and says what the card says of others.
pub fn trained(table: &Table, train: &[u32], test: &[u32], settings: &Settings) -> (Fitted, Line, Vec<Said>) {
    let card = fit(table, train, settings).expect("the public sets hold both outcomes");
    let scores = |rows: &[u32]| rows.iter().map(|row| card.score(table, *row as usize)).collect::<Vec<_>>();
    let past: Vec<(i32, bool)> =
        scores(train).into_iter().zip(train).map(|(score, row)| (score, table.outcome[*row as usize])).collect();
    let line = calibrate(past, AS_FITTED, Hold::default());
    let rows = scores(test).into_iter().zip(test).map(|(score, row)| Said {
        score: f64::from(score),
        probability: line.probability(score),
        event: table.outcome[*row as usize],
        group: table.group[*row as usize],
    });
    let rows = rows.collect();
    (card, line, rows)
}

/// Prints one line of figures.
pub fn line(name: &str, rows: &[Said], reference: &str) {
    let base = rows.iter().filter(|row| row.event).count() as f64 / rows.len() as f64;
    let (low, high) = interval(auc_draws(rows, DRAWS, 7)).unwrap_or_default();
    println!(
        "  {name:<34} n {:>6} base {base:.3}  AUC {:.4} ({low:.3}-{high:.3})  Brier {:.4}  ECE {:.3}  lift {:.2}   {reference}",
        rows.len(),
        auc(rows).unwrap_or(0.5),
        brier(rows),
        ece(rows),
        lift(rows, 100),
    );
}

/// In how many of ten seeded bootstraps by debtor the first order beats the second.
pub fn wins(ours: &[Said], theirs: &[Said]) -> usize {
    let (one, two) = (auc_draws(ours, 10, 2013), auc_draws(theirs, 10, 2013));
    one.iter().zip(&two).filter(|(one, two)| one > two).count()
}

/// Other seeds of the trainer's own draws, the one in use left aside.
const SEEDS: u64 = 10;

/// The default settings with other draws: what moves among these is chance, and no card can promise it.
pub fn other_draws() -> impl Iterator<Item = Settings> {
    let base = Settings::default();
    (1..=SEEDS).map(move |step| Settings { seed: base.seed + step * 1_000, ..base })
}

/// The mean of some figures with the least and the most.
pub fn spread(figures: &[f64]) -> String {
    let mean = figures.iter().sum::<f64>() / figures.len() as f64;
    let (least, most) =
        figures.iter().fold((f64::MAX, f64::MIN), |(low, high), figure| (low.min(*figure), high.max(*figure)));
    format!("{mean:.4} ({least:.4} to {most:.4})")
}

/// The settings that were tried on the year before.
pub fn grid() -> Vec<Settings> {
    let mut out = vec![];
    for bags in [1, 10] {
        for bin_gain in [0.5, 1.0, 2.0] {
            for prior_rows in [10.0, 30.0] {
                for ridge in [5.0, 10.0, 20.0] {
                    out.push(Settings { bags, bin_gain, prior_rows, ridge, ..Settings::default() });
                }
            }
        }
    }
    out
}

/// A short name of settings.
pub fn named(settings: &Settings) -> String {
    let Settings { bags, bin_gain, prior_rows, ridge, .. } = settings;
    format!("bags {bags} gain {bin_gain} prior {prior_rows} ridge {ridge}")
}
