//! Every case of the book with its facts, one after the other, as known at an instant: what a report adds up.
//! What never lives here: what is added up (see `report`), a write.
//! `cli` calls it through `Store::each_case`; it walks the book, so the collector's path never does.
//!
//! Invoices, payments, contacts and entries lie in order of case: five cursors go through them side by side, once.

use std::collections::{BTreeMap, HashSet};

use rusqlite::{Connection, Row, Rows};

use crate::domain::case::Facts;
use crate::domain::command::Rev;
use crate::domain::event::Entry;
use crate::domain::ledger::{ContactRow, DebtorRow, InvoiceRow, Loaded, PaymentRow};
use crate::domain::values::{BatchId, CaseId, Instant, SourceId};
use crate::store::{Done, Store, bind, facts, journal};

/// Which cases, as known when, and how much of them.
#[derive(Debug, Clone, Copy)]
pub struct Walk {
    /// Cases after this one …
    pub after: CaseId,
    /// … up to this one.
    pub last: CaseId,
    /// What was known at this instant; `None`: all that is known now.
    pub known_at: Option<Instant>,
    /// With the contacts of the past; most of a book is contacts, and money needs none of them.
    pub contacts: bool,
}

impl Walk {
    /// The whole book.
    #[must_use]
    pub const fn whole(known_at: Option<Instant>, contacts: bool) -> Self {
        Self { after: CaseId(0), last: CaseId(i64::MAX), known_at, contacts }
    }
}

impl Store {
    /// Hands every case with any fact to `each`, in order of case number, until it answers false. A case merged into
    /// another is met in the one that goes on.
    pub fn each_case(&self, walk: &Walk, each: &mut dyn FnMut(&Facts) -> bool) -> Done<()> {
        self.read(|conn| walk_cases(conn, walk, each))
    }
}

const HEADS: &str = "SELECT r.case_id, r.seq, r.rev, r.reference, r.name FROM case_row r
     WHERE r.case_id > $1 AND r.case_id <= $2 ORDER BY r.case_id";
const ENTRIES_END: &str =
    "FROM journal WHERE stream_id > $1 AND stream_id <= $2 AND kind = $3 AND recorded_at <= $4 ORDER BY stream_id, seq";

/// Rows of one table in order of case, each key's batches in a row.
fn rows_sql(table: &str, columns: &str, key: &str) -> String {
    format!(
        "SELECT r.case_id, r.source_id, r.batch_id, {columns} FROM {table} r
         WHERE r.case_id > $1 AND r.case_id <= $2 ORDER BY r.case_id, r.source_id, {key}r.batch_id"
    )
}

fn walk_cases(conn: &Connection, walk: &Walk, each: &mut dyn FnMut(&Facts) -> bool) -> Done<()> {
    let known_at = walk.known_at.unwrap_or(facts::NOW);
    let visible = visible(conn, known_at)?;
    let range: [&dyn rusqlite::ToSql; 2] = [&walk.after.0, &walk.last.0];
    let mut heads = bind::ready(conn, HEADS, &range)?;
    let mut debtors = bind::ready(conn, &rows_sql("debtor", facts::DEBTOR, ""), &range)?;
    let mut invoices = bind::ready(conn, &rows_sql("invoice", facts::INVOICE, "r.number, "), &range)?;
    let mut payments = bind::ready(conn, &rows_sql("payment", facts::PAYMENT, "r.reference, "), &range)?;
    let mut contacts = bind::ready(conn, &rows_sql("contact", facts::CONTACT, "r.reference, "), &range)?;
    let entries = format!("SELECT {} {ENTRIES_END}", journal::TOLD);
    let mut entries = bind::ready(conn, &entries, &[&walk.after.0, &walk.last.0, &journal::CASE, &known_at.0])?;
    let mut heads = heads.raw_query();
    let mut debtors = Ahead::new(debtors.raw_query(), |row| row.case, loaded(&visible, facts::debtor_row))?;
    let mut invoices = Ahead::new(invoices.raw_query(), |row| row.case, loaded(&visible, facts::invoice_row))?;
    let mut payments = Ahead::new(payments.raw_query(), |row| row.case, loaded(&visible, facts::payment_row))?;
    let mut contacts = match walk.contacts {
        true => Some(Ahead::new(contacts.raw_query(), |row| row.case, loaded(&visible, facts::contact_row))?),
        false => None,
    };
    let mut entries = Ahead::new(entries.raw_query(), |entry: &Entry| entry.case, journal::told)?;
    let mut held = empty();
    while let Some(row) = heads.next()? {
        held.case = CaseId(row.get(0)?);
        held.rev = Rev { seq: row.get(1)?, rev: row.get(2)? };
        held.debtor = DebtorRow { reference: row.get(3)?, name: row.get(4)?, ..DebtorRow::default() };
        let case = held.case;
        let mut newest = BatchId(0);
        debtors.of(case, |loaded| {
            if loaded.batch >= newest {
                newest = loaded.batch;
                held.debtor = loaded.row;
            }
        })?;
        held.invoices.clear();
        invoices.of(case, |row| latest(&mut held.invoices, row, |row: &InvoiceRow| &row.number))?;
        held.payments.clear();
        payments.of(case, |row| latest(&mut held.payments, row, |row: &PaymentRow| &row.reference))?;
        held.contacts.clear();
        if let Some(contacts) = &mut contacts {
            contacts.of(case, |row| latest(&mut held.contacts, row, |row: &ContactRow| &row.reference))?;
            held.contacts.sort_by_key(|contact| contact.row.at);
        }
        held.entries.clear();
        entries.of(case, |entry| held.entries.push(entry))?;
        if held.invoices.is_empty() && held.payments.is_empty() && held.contacts.is_empty() && held.entries.is_empty() {
            continue;
        }
        if walk.contacts {
            held.minutes = facts::minutes(conn, &held)?;
        }
        let links = facts::links(&held.entries);
        if links.merged_into.is_some() {
            continue;
        }
        let goes_on = if links.members.is_empty() { each(&held) } else { each(&facts::load(conn, case, known_at)?) };
        if !goes_on {
            break;
        }
    }
    Ok(())
}

