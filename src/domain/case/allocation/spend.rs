//! A receipt spent: on what it names, or on account in the order of the law; what is left waits for what is issued later.
//! What never lives here: the order of the days (see the module above), the order of debts (see `order`).
//! `allocation` hands it receipts and the invoices of a day.

use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};

use super::{Allocation, Item, Meant, Receipt, order, rank};
use crate::domain::ledger::ItemKey;
use crate::domain::values::{Currency, Day};

/// Open invoices of one currency by their place in line: those that are due, and those that are not yet.
#[derive(Debug, Clone, Default)]
pub(super) struct Open {
    due: BTreeSet<usize>,
    later: BTreeSet<usize>,
    /// Those not due yet, by due day.
    by_day: BTreeSet<(Day, usize)>,
}

impl Open {
    fn insert(&mut self, place: usize, due_on: Day) {
        self.later.insert(place);
        self.by_day.insert((due_on, place));
    }

    pub(super) fn remove(&mut self, place: usize, due_on: Day) {
        if !self.due.remove(&place) {
            self.later.remove(&place);
            self.by_day.remove(&(due_on, place));
        }
    }

    /// Those next in line on a day, in order: what is due as long as there is any. Days are asked for in order.
    fn next(&mut self, on: Day) -> &BTreeSet<usize> {
        while let Some((_, place)) = self.by_day.first().copied().filter(|(day, _)| *day <= on) {
            self.by_day.pop_first();
            self.later.remove(&place);
            self.due.insert(place);
        }
        if self.due.is_empty() { &self.later } else { &self.due }
    }
}

/// Receipts with something left, each in the order taken.
#[derive(Debug, Clone, Default)]
pub(super) struct Waiting {
    on_account: HashMap<Currency, VecDeque<usize>>,
    /// By the number of an invoice they name.
    named: HashMap<String, Vec<usize>>,
}

impl Allocation {
    /// Nothing allocated yet of these items, which stand by due day.
    pub(super) fn of(items: Vec<Item>) -> Self {
        let mut named: Vec<usize> = (0..items.len()).collect();
        named.sort_by(|a, b| by_number(&items[*a].key).cmp(&by_number(&items[*b].key)));
        let mut by_line: Vec<usize> = (0..items.len()).collect();
        // as they stand where nothing tells them apart but their days
        by_line.sort_by_key(|at| rank_of(&items[*at]));
        let mut line = vec![0; items.len()];
        for (place, at) in by_line.iter().enumerate() {
            line[*at] = place;
        }
        Self { items, named, line, by_line, ..Self::default() }
    }

    /// Invoices by day of issue.
    pub(super) fn issued(&self) -> BTreeMap<Day, Vec<usize>> {
        let mut all: BTreeMap<Day, Vec<usize>> = BTreeMap::new();
        for (at, item) in self.items.iter().enumerate().filter(|(_, item)| item.amount.minor >= 0) {
            all.entry(item.issued_on).or_default().push(at);
        }
        all
    }

    /// The place of an item.
    pub(super) fn place(&self, key: &ItemKey) -> Option<usize> {
        let found = self.named.binary_search_by(|at| by_number(&self.items[*at].key).cmp(&by_number(key)));
        found.ok().map(|at| self.named[at])
    }

    /// Places of the items of a number.
    fn of_number(&self, number: &str) -> &[usize] {
        let from = self.named.partition_point(|at| self.items[*at].key.number.as_str() < number);
        let more = self.named[from..].partition_point(|at| self.items[*at].key.number == number);
        &self.named[from..from + more]
    }

    /// Invoices of one day: what waited for them is spent, what names one of them first.
    pub(super) fn issue(&mut self, invoices: &[usize], on: Day) {
        let (mut named, mut currencies) = (BTreeSet::new(), BTreeSet::new());
        for at in invoices.iter().filter(|at| self.items[**at].open > 0) {
            let currency = self.items[*at].amount.currency;
            currencies.insert(currency);
            self.open.entry(currency).or_default().insert(self.line[*at], self.items[*at].due_on);
            named.extend(self.waiting.named.get(&self.items[*at].key.number).into_iter().flatten());
        }
        for receipt in named {
            self.spend(receipt, on);
        }
        for currency in currencies {
            while let Some(receipt) = self.waiting.on_account.get(&currency).and_then(|queue| queue.front()).copied() {
                self.spend(receipt, on);
                if self.receipts[receipt].rest > 0 {
                    break;
                }
                self.waiting.on_account.entry(currency).or_default().pop_front();
            }
        }
    }

