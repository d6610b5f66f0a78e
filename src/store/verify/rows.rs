//! The derived rows: each case is derived afresh for the day its row speaks of, audited by other code, and must come out
//! the same. A row that waits to be derived has nothing to compare: it is derived for the day the book stands at, and
//! audited like the others.
//! What never lives here: the formula.
//! `verify` calls it.

use std::collections::BTreeSet;

use rusqlite::Connection;

use super::super::derived::Stored;
use super::super::packed_row::pack;
use super::super::{Done, StoreError, bank, bind, derived, disputes, facts, packed_aged};
use super::{FaultCode, Run, walk};
use crate::domain::case::{CaseRow, Facts, audit, derive};
use crate::domain::values::text::sort_key;
use crate::domain::values::{CaseId, Day};

/// Checks every case's row.
pub(super) fn check(conn: &Connection, run: &mut Run<'_>) -> Done<()> {
    let columns = derived::COLUMNS;
    let sql = format!(
        "SELECT {columns}, r.sort_key, r.callback_at, r.callback_on, r.callback_for, r.to_approve
         FROM case_row r ORDER BY r.case_id"
    );
    aside(conn, run)?;
    let stands_at = stands_at(conn)?;
    let read = |row: &rusqlite::Row<'_>| {
        let case = CaseId(row.get(0)?);
        let beside = (row.get::<_, Vec<u8>>(15)?, (row.get(16)?, row.get(17)?, row.get(18)?), row.get(19)?);
        let packed = (row.get_ref(9)?.as_blob()?.to_vec(), row.get_ref(14)?.as_blob()?.to_vec());
        Ok((case, derived::stored_row(row).map(|stored| (stored, packed, beside))))
    };
    walk(conn, &sql, run, FaultCode::Derived, "row", read, |run, (case, stored)| {
        let at = format!("row {case}");
        let (mut stored, packed, (key, callback, to_approve)) = match stored {
            Ok(stored) => stored,
            Err(error) => {
                run.found.fault(at, FaultCode::Derived, error.to_string());
                return Ok(());
            }
        };
        if key != sort_key(&stored.row.name) {
            run.found.fault(&at, FaultCode::Derived, "sort_key");
        }
        let waits = stored.stale || !stored.known;
        if waits {
            run.found.checked.stale += 1;
        } else {
            run.found.checked.cases += 1;
            beside(conn, run, &at, &stored, &packed, (callback, to_approve));
            stored.row.disputes = match disputes::of(conn, case) {
                Ok(lines) => lines,
                Err(error) => {
                    run.found.fault(&at, FaultCode::Derived, format!("dispute: {error}"));
                    return Ok(());
                }
            };
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
    })
}

/// Columns of a call-back: when, on which day, for whom.
type Callback = (Option<i64>, Option<i32>, Option<String>);
/// … and whether something waits for a supervisor.
type Beside = (Callback, bool);

/// What stands beside the packed bytes says the same as they do, and they are what would be packed.
fn beside(
    conn: &Connection,
    run: &mut Run<'_>,
    at: &str,
    stored: &Stored,
    (packed, aged): &(Vec<u8>, Vec<u8>),
    (callback, to_approve): Beside,
) {
    let mut fault = |what: &str| run.found.fault(at, FaultCode::Derived, what);
    if stored.derived_rev != stored.row.rev.rev || stored.amount_rev > stored.derived_rev {
        fault("revision");
    }
    let call = stored.row.callback.as_ref();
    let whom = call.map(|call| call.whom.as_ref().map_or_else(String::new, |login| login.0.clone()));
    if callback != (call.map(|call| call.at.0), call.map(|call| call.due_on.0), whom) {
        fault("callback");
    }
    if to_approve != stored.row.to_approve {
        fault("to_approve");
    }
    // Sums that cannot be read are not those of the row either.
    if !derived::money_of(conn, stored.row.case).is_ok_and(|money| money == stored.row.money) {
        fault("case_money");
    }
    let mut again = Vec::with_capacity(packed.len());
    pack(&stored.row, &mut again);
    if again != *packed {
        fault("packed");
    }
    if packed_aged::pack(&stored.row.aged, stored.row.as_of) != *aged {
        fault("aged");
    }
}

/// The day the book stands at: the latest that a row was derived for or a batch was loaded on.
fn stands_at(conn: &Connection) -> Done<Day> {
    let latest = |sql: &str| bind::first(conn, sql, &[], |row| row.get::<_, Option<i32>>(0)).map(Option::flatten);
    let days =
        [latest("SELECT MAX(as_of) FROM case_row")?, latest("SELECT MAX(day) FROM batch WHERE state = 'complete'")?];
    Ok(days.into_iter().flatten().max().map_or(Day::default(), Day))
}

/// What was set aside of the bank's lines stands where the lines are looked up.
fn aside(conn: &Connection, run: &mut Run<'_>) -> Done<()> {
    let told: BTreeSet<String> = bank::told_aside(conn)?.into_keys().collect();
    if !bank::kept_picks(conn, bank::NOBODY)?.into_keys().eq(told) {
        run.found.fault("bank_pick", FaultCode::Derived, "bank-line-set-aside");
    }
    Ok(())
}

/// What persons picked of the bank's lines stands where the lines are looked up.
fn picks(conn: &Connection, facts: &Facts, run: &mut Run<'_>) -> Done<()> {
    // written before lines were shared out, a pick tells no amount
    let (kept, made) = (bank::kept_picks(conn, facts.case)?, bank::made_picks(facts));
    let same = |key: &String, minor: &Option<i64>| made.get(key).is_some_and(|made| minor.is_none() || minor == made);
    if kept.len() != made.len() || !kept.iter().all(|(key, minor)| same(key, minor)) {
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
