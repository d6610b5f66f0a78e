//! The figures of a period (`domain.md` §2.5): each with the two numbers it is made of, so that anybody can check it.
//! What never lives here: words, formulas as people read them (see `locales`, `figure-CODE`), a float.
//! `cli::report` adds cases and reads the list.
//!
//! Ratios are whole numbers in 1/10,000, days in tenths, money in minor units; all rounded half up, once, at the end.

use std::collections::BTreeMap;

use chrono::Datelike;

use super::flows::{Contacts, Money, Promises, Sales};
use super::roll::{self, Roll};
use crate::domain::case::{Facts, derive, derive_with_applied};
use crate::domain::codes::NextAction;
use crate::domain::values::{Currency, Day};

/// The first and last day of what is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// First day.
    pub from: Day,
    /// Last day; stocks are as of its end.
    pub to: Day,
}

impl Period {
    /// Days in it, both ends counted.
    #[must_use]
    pub fn days(&self) -> i64 {
        i64::from(self.to.since(self.from)) + 1
    }

    /// True on its days.
    #[must_use]
    pub fn has(&self, day: Day) -> bool {
        (self.from..=self.to).contains(&day)
    }

    /// The day before it begins: stocks at its start are as of the end of that day.
    #[must_use]
    pub fn before(&self) -> Day {
        self.from.plus(-1)
    }
}

/// A figure's unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// A share, in 1/10,000.
    Share,
    /// Days, in tenths.
    Days,
    /// Minor units of its currency.
    Money,
    /// A plain number, in tenths.
    Number,
}

/// One figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// Kebab-case name; `locales` has its title (`figure-CODE`) and formula (`figure-CODE-formula`).
    pub code: &'static str,
    /// Of which currency; `None`: it counts things.
    pub currency: Option<Currency>,
    /// What it is measured in.
    pub unit: Unit,
    /// The figure; `None`: what it divides by is nothing.
    pub value: Option<i64>,
    /// What stands above and below the line (minor units, or counts).
    pub parts: (i64, i64),
    /// True when above the line stands money times days.
    pub money_days: bool,
}

/// Every code, in the order they are listed.
pub const CODES: [&str; 22] = [
    "dso",
    "dso-count-back",
    "best-possible-dso",
    "average-days-delinquent",
    "weighted-delay",
    "collection-effectiveness",
    "recovery-rate",
    "recovery-rate-overdue",
    "liquidation-rate",
    "unpaid-rate",
    "current-share",
    "beyond-90-share",
    "dispute-rate",
    "cure-rate",
    "kept-rate",
    "kept-rate-amount",
    "right-party-rate",
    "contact-rate",
    "promise-rate",
    "calls-per-debtor",
    "activation-rate",
    "coverage",
];

/// The sums behind all figures of a period; complete when every case was added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sums {
    period: Period,
    money: BTreeMap<Currency, Money>,
    sales: BTreeMap<Currency, Sales>,
    promises: BTreeMap<Currency, Promises>,
    contacts: Contacts,
    open_cases: u64,
    paying_cases: u64,
    overdue_cases: u64,
    planned_cases: u64,
    overdue_before: u64,
    cured_cases: u64,
    rolls: BTreeMap<Currency, Roll>,
}

impl Sums {
    /// Nothing added yet.
    #[must_use]
    pub fn new(period: Period) -> Self {
        Self {
            period,
            money: BTreeMap::new(),
            sales: BTreeMap::new(),
            promises: BTreeMap::new(),
            contacts: Contacts::default(),
            open_cases: 0,
            paying_cases: 0,
            overdue_cases: 0,
            planned_cases: 0,
            overdue_before: 0,
            cured_cases: 0,
            rolls: BTreeMap::new(),
        }
    }

    /// Adds a case.
    pub fn add(&mut self, facts: &Facts) {
        let before = derive(facts, self.period.before());
        let (after, applied) = derive_with_applied(facts, self.period.to);
        let paid: Vec<_> = applied.iter().filter(|part| self.period.has(part.on)).collect();
        for part in &paid {
            self.money.entry(part.currency).or_default().paid(part, self.period);
        }
        for item in before.items.iter().filter(|item| item.open_minor > 0) {
            self.money.entry(item.amount.currency).or_default().begins_with(item, self.period.before());
        }
        for item in after.items.iter().filter(|item| item.open_minor > 0) {
            self.money.entry(item.amount.currency).or_default().ends_with(item, self.period.to);
        }
        let mut given_up = false;
        for (currency, books) in &after.books {
            let was = before.books.iter().find(|(one, _)| one == currency).map_or(0, |(_, books)| books.written_off);
            self.money.entry(*currency).or_default().written_off += books.written_off - was;
            given_up |= books.written_off > was;
        }
        for row in facts.invoices.iter().filter(|row| row.row.issued_on <= self.period.to) {
            self.sales.entry(row.row.amount.currency).or_default().add(&row.row, self.period);
        }
        for promise in after.promises.iter().filter(|promise| self.period.has(promise.grace_ends_on)) {
            self.promises.entry(promise.amount.currency).or_default().add(promise, facts);
        }
        self.contacts.add(facts, self.period);
        let open_before = before.items.iter().any(|item| item.open_minor > 0);
        let overdue = after.items.iter().any(|item| item.is_overdue(self.period.to));
        self.open_cases += u64::from(open_before);
        self.paying_cases += u64::from(open_before && !paid.is_empty());
        self.overdue_cases += u64::from(overdue);
        self.planned_cases += u64::from(overdue && after.next_action != NextAction::Nothing);
        let overdue_before = before.items.iter().any(|item| item.is_overdue(self.period.before()));
        self.overdue_before += u64::from(overdue_before);
        self.cured_cases += u64::from(overdue_before && !overdue && !given_up);
        roll::add(&mut self.rolls, &before, &after);
    }

