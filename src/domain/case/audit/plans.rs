//! The plans of the second derivation.
//! What never lives here: anything of `plan`; the rules it follows are written there.
//! `audit` calls it.

use super::owed::{Owed, Turn};
use super::{Book, disputed_on};
use crate::domain::case::audit_dispute::Contest;
use crate::domain::codes::{Overpayment, PlanState, PromiseState};
use crate::domain::event::{Entry, Event, PlanLine, PlanMade};
use crate::domain::values::{Day, EntryId};

/// A plan with its verdict.
pub(super) struct Scheduled<'a> {
    pub(super) id: EntryId,
    pub(super) entry: &'a Entry,
    pub(super) made: &'a PlanMade,
    lines: Vec<&'a PlanLine>,
    runs: bool,
    cancelled: Option<Day>,
    fell: Option<Day>,
    /// One a line, then what is paid late.
    pub(super) owed: Vec<Owed<'a>>,
    pub(super) state: PlanState,
    pub(super) verdicts: Vec<PromiseState>,
}

/// Every plan, nothing paid yet.
pub(super) fn scheduled<'a>(book: &Book, entries: &'a [Entry]) -> Vec<Scheduled<'a>> {
    let mut plans = vec![];
    for entry in entries {
        let Event::PlanProposed(made) = &entry.event else { continue };
        let (mut lines, mut runs, mut cancelled) = (&made.lines, made.accepted.is_some(), None);
        let mut may = !made.over;
        for said in entries {
            match said.event.refers_to() {
                Some(id) if id == entry.id() => {}
                Some(_) | None => continue,
            }
            if let Event::PlanChanged { lines: changed, .. } = &said.event {
                lines = changed;
            }
            runs |= matches!(said.event, Event::PlanAccepted { .. });
            may |= matches!(said.event, Event::PlanApproved { .. });
            if cancelled.is_none() && matches!(said.event, Event::PlanCancelled { .. }) {
                cancelled = Some(said.day);
            }
        }
        runs &= may;
        let Some(last) = lines.last() else { continue };
        let mut owed: Vec<Owed<'a>> = vec![];
        for line in lines {
            let mut one = Owed::new(book, line.amount, line.due_on, &line.terms, &made.covers);
            one.turn = if made.terms.overpayment == Overpayment::Last { Turn::LastOf(entry.id()) } else { Turn::Due };
            owed.push(one);
        }
        let mut late = Owed::new(book, made.amount, Day::MAX, &last.terms, &made.covers);
        late.turn = Turn::Rest;
        owed.push(late);
        let (id, lines) = (entry.id(), lines.iter().collect());
        let (state, verdicts) = (PlanState::Proposed, vec![]);
        let mut plan = Scheduled { id, entry, made, lines, runs, cancelled, fell: None, owed, state, verdicts };
        plan.open_windows();
        plans.push(plan);
    }
    plans
}

