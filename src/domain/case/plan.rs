//! Plans on a day: each instalment settled as a promise, and what that makes of the plan.
//! What never lives here: what was paid (see `pledge`), dates and amounts of instalments (see `domain::schedule`).
//! `derive` calls it. The rule:
//!
//! * A plan covers and counts nothing until it is accepted, then from the day it was proposed on.
//! * An instalment is kept, in grace, partially kept or broken like a promise. Money that no instalment may count pays
//!   what was missed; the plan is completed once all of it is paid, or nothing is left of what it covers.
//! * It is in default from the miss that is one too many, or when its last instalment has ended and something is missing.
//!   From then on nothing of it counts or covers any more.

use std::collections::HashMap;

use crate::domain::case::allocation::Allocation;
use crate::domain::case::dispute::Dispute;
use crate::domain::case::pledge::{Pledge, count};
use crate::domain::case::promise::{Promise, covered, nothing_left};
use crate::domain::case::state::{InstalmentView, PlanView};
use crate::domain::codes::{Overpayment, PlanState, PromiseState};
use crate::domain::event::{Acceptance, Entry, Event, PlanLine, PlanMade};
use crate::domain::values::{Day, EntryId, Money};

/// A plan among the entries that count.
pub(super) struct Plan<'a> {
    entry: &'a Entry,
    made: &'a PlanMade,
    lines: &'a [PlanLine],
    accepted: Option<(Day, &'a Acceptance)>,
    /// It waits for a supervisor.
    to_approve: bool,
    cancelled_on: Option<Day>,
    defaulted_on: Option<Day>,
    /// One a line, in their order.
    pledges: Vec<Pledge>,
    /// What was missed and is paid late.
    late: Pledge,
}

/// The plans among the entries that count, in the order proposed, with nothing paid yet.
pub(super) fn collect<'a>(all: &Allocation, entries: &'a [Entry]) -> Vec<Plan<'a>> {
    let mut about: HashMap<EntryId, Vec<&'a Entry>> = HashMap::new();
    for entry in entries {
        if let Some(id) = entry.event.refers_to() {
            about.entry(id).or_default().push(entry);
        }
    }
    let plans = entries.iter().filter_map(|entry| {
        let Event::PlanProposed(made) = &entry.event else { return None };
        Plan::new(all, entry, made, about.get(&entry.id()).map_or(&[], Vec::as_slice))
    });
    plans.collect()
}

