//! Packs of rules for contacts, `rules/*.toml` and the house's own: each pack a table named by its id, with a version and rules.
//! What never lives here: what a rule means (see `domain::permit`).
//! `cli` reads them whenever it opens a book; the texts of all packs in force, one after the other, are one text again.

use std::collections::BTreeSet;
use std::fmt::Display;
use std::str::FromStr;

use super::located::{Complaint, Reading, Table, Value, read};
use crate::domain::codes::{Actor, Channel, Confidence, DebtorKind, HoldReason, Severity};
use crate::domain::permit::{Asks, CAP_MAX, Rule, WINDOW_DAYS_MAX};
use crate::domain::values::Tag;
use crate::domain::values::text::{NAME_CHARS_MAX, clean_line};

/// The packs that come with the program, by id.
pub const PACKS: [(&str, &str); 4] = [
    ("house", include_str!("../../rules/house.toml")),
    ("fr", include_str!("../../rules/fr.toml")),
    ("us-reg-f", include_str!("../../rules/us-reg-f.toml")),
    ("uk", include_str!("../../rules/uk.toml")),
];
/// Those in force when a config names none.
pub const PACKS_DEFAULT: [&str; 2] = ["house", "fr"];

const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const KINDS: [&str; 8] =
    ["hours", "no-holiday", "cap", "pause", "not-held", "not-refused", "not-disputed", "first-letter"];

/// Reads one or several packs.
pub fn rules(text: &str) -> Result<Vec<Rule>, Vec<Complaint>> {
    own(text, &[])
}

/// The same of a house's own file, beside packs of the program that are in force: none of its own may be called as they are.
pub fn own(text: &str, beside: &[String]) -> Result<Vec<Rule>, Vec<Complaint>> {
    read(text, |reading, top| {
        let mut seen = BTreeSet::new();
        let mut out = vec![];
        for (name, value) in top {
            let id: &str = name.get_ref();
            if beside.iter().any(|other| other == id) {
                reading.complain(name.span(), "rule-pack-twice", vec![("value", id.to_owned())]);
                continue;
            }
            match value.get_ref().as_table() {
                Some(_) => out.extend(pack(reading, top, id, &mut seen)),
                None => reading.complain(value.span(), "expects-table", vec![("key", id.to_owned())]),
            }
        }
        out
    })
}

fn pack(reading: &mut Reading<'_>, top: &Table<'_>, id: &str, seen: &mut BTreeSet<String>) -> Vec<Rule> {
    let Some(table) = reading.table(top, id) else { return vec![] };
    reading.only(table, &["version", "language", "rule"]);
    let version = reading.text(table, "version").map_or_else(String::new, |(version, _)| version);
    let name = clean_line(&format!("{id} {version}"), NAME_CHARS_MAX);
    reading.list(table, "rule").into_iter().filter_map(|entry| rule(reading, entry, &name, seen)).collect()
}

fn rule(reading: &mut Reading<'_>, entry: &Value<'_>, pack: &str, seen: &mut BTreeSet<String>) -> Option<Rule> {
    let Some(table) = entry.get_ref().as_table() else {
        reading.complain(entry.span(), "expects-table", vec![("key", "rule".to_owned())]);
        return None;
    };
    let keys = [
        "id",
        "kind",
        "severity",
        "source",
        "confidence",
        "channels",
        "debtor",
        "countries",
        "actors",
        "unknown",
        "from",
        "to",
        "days",
        "count",
        "hold",
    ];
    reading.only(table, &keys);
    let id = required(reading, entry, "id", |reading| reading.text(table, "id").map(|(id, _)| id))?;
    if !seen.insert(id.clone()) {
        reading.complain(entry.span(), "rule-twice", vec![("value", id)]);
        return None;
    }
    let kind = required(reading, entry, "kind", |reading| reading.word(table, "kind", &KINDS))?;
    let severities = Severity::ALL.iter().map(|one| one.name()).collect::<Vec<_>>();
    let severity = required(reading, entry, "severity", |reading| reading.word(table, "severity", &severities))?;
    let source = required(reading, entry, "source", |reading| reading.text(table, "source").map(|(text, _)| text))?;
    let sure = Confidence::ALL.iter().map(|one| one.name()).collect::<Vec<_>>();
    let confidence = required(reading, entry, "confidence", |reading| reading.word(table, "confidence", &sure))?;
    let kinds = DebtorKind::ALL.iter().map(|one| one.name()).collect::<Vec<_>>();
    let debtor = reading.word(table, "debtor", &kinds).and_then(|word| word.parse().ok());
    let unknown = reading.word(table, "unknown", &["pass", "refuse"]);
    let channels = words(reading, table, "channels", Channel::ALL);
    let actors = words(reading, table, "actors", Actor::ALL);
    let countries = reading.list(table, "countries").into_iter().filter_map(|one| one.get_ref().as_str().map(Tag::of));
    let countries = countries.collect();
    let asks = asks(reading, entry, table, &kind)?;
    Some(Rule {
        id: clean_line(&id, NAME_CHARS_MAX),
        pack: pack.to_owned(),
        source: clean_line(&source, NAME_CHARS_MAX),
        confidence: confidence.parse().ok()?,
        severity: severity.parse().ok()?,
        channels,
        debtor,
        actors,
        countries,
        passes_unknown: unknown.as_deref() == Some("pass"),
        asks,
    })
}

