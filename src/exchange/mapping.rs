//! A mapping: a small TOML that says which column is which field, in which format, and what no column says.
//! What never lives here: headers known without one (see `headers`).
//! `detect` applies it, `cli` reads it from a file.

use std::collections::BTreeMap;

use serde::Deserialize;
use toml::Spanned;

use crate::domain::values::Currency;

use super::amount::NumberFormat;
use super::date::DateFormat;
use super::error::MappingError;
use super::kind::{Content, Field, Kind};

/// Most days a due date may be computed from the issue date.
const DUE_DAYS_MAX: i64 = 366;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Raw {
    kind: Option<Spanned<String>>,
    source: Option<String>,
    encoding: Option<Spanned<String>>,
    delimiter: Option<Spanned<String>>,
    #[serde(default)]
    columns: BTreeMap<Spanned<String>, Spanned<String>>,
    #[serde(default)]
    formats: BTreeMap<Spanned<String>, Spanned<String>>,
    #[serde(default)]
    constants: BTreeMap<Spanned<String>, Spanned<toml::Value>>,
}

/// A mapping as read, checked but for the headers, which only the file knows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Mapping {
    /// Its text, kept with the batch.
    pub text: String,
    /// The source it names.
    pub source: Option<String>,
    /// Encoding label.
    pub encoding: Option<String>,
    /// Delimiter.
    pub delimiter: Option<u8>,
    /// Field, header, and where the header stands in the mapping.
    pub columns: Vec<(Field, String, Place)>,
    /// Formats of days by field; `None`: all of them.
    pub dates: Vec<(Option<Field>, DateFormat)>,
    /// Formats of amounts by field; `None`: all of them.
    pub numbers: Vec<(Option<Field>, NumberFormat)>,
    /// What no column says.
    pub constants: Vec<(Field, String)>,
    /// Days from issue to due, where no column says when an invoice is due.
    pub due_days: Option<i32>,
}

/// A place in a mapping.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Place {
    /// Line, from 1.
    pub line: usize,
    /// Column, from 1.
    pub column: usize,
}

/// Where byte `at` of `text` stands.
fn place(text: &str, at: usize) -> Place {
    let before = text.get(..at).unwrap_or(text);
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    Place { line: before.matches('\n').count() + 1, column: before[line_start..].chars().count() + 1 }
}

struct Reading<'a> {
    text: &'a str,
    kind: Kind,
}

impl Reading<'_> {
    fn wrong(&self, at: usize, code: &'static str, what: &str) -> MappingError {
        let Place { line, column } = place(self.text, at);
        MappingError { line, column, code, what: what.to_owned() }
    }

    fn field(&self, key: &Spanned<String>) -> Result<Field, MappingError> {
        let field: Result<Field, _> = key.get_ref().parse();
        let field = field.map_err(|_| self.wrong(key.span().start, "unknown-field", key.get_ref()))?;
        if field.belongs_to(self.kind) {
            Ok(field)
        } else {
            Err(self.wrong(key.span().start, "field-of-other-kind", key.get_ref()))
        }
    }

    /// `date`, `number` or a field, and what it says.
    fn format(
        &self,
        mapping: &mut Mapping,
        key: &Spanned<String>,
        value: &Spanned<String>,
    ) -> Result<(), MappingError> {
        let date = match value.get_ref().as_str() {
            "iso" => Some(DateFormat::Iso),
            "dmy" => Some(DateFormat::DayFirst),
            "mdy" => Some(DateFormat::MonthFirst),
            _ => None,
        };
        let number = match value.get_ref().as_str() {
            "point" => Some(NumberFormat::Point),
            "comma" => Some(NumberFormat::Comma),
            _ => None,
        };
        let (field, content) = match key.get_ref().as_str() {
            "date" => (None, Content::Day),
            "number" => (None, Content::Amount),
            _ => {
                let field = self.field(key)?;
                (Some(field), field.content())
            }
        };
        match (content, date, number) {
            (Content::Day | Content::Moment, Some(date), _) => mapping.dates.push((field, date)),
            (Content::Amount, _, Some(number)) => mapping.numbers.push((field, number)),
            (Content::Day | Content::Moment | Content::Amount | Content::Text, _, _) => {
                return Err(self.wrong(value.span().start, "unknown-format", value.get_ref()));
            }
        }
        Ok(())
    }

    fn constant(
        &self,
        mapping: &mut Mapping,
        key: &Spanned<String>,
        value: &Spanned<toml::Value>,
    ) -> Result<(), MappingError> {
        let at = value.span().start;
        if key.get_ref() == "due_days" {
            let days = value.get_ref().as_integer().filter(|days| (0..=DUE_DAYS_MAX).contains(days));
            let days = days.ok_or_else(|| self.wrong(at, "not-days", &value.get_ref().to_string()))?;
            mapping.due_days = i32::try_from(days).ok();
            return Ok(());
        }
        let field = self.field(key)?;
        let text = value.get_ref().as_str().ok_or_else(|| self.wrong(at, "not-text", key.get_ref()))?;
        if field == Field::Currency && text.parse::<Currency>().is_err() {
            return Err(self.wrong(at, "not-a-currency", text));
        }
        mapping.constants.push((field, text.to_owned()));
        Ok(())
    }
}

