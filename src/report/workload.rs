//! Who has what to do: cases, overdue money and what falls due soon, by collector.
//! What never lives here: moving any of it (see `assign`).
//! `cli::report` adds cases to it.

use std::collections::BTreeMap;

use crate::domain::case::CaseState;
use crate::domain::codes::PromiseState;
use crate::domain::values::{Day, Login, Money, Sums};

/// Days ahead in which something counts as coming soon.
pub const SOON_DAYS: i32 = 7;

/// One collector's load; of nobody: cases without one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Load {
    /// Cases with something open.
    pub cases: u64,
    /// … with something overdue.
    pub overdue_cases: u64,
    /// Overdue.
    pub overdue: Sums,
    /// Call-backs due by the end of the days ahead.
    pub callbacks: u64,
    /// … of these, due before the day itself.
    pub callbacks_late: u64,
    /// Promises due in the days ahead.
    pub promises: u64,
    /// Disputes of theirs past their due day.
    pub disputes_late: u64,
}

/// A workload in the making.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Workload {
    /// The day it speaks of.
    pub as_of: Day,
    /// By login.
    pub loads: BTreeMap<Option<Login>, Load>,
}

impl Workload {
    /// Nothing added yet.
    #[must_use]
    pub fn new(as_of: Day) -> Self {
        Self { as_of, loads: BTreeMap::new() }
    }

    /// Adds a case, derived for the same day.
    pub fn add(&mut self, case: &CaseState) {
        let owner = case.owner();
        let soon = self.as_of.plus(SOON_DAYS);
        for callback in case.callbacks.iter().filter(|callback| callback.due_on <= soon) {
            let load = self.loads.entry(callback.whom.clone().or_else(|| owner.clone())).or_default();
            load.callbacks += 1;
            load.callbacks_late += u64::from(callback.due_on < self.as_of);
        }
        for dispute in case.disputes.iter().filter(|d| d.state.is_open() && d.due_on < self.as_of) {
            self.loads.entry(Some(dispute.owner.clone())).or_default().disputes_late += 1;
        }
        if case.items.iter().any(|item| item.open_minor > 0) {
            let load = self.loads.entry(owner).or_default();
            load.cases += 1;
            load.overdue_cases += u64::from(!case.balance.overdue.is_zero());
            case.balance.overdue.iter().for_each(|money: Money| load.overdue.add(money));
            let open = |state| matches!(state, PromiseState::Open | PromiseState::InGrace);
            let due = case.promises.iter().filter(|promise| open(promise.state) && promise.due_on <= soon);
            load.promises += u64::try_from(due.count()).unwrap_or(0);
        }
    }

    /// Adds what was summed over other cases.
    pub fn join(&mut self, other: Self) {
        for (login, more) in other.loads {
            let load = self.loads.entry(login).or_default();
            load.cases += more.cases;
            load.overdue_cases += more.overdue_cases;
            more.overdue.iter().for_each(|money| load.overdue.add(money));
            load.callbacks += more.callbacks;
            load.callbacks_late += more.callbacks_late;
            load.promises += more.promises;
            load.disputes_late += more.disputes_late;
        }
    }
}
