//! The derived rows: `case_row` and `case_money`, written after every derivation, read by lists and by the night.
//! What never lives here: the formula (see `domain::case::derive`).
//! `execute`, `lease`, `night` and `verify` call it.

use rusqlite::{Connection, Row, ToSql};

use super::columns::{
    calls, calls_text, day, day_or_none, dues, dues_text, instant, login_or_none, login_text, parsed, parsed_or_none,
};
use super::{Done, Store, bind, disputes, facts};
use crate::domain::case::row::{CaseMoney, FORMULA_VERSION, NextCallback};
use crate::domain::case::state::Profile;
use crate::domain::case::{CaseRow, derive};
use crate::domain::command::{Refusal, Rev};
use crate::domain::values::{CaseId, Day, EntryId, Instant, Tag};

/// A stored row with what the store alone knows about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::store) struct Stored {
    /// The row as last derived; its `rev` is the case's present one.
    pub(in crate::store) row: CaseRow,
    /// Its ledger changed since it was derived, or it was never derived.
    pub(in crate::store) stale: bool,
    /// Version of the formula that made it.
    pub(in crate::store) formula: i64,
    /// `rev` at which it was derived.
    pub(in crate::store) derived_rev: i64,
    /// `rev` since which its amounts are what they are.
    pub(in crate::store) amount_rev: i64,
}

