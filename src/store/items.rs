//! Every invoice held of a source with what is open of it on a day: what an open-items file is compared with.
//! What never lives here: the comparison (see `cli::import`).
//! `cli` calls it; it walks the book.

use crate::domain::case::derive;
use crate::domain::ledger::PaymentRow;
use crate::domain::values::{CaseId, Day, Money, SourceId};

use super::{Done, Store, bind, facts};

/// Cases read at a time.
const PAGE: i64 = 500;

/// One invoice or credit note held.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldItem {
    /// The debtor's reference in the source.
    pub debtor: String,
    /// Its number there.
    pub number: String,
    /// Amount as issued.
    pub amount: Money,
    /// Open on the day, minor units.
    pub open_minor: i64,
    /// Settlements of it that earlier open-items files implied, oldest first.
    pub inferred: Vec<PaymentRow>,
}

impl Store {
    /// Walks the invoices of a source as they stand on `day`, case by case; nothing when the source was never seen.
    pub fn held_items(&self, source: &str, day: Day, each: &mut dyn FnMut(&HeldItem)) -> Done<()> {
        let conn = &self.conn;
        let sql = "SELECT source_id FROM source WHERE name = $1";
        let Some(source) = bind::first(conn, sql, &[&source], |row| row.get(0).map(SourceId))? else { return Ok(()) };
        let mut after = 0;
        loop {
            // members of a merged case are met in the case that goes on
            let sql =
                "SELECT case_id FROM case_row WHERE case_id > $1 AND merged_into IS NULL ORDER BY case_id LIMIT $2";
            let cases: Vec<i64> = bind::rows(conn, sql, &[&after, &PAGE], |row| row.get(0))?;
            let Some(last) = cases.last() else { return Ok(()) };
            after = *last;
            for case in cases {
                self.items_of(CaseId(case), source, day, each)?;
            }
        }
    }

    fn items_of(&self, case: CaseId, source: SourceId, day: Day, each: &mut dyn FnMut(&HeldItem)) -> Done<()> {
        let conn = &self.conn;
        let facts = facts::load(conn, case, facts::NOW)?;
        if !facts.invoices.iter().any(|row| row.source == source) {
            return Ok(());
        }
        for item in derive(&facts, day).items.iter().filter(|item| item.key.source == source) {
            let of_item = |row: &&crate::domain::ledger::Loaded<PaymentRow>| {
                row.row.inferred
                    && row.row.amount.minor > 0
                    && (row.case, row.source, row.row.invoice.as_str())
                        == (item.key.case, item.key.source, item.key.number.as_str())
            };
            let mut inferred: Vec<PaymentRow> =
                facts.payments.iter().filter(of_item).map(|row| row.row.clone()).collect();
            inferred.sort_by(|a, b| (a.paid_on, &a.reference).cmp(&(b.paid_on, &b.reference)));
            let sql = "SELECT reference FROM case_row WHERE case_id = $1";
            let debtor = bind::first(conn, sql, &[&item.key.case.0], |row| row.get(0))?.unwrap_or_default();
            each(&HeldItem {
                debtor,
                number: item.key.number.clone(),
                amount: item.amount,
                open_minor: item.open_minor,
                inferred,
            });
        }
        Ok(())
    }
}
