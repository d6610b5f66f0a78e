//! Cash to come, week by week: what is promised, weighed by how promises were kept, and what payers do by habit.
//! What never lives here: a model nobody can check; words.
//! `cli::report` adds cases to it.
//!
//! * A promise counts on its due day with what is left of it, weighed by the share of promised money that was paid
//!   (promises whose grace ended in the last year; half, as long as there were none).
//! * What is neither promised nor disputed nor held counts on its due day plus the payer's mean days late.
//! * What is later already than this payer ever is on average stands apart: habit says nothing of when it comes.

use std::collections::BTreeMap;

use super::figures::divided;
use crate::domain::case::CaseState;
use crate::domain::codes::PromiseState;
use crate::domain::values::{Currency, Day};

/// Days of past promises that weigh those to come.
const PAST_DAYS: i32 = 365;
/// Weight of a promise while none has ended, in 1/10,000.
const WEIGHT_UNKNOWN: i64 = 5_000;

/// One week, minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Week {
    /// Promised, as said.
    pub promised: i64,
    /// By the payers' habit.
    pub habit: i64,
}

/// One currency.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cash {
    /// Week by week from the day after the one it speaks of.
    pub weeks: Vec<Week>,
    /// Expected after the last week.
    pub beyond: i64,
    /// Later than the payer's habit already.
    pub past_habit: i64,
    /// In dispute or on hold.
    pub withheld: i64,
    promised_before: i64,
    paid_before: i64,
}

impl Cash {
    /// What a promise is weighed by, in 1/10,000.
    #[must_use]
    pub fn weight(&self) -> i64 {
        divided(self.paid_before, 10_000, self.promised_before).map_or(WEIGHT_UNKNOWN, |bp| bp.min(10_000))
    }

    /// A week's promises, weighed.
    #[must_use]
    pub fn weighed(&self, week: &Week) -> i64 {
        divided(week.promised, self.weight(), 10_000).unwrap_or(0)
    }
}

/// A forecast in the making.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Forecast {
    /// The day it speaks of.
    pub as_of: Day,
    weeks: usize,
    /// Per currency.
    pub cash: BTreeMap<Currency, Cash>,
}

impl Forecast {
    /// Nothing added yet.
    #[must_use]
    pub fn new(as_of: Day, weeks: usize) -> Self {
        Self { as_of, weeks, cash: BTreeMap::new() }
    }

    /// First and last day of a week.
    #[must_use]
    pub fn days(&self, week: usize) -> (Day, Day) {
        let first = self.as_of.plus(1 + 7 * i32::try_from(week).unwrap_or(i32::MAX / 14));
        (first, first.plus(6))
    }

    /// Adds a case, derived for the same day.
    pub fn add(&mut self, case: &CaseState) {
        for promise in &case.promises {
            let left = promise.amount.minor - promise.paid_minor;
            let currency = promise.amount.currency;
            if matches!(promise.state, PromiseState::Open | PromiseState::InGrace) {
                let week = self.week_of(promise.due_on.max(self.as_of.plus(1)));
                self.put(currency, week, left, true);
            } else if promise.grace_ends_on < self.as_of
                && promise.grace_ends_on >= self.as_of.plus(-PAST_DAYS)
                && matches!(promise.state, PromiseState::Kept | PromiseState::PartiallyKept | PromiseState::Broken)
            {
                let cash = self.of(currency);
                cash.promised_before += promise.amount.minor;
                cash.paid_before += promise.paid_minor;
            }
        }
        let past = &case.profile;
        let usual = past.late_days_sum.checked_div(i64::from(past.paid_count)).unwrap_or(0);
        let usual = i32::try_from(usual).unwrap_or(0);
        for item in case.items.iter().filter(|item| item.open_minor > 0) {
            let held = item.held_until.is_some_and(|until| until > self.as_of);
            let left = item.open_minor - item.disputed_minor - item.promised_minor;
            let withheld = item.disputed_minor + if held { left.max(0) } else { 0 };
            let currency = item.amount.currency;
            self.of(currency).withheld += withheld;
            if held || left <= 0 {
                continue;
            }
            let expected = item.due_on.plus(usual);
            if expected <= self.as_of {
                self.of(currency).past_habit += left;
            } else {
                let week = self.week_of(expected);
                self.put(currency, week, left, false);
            }
        }
    }

    /// Adds what was summed over other cases.
    pub fn join(&mut self, other: Self) {
        for (currency, more) in other.cash {
            let cash = self.of(currency);
            for (week, part) in cash.weeks.iter_mut().zip(&more.weeks) {
                week.promised += part.promised;
                week.habit += part.habit;
            }
            cash.beyond += more.beyond;
            cash.past_habit += more.past_habit;
            cash.withheld += more.withheld;
            cash.promised_before += more.promised_before;
            cash.paid_before += more.paid_before;
        }
    }

    fn of(&mut self, currency: Currency) -> &mut Cash {
        let weeks = self.weeks;
        self.cash.entry(currency).or_insert_with(|| Cash { weeks: vec![Week::default(); weeks], ..Cash::default() })
    }

    fn week_of(&self, day: Day) -> usize {
        usize::try_from((day.since(self.as_of) - 1) / 7).unwrap_or(0)
    }

    fn put(&mut self, currency: Currency, week: usize, minor: i64, promised: bool) {
        let cash = self.of(currency);
        match cash.weeks.get_mut(week) {
            Some(week) if promised => week.promised += minor,
            Some(week) => week.habit += minor,
            None => cash.beyond += minor,
        }
    }
}
