//! What the close of a day reads: the whole book in parts of case numbers, one narrow row a case, beside what the list
//! before said of it; and the rows derived afresh on the way, which it writes.
//! What never lives here: who is called first (see `ranking`), the course of the close (see `day`), lists (see `generation`).
//! `day` calls it, and nothing else.
//!
//! A reader may have a connection of its own, so that several read at once; only the book's own connection writes.

use std::collections::BTreeMap;

use rusqlite::Connection;

use super::blocks::{Became, CaseBlock, Head};
use super::columns::login_or_none;
use super::derived::{self, Stored};
use super::night_facts::FactsReader;
use super::prepared::Prepared;
use super::tally::Made;
use super::{Done, Store, StoreError, bind, bulk, facts, journal, packed_row};
use crate::domain::case::row::FORMULA_VERSION;
use crate::domain::case::tally::TALLIED_MIN;
use crate::domain::case::{CaseRow, Facts, derive};
use crate::domain::codes::Exclusion;
use crate::domain::values::{CaseId, Day, Login};

/// Case numbers of one part.
pub const PART_CASES: i64 = 1_024;
/// Page cache of the writer of a close, KiB (negative: the engine's way of saying so): two slices of writing.
const WRITER_KIB: i64 = -2_048;
/// Most derived rows written while the book is held.
pub const SLICE_ROWS: usize = 512;

/// A part of the book, brought to the day asked.
#[derive(Debug, Default)]
pub struct Part {
    /// Cases in it.
    pub cases: u64,
    /// The rows of cases that may have something to do: overdue, called back, held or merged, by case number. They have
    /// no names. Of all others nothing is overdue.
    pub rows: Vec<CaseRow>,
    /// Rows derived afresh, to be handed to [`Store::night_keep`].
    pub fresh: Vec<Fresh>,
    /// Cases with promises among them.
    pub promised: Vec<CaseId>,
    /// First day after the one asked on which the calendar changes one of its rows.
    pub next_flip: Option<Day>,
    /// What the list before said, by case number.
    pub before: Vec<(CaseId, Was)>,
}

/// A row derived afresh, and what it replaces.
#[derive(Debug)]
pub struct Fresh {
    was: Stored,
    row: CaseRow,
    tally: Option<Made>,
}

/// What the list before said of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Was {
    /// It stood in a list (by number), at a place of it.
    Queued {
        /// The list.
        list: u32,
        /// The place there, from 1.
        own: u32,
        /// The rest.
        head: Head,
    },
    /// It was left out.
    Excluded(Exclusion),
}

impl Was {
    /// Of what became of it.
    #[must_use]
    pub const fn of(became: Became) -> Self {
        match became {
            Became::Queued { list, own, head, .. } => Self::Queued { list, own, head },
            Became::Excluded { reason, .. } => Self::Excluded(reason),
        }
    }
}

/// A connection of its own beside the book's, for reading on another thread.
#[derive(Debug)]
pub struct Beside(Connection);

/// Reads parts of the book.
pub struct NightReader<'c> {
    conn: &'c Connection,
    rows: Prepared<'c>,
    before: Prepared<'c>,
    facts: FactsReader<'c>,
    day: Day,
    earlier: Option<i64>,
}

impl Beside {
    /// A reader on this connection; see [`Store::night_reader`].
    pub fn reader(&self, day: Day, earlier: Option<i64>) -> Done<NightReader<'_>> {
        NightReader::new(&self.0, day, earlier)
    }
}

impl<'c> NightReader<'c> {
    fn new(conn: &'c Connection, day: Day, earlier: Option<i64>) -> Done<Self> {
        let rows =
            "SELECT r.case_id, r.seq, r.rev, r.stale, r.formula, r.as_of, r.next_flip, r.merged_into, r.collector,
                r.packed, r.derived_rev, r.amount_rev, r.reference, r.name, r.aged
             FROM case_row r WHERE r.case_id > $1 AND r.case_id <= $2 ORDER BY r.case_id";
        // The block that the part begins in, and those that begin in it.
        let before = "SELECT packed FROM queue_case WHERE generation = $1 AND first_case <= $3 AND first_case >=
                (SELECT COALESCE(max(first_case), 0) FROM queue_case WHERE generation = $1 AND first_case <= $2)
             ORDER BY first_case";
        let facts = FactsReader::new(conn)?;
        Ok(Self {
            conn,
            rows: Prepared::new(conn, rows, 2)?,
            before: Prepared::new(conn, before, 3)?,
            facts,
            day,
            earlier,
        })
    }

