//! How values of the domain stand in columns: lists as lines, codes by name, empty for none — both ways, in one place.
//! What never lives here: SQL text.
//! Every file of `store` that reads or writes a row calls it.

use std::fmt::Write;
use std::str::FromStr;

use rusqlite::Row;
use rusqlite::types::Type;

use crate::domain::queue::Factors;
use crate::domain::slot::{Calls, RECENT_CALLS_MAX, Tries};
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

/// The calls of a case as one column, empty for none: `made/reached` of each slot, the last days, the part missed, the
/// outcome of the last talk; groups apart by `|`.
#[must_use]
pub fn calls_text(calls: &Calls) -> String {
    if *calls == Calls::default() {
        return String::new();
    }
    let joined = |texts: Vec<String>| texts.join(" ");
    let slots = joined(calls.slots.iter().map(|tries| format!("{}/{}", tries.made, tries.reached)).collect());
    let recent = joined(calls.recent.iter().map(|day| day.0.to_string()).collect());
    let missed = calls.missed.map_or("", |part| part.name());
    let outcome = calls.talk_outcome.map_or("", |outcome| outcome.name());
    format!("{slots}|{recent}|{missed}|{outcome}")
}

/// Back from [`calls_text`].
pub fn calls(row: &Row<'_>, column: usize) -> rusqlite::Result<Calls> {
    let text = row.get_ref(column)?.as_str()?;
    if text.is_empty() {
        return Ok(Calls::default());
    }
    from_calls(text).ok_or_else(|| bad(column, Type::Text, text))
}

fn from_calls(text: &str) -> Option<Calls> {
    let mut groups = text.split('|');
    let mut calls = Calls::default();
    let mut slots = groups.next()?.split(' ');
    for tries in &mut calls.slots {
        let (made, reached) = slots.next()?.split_once('/')?;
        *tries = Tries { made: made.parse().ok()?, reached: reached.parse().ok()? };
    }
    let days = groups.next()?.split(' ').filter(|day| !day.is_empty());
    calls.recent = days.map(|day| day.parse().ok().map(Day)).take(RECENT_CALLS_MAX).collect::<Option<_>>()?;
    let code = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    calls.missed = code(groups.next()?).map(|part| part.parse()).transpose().ok()?;
    calls.talk_outcome = code(groups.next()?).map(|outcome| outcome.parse()).transpose().ok()?;
    (slots.next().is_none() && groups.next().is_none()).then_some(calls)
}

/// The factors of a line as one column, apart by blanks, in the order of their fields.
pub fn factors_text(factors: &Factors, out: &mut String) {
    out.clear();
    let untouched = factors.untouched_days.unwrap_or(-1);
    let Factors { reach_permille, part, attempt, decay_permille, effect_permille, word_permille, .. } = factors;
    let _infallible = write!(
        out,
        "{reach_permille} {part} {attempt} {decay_permille} {effect_permille} {word_permille} {} {untouched} {}",
        factors.minutes_tenths,
        u8::from(factors.drawn)
    );
}

/// Back from [`factors_text`]; `None` for a line of an older list, which kept none.
#[must_use]
pub fn from_factors(text: &str) -> Option<Factors> {
    let mut fields = text.split(' ');
    Some(Factors {
        reach_permille: fields.next()?.parse().ok()?,
        part: fields.next()?.parse().ok()?,
        attempt: fields.next()?.parse().ok()?,
        decay_permille: fields.next()?.parse().ok()?,
        effect_permille: fields.next()?.parse().ok()?,
        word_permille: fields.next()?.parse().ok()?,
        minutes_tenths: fields.next()?.parse().ok()?,
        untouched_days: fields.next()?.parse().ok().filter(|days| *days >= 0),
        drawn: fields.next()? == "1",
    })
}

/// 32 bytes of a digest or hash.
pub fn bytes32(row: &Row<'_>, column: usize) -> rusqlite::Result<[u8; 32]> {
    let blob = row.get_ref(column)?.as_blob()?;
    blob.try_into().map_err(|_| bad(column, Type::Blob, "not 32 bytes"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::codes::{DayPart, Outcome};

    #[test]
    fn calls_and_factors_read_back_as_written() {
        let mut calls = Calls::default();
        assert_eq!((calls_text(&calls), from_calls("x")), (String::new(), None));
        calls.add(Day(16_000), Some(DayPart::Midday), true);
        calls.add(Day(16_003), Some(DayPart::Morning), false);
        calls.talk_outcome = Some(Outcome::Refuses);
        assert_eq!(from_calls(&calls_text(&calls)), Some(calls));
        for (untouched_days, drawn) in [(None, true), (Some(0), false), (Some(31), true)] {
            let factors = Factors {
                reach_permille: 350,
                part: DayPart::Afternoon,
                attempt: 3,
                decay_permille: 820,
                effect_permille: 250,
                word_permille: 667,
                minutes_tenths: 60,
                untouched_days,
                drawn,
            };
            let mut text = String::new();
            factors_text(&factors, &mut text);
            assert_eq!(from_factors(&text), Some(factors));
        }
        assert_eq!(from_factors(""), None);
    }
}
