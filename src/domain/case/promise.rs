//! Promises on a day: the state of each, its level, and what running ones take out of the calls.
//! What never lives here: what was paid towards them (see `pledge`), config (the terms are frozen in the promise).
//! `derive` calls it; `decide` asks for the level of a promise to come.
//!
//! The states (`domain.md` §2.2), each a function of the facts dated up to the day:
//! * withdrawn as our error: it never was; refused: a supervisor said no;
//! * kept: enough was paid in time, whatever came after; withdrawn by the debtor, superseded: before that;
//! * void: nothing is left to pay of what it covers; or it waited for approval until its day had passed;
//! * pending approval, reported paid (until it should have been seen), open, in grace;
//! * at its end partially kept, or broken: nothing was paid, or what was paid came back after its end.

use std::collections::HashMap;

use crate::domain::case::CaseState;
use crate::domain::case::allocation::{Allocation, Item};
use crate::domain::case::dispute::{Dispute, free_at};
use crate::domain::case::pledge::Pledge;
use crate::domain::case::state::{PlanView, PromiseView};
use crate::domain::codes::{BrokenCause, PromiseState};
use crate::domain::event::{Entry, Event, Part, PromiseMade};
use crate::domain::values::{Currency, Day, EntryId};

/// How a promise ended before its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    Error,
    ByDebtor,
    Superseded,
}

/// What a supervisor said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Approval {
    NotNeeded,
    Pending,
    Given(Day),
    Refused,
}

/// A promise among the entries that count.
pub(super) struct Promise<'a> {
    entry: &'a Entry,
    made: &'a PromiseMade,
    approval: Approval,
    end: Option<(Day, End)>,
    /// From the day the debtor said it was sent to the day it should be seen.
    reports: Vec<(Day, Day)>,
    pub pledge: Pledge,
}

/// The promises among the entries that count, in the order recorded.
pub(super) fn collect<'a>(all: &Allocation, entries: &'a [Entry]) -> Vec<Promise<'a>> {
    let mut about: HashMap<EntryId, Vec<&Entry>> = HashMap::new();
    for entry in entries {
        if let Some(id) = entry.event.refers_to() {
            about.entry(id).or_default().push(entry);
        }
    }
    let mut promises: Vec<Promise<'a>> = entries
        .iter()
        .filter_map(|entry| {
            let Event::PromiseRecorded(made) = &entry.event else { return None };
            let mut promise = Promise::new(all, entry, made);
            about.get(&entry.id()).into_iter().flatten().for_each(|said| promise.hear(said));
            Some(promise)
        })
        .collect();
    for at in 0..promises.len() {
        let Some(replaced) = promises[at].made.replaces.as_ref() else { continue };
        let Some(day) = promises[at].effective_on() else { continue };
        if let Some(old) = promises.iter_mut().find(|old| old.entry.id() == replaced.promise) {
            old.finish(day, End::Superseded);
        }
    }
    for promise in &mut promises {
        promise.pledge.until = promise.counts_until();
    }
    promises
}

impl<'a> Promise<'a> {
    fn new(all: &Allocation, entry: &'a Entry, made: &'a PromiseMade) -> Self {
        let mut pledge = Pledge::new(made.amount, made.due_on, &made.terms);
        pledge.from = entry.day;
        pledge.covers = covered(all, &made.covers);
        let approval = if made.over.is_empty() { Approval::NotNeeded } else { Approval::Pending };
        Self { entry, made, approval, end: None, reports: vec![], pledge }
    }

    /// Takes in what another entry decided about it; the first word counts.
    fn hear(&mut self, said: &Entry) {
        if let Event::PromiseWithdrawn { by_debtor, .. } = &said.event {
            self.finish(said.day, if *by_debtor { End::ByDebtor } else { End::Error });
        } else if let Event::PromiseReportedPaid { verify_by, .. } = &said.event {
            self.reports.push((said.day, *verify_by));
        } else if self.approval == Approval::Pending {
            if let Event::PromiseApproved { .. } = &said.event {
                self.approval = Approval::Given(said.day);
            } else if let Event::PromiseRefused { .. } = &said.event {
                self.approval = Approval::Refused;
            }
        }
    }

    fn finish(&mut self, day: Day, end: End) {
        let error = |end: Option<(Day, End)>| end.is_some_and(|(_, how)| how == End::Error);
        let sooner = self.end.is_none_or(|(on, _)| day < on);
        if !error(self.end) && (sooner || end == End::Error) {
            self.end = Some((day, end));
        }
    }

