//! The house's own score card, a file named by the book's config.
//! What never lives here: what a card is and how it is checked (see `ranking::card`).
//! `cli` reads it whenever it opens a book whose config names one.

pub use crate::ranking::Card;

use super::located::Complaint;
use crate::ranking::card::CardFault;

/// Reads a card's text; the first fault found becomes a complaint.
pub fn card(text: &str) -> Result<Card, Complaint> {
    Card::parse(text).map_err(|error| {
        let (code, fact) = match error.fault {
            CardFault::Syntax(detail) => ("card-syntax", Some(("detail", detail))),
            CardFault::UnknownFeature(name) => ("card-unknown-feature", Some(("value", name))),
            CardFault::Forbidden(name) => ("card-forbidden-feature", Some(("value", name))),
            CardFault::BinsOrWords => ("card-bins-or-words", None),
            CardFault::Twice(name) => ("card-twice", Some(("value", name))),
            CardFault::BoundsNotRising => ("card-bounds-not-rising", None),
            CardFault::LastBinOpen => ("card-last-bin-open", None),
            CardFault::PointsTooLarge => ("card-points-too-large", None),
            CardFault::BinCount => ("card-bin-count", None),
            CardFault::KnotsNotRising => ("card-knots-not-rising", None),
            CardFault::ProbabilityRange => ("card-probability-range", None),
            CardFault::Name => ("card-name", None),
        };
        let facts = fact.map(|(name, value)| (name, value.lines().collect::<Vec<_>>().join(", ")));
        Complaint { line: error.line, column: error.column, code, facts: facts.into_iter().collect() }
    })
}
