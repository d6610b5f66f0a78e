//! What is open on a day of the invoices of a source: what an open-items file is compared with.
//! What never lives here: the comparison (see `cli::import`).
//! `cli` calls it. It looks at every case, and derives those only of which something may be open or is asked for.

use std::collections::BTreeSet;

use rusqlite::Connection;

use crate::domain::case::derive;
use crate::domain::ledger::{Loaded, PaymentRow};
use crate::domain::values::{CaseId, Day, Money, SourceId};

use super::derived::{self, Stored};
use super::{Done, Store, bind, facts};

/// Cases looked at a time.
const PAGE: i64 = 2_000;

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

/// A case as the walk meets it.
struct Met {
    case: CaseId,
    /// False when nobody ever recorded anything: its ledger is all there is.
    recorded: bool,
    reference: String,
    may_be_open: bool,
}

impl Met {
    /// Something may be open on `day` when the row does not speak of it, or says so. A row of a later day speaks of it, too,
    /// when nothing was recorded, and nothing paid between the two.
    fn of(stored: Stored, day: Day) -> Self {
        let row = stored.row;
        let recorded = row.rev.seq > 0;
        let later = row.as_of > day && (recorded || row.profile.last_paid_on.is_some_and(|on| on > day));
        let flipped = row.next_flip.is_some_and(|flip| flip <= day);
        let may_be_open = stored.stale || !stored.known || row.oldest_due.is_some() || flipped || later;
        Self { case: row.case, recorded, reference: row.reference, may_be_open }
    }
}

impl Store {
    /// Walks invoices of a source as they stand on `day`, case by case: all invoices of every case of which one may be
    /// open then, and of every debtor that is `asked` for. Nothing when the source was never seen.
    pub fn held_items(
        &self,
        source: &str,
        day: Day,
        asked: &dyn Fn(&str) -> bool,
        each: &mut dyn FnMut(&HeldItem),
    ) -> Done<()> {
        let conn = &self.conn;
        let sql = "SELECT source_id FROM source WHERE name = $1";
        let Some(source) = bind::first(conn, sql, &[&source], |row| row.get(0).map(SourceId))? else { return Ok(()) };
        let credited = credited_after(conn, day)?;
        let mut after = 0;
        loop {
            // members of a merged case are met in the case that goes on
            let sql = format!(
                "SELECT {} FROM case_row r WHERE r.case_id > $1 AND r.merged_into IS NULL ORDER BY r.case_id LIMIT $2",
                derived::COLUMNS
            );
            let met: Vec<Met> =
                bind::rows(conn, &sql, &[&after, &PAGE], |row| Ok(Met::of(derived::stored_row(row)?, day)))?;
            let Some(last) = met.last() else { return Ok(()) };
            after = last.case.0;
            for met in &met {
                if met.may_be_open || credited.contains(&met.case.0) || asked(&met.reference) {
                    items_of(conn, met, source, day, each)?;
                }
            }
        }
    }
}

/// Cases with a credit note issued after `day`: what it settles since may have been open then.
fn credited_after(conn: &Connection, day: Day) -> Done<BTreeSet<i64>> {
    let sql = "SELECT case_id FROM invoice WHERE amount < 0 AND issued_on > $1";
    Ok(bind::rows(conn, sql, &[&day.0], |row| row.get(0))?.into_iter().collect())
}

fn items_of(conn: &Connection, met: &Met, source: SourceId, day: Day, each: &mut dyn FnMut(&HeldItem)) -> Done<()> {
    let facts =
        if met.recorded { facts::load(conn, met.case, facts::NOW)? } else { facts::ledger_alone(conn, met.case)? };
    if !facts.invoices.iter().any(|row| row.source == source) {
        return Ok(());
    }
    for item in derive(&facts, day).items.iter().filter(|item| item.key.source == source) {
        let of_item = |row: &&Loaded<PaymentRow>| {
            row.row.inferred
                && row.row.amount.minor > 0
                && (row.case, row.source, row.row.invoice.as_str())
                    == (item.key.case, item.key.source, item.key.number.as_str())
        };
        let mut inferred: Vec<PaymentRow> = facts.payments.iter().filter(of_item).map(|row| row.row.clone()).collect();
        inferred.sort_by(|a, b| (a.paid_on, &a.reference).cmp(&(b.paid_on, &b.reference)));
        let debtor = if item.key.case == met.case {
            met.reference.clone()
        } else {
            let sql = "SELECT reference FROM case_row WHERE case_id = $1";
            bind::first(conn, sql, &[&item.key.case.0], |row| row.get(0))?.unwrap_or_default()
        };
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
