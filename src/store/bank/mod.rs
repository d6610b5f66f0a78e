//! Lines of bank statements: kept whole, given to whom they certainly belong, the rest waiting for a person.
//! What never lives here: how a match is judged (see `domain::matching`), a file's format.
//! `cli` loads statements and asks what waits; `execute` marks what a person picked.
//!
//! One batch holds the lines of a file, the payments that were certain and the returns they name: all of it becomes
//! visible, or is undone, in one step.

mod aside;
mod back;
mod load;
mod own;
mod picks;
mod read;
mod seek;
mod write;

pub use aside::Aside;
pub use load::{BankLoader, BankSummary};
pub use read::Fresh;

pub(super) use aside::{NOBODY, told as told_aside};
pub(super) use picks::{kept_picks, made_picks, note_picks, refuse_taken};

use rusqlite::{Connection, Row};

use super::columns::{day, from_lines, money};
use super::{Done, bind};
use crate::domain::bank::{BANK_KEY, BankLine, LineKind};
use crate::domain::values::{BatchId, Money};

/// The source that payments from statements stand under.
pub const BANK_SOURCE: &str = "bank";
/// What begins the kind of a batch that holds no statement but matches found later.
pub const AGAIN_KIND: &str = "reconcile";

/// Columns of a line, for [`line_row`], of a table called `l`.
const LINE: &str = "l.reference, l.account, l.booked_on, l.value_on, l.amount, l.currency, l.kind, l.payer, l.payer_account, \
    l.end_to_end, l.mandate, l.structured, l.text, l.reason, l.code";

/// True of a line of which nobody has a share.
const WHOLE: &str = "NOT EXISTS (SELECT 1 FROM bank_pick k WHERE k.reference = l.reference)";

/// Columns of a line that waits, for [`rest_row`]: those of [`LINE`], and what was given away of it.
const REST: &str = "l.reference, l.account, l.booked_on, l.value_on, l.amount, l.currency, l.kind, l.payer, l.payer_account, \
    l.end_to_end, l.mandate, l.structured, l.text, l.reason, l.code, \
    (SELECT CAST(SUM(k.amount) AS INTEGER) FROM bank_pick k WHERE k.reference = l.reference)";

/// Reads [`REST`] from column 0 on: the line with what is left of its amount, and its whole amount.
fn rest_row(row: &Row<'_>) -> rusqlite::Result<(BankLine, Money)> {
    let mut line = line_row(row, 0)?;
    let whole = line.amount;
    line.amount.minor -= row.get::<_, Option<i64>>(15)?.unwrap_or(0) * whole.minor.signum();
    Ok((line, whole))
}

/// Reads [`LINE`] from column `at` on.
fn line_row(row: &Row<'_>, at: usize) -> rusqlite::Result<BankLine> {
    let kind = row.get_ref(at + 6)?.as_str()?.to_owned();
    Ok(BankLine {
        reference: row.get(at)?,
        account: row.get(at + 1)?,
        booked_on: day(row, at + 2)?,
        value_on: day(row, at + 3)?,
        amount: money(row, at + 4, at + 5)?,
        kind: LineKind::ALL.iter().copied().find(|one| one.name() == kind).unwrap_or(LineKind::Other),
        payer: row.get(at + 7)?,
        payer_account: row.get(at + 8)?,
        end_to_end: row.get(at + 9)?,
        mandate: row.get(at + 10)?,
        structured: from_lines(row.get_ref(at + 11)?.as_str()?),
        text: row.get(at + 12)?,
        reason: row.get(at + 13)?,
        code: row.get(at + 14)?,
    })
}

/// A later batch that gave lines of this one away, by a search made since.
pub(super) fn later_batch(conn: &Connection, batch: BatchId) -> Done<Option<BatchId>> {
    let sql = "SELECT p.batch_id FROM bank_line l JOIN payment p ON p.reference = $2 || l.reference
               JOIN batch b ON b.batch_id = p.batch_id
               WHERE l.batch_id = $1 AND p.batch_id <> $1 AND b.state = 'complete'
                 AND p.reference >= 'bank:' AND p.reference < 'bank;' ORDER BY p.batch_id DESC LIMIT 1";
    bind::first(conn, sql, &[&batch.0, &BANK_KEY], |row| row.get(0).map(BatchId))
}

/// The statement that walks lines for `verify`: batch first.
pub(super) fn every_line() -> String {
    format!("SELECT l.batch_id, {LINE} FROM bank_line l")
}

/// Reads a row of [`every_line`].
pub(super) fn batch_and_line(row: &Row<'_>) -> rusqlite::Result<(i64, BankLine)> {
    Ok((row.get(0)?, line_row(row, 1)?))
}
