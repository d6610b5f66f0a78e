//! The derived rows: each case is derived afresh for the day its row speaks of, audited by other code, and must come out
//! the same. A row that waits to be derived has nothing to compare: it is derived for the day the book stands at, and
//! audited like the others.
//! What never lives here: the formula.
//! `verify` calls it.

use rusqlite::Connection;

use super::super::{Done, StoreError, bank, bind, derived, disputes, facts};
use super::{FaultCode, Run, walk};
use crate::domain::case::row::FORMULA_VERSION;
use crate::domain::case::{CaseRow, Facts, audit, derive};
use crate::domain::values::text::sort_key;
use crate::domain::values::{CaseId, Day};

/// Checks every case's row.
pub(super) fn check(conn: &Connection, run: &mut Run<'_>) -> Done<()> {
    let sql = format!("SELECT {}, r.sort_key FROM case_row r ORDER BY r.case_id", derived::COLUMNS);
    let stands_at = stands_at(conn)?;
    let read = |row: &rusqlite::Row<'_>| {
        let case = CaseId(row.get(0)?);
        Ok((case, derived::stored_row(row).and_then(|stored| Ok((stored, row.get::<_, Vec<u8>>(49)?)))))
    };
    walk(conn, &sql, run, FaultCode::Derived, "row", read, |run, (case, stored)| {
        let at = format!("row {case}");
        let (mut stored, key) = match stored {
            Ok(stored) => stored,
            Err(error) => {
                run.found.fault(at, FaultCode::Derived, error.to_string());
                return Ok(());
            }
        };
        if key != sort_key(&stored.row.name) {
            run.found.fault(&at, FaultCode::Derived, "sort_key");
        }
        let waits = stored.stale || stored.formula != FORMULA_VERSION;
        if waits {
            run.found.checked.stale += 1;
        } else {
            run.found.checked.cases += 1;
            if stored.derived_rev != stored.row.rev.rev || stored.amount_rev > stored.derived_rev {
                run.found.fault(&at, FaultCode::Derived, "revision");
            }
            if let Err(what) = read_lists(conn, &mut stored.row) {
                run.found.fault(&at, FaultCode::Derived, what);
                return Ok(());
            }
        }
        match facts::load(conn, case, facts::NOW) {
            Ok(facts) => {
                picks(conn, &facts, run)?;
                let fresh = CaseRow::from(&derive(&facts, if waits { stands_at } else { stored.row.as_of }));
                if !waits && fresh != stored.row {
                    run.found.fault(at, FaultCode::Derived, difference(&stored.row, &fresh));
                } else if let Some(what) = audit(&facts, fresh.as_of).differs_from(&fresh) {
                    // The same formula may be wrong twice: a second one, plain and slow, must agree.
                    run.found.fault(at, FaultCode::Derived, what);
                }
                Ok(())
            }
            // Named already, where the entry or row was looked at itself.
            Err(
                error @ (StoreError::Damaged(_)
                | StoreError::Engine(_)
                | StoreError::Newer { .. }
                | StoreError::Corrupt(_)
                | StoreError::Refused(_)),
            ) => {
                run.found.fault(at, FaultCode::Derived, format!("{error}: {:?}", error.facts()));
                Ok(())
            }
            Err(other) => Err(other),
        }
    })?;
    halves(conn, run)
}

/// Columns that mean something only together, of which one stands alone.
fn halves(conn: &Connection, run: &mut Run<'_>) -> Done<()> {
    let halves = [
        (
            "callback",
            "SELECT case_id FROM case_row
             WHERE callback_id IS NULL AND (callback_at IS NOT NULL OR callback_on IS NOT NULL OR callback_for IS NOT NULL)",
        ),
        ("mark", "SELECT case_id FROM case_row WHERE mark = '' AND mark_until IS NOT NULL"),
    ];
    for (what, sql) in halves {
        for case in bind::rows(conn, sql, &[], |row| row.get(0).map(CaseId))? {
            run.found.fault(format!("row {case}"), FaultCode::Derived, what);
        }
    }
    Ok(())
}

/// The day the book stands at: the latest that a row was derived for or a batch was loaded on.
fn stands_at(conn: &Connection) -> Done<Day> {
    let latest = |sql: &str| bind::first(conn, sql, &[], |row| row.get::<_, Option<i32>>(0)).map(Option::flatten);
    let days =
        [latest("SELECT MAX(as_of) FROM case_row")?, latest("SELECT MAX(day) FROM batch WHERE state = 'complete'")?];
    Ok(days.into_iter().flatten().max().map_or(Day::default(), Day))
}

/// Reads the sums and disputes kept beside a row, or says which cannot be read.
fn read_lists(conn: &Connection, row: &mut CaseRow) -> Result<(), String> {
    row.money = derived::money_of(conn, row.case).map_err(|error| format!("money: {error}"))?;
    row.disputes = disputes::of(conn, row.case).map_err(|error| format!("dispute: {error}"))?;
    Ok(())
}

/// What persons picked of the bank's lines stands where the lines are looked up.
fn picks(conn: &Connection, facts: &Facts, run: &mut Run<'_>) -> Done<()> {
    if bank::kept_picks(conn, facts.case)? != bank::made_picks(facts) {
        run.found.fault(format!("row {}", facts.case), FaultCode::Derived, "bank_pick");
    }
    Ok(())
}

/// The first thing in which two rows differ, as `name: kept / fresh`.
fn difference(kept: &CaseRow, fresh: &CaseRow) -> String {
    let (kept, fresh) = (format!("{kept:#?}"), format!("{fresh:#?}"));
    let differing = kept.lines().zip(fresh.lines()).find(|(one, two)| one != two);
    differing.map_or_else(|| "length".into(), |(one, two)| format!("{} / {}", one.trim(), two.trim()))
}
