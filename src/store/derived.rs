//! The derived rows: `case_row`, written after every derivation, read by lists and by the night; `case_money` beside it for
//! the orphan count and for people with other tools.
//! What never lives here: the formula (see `domain::case::derive`), how a row is packed (see `packed_row`).
//! `execute`, `lease`, `night` and `verify` call it.

use rusqlite::{Connection, Row, ToSql};

use super::columns::{day, day_or_none, dues, dues_text, login_or_none, login_text, parsed, unreadable};
use super::pack::FORMAT;
use super::packed_row::{Key, pack, unpack};

use super::{Done, Store, StoreError, bind, disputes, facts, packed_aged, tally};
use crate::domain::case::row::{CaseMoney, FORMULA_VERSION};
use crate::domain::case::{CaseRow, CaseState, derive};
use crate::domain::command::{Refusal, Rev};
use crate::domain::values::text::sort_key;
use crate::domain::values::{CaseId, Day, Instant};

/// A stored row with what the store alone knows about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::store) struct Stored {
    /// The row as last derived; its `rev` is the case's present one.
    pub(in crate::store) row: CaseRow,
    /// Its ledger changed since it was derived, or it was never derived.
    pub(in crate::store) stale: bool,
    /// It was made by today's formula and packing; else only its key says something.
    pub(in crate::store) known: bool,
    /// `rev` at which it was derived.
    pub(in crate::store) derived_rev: i64,
    /// `rev` since which its amounts are what they are.
    pub(in crate::store) amount_rev: i64,
}

impl Stored {
    /// True when the row tells of `day` without deriving it again.
    pub(in crate::store) fn speaks_of(&self, day: Day) -> bool {
        !self.stale && self.known && self.row.as_of <= day && self.row.next_flip.is_none_or(|flip| flip > day)
    }
}

impl Store {
    /// The derived row for a day: the stored one when it speaks of that day, else derived on the spot.
    pub fn case_row(&self, case: CaseId, as_of: Day) -> Done<CaseRow> {
        self.read(|conn| row_for(conn, case, as_of))
    }
}

/// See [`Store::case_row`].
pub(in crate::store) fn row_for(conn: &Connection, case: CaseId, as_of: Day) -> Done<CaseRow> {
    let stored = read(conn, case)?.ok_or(Refusal::NoSuchCase(case))?;
    if stored.speaks_of(as_of) {
        return Ok(CaseRow { as_of, ..stored.row });
    }
    Ok(CaseRow::from(&derive(&facts::on(conn, case, as_of)?, as_of)))
}

/// Derives a case afresh for a day and writes its row.
pub(in crate::store) fn refresh(conn: &Connection, case: CaseId, as_of: Day) -> Done<CaseRow> {
    let facts = facts::on(conn, case, as_of)?;
    let row = CaseRow::from(&derive(&facts, as_of));
    write(conn, &row)?;
    tally::keep(conn, &facts, as_of)?;
    Ok(row)
}

/// Columns of `case_row` for [`stored_row`], of a table called `r`.
pub(in crate::store) const COLUMNS: &str = "r.case_id, r.seq, r.rev, r.stale, r.formula, r.as_of, r.next_flip, r.merged_into, \
    r.collector, r.packed, r.derived_rev, r.amount_rev, r.reference, r.name, r.aged";

/// The formula and the packing of a row in one number: a row of another one is derived afresh.
pub(in crate::store) const FORMULA: i64 = (FORMULA_VERSION << 31) + FORMAT;

/// Reads [`COLUMNS`]; the disputes are left empty.
pub(in crate::store) fn stored_row(row: &Row<'_>) -> rusqlite::Result<Stored> {
    let mut stored = stored(row, row.get(12)?, row.get(13)?)?;
    if stored.known && !stored.stale {
        let bytes = row.get_ref(14)?.as_blob()?;
        packed_aged::unpack_into(&mut stored.row.aged, bytes, stored.row.as_of).ok_or_else(|| unreadable(14))?;
    }
    Ok(stored)
}

