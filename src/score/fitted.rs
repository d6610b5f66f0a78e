//! A card from what was observed, written as the file a person can read; and a card in use brought up to date.
//! What never lives here: the fit itself (see `ranking::train`), where a card is kept (see `store::adopted`).
//! `cli` calls it through `score`.

use std::fmt::Write;

use super::{Observations, ScoreError};
use crate::domain::codes::ReasonCode;
use crate::domain::values::{Day, Tag};
use crate::ranking::Card;
use crate::ranking::features::{FEATURES, Sense, sense};
use crate::ranking::train::bins::Cut;
use crate::ranking::train::calibrate::{AS_FITTED, Hold, Line, calibrate};
use crate::ranking::train::measure::{Said, auc};
use crate::ranking::train::{Fitted, FittedFeature, PDO, Settings, fit};

/// The last days by which points are told as probabilities.
const CALIBRATION_DAYS: i32 = 90;
/// Rows of the last days below which all rows tell it.
const CALIBRATION_ROWS_MIN: usize = 200;

/// A fitted card.
#[derive(Debug, Clone, PartialEq)]
pub struct Trained {
    /// The card.
    pub card: Card,
    /// Its file.
    pub text: String,
    /// Mornings it was fitted on.
    pub rows: u64,
    /// … on which the invoice was still unpaid seven days later.
    pub unpaid: u64,
    /// Cases they belong to.
    pub cases: u64,
    /// The first and the last of these mornings.
    pub from: Day,
    /// See `from`.
    pub to: Day,
    /// Area under the curve on these same rows, per mille: an upper bound of what to hope for.
    pub auc_mille: u32,
}

/// A card before it is a file: what a fit on some rows says.
pub(super) struct Fit {
    pub fitted: Fitted,
    pub line: Line,
}

/// Fits on the rows whose seven days had passed by the morning of `as_of`, as known then.
pub(super) fn fit_on(all: &Observations, as_of: Day) -> Result<(Fit, Vec<u32>), ScoreError> {
    let rows = all.closed_by(as_of);
    let table = all.table_on(as_of);
    let fitted = fit(&table, &rows, &Settings::default())?;
    let recent = as_of.plus(-CALIBRATION_DAYS);
    let scored = |rows: &mut dyn Iterator<Item = &u32>| -> Vec<(i32, bool)> {
        rows.map(|row| (fitted.score(&table, *row as usize), table.outcome[*row as usize])).collect()
    };
    let whole = calibrate(scored(&mut rows.iter()), AS_FITTED, Hold::default());
    let last = scored(&mut rows.iter().filter(|row| all.day[**row as usize] >= recent));
    let line = if last.len() < CALIBRATION_ROWS_MIN { whole } else { calibrate(last, whole, Hold::default()) };
    Ok((Fit { fitted, line }, rows))
}

/// Fits a card on all that was known on the morning of `as_of`.
pub fn train(all: &Observations, as_of: Day, name: &str) -> Result<Trained, ScoreError> {
    let (fit, rows) = fit_on(all, as_of)?;
    let text = text(all, &fit, name, as_of, rows.len());
    // A card that could not be read back would be a fault of this file.
    let card = Card::parse(&text).unwrap_or_else(|_| Card::default_card());
    let table = all.table_on(as_of);
    let said = |row: &u32| {
        let row = *row as usize;
        let score = f64::from(fit.fitted.score(&table, row));
        Said { score, probability: 0.0, event: table.outcome[row], group: table.group[row] }
    };
    let said: Vec<Said> = rows.iter().map(said).collect();
    let days = || rows.iter().map(|row| all.day[*row as usize]);
    let mut cases: Vec<u32> = rows.iter().map(|row| table.group[*row as usize]).collect();
    cases.sort_unstable();
    cases.dedup();
    Ok(Trained {
        card,
        text,
        rows: rows.len() as u64,
        unpaid: said.iter().filter(|said| said.event).count() as u64,
        cases: cases.len() as u64,
        from: days().min().unwrap_or(as_of),
        to: days().max().unwrap_or(as_of),
        auc_mille: (auc(&said).unwrap_or(0.5) * 1_000.0).round() as u32,
    })
}

