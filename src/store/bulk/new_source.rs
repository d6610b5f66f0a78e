//! The first block of a source never seen: a second thread makes the next chunks ready while this one writes.
//! What never lives here: SQL; a source the book knows (its rows are compared with what is held, see `finish`).
//! `bulk` calls it.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use crate::domain::values::CaseId;

use super::super::StoreError;
use super::arena::Arena;
use super::compare::{Compare, Group};
use super::finish::{Lines, Notes};
use super::writer::Writer;
use super::{CHUNK_ROWS, LoadSummary, Loader};

/// Chunks made ready ahead of the one that is written, beside the one in the making.
const CHUNKS_AHEAD: usize = 1;

/// Rows ready to be written.
struct Chunk {
    groups: Vec<Group>,
    rows: usize,
}

/// What the making of chunks told besides them.
#[derive(Default)]
struct Said {
    summary: LoadSummary,
    lines: Lines,
}

impl Loader<'_> {
    /// Writes the sorted block of a source of which the book holds nothing.
    pub(super) fn walk_new(&mut self, arena: &Arena) -> Result<(), StoreError> {
        let (payments, strict_debtors) = (self.head.kind == "payments", self.head.kind == "debtors");
        let (ready, chunks) = sync_channel(CHUNKS_AHEAD);
        std::thread::scope(|scope| {
            let making = scope.spawn(move || make(arena, payments, strict_debtors, &ready));
            // the chunks are given up when writing ends, before the thread is waited for
            let written = self.write_all(chunks);
            let made = making.join().map_err(|_| StoreError::Corrupt("rows could not be made ready".into()))?;
            written?;
            let Said { summary, lines } = made?;
            let (batch, cases) = (self.summary.batch, self.summary.cases);
            self.summary = LoadSummary { batch, cases, ..summary };
            self.lines = lines;
            Ok(())
        })
    }

    fn write_all(&mut self, chunks: Receiver<Chunk>) -> Result<(), StoreError> {
        let mut writer = Writer::new(self.conn)?;
        let mut last: Option<(String, CaseId)> = None;
        for Chunk { mut groups, rows } in chunks {
            // a debtor whose rows go on from the chunk before has its case
            if let (Some((reference, case)), Some(group)) = (&last, groups.first_mut())
                && group.reference == *reference
            {
                group.case = Some(*case);
            }
            self.write(&mut writer, &mut groups)?;
            last = groups.pop().and_then(|group| Some((group.reference, group.case?))).or(last);
            self.seen += rows as u64;
            if !self.watch.went(self.seen) {
                return Err(StoreError::Stopped);
            }
        }
        Ok(())
    }
}

/// Makes chunk after chunk, until all are made or nobody takes them. A key never stands in two of them.
fn make(arena: &Arena, payments: bool, strict_debtors: bool, ready: &SyncSender<Chunk>) -> Result<Said, StoreError> {
    let mut said = Said::default();
    let mut at = 0;
    while at < arena.len() {
        let mut to = (at + CHUNK_ROWS).min(arena.len());
        while to < arena.len() && arena.get(to).key == arena.get(to - 1).key {
            to += 1;
        }
        let mut notes = Notes { summary: &mut said.summary, lines: &mut said.lines, told: None, payments };
        let mut compare = Compare { reader: None, source: None, own: None, resumed: false, strict_debtors };
        let groups = compare.chunk(arena, at..to, &mut notes)?;
        if ready.send(Chunk { groups, rows: to - at }).is_err() {
            break;
        }
        at = to;
    }
    Ok(said)
}
