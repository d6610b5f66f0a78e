//! What a book's own calls told: how often they reached somebody in each part of the week, and how long they took.
//! What never lives here: counting them (see `case::calls`), the shares made of them (see `order`), reading a text.
//! `case` fills it, `order` reads it.

use serde::{Deserialize, Serialize};

use super::codes::{ContactClass, Outcome};
use super::slot::SLOTS;

/// How the contact before a call ended, as far as it tells how long the call will take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum After {
    /// Nobody was reached.
    NoAnswer,
    /// A message was left, or a third party answered.
    Message,
    /// The debtor was spoken to.
    Talk,
    /// … and disputed or complained.
    Dispute,
    /// Never contacted, or only in writing.
    Unknown,
}

impl After {
    /// All of them.
    pub const ALL: [Self; 5] = [Self::NoAnswer, Self::Message, Self::Talk, Self::Dispute, Self::Unknown];

    /// By the outcome of the last contact.
    #[must_use]
    pub const fn of(last: Option<Outcome>) -> Self {
        match last {
            None => Self::Unknown,
            Some(Outcome::Dispute | Outcome::Complaint) => Self::Dispute,
            Some(Outcome::Voicemail) => Self::Message,
            Some(outcome) => match outcome.class() {
                ContactClass::RightParty => Self::Talk,
                ContactClass::ThirdParty => Self::Message,
                ContactClass::NoContact | ContactClass::BadPoint => Self::NoAnswer,
                ContactClass::Other => Self::Unknown,
            },
        }
    }
}

/// Calls out in one part of the week.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reaching {
    /// Calls.
    pub calls: u32,
    /// What they weigh, in thousandths of a first call: the third of a fortnight counts for less.
    pub weight_permille: u64,
    /// … that reached the right party.
    pub reached: u32,
}

/// Calls whose length is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lasting {
    /// Calls.
    pub calls: u32,
    /// How long they took together, notes included, in tenths of a minute.
    pub tenths: u64,
}

/// What the calls up to a day told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Learnt {
    /// By part of the week.
    pub reach: [Reaching; SLOTS],
    /// By how the contact before ended, in the order of [`After::ALL`].
    pub minutes: [Lasting; After::ALL.len()],
}

impl Learnt {
    /// Calls that the chance to reach somebody was learnt from.
    #[must_use]
    pub fn reach_calls(&self) -> u32 {
        self.reach.iter().map(|part| part.calls).sum()
    }

    /// Calls that the minutes were learnt from.
    #[must_use]
    pub fn minutes_calls(&self) -> u32 {
        self.minutes.iter().map(|after| after.calls).sum()
    }
}
