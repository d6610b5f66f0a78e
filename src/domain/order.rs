//! The numbers the order of the queue goes by: how likely a call reaches, what a reached call changes, how long it takes.
//! What never lives here: the formula (see `ranking`), reading a config file (see `config`).
//! `config` fills it, `ranking` reads it.
//!
//! Shares are per mille and times tenths of a minute, so that every factor is printed exactly as it is multiplied.

use super::codes::Band;
use super::learnt::{After, Lasting, Learnt, Reaching};
use super::person::{Hours, Person};
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
    /// Minutes a call takes, notes included, as long as the book's own calls have not told otherwise.
    pub minutes: Minutes,
    /// False: what is stated holds, whatever the book's calls told.
    pub learns: bool,
    /// What the book's own calls told; nothing where the house does not want to learn of them.
    pub learnt: Learnt,
    /// The chance by slot and the minutes, as learnt from the book's calls and pulled towards what is stated above.
    pub book: Book,
    /// An overdue case that nobody touched for so many days gets a task, whatever its index.
    pub untouched_days: i32,
    /// The longest a person may put a case off, in days.
    pub snooze_days: i32,
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

/// What is stated, as the book's own calls have moved it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Book {
    /// Chance to reach somebody in each slot.
    pub reach_permille: [u16; SLOTS],
    /// Minutes a call takes.
    pub minutes: Minutes,
}

/// Calls of the book's own that weigh as much as the stated chance to reach somebody: at .35 the standard error of 100
/// calls is 5 points of a hundred, half of what slots are seen to differ by.
const STATED_REACH_CALLS: u64 = 100;
/// Calls of a slot's own that weigh as much as the mean of the whole book.
const BOOK_MEAN_CALLS: u64 = 100;
/// Calls of the book's own that weigh as much as the stated minutes: one call's length spreads about as wide as its mean.
const STATED_MINUTES_CALLS: u64 = 50;
/// Longest call that is believed, in tenths of a minute: an hour.
const MINUTES_TENTHS_MAX: u64 = 600;

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

impl OrderRules {
    /// The same on one day, with what each person works on it.
    #[must_use]
    pub fn on(&self, day: Day, people: &[Person]) -> Self {
        Self { capacity: self.capacity.on(day, people), ..self.clone() }
    }
}

impl Capacity {
    /// The same on one day, for people who have hours of their own: never more than they work on that day.
    #[must_use]
    pub fn on(&self, day: Day, people: &[Person]) -> Self {
        let mut on_day = self.clone();
        for person in people {
            let Some(hours) = &person.hours else { continue };
            let minutes = self.minutes_of(Some(&person.login)).min(hours.minutes(day));
            on_day.people.retain(|(login, _)| *login != person.login);
            on_day.people.push((person.login.clone(), minutes));
        }
        on_day
    }

    /// Tenths of a minute that a person has for calls.
    #[must_use]
    pub fn tenths(&self, who: Option<&Login>) -> u32 {
        u32::from(self.minutes_of(who).saturating_sub(self.pause_minutes)) * 10
    }

    /// … on one day, with hours of their own.
    #[must_use]
    pub fn tenths_on(&self, day: Day, who: Option<&Login>, hours: Option<&Hours>) -> u32 {
        let minutes = hours.map_or(u16::MAX, |hours| hours.minutes(day)).min(self.minutes_of(who));
        u32::from(minutes.saturating_sub(self.pause_minutes)) * 10
    }

    fn minutes_of(&self, who: Option<&Login>) -> u16 {
        let own = self.people.iter().find(|(login, _)| Some(login) == who);
        own.map_or(self.minutes, |(_, minutes)| *minutes)
    }
}

