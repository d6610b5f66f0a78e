//! "What waits for a supervisor?": promises beyond their author's limits, credits beyond their authority, with their cases.
//! What never lives here: the limits (see `domain::case`), deciding (a command does), words.
//! `runtime` and `cli` call it through `Store`.

use std::collections::BTreeSet;

use rusqlite::Connection;

use super::rows::{ApprovalRow, Waits};
use crate::domain::case::{CaseState, derive};
use crate::domain::codes::{DisputeStep, PromiseState};
use crate::domain::terms::Policy;
use crate::domain::values::{CaseId, Day, Instant, Now};
use crate::store::{Done, Store, bind, facts, journal};

/// What waits is told for so many cases at most; more is a morning's work.
pub const APPROVALS_MAX: usize = 200;

/// A promise that waits is looked for this far back at least, in days, should longer delays have been allowed before.
const LOOK_BACK_DAYS: i32 = 92;
/// A day in milliseconds.
const DAY_MS: i64 = 86_400_000;

/// From when on promises are looked at.
#[must_use]
pub fn approvals_since(now: Now, policy: &Policy) -> Instant {
    let longest_ms = i64::from(policy.longest_promise_days().max(LOOK_BACK_DAYS)) * DAY_MS;
    Instant(now.at.0.saturating_sub(longest_ms))
}

impl Store {
    /// What waits on `today`, the oldest case number first. Promises recorded before `since` are not looked at: whoever
    /// waited longer than the longest delay has ended by itself.
    pub fn approvals(&self, today: Day, since: Instant) -> Done<Vec<ApprovalRow>> {
        self.read(|conn| {
            let mut cases = beyond_limits(conn, since)?;
            let sql = "SELECT DISTINCT case_id FROM case_dispute WHERE step = $1";
            cases.extend(bind::rows(conn, sql, &[&DisputeStep::PendingApproval.name()], |row| row.get::<_, i64>(0))?);
            let mut rows = vec![];
            while let Some(case) = cases.pop_first() {
                if rows.len() >= APPROVALS_MAX {
                    break;
                }
                let state = derive(&facts::load(conn, CaseId(case), facts::NOW)?, today);
                match state.merged_into {
                    Some(into) => drop(cases.insert(into.0)),
                    None => rows.extend(waiting(&state)),
                }
            }
            Ok(rows)
        })
    }
}

/// Cases with a promise recorded since then that went beyond a limit; whether it still waits, their state tells.
fn beyond_limits(conn: &Connection, since: Instant) -> Done<BTreeSet<i64>> {
    let sql = "SELECT stream_id, body FROM journal
               WHERE recorded_at >= $1 AND kind = $2 AND event = 'promise-recorded' AND body IS NOT NULL";
    let rows = bind::rows(conn, sql, &[&since.0, &journal::CASE], |row| {
        // A promise within all limits keeps no list of them.
        let over = row.get_ref(1)?.as_str()?.contains("\"over\":[");
        Ok(over.then_some(row.get::<_, i64>(0)?))
    })?;
    Ok(rows.into_iter().flatten().collect())
}

fn waiting(state: &CaseState) -> Vec<ApprovalRow> {
    let row = |id, who, what| ApprovalRow {
        case: state.case,
        name: state.debtor.name.clone(),
        reference: state.debtor.reference.clone(),
        id,
        who,
        what,
    };
    let promises = state.promises.iter().filter(|promise| promise.state == PromiseState::PendingApproval);
    let promises = promises.map(|promise| {
        let (amount, due_on, limits, level) = (promise.amount, promise.due_on, promise.over.clone(), promise.level);
        row(promise.id, promise.who.clone(), Waits::Promise { amount, due_on, limits, level })
    });
    let credits = state.disputes.iter().filter(|dispute| dispute.step == DisputeStep::PendingApproval);
    let credits = credits.filter_map(|dispute| {
        let (id, credit) = dispute.proposed?;
        let (of, kind, reason) = (dispute.amount(), dispute.kind, dispute.reason);
        Some(row(id, dispute.owner.clone(), Waits::Credit { credit, of, kind, reason, due_on: dispute.due_on }))
    });
    promises.chain(credits).collect()
}
