//! The ledger: every row can be read, belongs to a batch, a source and a case, and each batch still adds up to its digest.
//! What never lives here: what the rows mean.
//! `verify` calls it.

use std::collections::BTreeMap;

use rusqlite::{Connection, Row};

use super::super::bulk::hear;
use super::super::columns::bytes32;
use super::super::digest::{self, BatchSum};
use super::super::{Done, bank, bind, facts, find_keys};
use super::{FaultCode, Run, walk};
use crate::domain::values::{CaseId, Day, SourceId};

/// A batch as the check needs it.
struct Batch {
    complete: bool,
    digest: [u8; 32],
    sum: BatchSum,
}

type Batches = BTreeMap<i64, Batch>;

/// Checks rows, batches, keys and sources.
pub(super) fn check(conn: &Connection, run: &mut Run<'_>) -> Done<()> {
    let mut batches = Batches::new();
    let sql = "SELECT batch_id, state, digest FROM batch ORDER BY batch_id";
    let read = |row: &Row<'_>| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?, bytes32(row, 2)?));
    walk(conn, sql, run, FaultCode::Batch, "batch", read, |run, (number, state, digest)| {
        run.found.checked.batches += 1;
        batches.insert(number, Batch { complete: state == "complete", digest, sum: BatchSum::default() });
        Ok(())
    })?;
    tables(conn, &mut batches, run)?;
    bank_lines(conn, &mut batches, run)?;
    heard(conn, &mut batches, run)?;
    for (number, batch) in &batches {
        // A load that was interrupted has no digest yet; one undone before it was complete never got one.
        let settled = batch.complete || batch.digest != [0; 32];
        if settled && batch.digest != batch.sum.bytes() {
            run.found.fault(format!("batch {number}"), FaultCode::Batch, digest::hex(&batch.sum.bytes()));
        }
    }
    homes(conn, run)
}

fn tables(conn: &Connection, batches: &mut Batches, run: &mut Run<'_>) -> Done<()> {
    let of =
        |table: &str, columns: &str| format!("SELECT r.case_id, r.source_id, r.batch_id, {columns} FROM {table} r");
    table(conn, batches, run, "debtor", &of("debtor", facts::DEBTOR), facts::debtor_row, |case, source, row| {
        (digest::debtor(case, source, row), find_keys::for_debtor(row))
    })?;
    table(conn, batches, run, "invoice", &of("invoice", facts::INVOICE), facts::invoice_row, |case, source, row| {
        let key = find_keys::for_invoice(&row.number);
        let keys = if key.is_empty() { vec![] } else { vec![(key, find_keys::INVOICE)] };
        (digest::invoice(case, source, row), keys)
    })?;
    table(conn, batches, run, "payment", &of("payment", facts::PAYMENT), facts::payment_row, |case, source, row| {
        (digest::payment(case, source, row), vec![])
    })?;
    table(conn, batches, run, "contact", &of("contact", facts::CONTACT), facts::contact_row, |case, source, row| {
        (digest::contact(case, source, row), vec![])
    })
}

/// Lines of statements: they have no case, but their batch counts them.
fn bank_lines(conn: &Connection, batches: &mut Batches, run: &mut Run<'_>) -> Done<()> {
    walk(conn, &bank::every_line(), run, FaultCode::Row, "bank_line", bank::batch_and_line, |run, (batch, line)| {
        run.found.checked.ledger_rows += 1;
        match batches.get_mut(&batch) {
            Some(batch) => batch.sum.add(&digest::bank_line(&line)),
            None => run.found.fault(format!("bank_line {}", line.reference), FaultCode::NoBatch, batch.to_string()),
        }
        Ok(())
    })?;
    let sql = "SELECT batch_id, account, until FROM bank_until";
    let read = |row: &Row<'_>| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?, Day(row.get(2)?)));
    walk(conn, sql, run, FaultCode::Row, "bank_until", read, |run, (batch, account, until)| {
        match batches.get_mut(&batch) {
            Some(batch) => batch.sum.add(&digest::bank_until(&account, until)),
            None => run.found.fault(format!("bank_until {account}"), FaultCode::NoBatch, batch.to_string()),
        }
        Ok(())
    })
}

/// Contacts that are nobody's yet, and whose a point is: their batch counts them.
fn heard(conn: &Connection, batches: &mut Batches, run: &mut Run<'_>) -> Done<()> {
    let mut count = |run: &mut Run<'_>, name: &str, batch: i64, digest: [u8; 32]| {
        run.found.checked.ledger_rows += 1;
        match batches.get_mut(&batch) {
            Some(batch) => batch.sum.add(&digest),
            None => run.found.fault(name, FaultCode::NoBatch, batch.to_string()),
        }
        Ok(())
    };
    let read = |row: &Row<'_>| Ok((row.get::<_, i64>(0)?, hear::unclaimed(row, 1)?));
    walk(conn, &hear::every_heard(), run, FaultCode::Row, "heard", read, |run, (batch, one)| {
        count(run, "heard", batch, digest::heard(find_keys::of_point(one.point.kind), &one))
    })?;
    walk(conn, hear::EVERY_OWNER, run, FaultCode::Row, "point_owner", hear::owner, |run, (batch, kind, point, case)| {
        count(run, "point_owner", batch, digest::point_owner(kind, &point, case))
    })
}

