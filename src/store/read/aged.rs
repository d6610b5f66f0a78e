//! What the aged balance reads, of every case as its derived row says it: one column in order of case, no fact at all.
//! What never lives here: a bucket, a sum (see `report::ageing`), a past day (see `walk`).
//! `cli` and the screen's jobs call it through `Store::each_aged`.

use rusqlite::{Connection, Row};

use crate::domain::case::aged::Aged;
use crate::domain::case::{CaseState, Facts, derive};
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

/// A case whose row does not tell of the day.
struct Waiting {
    case: CaseId,
    /// Whose it is and its segment, where nothing was recorded here and the row tells so much: only the ledger is missing.
    known: Option<(Option<Login>, String)>,
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
    let mut wait: Vec<Waiting> = vec![];
    let mut seen = 0_usize;
    let mut aged = Aged::default();
    // Most rows are of the same few hands as the one before.
    let mut collector = (String::new(), None);
    let mut goes_on = true;
    bind::each(conn, ROWS, &[&walk.after.0, &walk.last.0], |row| {
        seen += 1;
        let case = CaseId(row.get(0)?);
        let text = row.get_ref(2)?.as_str()?;
        if collector.0 != text {
            collector = (text.to_owned(), login_or_none(row, 2)?);
        }
        let reads = reads(row)?;
        if reads {
            let as_of = Day(row.get(5)?);
            packed_aged::unpack_into(&mut aged, row.get_ref(7)?.as_blob()?, as_of).ok_or_else(|| unreadable(7))?;
        }
        if !(reads && speaks_of(row, &aged, walk.day)?) {
            let alone = reads && row.get::<_, i64>(8)? == 0;
            wait.push(Waiting { case, known: alone.then(|| (collector.1.clone(), aged.segment.clone())) });
            return Ok(wait.len() <= FEW.max(seen / ONE_IN) || seen < FEW * ONE_IN);
        }
        if row.get::<_, Option<i64>>(1)?.is_some() {
            return Ok(true);
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
    for Waiting { case, known } in wait {
        let goes_on = match known {
            Some((owner, segment)) => {
                let facts = facts::ledger_alone(conn, case)?;
                each(case, owner.as_ref(), &Aged { segment, ..on(&facts, walk.day).1 })
            }
            None => match on(&facts::on(conn, case, walk.day)?, walk.day) {
                (state, _) if state.merged_into.is_some() => true,
                (state, aged) => each(case, state.owner().as_ref(), &aged),
            },
        };
        if !goes_on {
            break;
        }
    }
    Ok(true)
}

fn on(facts: &Facts, day: Day) -> (CaseState, Aged) {
    let state = derive(facts, day);
    let aged = Aged::of(&state);
    (state, aged)
}

/// True when a row holds what the formula of today says.
fn reads(row: &Row<'_>) -> rusqlite::Result<bool> {
    Ok(row.get::<_, i64>(3)? == 0 && row.get::<_, i64>(4)? == derived::FORMULA)
}

/// True when a row, of which `aged` was read, tells of the day: of a case in which nothing was recorded here, one made for
/// a later day tells of the days since its ledger last moved.
fn speaks_of(row: &Row<'_>, aged: &Aged, day: Day) -> rusqlite::Result<bool> {
    let flipped = day_or_none(row, 6)?.is_some_and(|flip| flip <= day);
    Ok(!flipped && (Day(row.get(5)?) <= day || (row.get::<_, i64>(8)? == 0 && aged.ledger_on <= day)))
}
