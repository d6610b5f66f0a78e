//! Many files given to other hands in one act, and all of it taken back: written in short holds, so that people work on.
//! What never lives here: which files go to whom (see `domain::hands`), who may (see `domain::rights`).
//! `cli` calls it through `Store`.
//!
//! One act stands in the journal of every file it moved. Interrupted, what was written holds; asked again with the same act,
//! only the rest is written.

use std::collections::{HashMap, HashSet};

use rusqlite::Connection;

use super::bulk::{LoadWatch, Pace};
use super::derived::{self, COLUMNS, Stored};
use super::execute::{entry_instant, keep};
use super::journal::{self, Draft};
use super::{Done, RecordedEntry, Store, StoreError, Stream, bind, people};
use crate::domain::case::{CaseRow, not_in_the_past, note_text};
use crate::domain::codes::Right;
use crate::domain::command::{Command, Record, Refusal, What};
use crate::domain::event::{Event, Who};
use crate::domain::terms::Policy;
use crate::domain::values::{ActId, CaseId, Day, Login, Now};

/// What a change of hands did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct HandsChanged {
    /// Files that changed hands, or were given back.
    pub cases: u64,
    /// Files left alone, and why: the first of them.
    pub refused: Vec<(CaseId, Refusal)>,
    /// … and how many in all.
    pub refused_count: u64,
    /// Somebody asked for an end before all was done.
    pub stopped: bool,
}

/// Refusals told one by one.
const REFUSALS_MAX: usize = 20;

impl Store {
    /// The derived rows of the next cases after a case number, as they stand on `day`.
    pub fn rows_after(&self, after: CaseId, limit: u32, day: Day) -> Done<Vec<CaseRow>> {
        self.read(|conn| {
            let sql = format!("SELECT {COLUMNS} FROM case_row r WHERE r.case_id > $1 ORDER BY r.case_id LIMIT $2");
            let stored = bind::rows(conn, &sql, &[&after.0, &limit], derived::stored_row)?;
            let row = |stored: Stored| match stored.speaks_of(day) {
                true => Ok(CaseRow { as_of: day, ..stored.row }),
                false => derived::row_for(conn, stored.row.case, day),
            };
            stored.into_iter().map(row).collect()
        })
    }

    /// The postcodes of the debtors after a case number, up to another; as the last file told.
    pub fn postcodes(&self, after: CaseId, last: CaseId) -> Done<HashMap<CaseId, String>> {
        let sql = "SELECT d.case_id, d.postcode FROM debtor d JOIN batch b ON b.batch_id = d.batch_id
                   WHERE d.case_id > $1 AND d.case_id <= $2 AND b.state = 'complete' AND d.postcode <> ''
                   ORDER BY d.case_id, d.batch_id";
        let rows = bind::rows(&self.conn, sql, &[&after.0, &last.0], |row| Ok((CaseId(row.get(0)?), row.get(1)?)))?;
        Ok(rows.into_iter().collect())
    }

    /// Gives each case to somebody, all of them as one act, for good or until a day.
    pub fn change_hands(
        &mut self,
        (who, now): (&Who, Now),
        act: ActId,
        moves: &[(CaseId, Login)],
        (until, note): (Option<Day>, &str),
        watch: &mut dyn LoadWatch,
    ) -> Done<HandsChanged> {
        let who = &people::known(&self.conn, who)?;
        who.need(Right::Assign)?;
        not_in_the_past(until, now.today)?;
        let note = note_text(note)?;
        let there = self.written(act)?;
        let todo: Vec<&(CaseId, Login)> = moves.iter().filter(|(case, _)| !there.contains(case)).collect();
        self.in_holds(&todo, watch, |conn, (case, to)| give(conn, (who, now), act, (*case, to), (until, &note)))
    }

    /// Takes an act back in every case it stands in.
    pub fn give_back(
        &mut self,
        (who, now): (&Who, Now),
        policy: &Policy,
        (act, undo): (ActId, ActId),
        watch: &mut dyn LoadWatch,
    ) -> Done<HandsChanged> {
        let who = &people::known(&self.conn, who)?;
        let there = self.written(undo)?;
        let todo: Vec<CaseId> = self.cases_of_act(act)?.into_iter().filter(|case| !there.contains(case)).collect();
        self.in_holds(&todo, watch, |conn, case| {
            let command = Command { act: undo, case: *case, seen: None, what: What::Undo(act) };
            keep(conn, who, now, policy, &command).map(|_| ())
        })
    }

    /// Records one thing on each case, all of them as one act.
    pub fn record_many(
        &mut self,
        (who, now): (&Who, Now),
        policy: &Policy,
        act: ActId,
        (cases, record): (&[CaseId], &Record),
        watch: &mut dyn LoadWatch,
    ) -> Done<HandsChanged> {
        let who = &people::known(&self.conn, who)?;
        let there = self.written(act)?;
        let todo: Vec<CaseId> = cases.iter().filter(|case| !there.contains(case)).copied().collect();
        self.in_holds(&todo, watch, |conn, case| {
            let command = Command { act, case: *case, seen: None, what: What::Record(vec![record.clone()]) };
            keep(conn, who, now, policy, &command).map(|_| ())
        })
    }

