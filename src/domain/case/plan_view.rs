//! A payment plan and its instalments on a day, as screens and reports read them.
//! What never lives here: how they came to be so (see `plan`).
//! `plan` makes them; `state` holds them.

use crate::domain::case::state::Touch;
use crate::domain::codes::{Every, Method, PlanState, PromiseState};
use crate::domain::event::{Acceptance, Part};
use crate::domain::terms::PromiseTerms;
use crate::domain::values::{Day, EntryId, Login, Money};

/// One instalment on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InstalmentView {
    /// When it is due.
    pub due_on: Day,
    /// How much.
    pub amount: Money,
    /// Last day of grace.
    pub grace_ends_on: Day,
    /// What was paid towards it, minor units.
    pub paid_minor: i64,
    /// Its state, as a promise's; pending approval until the plan is accepted, void once the plan has ended.
    pub state: PromiseState,
    /// Value date by which it was kept.
    pub kept_on: Option<Day>,
    /// The day it was missed.
    pub failed_on: Option<Day>,
    /// Its terms.
    pub terms: PromiseTerms,
}

/// A payment plan on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanView {
    /// Its id.
    pub id: EntryId,
    /// Its state.
    pub state: PlanState,
    /// The sum of its lines.
    pub amount: Money,
    /// When it was proposed.
    pub made_on: Day,
    /// How often, unless the lines are free.
    pub every: Option<Every>,
    /// How.
    pub method: Option<Method>,
    /// What it covers; empty: the account.
    pub covers: Vec<Part>,
    /// What was paid towards it in all, minor units; late money too.
    pub paid_minor: i64,
    /// Its instalments, by day.
    pub lines: Vec<InstalmentView>,
    /// The day it was accepted.
    pub accepted_on: Option<Day>,
    /// The debtor's word.
    pub acceptance: Option<Acceptance>,
    /// Instalments that may be missed.
    pub misses_allowed: u8,
    /// The day of its default.
    pub defaulted_on: Option<Day>,
    /// It has more instalments than its author may agree alone, and waits for a supervisor.
    pub to_approve: bool,
    /// Note.
    pub note: String,
    /// Who agreed it.
    pub who: Login,
}

impl PlanView {
    /// The day on which the debt was acknowledged: a signed plan says so (`domain.md` PTP-14).
    #[must_use]
    pub fn acknowledged_on(&self) -> Option<Day> {
        self.acceptance.as_ref().filter(|acceptance| acceptance.signed).map(|acceptance| acceptance.on)
    }

    /// Lines that still run, by day.
    pub fn running(&self) -> impl Iterator<Item = &InstalmentView> {
        self.lines.iter().filter(|line| line.state.is_running())
    }

    /// The reminders and checks that its running lines ask for.
    pub fn touches(&self) -> impl Iterator<Item = Touch> {
        self.running().map(|line| Touch::of(line.terms.calendar, self.made_on, line.due_on))
    }

    /// How many of the first lines can no longer be changed on `today`: of a plan agreed, those that have come due or are
    /// kept.
    #[must_use]
    pub fn settled_lines(&self, today: Day) -> usize {
        let settled = |line: &&InstalmentView| line.due_on < today || line.state == PromiseState::Kept;
        if self.state == PlanState::Proposed { 0 } else { self.lines.iter().take_while(settled).count() }
    }

    /// Lines missed so far.
    #[must_use]
    pub fn missed(&self) -> usize {
        self.lines.iter().filter(|line| line.state.has_failed()).count()
    }
}
