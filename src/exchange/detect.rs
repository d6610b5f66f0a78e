//! The first walk over a file: which column is which field, in which format; said aloud, and refused when two readings fit.
//! What never lives here: the rows themselves (see `rows`).
//! `cli` makes a plan here; `rows` follows it.

use std::path::{Path, PathBuf};

use crate::domain::values::text::{REFERENCE_CHARS_MAX, clean_line};
use crate::domain::values::{Currency, Day};
use crate::zone::Zone;

use super::ahead::each_row;
use super::amount::{self, NumberFormat};
use super::date::{self, DateFormat};
use super::error::{Ambiguity, ImportError, MappingError};
use super::headers;
use super::kind::{Content, Field, Kind};
use super::mapping::Mapping;
use super::preview::{PREVIEW_CELL_CHARS, PREVIEW_ROWS, Preview};
use super::source::{Line, Rows, Written, look};

/// The source of files that name none.
pub const DEFAULT_SOURCE: &str = "ledger";
/// Rows in which the header is looked for: some exports begin with a title and a date.
const HEADER_ROWS_MAX: usize = 20;
/// A format that this many times fewer values need is theirs alone: those are row errors, not a doubt.
const MINORITY: u64 = 100;

/// What surrounds a file.
#[derive(Debug, Clone)]
pub struct Options {
    /// What the file holds.
    pub kind: Kind,
    /// How to read it, when its headers do not tell.
    pub mapping: Option<Mapping>,
    /// Currency of files that name none.
    pub currency: Currency,
    /// Zone of moments without one.
    pub zone: Zone,
    /// The day of an open-items file.
    pub open_items: Option<Day>,
}

/// Something said aloud about how the file is read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// Days of this column are read in this order, because of the value on this line.
    Dates {
        /// Header.
        header: String,
        /// Order.
        format: DateFormat,
        /// What decided, and its line; none: the mapping, or nothing had to be decided.
        because: Option<(String, u64)>,
    },
    /// Amounts of this column are read with this mark.
    Numbers {
        /// Header.
        header: String,
        /// Mark.
        format: NumberFormat,
        /// What decided.
        because: Option<(String, u64)>,
    },
    /// Encoding and delimiter, where they are not UTF-8 and comma.
    Written {
        /// Encoding.
        encoding: &'static str,
        /// Delimiter.
        delimiter: char,
    },
    /// Headers that no field was found for.
    Unused(Vec<String>),
    /// No rows under the header.
    NoRows,
    /// Rows that are due before they were issued.
    DueBeforeIssue(u64),
}

/// How a file will be read.
#[derive(Debug, Clone)]
pub struct Plan {
    /// The file.
    pub path: PathBuf,
    /// What surrounds it.
    pub options: Options,
    /// How it is written.
    pub written: Written,
    /// Name of the source.
    pub source: String,
    /// Rows before the first data row.
    pub skip: usize,
    /// Data rows.
    pub rows: u64,
    /// The header row, cleaned.
    pub headers: Vec<String>,
    /// Field, column, format of its days, format of its amounts.
    pub columns: Vec<Column>,
    /// What is said aloud.
    pub notes: Vec<Note>,
}

/// A column that is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// What it carries.
    pub field: Field,
    /// Its place, from 0.
    pub at: usize,
    /// Order of its days.
    pub date: DateFormat,
    /// Mark of its amounts.
    pub number: NumberFormat,
}

impl Plan {
    /// The column of a field.
    #[must_use]
    pub fn column(&self, field: Field) -> Option<&Column> {
        self.columns.iter().find(|column| column.field == field)
    }

    /// What the mapping says where no column does.
    #[must_use]
    pub fn constant(&self, field: Field) -> Option<&str> {
        let constants = self.options.mapping.as_ref().map(|mapping| &mapping.constants)?;
        constants.iter().find(|(at, _)| *at == field).map(|(_, text)| text.as_str())
    }

    /// Header of a column.
    #[must_use]
    pub fn header(&self, at: usize) -> &str {
        self.headers.get(at).map_or("", String::as_str)
    }
}

