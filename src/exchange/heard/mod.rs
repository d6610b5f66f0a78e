//! Contacts as other systems keep them: they know numbers and addresses, not debtors.
//! What never lives here: whose number it is (see `store::read::whose`), SQL, wording.
//! `cli` reads a file here, asks whose each contact is, and hands on what is somebody's.

mod cdr;
mod mail;

pub use cdr::calls;
pub use mail::messages;

use crate::domain::codes::{Channel, Outcome};
use crate::domain::values::{Day, Instant};

/// One contact as the other system kept it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heard {
    /// The line it began on, or its place among the messages of a folder, from 1.
    pub line: u64,
    /// Its key in that system.
    pub key: String,
    /// When it took place.
    pub at: Instant,
    /// The book's day of `at`.
    pub day: Day,
    /// How it travelled: it says what `from` and `to` are.
    pub channel: Channel,
    /// Numbers or addresses it came from; the first is the system's own word.
    pub from: Vec<String>,
    /// Numbers or addresses it went to; the first is the system's own word.
    pub to: Vec<String>,
    /// Talk time, seconds.
    pub seconds: u32,
    /// What came of it when the debtor began it; `None`: only people know.
    pub outcome_in: Option<Outcome>,
    /// … when we began it.
    pub outcome_out: Option<Outcome>,
    /// What was written.
    pub note: String,
    /// Words in it that may be numbers of invoices.
    pub numbers: Vec<String>,
}

/// What a file of contacts held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Rows or messages.
    pub rows: u64,
    /// … refused.
    pub rejected: u64,
    /// … of calls that never left the exchange.
    pub unplaced: u64,
}
