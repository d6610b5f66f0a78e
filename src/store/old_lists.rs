//! Old lists: which are dropped, and what stays of them - the lines that were shown or acted on, with all they say.
//! What never lives here: making a list again from what was known then (see `past` and `day::again`).
//! `day` drops them, `cli` reads what stayed.
//!
//! Nothing holds the book for longer than one slice of writing: the caller pauses between slices.

use std::collections::BTreeSet;

use rusqlite::types::Value;
use rusqlite::{Connection, ToSql};

use super::blocks::{Became, Block, Blocks, KeptLine, LineBlock, Place, pack_line};
use super::columns::login_text;
use super::list_lines::Lines;
use super::pack::FORMAT;
use super::prepared::Prepared;
use super::queue::{Kept, became, kept};
use super::{Done, Store, bind, journal};
use crate::domain::values::{CaseId, Login};

/// Days whose list is always kept, whatever its length: the newest, one to compare with, one for whoever still looks at it.
pub const DAYS_KEPT: i64 = 3;
/// Days whose list is kept in a book of usual size, so that any line of the last month can be looked at again.
pub const DAYS_KEPT_MAX: i64 = 31;
/// … as long as the kept lists together have no more lines than this (about 20 MB).
pub const LINES_KEPT_MAX: i64 = 200_000;
/// Lines of each list that are held to have been shown, when fewer fit into the day: a screen of them.
pub const SHOWN_LINES: u32 = 64;

/// Blocks dropped in one hold: about [`SLICE_BYTES`](super::blocks::SLICE_BYTES).
const DROP_BLOCKS: i64 = 128;
/// Blocks of one list packed again in one hold at most.
const PACK_BLOCKS: usize = 4;
/// Lists, or parts of a long one, gone through in one hold.
const SLICES_A_HOLD: usize = 8;

/// Tables of blocks with what a block is found by beside its generation, and of how many columns that is.
const BLOCK_TABLES: [(&str, &str, usize); 4] = [
    ("queue_order", "first_rank", 1),
    ("queue_case", "first_case", 1),
    ("queue_line", "list, first_own", 2),
    ("queue_list", "collector", 1),
];
/// How many of them tell of the order and of the cases, of which nothing stays.
const WITHOUT_LINES: usize = 2;

/// Whose list, and its number.
struct OneList {
    number: u32,
    owner: Option<Login>,
}

/// Which lines of a list stay.
struct Stays<'a> {
    shown: u32,
    acted: &'a BTreeSet<CaseId>,
}

impl Stays<'_> {
    fn line(&self, own: u32, case: CaseId) -> bool {
        own <= self.shown || self.acted.contains(&case)
    }

    /// Any line of a block; nothing but its cases is read.
    fn any(&self, block: &LineBlock<'_>) -> bool {
        block.first <= self.shown || (!self.acted.is_empty() && block.cases().any(|case| self.acted.contains(&case)))
    }
}

impl Store {
    /// Drops a slice of the lists that nobody needs any more; true while there is more. Kept are the newest one and
    /// the one before it, and the newest of each of the last days: [`DAYS_KEPT`] always, [`DAYS_KEPT_MAX`] while they are
    /// short. Of the others the lines stay that were shown or acted on, and what they were made from.
    pub fn night_drop_old(&mut self, newest: i64, pause: &mut dyn FnMut()) -> Done<bool> {
        let old = "state = 'live' AND generation < $1 - 1 AND generation NOT IN
               (WITH newest AS (SELECT max(generation) AS number, day FROM generation WHERE state = 'live' GROUP BY day),
                     placed AS (SELECT n.number, row_number() OVER (ORDER BY n.day DESC) AS place,
                                       CAST(SUM(g.queued + g.excluded) OVER (ORDER BY n.day DESC) AS INTEGER) AS lines
                                FROM newest n JOIN generation g ON g.generation = n.number)
                SELECT number FROM placed WHERE place <= $2 OR (place <= $3 AND lines <= $4))";
        let values: [&dyn ToSql; 4] = [&newest, &DAYS_KEPT, &DAYS_KEPT_MAX, &LINES_KEPT_MAX];
        let some = format!("SELECT generation FROM generation WHERE {old} LIMIT 1");
        if bind::first(&self.conn, &some, &values, |_| Ok(()))?.is_some() {
            // Nobody is shown a list of which blocks are missing. As many as are old.
            self.write_long(&mut || {}, |conn| {
                bind::run(conn, &format!("UPDATE generation SET state = 'dropping' WHERE {old}"), &values)
            })?;
        }
        let Some(generation) = self.oldest("dropping")? else { return Ok(false) };
        if self.drop_from(generation, &BLOCK_TABLES[..WITHOUT_LINES])? {
            return Ok(true);
        }
        self.keep_lines(generation, pause)?;
        let sql = "UPDATE generation SET state = 'dropped', team = '' WHERE generation = $1";
        self.write_long(&mut || {}, |conn| bind::run_exactly(conn, sql, &[&generation], 1))?;
        Ok(true)
    }

