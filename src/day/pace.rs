//! How the close writes: some at a time, so that whoever records meanwhile does not wait; and the log moved into the file
//! between, so that nobody's own commit has to.
//! What never lives here: SQL, what is written.
//! `close` calls it.

use std::sync::{Arc, PoisonError, RwLock};

use super::Around;
use crate::domain::values::Instant;
use crate::store::blocks::{Blocks, SLICE_BYTES};
use crate::store::night::{Fresh, SLICE_ROWS};
use crate::store::{Store, StoreError};

/// How long a slice of writing aims to hold the book, in milliseconds: half of what it may, the rest is the disk's.
pub(super) const HOLD_MS: i64 = 10;
/// Rows written at a time at least, however slow the disk: a commit for each would take longer still.
const SLICE_ROWS_MIN: usize = 32;
/// … and bytes of blocks.
const SLICE_BYTES_MIN: usize = 1 << 16;
/// Pages of the log at which it is moved into the file: a person's own commit would do it at 1,000.
const LOG_PAGES: u64 = 600;
/// Most slices between two looks at the log.
const HOLDS_MAX: u64 = 12;

/// Held by whoever reads a part of the book; the log is moved while nobody does, else it would only grow.
pub(super) type Gate = Arc<RwLock<()>>;

/// How much is written at a time: as much as keeps the book held for [`HOLD_MS`] at most, by the time the last slice took.
#[derive(Debug)]
struct Slice {
    size: usize,
    least: usize,
    most: usize,
}

impl Slice {
    fn new(least: usize, most: usize) -> Self {
        Self { size: most / 4, least, most }
    }

    fn took(&mut self, took_ms: i64) {
        self.size = match took_ms {
            ..HOLD_MS => (self.size + self.size / 4).min(self.most),
            HOLD_MS => self.size,
            _ => (self.size / 2).max(self.least),
        };
    }
}

/// Rows derived afresh that wait to be written, and how much is written at a time.
#[derive(Debug)]
pub(super) struct Pace {
    waiting: Vec<Fresh>,
    rows: Slice,
    bytes: Slice,
    gate: Gate,
    holds: u64,
    /// Slices after which the log is looked at.
    due: u64,
}

impl Pace {
    pub(super) fn new(gate: Gate) -> Self {
        let rows = Slice::new(SLICE_ROWS_MIN, SLICE_ROWS);
        let bytes = Slice::new(SLICE_BYTES_MIN, SLICE_BYTES);
        Self { waiting: vec![], rows, bytes, gate, holds: 0, due: 2 }
    }

    /// What readers hold while they read.
    pub(super) fn gate(&self) -> Gate {
        self.gate.clone()
    }

    /// Takes rows in, and writes when there are enough.
    pub(super) fn keep(
        &mut self,
        store: &mut Store,
        around: &mut dyn Around,
        fresh: impl Iterator<Item = Fresh>,
    ) -> Result<(), StoreError> {
        self.waiting.extend(fresh);
        while self.waiting.len() >= self.rows.size {
            self.some_rows(store, around)?;
        }
        Ok(())
    }

    /// Writes what still waits.
    pub(super) fn rest(&mut self, store: &mut Store, around: &mut dyn Around) -> Result<(), StoreError> {
        while !self.waiting.is_empty() {
            self.some_rows(store, around)?;
        }
        self.waiting = vec![];
        Ok(())
    }

    fn some_rows(&mut self, store: &mut Store, around: &mut dyn Around) -> Result<(), StoreError> {
        let some = self.rows.size.min(self.waiting.len());
        let mut since = around.machine_now();
        store.night_keep(self.waiting.drain(..some).as_slice(), &mut || since = around.machine_now())?;
        let took_ms = took(around, since);
        self.rows.took(took_ms);
        self.between(store, around)
    }

    /// Writes the blocks that are ready.
    pub(super) fn blocks(
        &mut self,
        store: &mut Store,
        around: &mut dyn Around,
        (generation, ready): (i64, &mut Blocks),
    ) -> Result<(), StoreError> {
        loop {
            let mut since = around.machine_now();
            if !store.night_blocks(generation, ready, self.bytes.size, &mut || since = around.machine_now())? {
                return Ok(());
            }
            let took_ms = took(around, since);
            self.bytes.took(took_ms);
            self.between(store, around)?;
        }
    }

    /// Leaves the book to others for a moment; now and then moves the log into the file meanwhile.
    fn between(&mut self, store: &Store, around: &mut dyn Around) -> Result<(), StoreError> {
        self.holds += 1;
        if self.holds >= self.due {
            let _nobody_reads = self.gate.write().unwrap_or_else(PoisonError::into_inner);
            let pages = store.night_log()?.max(1);
            // About as many slices as fill the log.
            self.due = (self.holds * LOG_PAGES / pages).clamp(1, HOLDS_MAX);
            self.holds = 0;
        }
        around.pause();
        Ok(())
    }
}

fn took(around: &dyn Around, since: Instant) -> i64 {
    around.machine_now().0 - since.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slice_that_held_the_book_too_long_is_halved_and_grows_again_little_by_little() {
        let mut slice = Slice::new(32, 512);
        assert_eq!(slice.size, 128);
        let mut told = |ms: &[i64]| {
            ms.iter().for_each(|ms| slice.took(*ms));
            slice.size
        };
        assert_eq!(told(&[HOLD_MS]), 128, "as long as it may");
        assert_eq!(told(&[1, 1]), 200);
        assert_eq!(told(&[HOLD_MS + 1]), 100);
        assert_eq!(told(&[50, 50, 50, 50]), 32, "never less");
        assert_eq!(told(&[0; 40]), 512, "never more");
    }
}
