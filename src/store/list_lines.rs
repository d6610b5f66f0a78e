//! Lines of a generation's lists, read block by block; the blocks read last are kept for the next key.
//! What never lives here: what a line says (see `blocks`), how it is shown (see `queue`).
//! `queue` and `old_lists` call it.

use std::cell::RefCell;
use std::collections::HashMap;

use rusqlite::Connection;

use super::blocks::{BLOCK_LINES, BLOCK_PLACES, KeptLine, LineBlock, unpack_order};
use super::{Done, StoreError, bind};

/// Bytes of blocks kept between two questions: everybody's list draws on a block of each of two hundred lists at once.
const KEPT_BYTES_MAX: usize = 6 << 20;

/// Blocks read lately, of one generation; a generation is never changed once it can be read.
#[derive(Debug, Default)]
pub(in crate::store) struct ReadBlocks {
    generation: i64,
    lines: HashMap<(u32, u32), Vec<u8>>,
    bytes: usize,
}

impl ReadBlocks {
    /// Makes room for so many bytes more, by forgetting everything when there is none.
    fn make_room(&mut self, generation: i64, bytes: usize) {
        if self.generation != generation || self.bytes + bytes > KEPT_BYTES_MAX {
            *self = Self { generation, ..Self::default() };
        }
        self.bytes += bytes;
    }
}

/// Reads lines of one generation.
pub(in crate::store) struct Lines<'c> {
    conn: &'c Connection,
    kept: &'c RefCell<ReadBlocks>,
    generation: i64,
}

impl<'c> Lines<'c> {
    /// On a connection, with what it read before.
    pub(in crate::store) fn new(conn: &'c Connection, kept: &'c RefCell<ReadBlocks>, generation: i64) -> Self {
        Self { conn, kept, generation }
    }

    /// The line at a place (from 1) of a list.
    pub(in crate::store) fn line(&self, list: u32, own: u32) -> Done<KeptLine> {
        let lost = || StoreError::Corrupt(format!("generation {} list {list} line {own}", self.generation));
        let at = own.checked_sub(1).ok_or_else(lost)?;
        let first = own - at % BLOCK_LINES;
        let read = |bytes: &Vec<u8>| LineBlock::read(bytes)?.line(at % BLOCK_LINES);
        let mut kept = self.kept.borrow_mut();
        if kept.generation == self.generation
            && let Some(bytes) = kept.lines.get(&(list, first))
        {
            return read(bytes).ok_or_else(lost);
        }
        let sql = "SELECT packed FROM queue_line WHERE generation = $1 AND list = $2 AND first_own = $3";
        let bytes = bind::first(self.conn, sql, &[&self.generation, &list, &first], |row| row.get(0))?;
        let bytes: Vec<u8> = bytes.ok_or_else(lost)?;
        kept.make_room(self.generation, bytes.len());
        let line = read(&bytes).ok_or_else(lost);
        kept.lines.insert((list, first), bytes);
        line
    }

    /// Lines of a list of `lines`, after the first `from`.
    pub(in crate::store) fn of_list(&self, list: u32, lines: u32, from: u32, limit: u32) -> Done<Vec<KeptLine>> {
        let to = from.saturating_add(limit).min(lines);
        (from..to).map(|before| self.line(list, before + 1)).collect()
    }

    /// Lines of everybody's list, after the first `from`.
    pub(in crate::store) fn everybodys(&self, from: u32, limit: u32) -> Done<Vec<KeptLine>> {
        let mut lines = Vec::new();
        let mut rank = from.saturating_add(1);
        let end = rank.saturating_add(limit);
        while rank < end {
            let first = rank - (rank - 1) % BLOCK_PLACES;
            let sql = "SELECT packed FROM queue_order WHERE generation = $1 AND first_rank = $2";
            let bytes: Option<Vec<u8>> = bind::first(self.conn, sql, &[&self.generation, &first], |row| row.get(0))?;
            let Some(bytes) = bytes else { break };
            let lost = || StoreError::Corrupt(format!("generation {} rank {first}", self.generation));
            let (_, places) = unpack_order(&bytes).ok_or_else(lost)?;
            let skip = usize::try_from(rank - first).unwrap_or(usize::MAX);
            let take = usize::try_from(end - rank).unwrap_or(usize::MAX);
            for (list, own) in places.into_iter().skip(skip).take(take) {
                lines.push(self.line(list, own)?);
            }
            rank = first + BLOCK_PLACES;
        }
        Ok(lines)
    }
}