impl Scheduled<'_> {
    fn open_windows(&mut self) {
        let ends = [self.cancelled, self.fell].into_iter().flatten().min().map_or(Day::MAX, |day| day.plus(-1));
        let (from, runs) = (self.entry.day, self.runs);
        for one in &mut self.owed {
            one.counts = runs.then(|| (from, one.terms.grace_ends_on.min(ends)));
        }
    }

    /// The days on which lines failed, in order: less was paid than is enough, and something was left to pay.
    fn misses(&self, book: &Book, contests: &[Contest<'_>], as_of: Day) -> Vec<Day> {
        let mut days = vec![];
        for (line, owed) in self.lines.iter().zip(&self.owed) {
            let end = line.terms.grace_ends_on;
            if end < as_of && !owed.kept() && !gone(book, contests, owed, end) {
                let ended = line.terms.grace_ends_on.plus(1);
                days.push(owed.lost_after_end().map_or(ended, |lost| lost.max(ended)));
            }
        }
        days.sort_unstable();
        days
    }

    /// Looks for its default; true when one was found and the money must be shared out afresh.
    pub(super) fn falls(&mut self, book: &Book, contests: &[Contest<'_>], as_of: Day) -> bool {
        if !self.runs || self.fell.is_some() {
            return false;
        }
        let misses = self.misses(book, contests, as_of);
        let mut days: Vec<Day> = misses.iter().skip(self.made.terms.misses_allowed.into()).take(1).copied().collect();
        if let (Some(last), false) = (self.lines.last(), misses.is_empty()) {
            days.push(last.terms.grace_ends_on.plus(1));
        }
        let Some(day) = days.into_iter().min() else { return false };
        if day > as_of || self.cancelled.is_some_and(|cancelled| day >= cancelled) {
            return false;
        }
        self.fell = Some(day);
        self.open_windows();
        true
    }

    fn lacks(&self) -> i64 {
        self.made.amount.minor - self.owed.iter().map(Owed::paid).sum::<i64>()
    }

    fn all_paid(&self) -> bool {
        let lines = self.owed.iter().take(self.lines.len());
        let forgiven: i64 = lines.filter(|one| one.kept()).map(|one| one.amount.minor - one.paid()).sum();
        self.runs && self.lacks() <= forgiven
    }

    /// Writes the verdicts down.
    pub(super) fn judge(&mut self, book: &Book, contests: &[Contest<'_>], as_of: Day) {
        for (line, owed) in self.lines.iter().zip(&self.owed) {
            let end = line.terms.grace_ends_on;
            let over = [self.cancelled, self.fell].into_iter().flatten().any(|day| day <= end);
            self.verdicts.push(if !self.runs {
                PromiseState::PendingApproval
            } else if owed.kept() {
                PromiseState::Kept
            } else if over || gone(book, contests, owed, as_of.min(end)) {
                PromiseState::Void
            } else if as_of > end {
                let broken = owed.paid() == 0 || owed.lost_after_end().is_some();
                if broken { PromiseState::Broken } else { PromiseState::PartiallyKept }
            } else if as_of > line.due_on {
                PromiseState::InGrace
            } else {
                PromiseState::Open
            });
        }
        let begun = self.lines[0].due_on <= as_of || self.owed.iter().take(self.lines.len()).any(|one| one.paid() > 0);
        self.state = if self.all_paid() {
            PlanState::Completed
        } else if self.cancelled.is_some() {
            PlanState::Cancelled
        } else if !self.runs {
            PlanState::Proposed
        } else if self.fell.is_some() {
            PlanState::Defaulted
        } else if self.owed.last().is_some_and(|late| gone(book, contests, late, as_of)) {
            PlanState::Completed
        } else if begun {
            PlanState::Active
        } else {
            PlanState::Accepted
        };
    }

    /// Its state, and each line's with what was paid towards it.
    pub(super) fn verdict(&self) -> (PlanState, Vec<(PromiseState, i64)>) {
        (self.state, self.verdicts.iter().zip(&self.owed).map(|(state, owed)| (*state, owed.paid())).collect())
    }

    /// What its running lines still cover, and the first of their days.
    pub(super) fn covers(&self) -> Option<(Day, i64)> {
        let lines = self.verdicts.iter().zip(&self.owed);
        let running = lines.filter(|(state, _)| matches!(state, PromiseState::Open | PromiseState::InGrace));
        let running: Vec<&Owed<'_>> = running.map(|(_, owed)| owed).collect();
        let first = running.iter().map(|one| one.due_on).min()?;
        Some((first, running.iter().map(|one| one.amount.minor - one.paid()).sum()))
    }
}

/// True when nothing was left of what it covers.
fn gone(book: &Book, contests: &[Contest<'_>], owed: &Owed<'_>, day: Day) -> bool {
    let mine = book.debts.iter().filter(|debt| debt.currency == owed.amount.currency);
    let mut mine = mine.filter(|debt| owed.items.is_empty() || owed.items.contains(&debt.key));
    mine.all(|debt| debt.left_on(day) <= disputed_on(contests, debt, day))
}
