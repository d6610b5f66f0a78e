//! The last step of a load or of an undo: every touched case is stale, and the batch changes state, in one commit.
//! What never lives here: rows of the ledger.
//! `bulk` and `batches` call it.
//!
//! While a load runs, somebody may derive a case that was marked already; its row would then say "fresh" and never see the
//! batch. So the marks are looked at again until nobody wrote in between, and the last of them are set with the step itself.
//! A case that is leased is marked with it in any case: a form that is open must find another revision.

use rusqlite::Connection;
use rusqlite::types::ValueRef;

use crate::domain::event::Who;
use crate::domain::values::{BatchId, Now};

use super::super::prepared::{Many, Prepared};
use super::super::{StoreError, bind, tally};
use super::pace::Pace;
use super::{FileCounts, LoadWatch, pace, writer};

/// Cases that may be marked in the last step itself.
const LAST_MARKS_MAX: usize = 500;
/// Cases marked between two looks at the clock.
const MARKS_PER_LOOK: usize = 128;
/// Rounds after which the marks are looked at under the lock: people write faster than we look.
const ROUNDS_MAX: u32 = 20;
/// Above this many cases one walk over all rows is cheaper than a look at each.
const LOOKS_MAX: usize = 20_000;

/// What becomes of the batch.
pub(in super::super) enum Flip<'a> {
    /// It becomes visible.
    Complete {
        /// From when on.
        now: Now,
        /// Counts of the file.
        counts: FileCounts,
        /// New or changed rows.
        accepted: u64,
        /// Rows as they were.
        unchanged: u64,
        /// Rows refused.
        rejected: u64,
        /// JSON list of sums.
        totals: String,
        /// Sum of row digests.
        digest: [u8; 32],
    },
    /// It becomes invisible.
    Undone {
        /// From when on.
        now: Now,
        /// By whom.
        who: &'a Who,
    },
}

/// Marks `touched` stale and changes the state of the batch in one step.
pub(in super::super) fn mark_and_flip(
    conn: &Connection,
    batch: BatchId,
    touched: &mut Vec<i64>,
    flip: &Flip<'_>,
    watch: &mut dyn LoadWatch,
) -> Result<(), StoreError> {
    add_roots(conn, touched)?;
    for round in 0.. {
        let seen = data_version(conn)?;
        let fresh = not_stale(conn, touched)?;
        if fresh.len() > LAST_MARKS_MAX {
            mark_in_chunks(conn, &fresh, watch)?;
            continue;
        }
        pace::begin(conn)?;
        let done = (|| {
            let fresh = match (data_version(conn)? == seen, round < ROUNDS_MAX) {
                (true, _) => fresh,
                (false, true) => return Ok(false),
                (false, false) => not_stale(conn, touched)?,
            };
            let mut marks = fresh;
            marks.extend(leased(conn)?.into_iter().filter(|case| touched.binary_search(case).is_ok()));
            marks.sort_unstable();
            marks.dedup();
            mark(conn, &marks)?;
            tally::drop_touched(conn, touched)?;
            turn(conn, batch, flip)?;
            Ok(true)
        })();
        if pace::end(conn, done)? {
            break;
        }
    }
    pace::checkpoint(conn).map(|_pages| ())
}

/// Sorts the touched cases and adds those they were merged into: what belongs to a merged case counts there.
fn add_roots(conn: &Connection, touched: &mut Vec<i64>) -> Result<(), StoreError> {
    touched.sort_unstable();
    touched.dedup();
    let sql = "SELECT case_id, merged_into FROM case_row WHERE merged_into IS NOT NULL";
    let merged: Vec<(i64, i64)> = bind::rows(conn, sql, &[], |row| Ok((row.get(0)?, row.get(1)?)))?;
    // Each round follows one merge further; there are no more rounds than merges.
    for _ in 0..merged.len() {
        let known = touched.len();
        for (case, root) in &merged {
            if touched.binary_search(case).is_ok()
                && let Err(place) = touched.binary_search(root)
            {
                touched.insert(place, *root);
            }
        }
        if touched.len() == known {
            break;
        }
    }
    Ok(())
}

