//! The contacts of a case counted one after another, and what those before a day come to: a [`Tally`] stands for them, so
//! that a case with fifty thousand contacts is derived from its last few.
//! What never lives here: what the counts mean (see `profile`, `permitted`, `points`), where a tally is kept (see `store`).
//! `derive` and `points` begin with it; it is made by the same steps that they take.

use serde::{Deserialize, Serialize};

use super::callback::{Contact, contacts};
use super::points::Points;
use crate::domain::case::Facts;
use crate::domain::codes::{Channel, ContactClass, Direction, Outcome};
use crate::domain::event::{Entry, Event};
use crate::domain::permit::CAP_MAX;
use crate::domain::slot::Calls;
use crate::domain::values::{Day, Instant};

/// Contacts a tally must stand for to be worth keeping: fewer are read faster than it.
pub const TALLIED_MIN: usize = 1_000;
/// The last contacts, which a tally leaves out: a day or two of them, so that a fact of yesterday needs no new tally.
const LEFT_OUT: usize = 20;
/// Contacts out remembered one by one, of each channel: as many as a cap may allow.
const RECENT_MAX: usize = CAP_MAX as usize;

/// Contacts counted in the order they took place.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub(super) struct Counted {
    pub contacts: u32,
    pub attempts_since_talk: u32,
    pub last_contact_on: Option<Day>,
    pub last_channel: Option<Channel>,
    pub last_outcome: Option<Outcome>,
    pub last_talk_on: Option<Day>,
    pub calls: Calls,
    /// Letters that came back since the last one that arrived.
    pub letters_back: u32,
    pub first_letter_on: Option<Day>,
    /// An e-mail could not be delivered, ever.
    pub undelivered: bool,
    /// The last contacts out of each channel, latest last.
    made: Vec<(Day, Channel)>,
}

impl Counted {
    /// Counts one more.
    pub(super) fn add(&mut self, contact: &Contact) {
        self.contacts += 1;
        self.last_contact_on = Some(contact.day);
        self.last_channel = Some(contact.channel);
        let told = contact.outcome.filter(|outcome| !outcome.is_carriers());
        self.last_outcome = told.or(self.last_outcome);
        let called = contact.channel == Channel::Call && contact.direction == Direction::Out;
        if called {
            self.calls.add(contact.day, contact.part, contact.is_talk());
        }
        if contact.is_talk() {
            self.calls.talk_outcome = contact.outcome;
            self.last_talk_on = Some(contact.day);
            self.attempts_since_talk = 0;
        } else if called {
            self.attempts_since_talk += 1;
        }
        if contact.direction == Direction::Out {
            self.count_undelivered(contact);
            if matches!(contact.channel, Channel::Letter | Channel::RegisteredLetter) {
                self.first_letter_on = self.first_letter_on.or(Some(contact.day));
            }
            self.made.push((contact.day, contact.channel));
            let same = |(_, channel): &(Day, Channel)| *channel == contact.channel;
            if self.made.iter().filter(|one| same(one)).count() > RECENT_MAX
                && let Some(oldest) = self.made.iter().position(same)
            {
                self.made.remove(oldest);
            }
        }
    }

    fn count_undelivered(&mut self, contact: &Contact) {
        let Some(outcome) = contact.outcome else { return };
        let letter = matches!(contact.channel, Channel::Letter | Channel::RegisteredLetter);
        if letter && matches!(outcome, Outcome::Delivered | Outcome::Signed | Outcome::Presented) {
            self.letters_back = 0;
        }
        self.letters_back += u32::from(letter && matches!(outcome, Outcome::LetterReturned | Outcome::NotDelivered));
        self.undelivered |= contact.channel == Channel::Email && outcome.class() == ContactClass::BadPoint;
    }

    /// The last contacts out of each channel, latest first: all that a cap can count.
    pub(super) fn made(&self) -> Vec<(Day, Channel)> {
        self.made.iter().rev().copied().collect()
    }
}

/// What the contacts of a case before a day come to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tally {
    /// Contacts before this day are in it.
    pub until: Day,
    /// How many.
    pub contacts: usize,
    last_at: Instant,
    counted: Counted,
    points: Points,
}

