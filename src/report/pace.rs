//! The work of a period and what it brought: hours at the queue, calls, promises taken, letters, disputes settled.
//! What never lives here: a ratio (see `figures`), who may be called.
//! `figures` calls it.
//!
//! Hours are the hours of the house's capacity, on each day on which the person called anybody: nobody's clock is read.

use std::collections::{BTreeMap, BTreeSet};

use super::figures::Period;
use crate::domain::calendar::business_days_since;
use crate::domain::case::state::{DisputeView, PromiseView};
use crate::domain::case::{TimelineEntry, TimelineWhat};
use crate::domain::codes::{Channel, ContactClass, Direction, DisputeState, Outcome, PromiseState, Verdict};
use crate::domain::event::Event;
use crate::domain::order::Capacity;
use crate::domain::terms::CalendarId;
use crate::domain::values::{Currency, Day, Login};

/// Days of a dispute are counted no further: four years of business days.
const DISPUTE_DAYS_MAX: u16 = 1_000;
/// Days running over which the pressure on a debtor is counted.
const PRESSURE_DAYS: i32 = 7;

/// Sums of the work; of one group or all.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Pace {
    /// Calls out.
    pub attempts: u64,
    /// … that reached the right party.
    pub right_party: u64,
    /// … that reached somebody else.
    pub third_party: u64,
    /// … that ended in a promise or a plan.
    pub promises: u64,
    /// Debtors called at least once.
    pub called: u64,
    /// The most calls out that each of these had within seven days running, added up.
    pub pressure: u64,
    /// Contacts out by any channel.
    pub contacts: u64,
    /// Questions whether one may be made that a rule answered with no, and that went no further.
    pub blocked: u64,
    /// Letters out, registered ones apart.
    pub letters: u64,
    /// Registered letters out.
    pub registered: u64,
    /// Promised in the period, minor units.
    pub promised: BTreeMap<Currency, i64>,
    /// Business days each dispute decided in the period took.
    pub dispute_days: Vec<u16>,
    /// Who called on which day.
    days: BTreeSet<(String, Day)>,
}

impl Pace {
    /// Adds the contacts of one debtor, as one or several people made them; undone ones count for nothing.
    pub(super) fn contacts<'a>(&mut self, lines: impl Iterator<Item = &'a TimelineEntry>, period: Period) {
        let mut days: Vec<Day> = vec![];
        for line in lines.filter(|line| !line.undone && period.has(line.day)) {
            self.blocked += u64::from(is_blocked(&line.what));
            let TimelineWhat::Contact { channel, direction: Direction::Out, outcome, .. } = &line.what else {
                continue;
            };
            self.contacts += 1;
            match channel {
                Channel::Letter => self.letters += 1,
                Channel::RegisteredLetter => self.registered += 1,
                Channel::Call => {
                    let class = outcome.map(Outcome::class);
                    self.attempts += 1;
                    self.right_party += u64::from(class == Some(ContactClass::RightParty));
                    self.third_party += u64::from(class == Some(ContactClass::ThirdParty));
                    self.promises += u64::from(matches!(outcome, Some(Outcome::Promise | Outcome::Plan)));
                    self.days.insert((line.who.clone(), line.day));
                    days.push(line.day);
                }
                Channel::Email | Channel::Sms | Channel::Im | Channel::Visit | Channel::Portal => {}
            }
        }
        self.called += u64::from(!days.is_empty());
        days.sort_unstable();
        let within = |at: usize| days[at..].iter().filter(|day| day.since(days[at]) < PRESSURE_DAYS).count() as u64;
        self.pressure += (0..days.len()).map(within).max().unwrap_or(0);
    }

    /// Adds a promise made in the period; one that was never granted, or was our error, is none.
    pub(super) fn promise(&mut self, promise: &PromiseView, period: Period) {
        let counts =
            !matches!(promise.state, PromiseState::PendingApproval | PromiseState::Refused | PromiseState::Void);
        if counts && period.has(promise.made_on) {
            *self.promised.entry(promise.amount.currency).or_default() += promise.amount.minor;
        }
    }

    /// Adds a dispute decided in the period.
    pub(super) fn dispute(&mut self, dispute: &DisputeView, period: Period, calendar: CalendarId) {
        let decided = match dispute.state {
            DisputeState::Accepted
            | DisputeState::PartlyAccepted
            | DisputeState::Rejected
            | DisputeState::Withdrawn => dispute.decided_on.filter(|day| period.has(*day)),
            DisputeState::Open | DisputeState::Overdue | DisputeState::Void => None,
        };
        let took = decided.map(|day| business_days_since(calendar, dispute.opened_on, day, DISPUTE_DAYS_MAX));
        self.dispute_days.extend(took);
    }

    /// Minutes at the queue.
    pub(super) fn minutes(&self, capacity: &Capacity) -> i64 {
        let of = |who: &String| i64::from(capacity.tenths(who.parse::<Login>().ok().as_ref()) / 10);
        self.days.iter().map(|(who, _)| of(who)).sum()
    }

    /// Median of the days that disputes took: of an even count the lower of the middle two.
    pub(super) fn median_days(&self) -> Option<i64> {
        let mut took = self.dispute_days.clone();
        took.sort_unstable();
        took.get(took.len().saturating_sub(1) / 2).map(|days| i64::from(*days))
    }

    pub(super) fn join(&mut self, other: Self) {
        self.attempts += other.attempts;
        self.right_party += other.right_party;
        self.third_party += other.third_party;
        self.promises += other.promises;
        self.called += other.called;
        self.pressure += other.pressure;
        self.contacts += other.contacts;
        self.blocked += other.blocked;
        self.letters += other.letters;
        self.registered += other.registered;
        for (currency, minor) in other.promised {
            *self.promised.entry(currency).or_default() += minor;
        }
        self.dispute_days.extend(other.dispute_days);
        self.days.extend(other.days);
    }
}

/// A contact that a rule did not allow, and that nobody made all the same.
fn is_blocked(what: &TimelineWhat) -> bool {
    let TimelineWhat::Event(event) = what else { return false };
    matches!(&**event, Event::ContactChecked(checked) if checked.verdict == Verdict::Blocked && checked.reason.is_empty())
}
