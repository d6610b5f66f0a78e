//! A card tried on the past, rolling in time: each month is told by a fit on what was known before it.
//! What never lives here: words, the figures' formulas (see `ranking::train::measure`).
//! `cli` calls it through `score`.

use std::collections::BTreeMap;

use super::fitted::{fit_on, score};
use super::{Observations, ScoreError};
use crate::domain::values::{Day, Tag};
use crate::ranking::Card;
use crate::ranking::train::measure::{Bucket, Chance, Said, auc, auc_draws, brier, buckets, ece, interval, lift};

/// Months tried at most.
const MONTHS_MAX: usize = 12;
/// Draws behind an interval, and the seed of all chance.
const DRAWS: usize = 200;
const SEED: u64 = 7;
/// Times a random order is drawn.
const RANDOM_DRAWS: u64 = 20;

/// What orders the cases of a morning.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Order {
    /// By chance.
    Random,
    /// The longest overdue first.
    Oldest,
    /// The largest sum first.
    Biggest,
    /// Sum × probability, fitted before that month.
    Fitted,
    /// Sum × probability by the card in use.
    InUse,
    /// By what really stayed unpaid: nobody can reach this.
    Best,
}

impl Order {
    /// All of them.
    pub const ALL: &'static [Self] =
        &[Self::Random, Self::Oldest, Self::Biggest, Self::Fitted, Self::InUse, Self::Best];

    /// Kebab-case name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Random => "random",
            Self::Oldest => "oldest-first",
            Self::Biggest => "biggest-first",
            Self::Fitted => "fitted",
            Self::InUse => "in-use",
            Self::Best => "best",
        }
    }
}

/// What an order reached in the first calls of every morning.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reached {
    /// The order.
    pub order: Order,
    /// Share of the at-risk cash (still unpaid seven days later) in the first calls.
    pub cash: f64,
    /// Share of these calls to debtors who paid everything within seven days anyway.
    pub needless: f64,
}

/// Figures of one segment.
#[derive(Debug, Clone, PartialEq)]
pub struct Segment {
    /// Its word; [`Tag::NONE`] for debtors in none.
    pub segment: Tag,
    /// Rows.
    pub rows: usize,
    /// Area under the curve, where both outcomes happened.
    pub auc: Option<f64>,
    /// Mean probability said.
    pub said: f64,
    /// Share still unpaid.
    pub seen: f64,
}

/// A card tried.
#[derive(Debug, Clone, PartialEq)]
pub struct Tried {
    /// The first and last morning told.
    pub from: Day,
    /// See `from`.
    pub to: Day,
    /// Months told, each by a fit of its own.
    pub months: usize,
    /// Rows told.
    pub rows: usize,
    /// Share still unpaid seven days later.
    pub base: f64,
    /// Area under the curve with its 95 % interval, debtors drawn again.
    pub auc: (f64, f64, f64),
    /// … of the card in use, as it is.
    pub auc_in_use: f64,
    /// … by the age of the invoice alone.
    pub auc_oldest: f64,
    /// Mean squared distance.
    pub brier: f64,
    /// Expected calibration error.
    pub ece: f64,
    /// Lift of the first tenth.
    pub lift: f64,
    /// Ten parts by rising probability.
    pub buckets: Vec<Bucket>,
    /// By segment, the largest first.
    pub segments: Vec<Segment>,
    /// Calls a morning.
    pub calls: usize,
    /// What each order reached.
    pub reached: Vec<Reached>,
}

/// One row told.
struct Told {
    row: usize,
    said: Said,
    in_use_ppm: u32,
}

/// Tries fits on the months up to `as_of`, beside the card in use; `calls` a morning.
pub fn tried(all: &Observations, as_of: Day, in_use: &Card, calls: usize) -> Result<Tried, ScoreError> {
    let (told, months) = rolled(all, as_of, in_use);
    let (Some(from), Some(to)) =
        (told.iter().map(|told| all.day[told.row]).min(), told.iter().map(|told| all.day[told.row]).max())
    else {
        return Err(ScoreError::TooShort);
    };
    let said: Vec<Said> = told.iter().map(|told| told.said).collect();
    let with = |score: &dyn Fn(&Told) -> f64| -> Vec<Said> {
        told.iter().map(|told| Said { score: score(told), ..told.said }).collect()
    };
    let (low, high) = interval(auc_draws(&said, DRAWS, SEED)).unwrap_or((0.5, 0.5));
    Ok(Tried {
        from,
        to,
        months,
        rows: said.len(),
        base: share(&said),
        auc: (auc(&said).unwrap_or(0.5), low, high),
        auc_in_use: auc(&with(&|told| f64::from(told.in_use_ppm))).unwrap_or(0.5),
        auc_oldest: auc(&with(&|told| f64::from(all.late_days[told.row]))).unwrap_or(0.5),
        brier: brier(&said),
        ece: ece(&said),
        lift: lift(&said, 100),
        buckets: buckets(&said, 10),
        segments: segments(all, &told),
        calls,
        reached: Order::ALL.iter().map(|order| reached(all, &told, *order, calls)).collect(),
    })
}