impl Mapping {
    /// Reads a mapping for a kind.
    pub fn read(text: &str, kind: Kind) -> Result<Self, MappingError> {
        let reading = Reading { text, kind };
        let raw: Raw = toml::from_str(text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            reading.wrong(at, "syntax", error.message())
        })?;
        if let Some(named) = &raw.kind
            && named.get_ref() != kind.name()
        {
            return Err(reading.wrong(named.span().start, "other-kind", named.get_ref()));
        }
        let mut mapping = Self { text: text.to_owned(), source: raw.source.clone(), ..Self::default() };
        if let Some(label) = &raw.encoding {
            if encoding_rs::Encoding::for_label(label.get_ref().as_bytes()).is_none() {
                return Err(reading.wrong(label.span().start, "unknown-encoding", label.get_ref()));
            }
            mapping.encoding = Some(label.get_ref().clone());
        }
        if let Some(delimiter) = &raw.delimiter {
            let [byte] = delimiter.get_ref().as_bytes() else {
                return Err(reading.wrong(delimiter.span().start, "unknown-delimiter", delimiter.get_ref()));
            };
            mapping.delimiter = Some(*byte);
        }
        for (key, header) in &raw.columns {
            let at = place(text, header.span().start);
            mapping.columns.push((reading.field(key)?, header.get_ref().clone(), at));
        }
        for (key, value) in &raw.formats {
            reading.format(&mut mapping, key, value)?;
        }
        for (key, value) in &raw.constants {
            reading.constant(&mut mapping, key, value)?;
        }
        Ok(mapping)
    }

    /// The format of a field's days, when the mapping says one: its own before that of all.
    #[must_use]
    pub fn date_of(&self, field: Field) -> Option<DateFormat> {
        let said = |wanted| self.dates.iter().find(|(at, _)| *at == wanted).map(|(_, format)| *format);
        said(Some(field)).or_else(|| said(None))
    }

    /// The format of a field's amounts, likewise.
    #[must_use]
    pub fn number_of(&self, field: Field) -> Option<NumberFormat> {
        let said = |wanted| self.numbers.iter().find(|(at, _)| *at == wanted).map(|(_, format)| *format);
        said(Some(field)).or_else(|| said(None))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mapping_is_read() {
        let text = "kind = \"invoices\"\nsource = \"erp\"\ndelimiter = \";\"\n[columns]\ndebtor = \"Kd\"\nnumber = \"Nr\"\n\
                    [formats]\ndate = \"mdy\"\ndue_on = \"dmy\"\nnumber = \"comma\"\n[constants]\ncurrency = \"CHF\"\ndue_days = 30\n";
        let mapping = Mapping::read(text, Kind::Invoices).unwrap();
        assert_eq!(mapping.source.as_deref(), Some("erp"));
        assert_eq!(mapping.delimiter, Some(b';'));
        assert_eq!(mapping.columns[0], (Field::Debtor, "Kd".into(), Place { line: 5, column: 10 }));
        assert_eq!(mapping.date_of(Field::IssuedOn), Some(DateFormat::MonthFirst));
        assert_eq!(mapping.date_of(Field::DueOn), Some(DateFormat::DayFirst));
        assert_eq!(mapping.number_of(Field::Amount), Some(NumberFormat::Comma));
        assert_eq!(mapping.due_days, Some(30));
    }

    #[test]
    fn each_mistake_has_its_place() {
        for (text, line, column, code) in [
            ("[columns\n", 1, 9, "syntax"),
            ("kind = \"debtors\"\n", 1, 8, "other-kind"),
            ("[columns]\nnombre = \"x\"\n", 2, 1, "unknown-field"),
            ("[columns]\npaid_on = \"x\"\n", 2, 1, "field-of-other-kind"),
            ("[formats]\ndate = \"ymd?\"\n", 2, 8, "unknown-format"),
            ("[formats]\ndate = \"comma\"\n", 2, 8, "unknown-format"),
            ("[formats]\nname = \"dmy\"\n", 2, 8, "unknown-format"),
            ("[constants]\ncurrency = \"euros\"\n", 2, 12, "not-a-currency"),
            ("[constants]\ndue_days = -3\n", 2, 12, "not-days"),
            ("[constants]\ncountry = 3\n", 2, 11, "not-text"),
            ("encoding = \"klingon\"\n", 1, 12, "unknown-encoding"),
            ("delimiter = \"ab\"\n", 1, 13, "unknown-delimiter"),
        ] {
            let wrong = Mapping::read(text, Kind::Invoices).unwrap_err();
            assert_eq!((wrong.line, wrong.column, wrong.code), (line, column, code), "{text}");
        }
    }
}
