//! The part of a book's config that calls go by: `[call]`, with a table for every outcome that is tried again.
//! What never lives here: its meaning (see `domain::call`).
//! `config::book` calls it.

use super::located::{Reading, Table};
use crate::domain::call::{ATTEMPTS_MAX, CHECKS_MAX, CallRules, Delay, RETRY_MINUTES_MAX, Retry};
use crate::domain::codes::{IdentityCheck, Outcome};
use crate::domain::order::OrderRules;

/// Longest delay in days: a month.
const RETRY_DAYS_MAX: i32 = 31;

/// `[call]`.
pub(super) fn call_part(reading: &mut Reading<'_>, part: &Table<'_>, rules: &mut CallRules) {
    reading.only(part, &["checks_needed", "company_checks", "person_checks", "exhausted_days", "retry"]);
    let most = i32::try_from(CHECKS_MAX).unwrap_or(i32::MAX);
    if let Some(needed) = reading.whole(part, "checks_needed", 0, most).and_then(|needed| u8::try_from(needed).ok()) {
        rules.checks_needed = needed;
    }
    checks(reading, part, "company_checks", &mut rules.company);
    checks(reading, part, "person_checks", &mut rules.person);
    if let Some(days) = days(reading, part, "exhausted_days") {
        rules.exhausted_days = days;
    }
    let Some(outcomes) = reading.table(part, "retry") else { return };
    let known: Vec<&str> = Outcome::ALL.iter().map(|outcome| outcome.name()).collect();
    reading.only(outcomes, &known);
    for outcome in Outcome::ALL {
        if let Some(table) = reading.table(outcomes, outcome.name()) {
            retry(reading, table, *outcome, rules);
        }
    }
}

/// What can be checked: as many as one line of a screen shows.
fn checks(reading: &mut Reading<'_>, part: &Table<'_>, key: &str, checks: &mut Vec<IdentityCheck>) {
    let Some(place) = part.get(key).map(toml::Spanned::span) else { return };
    let mut named = vec![];
    for item in reading.list(part, key) {
        let text = item.get_ref().as_str().unwrap_or_default();
        match text.parse::<IdentityCheck>() {
            Ok(check) if !named.contains(&check) => named.push(check),
            Ok(_) | Err(_) => {
                let known = IdentityCheck::ALL.iter().map(|check| check.name()).collect::<Vec<_>>().join(", ");
                let facts = vec![("key", key.to_owned()), ("value", text.to_owned()), ("known", known)];
                reading.complain(item.span(), "not-among", facts);
            }
        }
    }
    if named.len() > CHECKS_MAX {
        let facts = vec![
            ("key", key.to_owned()),
            ("value", named.len().to_string()),
            ("low", "0".to_owned()),
            ("high", CHECKS_MAX.to_string()),
        ];
        reading.complain(place, "number-range", facts);
    }
    *checks = named;
}

/// Days that never lead to the same day of the week.
fn days(reading: &mut Reading<'_>, table: &Table<'_>, key: &str) -> Option<i32> {
    let days = reading.whole(table, key, 0, RETRY_DAYS_MAX)?;
    if OrderRules::same_weekday(days) {
        let at = table.get(key).map_or(0..0, toml::Spanned::span);
        let facts = vec![
            ("key", key.to_owned()),
            ("value", days.to_string()),
            ("less", (days - 1).to_string()),
            ("more", (days + 1).to_string()),
        ];
        reading.complain(at, "same-weekday", facts);
        return None;
    }
    Some(days)
}

/// One outcome's rule; what it leaves out stays as it was.
fn retry(reading: &mut Reading<'_>, table: &Table<'_>, outcome: Outcome, rules: &mut CallRules) {
    reading.only(table, &["days", "minutes", "most", "other_hour", "other_weekday"]);
    let before = rules.retry(outcome).copied().unwrap_or(Retry {
        outcome,
        delay: Delay::Days(1),
        most: 3,
        other_hour: true,
        other_weekday: true,
    });
    let days = days(reading, table, "days").and_then(|days| u8::try_from(days).ok()).map(Delay::Days);
    let minutes = reading.whole(table, "minutes", 1, RETRY_MINUTES_MAX);
    let minutes = minutes.and_then(|minutes| u16::try_from(minutes).ok()).map(Delay::Minutes);
    if table.contains_key("days")
        && let Some(second) = table.get("minutes")
    {
        reading.complain(
            second.span(),
            "one-of-two",
            vec![("first", "days".to_owned()), ("second", "minutes".to_owned())],
        );
    }
    let most = reading.whole(table, "most", 1, ATTEMPTS_MAX).and_then(|most| u8::try_from(most).ok());
    let rule = Retry {
        outcome,
        delay: minutes.or(days).unwrap_or(before.delay),
        most: most.unwrap_or(before.most),
        other_hour: reading.switch(table, "other_hour").unwrap_or(before.other_hour),
        other_weekday: reading.switch(table, "other_weekday").unwrap_or(before.other_weekday),
    };
    rules.retry.retain(|other| other.outcome != outcome);
    rules.retry.push(rule);
}

#[cfg(test)]
mod tests {
    use super::super::book::book;
    use super::*;
    use crate::domain::values::Currency;

    #[test]
    fn what_is_named_is_taken_and_the_rest_stays() {
        let text = "[call]\nchecks_needed = 1\nperson_checks = ['name', 'adr']\nexhausted_days = 10\n\
            [call.retry.busy]\nminutes = 45\n[call.retry.no-answer]\ndays = 3\nmost = 2\nother_hour = false\n\
            [call.retry.refuses]\ndays = 5\n";
        let rules = book(text, Currency::EUR).unwrap().policy.call;
        assert_eq!((rules.checks_needed, rules.exhausted_days), (1, 10));
        assert_eq!(rules.person, [IdentityCheck::Name, IdentityCheck::Address]);
        assert_eq!(rules.company, CallRules::default().company);
        let busy = rules.retry(Outcome::Busy).unwrap();
        assert_eq!((busy.delay, busy.most, busy.other_hour), (Delay::Minutes(45), 2, false));
        assert_eq!((rules.rest_days(Outcome::NoAnswer, 2), rules.rest_days(Outcome::NoAnswer, 3)), (Some(3), Some(10)));
        assert_eq!(rules.rest_days(Outcome::Refuses, 1), Some(5));
        assert_eq!(rules.retry.len(), CallRules::default().retry.len() + 1);
    }
}
