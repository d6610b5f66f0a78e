//! What the book holds under the keys of a chunk: the visible row of the latest batch, key by key.
//! What never lives here: a write.
//! `writer` compares against it.

use std::collections::HashSet;

use rusqlite::{Connection, Row};

use crate::domain::ledger::{ContactRow, DebtorRow, InvoiceRow, LedgerRow, PaymentRow};
use crate::domain::values::{BatchId, CaseId, SourceId};

use super::super::columns::{claim, day, from_lines, instant, money, money_or_none, parsed, parsed_or_none};
use super::super::digest::RowKind;
use super::super::prepared::Prepared;
use super::super::{StoreError, bind};

/// A held row and the batch it came with.
pub(super) struct Held {
    pub(super) row: LedgerRow,
    pub(super) batch: BatchId,
}

/// Readers over one connection, prepared once per block of rows.
pub(super) struct HeldReader<'c> {
    cases: Prepared<'c>,
    debtor: Prepared<'c>,
    invoice: Prepared<'c>,
    payment: Prepared<'c>,
    contact: Prepared<'c>,
    hidden: HashSet<i64>,
}

impl<'c> HeldReader<'c> {
    /// Prepares; rows of batches that are not complete are not seen, save those of `own`.
    pub(super) fn new(conn: &'c Connection, own: Option<BatchId>) -> Result<Self, StoreError> {
        let ids = bind::rows(conn, "SELECT batch_id FROM batch WHERE state <> 'complete'", &[], |row| row.get(0))?;
        let own = own.map(|batch| batch.0);
        Ok(Self {
            cases: Prepared::new(conn, "SELECT case_id FROM case_key WHERE source_id = $1 AND reference = $2", 2)?,
            debtor: Prepared::new(
                conn,
                "SELECT batch_id, reference, name, kind, address, postcode, city, country, phones, emails, language, segment,
                        collector, group_code, credit_limit, limit_currency FROM debtor WHERE case_id = $1 AND source_id = $2 ORDER BY batch_id",
                2,
            )?,
            invoice: Prepared::new(
                conn,
                "SELECT batch_id, number, issued_on, due_on, amount, currency, nature, late_rate FROM invoice
                 WHERE case_id = $1 AND source_id = $2 AND number >= $3 AND number <= $4 ORDER BY number, batch_id",
                4,
            )?,
            payment: Prepared::new(
                conn,
                "SELECT batch_id, reference, paid_on, amount, currency, invoice, method, inferred FROM payment
                 WHERE case_id = $1 AND source_id = $2 AND reference >= $3 AND reference <= $4
                 ORDER BY reference, batch_id",
                4,
            )?,
            contact: Prepared::new(
                conn,
                "SELECT batch_id, reference, at, day, channel, direction, outcome, collector, point, seconds, note,
                    thread, quoted FROM contact WHERE case_id = $1 AND source_id = $2 AND reference >= $3 AND reference <= $4
                 ORDER BY reference, batch_id",
                4,
            )?,
            hidden: ids.into_iter().filter(|id| Some(*id) != own).collect(),
        })
    }

    /// The case of a debtor reference.
    pub(super) fn case(&mut self, source: SourceId, reference: &str) -> Result<Option<CaseId>, StoreError> {
        let mut found = None;
        self.cases.each(&[&source.0, &reference], |row| {
            found = Some(CaseId(row.get(0)?));
            Ok(false)
        })?;
        Ok(found)
    }

    /// Visible rows of one kind with keys from `first` to `last`, in order of key.
    pub(super) fn rows(
        &mut self,
        kind: RowKind,
        case: CaseId,
        source: SourceId,
        reference: &str,
        (first, last): (&str, &str),
    ) -> Result<Vec<Held>, StoreError> {
        let mut out: Vec<Held> = Vec::new();
        let hidden = &self.hidden;
        let mut keep = |row: &Row<'_>, read: fn(&Row<'_>, &str) -> rusqlite::Result<LedgerRow>| {
            let batch: i64 = row.get(0)?;
            if !hidden.contains(&batch) {
                let held = Held { row: read(row, reference)?, batch: BatchId(batch) };
                match out.last_mut() {
                    Some(before) if super::codec::key_of(&before.row) == super::codec::key_of(&held.row) => {
                        *before = held
                    }
                    Some(_) | None => out.push(held),
                }
            }
            Ok(true)
        };
        match kind {
            RowKind::Debtor => self.debtor.each(&[&case.0, &source.0], |row| keep(row, read_debtor))?,
            RowKind::Invoice => {
                self.invoice.each(&[&case.0, &source.0, &first, &last], |row| keep(row, read_invoice))?;
            }
            RowKind::Payment => {
                self.payment.each(&[&case.0, &source.0, &first, &last], |row| keep(row, read_payment))?;
            }
            RowKind::Contact => {
                self.contact.each(&[&case.0, &source.0, &first, &last], |row| keep(row, read_contact))?;
            }
        }
        Ok(out)
    }
}

pub(super) fn read_debtor(row: &Row<'_>, _reference: &str) -> rusqlite::Result<LedgerRow> {
    Ok(LedgerRow::Debtor(DebtorRow {
        reference: row.get(1)?,
        name: row.get(2)?,
        kind: row.get(3)?,
        address: row.get(4)?,
        postcode: row.get(5)?,
        city: row.get(6)?,
        country: row.get(7)?,
        phones: from_lines(row.get_ref(8)?.as_str()?),
        emails: from_lines(row.get_ref(9)?.as_str()?),
        language: row.get(10)?,
        segment: row.get(11)?,
        collector: row.get(12)?,
        group: row.get(13)?,
        credit_limit: money_or_none(row, 14, 15)?,
    }))
}

pub(super) fn read_invoice(row: &Row<'_>, reference: &str) -> rusqlite::Result<LedgerRow> {
    let (issued_on, due_on) = (day(row, 2)?, day(row, 3)?);
    let invoice =
        InvoiceRow { number: row.get(1)?, issued_on, due_on, amount: money(row, 4, 5)?, claim: claim(row, 6)? };
    Ok(LedgerRow::Invoice(reference.to_owned(), invoice))
}

pub(super) fn read_payment(row: &Row<'_>, reference: &str) -> rusqlite::Result<LedgerRow> {
    let payment = PaymentRow {
        reference: row.get(1)?,
        paid_on: day(row, 2)?,
        amount: money(row, 3, 4)?,
        invoice: row.get(5)?,
        method: parsed_or_none(row, 6)?,
        inferred: row.get::<_, i64>(7)? != 0,
    };
    Ok(LedgerRow::Payment(reference.to_owned(), payment))
}

pub(super) fn read_contact(row: &Row<'_>, reference: &str) -> rusqlite::Result<LedgerRow> {
    let contact = ContactRow {
        reference: row.get(1)?,
        at: instant(row, 2)?,
        day: day(row, 3)?,
        channel: parsed(row, 4)?,
        direction: parsed(row, 5)?,
        outcome: parsed_or_none(row, 6)?,
        collector: row.get(7)?,
        point: row.get(8)?,
        seconds: row.get(9)?,
        note: row.get(10)?,
        thread: row.get(11)?,
        quoted: row.get(12)?,
    };
    Ok(LedgerRow::Contact(reference.to_owned(), contact))
}
