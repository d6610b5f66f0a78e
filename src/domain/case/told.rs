//! What the bank says about payments we know: which came back, which of those recorded by hand it confirms.
//! What never lives here: the search for whose a line is (see `matching`), allocation.
//! `derive` and `audit` begin with it: it lays facts aside, it decides nothing else.
//!
//! * A ledger payment below zero takes back the payment that its `invoice` names, and so does a return that a person gave
//!   to a payment: from its day on that payment does not count, all of it, whatever the bank kept for itself (see `back`).
//! * A payment recorded by hand and one of the bank (matched, or given by a person) of the same amount within
//!   [`RECORDED_DAYS`] that name no different invoices are one payment. It counts once: as it was recorded by hand, or, where
//!   that names no invoice and the bank does, as the bank tells it; and it comes back when the bank says so. Each confirms
//!   one, the nearest days first.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::back::returns;
use super::effective::effective;
use crate::domain::bank::BANK_KEY;
use crate::domain::case::Facts;
use crate::domain::event::{Entry, Event};
use crate::domain::matching::RECORDED_DAYS;
use crate::domain::values::{Day, EntryId, Money};

/// Index of an entry that stands for a return the bank told of; no act has so many.
const RETURN_INDEX: u8 = u8::MAX;

/// The facts that count on a day.
pub(super) struct Told<'f> {
    pub facts: Cow<'f, Facts>,
    /// Payments of the ledger that came back, by their key without the mark of a part.
    pub returned: BTreeMap<String, Day>,
    /// Payments recorded by hand that a bank confirmed, with the key of its payment.
    pub confirmed: BTreeMap<EntryId, String>,
}

/// A payment's key without the mark of its part.
pub(super) fn base(reference: &str) -> &str {
    if reference.starts_with(BANK_KEY) { reference.split('/').next().unwrap_or(reference) } else { reference }
}

/// One payment of the bank, all its parts together.
struct Banked {
    money: Money,
    on: Day,
    /// Numbers of the invoices it names.
    names: BTreeSet<String>,
    /// Entries that gave it to the case; none: the ledger did.
    entries: Vec<Entry>,
}

/// Lays aside what came back and what is told twice.
pub(super) fn told(facts: &Facts, as_of: Day) -> Told<'_> {
    let of_bank = |reference: &str| reference.starts_with(BANK_KEY);
    let events = || facts.entries.iter().map(|entry| &entry.event);
    // What was moved here is looked at closely.
    let moved = events().any(|event| matches!(event, Event::ActMovedIn { .. }));
    let came_back = facts.payments.iter().any(|p| p.row.amount.minor < 0)
        || events().any(|event| matches!(event, Event::PaymentReturned { .. }));
    let recorded = |bank: bool| {
        events().any(|event| matches!(event, Event::PaymentRecorded { reference, .. } if of_bank(reference) == bank))
    };
    let twice = recorded(false) && (recorded(true) || facts.payments.iter().any(|p| of_bank(&p.row.reference)));
    if !moved && !came_back && !twice {
        return Told { facts: Cow::Borrowed(facts), returned: BTreeMap::new(), confirmed: BTreeMap::new() };
    }
    let entries = effective(facts, as_of);
    let mut facts = facts.clone();
    let returned = returns(&facts, &entries, as_of);
    facts.payments.retain(|p| p.row.amount.minor >= 0);
    let mut banked = banked(&facts, &entries, as_of);
    let (mut confirmed, mut aside, mut replacing) = (BTreeMap::new(), BTreeSet::new(), BTreeMap::new());
    let mut reversals = vec![];
    for entry in &entries {
        let Event::PaymentRecorded { amount, paid_on, parts, reference, .. } = &entry.event else { continue };
        if of_bank(reference) {
            continue;
        }
        let reversed_on = entries.iter().find_map(|other| {
            let Event::PaymentReversed { payment, on } = &other.event else { return None };
            (*payment == entry.id()).then_some(*on)
        });
        let back_on = reversed_on.or_else(|| returned.get(&entry.id().to_string()).copied());
        let same = |one: &Banked| {
            let other_invoices = !parts.is_empty() && !one.names.is_empty();
            let differ = other_invoices && !parts.iter().any(|part| one.names.contains(&part.item.number));
            one.money == *amount && !differ && back_on.is_none_or(|day| one.on <= day)
        };
        let near = banked.iter().filter(|(_, one)| same(one)).map(|(key, one)| (one.on.since(*paid_on).abs(), key));
        let key = near.min().filter(|(days, _)| *days <= RECORDED_DAYS).map(|(_, key)| key.clone());
        let of_twin = key.as_ref().and_then(|key| returned.get(key)).copied();
        let twin = key.and_then(|key| banked.remove_entry(&key));
        if twin.as_ref().is_some_and(|(_, one)| parts.is_empty() && !one.names.is_empty()) && back_on.is_none() {
            // never counted: given back on the day it came
            reversals.push(reversal(entry, *paid_on));
            confirmed.extend(twin.iter().map(|(key, _)| (entry.id(), key.clone())));
            replacing.extend(twin);
            continue;
        }
        if let Some(on) = back_on.or(of_twin).filter(|_| reversed_on.is_none()) {
            reversals.push(reversal(entry, on.max(*paid_on)));
        }
        if let Some((key, twin)) = twin {
            reversals.extend(twin.entries.iter().map(|entry| reversal(entry, entry.day)));
            confirmed.insert(entry.id(), key.clone());
            aside.insert(key);
        }
    }
    for (key, one) in banked.iter().chain(&replacing) {
        for entry in &one.entries {
            let named = returned.get(&entry.id().to_string()).or_else(|| returned.get(key));
            reversals.extend(named.map(|on| reversal(entry, *on)));
        }
    }
    facts.payments.retain(|p| !aside.contains(base(&p.row.reference)));
    facts.entries.extend(reversals);
    Told { facts: Cow::Owned(facts), returned, confirmed }
}