fn empty() -> Facts {
    Facts {
        case: CaseId(0),
        rev: Rev::default(),
        debtor: DebtorRow::default(),
        members: vec![],
        merged_into: None,
        invoices: vec![],
        payments: vec![],
        before: None,
        contacts: vec![],
        entries: vec![],
        minutes: BTreeMap::new(),
    }
}

/// Batches whose rows counted at an instant.
fn visible(conn: &Connection, known_at: Instant) -> Done<HashSet<i64>> {
    let sql = format!("SELECT b.batch_id FROM batch b WHERE b.batch_id > $1 AND {}", facts::VISIBLE);
    Ok(bind::rows(conn, &sql, &[&0, &known_at.0], |row| row.get(0))?.into_iter().collect())
}

/// Keeps of rows sorted by key and batch the last of each key.
fn latest<T>(kept: &mut Vec<Loaded<T>>, next: Loaded<T>, key: impl Fn(&T) -> &String) {
    match kept.last_mut() {
        Some(last) if last.source == next.source && key(&last.row) == key(&next.row) => *last = next,
        _ => kept.push(next),
    }
}

/// A cursor that has read one row ahead: it knows where its case ends.
struct Ahead<'s, R, F> {
    rows: Rows<'s>,
    read: F,
    case_of: fn(&R) -> CaseId,
    next: Option<R>,
}

impl<'s, R, F: FnMut(&Row<'_>) -> Done<Option<R>>> Ahead<'s, R, F> {
    fn new(rows: Rows<'s>, case_of: fn(&R) -> CaseId, read: F) -> Done<Self> {
        let mut ahead = Self { rows, read, case_of, next: None };
        ahead.step()?;
        Ok(ahead)
    }

    /// To the next row that counts.
    fn step(&mut self) -> Done<()> {
        self.next = None;
        while self.next.is_none() {
            let Some(row) = self.rows.next()? else { return Ok(()) };
            self.next = (self.read)(row)?;
        }
        Ok(())
    }

    /// Hands over the rows of a case; what lies before it (rows of no case) is passed over.
    fn of(&mut self, case: CaseId, mut take: impl FnMut(R)) -> Done<()> {
        while let Some(next) = self.next.take_if(|next| (self.case_of)(next) <= case) {
            if (self.case_of)(&next) == case {
                take(next);
            }
            self.step()?;
        }
        Ok(())
    }
}

/// Reads a row of the ledger when its batch counts.
fn loaded<T>(
    visible: &HashSet<i64>,
    read: fn(&Row<'_>, usize) -> rusqlite::Result<T>,
) -> impl FnMut(&Row<'_>) -> Done<Option<Loaded<T>>> {
    move |row| {
        let batch: i64 = row.get(2)?;
        if !visible.contains(&batch) {
            return Ok(None);
        }
        let (case, source) = (CaseId(row.get(0)?), SourceId(row.get(1)?));
        Ok(Some(Loaded { case, source, batch: BatchId(batch), row: read(row, 3)? }))
    }
}
