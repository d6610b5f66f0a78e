//! What the workstation starts with: plain data that the command line fills.
//! What never lives here: finding a book, reading a config (see `cli`).
//! `cli` makes a [`Start`]; tests make their own.

use std::fmt;
use std::path::PathBuf;

use super::close::Closer;
use super::making::Made;
use super::reports::Reporter;
use super::taste::{Taste, Tastes};
use super::what_if::Asker;
use crate::app::effect::FirstBook;
use crate::app::keymap::{Keymap, KeymapFault};
use crate::app::screen::mapping::Sample;
use crate::app::session::Session;
use crate::clock::Clock;
use crate::day::Card;
use crate::domain::codes::CardSource;
use crate::domain::event::Who;
use crate::domain::terms::Policy;
use crate::domain::values::{Currency, Login};
use crate::i18n::{Lang, Words};
use crate::store::{Mode, Store};

/// An open book and what works on it.
#[derive(Debug)]
pub struct OpenBook {
    /// The book.
    pub store: Store,
    /// Its clock, in its zone.
    pub clock: Clock,
    /// Who works on it.
    pub who: Who,
    /// The house's numbers.
    pub policy: Policy,
    /// The card in force, and where it comes from.
    pub card: (Card, CardSource),
    /// An invented book.
    pub demo: bool,
    /// What closes its day.
    pub closer: Box<dyn Closer>,
    /// What makes its lists under other numbers.
    pub asker: Box<dyn Asker>,
    /// What makes its reports.
    pub reporter: Box<dyn Reporter>,
    /// What reads the house's numbers and card again when others have changed them.
    pub house: Box<dyn House>,
}

/// Reads what the house goes by.
pub trait House: fmt::Debug {
    /// What is in force today; `None` when it cannot be read: then what was in force stays.
    fn in_force(&mut self) -> Option<(Policy, (Card, CardSource))>;
}

/// A house that goes by what it went by at the start.
#[derive(Debug)]
pub struct HouseAsItWas;

impl House for HouseAsItWas {
    fn in_force(&mut self) -> Option<(Policy, (Card, CardSource))> {
        None
    }
}

impl OpenBook {
    pub(super) fn session(&self, host: &str, lang: Lang) -> Session {
        let settings = self.store.settings();
        Session {
            who: self.who.clone(),
            host: host.to_owned(),
            lang,
            zone: self.clock.zone(),
            currency: settings.currency,
            company: settings.company.clone(),
            policy: self.policy.clone(),
            people: people(&self.store),
            read_only: self.store.mode() == Mode::Read,
            book: true,
            demo: self.demo,
            dials: false,
        }
    }
}

/// Who works here. Should they not be read, a name is typed in vain and that is said; nothing else is lost.
pub(super) fn people(store: &Store) -> Vec<Login> {
    store.people().unwrap_or_default().into_iter().map(|person| person.login).collect()
}

/// Why there is no first book.
#[derive(Debug)]
pub enum NotMade {
    /// It could not be made, in a sentence.
    Sentence(String),
    /// Its file was not understood: the columns are asked.
    Unmapped(Box<Sample>),
}

impl From<&str> for NotMade {
    fn from(sentence: &str) -> Self {
        Self::Sentence(sentence.to_owned())
    }
}

/// Makes the first book.
pub type Maker = Box<dyn FnMut(FirstBook) -> Result<Made, NotMade>>;

/// What the workstation starts with.
pub struct Start {
    /// The book; `None` in the first hour.
    pub book: Option<OpenBook>,
    /// Who, while there is no book.
    pub who: Who,
    /// The clock, while there is no book.
    pub clock: Clock,
    /// Makes the first book: not the loop's business.
    pub maker: Maker,
    /// On which machine (see [`host`]).
    pub host: String,
    /// Words of the screen.
    pub words: Words,
    /// Looks and keys of the person.
    pub taste: Taste,
    /// A tour is asked for.
    pub tour: bool,
    /// For ears: changes are said as lines added below.
    pub linear: bool,
    /// What tells that they changed.
    pub tastes: Box<dyn Tastes>,
    /// Where crash files go.
    pub crash_folder: PathBuf,
}

impl fmt::Debug for Start {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Start").field("book", &self.book).field("who", &self.who).finish_non_exhaustive()
    }
}

impl Start {
    pub(super) fn session(&self) -> Session {
        let lang = self.words.lang();
        if let Some(book) = &self.book {
            return Session { dials: !self.taste.dial.is_empty(), ..book.session(&self.host, lang) };
        }
        Session {
            who: self.who.clone(),
            host: self.host.clone(),
            lang,
            zone: self.clock.zone(),
            currency: Currency::EUR,
            company: String::new(),
            policy: Policy::default(),
            people: vec![],
            read_only: false,
            book: false,
            demo: false,
            dials: !self.taste.dial.is_empty(),
        }
    }
}

/// Something in a person's keymap that cannot be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyFault {
    /// The action it stands at.
    pub action: String,
    /// Message id of the sentence.
    pub id: &'static str,
    /// What fills it.
    pub facts: Vec<(&'static str, String)>,
}

/// What is wrong with a person's own keys, judged by the table of actions; nothing when they can be used.
#[must_use]
pub fn key_faults(keys: &[(String, Vec<String>)]) -> Vec<KeyFault> {
    let faults = Keymap::patched(keys).err().unwrap_or_default();
    let named = |name: &str| keys.iter().any(|(action, _)| action == name);
    let fault = |fault| match fault {
        KeymapFault::UnknownAction(action) => {
            KeyFault { id: "config-keys-action", facts: vec![("action", action.clone())], action }
        }
        KeymapFault::UnknownKey { action, key } => {
            KeyFault { id: "config-keys-key", facts: vec![("key", key), ("action", action.clone())], action }
        }
        KeymapFault::Twice { key, first, second } => {
            let action = if named(second) { second } else { first };
            let facts = vec![("key", key), ("first", first.to_owned()), ("second", second.to_owned())];
            KeyFault { id: "config-keys-twice", facts, action: action.to_owned() }
        }
    };
    faults.into_iter().map(fault).collect()
}

/// The name of this machine, as leases and long work show it.
#[must_use]
pub fn host() -> String {
    rustix::system::uname().nodename().to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_that_cannot_be_are_named() {
        let patch = |action: &str, key: &str| (action.to_owned(), vec![key.to_owned()]);
        assert_eq!(key_faults(&[]), []);
        // The key of the note, in the same places.
        assert!(key_faults(&[patch("record-promise", "n")]).iter().any(|fault| fault.id == "config-keys-twice"));
        let faults = key_faults(&[patch("fly", "x"), patch("record-promise", "nokey-x"), patch("record-note", "p")]);
        let said: Vec<_> = faults.iter().map(|fault| (fault.id, fault.action.as_str())).collect();
        assert!(said.contains(&("config-keys-action", "fly")));
        assert!(said.contains(&("config-keys-key", "record-promise")));
    }
}
