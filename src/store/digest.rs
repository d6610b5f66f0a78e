//! Digests of ledger rows: one SHA-256 a row over its canonical bytes, and the sum of a batch (order does not matter).
//! What never lives here: SQL, files.
//! `bulk` adds rows up while loading, `verify` adds the stored ones up again.

use sha2::{Digest, Sha256};

use crate::domain::bank::BankLine;
use crate::domain::heard::Unclaimed;
use crate::domain::ledger::{Claim, ContactRow, DebtorRow, InvoiceRow, PaymentRow};
use crate::domain::values::{CaseId, Day, Instant, Money, SourceId};

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

/// A row as canonical bytes: its kind and key (case, source, its own), then its fields: each text with its length before
/// it, each number as eight bytes, big end first.
#[derive(Debug, Clone, Default)]
pub struct Fields(Vec<u8>);

impl Fields {
    /// Begins a row of this kind and key, in memory used before.
    #[must_use]
    pub fn begin(mut used: Vec<u8>, kind: RowKind, case: CaseId, source: SourceId, key: &str) -> Self {
        used.clear();
        used.push(kind as u8);
        Self(used).int(case.0).int(source.0).text(key)
    }

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

    /// The digest of the row, and the memory for the next.
    #[must_use]
    pub fn end(self) -> ([u8; 32], Vec<u8>) {
        (Sha256::digest(&self.0).into(), self.0)
    }
}

/// The fields of a debtor row.
#[must_use]
pub fn debtor_fields(begun: Fields, debtor: &DebtorRow) -> Fields {
    let fields = begun
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
    // Rows from before there were groups or credit limits keep the digest they were written with.
    let fields = if debtor.group.is_empty() { fields } else { fields.text(&debtor.group) };
    match debtor.credit_limit {
        Some(limit) => fields.text("credit-limit").money(limit),
        None => fields,
    }
}

/// Digest of a debtor row.
#[must_use]
pub fn debtor(case: CaseId, source: SourceId, debtor: &DebtorRow) -> [u8; 32] {
    debtor_fields(Fields::begin(vec![], RowKind::Debtor, case, source, &debtor.reference), debtor).end().0
}

/// The fields of an invoice row.
#[must_use]
pub fn invoice_fields(begun: Fields, (issued_on, due_on): (Day, Day), amount: Money, claim: Claim) -> Fields {
    let fields = begun.int(i64::from(issued_on.0)).int(i64::from(due_on.0)).money(amount);
    // Rows from before claims were told apart keep the digest they were written with.
    if claim == Claim::PLAIN {
        return fields;
    }
    fields.text(claim.nature.name()).int(claim.late_rate.map_or(-1, i64::from))
}

/// The fields of a payment row; `method` by name, empty for none.
#[must_use]
pub fn payment_fields(
    begun: Fields,
    paid_on: Day,
    amount: Money,
    (invoice, method): (&str, &str),
    inferred: bool,
) -> Fields {
    begun.int(i64::from(paid_on.0)).money(amount).text(invoice).text(method).int(i64::from(inferred))
}

/// The fields of a contact row; `codes`: channel, direction and outcome by name, `texts`: collector, point, note, thread and
/// what is quoted.
#[must_use]
pub fn contact_fields(
    begun: Fields,
    at: Instant,
    day: Day,
    codes: [&str; 3],
    [collector, point, note, thread, quoted]: [&str; 5],
    seconds: u32,
) -> Fields {
    let begun = codes.into_iter().fold(begun.int(at.0).int(i64::from(day.0)), Fields::text);
    let fields = begun.text(collector).text(point).int(i64::from(seconds)).text(note);
    // Rows from before there were threads keep the digest they were written with.
    if thread.is_empty() && quoted.is_empty() { fields } else { fields.text(thread).text(quoted) }
}

/// Digest of an invoice row.
#[must_use]
pub fn invoice(case: CaseId, source: SourceId, row: &InvoiceRow) -> [u8; 32] {
    let begun = Fields::begin(vec![], RowKind::Invoice, case, source, &row.number);
    invoice_fields(begun, (row.issued_on, row.due_on), row.amount, row.claim).end().0
}

/// Digest of a payment row.
#[must_use]
pub fn payment(case: CaseId, source: SourceId, row: &PaymentRow) -> [u8; 32] {
    let begun = Fields::begin(vec![], RowKind::Payment, case, source, &row.reference);
    let named = (row.invoice.as_str(), row.method.map_or("", |method| method.name()));
    payment_fields(begun, row.paid_on, row.amount, named, row.inferred).end().0
}

/// Digest of a contact row.
#[must_use]
pub fn contact(case: CaseId, source: SourceId, row: &ContactRow) -> [u8; 32] {
    let begun = Fields::begin(vec![], RowKind::Contact, case, source, &row.reference);
    let codes = [row.channel.name(), row.direction.name(), row.outcome.map_or("", |outcome| outcome.name())];
    let texts = [&row.collector, &row.point, &row.note, &row.thread, &row.quoted].map(String::as_str);
    contact_fields(begun, row.at, row.day, codes, texts, row.seconds).end().0
}

/// The mark of a line of a bank statement, where a ledger row has its kind.
const BANK_LINE: u8 = 5;
/// The mark of the day statements reach to.
const BANK_UNTIL: u8 = 6;

/// Digest of a line of a bank statement; it belongs to no case.
#[must_use]
pub fn bank_line(line: &BankLine) -> [u8; 32] {
    let fields = Fields(vec![BANK_LINE])
        .text(&line.reference)
        .text(&line.account)
        .int(i64::from(line.booked_on.0))
        .int(i64::from(line.value_on.0))
        .money(line.amount)
        .text(line.kind.name())
        .text(&line.payer)
        .text(&line.payer_account)
        .text(&line.end_to_end)
        .text(&line.mandate)
        .texts(&line.structured)
        .text(&line.text)
        .text(&line.reason)
        .text(&line.code);
    fields.end().0
}

/// Digest of the day up to which a batch's statements of an account tell.
#[must_use]
pub fn bank_until(account: &str, until: Day) -> [u8; 32] {
    Fields(vec![BANK_UNTIL]).text(account).int(i64::from(until.0)).end().0
}

/// The marks of a contact that waits, and of whose a point is.
const HEARD: u8 = 7;
const POINT_OWNER: u8 = 8;

/// Digest of a contact that is nobody's yet.
#[must_use]
pub fn heard(kind: i64, heard: &Unclaimed) -> [u8; 32] {
    let row = &heard.contact;
    let begun = Fields(vec![HEARD]).int(kind).text(&heard.point.key).text(&row.reference).text(&heard.called);
    let codes = [row.channel.name(), row.direction.name(), row.outcome.map_or("", |outcome| outcome.name())];
    let texts = [&row.collector, &row.point, &row.note, &row.thread, &row.quoted].map(String::as_str);
    contact_fields(begun, row.at, row.day, codes, texts, row.seconds).end().0
}

/// Digest of whose a point is.
#[must_use]
pub fn point_owner(kind: i64, point: &str, case: CaseId) -> [u8; 32] {
    Fields(vec![POINT_OWNER]).int(kind).text(point).int(case.0).end().0
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
        assert_ne!(one.end(), two.end());
    }
}
