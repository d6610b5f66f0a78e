//! How rows derived afresh are written: some at a time, so that whoever records meanwhile does not wait.
//! What never lives here: SQL, what is derived.
//! `close` calls it.

use super::Around;
use crate::store::night::{Fresh, SLICE_ROWS};
use crate::store::{Store, StoreError};

/// How long a slice of writing aims to hold the book, in milliseconds: half of what it may, the rest is the disk's.
const HOLD_MS: i64 = 10;
/// Rows written at a time at least, however slow the disk: a commit for each would take longer still.
const SLICE_ROWS_MIN: usize = 32;

/// Rows derived afresh that wait to be written, and how many are written at a time: as many as keep the book held for
/// [`HOLD_MS`] at most, by the time the last ones took.
pub(super) struct Pace {
    waiting: Vec<Fresh>,
    rows: usize,
}

impl Default for Pace {
    fn default() -> Self {
        Self { waiting: vec![], rows: SLICE_ROWS / 4 }
    }
}

impl Pace {
    /// Takes rows in, and writes when there are enough.
    pub(super) fn keep(
        &mut self,
        store: &mut Store,
        around: &mut dyn Around,
        fresh: impl Iterator<Item = Fresh>,
    ) -> Result<(), StoreError> {
        self.waiting.extend(fresh);
        while self.waiting.len() >= self.rows {
            let since = around.machine_now();
            store.night_keep(self.waiting.drain(..self.rows).as_slice())?;
            let took_ms = around.machine_now().0 - since.0;
            around.pause();
            self.rows = match took_ms {
                ..HOLD_MS => (self.rows + self.rows / 4).min(SLICE_ROWS),
                HOLD_MS => self.rows,
                _ => (self.rows / 2).max(SLICE_ROWS_MIN),
            };
        }
        Ok(())
    }

    /// Writes what still waits.
    pub(super) fn rest(&mut self, store: &mut Store, around: &mut dyn Around) -> Result<(), StoreError> {
        for rows in self.waiting.chunks(self.rows) {
            store.night_keep(rows)?;
            around.pause();
        }
        self.waiting.clear();
        Ok(())
    }
}
