//! Days as people write them: `2026-12-15` `15/12` `15 déc` `ven` `fri` `+5` `fdm` `eom` `demain` `tomorrow`.
//! What never lives here: a clock, working days (the calendar is the domain's).
//! Called through `read`. Figures are day first in both languages, as both are used in Europe; `12/15` is refused.

use chrono::{Datelike, Months};

use super::ReadError;
use crate::domain::values::{Day, text::fold};

/// Longest text that can be a day, in characters (`mercredi 30 septembre 2026` is 26).
const DAY_CHARS_MAX: usize = 40;
/// Furthest a relative day may lie, in days: ten years, beyond any term of payment.
const RELATIVE_DAYS_MAX: i32 = 3_660;

/// Which way a day without a year (or a weekday) lies from today.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Lean {
    Ahead,
    Behind,
}

/// Reads a day that lies ahead: `15/12` is the next one (today counts), `ven` the next Friday after today.
pub fn day(text: &str, today: Day) -> Result<Day, ReadError> {
    parse(text, today, Lean::Ahead)
}

/// Reads a day that lies behind (a payment's, a past call's): `15/12` is the last one, `ven` the last Friday before today.
pub fn past_day(text: &str, today: Day) -> Result<Day, ReadError> {
    parse(text, today, Lean::Behind)
}

fn parse(text: &str, today: Day, lean: Lean) -> Result<Day, ReadError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(ReadError::Empty);
    }
    if text.chars().count() > DAY_CHARS_MAX {
        return Err(ReadError::NotADay);
    }
    if let Some(day) = relative(text, today)? {
        return Ok(day);
    }
    let folded = fold(text);
    let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    if let Some(day) = named(&words, today, lean)? {
        return Ok(day);
    }
    let figures_only = text.chars().all(|c| c.is_ascii_digit() || matches!(c, '/' | '-' | '.' | ' '));
    if figures_only { figures(&words, today, lean) } else { with_month(&words, today, lean) }
}

/// `+5`, `-3`, `+5j`, `+2s`, `+2w`, `+1m`: days, weeks, months from today.
fn relative(text: &str, today: Day) -> Result<Option<Day>, ReadError> {
    let (sign, rest) = match text.chars().next() {
        Some('+') => (1, &text[1..]),
        Some('-') => (-1, &text[1..]),
        _ => return Ok(None),
    };
    let rest = rest.trim();
    let digits = rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(rest.len());
    let number: i32 = rest[..digits].parse().map_err(|_| ReadError::NotADay)?;
    let unit = fold(&rest[digits..]);
    let days = match unit.as_str() {
        "" | "j" | "d" | "jour" | "jours" | "day" | "days" => number,
        "s" | "w" | "sem" | "semaine" | "semaines" | "week" | "weeks" => number.saturating_mul(7),
        "m" | "mois" | "month" | "months" => return months(today, sign, number).map(Some),
        _ => return Err(ReadError::NotADay),
    };
    if days > RELATIVE_DAYS_MAX { Err(ReadError::NoSuchDay) } else { Ok(Some(today.plus(sign * days))) }
}

fn months(today: Day, sign: i32, number: i32) -> Result<Day, ReadError> {
    let months = u32::try_from(number).ok().filter(|n| *n <= 120).ok_or(ReadError::NoSuchDay)?;
    let date = today.date();
    let moved = if sign > 0 {
        date.checked_add_months(Months::new(months))
    } else {
        date.checked_sub_months(Months::new(months))
    };
    moved.map(Day::from_date).ok_or(ReadError::NoSuchDay)
}

