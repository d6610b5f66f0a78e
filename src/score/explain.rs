//! One case explained: the points of its leading invoice, and the nearest change of one fact that would move its risk to
//! another band.
//! What never lives here: sentences, the points themselves (see `ranking`).
//! `cli` calls it through `score`.

use crate::domain::case::CaseRow;
use crate::domain::codes::ReasonCode;
use crate::domain::terms::Policy;
use crate::domain::values::{Currency, Day};
use crate::ranking::Card;
use crate::ranking::worth::{Worth, worth};

/// A quarter of the probability of staying unpaid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Band {
    /// Below 25 %.
    Low,
    /// Below 50 %.
    Moderate,
    /// Below 75 %.
    High,
    /// 75 % and more.
    VeryHigh,
}

impl Band {
    /// The band of a probability in millionths.
    #[must_use]
    pub const fn of(ppm: u32) -> Self {
        match ppm {
            0..250_000 => Self::Low,
            250_000..500_000 => Self::Moderate,
            500_000..750_000 => Self::High,
            750_000.. => Self::VeryHigh,
        }
    }

    /// Kebab-case name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Low => "low",
            Self::Moderate => "moderate",
            Self::High => "high",
            Self::VeryHigh => "very-high",
        }
    }
}

/// A change of one fact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Nearest {
    /// Which fact.
    pub code: ReasonCode,
    /// As it is; `None`: unknown.
    pub fact: Option<i64>,
    /// As it would be.
    pub would_be: i64,
    /// Points it would then give.
    pub points: i32,
    /// Score then.
    pub score: i32,
    /// Band then.
    pub band: Band,
}

/// A case explained.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explained {
    /// Score, probability, points, leading invoice.
    pub worth: Worth,
    /// Band of the leading invoice.
    pub band: Band,
    /// The nearest change that makes it less risky, and the nearest that makes it more so.
    pub nearest: Vec<Nearest>,
}

/// Explains a case on the day its row speaks of.
#[must_use]
pub fn explain(row: &CaseRow, card: &Card, policy: &Policy, reporting: Currency) -> Explained {
    let day = row.as_of;
    let worth = worth(row, day, card, policy, reporting);
    let band = Band::of(worth.leading_ppm);
    let all = changes(row, day, card, &worth);
    let nearest = |better: bool| {
        let wanted = all.iter().filter(|(_, change)| if better { change.band < band } else { change.band > band });
        wanted.min_by_key(|(steps, change)| (*steps, (change.score - worth.score).abs())).map(|(_, change)| *change)
    };
    let nearest = [nearest(true), nearest(false)].into_iter().flatten().collect();
    Explained { worth, band, nearest }
}

/// Every single change to another bin of a known fact, with the bins it crosses. Words are left aside: nobody changes
/// country to be called later.
fn changes(row: &CaseRow, day: Day, card: &Card, worth: &Worth) -> Vec<(usize, Nearest)> {
    let mut out = vec![];
    for code in card.codes() {
        let bins = card.bins(code);
        let Some(fact) = crate::ranking::features::feature(code, row, worth.leading_due, day) else { continue };
        let Some(now) = bins.iter().position(|(below, _)| fact < *below) else { continue };
        for (place, (below, points)) in bins.iter().enumerate().filter(|(place, _)| *place != now) {
            // The edge nearest to what is: the last value below, or the first above.
            let would_be = if place < now { below - 1 } else { bins[place - 1].0 };
            let score = worth.score - bins[now].1 + points;
            let band = Band::of(card.probability_ppm(score));
            let change = Nearest { code, fact: Some(fact), would_be, points: *points, score, band };
            out.push((place.abs_diff(now), change));
        }
    }
    out
}
