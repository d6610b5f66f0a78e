//! "What was known of every case, morning by morning?": all facts of the book in order of case, every version of a row.
//! What never lives here: what is learnt of them (see `score`).
//! `score` calls it through `Store`. Slices of cases are read, so that a book of any size takes the memory of one slice.

use std::collections::BTreeMap;

use rusqlite::{Connection, Row};

use crate::domain::case::Facts;
use crate::domain::ledger::{DebtorRow, Loaded};
use crate::domain::values::{BatchId, CaseId, Day, Instant, SourceId};
use crate::store::facts::{
    CONTACT, DEBTOR, INVOICE, PAYMENT, VISIBLE, contact_row, debtor_row, invoice_row, payment_row,
};
use crate::store::journal::{self, Raw};
use crate::store::{Done, Store, bind};

/// Cases in one slice.
const SLICE_CASES: i64 = 512;

/// From which day on the rows of a batch were known; `None`: with the first files of its source, which tell of a past that
/// nobody can date any more — their rows count from their own day.
pub type KnownFrom = BTreeMap<BatchId, Option<Day>>;

impl Store {
    /// For every batch complete at `known_at`, from which day on its rows were known.
    pub fn batches_known_from(&self, known_at: Instant) -> Done<KnownFrom> {
        let sql = "SELECT b.batch_id, b.day, (SELECT min(f.day) FROM batch f
                       WHERE f.source_id = b.source_id AND f.kind = b.kind AND f.state = 'complete') AS first_day
                   FROM batch b WHERE b.recorded_at <= $1 AND (b.state = 'complete' OR (b.state = 'undone' AND b.undone_at > $1))
                   ORDER BY b.batch_id";
        let read = |row: &Row<'_>| {
            let (day, first) = (Day(row.get(1)?), row.get::<_, Option<i32>>(2)?.map(Day));
            Ok((BatchId(row.get(0)?), first.filter(|first| *first < day).map(|_| day)))
        };
        Ok(bind::rows(&self.conn, sql, &[&known_at.0], read)?.into_iter().collect())
    }

    /// Rows of invoices in the book, versions and undone ones included: near enough to size work by.
    pub fn invoices_about(&self) -> Done<u64> {
        let found = bind::first(&self.conn, "SELECT count(*) FROM invoice", &[], |row| row.get::<_, u32>(0))?;
        Ok(found.unwrap_or(0).into())
    }

    /// Hands over every case that is not merged into another with all its facts as known at an instant, in order of number;
    /// several versions of a row stand one after the other, the latest last. `each` may answer `false` to stop.
    pub fn histories(&self, known_at: Instant, each: &mut dyn FnMut(Facts) -> bool) -> Done<()> {
        let mut after = CaseId(0);
        loop {
            let sql = "SELECT case_id, merged_into FROM case_row WHERE case_id > $1 ORDER BY case_id LIMIT $2";
            let cases = bind::rows(&self.conn, sql, &[&after.0, &SLICE_CASES], |row| {
                Ok((CaseId(row.get(0)?), row.get::<_, Option<i64>>(1)?.is_some()))
            })?;
            let Some((last, _)) = cases.last() else { return Ok(()) };
            let slice = slice(&self.conn, after, *last, known_at)?;
            after = *last;
            for ((_, merged), facts) in cases.iter().zip(slice) {
                if !merged && !each(facts) {
                    return Ok(());
                }
            }
        }
    }
}

/// The facts of the cases of one slice.
fn slice(conn: &Connection, after: CaseId, last: CaseId, known_at: Instant) -> Done<Vec<Facts>> {
    let sql = "SELECT case_id FROM case_row WHERE case_id > $1 AND case_id <= $2 ORDER BY case_id";
    let mut all =
        bind::rows(conn, sql, &[&after.0, &last.0], |row| Ok(Facts { case: CaseId(row.get(0)?), ..Facts::default() }))?;
    rows(conn, &mut all, "debtor", DEBTOR, "batch_id", (after, last, known_at), debtor_row, |facts, row| {
        let DebtorRow { .. } = row.row;
        facts.debtor = row.row;
    })?;
    rows(conn, &mut all, "invoice", INVOICE, "number", (after, last, known_at), invoice_row, |facts, row| {
        facts.invoices.push(row);
    })?;
    rows(conn, &mut all, "payment", PAYMENT, "reference", (after, last, known_at), payment_row, |facts, row| {
        facts.payments.push(row);
    })?;
    rows(conn, &mut all, "contact", CONTACT, "reference", (after, last, known_at), contact_row, |facts, row| {
        facts.contacts.push(row);
    })?;
    let columns = journal::COLUMNS;
    let sql = format!(
        "SELECT {columns} FROM journal WHERE kind = $1 AND stream_id > $2 AND stream_id <= $3 AND recorded_at <= $4
         ORDER BY stream_id, seq"
    );
    for raw in bind::rows(conn, &sql, &[&journal::CASE, &after.0, &last.0, &known_at.0], Raw::read)? {
        if let (Some(entry), Ok(place)) = (raw.entry()?, all.binary_search_by_key(&CaseId(raw.stream), |f| f.case)) {
            all[place].entries.push(entry);
        }
    }
    // Few cases have others merged into them; their facts are read as for the screen.
    for facts in &mut all {
        if facts.entries.iter().any(|entry| matches!(entry.event, crate::domain::event::Event::Absorbed { .. })) {
            *facts = crate::store::facts::load(conn, facts.case, known_at)?;
        }
    }
    if let Some(zone) = crate::store::facts::zone(conn)? {
        for facts in &mut all {
            facts.minutes = crate::store::facts::minutes_in(zone, facts);
        }
    }
    Ok(all)
}

/// Reads one kind of row of a slice.
#[allow(clippy::too_many_arguments, reason = "one statement for four tables")]
fn rows<T>(
    conn: &Connection,
    all: &mut [Facts],
    table: &str,
    columns: &str,
    key: &str,
    (after, last, known_at): (CaseId, CaseId, Instant),
    read: impl Fn(&Row<'_>, usize) -> rusqlite::Result<T>,
    mut keep: impl FnMut(&mut Facts, Loaded<T>),
) -> Done<()> {
    let sql = format!(
        "SELECT r.case_id, r.source_id, r.batch_id, {columns} FROM {table} r CROSS JOIN batch b
         WHERE r.case_id > $1 AND r.case_id <= $3 AND b.batch_id = r.batch_id AND {VISIBLE}
         ORDER BY r.case_id, r.source_id, r.{key}, r.batch_id"
    );
    let mut place = 0;
    bind::each(conn, &sql, &[&after.0, &known_at.0, &last.0], |row| {
        let case = CaseId(row.get(0)?);
        while all.get(place).is_some_and(|facts| facts.case < case) {
            place += 1;
        }
        if let Some(facts) = all.get_mut(place).filter(|facts| facts.case == case) {
            keep(
                facts,
                Loaded { case, source: SourceId(row.get(1)?), batch: BatchId(row.get(2)?), row: read(row, 3)? },
            );
        }
        Ok(true)
    })
}
