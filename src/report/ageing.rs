//! The aged balance: what is open by how long it has been due, per currency and group, and the books it adds up to.
//! What never lives here: which day it is, how it is printed.
//! `cli::report` adds cases to it.

use std::collections::BTreeMap;

use crate::domain::case::aged::{Aged, AgedMoney, OpenDue};
use crate::domain::case::{Books, CaseState};
use crate::domain::codes::DisputeReason;
pub use crate::domain::measure::Buckets;
use crate::domain::values::{Currency, Day, Login};

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

/// Lines by group, in order of name, then by currency.
type Groups = Vec<(String, BTreeMap<Currency, Line>)>;

/// An aged balance in the making; complete when every case was added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ageing {
    /// The day it speaks of.
    pub as_of: Day,
    /// Its buckets.
    pub buckets: Buckets,
    /// What its lines stand for.
    pub by: By,
    groups: Groups,
    /// The books per currency, added up from the same cases by another way.
    pub books: BTreeMap<Currency, Books>,
}

impl Ageing {
    /// Nothing added yet.
    #[must_use]
    pub fn new(as_of: Day, buckets: Buckets, by: By) -> Self {
        Self { as_of, buckets, by, groups: vec![], books: BTreeMap::new() }
    }

    /// Adds a case, derived for the same day.
    pub fn add(&mut self, case: &CaseState) {
        self.add_aged(case.owner().as_ref(), &Aged::of(case));
    }

    /// Adds a case by what its row says, which must speak of the same day.
    pub fn add_aged(&mut self, collector: Option<&Login>, aged: &Aged) {
        let group = match self.by {
            By::All | By::Reason => "",
            By::Segment => aged.segment.as_str(),
            By::Collector => collector.map_or("", |login| login.0.as_str()),
        };
        for money in &aged.money {
            if let Some(books) = &money.books {
                self.books.entry(money.currency).or_default().add(books);
            }
            match self.by {
                By::Reason if !money.held.is_empty() => self.by_reason(money),
                By::Reason | By::All | By::Segment | By::Collector => self.whole(group, money),
            }
        }
    }

    /// Adds all of a case's money to one line.
    fn whole(&mut self, group: &str, money: &AgedMoney) {
        if money.open.is_empty() && money.unallocated == 0 {
            return;
        }
        let line = line(&mut self.groups, group, money.currency, &self.buckets);
        for due in &money.open {
            line.buckets[self.buckets.place(self.as_of.since(due.due_on))] += due.minor;
            line.items += u64::from(due.items);
        }
        line.cases += u64::from(!money.open.is_empty());
        line.disputed += money.disputed;
        line.promised += money.promised;
        line.unallocated += money.unallocated;
    }

    /// Adds a case's money to the lines of the reasons that hold it, and what is left to that of no reason.
    fn by_reason(&mut self, money: &AgedMoney) {
        let mut met: Vec<DisputeReason> = vec![];
        let mut rest: Vec<OpenDue> = money.open.clone();
        for held in &money.held {
            let bucket = self.buckets.place(self.as_of.since(held.due_on));
            let line = line(&mut self.groups, held.reason.name(), money.currency, &self.buckets);
            line.buckets[bucket] += held.minor;
            line.disputed += held.minor;
            line.items += u64::from(held.items);
            line.cases += u64::from(!met.contains(&held.reason));
            met.push(held.reason);
            for due in rest.iter_mut().filter(|due| due.due_on == held.due_on) {
                due.minor -= held.minor;
                due.items = due.items.saturating_sub(held.whole);
            }
        }
        rest.retain(|due| due.minor > 0);
        self.whole("", &AgedMoney { open: rest, held: vec![], disputed: 0, ..money.clone() });
    }

    /// Adds what was summed over other cases.
    pub fn join(&mut self, other: Self) {
        for (group, lines) in other.groups {
            for (currency, more) in lines {
                line(&mut self.groups, &group, currency, &self.buckets).add(&more);
            }
        }
        for (currency, books) in other.books {
            self.books.entry(currency).or_default().add(&books);
        }
    }

    /// Lines in order of group (a segment, login or reason; empty for none), each with its currency.
    pub fn lines(&self) -> impl Iterator<Item = (&str, Currency, &Line)> {
        self.groups
            .iter()
            .flat_map(|(group, of)| of.iter().map(move |(currency, line)| (group.as_str(), *currency, line)))
    }

    /// One line a currency over all groups; `cases` then counts a case once a group.
    #[must_use]
    pub fn totals(&self) -> BTreeMap<Currency, Line> {
        let mut totals: BTreeMap<Currency, Line> = BTreeMap::new();
        for (_, currency, line) in self.lines() {
            totals.entry(currency).or_insert_with(|| Line::new(&self.buckets)).add(line);
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

/// The line of a group in a currency, made where there is none; a name is copied only then.
fn line<'a>(groups: &'a mut Groups, group: &str, currency: Currency, buckets: &Buckets) -> &'a mut Line {
    let at = match groups.binary_search_by(|(name, _)| name.as_str().cmp(group)) {
        Ok(at) => at,
        Err(at) => {
            groups.insert(at, (group.to_owned(), BTreeMap::new()));
            at
        }
    };
    groups[at].1.entry(currency).or_insert_with(|| Line::new(buckets))
}
