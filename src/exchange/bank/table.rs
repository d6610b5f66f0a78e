//! The table a bank's site exports: one entry a row, days and amounts as the file itself shows they are written.
//! What never lives here: which header means what (see `table_columns`).
//! `bank::read` calls it.

use std::io::BufRead;

use csv::StringRecord;

use super::table_columns::{Columns, Role};
use super::text::Bounded;
use super::value::{account, field, minor, reference};
use super::{Balance, BalanceKind, Entry, Event, Head, PIECE_BYTES_MAX, Part, Party, Warning, broken};
use crate::domain::values::text::fold;
use crate::domain::values::{Currency, Money};
use crate::exchange::amount::has_cents;
use crate::exchange::error::ImportError;

/// Rows looked at before anything is said about how the table is written.
const SAMPLE_ROWS: usize = 2_000;
/// Rows in which the header is looked for.
const HEADER_ROWS_MAX: usize = 20;

type Rows = Vec<(u64, StringRecord)>;

/// Reads a table; the first rows decide how the rest is read.
pub(super) fn read<R: BufRead, E: From<ImportError>>(
    text: R,
    fallback: Currency,
    each: &mut dyn FnMut(Event) -> Result<(), E>,
) -> Result<(), E> {
    let mut rows = Source { text: Bounded::new(text), raw: vec![], delimiter: None };
    let mut before: Rows = vec![];
    let mut columns = None;
    while columns.is_none() {
        let Some((line, row)) = rows.next_row()? else { break };
        columns = Columns::of(&row);
        before.push((line, row));
        if before.len() > HEADER_ROWS_MAX {
            break;
        }
    }
    let Some(mut columns) = columns else {
        let first = before.first().map_or("", |(_, row)| row.get(0).unwrap_or(""));
        return Err(broken(1, "no-header", first).into());
    };
    let mut sample: Rows = vec![];
    while sample.len() < SAMPLE_ROWS {
        let Some(row) = rows.next_row()? else { break };
        sample.push(row);
    }
    let currency = fallback;
    let width = before.last().map_or(0, |(_, row)| row.len());
    columns.decide_days(&sample).map_err(|value| broken(before.len() as u64 + 1, "days-ambiguous", &value))?;
    columns.decide_order(&sample, currency);
    let mut reader = Reader { columns, currency, first: None, last: None, told: vec![] };
    each(Event::Statement(Head { line: 1, currency: Some(currency), ..Head::default() }))?;
    for (_, row) in &before {
        reader.aside(row);
    }
    let (mut sample, mut cents_before) = (sample.into_iter(), false);
    loop {
        let next = match sample.next() {
            Some(row) => Some(row),
            None => rows.next_row()?,
        };
        let Some((line, row)) = next else { break };
        // the last row ends neither its line nor all its cells: what stands of it may be half an amount
        let cents = row.iter().next_back().is_some_and(has_cents);
        if rows.text.is_cut() && sample.len() == 0 && (row.len() < width || cents_before && !cents) {
            return Err(broken(line, "truncated", "").into());
        }
        cents_before = cents;
        reader.row(line, &row, each)?;
    }
    each(Event::Close(reader.balances()))
}

/// Rows of a text: cells between delimiters, quotes around those that hold one.
struct Source<R> {
    text: Bounded<R>,
    raw: Vec<u8>,
    delimiter: Option<u8>,
}

impl<R: BufRead> Source<R> {
    fn next_row(&mut self) -> Result<Option<(u64, StringRecord)>, ImportError> {
        loop {
            let at = self.text.line();
            let Some(mut line) = self.text.next_line(&mut self.raw)? else { return Ok(None) };
            // a cell may hold a line end: the quotes of a row come in pairs
            let mut quotes = line.matches('"').count();
            while quotes % 2 == 1 {
                let Some(more) = self.text.next_line(&mut self.raw)? else {
                    return Err(broken(at, "unclosed-quote", &line));
                };
                if (line.len() + more.len()) as u64 > PIECE_BYTES_MAX {
                    return Err(broken(at, "too-long", ""));
                }
                quotes += more.matches('"').count();
                line.push('\n');
                line.push_str(&more);
            }
            if line.trim().is_empty() {
                continue;
            }
            if let Some(delimiter) = self.delimiter {
                return Ok(Some((at, cells(&line, delimiter))));
            }
            // the delimiter is the one under which the header is one
            let marks = [b';', b'\t', b',', b'|'];
            self.delimiter = marks.into_iter().find(|mark| Columns::of(&cells(&line, *mark)).is_some());
            let most = marks.into_iter().max_by_key(|mark| cells(&line, *mark).len());
            let delimiter = self.delimiter.or(most).unwrap_or(b',');
            return Ok(Some((at, cells(&line, delimiter))));
        }
    }
}

