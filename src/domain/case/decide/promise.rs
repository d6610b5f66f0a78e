//! Promises: checked against what is open and against the limits of who takes them, with the terms frozen; withdrawn,
//! reported paid, approved or turned down.
//! What never lives here: judging a promise (see `case::promise`).
//! `decide` calls it; forms call `propose_promise` and `limits_passed`.

use super::note::note_text;
use super::{Scene, sum};
use crate::domain::calendar::{next_business_day, plus_business_days};
use crate::domain::case::state::PromiseView;
use crate::domain::case::{CaseState, promise};
use crate::domain::codes::{Method, Outcome, PromiseLimit, PromiseState};
use crate::domain::command::Refusal;
use crate::domain::event::{ContactMade, Event, Part, PromiseMade, Promiser, Replaced};
use crate::domain::terms::{Policy, PromiseLimits, PromiseRules};
use crate::domain::values::text::{NAME_CHARS_MAX, clean_line};
use crate::domain::values::{ActId, Currency, Day, EntryId, Money, Sums};

/// What is said when there is one too many on the same debt.
pub(super) const REFUSED_LIMIT: Refusal = Refusal::OverLimit { limit: PromiseLimit::OpenPerInvoice };

/// Most promises that one "it is paid" is noted on: no case has as many at a time.
const REPORTS_MAX: usize = 64;

/// What a promise form proposes: the rest of the promise that was last partially kept while it stands; else what may be
/// asked for today (else what is overdue, else what is open) in the currency that owes most; on the next working day;
/// zero euros when nothing is open.
#[must_use]
pub fn propose_promise(state: &CaseState, policy: &Policy, today: Day) -> (Money, Day) {
    let balance = &state.balance;
    let most =
        |sums: &Sums| sums.iter().filter(|m| m.minor > 0).max_by_key(|m| (m.minor, std::cmp::Reverse(m.currency)));
    let amount = most(&balance.collectable).or_else(|| most(&balance.overdue)).or_else(|| most(&balance.open));
    let amount = rest_to_promise(state).map(|(_, rest)| rest).or(amount);
    let last = today.plus(policy.promise_rules(&state.debtor.segment).collector.longest_days);
    let on = next_business_day(policy.calendar, today).min(last);
    (amount.unwrap_or(Money::new(0, Currency::EUR)), on)
}

/// The promise that was last partially kept and what is still open of it, while no newer one stands.
#[must_use]
pub fn rest_to_promise(state: &CaseState) -> Option<(&PromiseView, Money)> {
    let latest = state.promises.iter().find(|promise| promise.state.is_running() || promise.state.has_failed())?;
    let residue = latest.residue()?;
    let named = |item: &&crate::domain::case::state::ItemState| {
        item.amount.currency == residue.currency
            && (latest.covers.is_empty() || latest.covers.iter().any(|part| part.item == item.key))
    };
    let open: i64 = state.items.iter().filter(named).map(|item| item.collectable_minor(state.as_of)).sum();
    let rest = Money::new(residue.minor.min(open), residue.currency);
    (rest.minor > 0).then_some((latest, rest))
}

/// Where a limit lies, and where a promise stands to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// The last day it may be due.
    Last(Day),
    /// The least that may be promised.
    Least(Money),
    /// At most so many; with it there would be so many.
    Most {
        /// At most.
        most: u32,
        /// With it.
        with_it: u32,
    },
}

/// One limit of the house.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LimitView {
    /// Which.
    pub limit: PromiseLimit,
    /// Where it lies.
    pub bound: Bound,
    /// True when the promise goes beyond it.
    pub passed: bool,
}

