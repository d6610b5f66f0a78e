//! The parts of a book's config that the order of the queue goes by: `[order]`, `[rest]` and `[capacity]`.
//! What never lives here: their meaning (see `domain::order`).
//! `config::book` calls it.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use super::book::REST_DAYS_MAX;
use super::located::{Reading, Table};
use crate::domain::codes::{Band, Outcome};
use crate::domain::order::{Capacity, Minutes, OrderRules};
use crate::domain::terms::Policy;
use crate::domain::values::Login;

/// The longest call worth planning, in minutes.
const MINUTES_MAX: i32 = 60;
/// The most own calls that may weigh as much as the book's mean.
const STRENGTH_MAX: i32 = 1_000;

/// `[order]`.
pub(super) fn order_part(reading: &mut Reading<'_>, part: &Table<'_>, rules: &mut OrderRules) {
    let keys = [
        "bands",
        "reach_percent",
        "reach_strength",
        "effect_percent",
        "hold_out_percent",
        "hold_out_seed",
        "decay_percent",
        "untouched_days",
        "snooze_days",
        "minutes",
        "learn",
    ];
    reading.only(part, &keys);
    bands(reading, part, rules);
    if let Some(share) = share(reading, part, "reach_percent") {
        rules.reach_permille = [share; crate::domain::slot::SLOTS];
    }
    if let Some(calls) = reading.whole(part, "reach_strength", 0, STRENGTH_MAX) {
        rules.reach_strength = calls.to_u16().unwrap_or(rules.reach_strength);
    }
    if let Some(share) = share(reading, part, "effect_percent") {
        rules.effect_permille = share;
    }
    if let Some(share) = share(reading, part, "hold_out_percent") {
        rules.hold_out_permille = share;
    }
    if let Some(seed) = reading.whole(part, "hold_out_seed", 0, i32::MAX) {
        rules.hold_out_seed = seed.to_u64().unwrap_or(0);
    }
    decay(reading, part, rules);
    if let Some(days) = reading.whole(part, "untouched_days", 1, REST_DAYS_MAX) {
        rules.untouched_days = days;
    }
    if let Some(days) = reading.whole(part, "snooze_days", 1, REST_DAYS_MAX) {
        rules.snooze_days = days;
    }
    if let Some(table) = reading.table(part, "minutes") {
        minutes(reading, table, &mut rules.minutes);
    }
    if let Some(learns) = reading.switch(part, "learn") {
        rules.learns = learns;
    }
    // What was learnt stands on what is stated.
    rules.learn(rules.learnt);
}

/// The bands named come first, in that order; the others after them, as they stood.
fn bands(reading: &mut Reading<'_>, part: &Table<'_>, rules: &mut OrderRules) {
    let mut named: Vec<Band> = vec![];
    for item in reading.list(part, "bands") {
        let text = item.get_ref().as_str().unwrap_or_default();
        match text.parse::<Band>() {
            Ok(band) if !named.contains(&band) => named.push(band),
            Ok(_) | Err(_) => {
                let known: Vec<&str> = Band::ALL.iter().map(|band| band.name()).collect();
                let facts = vec![("key", "bands".to_owned()), ("value", text.to_owned()), ("known", known.join(", "))];
                reading.complain(item.span(), "not-among", facts);
            }
        }
    }
    let rest: Vec<Band> = rules.bands.iter().copied().filter(|band| !named.contains(band)).collect();
    rules.bands = named.into_iter().chain(rest).collect();
}

fn minutes(reading: &mut Reading<'_>, part: &Table<'_>, minutes: &mut Minutes) {
    reading.only(part, &["no_answer", "message", "talk", "dispute", "unknown"]);
    let fields = [
        ("no_answer", &mut minutes.no_answer),
        ("message", &mut minutes.message),
        ("talk", &mut minutes.talk),
        ("dispute", &mut minutes.dispute),
        ("unknown", &mut minutes.unknown),
    ];
    for (key, field) in fields {
        let found = reading.number(part, key, Decimal::new(1, 1), MINUTES_MAX.into());
        if let Some(tenths) = found.and_then(|minutes| (minutes * Decimal::TEN).round().to_u16()) {
            *field = tenths;
        }
    }
}

