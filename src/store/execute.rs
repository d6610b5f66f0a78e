//! The first door: one command of a person, decided by the domain, journaled and derived in one transaction.
//! What never lives here: a rule of the trade.
//! `cli` and `runtime` call it through `Store::execute`.

use rusqlite::Connection;

use super::derived::{self, Stored};
use super::journal::{self, Draft};
use super::{Done, Recorded, RecordedEntry, Store, StoreError, Stream, bank, bind, facts, people, points};
use crate::domain::case::{CaseRow, Decision, Facts, decide, derive, second_case};
use crate::domain::command::{Command, Refusal, Rev};
use crate::domain::event::{Event, Who};
use crate::domain::terms::Policy;
use crate::domain::values::{ActId, CaseId, Instant, Login, Now};

/// A clock may be this far behind the last entry (two machines never agree to the second); the entry then takes the
/// last one's instant. Further back, somebody set the clock wrong, and saying so beats writing a day that is not true.
pub const CLOCK_BACK_MS_MAX: i64 = 60 * 60 * 1000;

impl Store {
    /// Carries out one command in one transaction: load the case, decide, journal, derive, commit.
    /// The same act sent again returns what it returned the first time.
    pub fn execute(&mut self, who: &Who, now: Now, policy: &Policy, command: &Command) -> Done<Recorded> {
        self.write(|conn| carry_out(conn, who, now, policy, command))
    }

    /// True when an act is in the journal: the draft it came from is done with.
    pub fn has_act(&self, act: ActId) -> Done<bool> {
        let sql = "SELECT act_index FROM journal WHERE act = $1 LIMIT 1";
        Ok(bind::first(&self.conn, sql, &[&act.0], |_| Ok(()))?.is_some())
    }

    /// The cases in whose journals an act stands; none when there is no such act.
    pub fn cases_of_act(&self, act: ActId) -> Done<Vec<CaseId>> {
        let cases = journal::of_act(&self.conn, act)?.into_iter().filter_map(|entry| match entry.stream {
            Stream::Case(case) => Some(case),
            Stream::Person(_) | Stream::Book => None,
        });
        let mut cases: Vec<CaseId> = cases.collect();
        cases.sort_unstable();
        cases.dedup();
        Ok(cases)
    }
}

fn carry_out(conn: &Connection, who: &Who, now: Now, policy: &Policy, command: &Command) -> Done<Recorded> {
    let before = journal::of_act(conn, command.act)?;
    if !before.is_empty() {
        let row = derived::row_for(conn, command.case, now.today)?;
        return Ok(recorded(command, before, &row));
    }
    let who = people::known(conn, who)?;
    let (entries, row) = keep(conn, &who, now, policy, command)?;
    Ok(recorded(command, entries, &row))
}

/// Decides and journals one command, whether or not its act stands somewhere already.
pub(in crate::store) fn keep(
    conn: &Connection,
    who: &Who,
    now: Now,
    policy: &Policy,
    command: &Command,
) -> Done<(Vec<RecordedEntry>, CaseRow)> {
    let facts = facts::on(conn, command.case, now.today)?;
    if let Some(seen) = command.seen {
        refuse_stale(conn, &facts, seen, now)?;
    }
    let other = second_case(&facts, &command.what).filter(|case| *case != command.case);
    let other = other.map(|case| facts::on(conn, case, now.today)).transpose()?;
    let heads = [Some(&facts), other.as_ref()];
    let mut at = now.at;
    for case in heads.into_iter().flatten().map(|facts| facts.case) {
        at = entry_instant(at, journal::head(conn, &Stream::Case(case))?.recorded_at)?;
    }
    bank::refuse_taken(conn, command)?;
    let decision = decide(&facts, other.as_ref(), policy, who, Now { at, today: now.today }, command)?;
    let entries = journal_all(conn, who, at, command.act, &decision)?;
    bank::note_picks(conn, &decision)?;
    points::note_points(conn, &decision)?;
    let row = derive_all(conn, command.case, now, &decision)?;
    Ok((entries, row))
}

fn recorded(command: &Command, entries: Vec<RecordedEntry>, row: &CaseRow) -> Recorded {
    let (next_action, next_on) = (row.next_action, row.next_on);
    Recorded { act: command.act, case: command.case, entries, next_action, next_on }
}

