//! A sentence to be said: its message id and the facts that fill it, still without language or format.
//! What never lives here: words, formats (see `i18n`), widgets.
//! `app` makes them, `ui` says them.

use crate::domain::command::Refusal;
use crate::domain::permit::{Rule, Why};
use crate::domain::values::{CaseId, Day, Instant, Money, Sums};

/// A fact inside a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fact {
    /// Text as it is.
    Text(String),
    /// A number that may decide between one and many.
    Count(i64),
    /// An amount.
    Money(Money),
    /// Sums per currency.
    Sums(Sums),
    /// A day.
    Day(Day),
    /// A moment, said in the book's zone.
    At(Instant),
    /// A case number.
    Case(CaseId),
    /// Another message, by its id.
    Word(String),
    /// A refusal: it says the whole sentence itself.
    Refusal(Box<Refusal>),
    /// What a rule for contacts does not allow, why, and until when; it says the whole sentence itself.
    Finding(Box<(Rule, Why, Option<Day>)>),
}

/// A sentence to be said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Say {
    /// Message id.
    pub id: String,
    /// Its facts.
    pub facts: Vec<(&'static str, Fact)>,
}

impl Say {
    /// A sentence without facts.
    #[must_use]
    pub fn new(id: impl Into<String>) -> Self {
        Self { id: id.into(), facts: vec![] }
    }

    /// … with one more fact.
    #[must_use]
    pub fn with(mut self, name: &'static str, fact: Fact) -> Self {
        self.facts.push((name, fact));
        self
    }
}

/// Why something asked for was not done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// The domain said no.
    Refused(Refusal),
    /// The book or the machine did: the message id of the sentence, and what fills it.
    Broke {
        /// Message id (`store-…`).
        id: String,
        /// Every fact the sentence names, by its own name.
        facts: Vec<(&'static str, String)>,
    },
}

/// The sentence of a trouble: a refusal's own, or the store's.
#[must_use]
pub fn sentence(trouble: &Trouble) -> Say {
    match trouble {
        Trouble::Refused(refusal) => refused(refusal),
        Trouble::Broke { id, facts } => {
            facts.iter().fold(Say::new(id.clone()), |say, (name, fact)| say.with(name, Fact::Text(fact.clone())))
        }
    }
}

/// The sentence of a refusal; `Words::refusal` fills it.
#[must_use]
pub fn refused(refusal: &Refusal) -> Say {
    Say::new(refusal.message_id()).with("refusal", Fact::Refusal(Box::new(refusal.clone())))
}
