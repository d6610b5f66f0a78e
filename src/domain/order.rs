//! The numbers the order of the queue goes by: how likely a call reaches, what a reached call changes, how long it takes.
//! What never lives here: the formula (see `ranking`), reading a config file (see `config`).
//! `config` fills it, `ranking` reads it.
//!
//! Shares are per mille and times tenths of a minute, so that every factor is printed exactly as it is multiplied.

use super::codes::Band;
use super::slot::{RECENT_CALLS_MAX, SLOTS};
use super::values::{Day, Login};

/// The parameters of the index, each with its source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrderRules {
    /// The bands, first to last; every band once.
    pub bands: Vec<Band>,
    /// Chance to reach the right person per slot of the week before anything is known of a debtor: the book's own, or .35.
    pub reach_permille: [u16; SLOTS],
    /// How many calls of a debtor's own weigh as much as the book's mean.
    pub reach_strength: u16,
    /// The chance falls with every call of the fortnight (success by attempt in 41,188 published bank calls).
    pub decay_permille: [u16; RECENT_CALLS_MAX],
    /// How much likelier a payment within 7 days is when the debtor was reached: a stated prior, only ever updated from
    /// calls drawn at random.
    pub effect_permille: u16,
    /// Minutes a call takes, notes included.
    pub minutes: Minutes,
    /// An overdue case that nobody touched for so many days gets a task, whatever its index.
    pub untouched_days: i32,
    /// How long people work the queue.
    pub capacity: Capacity,
    /// Share of a day's calls that is drawn at random from those who may be called.
    pub hold_out_permille: u16,
    /// What the draw begins from; kept in the journal with the rest of the config.
    pub hold_out_seed: u64,
}

/// Tenths of a minute by the outcome of the contact before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Minutes {
    /// Nobody was reached.
    pub no_answer: u16,
    /// A message was left, or a third party answered.
    pub message: u16,
    /// The debtor was spoken to.
    pub talk: u16,
    /// … and disputes.
    pub dispute: u16,
    /// Never contacted, or only in writing.
    pub unknown: u16,
}

/// What a person can do in a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Capacity {
    /// Minutes at the queue of whoever has no line of their own.
    pub minutes: u16,
    /// Minutes of pauses within them.
    pub pause_minutes: u16,
    /// Minutes at the queue by person.
    pub people: Vec<(Login, u16)>,
}

impl Capacity {
    /// Tenths of a minute that a person has for calls.
    #[must_use]
    pub fn tenths(&self, who: Option<&Login>) -> u32 {
        let own = self.people.iter().find(|(login, _)| Some(login) == who).map(|(_, minutes)| *minutes);
        u32::from(own.unwrap_or(self.minutes).saturating_sub(self.pause_minutes)) * 10
    }
}

impl Default for OrderRules {
    fn default() -> Self {
        Self {
            bands: Band::ALL.to_vec(),
            reach_permille: [350; SLOTS],
            reach_strength: 4,
            decay_permille: [1_000, 880, 820, 720, 580, 590, 460, 330],
            effect_permille: 250,
            minutes: Minutes { no_answer: 10, message: 20, talk: 60, dispute: 120, unknown: 60 },
            untouched_days: 14,
            capacity: Capacity { minutes: 360, pause_minutes: 0, people: vec![] },
            hold_out_permille: 0,
            hold_out_seed: 0,
        }
    }
}

impl OrderRules {
    /// The place of a band, from 0.
    #[must_use]
    pub fn place(&self, band: Band) -> usize {
        self.bands.iter().position(|one| *one == band).unwrap_or(self.bands.len())
    }

    /// True when a spacing in days is one the system never proposes: always the same day of the week.
    #[must_use]
    pub const fn same_weekday(days: i32) -> bool {
        days > 0 && days % 7 == 0
    }

    /// Days that a case overdue since `oldest_due` was left alone, when that is too long.
    #[must_use]
    pub fn untouched(&self, last_contact: Option<Day>, oldest_due: Option<Day>, day: Day) -> Option<i32> {
        let since = oldest_due?.max(last_contact.unwrap_or(Day::MIN));
        let days = day.since(since);
        (days >= self.untouched_days).then_some(days)
    }
}
