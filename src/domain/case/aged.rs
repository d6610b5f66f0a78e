//! What the aged balance reads of a case: its books, and what is open by due day, beside which lies what is disputed.
//! What never lives here: a bucket, a sum over cases (see `report::ageing`), how it is kept (see `store`).
//! The derived row holds one; `report` adds it up, from a stored row or from a state derived for a past day.
//!
//! Days stand here, not ages: as the calendar goes on an invoice changes its bucket, and this stays as it is.

use crate::domain::case::CaseState;
use crate::domain::case::books::Books;
use crate::domain::case::state::ItemState;
use crate::domain::codes::DisputeReason;
use crate::domain::values::{Currency, Day};

/// One case.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Aged {
    /// Segment of the portfolio, as the latest row writes it.
    pub segment: String,
    /// Day of the last row of the ledger behind it. Where nothing was recorded here all of this is the same from then on,
    /// up to the day of the state.
    pub ledger_on: Day,
    /// Per currency, by code.
    pub money: Vec<AgedMoney>,
}

/// One currency of a case, minor units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AgedMoney {
    /// The currency.
    pub currency: Currency,
    /// Its books; none where nothing was invoiced or received in it.
    pub books: Option<Books>,
    /// Payments and credit notes not allocated.
    pub unallocated: i64,
    /// In open disputes.
    pub disputed: i64,
    /// Covered by open promises.
    pub promised: i64,
    /// What is open, earliest due day first.
    pub open: Vec<OpenDue>,
    /// … of it what a dispute holds, by due day and reason.
    pub held: Vec<HeldDue>,
}

/// Open invoices of one due day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenDue {
    /// The day.
    pub due_on: Day,
    /// Open on them.
    pub minor: i64,
    /// How many.
    pub items: u32,
}

/// What open disputes of one reason hold of the invoices of one due day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeldDue {
    /// The day.
    pub due_on: Day,
    /// Why.
    pub reason: DisputeReason,
    /// How much.
    pub minor: i64,
    /// Of how many invoices.
    pub items: u32,
    /// … of these, how many have nothing else open once this is taken.
    pub whole: u32,
}

impl AgedMoney {
    fn new(currency: Currency) -> Self {
        Self { currency, books: None, unallocated: 0, disputed: 0, promised: 0, open: vec![], held: vec![] }
    }
}

impl Aged {
    /// Of a state; days ago or today alike.
    #[must_use]
    pub fn of(case: &CaseState) -> Self {
        let mut aged = Self { segment: case.debtor.segment.clone(), ledger_on: case.ledger_on, money: vec![] };
        for (currency, books) in &case.books {
            aged.of_currency(*currency).books = Some(*books);
        }
        for money in case.balance.unallocated.iter().filter(|money| money.minor != 0) {
            aged.of_currency(money.currency).unallocated = money.minor;
        }
        for item in case.items.iter().filter(|item| item.open_minor > 0) {
            let money = aged.of_currency(item.amount.currency);
            money.disputed += item.disputed_minor;
            money.promised += item.promised_minor;
            let at = money.open.partition_point(|due| due.due_on < item.due_on);
            match money.open.get_mut(at).filter(|due| due.due_on == item.due_on) {
                Some(due) => {
                    due.minor += item.open_minor;
                    due.items += 1;
                }
                None => money.open.insert(at, OpenDue { due_on: item.due_on, minor: item.open_minor, items: 1 }),
            }
            if item.disputed_minor > 0 {
                hold(money, case, item);
            }
        }
        aged
    }

    fn of_currency(&mut self, currency: Currency) -> &mut AgedMoney {
        let at = self.money.partition_point(|money| money.currency < currency);
        if self.money.get(at).is_none_or(|money| money.currency != currency) {
            self.money.insert(at, AgedMoney::new(currency));
        }
        &mut self.money[at]
    }
}

/// The open disputes that hold an item, each with how much of it: in the order they were opened, within what is disputed.
fn hold(money: &mut AgedMoney, case: &CaseState, item: &ItemState) {
    let (mut left, mut rest) = (item.disputed_minor, item.open_minor);
    for dispute in case.disputes.iter().rev().filter(|dispute| dispute.state.is_open()) {
        let part: i64 = dispute.parts.iter().filter(|part| part.item == item.key).map(|part| part.amount.minor).sum();
        let minor = part.min(left);
        if minor <= 0 {
            continue;
        }
        (left, rest) = (left - minor, rest - minor);
        let whole = u32::from(rest == 0);
        let key = (item.due_on, dispute.reason);
        let at = money.held.partition_point(|held| (held.due_on, held.reason) < key);
        match money.held.get_mut(at).filter(|held| (held.due_on, held.reason) == key) {
            Some(held) => {
                held.minor += minor;
                held.items += 1;
                held.whole += whole;
            }
            None => {
                money.held.insert(at, HeldDue { due_on: item.due_on, reason: dispute.reason, minor, items: 1, whole });
            }
        }
    }
}
