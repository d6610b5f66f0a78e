//! What waits for a person, how fresh the figures are, and what a person's pick changes.
//! What never lives here: printing, deciding.
//! `cli` and `execute` call it.

use std::collections::BTreeSet;

use rusqlite::Connection;

use super::super::columns::day;
use super::super::{Done, Store, bind, facts};
use super::load::WAITING;
use super::seek::Seeker;
use super::{LINE, line_row};
use crate::domain::bank::{BANK_KEY, BankLine, LineKind};
use crate::domain::case::{Decision, Facts, picks, returnable};
use crate::domain::command::{Command, Record, Refusal, What};
use crate::domain::event::Event;
use crate::domain::matching::{Look, propose};
use crate::domain::values::{CaseId, Day, Money, Now};
use crate::store::read::{Choices, Proposed, Waiting};

/// Up to which day the figures tell.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Fresh {
    /// The bank: last day of the newest statement; none before the first.
    pub bank: Option<Day>,
    /// The ledger: day of the newest import of invoices.
    pub ledger: Option<Day>,
    /// Payments that wait for a person.
    pub waiting: u64,
}

impl Store {
    /// Lines that wait, oldest first, and how many in all.
    pub fn waiting(&self, now: Now, from: u64, limit: u64) -> Done<(Vec<Waiting>, u64)> {
        self.read(|conn| {
            let total = count(conn)?;
            let lines = lines(conn, from, limit)?;
            let mut seeker = Seeker::new(conn, now.today, now.at);
            let mut all = vec![];
            for line in lines {
                all.push(with_proposals(conn, &mut seeker, line)?);
            }
            Ok((all, total))
        })
    }

    /// One line that waits, by its key or the beginning of it; none when no such line waits, or several do.
    pub fn waiting_line(&self, now: Now, key: &str) -> Done<Option<Waiting>> {
        let key = key.strip_prefix(BANK_KEY).unwrap_or(key);
        self.read(|conn| {
            let sql = format!("SELECT {LINE} {WAITING} AND l.reference >= $1 AND l.reference < $1 || 'z' LIMIT 2");
            let mut lines = bind::rows(conn, &sql, &[&key], |row| line_row(row, 0))?;
            lines.sort_by_key(|line| line.reference != key);
            let exact = lines.first().is_some_and(|line| line.reference == key);
            if lines.is_empty() || (lines.len() > 1 && !exact) {
                return Ok(None);
            }
            let mut seeker = Seeker::new(conn, now.today, now.at);
            with_proposals(conn, &mut seeker, lines.swap_remove(0)).map(Some)
        })
    }

    /// Lines that wait, oldest first, and how many in all; without proposals.
    pub fn waiting_list(&self, limit: u64) -> Done<(Vec<BankLine>, u64)> {
        self.read(|conn| Ok((lines(conn, 0, limit)?, count(conn)?)))
    }

    /// What a line may be given to within a case: open invoices, or payments a return takes back.
    pub fn choices(&self, case: CaseId, line: &BankLine, now: Now) -> Done<Choices> {
        self.read(|conn| {
            let mut seeker = Seeker::new(conn, now.today, now.at);
            let root = seeker.root(case)?;
            let (name, reference) = named(conn, root)?;
            let (mut items, mut paid) = (vec![], vec![]);
            if line.kind == LineKind::Return {
                let amount = Money::new(-line.amount.minor, line.amount.currency);
                paid = returnable(&seeker.facts(root)?, amount, line.value_on);
            } else {
                items.clone_from(&seeker.owing(root)?.items);
                items.retain(|item| item.open.currency == line.amount.currency);
            }
            Ok(Choices { case: root, name, reference, items, paid })
        })
    }

    /// Up to which day the figures tell, and how much waits.
    pub fn freshness(&self) -> Done<Fresh> {
        self.read(|conn| {
            let (bank, ledger) = fresh_days(conn)?;
            let waiting = if bank.is_some() { count(conn)? } else { 0 };
            Ok(Fresh { bank, ledger, waiting })
        })
    }

    /// The days alone: of the bank and of the ledger.
    pub fn fresh_days(&self) -> Done<(Option<Day>, Option<Day>)> {
        self.read(fresh_days)
    }
}

fn fresh_days(conn: &Connection) -> Done<(Option<Day>, Option<Day>)> {
    let until = "SELECT until FROM bank_until b JOIN batch t ON t.batch_id = b.batch_id
                 WHERE t.state = 'complete' ORDER BY until DESC LIMIT 1";
    let bank = bind::first(conn, until, &[], |row| day(row, 0))?;
    let last = "SELECT day FROM batch WHERE state = 'complete' AND kind IN ('invoices', 'fec')
                ORDER BY batch_id DESC LIMIT 1";
    Ok((bank, bind::first(conn, last, &[], |row| day(row, 0))?))
}

