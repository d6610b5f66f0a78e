//! What can be wrong with a file, a mapping, a row; each with a code, its sentence in `locales` (`import-CODE`).
//! What never lives here: wording.
//! All of `exchange` returns it, `cli` shows it.

use super::kind::Field;
use super::preview::Preview;

/// Why a row did not go in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reason {
    /// A field that every row needs is empty.
    Missing,
    /// Not an amount in the column's format.
    NotAnAmount,
    /// More decimals than the currency has.
    TooManyDecimals,
    /// Beyond what a book holds.
    AmountTooLarge,
    /// A payment of nothing or less.
    NotPositive,
    /// Not a day in the column's format.
    NotADate,
    /// A day before 1900 or after 2200.
    DateOutOfRange,
    /// Not a currency code.
    NotACurrency,
    /// A reference or number longer than a key may be.
    KeyTooLong,
    /// No channel of ours.
    NotAChannel,
    /// No direction of ours.
    NotADirection,
    /// Longer than anything of its kind may be.
    TooLong,
    /// The row has more cells than the header.
    TooManyColumns,
    /// The file ends in the middle of the row.
    CutShort,
    /// A quote was opened and not closed: the row swallowed others.
    UnclosedQuote,
    /// The key stood on an earlier line with other content.
    GivenTwice,
    /// No code known for this field.
    NotACode,
    /// No debtor of the book has the reference.
    NoSuchDebtor,
    /// Not a rate in percent a year, from 0 to 100 with two decimals at most.
    NotARate,
    /// It does not fit the case: the value says why.
    DoesNotFit,
}

impl Reason {
    /// Every reason.
    pub const ALL: &'static [Self] = &[
        Self::Missing,
        Self::NotAnAmount,
        Self::TooManyDecimals,
        Self::AmountTooLarge,
        Self::NotPositive,
        Self::NotADate,
        Self::DateOutOfRange,
        Self::NotACurrency,
        Self::KeyTooLong,
        Self::NotAChannel,
        Self::NotADirection,
        Self::TooLong,
        Self::TooManyColumns,
        Self::CutShort,
        Self::UnclosedQuote,
        Self::GivenTwice,
        Self::NotACode,
        Self::NoSuchDebtor,
        Self::DoesNotFit,
        Self::NotARate,
    ];

    /// Kebab-case code; the message is `import-reason-CODE`.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::NotAnAmount => "not-an-amount",
            Self::TooManyDecimals => "too-many-decimals",
            Self::AmountTooLarge => "amount-too-large",
            Self::NotPositive => "not-positive",
            Self::NotADate => "not-a-date",
            Self::DateOutOfRange => "date-out-of-range",
            Self::NotACurrency => "not-a-currency",
            Self::KeyTooLong => "key-too-long",
            Self::NotAChannel => "not-a-channel",
            Self::NotADirection => "not-a-direction",
            Self::TooLong => "too-long",
            Self::TooManyColumns => "too-many-columns",
            Self::CutShort => "cut-short",
            Self::UnclosedQuote => "unclosed-quote",
            Self::GivenTwice => "given-twice",
            Self::NotARate => "not-a-rate",
            Self::NotACode => "not-a-code",
            Self::NoSuchDebtor => "no-such-debtor",
            Self::DoesNotFit => "does-not-fit",
        }
    }
}

/// One row that did not go in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowError {
    /// Line of the file, from 1.
    pub line: u64,
    /// Header of the column; empty when the row as a whole is meant.
    pub column: String,
    /// The field, when one is meant.
    pub field: Option<Field>,
    /// What stood there, cleaned and cut.
    pub value: String,
    /// Why.
    pub reason: Reason,
}

/// Two readings of a column between which the file does not decide.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ambiguity {
    /// Header of the column.
    pub header: String,
    /// Its field.
    pub field: Field,
    /// A value that fits both.
    pub value: String,
    /// Its line.
    pub line: u64,
    /// Names of the two readings, as a mapping writes them.
    pub readings: [&'static str; 2],
    /// True when the column holds values that fit only the one and values that fit only the other.
    pub mixed: bool,
}

/// Something wrong in a mapping, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MappingError {
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1.
    pub column: usize,
    /// What: `syntax`, `unknown-field`, `unknown-format`, `no-such-header`, `not-a-currency` …; the message is `import-mapping-CODE`.
    pub code: &'static str,
    /// What it is about.
    pub what: String,
}

/// Why a file was not read at all.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// It could not be read.
    #[error("import-io")]
    Io(#[from] std::io::Error),
    /// Nothing in it.
    #[error("import-empty")]
    Empty,
    /// Not text: what it is, as far as known (`xlsx`, `xls`, `page`, `pdf`, `zip`, `gzip`, `image`, `binary`).
    #[error("import-binary")]
    Binary(&'static str),
    /// A NUL byte in the text.
    #[error("import-nul")]
    Nul {
        /// Its line.
        line: u64,
    },
    /// A row longer than any row is: a quote that was never closed.
    #[error("import-row-too-long")]
    RowTooLong {
        /// The line it begins on.
        line: u64,
    },
    /// Needed columns were not found by their headers.
    #[error("import-unknown-headers")]
    UnknownHeaders(Box<Preview>),
    /// Columns that fit two readings.
    #[error("import-ambiguous")]
    Ambiguous(Vec<Ambiguity>),
    /// The mapping cannot be used.
    #[error("import-mapping")]
    Mapping(MappingError),
    /// A bank's or an accountant's file whose structure breaks off, or whose figures do not add up; the message is
    /// `import-bank-CODE`.
    #[error("import-bank")]
    Bank {
        /// The line.
        line: u64,
        /// What is wrong.
        code: &'static str,
        /// What it is about; for balances, both figures.
        what: String,
    },
    /// The file changed between the two readings.
    #[error("import-changed")]
    Changed,
}