/// The instant an entry gets after one written at `last`: `at`, or `last` when the clock is a little behind it.
pub(in crate::store) fn entry_instant(at: Instant, last: Instant) -> Done<Instant> {
    if last.0.saturating_sub(at.0) > CLOCK_BACK_MS_MAX {
        return Err(Refusal::ClockBehind { last }.into());
    }
    Ok(at.max(last))
}

/// Refuses what was filled in on an older state: always when the journal went on, else when amounts differ. A case given to
/// other hands meanwhile is no older for it: whoever had it open finishes what they began.
fn refuse_stale(conn: &Connection, facts: &Facts, seen: Rev, now: Now) -> Done<()> {
    if seen == facts.rev {
        return Ok(());
    }
    if went_on(facts, seen.seq) {
        return Err(Refusal::Stale { by: last_writer(facts) }.into());
    }
    let stored = derived::read(conn, facts.case)?.ok_or(Refusal::NoSuchCase(facts.case))?;
    let fresh = CaseRow::from(&derive(facts, now.today));
    if amounts_unchanged_since(&stored, &fresh, seen.rev) { Ok(()) } else { Err(Refusal::Stale { by: None }.into()) }
}

/// True when the case's journal says more than at `seen` of anything but whose it is.
fn went_on(facts: &Facts, seen: i64) -> bool {
    let mut since = facts.entries.iter().filter(|entry| entry.case == facts.case && entry.seq > seen);
    facts.rev.seq < seen || since.any(|entry| !matches!(entry.event, Event::Assigned { .. }))
}

/// True when the amounts at revision `seen` are surely those of now. Known for the revision last derived (a form's lease
/// derives it) and for those after its amounts last changed.
fn amounts_unchanged_since(stored: &Stored, fresh: &CaseRow, seen: i64) -> bool {
    let derived_before = stored.known && derived::same_amounts(&stored.row.money, &fresh.money);
    derived_before && stored.amount_rev <= seen && (seen <= stored.derived_rev)
}

/// Who wrote last on the case.
fn last_writer(facts: &Facts) -> Option<Login> {
    let own = facts.entries.iter().filter(|entry| entry.case == facts.case);
    own.max_by_key(|entry| entry.seq).map(|entry| entry.who.clone())
}

/// Writes the decision's events, stream by stream, in their order.
fn journal_all(conn: &Connection, who: &Who, at: Instant, act: ActId, decision: &Decision) -> Done<Vec<RecordedEntry>> {
    let mut entries = Vec::with_capacity(decision.events.len());
    for case in cases_of(decision) {
        let own = decision.events.iter().filter(|(stream, _, _)| *stream == case);
        let drafts: Vec<Draft> = own.map(|(_, day, event)| Draft::of(event, *day)).collect::<Done<_>>()?;
        entries.extend(journal::append(conn, &Stream::Case(case), act, who, at, &drafts)?);
    }
    if entries.is_empty() {
        return Err(StoreError::Refused(Refusal::NothingSaid));
    }
    Ok(entries)
}

/// Cases a decision writes to, by number, each once.
fn cases_of(decision: &Decision) -> Vec<CaseId> {
    let mut cases: Vec<CaseId> = decision.events.iter().map(|(case, _, _)| *case).collect();
    cases.sort_unstable();
    cases.dedup();
    cases
}

/// Raises the revision of every case written to and derives it (and the case it was merged into); returns the asked one.
fn derive_all(conn: &Connection, asked: CaseId, now: Now, decision: &Decision) -> Done<CaseRow> {
    let mut cases = cases_of(decision);
    for case in &cases {
        let seq = journal::head(conn, &Stream::Case(*case))?.seq;
        let sql = "UPDATE case_row SET seq = $2, rev = rev + 1 WHERE case_id = $1";
        bind::run_exactly(conn, sql, &[&case.0, &seq], 1)?;
    }
    let mut answer = None;
    let mut at = 0;
    cases.push(asked);
    while let Some(case) = cases.get(at).copied() {
        at += 1;
        if cases[..at - 1].contains(&case) {
            continue;
        }
        let row = derived::refresh(conn, case, now.today)?;
        cases.extend(row.merged_into);
        if case == asked {
            answer = Some(row);
        }
    }
    answer.ok_or_else(|| StoreError::Corrupt(format!("{asked} was not derived")))
}
