//! The team's day in words: the cells of a desk, what its next days bring, what an alert found.
//! What never lives here: the figures (see `domain::team`).
//! Screen and command line say it through this.

use super::{Arg, Words, format};
use crate::domain::codes::{DeskFigure, Role};
use crate::domain::order::Capacity;
use crate::domain::team::{Alerted, Desk, Targets, Team};
use crate::domain::values::{Currency, Day, Instant, Login, Money};

impl Words {
    /// Hours and minutes: `5 h 10`, `12 min`.
    #[must_use]
    pub fn span(&self, minutes: u64) -> String {
        let (hours, rest) = (minutes / 60, minutes % 60);
        if hours == 0 {
            return self.tf("span-minutes", &[("minutes", rest.into())]);
        }
        self.tf("span-hours", &[("hours", hours.into()), ("minutes", Arg::Text(format!("{rest:02}")))])
    }

    /// Whose desk it is.
    #[must_use]
    pub fn desk_name(&self, login: Option<&Login>) -> String {
        login.map_or_else(|| self.t("desk-nobodys"), ToString::to_string)
    }

    /// One figure of a desk; empty where there is nothing. `at`: the moment.
    #[must_use]
    pub fn desk_figure(&self, figure: DeskFigure, desk: &Desk, team: &Team, by: &DeskBy<'_>) -> String {
        let targets = by.targets(desk);
        let count = |count: u64| {
            if count == 0 {
                String::new()
            } else {
                format::count(self.lang(), i64::try_from(count).unwrap_or(i64::MAX))
            }
        };
        let of = |done: u64, target: Option<u32>| match target {
            Some(target) => format!("{done}/{target}"),
            None => count(done),
        };
        let len = |cases: usize| u64::try_from(cases).unwrap_or(u64::MAX);
        match figure {
            DeskFigure::Now if desk.now.is_empty() => desk
                .away
                .as_ref()
                .map_or_else(String::new, |away| self.tf("desk-away", &[("day", self.date(away.until).into())])),
            DeskFigure::Now => desk.now.first().map_or_else(String::new, |(case, since)| {
                let name = team.names.get(case).cloned().unwrap_or_else(|| case.to_string());
                let minutes = u64::try_from((by.at.0 - since.0).max(0)).unwrap_or(0) / 60_000;
                self.tf("desk-now", &[("name", name.into()), ("span", self.span(minutes).into())])
            }),
            DeskFigure::Done => count(len(desk.done.len())),
            DeskFigure::Left => count(desk.left.into()),
            DeskFigure::Calls => of(desk.calls.into(), targets.calls),
            DeskFigure::Reached => of(desk.reached.into(), targets.reached),
            DeskFigure::Talk if desk.talk_seconds == 0 => String::new(),
            DeskFigure::Talk => self.span(desk.talk_seconds.div_ceil(60)),
            DeskFigure::Promises => of(len(desk.promises.len()), targets.promises),
            DeskFigure::Callbacks => count(desk.callbacks.count.into()),
            DeskFigure::Disputes => count(desk.disputes.count.into()),
            DeskFigure::Idle => count(desk.tally.idle.count.into()),
            DeskFigure::Marked => count(len(desk.tally.marked.len())),
            DeskFigure::Load if desk.tally.tenths == 0 => String::new(),
            DeskFigure::Load => {
                let hours = by.day.map_or(0, |day| desk.hours_tenths(day, by.capacity));
                self.load(desk.tally.tenths, hours.into())
            }
        }
    }

    /// What a list takes and what there is for it: `7 h 10 of 6 h 00`.
    #[must_use]
    pub fn load(&self, tenths: u64, hours_tenths: u64) -> String {
        let facts = [("load", self.span(tenths.div_ceil(10)).into()), ("hours", self.span(hours_tenths / 10).into())];
        self.tf("desk-load", &facts)
    }

    /// What a desk's days bring, one sentence a line: what today does not reach, then the next days.
    #[must_use]
    pub fn desk_days(&self, desk: &Desk, team: &Team, by: &DeskBy<'_>) -> Vec<String> {
        let mut said = vec![];
        if let Some(share) = team.share(desk).filter(|share| share.beyond > 0) {
            let value = self.money(Money::new(share.beyond_minor, team.currency));
            said.push(self.tf("desk-beyond", &[("count", share.beyond.into()), ("value", value.into())]));
        }
        let days = team.day.days.iter().zip(&desk.tally.ahead).filter(|(_, (calls, _))| *calls > 0);
        said.extend(days.map(|(day, (calls, tenths))| {
            let load = self.load(*tenths, desk.hours_tenths(*day, by.capacity).into());
            let facts = [("day", self.day(*day).into()), ("count", (*calls).into()), ("load", load.into())];
            self.tf("desk-ahead", &facts)
        }));
        said
    }

    /// What an alert found.
    #[must_use]
    pub fn alerted(&self, alert: &Alerted, currency: Currency) -> String {
        let overdue = self.money(Money::new(alert.overdue_minor, currency));
        let facts =
            [("name", alert.name.as_str().into()), ("count", alert.cases.count.into()), ("overdue", overdue.into())];
        self.tf("desk-alert", &facts)
    }
}

/// What figures are read against.
#[derive(Clone, Copy)]
pub struct DeskBy<'a> {
    /// The moment.
    pub at: Instant,
    /// The day of the list.
    pub day: Option<Day>,
    /// The hours of the house.
    pub capacity: &'a Capacity,
    /// What people should reach.
    pub rules: &'a crate::domain::team::TeamRules,
}

impl DeskBy<'_> {
    /// What they should reach; nothing of a supervisor without a list.
    fn targets(&self, desk: &Desk) -> Targets {
        let leads = desk.role == Some(Role::Supervisor) && desk.tally.calls == 0;
        let login = desk.login.as_ref().filter(|_| !leads);
        login.map(|login| self.rules.targets(login)).unwrap_or_default()
    }
}
