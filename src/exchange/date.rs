//! Days and moments as exports write them: ISO, day first, month first, month names in French and English.
//! What never lives here: how people type days into a form (see `i18n`), a clock.
//! `detect` asks which order a column fits, `rows` reads.

use crate::domain::values::{Day, Instant};
use crate::zone::Zone;

use super::error::Reason;

/// In which order a column writes day and month.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DateFormat {
    /// `2026-03-04`, `20260304`
    Iso,
    /// `04/03/2026`
    DayFirst,
    /// `03/04/2026`
    MonthFirst,
}

impl DateFormat {
    /// Its name in a mapping.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Iso => "iso",
            Self::DayFirst => "dmy",
            Self::MonthFirst => "mdy",
        }
    }
}

/// What one value says about its column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fits {
    /// The same day whatever the order (ISO, a month by name, `05/05/2026`).
    Either,
    /// A day only in this order.
    Only(DateFormat),
    /// Two different days: `03/04/2025`.
    Both,
    /// No day.
    Neither,
}

/// Month names by their first letters, folded; French and English begin alike but for a few.
const MONTHS: &[(&str, u32)] = &[
    ("jan", 1),
    ("fev", 2),
    ("feb", 2),
    ("mar", 3),
    ("avr", 4),
    ("apr", 4),
    ("mai", 5),
    ("may", 5),
    ("juin", 6),
    ("jun", 6),
    ("juil", 7),
    ("jul", 7),
    ("aou", 8),
    ("aug", 8),
    ("sep", 9),
    ("oct", 10),
    ("nov", 11),
    ("dec", 12),
];

/// A date taken apart.
enum Shape {
    /// Year, month, day in no doubt.
    Ymd(u32, u32, u32),
    /// Two numbers and a year.
    Pair(u32, u32, u32),
}

/// Without the time of day that some exports add.
fn date_part(text: &str) -> &str {
    let text = text.trim();
    text.split_once('T').map_or_else(
        || text.rsplit_once(' ').map_or(text, |(date, time)| if time.contains(':') { date.trim() } else { text }),
        |(date, _)| date,
    )
}

fn number(text: &str) -> Option<u32> {
    (text.bytes().all(|byte| byte.is_ascii_digit()) && (1..=4).contains(&text.len())).then(|| text.parse().ok())?
}

/// Two digits: 2000 to 2079, 1980 to 1999.
fn full_year(text: &str) -> Option<u32> {
    let year = number(text)?;
    match text.len() {
        4 => Some(year),
        2 => Some(if year < 80 { 2000 + year } else { 1900 + year }),
        _ => None,
    }
}

fn shape(text: &str) -> Option<Shape> {
    let text = date_part(text);
    let bytes = text.as_bytes();
    if bytes.len() == 8 && bytes.iter().all(u8::is_ascii_digit) {
        return Some(Shape::Ymd(number(&text[..4])?, number(&text[4..6])?, number(&text[6..])?));
    }
    let mut parts = text.split(['-', '/', '.', ' ', ',']).filter(|part| !part.is_empty());
    let (a, b, c) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    if let Some(month) = month_name(b) {
        return if a.len() == 4 {
            Some(Shape::Ymd(number(a)?, month, number(c)?))
        } else {
            Some(Shape::Ymd(full_year(c)?, month, number(a)?))
        };
    }
    if let Some(month) = month_name(a) {
        return Some(Shape::Ymd(full_year(c)?, month, number(b)?));
    }
    if a.len() == 4 {
        return Some(Shape::Ymd(number(a)?, number(b)?, number(c)?));
    }
    if a.len() > 2 || b.len() > 2 {
        return None;
    }
    let (first, second, year) = (number(a)?, number(b)?, full_year(c)?);
    // points stand between day and month in that order wherever they are used
    if text.contains('.') { Some(Shape::Ymd(year, second, first)) } else { Some(Shape::Pair(first, second, year)) }
}

fn month_name(text: &str) -> Option<u32> {
    if text.bytes().next()?.is_ascii_digit() {
        return None;
    }
    let folded = crate::domain::values::text::fold(text);
    MONTHS.iter().find(|(name, _)| folded.starts_with(name)).map(|(_, month)| *month)
}

fn in_calendar(year: u32, month: u32, day: u32) -> bool {
    let year = i32::try_from(year).unwrap_or(0);
    year > 0 && chrono::NaiveDate::from_ymd_opt(year, month, day).is_some()
}

/// What a value says about the format of its column. Empty values say nothing and are not asked.
#[must_use]
pub fn fits(text: &str) -> Fits {
    // most days: whatever they say, they can be read in one order only
    if let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = text.as_bytes()
        && [y1, y2, y3, y4, m1, m2, d1, d2].iter().all(|byte| byte.is_ascii_digit())
    {
        return Fits::Either;
    }
    match shape(text) {
        None => Fits::Neither,
        Some(Shape::Ymd(..)) => Fits::Either,
        Some(Shape::Pair(a, b, year)) => match (in_calendar(year, b, a), in_calendar(year, a, b)) {
            (true, true) if a == b => Fits::Either,
            (true, true) => Fits::Both,
            (true, false) => Fits::Only(DateFormat::DayFirst),
            (false, true) => Fits::Only(DateFormat::MonthFirst),
            (false, false) => Fits::Neither,
        },
    }
}