/// Words that are a day by themselves.
fn named(words: &[&str], today: Day, lean: Lean) -> Result<Option<Day>, ReadError> {
    let joined = words.concat();
    let month_end = |day: Day| {
        let date = day.date();
        let first = date.with_day(1).unwrap_or(date);
        first.checked_add_months(Months::new(1)).map_or(day, |next| Day::from_date(next).plus(-1))
    };
    let day = match joined.as_str() {
        "aujourdhui" | "auj" | "today" | "tod" | "td" => today,
        "demain" | "dem" | "tomorrow" | "tom" | "tmr" => today.plus(1),
        "apresdemain" | "apd" => today.plus(2),
        "hier" | "yesterday" | "yest" => today.plus(-1),
        "avanthier" => today.plus(-2),
        "fdm" | "finmois" | "findemois" | "findumois" | "eom" | "endofmonth" | "monthend" => month_end(today),
        _ => match words {
            [word] => match weekday(word)? {
                Some(index) => next_weekday(today, index, lean),
                None => return Ok(None),
            },
            ["next", word] | [word, "prochain"] => match weekday(word)? {
                Some(index) => next_weekday(today, index, Lean::Ahead),
                None => return Ok(None),
            },
            ["last", word] | [word, "dernier"] => match weekday(word)? {
                Some(index) => next_weekday(today, index, Lean::Behind),
                None => return Ok(None),
            },
            _ => return Ok(None),
        },
    };
    Ok(Some(day))
}

/// Days from Monday of a weekday's name or its beginning (two letters at least), in either language.
fn weekday(word: &str) -> Result<Option<i32>, ReadError> {
    const NAMES: [[&str; 2]; 7] = [
        ["lundi", "monday"],
        ["mardi", "tuesday"],
        ["mercredi", "wednesday"],
        ["jeudi", "thursday"],
        ["vendredi", "friday"],
        ["samedi", "saturday"],
        ["dimanche", "sunday"],
    ];
    if word.chars().any(|c| !c.is_alphabetic()) {
        return Ok(None);
    }
    let mut found = (0..).zip(NAMES).filter(|(_, names)| names.iter().any(|name| name.starts_with(word)));
    match (found.next(), found.next()) {
        (None, _) => Ok(None),
        (Some(_), Some(_)) => Err(ReadError::Ambiguous),
        (Some(_), None) if word.len() < 2 => Err(ReadError::Ambiguous),
        (Some((index, _)), None) => Ok(Some(index)),
    }
}

fn next_weekday(today: Day, index: i32, lean: Lean) -> Day {
    let here = i32::try_from(today.weekday().num_days_from_monday()).unwrap_or(0);
    match lean {
        Lean::Ahead => today.plus((index - here - 1).rem_euclid(7) + 1),
        Lean::Behind => today.plus(-((here - index - 1).rem_euclid(7) + 1)),
    }
}

/// Days written in figures only.
fn figures(words: &[&str], today: Day, lean: Lean) -> Result<Day, ReadError> {
    let numbers: Vec<u32> =
        words.iter().map(|w| w.parse().map_err(|_| ReadError::NotADay)).collect::<Result<_, _>>()?;
    match (numbers.as_slice(), words) {
        ([_], [one]) if one.len() == 8 => {
            let year = one[..4].parse().map_err(|_| ReadError::NotADay)?;
            whole(year, part(&one[4..6])?, part(&one[6..])?)
        }
        ([_], [one]) if one.len() == 6 => whole(full_year(part(&one[4..])?), part(&one[2..4])?, part(&one[..2])?),
        ([date], [one]) if one.len() <= 2 => day_of_month(*date, today, lean),
        ([date, month], _) => without_year(*date, *month, today, lean),
        ([year, month, date], [first, ..]) if first.len() == 4 => whole(signed(*year)?, *month, *date),
        ([date, month, year], [.., last]) if last.len() == 4 => whole(signed(*year)?, *month, *date),
        ([date, month, year], [.., last]) if last.len() == 2 => whole(full_year(*year), *month, *date),
        _ => Err(ReadError::NotADay),
    }
}

/// Days with the month in letters: `15 déc`, `1er mars 2027`, `Dec 15`, with or without the weekday before it.
fn with_month(words: &[&str], today: Day, lean: Lean) -> Result<Day, ReadError> {
    let rest = match words {
        [first, rest @ ..] if rest.len() >= 2 && weekday(first).is_ok_and(|found| found.is_some()) => rest,
        _ => words,
    };
    let number = |word: &str| {
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let ending = &word[digits.len()..];
        if matches!(ending, "" | "er" | "st" | "nd" | "rd" | "th") { digits.parse::<u32>().ok() } else { None }
    };
    let (date, month, year) = match rest {
        [a, b] => (a, b, None),
        [a, b, year] => (a, b, Some(year)),
        _ => return Err(ReadError::NotADay),
    };
    let (date, month) = match (number(date), number(month)) {
        (Some(date), None) => (date, month_named(month)?),
        (None, Some(date_last)) => (date_last, month_named(date)?),
        _ => return Err(ReadError::NotADay),
    };
    match year {
        None => without_year(date, month, today, lean),
        Some(year) => {
            let figure: u32 = year.parse().map_err(|_| ReadError::NotADay)?;
            match year.len() {
                4 => whole(signed(figure)?, month, date),
                2 => whole(full_year(figure), month, date),
                _ => Err(ReadError::NotADay),
            }
        }
    }
}