    /// Adds what was summed over other cases.
    pub fn join(&mut self, other: Self) {
        for (currency, money) in other.money {
            self.money.entry(currency).or_default().join(&money);
        }
        for (currency, sales) in other.sales {
            self.sales.entry(currency).or_default().join(&sales);
        }
        for (currency, promises) in other.promises {
            self.promises.entry(currency).or_default().join(&promises);
        }
        self.contacts.join(&other.contacts);
        self.open_cases += other.open_cases;
        self.paying_cases += other.paying_cases;
        self.overdue_cases += other.overdue_cases;
        self.planned_cases += other.planned_cases;
        self.overdue_before += other.overdue_before;
        self.cured_cases += other.cured_cases;
        for (currency, roll) in other.rolls {
            self.rolls.entry(currency).or_default().join(&roll);
        }
    }

    /// Where what was open at the start stands at the end, per currency.
    #[must_use]
    pub fn rolls(&self) -> &BTreeMap<Currency, Roll> {
        &self.rolls
    }

    /// All figures, in the order of [`CODES`], each currency in turn.
    #[must_use]
    pub fn figures(&self) -> Vec<Figure> {
        let mut out = vec![];
        let mut currencies: Vec<Currency> = self.money.keys().chain(self.sales.keys()).copied().collect();
        currencies.sort_unstable();
        currencies.dedup();
        for currency in currencies {
            self.of_currency(currency, &mut out);
        }
        for (currency, promises) in &self.promises {
            out.push(share("kept-rate-amount", Some(*currency), promises.paid, promises.promised));
        }
        let ended: u64 = self.promises.values().map(|promises| promises.ended).sum();
        let kept: u64 = self.promises.values().map(|promises| promises.kept).sum();
        let contacts = &self.contacts;
        out.extend([
            share("kept-rate", None, number(kept), number(ended)),
            share("right-party-rate", None, number(contacts.right_party), number(contacts.attempts)),
            share("contact-rate", None, number(contacts.right_party + contacts.third_party), number(contacts.attempts)),
            share("promise-rate", None, number(contacts.promises), number(contacts.right_party)),
            ratio("calls-per-debtor", None, Unit::Number, 10, number(contacts.attempts), number(contacts.called)),
            share("activation-rate", None, number(self.paying_cases), number(self.open_cases)),
            share("cure-rate", None, number(self.cured_cases), number(self.overdue_before)),
            share("coverage", None, number(self.planned_cases), number(self.overdue_cases)),
        ]);
        out.sort_by_key(|figure| CODES.iter().position(|code| *code == figure.code));
        out
    }

    fn of_currency(&self, currency: Currency, out: &mut Vec<Figure>) {
        let money = self.money.get(&currency).cloned().unwrap_or_default();
        let sales = self.sales.get(&currency).cloned().unwrap_or_default();
        let days = self.period.days();
        let days_of = |code, above: i64| Figure {
            parts: (above, sales.in_period),
            ..ratio(code, Some(currency), Unit::Days, 10 * days, above, sales.in_period)
        };
        let dso = days_of("dso", money.end);
        let best = days_of("best-possible-dso", money.end_current);
        let late = dso.value.zip(best.value).map(|(dso, best)| dso - best);
        let back = sales.count_back(money.end, self.period.to);
        let moved = money.begin + sales.in_period;
        let of = |code, above, below| share(code, Some(currency), above, below);
        out.extend([
            Figure { value: back.days, parts: (money.end, back.sold), ..days_of("dso-count-back", money.end) },
            Figure { value: late, parts: (money.end - money.end_current, sales.in_period), ..dso.clone() }
                .named("average-days-delinquent"),
            dso,
            best,
            Figure {
                money_days: true,
                ..ratio("weighted-delay", Some(currency), Unit::Days, 10, money.paid_days_late, money.paid)
            },
            of("collection-effectiveness", moved - money.end - money.written_off, moved - money.end_current),
            of("recovery-rate", money.paid_of_begin, money.begin),
            of("recovery-rate-overdue", money.paid_of_begin_overdue, money.begin_overdue),
            of("liquidation-rate", money.paid, moved),
            of("unpaid-rate", money.end_overdue, money.end),
            of("current-share", money.end_current, money.end),
            of("beyond-90-share", money.end_beyond_90, money.end),
            of("dispute-rate", money.end_disputed, money.end),
        ]);
    }
}

impl Figure {
    fn named(self, code: &'static str) -> Self {
        Self { code, ..self }
    }
}

/// The month a day lies in, counted from year 0.
pub(super) fn month_of(day: Day) -> i32 {
    let date = day.date();
    date.year() * 12 + i32::try_from(date.month0()).unwrap_or(0)
}

fn number(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

fn share(code: &'static str, currency: Option<Currency>, above: i64, below: i64) -> Figure {
    ratio(code, currency, Unit::Share, 10_000, above, below)
}

/// `above` × `scale` ÷ `below`, rounded half up; nothing below: no figure.
fn ratio(code: &'static str, currency: Option<Currency>, unit: Unit, scale: i64, above: i64, below: i64) -> Figure {
    Figure { code, currency, unit, value: divided(above, scale, below), parts: (above, below), money_days: false }
}

/// `above` × `scale` ÷ `below`, rounded half up; `None` unless something is below.
#[must_use]
pub fn divided(above: i64, scale: i64, below: i64) -> Option<i64> {
    if below <= 0 {
        return None;
    }
    let (exact, below) = (i128::from(above) * i128::from(scale), i128::from(below));
    i64::try_from((2 * exact + below).div_euclid(2 * below)).ok()
}
