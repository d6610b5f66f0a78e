//! Roll rates: of what stood in each bucket at the start of a period, how much stands where at its end.
//! What never lives here: a share (the reader divides), invoices issued since.
//! `figures` calls it.

use std::collections::{BTreeMap, HashMap};

use super::ageing::Buckets;
use crate::domain::case::CaseState;
use crate::domain::ledger::ItemKey;
use crate::domain::values::Currency;

/// One currency, minor units: a row a bucket at the start, a column a bucket at the end, the last column what was settled.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Roll(pub Vec<Vec<i64>>);

impl Roll {
    /// Adds what other cases did.
    pub fn join(&mut self, other: &Self) {
        if self.0.is_empty() {
            return self.0.clone_from(&other.0);
        }
        for (row, more) in self.0.iter_mut().zip(&other.0) {
            row.iter_mut().zip(more).for_each(|(sum, part)| *sum += part);
        }
    }
}

/// Adds a case, as it stood at both ends.
pub(super) fn add(rolls: &mut BTreeMap<Currency, Roll>, buckets: &Buckets, before: &CaseState, after: &CaseState) {
    let later: HashMap<&ItemKey, i64> = after.items.iter().map(|item| (&item.key, item.open_minor)).collect();
    for item in before.items.iter().filter(|item| item.open_minor > 0) {
        let row = buckets.place(before.as_of.since(item.due_on));
        // A correction may have raised it since: what rolls is what was open then, no more.
        let left = later.get(&item.key).copied().unwrap_or(0).clamp(0, item.open_minor);
        let of = rolls.entry(item.amount.currency);
        let roll = &mut of.or_insert_with(|| Roll(vec![vec![0; buckets.len() + 1]; buckets.len()])).0[row];
        roll[buckets.place(after.as_of.since(item.due_on))] += left;
        roll[buckets.len()] += item.open_minor - left;
    }
}
