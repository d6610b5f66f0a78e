//! Walking a TOML file with the place of everything at hand: unknown keys, wrong kinds and values out of range each
//! become a complaint with line and column, and reading goes on, so that one look shows all that is wrong.
//! What never lives here: which keys there are.
//! The other files of `config` use it.

use std::ops::Range;

use rust_decimal::Decimal;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::domain::values::Day;

/// Longest config file read, in bytes: a hundred times what a hand writes.
pub const FILE_BYTES_MAX: usize = 1024 * 1024;

/// A word this many letters away from a known one was probably meant to be it.
const NEAR_STEPS_MAX: usize = 3;

/// Something wrong in a config file. `code` names the sentence (`config-CODE`), `facts` fill it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Complaint {
    /// From 1.
    pub line: usize,
    /// From 1, in characters.
    pub column: usize,
    /// What is wrong.
    pub code: &'static str,
    /// Name and value of what the sentence needs.
    pub facts: Vec<(&'static str, String)>,
}

impl Complaint {
    /// The message id in `locales`.
    #[must_use]
    pub fn message_id(&self) -> String {
        format!("config-{}", self.code)
    }
}

/// Every code a complaint may carry.
pub const CODES: &[&str] = &[
    "syntax",
    "unknown-key",
    "unknown-key-near",
    "expects-table",
    "expects-text",
    "expects-number",
    "expects-switch",
    "expects-date",
    "expects-list",
    "not-a-number",
    "not-whole",
    "too-fine",
    "number-range",
    "not-among",
    "not-a-currency",
    "missing-key",
    "too-long",
    "card-syntax",
    "card-unknown-feature",
    "card-twice",
    "card-bounds-not-rising",
    "card-last-bin-open",
    "card-points-too-large",
    "card-bin-count",
    "card-knots-not-rising",
    "card-probability-range",
    "card-name",
    "rule-twice",
    "rule-without",
    "rule-hours",
    "rule-time",
    "rule-pack-twice",
    "not-a-colour",
    "alert-count",
    "alert-nothing",
    "view-count",
    "view-word",
    "dial-number",
    "same-weekday",
    "one-of-two",
];

/// The reading of one file: where things stand, and what was wrong so far.
#[derive(Debug)]
pub struct Reading<'t> {
    text: &'t str,
    complaints: Vec<Complaint>,
}

/// A table with the place it starts at.
pub type Table<'t> = DeTable<'t>;
/// A value with its place.
pub type Value<'t> = Spanned<DeValue<'t>>;

/// Reads a file through `walk`; all complaints at once when there are any.
pub fn read<T>(text: &str, walk: impl FnOnce(&mut Reading<'_>, &Table<'_>) -> T) -> Result<T, Vec<Complaint>> {
    let mut reading = Reading { text, complaints: vec![] };
    if text.len() > FILE_BYTES_MAX {
        reading.complain(0..0, "too-long", vec![("most", (FILE_BYTES_MAX / 1024).to_string())]);
        return Err(reading.complaints);
    }
    let table = match DeTable::parse(text) {
        Ok(table) => table,
        Err(error) => {
            let detail = error.message().lines().collect::<Vec<_>>().join(", ");
            reading.complain(error.span().unwrap_or(0..0), "syntax", vec![("detail", detail)]);
            return Err(reading.complaints);
        }
    };
    let done = walk(&mut reading, table.get_ref());
    if reading.complaints.is_empty() { Ok(done) } else { Err(reading.complaints) }
}

