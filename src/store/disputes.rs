//! The derived rows of disputes, `case_dispute`: one for each that waits to be decided or closed, kept with the row of its case.
//! What never lives here: the formula (see `domain::case::dispute`), the list of them (see `read::disputes`).
//! `derived` and `verify` call it.

use rusqlite::{Connection, Row};

use super::columns::{day, day_or_none, parsed, parsed_or_none};
use super::{Done, StoreError, bind};
use crate::domain::case::CaseRow;
use crate::domain::case::row::DisputeLine;
use crate::domain::values::{CaseId, Money};

/// Columns of `case_dispute`, called `d`, for [`line()`].
pub(in crate::store) const COLUMNS: &str = "d.dispute, d.kind, d.reason, d.step, d.decision, d.owner, d.department, d.opened_on, \
    d.due_on, d.check_on, d.supervisor_on, d.currency, d.amount, d.credit";

/// Reads [`COLUMNS`] from column `at` on.
pub(in crate::store) fn line(row: &Row<'_>, at: usize) -> rusqlite::Result<DisputeLine> {
    let currency = parsed_or_none(row, at + 11)?;
    let money = |minor: Option<i64>| Some(Money::new(minor?, currency?));
    Ok(DisputeLine {
        id: parsed(row, at)?,
        kind: parsed(row, at + 1)?,
        reason: parsed(row, at + 2)?,
        step: parsed(row, at + 3)?,
        decision: parsed_or_none(row, at + 4)?,
        owner: parsed(row, at + 5)?,
        department: row.get(at + 6)?,
        opened_on: day(row, at + 7)?,
        due_on: day(row, at + 8)?,
        check_on: day_or_none(row, at + 9)?,
        supervisor_on: day_or_none(row, at + 10)?,
        amount: money(row.get(at + 12)?),
        credit: money(row.get(at + 13)?),
    })
}

/// The stored lines of a case, latest first as in its state; their places must count up from 0.
pub(in crate::store) fn of(conn: &Connection, case: CaseId) -> Done<Vec<DisputeLine>> {
    let sql = format!("SELECT d.place, {COLUMNS} FROM case_dispute d WHERE d.case_id = $1 ORDER BY d.place");
    let lines = bind::rows(conn, &sql, &[&case.0], |row| Ok((row.get::<_, i64>(0)?, line(row, 1)?)))?;
    if (0..).zip(&lines).any(|(place, (kept, _))| place != *kept) {
        return Err(StoreError::Corrupt(format!("{case}: places of disputes")));
    }
    Ok(lines.into_iter().map(|(_, line)| line).collect())
}

/// Writes the lines of a row in place of those that stood there.
pub(in crate::store) fn write(conn: &Connection, row: &CaseRow) -> Done<()> {
    // As many as stood there.
    bind::run(conn, "DELETE FROM case_dispute WHERE case_id = $1", &[&row.case.0])?;
    for (place, line) in (0_i64..).zip(&row.disputes) {
        let currency = line.amount.or(line.credit).map(|money| money.currency.code().to_owned());
        let decision = line.decision.map(|decision| decision.name());
        bind::run_exactly(
            conn,
            "INSERT INTO case_dispute (case_id, place, dispute, kind, reason, step, decision, owner, department, opened_on, due_on,
                                       check_on, supervisor_on, currency, amount, credit)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
            &[
                &row.case.0,
                &place,
                &line.id.to_string(),
                &line.kind.name(),
                &line.reason.name(),
                &line.step.name(),
                &decision,
                &line.owner.0,
                &line.department,
                &line.opened_on.0,
                &line.due_on.0,
                &line.check_on.map(|day| day.0),
                &line.supervisor_on.map(|day| day.0),
                &currency,
                &line.amount.map(|money| money.minor),
                &line.credit.map(|money| money.minor),
            ],
            1,
        )?;
    }
    Ok(())
}
