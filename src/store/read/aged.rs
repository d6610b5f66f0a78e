//! What the aged balance reads, of every case as its derived row says it: one column in order of case, no fact at all.
//! What never lives here: a bucket, a sum (see `report::ageing`), a past day (see `walk`).
//! `cli` and the screen's jobs call it through `Store::each_aged`.

use rusqlite::{Connection, Row};

use crate::domain::case::aged::Aged;
use crate::domain::case::derive;
use crate::domain::values::{CaseId, Day, Instant, Login};
use crate::store::columns::{day_or_none, login_or_none, unreadable};
use crate::store::{Done, Store, bind, derived, facts, packed_aged};

/// Of so many rows one may wait to be derived; where more do, going through the facts in order is faster.
const ONE_IN: usize = 16;
/// Rows that may wait in a book of any size.
const FEW: usize = 64;

/// Which cases, as of which day, as known when.
#[derive(Debug, Clone, Copy)]
pub struct AgedWalk {
    /// The day.
    pub day: Day,
    /// What was known at this instant, which is not before anything recorded.
    pub known_at: Instant,
    /// Cases after this one …
    pub after: CaseId,
    /// … up to this one.
    pub last: CaseId,
}

/// Where one case is handed to; false: no more.
pub type EachAged<'a> = dyn FnMut(CaseId, Option<&Login>, &Aged) -> bool + 'a;

impl Store {
    /// Hands over what the aged balance reads of each case, in order of case but for those derived on the way, which come
    /// last. Cases merged into another have none. False, with nothing or a part handed over, when the rows cannot tell:
    /// something was recorded after `known_at`, or too many wait to be derived.
    pub fn each_aged(&self, walk: &AgedWalk, each: &mut EachAged<'_>) -> Done<bool> {
        self.read(|conn| match self.last_instant()?.is_some_and(|last| last > walk.known_at) {
            true => Ok(false),
            false => rows(conn, walk, each),
        })
    }
}

/// What tells whether a row speaks of a day, whose it is, and what it says.
const ROWS: &str =
    "SELECT r.case_id, r.merged_into, r.collector, r.stale, r.formula, r.as_of, r.next_flip, r.aged, r.seq
     FROM case_row r WHERE r.case_id > $1 AND r.case_id <= $2 ORDER BY r.case_id";

fn rows(conn: &Connection, walk: &AgedWalk, each: &mut EachAged<'_>) -> Done<bool> {
    let mut wait: Vec<CaseId> = vec![];
    let mut seen = 0_usize;
    let mut aged = Aged::default();
    // Most rows are of the same few hands as the one before.
    let mut collector = (String::new(), None);
    let mut goes_on = true;
    bind::each(conn, ROWS, &[&walk.after.0, &walk.last.0], |row| {
        seen += 1;
        let case = CaseId(row.get(0)?);
        if !one(row, walk.day, &mut aged)? {
            wait.push(case);
            return Ok(wait.len() <= FEW.max(seen / ONE_IN) || seen < FEW * ONE_IN);
        }
        if row.get::<_, Option<i64>>(1)?.is_some() {
            return Ok(true);
        }
        let text = row.get_ref(2)?.as_str()?;
        if collector.0 != text {
            collector = (text.to_owned(), login_or_none(row, 2)?);
        }
        goes_on = each(case, collector.1.as_ref(), &aged);
        Ok(goes_on)
    })?;
    if !goes_on {
        return Ok(true);
    }
    if wait.len() > FEW.max(seen / ONE_IN) {
        return Ok(false);
    }
    for case in wait {
        let state = derive(&facts::load(conn, case, facts::NOW)?, walk.day);
        if state.merged_into.is_none() && !each(case, state.owner().as_ref(), &Aged::of(&state)) {
            break;
        }
    }
    Ok(true)
}

/// Reads one row; false: it does not tell of the day.
fn one(row: &Row<'_>, day: Day, aged: &mut Aged) -> rusqlite::Result<bool> {
    let (stale, formula, as_of) = (row.get::<_, i64>(3)? != 0, row.get::<_, i64>(4)?, Day(row.get(5)?));
    if stale || formula != derived::FORMULA || day_or_none(row, 6)?.is_some_and(|flip| flip <= day) {
        return Ok(false);
    }
    packed_aged::unpack_into(aged, row.get_ref(7)?.as_blob()?, as_of).ok_or_else(|| unreadable(7))?;
    // Of a case in which nothing was recorded here, a row made for a later day tells of the days since its ledger last moved.
    Ok(as_of <= day || (row.get::<_, i64>(8)? == 0 && aged.ledger_on <= day))
}