fn share(said: &[Said]) -> f64 {
    said.iter().filter(|said| said.event).count() as f64 / said.len().max(1) as f64
}

/// Every row of the months that a fit on the past before could tell.
fn rolled(all: &Observations, as_of: Day, in_use: &Card) -> (Vec<Told>, usize) {
    let mut told = vec![];
    let mut months = 0;
    let mut end = as_of.plus(-super::HORIZON_DAYS);
    let mut start = first_of_month(end);
    for _ in 0..MONTHS_MAX {
        // A month with too little before it ends the walk: those before it have less.
        let Ok((fit, _)) = fit_on(all, start) else { break };
        let before = told.len();
        for row in (0..all.table.len()).filter(|row| all.day[*row] >= start && all.day[*row] < end) {
            let score = fit.fitted.score(&all.table, row);
            let said = Said {
                score: f64::from(score),
                probability: fit.line.probability(score),
                event: all.table.outcome[row],
                group: all.table.group[row],
            };
            let in_use_ppm = in_use.probability_ppm(self::score(all, in_use, row));
            told.push(Told { row, said, in_use_ppm });
        }
        months += usize::from(told.len() > before);
        end = start;
        start = first_of_month(start.plus(-1));
    }
    (told, months)
}

fn first_of_month(day: Day) -> Day {
    use chrono::Datelike;
    day.plus(1 - i32::try_from(day.date().day()).unwrap_or(1))
}

fn segments(all: &Observations, told: &[Told]) -> Vec<Segment> {
    let mut by: BTreeMap<Tag, Vec<Said>> = BTreeMap::new();
    for told in told {
        by.entry(all.segment[told.row]).or_default().push(told.said);
    }
    let mut out: Vec<Segment> = by
        .into_iter()
        .map(|(segment, said)| Segment {
            segment,
            rows: said.len(),
            auc: auc(&said),
            said: said.iter().map(|said| said.probability).sum::<f64>() / said.len().max(1) as f64,
            seen: share(&said),
        })
        .collect();
    out.sort_by_key(|segment| (std::cmp::Reverse(segment.rows), segment.segment));
    out
}

/// One case of one morning.
#[derive(Debug, Clone, Copy, Default)]
struct Case {
    oldest: f64,
    sum: f64,
    fitted: f64,
    in_use: f64,
    at_risk: f64,
}

fn reached(all: &Observations, told: &[Told], order: Order, calls: usize) -> Reached {
    let mut mornings: BTreeMap<Day, BTreeMap<u32, Case>> = BTreeMap::new();
    for told in told {
        let case = mornings.entry(all.day[told.row]).or_default().entry(told.said.group).or_default();
        let value = all.value_minor[told.row] as f64;
        case.oldest = case.oldest.max(f64::from(all.late_days[told.row]));
        case.sum += value;
        case.fitted += value * told.said.probability;
        case.in_use += value * f64::from(told.in_use_ppm);
        case.at_risk += if told.said.event { value } else { 0.0 };
    }
    let mut chance = Chance::new(SEED);
    let (mut cash, mut total, mut needless, mut made) = (0.0, 0.0, 0.0, 0.0);
    for _ in 0..if order == Order::Random { RANDOM_DRAWS } else { 1 } {
        for cases in mornings.values() {
            let mut keyed: Vec<(f64, u64, &Case)> = cases
                .values()
                .map(|case| {
                    let key = match order {
                        Order::Random => chance.unit(),
                        Order::Oldest => case.oldest,
                        Order::Biggest => case.sum,
                        Order::Fitted => case.fitted,
                        Order::InUse => case.in_use,
                        Order::Best => case.at_risk,
                    };
                    (key, chance.draw(), case)
                })
                .collect();
            keyed.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
            total += cases.values().map(|case| case.at_risk).sum::<f64>();
            for (_, _, case) in keyed.into_iter().take(calls) {
                cash += case.at_risk;
                needless += if case.at_risk > 0.0 { 0.0 } else { 1.0 };
                made += 1.0;
            }
        }
    }
    let part = |some: f64, whole: f64| if whole > 0.0 { some / whole } else { 0.0 };
    Reached { order, cash: part(cash, total), needless: part(needless, made) }
}
