//! The book's time zone: which day an instant falls on, which instant a wall-clock time is. Pure, no clock.
//! What never lives here: asking the time (see `clock`), wording of dates (see `i18n`).
//! Any room but `domain` may call.

mod asked;
mod places;

use std::str::FromStr;

use chrono::{LocalResult, NaiveTime, Offset, TimeDelta, TimeZone, Timelike};
use chrono_tz::Tz;

use crate::domain::values::{Day, Instant};

pub use asked::Local;
pub use places::zones_of;

/// An IANA time zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Zone(Tz);

/// A name that is no time zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not-a-zone")]
pub struct NotAZone;

impl FromStr for Zone {
    type Err = NotAZone;
    fn from_str(name: &str) -> Result<Self, NotAZone> {
        name.trim().parse().map(Self).map_err(|_| NotAZone)
    }
}

impl Zone {
    /// Coordinated universal time.
    pub const UTC: Self = Self(Tz::UTC);
    /// The zone of a new book when nobody says otherwise.
    pub const PARIS: Self = Self(Tz::Europe__Paris);

    /// Its IANA name.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.0.name()
    }

    /// The day an instant falls on here.
    #[must_use]
    pub fn day_of(self, at: Instant) -> Day {
        Day::from_date(at.utc().with_timezone(&self.0).date_naive()).clamp(Day::MIN, Day::MAX)
    }

    /// Hour (0–23) and minute (0–59) of an instant here.
    #[must_use]
    pub fn hour_minute(self, at: Instant) -> (u32, u32) {
        let local = at.utc().with_timezone(&self.0);
        (local.hour(), local.minute())
    }

    /// The minute of the day.
    #[must_use]
    pub fn minute_of(self, at: Instant) -> u16 {
        let (hour, minute) = self.hour_minute(at);
        u16::try_from(hour * 60 + minute).unwrap_or(0)
    }

    /// The instant of a wall-clock time. Where the clocks go forward over it, the first moment after the gap; where they
    /// go back and it comes twice, the first. Hours above 23 or minutes above 59 are held at 23:59.
    #[must_use]
    pub fn instant_of(self, day: Day, hour: u32, minute: u32) -> Instant {
        let time = NaiveTime::from_hms_opt(hour.min(23), minute.min(59), 0).unwrap_or_default();
        let mut local = day.date().and_time(time);
        // The widest gap on record is a whole day (Samoa, 2011); ours are an hour.
        for _ in 0..=96 {
            match self.0.from_local_datetime(&local) {
                LocalResult::Single(at) | LocalResult::Ambiguous(at, _) => return Instant(at.timestamp_millis()),
                LocalResult::None => local += TimeDelta::minutes(15),
            }
        }
        let offset = self.0.offset_from_utc_datetime(&local).fix().local_minus_utc();
        Instant(local.and_utc().timestamp_millis() - i64::from(offset) * 1_000)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn days_are_taken_in_the_zone() {
        let late = "2013-06-30T22:30:00Z".parse().unwrap();
        assert_eq!(Zone::PARIS.day_of(late), day("2013-07-01"));
        assert_eq!(Zone::UTC.day_of(late), day("2013-06-30"));
        assert_eq!(Zone::PARIS.hour_minute(late), (0, 30));
        assert_eq!("Mars/Olympus".parse::<Zone>(), Err(NotAZone));
    }

    #[test]
    fn clock_changes_have_one_answer() {
        // 2026-03-29: 02:00 → 03:00; 2026-10-25: 03:00 → 02:00.
        assert_eq!(Zone::PARIS.instant_of(day("2026-03-29"), 2, 30).to_string(), "2026-03-29T01:00:00.000Z");
        assert_eq!(Zone::PARIS.instant_of(day("2026-10-25"), 2, 30).to_string(), "2026-10-25T00:30:00.000Z");
        assert_eq!(Zone::PARIS.instant_of(day("2026-07-01"), 9, 0).to_string(), "2026-07-01T07:00:00.000Z");
    }

    #[test]
    fn a_time_reads_back_on_its_day() {
        for days in 0..800 {
            let day = day("2025-01-01").plus(days);
            let at = Zone::PARIS.instant_of(day, 9, 5);
            assert_eq!((Zone::PARIS.day_of(at), Zone::PARIS.hour_minute(at)), (day, (9, 5)));
        }
    }
}