    /// The day it began to run; none while it waits, was refused or never was.
    fn effective_on(&self) -> Option<Day> {
        let day = match self.approval {
            Approval::NotNeeded => Some(self.entry.day),
            Approval::Given(day) => Some(day),
            Approval::Pending | Approval::Refused => None,
        };
        day.filter(|_| self.end.is_none_or(|(_, how)| how != End::Error))
    }

    fn counts_until(&self) -> Day {
        let grace_ends_on = self.made.terms.grace_ends_on;
        match (self.effective_on(), self.end) {
            (None, _) => Day::MIN,
            (Some(_), Some((day, _))) => grace_ends_on.min(day.plus(-1)),
            (Some(_), None) => grace_ends_on,
        }
    }

    /// The last day on which it may still run.
    fn ends_on(&self) -> Day {
        let seen = self.reports.iter().map(|(_, verify_by)| *verify_by).max();
        self.made.terms.grace_ends_on.max(seen.unwrap_or(Day::MIN))
    }

    /// The day by which it should be seen, while the debtor says it was sent.
    fn verify_by(&self, as_of: Day) -> Option<Day> {
        self.reports.iter().filter(|(said, by)| (*said..=*by).contains(&as_of)).map(|(_, by)| *by).max()
    }

    fn state(&self, all: &Allocation, disputes: &[Dispute<'_>], as_of: Day) -> PromiseState {
        let (due_on, grace_ends_on) = (self.made.due_on, self.made.terms.grace_ends_on);
        let pledge = &self.pledge;
        match (self.approval, self.end) {
            (_, Some((_, End::Error))) => return PromiseState::Withdrawn,
            (Approval::Refused, _) => return PromiseState::Refused,
            _ if pledge.is_kept() => return PromiseState::Kept,
            (_, Some((_, End::ByDebtor))) => return PromiseState::Withdrawn,
            (_, Some((_, End::Superseded))) => return PromiseState::Superseded,
            _ if nothing_left(all, disputes, pledge, as_of.min(grace_ends_on)) => return PromiseState::Void,
            (Approval::Pending, None) if as_of <= due_on => return PromiseState::PendingApproval,
            (Approval::Pending, None) => return PromiseState::Void,
            (Approval::NotNeeded | Approval::Given(_), None) => {}
        }
        if self.verify_by(as_of).is_some() {
            PromiseState::ReportedPaid
        } else if as_of <= due_on {
            PromiseState::Open
        } else if as_of <= grace_ends_on {
            PromiseState::InGrace
        } else if pledge.paid > 0 && self.lost_after_end().is_none() {
            PromiseState::PartiallyKept
        } else {
            PromiseState::Broken
        }
    }

    fn lost_after_end(&self) -> Option<Day> {
        self.pledge.lost_on.filter(|day| *day > self.made.terms.grace_ends_on)
    }

    /// The day it failed: its end came, its payment came back, the debtor took it back, another took its place.
    fn failed_on(&self, state: PromiseState) -> Option<Day> {
        match state {
            PromiseState::Broken | PromiseState::PartiallyKept => {
                Some(self.ends_on().plus(1).max(self.lost_after_end().unwrap_or(Day::MIN)))
            }
            PromiseState::Withdrawn => self.end.filter(|(_, how)| *how == End::ByDebtor).map(|(day, _)| day),
            PromiseState::Superseded => self.end.map(|(day, _)| day),
            PromiseState::PendingApproval
            | PromiseState::Refused
            | PromiseState::Open
            | PromiseState::InGrace
            | PromiseState::ReportedPaid
            | PromiseState::Kept
            | PromiseState::Void => None,
        }
    }

    fn view(&self, state: PromiseState, level: u32, as_of: Day) -> PromiseView {
        let (made, terms) = (self.made, &self.made.terms);
        let came_back = self.pledge.lost_on.is_some();
        let cause = if came_back { BrokenCause::Reversal } else { BrokenCause::Unpaid };
        PromiseView {
            id: self.entry.id(),
            amount: made.amount,
            made_on: self.entry.day,
            due_on: made.due_on,
            grace_ends_on: terms.grace_ends_on,
            ends_on: self.ends_on(),
            method: made.method,
            covers: made.covers.clone(),
            paid_minor: self.pledge.paid,
            state,
            kept_on: self.pledge.kept_on.filter(|_| state == PromiseState::Kept),
            cause: (state == PromiseState::Broken).then_some(cause),
            verify_by: self.verify_by(as_of).filter(|_| state == PromiseState::ReportedPaid),
            failed_on: self.failed_on(state),
            over: made.over.clone(),
            replaces: made.replaces.as_ref().map(|replaced| replaced.promise),
            by: made.by.clone(),
            calendar: terms.calendar,
            level,
            who: self.entry.who.clone(),
        }
    }
}

/// The promises as they stand, latest first.
pub(super) fn views(
    all: &Allocation,
    disputes: &[Dispute<'_>],
    promises: &[Promise<'_>],
    as_of: Day,
) -> Vec<PromiseView> {
    let mut views: Vec<PromiseView> = vec![];
    for (at, promise) in promises.iter().enumerate() {
        let state = promise.state(all, disputes, as_of);
        let replaces = promise.made.replaces.as_ref().map(|replaced| replaced.promise);
        let failed = promises[..at].iter().zip(&views).filter(|(earlier, view)| {
            let before = view.failed_on.is_some_and(|on| on <= promise.entry.day) || replaces == Some(view.id);
            before && earlier.pledge.shares_debt(&promise.pledge)
        });
        let level = u32::try_from(failed.count()).unwrap_or(u32::MAX);
        views.push(promise.view(state, level, as_of));
    }
    views.reverse();
    views
}

/// The level a new promise on these parts would have today; `replaced` counts as broken by it.
pub(super) fn level_to_come(state: &CaseState, covers: &[Part], currency: Currency, replaced: Option<EntryId>) -> u32 {
    let here = |part: &&Part| state.items.iter().any(|item| item.key == part.item);
    let shares = |view: &PromiseView| {
        let mut named = view.covers.iter().filter(here).peekable();
        let account = covers.is_empty() || named.peek().is_none();
        account || named.any(|part| covers.iter().any(|other| other.item == part.item))
    };
    let failed = state.promises.iter().filter(|view| {
        (view.failed_on.is_some() || replaced == Some(view.id)) && view.amount.currency == currency && shares(view)
    });
    u32::try_from(failed.count()).unwrap_or(u32::MAX)
}

/// Places of the invoices of this case that parts name; none: the account.
pub(super) fn covered(all: &Allocation, parts: &[Part]) -> Vec<usize> {
    let named = |item: &Item| item.amount.minor > 0 && parts.iter().any(|part| part.item == item.key);
    if parts.is_empty() {
        return vec![];
    }
    all.items.iter().enumerate().filter(|(_, item)| named(item)).map(|(at, _)| at).collect()
}

/// True when nothing was left to pay of what it covers: credited, disputed in full, or paid by money that does not count.
pub(super) fn nothing_left(all: &Allocation, disputes: &[Dispute<'_>], pledge: &Pledge, day: Day) -> bool {
    let covered = |at: &usize| pledge.covers.is_empty() || pledge.covers.binary_search(at).is_ok();
    let mut items = (0..all.items.len()).filter(|at| all.items[*at].amount.currency == pledge.currency).filter(covered);
    !items.any(|at| free_at(all, disputes, at, day) > 0)
}

/// What runs, as one claim on what is open.
struct Claim<'a> {
    order: (Day, Day, EntryId),
    currency: Currency,
    left: i64,
    covers: &'a [Part],
}

/// What running promises and plans cover of each item (in the order of `all.items`), within what is open and free of
/// disputes: the parts they name, else the account from the earliest due.
pub(super) fn promised(all: &Allocation, views: &[PromiseView], plans: &[PlanView], disputed: &[i64]) -> Vec<i64> {
    let mut promised = vec![0; all.items.len()];
    let promises = views.iter().filter(|p| p.state.is_running()).map(|p| Claim {
        order: (p.due_on, p.made_on, p.id),
        currency: p.amount.currency,
        left: p.amount.minor - p.paid_minor,
        covers: &p.covers,
    });
    let plans = plans.iter().filter_map(|plan| {
        let left = plan.running().map(|line| line.amount.minor - line.paid_minor).sum();
        let order = (plan.running().next()?.due_on, plan.made_on, plan.id);
        Some(Claim { order, currency: plan.amount.currency, left, covers: &plan.covers })
    });
    let mut claims: Vec<Claim<'_>> = promises.chain(plans).collect();
    claims.sort_by_key(|claim| claim.order);
    for claim in claims {
        let mut left = claim.left;
        let named = |item: &Item| claim.covers.iter().filter(|p| p.item == item.key).map(|p| p.amount.minor).sum();
        let on_account = covered(all, claim.covers).is_empty();
        for (at, item) in all.items.iter().enumerate() {
            if item.amount.currency != claim.currency {
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