/// Looks at a whole file and decides how to read it.
pub fn plan(path: &Path, options: Options) -> Result<Plan, ImportError> {
    let mapping = options.mapping.as_ref();
    let written = look(path, mapping.and_then(|m| m.encoding.as_deref()), mapping.and_then(|m| m.delimiter))?;
    let head = first_rows(path, &written)?;
    let (skip, columns) = match &options.mapping {
        Some(mapping) if !mapping.columns.is_empty() => mapped(&options, mapping, &head)?,
        Some(_) | None => recognised(&options, &head)?,
    };
    let headers = head.get(skip - 1).map(|row| row.iter().map(|cell| clean_line(cell, REFERENCE_CHARS_MAX)).collect());
    let source = mapping.and_then(|m| m.source.clone()).map(|name| clean_line(&name, REFERENCE_CHARS_MAX));
    let mut plan = Plan {
        path: path.to_owned(),
        written,
        source: source.filter(|name| !name.is_empty()).unwrap_or_else(|| DEFAULT_SOURCE.to_owned()),
        skip,
        rows: 0,
        headers: headers.unwrap_or_default(),
        columns,
        notes: vec![],
        options,
    };
    decide_formats(&mut plan)?;
    say(&mut plan);
    Ok(plan)
}

/// The kind whose needs the headers of a file meet, the one with most columns known first; none when they meet no kind's.
pub fn kind(path: &Path) -> Result<Option<Kind>, ImportError> {
    let written = look(path, None, None)?;
    let head = first_rows(path, &written)?;
    let mut best: Option<(usize, Kind)> = None;
    for row in head.iter().take(HEADER_ROWS_MAX) {
        for kind in Kind::ALL.iter().filter(|kind| !kind.is_heard()) {
            let known = headers::known(*kind, row);
            let fits = headers::missing(*kind, |field| known.iter().any(|(f, _)| *f == field)).is_empty();
            if fits && best.is_none_or(|(count, _)| known.len() > count) {
                best = Some((known.len(), *kind));
            }
        }
    }
    Ok(best.map(|(_, kind)| kind))
}

/// The headers and first rows of a file with what is recognised of them: for a person to say the rest.
pub fn sample(path: &Path, options: &Options) -> Result<Preview, ImportError> {
    let written = look(path, None, None)?;
    let head = first_rows(path, &written)?;
    let known = |at: &usize| headers::known(options.kind, &head[*at]).len();
    let best = (0..head.len().min(HEADER_ROWS_MAX)).rev().max_by_key(known).unwrap_or(0);
    Ok(preview(options, &head, best))
}

fn first_rows(path: &Path, written: &Written) -> Result<Vec<Vec<String>>, ImportError> {
    let mut rows = Rows::open(path, written)?;
    let mut out = Vec::new();
    while out.len() < HEADER_ROWS_MAX + PREVIEW_ROWS {
        let Some(read) = rows.next_row()? else { break };
        out.push(read.record.iter().map(str::to_owned).collect());
    }
    Ok(out)
}

type Head = (usize, Vec<Column>);

fn column(options: &Options, field: Field, at: usize) -> Column {
    let mapping = options.mapping.as_ref();
    Column {
        field,
        at,
        date: mapping.and_then(|m| m.date_of(field)).unwrap_or(DateFormat::Iso),
        number: mapping.and_then(|m| m.number_of(field)).unwrap_or(NumberFormat::Point),
    }
}

/// The first of the first rows whose headers name what the kind needs.
fn recognised(options: &Options, head: &[Vec<String>]) -> Result<Head, ImportError> {
    let constant =
        |field: Field| options.mapping.as_ref().is_some_and(|m| m.constants.iter().any(|(f, _)| *f == field));
    for (at, row) in head.iter().take(HEADER_ROWS_MAX).enumerate() {
        let known = headers::known(options.kind, row);
        if headers::missing(options.kind, |field| constant(field) || known.iter().any(|(f, _)| *f == field)).is_empty()
        {
            return Ok((at + 1, known.iter().map(|(field, at)| column(options, *field, *at)).collect()));
        }
    }
    // the row with the most known headers is the one a person will look at
    let known = |row: &Vec<String>| headers::known(options.kind, row).len();
    let best = (0..head.len().min(HEADER_ROWS_MAX)).rev().max_by_key(|at| known(&head[*at])).unwrap_or(0);
    Err(ImportError::UnknownHeaders(Box::new(preview(options, head, best))))
}

