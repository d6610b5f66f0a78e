//! What was agreed on a case: promises and plans, and rules set aside for a contact, as one list, the latest first.
//! What never lives here: drawing, judging them (see `domain::case`).
//! The case screen keeps its list; `ui` draws it.

use crate::domain::case::state::{PlanView, PromiseView};
use crate::domain::case::{CaseState, OverrideView};
use crate::domain::codes::{OverrideState, PlanState, PromiseState};
use crate::domain::values::{Day, EntryId};

use super::super::form::FormKind;

/// One line of the list.
#[derive(Debug, Clone, Copy)]
pub enum Agreed<'a> {
    /// A promise.
    Promise(&'a PromiseView),
    /// A payment plan.
    Plan(&'a PlanView),
    /// A request to set a rule for contacts aside.
    Override(&'a OverrideView),
}

impl Agreed<'_> {
    /// Its id.
    #[must_use]
    pub fn id(&self) -> EntryId {
        match self {
            Self::Promise(promise) => promise.id,
            Self::Plan(plan) => plan.id,
            Self::Override(view) => view.id,
        }
    }

    fn made_on(&self) -> Day {
        match self {
            Self::Promise(promise) => promise.made_on,
            Self::Plan(plan) => plan.made_on,
            Self::Override(view) => view.asked_on,
        }
    }

    /// True when this form, opened on it, speaks of it: the rest of a promise partially kept, another in place of one that
    /// runs, its withdrawal, what becomes of a plan.
    #[must_use]
    pub fn opens(&self, kind: FormKind) -> bool {
        match self {
            Self::Promise(promise) if kind == FormKind::Promise => promise.is_running() || promise.residue().is_some(),
            Self::Promise(promise) if kind == FormKind::Refuse => promise.state == PromiseState::PendingApproval,
            Self::Promise(promise) => {
                kind == FormKind::Withdraw && (promise.is_running() || promise.state == PromiseState::PendingApproval)
            }
            Self::Plan(plan) => {
                kind == FormKind::FollowPlan && (plan.state == PlanState::Proposed || plan.state.is_running())
            }
            Self::Override(view) => kind == FormKind::Refuse && view.state == OverrideState::Pending,
        }
    }
}

/// All of them, the latest first.
#[must_use]
pub fn agreed(state: &CaseState) -> Vec<Agreed<'_>> {
    let promises = state.promises.iter().map(Agreed::Promise);
    let mut all: Vec<Agreed<'_>> = state.plans.iter().map(Agreed::Plan).chain(promises).collect();
    all.extend(state.overrides.iter().map(Agreed::Override));
    all.sort_by_key(|one| std::cmp::Reverse(one.made_on()));
    all
}
