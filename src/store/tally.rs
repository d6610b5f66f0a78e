//! Of a case with very many contacts: what its first ones come to (see `domain::case::tally`), and all of them in order of
//! time, so that it is derived from the last few and a page of its history is found without the others. Derived rows:
//! whatever changes its contacts drops them, the next derivation makes them anew. Other cases have none.
//! What never lives here: a fact, the counting itself.
//! `facts` and `read::case` read them, `derived`, `night` and `bulk` keep and drop them, `verify` makes them again.

use std::ops::Range;

use rusqlite::{Connection, Row};

use super::derived::FORMULA;
use super::facts::{self, CONTACT, contact_row};
use super::pack::{Packer, Unpacker};
use super::{Done, StoreError, bind};
use crate::domain::case::tally::TALLIED_MIN;
use crate::domain::case::timeline::Earlier;
use crate::domain::case::{Facts, Tally};
use crate::domain::ledger::{ContactRow, Loaded};
use crate::domain::values::{BatchId, CaseId, Day, Instant, SourceId};

/// Contacts of one packed row.
const BLOCK: usize = 128;
/// From so many contacts on, reading all of a case in one go is cheaper than each by its key.
const MANY: usize = 2_000;

/// A contact in order of time: when, and the key of its row.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Place {
    day: Day,
    at: Instant,
    source: SourceId,
    batch: BatchId,
    reference: String,
}

/// A tally ready to be written.
#[derive(Debug)]
pub(in crate::store) struct Made {
    until: Day,
    body: String,
    /// Number of the first contact of each block, and the block.
    blocks: Vec<(i64, Vec<u8>)>,
}

impl Made {
    /// Of all facts of a case on a day; `None`: it has not so many contacts, or none can stand for them.
    pub(in crate::store) fn of(facts: &Facts, today: Day) -> Done<Option<Self>> {
        match Tally::of(facts, today) {
            Some(tally) => Self::with(facts, &tally).map(Some),
            None => Ok(None),
        }
    }

    fn with(facts: &Facts, tally: &Tally) -> Done<Self> {
        let body = serde_json::to_string(tally).map_err(|error| StoreError::Corrupt(error.to_string()))?;
        let mut all: Vec<Place> = facts.contacts.iter().map(Place::of).collect();
        // The sort is stable, and within one instant the order of the facts holds.
        all.sort_by_key(|place| (place.day, place.at));
        let (tallied, rest) = all.split_at(tally.contacts.min(all.len()));
        let (mut blocks, mut first) = (vec![], 0);
        for some in tallied.chunks(BLOCK).chain(rest.chunks(BLOCK)) {
            blocks.push((first, packed(some)));
            first += i64::try_from(some.len()).unwrap_or(0);
        }
        Ok(Self { until: tally.until, body, blocks })
    }

    /// Writes it in the place of what was kept.
    pub(in crate::store) fn write(&self, conn: &Connection, case: CaseId) -> Done<()> {
        drop_of(conn, case)?;
        let sql = "INSERT INTO contact_tally (case_id, formula, until, body) VALUES ($1, $2, $3, $4)";
        bind::run_exactly(conn, sql, &[&case.0, &FORMULA, &self.until.0, &self.body], 1)?;
        for (first, block) in &self.blocks {
            let sql = "INSERT INTO contact_order (case_id, first, packed) VALUES ($1, $2, $3)";
            bind::run_exactly(conn, sql, &[&case.0, first, block], 1)?;
        }
        Ok(())
    }
}

/// Keeps the tally of a case with many contacts that was derived from all its facts; of any other nothing.
pub(in crate::store) fn keep(conn: &Connection, facts: &Facts, today: Day) -> Done<()> {
    if facts.before.is_some() || facts.contacts.len() < TALLIED_MIN {
        return Ok(());
    }
    Made::of(facts, today)?.map_or(Ok(()), |made| made.write(conn, facts.case))
}

/// Forgets the tallies of cases (sorted) of which a batch has come or gone.
pub(in crate::store) fn drop_touched(conn: &Connection, touched: &[i64]) -> Done<()> {
    for case in tallied(conn)? {
        if touched.binary_search(&case.0).is_ok() {
            drop_of(conn, case)?;
        }
    }
    Ok(())
}

