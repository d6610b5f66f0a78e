//! What the close of a day reads and writes: the whole book in slices, and a new generation, invisible until it is whole.
//! What never lives here: who is called first (see `ranking`), the course of the close (see `day`).
//! `day` calls it, and nothing else.
//!
//! Nothing holds the book for longer than one slice of writing: the caller pauses between slices.

use std::collections::BTreeMap;

use rusqlite::Connection;

use super::columns::{factors_text, login_or_none, login_text, parsed};
use super::{Done, Store, bind, derived, facts, journal, queue};
use crate::domain::case::row::FORMULA_VERSION;
use crate::domain::case::{CaseRow, derive};
use crate::domain::codes::{Band, Because, Change, Exclusion};
use crate::domain::command::Rev;
use crate::domain::queue::{Generation, Placed};
use crate::domain::values::{CaseId, Day, Login};

/// Case numbers looked at in one slice of reading.
pub const SLICE_CASES: i64 = 2_048;
/// Derived rows written while the book is held: 20 ms of work at most, so that nobody who records waits longer.
pub const SLICE_ROWS: usize = 512;
/// Lines of a list written or dropped while the book is held; one is a quarter of the work of a derived row.
pub const PLACE_ROWS: usize = 2_048;
/// Days whose list is always kept, whatever its length: the newest, one to compare with, one for whoever still looks at it.
pub const DAYS_KEPT: i64 = 3;
/// Days whose list is kept in a book of usual size, so that any line of the last month can be looked at again.
pub const DAYS_KEPT_MAX: i64 = 31;
/// … as long as the kept lists together have no more lines than this (about 40 MB).
pub const LINES_KEPT_MAX: i64 = 200_000;

/// A slice of the book, brought to the day asked.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Slice {
    /// The last case number it covers; ask for the next slice after it.
    pub last: CaseId,
    /// Cases in it.
    pub cases: u64,
    /// The rows of cases that may have something to do: overdue, called back, held or merged, by case number.
    /// Of all others nothing is overdue.
    pub rows: Vec<CaseRow>,
    /// Cases with promises whose rows were derived afresh on the way.
    pub promised: Vec<CaseId>,
}

/// What the list before said of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Earlier {
    /// The case.
    pub case: CaseId,
    /// Whose list it stood in.
    pub collector: Option<Login>,
    /// Place in everybody's list, from 1.
    pub rank: u32,
    /// Band.
    pub band: Band,
    /// Score.
    pub score: i32,
    /// Value in the reporting currency, minor units.
    pub value_minor: i64,
    /// What it was made from.
    pub rev: Rev,
}

/// A case's place in the finished order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RankRow<'a> {
    /// Place in everybody's list, from 1.
    pub rank: u32,
    /// The case.
    pub case: CaseId,
    /// Whose list.
    pub collector: Option<&'a Login>,
    /// How it moved.
    pub change: Change,
    /// Why.
    pub because: Because,
}

/// Cases that may have something to do on `$3`, or whose row does not tell of that day.
const BUSY: &str =
    "(r.oldest_due IS NOT NULL OR r.callback_on IS NOT NULL OR r.held_until IS NOT NULL OR r.merged_into IS NOT NULL
     OR r.stale = 1 OR r.next_flip <= $3 OR r.as_of > $3 OR r.formula <> $4)";

/// Reading the book.
impl Store {
    /// Cases in the book, merged ones too, and the highest case number.
    pub fn night_size(&self) -> Done<(u64, CaseId)> {
        let sql = "SELECT count(*), COALESCE(max(case_id), 0) FROM case_row";
        let found = bind::first(&self.conn, sql, &[], |row| Ok((row.get::<_, u32>(0)?, CaseId(row.get(1)?))))?;
        Ok(found.map_or((0, CaseId(0)), |(cases, last)| (u64::from(cases), last)))
    }

    /// The next slice after a case number, brought to `day`: rows that are stale or that the calendar has changed are
    /// derived afresh and kept, [`SLICE_ROWS`] at a time with `pause` between. `None` after the last case.
    pub fn night_slice(&mut self, after: CaseId, day: Day, pause: &mut dyn FnMut()) -> Done<Option<Slice>> {
        let Some((last, cases)) = slice_end(&self.conn, after)? else { return Ok(None) };
        let mut stored = busy_rows(&self.conn, after, last, day)?;
        let mut promised = Vec::new();
        let mut fresh = Vec::new();
        for row in stored.iter_mut().filter(|stored| !stored.speaks_of(day)) {
            let state = self.read(|conn| Ok(derive(&facts::load(conn, row.row.case, facts::NOW)?, day)))?;
            row.row = CaseRow::from(&state);
            if !state.promises.is_empty() {
                promised.push(state.case);
            }
            fresh.push(row.row.clone());
        }
        for rows in fresh.chunks(SLICE_ROWS) {
            self.write(|conn| rows.iter().try_for_each(|row| keep(conn, row)))?;
            pause();
        }
        let rows = stored.into_iter().map(|stored| CaseRow { as_of: day, ..stored.row }).filter(is_busy).collect();
        Ok(Some(Slice { last, cases, rows, promised }))
    }

