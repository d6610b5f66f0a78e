//! The aged balance: what is open by how long it has been due, per currency and group, and the books it adds up to.
//! What never lives here: which day it is, how it is printed.
//! `cli::report` adds cases to it.

use std::collections::BTreeMap;

use crate::domain::case::{Books, CaseState};
use crate::domain::ledger::ItemKey;
use crate::domain::values::{Currency, Day};

/// Most bounds of buckets: a table of more columns is read by nobody.
pub const BOUNDS_MAX: usize = 8;
/// Longest bound in days: five years, when a claim between traders lapses (C. com. L110-4).
pub const BOUND_DAYS_MAX: i32 = 1_827;

/// The buckets of an aged balance: not due, 1 to the first bound, …, beyond the last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Buckets(Vec<i32>);

impl Default for Buckets {
    fn default() -> Self {
        Self(vec![30, 60, 90])
    }
}

impl Buckets {
    /// From upper bounds in days past due; `None` unless they rise, from 1 to [`BOUND_DAYS_MAX`], at most [`BOUNDS_MAX`].
    #[must_use]
    pub fn new(bounds: Vec<i32>) -> Option<Self> {
        let rises = bounds.windows(2).all(|pair| pair[0] < pair[1]);
        let within = bounds.iter().all(|days| (1..=BOUND_DAYS_MAX).contains(days));
        (rises && within && !bounds.is_empty() && bounds.len() <= BOUNDS_MAX).then_some(Self(bounds))
    }

    /// How many, the one of what is not due included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len() + 2
    }

    /// Never: there is always what is not due and what is.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        false
    }

    /// The bucket of something that many days past due; 0 or less: not due.
    #[must_use]
    pub fn place(&self, days_past_due: i32) -> usize {
        if days_past_due <= 0 { 0 } else { 1 + self.0.partition_point(|bound| *bound < days_past_due) }
    }

    /// First and last day past due of a bucket; the first bucket is (0, 0), the last has no end.
    #[must_use]
    pub fn days(&self, bucket: usize) -> (i32, Option<i32>) {
        match bucket {
            0 => (0, Some(0)),
            1 => (1, self.0.first().copied()),
            _ => (self.0.get(bucket - 2).map_or(1, |bound| bound + 1), self.0.get(bucket - 1).copied()),
        }
    }
}

/// What lines of an aged balance stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum By {
    /// One line a currency.
    All,
    /// By the debtor's segment.
    Segment,
    /// By who has the case on the day.
    Collector,
    /// By the reason of the dispute that holds it; what is not disputed stands under no reason.
    Reason,
}

/// One line: a group in one currency, minor units.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Cases with something open in it.
    pub cases: u64,
    /// Open invoices.
    pub items: u64,
    /// Open, bucket by bucket.
    pub buckets: Vec<i64>,
    /// … of it disputed.
    pub disputed: i64,
    /// … of it promised.
    pub promised: i64,
    /// Payments and credit notes not allocated; not taken off the open amounts.
    pub unallocated: i64,
}

impl Line {
    fn new(buckets: &Buckets) -> Self {
        Self { cases: 0, items: 0, buckets: vec![0; buckets.len()], disputed: 0, promised: 0, unallocated: 0 }
    }

    /// Open in all.
    #[must_use]
    pub fn open(&self) -> i64 {
        self.buckets.iter().sum()
    }

    /// Past due.
    #[must_use]
    pub fn overdue(&self) -> i64 {
        self.buckets.iter().skip(1).sum()
    }

    fn add(&mut self, other: &Self) {
        self.cases += other.cases;
        self.items += other.items;
        self.buckets.iter_mut().zip(&other.buckets).for_each(|(sum, part)| *sum += part);
        self.disputed += other.disputed;
        self.promised += other.promised;
        self.unallocated += other.unallocated;
    }
}

/// An aged balance in the making; complete when every case was added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ageing {
    /// The day it speaks of.
    pub as_of: Day,
    /// Its buckets.
    pub buckets: Buckets,
    /// What its lines stand for.
    pub by: By,
    /// Lines by group (a segment, login or reason; empty for none) and currency.
    pub lines: BTreeMap<(String, Currency), Line>,
    /// The books per currency, added up from the same cases by another way.
    pub books: BTreeMap<Currency, Books>,
}

impl Ageing {
    /// Nothing added yet.
    #[must_use]
    pub fn new(as_of: Day, buckets: Buckets, by: By) -> Self {
        Self { as_of, buckets, by, lines: BTreeMap::new(), books: BTreeMap::new() }
    }