impl Default for OrderRules {
    fn default() -> Self {
        let minutes = Minutes { no_answer: 10, message: 20, talk: 60, dispute: 120, unknown: 60 };
        Self {
            bands: Band::ALL.to_vec(),
            reach_permille: [350; SLOTS],
            learns: true,
            learnt: Learnt::default(),
            book: Book { reach_permille: [350; SLOTS], minutes },
            reach_strength: 4,
            decay_permille: [1_000, 880, 820, 720, 580, 590, 460, 330],
            effect_permille: 250,
            minutes,
            untouched_days: 14,
            snooze_days: 30,
            capacity: Capacity { minutes: 360, pause_minutes: 0, people: vec![] },
            hold_out_permille: 0,
            hold_out_seed: 0,
        }
    }
}

impl OrderRules {
    /// Takes in what the book's own calls told, instead of what was known before; what is stated stays.
    pub fn learn(&mut self, learnt: Learnt) {
        let learnt = if self.learns { learnt } else { Learnt::default() };
        self.learnt = learnt;
        let all = learnt.reach.iter().fold(Reaching::default(), |all, part| Reaching {
            calls: all.calls + part.calls,
            weight_permille: all.weight_permille + part.weight_permille,
            reached: all.reached + part.reached,
        });
        for (slot, part) in learnt.reach.iter().enumerate() {
            let mean = pulled_share(&all, self.reach_permille[slot], STATED_REACH_CALLS);
            self.book.reach_permille[slot] = pulled_share(part, mean, BOOK_MEAN_CALLS);
        }
        let stated = self.minutes;
        for (after, lasting) in After::ALL.into_iter().zip(&learnt.minutes) {
            *self.book.minutes.after_mut(after) = pulled_minutes(lasting, stated.after(after));
        }
    }

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

/// (reached + strength × the mean) / (calls by weight + strength) in per mille, rounded half up.
fn pulled_share(part: &Reaching, mean_permille: u16, strength: u64) -> u16 {
    let calls_permille = part.weight_permille + strength * 1_000;
    let reached = u64::from(part.reached) * 1_000 + strength * u64::from(mean_permille);
    u16::try_from((2_000 * reached + calls_permille) / (2 * calls_permille)).map_or(1_000, |share| share.min(1_000))
}

/// Mean length in tenths of a minute, pulled towards what is stated, rounded half up.
fn pulled_minutes(lasting: &Lasting, stated: u16) -> u16 {
    let calls = u64::from(lasting.calls) + STATED_MINUTES_CALLS;
    let tenths = lasting.tenths + STATED_MINUTES_CALLS * u64::from(stated);
    u16::try_from(((2 * tenths + calls) / (2 * calls)).clamp(1, MINUTES_TENTHS_MAX)).unwrap_or(stated)
}

impl Minutes {
    /// Tenths of a minute after a contact that ended so.
    #[must_use]
    pub const fn after(&self, after: After) -> u16 {
        match after {
            After::NoAnswer => self.no_answer,
            After::Message => self.message,
            After::Talk => self.talk,
            After::Dispute => self.dispute,
            After::Unknown => self.unknown,
        }
    }

    const fn after_mut(&mut self, after: After) -> &mut u16 {
        match after {
            After::NoAnswer => &mut self.no_answer,
            After::Message => &mut self.message,
            After::Talk => &mut self.talk,
            After::Dispute => &mut self.dispute,
            After::Unknown => &mut self.unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn without_calls_what_is_stated_holds_and_many_calls_overrule_it() {
        let mut rules = OrderRules::default();
        rules.learn(Learnt::default());
        assert_eq!(rules, OrderRules::default());
        let mut told = Learnt::default();
        told.reach[1] = Reaching { calls: 10_000, weight_permille: 9_000_000, reached: 5_400 };
        told.minutes[After::Talk as usize] = Lasting { calls: 950, tenths: 950 * 40 };
        rules.learn(told);
        let [first, second, ..] = rules.book.reach_permille;
        assert_eq!((first, second), (597, 600), "5,400 of 9,000 are .60; a slot without calls has the book's mean");
        assert_eq!(rules.book.minutes.talk, 41, "950 calls of four minutes and 50 of the stated six");
        assert_eq!((rules.book.minutes.dispute, rules.minutes.talk), (120, 60));
        rules.learn(Learnt::default());
        assert_eq!(rules, OrderRules::default(), "what is stated was not touched");
    }
}
