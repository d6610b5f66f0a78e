//! Rows into the tables, many with one statement; a touched case is marked stale, its figures are derived elsewhere.
//! What never lives here: comparing, the lock (see `pace`).
//! `walk` calls it.

use std::collections::VecDeque;

use rusqlite::Connection;
use rusqlite::types::ValueRef;

use crate::domain::values::{BatchId, CaseId, SourceId};

use super::super::columns::nature_text;
use super::super::prepared::{Many, ManyText, Prepared, ROWS_PER_STATEMENT};
use super::super::{StoreError, bind, find_keys};
use super::LoadWatch;
use super::compare::{Chunk, Described, Group};
use super::view::{Contact, Invoice, Payment, View, text};

/// Weight of groups written between two looks at the clock.
const ROWS_PER_LOOK: usize = 128;
/// Rows that wait for one another, of each table: one statement's.
const WAITING_MAX: usize = ROWS_PER_STATEMENT;

/// A case before its first derivation: named, stale, everything else at nothing.
const CASE_NEW: ManyText = ManyText {
    head: "INSERT INTO case_row (case_id, seq, rev, stale, formula, as_of, reference, name, sort_key, collector)
  VALUES ",
    row: "(#1, 0, 1, 1, 0, 0, #2, #3, #4, #5)",
    tail: "",
    shared: 0,
};

const CASE_KEY: ManyText = ManyText {
    head: "INSERT INTO case_key (source_id, reference, case_id) VALUES ",
    row: "($1, #1, #2)",
    tail: "",
    shared: 1,
};

/// A key to find a case by; one that is there already is left (0 or 1 row).
pub(super) const FIND_KEY: ManyText = ManyText {
    head: "INSERT INTO find_key (key, kind, case_id) VALUES ",
    row: "(#1, #2, #3)",
    tail: " ON CONFLICT DO NOTHING",
    shared: 0,
};

/// Cases whose figures are to be derived again (`run_all`: each once).
pub(super) const TOUCHED: ManyText = ManyText {
    head: "UPDATE case_row SET rev = rev + 1, stale = 1 WHERE case_id IN (",
    row: "#1",
    tail: ")",
    shared: 0,
};

const CASE_NAMED: &str = "UPDATE case_row SET rev = rev + 1, stale = 1, name = $2, sort_key = $3 WHERE case_id = $1";

// in all tables of rows $1 is the source, $2 the batch, #1 the case; where there are amounts, $3 is the currency
const DEBTOR: ManyText = ManyText {
    head: "INSERT INTO debtor (case_id, source_id, batch_id, reference, name, kind, address, postcode, city, country,
        phones, emails, language, segment, collector, group_code, credit_limit, limit_currency) VALUES ",
    row: "(#1, $1, $2, #2, #3, #4, #5, #6, #7, #8, #9, #10, #11, #12, #13, #14, #15, #16)",
    tail: "",
    shared: 2,
};

const INVOICE: ManyText = ManyText {
    head: "INSERT INTO invoice (case_id, source_id, number, batch_id, issued_on, due_on, amount, currency, nature,
        late_rate) VALUES ",
    row: "(#1, $1, #2, $2, #3, #4, #5, $3, #6, #7)",
    tail: "",
    shared: 3,
};

const PAYMENT: ManyText = ManyText {
    head: "INSERT INTO payment (case_id, source_id, reference, batch_id, paid_on, amount, currency, invoice, method,
        inferred) VALUES ",
    row: "(#1, $1, #2, $2, #3, #4, $3, #5, #6, #7)",
    tail: "",
    shared: 3,
};

const CONTACT: ManyText = ManyText {
    head:
        "INSERT INTO contact (case_id, source_id, reference, batch_id, at, day, channel, direction, outcome, collector,
        point, seconds, note, thread, quoted) VALUES ",
    row: "(#1, $1, #2, $2, #3, #4, #5, #6, #7, #8, #9, #10, #11, #12, #13)",
    tail: "",
    shared: 2,
};