/// 1 to 12, from a month's name or its beginning (three letters at least), in either language.
fn month_named(word: &str) -> Result<u32, ReadError> {
    const NAMES: [[&str; 2]; 12] = [
        ["janvier", "january"],
        ["fevrier", "february"],
        ["mars", "march"],
        ["avril", "april"],
        ["mai", "may"],
        ["juin", "june"],
        ["juillet", "july"],
        ["aout", "august"],
        ["septembre", "september"],
        ["octobre", "october"],
        ["novembre", "november"],
        ["decembre", "december"],
    ];
    if word.len() < 3 {
        return Err(ReadError::NotADay);
    }
    let mut found = (1..).zip(NAMES).filter(|(_, names)| names.iter().any(|name| name.starts_with(word)));
    match (found.next(), found.next()) {
        (Some((month, _)), None) => Ok(month),
        (Some(_), Some(_)) => Err(ReadError::Ambiguous),
        (None, _) => Err(ReadError::NotADay),
    }
}

fn part(text: &str) -> Result<u32, ReadError> {
    text.parse().map_err(|_| ReadError::NotADay)
}

fn signed(year: u32) -> Result<i32, ReadError> {
    i32::try_from(year).map_err(|_| ReadError::NotADay)
}

fn full_year(two_digits: u32) -> i32 {
    2_000 + i32::try_from(two_digits).unwrap_or(0)
}

fn whole(year: i32, month: u32, date: u32) -> Result<Day, ReadError> {
    Day::from_ymd(year, month, date).ok_or(ReadError::NoSuchDay)
}

/// A day and month: the nearest on the side it leans to, this year's or the one beside it.
fn without_year(date: u32, month: u32, today: Day, lean: Lean) -> Result<Day, ReadError> {
    let year = today.date().year();
    let years = match lean {
        Lean::Ahead => [year, year + 1],
        Lean::Behind => [year, year - 1],
    };
    let fits = |day: &Day| match lean {
        Lean::Ahead => *day >= today,
        Lean::Behind => *day <= today,
    };
    years.into_iter().filter_map(|year| Day::from_ymd(year, month, date)).find(fits).ok_or(ReadError::NoSuchDay)
}