/// The decay by attempt: the last share named holds for all later ones.
fn decay(reading: &mut Reading<'_>, part: &Table<'_>, rules: &mut OrderRules) {
    let mut shares: Vec<u16> = vec![];
    for item in reading.list(part, "decay_percent") {
        let inner = item.get_ref();
        let whole = inner.as_integer().map(|number| number.as_str().to_owned());
        let written = whole.or_else(|| inner.as_float().map(|number| number.as_str().to_owned()));
        let percent = written.and_then(|text| text.parse::<Decimal>().ok());
        match percent.filter(|p| (Decimal::ZERO..=Decimal::ONE_HUNDRED).contains(p)) {
            Some(percent) => shares.extend((percent * Decimal::TEN).round().to_u16()),
            None => reading.complain(item.span(), "expects-number", vec![("key", "decay_percent".to_owned())]),
        }
    }
    let Some(last) = shares.last().copied() else { return };
    for (place, share) in rules.decay_permille.iter_mut().enumerate() {
        *share = shares.get(place).copied().unwrap_or(last);
    }
}

/// A share written in percent, in per mille.
fn share(reading: &mut Reading<'_>, part: &Table<'_>, key: &str) -> Option<u16> {
    let percent = reading.number(part, key, Decimal::ZERO, Decimal::ONE_HUNDRED)?;
    (percent * Decimal::TEN).round().to_u16()
}

/// `[rest]`.
pub(super) fn rest_part(reading: &mut Reading<'_>, part: &Table<'_>, policy: &mut Policy) {
    reading.only(part, &["after_talk_days", "after_miss_days", "by_outcome"]);
    if let Some(days) = reading.whole(part, "after_talk_days", 0, REST_DAYS_MAX) {
        policy.rest_after_talk_days = days;
    }
    if let Some(days) = reading.whole(part, "after_miss_days", 0, REST_DAYS_MAX) {
        policy.rest_after_miss_days = days;
    }
    let Some(outcomes) = reading.table(part, "by_outcome") else { return };
    let known: Vec<&str> = Outcome::ALL.iter().map(|outcome| outcome.name()).collect();
    reading.only(outcomes, &known);
    for outcome in Outcome::ALL {
        if let Some(days) = reading.whole(outcomes, outcome.name(), 0, REST_DAYS_MAX) {
            policy.rest_by_outcome.retain(|(before, _)| before != outcome);
            policy.rest_by_outcome.push((*outcome, days));
        }
    }
}

/// `[capacity]`.
pub(super) fn capacity_part(reading: &mut Reading<'_>, part: &Table<'_>, capacity: &mut Capacity) {
    reading.only(part, &["hours", "pause_minutes", "people"]);
    if let Some(minutes) = hours(reading, part, "hours") {
        capacity.minutes = minutes;
    }
    if let Some(minutes) = reading.whole(part, "pause_minutes", 0, 24 * 60) {
        capacity.pause_minutes = minutes.to_u16().unwrap_or(0);
    }
    let Some(people) = reading.table(part, "people") else { return };
    let logins: Vec<String> = people.iter().map(|(key, _)| key.get_ref().to_string()).collect();
    for name in logins {
        let Some(minutes) = hours(reading, people, &name) else { continue };
        match name.parse::<Login>() {
            Ok(login) => {
                capacity.people.retain(|(before, _)| *before != login);
                capacity.people.push((login, minutes));
            }
            Err(_) => {
                let at = people.get(name.as_str()).map_or(0..0, toml::Spanned::span);
                reading.complain(
                    at,
                    "not-among",
                    vec![("key", "people".to_owned()), ("value", name), ("known", "lea, omar".to_owned())],
                );
            }
        }
    }
}

/// Hours of a day in minutes.
fn hours(reading: &mut Reading<'_>, part: &Table<'_>, key: &str) -> Option<u16> {
    let hours = reading.number(part, key, Decimal::ZERO, Decimal::from(24))?;
    (hours * Decimal::from(60)).round().to_u16()
}