fn turn(conn: &Connection, batch: BatchId, flip: &Flip<'_>) -> Result<(), StoreError> {
    match flip {
        Flip::Complete { now, counts, accepted, unchanged, rejected, totals, digest } => {
            let sql = "UPDATE batch SET state = 'complete', day = $2, recorded_at = $3, row_count = $4, accepted = $5,
                           unchanged = $6, rejected = $7, settled_by_absence = $8, totals = $9, digest = $10
                       WHERE batch_id = $1 AND state = 'loading'";
            let count = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
            let values: [&dyn rusqlite::ToSql; 10] = [
                &batch.0,
                &now.today.0,
                &now.at.0,
                &count(counts.rows),
                &count(*accepted),
                &count(*unchanged),
                &count(*rejected),
                &count(counts.settled_by_absence),
                totals,
                &digest.as_slice(),
            ];
            bind::run_exactly(conn, sql, &values, 1)
        }
        Flip::Undone { now, who } => {
            let sql = "UPDATE batch SET state = 'undone', undone_at = $2, undone_by = $3
                       WHERE batch_id = $1 AND state <> 'undone'";
            bind::run_exactly(conn, sql, &[&batch.0, &now.at.0, &who.login.0], 1)
        }
    }
}

/// Raised when another connection committed something.
fn data_version(conn: &Connection) -> Result<i64, StoreError> {
    Ok(bind::first(conn, "PRAGMA data_version", &[], |row| row.get(0))?.unwrap_or(0))
}

fn leased(conn: &Connection) -> Result<Vec<i64>, StoreError> {
    bind::rows(conn, "SELECT case_id FROM lease", &[], |row| row.get(0))
}

/// Those of `touched` (sorted) whose row is not marked.
fn not_stale(conn: &Connection, touched: &[i64]) -> Result<Vec<i64>, StoreError> {
    let (Some(first), Some(last)) = (touched.first(), touched.last()) else { return Ok(vec![]) };
    let mut out = vec![];
    if touched.len() > LOOKS_MAX {
        let sql = "SELECT case_id FROM case_row WHERE stale = 0 AND case_id >= $1 AND case_id <= $2 ORDER BY case_id";
        bind::each(conn, sql, &[first, last], |row| {
            let case: i64 = row.get(0)?;
            if touched.binary_search(&case).is_ok() {
                out.push(case);
            }
            Ok(true)
        })?;
        return Ok(out);
    }
    let mut look = Prepared::new(conn, "SELECT case_id FROM case_row WHERE case_id = $1 AND stale = 0", 1)?;
    for case in touched {
        look.each(&[case], |row| {
            out.push(row.get(0)?);
            Ok(true)
        })?;
    }
    Ok(out)
}

fn mark(conn: &Connection, cases: &[i64]) -> Result<(), StoreError> {
    Many::new(conn, writer::TOUCHED).run_all(&[], cases, |case| [ValueRef::Integer(*case)])
}

fn mark_in_chunks(conn: &Connection, cases: &[i64], watch: &mut dyn LoadWatch) -> Result<(), StoreError> {
    let mut mark = Many::new(conn, writer::TOUCHED);
    let (mut at, mut pace) = (0, Pace::default());
    while at < cases.len() {
        at = pace.hold(conn, watch, |until_ms, watch| {
            let mut next = at;
            // a chunk always moves on, whatever the clock says
            while next < cases.len() && (next == at || watch.ms() < until_ms) {
                let some = &cases[next..(next + MARKS_PER_LOOK).min(cases.len())];
                mark.run_all(&[], some, |case| [ValueRef::Integer(*case)])?;
                next += some.len();
            }
            Ok(next)
        })?;
    }
    Ok(())
}
