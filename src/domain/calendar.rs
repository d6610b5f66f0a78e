//! Working days: weekends and the public holidays of France, Alsace-Moselle's two more, and counting in business days;
//! and, apart from them, the days on which euro payments settle.
//! What never lives here: what a delay means (see `terms`), time zones.
//! `case`, `ranking`, `day` and forms call it. Sources: code du travail L3133-1, L3134-13; the ECB's TARGET closing days.

use chrono::{Datelike, Weekday};

use super::terms::CalendarId;
use super::values::Day;

/// Easter Sunday of a year of the Gregorian calendar (the anonymous algorithm of Meeus, Jones and Butcher).
#[must_use]
pub fn easter(year: i32) -> Day {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (b - (b + 8) / 25 + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let months = h + l - 7 * m + 114;
    let first = Day::from_ymd(year, u32::try_from(months / 31).unwrap_or(3), 1).unwrap_or(Day::MIN);
    first.plus(months % 31)
}

/// True on a public holiday of the calendar (weekends aside).
#[must_use]
pub fn is_holiday(calendar: CalendarId, day: Day) -> bool {
    let alsace = match calendar {
        CalendarId::Plain => return false,
        CalendarId::Fr => false,
        CalendarId::FrAlsaceMoselle => true,
    };
    let date = day.date();
    let fixed = [(1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25)];
    if fixed.contains(&(date.month(), date.day())) || alsace && (date.month(), date.day()) == (12, 26) {
        return true;
    }
    // Easter Monday, Ascension, Whit Monday; Good Friday in Alsace-Moselle.
    match day.since(easter(date.year())) {
        1 | 39 | 50 => true,
        -2 => alsace,
        ..=-3 | -1 | 0 | 2..=38 | 40..=49 | 51.. => false,
    }
}

/// True on a day people work: neither weekend nor public holiday.
#[must_use]
pub fn is_business_day(calendar: CalendarId, day: Day) -> bool {
    !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && !is_holiday(calendar, day)
}

/// Business days after `from` up to and with `to`; 0 when `to` is not later. Counted no further than `most`.
#[must_use]
pub fn business_days_since(calendar: CalendarId, from: Day, to: Day, most: u16) -> u16 {
    let (mut at, mut count) = (from, 0);
    while at < to && count < most {
        at = at.plus(1);
        count += u16::from(is_business_day(calendar, at));
    }
    count
}

/// The day itself when people work on it, else the first one after it.
#[must_use]
pub fn business_day_from(calendar: CalendarId, day: Day) -> Day {
    let mut at = day;
    while !is_business_day(calendar, at) && at < Day::MAX {
        at = at.plus(1);
    }
    at
}

/// The first business day after `day`.
#[must_use]
pub fn next_business_day(calendar: CalendarId, day: Day) -> Day {
    business_day_from(calendar, day.plus(1))
}

/// The last business day before `day`.
#[must_use]
pub fn previous_business_day(calendar: CalendarId, day: Day) -> Day {
    let mut at = day.plus(-1);
    while !is_business_day(calendar, at) && at > Day::MIN {
        at = at.plus(-1);
    }
    at
}

/// `days` business days after `day` (0: the day itself, whatever it is).
#[must_use]
pub fn plus_business_days(calendar: CalendarId, day: Day, days: u8) -> Day {
    (0..days).fold(day, |at, _| next_business_day(calendar, at))
}

/// True on a day on which TARGET2 settles: not Saturday, Sunday, 1 January, Good Friday, Easter Monday, 1 May, 25 or
/// 26 December.
#[must_use]
pub fn is_target2_day(day: Day) -> bool {
    let date = day.date();
    let fixed = [(1, 1), (5, 1), (12, 25), (12, 26)].contains(&(date.month(), date.day()));
    let easter = matches!(day.since(easter(date.year())), -2 | 1);
    !fixed && !easter && !matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

/// The day itself when TARGET2 settles on it, else the first one after it: the earliest value date of money sent then.
#[must_use]
pub fn target2_from(day: Day) -> Day {
    let mut at = day;
    while !is_target2_day(at) && at < Day::MAX {
        at = at.plus(1);
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn target2_closes_on_its_own_days() {
        for (sent, value) in [("2026-04-02", "2026-04-07"), ("2026-12-24", "2026-12-28"), ("2026-04-30", "2026-05-04")]
        {
            assert_eq!(target2_from(day(sent).plus(1)), day(value));
        }
        assert!(is_target2_day(day("2026-07-14")) && !is_business_day(CalendarId::Fr, day("2026-07-14")));
        assert!(!is_target2_day(day("2026-04-03")) && is_business_day(CalendarId::Fr, day("2026-04-03")));
    }

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn easter_falls_where_the_church_says() {
        let known = ["1961-04-02", "2000-04-23", "2008-03-23", "2011-04-24", "2024-03-31", "2026-04-05", "2038-04-25"];
        for date in known {
            assert_eq!(easter(day(date).date().year()), day(date));
        }
    }

    #[test]
    fn the_eleven_days_of_2026_and_the_two_of_alsace() {
        let all = |calendar| -> Vec<String> {
            (0..365)
                .map(|n| day("2026-01-01").plus(n))
                .filter(|d| is_holiday(calendar, *d))
                .map(|d| d.to_string()[5..].to_owned())
                .collect()
        };
        let france =
            ["01-01", "04-06", "05-01", "05-08", "05-14", "05-25", "07-14", "08-15", "11-01", "11-11", "12-25"];
        assert_eq!(all(CalendarId::Fr), france);
        let alsace = all(CalendarId::FrAlsaceMoselle);
        assert_eq!(alsace.len(), 13);
        assert!(alsace.contains(&"04-03".to_owned()) && alsace.contains(&"12-26".to_owned()));
        assert!(all(CalendarId::Plain).is_empty());
    }

    #[test]
    fn business_days_step_over_weekends_and_holidays() {
        // Thursday 2 April 2026: Good Friday works in Paris and not in Strasbourg; Monday 6 April is Easter Monday.
        assert_eq!(plus_business_days(CalendarId::Fr, day("2026-04-02"), 2), day("2026-04-07"));
        assert_eq!(plus_business_days(CalendarId::FrAlsaceMoselle, day("2026-04-02"), 2), day("2026-04-08"));
        assert_eq!(plus_business_days(CalendarId::Plain, day("2026-04-02"), 2), day("2026-04-06"));
        assert_eq!(plus_business_days(CalendarId::Fr, day("2026-04-05"), 0), day("2026-04-05"));
        assert_eq!(next_business_day(CalendarId::Fr, day("2026-12-31")), day("2027-01-04"));
        assert_eq!(previous_business_day(CalendarId::Fr, day("2026-05-04")), day("2026-04-30"));
    }
}
