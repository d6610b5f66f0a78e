//! Reading what people type: amounts, days, moments, in either language whatever the screen's.
//! What never lives here: files and their columns (see `exchange`), a clock (today is handed in), the rules of the trade.
//! `app` and `cli` call it. Where a text has two readings it is refused as ambiguous, never guessed.

mod amount;
mod day;
mod moment;

pub use amount::{amount, amount_in};
pub use day::{day, past_day};
pub use moment::{moment, past_moment};

/// Why a text could not be read. `Display` is the message id in `locales` (all start with `read-`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ReadError {
    /// Nothing was typed.
    #[error("read-empty")]
    Empty,
    /// Not an amount.
    #[error("read-not-an-amount")]
    NotAnAmount,
    /// More decimals than the currency has (argument `digits`).
    #[error("read-too-many-decimals")]
    TooManyDecimals {
        /// How many it has.
        digits: u32,
    },
    /// Above the largest amount a book holds.
    #[error("read-too-large")]
    TooLarge,
    /// A currency other than the one asked for.
    #[error("read-other-currency")]
    OtherCurrency,
    /// Two readings are possible.
    #[error("read-ambiguous")]
    Ambiguous,
    /// Not a day.
    #[error("read-not-a-day")]
    NotADay,
    /// Written like a day, but the calendar has none such (31/02).
    #[error("read-no-such-day")]
    NoSuchDay,
    /// Not a time of day.
    #[error("read-not-a-time")]
    NotATime,
}

impl ReadError {
    /// The sentence for a person.
    #[must_use]
    pub fn say(self, words: &super::Words) -> String {
        match self {
            Self::TooManyDecimals { digits } => words.tf(&self.to_string(), &[("digits", digits.into())]),
            Self::Empty
            | Self::NotAnAmount
            | Self::TooLarge
            | Self::OtherCurrency
            | Self::Ambiguous
            | Self::NotADay
            | Self::NoSuchDay
            | Self::NotATime => words.t(&self.to_string()),
        }
    }
}
