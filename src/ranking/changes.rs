//! How a line moved since the list before, and the one fact named as the cause.
//! What never lives here: the sentence (see `locales`, `because-CODE`), reading the list before (see `store`).
//! `day` calls it: the cause while a case is placed, the direction when the order is known.

use std::cmp::Ordering;

use crate::domain::case::CaseRow;
use crate::domain::codes::{Band, Because, Change, Exclusion};
use crate::domain::queue::Ranked;
use crate::domain::values::Day;

/// What the list before said of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Before {
    /// There was no list before, or the case was not in the book.
    Unknown,
    /// It was left out.
    Excluded(Exclusion),
    /// It stood in the list.
    Queued(BeforeLine),
}

/// The line a case had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BeforeLine {
    /// Place in its collector's own list, from 1.
    pub rank: u32,
    /// True when it was the same collector's.
    pub same_collector: bool,
    /// Band.
    pub band: Band,
    /// Score.
    pub score: i32,
    /// Value in the reporting currency, minor units.
    pub value_minor: i64,
    /// Last journal entry then.
    pub seq: i64,
    /// Revision then.
    pub rev: i64,
}

impl Before {
    /// The place in the same collector's list before, from 1.
    #[must_use]
    pub const fn own_rank(self) -> Option<u32> {
        match self {
            Self::Queued(was) if was.same_collector => Some(was.rank),
            Self::Queued(_) | Self::Unknown | Self::Excluded(_) => None,
        }
    }
}

/// The fact that a case itself offers as the cause of its move; `None`: nothing about it changed.
/// `since` is the day closed when the list before was made: later facts are news.
#[must_use]
pub fn cause(before: Before, line: &Ranked, row: &CaseRow, since: Day) -> Option<Because> {
    match before {
        Before::Unknown => Some(banded(line.band).unwrap_or(Because::FirstSeen)),
        Before::Excluded(reason) => Some(banded(line.band).unwrap_or_else(|| returned(reason, row))),
        Before::Queued(was) => moved(&was, line, row, since),
    }
}

/// Direction of the move within the collector's own list, and its cause. `before`: the place in the same collector's list
/// before, from 1; `None` when it did not stand there.
#[must_use]
pub fn change(before: Option<u32>, rank: u32, cause: Option<Because>) -> (Change, Because) {
    let kind = match before.map(|before| rank.cmp(&before)) {
        None => Change::New,
        Some(Ordering::Less) => Change::Up,
        Some(Ordering::Greater) => Change::Down,
        Some(Ordering::Equal) => Change::Same,
    };
    let stands = if kind == Change::Same { Because::Nothing } else { Because::OthersMoved };
    // A line that fell although its own facts pushed it up (or the reverse) was moved by the others.
    let against = matches!(
        (kind, cause),
        (Change::Down, Some(Because::RiskRose | Because::AmountGrew))
            | (Change::Up, Some(Because::RiskFell | Because::AmountShrank))
    );
    (kind, cause.filter(|_| !against).unwrap_or(stands))
}

/// The bands that are news in themselves.
const fn banded(band: Band) -> Option<Because> {
    match band {
        Band::CallbackDue => Some(Because::CallbackDue),
        Band::PromiseBroken => Some(Because::PromiseBroke),
        Band::PromiseDue => Some(Because::PromiseDue),
        Band::Pinned => Some(Because::Pinned),
        Band::Deadline => Some(Because::DeadlineNear),
        Band::NewCase | Band::Index => None,
    }
}

/// Why a case that was left out is back.
fn returned(reason: Exclusion, row: &CaseRow) -> Because {
    match reason {
        Exclusion::Disputed if row.dispute_due_on.is_some() => Because::AmountGrew,
        Exclusion::Disputed => Because::DisputeDecided,
        Exclusion::Hold | Exclusion::OptedOut | Exclusion::FactMissing | Exclusion::LetterFirst => Because::HoldEnded,
        Exclusion::Skipped => Because::SkipEnded,
        Exclusion::Snoozed => Because::SnoozeEnded,
        Exclusion::FutureCallback => Because::CallbackDue,
        Exclusion::RestAfterContact
        | Exclusion::SameWeekday
        | Exclusion::ContactCap
        | Exclusion::ContactPause
        | Exclusion::QuietDay => Because::RestEnded,
        Exclusion::Linked => Because::LinkEnded,
        Exclusion::NothingOverdue => Because::CameDue,
        // A promise that broke has its own band; kept or withdrawn, something else came on top.
        Exclusion::OpenPromise | Exclusion::BelowMinimum | Exclusion::CreditCovers | Exclusion::NoRate => {
            Because::AmountGrew
        }
        Exclusion::Merged => Because::FirstSeen,
    }
}

fn moved(was: &BeforeLine, line: &Ranked, row: &CaseRow, since: Day) -> Option<Because> {
    if !was.same_collector {
        return Some(Because::Reassigned);
    }
    if was.band != line.band
        && let Some(because) = banded(line.band)
    {
        return Some(because);
    }
    let worked = row.rev.seq != was.seq;
    let touched = worked || row.rev.rev != was.rev;
    let news = |on: Option<Day>| on.is_some_and(|on| on >= since);
    if line.value_minor < was.value_minor {
        return Some(if touched && news(row.profile.last_paid_on) {
            Because::PaymentArrived
        } else if worked && row.promise_due_on.is_some() {
            Because::PromiseMade
        } else if worked && row.dispute_due_on.is_some() {
            Because::DisputeOpened
        } else {
            Because::AmountShrank
        });
    }
    if line.value_minor > was.value_minor {
        return Some(match (touched, worked && row.profile.disputes > 0 && row.dispute_due_on.is_none()) {
            (false, _) => Because::CameDue,
            (true, true) => Because::DisputeDecided,
            (true, false) => Because::AmountGrew,
        });
    }
    if worked && news(row.profile.last_contact_on) {
        return Some(Because::Contacted);
    }
    match line.score.cmp(&was.score) {
        Ordering::Greater => Some(Because::RiskRose),
        Ordering::Less => Some(Because::RiskFell),
        Ordering::Equal => None,
    }
}
