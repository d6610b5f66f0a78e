//! The rules asked, one by one.
//! What never lives here: what a rule is (see `permit`).
//! `permit` shows it to the other rooms.

use super::{Answer, Asks, Finding, Rule, Why};
use crate::domain::calendar::is_holiday;
use crate::domain::codes::{Channel, DebtorKind, HoldReason, Lacks, Severity};
use crate::domain::terms::CalendarId;
use crate::domain::values::{Day, Tag};

/// Days looked ahead for the next one on which nothing blocks.
const AHEAD_DAYS_MAX: i32 = 366;
/// … for the next day of the week, or past a holiday, that a rule allows.
const WEEK_DAYS: i32 = 7;
/// Minutes of a day.
const DAY_MINUTES: u16 = 24 * 60;

/// What the rules read of a debtor; days are the book's.
pub trait Past {
    /// Company or person, when known.
    fn kind(&self) -> Option<DebtorKind>;
    /// Country, when known.
    fn country(&self) -> Option<Tag>;
    /// The calendar of public holidays where the debtor is; asked only of debtors in France.
    fn calendar(&self) -> CalendarId;
    /// Every contact out that may still count, whoever made it.
    fn made(&self, each: &mut dyn FnMut(Day, Channel));
    /// The day of the last talk.
    fn talked_on(&self) -> Option<Day>;
    /// True while a hold of this reason stands.
    fn is_held(&self, reason: HoldReason) -> bool;
    /// True when the debtor refused this channel, or this point of it; an empty point stands for any.
    fn has_refused(&self, channel: Channel, point: &str) -> bool;
    /// True when something of what is owed is contested.
    fn is_disputed(&self) -> bool;
    /// The day of the first letter that went out.
    fn first_letter_on(&self) -> Option<Day>;
}

/// What is asked: may the debtor be contacted so?
#[derive(Debug, Clone, Copy)]
pub struct Ask<'a> {
    /// How.
    pub channel: Channel,
    /// At which number or address; empty: whichever is free.
    pub point: &'a str,
}

/// When.
#[derive(Debug, Clone, Copy)]
pub enum When<'a> {
    /// At some permitted hour of the day.
    On(Day),
    /// Now, in every time zone in which the debtor may be; when none is known (`known` false), in the book's.
    At {
        /// True when the debtor's own zone is known.
        known: bool,
        /// Day and minute, at least one.
        moments: &'a [(Day, u16)],
    },
}

impl When<'_> {
    /// The day that caps and pauses are counted to: the latest of them.
    fn day(&self) -> Option<Day> {
        match self {
            Self::On(day) => Some(*day),
            Self::At { moments, .. } => moments.iter().map(|(day, _)| *day).max(),
        }
    }
}

/// Asks every rule.
#[must_use]
pub fn permit<'r>(rules: &'r [Rule], past: &dyn Past, ask: Ask<'_>, when: When<'_>) -> Answer<'r> {
    let mut findings: Vec<Finding<'r>> = rules.iter().filter_map(|rule| find(rule, past, ask, when)).collect();
    findings.sort_by_key(|finding| std::cmp::Reverse(finding.rule.severity));
    Answer { findings }
}

/// The first thing that blocks a contact on a day, whatever its hour.
#[must_use]
pub fn on_day<'r>(rules: &'r [Rule], past: &dyn Past, ask: Ask<'_>, day: Day) -> Option<Finding<'r>> {
    let blocking = rules.iter().filter(|rule| rule.severity == Severity::Block);
    blocking.filter_map(|rule| find(rule, past, ask, When::On(day))).next()
}

/// True when a cap leaves no room for one more contact that day, by one channel at least of those it counts.
#[must_use]
pub fn at_cap(rules: &[Rule], past: &dyn Past, day: Day) -> bool {
    let full = |rule: &Rule| {
        let channel = rule.channels.first().copied().unwrap_or(Channel::Call);
        let found = find(rule, past, Ask { channel, point: "" }, When::On(day));
        found.is_some_and(|found| matches!(found.why, Why::Cap { .. }))
    };
    rules.iter().filter(|rule| matches!(rule.asks, Asks::Cap { .. })).any(full)
}

/// The first day from `from` on (and the first and the last but one minute of it, in the debtor's time) on which nothing
/// blocks, as things stand; `None`: not within a year.
#[must_use]
pub fn next_open(rules: &[Rule], past: &dyn Past, ask: Ask<'_>, from: Day) -> Option<(Day, u16, u16)> {
    let day = (0..AHEAD_DAYS_MAX).map(|days| from.plus(days)).find(|day| on_day(rules, past, ask, *day).is_none())?;
    let hours = rules.iter().filter(|rule| rule.severity == Severity::Block && concerns(rule, past, ask) == Some(true));
    let (mut first, mut last) = (0, DAY_MINUTES);
    for rule in hours {
        if let Asks::Hours { opens, closes, .. } = rule.asks {
            (first, last) = (first.max(opens), last.min(closes));
        }
    }
    (first < last).then_some((day, first, last))
}