/// Every limit of `limits`, and where a promise stands to it.
#[must_use]
pub fn limits_of(
    state: &CaseState,
    limits: &PromiseLimits,
    (amount, on): (Money, Day),
    covers: &[Part],
    replaces: Option<EntryId>,
) -> [LimitView; 4] {
    let currency = amount.currency;
    let overdue = i128::from(state.balance.overdue.minor(currency));
    let share = i64::try_from(overdue * i128::from(limits.smallest_bp) / 10_000).unwrap_or(i64::MAX);
    let open = |part: &Part| state.items.iter().find(|i| i.key == part.item).map_or(0, |i| i.open_minor);
    let all: i64 = if covers.is_empty() { state.balance.open.minor(currency) } else { covers.iter().map(open).sum() };
    let runs = |part: &Part| {
        let others = state.promises.iter().filter(|p| p.state.is_running() && Some(p.id) != replaces);
        others.filter(|p| p.covers.iter().any(|other| other.item == part.item)).count()
    };
    let with_it = covers.iter().map(runs).max().map_or(0, |others| u32::try_from(others + 1).unwrap_or(u32::MAX));
    let level = promise::level_to_come(state, covers, currency, replaces);
    let last = state.as_of.plus(limits.longest_days);
    let least = limits.smallest_minor.max(share).min(all);
    let (open_max, level_max) = (limits.open_per_invoice, limits.level_max);
    let view = |limit, bound, passed| LimitView { limit, bound, passed };
    [
        view(PromiseLimit::LongestDays, Bound::Last(last), on > last),
        view(PromiseLimit::SmallestAmount, Bound::Least(Money::new(least, currency)), amount.minor < least),
        view(PromiseLimit::OpenPerInvoice, Bound::Most { most: open_max, with_it }, with_it > open_max),
        view(PromiseLimit::Level, Bound::Most { most: level_max, with_it: level }, level > level_max),
    ]
}

/// The limits of `limits` that a promise goes beyond.
#[must_use]
fn limits_passed(
    state: &CaseState,
    limits: &PromiseLimits,
    promise: (Money, Day),
    covers: &[Part],
    replaces: Option<EntryId>,
) -> Vec<PromiseLimit> {
    let all = limits_of(state, limits, promise, covers, replaces);
    all.into_iter().filter(|view| view.passed).map(|view| view.limit).collect()
}

/// What is still to be promised of one that was partially kept, by invoice: of each no more than was promised and may be
/// asked for. Empty when it was on account, or nothing of its invoices is left.
#[must_use]
pub fn rest_by_invoice(state: &CaseState, promise: &PromiseView) -> Vec<Part> {
    let mut left = promise.residue().map_or(0, |rest| rest.minor);
    let part = |part: &Part| {
        let item = state.items.iter().find(|item| item.key == part.item)?;
        let minor = part.amount.minor.min(item.collectable_minor(state.as_of)).min(left);
        left -= minor;
        (minor > 0).then(|| Part { item: part.item.clone(), amount: Money::new(minor, part.amount.currency) })
    };
    promise.covers.iter().filter_map(part).collect()
}

/// A promise as asked for.
pub(super) struct Asked<'a> {
    pub amount: Money,
    pub on: Day,
    pub method: Option<Method>,
    pub covers: &'a [Part],
    pub by: Option<&'a Promiser>,
    pub replaces: Option<&'a Replaced>,
    pub note: &'a str,
}

