//! Plans: instalments checked against what is open and against each other, accepted, changed, cancelled.
//! What never lives here: dates and amounts of instalments (see `domain::schedule`), judging a plan (see `case::plan`).
//! `decide` calls it.

use super::Scene;
use super::note::note_text;
use super::promise::REFUSED_LIMIT;
use crate::domain::case::state::PlanView;
use crate::domain::case::{CaseState, Facts};
use crate::domain::codes::{Every, Method, PlanState, Right};
use crate::domain::command::Refusal;
use crate::domain::event::{Acceptance, Event, Part, PlanLine, PlanMade, Who};
use crate::domain::schedule::{Instalment, LINES_MAX};
use crate::domain::terms::{PlanTerms, Policy};
use crate::domain::values::text::{NAME_CHARS_MAX, clean_line};
use crate::domain::values::{ActId, Day, EntryId, Money, Now};

/// The debtor's word on a plan recorded today may be this old, in days: what was signed longer ago was another plan.
pub const WORD_DAYS_MAX: i32 = 31;

/// Why these instalments cannot be agreed today, if they cannot; what a form says while they are typed.
pub fn check_plan(
    state: &CaseState,
    policy: &Policy,
    (who, now): (&Who, Now),
    lines: &[Instalment],
    covers: &[Part],
) -> Result<(), Refusal> {
    // A plan is judged by the state alone.
    let facts = Facts::default();
    let scene = Scene { facts: &facts, state, policy, who, now };
    scene.checked(lines, covers)?;
    scene.beyond(lines).map(|_| ())
}

/// Why an agreed plan cannot have these instalments instead, if it cannot.
pub fn check_change(
    state: &CaseState,
    policy: &Policy,
    (who, now): (&Who, Now),
    plan: EntryId,
    lines: &[Instalment],
) -> Result<(), Refusal> {
    let facts = Facts::default();
    let scene = Scene { facts: &facts, state, policy, who, now };
    scene.change_plan(plan, lines).map(|_| ())
}

/// A plan as asked for.
pub(super) struct Asked<'a> {
    pub lines: &'a [Instalment],
    pub every: Option<Every>,
    pub method: Option<Method>,
    pub covers: &'a [Part],
    pub accepted: Option<&'a Acceptance>,
    pub note: &'a str,
}

