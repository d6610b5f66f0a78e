//! Who has what of the bank's lines by a person's word: a line may be shared out among several cases, never beyond itself.
//! What never lives here: what the ledger gave by itself (see `load`), what is nobody's (see `aside`).
//! `execute` calls it with a decision, `verify` with the facts.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;

use super::super::{Done, bind, facts};
use super::load::WAITING;
use super::{REST, rest_row};
use crate::domain::bank::BANK_KEY;
use crate::domain::case::{Decision, Facts, picks};
use crate::domain::command::{Command, Record, Refusal, What};
use crate::domain::event::Event;
use crate::domain::values::{CaseId, Money};

/// What of each line a case has, minor units; none: all of it.
pub(in crate::store) type Picks = BTreeMap<String, Option<i64>>;

/// The bank's keys a command would take, with how much of each.
fn asked(command: &Command) -> BTreeMap<&str, i64> {
    let What::Record(records) = &command.what else { return BTreeMap::new() };
    let mut all = BTreeMap::new();
    for record in records {
        if let Record::ReturnPayment { line, amount, .. } = record {
            *all.entry(line.as_str()).or_default() += amount.minor;
        } else if let Record::Payment { reference, amount, .. } = record
            && let Some(key) = reference.strip_prefix(BANK_KEY)
        {
            *all.entry(key.split('/').next().unwrap_or(key)).or_default() += amount.minor;
        }
    }
    all
}

/// Refuses a pick of a line that is not there, is somebody's already, or has less left than is asked for.
pub(in crate::store) fn refuse_taken(conn: &Connection, command: &Command) -> Done<()> {
    for (key, minor) in asked(command) {
        let sql = format!("SELECT {REST} {WAITING} AND l.reference = $1 LIMIT 1");
        let Some((line, _)) = bind::first(conn, &sql, &[&key], rest_row)? else {
            return Err(Refusal::AlreadySettled.into());
        };
        let left = Money::new(line.amount.minor.abs(), line.amount.currency);
        if minor > left.minor {
            return Err(Refusal::BeyondLine { left }.into());
        }
    }
    Ok(())
}

/// Writes afresh what the cases of a decision have of the bank's lines.
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
        for (key, minor) in made_picks(&facts::load(conn, case, facts::NOW)?) {
            let sql = "INSERT INTO bank_pick (reference, case_id, amount) VALUES ($1, $2, $3)";
            bind::run_exactly(conn, sql, &[&key, &case.0, &minor], 1)?;
        }
    }
    Ok(())
}

/// What a case is written to have of the bank's lines.
pub(in crate::store) fn kept_picks(conn: &Connection, case: CaseId) -> Done<Picks> {
    let sql = "SELECT reference, amount FROM bank_pick WHERE case_id = $1";
    Ok(bind::rows(conn, sql, &[&case.0], |row| Ok((row.get(0)?, row.get(1)?)))?.into_iter().collect())
}

/// What the entries of a case's own stream take of the bank's lines.
pub(in crate::store) fn made_picks(facts: &Facts) -> Picks {
    let mut own = facts.clone();
    own.entries.retain(|entry| entry.case == facts.case);
    picks(&own).into_iter().map(|(key, minor)| (key, Some(minor))).collect()
}