/// Walks one table: adds each row up to its batch and looks for the keys its case must be found by.
fn table<T>(
    conn: &Connection,
    batches: &mut Batches,
    run: &mut Run<'_>,
    name: &str,
    sql: &str,
    read: impl Fn(&Row<'_>, usize) -> rusqlite::Result<T>,
    made: impl Fn(CaseId, SourceId, &T) -> ([u8; 32], Vec<(String, i64)>),
) -> Done<()> {
    let one = |row: &Row<'_>| Ok((CaseId(row.get(0)?), SourceId(row.get(1)?), row.get::<_, i64>(2)?, read(row, 3)?));
    walk(conn, sql, run, FaultCode::Row, name, one, |run, (case, source, batch, row)| {
        run.found.checked.ledger_rows += 1;
        let (digest, keys) = made(case, source, &row);
        let Some(batch) = batches.get_mut(&batch) else {
            run.found.fault(format!("{name} {case}"), FaultCode::NoBatch, batch.to_string());
            return Ok(());
        };
        batch.sum.add(&digest);
        for (key, kind) in keys.iter().filter(|_| batch.complete) {
            let sql = "SELECT case_id FROM find_key WHERE kind = $1 AND key = $2 AND case_id = $3";
            if bind::first(conn, sql, &[kind, key, &case.0], |_| Ok(()))?.is_none() {
                run.found.fault(format!("find_key {case}"), FaultCode::FindKey, key.clone());
            }
        }
        Ok(())
    })
}

/// Every reference leads to a case of that reference, every source and batch to a source.
fn homes(conn: &Connection, run: &mut Run<'_>) -> Done<()> {
    let faults = [
        (
            "SELECT k.case_id, k.reference FROM case_key k LEFT JOIN case_row r ON r.case_id = k.case_id WHERE r.case_id IS NULL",
            "case_key",
        ),
        (
            "SELECT k.case_id, k.reference FROM case_key k LEFT JOIN source s ON s.source_id = k.source_id WHERE s.source_id IS NULL",
            "case_key",
        ),
        (
            "SELECT k.case_id, k.reference FROM case_key k
             WHERE NOT EXISTS (SELECT 1 FROM debtor x WHERE x.case_id = k.case_id AND x.source_id = k.source_id)
               AND NOT EXISTS (SELECT 1 FROM invoice x WHERE x.case_id = k.case_id AND x.source_id = k.source_id)
               AND NOT EXISTS (SELECT 1 FROM payment x WHERE x.case_id = k.case_id AND x.source_id = k.source_id)
               AND NOT EXISTS (SELECT 1 FROM contact x WHERE x.case_id = k.case_id AND x.source_id = k.source_id)",
            "case_key",
        ),
        (
            "SELECT k.case_id, k.reference FROM case_key k JOIN case_row r ON r.case_id = k.case_id WHERE r.reference <> k.reference",
            "case_key",
        ),
        (
            "SELECT r.case_id, r.reference FROM case_row r LEFT JOIN case_key k ON k.reference = r.reference AND k.case_id = r.case_id
               AND k.source_id IN (SELECT source_id FROM source) WHERE k.case_id IS NULL",
            "row",
        ),
    ];
    for (sql, name) in faults {
        for (case, reference) in bind::rows(conn, sql, &[], |row| Ok((CaseId(row.get(0)?), row.get::<_, String>(1)?)))?
        {
            run.found.fault(format!("{name} {case}"), FaultCode::NoCase, reference);
        }
    }
    let sql =
        "SELECT b.batch_id FROM batch b LEFT JOIN source s ON s.source_id = b.source_id WHERE s.source_id IS NULL";
    for batch in bind::rows(conn, sql, &[], |row| row.get::<_, i64>(0))? {
        run.found.fault(format!("batch {batch}"), FaultCode::NoBatch, "source");
    }
    let sql = "SELECT m.case_id, m.currency FROM case_money m LEFT JOIN case_row r ON r.case_id = m.case_id WHERE r.case_id IS NULL";
    for (case, currency) in bind::rows(conn, sql, &[], |row| Ok((CaseId(row.get(0)?), row.get::<_, String>(1)?)))? {
        run.found.fault(format!("case_money {case}"), FaultCode::NoCase, currency);
    }
    Ok(())
}