/// A day of the month alone: this month's or the next one (before) that has it.
fn day_of_month(date: u32, today: Day, lean: Lean) -> Result<Day, ReadError> {
    if !(1..=31).contains(&date) {
        return Err(ReadError::NoSuchDay);
    }
    let first = today.date().with_day(1).ok_or(ReadError::NoSuchDay)?;
    (0..=2)
        .filter_map(|step| match lean {
            Lean::Ahead => first.checked_add_months(Months::new(step)),
            Lean::Behind => first.checked_sub_months(Months::new(step)),
        })
        .filter_map(|month| month.with_day(date).map(Day::from_date))
        .find(|day| match lean {
            Lean::Ahead => *day >= today,
            Lean::Behind => *day <= today,
        })
        .ok_or(ReadError::NoSuchDay)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 2026-11-20 is a Friday.
    const TODAY: &str = "2026-11-20";

    fn ahead(text: &str) -> Result<String, ReadError> {
        day(text, TODAY.parse().unwrap()).map(|d| d.to_string())
    }

    fn ok(text: &str) -> Result<String, ReadError> {
        Ok(text.to_owned())
    }

    #[test]
    fn days_in_figures() {
        for text in ["2026-12-15", "15/12", "15/12/2026", "15.12.26", "15 12", "15-12-2026", "20261215", "151226", "15"]
        {
            assert_eq!(ahead(text), ok("2026-12-15"), "{text}");
        }
        assert_eq!(ahead("20/11"), ok(TODAY));
        assert_eq!(ahead("19/11"), ok("2027-11-19"));
        assert_eq!(ahead("20"), ok(TODAY));
        assert_eq!(ahead("31"), ok("2026-12-31"));
    }

    #[test]
    fn days_in_words_of_both_languages() {
        for text in ["ven", "vendredi", "Fri", "friday", "ve", "next friday", "vendredi prochain"] {
            assert_eq!(ahead(text), ok("2026-11-27"), "{text}");
        }
        for text in [
            "lun",
            "Monday",
            "mo",
            "LUNDI",
            "+3",
            "23/11",
            "+3j",
            "23 nov",
            "lundi 23 novembre",
            "nov 23",
            "23rd Nov 2026",
        ] {
            assert_eq!(ahead(text), ok("2026-11-23"), "{text}");
        }
        for text in ["demain", "tomorrow", "dem", "+1"] {
            assert_eq!(ahead(text), ok("2026-11-21"), "{text}");
        }
        assert_eq!(ahead("aujourd'hui"), ok(TODAY));
        assert_eq!(ahead("après-demain"), ok("2026-11-22"));
        for text in ["fdm", "eom", "fin de mois", "end of month", "30"] {
            assert_eq!(ahead(text), ok("2026-11-30"), "{text}");
        }
        assert_eq!(ahead("+2s"), ok("2026-12-04"));
        assert_eq!(ahead("+2w"), ok("2026-12-04"));
        assert_eq!(ahead("+1m"), ok("2026-12-20"));
        assert_eq!(ahead("1er janvier"), ok("2027-01-01"));
        assert_eq!(ahead("15 déc. 2026"), ok("2026-12-15"));
    }

    #[test]
    fn leap_days_and_year_ends() {
        let at = |text: &str, today: &str| day(text, today.parse().unwrap()).map(|d| d.to_string());
        assert_eq!(at("29/02", "2028-01-10"), ok("2028-02-29"));
        assert_eq!(at("29/02", "2027-03-01"), ok("2028-02-29"));
        assert_eq!(at("29/02", "2026-01-10"), Err(ReadError::NoSuchDay));
        assert_eq!(at("fdm", "2028-02-01"), ok("2028-02-29"));
        assert_eq!(at("+1m", "2027-01-31"), ok("2027-02-28"));
        assert_eq!(at("demain", "2026-12-31"), ok("2027-01-01"));
        assert_eq!(at("eom", "2026-12-31"), ok("2026-12-31"));
        assert_eq!(at("02/01", "2026-12-31"), ok("2027-01-02"));
        assert_eq!(at("31", "2027-02-01"), ok("2027-03-31"));
    }

    #[test]
    fn days_behind_lean_back() {
        let at = |text: &str| past_day(text, TODAY.parse().unwrap()).map(|d| d.to_string());
        assert_eq!(at("ven"), ok("2026-11-13"));
        assert_eq!(at("15/12"), ok("2025-12-15"));
        assert_eq!(at("20/11"), ok(TODAY));
        assert_eq!(at("hier"), ok("2026-11-19"));
        assert_eq!(at("-2"), ok("2026-11-18"));
        assert_eq!(at("25"), ok("2026-10-25"));
    }

    #[test]
    fn what_is_not_a_day_is_said_so() {
        for text in ["12/15", "31/02", "0000-00-00", "9999-12-31", "2026-02-30", "0", "32", "+99999", "29/02/2027"] {
            assert_eq!(ahead(text), Err(ReadError::NoSuchDay), "{text}");
        }
        for text in ["m", "s", "15 jui", "t"] {
            assert_eq!(ahead(text), Err(ReadError::Ambiguous), "{text}");
        }
        for text in ["+5o", "abc", "15/12/026", "+", "1/2/3/4", "12345", "vendredi 13", "15 xyz", "+5 6"] {
            assert_eq!(ahead(text), Err(ReadError::NotADay), "{text}");
        }
        assert_eq!(ahead(" "), Err(ReadError::Empty));
        assert_eq!(ahead(&"1".repeat(10_000)), Err(ReadError::NotADay));
    }
}
