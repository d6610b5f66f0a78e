//! How long the next call will take, by how the last contact ended.
//! What never lives here: the figures (see `domain::order`).
//! `ranking::place` calls it.

use crate::domain::codes::{ContactClass, Outcome};
use crate::domain::order::Minutes;

/// Tenths of a minute, never none.
#[must_use]
pub fn expected_tenths(last: Option<Outcome>, minutes: &Minutes) -> u16 {
    let tenths = match last {
        None => minutes.unknown,
        Some(Outcome::Dispute | Outcome::Complaint) => minutes.dispute,
        Some(Outcome::Voicemail) => minutes.message,
        Some(outcome) => match outcome.class() {
            ContactClass::RightParty => minutes.talk,
            ContactClass::ThirdParty => minutes.message,
            ContactClass::NoContact | ContactClass::BadPoint => minutes.no_answer,
            ContactClass::Other => minutes.unknown,
        },
    };
    tenths.max(1)
}
