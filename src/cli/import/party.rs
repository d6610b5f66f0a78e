//! With whom a contact that another system kept was: what is held, what a person said, numbers, invoices, domains, names.
//! What never lives here: whose a number is (see `store::read::whose`), formats.
//! `heard` asks it of every contact.

use std::collections::HashMap;

use crate::domain::codes::{Channel, Direction};
use crate::domain::ledger::ContactRow;
use crate::domain::letter::{self, LETTER_KEY};
use crate::domain::matching::Certainty;
use crate::domain::values::text::{REFERENCE_CHARS_MAX, clean_line};
use crate::exchange::heard::{Heard, SUBJECT};
use crate::store::read::whose::{Owner, Trace, Whose};
use crate::store::{Store, StoreError};

/// With whom a contact was.
pub(super) enum Party<'k> {
    Debtor {
        owner: &'k Owner,
        direction: Direction,
        point: &'k str,
        ours: &'k str,
        /// By a number or reference it is certain, by an invoice or a house's domain likely, by a name possible.
        certainty: Certainty,
    },
    Nobody,
    /// Somebody's whose number others have too.
    Unclear,
    /// Nobody's, a person said.
    LeftOut,
}

/// Numbers, addresses and invoices that debtors have; all others are nobody's.
#[derive(Debug, Default)]
pub(super) struct Known {
    points: HashMap<String, Whose>,
    invoices: HashMap<String, Whose>,
    debtors: HashMap<String, Whose>,
    names: HashMap<String, Whose>,
    domains: HashMap<String, Whose>,
    /// Messages that are whose the messages they answer are.
    threads: HashMap<String, Owner>,
    /// Contacts with a debtor so far, by their keys.
    placed: HashMap<String, Owner>,
    /// Of messages that answer a known one its thread, by their keys.
    conversations: HashMap<String, String>,
    /// Contacts that are held already, by their keys: with whom, and what.
    held: HashMap<String, (Owner, ContactRow)>,
}

impl Known {
    /// Asks whose what a contact shows is.
    pub(super) fn ask(&mut self, store: &Store, heard: &Heard) -> Result<(), StoreError> {
        if let Some(held) = store.contact_held(&heard.key)? {
            self.held.insert(heard.key.clone(), held);
            return Ok(());
        }
        self.converse(store, heard)?;
        if let Some(owner) = self.answered(store, heard)? {
            self.threads.insert(heard.key.clone(), owner);
        }
        let is_letter = matches!(heard.channel, Channel::Letter | Channel::RegisteredLetter);
        let points = heard.from.iter().chain(&heard.to).filter(|_| !is_letter);
        for point in points {
            let trace = if heard.channel == Channel::Email { Trace::Email(point) } else { Trace::Phone(point) };
            learn(&mut self.points, store, point, trace)?;
            if heard.channel == Channel::Email {
                learn(&mut self.domains, store, point, Trace::Domain(point))?;
            }
        }
        for number in &heard.numbers {
            learn(&mut self.invoices, store, number, Trace::Invoice(number))?;
        }
        if !heard.debtor.is_empty() {
            learn(&mut self.debtors, store, &heard.debtor, Trace::Reference(&heard.debtor))?;
        }
        if !heard.name.is_empty() {
            learn(&mut self.names, store, &heard.name, Trace::Name(&heard.name))?;
        }
        Ok(())
    }

    /// The thread of a message: that of the nearest known one it answers, else what its own headers tell.
    fn converse(&mut self, store: &Store, heard: &Heard) -> Result<(), StoreError> {
        if heard.channel != Channel::Email {
            return Ok(());
        }
        let mut thread = heard.conversation.clone();
        for key in &heard.thread {
            let known = match self.conversations.get(key) {
                Some(thread) => Some(thread.clone()),
                None => store.contact_held(key)?.map(|(_, held)| held.thread),
            };
            if let Some(known) = known.filter(|known| !known.is_empty()) {
                thread = known;
                break;
            }
        }
        self.conversations.insert(heard.key.clone(), thread);
        Ok(())
    }

    /// A contact with the thread it turned out to belong to.
    pub(super) fn in_thread(&self, mut heard: Heard) -> Heard {
        if let Some(thread) = self.conversations.get(&heard.key) {
            heard.conversation.clone_from(thread);
        }
        heard
    }

    /// Whose the nearest known message is that this one answers: of the book, or of the same files.
    fn answered(&self, store: &Store, heard: &Heard) -> Result<Option<Owner>, StoreError> {
        for key in &heard.thread {
            if let Some(owner) = self.placed.get(key) {
                return Ok(Some(owner.clone()));
            }
            if let Some((owner, _)) = store.contact_held(key)? {
                return Ok(Some(owner));
            }
        }
        Ok(None)
    }

    /// A contact is a debtor's: messages that answer it are as well.
    pub(super) fn place(&mut self, key: &str, owner: &Owner) {
        self.placed.insert(key.to_owned(), owner.clone());
    }

