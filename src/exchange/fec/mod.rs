//! The French accounting export (FEC, art. A47 A-1 LPF): its 411 accounts as debtors, invoices, credit notes, payments.
//! What never lives here: other accounts than the customers', the book.
//! `cli` reads a file here and hands the rows on.
//!
//! The file is read line by line; what is kept of it are the lines of the 411 accounts, for lettering pairs lines that
//! stand far apart.

mod entries;
mod lines;
mod pair;

use std::collections::BTreeMap;
use std::io::BufRead;

use super::bank::Text;
use super::error::{ImportError, RowError};
use super::rows::RowSink;
use crate::domain::codes::Nature;
use crate::domain::ledger::{DebtorFields, DebtorRow, LedgerRow};
use crate::domain::values::text::{NAME_CHARS_MAX, clean_line};
use crate::domain::values::{Currency, Day, Money};

use self::entries::Entries;
use self::lines::{Columns, Written};
use self::pair::Pairing;

/// What an accounting line of a customer is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
enum Kind {
    /// Money owed.
    Invoice,
    /// A sale taken back, or reduced.
    CreditNote,
    /// Money that came.
    Payment,
    /// What nobody will pay, given up.
    WriteOff,
}

/// One line of a 411 account.
#[derive(Debug, Clone)]
struct Move {
    line: u64,
    debtor: String,
    /// Key within its debtor: the document's number, or the accounting entry's.
    number: String,
    /// The document its line names.
    piece: String,
    kind: Kind,
    nature: Nature,
    on: Day,
    due_on: Day,
    /// Minor units, never negative.
    minor: i64,
    letter: String,
}

/// A lettered group whose debits and credits differ.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unbalanced {
    /// Debtor reference.
    pub debtor: String,
    /// Its letter.
    pub letter: String,
    /// Debits less credits.
    pub difference: Money,
}

/// An accounting entry something is odd about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Odd {
    /// Its journal and number.
    pub entry: String,
    /// The line it begins on.
    pub line: u64,
    /// Debits less credits, minor units.
    pub left: i64,
}

/// What a FEC held.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Held {
    /// Lines under the header.
    pub rows: u64,
    /// … of them, of 411 accounts.
    pub kept: u64,
    /// … of them, refused.
    pub rejected: u64,
    /// Customers' lines without a letter, and debits less credits of them.
    pub unlettered: u64,
    /// Sum of those, signed.
    pub unlettered_minor: i64,
    /// Lettered groups that do not add up.
    pub unbalanced: Vec<Unbalanced>,
    /// Entries of customers whose debits and credits differ, in the order of the file, the first thousand.
    pub uneven: Vec<Odd>,
    /// Entries that stand in the file a second time, word for word, and count once; the first thousand.
    pub repeated: Vec<Odd>,
    /// Customers' lines that carry over what the file told of the year before; they count once.
    pub openings: u64,
    /// Customers' lines that name no customer: only the account all share.
    pub without_aux: u64,
    /// Last day of accounting.
    pub until: Option<Day>,
}

/// How to read a file.
#[derive(Debug, Clone, Copy)]
pub struct Asked {
    /// Currency of the accounts.
    pub currency: Currency,
    /// Days from issue to due where the file tells no due day.
    pub terms_days: i32,
}

/// A FEC that was read whole.
#[derive(Debug)]
pub struct Fec {
    /// What it held.
    pub held: Held,
    names: BTreeMap<String, String>,
    pairing: Pairing,
}

/// Reads a whole FEC; a line that does not go in is told to `refused`.
pub fn read<R: BufRead>(text: R, asked: Asked, refused: &mut dyn FnMut(RowError)) -> Result<Fec, ImportError> {
    let mut written = Written::open(Text::new(text))?;
    let columns = Columns::of(&mut written)?;
    let mut held = Held::default();
    let mut names: BTreeMap<String, String> = BTreeMap::new();
    let mut entries = Entries::default();
    while let Some((line, cells)) = written.next_row()? {
        held.rows += 1;
        match columns.line(line, &cells, written.is_cut(), asked.currency) {
            Ok(row) => {
                held.until = held.until.max(Some(row.on));
                entries.add(row, &cells);
            }
            Err(error) => {
                held.rejected += 1;
                refused(error);
            }
        }
    }
    let moves = entries.close(asked, &mut names, &mut held);
    held.kept = moves.len() as u64;
    let pairing = Pairing::of(moves, asked.currency);
    held.unbalanced = pairing.unbalanced();
    (held.unlettered, held.unlettered_minor) = pairing.unlettered();
    Ok(Fec { held, names, pairing })
}

impl Fec {
    /// Hands over the customers and their rows.
    pub fn pour<S: RowSink>(&self, sink: &mut S) -> Result<(), S::Stop> {
        for (reference, name) in &self.names {
            let (reference, name) = (reference.clone(), clean_line(name, NAME_CHARS_MAX));
            let row = DebtorRow { reference, name, ..DebtorRow::default() };
            sink.row(1, DebtorFields::NAME, &LedgerRow::Debtor(row))?;
        }
        for (line, row) in self.pairing.rows() {
            sink.row(line, DebtorFields::NONE, &row)?;
        }
        Ok(())
    }
}

fn wrong(line: u64, code: &'static str, what: &str) -> ImportError {
    ImportError::Bank { line, code, what: clean_line(what, 60) }
}

/// A row error of a FEC column.
fn row_error(line: u64, column: &str, value: &str, reason: super::error::Reason) -> RowError {
    RowError { line, column: column.to_owned(), field: None, value: clean_line(value, 60), reason }
}