    /// The cases after `after` up to `last`, on one unchanging picture of the book: rows that are stale or that the calendar
    /// has changed are derived afresh.
    pub fn part(&mut self, after: CaseId, last: CaseId) -> Done<Part> {
        let outside = self.conn.is_autocommit();
        if outside {
            self.conn.execute_batch("BEGIN")?;
        }
        let part = self.read(after, last);
        if outside && !self.conn.is_autocommit() {
            self.conn.execute_batch("COMMIT")?;
        }
        part
    }

    fn read(&mut self, after: CaseId, last: CaseId) -> Done<Part> {
        let day = self.day;
        let mut part = Part::default();
        let mut old: Vec<(usize, Stored)> = Vec::new();
        self.rows.each(&[&after.0, &last.0], |row| {
            part.cases += 1;
            let quiet = !packed_row::is_busy(row.get_ref(9)?.as_blob()?);
            let flip = derived::flip_of(row, day)?;
            match flip {
                // It tells of the day, and has nothing to do.
                Some(flip) if quiet => part.flips_on(flip),
                Some(flip) => {
                    part.flips_on(flip);
                    let stored = derived::stored(row, String::new(), String::new())?;
                    part.rows.push(CaseRow { as_of: day, ..stored.row });
                }
                None => {
                    let stored = derived::stored_row(row)?;
                    old.push((part.rows.len(), stored));
                }
            }
            Ok(true)
        })?;
        let mut moved = Vec::with_capacity(old.len());
        if !old.is_empty() {
            self.facts.look()?;
        }
        for (place, was) in old {
            let facts = self.facts.load(&was, day)?;
            let state = derive(&facts, day);
            let row = CaseRow::from(&state);
            part.flips_on(row.next_flip);
            if !state.promises.is_empty() {
                part.promised.push(state.case);
            }
            moved.push((place, row.clone()));
            let tally = self.tally(&facts)?;
            part.fresh.push(Fresh { was, row, tally });
        }
        part.put_in(moved);
        self.look_back(after, last, &mut part)?;
        Ok(part)
    }

    /// The tally of a case with many contacts that has none, made while the book is not held.
    fn tally(&self, facts: &Facts) -> Done<Option<Made>> {
        if facts.before.is_some() || facts.contacts.len() < TALLIED_MIN {
            return Ok(None);
        }
        // It counts points, too, which a list does not ask for.
        Made::of(&facts::load(self.conn, facts.case, facts::NOW)?, self.day)
    }

    /// What the list before said of these cases.
    fn look_back(&mut self, after: CaseId, last: CaseId, part: &mut Part) -> Done<()> {
        let Some(earlier) = self.earlier else { return Ok(()) };
        let first = after.0 + 1;
        self.before.each(&[&earlier, &first, &last.0], |row| {
            let mut block = CaseBlock::read(row.get_ref(0)?.as_blob()?);
            while let Some(Some((case, became))) = block.as_mut().and_then(CaseBlock::next) {
                if case > after && case <= last {
                    part.before.push((case, Was::of(became)));
                }
            }
            Ok(true)
        })
    }
}

impl Part {
    fn flips_on(&mut self, flip: Option<Day>) {
        if let Some(flip) = flip {
            self.next_flip = Some(self.next_flip.map_or(flip, |first| first.min(flip)));
        }
    }

