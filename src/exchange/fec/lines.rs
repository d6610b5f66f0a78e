//! The lines of a FEC: tab or pipe, 18 columns or more in any order, amounts padded or signed, one or two amount columns.
//! What never lives here: what a letter pairs (see `pair`).
//! `fec` calls it.

use std::io::BufRead;

use super::super::bank::{Text, value};
use super::super::codes;
use super::super::error::{ImportError, Reason, RowError};
use super::{row_error, wrong};
use crate::domain::codes::Nature;
use crate::domain::values::text::fold;
use crate::domain::values::{Currency, Day};

/// Fewest columns the law asks for.
const COLUMNS_MIN: usize = 18;

/// A text cut into lines and cells.
pub(super) struct Written<R> {
    text: Text<R>,
    raw: Vec<u8>,
    /// What ends a line: some exports know only the carriage return.
    mark: u8,
    delimiter: char,
}

impl<R: BufRead> Written<R> {
    pub(super) fn open(mut text: Text<R>) -> Result<Self, ImportError> {
        let mark = text.peek(|head| if head.contains(&b'\n') || !head.contains(&b'\r') { b'\n' } else { b'\r' })?;
        Ok(Self { text, raw: vec![], mark, delimiter: '\t' })
    }

    /// The next line that holds anything.
    fn line(&mut self) -> Result<Option<(u64, String)>, ImportError> {
        loop {
            let line = self.text.line();
            let found = self.text.until(self.mark, &mut self.raw)?;
            if !found && self.raw.is_empty() {
                return Ok(None);
            }
            let text = String::from_utf8_lossy(&self.raw);
            let text = text.trim_matches(['\r', '\n', '\u{feff}', '\u{1a}']);
            if !text.trim().is_empty() {
                return Ok(Some((line, text.to_owned())));
            }
        }
    }

    pub(super) fn next_row(&mut self) -> Result<Option<(u64, Vec<String>)>, ImportError> {
        let Some((line, text)) = self.line()? else { return Ok(None) };
        let bare = |cell: &str| cell.trim().trim_matches('"').trim().to_owned();
        Ok(Some((line, text.split(self.delimiter).map(bare).collect())))
    }

    /// True once the last line is read and it has no end: the file may have been cut in it.
    pub(super) const fn is_cut(&self) -> bool {
        self.text.is_cut()
    }
}

/// Which column is which.
#[derive(Debug)]
pub(super) struct Columns {
    names: Vec<String>,
}

impl Columns {
    /// Reads the header; refuses a file that is no FEC.
    pub(super) fn of<R: BufRead>(written: &mut Written<R>) -> Result<Self, ImportError> {
        let Some((line, header)) = written.line()? else { return Err(wrong(1, "not-fec", "")) };
        let best = ['\t', '|', ';'].into_iter().max_by_key(|mark| header.split(*mark).count()).unwrap_or('\t');
        written.delimiter = best;
        let names: Vec<String> = header.split(best).map(|name| fold(name).replace(' ', "")).collect();
        let columns = Self { names };
        let missing =
            ["journalcode", "ecriturenum", "ecrituredate", "comptenum"].iter().find(|name| columns.at(name).is_none());
        let amounts = columns.at("debit").is_some() && columns.at("credit").is_some()
            || columns.at("montant").is_some() && columns.at("sens").is_some();
        if columns.names.len() < COLUMNS_MIN - 2 || missing.is_some() || !amounts {
            return Err(wrong(line, "not-fec", missing.unwrap_or(&header.as_str())));
        }
        Ok(columns)
    }

