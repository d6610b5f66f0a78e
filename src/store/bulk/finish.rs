//! Walking the sorted blocks, the keys to find by, and the last step that makes a batch visible (or undone).
//! What never lives here: comparing and writing rows (see `compare`, `writer`).
//! `bulk` and `batches` call it.

use crate::domain::ledger::LedgerRow;
use crate::domain::values::{BatchId, Money, SourceId};

use super::super::digest;
use super::super::prepared::Prepared;
use super::super::{StoreError, bind};
use super::again::{digest_of_batch, row_digest};
use super::arena::Arena;
use super::codec;
use super::compare::{Compare, Group, Verdicts};
use super::flip::{Flip, mark_and_flip};
use super::held::HeldReader;
use super::writer::{self, Writer};
use super::{CHUNK_ROWS, Change, DUPLICATES_MAX, Duplicate, FileCounts, HOLD_MS, LoadSummary, LoadWatch, Loader};

/// Lines of a file that led to something, one bit each.
#[derive(Debug, Default)]
pub(super) struct Lines(Vec<u64>);

impl Lines {
    fn set(&mut self, line: u64) -> bool {
        let at = usize::try_from(line / 64).unwrap_or(0);
        if self.0.len() <= at {
            self.0.resize(at + 1, 0);
        }
        let bit = 1 << (line % 64);
        let new = self.0[at] & bit == 0;
        self.0[at] |= bit;
        new
    }
}

/// Takes the verdicts of a comparison.
pub(super) struct Notes<'a> {
    pub(super) summary: &'a mut LoadSummary,
    pub(super) lines: &'a mut Lines,
    /// Who is told each change, in a dry run.
    pub(super) told: Option<&'a mut dyn LoadWatch>,
    /// A file of payments: what its sum is of.
    pub(super) payments: bool,
}

impl Verdicts for Notes<'_> {
    fn changed(&mut self, line: u64, new_case: bool, row: &LedgerRow, held: Option<&LedgerRow>) {
        // line 0: rows that no line of the file gave
        if line > 0 && self.lines.set(line) {
            self.summary.accepted += 1;
        }
        match row {
            LedgerRow::Invoice(_, row) if !self.payments => self.summary.totals.add(row.amount),
            LedgerRow::Payment(_, row) if self.payments => self.summary.totals.add(row.amount),
            LedgerRow::Invoice(..) | LedgerRow::Payment(..) | LedgerRow::Debtor(_) | LedgerRow::Contact(..) => {}
        }
        if let Some(told) = &mut self.told {
            told.change(&Change { new_case, row, held });
        }
    }

    fn twice(&mut self, line: u64, row: &LedgerRow) {
        self.summary.duplicate_count += 1;
        if self.summary.duplicates.len() < DUPLICATES_MAX {
            let (_, debtor, key) = codec::key_of(row);
            self.summary.duplicates.push(Duplicate { line, debtor: debtor.to_owned(), key: key.to_owned() });
        }
    }
}

