//! The ledger's rows: what other systems own and we import. Append-only; a correction is another row.
//! What never lives here: files, columns of a file, SQL.
//! `exchange` makes them, `store` keeps them, `case` reads them.

use serde::{Deserialize, Serialize};

use super::codes::{Channel, Direction, Method, Nature, Outcome};
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
    /// The code of the group of debtors it belongs to (a parent company, a household), or empty: whoever has the same code
    /// is spoken to in one call. Codes are compared as they are written, whatever their source.
    #[serde(default)]
    pub group: String,
    /// What it may owe at most, by the house or its credit insurer; never below zero. None: nobody said.
    #[serde(default)]
    pub credit_limit: Option<Money>,
}

/// Which fields of a debtor a file speaks of: the others keep the value held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DebtorFields(u16);

impl DebtorFields {
    /// None: the file names the debtor by reference only.
    pub const NONE: Self = Self(0);
    /// Name.
    pub const NAME: Self = Self(1);
    /// Company or person.
    pub const KIND: Self = Self(1 << 1);
    /// Address.
    pub const ADDRESS: Self = Self(1 << 2);
    /// Postcode.
    pub const POSTCODE: Self = Self(1 << 3);
    /// City.
    pub const CITY: Self = Self(1 << 4);
    /// Country.
    pub const COUNTRY: Self = Self(1 << 5);
    /// Phone numbers.
    pub const PHONES: Self = Self(1 << 6);
    /// E-mail addresses.
    pub const EMAILS: Self = Self(1 << 7);
    /// Language.
    pub const LANGUAGE: Self = Self(1 << 8);
    /// Segment.
    pub const SEGMENT: Self = Self(1 << 9);
    /// Collector.
    pub const COLLECTOR: Self = Self(1 << 10);
    /// Group.
    pub const GROUP: Self = Self(1 << 11);
    /// Credit limit.
    pub const CREDIT_LIMIT: Self = Self(1 << 12);
    /// Every field.
    pub const ALL: Self = Self((1 << 13) - 1);

    /// These and those.
    #[must_use]
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// True when all of `other` are among these.
    #[must_use]
    pub const fn has(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// As bits.
    #[must_use]
    pub const fn bits(self) -> u16 {
        self.0
    }

    /// From bits; unknown ones are dropped.
    #[must_use]
    pub const fn from_bits(bits: u16) -> Self {
        Self(bits & Self::ALL.0)
    }
}

impl DebtorRow {
    /// Takes the fields that `from` speaks of, keeps the rest.
    pub fn overlay(&mut self, from: &Self, given: DebtorFields) {
        let texts = [
            (DebtorFields::NAME, &mut self.name, &from.name),
            (DebtorFields::KIND, &mut self.kind, &from.kind),
            (DebtorFields::ADDRESS, &mut self.address, &from.address),
            (DebtorFields::POSTCODE, &mut self.postcode, &from.postcode),
            (DebtorFields::CITY, &mut self.city, &from.city),
            (DebtorFields::COUNTRY, &mut self.country, &from.country),
            (DebtorFields::LANGUAGE, &mut self.language, &from.language),
            (DebtorFields::SEGMENT, &mut self.segment, &from.segment),
            (DebtorFields::COLLECTOR, &mut self.collector, &from.collector),
            (DebtorFields::GROUP, &mut self.group, &from.group),
        ];
        for (field, to, from) in texts {
            if given.has(field) {
                to.clone_from(from);
            }
        }
        if given.has(DebtorFields::PHONES) {
            self.phones.clone_from(&from.phones);
        }
        if given.has(DebtorFields::EMAILS) {
            self.emails.clone_from(&from.emails);
        }
        if given.has(DebtorFields::CREDIT_LIMIT) {
            self.credit_limit = from.credit_limit;
        }
    }
}

/// What an invoice claims, and what it costs to owe it: what decides which debt a payment on account pays first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Claim {
    /// Principal, interest or costs.
    pub nature: Nature,
    /// The late rate agreed for it, hundredths of a percent a year, 0 to [`LATE_RATE_MAX`]; none where no file told.
    pub late_rate: Option<u32>,
}

/// Highest late rate read, hundredths of a percent a year: 100 %, above any that a court leaves standing.
pub const LATE_RATE_MAX: u32 = 10_000;

impl Claim {
    /// A price, with no rate told.
    pub const PLAIN: Self = Self { nature: Nature::Principal, late_rate: None };
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
    /// What it claims.
    pub claim: Claim,
}

/// What begins the key of a ledger row that writes off instead of paying.
pub const WRITE_OFF_KEY: &str = "write-off:";

/// True for the key of a row that writes off: nobody paid, nothing more is claimed.
#[must_use]
pub fn is_write_off(key: &str) -> bool {
    key.starts_with(WRITE_OFF_KEY)
}

/// One payment received, or an amount written off (see [`WRITE_OFF_KEY`]).
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
    /// Of a message: what it has in common with those it answers and those that answer it; empty: nothing is known.
    pub thread: String,
    /// Of a message: what it quotes of earlier ones, lines as they were.
    pub quoted: String,
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
