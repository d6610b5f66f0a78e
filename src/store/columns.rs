//! How values of the domain stand in columns: lists as lines, codes by name, empty for none — both ways, in one place.
//! What never lives here: SQL text.
//! Every file of `store` that reads or writes a row calls it.

use std::fmt::Write;
use std::str::FromStr;

use rusqlite::Row;
use rusqlite::types::Type;

use crate::domain::codes::Nature;
use crate::domain::ledger::Claim;
use crate::domain::values::{Currency, Day, Instant, Login, Money};

/// A list of texts as one column, one a line (cleaned text holds no line end).
#[must_use]
pub fn lines(texts: &[String]) -> String {
    texts.join("\n")
}

/// The list back from [`lines`].
#[must_use]
pub fn from_lines(text: &str) -> Vec<String> {
    text.split('\n').filter(|line| !line.is_empty()).map(str::to_owned).collect()
}

/// A value that does not stand for what its column must hold.
fn bad(column: usize, kind: Type, text: &str) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(column, kind, format!("unreadable: {text}").into())
}

/// Packed bytes that are not what was packed.
pub(in crate::store) fn unreadable(column: usize) -> rusqlite::Error {
    bad(column, Type::Blob, "packed")
}

/// A code or id by its text.
pub fn parsed<T: FromStr>(row: &Row<'_>, column: usize) -> rusqlite::Result<T> {
    let text = row.get_ref(column)?.as_str()?;
    text.parse().map_err(|_| bad(column, Type::Text, text))
}

/// A code or id by its text; empty or NULL for none.
pub fn parsed_or_none<T: FromStr>(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<T>> {
    let text = row.get_ref(column)?.as_str_or_null()?.unwrap_or("");
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|_| bad(column, Type::Text, text))
}

/// A day.
pub fn day(row: &Row<'_>, column: usize) -> rusqlite::Result<Day> {
    row.get(column).map(Day)
}

/// A day or NULL.
pub fn day_or_none(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Day>> {
    row.get::<_, Option<i32>>(column).map(|day| day.map(Day))
}

/// An instant.
pub fn instant(row: &Row<'_>, column: usize) -> rusqlite::Result<Instant> {
    row.get(column).map(Instant)
}

/// An amount from a column of minor units and one of the currency.
pub fn money(row: &Row<'_>, minor: usize, currency: usize) -> rusqlite::Result<Money> {
    Ok(Money::new(row.get(minor)?, parsed::<Currency>(row, currency)?))
}

/// … or NULL in both.
pub fn money_or_none(row: &Row<'_>, minor: usize, currency: usize) -> rusqlite::Result<Option<Money>> {
    let none = [row.get_ref(minor)?, row.get_ref(currency)?].iter().all(|value| value.data_type() == Type::Null);
    if none { Ok(None) } else { money(row, minor, currency).map(Some) }
}

/// Amounts by day as one column: `20100:12500 20131:990`.
#[must_use]
pub fn dues_text(dues: &[(Day, i64)]) -> String {
    let mut out = String::with_capacity(dues.len() * 14);
    for (day, minor) in dues {
        let gap = if out.is_empty() { "" } else { " " };
        // Writing into a String cannot fail.
        let _ = write!(out, "{gap}{}:{minor}", day.0);
    }
    out
}

/// The amounts by day back from [`dues_text`].
pub fn dues(row: &Row<'_>, column: usize) -> rusqlite::Result<Vec<(Day, i64)>> {
    let text = row.get_ref(column)?.as_str()?;
    let due = |part: &str| {
        let (day, minor) = part.split_once(':')?;
        Some((Day(day.parse().ok()?), minor.parse().ok()?))
    };
    let parts = text.split(' ').filter(|part| !part.is_empty());
    parts.map(|part| due(part).ok_or_else(|| bad(column, Type::Text, part))).collect()
}

/// A login, or none when empty.
pub fn login_or_none(row: &Row<'_>, column: usize) -> rusqlite::Result<Option<Login>> {
    let text = row.get_ref(column)?.as_str_or_null()?.unwrap_or("");
    Ok(if text.is_empty() { None } else { Some(Login(text.to_owned())) })
}

/// A login as its column: empty for none.
#[must_use]
pub fn login_text(login: Option<&Login>) -> &str {
    login.map_or("", |login| login.0.as_str())
}

/// 32 bytes of a digest or hash.
pub fn bytes32(row: &Row<'_>, column: usize) -> rusqlite::Result<[u8; 32]> {
    let blob = row.get_ref(column)?.as_blob()?;
    blob.try_into().map_err(|_| bad(column, Type::Blob, "not 32 bytes"))
}

/// What an invoice claims, from its nature (empty: the price) and its late rate.
pub fn claim(row: &Row<'_>, at: usize) -> rusqlite::Result<Claim> {
    let nature = parsed_or_none(row, at)?.unwrap_or(Nature::Principal);
    Ok(Claim { nature, late_rate: row.get(at + 1)? })
}

/// How a nature is kept: empty for a price.
#[must_use]
pub fn nature_text(nature: Nature) -> &'static str {
    if nature == Nature::Principal { "" } else { nature.name() }
}
