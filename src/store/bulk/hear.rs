//! What a load keeps beside the ledger: contacts that are nobody's yet, and whose a point is.
//! What never lives here: rows of debtors (see `walk`), reading what waits (see `read::tray`).
//! `bulk` and `verify` call it.

use rusqlite::{Connection, Row};

use crate::domain::heard::{Point, PointKind, Unclaimed};
use crate::domain::values::{BatchId, CaseId};

use super::super::columns::{day, instant, parsed, parsed_or_none};
use super::super::digest::{self, BatchSum};
use super::super::{StoreError, bind, find_keys};
use super::Loader;
use crate::domain::ledger::ContactRow;

/// Rows written between two looks at the clock.
const ROWS_PER_LOOK: usize = 64;

/// Columns of a contact that waits, for [`unclaimed`].
pub(in crate::store) const HEARD: &str = "h.kind, h.point, h.reference, h.called, h.at, h.day, h.channel, h.direction, h.outcome, h.collector, h.shown, h.seconds, h.note, h.thread, h.quoted";

/// Reads [`HEARD`] from column `at` on.
pub(in crate::store) fn unclaimed(row: &Row<'_>, at: usize) -> rusqlite::Result<Unclaimed> {
    let kind: i64 = row.get(at)?;
    let known = PointKind::ALL.iter().copied().find(|one| find_keys::of_point(*one) == kind);
    Ok(Unclaimed {
        point: Point { kind: known.unwrap_or(PointKind::Letter), key: row.get(at + 1)? },
        called: row.get(at + 3)?,
        contact: ContactRow {
            reference: row.get(at + 2)?,
            at: instant(row, at + 4)?,
            day: day(row, at + 5)?,
            channel: parsed(row, at + 6)?,
            direction: parsed(row, at + 7)?,
            outcome: parsed_or_none(row, at + 8)?,
            collector: row.get(at + 9)?,
            point: row.get(at + 10)?,
            seconds: row.get(at + 11)?,
            note: row.get(at + 12)?,
            thread: row.get(at + 13)?,
            quoted: row.get(at + 14)?,
        },
    })
}

impl Loader<'_> {
    /// Keeps contacts that are nobody's yet with this batch; in a dry run none.
    pub fn wait(&mut self, all: &[Unclaimed]) -> Result<(), StoreError> {
        if self.head.dry_run || all.is_empty() {
            return Ok(());
        }
        let (batch, _) = self.batch_and_source()?;
        let mut left = all;
        while !left.is_empty() {
            let conn = self.conn;
            left = self.pace.hold(conn, self.watch, |until_ms, watch| {
                let mut left = left;
                while !left.is_empty() {
                    let (some, rest) = left.split_at(left.len().min(ROWS_PER_LOOK));
                    some.iter().try_for_each(|one| insert(conn, batch, one))?;
                    left = rest;
                    if watch.ms() >= until_ms {
                        break;
                    }
                }
                Ok(left)
            })?;
            self.went(0)?;
        }
        for one in all {
            self.kept.digest.add(&digest::heard(find_keys::of_point(one.point.kind), one));
        }
        Ok(())
    }

    /// Keeps whose a point is from now on; without a case it is nobody's, and what comes from it is left out.
    pub fn learn(&mut self, point: &Point, case: Option<CaseId>) -> Result<(), StoreError> {
        let (batch, _) = self.batch_and_source()?;
        let (kind, case) = (find_keys::of_point(point.kind), case.unwrap_or(CaseId(0)));
        let conn = self.conn;
        self.pace.hold(conn, self.watch, |_, _| {
            let sql = "INSERT INTO point_owner (kind, point, case_id, batch_id) VALUES ($1, $2, $3, $4)";
            bind::run_exactly(conn, sql, &[&kind, &point.key, &case.0, &batch.0], 1)
        })?;
        self.kept.digest.add(&digest::point_owner(kind, &point.key, case));
        Ok(())
    }
}

fn insert(conn: &Connection, batch: BatchId, one: &Unclaimed) -> Result<(), StoreError> {
    let sql =
        "INSERT INTO heard (kind, point, reference, batch_id, called, at, day, channel, direction, outcome, collector,
                   shown, seconds, note, thread, quoted)
               VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
               ON CONFLICT DO NOTHING";
    let row = &one.contact;
    let outcome = row.outcome.map_or("", |outcome| outcome.name());
    let values: [&dyn rusqlite::ToSql; 16] = [
        &find_keys::of_point(one.point.kind),
        &one.point.key,
        &row.reference,
        &batch.0,
        &one.called,
        &row.at.0,
        &row.day.0,
        &row.channel.name(),
        &row.direction.name(),
        &outcome,
        &row.collector,
        &row.point,
        &row.seconds,
        &row.note,
        &row.thread,
        &row.quoted,
    ];
    // none when an interrupted load of the same file wrote it before
    bind::run(conn, sql, &values).map(|_| ())
}

/// Every contact that waits or waited, its batch first.
pub(in crate::store) fn every_heard() -> String {
    format!("SELECT h.batch_id, {HEARD} FROM heard h")
}

/// Every point that somebody said whose it is, for [`owner`].
pub(in crate::store) const EVERY_OWNER: &str = "SELECT batch_id, kind, point, case_id FROM point_owner";

/// Reads [`EVERY_OWNER`]: batch, kind, point, case.
pub(in crate::store) fn owner(row: &Row<'_>) -> rusqlite::Result<(i64, i64, String, CaseId)> {
    Ok((row.get(0)?, row.get(1)?, row.get(2)?, CaseId(row.get(3)?)))
}

/// The digests of what a batch keeps beside the ledger.
pub(super) fn add_digests(conn: &Connection, batch: BatchId, sum: &mut BatchSum) -> Result<(), StoreError> {
    let heard = format!("{} WHERE h.batch_id = $1", every_heard());
    bind::each(conn, &heard, &[&batch.0], |row| {
        let one = unclaimed(row, 1)?;
        sum.add(&digest::heard(find_keys::of_point(one.point.kind), &one));
        Ok(true)
    })?;
    let owners = format!("{EVERY_OWNER} WHERE batch_id = $1");
    bind::each(conn, &owners, &[&batch.0], |row| {
        let (_, kind, point, case) = owner(row)?;
        sum.add(&digest::point_owner(kind, &point, case));
        Ok(true)
    })
}
