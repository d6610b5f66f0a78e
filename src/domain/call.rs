//! The house's rules for calls: what is checked before disclosing, and when an outcome is tried again.
//! What never lives here: whether a call may be made (see `permit`), reading a config file (see `config`).
//! `terms::Policy` holds them; the call form, the contact form and `ranking`'s gate read them.

use super::calendar::business_day_from;
use super::codes::{DayPart, DebtorKind, IdentityCheck, Outcome};
use super::order::OrderRules;
use super::terms::CalendarId;
use super::values::Day;

/// Most things that can be asked to be checked: as many as one line of a screen shows.
pub const CHECKS_MAX: usize = 5;
/// Longest delay within the day, in minutes: a working day.
pub const RETRY_MINUTES_MAX: i32 = 480;
/// Most attempts a rule may allow.
pub const ATTEMPTS_MAX: i32 = 20;

/// The rules for calls.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CallRules {
    /// How many things are to be checked before anything is disclosed; 0: none.
    pub checks_needed: u8,
    /// What can be checked of a company's people.
    pub company: Vec<IdentityCheck>,
    /// … of a person.
    pub person: Vec<IdentityCheck>,
    /// When a call that came to nothing is tried again; one row an outcome.
    pub retry: Vec<Retry>,
    /// Days of rest once an outcome was met as often as its rule allows; never a multiple of seven.
    pub exhausted_days: i32,
}

/// How long until the next try.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Delay {
    /// The same day, after so many minutes.
    Minutes(u16),
    /// After so many days.
    Days(u8),
}

/// When an outcome is tried again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Retry {
    /// The outcome.
    pub outcome: Outcome,
    /// How long until the next try.
    pub delay: Delay,
    /// Tries without a talk at this pace; after them the case rests longer.
    pub most: u8,
    /// Next time at another time of day.
    pub other_hour: bool,
    /// Next time on another day of the week.
    pub other_weekday: bool,
}

/// The next try.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// The same day, after so many minutes.
    Minutes(u16),
    /// On a day, better in this part of it.
    On(Day, Option<DayPart>),
}

impl Default for CallRules {
    fn default() -> Self {
        use IdentityCheck::{Address, BirthDate, Invoice, Name, Position, Reference};
        let days = |outcome, days, most| Retry {
            outcome,
            delay: Delay::Days(days),
            most,
            other_hour: true,
            other_weekday: true,
        };
        Self {
            checks_needed: 2,
            company: vec![Name, Position, Invoice, Reference],
            person: vec![Name, BirthDate, Address, Reference],
            retry: vec![
                days(Outcome::NoAnswer, 1, 6),
                Retry {
                    outcome: Outcome::Busy,
                    delay: Delay::Minutes(30),
                    most: 2,
                    other_hour: false,
                    other_weekday: false,
                },
                days(Outcome::MachineNoMessage, 1, 6),
                days(Outcome::QuickHangUp, 1, 3),
                days(Outcome::HungUp, 1, 3),
                days(Outcome::Gatekeeper, 1, 4),
                days(Outcome::ThirdPartyNoMessage, 1, 4),
                days(Outcome::ThirdPartyMessage, 2, 4),
                days(Outcome::Voicemail, 2, 4),
            ],
            exhausted_days: 8,
        }
    }
}

impl CallRules {
    /// What can be checked of whoever speaks for a debtor. Of one of whom nobody told what it is, only what both have.
    #[must_use]
    pub fn checks(&self, kind: Option<DebtorKind>) -> Vec<IdentityCheck> {
        match kind {
            Some(DebtorKind::Company) => self.company.clone(),
            Some(DebtorKind::Person) => self.person.clone(),
            None => {
                let both = self.company.iter().filter(|check| self.person.contains(check)).copied();
                let both: Vec<IdentityCheck> = both.collect();
                if both.len() < usize::from(self.checks_needed) { self.company.clone() } else { both }
            }
        }
    }

