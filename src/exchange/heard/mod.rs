//! Contacts as other systems keep them: they know numbers and addresses, not debtors.
//! What never lives here: whose number it is (see `store::read::whose`), SQL, wording.
//! `cli` reads a file here, asks whose each contact is, and hands on what is somebody's.

mod cdr;

pub use cdr::calls;

use crate::domain::codes::Outcome;
use crate::domain::values::{Day, Instant};

/// One telephone call as an exchange kept it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// The line it began on, from 1.
    pub line: u64,
    /// Its key in that exchange.
    pub key: String,
    /// When it began.
    pub at: Instant,
    /// The book's day of `at`.
    pub day: Day,
    /// Numbers that called; the first is the exchange's own word.
    pub from: Vec<String>,
    /// Numbers that were called; the first is the exchange's own word.
    pub to: Vec<String>,
    /// Talk time, seconds.
    pub seconds: u32,
    /// What came of it, where the exchange can know: nobody there, or engaged. After a talk only people know.
    pub outcome: Option<Outcome>,
}

/// What a file of calls held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Counts {
    /// Rows.
    pub rows: u64,
    /// … refused.
    pub rejected: u64,
    /// … of calls that never left the exchange.
    pub unplaced: u64,
}
