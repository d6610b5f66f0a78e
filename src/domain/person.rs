//! People who work here: role, team, hours, rights given beyond the role, and how far they may go alone.
//! What never lives here: what a role may do (see `rights`), where people are kept (see `store::people`).
//! `store` keeps them; `rights`, `case::decide` and `order` read them.

use chrono::Weekday;
use serde::{Deserialize, Serialize};

use super::codes::{Right, Role};
use super::values::{Day, Login};

/// Most spans of work in one day: morning, afternoon, evening, and one to spare.
pub const SPANS_MAX: usize = 4;
/// Names a refusal tells to ask: more than three is a list nobody reads.
pub const ASK_MAX: usize = 3;
const DAY_MINUTES: u16 = 24 * 60;
const WEEK: [(Weekday, &str); 7] = [
    (Weekday::Mon, "mon"),
    (Weekday::Tue, "tue"),
    (Weekday::Wed, "wed"),
    (Weekday::Thu, "thu"),
    (Weekday::Fri, "fri"),
    (Weekday::Sat, "sat"),
    (Weekday::Sun, "sun"),
];

/// A person of the book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Login.
    pub login: Login,
    /// Role.
    pub role: Role,
    /// Users of the operating system that may work under this login.
    pub os_users: Vec<String>,
    /// Team; empty: none.
    pub team: String,
    /// When they work; `None`: as long as the house says, on every working day.
    pub hours: Option<Hours>,
    /// What they may beyond their role.
    pub given: Vec<Right>,
    /// How far they may go alone.
    pub limits: Limits,
}

impl Person {
    /// Somebody of whom only the role is known.
    #[must_use]
    pub const fn new(login: Login, role: Role, os_users: Vec<String>) -> Self {
        Self { login, role, os_users, team: String::new(), hours: None, given: vec![], limits: Limits::HOUSE }
    }
}

/// One's own limits; what is `None` is as the house says of the role.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Limits {
    /// Longest delay of a promise, in days from today.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub promise_days: Option<i32>,
    /// Most instalments of a plan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub instalments: Option<u16>,
    /// Most credited in one dispute, minor units of the reporting currency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit_minor: Option<i64>,
    /// Most written off at once, minor units of the reporting currency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub write_off_minor: Option<i64>,
}

impl Limits {
    /// As the house says of the role.
    pub const HOUSE: Self = Self { promise_days: None, instalments: None, credit_minor: None, write_off_minor: None };
}

/// What a person may beyond their role or short of it, and whom they ask.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Authority {
    /// See [`Person::given`].
    pub given: Vec<Right>,
    /// See [`Person::limits`].
    pub limits: Limits,
    /// People of other teams, whose cases a right of the team does not reach; none for who is of no team.
    pub others: Vec<Login>,
    /// Supervisors to ask: of their team first.
    pub ask: Vec<Login>,
}

impl Authority {
    /// Of one person among all.
    #[must_use]
    pub fn of(login: &Login, people: &[Person]) -> Self {
        let own = people.iter().find(|person| person.login == *login);
        let team = own.map(|person| person.team.as_str()).filter(|team| !team.is_empty());
        let leads = |person: &&Person| person.role == Role::Supervisor && person.login != *login;
        let near = |person: &&Person| team.is_some_and(|team| person.team == team);
        let elsewhere = |person: &&Person| team.is_some() && !person.team.is_empty() && !near(person);
        let leaders = || people.iter().filter(leads);
        let ask = leaders().filter(near).chain(leaders().filter(|person| !near(person)));
        Self {
            given: own.map(|person| person.given.clone()).unwrap_or_default(),
            limits: own.map(|person| person.limits).unwrap_or_default(),
            others: people.iter().filter(|person| elsewhere(person)).map(|person| person.login.clone()).collect(),
            ask: ask.take(ASK_MAX).map(|person| person.login.clone()).collect(),
        }
    }
}

/// Spans of work by weekday, Monday first: minutes from midnight, in order, none touching the next.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Hours([Vec<(u16, u16)>; 7]);

impl Hours {
    /// Minutes worked on a day.
    #[must_use]
    pub fn minutes(&self, day: Day) -> u16 {
        let spans = self.0.get(usize::try_from(day.weekday().num_days_from_monday()).unwrap_or(0));
        spans.map_or(0, |spans| spans.iter().map(|(from, until)| until - from).sum())
    }
}

/// Why hours cannot be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("hours are written like mon-fri 09:00-12:30 14:00-18:00, sat 09:00-12:00")]
pub struct NotHours;

impl std::str::FromStr for Hours {
    type Err = NotHours;

