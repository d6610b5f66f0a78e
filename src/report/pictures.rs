//! What people would look at rather than read: a year by month, contact success by weekday and hour, each caller's weeks.
//! What never lives here: how it is drawn, words, the aged balance and the roll rates (see `ageing`, `roll`).
//! `cli::report` adds cases to it.

use std::collections::BTreeMap;

use chrono::Datelike;

use super::figures::month_of;
use crate::domain::case::{Facts, TimelineWhat, derive, derive_with_applied, timeline};
use crate::domain::codes::{Channel, ContactClass, Direction, Outcome};
use crate::domain::values::{Currency, Day};

/// Months shown, the one under way included.
pub const MONTHS: usize = 12;
/// Weeks shown of each caller.
pub const WEEKS: usize = 12;
/// Days of calls behind the heat map.
const HEAT_DAYS: i32 = 365;

/// Calls made, and those that reached the right party.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tries {
    /// Made.
    pub made: u64,
    /// Reached.
    pub reached: u64,
}

impl Tries {
    fn add(&mut self, other: Self) {
        self.made += other.made;
        self.reached += other.reached;
    }
}

/// One month of one currency, minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Month {
    /// Open at its end.
    pub open: i64,
    /// … of it overdue.
    pub overdue: i64,
    /// Sold, credit notes taken off.
    pub sold: i64,
    /// Paid on invoices.
    pub paid: i64,
}

/// The sums behind the pictures; complete when every case was added.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pictures {
    as_of: Day,
    /// Ends of the months, the last one cut off at the day.
    pub ends: Vec<Day>,
    /// By currency, one each of [`Self::ends`].
    pub months: BTreeMap<Currency, Vec<Month>>,
    /// By weekday from Monday, and hour of the book's zone. Calls of which only the day is known are in none.
    pub heat: [[Tries; 24]; 7],
    /// By who called, week by week, the last ending on the day.
    pub weeks: BTreeMap<String, [Tries; WEEKS]>,
}

impl Pictures {
    /// Nothing added yet.
    #[must_use]
    pub fn new(as_of: Day) -> Self {
        let last = month_of(as_of);
        let first_of = |month: i32| {
            Day::from_ymd(month.div_euclid(12), month.rem_euclid(12).unsigned_abs() + 1, 1).unwrap_or(Day::MIN)
        };
        let back = i32::try_from(MONTHS).unwrap_or(12);
        let ends = (last - back + 1..=last).map(|month| first_of(month + 1).plus(-1).min(as_of)).collect();
        Self { as_of, ends, months: BTreeMap::new(), heat: <_>::default(), weeks: BTreeMap::new() }
    }

    /// Adds a case.
    pub fn add(&mut self, facts: &Facts) {
        let first = self.ends.first().map_or(0, |end| month_of(*end));
        for (at, end) in self.ends.clone().into_iter().enumerate() {
            for item in derive(facts, end).items.iter().filter(|item| item.open_minor > 0) {
                let month = self.month(item.amount.currency, at);
                month.open += item.open_minor;
                month.overdue += if item.is_overdue(end) { item.open_minor } else { 0 };
            }
        }
        let place = |day: Day| usize::try_from(month_of(day) - first).ok().filter(|at| *at < MONTHS);
        let as_of = self.as_of;
        for row in facts.invoices.iter().filter(|row| row.row.issued_on <= as_of) {
            if let Some(at) = place(row.row.issued_on) {
                self.month(row.row.amount.currency, at).sold += row.row.amount.minor;
            }
        }
        for part in derive_with_applied(facts, self.as_of).1 {
            if let Some(at) = place(part.on) {
                self.month(part.currency, at).paid += part.minor;
            }
        }
        self.calls(facts);
    }

    fn month(&mut self, currency: Currency, at: usize) -> &mut Month {
        &mut self.months.entry(currency).or_insert_with(|| vec![Month::default(); MONTHS])[at]
    }

    fn calls(&mut self, facts: &Facts) {
        for line in timeline(facts).iter().filter(|line| !line.undone && line.day <= self.as_of) {
            let TimelineWhat::Contact { channel: Channel::Call, direction: Direction::Out, outcome, .. } = &line.what
            else {
                continue;
            };
            let ago = self.as_of.since(line.day);
            let reached = outcome.map(Outcome::class) == Some(ContactClass::RightParty);
            let one = Tries { made: 1, reached: u64::from(reached) };
            if ago < HEAT_DAYS
                && let Some(minute) = facts.minutes.get(&line.at)
            {
                let weekday = usize::try_from(line.day.date().weekday().num_days_from_monday()).unwrap_or(0);
                self.heat[weekday][usize::from(minute / 60) % 24].add(one);
            }
            let week = usize::try_from(ago / 7).ok().and_then(|ago| (WEEKS - 1).checked_sub(ago));
            if let Some(week) = week {
                self.weeks.entry(line.who.clone()).or_default()[week].add(one);
            }
        }
    }

    /// Adds what was summed over other cases.
    pub fn join(&mut self, other: Self) {
        for (currency, months) in other.months {
            for (at, more) in months.into_iter().enumerate() {
                let month = self.month(currency, at);
                month.open += more.open;
                month.overdue += more.overdue;
                month.sold += more.sold;
                month.paid += more.paid;
            }
        }
        for (day, more) in self.heat.iter_mut().zip(other.heat) {
            day.iter_mut().zip(more).for_each(|(hour, more)| hour.add(more));
        }
        for (who, more) in other.weeks {
            self.weeks.entry(who).or_default().iter_mut().zip(more).for_each(|(week, more)| week.add(more));
        }
    }

    /// First and last hour in which anybody called.
    #[must_use]
    pub fn hours(&self) -> Option<(usize, usize)> {
        let called = |hour: &usize| self.heat.iter().any(|day| day[*hour].made > 0);
        Some(((0..24).find(called)?, (0..24).rev().find(called)?))
    }
}