fn required<T>(
    reading: &mut Reading<'_>,
    entry: &Value<'_>,
    key: &str,
    read: impl FnOnce(&mut Reading<'_>) -> Option<T>,
) -> Option<T> {
    let there = entry.get_ref().as_table().is_some_and(|table| table.contains_key(key));
    if !there {
        reading.complain(entry.span(), "rule-without", vec![("key", key.to_owned())]);
        return None;
    }
    read(reading)
}

/// The codes that a list names.
fn words<T: Copy + FromStr + Display>(reading: &mut Reading<'_>, table: &Table<'_>, key: &str, all: &[T]) -> Vec<T> {
    let known = || all.iter().map(T::to_string).collect::<Vec<_>>().join(", ");
    let mut out = vec![];
    for item in reading.list(table, key) {
        let text = item.get_ref().as_str().unwrap_or_default();
        match text.parse::<T>() {
            Ok(one) => out.push(one),
            Err(_) => {
                let facts = vec![("key", key.to_owned()), ("value", text.to_owned()), ("known", known())];
                reading.complain(item.span(), "not-among", facts);
            }
        }
    }
    out
}

fn asks(reading: &mut Reading<'_>, entry: &Value<'_>, table: &Table<'_>, kind: &str) -> Option<Asks> {
    let window = i32::from(WINDOW_DAYS_MAX);
    let days = |reading: &mut Reading<'_>| {
        let days = required(reading, entry, "days", |reading| reading.whole(table, "days", 1, window))?;
        u8::try_from(days).ok()
    };
    Some(match kind {
        "hours" => {
            let opens = required(reading, entry, "from", |reading| minute(reading, table, "from"))?;
            let closes = required(reading, entry, "to", |reading| minute(reading, table, "to"))?;
            if opens >= closes {
                reading.complain(entry.span(), "rule-hours", vec![]);
                return None;
            }
            Asks::Hours { opens, closes, days: weekdays(reading, table) }
        }
        "no-holiday" => Asks::NoHoliday,
        "cap" => {
            let most = i32::from(CAP_MAX);
            let count = required(reading, entry, "count", |reading| reading.whole(table, "count", 1, most))?;
            Asks::Cap { count: u8::try_from(count).ok()?, days: days(reading)? }
        }
        "pause" => Asks::Pause { days: days(reading)? },
        "not-held" => {
            let known = HoldReason::ALL.iter().map(|one| one.name()).collect::<Vec<_>>();
            let reason = required(reading, entry, "hold", |reading| reading.word(table, "hold", &known))?;
            Asks::NotHeld(reason.parse().ok()?)
        }
        "not-refused" => Asks::NotRefused,
        "not-disputed" => Asks::NotDisputed,
        _ => Asks::FirstLetter,
    })
}

/// `08:30` as minutes of the day; `24:00` is its end.
fn minute(reading: &mut Reading<'_>, table: &Table<'_>, key: &str) -> Option<u16> {
    let (text, at) = reading.text(table, key)?;
    let read = text.split_once(':').and_then(|(hour, minute)| {
        let (hour, minute) = (hour.parse::<u16>().ok()?, minute.parse::<u16>().ok()?);
        let minutes = hour.checked_mul(60)?.checked_add(minute)?;
        (minute < 60 && minutes <= 24 * 60).then_some(minutes)
    });
    if read.is_none() {
        reading.complain(at, "rule-time", vec![("value", text)]);
    }
    read
}

/// The days named; all of them when none is.
fn weekdays(reading: &mut Reading<'_>, table: &Table<'_>) -> [bool; 7] {
    let mut out = [!table.contains_key("days"); 7];
    for item in reading.list(table, "days") {
        let text = item.get_ref().as_str().unwrap_or_default();
        match DAYS.iter().position(|day| *day == text) {
            Some(at) => out[at] = true,
            None => {
                let facts = vec![("key", "days".to_owned()), ("value", text.to_owned()), ("known", DAYS.join(", "))];
                reading.complain(item.span(), "not-among", facts);
            }
        }
    }
    out
}
