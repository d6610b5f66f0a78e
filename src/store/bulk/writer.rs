//! The chunk that is written under the lock, and the lock itself: short holds, rests between them.
//! What never lives here: comparing, derived figures (a touched case is marked stale).
//! `bulk` calls it.

use rusqlite::Connection;

use crate::domain::ledger::{ContactRow, DebtorRow, InvoiceRow, LedgerRow, PaymentRow};
use crate::domain::values::{BatchId, CaseId, SourceId};

use super::super::columns::lines;
use super::super::prepared::Prepared;
use super::super::{StoreError, bind, find_keys};
use super::compare::Group;
use super::{CHECKPOINT_HOLDS, HOLD_MS, LoadWatch, REST_MS};

const REST: std::time::Duration = std::time::Duration::from_millis(REST_MS);

/// How often a loader asks again for a book that people hold, 250 ms each time: 30 s in all.
const BUSY_TRIES: u32 = 120;
/// Weight of groups written between two looks at the clock.
const ROWS_PER_LOOK: usize = 64;

/// Takes the write lock; waits longer than a person would.
pub(in super::super) fn begin(conn: &Connection) -> Result<(), StoreError> {
    let mut tries = 0;
    loop {
        match conn.execute_batch("BEGIN IMMEDIATE").map_err(StoreError::from) {
            Ok(()) => return Ok(()),
            Err(StoreError::Busy { .. }) if tries < BUSY_TRIES => {
                tries += 1;
                std::thread::sleep(REST);
            }
            Err(error) => return Err(error),
        }
    }
}

/// Commits, or rolls back when `done` is an error.
pub(in super::super) fn end<T>(conn: &Connection, done: Result<T, StoreError>) -> Result<T, StoreError> {
    let done = done.and_then(|value| {
        conn.execute_batch("COMMIT")?;
        Ok(value)
    });
    if done.is_err() && !conn.is_autocommit() {
        conn.execute_batch("ROLLBACK")?;
    }
    done
}

/// Leaves the book to others for a moment, counted from `since_ms`; now and then moves the log into the file meanwhile.
pub(in super::super) fn rest(
    conn: &Connection,
    holds: &mut u32,
    watch: &mut dyn LoadWatch,
    since_ms: u64,
) -> Result<(), StoreError> {
    *holds += 1;
    if holds.is_multiple_of(CHECKPOINT_HOLDS) {
        checkpoint(conn)?;
    }
    // the clock counts whole milliseconds: one more, so that the rest is never shorter
    let rested_ms = watch.ms().saturating_sub(since_ms);
    if rested_ms <= REST_MS {
        std::thread::sleep(std::time::Duration::from_millis(REST_MS + 1 - rested_ms));
    }
    Ok(())
}

/// Moves what was committed from the log into the file, so that nobody's commit has to.
pub(in super::super) fn checkpoint(conn: &Connection) -> Result<(), StoreError> {
    bind::each(conn, "PRAGMA wal_checkpoint(PASSIVE)", &[], |_row| Ok(true))
}

/// Writes groups from `at` on in one hold; cases opened are noted in the groups. Returns the first one not written.
pub(super) fn hold(
    writer: &mut Writer<'_>,
    batch: BatchId,
    source: SourceId,
    groups: &mut [Group],
    at: usize,
    watch: &mut dyn LoadWatch,
) -> Result<usize, StoreError> {
    let conn = writer.conn;
    begin(conn)?;
    let since_ms = watch.ms();
    let mut write = || {
        writer.next_case = None;
        let (mut weight, mut next) = (0, at);
        while next < groups.len() {
            let group = &mut groups[next];
            weight += group.weight();
            writer.group(batch, source, group)?;
            next += 1;
            if weight >= ROWS_PER_LOOK {
                weight = 0;
                if watch.ms().saturating_sub(since_ms) >= HOLD_MS {
                    break;
                }
            }
        }
        Ok(next)
    };
    let done = write();
    end(conn, done)
}

/// Statements of one block of rows.
pub(super) struct Writer<'c> {
    conn: &'c Connection,
    next_case: Option<i64>,
    case_key: Prepared<'c>,
    case_new: Prepared<'c>,
    case_touched: Prepared<'c>,
    case_named: Prepared<'c>,
    find_key: Prepared<'c>,
    debtor: Prepared<'c>,
    invoice: Prepared<'c>,
    payment: Prepared<'c>,
    contact: Prepared<'c>,
}

/// A case before its first derivation: named, stale, everything else at nothing.
const CASE_NEW: &str =
    "INSERT INTO case_row (case_id, seq, rev, stale, formula, as_of, reference, name, sort_key, collector,
    overdue_items, held_whole, paid_count, late_count, late_days_sum, kept, broken, disputes, contacts,
    attempts_since_talk, never_worked, next_action)
  VALUES ($1, 0, 1, 1, 0, 0, $2, $3, $4, $5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 'nothing')";

/// A key to find a case by; one that is there already is left (0 or 1 row).
pub(super) const FIND_KEY: &str =
    "INSERT INTO find_key (key, kind, case_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING";

