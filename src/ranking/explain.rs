//! One case explained: the points of its leading invoice, and the nearest change of one fact that would move its risk to
//! another band.
//! What never lives here: sentences, the points themselves (see `card`, `worth`).
//! `day` calls it for the case on the screen, `cli` through `score`.

use super::Card;
use super::features::feature;
use super::worth::{Worth, worth};
use crate::domain::case::CaseRow;
use crate::domain::codes::Risk;
use crate::domain::queue::Nearest;
use crate::domain::terms::Policy;
use crate::domain::values::{Currency, Day};

/// A case explained.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Explained {
    /// Score, probability, points, leading invoice.
    pub worth: Worth,
    /// Band of risk of the leading invoice.
    pub risk: Risk,
    /// The nearest change that makes it less risky, and the nearest that makes it more so.
    pub nearest: Vec<Nearest>,
}

/// Explains a case on the day its row speaks of.
#[must_use]
pub fn explain(row: &CaseRow, card: &Card, policy: &Policy, reporting: Currency) -> Explained {
    let day = row.as_of;
    let worth = worth(row, day, card, policy, reporting);
    let risk = Risk::of(worth.leading_ppm);
    let all = changes(row, day, card, &worth);
    let nearest = |better: bool| {
        let wanted = all.iter().filter(|(_, change)| if better { change.risk < risk } else { change.risk > risk });
        wanted.min_by_key(|(steps, change)| (*steps, (change.score - worth.score).abs())).map(|(_, change)| *change)
    };
    let nearest = [nearest(true), nearest(false)].into_iter().flatten().collect();
    Explained { worth, risk, nearest }
}

/// Every single change to another bin of a known fact, with the bins it crosses. Words are left aside: nobody changes
/// country to be called later.
fn changes(row: &CaseRow, day: Day, card: &Card, worth: &Worth) -> Vec<(usize, Nearest)> {
    let mut out = vec![];
    for code in card.codes() {
        let bins = card.bins(code);
        let Some(fact) = feature(code, row, worth.leading_due, day) else { continue };
        let Some(now) = bins.iter().position(|(below, _)| fact < *below) else { continue };
        for (place, (below, points)) in bins.iter().enumerate().filter(|(place, _)| *place != now) {
            // The edge nearest to what is: the last value below, or the first above.
            let would_be = if place < now { below - 1 } else { bins[place - 1].0 };
            let score = worth.score - bins[now].1 + points;
            let risk = Risk::of(card.probability_ppm(score));
            let change = Nearest { code, fact: Some(fact), would_be, points: *points, score, risk };
            out.push((place.abs_diff(now), change));
        }
    }
    out
}
