//! Bank statements: one small lenient reader a format, all of them telling the same events, in bounded memory.
//! What never lives here: whose payment it is (see `domain::matching`), SQL, wording.
//! `cli` checks a file with [`check::walk`], then hands its entries on.
//!
//! A file that can be read is never refused over one field: the raw value is told in a warning, the field stays empty,
//! nothing is invented. What is refused: a file whose structure breaks off, and a statement whose balances do not add up.

mod camt;
mod camt_path;
mod cfonb;
pub mod check;
mod line;
mod mt940;
mod mt940_info;
mod ofx;
mod table;
mod table_columns;
mod teller;
mod text;
pub(in crate::exchange) mod value;

pub use check::{Checked, Statement};
pub use line::{BankLine, Keys as BankKeys, Lacking, LineKind, lines};
pub(in crate::exchange) use text::Bounded as Text;
pub use text::{Utf8, open, reopen};

use std::fmt;
use std::io::BufRead;
use std::str::FromStr;

use super::error::ImportError;
use super::kind::NotAKind;
use crate::domain::values::text::clean_line;
use crate::domain::values::{Currency, Day, Money};

/// Longest text between two marks, in bytes: no bank writes a remittance of a megabyte.
pub const PIECE_BYTES_MAX: u64 = 1 << 20;
/// Details of one entry that are read; a batch booking of more is refused rather than cut.
pub const PARTS_MAX: usize = 50_000;
/// Balances of one statement that are kept; further ones say nothing new.
pub const BALANCES_MAX: usize = 64;

/// A format of bank statements.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// ISO 20022 camt.052, 053 and 054, any version.
    Camt,
    /// CFONB 120 (statements) and 240 (returned debits).
    Cfonb,
    /// SWIFT MT940 and MT942.
    Mt940,
    /// OFX 1 (SGML) and 2 (XML).
    Ofx,
    /// A table a bank's site exports.
    Csv,
}

impl Format {
    /// Every format.
    pub const ALL: &'static [Self] = &[Self::Camt, Self::Cfonb, Self::Mt940, Self::Ofx, Self::Csv];

    /// Its name on the command line.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Camt => "camt",
            Self::Cfonb => "cfonb",
            Self::Mt940 => "mt940",
            Self::Ofx => "ofx",
            Self::Csv => "bank-csv",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Format {
    type Err = NotAKind;
    fn from_str(text: &str) -> Result<Self, NotAKind> {
        Self::ALL.iter().copied().find(|format| format.name() == text).ok_or(NotAKind)
    }
}

/// Whose statement begins.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Head {
    /// Line of the file.
    pub line: u64,
    /// The bank's own number of the statement.
    pub id: String,
    /// Account as written, spaces taken out; empty when the file names none.
    pub account: String,
    /// Currency of the account.
    pub currency: Option<Currency>,
}

/// Which balance it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BalanceKind {
    /// Booked, before the first entry.
    Opening,
    /// Booked, after the last entry.
    Closing,
    /// Available, forward, interim …
    Other,
}

/// A balance of a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Balance {
    /// Line of the file.
    pub line: u64,
    /// Which one.
    pub kind: BalanceKind,
    /// Code as written (`OPBD`, `60F` …).
    pub code: String,
    /// Amount; none when it cannot be read.
    pub amount: Option<Money>,
    /// Its day.
    pub on: Option<Day>,
}

/// One entry of a statement.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Entry {
    /// Line of the file.
    pub line: u64,
    /// Signed: what came in is positive. None when it cannot be read.
    pub amount: Option<Money>,
    /// True when money came in.
    pub credit: bool,
    /// False for what is only announced or pending.
    pub booked: bool,
    /// The bank marks it as taking back an earlier entry.
    pub reversal: bool,
    /// Day of booking.
    pub booked_on: Option<Day>,
    /// Value date.
    pub value_on: Option<Day>,
    /// The bank's own reference.
    pub bank_reference: String,
    /// The bank's code of what it is (`PMNT/RCDT/ESCT`, `NTRF`, CFONB `05` …).
    pub code: String,
    /// Label of the entry as a whole.
    pub label: String,
    /// Its details: one at least.
    pub parts: Vec<Part>,
}

/// One transaction inside an entry.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Part {
    /// Unsigned; none when the entry has one detail only or the bank does not tell.
    pub amount: Option<Money>,
    /// End-to-end reference, empty when none was given.
    pub end_to_end: String,
    /// Mandate of a direct debit.
    pub mandate: String,
    /// The bank's or clearing's reference of this detail.
    pub bank_reference: String,
    /// Cheque number.
    pub cheque: String,
    /// Structured references: creditor reference, number of a document referred to.
    pub structured: Vec<String>,
    /// Free remittance text, piece by piece.
    pub remittance: Vec<String>,
    /// Who paid, or was to pay.
    pub debtor: Party,
    /// Who was paid, or was to be.
    pub creditor: Party,
    /// Why it came back (`AC06` …); empty when it did not.
    pub reason: String,
}

/// One side of a transaction.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Party {
    /// Name.
    pub name: String,
    /// Account, spaces taken out.
    pub account: String,
}

/// A field that was left empty because it could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Warning {
    /// Line of the file.
    pub line: u64,
    /// Which field: `amount`, `date`, `currency`, `balance`, `unchecked` …; the message is `bank-warning-CODE`.
    pub code: &'static str,
    /// The raw value.
    pub value: String,
}

/// What a reader tells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A statement begins.
    Statement(Head),
    /// An entry of it.
    Entry(Box<Entry>),
    /// The statement ends; its balances.
    Close(Vec<Balance>),
    /// Something could not be read.
    Warning(Warning),
}

/// Why a file of a bank cannot be read, and where; `code` names the message `import-bank-CODE`.
#[must_use]
pub(super) fn broken(line: u64, code: &'static str, what: &str) -> ImportError {
    ImportError::Bank { line, code, what: clean_line(what, 60) }
}

/// Reads a whole file of UTF-8 text; `fallback` is the currency of formats that may name none.
pub fn read<R: BufRead, E: From<ImportError>>(
    format: Format,
    text: R,
    fallback: Currency,
    each: &mut dyn FnMut(Event) -> Result<(), E>,
) -> Result<(), E> {
    match format {
        Format::Camt => camt::read(text, each),
        Format::Cfonb => cfonb::read(text, each),
        Format::Mt940 => mt940::read(text, fallback, each),
        Format::Ofx => ofx::read(text, fallback, each),
        Format::Csv => table::read(text, fallback, each),
    }
}