/// Whether a rule speaks of this debtor and channel; `None`: nobody told what it asks for.
fn concerns(rule: &Rule, past: &dyn Past, ask: Ask<'_>) -> Option<bool> {
    if !rule.channels.is_empty() && !rule.channels.contains(&ask.channel) {
        return Some(false);
    }
    lacks(rule, past).map_or(Some(speaks_of(rule, past)), |_| if rule.passes_unknown { Some(false) } else { None })
}

/// The fact a rule asks for and nobody told.
fn lacks(rule: &Rule, past: &dyn Past) -> Option<Lacks> {
    let country = !rule.countries.is_empty() && past.country().is_none();
    let kind = rule.debtor.is_some() && past.kind().is_none();
    if country { Some(Lacks::Country) } else { kind.then_some(Lacks::Kind) }
}

fn speaks_of(rule: &Rule, past: &dyn Past) -> bool {
    let here = rule.countries.is_empty() || past.country().is_some_and(|country| rule.countries.contains(&country));
    here && rule.debtor.is_none_or(|kind| past.kind() == Some(kind))
}

fn find<'r>(rule: &'r Rule, past: &dyn Past, ask: Ask<'_>, when: When<'_>) -> Option<Finding<'r>> {
    let found = |why, until| Some(Finding { rule, why, until });
    match concerns(rule, past, ask) {
        Some(false) => return None,
        Some(true) => {}
        // A rule that speaks of another country or kind for certain is passed over, whatever else is unknown.
        None if rule.countries.is_empty() || past.country().is_none_or(|country| rule.countries.contains(&country)) => {
            return found(Why::Lacks(lacks(rule, past)?), None);
        }
        None => return None,
    }
    let day = when.day()?;
    match &rule.asks {
        Asks::Hours { opens, closes, days } => hours(rule, (*opens, *closes), days, when),
        Asks::NoHoliday => {
            let open = |day: Day| !is_holiday(past.calendar(), day);
            // Two holidays may follow each other.
            let until = (1..=WEEK_DAYS).map(|ahead| day.plus(ahead)).find(|day| open(*day));
            if open(day) { None } else { found(Why::Holiday, until) }
        }
        Asks::Cap { count, days } => {
            let window = i32::from(*days);
            let mut on: Vec<Day> = vec![];
            past.made(&mut |made, channel| {
                let counts = rule.channels.is_empty() || rule.channels.contains(&channel);
                if counts && (0..window).contains(&day.since(made)) {
                    on.push(made);
                }
            });
            let made = u16::try_from(on.len()).unwrap_or(u16::MAX);
            if made < u16::from(*count) {
                return None;
            }
            // Free again once so many of them have left the window that one more fits.
            on.sort_unstable();
            let leaves = on.get(usize::from(made - u16::from(*count))).map(|day| day.plus(window));
            found(Why::Cap { made, count: *count, days: *days }, leaves)
        }
        Asks::Pause { days } => {
            let talked_on = past.talked_on().filter(|on| (0..i32::from(*days)).contains(&day.since(*on)))?;
            found(Why::Pause { talked_on, days: *days }, Some(talked_on.plus(i32::from(*days))))
        }
        Asks::NotHeld(reason) => past.is_held(*reason).then_some(()).and_then(|()| found(Why::Held(*reason), None)),
        Asks::NotRefused => {
            past.has_refused(ask.channel, ask.point).then_some(()).and_then(|()| found(Why::Refused, None))
        }
        Asks::NotDisputed => past.is_disputed().then_some(()).and_then(|()| found(Why::Disputed, None)),
        Asks::FirstLetter => {
            let is_one = matches!(ask.channel, Channel::Letter | Channel::RegisteredLetter);
            let went = past.first_letter_on().is_some_and(|on| on <= day);
            if is_one || went { None } else { found(Why::NoLetter, None) }
        }
    }
}

/// Hours hold in every zone in which the debtor may be.
fn hours<'r>(rule: &'r Rule, (opens, closes): (u16, u16), days: &[bool; 7], when: When<'_>) -> Option<Finding<'r>> {
    let found = |why, until| Some(Finding { rule, why, until });
    let open_on = |day: Day| days[usize::try_from(day.weekday().num_days_from_monday()).unwrap_or(0)];
    let next = |day: Day| (1..=WEEK_DAYS).map(|ahead| day.plus(ahead)).find(|day| open_on(*day));
    match when {
        When::On(day) if open_on(day) => None,
        When::On(day) => found(Why::Weekday, next(day)),
        When::At { known: false, .. } if !rule.passes_unknown => found(Why::Lacks(Lacks::Zone), None),
        When::At { moments, .. } => {
            if let Some((day, _)) = moments.iter().find(|(day, _)| !open_on(*day)) {
                return found(Why::Weekday, next(*day));
            }
            let (day, minute) = moments.iter().find(|(_, minute)| !(opens..closes).contains(minute))?;
            // Later on the same day is no other day.
            let until = if *minute < opens { None } else { next(*day) };
            found(Why::Hours { opens, closes }, until)
        }
    }
}
