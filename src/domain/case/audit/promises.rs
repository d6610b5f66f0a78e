//! The promises of the second derivation: what became of each.
//! What never lives here: anything of `promise`; the rules it follows are written there.
//! `audit` calls it.

use super::owed::Owed;
use super::{Book, disputed_on};
use crate::domain::case::audit_dispute::Contest;
use crate::domain::codes::PromiseState;
use crate::domain::event::{Entry, Event, PromiseMade};
use crate::domain::values::{Day, EntryId};

/// A promise with its verdict.
pub(super) struct Judged<'a> {
    pub(super) id: EntryId,
    pub(super) entry: &'a Entry,
    pub(super) made: &'a PromiseMade,
    pub(super) owed: Owed<'a>,
    pub(super) state: PromiseState,
}

/// Every promise, nothing paid yet.
pub(super) fn judged<'a>(book: &Book, entries: &'a [Entry]) -> Vec<Judged<'a>> {
    let mut promises: Vec<Judged<'a>> = vec![];
    for entry in entries {
        let Event::PromiseRecorded(made) = &entry.event else { continue };
        let mut owed = Owed::new(book, made.amount, made.due_on, &made.terms, &made.covers);
        owed.counts = last_day(entries, entry, made).map(|last| (entry.day, last));
        promises.push(Judged { id: entry.id(), entry, made, owed, state: PromiseState::Open });
    }
    promises
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
fn last_day(entries: &[Entry], entry: &Entry, made: &PromiseMade) -> Option<Day> {
    let id = entry.id();
    if running_from(entries, id, entry.day, made).is_err() || taken_back(entries, id, false).is_some() {
        return None;
    }
    let ended = [taken_back(entries, id, true), replaced_on(entries, id)].into_iter().flatten().min();
    Some(ended.map_or(made.terms.grace_ends_on, |day| made.terms.grace_ends_on.min(day.plus(-1))))
}

impl Judged<'_> {
    /// Writes the verdict down.
    pub(super) fn verdict(&mut self, book: &Book, entries: &[Entry], contests: &[Contest<'_>], as_of: Day) {
        self.state = self.judge(book, entries, contests, as_of);
    }

    fn judge(&self, book: &Book, entries: &[Entry], contests: &[Contest<'_>], as_of: Day) -> PromiseState {
        let (terms, owed) = (&self.made.terms, &self.owed);
        let looked_at = as_of.min(terms.grace_ends_on);
        let payable = book.debts.iter().filter(|debt| {
            debt.currency == self.made.amount.currency && (owed.items.is_empty() || owed.items.contains(&debt.key))
        });
        let payable: i64 =
            payable.map(|debt| (debt.left_on(looked_at) - disputed_on(contests, debt, looked_at)).max(0)).sum();
        let runs = running_from(entries, self.id, self.entry.day, self.made);
        let (by_debtor, replaced) = (taken_back(entries, self.id, true), replaced_on(entries, self.id));
        if taken_back(entries, self.id, false).is_some() {
            return PromiseState::Withdrawn;
        } else if runs == Err(true) {
            return PromiseState::Refused;
        } else if owed.kept() {
            return PromiseState::Kept;
        } else if by_debtor.is_some() && (replaced.is_none() || by_debtor <= replaced) {
            return PromiseState::Withdrawn;
        } else if replaced.is_some() {
            return PromiseState::Superseded;
        } else if payable == 0 {
            return PromiseState::Void;
        } else if runs.is_err() {
            let passed = as_of > self.made.due_on;
            return if passed { PromiseState::Void } else { PromiseState::PendingApproval };
        }
        let awaited = said(entries, self.id).any(|entry| {
            let Event::PromiseReportedPaid { verify_by, .. } = &entry.event else { return false };
            entry.day <= as_of && as_of <= *verify_by
        });
        if awaited {
            PromiseState::ReportedPaid
        } else if as_of <= self.made.due_on {
            PromiseState::Open
        } else if as_of <= terms.grace_ends_on {
            PromiseState::InGrace
        } else if owed.paid() == 0 || owed.lost_after_end().is_some() {
            PromiseState::Broken
        } else {
            PromiseState::PartiallyKept
        }
    }
}
