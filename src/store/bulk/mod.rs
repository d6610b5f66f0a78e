//! The second door: an importer hands over checked ledger rows, the loader keeps what is new or changed as one batch.
//! What never lives here: a file's format (see `exchange`), a derivation (touched cases are marked stale; readers and the
//! close derive them), a clock (the caller's watch tells the milliseconds).
//! `cli` opens a loader with `Store::begin_load`, feeds it, finishes it.
//!
//! Rows are packed and sorted outside the lock, compared with what is held by reads, and written in chunks that hold the
//! lock [`HOLD_MS`] at most and leave it [`REST_MS`] at least. Until the last step the batch is `loading` and no reader
//! sees its rows; the last step makes it `complete`. A load that was interrupted is taken up by the same file again.

mod again;
mod arena;
mod codec;
mod compare;
mod finish;
mod flip;
pub(in crate::store) mod hear;
mod held;
mod kept;
mod make;
mod notes;
mod pace;
mod task;
#[cfg(test)]
mod tests;
mod view;
mod walk;
mod writer;

pub(super) use again::cases_of_batch;
pub(super) use finish::new_batch;
pub(super) use flip::{Flip, mark_and_flip};
pub(super) use pace::{Pace, begin, checkpoint, end};
pub(super) use task::{claim, release};

use std::path::PathBuf;

use rusqlite::Connection;

use crate::domain::codes::Right;
use crate::domain::event::Who;
use crate::domain::ledger::{DebtorFields, LedgerRow};
use crate::domain::values::{BatchId, Now, SourceId, Sums};

use self::arena::Arena;
use self::kept::Kept;
use self::notes::Said;
use super::{Store, StoreError, bind};

/// Longest time a chunk aims to hold the book, in milliseconds, its commit among them; people's writers wait 250 ms at most.
pub const HOLD_MS: u64 = 20;
/// Time the book is left free after each chunk, in milliseconds.
pub const REST_MS: u64 = 2;
/// Rows compared at a time, with one read transaction; a hold may take several such chunks, or a part of one.
pub(super) const CHUNK_ROWS: usize = 8_192;
/// Rows given twice in one file with different content that are listed one by one.
pub const DUPLICATES_MAX: usize = 10_000;

/// What a load is of.
#[derive(Debug, Clone)]
pub struct LoadHead {
    /// Name of the system the file comes from; keys are unique within it.
    pub source: String,
    /// `invoices`, `debtors`, `payments`, `contacts`.
    pub kind: String,
    /// File name as given.
    pub file: String,
    /// SHA-256 of the file.
    pub sha256: [u8; 32],
    /// The mapping it was read by, as text; empty when its headers were known.
    pub mapping: String,
    /// Who loads.
    pub who: Who,
    /// On which machine.
    pub host: String,
    /// Compare only, write nothing.
    pub dry_run: bool,
}

/// What the caller lends a load: time, and an ear.
pub trait LoadWatch {
    /// Milliseconds on a clock that only moves on.
    fn ms(&mut self) -> u64;
    /// Rows compared so far; `false` stops the load, which can be taken up later.
    fn went(&mut self, rows: u64) -> bool;
    /// In a dry run: one row that would be written.
    fn change(&mut self, change: &Change<'_>);
}

/// A clock and no ear: for a load of a few rows that nobody waits for.
pub struct Unheard<C: FnMut() -> u64>(pub C);

impl<C: FnMut() -> u64> LoadWatch for Unheard<C> {
    fn ms(&mut self) -> u64 {
        (self.0)()
    }

    fn went(&mut self, _rows: u64) -> bool {
        true
    }

    fn change(&mut self, _change: &Change<'_>) {}
}

/// A row that would be written, and the one it corrects.
#[derive(Debug, Clone, Copy)]
pub struct Change<'a> {
    /// True when the debtor has no case yet.
    pub new_case: bool,
    /// The row.
    pub row: &'a LedgerRow,
    /// What the book holds under the same key.
    pub held: Option<&'a LedgerRow>,
}

/// A key that stands in the file a second time with other content; the first line counts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duplicate {
    /// Line of the second.
    pub line: u64,
    /// Debtor reference.
    pub debtor: String,
    /// Number or reference; empty for a debtor.
    pub key: String,
}