/// The bank's payments of a case by a day, by key.
fn banked(facts: &Facts, entries: &[Entry], as_of: Day) -> BTreeMap<String, Banked> {
    let mut all: BTreeMap<String, Banked> = BTreeMap::new();
    let mut add = |reference: &str, money: Money, on: Day, names: Vec<&str>, entry: Option<&Entry>| {
        let none = Money::new(0, money.currency);
        let new = || Banked { money: none, on, names: BTreeSet::new(), entries: vec![] };
        let one = all.entry(base(reference).to_owned()).or_insert_with(new);
        one.money.minor += money.minor;
        one.names.extend(names.into_iter().filter(|number| !number.is_empty()).map(str::to_owned));
        one.entries.extend(entry.cloned());
    };
    let of_bank = |reference: &str| reference.starts_with(BANK_KEY);
    for p in facts.payments.iter().filter(|p| of_bank(&p.row.reference) && p.row.paid_on <= as_of) {
        add(&p.row.reference, p.row.amount, p.row.paid_on, vec![&p.row.invoice], None);
    }
    for entry in entries {
        let Event::PaymentRecorded { amount, paid_on, parts, reference, .. } = &entry.event else { continue };
        if of_bank(reference) {
            let numbers = parts.iter().map(|part| part.item.number.as_str()).collect();
            add(reference, *amount, *paid_on, numbers, Some(entry));
        }
    }
    all
}

/// A reversal that the bank told of; it stands and falls with the payment's own act.
fn reversal(paid: &Entry, on: Day) -> Entry {
    Entry { index: RETURN_INDEX, day: on, event: Event::PaymentReversed { payment: paid.id(), on }, ..paid.clone() }
}

/// Payments recorded by hand that no bank has confirmed, on a day.
#[must_use]
pub fn unconfirmed(facts: &Facts, as_of: Day) -> Vec<(EntryId, Money, Day)> {
    let told = told(facts, as_of);
    let state = super::derive(facts, as_of);
    let by_hand = |id: &EntryId, reference: &str| !reference.starts_with(BANK_KEY) && !told.confirmed.contains_key(id);
    let open = state.payments.iter().filter(|p| by_hand(&p.id, &p.reference));
    open.map(|payment| (payment.id, payment.amount, payment.paid_on)).collect()
}

/// What standing entries of a case have taken of the bank's lines, minor units by the line's key.
#[must_use]
pub fn picks(facts: &Facts) -> BTreeMap<String, i64> {
    let mut all = BTreeMap::new();
    for entry in effective(facts, Day::MAX) {
        if let Event::PaymentReturned { line, amount, .. } = &entry.event {
            *all.entry(line.clone()).or_default() += amount.minor;
        } else if let Event::PaymentRecorded { reference, amount, .. } = &entry.event
            && let Some(key) = reference.strip_prefix(BANK_KEY)
        {
            *all.entry(key.split('/').next().unwrap_or(key).to_owned()).or_default() += amount.minor;
        }
    }
    all
}
