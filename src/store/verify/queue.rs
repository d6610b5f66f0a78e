//! The generations of the queue: whole, in order, their points adding up. They are derived and disposable: what a line
//! says of its case is made again by the next close, so it is looked at here only for what would mislead a person.
//! What never lives here: the order's rules. `verify` calls it.

use rusqlite::Connection;

use super::super::columns::parsed;
use super::super::{Done, bind};
use super::{FaultCode, Run, walk};
use crate::domain::codes::{Band, Because, Change, Exclusion, NextAction, ReasonCode};
use crate::domain::values::CaseId;

/// Checks every generation that can be seen.
pub(super) fn check(conn: &Connection, run: &mut Run<'_>) -> Done<()> {
    let live = "SELECT generation, queued, excluded, day FROM generation WHERE state = 'live' ORDER BY generation";
    let all = bind::rows(conn, live, &[], |row| Ok((row.get(0)?, row.get::<_, i64>(1)?, row.get::<_, i64>(2)?)))?;
    for (generation, queued, excluded) in all {
        let place = format!("generation {generation}");
        let said = [
            ("SELECT COUNT(*) FROM queue_entry WHERE generation = $1", queued),
            ("SELECT COUNT(*) FROM queue_rank WHERE generation = $1", queued),
            ("SELECT COALESCE(MAX(rank), 0) FROM queue_rank WHERE generation = $1", queued),
            ("SELECT COUNT(*) FROM queue_excluded WHERE generation = $1", excluded),
        ];
        for (sql, expected) in said {
            let found = bind::first(conn, sql, &[&generation], |row| row.get::<_, i64>(0))?.unwrap_or(0);
            if found != expected {
                run.found.fault(&place, FaultCode::Queue, format!("{found} lines, {expected} were written"));
            }
        }
        without_entry(conn, generation, &place, run)?;
    }
    let unknown = "SELECT generation, state FROM generation WHERE state NOT IN ('live', 'building')";
    for (generation, state) in
        bind::rows(conn, unknown, &[], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)))?
    {
        run.found.fault(format!("generation {generation}"), FaultCode::Queue, state);
    }
    lines(conn, run)
}

/// Ranks whose line or case is not there.
fn without_entry(conn: &Connection, generation: i64, place: &str, run: &mut Run<'_>) -> Done<()> {
    let sql = "SELECT k.case_id FROM queue_rank k LEFT JOIN queue_entry e ON e.generation = k.generation AND e.case_id = k.case_id
               LEFT JOIN case_row r ON r.case_id = k.case_id
               WHERE k.generation = $1 AND (e.case_id IS NULL OR r.case_id IS NULL)";
    for case in bind::rows(conn, sql, &[&generation], |row| row.get(0).map(CaseId))? {
        run.found.fault(place, FaultCode::Queue, case.to_string());
    }
    Ok(())
}

/// Every line reads, and its points add up to its score.
fn lines(conn: &Connection, run: &mut Run<'_>) -> Done<()> {
    let sql = "SELECT case_id, score, reasons, band, action FROM queue_entry";
    let read = |row: &rusqlite::Row<'_>| {
        parsed::<Band>(row, 3)?;
        parsed::<NextAction>(row, 4)?;
        Ok((CaseId(row.get(0)?), row.get::<_, i64>(1)?, row.get::<_, String>(2)?))
    };
    walk(conn, sql, run, FaultCode::Queue, "queue_entry", read, |run, (case, score, reasons)| {
        if points(&reasons) != Some(score) {
            run.found.fault(format!("queue_entry {case}"), FaultCode::Queue, reasons);
        }
        Ok(())
    })?;
    let read = |row: &rusqlite::Row<'_>| Ok((parsed::<Change>(row, 0)?, parsed::<Because>(row, 1)?));
    walk(conn, "SELECT change, because FROM queue_rank", run, FaultCode::Queue, "queue_rank", read, |_, _| Ok(()))?;
    let read = |row: &rusqlite::Row<'_>| parsed::<Exclusion>(row, 0);
    walk(conn, "SELECT reason FROM queue_excluded", run, FaultCode::Queue, "queue_excluded", read, |_, _| Ok(()))
}

/// The sum of the points of kept reasons (`code:points:fact;…`); `None` when they cannot be read.
fn points(text: &str) -> Option<i64> {
    text.split(';').filter(|part| !part.is_empty()).try_fold(0, |sum, part| {
        let mut fields = part.split(':');
        fields.next()?.parse::<ReasonCode>().ok()?;
        let points: i64 = fields.next()?.parse().ok()?;
        fields.next()?.parse::<i64>().ok()?;
        Some(sum + points)
    })
}