fn preview(options: &Options, head: &[Vec<String>], at: usize) -> Preview {
    let clean = |row: &Vec<String>| row.iter().map(|cell| clean_line(cell, PREVIEW_CELL_CHARS)).collect::<Vec<_>>();
    let known = head.get(at).map(|row| headers::known(options.kind, row)).unwrap_or_default();
    let missing = headers::missing(options.kind, |field| known.iter().any(|(f, _)| *f == field));
    Preview {
        kind: options.kind,
        headers: head.get(at).map(clean).unwrap_or_default(),
        rows: head.iter().skip(at + 1).take(PREVIEW_ROWS).map(clean).collect(),
        known,
        missing,
    }
}

/// The first row that holds every header the mapping names.
fn mapped(options: &Options, mapping: &Mapping, head: &[Vec<String>]) -> Result<Head, ImportError> {
    let find = |row: &Vec<String>, header: &str| {
        let wanted = headers::squeeze(header);
        row.iter()
            .position(|cell| cell.trim() == header.trim())
            .or_else(|| row.iter().position(|cell| !wanted.is_empty() && headers::squeeze(cell) == wanted))
    };
    let holds = |row: &&Vec<String>| mapping.columns.iter().all(|(_, header, _)| find(row, header).is_some());
    let Some(at) = head.iter().take(HEADER_ROWS_MAX).position(|row| holds(&row)) else {
        let row = head.first().cloned().unwrap_or_default();
        let lacking = mapping.columns.iter().find(|(_, header, _)| find(&row, header).is_none());
        let (what, place) = lacking.map(|(_, header, place)| (header.clone(), *place)).unwrap_or_default();
        return Err(ImportError::Mapping(MappingError {
            line: place.line,
            column: place.column,
            code: "no-such-header",
            what,
        }));
    };
    let columns: Vec<Column> = mapping
        .columns
        .iter()
        .filter_map(|(field, header, _)| find(&head[at], header).map(|place| column(options, *field, place)))
        .collect();
    let has = |field: Field| {
        columns.iter().any(|column| column.field == field) || mapping.constants.iter().any(|(f, _)| *f == field)
    };
    match headers::missing(options.kind, has).first() {
        Some(field) => Err(ImportError::Mapping(MappingError {
            line: 1,
            column: 1,
            code: "field-missing",
            what: field.name().to_owned(),
        })),
        None => Ok((at + 1, columns)),
    }
}

/// A value and its line.
type Seen = (String, u64);
/// The first reading (true) or the second, and a value that shows it.
type Decided = (bool, Option<Seen>);
/// A value that fits both readings, or (true) one of two that fit neither together.
type Undecided = (Seen, bool);

/// What the values of one column say.
#[derive(Default)]
struct Evidence {
    /// Values that fit only the first reading (day first, point), and the first of them.
    first: (u64, Option<Seen>),
    /// Values that fit only the second (month first, comma).
    second: (u64, Option<Seen>),
    /// A value that fits both with different meanings.
    both: Option<Seen>,
}

impl Evidence {
    fn add(side: &mut (u64, Option<Seen>), text: &str, line: u64) {
        side.0 += 1;
        if side.1.is_none() {
            side.1 = Some((clean_line(text, PREVIEW_CELL_CHARS), line));
        }
    }

    /// Takes a value: `None` says nothing, `Some(None)` fits both readings, else the reading it needs.
    fn take(&mut self, said: Option<Option<bool>>, text: &str, line: u64) {
        match said {
            None => {}
            Some(None) if self.both.is_none() => self.both = Some((clean_line(text, PREVIEW_CELL_CHARS), line)),
            Some(None) => {}
            Some(Some(true)) => Self::add(&mut self.first, text, line),
            Some(Some(false)) => Self::add(&mut self.second, text, line),
        }
    }

