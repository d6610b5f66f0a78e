//! The order of the queue: by band, call-backs by their time, then by index, ties by case number.
//! What never lives here: what makes an index (see `index`), a tie broken by chance.
//! `day` sorts a book with it.

use std::cmp::Reverse;

use crate::domain::order::OrderRules;
use crate::domain::queue::Ranked;
use crate::domain::values::{CaseId, Instant};

/// What a line is sorted by; smaller comes first. No two cases have the same key.
pub type SortKey = (usize, Option<Instant>, Reverse<i128>, CaseId);

/// The key of a line.
#[must_use]
pub fn sort_key(line: &Ranked, rules: &OrderRules) -> SortKey {
    (rules.place(line.band), line.call_at, Reverse(line.index), line.case)
}

/// Sorts lines into the order of the queue, whatever order they came in.
pub fn order(lines: &mut [Ranked], rules: &OrderRules) {
    lines.sort_unstable_by_key(|line| sort_key(line, rules));
}