    /// Streams of cases with entries that no seal covers yet.
    pub fn night_unsealed(&self) -> Done<Vec<CaseId>> {
        let sql = "SELECT stream_id FROM unsealed WHERE kind = $1 ORDER BY stream_id";
        bind::rows(&self.conn, sql, &[&journal::CASE], |row| row.get(0).map(CaseId))
    }

    /// A text that is another one when facts have come since: entries of the journal, batches, another formula.
    pub fn night_marks(&self) -> Done<String> {
        let number = |sql: &str| -> Done<i64> { Ok(bind::first(&self.conn, sql, &[], |row| row.get(0))?.unwrap_or(0)) };
        let entries = number("SELECT COALESCE(CAST(SUM(seq) AS INTEGER), 0) FROM stream_head")?;
        let batches = number("SELECT count(*) FROM batch WHERE state = 'complete'")?;
        let newest = number("SELECT COALESCE(max(batch_id), 0) FROM batch WHERE state <> 'loading'")?;
        Ok(format!("entries={entries} batches={batches} newest={newest} formula={FORMULA_VERSION}"))
    }

    /// True when no row waits to be derived for `day`.
    pub fn night_settled(&self, day: Day) -> Done<bool> {
        let stale = bind::first(&self.conn, "SELECT 1 FROM case_row WHERE stale = 1 LIMIT 1", &[], |_| Ok(()))?;
        let flips = "SELECT 1 FROM case_row WHERE next_flip <= $1 LIMIT 1";
        Ok(stale.is_none() && bind::first(&self.conn, flips, &[&day.0], |_| Ok(()))?.is_none())
    }

    /// Cases that a generation left out, by rule; those of which nothing was overdue have no line and are not in it.
    pub fn night_excluded(&self, generation: i64) -> Done<BTreeMap<Exclusion, u64>> {
        let sql = "SELECT reason, count(*) FROM queue_excluded WHERE generation = $1 GROUP BY reason";
        let all =
            bind::rows(&self.conn, sql, &[&generation], |row| Ok((parsed(row, 0)?, row.get::<_, u32>(1)?.into())))?;
        Ok(all.into_iter().collect())
    }

    /// What a generation said of every case in its list, by case number.
    pub fn night_earlier(&self, generation: i64) -> Done<Vec<Earlier>> {
        let sql =
            "SELECT case_id, band, score, value, seq, rev FROM queue_entry WHERE generation = $1 ORDER BY case_id";
        let mut all = bind::rows(&self.conn, sql, &[&generation], |row| {
            Ok(Earlier {
                case: CaseId(row.get(0)?),
                collector: None,
                rank: 0,
                band: parsed(row, 1)?,
                score: row.get(2)?,
                value_minor: row.get(3)?,
                rev: Rev { seq: row.get(4)?, rev: row.get(5)? },
            })
        })?;
        let sql = "SELECT case_id, collector, rank FROM queue_rank WHERE generation = $1";
        bind::each(&self.conn, sql, &[&generation], |row| {
            let case = CaseId(row.get(0)?);
            if let Ok(place) = all.binary_search_by_key(&case, |line| line.case) {
                all[place].collector = login_or_none(row, 1)?;
                all[place].rank = row.get(2)?;
            }
            Ok(true)
        })?;
        Ok(all)
    }

    /// The cases a generation left out with their rule, by case number.
    pub fn night_left_out(&self, generation: i64) -> Done<Vec<(CaseId, Exclusion)>> {
        let sql = "SELECT case_id, reason FROM queue_excluded WHERE generation = $1 ORDER BY case_id";
        bind::rows(&self.conn, sql, &[&generation], |row| Ok((CaseId(row.get(0)?), parsed(row, 1)?)))
    }
}

