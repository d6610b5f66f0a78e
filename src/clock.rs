//! The only place that asks the time, or draws chance. A stopped clock stops everything that is written down.
//! What never lives here: time zone arithmetic (see `zone`), waiting.
//! `main`, `cli` and `runtime` make one and hand `Now` down.

#![allow(clippy::disallowed_methods, reason = "this is the one place that may ask")]

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime};

use crate::domain::values::{ActId, Day, Instant, Now};
use crate::zone::Zone;

/// The hour at which a clock stopped by `--today` stands.
pub const STOPPED_HOUR: u32 = 9;

/// A clock of the book's zone.
#[derive(Debug, Clone)]
pub struct Clock {
    zone: Zone,
    stopped_at: Option<Instant>,
    ticks: Ticks,
}

#[derive(Debug, Clone)]
enum Ticks {
    Running(std::time::Instant),
    ByHand(Arc<AtomicU64>),
}

impl Clock {
    /// The machine's clock.
    #[must_use]
    pub fn real(zone: Zone) -> Self {
        Self { zone, stopped_at: None, ticks: Ticks::Running(std::time::Instant::now()) }
    }

    /// Stands at 09:00 of a day in the book's zone; waiting still takes the time it takes.
    #[must_use]
    pub fn stopped(day: Day, zone: Zone) -> Self {
        Self { stopped_at: Some(zone.instant_of(day, STOPPED_HOUR, 0)), ..Self::real(zone) }
    }

    /// Stands still altogether; tests move its waiting time with [`Self::advance`].
    #[must_use]
    pub fn frozen(day: Day, zone: Zone) -> Self {
        Self { ticks: Ticks::ByHand(Arc::default()), ..Self::stopped(day, zone) }
    }

    /// The book's zone.
    #[must_use]
    pub fn zone(&self) -> Zone {
        self.zone
    }

    /// Whether `--today` stopped it.
    #[must_use]
    pub fn is_stopped(&self) -> bool {
        self.stopped_at.is_some()
    }

    /// The moment decisions are made at.
    #[must_use]
    pub fn now(&self) -> Now {
        let at = self.stopped_at.unwrap_or_else(|| {
            let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).unwrap_or(Duration::ZERO);
            Instant(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
        });
        Now { at, today: self.zone.day_of(at) }
    }

    /// Milliseconds since this clock was made; never goes back, runs on a stopped clock too. For waits and toasts.
    #[must_use]
    pub fn monotonic_ms(&self) -> u64 {
        match &self.ticks {
            Ticks::Running(origin) => u64::try_from(origin.elapsed().as_millis()).unwrap_or(u64::MAX),
            Ticks::ByHand(ms) => ms.load(Ordering::SeqCst),
        }
    }

    /// Moves a frozen clock's waiting time; does nothing to one that runs.
    pub fn advance(&self, wait_ms: u64) {
        match &self.ticks {
            Ticks::Running(_) => {}
            Ticks::ByHand(ms) => {
                ms.fetch_add(wait_ms, Ordering::SeqCst);
            }
        }
    }

    /// A new act id.
    #[must_use]
    pub fn new_act(&self) -> ActId {
        ActId::new(self.now().at.0, random_u64())
    }
}

/// Seconds in which a real clock is read before any book is open (crash files, doctor). Milliseconds since 1970, UTC.
#[must_use]
pub fn machine_now() -> Instant {
    Clock::real(Zone::UTC).now().at
}

/// 64 random bits from the operating system. Should it have none to give, the nanoseconds and the process number:
/// enough to keep two acts apart, never used for secrets.
#[must_use]
pub fn random_u64() -> u64 {
    getrandom::u64().unwrap_or_else(|_| {
        let nanos = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).map_or(0, |d| u64::from(d.subsec_nanos()));
        (nanos << 32) ^ (u64::from(std::process::id()) << 8) ^ NEXT.fetch_add(1, Ordering::Relaxed)
    })
}

static NEXT: AtomicU64 = AtomicU64::new(1);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stopped_clock_stands_at_nine() {
        let day: Day = "2013-06-28".parse().unwrap();
        let clock = Clock::stopped(day, Zone::PARIS);
        assert_eq!(clock.now(), Now { at: "2013-06-28T07:00:00Z".parse().unwrap(), today: day });
        assert_eq!(clock.now(), clock.now());
        assert_ne!(clock.new_act(), clock.new_act());
    }

    #[test]
    fn a_frozen_clock_waits_by_hand() {
        let clock = Clock::frozen(Day(0), Zone::UTC);
        let before = clock.monotonic_ms();
        clock.clone().advance(80);
        assert_eq!(clock.monotonic_ms() - before, 80);
        assert!(Clock::real(Zone::UTC).now().at > Instant(1_700_000_000_000));
    }
}
