//! Packed rows read in place, without a copy: texts are slices of the block they lie in.
//! What never lives here: packing (see `codec`), SQL text.
//! `bulk` calls it.

use rusqlite::types::ValueRef;

use crate::domain::codes::{Method, Nature};
use crate::domain::ledger::{Claim, ContactRow, DebtorFields, DebtorRow, InvoiceRow, LedgerRow, PaymentRow};
use crate::domain::values::{CaseId, Currency, Day, Instant, Money, SourceId};

use super::super::StoreError;
use super::super::digest::{self, Fields, RowKind};
#[cfg(test)]
use super::codec;

/// A row that is no debtor.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum View<'a> {
    Invoice(Invoice<'a>),
    Payment(Payment<'a>),
    Contact(Contact<'a>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Invoice<'a> {
    pub(super) number: &'a str,
    pub(super) issued_on: Day,
    pub(super) due_on: Day,
    pub(super) amount: Money,
    pub(super) claim: Claim,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Payment<'a> {
    pub(super) reference: &'a str,
    pub(super) paid_on: Day,
    pub(super) amount: Money,
    pub(super) invoice: &'a str,
    /// By name, empty for none.
    pub(super) method: &'a str,
    pub(super) inferred: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Contact<'a> {
    pub(super) reference: &'a str,
    pub(super) at: Instant,
    pub(super) day: Day,
    /// Channel, direction, outcome by name; the last empty for none.
    pub(super) codes: [&'a str; 3],
    pub(super) collector: &'a str,
    pub(super) point: &'a str,
    pub(super) seconds: u32,
    pub(super) note: &'a str,
    pub(super) thread: &'a str,
    pub(super) quoted: &'a str,
}

impl<'a> View<'a> {
    /// Reads a row of a kind that is no debtor.
    pub(super) fn read(kind: RowKind, key: &'a str, body: &'a [u8]) -> Result<Self, StoreError> {
        let mut from = Reader(body);
        match kind {
            RowKind::Debtor => Err(torn()),
            RowKind::Invoice => Ok(Self::Invoice(Invoice {
                number: key,
                issued_on: from.day()?,
                due_on: from.day()?,
                amount: from.money()?,
                claim: from.claim()?,
            })),
            RowKind::Payment => Ok(Self::Payment(Payment {
                reference: key,
                paid_on: from.day()?,
                amount: from.money()?,
                inferred: from.take::<1>()? != [0],
                invoice: from.text()?,
                method: from.text()?,
            })),
            RowKind::Contact => Ok(Self::Contact(Contact {
                reference: key,
                at: Instant(i64::from_le_bytes(from.take()?)),
                day: from.day()?,
                seconds: u32::from_le_bytes(from.take()?),
                codes: [from.text()?, from.text()?, from.text()?],
                collector: from.text()?,
                point: from.text()?,
                note: from.text()?,
                thread: from.text()?,
                quoted: from.text()?,
            })),
        }
    }

    /// Its key within its debtor.
    pub(super) fn key(&self) -> &'a str {
        match self {
            Self::Invoice(row) => row.number,
            Self::Payment(row) => row.reference,
            Self::Contact(row) => row.reference,
        }
    }

    /// The row as the domain holds it.
    pub(super) fn owned(&self, debtor: &str) -> Result<LedgerRow, StoreError> {
        let debtor = debtor.to_owned();
        Ok(match *self {
            Self::Invoice(Invoice { number, issued_on, due_on, amount, claim }) => {
                let number = number.to_owned();
                LedgerRow::Invoice(debtor, InvoiceRow { number, issued_on, due_on, amount, claim })
            }
            Self::Payment(row) => LedgerRow::Payment(
                debtor,
                PaymentRow {
                    reference: row.reference.to_owned(),
                    paid_on: row.paid_on,
                    amount: row.amount,
                    invoice: row.invoice.to_owned(),
                    method: code::<Method>(row.method)?,
                    inferred: row.inferred,
                },
            ),
            Self::Contact(row) => LedgerRow::Contact(
                debtor,
                ContactRow {
                    reference: row.reference.to_owned(),
                    at: row.at,
                    day: row.day,
                    channel: code(row.codes[0])?.ok_or_else(torn)?,
                    direction: code(row.codes[1])?.ok_or_else(torn)?,
                    outcome: code(row.codes[2])?,
                    collector: row.collector.to_owned(),
                    point: row.point.to_owned(),
                    seconds: row.seconds,
                    note: row.note.to_owned(),
                    thread: row.thread.to_owned(),
                    quoted: row.quoted.to_owned(),
                },
            ),
        })
    }

    /// Digest of the row, in memory used before.
    pub(super) fn digest(&self, used: &mut Vec<u8>, case: CaseId, source: SourceId) -> [u8; 32] {
        let mut begin = |kind| Fields::begin(std::mem::take(used), kind, case, source, self.key());
        let fields = match self {
            Self::Invoice(row) => {
                let days = (row.issued_on, row.due_on);
                digest::invoice_fields(begin(RowKind::Invoice), days, row.amount, row.claim)
            }
            Self::Payment(row) => {
                let named = (row.invoice, row.method);
                digest::payment_fields(begin(RowKind::Payment), row.paid_on, row.amount, named, row.inferred)
            }
            Self::Contact(row) => {
                let texts = [row.collector, row.point, row.note, row.thread, row.quoted];
                digest::contact_fields(begin(RowKind::Contact), row.at, row.day, row.codes, texts, row.seconds)
            }
        };
        let (digest, memory) = fields.end();
        *used = memory;
        digest
    }
}

/// A text as a value to bind.
pub(super) fn text(text: &str) -> ValueRef<'_> {
    ValueRef::Text(text.as_bytes())
}

/// A debtor row with the fields that its file speaks of.
pub(super) fn debtor(reference: &str, body: &[u8]) -> Result<(DebtorRow, DebtorFields), StoreError> {
    let mut from = Reader(body);
    let given = DebtorFields::from_bits(u16::from_le_bytes(from.take()?));
    let row = DebtorRow {
        reference: reference.to_owned(),
        name: from.owned()?,
        kind: from.owned()?,
        address: from.owned()?,
        postcode: from.owned()?,
        city: from.owned()?,
        country: from.owned()?,
        phones: from.lines()?,
        emails: from.lines()?,
        language: from.owned()?,
        segment: from.owned()?,
        collector: from.owned()?,
        group: from.owned()?,
        credit_limit: from.money_or_none()?,
    };
    Ok((row, given))
}

/// Any row as the domain holds it.
#[cfg(test)]
pub(super) fn owned(key: &[u8], body: &[u8]) -> Result<LedgerRow, StoreError> {
    match codec::split_key(key)? {
        (reference, RowKind::Debtor, _) => Ok(LedgerRow::Debtor(debtor(reference, body)?.0)),
        (reference, kind @ (RowKind::Invoice | RowKind::Payment | RowKind::Contact), key) => {
            View::read(kind, key, body)?.owned(reference)
        }
    }
}

struct Reader<'a>(&'a [u8]);

fn torn() -> StoreError {
    StoreError::Corrupt("packed row".into())
}

fn code<T: std::str::FromStr>(text: &str) -> Result<Option<T>, StoreError> {
    if text.is_empty() { Ok(None) } else { text.parse().map(Some).map_err(|_| torn()) }
}

impl<'a> Reader<'a> {
    fn take<const N: usize>(&mut self) -> Result<[u8; N], StoreError> {
        let (head, rest) = self.0.split_first_chunk::<N>().ok_or_else(torn)?;
        self.0 = rest;
        Ok(*head)
    }

    fn text(&mut self) -> Result<&'a str, StoreError> {
        let len = u32::from_le_bytes(self.take()?) as usize;
        let (head, rest) = self.0.split_at_checked(len).ok_or_else(torn)?;
        self.0 = rest;
        std::str::from_utf8(head).map_err(|_| torn())
    }

    fn owned(&mut self) -> Result<String, StoreError> {
        self.text().map(str::to_owned)
    }

    fn lines(&mut self) -> Result<Vec<String>, StoreError> {
        Ok(super::super::columns::from_lines(self.text()?))
    }

    fn day(&mut self) -> Result<Day, StoreError> {
        Ok(Day(i32::from_le_bytes(self.take()?)))
    }

    fn claim(&mut self) -> Result<Claim, StoreError> {
        let [nature] = self.take::<1>()?;
        let nature = Nature::ALL.get(usize::from(nature)).copied().ok_or_else(torn)?;
        let rate = u32::from_le_bytes(self.take::<4>()?);
        Ok(Claim { nature, late_rate: (rate != u32::MAX).then_some(rate) })
    }

    fn money_or_none(&mut self) -> Result<Option<Money>, StoreError> {
        let [there] = self.take()?;
        (there != 0).then(|| self.money()).transpose()
    }

    fn money(&mut self) -> Result<Money, StoreError> {
        let minor = i64::from_le_bytes(self.take()?);
        let code: [u8; 3] = self.take()?;
        if &code == b"EUR" {
            return Ok(Money::new(minor, Currency::EUR));
        }
        let code = std::str::from_utf8(&code).map_err(|_| torn())?;
        Ok(Money::new(minor, code.parse::<Currency>().map_err(|_| torn())?))
    }
}