    /// The rule of an outcome.
    #[must_use]
    pub fn retry(&self, outcome: Outcome) -> Option<&Retry> {
        self.retry.iter().find(|rule| rule.outcome == outcome)
    }

    /// Days of rest after the `nth` call out without a talk that ended so; `None`: no rule speaks of days. Within the day
    /// counts as none.
    #[must_use]
    pub fn rest_days(&self, outcome: Outcome, nth: u32) -> Option<i32> {
        let rule = self.retry(outcome)?;
        if nth > u32::from(rule.most) {
            return Some(self.exhausted_days);
        }
        match rule.delay {
            Delay::Minutes(_) => None,
            Delay::Days(days) => Some(i32::from(days)),
        }
    }

    /// When a call of a day that ended so is tried again, the `nth` without a talk, made in a part of that day. `house_days`:
    /// the rest that the house wrote down for this outcome, whatever the rule says.
    #[must_use]
    pub fn next(
        &self,
        outcome: Outcome,
        nth: u32,
        (day, part): (Day, DayPart),
        calendar: CalendarId,
        house_days: Option<i32>,
    ) -> Option<Next> {
        let rule = self.retry(outcome)?;
        if let Delay::Minutes(minutes) = rule.delay
            && nth <= u32::from(rule.most)
            && house_days.is_none()
        {
            return Some(Next::Minutes(minutes));
        }
        let mut on =
            business_day_from(calendar, day.plus(house_days.or_else(|| self.rest_days(outcome, nth)).unwrap_or(1)));
        while rule.other_weekday && OrderRules::same_weekday(on.since(day)) {
            on = business_day_from(calendar, on.plus(1));
        }
        Some(Next::On(on, rule.other_hour.then(|| other_part(part))))
    }
}

/// The part of the day to try next: the other end of it.
#[must_use]
pub const fn other_part(part: DayPart) -> DayPart {
    match part {
        DayPart::Morning | DayPart::Midday => DayPart::Afternoon,
        DayPart::Afternoon => DayPart::Morning,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn a_busy_line_is_tried_twice_the_same_day_and_then_on_another() {
        let rules = CallRules::default();
        let tuesday = day("2026-03-03");
        let next = |nth| rules.next(Outcome::Busy, nth, (tuesday, DayPart::Morning), CalendarId::Fr, None);
        assert_eq!((next(1), next(2)), (Some(Next::Minutes(30)), Some(Next::Minutes(30))));
        assert_eq!(next(3), Some(Next::On(day("2026-03-11"), None)));
        assert_eq!((rules.rest_days(Outcome::Busy, 2), rules.rest_days(Outcome::Busy, 3)), (None, Some(8)));
        assert_eq!(rules.next(Outcome::NoCommitment, 1, (tuesday, DayPart::Morning), CalendarId::Fr, None), None);
    }

    #[test]
    fn the_next_try_never_falls_on_the_same_day_of_the_week() {
        let mut rules = CallRules::default();
        for days in 0..=31 {
            rules.retry[0].delay = Delay::Days(days);
            for ahead in 0..7 {
                let on = day("2026-12-21").plus(ahead);
                let Some(Next::On(next, part)) =
                    rules.next(Outcome::NoAnswer, 1, (on, DayPart::Midday), CalendarId::Fr, None)
                else {
                    panic!("a day")
                };
                assert!(next.since(on) % 7 != 0 || next == on, "{days} days from {on}: {next}");
                assert!(next.since(on) >= i32::from(days), "never sooner than the rule says");
                assert_eq!(part, Some(DayPart::Afternoon));
            }
        }
    }

    #[test]
    fn who_is_unknown_is_asked_what_everybody_has() {
        let rules = CallRules::default();
        assert_eq!(rules.checks(None), [IdentityCheck::Name, IdentityCheck::Reference]);
        assert_eq!(rules.checks(Some(DebtorKind::Person))[1], IdentityCheck::BirthDate);
        let few = CallRules { checks_needed: 3, ..rules };
        assert_eq!(few.checks(None), few.company);
    }
}