    /// Puts rows derived afresh in their places among the others, by case number.
    fn put_in(&mut self, moved: Vec<(usize, CaseRow)>) {
        if moved.is_empty() {
            return;
        }
        let others = std::mem::take(&mut self.rows);
        self.rows.reserve(others.len() + moved.len());
        let mut moved = moved.into_iter().peekable();
        for (at, row) in others.into_iter().enumerate() {
            while let Some((_, fresh)) = moved.next_if(|(place, _)| *place <= at) {
                self.rows.extend(is_busy(&fresh).then_some(fresh));
            }
            self.rows.push(row);
        }
        self.rows.extend(moved.map(|(_, fresh)| fresh).filter(is_busy));
    }

    /// What the list before said of a case.
    #[must_use]
    pub fn was(&self, case: CaseId) -> Option<Was> {
        self.before.binary_search_by_key(&case, |(case, _)| *case).ok().map(|at| self.before[at].1)
    }
}

/// The same question as `packed_row::is_busy`, of a row just derived.
#[must_use]
pub fn is_busy(row: &CaseRow) -> bool {
    row.oldest_due.is_some() || row.callback.is_some() || row.held_until.is_some() || row.merged_into.is_some()
}

impl Store {
    /// Cases in the book, merged ones too, and the highest case number.
    pub fn night_size(&self) -> Done<(u64, CaseId)> {
        let sql = "SELECT count(*), COALESCE(max(case_id), 0) FROM case_row";
        let found = bind::first(&self.conn, sql, &[], |row| Ok((row.get::<_, u32>(0)?, CaseId(row.get(1)?))))?;
        Ok(found.map_or((0, CaseId(0)), |(cases, last)| (u64::from(cases), last)))
    }

    /// The highest case number.
    pub fn night_last(&self) -> Done<CaseId> {
        let sql = "SELECT COALESCE(max(case_id), 0) FROM case_row";
        Ok(bind::first(&self.conn, sql, &[], |row| row.get(0).map(CaseId))?.unwrap_or(CaseId(0)))
    }