impl<'c> Writer<'c> {
    /// Prepares.
    pub(super) fn new(conn: &'c Connection) -> Result<Self, StoreError> {
        Ok(Self {
            conn,
            next_case: None,
            case_key: Prepared::new(conn, "INSERT INTO case_key (source_id, reference, case_id) VALUES ($1, $2, $3)", 3)?,
            case_new: Prepared::new(conn, CASE_NEW, 5)?,
            case_touched: Prepared::new(conn, "UPDATE case_row SET rev = rev + 1, stale = 1 WHERE case_id = $1", 1)?,
            case_named: Prepared::new(
                conn,
                "UPDATE case_row SET rev = rev + 1, stale = 1, name = $2, sort_key = $3 WHERE case_id = $1",
                3,
            )?,
            find_key: Prepared::new(conn, FIND_KEY, 3)?,
            debtor: Prepared::new(
                conn,
                "INSERT INTO debtor (case_id, source_id, batch_id, reference, name, kind, address, postcode, city, country,
                    phones, emails, language, segment, collector)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)",
                15,
            )?,
            invoice: Prepared::new(
                conn,
                "INSERT INTO invoice (case_id, source_id, number, batch_id, issued_on, due_on, amount, currency)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
                8,
            )?,
            payment: Prepared::new(
                conn,
                "INSERT INTO payment (case_id, source_id, reference, batch_id, paid_on, amount, currency, invoice, method,
                    inferred)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
                10,
            )?,
            contact: Prepared::new(
                conn,
                "INSERT INTO contact (case_id, source_id, reference, batch_id, at, day, channel, direction, outcome,
                    collector, point, seconds, note)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
                13,
            )?,
        })
    }

    fn group(&mut self, batch: BatchId, source: SourceId, group: &mut Group) -> Result<(), StoreError> {
        let case = match group.case {
            Some(case) => {
                match &group.debtor {
                    Some((row, key)) => self.case_named.run_one(&[&case.0, &row.name, key])?,
                    None => self.case_touched.run_one(&[&case.0])?,
                }
                case
            }
            None => {
                let case = self.open(source, group)?;
                (group.case, group.opened) = (Some(case), true);
                case
            }
        };
        if let Some((row, _)) = &group.debtor {
            self.debtor_row(case, source, batch, row)?;
        }
        for row in &group.rows {
            match row {
                LedgerRow::Debtor(_) => {}
                LedgerRow::Invoice(_, row) => self.invoice_row(case, source, batch, row)?,
                LedgerRow::Payment(_, row) => self.payment_row(case, source, batch, row)?,
                LedgerRow::Contact(_, row) => self.contact_row(case, source, batch, row)?,
            }
        }
        Ok(())
    }

    fn open(&mut self, source: SourceId, group: &Group) -> Result<CaseId, StoreError> {
        let next = match self.next_case {
            Some(next) => next,
            None => {
                let sql = "SELECT COALESCE(MAX(case_id), 0) + 1 FROM case_row";
                bind::first(self.conn, sql, &[], |row| row.get(0))?.unwrap_or(1)
            }
        };
        self.next_case = Some(next + 1);
        let (name, key, collector) = match &group.debtor {
            Some((row, key)) => (&row.name, key, row.collector.to_lowercase()),
            None => (&group.reference, &group.reference_key, String::new()),
        };
        self.case_new.run_one(&[&next, &group.reference, name, key, &collector])?;
        self.case_key.run_one(&[&source.0, &group.reference, &next])?;
        // the one key to find by that no later row would bring again, should this load not end
        let found_by = find_keys::squeeze(&group.reference);
        if !found_by.is_empty() {
            self.find_key.run(&[&found_by, &find_keys::REFERENCE, &next])?;
        }
        Ok(CaseId(next))
    }

    fn debtor_row(
        &mut self,
        case: CaseId,
        source: SourceId,
        batch: BatchId,
        row: &DebtorRow,
    ) -> Result<(), StoreError> {
        self.debtor.run_one(&[
            &case.0,
            &source.0,
            &batch.0,
            &row.reference,
            &row.name,
            &row.kind,
            &row.address,
            &row.postcode,
            &row.city,
            &row.country,
            &lines(&row.phones),
            &lines(&row.emails),
            &row.language,
            &row.segment,
            &row.collector,
        ])
    }

    fn invoice_row(
        &mut self,
        case: CaseId,
        source: SourceId,
        batch: BatchId,
        row: &InvoiceRow,
    ) -> Result<(), StoreError> {
        self.invoice.run_one(&[
            &case.0,
            &source.0,
            &row.number,
            &batch.0,
            &row.issued_on.0,
            &row.due_on.0,
            &row.amount.minor,
            &row.amount.currency.code(),
        ])
    }

    fn payment_row(
        &mut self,
        case: CaseId,
        source: SourceId,
        batch: BatchId,
        row: &PaymentRow,
    ) -> Result<(), StoreError> {
        self.payment.run_one(&[
            &case.0,
            &source.0,
            &row.reference,
            &batch.0,
            &row.paid_on.0,
            &row.amount.minor,
            &row.amount.currency.code(),
            &row.invoice,
            &row.method.map_or("", |method| method.name()),
            &i64::from(row.inferred),
        ])
    }

    fn contact_row(
        &mut self,
        case: CaseId,
        source: SourceId,
        batch: BatchId,
        row: &ContactRow,
    ) -> Result<(), StoreError> {
        self.contact.run_one(&[
            &case.0,
            &source.0,
            &row.reference,
            &batch.0,
            &row.at.0,
            &row.day.0,
            &row.channel.name(),
            &row.direction.name(),
            &row.outcome.map_or("", |outcome| outcome.name()),
            &row.collector,
            &row.point,
            &row.seconds,
            &row.note,
        ])
    }
}