impl Reading<'_> {
    /// Notes a complaint at a place.
    pub fn complain(&mut self, at: Range<usize>, code: &'static str, facts: Vec<(&'static str, String)>) {
        let (line, column) = self.place(at.start);
        self.complaints.push(Complaint { line, column, code, facts });
    }

    /// Line and column, from 1, of a byte of the file.
    #[must_use]
    pub fn place(&self, byte: usize) -> (usize, usize) {
        let before = self.text.get(..byte.min(self.text.len())).unwrap_or(self.text);
        let line = before.bytes().filter(|b| *b == b'\n').count() + 1;
        let start = before.rfind('\n').map_or(0, |at| at + 1);
        (line, before[start..].chars().count() + 1)
    }

    /// Complains about every key of `table` that is not among `known`, with the nearest one as a hint.
    pub fn only(&mut self, table: &Table<'_>, known: &[&str]) {
        for (key, _) in table {
            let name: &str = key.get_ref();
            if known.contains(&name) {
                continue;
            }
            let near = near(name, known.iter().copied());
            let mut facts = vec![("key", name.to_owned()), ("known", known.join(", "))];
            match near {
                Some(near) => {
                    facts.push(("near", near.to_owned()));
                    self.complain(key.span(), "unknown-key-near", facts);
                }
                None => self.complain(key.span(), "unknown-key", facts),
            }
        }
    }

    /// The table under a key, if there is one.
    pub fn table<'v, 't>(&mut self, table: &'v Table<'t>, key: &str) -> Option<&'v Table<'t>> {
        let value = table.get(key)?;
        let inner = value.get_ref().as_table();
        if inner.is_none() {
            self.complain(value.span(), "expects-table", vec![("key", key.to_owned())]);
        }
        inner
    }

    /// The list under a key; nothing there is an empty list.
    pub fn list<'v, 't>(&mut self, table: &'v Table<'t>, key: &str) -> Vec<&'v Value<'t>> {
        let Some(value) = table.get(key) else { return vec![] };
        match value.get_ref().as_array() {
            Some(inner) => inner.iter().collect(),
            None => {
                self.complain(value.span(), "expects-list", vec![("key", key.to_owned())]);
                vec![]
            }
        }
    }

    /// The text under a key.
    pub fn text(&mut self, table: &Table<'_>, key: &str) -> Option<(String, Range<usize>)> {
        let value = table.get(key)?;
        let text = value.get_ref().as_str();
        if text.is_none() {
            self.complain(value.span(), "expects-text", vec![("key", key.to_owned())]);
        }
        text.map(|text| (text.to_owned(), value.span()))
    }

    /// One of a few words under a key.
    pub fn word(&mut self, table: &Table<'_>, key: &str, known: &[&str]) -> Option<String> {
        let (text, at) = self.text(table, key)?;
        if known.contains(&text.as_str()) {
            return Some(text);
        }
        let facts = vec![("key", key.to_owned()), ("value", text), ("known", known.join(", "))];
        self.complain(at, "not-among", facts);
        None
    }

    /// True or false under a key.
    pub fn switch(&mut self, table: &Table<'_>, key: &str) -> Option<bool> {
        let value = table.get(key)?;
        let on = value.get_ref().as_bool();
        if on.is_none() {
            self.complain(value.span(), "expects-switch", vec![("key", key.to_owned())]);
        }
        on
    }

    /// The day under a key: a TOML date or text in ISO 8601.
    pub fn day(&mut self, table: &Table<'_>, key: &str) -> Option<Day> {
        let value = table.get(key)?;
        let inner = value.get_ref();
        let text = inner.as_datetime().map(ToString::to_string).or_else(|| inner.as_str().map(str::to_owned));
        let day = text.and_then(|text| text.parse().ok());
        if day.is_none() {
            self.complain(value.span(), "expects-date", vec![("key", key.to_owned())]);
        }
        day
    }

    /// The number under a key, exactly as written (`5`, `5.00`, `"5.00"`), within `low..=high`. Never a float.
    pub fn number(&mut self, table: &Table<'_>, key: &str, low: Decimal, high: Decimal) -> Option<Decimal> {
        let value = table.get(key)?;
        let inner = value.get_ref();
        let whole = inner.as_integer().map(|number| number.as_str().replace('_', ""));
        let written = whole.or_else(|| inner.as_float().map(|number| number.as_str().replace('_', "")));
        let Some(text) = written.or_else(|| inner.as_str().map(|text| text.trim().to_owned())) else {
            self.complain(value.span(), "expects-number", vec![("key", key.to_owned())]);
            return None;
        };
        let Ok(number) = text.parse::<Decimal>() else {
            self.complain(value.span(), "not-a-number", vec![("key", key.to_owned()), ("value", text)]);
            return None;
        };
        if number < low || number > high {
            let facts = vec![
                ("key", key.to_owned()),
                ("value", text),
                ("low", low.normalize().to_string()),
                ("high", high.normalize().to_string()),
            ];
            self.complain(value.span(), "number-range", facts);
            return None;
        }
        Some(number)
    }

    /// A whole number under a key, within `low..=high`.
    pub fn whole(&mut self, table: &Table<'_>, key: &str, low: i32, high: i32) -> Option<i32> {
        let number = self.number(table, key, low.into(), high.into())?;
        let whole = if number.fract().is_zero() { i32::try_from(number.trunc()).ok() } else { None };
        if whole.is_none() {
            let at = table.get(key).map_or(0..0, Spanned::span);
            self.complain(at, "not-whole", vec![("key", key.to_owned()), ("value", number.to_string())]);
        }
        whole
    }
}

/// The known word that was probably meant, if one is near.
#[must_use]
pub fn near<'k>(word: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    let nearest = known.map(|known| (distance(word, known), known)).min();
    nearest.filter(|(steps, _)| *steps <= NEAR_STEPS_MAX).map(|(_, known)| known)
}

/// Steps (insert, drop, swap a letter) from one word to another; for hints only, words are short.
fn distance(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (i, a) in from.chars().take(64).enumerate() {
        let mut before = row[0];
        row[0] = i + 1;
        for (j, b) in to.iter().enumerate() {
            let here = row[j + 1];
            let swap = before + usize::from(a != *b);
            row[j + 1] = swap.min(row[j] + 1).min(here + 1);
            before = here;
        }
    }
    row[to.len()] + from.chars().count().saturating_sub(64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_words_are_near() {
        assert_eq!(distance("toleranse", "tolerance"), 1);
        assert_eq!(distance("", "ab"), 2);
        assert!(distance("calendar", "minimum") > 3);
    }

    #[test]
    fn places_count_characters() {
        let reading = Reading { text: "é = 1\nàb = 2\n", complaints: vec![] };
        let at = reading.text.find("2").unwrap();
        assert_eq!(reading.place(at), (2, 6));
    }
}