    /// Takes a receipt: spends it, and keeps what is left for later.
    pub(super) fn receive(&mut self, receipt: Receipt) {
        let (at, on) = (self.receipts.len(), receipt.on);
        self.receipts.push(receipt);
        self.spend(at, on);
        let receipt = &mut self.receipts[at];
        if receipt.write_off {
            receipt.rest = 0;
        }
        if receipt.rest == 0 {
            return;
        }
        match &receipt.meant {
            Meant::Account => self.waiting.on_account.entry(receipt.currency).or_default().push_back(at),
            Meant::Invoice(key) => self.waiting.named.entry(key.number.clone()).or_default().push(at),
            Meant::Parts(parts) => {
                for (key, _) in parts {
                    self.waiting.named.entry(key.number.clone()).or_default().push(at);
                }
            }
        }
    }

    /// Spends what is left of a receipt on what is open.
    fn spend(&mut self, receipt: usize, on: Day) {
        let places = match &self.receipts[receipt].meant {
            Meant::Account => return self.spend_on_account(receipt, on),
            Meant::Invoice(named) => {
                let mut places = self.of_number(&named.number).to_vec();
                // the payer's own system first: the same number may live in two sources
                places.sort_by_key(|at| {
                    let key = &self.items[*at].key;
                    ((key.case, key.source) != (named.case, named.source), key.source != named.source, *at)
                });
                places
            }
            Meant::Parts(parts) => {
                let mut places: Vec<usize> = parts.iter().filter_map(|(key, _)| self.place(key)).collect();
                places.sort_unstable();
                places.dedup();
                places
            }
        };
        for at in places {
            let (of, item) = (&self.receipts[receipt], &self.items[at]);
            // an invoice of a later day is not open yet
            if of.currency == item.amount.currency && item.issued_on <= on {
                self.pay(at, receipt, of.wants(item), on);
            }
        }
    }

    /// Rank after rank as far as it goes; the last one in proportion.
    fn spend_on_account(&mut self, receipt: usize, on: Day) {
        let currency = self.receipts[receipt].currency;
        while self.receipts[receipt].rest > 0 {
            let Some(open) = self.open.get_mut(&currency) else { return };
            let mut next = open.next(on).iter().map(|place| self.by_line[*place]);
            let Some(first) = next.next() else { return };
            let rank = rank_of(&self.items[first]);
            let equals = next.take_while(|at| rank_of(&self.items[*at]) == rank);
            let equals: Vec<usize> = std::iter::once(first).chain(equals).collect();
            let amounts: Vec<i64> = equals.iter().map(|at| self.items[*at].open).collect();
            for (at, minor) in equals.into_iter().zip(order::share(self.receipts[receipt].rest, &amounts)) {
                self.pay(at, receipt, minor, on);
            }
        }
    }

    /// Pays at most `minor` of an item from a receipt.
    fn pay(&mut self, at: usize, receipt: usize, minor: i64, on: Day) {
        let (item, receipt) = (&mut self.items[at], &mut self.receipts[receipt]);
        let taken = minor.min(item.open).min(receipt.rest);
        if taken <= 0 {
            return;
        }
        receipt.rest -= taken;
        receipt.slices.push((at, taken));
        if let Meant::Parts(parts) = &mut receipt.meant {
            let mut left = taken;
            for (_, part) in parts.iter_mut().filter(|(key, _)| *key == item.key) {
                let used = left.min(*part);
                *part -= used;
                left -= used;
            }
        }
        item.paid += if receipt.is_payment() { taken } else { 0 };
        self.cut(at, taken, on);
    }
}

fn rank_of(item: &Item) -> order::Rank {
    rank(item.claim, item.due_on, item.issued_on)
}

/// What items are looked up by.
fn by_number(key: &ItemKey) -> (&str, crate::domain::values::CaseId, crate::domain::values::SourceId) {
    (&key.number, key.case, key.source)
}
