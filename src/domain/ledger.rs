//! The ledger's rows: what other systems own and we import. Append-only; a correction is another row.
//! What never lives here: files, columns of a file, SQL.
//! `exchange` makes them, `store` keeps them, `case` reads them.

use serde::{Deserialize, Serialize};

use super::codes::{Channel, Direction, Method, Outcome};
use super::values::{BatchId, CaseId, Day, Instant, Money, SourceId};

/// Names one invoice: the case it was imported for, the system it came from, its number there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ItemKey {
    /// The case the row belongs to (its own, before any merge).
    pub case: CaseId,
    /// The system it came from.
    pub source: SourceId,
    /// Its number there.
    pub number: String,
}

/// A debtor as another system describes it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct DebtorRow {
    /// The reference the source knows it by.
    pub reference: String,
    /// Name of company or person.
    pub name: String,
    /// `company`, `person` or empty.
    pub kind: String,
    /// Postal address, one line.
    pub address: String,
    /// Postcode.
    pub postcode: String,
    /// City.
    pub city: String,
    /// ISO 3166 alpha-2 where known, else as it came.
    pub country: String,
    /// Phone numbers as they came, most useful first.
    pub phones: Vec<String>,
    /// E-mail addresses.
    pub emails: Vec<String>,
    /// Language to write to the debtor in (`fr`, `en`) or empty.
    pub language: String,
    /// Segment of the portfolio.
    pub segment: String,
    /// The collector named by the source, if any.
    pub collector: String,
}

/// One invoice (positive) or credit note (negative).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InvoiceRow {
    /// Its number in its source.
    pub number: String,
    /// Day of issue.
    pub issued_on: Day,
    /// Day it falls due.
    pub due_on: Day,
    /// Amount incl. tax; negative for a credit note.
    pub amount: Money,
}

/// One payment received.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaymentRow {
    /// Its key in its source; unique with (source, debtor).
    pub reference: String,
    /// Value date.
    pub paid_on: Day,
    /// Amount, above zero.
    pub amount: Money,
    /// The invoice the source says it pays; empty when on account.
    pub invoice: String,
    /// How, when known.
    pub method: Option<Method>,
    /// True for a settlement inferred from an open-items file; a real payment imported later replaces it.
    pub inferred: bool,
}

/// One contact of the past, made in another system.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactRow {
    /// Its key in its source.
    pub reference: String,
    /// When.
    pub at: Instant,
    /// The book's day of `at`.
    pub day: Day,
    /// Channel.
    pub channel: Channel,
    /// Direction.
    pub direction: Direction,
    /// Outcome, when it could be read.
    pub outcome: Option<Outcome>,
    /// Who made it, as the source says.
    pub collector: String,
    /// Phone or address used.
    pub point: String,
    /// Talk time in seconds.
    pub seconds: u32,
    /// Free text.
    pub note: String,
}

/// A ledger row with where and when it came from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Loaded<T> {
    /// The case it belongs to.
    pub case: CaseId,
    /// Its source.
    pub source: SourceId,
    /// Its batch; the highest visible batch wins among rows of one key.
    pub batch: BatchId,
    /// The row.
    pub row: T,
}

/// What an importer hands over for one debtor reference: any subset of a debtor, its invoices, payments, contacts.
/// `store.load` assigns the case number, compares with what it holds, and keeps only what is new or changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LedgerRow {
    /// A debtor.
    Debtor(DebtorRow),
    /// An invoice or credit note of a debtor reference.
    Invoice(String, InvoiceRow),
    /// A payment of a debtor reference.
    Payment(String, PaymentRow),
    /// A contact of a debtor reference.
    Contact(String, ContactRow),
}