impl Scene<'_> {
    pub(super) fn plan(&self, asked: &Asked<'_>) -> Result<Event, Refusal> {
        let (amount, covers) = self.checked(asked.lines, asked.covers)?;
        let signed_since = self.now.today.plus(-WORD_DAYS_MAX);
        let accepted = asked.accepted.map(|accepted| self.acceptance(accepted, signed_since)).transpose()?;
        let terms =
            PlanTerms { misses_allowed: self.policy.plan.misses_allowed, overpayment: self.policy.plan.overpayment };
        let (every, method) = (asked.every, asked.method);
        let lines = asked.lines.iter().map(|line| self.line(*line, method)).collect();
        let note = note_text(asked.note)?;
        let over = self.beyond(asked.lines)?;
        Ok(Event::PlanProposed(PlanMade { amount, lines, every, method, covers, terms, accepted, over, note }))
    }

    /// The sum of the lines and the parts they cover.
    fn checked(&self, lines: &[Instalment], covers: &[Part]) -> Result<(Money, Vec<Part>), Refusal> {
        let first = lines.first().ok_or(Refusal::NothingSaid)?.1;
        let total = lines.iter().fold(0i64, |sum, (_, money)| sum.saturating_add(money.minor));
        let amount = Money::new(total, first.currency);
        let open = Money::new(self.state.balance.open.minor(amount.currency), amount.currency);
        if open.minor == 0 {
            return Err(Refusal::NothingOpen);
        }
        self.follow_each_other(lines, self.now.today)?;
        let covers = self.covered_parts(covers, amount, open)?;
        if self.state.plans.iter().any(|plan| plan.state.is_running() && shares(plan, amount, &covers)) {
            return Err(REFUSED_LIMIT);
        }
        Ok((amount, covers))
    }

    fn line(&self, (due_on, amount): Instalment, method: Option<Method>) -> PlanLine {
        let rules = self.policy.promise_rules(&self.state.debtor.segment);
        PlanLine { due_on, amount, terms: rules.terms(self.policy.calendar, method, due_on) }
    }

    /// Days from today on, each after the one before, none too far; amounts above zero in one currency.
    fn follow_each_other(&self, lines: &[Instalment], from: Day) -> Result<(), Refusal> {
        if lines.len() > LINES_MAX {
            return Err(Refusal::TooMany { most: LINES_MAX });
        }
        let last = self.now.today.plus(self.policy.plan.longest_days);
        let mut before = from.plus(-1);
        for (on, money) in lines {
            if money.minor <= 0 {
                return Err(Refusal::AmountNotPositive);
            } else if *on <= before {
                return Err(Refusal::DayInThePast(*on));
            } else if *on > last {
                return Err(Refusal::BeyondTerms { last });
            } else if money.currency != lines[0].1.currency {
                return Err(Refusal::PartsDiffer { parts: *money });
            }
            before = *on;
        }
        Ok(())
    }

    /// True when somebody else has to approve so many instalments; refused to whoever would approve them.
    fn beyond(&self, lines: &[Instalment]) -> Result<bool, Refusal> {
        match self.who.authority.limits.instalments.filter(|most| lines.len() > usize::from(*most)) {
            Some(most) if self.who.may(Right::Approve) => Err(Refusal::TooManyInstalments { most }),
            most => Ok(most.is_some()),
        }
    }

    /// Approves the plan that an act proposed beyond its author's limits, or turns it down; `None`: it proposed none.
    pub(super) fn approve_plan(&self, act: ActId, refuse: Option<&str>) -> Result<Option<Event>, Refusal> {
        let Some(found) = self.state.plans.iter().find(|plan| plan.id.act == act && plan.to_approve) else {
            return Ok(None);
        };
        let plan = found.id;
        if let Some(reason) = refuse {
            let reason = note_text(reason)?;
            return if reason.is_empty() {
                Err(Refusal::NothingSaid)
            } else {
                Ok(Some(Event::PlanCancelled { plan, reason }))
            };
        }
        let lines: Vec<Instalment> = found.lines.iter().map(|line| (line.due_on, line.amount)).collect();
        if self.beyond(&lines)? { Err(Refusal::NothingToApprove(act)) } else { Ok(Some(Event::PlanApproved { plan })) }
    }

    fn acceptance(&self, accepted: &Acceptance, first: Day) -> Result<Acceptance, Refusal> {
        if accepted.on > self.now.today {
            return Err(Refusal::DayInTheFuture(accepted.on));
        } else if accepted.on < first {
            return Err(Refusal::DayInThePast(accepted.on));
        }
        Ok(Acceptance { by: clean_line(&accepted.by, NAME_CHARS_MAX), ..accepted.clone() })
    }

    fn plan_of(&self, plan: EntryId) -> Result<&PlanView, Refusal> {
        let found = self.state.plans.iter().find(|view| view.id == plan);
        found.ok_or_else(|| Refusal::NoSuchEntry(plan.to_string()))
    }

    pub(super) fn accept_plan(&self, plan: EntryId, acceptance: &Acceptance) -> Result<Event, Refusal> {
        let found = self.plan_of(plan)?;
        if found.state != PlanState::Proposed {
            return Err(Refusal::AlreadySettled);
        }
        let first = found.lines.first().map_or(self.now.today, |line| line.due_on);
        if first < self.now.today {
            return Err(Refusal::DayInThePast(first));
        }
        Ok(Event::PlanAccepted { plan, acceptance: self.acceptance(acceptance, found.made_on)? })
    }

    /// Lines that have come due, or that money was paid towards, stay as they are; the sum stays as it was.
    pub(super) fn change_plan(&self, plan: EntryId, lines: &[Instalment]) -> Result<Event, Refusal> {
        let found = self.plan_of(plan)?;
        if !(found.state == PlanState::Proposed || found.state.is_running()) {
            return Err(Refusal::AlreadySettled);
        }
        if self.beyond(lines)? && lines.len() > found.lines.len() {
            let most = self.who.authority.limits.instalments.unwrap_or(0);
            return Err(Refusal::TooManyInstalments { most });
        }
        let kept = found.settled_lines(self.now.today);
        let same =
            |at: usize| lines.get(at).is_some_and(|new| *new == (found.lines[at].due_on, found.lines[at].amount));
        if let Some(at) = (0..kept).find(|at| !same(*at)) {
            return Err(Refusal::DayInThePast(found.lines[at].due_on));
        }
        let from = found.lines[..kept].last().map_or(self.now.today, |line| line.due_on.plus(1).max(self.now.today));
        self.follow_each_other(&lines[kept..], from)?;
        let parts: Vec<Money> = lines.iter().map(|(_, money)| *money).collect();
        let total = parts.iter().fold(0i64, |sum, money| sum.saturating_add(money.minor));
        if total != found.amount.minor || parts.iter().any(|money| money.currency != found.amount.currency) {
            return Err(Refusal::PartsDiffer { parts: Money::new(total, found.amount.currency) });
        }
        let line = |(at, line): (usize, &Instalment)| match found.lines.get(at) {
            Some(old) if (old.due_on, old.amount) == *line => {
                PlanLine { due_on: old.due_on, amount: old.amount, terms: old.terms.clone() }
            }
            Some(_) | None => self.line(*line, found.method),
        };
        Ok(Event::PlanChanged { plan, lines: lines.iter().enumerate().map(line).collect() })
    }

    pub(super) fn cancel_plan(&self, plan: EntryId, reason: &str) -> Result<Event, Refusal> {
        let found = self.plan_of(plan)?;
        let reason = note_text(reason)?;
        if !(found.state == PlanState::Proposed || found.state.is_running()) {
            Err(Refusal::AlreadySettled)
        } else if reason.is_empty() {
            Err(Refusal::NothingSaid)
        } else {
            Ok(Event::PlanCancelled { plan, reason })
        }
    }
}

fn shares(plan: &PlanView, amount: Money, covers: &[Part]) -> bool {
    let account = plan.covers.is_empty() || covers.is_empty();
    let common = || plan.covers.iter().any(|part| covers.iter().any(|other| other.item == part.item));
    plan.amount.currency == amount.currency && (account || common())
}
