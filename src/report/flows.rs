//! What a period saw of money, sales and promises: the sums that figures are made of.
//! What never lives here: a ratio (see `figures`).
//! `figures` calls it.

use std::collections::BTreeMap;

use super::figures::{Period, divided, month_of};
use crate::domain::case::state::{ItemState, PromiseView};
use crate::domain::case::{Applied, Facts};
use crate::domain::codes::PromiseState;
use crate::domain::event::Event;
use crate::domain::ledger::InvoiceRow;
use crate::domain::values::Day;

/// Days past due beyond which a claim counts as old in the figures.
const OLD_DAYS: i32 = 90;

/// Stocks at both ends and payments between, one currency, minor units.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Money {
    pub begin: i64,
    pub begin_overdue: i64,
    pub end: i64,
    pub end_current: i64,
    pub end_overdue: i64,
    pub end_beyond_90: i64,
    pub end_disputed: i64,
    pub paid: i64,
    pub paid_of_begin: i64,
    pub paid_of_begin_overdue: i64,
    /// Minor units times days late; early counts 0.
    pub paid_days_late: i64,
    /// Written off in the period: gone from the stock, and nobody paid it.
    pub written_off: i64,
}

impl Money {
    pub(super) fn begins_with(&mut self, item: &ItemState, day: Day) {
        self.begin += item.open_minor;
        self.begin_overdue += if item.is_overdue(day) { item.open_minor } else { 0 };
    }

    pub(super) fn ends_with(&mut self, item: &ItemState, day: Day) {
        self.end_disputed += item.disputed_minor;
        self.ends(item.due_on, item.open_minor, day);
    }

    /// So much of what was due on a day is open at the end.
    pub(super) fn ends(&mut self, due_on: Day, minor: i64, day: Day) {
        self.end += minor;
        if due_on < day {
            self.end_overdue += minor;
            self.end_beyond_90 += if day.since(due_on) > OLD_DAYS { minor } else { 0 };
        } else {
            self.end_current += minor;
        }
    }

    pub(super) fn paid(&mut self, part: &Applied, period: Period) {
        self.paid += part.minor;
        self.paid_days_late += part.minor.saturating_mul(i64::from(part.on.since(part.due_on).max(0)));
        if part.issued_on < period.from {
            self.paid_of_begin += part.minor;
            self.paid_of_begin_overdue += if part.due_on < period.before() { part.minor } else { 0 };
        }
    }

    pub(super) fn join(&mut self, other: &Self) {
        self.begin += other.begin;
        self.begin_overdue += other.begin_overdue;
        self.end += other.end;
        self.end_current += other.end_current;
        self.end_overdue += other.end_overdue;
        self.end_beyond_90 += other.end_beyond_90;
        self.end_disputed += other.end_disputed;
        self.paid += other.paid;
        self.written_off += other.written_off;
        self.paid_of_begin += other.paid_of_begin;
        self.paid_of_begin_overdue += other.paid_of_begin_overdue;
        self.paid_days_late = self.paid_days_late.saturating_add(other.paid_days_late);
    }
}

/// Invoices less credit notes, tax included, by month of issue.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Sales {
    pub in_period: i64,
    months: BTreeMap<i32, i64>,
}

impl Sales {
    pub(super) fn add(&mut self, row: &InvoiceRow, period: Period) {
        self.in_period += if period.has(row.issued_on) { row.amount.minor } else { 0 };
        *self.months.entry(month_of(row.issued_on)).or_default() += row.amount.minor;
    }

    pub(super) fn join(&mut self, other: &Self) {
        self.in_period += other.in_period;
        for (month, minor) in &other.months {
            *self.months.entry(*month).or_default() += minor;
        }
    }

    /// The days of sales, counted back from `day` month by month, that what is open amounts to.
    pub(super) fn count_back(&self, open: i64, day: Day) -> CountBack {
        let (mut left, mut tenths, mut sold, mut last) = (open, 0, 0, day);
        while left > 0 {
            let month = month_of(last);
            if self.months.first_key_value().is_none_or(|(first, _)| month < *first) {
                return CountBack { days: None, sold };
            }
            let first = Day::from_ymd(month.div_euclid(12), month.rem_euclid(12).unsigned_abs() + 1, 1);
            let first = first.unwrap_or(Day::MIN);
            let days = i64::from(last.since(first)) + 1;
            let of_month = self.months.get(&month).copied().unwrap_or(0).max(0);
            sold += of_month;
            if of_month >= left {
                return CountBack { days: Some(tenths + divided(left, 10 * days, of_month).unwrap_or(0)), sold };
            }
            (left, tenths, last) = (left - of_month, tenths + 10 * days, first.plus(-1));
        }
        CountBack { days: Some(tenths), sold }
    }
}

/// What counting back came to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct CountBack {
    /// Tenths of days; `None`: there were not enough sales to cover what is open.
    pub days: Option<i64>,
    /// Sales of the months taken, the last one whole.
    pub sold: i64,
}

/// Promises whose grace ended in the period, one currency.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Promises {
    pub ended: u64,
    pub kept: u64,
    pub promised: i64,
    pub paid: i64,
}

impl Promises {
    /// Void, superseded and those taken back as our error say nothing of the debtor.
    pub(super) fn add(&mut self, promise: &PromiseView, facts: &Facts) {
        let by_debtor = || {
            facts.entries.iter().any(|entry| {
                matches!(entry.event, Event::PromiseWithdrawn { promise: id, by_debtor: true, .. } if id == promise.id)
            })
        };
        let judged = matches!(promise.state, PromiseState::Kept | PromiseState::PartiallyKept | PromiseState::Broken);
        if judged || promise.state == PromiseState::Withdrawn && by_debtor() {
            self.ended += 1;
            self.kept += u64::from(promise.state == PromiseState::Kept);
            self.promised += promise.amount.minor;
            self.paid += promise.paid_minor;
        }
    }

    pub(super) fn join(&mut self, other: &Self) {
        self.ended += other.ended;
        self.kept += other.kept;
        self.promised += other.promised;
        self.paid += other.paid;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::values::{Currency, Money as Amount};

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    /// The worked example of the trade: 30 + 31 + 21.4 days = 82.4.
    #[test]
    fn counting_back_takes_whole_months_and_a_part_of_the_last() {
        let period = Period { from: day("2026-09-01"), to: day("2026-09-30") };
        let mut sales = Sales::default();
        let sold = [("2026-07-10", 145_000), ("2026-08-05", 90_000), ("2026-09-03", 110_000)];
        for (on, minor) in sold {
            let issued_on = day(on);
            let amount = Amount::new(minor, Currency::EUR);
            sales.add(
                &InvoiceRow {
                    number: on.into(),
                    issued_on,
                    due_on: issued_on,
                    amount,
                    claim: crate::domain::ledger::Claim::PLAIN,
                },
                period,
            );
        }
        // 300,000 open: September whole (30 days), August whole (31), 100,000 of 145,000 of July: 21.4 days
        let back = |open| sales.count_back(open, day("2026-09-30"));
        assert_eq!(back(300_000), CountBack { days: Some(824), sold: 345_000 });
        assert_eq!(back(0), CountBack { days: Some(0), sold: 0 });
        assert_eq!(back(999_999), CountBack { days: None, sold: 345_000 });
        assert_eq!(sales.in_period, 110_000);
    }
}
