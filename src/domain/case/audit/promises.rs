//! The promises of the second derivation: what was paid towards each, and what became of it.
//! What never lives here: anything of `promise` or `pledge`; the rules it follows are written there.
//! `audit` calls it.

use std::collections::BTreeSet;

use super::{Book, disputed_on};
use crate::domain::case::Facts;
use crate::domain::case::audit_dispute::{Contest, contests};
use crate::domain::codes::PromiseState;
use crate::domain::event::{Entry, Event, PromiseMade};
use crate::domain::ledger::ItemKey;
use crate::domain::values::{Currency, Day, EntryId};

/// A promise with its verdict.
pub(super) struct Judged<'a> {
    pub(super) id: EntryId,
    pub(super) entry: &'a Entry,
    pub(super) made: &'a PromiseMade,
    pub(super) items: BTreeSet<ItemKey>,
    /// (value date, minor, day it came back when that was within the window).
    counted: Vec<(Day, i64, Option<Day>)>,
    pub(super) state: PromiseState,
}

impl Judged<'_> {
    /// What was paid towards it and did not come back in time.
    pub(super) fn paid(&self) -> i64 {
        self.counted.iter().filter(|(_, _, back)| back.is_none()).map(|(_, minor, _)| minor).sum()
    }

    fn ever(&self) -> i64 {
        self.counted.iter().map(|(_, minor, _)| minor).sum()
    }
}

/// One piece of a payment: when, when it came back, what it went to (`None`: nothing).
struct Piece {
    on: Day,
    back_on: Option<Day>,
    currency: Currency,
    item: Option<ItemKey>,
    minor: i64,
}

/// Judges every promise on `as_of`.
pub(super) fn judge<'a>(
    book: &Book,
    facts: &Facts,
    entries: &'a [Entry],
    contests: &[Contest<'_>],
    as_of: Day,
) -> Vec<Judged<'a>> {
    let mut promises: Vec<Judged<'a>> = vec![];
    for entry in entries {
        let Event::PromiseRecorded(made) = &entry.event else { continue };
        let known = made.covers.iter().map(|part| &part.item).filter(|key| book.debts.iter().any(|d| d.key == **key));
        let (id, items) = (entry.id(), known.cloned().collect());
        promises.push(Judged { id, entry, made, items, counted: vec![], state: PromiseState::Open });
    }
    let mut by_due: Vec<usize> = (0..promises.len()).collect();
    by_due.sort_by_key(|at| promises[*at].made.due_on);
    let lasts: Vec<Option<Day>> = promises.iter().map(|promise| last_day(entries, promise)).collect();
    for piece in pieces(book, facts, entries) {
        let mut left = piece.minor;
        for at in &by_due {
            let promise = &mut promises[*at];
            let fits = promise.items.is_empty() || piece.item.as_ref().is_some_and(|key| promise.items.contains(key));
            let in_time = lasts[*at].is_some_and(|last| piece.on >= promise.entry.day && piece.on <= last);
            if !fits || !in_time || promise.made.amount.currency != piece.currency {
                continue;
            }
            let window = promise.made.terms.reversal_days;
            let back_on = piece.back_on.filter(|back| back.0 - piece.on.0 <= window);
            let had = if back_on.is_some() { promise.ever() } else { promise.paid() };
            let counted = left.min(promise.made.amount.minor - had).max(0);
            promise.counted.push((piece.on, counted, back_on));
            left -= counted;
        }
    }
    let states: Vec<PromiseState> =
        promises.iter().map(|promise| verdict(book, entries, contests, promise, as_of)).collect();
    for (promise, state) in promises.iter_mut().zip(states) {
        promise.state = state;
    }
    promises
}

/// What every payment went to, by value date; those that came back with what they had paid the day before that.
fn pieces(book: &Book, facts: &Facts, entries: &[Entry]) -> Vec<Piece> {
    let mut pieces = vec![];
    let mut add = |money: &super::Money, back_on: Option<Day>| {
        let (on, currency) = (money.on, money.currency);
        let went = money.went.iter().map(|(key, minor)| (Some(key.clone()), *minor));
        let went = went.chain([(None, money.left)]);
        pieces.extend(went.map(|(item, minor)| Piece { on, back_on, currency, item, minor }));
    };
    for money in book.moneys.iter().filter(|money| money.counts_as_payment) {
        add(money, None);
    }
    let mut returned: Vec<(Day, Day, EntryId)> = vec![];
    for entry in entries {
        let Event::PaymentReversed { payment, on } = &entry.event else { continue };
        let paid = entries.iter().find(|e| e.id() == *payment);
        let Some(Event::PaymentRecorded { paid_on, .. }) = paid.map(|paid| &paid.event) else { continue };
        returned.push((*on, *paid_on, *payment));
    }
    returned.sort_by_key(|(back, paid_on, id)| (*back, *paid_on, id.to_string()));
    for (back_on, _, id) in returned {
        let eve = back_on.plus(-1);
        let known: Vec<Entry> = entries.iter().filter(|entry| entry.day <= eve).cloned().collect();
        let mut then = Book::default();
        then.replay(facts, &known, &contests(&known), eve);
        for money in then.moneys.iter().filter(|money| money.id == Some(id)) {
            add(money, Some(back_on));
        }
    }
    pieces.sort_by_key(|piece| piece.on);
    pieces
}