/// Reads all of [`COLUMNS`] but the names and what the aged balance reads, which the night does not look at.
pub(in crate::store) fn stored(row: &Row<'_>, reference: String, name: String) -> rusqlite::Result<Stored> {
    let packed = row.get_ref(9)?.as_blob()?;
    let key = Key {
        case: CaseId(row.get(0)?),
        rev: Rev { seq: row.get(1)?, rev: row.get(2)? },
        as_of: day(row, 5)?,
        next_flip: day_or_none(row, 6)?,
        merged_into: row.get::<_, Option<i64>>(7)?.map(CaseId),
        collector: login_or_none(row, 8)?,
        reference,
        name,
    };
    let (stale, made) = (row.get::<_, i64>(3)? != 0, row.get::<_, i64>(4)? == FORMULA);
    let (known, read) = match (made, stale) {
        (false, _) => (false, underived(key)),
        // What a row says that waits to be derived is of no account.
        (true, true) => match unpack(key.clone(), packed) {
            Some(read) => (true, read),
            None => (false, underived(key)),
        },
        (true, false) => (true, unpack(key, packed).ok_or_else(|| unreadable(9))?),
    };
    Ok(Stored { stale, known, derived_rev: row.get(10)?, amount_rev: row.get(11)?, row: read })
}

/// Of [`COLUMNS`]: `None` when the row does not tell of `day`, else the day of its next flip, if it has one.
pub(in crate::store) fn flip_of(row: &Row<'_>, day: Day) -> rusqlite::Result<Option<Option<Day>>> {
    let (stale, formula) = (row.get::<_, i64>(3)? != 0, row.get::<_, i64>(4)?);
    let (as_of, flip) = (super::columns::day(row, 5)?, day_or_none(row, 6)?);
    let speaks = !stale && formula == FORMULA && as_of <= day && flip.is_none_or(|flip| flip > day);
    Ok(speaks.then_some(flip))
}

/// A row that was never derived, or by another formula: only its key says something.
fn underived(key: Key) -> CaseRow {
    let mut row = CaseRow::from(&CaseState { case: key.case, rev: key.rev, as_of: key.as_of, ..CaseState::default() });
    (row.merged_into, row.collector) = (key.merged_into, key.collector);
    (row.reference, row.name) = (key.reference, key.name);
    row
}

/// Columns of `case_money` for [`money_row`].
pub(in crate::store) const MONEY: &str = "currency, open, overdue, disputed, promised, unallocated, collectable, dues";

/// Reads [`MONEY`] from column `at` on.
pub(in crate::store) fn money_row(row: &Row<'_>, at: usize) -> rusqlite::Result<CaseMoney> {
    Ok(CaseMoney {
        currency: parsed(row, at)?,
        open: row.get(at + 1)?,
        overdue: row.get(at + 2)?,
        disputed: row.get(at + 3)?,
        promised: row.get(at + 4)?,
        unallocated: row.get(at + 5)?,
        collectable: row.get(at + 6)?,
        dues: dues(row, at + 7)?,
    })
}

/// The sums of a case as they are kept for the orphan count and for people with other tools, by currency.
pub(in crate::store) fn money_of(conn: &Connection, case: CaseId) -> Done<Vec<CaseMoney>> {
    let sql = format!("SELECT {MONEY} FROM case_money WHERE case_id = $1 ORDER BY currency");
    bind::rows(conn, &sql, &[&case.0], |row| money_row(row, 0))
}

/// The stored row of a case.
pub(in crate::store) fn read(conn: &Connection, case: CaseId) -> Done<Option<Stored>> {
    let sql = format!("SELECT {COLUMNS} FROM case_row r WHERE r.case_id = $1");
    bind::first(conn, &sql, &[&case.0], stored_row)
}

/// True when both lists hold the same amounts, whatever the day: what a form was filled in against.
pub(in crate::store) fn same_amounts(one: &[CaseMoney], two: &[CaseMoney]) -> bool {
    let amounts = |money: &[CaseMoney]| -> Vec<_> {
        money.iter().map(|m| (m.currency, m.open, m.disputed, m.promised, m.unallocated)).collect()
    };
    amounts(one) == amounts(two)
}

