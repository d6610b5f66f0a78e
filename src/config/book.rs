//! The book's own config, `BOOK.toml` beside the book: the house's numbers.
//! What never lives here: their meaning (see `domain::terms`).
//! `cli` reads it whenever it opens a book.

use std::path::PathBuf;

use rust_decimal::Decimal;

use super::call::call_part;
use super::located::{Complaint, Reading, Table, Value, read};
use super::measure::report_part;
use super::order::{capacity_part, order_part, rest_part};
use super::promise;
use super::rules::{PACKS, PACKS_DEFAULT};
use crate::domain::codes::{Actor, DisputeReason};
use crate::domain::terms::{CalendarId, Desk, DisputePolicy, FreshRules, Policy, Rate};
use crate::domain::values::{Currency, Login, Money};

/// Longest delay a house may allow a promise, in days: a year, after which it is no promise but a plan.
pub const PROMISE_DAYS_MAX: i32 = 366;
/// Longest rest after a contact, in days: a quarter.
pub const REST_DAYS_MAX: i32 = 92;
/// Largest amount a threshold may have, in units of the book's currency.
pub const THRESHOLD_MAX: i32 = 1_000_000;

/// What the file says.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct BookConfig {
    /// The numbers in force.
    pub policy: Policy,
    /// A card of the house's own; as written, relative to the config file.
    pub card: Option<PathBuf>,
    /// Which rules for contacts.
    pub contact: ContactPacks,
}

/// Which rules for contacts are in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContactPacks {
    /// For whom the house collects, where the config tells.
    pub actor: Option<Actor>,
    /// The packs that come with the program, by id.
    pub packs: Vec<String>,
    /// A file of the house's own; as written, relative to the config file.
    pub file: Option<PathBuf>,
}

impl Default for ContactPacks {
    fn default() -> Self {
        Self { actor: None, packs: PACKS_DEFAULT.map(str::to_owned).to_vec(), file: None }
    }
}

/// Reads the text of a book's config; whatever it leaves out keeps its default. `currency`: the book's own.
pub fn book(text: &str, currency: Currency) -> Result<BookConfig, Vec<Complaint>> {
    over(text, currency, &BookConfig::default())
}

/// Reads a text that speaks of some numbers only; whatever it leaves out stays as `base` has it.
pub fn over(text: &str, currency: Currency, base: &BookConfig) -> Result<BookConfig, Vec<Complaint>> {
    read(text, |reading, table| walk(reading, table, currency, base.clone()))
}

fn walk(reading: &mut Reading<'_>, top: &Table<'_>, currency: Currency, base: BookConfig) -> BookConfig {
    reading.only(
        top,
        &[
            "calendar", "minimum", "card", "promise", "plan", "segment", "rest", "dispute", "order", "capacity",
            "fresh", "rate", "contact", "report", "alert", "target", "view", "call",
        ],
    );
    let mut policy = base.policy;
    if let Some(word) = reading.word(top, "calendar", &["fr", "fr-alsace-moselle", "plain"]) {
        policy.calendar = match word.as_str() {
            "plain" => CalendarId::Plain,
            "fr-alsace-moselle" => CalendarId::FrAlsaceMoselle,
            _ => CalendarId::Fr,
        };
    }
    if let Some(minor) = amount(reading, top, "minimum", currency) {
        policy.minimum_minor = minor;
    }
    promise::promises(reading, top, &mut policy, currency);
    promise::plans(reading, top, &mut policy.plan);
    if let Some(rest) = reading.table(top, "rest") {
        rest_part(reading, rest, &mut policy);
    }
    if let Some(order) = reading.table(top, "order") {
        order_part(reading, order, &mut policy.order);
    }
    if let Some(capacity) = reading.table(top, "capacity") {
        capacity_part(reading, capacity, &mut policy.order.capacity);
    }
    if let Some(dispute) = reading.table(top, "dispute") {
        dispute_part(reading, dispute, &mut policy.dispute, currency);
    }
    if let Some(fresh) = reading.table(top, "fresh") {
        fresh_part(reading, fresh, &mut policy.fresh);
    }
    report_part(reading, top, &mut policy.measures, currency);
    super::team::team(reading, top, &mut policy.team, currency);
    for entry in reading.list(top, "rate") {
        if let Some(rate) = rate(reading, entry) {
            policy.rates.push(rate);
        }
    }
    let card = reading.text(top, "card").map(|(path, _)| PathBuf::from(path)).or(base.card);
    let mut contact = base.contact;
    if let Some(part) = reading.table(top, "call") {
        call_part(reading, part, &mut policy.call);
    }
    if let Some(part) = reading.table(top, "contact") {
        contact_part(reading, part, &mut contact);
    }
    BookConfig { policy, card, contact }
}

