//! The queue's nouns: a generation, its lines, what was left out and why, and how a line moved.
//! What never lives here: the order itself (see `ranking`), tables.
//! `ranking` makes them, `store` keeps them, everyone reads them.

use serde::{Deserialize, Serialize};

use super::codes::{Band, Because, Change, Exclusion, NextAction, ReasonCode};
use super::values::{CaseId, Day, Instant, Login, Money, Sums};

/// A case with no day of its own to come back on is looked at again after so many days at the latest; any new fact brings
/// it back sooner. A quarter: no case sleeps longer unseen.
pub const LOOK_AGAIN_DAYS: i32 = 90;

/// The day on which a case of which too little is overdue is looked at again: when more has come due, or after
/// [`LOOK_AGAIN_DAYS`].
#[must_use]
pub fn looked_at_again(next_due: Option<Day>, day: Day) -> Day {
    next_due.map_or(day.plus(LOOK_AGAIN_DAYS), |due| due.plus(1)).max(day.plus(1))
}

/// One reason: its points on the card (0 for a band's reason) and the fact it speaks of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// Which.
    pub code: ReasonCode,
    /// Points towards the score.
    pub points: i32,
    /// The fact: days, a count, per mille — as the code says.
    pub fact: i64,
}

/// The one reason that says why a line stands where it stands: its band's own; in the band of the index the strongest that
/// pushes up. `None`: nothing pushes it up but what is owed.
#[must_use]
pub fn leading(reasons: &[Reason], band: Band) -> Option<&Reason> {
    if band != Band::Index {
        return reasons.first();
    }
    let up = reasons.iter().filter(|reason| reason.points > 0 && reason.code != ReasonCode::Base);
    up.min_by_key(|reason| std::cmp::Reverse(reason.points))
}

/// A case placed in the queue by its facts alone (no rank yet).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ranked {
    /// The case.
    pub case: CaseId,
    /// Whose queue; nobody's: the common one.
    pub collector: Option<Login>,
    /// Band.
    pub band: Band,
    /// Sum of the card's points.
    pub score: i32,
    /// Probability still unpaid in 7 days, millionths.
    pub probability_ppm: u32,
    /// Collectable now, in the reporting currency's minor units.
    pub value_minor: i64,
    /// What orders a band: probability × value, in millionths of a minor unit.
    pub index: i128,
    /// A time agreed, when there is one.
    pub call_at: Option<Instant>,
    /// What to do.
    pub action: NextAction,
    /// Reasons: the band's own, then what pushes up, what pulls down, the starting points, each largest first; their points
    /// add up to `score`.
    pub reasons: Vec<Reason>,
}

/// What became of one case in a generation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Placed {
    /// In the queue.
    Queued(Ranked),
    /// Left out, with the rule and the first day on which it is looked at again.
    Excluded {
        /// The case.
        case: CaseId,
        /// Whose it would be.
        collector: Option<Login>,
        /// Why.
        reason: Exclusion,
        /// Until when.
        until: Day,
    },
}

/// A line of a stored generation, ready to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueueLine {
    /// From 1, within the collector's queue (the common queue when none is asked).
    pub rank: u32,
    /// Name of the debtor.
    pub name: String,
    /// Reference of the debtor.
    pub reference: String,
    /// What ranking said.
    pub ranked: Ranked,
    /// Open, per currency, when the generation was made.
    pub open: Sums,
    /// Overdue, per currency.
    pub overdue: Sums,
    /// Collectable, in the reporting currency.
    pub value: Money,
    /// Oldest overdue due day.
    pub oldest_due: Option<Day>,
    /// Days past due of that one.
    pub days_past_due: i32,
    /// How it moved.
    pub change: Change,
    /// Why it moved.
    pub because: Because,
    /// Worked since the generation was made (a contact, a promise, a payment …): shown done.
    pub done: bool,
}

/// A case left out of a generation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExcludedLine {
    /// The case.
    pub case: CaseId,
    /// Name of the debtor.
    pub name: String,
    /// Reference of the debtor.
    pub reference: String,
    /// Why.
    pub reason: Exclusion,
    /// Until when.
    pub until: Day,
}

/// A generation of the queue: the list of one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Generation {
    /// Number, from 1.
    pub number: i64,
    /// The day it is for.
    pub day: Day,
    /// When it was planned.
    pub planned_at: Instant,
    /// Name of the card that spoke.
    pub card: String,
    /// Lines queued in it.
    pub queued: u32,
    /// Cases left out with a line of their own; of all the others nothing was overdue.
    pub excluded: u32,
}
