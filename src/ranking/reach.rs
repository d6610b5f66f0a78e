//! The chance to reach a debtor today: learnt from their own calls per part of the week, pulled towards the book's mean,
//! falling with every call of the fortnight.
//! What never lives here: counting calls (see `domain::slot`), the parameters (see `domain::order`).
//! `ranking::place` calls it.

use crate::domain::codes::DayPart;
use crate::domain::order::OrderRules;
use crate::domain::slot::{Calls, Slot};
use crate::domain::values::Day;

/// The chance of one call, per mille, and when it is best made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reach {
    /// Chance in that part of the day, before the decay.
    pub permille: u16,
    /// The part of the day in which it is highest.
    pub part: DayPart,
    /// Which call of the fortnight it would be, from 1.
    pub attempt: u8,
    /// What is left of the chance at that attempt.
    pub decay_permille: u16,
}

/// The best part of `day` for a call. The part in which nobody answered last time is passed over: another is tried.
#[must_use]
pub fn reach(calls: &Calls, day: Day, rules: &OrderRules) -> Reach {
    let parts = DayPart::ALL.iter().copied().filter(|part| calls.missed != Some(*part));
    let all = parts.map(|part| (chance(calls, Slot::of(day, part), rules), part));
    // Of equal chances the earliest: what is missed then can be tried again the same day.
    let best = all.min_by_key(|(permille, part)| (std::cmp::Reverse(*permille), *part));
    let (permille, part) = best.unwrap_or((0, DayPart::Morning));
    let before = calls.this_fortnight(day).min(rules.decay_permille.len() - 1);
    let attempt = u8::try_from(before + 1).unwrap_or(u8::MAX);
    Reach { permille, part, attempt, decay_permille: rules.decay_permille[before] }
}

/// (reached + strength × the book's mean) / (calls + strength), rounded half up.
fn chance(calls: &Calls, slot: Slot, rules: &OrderRules) -> u16 {
    let tries = calls.slots[slot.index()];
    let strength = u64::from(rules.reach_strength);
    let mean = u64::from(rules.book.reach_permille[slot.index()]);
    let calls = u64::from(tries.made) + strength;
    if calls == 0 {
        return rules.book.reach_permille[slot.index()];
    }
    let reached = u64::from(tries.reached) * 1_000 + strength * mean;
    u16::try_from((2 * reached + calls) / (2 * calls)).unwrap_or(1_000)
}
