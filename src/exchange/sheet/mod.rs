//! A table on its way out: titles, typed cells and pictures, written as CSV, XLSX or HTML.
//! What never lives here: words or figures (both are handed in), which table it is.
//! `cli` fills a `Sheet` and writes it.

mod csv;
mod html;
mod svg;
mod xlsx;

use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::domain::values::{Day, Money};

/// What a cell holds for whoever computes with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    Empty,
    /// Text; never a formula, whatever it begins with.
    Text,
    /// A whole number.
    Count(i64),
    /// An amount.
    Money(Money),
    /// A share or ratio, in 1/10,000.
    Share(i64),
    /// A number in tenths (days with one decimal).
    Tenths(i64),
    /// A day.
    Day(Day),
}

/// A cell: its value, and how a person reads it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// For computing.
    pub value: Value,
    /// For reading.
    pub text: String,
}

/// As it is read, and whether it lines up on the right.
impl Serialize for Cell {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        (self.text.as_str(), self.is_number()).serialize(serializer)
    }
}

impl Cell {
    /// A text.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        Self { value: Value::Text, text: text.into() }
    }

    /// A value with its reading.
    #[must_use]
    pub fn new(value: Value, text: impl Into<String>) -> Self {
        Self { value, text: text.into() }
    }

    /// Nothing.
    #[must_use]
    pub const fn empty() -> Self {
        Self { value: Value::Empty, text: String::new() }
    }

    /// True for what lines up on the right.
    #[must_use]
    pub const fn is_number(&self) -> bool {
        !matches!(self.value, Value::Text | Value::Empty)
    }
}

/// One bar of a picture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Bar {
    /// What it stands for.
    pub label: String,
    /// Its length; the longest fills the width.
    pub length: i64,
    /// Its figure as people read it.
    pub text: String,
}

/// One line of a picture, from left to right.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Series {
    /// What it stands for.
    pub label: String,
    /// Its points; `None`: nothing was there.
    pub points: Vec<Option<i64>>,
    /// Its last figure as people read it.
    pub text: String,
}

/// One field of a heat map.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Field {
    /// How hot, per mille; `None`: nothing was there.
    pub permille: Option<i64>,
    /// Its figure as people read it.
    pub text: String,
}

/// What is drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Picture {
    /// From top to bottom.
    Bars(Vec<Bar>),
    /// On one scale, beside the names of their points.
    Lines(Vec<String>, Vec<Series>),
    /// Each on a scale of its own.
    Sparks(Vec<Series>),
    /// Names of the columns, then rows with as many fields.
    Heat(Vec<String>, Vec<(String, Vec<Field>)>),
}

/// A picture under its title.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Chart {
    /// Its title.
    pub title: String,
    /// What it shows.
    pub picture: Picture,
}

/// One table with what stands around it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Sheet {
    /// Its title; also the name of the sheet.
    pub title: String,
    /// Lines above it: as of when, as known when, what it adds up to.
    pub notes: Vec<String>,
    /// Headings.
    pub columns: Vec<String>,
    /// Rows, as many cells as columns.
    pub rows: Vec<Vec<Cell>>,
    /// Pictures beside it (HTML).
    pub charts: Vec<Chart>,
}

/// How it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// Comma-separated, UTF-8, ISO dates, decimal point; the first sheet alone has room in it.
    Csv,
    /// A workbook with real numbers and dates.
    Xlsx,
    /// One page with its pictures in it; nothing is fetched, nothing runs.
    Html,
}

/// Why a file was not written.
#[derive(Debug, thiserror::Error)]
pub enum SheetError {
    /// The disk refused.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// The workbook could not be made (more rows than it holds).
    #[error("{0}")]
    Workbook(String),
}

/// Writes sheets to a file, whole or not at all: it is made beside its place and put there in one step.
pub fn write(path: &Path, format: Format, lang: &str, sheets: &[Sheet]) -> Result<(), SheetError> {
    let making = beside(path);
    let done = File::create(&making).map_err(SheetError::from).and_then(|file| {
        let mut out = BufWriter::new(file);
        render(&mut out, format, lang, sheets)?;
        out.flush()?;
        out.get_ref().sync_all()?;
        Ok(())
    });
    let done = done.and_then(|()| Ok(std::fs::rename(&making, path)?));
    if done.is_err() {
        let _gone = std::fs::remove_file(&making);
    }
    done
}

/// The bytes of the file.
pub fn render(out: &mut impl Write, format: Format, lang: &str, sheets: &[Sheet]) -> Result<(), SheetError> {
    match format {
        Format::Csv => csv::write(out, sheets),
        Format::Xlsx => xlsx::write(out, sheets),
        Format::Html => html::write(out, lang, sheets),
    }
}

fn beside(path: &Path) -> PathBuf {
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(format!(".making-{}", std::process::id()));
    path.with_file_name(name)
}