impl Scene<'_> {
    fn rules(&self) -> &PromiseRules {
        self.policy.promise_rules(&self.state.debtor.segment)
    }

    pub(super) fn promise(&self, asked: &Asked<'_>) -> Result<Event, Refusal> {
        let (amount, on) = (asked.amount, asked.on);
        if amount.minor <= 0 {
            return Err(Refusal::AmountNotPositive);
        }
        let open = Money::new(self.state.balance.open.minor(amount.currency), amount.currency);
        if open.minor == 0 {
            return Err(Refusal::NothingOpen);
        } else if on < self.now.today {
            return Err(Refusal::DayInThePast(on));
        }
        let covers = self.covered_parts(asked.covers, amount, open)?;
        let replaces = asked.replaces.map(|replaced| self.replaced(replaced)).transpose()?;
        let over = self.limits(amount, on, &covers, replaces.as_ref().map(|replaced| replaced.promise))?;
        let terms = self.rules().terms(self.policy.calendar, asked.method, on);
        let by = asked.by.map(|by| Promiser { role: by.role, name: clean_line(&by.name, NAME_CHARS_MAX) });
        let (method, note) = (asked.method, note_text(asked.note)?);
        Ok(Event::PromiseRecorded(PromiseMade { amount, due_on: on, method, covers, terms, over, replaces, by, note }))
    }

    /// The parts an agreement covers: of what is open of each, adding up to its amount; none for the account.
    pub(super) fn covered_parts(&self, covers: &[Part], amount: Money, open: Money) -> Result<Vec<Part>, Refusal> {
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
        } else if amount.minor > open.minor {
            return Err(Refusal::AboveOpen { open });
        }
        Ok(covers)
    }

    /// The limits a collector's promise goes beyond; refused beyond a supervisor's, and for a supervisor beyond their own.
    fn limits(
        &self,
        amount: Money,
        on: Day,
        covers: &[Part],
        replaces: Option<EntryId>,
    ) -> Result<Vec<PromiseLimit>, Refusal> {
        let rules = self.rules();
        let passed = |limits| limits_passed(self.state, limits, (amount, on), covers, replaces);
        let (own, utmost) = rules.limits(self.who);
        match passed(&utmost).first() {
            Some(PromiseLimit::LongestDays) => {
                Err(Refusal::BeyondTerms { last: self.now.today.plus(utmost.longest_days) })
            }
            Some(limit) => Err(Refusal::OverLimit { limit: *limit }),
            None => Ok(passed(&own)),
        }
    }

    /// A running promise that gives way, and why.
    fn replaced(&self, replaced: &Replaced) -> Result<Replaced, Refusal> {
        let reason = note_text(&replaced.reason)?;
        let found = self.promise_of(replaced.promise)?;
        if reason.is_empty() {
            Err(Refusal::NothingSaid)
        } else if found.state.is_running() {
            Ok(Replaced { promise: found.id, reason })
        } else {
            Err(Refusal::AlreadySettled)
        }
    }

    fn promise_of(&self, promise: EntryId) -> Result<&PromiseView, Refusal> {
        let found = self.state.promises.iter().find(|p| p.id == promise);
        found.ok_or_else(|| Refusal::NoSuchEntry(promise.to_string()))
    }

    pub(super) fn withdraw(&self, promise: EntryId, by_debtor: bool) -> Result<Event, Refusal> {
        let state = self.promise_of(promise)?.state;
        if state.is_running() || state == PromiseState::PendingApproval {
            Ok(Event::PromiseWithdrawn { promise, by_debtor })
        } else {
            Err(Refusal::AlreadySettled)
        }
    }

    /// The debtor says the money is on its way: every promise that runs waits until it should have been seen.
    pub(super) fn reported(&self, contact: &ContactMade) -> Vec<Event> {
        if contact.outcome != Outcome::SaysPaid {
            return vec![];
        }
        let verify_by = plus_business_days(self.policy.calendar, contact.day, self.rules().verify_days);
        let waits = |p: &&PromiseView| matches!(p.state, PromiseState::Open | PromiseState::InGrace);
        let promises = self.state.promises.iter().filter(waits).filter(|_| verify_by >= self.now.today);
        let reported = |p: &PromiseView| Event::PromiseReportedPaid { promise: p.id, verify_by };
        promises.take(REPORTS_MAX).map(reported).collect()
    }

    /// Accepts or turns down what an act asked for beyond its author's limits. A supervisor's own limits apply.
    pub(super) fn approve(&self, act: ActId, refuse: Option<&str>) -> Result<Vec<Event>, Refusal> {
        let here = || self.state.promises.iter().filter(|p| p.id.act == act && !p.over.is_empty());
        let pending: Vec<&PromiseView> = here().filter(|p| p.state == PromiseState::PendingApproval).collect();
        if pending.is_empty() {
            if let Some(event) = self.approve_plan(act, refuse)? {
                return Ok(vec![event]);
            }
            if let Some(event) = self.approve_credit(act, refuse)? {
                return Ok(vec![event]);
            }
            if let Some(event) = self.approve_override(act, refuse)? {
                return Ok(vec![event]);
            }
            let settled = here().next().is_some();
            return Err(if settled { Refusal::AlreadySettled } else { Refusal::NothingToApprove(act) });
        }
        let mut events = vec![];
        for found in pending {
            let promise = found.id;
            events.push(if let Some(reason) = refuse {
                let reason = note_text(reason)?;
                if reason.is_empty() {
                    return Err(Refusal::NothingSaid);
                }
                Event::PromiseRefused { promise, reason }
            } else {
                self.limits(found.amount, found.due_on, &found.covers, found.replaces)?;
                Event::PromiseApproved { promise }
            });
        }
        Ok(events)
    }
}