/// Counts payments towards promises and plans; a plan that falls into default gives free what came after.
pub(super) fn count_all(
    all: &Allocation,
    disputes: &[Dispute<'_>],
    promises: &mut [Promise<'_>],
    plans: &mut [Plan<'_>],
    as_of: Day,
) {
    loop {
        let mut pledges: Vec<&mut Pledge> = promises.iter_mut().map(|promise| &mut promise.pledge).collect();
        for plan in plans.iter_mut() {
            pledges.extend(plan.pledges.iter_mut().chain([&mut plan.late]));
        }
        pledges.iter_mut().for_each(|pledge| pledge.forget());
        count(all, pledges);
        let mut fell = false;
        for plan in plans.iter_mut().filter(|plan| plan.defaulted_on.is_none()) {
            fell |= plan.fall(all, disputes, as_of);
        }
        if !fell {
            return;
        }
    }
}

impl<'a> Plan<'a> {
    fn new(all: &Allocation, entry: &'a Entry, made: &'a PlanMade, said: &[&'a Entry]) -> Option<Self> {
        let mut accepted = made.accepted.as_ref().map(|acceptance| (entry.day, acceptance));
        let (mut lines, mut cancelled_on, mut approved) = (made.lines.as_slice(), None, !made.over);
        for other in said {
            if let Event::PlanAccepted { acceptance, .. } = &other.event {
                accepted = accepted.or(Some((other.day, acceptance)));
            } else if let Event::PlanChanged { lines: changed, .. } = &other.event {
                lines = changed.as_slice();
            } else if let Event::PlanApproved { .. } = &other.event {
                approved = true;
            } else if let Event::PlanCancelled { .. } = &other.event {
                cancelled_on = cancelled_on.or(Some(other.day));
            }
        }
        // Whatever the debtor said, nothing counts before a supervisor has.
        accepted = accepted.filter(|_| approved);
        let last = lines.last()?;
        let covers = covered(all, &made.covers);
        let ends = cancelled_on.map_or(Day::MAX, |day: Day| day.plus(-1));
        let runs = accepted.is_some();
        let pledge = |amount: Money, due_on: Day, line: &PlanLine| {
            let mut pledge = Pledge::new(amount, due_on, &line.terms);
            pledge.from = entry.day;
            pledge.until = if runs { pledge.until.min(ends) } else { Day::MIN };
            pledge.covers.clone_from(&covers);
            pledge
        };
        let mut pledges: Vec<Pledge> = lines.iter().map(|line| pledge(line.amount, line.due_on, line)).collect();
        if made.terms.overpayment == Overpayment::Last {
            pledges.iter_mut().for_each(|pledge| pledge.last_first = Some(entry.id()));
        }
        let mut late = pledge(made.amount, Day::MAX, last);
        late.tolerance = 0;
        let to_approve = !approved && cancelled_on.is_none();
        let plan = Self { entry, made, lines, accepted, to_approve, cancelled_on, defaulted_on: None, pledges, late };
        Some(plan)
    }

    /// What is still missing of all of it.
    fn missing(&self) -> i64 {
        let paid: i64 = self.pledges.iter().map(|pledge| pledge.paid).sum();
        (self.made.amount.minor - paid - self.late.paid).max(0)
    }

    /// What it may lack in all and still be completed: what its last instalment may.
    fn tolerance(&self) -> i64 {
        self.pledges.iter().map(|pledge| if pledge.is_kept() { pledge.minor - pledge.paid } else { 0 }).sum()
    }

    /// The day a line failed.
    fn failed_on(&self, at: usize) -> Option<Day> {
        let (pledge, line) = (&self.pledges[at], &self.lines[at]);
        let lost = pledge.lost_on.filter(|day| *day > line.terms.grace_ends_on);
        (!pledge.is_kept()).then(|| line.terms.grace_ends_on.plus(1).max(lost.unwrap_or(Day::MIN)))
    }

    /// Finds the day of its default, and ends it there; true when it did. Whether all was paid before that day is only
    /// known once the money is counted again.
    fn fall(&mut self, all: &Allocation, disputes: &[Dispute<'_>], as_of: Day) -> bool {
        if self.accepted.is_none() {
            return false;
        }
        let ends = self.cancelled_on.unwrap_or(Day::MAX);
        let ended = |at: &usize| self.lines[*at].terms.grace_ends_on < as_of;
        let owed = |at: &usize| !self.left(all, disputes, self.lines[*at].terms.grace_ends_on);
        let failed = (0..self.lines.len()).filter(ended).filter(owed).filter_map(|at| self.failed_on(at));
        let mut misses: Vec<Day> = failed.collect();
        misses.sort_unstable();
        let one_too_many = misses.get(usize::from(self.made.terms.misses_allowed)).copied();
        let at_the_end = self.lines.last().map(|line| line.terms.grace_ends_on.plus(1)).filter(|_| !misses.is_empty());
        let day = one_too_many.into_iter().chain(at_the_end).min().filter(|day| *day <= as_of && *day < ends);
        let Some(day) = day else { return false };
        self.defaulted_on = Some(day);
        for pledge in self.pledges.iter_mut().chain([&mut self.late]) {
            pledge.until = pledge.until.min(day.plus(-1));
        }
        true
    }

    fn line_state(&self, all: &Allocation, disputes: &[Dispute<'_>], at: usize, as_of: Day) -> PromiseState {
        let (pledge, line) = (&self.pledges[at], &self.lines[at]);
        let grace_ends_on = line.terms.grace_ends_on;
        let ended = |on: Option<Day>| on.is_some_and(|day| day <= grace_ends_on);
        if self.accepted.is_none() {
            PromiseState::PendingApproval
        } else if pledge.is_kept() {
            PromiseState::Kept
        } else if ended(self.cancelled_on)
            || ended(self.defaulted_on)
            || self.left(all, disputes, as_of.min(grace_ends_on))
        {
            PromiseState::Void
        } else if as_of <= line.due_on {
            PromiseState::Open
        } else if as_of <= grace_ends_on {
            PromiseState::InGrace
        } else if pledge.paid > 0 && pledge.lost_on.is_none_or(|day| day <= grace_ends_on) {
            PromiseState::PartiallyKept
        } else {
            PromiseState::Broken
        }
    }

    /// True when nothing was left of what it covers.
    fn left(&self, all: &Allocation, disputes: &[Dispute<'_>], day: Day) -> bool {
        nothing_left(all, disputes, &self.late, day)
    }

    fn state(&self, lines: &[InstalmentView], all: &Allocation, disputes: &[Dispute<'_>], as_of: Day) -> PlanState {
        let paid = lines.iter().any(|line| line.paid_minor > 0);
        let begun = paid || self.lines.first().is_some_and(|line| line.due_on <= as_of);
        if self.accepted.is_some() && self.missing() <= self.tolerance() {
            PlanState::Completed
        } else if self.cancelled_on.is_some() {
            PlanState::Cancelled
        } else if self.accepted.is_none() {
            PlanState::Proposed
        } else if self.defaulted_on.is_some() {
            PlanState::Defaulted
        } else if self.left(all, disputes, as_of) {
            PlanState::Completed
        } else if begun {
            PlanState::Active
        } else {
            PlanState::Accepted
        }
    }

    fn view(&self, all: &Allocation, disputes: &[Dispute<'_>], as_of: Day) -> PlanView {
        let made = self.made;
        let line = |at: usize| {
            let (line, pledge) = (&self.lines[at], &self.pledges[at]);
            let state = self.line_state(all, disputes, at, as_of);
            InstalmentView {
                due_on: line.due_on,
                amount: line.amount,
                grace_ends_on: line.terms.grace_ends_on,
                paid_minor: pledge.paid,
                state,
                kept_on: pledge.kept_on.filter(|_| state == PromiseState::Kept),
                failed_on: self.failed_on(at).filter(|_| state.has_failed()),
                terms: line.terms.clone(),
            }
        };
        let lines: Vec<InstalmentView> = (0..self.lines.len()).map(line).collect();
        let state = self.state(&lines, all, disputes, as_of);
        PlanView {
            id: self.entry.id(),
            state,
            amount: made.amount,
            made_on: self.entry.day,
            every: made.every,
            method: made.method,
            covers: made.covers.clone(),
            paid_minor: made.amount.minor - self.missing(),
            lines,
            accepted_on: self.accepted.map(|(day, _)| day),
            acceptance: self.accepted.map(|(_, acceptance)| acceptance.clone()),
            misses_allowed: made.terms.misses_allowed,
            defaulted_on: self.defaulted_on.filter(|_| state == PlanState::Defaulted),
            to_approve: self.to_approve,
            note: made.note.clone(),
            who: self.entry.who.clone(),
        }
    }
}

/// The plans as they stand, latest first.
pub(super) fn views(all: &Allocation, disputes: &[Dispute<'_>], plans: &[Plan<'_>], as_of: Day) -> Vec<PlanView> {
    plans.iter().rev().map(|plan| plan.view(all, disputes, as_of)).collect()
}
