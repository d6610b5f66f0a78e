//! A sink that keeps what an importer hands over.
//! What never lives here: an assertion about the rows.
//! The tests of importers read into it.

use relance::domain::ledger::{DebtorFields, LedgerRow};
use relance::domain::values::Money;
use relance::exchange::{RowError, RowSink};

/// Rows and refusals, in the order of the file.
#[derive(Default)]
pub struct Taken {
    pub rows: Vec<LedgerRow>,
    pub errors: Vec<RowError>,
}

impl RowSink for Taken {
    type Stop = ();
    fn row(&mut self, line: u64, _given: DebtorFields, row: &LedgerRow) -> Result<(), ()> {
        assert!(line > 0);
        self.rows.push(row.clone());
        Ok(())
    }
    fn open(&mut self, _debtor: &str, _number: &str, _open: Money) -> Result<(), ()> {
        Ok(())
    }
    fn refused(&mut self, error: RowError) {
        assert!(error.line > 0, "every row error has its line");
        self.errors.push(error);
    }
}
