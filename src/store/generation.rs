//! Writing a generation of the queue: invisible until it is whole, switched to in one step.
//! What never lives here: reading a list (see `queue`), how it is packed (see `blocks`), dropping old ones (see `old_lists`),
//! who is called first.
//! `day` calls it.
//!
//! Nothing holds the book for longer than one slice of writing: the caller pauses between slices.

use rusqlite::Connection;

use super::blocks::{Block, Blocks, CaseBlock, Place};
use super::columns::login_text;
use super::pack::FORMAT;
use super::prepared::Prepared;
use super::{Done, Store, StoreError, bind};
use crate::domain::queue::Generation;
use crate::domain::team::TeamDay;
use crate::domain::values::{Day, Login};

/// Rows looked at together by the orphan count.
const ORPHAN_ROWS: i64 = 4_096;

impl Store {
    /// Begins a generation that nobody sees yet; true: in place of one that an interrupted close left behind. Its blocks are
    /// dropped first, its row is taken over in one step, so that nobody who comes after a second crash finds no trace.
    pub fn night_begin(&mut self, generation: &Generation, closed: Day, pause: &mut dyn FnMut()) -> Done<(i64, bool)> {
        let left = self.oldest("building")?;
        if let Some(left) = left {
            while self.drop_blocks(left)? {
                pause();
            }
        }
        self.write(|conn| {
            let next = "SELECT COALESCE(max(generation), 0) + 1 FROM generation";
            let number = match left {
                Some(left) => left,
                None => bind::first(conn, next, &[], |row| row.get(0))?.unwrap_or(1),
            };
            // Never one that is in force.
            bind::run_exactly(
                conn,
                "INSERT INTO generation (generation, day, closed_day, planned_at, card, versions, state, queued, excluded, format)
                 VALUES ($1, $2, $3, $4, $5, '', 'building', 0, 0, $6)
                 ON CONFLICT (generation) DO UPDATE SET day = $2, closed_day = $3, planned_at = $4, card = $5, format = $6
                 WHERE generation.state = 'building'",
                &[&number, &generation.day.0, &closed.0, &generation.planned_at.0, &generation.card, &FORMAT],
                1,
            )?;
            Ok((number, left.is_some()))
        })
    }

    /// Writes the names of all lists, by number, with how many lines each has.
    pub fn night_lists(&mut self, generation: i64, lists: &[(Option<Login>, u32)]) -> Done<()> {
        self.write_long(&mut || {}, |conn| {
            let sql = "INSERT INTO queue_list (generation, collector, list, line_count) VALUES ($1, $2, $3, $4)";
            let mut insert = Prepared::new(conn, sql, 4)?;
            (0_u32..).zip(lists).try_for_each(|(list, (collector, lines))| {
                insert.run_one(&[&generation, &login_text(collector.as_ref()), &list, lines])
            })
        })
    }

    /// Writes some of the blocks that are ready, about so many bytes, in one hold, and calls `held` when the book is; false
    /// when there were none.
    pub fn night_blocks(
        &mut self,
        generation: i64,
        blocks: &mut Blocks,
        bytes_max: usize,
        held: &mut dyn FnMut(),
    ) -> Done<bool> {
        let some = blocks.take_some(bytes_max);
        if some.is_empty() {
            return Ok(false);
        }
        self.write_long(held, |conn| {
            let line = "INSERT INTO queue_line (generation, list, first_own, packed) VALUES ($1, $2, $3, $4)";
            let order = "INSERT INTO queue_order (generation, first_rank, packed) VALUES ($1, $2, $3)";
            let case = "INSERT INTO queue_case (generation, first_case, packed) VALUES ($1, $2, $3)";
            let mut lines = Prepared::new(conn, line, 4)?;
            let mut order = Prepared::new(conn, order, 3)?;
            let mut cases = Prepared::new(conn, case, 3)?;
            some.iter().try_for_each(|Block { place, bytes: packed }| match place {
                Place::Lines(list, first) => lines.run_one(&[&generation, list, first, packed]),
                Place::Order(first) => order.run_one(&[&generation, first, packed]),
                Place::Cases(first) => cases.run_one(&[&generation, &first.0, packed]),
            })
        })?;
        Ok(true)
    }

    /// Switches to a generation in one step.
    pub fn night_switch(
        &mut self,
        generation: i64,
        (queued, excluded): (u32, u32),
        versions: &str,
        team: &TeamDay,
    ) -> Done<()> {
        let team = serde_json::to_string(team).map_err(|error| StoreError::Corrupt(error.to_string()))?;
        self.write_long(&mut || {}, |conn| {
            bind::run_exactly(
                conn,
                "UPDATE generation SET state = 'live', queued = $2, excluded = $3, versions = $4, team = $5
                 WHERE generation = $1 AND state = 'building'",
                &[&generation, &queued, &excluded, &versions, &team],
                1,
            )
        })
    }

    /// Cases with an overdue undisputed amount that a generation neither lists nor leaves out: there must be none.
    /// Counted from the sums and the case numbers alone; shares nothing with the gate.
    pub fn night_orphans(&self, generation: i64) -> Done<u64> {
        self.read(|conn| {
            let mut told = Told::new(conn, generation)?;
            let mut lost = 0;
            let mut last = 0;
            let sql =
                "SELECT case_id FROM case_money WHERE overdue > disputed AND case_id > $1 ORDER BY case_id LIMIT $2";
            loop {
                let some = bind::rows(conn, sql, &[&last, &ORPHAN_ROWS], |row| row.get::<_, i64>(0))?;
                let Some(end) = some.last().copied() else { return Ok(lost) };
                for case in some {
                    // One row a currency.
                    if case != last && !told.has(case)? {
                        lost += 1;
                    }
                    last = case;
                }
                last = end;
            }
        })
    }
}

/// Walks the cases that a generation speaks of, block by block.
struct Told<'c> {
    blocks: Prepared<'c>,
    generation: i64,
    cases: Vec<i64>,
    at: usize,
    done: bool,
}

impl<'c> Told<'c> {
    fn new(conn: &'c Connection, generation: i64) -> Done<Self> {
        let sql = "SELECT packed FROM queue_case WHERE generation = $1 AND first_case > $2 ORDER BY first_case LIMIT 1";
        Ok(Self { blocks: Prepared::new(conn, sql, 2)?, generation, cases: vec![], at: 0, done: false })
    }

    /// Whether it speaks of a case; to be asked by case number.
    fn has(&mut self, case: i64) -> Done<bool> {
        while !self.done && self.cases.last().is_none_or(|last| *last < case) {
            self.next_block()?;
        }
        while self.cases.get(self.at).is_some_and(|told| *told < case) {
            self.at += 1;
        }
        Ok(self.cases.get(self.at) == Some(&case))
    }

    fn next_block(&mut self) -> Done<()> {
        // No case of a block comes before the first of the next one.
        let after = self.cases.last().copied().unwrap_or(i64::MIN);
        (self.at, self.done) = (0, true);
        self.cases.clear();
        let (cases, done) = (&mut self.cases, &mut self.done);
        self.blocks.each(&[&self.generation, &after], |row| {
            let mut block = CaseBlock::read(row.get_ref(0)?.as_blob()?);
            while let Some(Some((case, _))) = block.as_mut().and_then(CaseBlock::next) {
                cases.push(case.0);
            }
            *done = cases.is_empty();
            Ok(true)
        })
    }
}
