//! The rules for contacts asked at a moment: in the debtor's own time, or in every time it may be.
//! What never lives here: the rules (see `domain::permit`), the clock.
//! The verbs and forms that lead to a contact call it.

use super::{Zone, zones_of};
use crate::domain::ledger::DebtorRow;
use crate::domain::permit::{Answer, Ask, Past, Rule, When, next_open, permit};
use crate::domain::values::{Day, Instant};

/// Days tried for the next moment, beyond what the calendar of the rules tells.
const TRIES_MAX: i32 = 14;

/// The debtor's own times at a moment; without a known country, the book's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Local {
    /// True when the place tells them.
    pub known: bool,
    /// The zones.
    pub zones: Vec<Zone>,
    /// Day and minute in each.
    pub moments: Vec<(Day, u16)>,
}

impl Local {
    /// Of a debtor at a moment; `book`: the zone of the book.
    #[must_use]
    pub fn of(debtor: &DebtorRow, book: Zone, at: Instant) -> Self {
        let own = zones_of(&debtor.country, &debtor.postcode);
        let known = !own.is_empty();
        let zones = if known { own } else { vec![book] };
        let minute = |zone: &Zone| {
            let (hour, minute) = zone.hour_minute(at);
            u16::try_from(hour * 60 + minute).unwrap_or(0)
        };
        let moments = zones.iter().map(|zone| (zone.day_of(at), minute(zone))).collect();
        Self { known, zones, moments }
    }

    /// What the rules say of a contact then.
    #[must_use]
    pub fn answer<'r>(&self, rules: &'r [Rule], past: &dyn Past, ask: Ask<'_>) -> Answer<'r> {
        permit(rules, past, ask, When::At { known: self.known, moments: &self.moments })
    }

    /// The first moment from `at` on at which nothing blocks, as things stand; `None`: the calendar alone tells none.
    #[must_use]
    pub fn next(&self, rules: &[Rule], past: &dyn Past, ask: Ask<'_>, at: Instant) -> Option<Instant> {
        let first = self.moments.iter().map(|(day, _)| *day).min()?;
        (0..TRIES_MAX).find_map(|ahead| {
            let (day, opens, closes) = next_open(rules, past, ask, first.plus(ahead))?;
            let instant =
                |zone: &Zone, minute: u16| zone.instant_of(day, u32::from(minute / 60), u32::from(minute % 60));
            let from = self.zones.iter().map(|zone| instant(zone, opens)).max()?.max(at);
            // The end of a day is the start of the next: 24:00 is no time of the day itself.
            let end = self.zones.iter().map(|zone| Instant(instant(zone, closes - 1).0 + 60_000)).min()?;
            (from < end).then_some(from)
        })
    }
}
