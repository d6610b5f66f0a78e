//! Adding up the whole book for a report, on two threads where the book is a file of some size.
//! What never lives here: what is added (see `report`).
//! The reports call it.

use std::sync::atomic::{AtomicU64, Ordering};

use crate::cli::close_day::Teller;
use crate::cli::{Book, Ctx};
use crate::day::Progress;
use crate::domain::case::Facts;
use crate::domain::values::{CaseId, Instant};
use crate::store::read::walk::Walk;
use crate::store::{Mode, Store, StoreError};

use super::Common;

/// Cases of a book below which a second thread costs more than it brings.
pub(super) const SMALL: i64 = 2_000;

/// Cases after which the clock is looked at; the other thread's count along, so it is not met each time.
const TELL_EVERY: u64 = 64;

/// A sum over cases that can be taken in parts.
pub(super) trait Sum: Clone + Send + Sync {
    /// Adds one case.
    fn add(&mut self, facts: &Facts);
    /// Adds what was summed over others.
    fn join(&mut self, other: Self);
}

/// Sums every case as known at an instant, with contacts or without, into copies of `fresh`, and tells how far it is. The
/// instant is the same for both halves: what others write meanwhile is in neither.
pub(super) fn whole<S: Sum>(
    ctx: &Ctx,
    book: &Book,
    (known_at, contacts): (Instant, bool),
    common: &Common,
    fresh: &S,
) -> Result<S, StoreError> {
    let (cases, last) = book.store.night_size()?;
    let done = AtomicU64::new(0);
    let part = |store: &Store, (after, until): (i64, i64), tell: &mut dyn FnMut(u64)| {
        let mut sum = fresh.clone();
        let walk = Walk { after: CaseId(after), last: CaseId(until), known_at: Some(known_at), contacts };
        store.each_case(&walk, &mut |facts| {
            sum.add(facts);
            tell(done.fetch_add(1, Ordering::Relaxed) + 1);
            true
        })?;
        Ok::<S, StoreError>(sum)
    };
    let mut teller = Teller::new(&ctx.words, &book.clock, common.progress);
    let mut tell = |done: u64| {
        if done.is_multiple_of(TELL_EVERY) {
            teller.tell(Progress { done, total: cases });
        }
    };
    let store = &book.store;
    let Some(path) = store.path().filter(|_| last.0 > SMALL) else { return part(store, (0, i64::MAX), &mut tell) };
    let middle = last.0 / 2;
    let (first, second) = std::thread::scope(|threads| {
        let second = threads.spawn(|| part(&Store::open(path, Mode::Read)?, (middle, i64::MAX), &mut |_| {}));
        let first = part(store, (0, middle), &mut tell);
        (first, second.join())
    });
    let mut sum = first?;
    sum.join(second.unwrap_or_else(|panic| std::panic::resume_unwind(panic))?);
    Ok(sum)
}
