//! Plain data that goes in and out of the store beside the domain's own nouns.
//! What never lives here: a connection, a statement.
//! Every room that calls the store may read it.

use std::fmt;

use crate::domain::codes::NextAction;
use crate::domain::values::{ActId, BatchId, CaseId, Currency, Day, Instant, Login, Sums};

/// How to open a book.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mode {
    /// Read and write.
    Write,
    /// Only look.
    Read,
}

/// What a book was made with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BookSettings {
    /// IANA time zone; the day of an instant is taken there.
    pub zone: String,
    /// Reporting currency, and the currency of files that name none.
    pub currency: Currency,
    /// `fr` or `en`: the house's language, a person's own may differ.
    pub language: String,
    /// Name of the company.
    pub company: String,
}

/// Which stream an entry stands in; written `case:C-000123`, `person:mia`, `book`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stream {
    /// One debtor's file.
    Case(CaseId),
    /// A person.
    Person(Login),
    /// The book itself.
    Book,
}

impl fmt::Display for Stream {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Case(case) => write!(f, "case:{case}"),
            Self::Person(login) => write!(f, "person:{login}"),
            Self::Book => f.write_str("book"),
        }
    }
}

/// Where an entry was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordedEntry {
    /// Stream.
    pub stream: Stream,
    /// Number.
    pub seq: i64,
    /// Kebab-case name of the event.
    pub event: String,
}

/// The answer to a command: it is on disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recorded {
    /// The act.
    pub act: ActId,
    /// The case it was asked for.
    pub case: CaseId,
    /// What was written.
    pub entries: Vec<RecordedEntry>,
    /// What comes next on the case.
    pub next_action: NextAction,
    /// … and when.
    pub next_on: Option<Day>,
}

/// A case in somebody's hands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lease {
    /// Who.
    pub login: Login,
    /// On which machine.
    pub host: String,
    /// Since when.
    pub since: Instant,
}

/// One import.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BatchInfo {
    /// Number.
    pub batch: BatchId,
    /// Name of the source.
    pub source: String,
    /// Kind (`invoices` …).
    pub kind: String,
    /// File name as given.
    pub file: String,
    /// SHA-256 of the file, hex.
    pub sha256: String,
    /// Who loaded it.
    pub who: Login,
    /// When.
    pub recorded_at: Instant,
    /// The book's day it was loaded on.
    pub day: Day,
    /// `complete`, `loading` (interrupted) or `undone`.
    pub state: String,
    /// Rows read.
    pub rows: u64,
    /// New or changed.
    pub accepted: u64,
    /// As they were.
    pub unchanged: u64,
    /// Refused.
    pub rejected: u64,
    /// Invoices settled because an open-items file no longer lists them.
    pub settled_by_absence: u64,
    /// Sum of accepted amounts.
    pub totals: Sums,
}

/// One step of a form as it was typed.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct DraftStep {
    /// Which form (`note`, `promise` …).
    pub form: String,
    /// Field names and what stood in them, as typed.
    pub fields: Vec<(String, String)>,
}

/// What a person was typing when it was last kept: enough to bring the form back as it was.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Draft {
    /// The act it will become: recording it twice is one act.
    pub act: ActId,
    /// The case.
    pub case: CaseId,
    /// The debtor's name, so that a list of drafts can be read without the book.
    pub name: String,
    /// The forms filled so far, in order; the last one is open.
    pub steps: Vec<DraftStep>,
    /// When it was last typed in.
    pub at: Instant,
}