/// The cases that have one, by number.
pub(in crate::store) fn tallied(conn: &Connection) -> Done<Vec<CaseId>> {
    bind::rows(conn, "SELECT case_id FROM contact_tally ORDER BY case_id", &[], |row| row.get(0).map(CaseId))
}

fn drop_of(conn: &Connection, case: CaseId) -> Done<()> {
    // One or none, and as many blocks as there were.
    bind::run(conn, "DELETE FROM contact_tally WHERE case_id = $1", &[&case.0])?;
    bind::run(conn, "DELETE FROM contact_order WHERE case_id = $1", &[&case.0])?;
    Ok(())
}

/// The tally that a case may be derived from on a day; `None`: there is none, and all its contacts are read.
pub(in crate::store) fn read(conn: &Connection, case: CaseId, as_of: Day) -> Done<Option<Tally>> {
    let sql = "SELECT body FROM contact_tally WHERE case_id = $1 AND formula = $2 AND until <= $3";
    let body: Option<String> = bind::first(conn, sql, &[&case.0, &FORMULA, &as_of.0], |row| row.get(0))?;
    // One that cannot be read is as good as none; `verify` tells of it.
    Ok(body.and_then(|body| serde_json::from_str(&body).ok()))
}

/// The contacts of a case that its tally leaves out, by time.
pub(in crate::store) fn rest(conn: &Connection, case: CaseId, tally: &Tally) -> Done<Vec<Loaded<ContactRow>>> {
    let sql = "SELECT packed FROM contact_order WHERE case_id = $1 AND first >= $2 ORDER BY first";
    let first = i64::try_from(tally.contacts).unwrap_or(i64::MAX);
    let blocks = bind::rows(conn, sql, &[&case.0, &first], |row| row.get::<_, Vec<u8>>(0))?;
    let mut rows = vec![];
    for block in blocks {
        for place in unpacked(&block, case)? {
            rows.push(place.row(conn, case)?);
        }
    }
    Ok(rows)
}

/// The contacts that a tally stands for, where they are kept.
pub(in crate::store) struct Kept<'c> {
    conn: &'c Connection,
    case: CaseId,
    contacts: usize,
    /// The block last looked at, and the number of its first contact.
    block: (usize, Vec<Place>),
}

impl<'c> Kept<'c> {
    /// Of a case with its facts; none where all contacts are among them.
    pub(in crate::store) fn of(conn: &'c Connection, facts: &Facts) -> Self {
        let contacts = facts.before.as_ref().map_or(0, |tally| tally.contacts);
        Self { conn, case: facts.case, contacts, block: (0, vec![]) }
    }

    /// The contact of a number from the first.
    fn place(&mut self, number: usize) -> Done<&Place> {
        let (first, block) = &self.block;
        if !(*first..first + block.len()).contains(&number) {
            let sql = "SELECT first, packed FROM contact_order WHERE case_id = $1 AND first <= $2
                       ORDER BY first DESC LIMIT 1";
            let number = i64::try_from(number).unwrap_or(i64::MAX);
            let read = |row: &Row<'_>| Ok((row.get::<_, i64>(0)?, row.get::<_, Vec<u8>>(1)?));
            let found = bind::first(self.conn, sql, &[&self.case.0, &number], read)?;
            let (first, packed) = found.ok_or_else(|| odd(self.case))?;
            self.block = (usize::try_from(first).map_err(|_| odd(self.case))?, unpacked(&packed, self.case)?);
        }
        let (first, block) = &self.block;
        block.get(number - first).ok_or_else(|| odd(self.case))
    }
}

impl Earlier for Kept<'_> {
    type Error = StoreError;

    fn count(&self) -> usize {
        self.contacts
    }

    fn when(&mut self, at: usize) -> Done<(Day, Instant)> {
        let place = self.place(self.contacts - 1 - at)?;
        Ok((place.day, place.at))
    }

    fn some(&mut self, which: Range<usize>) -> Done<Vec<Loaded<ContactRow>>> {
        let (conn, case) = (self.conn, self.case);
        let numbers = self.contacts - which.end..self.contacts - which.start;
        if numbers.len() > MANY {
            let mut all = facts::contacts(conn, case, facts::NOW)?;
            // The sort is stable: within one instant they stay by source and key.
            all.sort_by_key(|contact| (contact.row.day, contact.row.at));
            return Ok(all.drain(numbers).collect());
        }
        numbers.map(|number| self.place(number)?.row(conn, case)).collect()
    }
}

