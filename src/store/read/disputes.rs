//! "Which disputes wait?": all of them in the order they are due, whose case they belong to, and those that must be told.
//! What never lives here: how far a dispute has come (see `domain::case::dispute`), words.
//! `cli` and `runtime` call it through `Store`.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, Row};

use crate::domain::case::row::DisputeLine;
use crate::domain::case::{CaseRow, derive};
use crate::domain::values::{CaseId, Day};
use crate::store::derived::FORMULA;
use crate::store::read::DisputeRow;
use crate::store::{Done, Store, bind, disputes, facts};

/// Disputes read at once: what a team has in hand; the rest is said to be left off.
pub const DISPUTES_MAX: u32 = 2_000;
/// Cases whose row has to be derived afresh for one list: after an import, before the close.
const STALE_MAX: i64 = 500;

impl Store {
    /// The disputes that wait on `today`, by due day, at most [`DISPUTES_MAX`], and how many there are in all.
    /// A line's state is the one of `today`, whatever day its case was last derived for.
    pub fn disputes(&self, today: Day) -> Done<(Vec<DisputeRow>, u32)> {
        self.read(|conn| {
            let columns = disputes::COLUMNS;
            let sql = format!(
                "SELECT d.case_id, r.name, r.reference, r.collector, {columns}
                 FROM case_dispute d JOIN case_row r ON r.case_id = d.case_id
                 ORDER BY d.due_on, d.case_id, d.place LIMIT $1"
            );
            let mut rows = bind::rows(conn, &sql, &[&i64::from(DISPUTES_MAX)], read)?;
            let total = bind::first(conn, "SELECT count(*) FROM case_dispute", &[], |row| row.get::<_, u32>(0))?;
            let stale = stale(conn, today)?;
            if !stale.is_empty() {
                rows.retain(|row| !stale.contains_key(&row.case));
                rows.extend(stale.into_values().flatten());
                rows.sort_by_key(|row| (row.line.due_on, row.case, row.line.id));
            }
            let known = u32::try_from(rows.len()).unwrap_or(u32::MAX);
            Ok((rows, total.unwrap_or(0).max(known)))
        })
    }
}

fn read(row: &Row<'_>) -> rusqlite::Result<DisputeRow> {
    let collector: String = row.get(3)?;
    Ok(DisputeRow {
        case: CaseId(row.get(0)?),
        name: row.get(1)?,
        reference: row.get(2)?,
        collector: collector.parse().ok(),
        line: disputes::line(row, 4)?,
    })
}

/// Lines of the cases whose stored row does not speak of today, derived on the spot.
fn stale(conn: &Connection, today: Day) -> Done<BTreeMap<CaseId, Vec<DisputeRow>>> {
    let sql = "SELECT DISTINCT d.case_id FROM case_dispute d JOIN case_row r ON r.case_id = d.case_id
               WHERE r.stale = 1 OR r.formula <> $2 OR r.next_flip <= $1 OR r.as_of > $1 LIMIT $3";
    let cases: BTreeSet<i64> =
        bind::rows(conn, sql, &[&today.0, &FORMULA, &STALE_MAX], |row| row.get(0))?.into_iter().collect();
    let mut fresh = BTreeMap::new();
    for case in cases.into_iter().map(CaseId) {
        let row = CaseRow::from(&derive(&facts::on(conn, case, today)?, today));
        let of = |line: &DisputeLine| DisputeRow {
            case,
            name: row.name.clone(),
            reference: row.reference.clone(),
            collector: row.collector.clone(),
            line: line.clone(),
        };
        fresh.insert(case, row.disputes.iter().map(of).collect());
    }
    Ok(fresh)
}
