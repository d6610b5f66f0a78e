//! The promises' part of a book's config: `[promise]`, and `[segment.NAME.promise]` for segments with their own numbers.
//! What never lives here: their meaning (see `domain::terms`).
//! `book` calls it.

use rust_decimal::Decimal;

use super::book::{PROMISE_DAYS_MAX, amount};
use super::located::{Reading, Table};
use crate::domain::codes::Overpayment;
use crate::domain::terms::{GraceDays, PlanRules, Policy, PromiseLimits, PromiseRules};
use crate::domain::values::Currency;

/// Longest grace, in business days: a month.
const GRACE_DAYS_MAX: i32 = 22;
/// Longest window for a payment that comes back, in days: thirteen months, the longest a debit may be contested.
const REVERSAL_DAYS_MAX: i32 = 400;
/// Latest day of a plan's last instalment, in days: ten years.
const PLAN_DAYS_MAX: i32 = 3_660;
/// Most promises on one invoice, and highest level, that a config may name.
const COUNT_MAX: i32 = 99;

const LIMITS: [&str; 5] = ["longest_days", "smallest", "smallest_percent", "open_per_invoice", "highest_level"];

/// Reads `[promise]`, then the segments, which begin with what `[promise]` says.
pub(super) fn promises(reading: &mut Reading<'_>, top: &Table<'_>, policy: &mut Policy, currency: Currency) {
    if let Some(part) = reading.table(top, "promise") {
        policy.promise = rules(reading, part, policy.promise, currency);
    }
    let Some(segments) = reading.table(top, "segment") else { return };
    for key in segments.keys() {
        let name: &str = key.get_ref();
        let Some(segment) = reading.table(segments, name) else { continue };
        reading.only(segment, &["promise"]);
        if let Some(part) = reading.table(segment, "promise") {
            let own = rules(reading, part, policy.promise, currency);
            policy.promise_by_segment.retain(|(known, _)| known.as_str() != name);
            policy.promise_by_segment.push((name.to_owned(), own));
        }
    }
}

/// Reads `[plan]`.
pub(super) fn plans(reading: &mut Reading<'_>, top: &Table<'_>, rules: &mut PlanRules) {
    let Some(part) = reading.table(top, "plan") else { return };
    reading.only(part, &["allowed_misses", "overpayment", "longest_days"]);
    if let Some(misses) = few(reading, part, "allowed_misses", COUNT_MAX) {
        rules.misses_allowed = misses;
    }
    if let Some(days) = reading.whole(part, "longest_days", 1, PLAN_DAYS_MAX) {
        rules.longest_days = days;
    }
    let known: Vec<&str> = Overpayment::ALL.iter().map(|code| code.name()).collect();
    if let Some(code) = reading.word(part, "overpayment", &known).and_then(|word| word.parse().ok()) {
        rules.overpayment = code;
    }
}

fn rules(reading: &mut Reading<'_>, part: &Table<'_>, base: PromiseRules, currency: Currency) -> PromiseRules {
    const OWN: [&str; 7] =
        ["tolerance", "tolerance_percent", "tolerance_cap", "reversal_days", "verify_days", "grace_days", "supervisor"];
    reading.only(part, &[LIMITS.as_slice(), &OWN].concat());
    let mut rules = base;
    if let Some(minor) = amount(reading, part, "tolerance", currency) {
        rules.tolerance_minor = minor;
    }
    if let Some(minor) = amount(reading, part, "tolerance_cap", currency) {
        rules.tolerance_cap_minor = minor;
    }
    if let Some(bp) = percent(reading, part, "tolerance_percent") {
        rules.tolerance_bp = bp;
    }
    if let Some(days) = reading.whole(part, "reversal_days", 0, REVERSAL_DAYS_MAX) {
        rules.reversal_days = days;
    }
    if let Some(days) = few(reading, part, "verify_days", GRACE_DAYS_MAX) {
        rules.verify_days = days;
    }
    rules.collector = limits(reading, part, rules.collector, currency);
    if let Some(grace) = reading.table(part, "grace_days") {
        rules.grace = grace_days(reading, grace, rules.grace);
    }
    if let Some(supervisor) = reading.table(part, "supervisor") {
        reading.only(supervisor, &LIMITS);
        rules.supervisor = limits(reading, supervisor, rules.supervisor, currency);
    }
    rules.supervisor = at_least(rules.supervisor, rules.collector);
    rules
}