impl Loader<'_> {
    /// Sorts the block, then compares and writes it chunk by chunk.
    pub(super) fn flush(&mut self) -> Result<(), StoreError> {
        if self.arena.len() == 0 {
            return Ok(());
        }
        self.arena.sort();
        let mut arena = std::mem::take(&mut self.arena);
        // nothing is held of a source never seen: its rows need no reading and are made ready ahead
        let done = if self.source.is_none() && !self.head.dry_run { self.walk_new(&arena) } else { self.walk(&arena) };
        arena.clear();
        self.arena = arena;
        done
    }

    fn walk(&mut self, arena: &Arena) -> Result<(), StoreError> {
        let conn = self.conn;
        let mut reader = HeldReader::new(conn, self.batch)?;
        let mut writer = Writer::new(conn)?;
        let mut at = 0;
        let mut last_reference = String::new();
        while at < arena.len() {
            let to = (at + CHUNK_ROWS).min(arena.len());
            let mut groups = self.compare(&mut reader, arena, at..to)?;
            if self.head.dry_run {
                for group in groups.iter().filter(|group| group.case.is_none()) {
                    self.summary.cases += u64::from(group.reference != last_reference);
                    last_reference.clone_from(&group.reference);
                }
            } else if !groups.is_empty() {
                self.write(&mut writer, &mut groups)?;
            }
            self.seen += (to - at) as u64;
            at = to;
            if !self.watch.went(self.seen) {
                return Err(StoreError::Stopped);
            }
        }
        Ok(())
    }

    fn compare(
        &mut self,
        reader: &mut HeldReader<'_>,
        arena: &Arena,
        range: std::ops::Range<usize>,
    ) -> Result<Vec<Group>, StoreError> {
        let mut notes = Notes {
            summary: &mut self.summary,
            lines: &mut self.lines,
            told: if self.head.dry_run { Some(&mut *self.watch) } else { None },
            payments: self.head.kind == "payments",
        };
        let mut compare = Compare {
            reader: Some(reader),
            source: self.source,
            own: self.batch,
            resumed: notes.summary.resumed,
            strict_debtors: self.head.kind == "debtors",
        };
        // one read transaction a chunk: a lock a statement would cost more than the reading
        self.conn.execute_batch("BEGIN")?;
        let groups = compare.chunk(arena, range, &mut notes);
        self.conn.execute_batch("COMMIT")?;
        groups
    }

    pub(super) fn write(&mut self, writer: &mut Writer<'_>, groups: &mut [Group]) -> Result<(), StoreError> {
        let (batch, source) = self.batch_and_source()?;
        let mut at = 0;
        while at < groups.len() {
            let next = writer::hold(writer, batch, source, groups, at, self.watch)?;
            let since_ms = self.watch.ms();
            self.note_written(source, &groups[at..next]);
            writer::rest(self.conn, &mut self.holds, self.watch, since_ms)?;
            at = next;
        }
        if self.finds.is_full() { self.write_finds() } else { Ok(()) }
    }

    /// What has to be remembered of written groups; done while others have the book.
    fn note_written(&mut self, source: SourceId, groups: &[Group]) {
        for group in groups {
            let Some(case) = group.case else { continue };
            self.summary.cases += u64::from(group.opened);
            self.touched.push(case.0);
            for (key, kind) in &group.finds {
                self.key.clear();
                self.key.extend_from_slice(key.as_bytes());
                self.key.extend_from_slice(&[0, u8::try_from(*kind).unwrap_or(0)]);
                self.finds.push(&self.key, u64::try_from(case.0).unwrap_or(0), &[]);
            }
            if let Some((row, _)) = &group.debtor {
                self.digest.add(&digest::debtor(case, source, row));
            }
            for row in &group.rows {
                self.digest.add(&row_digest(case, source, row));
            }
        }
    }

    /// The batch and source of this load, made on the first row that is written.
    fn batch_and_source(&mut self) -> Result<(BatchId, SourceId), StoreError> {
        if let (Some(batch), Some(source)) = (self.batch, self.source) {
            return Ok((batch, source));
        }
        let (conn, head, now) = (self.conn, &self.head, self.now);
        writer::begin(conn)?;
        let made = (|| {
            let source = "INSERT INTO source (name) VALUES ($1) ON CONFLICT (name) DO UPDATE SET name = excluded.name
                          RETURNING source_id";
            let source: Option<i64> = bind::first(conn, source, &[&head.source], |row| row.get(0))?;
            let source = source.ok_or_else(|| StoreError::Corrupt("no source".into()))?;
            let sql =
                "INSERT INTO batch (source_id, kind, file, sha256, mapping, who, os_user, day, recorded_at, state,
                           row_count, accepted, unchanged, rejected, settled_by_absence, totals, digest)
                       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, 'loading', 0, 0, 0, 0, 0, '[]', $10)
                       RETURNING batch_id";
            let zero = [0u8; 32];
            let values: [&dyn rusqlite::ToSql; 10] = [
                &source,
                &head.kind,
                &head.file,
                &head.sha256.as_slice(),
                &head.mapping,
                &head.who.login.0,
                &head.who.os_user,
                &now.today.0,
                &now.at.0,
                &zero.as_slice(),
            ];
            let batch: Option<i64> = bind::first(conn, sql, &values, |row| row.get(0))?;
            Ok((BatchId(batch.ok_or_else(|| StoreError::Corrupt("no batch".into()))?), SourceId(source)))
        })();
        let (batch, source) = writer::end(conn, made)?;
        (self.batch, self.source, self.summary.batch) = (Some(batch), Some(source), Some(batch));
        Ok((batch, source))
    }

    /// Writes the keys to find by, in order of key.
    pub(super) fn write_finds(&mut self) -> Result<(), StoreError> {
        self.finds.sort();
        let mut insert = Prepared::new(self.conn, writer::FIND_KEY, 3)?;
        let mut at = 0;
        while at < self.finds.len() {
            writer::begin(self.conn)?;
            let since = self.watch.ms();
            let mut hold = || {
                let mut next = at;
                while next < self.finds.len() {
                    let packed = self.finds.get(next);
                    let (key, kind) = packed.key.split_at(packed.key.len() - 2);
                    let key = std::str::from_utf8(key).map_err(|_| StoreError::Corrupt("packed find key".into()))?;
                    insert.run(&[&key, &i64::from(kind[1]), &i64::try_from(packed.line).unwrap_or(0)])?;
                    next += 1;
                    if next % 256 == 0 && self.watch.ms().saturating_sub(since) >= HOLD_MS {
                        break;
                    }
                }
                Ok(next)
            };
            let done = hold();
            at = writer::end(self.conn, done)?;
            let since_ms = self.watch.ms();
            writer::rest(self.conn, &mut self.holds, self.watch, since_ms)?;
        }
        self.finds.clear();
        Ok(())
    }

    /// Makes the batch visible, with its figures.
    pub(super) fn complete(&mut self, counts: FileCounts) -> Result<(), StoreError> {
        let summary = &mut self.summary;
        let said = counts.rejected + summary.duplicate_count + summary.accepted;
        summary.unchanged = counts.rows.saturating_sub(said);
        let Some(batch) = self.batch else { return Ok(()) };
        if summary.resumed {
            self.digest = digest_of_batch(self.conn, batch)?;
        }
        let totals: Vec<Money> = summary.totals.iter().collect();
        let totals = serde_json::to_string(&totals).map_err(|error| StoreError::Corrupt(error.to_string()))?;
        let flip = Flip::Complete {
            now: self.now,
            counts,
            accepted: summary.accepted,
            unchanged: summary.unchanged,
            rejected: counts.rejected + summary.duplicate_count,
            totals,
            digest: self.digest.bytes(),
        };
        mark_and_flip(self.conn, batch, &mut self.touched, &flip, self.watch)
    }
}