/// The packs of rules for contacts, and a file of the house's own.
fn contact_part(reading: &mut Reading<'_>, part: &Table<'_>, contact: &mut ContactPacks) {
    reading.only(part, &["actor", "packs", "rules"]);
    let actors: Vec<&str> = Actor::ALL.iter().map(|one| one.name()).collect();
    if let Some(actor) = reading.word(part, "actor", &actors) {
        contact.actor = actor.parse().ok();
    }
    if part.contains_key("packs") {
        contact.packs.clear();
    }
    for item in reading.list(part, "packs") {
        let text = item.get_ref().as_str().unwrap_or_default();
        if PACKS.iter().any(|(id, _)| *id == text) {
            contact.packs.push(text.to_owned());
        } else {
            let known: Vec<&str> = PACKS.iter().map(|(id, _)| *id).collect();
            let facts = vec![("key", "packs".to_owned()), ("value", text.to_owned()), ("known", known.join(", "))];
            reading.complain(item.span(), "not-among", facts);
        }
    }
    if let Some((path, _)) = reading.text(part, "rules") {
        contact.file = Some(PathBuf::from(path));
    }
}

/// From how many business days on the bank's and the ledger's figures are doubted, and stale.
fn fresh_part(reading: &mut Reading<'_>, part: &Table<'_>, rules: &mut FreshRules) {
    reading.only(part, &["ageing_days", "stale_days"]);
    for (key, days) in [("ageing_days", &mut rules.ageing_days), ("stale_days", &mut rules.stale_days)] {
        if let Some(read) = reading.whole(part, key, 1, REST_DAYS_MAX).and_then(|read| u16::try_from(read).ok()) {
            *days = read;
        }
    }
}

fn dispute_part(reading: &mut Reading<'_>, part: &Table<'_>, policy: &mut DisputePolicy, currency: Currency) {
    const KEYS: [&str; 9] = [
        "days",
        "by_reason",
        "complaint_days",
        "complaint_holds",
        "refusal_days",
        "supervisor_after_days",
        "authority",
        "supervisor_authority",
        "desk",
    ];
    reading.only(part, &KEYS);
    let days = [
        ("days", &mut policy.days_default),
        ("complaint_days", &mut policy.complaint_days),
        ("refusal_days", &mut policy.refusal_days),
        ("supervisor_after_days", &mut policy.supervisor_after_days),
    ];
    for (key, to) in days {
        if let Some(days) = reading.whole(part, key, 1, PROMISE_DAYS_MAX) {
            *to = days;
        }
    }
    if let Some(holds) = reading.switch(part, "complaint_holds") {
        policy.complaint_holds = holds;
    }
    policy.authority_minor = amount(reading, part, "authority", currency);
    policy.supervisor_authority_minor = amount(reading, part, "supervisor_authority", currency);
    if let Some(reasons) = reading.table(part, "by_reason") {
        let known: Vec<&str> = DisputeReason::ALL.iter().map(|reason| reason.name()).collect();
        reading.only(reasons, &known);
        for reason in DisputeReason::ALL {
            if let Some(days) = reading.whole(reasons, reason.name(), 1, PROMISE_DAYS_MAX) {
                policy.days.retain(|(before, _)| before != reason);
                policy.days.push((*reason, days));
            }
        }
    }
    for entry in reading.list(part, "desk") {
        desk(reading, entry, policy);
    }
}

/// Who settles disputes of some reasons, and in how many days.
fn desk(reading: &mut Reading<'_>, entry: &Value<'_>, policy: &mut DisputePolicy) {
    let Some(table) = entry.get_ref().as_table() else {
        return reading.complain(entry.span(), "expects-table", vec![("key", "desk".to_owned())]);
    };
    reading.only(table, &["reasons", "department", "owner", "days"]);
    if !table.contains_key("reasons") {
        reading.complain(entry.span(), "missing-key", vec![("key", "reasons".to_owned())]);
    }
    let department = reading.text(table, "department").map(|(text, _)| text).unwrap_or_default();
    let owner = reading.text(table, "owner").and_then(|(text, at)| {
        let login = text.parse::<Login>().ok();
        if login.is_none() {
            reading.complain(at, "not-a-number", vec![("key", "owner".to_owned()), ("value", text)]);
        }
        login
    });
    let days = reading.whole(table, "days", 1, PROMISE_DAYS_MAX);
    for item in reading.list(table, "reasons") {
        let Some(reason) = item.get_ref().as_str().and_then(|text| text.parse::<DisputeReason>().ok()) else {
            let known = DisputeReason::ALL.iter().map(|reason| reason.name()).collect::<Vec<_>>().join(", ");
            let value = item.get_ref().as_str().unwrap_or_default().to_owned();
            let facts = vec![("key", "reasons".to_owned()), ("value", value), ("known", known)];
            reading.complain(item.span(), "not-among", facts);
            continue;
        };
        policy.desks.push(Desk { reason, department: department.clone(), owner: owner.clone() });
        policy.days.extend(days.map(|days| (reason, days)));
    }
}

