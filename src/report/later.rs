//! Facts that tell of a day and came after it: why the figures of a past day may differ from those printed then.
//! What never lives here: judging them.
//! `cli::report` feeds it from the same walk as the figures.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::case::Facts;
use crate::domain::values::{BatchId, Day, Instant, Money, Sums};

/// What came later, counted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Later {
    /// Rows and sums (invoices and payments alike) by batch that brought them.
    pub batches: BTreeMap<BatchId, (u64, Sums)>,
    /// Journal entries by the name of their event.
    pub entries: BTreeMap<&'static str, u64>,
}

impl Later {
    /// Adds what a case learnt after `end` (the end of `as_of`) about days up to `as_of`; `batches`: those recorded since.
    pub fn add(&mut self, facts: &Facts, as_of: Day, end: Instant, batches: &BTreeSet<BatchId>) {
        if !batches.is_empty() {
            for row in facts.invoices.iter().filter(|row| row.row.issued_on <= as_of) {
                self.row(row.batch, row.row.amount, batches);
            }
            for row in facts.payments.iter().filter(|row| row.row.paid_on <= as_of) {
                self.row(row.batch, row.row.amount, batches);
            }
        }
        for entry in facts.entries.iter().filter(|entry| entry.recorded_at > end && entry.day <= as_of) {
            *self.entries.entry(entry.event.name()).or_default() += 1;
        }
    }

    fn row(&mut self, batch: BatchId, amount: Money, batches: &BTreeSet<BatchId>) {
        if batches.contains(&batch) {
            let (rows, sums) = self.batches.entry(batch).or_default();
            *rows += 1;
            sums.add(amount);
        }
    }

    /// Adds what other cases learnt.
    pub fn join(&mut self, other: Self) {
        for (batch, (rows, sums)) in other.batches {
            let own = self.batches.entry(batch).or_default();
            own.0 += rows;
            sums.iter().for_each(|money| own.1.add(money));
        }
        for (event, count) in other.entries {
            *self.entries.entry(event).or_default() += count;
        }
    }
}