    /// Adds a case, derived for the same day.
    pub fn add(&mut self, case: &CaseState) {
        for (currency, books) in &case.books {
            self.books.entry(*currency).or_default().add(books);
        }
        let group = match self.by {
            By::All | By::Reason => "",
            By::Segment => case.debtor.segment.as_str(),
            By::Collector => case.assignment.as_ref().map_or(case.debtor.collector.as_str(), |a| a.to.0.as_str()),
        };
        let mut own: BTreeMap<(&str, Currency), Line> = BTreeMap::new();
        for item in case.items.iter().filter(|item| item.open_minor > 0) {
            let bucket = self.buckets.place(self.as_of.since(item.due_on));
            let mut left = item.open_minor;
            if self.by == By::Reason {
                for (reason, minor) in disputed(case, &item.key, item.disputed_minor) {
                    let line = own.entry((reason, item.amount.currency)).or_insert_with(|| Line::new(&self.buckets));
                    line.buckets[bucket] += minor;
                    line.disputed += minor;
                    line.items += 1;
                    left -= minor;
                }
            }
            if left > 0 {
                let line = own.entry((group, item.amount.currency)).or_insert_with(|| Line::new(&self.buckets));
                line.buckets[bucket] += left;
                line.items += 1;
                line.promised += item.promised_minor;
                line.disputed += if self.by == By::Reason { 0 } else { item.disputed_minor };
            }
        }
        for line in own.values_mut() {
            line.cases = 1;
        }
        for money in case.balance.unallocated.iter() {
            own.entry((group, money.currency)).or_insert_with(|| Line::new(&self.buckets)).unallocated += money.minor;
        }
        for ((group, currency), line) in own {
            let sum = self.lines.entry((group.to_owned(), currency)).or_insert_with(|| Line::new(&self.buckets));
            sum.add(&line);
        }
    }

    /// Adds what was summed over other cases.
    pub fn join(&mut self, other: Self) {
        for (key, line) in other.lines {
            self.lines.entry(key).or_insert_with(|| Line::new(&self.buckets)).add(&line);
        }
        for (currency, books) in other.books {
            self.books.entry(currency).or_default().add(&books);
        }
    }

    /// One line a currency over all groups; `cases` then counts a case once a group.
    #[must_use]
    pub fn totals(&self) -> BTreeMap<Currency, Line> {
        let mut totals: BTreeMap<Currency, Line> = BTreeMap::new();
        for ((_, currency), line) in &self.lines {
            totals.entry(*currency).or_insert_with(|| Line::new(&self.buckets)).add(line);
        }
        totals
    }

    /// What does not add up in a currency, minor units: the books against themselves, and the lines against the books.
    /// 0 or there is a fault.
    #[must_use]
    pub fn difference(&self, currency: Currency) -> i64 {
        let books = self.books.get(&currency).copied().unwrap_or_default();
        let open = self.totals().get(&currency).map_or(0, Line::open);
        if books.difference() == 0 { books.open - open } else { books.difference() }
    }
}

/// The open disputes that hold an item, each with how much of it: in the order they were opened, within what is disputed.
fn disputed(case: &CaseState, key: &ItemKey, disputed_minor: i64) -> Vec<(&'static str, i64)> {
    let mut left = disputed_minor;
    let mut out = vec![];
    for dispute in case.disputes.iter().rev().filter(|dispute| dispute.state.is_open()) {
        let part: i64 = dispute.parts.iter().filter(|part| part.item == *key).map(|part| part.amount.minor).sum();
        let minor = part.min(left);
        if minor > 0 {
            out.push((dispute.reason.name(), minor));
            left -= minor;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_has_one_bucket_and_the_buckets_tell_their_days() {
        let buckets = Buckets::new(vec![30, 60, 90]).unwrap();
        for day in -400..2_000 {
            let place = buckets.place(day);
            let (first, last) = buckets.days(place);
            assert!(day <= 0 && place == 0 || first <= day && last.is_none_or(|last| day <= last), "{day} in {place}");
        }
        assert_eq!([0, 1, 30, 31, 90, 91].map(|day| buckets.place(day)), [0, 1, 1, 2, 3, 4]);
        for bad in [vec![], vec![0], vec![30, 30], vec![60, 30], vec![3_000], (1..=9).collect()] {
            assert_eq!(Buckets::new(bad), None);
        }
    }
}
