//! What a list of the past was made from, as known then: which lists were made, and the row of each case on its day.
//! What never lives here: who is called first (see `ranking`), the lists that are still kept (see `queue`).
//! `day` and `cli` call it.

use rusqlite::Connection;

use super::pack::FORMAT;
use super::queue::{Kept, kept};
use super::{Done, Store, StoreError, bind, facts};
use crate::domain::case::{CaseRow, derive};
use crate::domain::command::{Refusal, Rev};
use crate::domain::values::{CaseId, Day, Instant};

/// Cases read on one picture of the book.
const SLICE_CASES: usize = 512;

/// Columns of [`kept`], of every list that was ever in force and packed as lists are today.
fn lists(which: &str) -> String {
    format!(
        "SELECT generation, day, planned_at, card, queued, excluded, closed_day, versions FROM generation
         WHERE state <> 'building' AND format = {FORMAT} AND planned_at <= $1 {which} ORDER BY generation DESC LIMIT 1"
    )
}

impl Store {
    /// The newest list made for a day by an instant, whether or not its lines are still there.
    pub fn list_made(&self, day: Day, known_at: Instant) -> Done<Option<Kept>> {
        bind::first(&self.conn, &lists("AND day = $2"), &[&known_at.0, &day.0], kept)
    }

    /// The list that one for `day`, made at `known_at`, was compared with: the newest one for an earlier day.
    pub fn list_made_before(&self, day: Day, known_at: Instant) -> Done<Option<Kept>> {
        bind::first(&self.conn, &lists("AND day < $2"), &[&known_at.0, &day.0], kept)
    }

    /// A case on a day as known at an instant; `None`: it was not in the book yet. Of its revision only that it differs from
    /// another one when something had come between is of account.
    pub fn row_known(&self, case: CaseId, day: Day, known_at: Instant) -> Done<Option<CaseRow>> {
        self.read(|conn| row(conn, case, day, known_at))
    }

    /// Hands over every case that was in the book, by number; `each` may answer `false` to stop.
    pub fn rows_known(&self, day: Day, known_at: Instant, each: &mut dyn FnMut(CaseRow) -> bool) -> Done<()> {
        let sql = "SELECT case_id FROM case_row WHERE case_id > $1 ORDER BY case_id LIMIT $2";
        let mut after = CaseId(0);
        loop {
            let rows = self.read(|conn| {
                let limit = i64::try_from(SLICE_CASES).unwrap_or(i64::MAX);
                let cases = bind::rows(conn, sql, &[&after.0, &limit], |row| row.get(0).map(CaseId))?;
                after = cases.last().copied().unwrap_or(after);
                let rows: Vec<Option<CaseRow>> =
                    cases.iter().map(|case| row(conn, *case, day, known_at)).collect::<Done<_>>()?;
                Ok(rows)
            })?;
            if rows.is_empty() || !rows.into_iter().flatten().all(&mut *each) {
                return Ok(());
            }
        }
    }
}

fn row(conn: &Connection, case: CaseId, day: Day, known_at: Instant) -> Done<Option<CaseRow>> {
    let mut facts = match facts::load(conn, case, known_at) {
        Ok(facts) => facts,
        Err(StoreError::Refused(Refusal::NoSuchCase(_))) => return Ok(None),
        Err(error) => return Err(error),
    };
    let own = || facts.entries.iter().filter(|entry| entry.case == case);
    let mut acts: Vec<_> = own().map(|entry| entry.act).collect();
    acts.sort_unstable();
    acts.dedup();
    let seq = own().map(|entry| entry.seq).max().unwrap_or(0);
    let rev = batches(conn, case, known_at)? + i64::try_from(acts.len()).unwrap_or(i64::MAX);
    if rev == 0 {
        return Ok(None);
    }
    facts.rev = Rev { seq, rev };
    Ok(Some(CaseRow::from(&derive(&facts, day))))
}

/// How often batches had touched a case by then: each when it came, and again when it was taken back.
fn batches(conn: &Connection, case: CaseId, known_at: Instant) -> Done<i64> {
    let sql = "SELECT count(*) + count(CASE WHEN b.state = 'undone' AND b.undone_at <= $2 THEN 1 END)
               FROM (SELECT batch_id FROM debtor WHERE case_id = $1 UNION SELECT batch_id FROM invoice WHERE case_id = $1
                     UNION SELECT batch_id FROM payment WHERE case_id = $1 UNION SELECT batch_id FROM contact WHERE case_id = $1) t
               CROSS JOIN batch b WHERE b.batch_id = t.batch_id AND b.recorded_at <= $2 AND b.state IN ('complete', 'undone')";
    Ok(bind::first(conn, sql, &[&case.0, &known_at.0], |row| row.get(0))?.unwrap_or(0))
}
