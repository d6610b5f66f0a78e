//! The value: what may be asked for today, in the currency of the book. What it is multiplied with stands in
//! `domain::queue::Factors`.
//! What never lives here: the card (see `card`), the order (see `order`).
//! `ranking::place` and the gate call it.

use crate::domain::case::CaseRow;
use crate::domain::terms::Policy;
use crate::domain::values::{Currency, Day};

/// What may be asked for today, in the reporting currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Value {
    /// Minor units of the reporting currency, from the currencies that have a rate.
    pub minor: i64,
    /// Something is collectable in a currency without a rate on that day.
    pub unrated: bool,
    /// Something is collectable in a currency with a rate.
    pub rated: bool,
}

/// Sums what is collectable, each currency by the latest rate in force on `day`. A case with one rated and one unrated
/// currency is worth what is rated: it stays callable.
#[must_use]
pub fn value(row: &CaseRow, day: Day, policy: &Policy, reporting: Currency) -> Value {
    let mut out = Value::default();
    for money in row.money.iter().filter(|money| money.collectable > 0) {
        match converted(money.collectable, money.currency, day, policy, reporting) {
            Some(minor) => {
                out.rated = true;
                out.minor = out.minor.saturating_add(minor);
            }
            None => out.unrated = true,
        }
    }
    out
}

/// `minor` of `from` in minor units of `to` (half rounds up), by the latest dated rate; `None` without one.
#[must_use]
pub fn converted(minor: i64, from: Currency, day: Day, policy: &Policy, to: Currency) -> Option<i64> {
    scaled(i128::from(minor), from, day, policy, to).and_then(|minor| i64::try_from(minor).ok())
}

/// [`converted`] of any multiple of a minor unit, exact before it is rounded.
#[must_use]
pub fn scaled(minor: i128, from: Currency, day: Day, policy: &Policy, to: Currency) -> Option<i128> {
    if from == to {
        return Some(minor);
    }
    let in_force = policy.rates.iter().filter(|rate| rate.from == from && rate.since <= day && rate.micros > 0);
    let rate = in_force.max_by_key(|rate| rate.since)?;
    let up = 10_i128.pow(to.minor_digits());
    let down = 1_000_000 * 10_i128.pow(from.minor_digits());
    let exact = minor * i128::from(rate.micros) * up;
    Some((exact + down / 2).div_euclid(down))
}