    /// `mon-fri 09:00-12:30 14:00-18:00, sat 09:00-12:00`; French short names (`lun-ven`) and `9h30` are read too. A day
    /// that is not named is free.
    fn from_str(text: &str) -> Result<Self, NotHours> {
        let mut hours = Self::default();
        for part in text.split([',', ';']).map(str::trim).filter(|part| !part.is_empty()) {
            let mut words = part.split_whitespace();
            let days = words.next().and_then(days).ok_or(NotHours)?;
            let mut spans: Vec<(u16, u16)> = words.map(span).collect::<Option<_>>().ok_or(NotHours)?;
            spans.sort_unstable();
            let apart = spans.windows(2).all(|two| two[0].1 < two[1].0);
            if spans.is_empty() || spans.len() > SPANS_MAX || !apart {
                return Err(NotHours);
            }
            for day in days {
                if !hours.0[day].is_empty() {
                    return Err(NotHours);
                }
                hours.0[day].clone_from(&spans);
            }
        }
        if hours.0.iter().all(Vec::is_empty) { Err(NotHours) } else { Ok(hours) }
    }
}

impl std::fmt::Display for Hours {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let clock = |minute: u16| format!("{:02}:{:02}", minute / 60, minute % 60);
        let mut day = 0;
        let mut first = true;
        while day < 7 {
            let spans = &self.0[day];
            let last = (day..7).take_while(|at| self.0[*at] == *spans).last().unwrap_or(day);
            if !spans.is_empty() {
                f.write_str(if first { "" } else { ", " })?;
                first = false;
                f.write_str(WEEK[day].1)?;
                if last > day {
                    write!(f, "-{}", WEEK[last].1)?;
                }
                for (from, until) in spans {
                    write!(f, " {}-{}", clock(*from), clock(*until))?;
                }
            }
            day = last + 1;
        }
        Ok(())
    }
}

fn days(text: &str) -> Option<std::ops::RangeInclusive<usize>> {
    let (from, until) = text.split_once('-').unwrap_or((text, text));
    let (from, until) = (weekday(from)?, weekday(until)?);
    (from <= until).then_some(from..=until)
}

fn weekday(text: &str) -> Option<usize> {
    const FRENCH: [&str; 7] = ["lun", "mar", "mer", "jeu", "ven", "sam", "dim"];
    let text = text.to_lowercase();
    let named = |(day, name): (usize, &str)| text.starts_with(name).then_some(day);
    let mut english = WEEK.iter().map(|(_, name)| *name).enumerate();
    english.find_map(named).or_else(|| FRENCH.into_iter().enumerate().find_map(named))
}

fn span(text: &str) -> Option<(u16, u16)> {
    let (from, until) = text.split_once('-')?;
    let (from, until) = (minute(from)?, minute(until)?);
    (from < until).then_some((from, until))
}

fn minute(text: &str) -> Option<u16> {
    let (hour, minute) = text.split_once([':', 'h']).unwrap_or((text, "0"));
    let minute: u16 = if minute.is_empty() { 0 } else { minute.parse().ok()? };
    let at = hour.parse::<u16>().ok()?.checked_mul(60)?.checked_add(minute)?;
    (minute < 60 && at <= DAY_MINUTES).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hours(text: &str) -> Hours {
        text.parse().unwrap()
    }

    #[test]
    fn hours_are_read_as_people_write_them_and_written_one_way() {
        let week = hours("lun-ven 9h-12h30 14:00-18:00 ; sam 9-12");
        assert_eq!(week.to_string(), "mon-fri 09:00-12:30 14:00-18:00, sat 09:00-12:00");
        assert_eq!(hours(&week.to_string()), week);
        let monday: Day = "2026-01-05".parse().unwrap();
        let minutes: Vec<u16> = (0..7).map(|day| week.minutes(monday.plus(day))).collect();
        assert_eq!(minutes, [450, 450, 450, 450, 450, 180, 0]);
        for wrong in
            ["", "mon", "mon 9-9", "fri-mon 9-12", "mon 9-12 11-14", "mon 9-25", "mon 9-12, mon 14-15", "x 9-12"]
        {
            assert_eq!(wrong.parse::<Hours>(), Err(NotHours), "{wrong}");
        }
    }

    #[test]
    fn whom_to_ask_is_of_the_own_team_first() {
        let person = |login: &str, role, team: &str| Person {
            team: team.into(),
            ..Person::new(login.parse().unwrap(), role, vec![])
        };
        let people = [
            person("ada", Role::Supervisor, "south"),
            person("bo", Role::Supervisor, "north"),
            person("cy", Role::Collector, "north"),
            person("di", Role::Collector, ""),
        ];
        let of = |login: &str| Authority::of(&login.parse().unwrap(), &people);
        let names = |logins: &[Login]| logins.iter().map(|login| login.0.clone()).collect::<Vec<_>>();
        assert_eq!(names(&of("cy").ask), ["bo", "ada"]);
        assert_eq!((names(&of("cy").others), names(&of("di").others)), (vec!["ada".into()], vec![]));
        assert_eq!(of("nobody").limits, Limits::HOUSE);
        assert_eq!(names(&of("bo").ask), ["ada"], "nobody asks themselves");
    }
}
