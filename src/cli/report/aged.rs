//! Sums of today from the derived rows: what each says is added up, no fact is read.
//! What never lives here: a past day (see `sum`), what is added (see `report::ageing`, `cases`).
//! `report ageing` calls it.

use crate::domain::case::aged::Aged;
use crate::domain::values::{CaseId, Login};
use crate::report::ageing::Ageing;
use crate::store::read::aged::AgedWalk;
use crate::store::{Mode, Store, StoreError};

use super::When;
use super::sum::SMALL;

/// A sum over rows that can be taken in parts.
pub(super) trait AgedSum: Clone + Send + Sync {
    /// Adds one case.
    fn add_aged(&mut self, case: CaseId, collector: Option<&Login>, aged: &Aged);
    /// Adds what was summed over others.
    fn join(&mut self, other: Self);
}

impl AgedSum for Ageing {
    fn add_aged(&mut self, _case: CaseId, collector: Option<&Login>, aged: &Aged) {
        Self::add_aged(self, collector, aged);
    }

    fn join(&mut self, other: Self) {
        Self::join(self, other);
    }
}

/// Sums what the rows say into copies of `fresh`, on two threads where the book is a file of some size; `None`: they cannot
/// tell, and the facts have to be gone through.
pub(super) fn whole<S: AgedSum>(store: &Store, when: &When, fresh: &S) -> Result<Option<S>, StoreError> {
    let last = store.night_last()?;
    let part = |store: &Store, after: i64, until: i64| {
        let mut sum = fresh.clone();
        let walk = AgedWalk { day: when.as_of, known_at: when.known_at, after: CaseId(after), last: CaseId(until) };
        let told = store.each_aged(&walk, &mut |case, collector, aged| {
            sum.add_aged(case, collector, aged);
            true
        })?;
        Ok::<_, StoreError>(told.then_some(sum))
    };
    let Some(path) = store.path().filter(|_| last.0 > SMALL) else { return part(store, 0, i64::MAX) };
    let middle = last.0 / 2;
    let (first, second) = std::thread::scope(|threads| {
        let second = threads.spawn(|| part(&Store::open(path, Mode::Read)?, middle, i64::MAX));
        (part(store, 0, middle), second.join())
    });
    let second = second.unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
    Ok(first?.zip(second).map(|(mut sum, second)| {
        sum.join(second);
        sum
    }))
}
