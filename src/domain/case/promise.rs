//! Promises on a day: what was paid towards each, and whether it is open, in grace, kept, partially kept, broken or void.
//! What never lives here: payments' allocation (see `allocation`), config (the terms are frozen in the promise).
//! `derive` calls it.

use crate::domain::case::allocation::{Allocation, Item};
use crate::domain::case::dispute::{Dispute, free_at};
use crate::domain::case::state::PromiseView;
use crate::domain::codes::PromiseState;
use crate::domain::event::{Entry, Event, Part, PromiseMade};
use crate::domain::values::Day;

/// A promise among the entries that count.
struct Promise<'a> {
    entry: &'a Entry,
    made: &'a PromiseMade,
    /// Withdrawn: by the debtor (true) or as our error.
    withdrawn: Option<bool>,
    /// Places of the items it covers; empty: the account (also when what it named is no longer of this case).
    covers: Vec<usize>,
    paid: i64,
}

/// Promises with their states, latest first, and how many were withdrawn by the debtor.
pub(super) fn promises(
    all: &Allocation,
    disputes: &[Dispute<'_>],
    entries: &[Entry],
    as_of: Day,
) -> (Vec<PromiseView>, u32) {
    let mut promises = collect(all, entries);
    count_payments(all, &mut promises);
    let mut views: Vec<PromiseView> = vec![];
    for (at, promise) in promises.iter().enumerate() {
        let state = state(all, disputes, promise, as_of);
        let level = promises[..at].iter().zip(&views).filter(|(earlier, view)| {
            let failed = matches!(view.state, PromiseState::Broken | PromiseState::PartiallyKept);
            failed && view.grace_ends_on < promise.entry.day && same_debt(earlier, promise)
        });
        let level = u32::try_from(level.count()).unwrap_or(u32::MAX);
        views.push(PromiseView {
            id: promise.entry.id(),
            amount: promise.made.amount,
            made_on: promise.entry.day,
            due_on: promise.made.due_on,
            grace_ends_on: promise.made.terms.grace_ends_on,
            method: promise.made.method,
            covers: promise.made.covers.clone(),
            paid_minor: promise.paid,
            state,
            level,
            who: promise.entry.who.clone(),
        });
    }
    views.reverse();
    let by_debtor = promises.iter().filter(|p| p.withdrawn == Some(true)).count();
    (views, u32::try_from(by_debtor).unwrap_or(u32::MAX))
}

fn collect<'a>(all: &Allocation, entries: &'a [Entry]) -> Vec<Promise<'a>> {
    let promises = entries.iter().filter_map(|entry| {
        let Event::PromiseRecorded(made) = &entry.event else { return None };
        let withdrawn = entries.iter().find_map(|other| {
            let Event::PromiseWithdrawn { promise, by_debtor } = &other.event else { return None };
            (*promise == entry.id()).then_some(*by_debtor)
        });
        Some(Promise { entry, made, withdrawn, covers: covered(all, &made.covers), paid: 0 })
    });
    promises.collect()
}

/// Places of the invoices of this case that parts name; none: the account.
pub(super) fn covered(all: &Allocation, parts: &[Part]) -> Vec<usize> {
    let named = |item: &Item| item.amount.minor > 0 && parts.iter().any(|part| part.item == item.key);
    all.items.iter().enumerate().filter(|(_, item)| named(item)).map(|(at, _)| at).collect()
}

fn same_debt(a: &Promise<'_>, b: &Promise<'_>) -> bool {
    let account = a.covers.is_empty() || b.covers.is_empty();
    a.made.amount.currency == b.made.amount.currency && (account || a.covers.iter().any(|at| b.covers.contains(at)))
}

/// Every cent paid counts towards one promise: the first due that it may count for. A payment counts from the day the
/// promise was made to the last day of grace, by value date; for named invoices what was allocated to them, else anything.
fn count_payments(all: &Allocation, promises: &mut [Promise<'_>]) {
    if promises.is_empty() {
        return;
    }
    let mut order: Vec<usize> = (0..promises.len()).collect();
    order.sort_by_key(|at| promises[*at].made.due_on);
    for receipt in all.receipts.iter().filter(|receipt| receipt.note.is_none()) {
        let allocated = receipt.slices.iter().map(|(item, minor)| (Some(*item), *minor));
        for (item, mut left) in allocated.chain([(None, receipt.rest)]) {
            for at in &order {
                let promise = &mut promises[*at];
                let window = promise.entry.day..=promise.made.terms.grace_ends_on;
                let counts = promise.withdrawn.is_none()
                    && promise.made.amount.currency == receipt.currency
                    && window.contains(&receipt.on)
                    && (promise.covers.is_empty() || item.is_some_and(|item| promise.covers.contains(&item)));
                if counts {
                    let taken = left.min(promise.made.amount.minor - promise.paid);
                    promise.paid += taken;
                    left -= taken;
                }
            }
        }
    }
}

fn state(all: &Allocation, disputes: &[Dispute<'_>], promise: &Promise<'_>, as_of: Day) -> PromiseState {
    let (made, terms) = (promise.made, &promise.made.terms);
    let short = made.amount.minor - promise.paid;
    if promise.withdrawn.is_some() {
        PromiseState::Withdrawn
    } else if promise.paid > 0 && short <= terms.tolerance(made.amount.minor) {
        PromiseState::Kept
    } else if promise.paid == 0 && nothing_left(all, disputes, promise, as_of.min(terms.grace_ends_on)) {
        PromiseState::Void
    } else if as_of <= made.due_on {
        PromiseState::Open
    } else if as_of <= terms.grace_ends_on {
        PromiseState::InGrace
    } else if promise.paid > 0 {
        PromiseState::PartiallyKept
    } else {
        PromiseState::Broken
    }
}

/// True when nothing was left to pay of what it covers: credited, disputed in full, or paid before it was made.
fn nothing_left(all: &Allocation, disputes: &[Dispute<'_>], promise: &Promise<'_>, day: Day) -> bool {
    let covered = |at: &usize| promise.covers.is_empty() || promise.covers.contains(at);
    let currency = promise.made.amount.currency;
    let mut items = (0..all.items.len()).filter(|at| all.items[*at].amount.currency == currency).filter(covered);
    !items.any(|at| free_at(all, disputes, at, day) > 0)
}

/// What open promises cover of each item (in the order of `all.items`), within what is open and `free` of disputes:
/// the parts they name, else the account from the earliest due.
pub(super) fn promised(all: &Allocation, views: &[PromiseView], disputed: &[i64]) -> Vec<i64> {
    let mut promised = vec![0; all.items.len()];
    let mut open: Vec<&PromiseView> =
        views.iter().filter(|p| matches!(p.state, PromiseState::Open | PromiseState::InGrace)).collect();
    open.sort_by_key(|p| (p.due_on, p.made_on, p.id));
    for promise in open {
        let mut left = promise.amount.minor - promise.paid_minor;
        let named = |item: &Item| promise.covers.iter().filter(|p| p.item == item.key).map(|p| p.amount.minor).sum();
        let on_account = covered(all, &promise.covers).is_empty();
        for (at, item) in all.items.iter().enumerate() {
            if item.amount.currency != promise.amount.currency {
                continue;
            }
            let wanted: i64 = if on_account { left } else { named(item) };
            let taken = wanted.min(left).min(item.open - disputed[at] - promised[at]).max(0);
            promised[at] += taken;
            left -= taken;
        }
    }
    promised
}
