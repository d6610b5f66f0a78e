//! "What waits for a supervisor?": promises beyond their author's limits, credits beyond their authority,
//! contacts that a rule blocks, with their cases.
//! What never lives here: the limits (see `domain::case`), deciding (a command does), words.
//! `runtime` and `cli` call it through `Store`.

use std::collections::BTreeSet;

use rusqlite::Connection;

use super::rows::{ApprovalRow, Waits};
use crate::domain::case::{CaseState, derive};
use crate::domain::codes::{DisputeStep, OverrideState, PromiseState};
use crate::domain::values::{CaseId, Day};
use crate::store::{Done, Store, bind, facts};

/// What waits is told for so many cases at most; more is a morning's work.
pub const APPROVALS_MAX: usize = 200;

impl Store {
    /// What waits on `today`, the oldest case number first.
    pub fn approvals(&self, today: Day) -> Done<Vec<ApprovalRow>> {
        self.read(|conn| {
            let (mut rows, mut after) = (vec![], 0);
            loop {
                let mut cases = marked(conn, after)?;
                let Some(last) = cases.last().copied() else { return Ok(rows) };
                after = last;
                while let Some(case) = cases.pop_first() {
                    if rows.len() >= APPROVALS_MAX {
                        return Ok(rows);
                    }
                    let state = derive(&facts::on(conn, CaseId(case), today)?, today);
                    match state.merged_into {
                        Some(into) => drop(cases.insert(into.0)),
                        None => rows.extend(waiting(&state)),
                    }
                }
            }
        })
    }
}

/// The next cases whose row says that something waits.
fn marked(conn: &Connection, after: i64) -> Done<BTreeSet<i64>> {
    let sql = "SELECT case_id FROM case_row WHERE to_approve = 1 AND case_id > $1 ORDER BY case_id LIMIT $2";
    let most = i64::try_from(APPROVALS_MAX).unwrap_or(i64::MAX);
    Ok(bind::rows(conn, sql, &[&after, &most], |row| row.get(0))?.into_iter().collect())
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
    let plans = state.plans.iter().filter(|plan| plan.to_approve).filter_map(|plan| {
        let (amount, instalments, ends_on) = (plan.amount, plan.lines.len(), plan.lines.last()?.due_on);
        Some(row(plan.id, plan.who.clone(), Waits::Plan { amount, instalments, ends_on }))
    });
    let asked = state.overrides.iter().filter(|view| view.state == OverrideState::Pending);
    let asked = asked.map(|view| row(view.id, view.who.clone(), Waits::Override(Box::new(view.asked.clone()))));
    promises.chain(plans).chain(credits).chain(asked).collect()
}