    /// What is held already stays as it is; news of a letter come to it.
    pub(super) fn with_held(&self, key: &str, heard: impl FnOnce() -> ContactRow) -> ContactRow {
        match self.held.get(key) {
            Some((_, held)) if held.reference.starts_with(LETTER_KEY) => letter::joined(held, heard()),
            Some((_, held)) => held.clone(),
            None => heard(),
        }
    }

    /// What is held stays with whom it stands. Of the rest the reference the other system writes tells first. Then whoever it went to: who calls or writes to a debtor shows a
    /// number of the house. An invoice it names tells where no number does, then the
    /// message it answers, and the name it was addressed to at last.
    pub(super) fn party<'k>(&'k self, heard: &'k Heard) -> Party<'k> {
        let first = |points: &'k [String]| points.first().map_or("", String::as_str);
        let (from, to) = (&heard.from, &heard.to);
        // what has no sender was sent by the house
        let way = if from.is_empty() { Direction::Out } else { Direction::In };
        let (point, ours) = if from.is_empty() { (first(to), "") } else { (first(from), first(to)) };
        let certain = |owner| Party::Debtor { owner, direction: way, point, ours, certainty: Certainty::Certain };
        if let Some((owner, _)) = self.held.get(&heard.key) {
            return certain(owner);
        }
        if let Some(Whose::Ones(owner)) = self.debtors.get(&heard.debtor) {
            return certain(owner);
        }
        let (mut unclear, mut left_out) = (false, false);
        for (points, direction, ours) in [(to, Direction::Out, from), (from, Direction::In, to)] {
            for point in points {
                match self.points.get(point) {
                    Some(Whose::Ones(owner)) => {
                        let (ours, certainty) = (first(ours), Certainty::Certain);
                        return Party::Debtor { owner, direction, point, ours, certainty };
                    }
                    Some(Whose::Several) => unclear = true,
                    Some(Whose::LeftOut) => left_out = true,
                    Some(Whose::Nobodys) | None => {}
                }
            }
        }
        let mut owners: Vec<&Owner> =
            heard.numbers.iter().filter_map(|number| one(self.invoices.get(number))).collect();
        owners.sort_unstable();
        owners.dedup();
        match owners.as_slice() {
            &[owner] => return Party::Debtor { owner, direction: way, point, ours, certainty: Certainty::Likely },
            [] => {}
            [_, _, ..] => return Party::Unclear,
        }
        if let Some(owner) = self.threads.get(&heard.key) {
            return Party::Debtor { owner, direction: way, point, ours, certainty: Certainty::Likely };
        }
        if left_out {
            return Party::LeftOut;
        }
        for (points, direction, ours) in [(to, Direction::Out, from), (from, Direction::In, to)] {
            let owner = points.iter().find_map(|point| Some((point, one(self.domains.get(point))?)));
            if let Some((point, owner)) = owner {
                let (ours, certainty) = (first(ours), Certainty::Likely);
                return Party::Debtor { owner, direction, point, ours, certainty };
            }
        }
        match self.names.get(&heard.name) {
            Some(Whose::Ones(owner)) => {
                Party::Debtor { owner, direction: way, point, ours, certainty: Certainty::Possible }
            }
            Some(Whose::LeftOut) => Party::LeftOut,
            Some(Whose::Several) => Party::Unclear,
            Some(Whose::Nobodys) | None if unclear => Party::Unclear,
            Some(Whose::Nobodys) | None => Party::Nobody,
        }
    }
}

/// The one debtor it is, if it is one's.
fn one(whose: Option<&Whose>) -> Option<&Owner> {
    match whose {
        Some(Whose::Ones(owner)) => Some(owner),
        Some(Whose::Several | Whose::Nobodys | Whose::LeftOut) | None => None,
    }
}

fn learn(known: &mut HashMap<String, Whose>, store: &Store, word: &str, trace: Trace<'_>) -> Result<(), StoreError> {
    if !known.contains_key(word) {
        match store.whose(trace)? {
            Whose::Nobodys => {}
            whose @ (Whose::Ones(_) | Whose::Several | Whose::LeftOut) => drop(known.insert(word.to_owned(), whose)),
        }
    }
    Ok(())
}

/// The row of a contact.
pub(super) fn contact(heard: &Heard, direction: Direction, point: &str, ours: &str) -> ContactRow {
    ContactRow {
        reference: heard.key.clone(),
        at: heard.at,
        day: heard.day,
        channel: heard.channel,
        direction,
        outcome: match direction {
            Direction::In => heard.outcome_in,
            Direction::Out => heard.outcome_out,
        },
        collector: ours.to_owned(),
        point: point.to_owned(),
        seconds: heard.seconds,
        note: heard.note.clone(),
        thread: match heard.conversation.strip_prefix(SUBJECT) {
            Some(_) => clean_line(&format!("{} {}", heard.conversation, point.to_lowercase()), REFERENCE_CHARS_MAX),
            None => heard.conversation.clone(),
        },
        quoted: heard.quoted.clone(),
    }
}
