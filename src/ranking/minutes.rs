//! How long the next call will take, by how the last contact ended.
//! What never lives here: the figures (see `domain::order`).
//! `ranking::place` calls it.

use crate::domain::codes::Outcome;
use crate::domain::learnt::After;
use crate::domain::order::OrderRules;

/// Tenths of a minute, never none.
#[must_use]
pub fn expected_tenths(last: Option<Outcome>, rules: &OrderRules) -> u16 {
    rules.book.minutes.after(After::of(last)).max(1)
}
