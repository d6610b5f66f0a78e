//! Money due by a day — a promise, an instalment of a plan — and what was paid towards it.
//! What never lives here: what pays which invoice (see `allocation`), states (see `promise`, `plan`).
//! `derive` calls it. The rule:
//!
//! * A payment counts by its value date, from the day the pledge was made to its last day of grace; for named invoices what
//!   was allocated to them, else anything. Every cent counts once, for the pledge due first that it may count for.
//! * A payment that came back within the window of the pledge's terms never counted; one that came back later did, as it
//!   stood on the eve of its return.

use crate::domain::case::allocation::{Allocation, Receipt};
use crate::domain::terms::PromiseTerms;
use crate::domain::values::{Currency, Day, EntryId, Money};

/// Something due by a day.
#[derive(Debug, Clone)]
pub(super) struct Pledge {
    pub currency: Currency,
    /// What is due, minor units.
    pub minor: i64,
    /// Short by no more than this is kept.
    pub tolerance: i64,
    /// First value date that counts.
    pub from: Day,
    /// Last value date that counts.
    pub until: Day,
    pub due_on: Day,
    /// See `PromiseTerms::reversal_days`.
    pub reversal_days: i32,
    /// Places of the items it covers, rising; empty: the account.
    pub covers: Vec<usize>,
    /// Counted towards it.
    pub paid: i64,
    /// … with what came back within the window.
    gross: i64,
    /// Value date by which enough was paid.
    pub kept_on: Option<Day>,
    /// Day on which a payment that counted came back within the window: the last one.
    pub lost_on: Option<Day>,
    /// The plan it is an instalment of, when what one payment brings beyond it goes to the last ones of that plan.
    pub last_first: Option<EntryId>,
}

impl Pledge {
    /// One on the account, that nothing was paid towards yet.
    pub(super) fn new(amount: Money, due_on: Day, terms: &PromiseTerms) -> Self {
        Self {
            currency: amount.currency,
            minor: amount.minor,
            tolerance: terms.tolerance(amount.minor),
            from: Day::MIN,
            until: terms.grace_ends_on,
            due_on,
            reversal_days: terms.reversal_days,
            covers: vec![],
            paid: 0,
            gross: 0,
            kept_on: None,
            lost_on: None,
            last_first: None,
        }
    }

    /// As if nothing had been counted.
    pub(super) fn forget(&mut self) {
        (self.paid, self.gross, self.kept_on, self.lost_on) = (0, 0, None, None);
    }

    /// True for what takes only what nobody else may: money for missed instalments.
    const fn comes_last(&self) -> bool {
        self.due_on.0 == Day::MAX.0
    }

    /// True when something was paid, and what is short is within the tolerance.
    pub(super) fn is_kept(&self) -> bool {
        self.paid > 0 && self.minor - self.paid <= self.tolerance
    }

    /// True when both are about the same money.
    pub(super) fn shares_debt(&self, other: &Self) -> bool {
        let account = self.covers.is_empty() || other.covers.is_empty();
        let common = || self.covers.iter().any(|at| other.covers.binary_search(at).is_ok());
        self.currency == other.currency && (account || common())
    }

    fn may_count(&self, receipt: &Receipt, item: Option<usize>) -> bool {
        self.currency == receipt.currency
            && (self.from..=self.until).contains(&receipt.on)
            && (self.covers.is_empty() || item.is_some_and(|item| self.covers.binary_search(&item).is_ok()))
    }

    /// Takes what it may of `left`; what remains for others.
    fn take(&mut self, receipt: &Receipt, left: i64) -> i64 {
        let came_back = receipt.returned_on.filter(|day| day.since(receipt.on) <= self.reversal_days);
        let so_far = if came_back.is_some() { self.gross } else { self.paid };
        let taken = left.min(self.minor - so_far).max(0);
        self.gross += taken;
        if came_back.is_some() {
            self.lost_on = self.lost_on.max(came_back.filter(|_| taken > 0));
        } else {
            self.paid += taken;
            self.kept_on = self.kept_on.or_else(|| self.is_kept().then_some(receipt.on));
        }
        left - taken
    }
}

/// Counts every payment towards the pledges.
pub(super) fn count(all: &Allocation, mut pledges: Vec<&mut Pledge>) {
    if pledges.is_empty() {
        return;
    }
    pledges.sort_by_key(|pledge| pledge.due_on);
    let standing = all.receipts.iter().filter(|receipt| receipt.is_payment());
    let mut flows: Vec<&Receipt> = standing.chain(&all.returned).collect();
    flows.sort_by_key(|receipt| receipt.on);
    for receipt in flows {
        let allocated = receipt.slices.iter().map(|(item, minor)| (Some(*item), *minor));
        for (item, left) in allocated.chain([(None, receipt.rest)]) {
            share(&mut pledges, receipt, item, left);
        }
    }
}

/// Shares one slice of a payment out, to the pledges in their order.
fn share(pledges: &mut [&mut Pledge], receipt: &Receipt, item: Option<usize>, slice: i64) {
    let mut left = slice;
    let mut beyond: Vec<EntryId> = vec![];
    for pledge in pledges.iter_mut().filter(|pledge| !pledge.comes_last() && pledge.may_count(receipt, item)) {
        if pledge.last_first.is_some_and(|plan| beyond.contains(&plan)) {
            continue;
        }
        let before = left;
        left = pledge.take(receipt, left);
        beyond.extend(pledge.last_first.filter(|_| left < before));
    }
    if left == 0 {
        return;
    }
    let of_plan = |pledge: &&mut &mut Pledge| pledge.last_first.is_some_and(|plan| beyond.contains(&plan));
    for pledge in pledges.iter_mut().rev().filter(of_plan).filter(|pledge| pledge.may_count(receipt, item)) {
        left = pledge.take(receipt, left);
    }
    for pledge in pledges.iter_mut().filter(|pledge| pledge.comes_last() && pledge.may_count(receipt, item)) {
        left = pledge.take(receipt, left);
    }
}
