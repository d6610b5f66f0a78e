//! What a team has before it on a day: list by list what waits, what lies idle, what the next days bring; the alerts of the
//! house.
//! What never lives here: what people do meanwhile (see `store::read::desk`), a walk over the book, words.
//! `day` counts while it closes, `store` keeps it with the list, screens show it.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::absence::Absence;
use super::calendar::next_business_day;
use super::case::CaseRow;
use super::codes::Role;
use super::order::Capacity;
use super::person::Hours;
use super::queue::{Generation, Share};
use super::terms::CalendarId;
use super::values::{CaseId, Currency, Day, Instant, Login, Sums, Tag};
use super::view::View;

/// Working days looked ahead: a week.
pub const DAYS_AHEAD: usize = 5;
/// Cases told by name under one figure, the largest first; more is a list nobody reads to its end.
pub const CASES_TOLD_MAX: usize = 50;
/// Alerts of a house; more are a report.
pub const ALERTS_MAX: usize = 12;

/// Cases under a figure: how many, and the largest of them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Cases {
    /// How many.
    pub count: u32,
    /// The largest, each with what may be asked for or is overdue, minor units of the reporting currency.
    pub first: Vec<(CaseId, i64)>,
}

impl Cases {
    /// Takes in a case by name, as long as there is room; in the order in which they come.
    pub fn tell(&mut self, case: CaseId) {
        self.count += 1;
        if self.first.len() < CASES_TOLD_MAX {
            self.first.push((case, 0));
        }
    }

    fn add(&mut self, case: CaseId, minor: i64) {
        self.count += 1;
        self.first.push((case, minor));
        if self.first.len() >= 2 * CASES_TOLD_MAX {
            self.cut();
        }
    }

    fn join(&mut self, other: Self) {
        self.count += other.count;
        self.first.extend(other.first);
        self.cut();
    }

    fn cut(&mut self) {
        self.first.sort_unstable_by_key(|(case, minor)| (std::cmp::Reverse(*minor), *case));
        self.first.truncate(CASES_TOLD_MAX);
    }
}

/// A case whose place a person decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Marked {
    /// The case.
    pub case: CaseId,
    /// How.
    pub mark: String,
    /// First day on which it no longer counts.
    pub until: Day,
}

/// What one list has before it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Tally {
    /// Calls of the day.
    pub calls: u32,
    /// … tenths of a minute they are expected to take.
    pub tenths: u64,
    /// … what may be asked for, minor units of the reporting currency.
    pub minor: i64,
    /// Cases with something overdue, called today or not.
    pub overdue: u32,
    /// Cases with money promised.
    pub promised: u32,
    /// Cases that nobody touched for too long.
    pub idle: Cases,
    /// Calls that come back on each of the next working days, and tenths of a minute they are expected to take.
    pub ahead: [(u32, u64); DAYS_AHEAD],
    /// Cases pinned, passed over or put off.
    pub marked: Vec<Marked>,
}

/// What a finished list comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Total {
    /// Its calls.
    pub calls: u32,
    /// Tenths of a minute they are expected to take.
    pub tenths: u64,
    /// What may be asked for, minor units of the reporting currency.
    pub minor: i64,
}

/// A case as a tally takes it in.
#[derive(Debug, Clone, Copy)]
pub struct Seen {
    /// What may be asked for, minor units of the reporting currency; `None`: it is not called today.
    pub called_minor: Option<i64>,
    /// Tenths of a minute a call takes.
    pub tenths: u16,
    /// First day on which it is looked at again, when it is not called today.
    pub until: Option<Day>,
    /// Nobody touched it for too long.
    pub idle: bool,
}

impl Tally {
    fn see(&mut self, row: &CaseRow, ahead: &[Day; DAYS_AHEAD], seen: Seen) {
        self.overdue += u32::from(row.oldest_due.is_some());
        self.promised += u32::from(row.money.iter().any(|money| money.promised > 0));
        if let Some(minor) = seen.called_minor.filter(|_| seen.idle) {
            self.idle.add(row.case, minor);
        }
        // What comes back between two working days is called on the later one.
        let place = seen.until.and_then(|until| ahead.iter().position(|day| until <= *day));
        if let Some(slot) = place.and_then(|place| self.ahead.get_mut(place)) {
            slot.0 += 1;
            slot.1 += u64::from(seen.tenths);
        }
        if let Some((mark, until)) = row.mark
            && self.marked.len() < CASES_TOLD_MAX
        {
            self.marked.push(Marked { case: row.case, mark: mark.name().to_owned(), until });
        }
    }