fn cells(line: &str, delimiter: u8) -> StringRecord {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).delimiter(delimiter).from_reader(line.as_bytes());
    let mut row = StringRecord::new();
    match reader.read_record(&mut row) {
        Ok(true) => row,
        Ok(false) | Err(_) => StringRecord::new(),
    }
}

struct Reader {
    columns: Columns,
    currency: Currency,
    /// Amount and balance of the first and the last row that have both.
    first: Option<(i64, i64)>,
    last: Option<(i64, i64)>,
    /// Balances told on rows of their own.
    told: Vec<Balance>,
}

impl Reader {
    /// A row that is no entry may tell a balance: "Solde final;;1 234,50".
    fn aside(&mut self, row: &StringRecord) -> bool {
        let label = fold(row.get(0).unwrap_or(""));
        let of_balance = label.contains("balance") || label.contains("solde");
        let has = |words: &[&str]| words.iter().any(|word| label.contains(word));
        let kind = if has(&["start", "opening", "initial", "debut", "ancien", "precedent"]) {
            BalanceKind::Opening
        } else if has(&["end", "closing", "final", "fin ", "nouveau"]) {
            BalanceKind::Closing
        } else {
            return false;
        };
        let value = row.iter().skip(1).filter_map(|cell| minor(cell, self.currency)).last();
        let (true, Some(value)) = (of_balance, value) else { return false };
        let amount = Some(Money::new(value, self.currency));
        self.told.push(Balance { line: 0, kind, code: String::new(), amount, on: None });
        true
    }

    fn row<E>(&mut self, line: u64, row: &StringRecord, each: &mut dyn FnMut(Event) -> Result<(), E>) -> Result<(), E> {
        if self.aside(row) {
            return Ok(());
        }
        let columns = &self.columns;
        let written = columns.cell(row, Role::Currency);
        let currency = if written.is_empty() { Some(self.currency) } else { written.parse().ok() };
        let amount = currency.and_then(|currency| Some(Money::new(columns.amount(row, currency)?, currency)));
        let (booked_on, value_on) = (columns.day(row, Role::Booked), columns.day(row, Role::Value));
        let mut warn = |code, value: &str| each(Event::Warning(Warning { line, code, value: field(value) }));
        if currency.is_none() {
            warn("currency", written)?;
        } else if amount.is_none() {
            warn("amount", columns.cell(row, Role::Amount))?;
        }
        if booked_on.is_none() && value_on.is_none() {
            warn("date", columns.cell(row, Role::Booked))?;
        }
        if let (Some(amount), Some(balance)) = (amount, minor(columns.cell(row, Role::Balance), self.currency)) {
            self.first = self.first.or(Some((amount.minor, balance)));
            self.last = Some((amount.minor, balance));
        }
        let credit = amount.is_some_and(|money| money.minor >= 0);
        let party =
            Party { name: field(columns.cell(row, Role::Name)), account: account(columns.cell(row, Role::Account)) };
        let texts: Vec<String> = columns.cells(row, Role::Label).map(field).filter(|text| !text.is_empty()).collect();
        let (debtor, creditor) = if credit { (party, Party::default()) } else { (Party::default(), party) };
        let part = Part { remittance: texts, debtor, creditor, ..Part::default() };
        each(Event::Entry(Box::new(Entry {
            line,
            amount,
            credit,
            booked: true,
            booked_on,
            value_on,
            bank_reference: reference(columns.cell(row, Role::Reference)),
            parts: vec![part],
            ..Entry::default()
        })))
    }

    /// Balances told, or those before the oldest and after the newest row.
    fn balances(&mut self) -> Vec<Balance> {
        let mut balances = std::mem::take(&mut self.told);
        let (Some(first), Some(last)) = (self.first, self.last) else { return balances };
        if !balances.is_empty() {
            return balances;
        }
        let (oldest, newest) = if self.columns.newest_first { (last, first) } else { (first, last) };
        for (kind, minor) in [(BalanceKind::Opening, oldest.1 - oldest.0), (BalanceKind::Closing, newest.1)] {
            let amount = Some(Money::new(minor, self.currency));
            balances.push(Balance { line: 0, kind, code: String::new(), amount, on: None });
        }
        balances
    }
}
