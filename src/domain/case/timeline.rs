//! The history of a case: every channel and every fact in one line of time.
//! What never lives here: words, folding for a screen.
//! `store::read` calls it.

use crate::domain::case::{Facts, TimelineEntry};

/// Every entry, latest first; undone and moved acts are shown as such.
#[must_use]
pub fn timeline(facts: &Facts) -> Vec<TimelineEntry> {
    let _ = facts;
    vec![]
}
