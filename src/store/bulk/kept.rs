//! What is to be remembered of rows once they are written: the cases touched, the digest, the keys to find by.
//! What never lives here: SQL.
//! `walk` calls it, on a thread of its own where it can.

use std::sync::mpsc::{Receiver, Sender};

use crate::domain::values::{CaseId, SourceId};

use super::super::digest::{self, BatchSum, Fields, RowKind};
use super::super::find_keys;
use super::arena::Arena;
use super::compare::{Chunk, Group};
use super::view::View;

/// Bytes of keys to find by that are kept before they are written, in order; two such blocks may wait at once.
const FINDS_BYTES_MAX: usize = 30 << 20;

/// Of a whole load.
#[derive(Debug, Default)]
pub(super) struct Kept {
    pub(super) touched: Vec<i64>,
    pub(super) digest: BatchSum,
    /// Cases opened.
    pub(super) cases: u64,
    /// Kind and folded key; the case in the place of a line.
    pub(super) finds: Arena,
    key: Vec<u8>,
    bytes: Vec<u8>,
}

impl Kept {
    /// Takes written chunks until there are no more; gives away each full block of keys, sorted.
    pub(super) fn note_all(mut self, written: Receiver<(SourceId, Chunk<'_>)>, full: &Sender<Arena>) -> Self {
        for (source, chunk) in written {
            self.note(source, &chunk);
            if let Some(block) = self.full_finds() {
                let _the_writer_gave_up = full.send(block);
            }
        }
        self.finds.sort();
        self
    }

    /// Takes a chunk that was written.
    pub(super) fn note(&mut self, source: SourceId, chunk: &Chunk<'_>) {
        for group in &chunk.groups {
            let Some(case) = group.case else { continue };
            self.cases += u64::from(group.opened);
            if self.touched.last() != Some(&case.0) {
                self.touched.push(case.0);
            }
            self.group(source, case, group, &chunk.rows[group.rows.clone()]);
        }
    }

    /// The keys to find by, sorted, when they should be written.
    pub(super) fn full_finds(&mut self) -> Option<Arena> {
        if !self.finds.holds(FINDS_BYTES_MAX) {
            return None;
        }
        let mut block = std::mem::take(&mut self.finds);
        block.sort();
        Some(block)
    }

    fn group(&mut self, source: SourceId, case: CaseId, group: &Group<'_>, rows: &[View<'_>]) {
        for (key, kind) in &group.finds {
            self.find(case, *kind, |out| out.extend_from_slice(key.as_bytes()));
        }
        if let Some(debtor) = &group.debtor {
            let row = &debtor.row;
            let memory = std::mem::take(&mut self.bytes);
            let begun = Fields::begin(memory, RowKind::Debtor, case, source, &row.reference);
            let (digest, memory) = digest::debtor_fields(begun, row).end();
            self.bytes = memory;
            self.digest.add(&digest);
        }
        for row in rows {
            self.digest.add(&row.digest(&mut self.bytes, case, source));
            if let View::Invoice(row) = row {
                self.find(case, find_keys::INVOICE, |out| find_keys::push_invoice(row.number, out));
            }
        }
    }

    fn find(&mut self, case: CaseId, kind: i64, put: impl FnOnce(&mut Vec<u8>)) {
        self.key.clear();
        self.key.push(u8::try_from(kind).unwrap_or(0));
        put(&mut self.key);
        if self.key.len() > 1 {
            self.finds.push(&self.key, u64::try_from(case.0).unwrap_or(0), &[]);
        }
    }
}