    /// The oldest generation in a state.
    pub(in crate::store) fn oldest(&self, state: &str) -> Done<Option<i64>> {
        let sql = "SELECT generation FROM generation WHERE state = $1 ORDER BY generation LIMIT 1";
        bind::first(&self.conn, sql, &[&state], |row| row.get(0))
    }

    /// Drops some blocks of a generation that nobody was ever shown; false: there are none left.
    pub(in crate::store) fn drop_blocks(&mut self, generation: i64) -> Done<bool> {
        self.drop_from(generation, &BLOCK_TABLES)
    }

    fn drop_from(&mut self, generation: i64, tables: &[(&str, &str, usize)]) -> Done<bool> {
        for (table, key, names) in tables {
            // The first blocks by their key: one after the other where the key has a text or two parts.
            let some = format!("SELECT {key} FROM {table} WHERE generation = $1 ORDER BY {key} LIMIT $2");
            let keys = bind::rows(&self.conn, &some, &[&generation, &DROP_BLOCKS], |row| {
                (0..*names).map(|at| row.get::<_, Value>(at)).collect::<rusqlite::Result<Vec<_>>>()
            })?;
            if keys.is_empty() {
                continue;
            }
            let one = if *names == 2 { "(list, first_own) = ($2, $3)".into() } else { format!("{key} = $2") };
            self.write_long(&mut || {}, |conn| {
                let mut drop =
                    Prepared::new(conn, &format!("DELETE FROM {table} WHERE generation = $1 AND {one}"), names + 1)?;
                for key in &keys {
                    let values =
                        std::iter::once(&generation as &dyn ToSql).chain(key.iter().map(|value| value as &dyn ToSql));
                    drop.run_one(&values.collect::<Vec<_>>())?;
                }
                Ok(())
            })?;
            return Ok(true);
        }
        Ok(false)
    }

    /// Leaves of each list the lines that were shown or acted on. A list that was done with has lost its name; one that was
    /// not is gone through again, and what was left of it stays.
    fn keep_lines(&mut self, generation: i64, pause: &mut dyn FnMut()) -> Done<()> {
        let sql = "SELECT generation, day, planned_at, card, queued, excluded, closed_day, versions FROM generation
                   WHERE generation = $1";
        let Some(made) = bind::first(&self.conn, sql, &[&generation], kept)? else { return Ok(()) };
        let acted = self.acted_on(&made)?;
        let sql = "SELECT list, collector FROM queue_list WHERE generation = $1 ORDER BY list";
        let lists = bind::rows(&self.conn, sql, &[&generation], |row| {
            Ok(OneList { number: row.get(0)?, owner: super::columns::login_or_none(row, 1)? })
        })?;
        let (mut next, mut after) = (0, 0);
        while next < lists.len() {
            (next, after) = self.write_long(&mut || {}, |conn| {
                let (mut next, mut after) = (next, after);
                for _ in 0..SLICES_A_HOLD {
                    let Some(list) = lists.get(next) else { break };
                    let fits = made.generation.shares.iter().find(|share| share.who == list.owner);
                    let shown = fits.map_or(0, |share| share.fits).max(SHOWN_LINES);
                    let stays = Stays { shown, acted: &acted };
                    match keep_slice(conn, generation, list, after, &stays)? {
                        Some(last) => after = last,
                        None => {
                            let sql = "DELETE FROM queue_list WHERE generation = $1 AND collector = $2";
                            bind::run_exactly(conn, sql, &[&generation, &login_text(list.owner.as_ref())], 1)?;
                            (next, after) = (next + 1, 0);
                        }
                    }
                }
                Ok((next, after))
            })?;
            pause();
        }
        Ok(())
    }

    /// Cases of which something was recorded while a list was the newest one.
    fn acted_on(&self, made: &Kept) -> Done<BTreeSet<CaseId>> {
        let (number, since) = (made.generation.number, made.generation.planned_at);
        let next = "SELECT min(planned_at) FROM generation WHERE generation > $1 AND state <> 'building'";
        let until = bind::first(&self.conn, next, &[&number], |row| row.get::<_, Option<i64>>(0))?.flatten();
        let sql = "SELECT DISTINCT stream_id FROM journal WHERE recorded_at >= $1 AND recorded_at <= $2 AND kind = $3";
        let values: [&dyn ToSql; 3] = [&since.0, &until.unwrap_or(i64::MAX), &journal::CASE];
        Ok(bind::rows(&self.conn, sql, &values, |row| row.get(0).map(CaseId))?.into_iter().collect())
    }