fn rate(reading: &mut Reading<'_>, entry: &Value<'_>) -> Option<Rate> {
    let Some(table) = entry.get_ref().as_table() else {
        reading.complain(entry.span(), "expects-table", vec![("key", "rate".to_owned())]);
        return None;
    };
    reading.only(table, &["from", "since", "rate"]);
    for key in ["from", "since", "rate"] {
        if !table.contains_key(key) {
            reading.complain(entry.span(), "missing-key", vec![("key", key.to_owned())]);
        }
    }
    let (code, at) = reading.text(table, "from")?;
    let Ok(from) = code.parse::<Currency>() else {
        reading.complain(at, "not-a-currency", vec![("value", code)]);
        return None;
    };
    let since = reading.day(table, "since")?;
    let rate = reading.number(table, "rate", Decimal::new(1, 6), Decimal::from(THRESHOLD_MAX))?;
    let micros = i64::try_from((rate * Decimal::from(1_000_000)).round()).ok()?;
    Some(Rate { from, since, micros })
}

/// An amount of the book's currency in minor units, from 0 up to the largest threshold.
pub(super) fn amount(reading: &mut Reading<'_>, table: &Table<'_>, key: &str, currency: Currency) -> Option<i64> {
    let number = reading.number(table, key, Decimal::ZERO, Decimal::from(THRESHOLD_MAX))?;
    match Money::from_decimal(number, currency) {
        Ok(money) => Some(money.minor),
        Err(_) => {
            let at = table.get(key).map_or(0..0, toml::Spanned::span);
            let facts = vec![("key", key.to_owned()), ("digits", currency.minor_digits().to_string())];
            reading.complain(at, "too-fine", facts);
            None
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::codes::{Band, DisputeKind, Outcome};

    #[test]
    fn an_empty_file_is_the_defaults_and_a_full_one_is_read() {
        assert_eq!(book("", Currency::EUR), Ok(BookConfig::default()));
        let text = "calendar = 'fr-alsace-moselle'\nminimum = 12.50\ncard = 'own.toml'\n\
            [promise]\nlongest_days = 45\ntolerance = '3'\ntolerance_percent = 1.5\ntolerance_cap = 40\n\
            [rest]\nafter_talk_days = 3\nafter_miss_days = 2\n[dispute]\ndays = 10\n\
            authority = 500\ncomplaint_holds = true\n[dispute.by_reason]\nquality = 20\n\
            [[dispute.desk]]\nreasons = ['LIV', 'quantity']\ndepartment = 'Logistics'\nowner = 'lea'\ndays = 7\n\
            [[rate]]\nfrom = 'USD'\nsince = 2026-01-01\nrate = 0.92\n";
        let config = book(text, Currency::EUR).unwrap();
        let policy = config.policy;
        assert_eq!(policy.calendar, CalendarId::FrAlsaceMoselle);
        assert_eq!(
            (policy.minimum_minor, policy.promise.collector.longest_days, policy.promise.tolerance_minor),
            (1_250, 45, 300)
        );
        assert_eq!((policy.promise.tolerance_bp, policy.promise.tolerance_cap_minor), (150, 4_000));
        assert_eq!((policy.rest_after_talk_days, policy.rest_after_miss_days), (3, 2));
        let days = |reason| policy.dispute.days(DisputeKind::Dispute, reason);
        assert_eq!([DisputeReason::Quality, DisputeReason::Price, DisputeReason::Delivery].map(days), [20, 10, 7]);
        assert_eq!((policy.dispute.authority_minor, policy.dispute.complaint_holds), (Some(50_000), true));
        let desk = policy.dispute.desk(DisputeReason::Quantity).unwrap();
        assert_eq!((desk.department.as_str(), desk.owner.clone()), ("Logistics", "lea".parse().ok()));
        assert_eq!(policy.rates[0].micros, 920_000);
        assert_eq!(config.card, Some(PathBuf::from("own.toml")));
        let order = "[rest.by_outcome]\nrefuses = 4\n[order]\nbands = [\"new-case\"]\nreach_percent = 40.5\nreach_strength = 9\neffect_percent = 12\n\
            decay_percent = [100, 50.5]\nuntouched_days = 10\n[order.minutes]\ntalk = 4.5\n\
            [capacity]\nhours = 5.5\npause_minutes = 30\n[capacity.people]\nlea = 3\n";
        let policy = book(order, Currency::EUR).unwrap().policy;
        assert_eq!(
            (policy.rest_days(Some(Outcome::Refuses), true, 1), policy.rest_days(Some(Outcome::NoAnswer), false, 1)),
            (4, 1)
        );
        let order = policy.order;
        assert_eq!((order.reach_permille[3], order.reach_strength, order.effect_permille), (405, 9, 120));
        assert_eq!((order.decay_permille[0], order.decay_permille[1], order.decay_permille[7]), (1_000, 505, 505));
        assert_eq!(
            (order.bands[0], order.bands[1], order.bands.len()),
            (Band::NewCase, Band::CallbackDue, Band::ALL.len())
        );
        assert_eq!((order.untouched_days, order.minutes.talk, order.minutes.dispute), (10, 45, 120));
        let lea: Login = "lea".parse().unwrap();
        assert_eq!((order.capacity.tenths(None), order.capacity.tenths(Some(&lea))), (3_000, 1_500));
    }
}
