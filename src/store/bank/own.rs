//! What a load has given so far, which nobody sees yet: a return may take back a payment of its own statement.
//! What never lives here: a judgement, a write.
//! `load` notes it, `seek` and `back` ask.
//!
//! What is written is read from its batch; a trial writes nothing and keeps it here.

use std::collections::{HashMap, HashSet};

use rusqlite::Connection;

use super::super::{Done, bind, facts};
use super::line_row;
use super::write::Give;
use crate::domain::bank::BankLine;
use crate::domain::case::Facts;
use crate::domain::ledger::{Loaded, PaymentRow};
use crate::domain::values::{BatchId, CaseId, SourceId};

/// Stands for the source and the batch of what a trial keeps: later than all there are.
const TRIAL: i64 = i64::MAX;

/// The load's own rows.
#[derive(Debug, Default)]
pub(super) struct Own {
    batch: Option<BatchId>,
    kept: HashMap<CaseId, Vec<Loaded<PaymentRow>>>,
    /// End-to-end references of a trial's payments, with the cases they went to and the lines' keys.
    references: HashMap<String, Vec<(CaseId, String)>>,
    /// Payments that returns of this load took back, by key.
    taken: HashSet<String>,
}

impl Own {
    /// From now on rows of this batch count.
    pub(super) fn wrote(&mut self, batch: BatchId) {
        self.batch = Some(batch);
    }

    /// Keeps what a trial would write for a line.
    pub(super) fn keep(&mut self, line: &BankLine, gives: &[Give]) {
        let (source, batch) = (SourceId(TRIAL), BatchId(TRIAL));
        for Give { case, row } in gives {
            self.kept.entry(*case).or_default().push(Loaded { case: *case, source, batch, row: row.clone() });
            if !line.end_to_end.is_empty() && row.amount.minor > 0 {
                self.references.entry(line.end_to_end.clone()).or_default().push((*case, line.reference.clone()));
            }
        }
    }

    /// A payment went back: not twice.
    pub(super) fn took_back(&mut self, key: &str) {
        self.taken.insert(key.to_owned());
    }

    /// True when a return of this load has the payment.
    pub(super) fn is_taken(&self, key: &str) -> bool {
        self.taken.contains(key)
    }

    /// Where payments of this reference went, in a trial.
    pub(super) fn same_reference(&self, end_to_end: &str) -> Vec<(CaseId, String)> {
        self.references.get(end_to_end).cloned().unwrap_or_default()
    }

    /// Adds to a case's facts what this load gave it.
    pub(super) fn add_to(&self, conn: &Connection, facts: &mut Facts) -> Done<()> {
        let cases: Vec<CaseId> = std::iter::once(facts.case).chain(facts.members.iter().copied()).collect();
        for case in cases {
            facts.payments.extend(self.kept.get(&case).into_iter().flatten().cloned());
            if let Some(batch) = self.batch {
                facts.payments.extend(facts::payments_of_batch(conn, case, batch)?);
            }
        }
        Ok(())
    }
}

/// Payment lines that found nobody: searched again once returns have opened what they may be for. Of a trial the lines, else
/// their keys alone.
#[derive(Debug, Default)]
pub(super) struct Unmatched {
    lines: Vec<BankLine>,
    keys: Vec<String>,
}

impl Unmatched {
    pub(super) fn note(&mut self, line: &BankLine, trial: bool) {
        if trial {
            self.lines.push(line.clone());
        } else {
            self.keys.push(line.reference.clone());
        }
    }

    pub(super) fn len(&self) -> u64 {
        (self.lines.len() + self.keys.len()) as u64
    }

    /// The next few lines, in the order they came; none when there are no more.
    pub(super) fn next(&mut self, conn: &Connection, most: usize) -> Done<Vec<BankLine>> {
        let rest = self.lines.split_off(most.min(self.lines.len()));
        let mut all = std::mem::replace(&mut self.lines, rest);
        let rest = self.keys.split_off(most.min(self.keys.len()));
        for key in std::mem::replace(&mut self.keys, rest) {
            let columns = super::LINE;
            let sql =
                format!("SELECT {columns} FROM bank_line l WHERE l.reference = $1 ORDER BY l.batch_id DESC LIMIT 1");
            all.extend(bind::first(conn, &sql, &[&key], |row| line_row(row, 0))?);
        }
        Ok(all)
    }
}
