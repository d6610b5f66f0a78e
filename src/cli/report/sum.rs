//! Adding up the whole book for a report, on two threads where the book is a file of some size.
//! What never lives here: what is added (see `report`).
//! The reports call it.

use crate::domain::case::Facts;
use crate::domain::values::{CaseId, Instant};
use crate::store::read::walk::Walk;
use crate::store::{Mode, Store, StoreError};

/// Cases of a book below which a second thread costs more than it brings.
pub(super) const SMALL: i64 = 2_000;

/// A sum over cases that can be taken in parts.
pub(super) trait Sum: Clone + Send + Sync {
    /// Adds one case.
    fn add(&mut self, facts: &Facts);
    /// Adds what was summed over others.
    fn join(&mut self, other: Self);
}

/// Sums every case as known at an instant into copies of `fresh`. The instant is the same for both halves: what others
/// write meanwhile is in neither.
pub(super) fn whole<S: Sum>(store: &Store, known_at: Instant, contacts: bool, fresh: &S) -> Result<S, StoreError> {
    let (_, last) = store.night_size()?;
    let part = |store: &Store, after: i64, until: i64| {
        let mut sum = fresh.clone();
        let walk = Walk { after: CaseId(after), last: CaseId(until), known_at: Some(known_at), contacts };
        store.each_case(&walk, &mut |facts| {
            sum.add(facts);
            true
        })?;
        Ok::<S, StoreError>(sum)
    };
    let Some(path) = store.path().filter(|_| last.0 > SMALL) else { return part(store, 0, i64::MAX) };
    let middle = last.0 / 2;
    let (first, second) = std::thread::scope(|threads| {
        let second = threads.spawn(|| part(&Store::open(path, Mode::Read)?, middle, i64::MAX));
        let first = part(store, 0, middle);
        (first, second.join())
    });
    let mut sum = first?;
    sum.join(second.unwrap_or_else(|panic| std::panic::resume_unwind(panic))?);
    Ok(sum)
}