/// What a load did, or would do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LoadSummary {
    /// The batch; none when nothing was to be written.
    pub batch: Option<BatchId>,
    /// Rows of the ledger written (new or changed).
    pub accepted: u64,
    /// Rows as they were.
    pub unchanged: u64,
    /// Cases opened.
    pub cases: u64,
    /// Sum of accepted invoices, or of accepted payments in a file of payments.
    pub totals: Sums,
    /// Keys given twice, the first [`DUPLICATES_MAX`].
    pub duplicates: Vec<Duplicate>,
    /// … and how many in all.
    pub duplicate_count: u64,
    /// True when an interrupted load of the same file was taken up.
    pub resumed: bool,
}

/// Counts the caller knows when all rows were handed over.
#[derive(Debug, Clone, Copy, Default)]
pub struct FileCounts {
    /// Data rows of the file.
    pub rows: u64,
    /// Rows refused before they came here.
    pub rejected: u64,
    /// Invoices settled because an open-items file no longer lists them.
    pub settled_by_absence: u64,
}

/// An open load. Dropping it without [`Loader::finish`] leaves an invisible, resumable batch.
pub struct Loader<'s> {
    conn: &'s Connection,
    watch: &'s mut dyn LoadWatch,
    head: LoadHead,
    now: Now,
    source: Option<SourceId>,
    batch: Option<BatchId>,
    /// Where the book lies; none for one in memory.
    book: Option<PathBuf>,
    arena: Arena,
    said: Said,
    kept: Kept,
    pace: Pace,
    seen: u64,
    key: Vec<u8>,
    body: Vec<u8>,
}

impl Store {
    /// Opens a load. One at a time per book: `Busy` names who imports. Nothing is written before the first row that is new.
    pub fn begin_load<'s>(
        &'s mut self,
        head: LoadHead,
        now: Now,
        watch: &'s mut dyn LoadWatch,
    ) -> Result<Loader<'s>, StoreError> {
        if !head.dry_run {
            self.allow(&head.who, Right::Import)?;
        }
        let conn: &'s Connection = &self.conn;
        if !head.dry_run {
            claim(conn, &head.who.login, &head.host, now.at)?;
        }
        let source = bind::first(conn, "SELECT source_id FROM source WHERE name = $1", &[&head.source], |row| {
            row.get(0).map(SourceId)
        })?;
        let batch = match source {
            Some(source) if !head.dry_run => interrupted(conn, &head, source)?,
            Some(_) | None => None,
        };
        let summary = LoadSummary { batch, resumed: batch.is_some(), ..LoadSummary::default() };
        Ok(Loader {
            conn,
            watch,
            head,
            now,
            source,
            batch,
            book: self.path.clone(),
            arena: Arena::default(),
            said: Said { summary, ..Said::default() },
            kept: Kept::default(),
            pace: Pace::default(),
            seen: 0,
            key: vec![],
            body: vec![],
        })
    }
}

/// The batch of the same file and mapping that was left `loading`, when it is the newest of the book:
/// an older one would stand behind what was loaded since.
fn interrupted(conn: &Connection, head: &LoadHead, source: SourceId) -> Result<Option<BatchId>, StoreError> {
    let sql = "SELECT batch_id FROM batch WHERE state = 'loading' AND source_id = $1 AND kind = $2 AND sha256 = $3
               AND mapping = $4 AND batch_id = (SELECT MAX(batch_id) FROM batch)";
    bind::first(conn, sql, &[&source.0, &head.kind, &head.sha256.as_slice(), &head.mapping], |row| {
        row.get(0).map(BatchId)
    })
}

impl Loader<'_> {
    /// Hands over one row; `line` is its line in the file (the first of a key counts), `given` the debtor fields it speaks of.
    pub fn push(&mut self, line: u64, given: DebtorFields, row: &LedgerRow) -> Result<(), StoreError> {
        codec::sort_key(row, &mut self.key);
        codec::pack(given, row, &mut self.body);
        self.arena.push(&self.key, line, &self.body);
        if self.arena.is_full() { self.flush() } else { Ok(()) }
    }

    /// Writes what is left and makes the batch visible in one step.
    pub fn finish(mut self, counts: FileCounts, now: Now) -> Result<LoadSummary, StoreError> {
        self.flush()?;
        let mut finds = std::mem::take(&mut self.kept.finds);
        finds.sort();
        self.write_finds(&finds)?;
        self.now = now;
        self.complete(counts)?;
        if !self.head.dry_run {
            release(self.conn)?;
        }
        self.head.dry_run = true;
        Ok(std::mem::take(&mut self.said.summary))
    }
}

impl Drop for Loader<'_> {
    /// Lets the next importer in; what was written stays invisible until the same file is imported again.
    fn drop(&mut self) {
        if !self.head.dry_run {
            let _left_to_time_out = release(self.conn);
        }
    }
}