    /// Reads the book for a day on the book's own connection; `earlier`: the list to compare with.
    pub fn night_reader(&self, day: Day, earlier: Option<i64>) -> Done<NightReader<'_>> {
        NightReader::new(&self.conn, day, earlier)
    }

    /// Whose each list of a generation is, by number of the list.
    pub fn night_owners(&self, generation: i64) -> Done<Vec<Option<Login>>> {
        let sql = "SELECT collector FROM queue_list WHERE generation = $1 ORDER BY list";
        bind::rows(&self.conn, sql, &[&generation], |row| login_or_none(row, 0))
    }

    /// Keeps rows derived afresh, in one slice of writing; `held` is called when the book is. A case that has moved on
    /// meanwhile is left alone: whoever moved it derived it.
    pub fn night_keep(&mut self, fresh: &[Fresh], held: &mut dyn FnMut()) -> Done<()> {
        self.write_long(held, |conn| {
            fresh.iter().try_for_each(|fresh| {
                let kept = derived::rewrite(conn, &fresh.was, &fresh.row)?;
                match fresh.tally.as_ref().filter(|_| kept) {
                    Some(tally) => tally.write(conn, fresh.row.case),
                    None => Ok(()),
                }
            })
        })
    }

    /// Moves what was committed from the log into the file, so that nobody's own commit has to; returns the pages of the log.
    /// As long as somebody reads an older picture of the book the log goes on, and everybody's commit does it again.
    pub fn night_log(&self) -> Done<u64> {
        bulk::checkpoint(&self.conn)
    }

    /// Lets the writer of a close keep little of the book in memory: it goes through it once, and comes back to nothing.
    pub fn night_lean(&self) -> Done<()> {
        Ok(self.conn.execute_batch(&format!("PRAGMA cache_size = {WRITER_KIB}"))?)
    }

    /// One hold of long work, which waits for the book longer than a person would.
    pub(in crate::store) fn write_long<T>(
        &mut self,
        held: &mut dyn FnMut(),
        work: impl FnOnce(&Connection) -> Done<T>,
    ) -> Done<T> {
        bulk::begin(&self.conn).map_err(|error| self.named(error))?;
        held();
        let done = work(&self.conn);
        bulk::end(&self.conn, done).map_err(|error| self.named(error))
    }

    /// Streams of cases with entries that no seal covers yet.
    pub fn night_unsealed(&self) -> Done<Vec<CaseId>> {
        let sql = "SELECT stream_id FROM unsealed WHERE kind = $1 ORDER BY stream_id";
        bind::rows(&self.conn, sql, &[&journal::CASE], |row| row.get(0).map(CaseId))
    }

    /// Cases in which something was promised and whose rows tell of `since` or a later day: a close that was interrupted has
    /// written such rows, and does not say which.
    pub fn night_promised(&self, since: Day) -> Done<Vec<CaseId>> {
        // A case merged into another leaves its promises there.
        let sql =
            "SELECT r.case_id FROM case_row r WHERE r.seq > 0 AND r.as_of >= $1 AND EXISTS (SELECT 1 FROM journal j
                WHERE j.kind = $2 AND j.stream_id = r.case_id AND j.event IN ('promise-recorded', 'absorbed'))
             ORDER BY r.case_id";
        bind::rows(&self.conn, sql, &[&since.0, &journal::CASE], |row| row.get(0).map(CaseId))
    }

    /// A text that is another one when facts have come since: entries of the journal, batches, another formula.
    pub fn night_marks(&self) -> Done<String> {
        let number = |sql: &str| -> Done<i64> { Ok(bind::first(&self.conn, sql, &[], |row| row.get(0))?.unwrap_or(0)) };
        let entries = number("SELECT COALESCE(CAST(SUM(seq) AS INTEGER), 0) FROM stream_head")?;
        let batches = number("SELECT count(*) FROM batch WHERE state = 'complete'")?;
        let newest = number("SELECT COALESCE(max(batch_id), 0) FROM batch WHERE state <> 'loading'")?;
        Ok(format!("entries={entries} batches={batches} newest={newest} formula={FORMULA_VERSION}"))
    }

    /// True when no row waits to be derived because facts came.
    pub fn night_settled(&self) -> Done<bool> {
        let stale = bind::first(&self.conn, "SELECT 1 FROM case_row WHERE stale = 1 LIMIT 1", &[], |_| Ok(()))?;
        Ok(stale.is_none())
    }

    /// The cases that stood in a list, by number.
    pub fn night_listed(&self, generation: i64) -> Done<Vec<CaseId>> {
        let mut cases = Vec::new();
        let sql = "SELECT packed FROM queue_case WHERE generation = $1 ORDER BY first_case";
        bind::each(&self.conn, sql, &[&generation], |row| {
            let mut block = CaseBlock::read(row.get_ref(0)?.as_blob()?);
            while let Some(Some((case, became))) = block.as_mut().and_then(CaseBlock::next) {
                if let Became::Queued { .. } = became {
                    cases.push(case);
                }
            }
            Ok(true)
        })?;
        Ok(cases)
    }

    /// Cases that a generation left out, by rule; those of which nothing was overdue have no line and are not in it.
    pub fn night_excluded(&self, generation: i64) -> Done<BTreeMap<Exclusion, u64>> {
        let mut counts = BTreeMap::new();
        let sql = "SELECT packed FROM queue_case WHERE generation = $1 ORDER BY first_case";
        bind::each(&self.conn, sql, &[&generation], |row| {
            let mut block = CaseBlock::read(row.get_ref(0)?.as_blob()?);
            while let Some(Some((_, became))) = block.as_mut().and_then(CaseBlock::next) {
                if let Became::Excluded { reason, .. } = became {
                    *counts.entry(reason).or_default() += 1;
                }
            }
            Ok(true)
        })?;
        Ok(counts)
    }
}

impl Store {
    /// A connection of its own for a second reader; none for a book in memory.
    pub fn beside(&self) -> Done<Option<Beside>> {
        let Some(path) = &self.path else { return Ok(None) };
        super::engine::reading(path).map(|conn| Some(Beside(conn))).map_err(|error: StoreError| self.named(error))
    }
}