impl Stored {
    /// True when the row tells of `day` without deriving it again.
    pub(in crate::store) fn speaks_of(&self, day: Day) -> bool {
        !self.stale
            && self.formula == FORMULA_VERSION
            && self.row.as_of <= day
            && self.row.next_flip.is_none_or(|flip| flip > day)
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
    Ok(CaseRow::from(&derive(&facts::load(conn, case, facts::NOW)?, as_of)))
}

/// Derives a case afresh for a day and writes its row.
pub(in crate::store) fn refresh(conn: &Connection, case: CaseId, as_of: Day) -> Done<CaseRow> {
    let row = CaseRow::from(&derive(&facts::load(conn, case, facts::NOW)?, as_of));
    write(conn, &row)?;
    Ok(row)
}

/// Columns of `case_row` for [`stored_row`], of a table called `r`.
pub(in crate::store) const COLUMNS: &str = "r.case_id, r.seq, r.rev, r.stale, r.formula, r.as_of, r.next_flip, r.merged_into, \
    r.reference, r.name, r.collector, r.overdue_items, r.oldest_due, r.next_due, r.callback_id, r.callback_at, r.callback_on, \
    r.callback_for, r.promise_due_on, r.promise_ends_on, r.dispute_due_on, r.held_until, r.held_whole, r.paid_count, \
    r.late_count, r.late_days_sum, r.last_late_days, r.kept, r.broken, r.disputes, r.contacts, r.attempts_since_talk, \
    r.last_contact_on, r.last_outcome, r.last_talk_on, r.last_paid_on, r.broken_on, r.never_worked, r.next_action, r.next_on, \
    r.derived_rev, r.amount_rev, r.calls, r.mark, r.mark_until, r.last_channel, r.last_dispute_on, r.segment, r.country";

/// Reads [`COLUMNS`]; the money and the disputes are left empty.
pub(in crate::store) fn stored_row(row: &Row<'_>) -> rusqlite::Result<Stored> {
    Ok(Stored {
        stale: row.get::<_, i64>(3)? != 0,
        formula: row.get(4)?,
        derived_rev: row.get(40)?,
        amount_rev: row.get(41)?,
        row: CaseRow {
            case: CaseId(row.get(0)?),
            rev: Rev { seq: row.get(1)?, rev: row.get(2)? },
            as_of: day(row, 5)?,
            next_flip: day_or_none(row, 6)?,
            merged_into: row.get::<_, Option<i64>>(7)?.map(CaseId),
            reference: row.get(8)?,
            name: row.get(9)?,
            collector: login_or_none(row, 10)?,
            money: vec![],
            overdue_items: row.get(11)?,
            oldest_due: day_or_none(row, 12)?,
            next_due: day_or_none(row, 13)?,
            callback: callback(row)?,
            promise_due_on: day_or_none(row, 18)?,
            promise_ends_on: day_or_none(row, 19)?,
            dispute_due_on: day_or_none(row, 20)?,
            disputes: vec![],
            mark: parsed_or_none(row, 43)?.zip(day_or_none(row, 44)?),
            held_until: day_or_none(row, 21)?,
            held_whole: row.get::<_, i64>(22)? != 0,
            profile: profile(row)?,
            next_action: parsed(row, 38)?,
            next_on: day_or_none(row, 39)?,
        },
    })
}

fn callback(row: &Row<'_>) -> rusqlite::Result<Option<NextCallback>> {
    let Some(id) = parsed_or_none::<EntryId>(row, 14)? else { return Ok(None) };
    Ok(Some(NextCallback { id, at: instant(row, 15)?, due_on: day(row, 16)?, whom: login_or_none(row, 17)? }))
}

fn profile(row: &Row<'_>) -> rusqlite::Result<Profile> {
    Ok(Profile {
        paid_count: row.get(23)?,
        late_count: row.get(24)?,
        late_days_sum: row.get(25)?,
        last_late_days: row.get(26)?,
        kept: row.get(27)?,
        broken: row.get(28)?,
        disputes: row.get(29)?,
        contacts: row.get(30)?,
        attempts_since_talk: row.get(31)?,
        last_contact_on: day_or_none(row, 32)?,
        last_outcome: parsed_or_none(row, 33)?,
        last_talk_on: day_or_none(row, 34)?,
        calls: calls(row, 42)?,
        last_paid_on: day_or_none(row, 35)?,
        broken_on: day_or_none(row, 36)?,
        never_worked: row.get::<_, i64>(37)? != 0,
        last_channel: parsed_or_none(row, 45)?,
        last_dispute_on: day_or_none(row, 46)?,
        segment: row.get(47).map(Tag::from_number)?,
        country: row.get(48).map(Tag::from_number)?,
    })
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

/// The stored sums of a case, by currency.
pub(in crate::store) fn money_of(conn: &Connection, case: CaseId) -> Done<Vec<CaseMoney>> {
    let sql = format!("SELECT {MONEY} FROM case_money WHERE case_id = $1 ORDER BY currency");
    bind::rows(conn, &sql, &[&case.0], |row| money_row(row, 0))
}

/// The stored row of a case with its money.
pub(in crate::store) fn read(conn: &Connection, case: CaseId) -> Done<Option<Stored>> {
    let sql = format!("SELECT {COLUMNS} FROM case_row r WHERE r.case_id = $1");
    let Some(mut stored) = bind::first(conn, &sql, &[&case.0], stored_row)? else { return Ok(None) };
    stored.row.money = money_of(conn, case)?;
    Ok(Some(stored))
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
    let same = same_amounts(&before.row.money, &row.money);
    let amount_rev = if same && before.formula != 0 { before.amount_rev } else { row.rev.rev };
    write_columns(conn, row, amount_rev)?;
    if before.row.money != row.money {
        write_money(conn, row)?;
    }
    // A case that never had a dispute has no line of one.
    if before.row.profile.disputes > 0 || row.profile.disputes > 0 {
        disputes::write(conn, row)?;
    }
    Ok(())
}

fn write_columns(conn: &Connection, row: &CaseRow, amount_rev: i64) -> Done<()> {
    let profile = &row.profile;
    let callback = row.callback.as_ref();
    let days = |day: Option<Day>| day.map(|day| day.0);
    let callback_id = callback.map(|c| c.id.to_string());
    let (callback_at, callback_on) = (callback.map(|c| c.at.0), callback.map(|c| c.due_on.0));
    let callback_for = callback.map(|c| login_text(c.whom.as_ref()));
    let (merged, outcome) = (row.merged_into.map(|case| case.0), profile.last_outcome.map(|outcome| outcome.name()));
    let (flip, oldest, next_due) = (days(row.next_flip), days(row.oldest_due), days(row.next_due));
    let (promise_due, promise_ends) = (days(row.promise_due_on), days(row.promise_ends_on));
    let (dispute_due, held, next_on) = (days(row.dispute_due_on), days(row.held_until), days(row.next_on));
    let (last_contact, last_talk) = (days(profile.last_contact_on), days(profile.last_talk_on));
    let (last_paid, broken_on) = (days(profile.last_paid_on), days(profile.broken_on));
    let (sort_key, calls_kept) = (crate::domain::values::text::sort_key(&row.name), calls_text(&profile.calls));
    let (mark, mark_until) = (row.mark.map_or("", |(mark, _)| mark.name()), days(row.mark.map(|(_, until)| until)));
    let (channel, last_dispute) = (profile.last_channel.map(|c| c.name()), days(profile.last_dispute_on));
    let values: [&dyn ToSql; 49] = [
        &row.case.0,
        &row.rev.seq,
        &row.rev.rev,
        &FORMULA_VERSION,
        &row.as_of.0,
        &flip,
        &merged,
        &row.reference,
        &row.name,
        &sort_key,
        &login_text(row.collector.as_ref()),
        &row.overdue_items,
        &oldest,
        &next_due,
        &callback_id,
        &callback_at,
        &callback_on,
        &callback_for,
        &promise_due,
        &promise_ends,
        &dispute_due,
        &held,
        &row.held_whole,
        &profile.paid_count,
        &profile.late_count,
        &profile.late_days_sum,
        &profile.last_late_days,
        &profile.kept,
        &profile.broken,
        &profile.disputes,
        &profile.contacts,
        &profile.attempts_since_talk,
        &last_contact,
        &outcome,
        &last_talk,
        &last_paid,
        &broken_on,
        &profile.never_worked,
        &row.next_action.name(),
        &next_on,
        &amount_rev,
        &0_i64,
        &calls_kept,
        &mark,
        &mark_until,
        &channel,
        &last_dispute,
        &profile.segment.number(),
        &profile.country.number(),
    ];
    bind::run_exactly(conn, UPDATE, &values, 1)
}

/// One row, found by its case.
const UPDATE: &str =
    "UPDATE case_row SET seq = $2, rev = $3, derived_rev = $3, formula = $4, as_of = $5, next_flip = $6,
  merged_into = $7, reference = $8, name = $9, sort_key = $10, collector = $11, overdue_items = $12, oldest_due = $13,
  next_due = $14, callback_id = $15, callback_at = $16, callback_on = $17, callback_for = $18, promise_due_on = $19,
  promise_ends_on = $20, dispute_due_on = $21, held_until = $22, held_whole = $23, paid_count = $24, late_count = $25,
  late_days_sum = $26, last_late_days = $27, kept = $28, broken = $29, disputes = $30, contacts = $31,
  attempts_since_talk = $32, last_contact_on = $33, last_outcome = $34, last_talk_on = $35, last_paid_on = $36,
  broken_on = $37, never_worked = $38, next_action = $39, next_on = $40, amount_rev = $41, stale = $42, calls = $43, mark = $44,
  mark_until = $45, last_channel = $46, last_dispute_on = $47, segment = $48, country = $49
  WHERE case_id = $1";

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