/// Writing a generation.
impl Store {
    /// Begins a generation that nobody sees yet; what an interrupted close left behind is dropped first.
    pub fn night_begin(&mut self, generation: &Generation, closed: Day, pause: &mut dyn FnMut()) -> Done<i64> {
        while self.drop_slice("state = 'building'", &[])? {
            pause();
        }
        self.write(|conn| {
            let last = "SELECT COALESCE(max(generation), 0) FROM generation";
            let number = bind::first(conn, last, &[], |row| row.get::<_, i64>(0))?.unwrap_or(0) + 1;
            bind::run_exactly(
                conn,
                "INSERT INTO generation (generation, day, closed_day, planned_at, card, versions, state, queued, excluded)
                 VALUES ($1, $2, $3, $4, $5, '', 'building', 0, 0)",
                &[&number, &generation.day.0, &closed.0, &generation.planned_at.0, &generation.card],
                1,
            )?;
            Ok(number)
        })
    }

    /// Adds a slice of placed cases, by case number. A case of which nothing is overdue needs no line.
    pub fn night_places(&mut self, generation: i64, placed: &[(Placed, Rev)]) -> Done<()> {
        self.write(|conn| {
            let (mut reasons, mut factors) = (String::new(), String::new());
            for (placed, rev) in placed {
                match placed {
                    Placed::Queued(line) => {
                        queue::reasons_text(&line.reasons, &mut reasons);
                        factors_text(&line.factors, &mut factors);
                        bind::run_exactly(
                            conn,
                            "INSERT INTO queue_entry (generation, case_id, band, score, probability, value, action, call_at, reasons, seq, rev, factors)
                             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
                            &[
                                &generation,
                                &line.case.0,
                                &line.band.name(),
                                &line.score,
                                &line.probability_ppm,
                                &line.value_minor,
                                &line.action.name(),
                                &line.call_at.map(|at| at.0),
                                &reasons,
                                &rev.seq,
                                &rev.rev,
                                &factors,
                            ],
                            1,
                        )?;
                    }
                    Placed::Excluded { case, collector, reason, until } => bind::run_exactly(
                        conn,
                        "INSERT INTO queue_excluded (generation, case_id, collector, reason, until) VALUES ($1, $2, $3, $4, $5)",
                        &[&generation, &case.0, &login_text(collector.as_ref()), &reason.name(), &until.0],
                        1,
                    )?,
                }
            }
            Ok(())
        })
    }

