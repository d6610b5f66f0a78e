//! The keys to find by, and the last step that makes a batch visible.
//! What never lives here: comparing and writing rows (see `walk`).
//! `bulk` calls it.

use rusqlite::Connection;
use rusqlite::types::ValueRef;

use crate::domain::values::{BatchId, Money, Now, SourceId};

use super::super::prepared::Many;
use super::super::{StoreError, bind};
use super::again::digest_of_batch;
use super::arena::Arena;
use super::flip::{Flip, mark_and_flip};
use super::view::text;
use super::{FileCounts, LoadHead, Loader, pace, writer};

/// Key, kind and case at a place of the sorted keys.
fn found(finds: &Arena, place: usize) -> Result<(&str, i64, i64), StoreError> {
    let bad = || StoreError::Corrupt("packed find key".into());
    let packed = finds.get(place);
    let (kind, key) = packed.key.split_first().ok_or_else(bad)?;
    let key = std::str::from_utf8(key).map_err(|_| bad())?;
    Ok((key, i64::from(*kind), i64::try_from(packed.line).map_err(|_| bad())?))
}

/// Keys to find by written between two looks at the clock.
const FINDS_PER_LOOK: usize = 256;

impl Loader<'_> {
    /// The batch and source of this load, made on the first row that is written.
    pub(super) fn batch_and_source(&mut self) -> Result<(BatchId, SourceId), StoreError> {
        if let (Some(batch), Some(source)) = (self.batch, self.source) {
            return Ok((batch, source));
        }
        let (conn, head, now) = (self.conn, &self.head, self.now);
        pace::begin(conn)?;
        let made = new_batch(conn, head, now);
        let (batch, source) = pace::end(conn, made)?;
        (self.batch, self.source) = (Some(batch), Some(source));
        Ok((batch, source))
    }

    /// Writes sorted keys to find by.
    pub(super) fn write_finds(&mut self, finds: &Arena) -> Result<(), StoreError> {
        let mut insert = Many::new(self.conn, writer::FIND_KEY);
        let mut some = Vec::with_capacity(FINDS_PER_LOOK);
        let mut at = 0;
        while at < finds.len() {
            at = self.pace.hold(self.conn, self.watch, |until_ms, watch| {
                let mut next = at;
                while next < finds.len() && (next == at || watch.ms() < until_ms) {
                    some.clear();
                    for place in next..(next + FINDS_PER_LOOK).min(finds.len()) {
                        some.push(found(finds, place)?);
                    }
                    next += some.len();
                    // none or one each: a key that is there already is left
                    insert.run(&[], &some, |(key, kind, case)| {
                        [text(key), ValueRef::Integer(*kind), ValueRef::Integer(*case)]
                    })?;
                }
                Ok(next)
            })?;
            self.went(0)?;
        }
        Ok(())
    }

    /// Makes the batch visible, with its figures.
    pub(super) fn complete(&mut self, counts: FileCounts) -> Result<(), StoreError> {
        let summary = &mut self.said.summary;
        (summary.batch, summary.cases) = (self.batch, self.kept.cases);
        let said = counts.rejected + summary.duplicate_count + summary.accepted;
        summary.unchanged = counts.rows.saturating_sub(said);
        let Some(batch) = self.batch else { return Ok(()) };
        if summary.resumed {
            self.kept.digest = digest_of_batch(self.conn, batch)?;
        }
        let totals: Vec<Money> = summary.totals.iter().collect();
        let totals = serde_json::to_string(&totals).map_err(|error| StoreError::Corrupt(error.to_string()))?;
        let flip = Flip::Complete {
            now: self.now,
            counts,
            accepted: summary.accepted,
            unchanged: summary.unchanged,
            rejected: counts.rejected + summary.duplicate_count,
            totals,
            digest: self.kept.digest.bytes(),
        };
        mark_and_flip(self.conn, batch, &mut self.kept.touched, &flip, self.watch)
    }
}

/// Opens a batch that nobody sees yet, and its source when it is new; under the lock.
pub(in super::super) fn new_batch(
    conn: &Connection,
    head: &LoadHead,
    now: Now,
) -> Result<(BatchId, SourceId), StoreError> {
    let source = "INSERT INTO source (name) VALUES ($1) ON CONFLICT (name) DO UPDATE SET name = excluded.name
                  RETURNING source_id";
    let source: Option<i64> = bind::first(conn, source, &[&head.source], |row| row.get(0))?;
    let source = source.ok_or_else(|| StoreError::Corrupt("no source".into()))?;
    let sql = "INSERT INTO batch (source_id, kind, file, sha256, mapping, who, os_user, day, recorded_at, state,
                   row_count, accepted, unchanged, rejected, settled_by_absence, totals, digest)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'loading', 0, 0, 0, 0, 0, '[]', $10)
               RETURNING batch_id";
    let zero = [0u8; 32];
    let values: [&dyn rusqlite::ToSql; 10] = [
        &source,
        &head.kind,
        &head.file,
        &head.sha256.as_slice(),
        &head.mapping,
        &head.who.login.0,
        &head.who.os_user,
        &now.today.0,
        &now.at.0,
        &zero.as_slice(),
    ];
    let batch: Option<i64> = bind::first(conn, sql, &values, |row| row.get(0))?;
    Ok((BatchId(batch.ok_or_else(|| StoreError::Corrupt("no batch".into()))?), SourceId(source)))
}
