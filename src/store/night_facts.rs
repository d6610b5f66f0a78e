//! The facts of many cases, one after the other: statements prepared once, batches that are not seen looked up once, and
//! of a contact only what a derivation reads (no point, no note, not who).
//! What never lives here: what the facts mean (see `domain::case`), the facts as people read them (see `facts`).
//! `night` calls it.

use std::collections::BTreeMap;

use rusqlite::{Connection, Row};

use super::columns::{day, instant, parsed, parsed_or_none};
use super::derived::Stored;
use super::facts::{self, DEBTOR, INVOICE, PAYMENT, debtor_row, invoice_row, payment_row};
use super::prepared::Prepared;
use super::{Done, bind, journal, tally};
use crate::domain::case::Facts;
use crate::domain::ledger::{ContactRow, DebtorRow, Loaded};
use crate::domain::values::{BatchId, CaseId, Day, SourceId};
use crate::zone::Zone;

/// Reads facts as known now.
pub(super) struct FactsReader<'c> {
    conn: &'c Connection,
    debtor: Prepared<'c>,
    invoices: Prepared<'c>,
    payments: Prepared<'c>,
    contacts: Prepared<'c>,
    /// Batches whose rows are not seen, by number.
    hidden: Vec<i64>,
    /// Cases with a tally of their contacts, by number.
    tallied: Vec<CaseId>,
    zone: Option<Zone>,
}

/// Columns of a contact that a derivation reads, for [`contact_row`].
const CONTACT: &str = "r.reference, r.at, r.day, r.channel, r.direction, r.outcome, r.seconds";

fn contact_row(row: &Row<'_>, at: usize) -> rusqlite::Result<ContactRow> {
    Ok(ContactRow {
        reference: row.get(at)?,
        at: instant(row, at + 1)?,
        day: day(row, at + 2)?,
        channel: parsed(row, at + 3)?,
        direction: parsed(row, at + 4)?,
        outcome: parsed_or_none(row, at + 5)?,
        collector: String::new(),
        point: String::new(),
        seconds: row.get(at + 6)?,
        note: String::new(),
        thread: String::new(),
        quoted: String::new(),
    })
}

impl<'c> FactsReader<'c> {
    /// Prepares.
    pub(super) fn new(conn: &'c Connection) -> Done<Self> {
        let of_case = |table: &str, columns: &str, key: &str| {
            let sql = format!(
                "SELECT r.source_id, r.batch_id, {columns} FROM {table} r WHERE r.case_id = $1
                 ORDER BY r.source_id, r.{key}, r.batch_id"
            );
            Prepared::new(conn, &sql, 1)
        };
        // Of several sources the latest batch, as everywhere.
        let debtor = format!(
            "SELECT r.source_id, r.batch_id, {DEBTOR} FROM debtor r WHERE r.case_id = $1 ORDER BY r.batch_id, r.source_id"
        );
        Ok(Self {
            conn,
            debtor: Prepared::new(conn, &debtor, 1)?,
            invoices: of_case("invoice", INVOICE, "number")?,
            payments: of_case("payment", PAYMENT, "reference")?,
            contacts: of_case("contact", CONTACT, "reference")?,
            hidden: vec![],
            tallied: vec![],
            zone: facts::zone(conn)?,
        })
    }

    /// Looks up which batches are not seen, and which cases have a tally; to be called in every picture of the book that is read.
    pub(super) fn look(&mut self) -> Done<()> {
        let sql = "SELECT batch_id FROM batch WHERE state <> 'complete' ORDER BY batch_id";
        self.hidden = bind::rows(self.conn, sql, &[], |row| row.get(0))?;
        self.tallied = tally::tallied(self.conn)?;
        Ok(())
    }

    /// The facts of a case to derive it on a day from, given its row as stored.
    pub(super) fn load(&mut self, stored: &Stored, day: Day) -> Done<Facts> {
        let case = stored.row.case;
        if self.tallied.binary_search(&case).is_ok() {
            return facts::on(self.conn, case, day);
        }
        let entries = if stored.row.rev.seq == 0 { vec![] } else { journal::entries(self.conn, case, facts::NOW)? };
        if facts::links(&entries) != facts::Links::default() {
            // Several cases in one: few, and read the long way.
            return facts::load(self.conn, case, facts::NOW);
        }
        let hidden = &self.hidden;
        let named = || DebtorRow {
            reference: stored.row.reference.clone(),
            name: stored.row.name.clone(),
            ..DebtorRow::default()
        };
        let mut debtor = None;
        self.debtor.each(&[&case.0], |row| {
            if hidden.binary_search(&row.get(1)?).is_err() {
                debtor = Some(debtor_row(row, 2)?);
            }
            Ok(true)
        })?;
        let mut facts = Facts {
            case,
            rev: stored.row.rev,
            debtor: debtor.unwrap_or_else(named),
            members: vec![],
            merged_into: None,
            invoices: seen(&mut self.invoices, case, hidden, invoice_row, |row| &row.number)?,
            payments: seen(&mut self.payments, case, hidden, payment_row, |row| &row.reference)?,
            before: None,
            contacts: seen(&mut self.contacts, case, hidden, contact_row, |row| &row.reference)?,
            entries,
            minutes: BTreeMap::new(),
        };
        facts::in_order(&mut facts);
        facts.minutes = self.zone.map(|zone| facts::minutes_in(zone, &facts)).unwrap_or_default();
        Ok(facts)
    }
}

/// The rows of a case that are seen: of each key the last batch.
fn seen<T>(
    statement: &mut Prepared<'_>,
    case: CaseId,
    hidden: &[i64],
    read: impl Fn(&Row<'_>, usize) -> rusqlite::Result<T>,
    key: impl Fn(&T) -> &String,
) -> Done<Vec<Loaded<T>>> {
    let mut out: Vec<Loaded<T>> = Vec::new();
    statement.each(&[&case.0], |row| {
        let batch: i64 = row.get(1)?;
        if !hidden.is_empty() && hidden.binary_search(&batch).is_ok() {
            return Ok(true);
        }
        let next = Loaded { case, source: SourceId(row.get(0)?), batch: BatchId(batch), row: read(row, 2)? };
        match out.last_mut() {
            Some(last) if last.source == next.source && key(&last.row) == key(&next.row) => *last = next,
            _ => out.push(next),
        }
        Ok(true)
    })?;
    Ok(out)
}
