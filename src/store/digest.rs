//! Digests of ledger rows: one SHA-256 a row over its canonical bytes, and the sum of a batch (order does not matter).
//! What never lives here: SQL, files.
//! `bulk` adds rows up while loading, `verify` adds the stored ones up again.

use sha2::{Digest, Sha256};

use crate::domain::ledger::{ContactRow, DebtorRow, InvoiceRow, PaymentRow};
use crate::domain::values::{CaseId, Money, SourceId};

/// What kind of ledger row a digest is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RowKind {
    /// A debtor.
    Debtor = 1,
    /// An invoice or credit note.
    Invoice = 2,
    /// A payment.
    Payment = 3,
    /// A contact of the past.
    Contact = 4,
}

/// Fields of a row as canonical bytes: each text with its length before it, each number as eight bytes, big end first.
#[derive(Debug, Clone, Default)]
pub struct Fields(Vec<u8>);

impl Fields {
    /// Adds a text.
    #[must_use]
    pub fn text(mut self, text: &str) -> Self {
        self.0.extend_from_slice(&(text.len() as u64).to_be_bytes());
        self.0.extend_from_slice(text.as_bytes());
        self
    }

    /// Adds a number.
    #[must_use]
    pub fn int(mut self, value: i64) -> Self {
        self.0.extend_from_slice(&value.to_be_bytes());
        self
    }

    /// Adds an amount: minor units, then the currency.
    #[must_use]
    pub fn money(self, money: Money) -> Self {
        self.int(money.minor).text(money.currency.code())
    }

    /// Adds texts, their number first.
    #[must_use]
    pub fn texts(self, texts: &[String]) -> Self {
        let counted = self.int(i64::try_from(texts.len()).unwrap_or(i64::MAX));
        texts.iter().fold(counted, |fields, text| fields.text(text))
    }

    /// The bytes so far.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

/// Digest of one row: its kind, its key (case, source, `key`) and its fields.
#[must_use]
pub fn row(kind: RowKind, case: CaseId, source: SourceId, key: &str, fields: &[u8]) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update([kind as u8]);
    hash.update(case.0.to_be_bytes());
    hash.update(source.0.to_be_bytes());
    hash.update((key.len() as u64).to_be_bytes());
    hash.update(key.as_bytes());
    hash.update(fields);
    hash.finalize().into()
}

/// Digest of a debtor row.
#[must_use]
pub fn debtor(case: CaseId, source: SourceId, debtor: &DebtorRow) -> [u8; 32] {
    let fields = Fields::default()
        .text(&debtor.name)
        .text(&debtor.kind)
        .text(&debtor.address)
        .text(&debtor.postcode)
        .text(&debtor.city)
        .text(&debtor.country)
        .texts(&debtor.phones)
        .texts(&debtor.emails)
        .text(&debtor.language)
        .text(&debtor.segment)
        .text(&debtor.collector);
    row(RowKind::Debtor, case, source, &debtor.reference, fields.bytes())
}

/// Digest of an invoice row.
#[must_use]
pub fn invoice(case: CaseId, source: SourceId, invoice: &InvoiceRow) -> [u8; 32] {
    let fields =
        Fields::default().int(i64::from(invoice.issued_on.0)).int(i64::from(invoice.due_on.0)).money(invoice.amount);
    row(RowKind::Invoice, case, source, &invoice.number, fields.bytes())
}

/// Digest of a payment row.
#[must_use]
pub fn payment(case: CaseId, source: SourceId, payment: &PaymentRow) -> [u8; 32] {
    let fields = Fields::default()
        .int(i64::from(payment.paid_on.0))
        .money(payment.amount)
        .text(&payment.invoice)
        .text(payment.method.map_or("", |method| method.name()))
        .int(i64::from(payment.inferred));
    row(RowKind::Payment, case, source, &payment.reference, fields.bytes())
}

/// Digest of a contact row.
#[must_use]
pub fn contact(case: CaseId, source: SourceId, contact: &ContactRow) -> [u8; 32] {
    let fields = Fields::default()
        .int(contact.at.0)
        .int(i64::from(contact.day.0))
        .text(contact.channel.name())
        .text(contact.direction.name())
        .text(contact.outcome.map_or("", |outcome| outcome.name()))
        .text(&contact.collector)
        .text(&contact.point)
        .int(i64::from(contact.seconds))
        .text(&contact.note);
    row(RowKind::Contact, case, source, &contact.reference, fields.bytes())
}

/// Sum of row digests modulo 2^256: rows may come in any order and from several chunks.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct BatchSum([u64; 4]);

impl BatchSum {
    /// Adds one row.
    pub fn add(&mut self, digest: &[u8; 32]) {
        let mut carry = 0u128;
        for (limb, bytes) in self.0.iter_mut().zip(digest.as_chunks::<8>().0) {
            let sum = u128::from(*limb) + u128::from(u64::from_le_bytes(*bytes)) + carry;
            *limb = sum as u64;
            carry = sum >> 64;
        }
    }

    /// Adds another sum (of a chunk).
    pub fn merge(&mut self, other: &Self) {
        self.add(&other.bytes());
    }

    /// The sum, as kept in `batch.digest`.
    #[must_use]
    pub fn bytes(&self) -> [u8; 32] {
        let mut out = [0; 32];
        for (chunk, limb) in out.as_chunks_mut::<8>().0.iter_mut().zip(self.0) {
            *chunk = limb.to_le_bytes();
        }
        out
    }

    /// Reads a sum back (to go on with an interrupted load).
    #[must_use]
    pub fn from_bytes(bytes: &[u8; 32]) -> Self {
        let mut sum = Self::default();
        sum.add(bytes);
        sum
    }
}

/// Bytes as lower-case hex.
#[must_use]
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn order_does_not_matter_and_each_row_counts() {
        let (a, b) = ([0xff; 32], [0x81; 32]);
        let (mut one, mut two) = (BatchSum::default(), BatchSum::default());
        one.add(&a);
        one.add(&b);
        two.add(&b);
        two.add(&a);
        assert_eq!(one, two);
        assert_eq!(BatchSum::from_bytes(&one.bytes()), one);
        let mut merged = BatchSum::default();
        merged.merge(&one);
        assert_eq!(merged, two);
        two.add(&[0; 32]);
        assert_eq!(one, two, "an all-zero digest is the one row that would not count; SHA-256 never makes it");
    }

    #[test]
    fn a_text_never_runs_into_the_next() {
        let one = Fields::default().text("ab").text("c");
        let two = Fields::default().text("a").text("bc");
        assert_ne!(one.bytes(), two.bytes());
    }
}