/// Reads a day. In an ISO column a pair of numbers without order is no day.
pub fn read(text: &str, format: DateFormat) -> Result<Day, Reason> {
    if let Some(day) = iso(text.as_bytes()) {
        return Ok(day);
    }
    let (year, month, day) = match (shape(text).ok_or(Reason::NotADate)?, format) {
        (Shape::Ymd(year, month, day), _) => (year, month, day),
        (Shape::Pair(day, month, year), DateFormat::DayFirst) => (year, month, day),
        (Shape::Pair(month, day, year), DateFormat::MonthFirst) => (year, month, day),
        (Shape::Pair(a, b, year), DateFormat::Iso) if a == b => (year, a, b),
        (Shape::Pair(..), DateFormat::Iso) => return Err(Reason::NotADate),
    };
    if !in_calendar(year, month, day) {
        return Err(Reason::NotADate);
    }
    let year = i32::try_from(year).map_err(|_| Reason::NotADate)?;
    Day::from_ymd(year, month, day).ok_or(Reason::DateOutOfRange)
}

/// The quick way for `2026-03-04`.
fn iso(text: &[u8]) -> Option<Day> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *text else { return None };
    let number = |digits: &[u8]| {
        digits.iter().try_fold(0u32, |sum, byte| byte.is_ascii_digit().then(|| sum * 10 + u32::from(byte - b'0')))
    };
    let year = i32::try_from(number(&[y1, y2, y3, y4])?).ok()?;
    Day::from_ymd(year, number(&[m1, m2])?, number(&[d1, d2])?)
}

/// Reads a moment: ISO with a zone, or a day with a time of the book's zone (no time: noon).
pub fn read_moment(text: &str, format: DateFormat, zone: Zone) -> Result<(Instant, Day), Reason> {
    let text = text.trim();
    if let Ok(at) = text.parse::<Instant>() {
        let day = zone.day_of(at);
        return if (Day::MIN..=Day::MAX).contains(&day) { Ok((at, day)) } else { Err(Reason::DateOutOfRange) };
    }
    let day = read(date_part(text), format)?;
    let time =
        text.split_once('T').or_else(|| text.rsplit_once(' ')).map(|(_, time)| time).filter(|time| time.contains(':'));
    let (hour, minute, second) = match time {
        None => (12, 0, 0),
        Some(time) => {
            let mut parts = time.split(':').map(|part| part.split('.').next().and_then(number));
            let part = |part: Option<Option<u32>>| part.unwrap_or(Some(0)).ok_or(Reason::NotADate);
            (part(parts.next())?, part(parts.next())?, part(parts.next())?)
        }
    };
    if hour > 23 || minute > 59 || second > 59 {
        return Err(Reason::NotADate);
    }
    let at = zone.instant_of(day, hour, minute);
    Ok((Instant(at.0 + i64::from(second) * 1_000), day))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str, format: DateFormat) -> String {
        read(text, format).map_or_else(|reason| reason.code().to_owned(), |day| day.to_string())
    }

    #[test]
    fn days_are_read_as_exports_write_them() {
        use DateFormat::{DayFirst, Iso, MonthFirst};
        for (text, format, due) in [
            ("2026-03-04", Iso, "2026-03-04"),
            ("20260304", DayFirst, "2026-03-04"),
            ("2026/3/4", MonthFirst, "2026-03-04"),
            ("04/03/2026", DayFirst, "2026-03-04"),
            ("3/4/2026", MonthFirst, "2026-03-04"),
            ("04.03.26", MonthFirst, "2026-03-04"),
            ("04-03-99", DayFirst, "1999-03-04"),
            ("4 mars 2026", Iso, "2026-03-04"),
            ("4 août 2026", Iso, "2026-08-04"),
            ("Mar 4, 2026", Iso, "2026-03-04"),
            ("04-juil.-26", Iso, "2026-07-04"),
            ("29/02/2028", DayFirst, "2028-02-29"),
            ("2026-03-04 00:00:00", Iso, "2026-03-04"),
            ("2026-03-04T10:00:00", Iso, "2026-03-04"),
            ("0000-00-00", Iso, "not-a-date"),
            ("9999-12-31", Iso, "date-out-of-range"),
            ("1899-12-31", Iso, "date-out-of-range"),
            ("29/02/2027", DayFirst, "not-a-date"),
            ("31/04/2026", DayFirst, "not-a-date"),
            ("45000", Iso, "not-a-date"),
            ("3/4/2026", Iso, "not-a-date"),
            ("1/2/3/4", DayFirst, "not-a-date"),
            ("é/2/2026", DayFirst, "not-a-date"),
        ] {
            assert_eq!(day(text, format), due, "{text}");
        }
    }

    #[test]
    fn a_value_tells_what_it_can_be() {
        for (text, due) in [
            ("03/04/2025", Fits::Both),
            ("13/04/2025", Fits::Only(DateFormat::DayFirst)),
            ("04/13/2025", Fits::Only(DateFormat::MonthFirst)),
            ("04/04/2025", Fits::Either),
            ("2025-04-03", Fits::Either),
            ("13/13/2025", Fits::Neither),
            ("hier", Fits::Neither),
        ] {
            assert_eq!(fits(text), due, "{text}");
        }
    }

    #[test]
    fn moments_without_a_zone_are_the_books() {
        let read = |text| {
            read_moment(text, DateFormat::DayFirst, Zone::PARIS).map(|(at, day)| (at.to_string(), day.to_string()))
        };
        assert_eq!(read("2026-07-01T10:00:00Z"), Ok(("2026-07-01T10:00:00.000Z".into(), "2026-07-01".into())));
        assert_eq!(read("2026-07-01T23:30:00Z").unwrap().1, "2026-07-02");
        assert_eq!(read("01/07/2026 10:00:05"), Ok(("2026-07-01T08:00:05.000Z".into(), "2026-07-01".into())));
        assert_eq!(read("2026-07-01").unwrap().0, "2026-07-01T10:00:00.000Z");
        assert!(read("01/07/2026 25:00").is_err());
    }
}
