//! Parts of the week, and the calls a case has had in them: what the chance to reach a debtor is learnt from.
//! What never lives here: the chance itself (see `ranking::reach`), a time zone (the store tells the minute of the day).
//! `case::profile` counts with it, `store` keeps it, `ranking` reads it.

use chrono::Weekday;
use serde::{Deserialize, Serialize};

use super::codes::{DayPart, Outcome};
use super::values::Day;

/// Parts of the week told apart: two halves of the week, three parts of the day. Few, so that counts mean something.
pub const SLOTS: usize = 6;
/// Days of calls remembered one by one: as many as the decay by attempt has steps.
pub const RECENT_CALLS_MAX: usize = 8;
/// The window in which attempts are counted.
pub const FORTNIGHT_DAYS: i32 = 14;

/// The morning ends at eleven, midday at two in the afternoon; minutes of the day.
const MORNING_ENDS: u16 = 11 * 60;
const MIDDAY_ENDS: u16 = 14 * 60;

/// One part of the week: Monday to Wednesday or the rest, before eleven, until two, or later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Slot(u8);

impl Slot {
    /// The slot of a part of a day.
    #[must_use]
    pub fn of(day: Day, part: DayPart) -> Self {
        let half = match day.weekday() {
            Weekday::Mon | Weekday::Tue | Weekday::Wed => 0,
            Weekday::Thu | Weekday::Fri | Weekday::Sat | Weekday::Sun => 3,
        };
        let part = match part {
            DayPart::Morning => 0,
            DayPart::Midday => 1,
            DayPart::Afternoon => 2,
        };
        Self(half + part)
    }

    /// From its number, 0 to 5.
    #[must_use]
    pub fn numbered(number: u8) -> Option<Self> {
        (usize::from(number) < SLOTS).then_some(Self(number))
    }

    /// Its number, from 0.
    #[must_use]
    pub fn index(self) -> usize {
        usize::from(self.0)
    }

    /// The part of the day.
    #[must_use]
    pub fn part(self) -> DayPart {
        match self.0 % 3 {
            0 => DayPart::Morning,
            1 => DayPart::Midday,
            2.. => DayPart::Afternoon,
        }
    }
}

/// The part of the day of a minute counted from midnight of the book's zone.
#[must_use]
pub fn part_of(minute: u16) -> DayPart {
    if minute < MORNING_ENDS {
        DayPart::Morning
    } else if minute < MIDDAY_ENDS {
        DayPart::Midday
    } else {
        DayPart::Afternoon
    }
}

/// Calls out in one slot, and how many of them reached the right party.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Tries {
    /// Calls out.
    pub made: u16,
    /// … that reached.
    pub reached: u16,
}

/// The calls out of a case, counted.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Calls {
    /// Per slot.
    pub slots: [Tries; SLOTS],
    /// The days of the last calls out, latest first, at most [`RECENT_CALLS_MAX`].
    pub recent: Vec<Day>,
    /// The part of the day of the last call out, when it reached nobody: the next one is better made in another.
    pub missed: Option<DayPart>,
    /// How the last talk ended.
    pub talk_outcome: Option<Outcome>,
}

impl Calls {
    /// Counts a call out; calls are handed over in the order they took place.
    pub fn add(&mut self, day: Day, part: Option<DayPart>, reached: bool) {
        if let Some(part) = part {
            let tries = &mut self.slots[Slot::of(day, part).index()];
            tries.made = tries.made.saturating_add(1);
            tries.reached = tries.reached.saturating_add(u16::from(reached));
        }
        self.missed = part.filter(|_| !reached);
        self.recent.insert(0, day);
        self.recent.truncate(RECENT_CALLS_MAX);
    }

    /// Calls out in the fortnight that ends the day before `day`, as far as remembered.
    #[must_use]
    pub fn this_fortnight(&self, day: Day) -> usize {
        self.recent.iter().filter(|on| (0..FORTNIGHT_DAYS).contains(&day.since(**on))).count()
    }

    /// The day of the last call out.
    #[must_use]
    pub fn last_on(&self) -> Option<Day> {
        self.recent.first().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_week_has_six_slots() {
        let monday = Day::from_ymd(2026, 3, 2).unwrap();
        let mut seen: Vec<usize> =
            (0..7).flat_map(|n| DayPart::ALL.iter().map(move |part| Slot::of(monday.plus(n), *part).index())).collect();
        seen.sort_unstable();
        seen.dedup();
        assert_eq!(seen, (0..SLOTS).collect::<Vec<_>>());
        assert_eq!((part_of(659), part_of(660), part_of(840)), (DayPart::Morning, DayPart::Midday, DayPart::Afternoon));
        assert_eq!(Slot::of(monday.plus(3), DayPart::Midday).part(), DayPart::Midday);
        assert_eq!((Slot::numbered(5).map(Slot::index), Slot::numbered(6)), (Some(5), None));
    }

    #[test]
    fn calls_are_counted_latest_first() {
        let monday = Day::from_ymd(2026, 3, 2).unwrap();
        let mut calls = Calls::default();
        for n in 0..10 {
            calls.add(monday.plus(n), Some(DayPart::Morning), n == 9);
        }
        assert_eq!((calls.recent.len(), calls.last_on()), (RECENT_CALLS_MAX, Some(monday.plus(9))));
        assert_eq!(calls.this_fortnight(monday.plus(10)), 8);
        assert_eq!(calls.this_fortnight(monday.plus(22)), 1);
        let made: u16 = calls.slots.iter().map(|tries| tries.made).sum();
        assert_eq!((made, calls.missed), (10, None));
    }
}