impl Tally {
    /// The tally of a case with many contacts, given all its facts: of those before the day of the last few, before today and
    /// before the first entry of its journal, so that nothing said here comes between two of them. `None`: not worth it,
    /// or the contacts stand in another order by day than by instant.
    #[must_use]
    pub fn of(facts: &Facts, today: Day) -> Option<Self> {
        let last = facts.contacts.len().checked_sub(LEFT_OUT + 1)?;
        let mut days: Vec<Day> = facts.contacts.iter().map(|contact| contact.row.day).collect();
        days.sort_unstable();
        let said = facts.entries.iter().flat_map(moments).map(|(day, _)| day).min();
        let until = days[last].min(today).min(said.unwrap_or(Day::MAX));
        Self::until(facts, until).filter(|tally| tally.contacts >= TALLIED_MIN)
    }

    /// The tally of the contacts before a day, however few; `None` where none can stand for them.
    #[must_use]
    pub fn until(facts: &Facts, until: Day) -> Option<Self> {
        if facts.before.is_some() || facts.merged_into.is_some() || !facts.members.is_empty() {
            return None;
        }
        let (tallied, rest): (Vec<_>, Vec<_>) = facts.contacts.iter().partition(|contact| contact.row.day < until);
        let last_at = tallied.iter().map(|contact| contact.row.at).max()?;
        let contacts_in_order = rest.iter().all(|contact| contact.row.at > last_at);
        let mut counted = Counted::default();
        contacts(facts, &[], until.plus(-1)).iter().for_each(|contact| counted.add(contact));
        let mut points = Points::of(&facts.debtor);
        tallied.iter().for_each(|contact| points.count_contact(&contact.row, facts));
        let tally = Self { until, contacts: tallied.len(), last_at, counted, points };
        (contacts_in_order && tally.precedes(&facts.entries)).then_some(tally)
    }

    /// True when nothing that the entries say took place before the last of its contacts.
    #[must_use]
    pub fn precedes(&self, entries: &[Entry]) -> bool {
        entries.iter().flat_map(moments).all(|(day, at)| day >= self.until && at > self.last_at)
    }

    /// The counts to go on from.
    pub(super) fn counted(facts: &Facts) -> Counted {
        facts.before.as_ref().map_or_else(Counted::default, |tally| tally.counted.clone())
    }

    /// The points to go on from.
    pub(super) fn points(facts: &Facts) -> Points {
        facts.before.as_ref().map_or_else(|| Points::of(&facts.debtor), |tally| tally.points.clone())
    }
}

/// When an entry, and what it says, took place: the earliest counts. What was moved here brings its own days along.
fn moments(entry: &Entry) -> Vec<(Day, Instant)> {
    let of = |event: &Event, day: Day, at: Instant| {
        let Event::ContactRecorded(made) = event else { return (day, at) };
        (made.day.min(day), made.at.min(at))
    };
    let mut all = vec![of(&entry.event, entry.day, entry.recorded_at)];
    if let Event::ActMovedIn { events, recorded_at, .. } = &entry.event {
        all.extend(events.iter().map(|event| of(event, event.true_on(entry.day), *recorded_at)));
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    fn out(channel: Channel, outcome: Outcome) -> Contact {
        let (at, day, direction, outcome) = (Instant(0), Day(0), Direction::Out, Some(outcome));
        Contact { at, day, channel, direction, outcome, seconds: 0, part: None, recorded: None }
    }

    #[test]
    fn letters_come_back_until_one_arrives() {
        let back = |outcomes: &[Outcome]| {
            let mut counted = Counted::default();
            outcomes.iter().for_each(|outcome| counted.add(&out(Channel::RegisteredLetter, *outcome)));
            counted.letters_back
        };
        assert_eq!(back(&[Outcome::LetterReturned, Outcome::Sent, Outcome::LetterReturned]), 2);
        assert_eq!(back(&[Outcome::LetterReturned, Outcome::Signed, Outcome::LetterReturned]), 1);
        assert_eq!(back(&[Outcome::LetterReturned, Outcome::Signed]), 0);
    }

    #[test]
    fn only_an_email_that_came_back_makes_the_addresses_looked_at() {
        let told = |channel, outcome| {
            let mut counted = Counted::default();
            counted.add(&out(channel, outcome));
            (counted.undelivered, counted.letters_back)
        };
        assert_eq!(told(Channel::Email, Outcome::NotDelivered), (true, 0));
        assert_eq!(told(Channel::Sms, Outcome::NotDelivered), (false, 0));
        assert_eq!(told(Channel::Email, Outcome::Sent), (false, 0));
    }
}
