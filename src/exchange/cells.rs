//! One row of a table: its cells by field, read in the format of their column, each fault with its place.
//! What never lives here: which column is which (see `detect`), what becomes of a row (see `rows`).
//! `rows` and `taken` read rows through it.

use crate::domain::codes::Nature;
use crate::domain::ledger::{Claim, DebtorFields};
use crate::domain::values::text::{REFERENCE_CHARS_MAX, clean_line};
use crate::domain::values::{Currency, Day, Instant, Money};

use super::described::DEBTOR_FIELDS;
use super::detect::{Column, Plan};
use super::error::{Reason, RowError};
use super::kind::Field;
use super::source::Line;
use super::{amount, codes, date};

/// Characters of a value shown in a row error.
const VALUE_CHARS_MAX: usize = 60;
/// Line ends in one cell that is no note: more, and a quote was left open.
const LINE_ENDS_MAX: usize = 8;

/// The columns of a plan by field: found once, not once a row.
pub(super) struct Columns {
    of: [Option<Column>; Field::ALL.len()],
    /// The fields of a debtor that the file has columns (or constants) for.
    pub(super) given: DebtorFields,
}

impl Columns {
    pub(super) fn of(plan: &Plan) -> Self {
        let mut out = [None; Field::ALL.len()];
        for (slot, field) in out.iter_mut().zip(Field::ALL) {
            *slot = plan.column(*field).copied();
        }
        let spoken = |field: Field| plan.column(field).is_some() || plan.constant(field).is_some();
        let given = DEBTOR_FIELDS.iter().filter(|(field, _)| spoken(*field));
        Self { of: out, given: given.fold(DebtorFields::NONE, |given, (_, bit)| given.with(*bit)) }
    }

    pub(super) fn get(&self, field: Field) -> Option<&Column> {
        self.of.get(field as usize).and_then(Option::as_ref)
    }
}

/// True when two spaces follow each other.
fn has_gap(text: &str) -> bool {
    text.as_bytes().windows(2).any(|pair| pair == b"  ")
}

/// One row while it is read.
pub(super) struct Cells<'r> {
    pub(super) read: Line<'r>,
    pub(super) line: u64,
    pub(super) record: &'r csv::StringRecord,
    pub(super) plan: &'r Plan,
    pub(super) columns: &'r Columns,
    /// The last of its file, which ends without a line end.
    pub(super) last_open: bool,
    /// The row before ends with an amount with cents.
    pub(super) cents_before: bool,
}

