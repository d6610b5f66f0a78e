//! What a comparison says, line by line: counted, summed, told aloud in a dry run.
//! What never lives here: comparing (see `compare`), writing.
//! `bulk` calls it.

use crate::domain::ledger::{DebtorRow, LedgerRow};
use crate::domain::values::Money;

use super::super::StoreError;
use super::view::View;
use super::{Change, DUPLICATES_MAX, Duplicate, LoadSummary, LoadWatch};

/// Lines of a file that led to something, one bit each.
#[derive(Debug, Default)]
pub(super) struct Lines(Vec<u64>);

impl Lines {
    fn set(&mut self, line: u64) -> bool {
        let at = usize::try_from(line / 64).unwrap_or(0);
        if self.0.len() <= at {
            self.0.resize(at + 1, 0);
        }
        let bit = 1 << (line % 64);
        let new = self.0[at] & bit == 0;
        self.0[at] |= bit;
        new
    }
}

/// What the comparisons of a load said so far.
#[derive(Debug, Default)]
pub(super) struct Said {
    pub(super) summary: LoadSummary,
    pub(super) lines: Lines,
}

/// Takes the verdicts of a comparison.
pub(super) struct Notes<'a> {
    said: &'a mut Said,
    /// Who is told each change, in a dry run.
    told: Option<&'a mut dyn LoadWatch>,
    /// A file of payments: what its sum is of.
    payments: bool,
    /// Amounts of one currency, not yet among the totals.
    sum: Option<Money>,
}

impl<'a> Notes<'a> {
    pub(super) fn new(said: &'a mut Said, told: Option<&'a mut (dyn LoadWatch + 'a)>, payments: bool) -> Self {
        Self { said, told, payments, sum: None }
    }

    /// The row of this line is new or changed.
    pub(super) fn row(
        &mut self,
        line: u64,
        new_case: bool,
        reference: &str,
        row: &View<'_>,
        held: Option<&LedgerRow>,
    ) -> Result<(), StoreError> {
        self.line(line);
        match row {
            View::Invoice(row) if !self.payments => self.sum(row.amount),
            View::Payment(row) if self.payments => self.sum(row.amount),
            View::Invoice(_) | View::Payment(_) | View::Contact(_) => {}
        }
        if let Some(told) = &mut self.told {
            told.change(&Change { new_case, row: &row.owned(reference)?, held });
        }
        Ok(())
    }

    /// What the file says of a debtor is new or changed.
    pub(super) fn debtor(&mut self, line: u64, new_case: bool, row: &DebtorRow, held: Option<&LedgerRow>) {
        self.line(line);
        if let Some(told) = &mut self.told {
            told.change(&Change { new_case, row: &LedgerRow::Debtor(row.clone()), held });
        }
    }

    /// The key stood on an earlier line with other content.
    pub(super) fn twice(&mut self, line: u64, debtor: &str, key: &str) {
        let summary = &mut self.said.summary;
        summary.duplicate_count += 1;
        if summary.duplicates.len() < DUPLICATES_MAX {
            summary.duplicates.push(Duplicate { line, debtor: debtor.to_owned(), key: key.to_owned() });
        }
    }

    fn line(&mut self, line: u64) {
        // line 0: rows that no line of the file gave
        if line > 0 && self.said.lines.set(line) {
            self.said.summary.accepted += 1;
        }
    }

    fn sum(&mut self, amount: Money) {
        match &mut self.sum {
            Some(sum) if sum.currency == amount.currency => sum.minor += amount.minor,
            sum => {
                if let Some(before) = sum.replace(amount) {
                    self.said.summary.totals.add(before);
                }
            }
        }
    }
}

impl Drop for Notes<'_> {
    fn drop(&mut self) {
        if let Some(sum) = self.sum.take() {
            self.said.summary.totals.add(sum);
        }
    }
}