    fn at(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|one| one == name)
    }

    fn cell<'r>(&self, cells: &'r [String], name: &str) -> &'r str {
        self.at(name).and_then(|at| cells.get(at)).map_or("", String::as_str)
    }

    fn due<'r>(&self, cells: &'r [String]) -> &'r str {
        let at = self.names.iter().position(|name| name.contains("echeance") || name == "dateech");
        at.and_then(|at| cells.get(at)).map_or("", String::as_str)
    }

    /// Reads one line. Some exports end each line with one more delimiter; where a text holds one, every cell behind it
    /// stands under the wrong header.
    pub(super) fn line(&self, line: u64, cells: &[String], cut: bool, currency: Currency) -> Result<Row, RowError> {
        self.row(line, cells, cut, currency).map_err(|error| match cells.get(self.names.len()) {
            Some(_) => row_error(line, "", &error.value, Reason::TooManyColumns),
            None => error,
        })
    }

    fn row(&self, line: u64, cells: &[String], cut: bool, currency: Currency) -> Result<Row, RowError> {
        let last = cells.last().map_or("", String::as_str);
        let beyond = cells.get(self.names.len()..).is_some_and(|more| more.iter().any(|cell| !cell.is_empty()));
        if beyond {
            return Err(row_error(line, "", last, Reason::TooManyColumns));
        } else if cut && cells.len() < self.names.len() {
            return Err(row_error(line, "", last, Reason::CutShort));
        }
        let account = self.cell(cells, "comptenum");
        if account.is_empty() {
            return Err(row_error(line, "CompteNum", "", Reason::Missing));
        }
        let date = self.cell(cells, "ecrituredate");
        let why = if date.is_empty() { Reason::Missing } else { Reason::NotADate };
        let on = day(date).ok_or_else(|| row_error(line, "EcritureDate", date, why))?;
        let net = self.net(line, cells, currency)?;
        let (journal, number, piece) =
            (self.cell(cells, "journalcode"), self.cell(cells, "ecriturenum"), self.cell(cells, "pieceref"));
        let label = self.cell(cells, "ecriturelib");
        let due = self.due(cells);
        Ok(Row {
            line,
            entry: format!("{journal}\u{1f}{}\u{1f}{on}", if number.is_empty() { piece } else { number }),
            journal: journal.to_owned(),
            journal_name: self.cell(cells, "journallib").to_owned(),
            number: number.to_owned(),
            account: account.to_owned(),
            account_name: self.cell(cells, "comptelib").to_owned(),
            aux: self.cell(cells, "compauxnum").to_owned(),
            aux_name: self.cell(cells, "compauxlib").to_owned(),
            piece: piece.to_owned(),
            on,
            issued_on: day(self.cell(cells, "piecedate")).unwrap_or(on),
            due_on: day(due).or_else(|| due_in(label)),
            letter: self.cell(cells, "ecriturelet").to_owned(),
            nature: codes::nature_told(label),
            net,
        })
    }

    /// Debit less credit.
    fn net(&self, line: u64, cells: &[String], currency: Currency) -> Result<i64, RowError> {
        let read = |name: &str, text: &str| {
            let minor = if text.is_empty() { Some(0) } else { value::minor(text, currency) };
            minor.ok_or_else(|| row_error(line, name, text, Reason::NotAnAmount))
        };
        let columns = if self.at("debit").is_some() { ["debit", "credit"] } else { ["montant", "montant"] };
        if columns.iter().all(|name| self.cell(cells, name).is_empty()) {
            return Err(row_error(line, if columns[0] == "debit" { "Debit" } else { "Montant" }, "", Reason::Missing));
        }
        if self.at("debit").is_some() {
            return Ok(read("Debit", self.cell(cells, "debit"))? - read("Credit", self.cell(cells, "credit"))?);
        }
        let amount = read("Montant", self.cell(cells, "montant"))?;
        match self.cell(cells, "sens") {
            "D" | "d" | "+1" | "1" | "+" => Ok(amount),
            "C" | "c" | "-1" | "-" => Ok(-amount),
            other if fold(other) == "debit" => Ok(amount),
            other if fold(other) == "credit" => Ok(-amount),
            other => Err(row_error(line, "Sens", other, Reason::NotADirection)),
        }
    }
}

/// `20261231`, `2026-12-31`, `31/12/2026` or `31-12-26`, whatever hour follows.
fn day(text: &str) -> Option<Day> {
    value::iso_day(text).or_else(|| slashed(text))
}

fn slashed(text: &str) -> Option<Day> {
    let mut parts = text.split_whitespace().next()?.split(['/', '-', '.']);
    let (first, month, last) = (parts.next()?, parts.next()?.parse().ok()?, parts.next()?);
    let (day, year) = if first.len() == 4 { (last, first) } else { (first, last) };
    let short = year.len() == 2;
    let year: i32 = year.parse().ok()?;
    Day::from_ymd(if short { 2000 + year } else { year }, month, day.parse().ok()?)
}

/// The due day a label names: `ech 20120202`, `échéance : 02/02/2012`.
fn due_in(label: &str) -> Option<Day> {
    let lower = label.to_lowercase();
    let at = ["échéance", "echeance", "éch.", "ech.", "éch", "ech"].iter().find_map(|word| {
        let at = lower.find(word)?;
        let alone = lower[..at].chars().next_back().is_none_or(|c| !c.is_alphanumeric());
        alone.then_some(at + word.len())
    })?;
    let rest: &str = lower[at..].trim_start_matches(|c: char| !c.is_ascii_digit());
    let end = rest.find(|c: char| !(c.is_ascii_digit() || matches!(c, '/' | '-' | '.'))).unwrap_or(rest.len());
    day(&rest[..end])
}

/// One line, read.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) line: u64,
    /// What tells its accounting entry from every other.
    pub(super) entry: String,
    pub(super) journal: String,
    pub(super) journal_name: String,
    pub(super) number: String,
    pub(super) account: String,
    pub(super) account_name: String,
    pub(super) aux: String,
    pub(super) aux_name: String,
    pub(super) piece: String,
    pub(super) on: Day,
    pub(super) issued_on: Day,
    pub(super) due_on: Option<Day>,
    pub(super) letter: String,
    pub(super) nature: Nature,
    /// Debit less credit, minor units.
    pub(super) net: i64,
}