    /// A case's line in a list, with its place in its own collector's list, from 1; of a list that was dropped, what stayed
    /// of it. `None`: it did not stand there, or was neither shown nor acted on.
    pub fn line_listed(&self, generation: i64, case: CaseId) -> Done<Option<(u32, KeptLine)>> {
        self.read(|conn| {
            if let Some(Became::Queued { list, own, .. }) = became(conn, generation, case)? {
                let line = Lines::new(conn, &self.read_blocks, generation).line(list, own)?;
                return Ok(Some((own, line)));
            }
            let sql = "SELECT l.packed FROM queue_line l JOIN generation g ON g.generation = l.generation
                       WHERE l.generation = $1 AND g.format = $2 AND g.state = 'dropped' ORDER BY l.list, l.first_own";
            let mut found = None;
            bind::each(conn, sql, &[&generation, &FORMAT], |row| {
                let lines = lines_of(row.get_ref(0)?.as_blob()?).unwrap_or_default();
                found = lines.into_iter().find(|(_, line)| line.ranked.case == case);
                Ok(found.is_none())
            })?;
            Ok(found)
        })
    }
}

/// The lines of a block by their places; `None`: it cannot be read.
fn lines_of(bytes: &[u8]) -> Option<Vec<(u32, KeptLine)>> {
    let mut block = LineBlock::read(bytes)?;
    let mut own = block.first;
    let mut lines = vec![];
    while let Some(line) = block.next() {
        lines.push((own, line?));
        own += 1;
    }
    Some(lines)
}

/// Goes through some blocks of a list after a place; returns the place of the last one, `None` when none come after it.
fn keep_slice(conn: &Connection, generation: i64, list: &OneList, after: u32, stays: &Stays<'_>) -> Done<Option<u32>> {
    let sql = "SELECT first_own, packed FROM queue_line WHERE generation = $1 AND list = $2 AND first_own > $3
               ORDER BY first_own LIMIT $4";
    let some = bind::rows(conn, sql, &[&generation, &list.number, &after, &DROP_BLOCKS], |row| {
        Ok((row.get::<_, u32>(0)?, row.get::<_, Vec<u8>>(1)?))
    })?;
    let mut drop =
        Prepared::new(conn, "DELETE FROM queue_line WHERE generation = $1 AND list = $2 AND first_own = $3", 3)?;
    let mut insert =
        Prepared::new(conn, "INSERT INTO queue_line (generation, list, first_own, packed) VALUES ($1, $2, $3, $4)", 4)?;
    let owner = list.owner.as_ref().map_or("", |login| login.0.as_str());
    let mut packed = 0;
    // Fewer than asked for: these are the last.
    let mut more = some.last().map(|(first, _)| *first).filter(|_| some.len() == DROP_BLOCKS.unsigned_abs() as usize);
    for (first, bytes) in some {
        // What cannot be read stays as it is; `verify` says so.
        let Some(block) = LineBlock::read(&bytes) else { continue };
        if !stays.any(&block) {
            drop.run_one(&[&generation, &list.number, &first])?;
            continue;
        }
        let Some(lines) = lines_of(&bytes) else { continue };
        let all = lines.len();
        let staying: Vec<_> = lines.into_iter().filter(|(own, line)| stays.line(*own, line.ranked.case)).collect();
        if staying.len() == all {
            continue;
        }
        drop.run_one(&[&generation, &list.number, &first])?;
        for Block { place, bytes } in runs((list.number, owner), &staying) {
            if let Place::Lines(number, first) = place {
                insert.run_one(&[&generation, &number, &first, &bytes])?;
            }
        }
        packed += 1;
        if packed == PACK_BLOCKS {
            more = Some(first);
            break;
        }
    }
    Ok(more)
}

/// Lines packed again: one block for those that follow one another.
fn runs(list: (u32, &str), lines: &[(u32, KeptLine)]) -> Vec<Block> {
    let mut blocks = Blocks::default();
    let mut next = None;
    for (own, line) in lines {
        if next != Some(*own) {
            blocks.end();
        }
        let mut packed = vec![];
        pack_line(&line.ranked, line.rev, &mut packed);
        blocks.line(list, *own, line.ranked.case, (line.change, line.because), &packed);
        next = Some(own + 1);
    }
    blocks.end();
    blocks.take_ready()
}