impl Place {
    fn of(contact: &Loaded<ContactRow>) -> Self {
        let Loaded { source, batch, row, .. } = contact;
        Self { day: row.day, at: row.at, source: *source, batch: *batch, reference: row.reference.clone() }
    }

    fn row(&self, conn: &Connection, case: CaseId) -> Done<Loaded<ContactRow>> {
        let sql = format!(
            "SELECT {CONTACT} FROM contact r WHERE r.case_id = $1 AND r.source_id = $2 AND r.reference = $3
             AND r.batch_id = $4"
        );
        let key: [&dyn rusqlite::ToSql; 4] = [&case.0, &self.source.0, &self.reference, &self.batch.0];
        let row = bind::first(conn, &sql, &key, |row| contact_row(row, 0))?.ok_or_else(|| odd(case))?;
        Ok(Loaded { case, source: self.source, batch: self.batch, row })
    }
}

fn odd(case: CaseId) -> StoreError {
    StoreError::Corrupt(format!("contacts of {case} are not in order"))
}

fn packed(places: &[Place]) -> Vec<u8> {
    let mut bytes = vec![];
    let mut packer = Packer(&mut bytes);
    for place in places {
        packer.number(place.day.0.into());
        packer.number(place.at.0);
        packer.number(place.source.0);
        packer.number(place.batch.0);
        packer.text(&place.reference);
    }
    bytes
}

fn unpacked(bytes: &[u8], case: CaseId) -> Done<Vec<Place>> {
    let mut from = Unpacker(bytes);
    let mut one = || {
        Some(Place {
            day: Day(i32::try_from(from.number()?).ok()?),
            at: Instant(from.number()?),
            source: SourceId(from.number()?),
            batch: BatchId(from.number()?),
            reference: from.text()?.to_owned(),
        })
    };
    let mut places = vec![];
    while places.len() < BLOCK {
        match one() {
            Some(place) => places.push(place),
            None => break,
        }
    }
    if places.is_empty() || !from.is_done() { Err(odd(case)) } else { Ok(places) }
}

/// What is kept of a case agrees with what its facts make of it: the same tally, the same order.
pub(in crate::store) fn agrees(conn: &Connection, facts: &Facts) -> Done<bool> {
    let sql = "SELECT formula, until, body FROM contact_tally WHERE case_id = $1";
    let read = |row: &Row<'_>| Ok((row.get::<_, i64>(0)?, Day(row.get(1)?), row.get::<_, String>(2)?));
    let kept = bind::first(conn, sql, &[&facts.case.0], read)?;
    let sql = "SELECT first, packed FROM contact_order WHERE case_id = $1 ORDER BY first";
    let blocks: Vec<(i64, Vec<u8>)> = bind::rows(conn, sql, &[&facts.case.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let Some((formula, until, body)) = kept else { return Ok(blocks.is_empty()) };
    // Nobody looks at one of another formula. What was said of the case since, or merged into it, decides whether it is used,
    // and not what it is.
    let contacts = facts.contacts.iter().filter(|contact| contact.case == facts.case).cloned().collect();
    let (debtor, minutes) = (facts.debtor.clone(), facts.minutes.clone());
    let own = Facts { case: facts.case, debtor, contacts, minutes, ..Facts::default() };
    let Some(tally) = Tally::until(&own, until).filter(|_| formula == FORMULA) else { return Ok(formula != FORMULA) };
    let made = Made::with(&own, &tally)?;
    Ok(made.body == body && made.blocks == blocks)
}

/// Every case of which something is kept, by number.
pub(in crate::store) fn kept_cases(conn: &Connection) -> Done<Vec<CaseId>> {
    let sql = "SELECT case_id FROM contact_tally UNION SELECT case_id FROM contact_order ORDER BY 1";
    bind::rows(conn, sql, &[], |row| row.get(0).map(CaseId))
}
