//! The day: its close, the only place that walks the whole book, and what the finished lists say of one case.
//! What never lives here: SQL, the rules of the ranking, words, a clock (the time is handed in).
//! `cli` and `runtime` call it.
//!
//! The close writes no outcome: whether a promise was kept is a function of dated facts and a day. It writes a new
//! generation of the queue, refreshed rows, and one seal. One close covers all days missed since the last.

pub mod again;
mod close;
pub mod desks;
mod lines;
mod linked;
mod pace;
mod promises;
mod records;
pub mod replay;
mod standing;
mod walk;
pub mod what_if;

pub use crate::ranking::Card;
pub use close::{READERS, close, close_with};
pub use standing::{fill_view, queue_day};

use std::collections::BTreeMap;

use crate::domain::codes::Exclusion;
use crate::domain::event::Who;
use crate::domain::terms::Policy;
use crate::domain::values::{Day, Instant, Now};
use crate::store::StoreError;
use crate::store::adopted::HouseText;
use crate::store::task::Task;

/// Name of the close among long tasks.
pub const CLOSE_DAY: &str = "close-day";

/// What a close is asked.
#[derive(Debug, Clone, Copy)]
pub struct Ask<'a> {
    /// Who asks.
    pub who: &'a Who,
    /// On which machine.
    pub host: &'a str,
    /// In which process.
    pub process: u32,
    /// The moment, by the book's clock.
    pub now: Now,
    /// The day to close; `None`: today.
    pub for_day: Option<Day>,
    /// The card in force.
    pub card: &'a Card,
    /// The house's numbers in force.
    pub policy: &'a Policy,
    /// The texts both were read from: adopted by the book where they differ from the last ones.
    pub house: &'a [HouseText],
}

/// How far a close is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// Cases done.
    pub done: u64,
    /// Cases in all.
    pub total: u64,
}

/// A part of a close, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Phase {
    /// Each case is brought to the day, weighed and placed, and compared with the list before.
    Walk,
    /// The lines are put in order, and how much of each list fits is counted.
    Rank,
    /// The list is written where nobody sees it yet.
    Write,
    /// Promises that found their end are counted.
    Promises,
    /// The list is switched to, and the book sealed.
    Seal,
    /// Old lists are dropped.
    Drop,
}

impl Phase {
    /// Kebab-case name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Walk => "walk",
            Self::Rank => "rank",
            Self::Write => "write",
            Self::Promises => "promises",
            Self::Seal => "seal",
            Self::Drop => "drop",
        }
    }
}

/// What surrounds a close: real time for its signs of life, the person's wish to stop, other processes.
pub trait Around {
    /// The machine's time, for signs of life; runs on where the book's clock is stopped.
    fn machine_now(&self) -> Instant;
    /// Called a few times a second at least; false: stop, leaving nothing half visible.
    fn goes_on(&mut self, progress: Progress) -> bool;
    /// Leaves the book to others for a moment between two slices of writing.
    fn pause(&mut self);
    /// Called when a part of the close begins.
    fn enters(&mut self, _phase: Phase) {}
    /// True when the process that holds a task is known to be gone.
    fn is_gone(&self, task: &Task) -> bool;
}

/// What a close did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DayClosed {
    /// The day closed.
    pub closed: Day,
    /// The working day the new queue is for.
    pub next_day: Day,
    /// The generation now shown for that day.
    pub generation: i64,
    /// Cases looked at.
    pub cases: u64,
    /// … of these in the queue.
    pub queued: u64,
    /// … and left out, by rule.
    pub excluded: BTreeMap<Exclusion, u64>,
    /// Promises whose state became final since the last close.
    pub promises: PromiseCounts,
    /// Cases lost between queue and rules: always 0.
    pub orphans: u64,
    /// Hash of the last seal, hex.
    pub seal: String,
    /// Nothing was new: the generation and the seal are those that were there.
    pub unchanged: bool,
}

/// Promises that found their end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct PromiseCounts {
    /// Kept.
    pub kept: u64,
    /// Partially kept.
    pub partially_kept: u64,
    /// Broken.
    pub broken: u64,
}

/// Why a day was not closed. `Display` gives the code of the sentence (`day-CODE`).
#[derive(Debug, thiserror::Error)]
pub enum DayError {
    /// The day has not come.
    #[error("day-not-yet")]
    NotYet(Day),
    /// A later day is closed already.
    #[error("day-closed-later")]
    ClosedLater {
        /// The day asked.
        asked: Day,
        /// The last day closed.
        last: Day,
    },
    /// Somebody else is closing it.
    #[error("day-being-closed")]
    BeingClosed(Box<Task>),
    /// Stopped by the person; nothing is half visible, and it can be started again.
    #[error("day-stopped")]
    Stopped,
    /// The book refused.
    #[error(transparent)]
    Store(#[from] StoreError),
}