    /// True for the first reading, false for the second; `Ok(None)` when nothing had to be decided.
    fn decide(&self) -> Result<Option<Decided>, Undecided> {
        let (first, second) = (self.first.0, self.second.0);
        match (first, second, &self.both) {
            (0, 0, None) => Ok(None),
            (0, 0, Some(value)) => Err((value.clone(), false)),
            _ if first > second.saturating_mul(MINORITY) => Ok(Some((true, self.first.1.clone()))),
            _ if second > first.saturating_mul(MINORITY) => Ok(Some((false, self.second.1.clone()))),
            _ => Err((self.first.1.clone().or_else(|| self.second.1.clone()).unwrap_or_default(), true)),
        }
    }
}

/// Walks the whole file, then settles the format of each column that the mapping leaves open.
fn decide_formats(plan: &mut Plan) -> Result<(), ImportError> {
    let mapping = plan.options.mapping.clone().unwrap_or_default();
    let open = |column: &Column| match column.field.content() {
        Content::Text => false,
        Content::Amount => mapping.number_of(column.field).is_none(),
        Content::Day | Content::Moment => mapping.date_of(column.field).is_none(),
    };
    let mut evidence: Vec<(usize, Evidence)> =
        (0..plan.columns.len()).filter(|at| open(&plan.columns[*at])).map(|at| (at, Evidence::default())).collect();
    let (mut skip, mut rows) = (plan.skip, 0);
    each_row::<ImportError>(&plan.path, &plan.written, |Line { line, record, .. }| {
        if skip > 0 {
            skip -= 1;
            return Ok(());
        }
        if record.iter().all(|cell| cell.trim().is_empty()) {
            return Ok(());
        }
        rows += 1;
        for (at, evidence) in &mut evidence {
            let column = &plan.columns[*at];
            let text = record.get(column.at).unwrap_or("");
            if !text.is_empty() {
                evidence.take(weigh(column.field.content(), text), text, line);
            }
        }
        Ok(())
    })?;
    plan.rows = rows;
    settle(plan, &evidence)
}

fn weigh(content: Content, text: &str) -> Option<Option<bool>> {
    match content {
        Content::Text => None,
        Content::Amount => match amount::fits(text) {
            amount::Fits::Either | amount::Fits::Neither => None,
            amount::Fits::Both => Some(None),
            amount::Fits::Only(format) => Some(Some(format == NumberFormat::Point)),
        },
        Content::Day | Content::Moment => match date::fits(text) {
            date::Fits::Either | date::Fits::Neither => None,
            date::Fits::Both => Some(None),
            date::Fits::Only(format) => Some(Some(format == DateFormat::DayFirst)),
        },
    }
}

fn settle(plan: &mut Plan, evidence: &[(usize, Evidence)]) -> Result<(), ImportError> {
    let mut doubts = vec![];
    for (at, evidence) in evidence {
        let header = plan.header(plan.columns[*at].at).to_owned();
        let column = &mut plan.columns[*at];
        let amounts = column.field.content() == Content::Amount;
        match evidence.decide() {
            Ok(None) => {}
            Ok(Some((first, because))) if amounts => {
                column.number = if first { NumberFormat::Point } else { NumberFormat::Comma };
                plan.notes.push(Note::Numbers { header, format: column.number, because });
            }
            Ok(Some((first, because))) => {
                column.date = if first { DateFormat::DayFirst } else { DateFormat::MonthFirst };
                plan.notes.push(Note::Dates { header, format: column.date, because });
            }
            Err(((value, line), mixed)) => {
                let readings = if amounts { ["point", "comma"] } else { ["dmy", "mdy"] };
                doubts.push(Ambiguity { header, field: column.field, value, line, readings, mixed });
            }
        }
    }
    if doubts.is_empty() { Ok(()) } else { Err(ImportError::Ambiguous(doubts)) }
}

fn say(plan: &mut Plan) {
    if plan.written.encoding != "UTF-8" {
        let delimiter = char::from(plan.written.delimiter);
        plan.notes.push(Note::Written { encoding: plan.written.encoding, delimiter });
    }
    let used = |at: usize| plan.columns.iter().any(|column| column.at == at);
    let unused: Vec<String> = (0..plan.headers.len())
        .filter(|at| !used(*at))
        .map(|at| plan.headers[at].clone())
        .filter(|h| !h.is_empty())
        .collect();
    if !unused.is_empty() {
        plan.notes.push(Note::Unused(unused));
    }
    if plan.rows == 0 {
        plan.notes.push(Note::NoRows);
    }
}
