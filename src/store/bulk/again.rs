//! Reading a batch back whole: its digest after an interruption, the cases it touched for an undo.
//! What never lives here: a write. Each question walks the ledger's tables once: they are not kept by batch.
//! `bulk` and `batches` call it.

use rusqlite::{Connection, Row};

use crate::domain::ledger::LedgerRow;
use crate::domain::values::{BatchId, CaseId, SourceId};

use super::super::digest::{self, BatchSum};
use super::super::{StoreError, bind};
use super::{hear, held};

const DEBTORS: &str =
    "SELECT batch_id, reference, name, kind, address, postcode, city, country, phones, emails, language,
    segment, collector, group_code, credit_limit, limit_currency, case_id, source_id FROM debtor WHERE batch_id = $1";
const INVOICES: &str =
    "SELECT batch_id, number, issued_on, due_on, amount, currency, nature, late_rate, case_id, source_id
    FROM invoice WHERE batch_id = $1";
const PAYMENTS: &str =
    "SELECT batch_id, reference, paid_on, amount, currency, invoice, method, inferred, case_id, source_id
    FROM payment WHERE batch_id = $1";
const CONTACTS: &str =
    "SELECT batch_id, reference, at, day, channel, direction, outcome, collector, point, seconds, note,
    thread, quoted, case_id, source_id FROM contact WHERE batch_id = $1";

/// The sum of the digests of a batch's stored rows.
pub(super) fn digest_of_batch(conn: &Connection, batch: BatchId) -> Result<BatchSum, StoreError> {
    let mut sum = BatchSum::default();
    each_row(conn, batch, &mut |case, source, row| sum.add(&row_digest(case, source, row)))?;
    hear::add_digests(conn, batch, &mut sum)?;
    Ok(sum)
}

/// The cases a batch has rows of, in order.
pub(in super::super) fn cases_of_batch(conn: &Connection, batch: BatchId) -> Result<Vec<i64>, StoreError> {
    let mut cases = vec![];
    for table in [
        "SELECT case_id FROM debtor WHERE batch_id = $1",
        "SELECT case_id FROM invoice WHERE batch_id = $1",
        "SELECT case_id FROM payment WHERE batch_id = $1",
        "SELECT case_id FROM contact WHERE batch_id = $1",
    ] {
        bind::each(conn, table, &[&batch.0], |row| {
            let case: i64 = row.get(0)?;
            if cases.last() != Some(&case) {
                cases.push(case);
            }
            Ok(true)
        })?;
    }
    cases.sort_unstable();
    cases.dedup();
    Ok(cases)
}

/// Digest of any row but with its case and source.
pub(super) fn row_digest(case: CaseId, source: SourceId, row: &LedgerRow) -> [u8; 32] {
    match row {
        LedgerRow::Debtor(row) => digest::debtor(case, source, row),
        LedgerRow::Invoice(_, row) => digest::invoice(case, source, row),
        LedgerRow::Payment(_, row) => digest::payment(case, source, row),
        LedgerRow::Contact(_, row) => digest::contact(case, source, row),
    }
}

fn each_row(
    conn: &Connection,
    batch: BatchId,
    each: &mut dyn FnMut(CaseId, SourceId, &LedgerRow),
) -> Result<(), StoreError> {
    type Read = fn(&Row<'_>, &str) -> rusqlite::Result<LedgerRow>;
    let tables: [(&str, Read, usize); 4] = [
        (DEBTORS, held::read_debtor, 16),
        (INVOICES, held::read_invoice, 8),
        (PAYMENTS, held::read_payment, 8),
        (CONTACTS, held::read_contact, 13),
    ];
    for (sql, read, case_at) in tables {
        bind::each(conn, sql, &[&batch.0], |row| {
            each(CaseId(row.get(case_at)?), SourceId(row.get(case_at + 1)?), &read(row, "")?);
            Ok(true)
        })?;
    }
    Ok(())
}
