//! What the bank says about payments we know: which came back, which of those recorded by hand it confirms.
//! What never lives here: the search for whose a line is (see `matching`), allocation.
//! `derive` and `audit` begin with it: it lays facts aside, it decides nothing else.
//!
//! * A ledger payment below zero takes back the payment that its `invoice` names, and so does a return that a person gave
//!   to a payment: from its day on that payment does not count.
//! * A payment recorded by hand and a bank's payment of the same amount within [`RECORDED_DAYS`] are one payment: it
//!   counts once, as the person recorded it. Each confirms one, the nearest days first.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::effective::effective;
use crate::domain::bank::BANK_KEY;
use crate::domain::case::Facts;
use crate::domain::event::{Entry, Event};
use crate::domain::matching::{Paid, RECORDED_DAYS};
use crate::domain::values::{Currency, Day, EntryId, Money};

/// Index of an entry that stands for a return the bank told of; no act has so many.
const RETURN_INDEX: u8 = u8::MAX;

/// The facts that count on a day.
pub(super) struct Told<'f> {
    pub facts: Cow<'f, Facts>,
    /// Payments recorded by hand that a bank confirmed.
    pub confirmed: BTreeSet<EntryId>,
}

/// A payment's key without the mark of its part.
fn base(reference: &str) -> &str {
    if reference.starts_with(BANK_KEY) { reference.split('/').next().unwrap_or(reference) } else { reference }
}

/// Lays aside what came back and what is told twice.
pub(super) fn told(facts: &Facts, as_of: Day) -> Told<'_> {
    let of_bank = |reference: &str| reference.starts_with(BANK_KEY);
    let concerned = facts.payments.iter().any(|p| of_bank(&p.row.reference) || p.row.amount.minor < 0);
    let given = given_returns(facts, as_of);
    if !concerned && given.is_empty() {
        return Told { facts: Cow::Borrowed(facts), confirmed: BTreeSet::new() };
    }
    let mut facts = facts.clone();
    let of_ledger = facts.payments.iter().filter(|p| p.row.amount.minor < 0 && p.row.paid_on <= as_of);
    let returns: BTreeMap<String, Day> =
        of_ledger.map(|p| (p.row.invoice.clone(), p.row.paid_on)).chain(given).collect();
    facts.payments.retain(|p| !returns.contains_key(base(&p.row.reference)) && p.row.amount.minor >= 0);
    let entries = effective(&facts, as_of);
    let reversals: Vec<Entry> = entries.iter().filter_map(|entry| returned(entry, &returns)).collect();
    let reversed = |id: EntryId, all: &[Entry]| {
        all.iter().any(|entry| matches!(&entry.event, Event::PaymentReversed { payment, .. } if *payment == id))
    };
    let mut banked: BTreeMap<String, (i64, Currency, Day)> = BTreeMap::new();
    for payment in facts.payments.iter().filter(|p| of_bank(&p.row.reference) && p.row.paid_on <= as_of) {
        let (key, money) = (base(&payment.row.reference).to_owned(), payment.row.amount);
        banked.entry(key).or_insert((0, money.currency, payment.row.paid_on)).0 += money.minor;
    }
    let mut confirmed = BTreeSet::new();
    let mut twice: BTreeSet<String> = BTreeSet::new();
    for entry in &entries {
        let Event::PaymentRecorded { amount, paid_on, reference, .. } = &entry.event else { continue };
        if of_bank(reference) || reversed(entry.id(), &entries) || reversed(entry.id(), &reversals) {
            continue;
        }
        let near = banked
            .iter()
            .filter(|(key, (minor, currency, _))| !twice.contains(*key) && Money::new(*minor, *currency) == *amount)
            .map(|(key, (_, _, on))| (on.since(*paid_on).abs(), key))
            .min();
        if let Some((_, key)) = near.filter(|(days, _)| *days <= RECORDED_DAYS) {
            twice.insert(key.clone());
            confirmed.insert(entry.id());
        }
    }
    facts.payments.retain(|p| !twice.contains(base(&p.row.reference)));
    facts.entries.extend(reversals);
    Told { facts: Cow::Owned(facts), confirmed }
}

