//! The rows of a statement on their way into the tables, many with one statement.
//! What never lives here: the lock, what is written when (see `load`).
//! `load` calls it.

use rusqlite::Connection;
use rusqlite::types::ValueRef;

use super::super::Done;
use super::super::columns::lines;
use super::super::prepared::{Many, ManyText};
use crate::domain::bank::BankLine;
use crate::domain::codes::Method;
use crate::domain::ledger::PaymentRow;
use crate::domain::values::{BatchId, CaseId, SourceId};

/// A row for the ledger.
pub(super) struct Give {
    pub(super) case: CaseId,
    pub(super) row: PaymentRow,
}

// $1 is the batch
const LINE: ManyText = ManyText {
    head: "INSERT INTO bank_line (reference, batch_id, account, booked_on, value_on, amount, currency, kind, payer,
        payer_account, end_to_end, mandate, structured, text, reason, code) VALUES ",
    row: "(#1, $1, #2, #3, #4, #5, #6, #7, #8, #9, #10, #11, #12, #13, #14, #15)",
    tail: "",
    shared: 1,
};

// $1 is the batch, $2 the source
const PAYMENT: ManyText = ManyText {
    head: "INSERT INTO payment (case_id, source_id, reference, batch_id, paid_on, amount, currency, invoice, method,
        inferred) VALUES ",
    row: "(#1, $2, #2, $1, #3, #4, #5, #6, #7, 0)",
    tail: "",
    shared: 2,
};

/// The statements of a load.
pub(super) struct Writer<'c> {
    line: Many<'c>,
    payment: Many<'c>,
}

impl<'c> Writer<'c> {
    pub(super) fn new(conn: &'c Connection) -> Self {
        Self { line: Many::new(conn, LINE), payment: Many::new(conn, PAYMENT) }
    }

    pub(super) fn lines(&mut self, batch: BatchId, some: &[BankLine]) -> Done<()> {
        let rows: Vec<(&BankLine, String)> = some.iter().map(|line| (line, lines(&line.structured))).collect();
        self.line.run_all(&[ValueRef::Integer(batch.0)], &rows, |(line, structured)| {
            [
                text(&line.reference),
                text(&line.account),
                ValueRef::Integer(line.booked_on.0.into()),
                ValueRef::Integer(line.value_on.0.into()),
                ValueRef::Integer(line.amount.minor),
                text(line.amount.currency.code()),
                text(line.kind.name()),
                text(&line.payer),
                text(&line.payer_account),
                text(&line.end_to_end),
                text(&line.mandate),
                text(structured),
                text(&line.text),
                text(&line.reason),
                text(&line.code),
            ]
        })
    }

    pub(super) fn payments(&mut self, batch: BatchId, source: SourceId, some: &[Give]) -> Done<()> {
        let shared = [ValueRef::Integer(batch.0), ValueRef::Integer(source.0)];
        self.payment.run_all(&shared, some, |Give { case, row }| {
            [
                ValueRef::Integer(case.0),
                text(&row.reference),
                ValueRef::Integer(row.paid_on.0.into()),
                ValueRef::Integer(row.amount.minor),
                text(row.amount.currency.code()),
                text(&row.invoice),
                text(row.method.map_or("", Method::name)),
            ]
        })
    }
}

fn text(text: &str) -> ValueRef<'_> {
    ValueRef::Text(text.as_bytes())
}
