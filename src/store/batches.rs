//! Batches of the ledger: the list, and taking one back whole.
//! What never lives here: loading one (see `bulk`).
//! `cli` calls it.

use rusqlite::Row;

use crate::domain::codes::Right;
use crate::domain::command::Refusal;
use crate::domain::event::Who;
use crate::domain::values::{BatchId, Day, Instant, Login, Money, Now};

use super::bulk::{self, Flip, LoadWatch};
use super::{BatchInfo, Store, StoreError, bank, bind, digest};

const BATCHES: &str =
    "SELECT b.batch_id, s.name, b.kind, b.file, b.sha256, b.who, b.recorded_at, b.day, b.state, b.row_count,
    b.accepted, b.unchanged, b.rejected, b.settled_by_absence, b.totals
  FROM batch b JOIN source s ON s.source_id = b.source_id";

impl Store {
    /// Batches, latest first.
    pub fn batches(&self) -> Result<Vec<BatchInfo>, StoreError> {
        bind::rows(&self.conn, &format!("{BATCHES} ORDER BY b.batch_id DESC"), &[], read)
    }

    /// One batch.
    pub fn batch(&self, batch: BatchId) -> Result<Option<BatchInfo>, StoreError> {
        bind::first(&self.conn, &format!("{BATCHES} WHERE b.batch_id = $1"), &[&batch.0], read)
    }

    /// Takes a batch back whole: from now on its rows are not seen, what they replaced is. Its cases are marked stale.
    /// Returns how many cases it touched; `None` when there is no such batch or it was undone before. Refuses while a later
    /// batch holds what lines of this one were matched with.
    pub fn undo_batch(
        &mut self,
        who: &Who,
        host: &str,
        now: Now,
        batch: BatchId,
        watch: &mut dyn LoadWatch,
    ) -> Result<Option<u64>, StoreError> {
        self.allow(who, Right::Import)?;
        let conn = &self.conn;
        bulk::claim(conn, &who.login, host, now.at)?;
        let done = (|| {
            let state: Option<String> =
                bind::first(conn, "SELECT state FROM batch WHERE batch_id = $1", &[&batch.0], |row| row.get(0))?;
            if state.is_none_or(|state| state == "undone") {
                return Ok(None);
            }
            if let Some(later) = bank::later_batch(conn, batch)? {
                return Err(Refusal::BatchRestsOnIt { batch: later }.into());
            }
            let mut cases = bulk::cases_of_batch(conn, batch)?;
            bulk::mark_and_flip(conn, batch, &mut cases, &Flip::Undone { now, who }, watch)?;
            Ok(Some(cases.len() as u64))
        })();
        bulk::release(conn)?;
        done
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<BatchInfo> {
    let count = |at: usize| row.get::<_, i64>(at).map(i64::unsigned_abs);
    let totals: Vec<Money> = serde_json::from_str(row.get_ref(14)?.as_str()?).unwrap_or_default();
    Ok(BatchInfo {
        batch: BatchId(row.get(0)?),
        source: row.get(1)?,
        kind: row.get(2)?,
        file: row.get(3)?,
        sha256: digest::hex(row.get_ref(4)?.as_blob()?),
        who: Login(row.get(5)?),
        recorded_at: Instant(row.get(6)?),
        day: Day(row.get(7)?),
        state: row.get(8)?,
        rows: count(9)?,
        accepted: count(10)?,
        unchanged: count(11)?,
        rejected: count(12)?,
        settled_by_absence: count(13)?,
        totals: totals.into_iter().collect(),
    })
}