fn said(entries: &[Entry], promise: EntryId) -> impl Iterator<Item = &Entry> {
    entries.iter().filter(move |entry| {
        matches!(&entry.event,
            Event::PromiseWithdrawn { promise: id, .. }
            | Event::PromiseApproved { promise: id }
            | Event::PromiseRefused { promise: id, .. }
            | Event::PromiseReportedPaid { promise: id, .. } if *id == promise)
    })
}

fn taken_back(entries: &[Entry], promise: EntryId, by: bool) -> Option<Day> {
    let takes = |entry: &&Entry| matches!(&entry.event, Event::PromiseWithdrawn { by_debtor, .. } if *by_debtor == by);
    said(entries, promise).find(takes).map(|entry| entry.day)
}

/// `Ok(day)`: it runs from that day on; `Err(true)`: turned down; `Err(false)`: nobody decided yet.
fn running_from(entries: &[Entry], id: EntryId, made_on: Day, made: &PromiseMade) -> Result<Day, bool> {
    if made.over.is_empty() {
        return Ok(made_on);
    }
    for entry in said(entries, id) {
        if matches!(entry.event, Event::PromiseApproved { .. }) {
            return Ok(entry.day);
        } else if matches!(entry.event, Event::PromiseRefused { .. }) {
            return Err(true);
        }
    }
    Err(false)
}

/// The day another promise took its place.
fn replaced_on(entries: &[Entry], id: EntryId) -> Option<Day> {
    let takes = entries.iter().filter_map(|entry| {
        let Event::PromiseRecorded(made) = &entry.event else { return None };
        let named = made.replaces.as_ref().is_some_and(|replaced| replaced.promise == id);
        let stands = taken_back(entries, entry.id(), false).is_none();
        if named && stands { running_from(entries, entry.id(), entry.day, made).ok() } else { None }
    });
    takes.min()
}

/// Last value date that counts; `None`: nothing does.
fn last_day(entries: &[Entry], promise: &Judged<'_>) -> Option<Day> {
    let runs = running_from(entries, promise.id, promise.entry.day, promise.made);
    if runs.is_err() || taken_back(entries, promise.id, false).is_some() {
        return None;
    }
    let ended = [taken_back(entries, promise.id, true), replaced_on(entries, promise.id)].into_iter().flatten().min();
    let grace = promise.made.terms.grace_ends_on;
    Some(ended.map_or(grace, |day| grace.min(day.plus(-1))))
}

fn verdict(book: &Book, entries: &[Entry], contests: &[Contest<'_>], promise: &Judged<'_>, as_of: Day) -> PromiseState {
    let (promised, terms) = (promise.made.amount.minor, &promise.made.terms);
    let two_percent = i128::from(promised) * i128::from(terms.tolerance_bp) / 10_000;
    let allowed = i128::from(terms.tolerance_minor).max(two_percent.min(i128::from(terms.tolerance_cap_minor)));
    let looked_at = as_of.min(terms.grace_ends_on);
    let payable = book.debts.iter().filter(|debt| {
        debt.currency == promise.made.amount.currency && (promise.items.is_empty() || promise.items.contains(&debt.key))
    });
    let payable: i64 =
        payable.map(|debt| (debt.left_on(looked_at) - disputed_on(contests, debt, looked_at)).max(0)).sum();
    let runs = running_from(entries, promise.id, promise.entry.day, promise.made);
    let by_debtor = taken_back(entries, promise.id, true);
    let replaced = replaced_on(entries, promise.id);
    if taken_back(entries, promise.id, false).is_some() {
        return PromiseState::Withdrawn;
    } else if runs == Err(true) {
        return PromiseState::Refused;
    } else if promise.paid() > 0 && i128::from(promised - promise.paid()) <= allowed {
        return PromiseState::Kept;
    } else if by_debtor.is_some() && (replaced.is_none() || by_debtor <= replaced) {
        return PromiseState::Withdrawn;
    } else if replaced.is_some() {
        return PromiseState::Superseded;
    } else if payable == 0 {
        return PromiseState::Void;
    } else if runs.is_err() {
        return if as_of > promise.made.due_on { PromiseState::Void } else { PromiseState::PendingApproval };
    }
    let awaited = said(entries, promise.id).any(|entry| {
        let Event::PromiseReportedPaid { verify_by, .. } = &entry.event else { return false };
        entry.day <= as_of && as_of <= *verify_by
    });
    let lost_late = promise.counted.iter().any(|(_, minor, back)| *minor > 0 && *back > Some(terms.grace_ends_on));
    if awaited {
        PromiseState::ReportedPaid
    } else if as_of <= promise.made.due_on {
        PromiseState::Open
    } else if as_of <= terms.grace_ends_on {
        PromiseState::InGrace
    } else if promise.paid() == 0 || lost_late {
        PromiseState::Broken
    } else {
        PromiseState::PartiallyKept
    }
}