    fn join(&mut self, other: Self) {
        self.overdue += other.overdue;
        self.promised += other.promised;
        self.idle.join(other.idle);
        for (slot, more) in self.ahead.iter_mut().zip(other.ahead) {
            *slot = (slot.0 + more.0, slot.1 + more.1);
        }
        self.marked.extend(other.marked);
        self.marked.truncate(CASES_TOLD_MAX);
    }
}

/// When a house wants to be told of a case. All that is said must hold; what is not said holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AlertRule {
    /// Its name, as shown.
    pub name: String,
    /// At least so much overdue, minor units of the reporting currency; other currencies count by their rate.
    pub overdue_minor: Option<i64>,
    /// The oldest item is at least so many days past due.
    pub late_days: Option<i32>,
    /// No contact for so many days, or never.
    pub silent_days: Option<i32>,
    /// At least so many promises broken.
    pub broken: Option<u32>,
    /// At least so many disputes wait.
    pub disputes: Option<u32>,
    /// Of this segment.
    pub segment: Option<Tag>,
}

impl AlertRule {
    /// True when the house wants to be told; `overdue_minor`: what is overdue in the reporting currency. `row` must speak of
    /// `day`.
    #[must_use]
    pub fn fits(&self, row: &CaseRow, day: Day, overdue_minor: i64) -> bool {
        let past = &row.profile;
        let late = row.oldest_due.map_or(0, |due| day.since(due));
        let silent = past.last_contact_on.map_or(i32::MAX, |last| day.since(last));
        row.oldest_due.is_some()
            && self.overdue_minor.is_none_or(|least| overdue_minor >= least)
            && self.late_days.is_none_or(|least| late >= least)
            && self.silent_days.is_none_or(|least| silent >= least)
            && self.broken.is_none_or(|least| past.broken >= least)
            && self.disputes.is_none_or(|least| u32::try_from(row.disputes.len()).unwrap_or(u32::MAX) >= least)
            && self.segment.is_none_or(|segment| past.segment == segment)
    }
}

/// What an alert found.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Alerted {
    /// The rule's name.
    pub name: String,
    /// Its cases, with what is overdue on each.
    pub cases: Cases,
    /// What is overdue on all of them, minor units of the reporting currency.
    pub overdue_minor: i64,
}

/// What a person should reach in a day; `None`: nothing was agreed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Targets {
    /// Calls made.
    pub calls: Option<u32>,
    /// Debtors spoken to.
    pub reached: Option<u32>,
    /// Promises taken.
    pub promises: Option<u32>,
}

/// The team's numbers of a house.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TeamRules {
    /// What it wants to be told of, in the order it is shown.
    pub alerts: Vec<AlertRule>,
    /// What everybody should reach in a day …
    pub targets: Targets,
    /// … and those with a line of their own.
    pub people: Vec<(Login, Targets)>,
    /// Views of the queue for everybody.
    pub views: Vec<View>,
}

impl TeamRules {
    /// What a person should reach in a day.
    #[must_use]
    pub fn targets(&self, who: &Login) -> Targets {
        self.people.iter().find(|(login, _)| login == who).map_or(self.targets, |(_, targets)| *targets)
    }
}

/// The team's day, as the close that made its list counted it.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct TeamDay {
    /// The working days looked ahead to.
    pub days: [Day; DAYS_AHEAD],
    /// List by list; `None`: nobody's.
    pub lists: Vec<(Option<Login>, Tally)>,
    /// The alerts that found something, or nothing, in the order of the rules.
    pub alerts: Vec<Alerted>,
}

impl TeamDay {
    /// Nothing counted yet for a list of `day`.
    #[must_use]
    pub fn new(day: Day, calendar: CalendarId, rules: &[AlertRule]) -> Self {
        let mut last = day;
        let days = std::array::from_fn(|_| {
            last = next_business_day(calendar, last);
            last
        });
        let alerts = rules.iter().map(|rule| Alerted { name: rule.name.clone(), ..Alerted::default() }).collect();
        Self { days, lists: vec![], alerts }
    }

    /// The place of somebody's list.
    pub fn place(&mut self, whose: Option<&Login>) -> usize {
        let place = self.lists.iter().position(|(login, _)| login.as_ref() == whose);
        place.unwrap_or_else(|| {
            self.lists.push((whose.cloned(), Tally::default()));
            self.lists.len() - 1
        })
    }

    /// Takes in a case that stands in the list at `place`, or is left out of it.
    pub fn see(&mut self, place: usize, row: &CaseRow, seen: Seen) {
        if let Some((_, tally)) = self.lists.get_mut(place) {
            tally.see(row, &self.days, seen);
        }
    }

