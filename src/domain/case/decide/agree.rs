//! Promises: what the debtor agrees to, checked against what is open, with the terms frozen.
//! What never lives here: judging a promise (see `promise`).
//! `decide` calls it; forms call `propose_promise`.

use super::note::note_text;
use super::{Scene, sum};
use crate::domain::calendar::{next_business_day, plus_business_days};
use crate::domain::case::CaseState;
use crate::domain::codes::{Method, PromiseState};
use crate::domain::command::Refusal;
use crate::domain::event::{Event, Part, PromiseMade};
use crate::domain::terms::{Policy, PromiseTerms};
use crate::domain::values::{Currency, Day, EntryId, Money, Sums};

/// What a promise form proposes: what may be asked for today (else what is overdue, else what is open) in the currency
/// that owes most, on the next working day; zero euros when nothing is open.
#[must_use]
pub fn propose_promise(state: &CaseState, policy: &Policy, today: Day) -> (Money, Day) {
    let balance = &state.balance;
    let most =
        |sums: &Sums| sums.iter().filter(|m| m.minor > 0).max_by_key(|m| (m.minor, std::cmp::Reverse(m.currency)));
    let amount = most(&balance.collectable).or_else(|| most(&balance.overdue)).or_else(|| most(&balance.open));
    let last = today.plus(policy.promise_days_max);
    let on = next_business_day(policy.calendar, today).min(last);
    (amount.unwrap_or(Money::new(0, Currency::EUR)), on)
}

impl Scene<'_> {
    pub(super) fn promise(
        &self,
        amount: Money,
        on: Day,
        method: Option<Method>,
        covers: &[Part],
        note: &str,
    ) -> Result<Event, Refusal> {
        if amount.minor <= 0 {
            return Err(Refusal::AmountNotPositive);
        }
        let open = Money::new(self.state.balance.open.minor(amount.currency), amount.currency);
        if open.minor == 0 {
            return Err(Refusal::NothingOpen);
        }
        let last = self.now.today.plus(self.policy.promise_days_max);
        if on < self.now.today {
            return Err(Refusal::DayInThePast(on));
        } else if on > last {
            return Err(Refusal::BeyondTerms { last });
        }
        let covers = self.parts(covers, amount.currency)?;
        for part in &covers {
            let item = self.item(&part.item)?;
            if part.amount.minor > item.open_minor {
                return Err(Refusal::AboveOpen { open: Money::new(item.open_minor, amount.currency) });
            }
        }
        let parts = sum(&covers, amount.currency);
        if !covers.is_empty() && parts != amount {
            return Err(Refusal::PartsDiffer { parts });
        }
        if amount.minor > open.minor {
            return Err(Refusal::AboveOpen { open });
        }
        let grace_days = self.policy.grace_days(method);
        let terms = PromiseTerms {
            tolerance_minor: self.policy.tolerance_minor,
            tolerance_bp: self.policy.tolerance_bp,
            tolerance_cap_minor: self.policy.tolerance_cap_minor,
            grace_days,
            calendar: self.policy.calendar,
            grace_ends_on: plus_business_days(self.policy.calendar, on, grace_days),
        };
        Ok(Event::PromiseRecorded(PromiseMade { amount, due_on: on, method, covers, terms, note: note_text(note)? }))
    }

    pub(super) fn withdraw(&self, promise: EntryId, by_debtor: bool) -> Result<Event, Refusal> {
        let found = self.state.promises.iter().find(|p| p.id == promise);
        match found.ok_or_else(|| Refusal::NoSuchEntry(promise.to_string()))?.state {
            PromiseState::Open | PromiseState::InGrace => Ok(Event::PromiseWithdrawn { promise, by_debtor }),
            PromiseState::Kept
            | PromiseState::PartiallyKept
            | PromiseState::Broken
            | PromiseState::Withdrawn
            | PromiseState::Void => Err(Refusal::AlreadySettled),
        }
    }
}