/// Returns that persons gave to a payment: its key, and the day it went back.
fn given_returns(facts: &Facts, as_of: Day) -> Vec<(String, Day)> {
    if !facts.entries.iter().any(|entry| matches!(entry.event, Event::PaymentReturned { .. })) {
        return vec![];
    }
    let entries = effective(facts, as_of).into_iter();
    let given = entries.filter_map(|entry| {
        let Event::PaymentReturned { payment, on, .. } = entry.event else { return None };
        Some((payment, on))
    });
    given.collect()
}

/// The reversal of a payment of the journal that the bank told of; it stands and falls with the payment's own act.
fn returned(entry: &Entry, returns: &BTreeMap<String, Day>) -> Option<Entry> {
    let Event::PaymentRecorded { reference, .. } = &entry.event else { return None };
    let named = returns.get(&entry.id().to_string());
    let on = *named.or_else(|| returns.get(base(reference)).filter(|_| reference.starts_with(BANK_KEY)))?;
    let event = Event::PaymentReversed { payment: entry.id(), on };
    Some(Entry { index: RETURN_INDEX, day: on, event, ..entry.clone() })
}

/// Payments recorded by hand that no bank has confirmed, on a day.
#[must_use]
pub fn unconfirmed(facts: &Facts, as_of: Day) -> Vec<(EntryId, Money, Day)> {
    let told = told(facts, as_of);
    let state = super::derive(facts, as_of);
    let open = state.payments.iter().filter(|p| !p.reference.starts_with(BANK_KEY) && !told.confirmed.contains(&p.id));
    open.map(|payment| (payment.id, payment.amount, payment.paid_on)).collect()
}

/// The bank's keys that standing entries of a case have taken.
#[must_use]
pub fn picks(facts: &Facts) -> BTreeSet<String> {
    let entries = effective(facts, Day::MAX);
    let keys = entries.iter().filter_map(|entry| {
        if let Event::PaymentReturned { line, .. } = &entry.event {
            return Some(line.as_str());
        }
        let Event::PaymentRecorded { reference, .. } = &entry.event else { return None };
        reference.strip_prefix(BANK_KEY)
    });
    keys.map(|key| key.split('/').next().unwrap_or(key).to_owned()).collect()
}

/// The payments of a case that a return of this amount may take back, latest first.
#[must_use]
pub fn returnable(facts: &Facts, amount: Money, on: Day) -> Vec<Paid> {
    let told = told(facts, on);
    let mut all: BTreeMap<&str, (Money, Paid)> = BTreeMap::new();
    for payment in told.facts.payments.iter().filter(|p| p.row.paid_on <= on && !p.row.inferred) {
        let (row, key) = (&payment.row, base(&payment.row.reference));
        let empty = || {
            let paid = Paid { key: key.to_owned(), line: key.to_owned(), on: row.paid_on, invoices: vec![] };
            (Money::new(0, row.amount.currency), paid)
        };
        let slot = all.entry(key).or_insert_with(empty);
        slot.0.minor += row.amount.minor;
        slot.1.invoices.extend(Some(row.invoice.clone()).filter(|number| !number.is_empty()));
    }
    let mut found: Vec<Paid> = all.into_values().filter(|(money, _)| *money == amount).map(|(_, paid)| paid).collect();
    let (state, entries) = (super::derive(facts, on), effective(facts, on));
    for payment in state.payments.iter().filter(|p| p.amount == amount && p.paid_on <= on) {
        let parts = entries.iter().find_map(|entry| {
            let Event::PaymentRecorded { parts, .. } = &entry.event else { return None };
            (entry.id() == payment.id).then_some(parts)
        });
        let invoices = parts.into_iter().flatten().map(|part| part.item.number.clone()).collect();
        let (key, line) = (payment.id.to_string(), base(&payment.reference).to_owned());
        found.push(Paid { key, line, on: payment.paid_on, invoices });
    }
    found.sort_by(|a, b| (b.on, &b.key).cmp(&(a.on, &a.key)));
    found
}
