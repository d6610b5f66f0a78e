//! Sorted rows made ready chunk after chunk, on a thread of their own where they can be: what the book holds is read
//! through a connection of its own while the chunk before is written.
//! What never lives here: a write, comparing itself (see `compare`).
//! `walk` calls it.

use std::ops::Range;
use std::path::Path;
use std::sync::mpsc::SyncSender;

use rusqlite::Connection;

use crate::domain::values::{BatchId, SourceId};

use super::super::{Mode, Store, StoreError};
use super::arena::Arena;
use super::compare::{Chunk, Compare};
use super::held::HeldReader;
use super::notes::{Notes, Said};
use super::{CHUNK_ROWS, LoadWatch};

/// What is made ready, of which load.
#[derive(Clone, Copy)]
pub(super) struct Work<'a> {
    pub(super) arena: &'a Arena,
    /// None: a source never seen.
    pub(super) source: Option<SourceId>,
    /// The batch of this load, if it has begun.
    pub(super) own: Option<BatchId>,
    /// True when an earlier, interrupted load began it.
    pub(super) resumed: bool,
    /// A file of payments.
    pub(super) payments: bool,
    /// A file of debtors.
    pub(super) strict_debtors: bool,
}

/// Makes chunks, one a call.
pub(super) struct Maker<'a, 'c> {
    work: Work<'a>,
    at: usize,
    conn: Option<&'c Connection>,
    compare: Compare<'c>,
}

impl<'a, 'c> Maker<'a, 'c> {
    /// Reads what is held through `conn`; without one the source is one the book has never seen.
    pub(super) fn new(work: Work<'a>, conn: Option<&'c Connection>) -> Result<Self, StoreError> {
        let held = match (work.source, conn) {
            (Some(source), Some(conn)) => Some((source, HeldReader::new(conn, work.own)?)),
            (None, _) | (_, None) => None,
        };
        let Work { own, resumed, strict_debtors, .. } = work;
        Ok(Self { work, at: 0, conn, compare: Compare { held, own, resumed, strict_debtors } })
    }

    /// The next chunk; `told` hears each change of a dry run.
    pub(super) fn next<'n>(
        &mut self,
        said: &'n mut Said,
        told: Option<&'n mut (dyn LoadWatch + 'n)>,
    ) -> Result<Option<Chunk<'a>>, StoreError> {
        let range = chunk_at(self.work.arena, self.at);
        if range.is_empty() {
            return Ok(None);
        }
        self.at = range.end;
        let mut notes = Notes::new(said, told, self.work.payments);
        let Some(conn) = self.conn else { return self.compare.chunk(self.work.arena, range, &mut notes).map(Some) };
        // one read transaction a chunk: a lock a statement would cost more than the reading
        conn.execute_batch("BEGIN")?;
        let chunk = self.compare.chunk(self.work.arena, range, &mut notes);
        conn.execute_batch("COMMIT")?;
        chunk.map(Some)
    }
}

/// The rows from `at` on that are compared together: a key never stands in two chunks.
fn chunk_at(arena: &Arena, at: usize) -> Range<usize> {
    let mut to = (at + CHUNK_ROWS).min(arena.len());
    while to > at && to < arena.len() && arena.get(to).key == arena.get(to - 1).key {
        to += 1;
    }
    at..to
}

/// Makes chunk after chunk, until all are made or nobody takes them.
pub(super) fn make_all<'a>(
    work: Work<'a>,
    book: &Path,
    mut said: Said,
    ready: &SyncSender<Chunk<'a>>,
) -> Result<Said, StoreError> {
    let store = match work.source {
        Some(_) => Some(Store::open(book, Mode::Read)?),
        None => None,
    };
    let mut maker = Maker::new(work, store.as_ref().map(|store| &store.conn))?;
    while let Some(chunk) = maker.next(&mut said, None)? {
        if ready.send(chunk).is_err() {
            break;
        }
    }
    Ok(said)
}
