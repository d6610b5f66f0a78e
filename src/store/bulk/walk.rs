//! A sorted block from the arena into the tables: chunks are made ready on one side, written in the middle, noted on the
//! other. Three threads where the book is a file; the connection that writes stays on the caller's.
//! What never lives here: SQL.
//! `finish` calls it.

use std::path::Path;
use std::sync::mpsc::{Receiver, SyncSender, channel, sync_channel};

use crate::domain::values::SourceId;

use super::super::StoreError;
use super::Loader;
use super::arena::Arena;
use super::compare::Chunk;
use super::make::{Maker, Work, make_all};
use super::writer::Writer;

/// Chunks made ready ahead of those that are written: more than one hold takes.
const CHUNKS_AHEAD: usize = 4;
/// Chunks written and not yet noted.
const CHUNKS_BEHIND: usize = 4;

impl Loader<'_> {
    /// Sorts the block, then compares and writes it chunk by chunk.
    pub(super) fn flush(&mut self) -> Result<(), StoreError> {
        if self.arena.len() == 0 {
            return Ok(());
        }
        self.arena.sort();
        let mut arena = std::mem::take(&mut self.arena);
        match self.book.clone().filter(|_| !self.head.dry_run) {
            Some(book) => self.walk_apart(&arena, &book)?,
            None => self.walk_here(&arena)?,
        }
        arena.clear();
        self.arena = arena;
        Ok(())
    }

    fn work<'a>(&self, arena: &'a Arena) -> Work<'a> {
        Work {
            arena,
            source: self.source,
            own: self.batch,
            resumed: self.said.summary.resumed,
            payments: self.head.kind == "payments",
            strict_debtors: self.head.kind == "debtors",
        }
    }

    /// In a dry run, and in a book that only this connection sees.
    fn walk_here(&mut self, arena: &Arena) -> Result<(), StoreError> {
        let mut maker = Maker::new(self.work(arena), self.source.map(|_| self.conn))?;
        let mut writer = Writer::new(self.conn);
        let mut last_reference = "";
        loop {
            let next = maker.next(&mut self.said, if self.head.dry_run { Some(&mut *self.watch) } else { None })?;
            let Some(chunk) = next else { return Ok(()) };
            let seen = chunk.seen as u64;
            if self.head.dry_run {
                for group in chunk.groups.iter().filter(|group| group.case.is_none()) {
                    self.kept.cases += u64::from(group.reference != last_reference);
                    last_reference = group.reference;
                }
            } else if !chunk.groups.is_empty() {
                writer.take(chunk);
                while !writer.is_idle() {
                    let source = self.write(&mut writer, &mut || None)?;
                    while let Some(chunk) = writer.done() {
                        self.kept.note(source, &chunk);
                    }
                }
                if let Some(block) = self.kept.full_finds() {
                    self.write_finds(&block)?;
                }
            }
            self.went(seen)?;
        }
    }

    fn walk_apart(&mut self, arena: &Arena, book: &Path) -> Result<(), StoreError> {
        let work = self.work(arena);
        let (said, kept) = (std::mem::take(&mut self.said), std::mem::take(&mut self.kept));
        let (ready, chunks) = sync_channel(CHUNKS_AHEAD);
        let (behind, written) = sync_channel(CHUNKS_BEHIND);
        let (full, finds) = channel();
        std::thread::scope(|scope| {
            let making = scope.spawn(move || make_all(work, book, said, &ready));
            let noting = scope.spawn(move || kept.note_all(written, &full));
            // the channels are given up when writing ends, before the threads are waited for
            let done = self.write_all(chunks, behind, &finds);
            let lost = |_| StoreError::Corrupt("a thread of the load was lost".into());
            let made = making.join().map_err(lost)?;
            self.kept = noting.join().map_err(lost)?;
            done?;
            self.said = made?;
            finds.try_iter().try_for_each(|block| self.write_finds(&block))
        })
    }

    fn write_all<'a>(
        &mut self,
        chunks: Receiver<Chunk<'a>>,
        behind: SyncSender<(SourceId, Chunk<'a>)>,
        finds: &Receiver<Arena>,
    ) -> Result<(), StoreError> {
        let mut writer = Writer::new(self.conn);
        loop {
            if writer.is_idle() {
                let Ok(chunk) = chunks.recv() else { return Ok(()) };
                if chunk.groups.is_empty() {
                    self.went(chunk.seen as u64)?;
                    continue;
                }
                writer.take(chunk);
            }
            let source = self.write(&mut writer, &mut || chunks.try_recv().ok())?;
            while let Some(chunk) = writer.done() {
                let seen = chunk.seen as u64;
                if behind.send((source, chunk)).is_err() {
                    return Err(StoreError::Corrupt("a thread of the load was lost".into()));
                }
                self.went(seen)?;
            }
            for block in finds.try_iter() {
                self.write_finds(&block)?;
            }
        }
    }

    /// Writes in one hold, and rests.
    fn write<'a>(
        &mut self,
        writer: &mut Writer<'_, 'a>,
        more: &mut dyn FnMut() -> Option<Chunk<'a>>,
    ) -> Result<SourceId, StoreError> {
        let (batch, source) = self.batch_and_source()?;
        self.pace.hold(self.conn, self.watch, |until_ms, watch| writer.write(batch, source, more, until_ms, watch))?;
        Ok(source)
    }

    /// Counts rows that are through; an error when the caller wants no more.
    pub(super) fn went(&mut self, rows: u64) -> Result<(), StoreError> {
        self.seen += rows;
        if self.watch.went(self.seen) { Ok(()) } else { Err(StoreError::Stopped) }
    }
}