impl<'r> Cells<'r> {
    /// The cell of a field, else its constant, trimmed; empty when there is neither.
    pub(super) fn text(&self, field: Field) -> &'r str {
        let cell = self.columns.get(field).and_then(|column| self.record.get(column.at)).map_or("", str::trim);
        // ="0012" is how spreadsheets are kept from dropping zeros
        let cell = cell.strip_prefix("=\"").and_then(|cell| cell.strip_suffix('"')).unwrap_or(cell);
        if cell.is_empty() { self.plan.constant(field).unwrap_or("") } else { cell }
    }

    pub(super) fn line_of(&self, field: Field, chars_max: usize) -> String {
        self.line_in(field, chars_max, String::new())
    }

    /// … in memory used before.
    pub(super) fn line_in(&self, field: Field, chars_max: usize, mut used: String) -> String {
        let text = self.text(field);
        if text.len() <= chars_max && text.bytes().all(|byte| (b' '..0x7f).contains(&byte)) && !has_gap(text) {
            text.clone_into(&mut used);
            return used;
        }
        clean_line(text, chars_max)
    }

    pub(super) fn wrong(&self, field: Field, reason: Reason) -> RowError {
        let column = self.columns.get(field).map_or("", |column| self.plan.header(column.at));
        RowError {
            line: self.line,
            column: column.to_owned(),
            field: Some(field),
            value: clean_line(self.text(field), VALUE_CHARS_MAX),
            reason,
        }
    }

    /// A key: cleaned, never cut, for two long keys must not become one.
    pub(super) fn key(&self, field: Field) -> Result<String, RowError> {
        self.key_in(field, String::new())
    }

    pub(super) fn key_in(&self, field: Field, used: String) -> Result<String, RowError> {
        let key = self.line_in(field, REFERENCE_CHARS_MAX + 1, used);
        if key.chars().count() > REFERENCE_CHARS_MAX { Err(self.wrong(field, Reason::KeyTooLong)) } else { Ok(key) }
    }

    pub(super) fn required_key(&self, field: Field) -> Result<String, RowError> {
        self.required_key_in(field, String::new())
    }

    pub(super) fn required_key_in(&self, field: Field, used: String) -> Result<String, RowError> {
        let key = self.key_in(field, used)?;
        if key.is_empty() { Err(self.wrong(field, Reason::Missing)) } else { Ok(key) }
    }

    pub(super) fn day(&self, field: Field) -> Result<Option<Day>, RowError> {
        let text = self.text(field);
        let Some(column) = self.columns.get(field).filter(|_| !text.is_empty()) else { return Ok(None) };
        date::read(text, column.date).map(Some).map_err(|reason| self.wrong(field, reason))
    }

    pub(super) fn moment(&self, field: Field) -> Result<Option<(Instant, Day)>, RowError> {
        let text = self.text(field);
        let Some(column) = self.columns.get(field).filter(|_| !text.is_empty()) else { return Ok(None) };
        let read = date::read_moment(text, column.date, self.plan.options.zone);
        read.map(Some).map_err(|reason| self.wrong(field, reason))
    }

    pub(super) fn currency(&self) -> Result<Currency, RowError> {
        match self.text(Field::Currency) {
            "" => Ok(self.plan.options.currency),
            "EUR" | "€" => Ok(Currency::EUR),
            text => codes::currency(text).ok_or_else(|| self.wrong(Field::Currency, Reason::NotACurrency)),
        }
    }

    /// What an invoice claims: a column of its own, else the kind of document where that says so.
    pub(super) fn claim(&self) -> Result<Claim, RowError> {
        let nature = match self.text(Field::Claim) {
            "" => codes::nature(self.text(Field::Document)).unwrap_or(Nature::Principal),
            text => codes::nature(text).ok_or_else(|| self.wrong(Field::Claim, Reason::NotACode))?,
        };
        let late_rate = match self.text(Field::LateRate) {
            "" => None,
            text => Some(codes::late_rate(text).ok_or_else(|| self.wrong(Field::LateRate, Reason::NotARate))?),
        };
        Ok(Claim { nature, late_rate })
    }

    pub(super) fn money(&self, field: Field, currency: Currency) -> Result<Option<Money>, RowError> {
        let text = self.text(field);
        let Some(column) = self.columns.get(field).filter(|_| !text.is_empty()) else { return Ok(None) };
        amount::read(text, column.number, currency).map(Some).map_err(|reason| self.wrong(field, reason))
    }

    /// A row with more cells than its header, or one that swallowed others, is not guessed at.
    pub(super) fn whole(&self) -> Result<(), RowError> {
        let (cells, headers) = (self.record.len(), self.plan.headers.len());
        let wrong = |reason, value: &str| RowError {
            line: self.line,
            column: String::new(),
            field: None,
            value: clean_line(value, VALUE_CHARS_MAX),
            reason,
        };
        if !self.read.unclosed
            && cells > headers
            && self.record.iter().skip(headers).any(|cell| !cell.trim().is_empty())
        {
            return Err(wrong(Reason::TooManyColumns, self.record.get(headers).unwrap_or("")));
        }
        // neither its line ends nor all its cells stand there: what stands of the last one may be half an amount
        let last = self.record.iter().next_back().unwrap_or("");
        let half = cells < headers || self.cents_before && !amount::has_cents(last);
        if self.last_open && !self.read.unclosed && half {
            return Err(wrong(Reason::CutShort, last));
        }
        let note = self.columns.get(Field::Note).map(|column| column.at);
        let swallowed = |(at, cell): &(usize, &str)| {
            Some(*at) != note && cell.len() > LINE_ENDS_MAX && cell.matches('\n').count() > LINE_ENDS_MAX
        };
        if !self.read.unclosed && !self.record.as_slice().contains('\n') {
            return Ok(());
        }
        let last = self.record.iter().next_back().filter(|_| self.read.unclosed);
        match last.or_else(|| self.record.iter().enumerate().find(swallowed).map(|(_, cell)| cell)) {
            Some(cell) => Err(wrong(Reason::UnclosedQuote, cell)),
            None => Ok(()),
        }
    }
}