    /// Says what the finished list of `whose` comes to: a line may still have gone with another one of its group.
    pub fn total(&mut self, whose: Option<&Login>, total: Total) {
        let place = self.place(whose);
        if let Some((_, tally)) = self.lists.get_mut(place) {
            (tally.calls, tally.tenths, tally.minor) = (total.calls, total.tenths, total.minor);
        }
    }

    /// Takes a case in under the alerts it fits.
    pub fn watch(&mut self, rules: &[AlertRule], row: &CaseRow, day: Day, overdue_minor: i64) {
        for (rule, alerted) in rules.iter().zip(&mut self.alerts) {
            if rule.fits(row, day, overdue_minor) {
                alerted.cases.add(row.case, overdue_minor);
                alerted.overdue_minor = alerted.overdue_minor.saturating_add(overdue_minor);
            }
        }
    }

    /// Adds what was counted over another part of the book.
    pub fn join(&mut self, other: Self) {
        for (whose, tally) in other.lists {
            match self.lists.iter_mut().find(|(login, _)| *login == whose) {
                Some((_, own)) => own.join(tally),
                None => self.lists.push((whose, tally)),
            }
        }
        for (own, more) in self.alerts.iter_mut().zip(other.alerts) {
            own.cases.join(more.cases);
            own.overdue_minor = own.overdue_minor.saturating_add(more.overdue_minor);
        }
    }

    /// In the order in which it is kept: nobody's list first, then by login; the largest cases under each figure.
    pub fn finish(&mut self) {
        self.lists.sort_by(|one, two| one.0.cmp(&two.0));
        self.lists.iter_mut().for_each(|(_, tally)| tally.idle.cut());
        self.alerts.iter_mut().for_each(|alerted| alerted.cases.cut());
    }

    /// What a list has before it.
    #[must_use]
    pub fn of(&self, whose: Option<&Login>) -> Option<&Tally> {
        self.lists.iter().find(|(login, _)| login.as_ref() == whose).map(|(_, tally)| tally)
    }
}

/// The team on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Team {
    /// The list they work from; `None`: there is none for the day.
    pub generation: Option<Generation>,
    /// Reporting currency.
    pub currency: Currency,
    /// What waits by list, and the alerts, as the close counted them.
    pub day: TeamDay,
    /// Everyone who has a list, works or is named here: nobody's list first, then by team and login.
    pub desks: Vec<Desk>,
    /// Names of the cases told one by one.
    pub names: BTreeMap<CaseId, String>,
}

/// One person, or (no login) what is nobody's.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Desk {
    /// Who.
    pub login: Option<Login>,
    /// What they are here; `None`: nobody named them.
    pub role: Option<Role>,
    /// Team; empty: none.
    pub team: String,
    /// When they work.
    pub hours: Option<Hours>,
    /// Away today, until.
    pub away: Option<Absence>,
    /// Cases in their hands at this moment, since when.
    pub now: Vec<(CaseId, Instant)>,
    /// What their list has before it.
    pub tally: Tally,
    /// Lines of the list with no contact today.
    pub left: u32,
    /// Cases contacted today.
    pub done: BTreeSet<CaseId>,
    /// Calls made.
    pub calls: u32,
    /// … debtors spoken to.
    pub reached: u32,
    /// … seconds on the phone.
    pub talk_seconds: u64,
    /// Cases with a promise taken today …
    pub promises: BTreeSet<CaseId>,
    /// … and what was promised.
    pub promised: Sums,
    /// Call-backs past their time.
    pub callbacks: Cases,
    /// Disputes of theirs past their day.
    pub disputes: Cases,
}

impl Team {
    /// How much of a desk's list fits into its day, as the close filled it.
    #[must_use]
    pub fn share(&self, desk: &Desk) -> Option<Share> {
        self.generation.as_ref()?.share(desk.login.as_ref())
    }
}

impl Desk {
    /// Tenths of a minute they have for calls on a day; none while they are away.
    #[must_use]
    pub fn hours_tenths(&self, day: Day, capacity: &Capacity) -> u32 {
        let away = self.away.as_ref().is_some_and(|away| away.from <= day && day <= away.until);
        if away { 0 } else { capacity.tenths_on(day, self.login.as_ref(), self.hours.as_ref()) }
    }
}

/// What is overdue of a case in `reporting`, by a way to convert minor units of another currency (`None`: no rate).
#[must_use]
pub fn overdue_in(row: &CaseRow, convert: impl Fn(i64, Currency) -> Option<i64>) -> i64 {
    row.money.iter().filter_map(|money| convert(money.overdue, money.currency)).fold(0, i64::saturating_add)
}
