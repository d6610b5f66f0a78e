//! Call-backs still to make, and the contacts that make one done.
//! What never lives here: clocks, reminders.
//! `derive` and `profile` call it.

use crate::domain::case::Facts;
use crate::domain::case::state::CallbackView;
use crate::domain::codes::{Channel, DayPart, Direction, Outcome};
use crate::domain::event::{Entry, Event};
use crate::domain::slot::part_of;
use crate::domain::values::{ActId, Day, Instant};

/// A contact from either kind of fact, with what the rules ask of it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Contact {
    pub at: Instant,
    pub day: Day,
    pub channel: Channel,
    pub direction: Direction,
    pub outcome: Option<Outcome>,
    /// How long the line was open; 0: not known.
    pub seconds: u32,
    /// The part of the day, where its time is known.
    pub part: Option<DayPart>,
    /// When it was recorded and by which act; imported ones by none.
    pub recorded: Option<(Instant, ActId)>,
}

impl Contact {
    /// The debtor was spoken to, or wrote.
    pub(super) fn is_talk(&self) -> bool {
        self.direction == Direction::In || self.outcome.is_some_and(Outcome::reached)
    }
}

/// Contacts up to `as_of` in the order they took place; notes and skipped calls are none.
pub(super) fn contacts(facts: &Facts, entries: &[Entry], as_of: Day) -> Vec<Contact> {
    let part = |at: &Instant| facts.minutes.get(at).map(|minute| part_of(*minute));
    let past = facts.contacts.iter().filter(|c| c.row.day <= as_of).map(|c| Contact {
        at: c.row.at,
        day: c.row.day,
        channel: c.row.channel,
        direction: c.row.direction,
        outcome: c.row.outcome,
        seconds: c.row.seconds,
        part: part(&c.row.at),
        recorded: None,
    });
    let here = entries.iter().filter_map(|entry| {
        let Event::ContactRecorded(made) = &entry.event else { return None };
        Some(Contact {
            at: made.at,
            day: made.day,
            channel: made.channel,
            direction: made.direction,
            outcome: Some(made.outcome),
            seconds: made.seconds,
            part: part(&made.at),
            recorded: Some((entry.recorded_at, entry.act)),
        })
    });
    let is_contact = |c: &Contact| !matches!(c.outcome, Some(Outcome::NoteOnly | Outcome::Skipped));
    let mut all: Vec<Contact> = past.chain(here).filter(is_contact).collect();
    all.sort_by_key(|c| (c.day, c.at, c.recorded, c.channel, c.direction, c.outcome));
    all
}

/// The call-back still to make: the latest one set, unless a later contact did it. A talk does it at any time; an
/// attempt by phone or in person only from its own day on (a call that nobody answered before does not cancel what was agreed).
pub(super) fn callbacks(entries: &[Entry], contacts: &[Contact]) -> Vec<CallbackView> {
    let latest = entries.iter().rev().find_map(|entry| {
        let Event::CallbackSet { at, due_on, whom } = &entry.event else { return None };
        Some((entry, *at, *due_on, whom.clone()))
    });
    let Some((entry, at, due_on, whom)) = latest else { return vec![] };
    let later = |c: &Contact| match c.recorded {
        Some((at, act)) => act != entry.act && after(entries, entry, act, at),
        None => c.at > entry.recorded_at,
    };
    let does_it = |c: &Contact| {
        let attempt = matches!(c.channel, Channel::Call | Channel::Visit) && c.day >= due_on;
        later(c) && (attempt || c.is_talk() && c.day >= entry.day)
    };
    if contacts.iter().any(does_it) { vec![] } else { vec![CallbackView { id: entry.id(), at, due_on, whom }] }
}

/// True when an act was recorded after an entry; within one instant the order of the stream decides.
fn after(entries: &[Entry], entry: &Entry, act: ActId, at: Instant) -> bool {
    if at != entry.recorded_at {
        return at > entry.recorded_at;
    }
    let place = |wanted: ActId| entries.iter().position(|e| e.act == wanted);
    place(act) > place(entry.act)
}