/// The text of a card with its probabilities told anew by the last days; its points stay. `None` where too little
/// happened, or where the text holds no table.
#[must_use]
pub fn recalibrated(all: &Observations, as_of: Day, card: &Card, text: &str) -> Option<String> {
    let recent = as_of.plus(-CALIBRATION_DAYS);
    let table = all.table_on(as_of);
    let rows = all.closed_by(as_of);
    let last = rows.iter().filter(|row| all.day[**row as usize] >= recent);
    let scored: Vec<(i32, bool)> =
        last.map(|row| (score(all, card, *row as usize), table.outcome[*row as usize])).collect();
    if scored.len() < CALIBRATION_ROWS_MIN {
        return None;
    }
    let (low, high) = (scored.iter().map(|s| s.0).min()?, scored.iter().map(|s| s.0).max()?);
    let line = calibrate(scored, AS_FITTED, Hold::default());
    let head = text.find("[probability]")?;
    let out = format!("{}{}", &text[..head], knots(&line, low, high));
    Card::parse(&out).is_ok().then_some(out)
}

/// What a card in use says of one row.
pub(super) fn score(all: &Observations, card: &Card, row: usize) -> i32 {
    let points = |(place, code): (usize, &ReasonCode)| {
        let value = all.table.columns[place].values[row];
        let value = match (value == crate::ranking::train::MISSING, sense(*code)) {
            (true, _) => None,
            (false, Sense::Word) => Some(all.words[value as usize].number()),
            (false, Sense::Rises | Sense::Falls | Sense::Free) => Some(i64::from(value)),
        };
        card.points(*code, value)
    };
    card.base() + FEATURES.iter().enumerate().map(points).sum::<i32>()
}

fn text(all: &Observations, fit: &Fit, name: &str, as_of: Day, rows: usize) -> String {
    let mut out = format!(
        "# A score card fitted on this book's own past: will an overdue invoice still be unpaid in 7 days?\n\
         # {rows} mornings before {as_of}, each with what was known that morning. {PDO} points double the odds.\n\
         # More points: less likely to pay by itself. `missing` is for what is not known of a debtor.\n\n\
         name = \"{name}\"\nbase = {}\n",
        fit.fitted.base
    );
    let (mut low, mut high) = (fit.fitted.base, fit.fitted.base);
    for feature in &fit.fitted.features {
        let least = feature.points.iter().min().copied().unwrap_or(0);
        let most = feature.points.iter().max().copied().unwrap_or(0);
        (low, high) = (low + least, high + most);
        out.push_str(&feature_text(all, feature));
    }
    let _ = write!(out, "\n{}", knots(&fit.line, low, high));
    out
}

fn feature_text(all: &Observations, feature: &FittedFeature) -> String {
    let code = FEATURES[feature.column];
    let (missing, known) = feature.points.split_last().map_or((0, &[][..]), |(missing, known)| (*missing, known));
    let mut out = format!("\n[[feature]]\ncode = \"{code}\"\nmissing = {missing}\n");
    match &feature.cut {
        Cut::Bounds(bounds) => {
            out.push_str("bins = [\n");
            for (bound, points) in bounds.iter().zip(known) {
                let _ = writeln!(out, "  {{ below = {bound}, points = {points} }},");
            }
            let _ = writeln!(out, "  {{ points = {} }},\n]", known.last().copied().unwrap_or(0));
        }
        Cut::Words(words) => {
            out.push_str("words = [\n");
            let tag = |word: &i32| all.words.get(*word as usize).copied().unwrap_or(Tag::NONE);
            for (word, points) in words.iter().zip(known) {
                let _ = writeln!(out, "  {{ is = \"{}\", points = {points} }},", tag(word));
            }
            let _ = writeln!(out, "]\nother = {}", known.last().copied().unwrap_or(0));
        }
    }
    out
}

fn knots(line: &Line, low: i32, high: i32) -> String {
    let mut out = String::new();
    out.push_str(
        "[probability]\n# points, millionths still unpaid in 7 days; straight lines between, flat outside\nknots = [\n",
    );
    for (points, ppm) in line.knots(low, high) {
        let _ = writeln!(out, "  [{points}, {ppm}],");
    }
    out.push_str("]\n");
    out
}