    /// Adds a slice of the finished order.
    pub fn night_ranks(&mut self, generation: i64, ranks: &[RankRow<'_>]) -> Done<()> {
        self.write(|conn| {
            ranks.iter().try_for_each(|line| {
                bind::run_exactly(
                    conn,
                    "INSERT INTO queue_rank (generation, rank, case_id, collector, change, because) VALUES ($1, $2, $3, $4, $5, $6)",
                    &[
                        &generation,
                        &line.rank,
                        &line.case.0,
                        &login_text(line.collector),
                        &line.change.name(),
                        &line.because.name(),
                    ],
                    1,
                )
            })
        })
    }

    /// Switches to a generation in one step.
    pub fn night_switch(&mut self, generation: i64, queued: u32, excluded: u32, versions: &str) -> Done<()> {
        self.write(|conn| {
            bind::run_exactly(
                conn,
                "UPDATE generation SET state = 'live', queued = $2, excluded = $3, versions = $4
                 WHERE generation = $1 AND state = 'building'",
                &[&generation, &queued, &excluded, &versions],
                1,
            )
        })
    }

    /// Drops a slice of the generations that nobody needs any more; true while there is more. Kept are the newest one and
    /// the one before it, and the newest of each of the last days: [`DAYS_KEPT`] always, [`DAYS_KEPT_MAX`] while they are short.
    pub fn night_drop_old(&mut self, newest: i64) -> Done<bool> {
        self.drop_slice(
            "generation < $1 - 1 AND generation NOT IN
               (WITH newest AS (SELECT max(generation) AS number, day FROM generation WHERE state = 'live' GROUP BY day),
                     placed AS (SELECT n.number, row_number() OVER (ORDER BY n.day DESC) AS place,
                                       CAST(SUM(g.queued + g.excluded) OVER (ORDER BY n.day DESC) AS INTEGER) AS lines
                                FROM newest n JOIN generation g ON g.generation = n.number)
                SELECT number FROM placed WHERE place <= $2 OR (place <= $3 AND lines <= $4))",
            &[&newest, &DAYS_KEPT, &DAYS_KEPT_MAX, &LINES_KEPT_MAX],
        )
    }

    /// Drops up to [`PLACE_ROWS`] rows of the oldest generation of a kind; true while there is more.
    fn drop_slice(&mut self, which: &str, values: &[&dyn rusqlite::ToSql]) -> Done<bool> {
        let oldest = format!("SELECT generation FROM generation WHERE {which} ORDER BY generation LIMIT 1");
        let Some(generation) = bind::first(&self.conn, &oldest, values, |row| row.get::<_, i64>(0))? else {
            return Ok(false);
        };
        let limit = i64::try_from(PLACE_ROWS).unwrap_or(i64::MAX);
        self.write(|conn| {
            for (table, key) in [("queue_rank", "rank"), ("queue_entry", "case_id"), ("queue_excluded", "case_id")] {
                let bound = format!(
                    "SELECT max({key}), count(*) FROM
                       (SELECT {key} FROM {table} WHERE generation = $1 ORDER BY {key} LIMIT $2)"
                );
                let ends = bind::first(conn, &bound, &[&generation, &limit], |row| {
                    Ok((row.get::<_, Option<i64>>(0)?, row.get::<_, u32>(1)?))
                })?;
                if let Some((Some(end), rows)) = ends {
                    let sql = format!("DELETE FROM {table} WHERE generation = $1 AND {key} <= $2");
                    let rows = usize::try_from(rows).unwrap_or(usize::MAX);
                    return bind::run_exactly(conn, &sql, &[&generation, &end], rows);
                }
            }
            bind::run_exactly(conn, "DELETE FROM generation WHERE generation = $1", &[&generation], 1)
        })?;
        Ok(true)
    }

    /// Cases with an overdue undisputed amount that a generation neither lists nor leaves out: there must be none.
    /// Counted from the sums alone; shares nothing with the gate.
    pub fn night_orphans(&self, generation: i64) -> Done<u64> {
        let sql = "SELECT count(DISTINCT m.case_id) FROM case_money m JOIN case_row r ON r.case_id = m.case_id
             WHERE m.overdue > 0 AND m.overdue > m.disputed AND r.merged_into IS NULL
               AND NOT EXISTS (SELECT 1 FROM queue_entry e WHERE e.generation = $1 AND e.case_id = m.case_id)
               AND NOT EXISTS (SELECT 1 FROM queue_excluded x WHERE x.generation = $1 AND x.case_id = m.case_id)";
        Ok(bind::first(&self.conn, sql, &[&generation], |row| row.get::<_, u32>(0))?.unwrap_or(0).into())
    }
}

/// The last case number of the slice after one, and how many cases it holds.
fn slice_end(conn: &Connection, after: CaseId) -> Done<Option<(CaseId, u64)>> {
    let sql = "SELECT COALESCE(max(case_id), 0), count(*) FROM
         (SELECT case_id FROM case_row WHERE case_id > $1 ORDER BY case_id LIMIT $2)";
    let found =
        bind::first(conn, sql, &[&after.0, &SLICE_CASES], |row| Ok((CaseId(row.get(0)?), row.get::<_, u32>(1)?)))?;
    Ok(found.filter(|(_, cases)| *cases > 0).map(|(last, cases)| (last, u64::from(cases))))
}

/// The rows of a slice that are [`BUSY`], with their money.
fn busy_rows(conn: &Connection, after: CaseId, last: CaseId, day: Day) -> Done<Vec<derived::Stored>> {
    let columns = derived::COLUMNS;
    let sql = format!(
        "SELECT {columns} FROM case_row r WHERE r.case_id > $1 AND r.case_id <= $2 AND {BUSY} ORDER BY r.case_id"
    );
    let mut rows = bind::rows(conn, &sql, &[&after.0, &last.0, &day.0, &FORMULA_VERSION], derived::stored_row)?;
    let money = derived::MONEY;
    let sql = format!(
        "SELECT case_id, {money} FROM case_money WHERE case_id > $1 AND case_id <= $2 ORDER BY case_id, currency"
    );
    let mut place = 0;
    bind::each(conn, &sql, &[&after.0, &last.0], |row| {
        let case = CaseId(row.get(0)?);
        while rows.get(place).is_some_and(|stored| stored.row.case < case) {
            place += 1;
        }
        if let Some(stored) = rows.get_mut(place).filter(|stored| stored.row.case == case) {
            stored.row.money.push(derived::money_row(row, 1)?);
        }
        Ok(true)
    })?;
    Ok(rows)
}

/// Keeps a row derived outside the lock, unless the case has moved on meanwhile: whoever moved it derived it.
fn keep(conn: &Connection, row: &CaseRow) -> Done<()> {
    let sql = "SELECT seq, rev FROM case_row WHERE case_id = $1";
    let now = bind::first(conn, sql, &[&row.case.0], |found| Ok(Rev { seq: found.get(0)?, rev: found.get(1)? }))?;
    if now == Some(row.rev) { derived::write(conn, row) } else { Ok(()) }
}

/// The same question as [`BUSY`], of a row just derived.
fn is_busy(row: &CaseRow) -> bool {
    row.oldest_due.is_some() || row.callback.is_some() || row.held_until.is_some() || row.merged_into.is_some()
}
