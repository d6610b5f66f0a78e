//! Which promises found their end since the last close: a comparison of two states, never an outcome written down.
//! What never lives here: when a promise is kept (see `domain::case`).
//! `close` calls it.

use std::collections::BTreeMap;

use super::PromiseCounts;
use crate::domain::case::{CaseState, derive};
use crate::domain::codes::PromiseState;
use crate::domain::queue::Generation;
use crate::domain::values::{CaseId, Day, EntryId};
use crate::store::{Store, StoreError};

/// Counts promises of `cases` that are settled on `day` and were not as known when `before` was made, on its day.
pub(super) fn settled_since(
    store: &Store,
    cases: &[CaseId],
    before: Option<&Generation>,
    day: Day,
) -> Result<PromiseCounts, StoreError> {
    let mut counts = PromiseCounts::default();
    for case in cases {
        let now = derive(&store.facts(*case, None)?, day);
        if now.merged_into.is_some() || now.promises.is_empty() {
            continue;
        }
        let was = match before {
            Some(list) => settled(&derive(&store.facts(*case, Some(list.planned_at))?, list.day)),
            None => BTreeMap::new(),
        };
        for (promise, state) in settled(&now) {
            if was.get(&promise) != Some(&state) {
                counts.add(state);
            }
        }
    }
    Ok(counts)
}

fn settled(state: &CaseState) -> BTreeMap<EntryId, PromiseState> {
    let at_end =
        |state: PromiseState| matches!(state, PromiseState::Kept | PromiseState::PartiallyKept | PromiseState::Broken);
    state.promises.iter().filter(|promise| at_end(promise.state)).map(|promise| (promise.id, promise.state)).collect()
}

impl PromiseCounts {
    fn add(&mut self, state: PromiseState) {
        match state {
            PromiseState::Kept => self.kept += 1,
            PromiseState::PartiallyKept => self.partially_kept += 1,
            PromiseState::Broken => self.broken += 1,
            PromiseState::PendingApproval
            | PromiseState::Refused
            | PromiseState::Open
            | PromiseState::InGrace
            | PromiseState::ReportedPaid
            | PromiseState::Withdrawn
            | PromiseState::Superseded
            | PromiseState::Void => {}
        }
    }

    /// The sum of two counts.
    pub(super) fn plus(self, other: Self) -> Self {
        Self {
            kept: self.kept + other.kept,
            partially_kept: self.partially_kept + other.partially_kept,
            broken: self.broken + other.broken,
        }
    }
}