    /// True when an act is a change of many hands or one outcome on many cases, or takes one back: it stands in several cases, each for itself.
    pub fn moved_many(&self, act: ActId) -> Done<bool> {
        let entries = journal::of_act(&self.conn, act)?;
        let alone = ["assigned", "contact-recorded"];
        let each_for_itself = |entry: &RecordedEntry| alone.contains(&entry.event.as_str()) || entries.len() > 2;
        Ok(entries.len() > 1 && entries.iter().all(each_for_itself) && self.cases_of_act(act)?.len() == entries.len())
    }

    /// Cases in which an act stands already.
    fn written(&self, act: ActId) -> Done<HashSet<CaseId>> {
        Ok(self.cases_of_act(act)?.into_iter().collect())
    }

    /// Does something for each case, as many in a hold as fit into it. A refusal leaves that case alone and is told.
    fn in_holds<T>(
        &mut self,
        todo: &[T],
        watch: &mut dyn LoadWatch,
        mut work: impl FnMut(&Connection, &T) -> Done<()>,
    ) -> Done<HandsChanged>
    where
        T: CaseOf,
    {
        let (mut done, mut pace, mut at) = (HandsChanged::default(), Pace::default(), 0);
        while at < todo.len() && !done.stopped {
            let held = pace.hold(&self.conn, watch, |until_ms, watch| {
                let mut next = at;
                let mut here = HandsChanged::default();
                while next < todo.len() && (next == at || watch.ms() < until_ms) {
                    match work(&self.conn, &todo[next]) {
                        Ok(()) => here.cases += 1,
                        Err(StoreError::Refused(refusal)) => here.refused.push((todo[next].case(), refusal)),
                        Err(error) => return Err(error),
                    }
                    next += 1;
                }
                Ok((next, here))
            });
            let (next, here) = held.map_err(|error| self.named(error))?;
            at = next;
            done.cases += here.cases;
            done.refused_count += here.refused.len() as u64;
            let room = REFUSALS_MAX - done.refused.len();
            done.refused.extend(here.refused.into_iter().take(room));
            done.stopped = !watch.went(at as u64) && at < todo.len();
        }
        Ok(done)
    }
}

/// What is worked on by case.
trait CaseOf {
    fn case(&self) -> CaseId;
}

impl CaseOf for CaseId {
    fn case(&self) -> CaseId {
        *self
    }
}

impl CaseOf for &(CaseId, Login) {
    fn case(&self) -> CaseId {
        self.0
    }
}

/// One file to other hands.
fn give(
    conn: &Connection,
    (who, now): (&Who, Now),
    act: ActId,
    (case, to): (CaseId, &Login),
    (until, note): (Option<Day>, &str),
) -> Done<()> {
    let stored = derived::read(conn, case)?.ok_or(Refusal::NoSuchCase(case))?;
    if let Some(into) = stored.row.merged_into {
        return Err(Refusal::CaseMerged(into).into());
    }
    who.need_for(Right::Assign, stored.row.collector.as_ref())?;
    let stream = Stream::Case(case);
    let at = entry_instant(now.at, journal::head(conn, &stream)?.recorded_at)?;
    // The lines of its disputes stand beside the row: a case that has any is derived whole.
    let plain = stored.speaks_of(now.today) && stored.row.profile.disputes == 0 && !given_before(conn, case)?;
    let draft = Draft::of(&Event::Assigned { to: to.clone(), until, note: note.to_owned() }, now.today)?;
    let entries = journal::append(conn, &stream, act, who, at, std::slice::from_ref(&draft))?;
    let seq = entries.last().map_or(stored.row.rev.seq, |entry| entry.seq);
    let sql = "UPDATE case_row SET seq = $2, rev = rev + 1 WHERE case_id = $1";
    bind::run_exactly(conn, sql, &[&case.0, &seq], 1)?;
    if !plain {
        return derived::refresh(conn, case, now.today).map(|_| ());
    }
    // All that a first change of hands changes in a row that tells of today: whose it is, and when it comes back.
    let before = derived::read(conn, case)?.ok_or(Refusal::NoSuchCase(case))?;
    let back = until.map(|last| last.plus(1));
    let next_flip = before.row.next_flip.into_iter().chain(back).min();
    let row = CaseRow { collector: Some(to.clone()), next_flip, as_of: now.today, ..before.row.clone() };
    match derived::rewrite(conn, &before, &row)? {
        true => Ok(()),
        false => Err(StoreError::Corrupt(format!("{case} moved on"))),
    }
}

/// True when the case was given to somebody before, or that was taken back: whose it was then decides too.
fn given_before(conn: &Connection, case: CaseId) -> Done<bool> {
    let sql = "SELECT 1 FROM journal WHERE kind = $1 AND stream_id = $2 AND event = 'assigned' LIMIT 1";
    Ok(bind::first(conn, sql, &[&journal::CASE, &case.0], |_| Ok(()))?.is_some())
}