fn lines(conn: &Connection, from: u64, limit: u64) -> Done<Vec<BankLine>> {
    let sql = format!("SELECT {LINE} {WAITING} ORDER BY l.booked_on, l.reference LIMIT $1 OFFSET $2");
    let small = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
    bind::rows(conn, &sql, &[&small(limit), &small(from)], |row| line_row(row, 0))
}

fn count(conn: &Connection) -> Done<u64> {
    let sql = format!("SELECT count(*) {WAITING}");
    Ok(bind::first(conn, &sql, &[], |row| row.get::<_, u32>(0))?.unwrap_or(0).into())
}

fn with_proposals(conn: &Connection, seeker: &mut Seeker<'_>, line: BankLine) -> Done<Waiting> {
    let found = if line.kind == LineKind::Return { seeker.backs(&line)? } else { propose(&line, seeker)? };
    let mut proposals = vec![];
    for proposal in found {
        let (name, reference) = named(conn, proposal.case)?;
        proposals.push(Proposed { proposal, name, reference });
    }
    Ok(Waiting { line, proposals })
}

/// Name and reference of a case's debtor.
fn named(conn: &Connection, case: CaseId) -> Done<(String, String)> {
    let sql = "SELECT name, reference FROM case_row WHERE case_id = $1";
    Ok(bind::first(conn, sql, &[&case.0], |row| Ok((row.get(0)?, row.get(1)?)))?.unwrap_or_default())
}

/// The bank's keys a command would take.
fn asked(command: &Command) -> BTreeSet<&str> {
    let What::Record(records) = &command.what else { return BTreeSet::new() };
    let keys = records.iter().filter_map(|record| {
        if let Record::ReturnPayment { line, .. } = record {
            return Some(line.as_str());
        }
        let Record::Payment { reference, .. } = record else { return None };
        reference.strip_prefix(BANK_KEY)
    });
    keys.map(|key| key.split('/').next().unwrap_or(key)).collect()
}

/// Refuses a pick of a line that is not there or is somebody's already.
pub(in crate::store) fn refuse_taken(conn: &Connection, command: &Command) -> Done<()> {
    for key in asked(command) {
        let sql = format!("SELECT 1 {WAITING} AND l.reference = $1 LIMIT 1");
        if bind::first(conn, &sql, &[&key], |_| Ok(()))?.is_none() {
            return Err(Refusal::AlreadySettled.into());
        }
    }
    Ok(())
}

/// Writes afresh which lines the cases of a decision have taken.
pub(in crate::store) fn note_picks(conn: &Connection, decision: &Decision) -> Done<()> {
    let concerns = |event: &Event| {
        matches!(event, Event::PaymentRecorded { reference, .. } if reference.starts_with(BANK_KEY))
            || matches!(event, Event::PaymentReturned { .. })
            || matches!(event, Event::ActUndone { .. } | Event::ActMovedOut { .. } | Event::ActMovedIn { .. })
    };
    let cases: BTreeSet<CaseId> =
        decision.events.iter().filter(|(_, _, event)| concerns(event)).map(|(case, _, _)| *case).collect();
    for case in cases {
        // as many as the case had taken
        bind::run(conn, "DELETE FROM bank_pick WHERE case_id = $1", &[&case.0])?;
        for key in picks_of(conn, case)? {
            bind::run_exactly(conn, "INSERT INTO bank_pick (reference, case_id) VALUES ($1, $2)", &[&key, &case.0], 1)?;
        }
    }
    Ok(())
}

/// The lines a case is written to have taken.
pub(in crate::store) fn kept_picks(conn: &Connection, case: CaseId) -> Done<BTreeSet<String>> {
    let sql = "SELECT reference FROM bank_pick WHERE case_id = $1";
    Ok(bind::rows(conn, sql, &[&case.0], |row| row.get(0))?.into_iter().collect())
}

/// The lines that the entries of a case's own stream take.
pub(in crate::store) fn made_picks(facts: &Facts) -> BTreeSet<String> {
    let mut own = facts.clone();
    own.entries.retain(|entry| entry.case == facts.case);
    picks(&own)
}

/// The lines that the entries of a case's own stream have taken.
pub(in crate::store) fn picks_of(conn: &Connection, case: CaseId) -> Done<BTreeSet<String>> {
    Ok(made_picks(&facts::load(conn, case, facts::NOW)?))
}
