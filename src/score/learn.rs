//! What a book's own calls tell of the chance to reach somebody and of the length of a call.
//! What never lives here: SQL, the counting of one case (see `domain::case::calls`), what is made of it (see `domain::order`).
//! `cli` calls it.

use crate::domain::case::calls::calls;
use crate::domain::learnt::Learnt;
use crate::domain::order::OrderRules;
use crate::domain::values::{Day, Instant};
use crate::store::{Store, StoreError};

/// Counts every call of a book up to the end of `as_of`, as known at `known_at`.
pub fn learnt(store: &Store, as_of: Day, known_at: Instant, rules: &OrderRules) -> Result<Learnt, StoreError> {
    let mut out = Learnt::default();
    store.histories(known_at, &mut |facts| {
        calls(&facts, as_of, rules, &mut out);
        true
    })?;
    Ok(out)
}