fn limits(reading: &mut Reading<'_>, part: &Table<'_>, base: PromiseLimits, currency: Currency) -> PromiseLimits {
    let mut limits = base;
    if let Some(days) = reading.whole(part, "longest_days", 1, PROMISE_DAYS_MAX) {
        limits.longest_days = days;
    }
    if let Some(minor) = amount(reading, part, "smallest", currency) {
        limits.smallest_minor = minor;
    }
    if let Some(bp) = percent(reading, part, "smallest_percent") {
        limits.smallest_bp = bp;
    }
    if let Some(count) = few(reading, part, "open_per_invoice", COUNT_MAX) {
        limits.open_per_invoice = u32::from(count).max(1);
    }
    if let Some(level) = few(reading, part, "highest_level", COUNT_MAX) {
        limits.level_max = u32::from(level);
    }
    limits
}

/// A supervisor may always go as far as a collector.
fn at_least(supervisor: PromiseLimits, collector: PromiseLimits) -> PromiseLimits {
    PromiseLimits {
        longest_days: supervisor.longest_days.max(collector.longest_days),
        smallest_minor: supervisor.smallest_minor.min(collector.smallest_minor),
        smallest_bp: supervisor.smallest_bp.min(collector.smallest_bp),
        open_per_invoice: supervisor.open_per_invoice.max(collector.open_per_invoice),
        level_max: supervisor.level_max.max(collector.level_max),
    }
}

fn grace_days(reading: &mut Reading<'_>, part: &Table<'_>, base: GraceDays) -> GraceDays {
    let mut grace = base;
    let methods = [
        ("transfer", &mut grace.transfer),
        ("cheque", &mut grace.cheque),
        ("direct-debit", &mut grace.direct_debit),
        ("card", &mut grace.card),
        ("cash", &mut grace.cash),
        ("unknown", &mut grace.unknown),
    ];
    let known: Vec<&str> = methods.iter().map(|(name, _)| *name).collect();
    reading.only(part, &known);
    for (name, days) in methods {
        if let Some(read) = few(reading, part, name, GRACE_DAYS_MAX) {
            *days = read;
        }
    }
    grace
}

/// A small count, from 0.
fn few(reading: &mut Reading<'_>, part: &Table<'_>, key: &str, most: i32) -> Option<u8> {
    reading.whole(part, key, 0, most).and_then(|count| u8::try_from(count).ok())
}

/// A percentage as 1/10,000.
fn percent(reading: &mut Reading<'_>, part: &Table<'_>, key: &str) -> Option<i64> {
    let percent = reading.number(part, key, Decimal::ZERO, Decimal::ONE_HUNDRED)?;
    i64::try_from((percent * Decimal::ONE_HUNDRED).round()).ok()
}

#[cfg(test)]
mod tests {
    use crate::config::book::book;
    use crate::domain::codes::{Method, Overpayment};
    use crate::domain::terms::PromiseRules;
    use crate::domain::values::Currency;

    #[test]
    fn a_segment_begins_with_what_everyone_has() {
        let text = "[promise]\nlongest_days = 45\ntolerance = 3\nsmallest = 20\n[promise.grace_days]\ncheque = 7\n\
            [promise.supervisor]\nlongest_days = 60\n\
            [segment.'Grands comptes'.promise]\nlongest_days = 75\nsmallest_percent = 10\nhighest_level = 1\n\
            [segment.'Grands comptes'.promise.grace_days]\ntransfer = 5\n";
        let policy = book(text, Currency::EUR).unwrap().policy;
        let all = policy.promise_rules("other");
        assert_eq!((all.collector.longest_days, all.supervisor.longest_days, all.tolerance_minor), (45, 60, 300));
        assert_eq!((all.grace.of(Some(Method::Cheque)), all.grace.of(None), all.supervisor.smallest_minor), (7, 2, 0));
        let own = policy.promise_rules("GRANDS COMPTES");
        assert_eq!((own.collector.longest_days, own.supervisor.longest_days, own.collector.level_max), (75, 75, 1));
        assert_eq!((own.tolerance_minor, own.collector.smallest_minor, own.collector.smallest_bp), (300, 2_000, 1_000));
        assert_eq!((own.grace.of(Some(Method::Transfer)), own.grace.of(Some(Method::Cheque))), (5, 7));
        assert_eq!(*policy.promise_rules(""), *all);
        let plan = book("[plan]\nallowed_misses = 0\noverpayment = 'last'\nlongest_days = 90\n", Currency::EUR);
        let plan = plan.unwrap().policy.plan;
        assert_eq!((plan.misses_allowed, plan.overpayment, plan.longest_days), (0, Overpayment::Last, 90));
        assert_eq!(book("", Currency::EUR).unwrap().policy.promise, PromiseRules::default());
    }
}