/// Writes a freshly derived row; its case must be known. It stands for `row.rev` and is no longer stale.
pub(in crate::store) fn write(conn: &Connection, row: &CaseRow) -> Done<()> {
    let before = read(conn, row.case)?.ok_or(Refusal::NoSuchCase(row.case))?;
    if rewrite(conn, &before, row)? { Ok(()) } else { Err(StoreError::Corrupt(format!("{} moved on", row.case))) }
}

/// Writes a row derived afresh over `before`; false, and nothing is written, when the case has moved on meanwhile:
/// whoever moved it derived it or marked it.
pub(in crate::store) fn rewrite(conn: &Connection, before: &Stored, row: &CaseRow) -> Done<bool> {
    let same = same_amounts(&before.row.money, &row.money);
    let amount_rev = if same && before.known { before.amount_rev } else { row.rev.rev };
    if !write_columns(conn, row, amount_rev)? {
        return Ok(false);
    }
    if before.row.name != row.name || before.row.reference != row.reference {
        let sql = "UPDATE case_row SET reference = $2, name = $3, sort_key = $4 WHERE case_id = $1";
        bind::run_exactly(conn, sql, &[&row.case.0, &row.reference, &row.name, &sort_key(&row.name)], 1)?;
    }
    if before.row.money != row.money || !before.known {
        write_money(conn, row)?;
    }
    // A case that never had a dispute has no line of one.
    let made_before = !before.known && before.derived_rev > 0;
    if made_before || before.row.profile.disputes > 0 || row.profile.disputes > 0 {
        disputes::write(conn, row)?;
    }
    Ok(true)
}

fn write_columns(conn: &Connection, row: &CaseRow, amount_rev: i64) -> Done<bool> {
    let callback = row.callback.as_ref();
    let mut packed = Vec::with_capacity(96);
    pack(row, &mut packed);
    let values: [&dyn ToSql; 15] = [
        &row.case.0,
        &row.rev.seq,
        &row.rev.rev,
        &FORMULA,
        &row.as_of.0,
        &row.next_flip.map(|day| day.0),
        &row.merged_into.map(|case| case.0),
        &login_text(row.collector.as_ref()),
        &packed,
        &amount_rev,
        &callback.map(|c| c.at.0),
        &callback.map(|c| c.due_on.0),
        &callback.map(|c| login_text(c.whom.as_ref())),
        &row.to_approve,
        &packed_aged::pack(&row.aged, row.as_of),
    ];
    // None when the case has moved on.
    Ok(bind::run(conn, UPDATE, &values)? == 1)
}

/// One row, found by its case and revision.
const UPDATE: &str =
    "UPDATE case_row SET stale = 0, derived_rev = $3, formula = $4, as_of = $5, next_flip = $6, merged_into = $7,
  collector = $8, packed = $9, amount_rev = $10, callback_at = $11, callback_on = $12, callback_for = $13,
  to_approve = $14, aged = $15
  WHERE case_id = $1 AND seq = $2 AND rev = $3";

fn write_money(conn: &Connection, row: &CaseRow) -> Done<()> {
    // As many as there were currencies.
    bind::run(conn, "DELETE FROM case_money WHERE case_id = $1", &[&row.case.0])?;
    for money in &row.money {
        bind::run_exactly(
            conn,
            "INSERT INTO case_money (case_id, currency, open, overdue, disputed, promised, unallocated, collectable, dues)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            &[
                &row.case.0,
                &money.currency.code(),
                &money.open,
                &money.overdue,
                &money.disputed,
                &money.promised,
                &money.unallocated,
                &money.collectable,
                &dues_text(&money.dues),
            ],
            1,
        )?;
    }
    Ok(())
}

/// The day of an instant in UTC: near enough to refresh a row by when no book's day is at hand.
pub(in crate::store) fn utc_day(at: Instant) -> Day {
    Day::from_date(at.utc().date_naive())
}
