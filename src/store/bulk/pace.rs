//! The lock of a bulk writer: short holds, rests between them, the log moved into the file meanwhile.
//! What never lives here: what is written.
//! `bulk` calls it.

use rusqlite::Connection;

use super::super::{StoreError, bind};
use super::{HOLD_MS, LoadWatch, REST_MS};

const REST: std::time::Duration = std::time::Duration::from_millis(REST_MS);
/// How often a loader asks again for a book that people hold, 250 ms each time: 30 s in all.
const BUSY_TRIES: u32 = 120;
/// Of a hold, what the commit at its end may take before it is simply longer.
const COMMIT_MS_MAX: u64 = HOLD_MS / 2;
/// Pages of the log at which it is moved into the file: a person's own commit would do it at 1,000.
const LOG_PAGES: u64 = 700;
/// Most holds between two looks at the log.
const HOLDS_MAX: u64 = 12;

/// Takes the write lock; waits longer than a person would.
pub(in super::super) fn begin(conn: &Connection) -> Result<(), StoreError> {
    let mut tries = 0;
    loop {
        match conn.execute_batch("BEGIN IMMEDIATE").map_err(StoreError::from) {
            Ok(()) => return Ok(()),
            Err(StoreError::Busy { .. }) if tries < BUSY_TRIES => {
                tries += 1;
                std::thread::sleep(REST);
            }
            Err(error) => return Err(error),
        }
    }
}

/// Commits, or rolls back when `done` is an error.
pub(in super::super) fn end<T>(conn: &Connection, done: Result<T, StoreError>) -> Result<T, StoreError> {
    let done = done.and_then(|value| {
        conn.execute_batch("COMMIT")?;
        Ok(value)
    });
    if done.is_err() && !conn.is_autocommit() {
        conn.execute_batch("ROLLBACK")?;
    }
    done
}

/// Moves what was committed from the log into the file, so that nobody's commit has to. Returns the pages of the log.
pub(in super::super) fn checkpoint(conn: &Connection) -> Result<u64, StoreError> {
    let pages = bind::first(conn, "PRAGMA wal_checkpoint(PASSIVE)", &[], |row| row.get::<_, i64>(1))?;
    Ok(u64::try_from(pages.unwrap_or(0)).unwrap_or(0))
}

/// How long holds are and when the log is moved, learnt from those before.
#[derive(Debug)]
pub(in super::super) struct Pace {
    commit_ms: u64,
    holds: u64,
    /// Holds after which the log is looked at.
    due: u64,
}

impl Default for Pace {
    fn default() -> Self {
        Self { commit_ms: 2, holds: 0, due: 2 }
    }
}

impl Pace {
    /// Writes in one hold and rests after it; `write` is given the millisecond by which it should end.
    pub(in super::super) fn hold<T>(
        &mut self,
        conn: &Connection,
        watch: &mut dyn LoadWatch,
        write: impl FnOnce(u64, &mut dyn LoadWatch) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        begin(conn)?;
        let until_ms = watch.ms() + HOLD_MS - self.commit_ms.min(COMMIT_MS_MAX);
        let written = write(until_ms, watch);
        let before_ms = watch.ms();
        let done = end(conn, written)?;
        let since_ms = watch.ms();
        // a slow commit counts at once, a quick one little by little
        let took_ms = since_ms.saturating_sub(before_ms) + 1;
        self.commit_ms = took_ms.max((self.commit_ms * 3 + took_ms) / 4);
        self.rest(conn, watch, since_ms)?;
        Ok(done)
    }

    /// Leaves the book to others for a moment, counted from `since_ms`; now and then moves the log into the file meanwhile.
    fn rest(&mut self, conn: &Connection, watch: &mut dyn LoadWatch, since_ms: u64) -> Result<(), StoreError> {
        self.holds += 1;
        if self.holds >= self.due {
            let pages = checkpoint(conn)?.max(1);
            // about as many holds as fill the log
            self.due = (self.holds * LOG_PAGES / pages).clamp(1, HOLDS_MAX);
            self.holds = 0;
        }
        // the clock counts whole milliseconds: one more, so that the rest is never shorter
        let rested_ms = watch.ms().saturating_sub(since_ms);
        if rested_ms <= REST_MS {
            std::thread::sleep(std::time::Duration::from_millis(REST_MS + 1 - rested_ms));
        }
        Ok(())
    }
}