/// Statements and rows of one sorted block.
pub(super) struct Writer<'c, 'a> {
    conn: &'c Connection,
    /// Chunks in hand: all but the last are through but for what waits; of the last, so many groups.
    chunks: VecDeque<Chunk<'a>>,
    at: usize,
    next_case: Option<i64>,
    /// The last debtor and its case: its rows may go on in the next chunk.
    last: Option<(&'a str, CaseId)>,
    waiting: Waiting<'a>,
    case_new: Many<'c>,
    case_key: Many<'c>,
    find_key: Many<'c>,
    touched: Many<'c>,
    named: Option<Prepared<'c>>,
    debtor: Many<'c>,
    invoice: Many<'c>,
    payment: Many<'c>,
    contact: Many<'c>,
}

/// Rows of one hold until there are enough for a statement, each with its case.
#[derive(Default)]
struct Waiting<'a> {
    /// Cases to be opened and debtors to be written: chunk in hand and group.
    opened: Vec<(usize, usize)>,
    debtors: Vec<(usize, usize)>,
    touched: Vec<i64>,
    invoices: Vec<(i64, Invoice<'a>)>,
    payments: Vec<(i64, Payment<'a>)>,
    contacts: Vec<(i64, Contact<'a>)>,
}

impl<'c, 'a> Writer<'c, 'a> {
    pub(super) fn new(conn: &'c Connection) -> Self {
        let many = |text| Many::new(conn, text);
        Self {
            conn,
            chunks: VecDeque::new(),
            at: 0,
            next_case: None,
            last: None,
            waiting: Waiting::default(),
            case_new: many(CASE_NEW),
            case_key: many(CASE_KEY),
            find_key: many(FIND_KEY),
            touched: many(TOUCHED),
            named: None,
            debtor: many(DEBTOR),
            invoice: many(INVOICE),
            payment: many(PAYMENT),
            contact: many(CONTACT),
        }
    }

    /// True when nothing is in hand.
    pub(super) fn is_idle(&self) -> bool {
        self.chunks.is_empty()
    }

    /// Takes a chunk in hand, behind those that are.
    pub(super) fn take(&mut self, mut chunk: Chunk<'a>) {
        // a debtor whose rows go on from the chunk before has its case
        if let (Some((reference, case)), Some(group)) = (self.last, chunk.groups.first_mut())
            && group.case.is_none()
            && group.reference == reference
        {
            group.case = Some(case);
        }
        self.chunks.push_back(chunk);
        self.at = 0;
    }

    /// Gives back a chunk that is through.
    pub(super) fn done(&mut self) -> Option<Chunk<'a>> {
        let first = self.chunks.front()?;
        if self.chunks.len() == 1 && self.at < first.groups.len() {
            return None;
        }
        self.chunks.pop_front()
    }

    /// Writes what is in hand, and what `more` gives when that is through, until it is `until_ms`. Within one transaction.
    pub(super) fn write(
        &mut self,
        batch: BatchId,
        source: SourceId,
        more: &mut dyn FnMut() -> Option<Chunk<'a>>,
        until_ms: u64,
        watch: &mut dyn LoadWatch,
    ) -> Result<(), StoreError> {
        let shared = [ValueRef::Integer(source.0), ValueRef::Integer(batch.0)];
        self.next_case = None;
        let mut weight = 0;
        loop {
            if self.chunks.back().is_none_or(|chunk| self.at >= chunk.groups.len()) {
                match more() {
                    Some(chunk) => self.take(chunk),
                    None => break,
                }
                continue;
            }
            weight += self.group(shared)?;
            if weight >= ROWS_PER_LOOK {
                weight = 0;
                if watch.ms() >= until_ms {
                    break;
                }
            }
        }
        self.flush(shared)
    }

    /// The next group; returns its weight.
    fn group(&mut self, shared: [ValueRef<'_>; 2]) -> Result<usize, StoreError> {
        let place = (self.chunks.len().saturating_sub(1), self.at);
        self.at += 1;
        let next_case = match self.next_case {
            Some(next) => next,
            None => next_case(self.conn)?,
        };
        self.next_case = Some(next_case);
        let Some(Chunk { groups, rows, .. }) = self.chunks.get_mut(place.0) else { return Ok(0) };
        let Some(group) = groups.get_mut(place.1) else { return Ok(0) };
        let (weight, range, is_known) = (group.weight(), group.rows.clone(), group.case.is_some());
        let case = group.case.unwrap_or(CaseId(next_case));
        let described = group.debtor.is_some();
        if is_known {
            match &group.debtor {
                Some(debtor) => named(self.conn, &mut self.named, case, debtor)?,
                // a case opened by the rows before these is marked already
                None if self.last == Some((group.reference, case)) => {}
                None => self.waiting.touched.push(case.0),
            }
        } else {
            (group.case, group.opened) = (Some(case), true);
            self.next_case = Some(next_case + 1);
            self.waiting.opened.push(place);
        }
        self.last = Some((group.reference, case));
        if described {
            self.waiting.debtors.push(place);
        }
        for row in &rows[range] {
            match row {
                View::Invoice(row) => {
                    put(&mut self.waiting.invoices, case, *row, |rows| invoices(&mut self.invoice, shared, rows))?;
                }
                View::Payment(row) => {
                    put(&mut self.waiting.payments, case, *row, |rows| payments(&mut self.payment, shared, rows))?;
                }
                View::Contact(row) => {
                    put(&mut self.waiting.contacts, case, *row, |rows| self.contact.run_all(&shared, rows, contact))?;
                }
            }
        }
        let waiting = &self.waiting;
        if [waiting.opened.len(), waiting.debtors.len(), waiting.touched.len()].iter().any(|n| *n >= WAITING_MAX) {
            self.cases(shared)?;
        }
        Ok(weight)
    }

    /// Writes what waits.
    fn flush(&mut self, shared: [ValueRef<'_>; 2]) -> Result<(), StoreError> {
        self.cases(shared)?;
        let waiting = &mut self.waiting;
        invoices(&mut self.invoice, shared, &waiting.invoices)?;
        payments(&mut self.payment, shared, &waiting.payments)?;
        self.contact.run_all(&shared, &waiting.contacts, contact)?;
        waiting.invoices.clear();
        waiting.payments.clear();
        waiting.contacts.clear();
        Ok(())
    }

    /// Writes the cases and debtors that wait.
    fn cases(&mut self, shared: [ValueRef<'_>; 2]) -> Result<(), StoreError> {
        let Waiting { opened, debtors, touched, .. } = &mut self.waiting;
        let chunks = &self.chunks;
        let groups = |places: &[(usize, usize)]| -> Vec<Placed<'_>> {
            let group = |(chunk, group): &(usize, usize)| chunks.get(*chunk)?.groups.get(*group);
            places.iter().filter_map(|place| group(place).and_then(|group| Some((group.case?.0, group)))).collect()
        };
        let new = groups(opened);
        self.case_new.run_all(&[], &new, case_new)?;
        self.case_key.run_all(&shared[..1], &new, |(case, group)| [text(group.reference), ValueRef::Integer(*case)])?;
        // the one key to find by that no later row would bring again, should this load not end; none or one each
        let found: Vec<Placed<'_>> = new.into_iter().filter(|(_, group)| !group.opening.found_by.is_empty()).collect();
        self.find_key.run(&[], &found, |(case, group)| {
            [text(&group.opening.found_by), ValueRef::Integer(find_keys::REFERENCE), ValueRef::Integer(*case)]
        })?;
        let described = groups(debtors);
        let described: Vec<(i64, &Described)> =
            described.iter().filter_map(|(case, group)| Some((*case, group.debtor.as_deref()?))).collect();
        self.debtor.run_all(&shared, &described, debtor)?;
        touched.sort_unstable();
        touched.dedup();
        self.touched.run_all(&[], touched, |case| [ValueRef::Integer(*case)])?;
        opened.clear();
        debtors.clear();
        touched.clear();
        Ok(())
    }
}

/// A case and what is written of it.
type Placed<'v> = (i64, &'v Group<'v>);

/// Adds a row to those that wait; sends them when there are enough.
fn put<T>(
    waiting: &mut Vec<(i64, T)>,
    case: CaseId,
    row: T,
    mut send: impl FnMut(&[(i64, T)]) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    waiting.push((case.0, row));
    if waiting.len() >= WAITING_MAX {
        send(waiting)?;
        waiting.clear();
    }
    Ok(())
}

fn invoices(
    to: &mut Many<'_>,
    [source, batch]: [ValueRef<'_>; 2],
    rows: &[(i64, Invoice<'_>)],
) -> Result<(), StoreError> {
    // those of one currency after another: it is bound once for all of them
    for run in rows.chunk_by(|(_, a), (_, b)| a.amount.currency == b.amount.currency) {
        to.run_all(&[source, batch, text(run[0].1.amount.currency.code())], run, invoice)?;
    }
    Ok(())
}

fn payments(
    to: &mut Many<'_>,
    [source, batch]: [ValueRef<'_>; 2],
    rows: &[(i64, Payment<'_>)],
) -> Result<(), StoreError> {
    for run in rows.chunk_by(|(_, a), (_, b)| a.amount.currency == b.amount.currency) {
        to.run_all(&[source, batch, text(run[0].1.amount.currency.code())], run, payment)?;
    }
    Ok(())
}

fn next_case(conn: &Connection) -> Result<i64, StoreError> {
    let sql = "SELECT COALESCE(MAX(case_id), 0) + 1 FROM case_row";
    Ok(bind::first(conn, sql, &[], |row| row.get(0))?.unwrap_or(1))
}

fn named<'c>(
    conn: &'c Connection,
    kept: &mut Option<Prepared<'c>>,
    case: CaseId,
    debtor: &Described,
) -> Result<(), StoreError> {
    let statement = match kept {
        Some(statement) => statement,
        None => kept.insert(Prepared::new(conn, CASE_NAMED, 3)?),
    };
    statement.run_one(&[&case.0, &debtor.row.name, &debtor.sort_key])
}

fn case_new<'v>((case, group): &'v Placed<'_>) -> [ValueRef<'v>; 5] {
    let (name, sort_key) = group.named();
    let collector = text(&group.opening.collector);
    [ValueRef::Integer(*case), text(group.reference), text(name), ValueRef::Blob(sort_key), collector]
}

fn debtor<'v>((case, debtor): &'v (i64, &Described)) -> [ValueRef<'v>; 16] {
    let row = &debtor.row;
    let limit = row.credit_limit.as_ref();
    [
        ValueRef::Integer(*case),
        text(&row.reference),
        text(&row.name),
        text(&row.kind),
        text(&row.address),
        text(&row.postcode),
        text(&row.city),
        text(&row.country),
        text(&debtor.phones),
        text(&debtor.emails),
        text(&row.language),
        text(&row.segment),
        text(&row.collector),
        text(&row.group),
        limit.map_or(ValueRef::Null, |limit| ValueRef::Integer(limit.minor)),
        limit.map_or(ValueRef::Null, |limit| text(limit.currency.code())),
    ]
}

fn invoice<'v>((case, row): &'v (i64, Invoice<'_>)) -> [ValueRef<'v>; 7] {
    [
        ValueRef::Integer(*case),
        text(row.number),
        ValueRef::Integer(i64::from(row.issued_on.0)),
        ValueRef::Integer(i64::from(row.due_on.0)),
        ValueRef::Integer(row.amount.minor),
        text(nature_text(row.claim.nature)),
        row.claim.late_rate.map_or(ValueRef::Null, |rate| ValueRef::Integer(rate.into())),
    ]
}

fn payment<'v>((case, row): &'v (i64, Payment<'_>)) -> [ValueRef<'v>; 7] {
    [
        ValueRef::Integer(*case),
        text(row.reference),
        ValueRef::Integer(i64::from(row.paid_on.0)),
        ValueRef::Integer(row.amount.minor),
        text(row.invoice),
        text(row.method),
        ValueRef::Integer(i64::from(row.inferred)),
    ]
}

fn contact<'v>((case, row): &'v (i64, Contact<'_>)) -> [ValueRef<'v>; 13] {
    let [channel, direction, outcome] = row.codes;
    [
        ValueRef::Integer(*case),
        text(row.reference),
        ValueRef::Integer(row.at.0),
        ValueRef::Integer(i64::from(row.day.0)),
        text(channel),
        text(direction),
        text(outcome),
        text(row.collector),
        text(row.point),
        ValueRef::Integer(i64::from(row.seconds)),
        text(row.note),
        text(row.thread),
        text(row.quoted),
    ]
}
