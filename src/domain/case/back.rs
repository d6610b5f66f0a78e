//! Payments that came back: which, when, and what the bank kept for itself; and which of them a return may take back.
//! What never lives here: the search for whose a return is (see `matching`), what a payment pays (see `allocation`).
//! `told` and `derive` call it, `store::bank` asks what a return may be.
//!
//! A return takes its payment back whole. What the bank took beyond it is its fee: no money of the debtor's, never allocated.

use std::collections::BTreeMap;

use super::effective::effective;
use super::told::{base, told};
use crate::domain::bank::{BANK_KEY, fee};
use crate::domain::case::Facts;
use crate::domain::case::state::ReturnView;
use crate::domain::event::{Entry, Event};
use crate::domain::ledger::{PaymentRow, is_write_off};
use crate::domain::matching::Paid;
use crate::domain::values::{Day, EntryId, Money};

/// One return: the payment it names, what the bank took, the day.
type Taken<'f> = (&'f str, Money, Day);

/// The returns told of by a day, of the ledger and of persons.
fn taken<'f>(facts: &'f Facts, entries: &'f [Entry], as_of: Day) -> impl Iterator<Item = Taken<'f>> {
    let of_ledger = facts.payments.iter().filter(move |p| p.row.amount.minor < 0 && p.row.paid_on <= as_of);
    let of_ledger = of_ledger.map(|p| {
        let took = Money::new(-p.row.amount.minor, p.row.amount.currency);
        (p.row.invoice.as_str(), took, p.row.paid_on)
    });
    let given = entries.iter().filter_map(|entry| {
        let Event::PaymentReturned { payment, amount, on, .. } = &entry.event else { return None };
        Some((payment.as_str(), *amount, *on))
    });
    of_ledger.chain(given)
}

/// What came back by a day, by the key of the payment.
pub(super) fn returns(facts: &Facts, entries: &[Entry], as_of: Day) -> BTreeMap<String, Day> {
    taken(facts, entries, as_of).map(|(payment, _, on)| (payment.to_owned(), on)).collect()
}

/// What came back by a day, latest first, each with its payment's amount and the bank's fee.
pub(super) fn views(facts: &Facts, entries: &[Entry], as_of: Day) -> Vec<ReturnView> {
    let taken: Vec<Taken<'_>> = taken(facts, entries, as_of).collect();
    if taken.is_empty() {
        return vec![];
    }
    let sums = sums(facts, entries);
    let mut all: BTreeMap<&str, ReturnView> = BTreeMap::new();
    for (payment, took, on) in taken {
        let amount = sums.get(payment).copied().unwrap_or(took);
        let view = ReturnView { payment: payment.to_owned(), amount, on, fee: fee(took, amount) };
        all.insert(payment, view);
    }
    let mut all: Vec<ReturnView> = all.into_values().collect();
    all.sort_by(|a, b| (b.on, &b.payment).cmp(&(a.on, &a.payment)));
    all
}

/// What each payment brought, by the names a return may give it: of the ledger without the mark of a part, an entry's own
/// id, and for what a bank told of also the key of its line.
pub(super) fn sums(facts: &Facts, entries: &[Entry]) -> BTreeMap<String, Money> {
    let mut all: BTreeMap<String, Money> = BTreeMap::new();
    let mut add = |key: String, money: Money| {
        all.entry(key).or_insert(Money::new(0, money.currency)).minor += money.minor;
    };
    for row in facts.payments.iter().map(|p| &p.row).filter(|row| row.amount.minor > 0) {
        add(base(&row.reference).to_owned(), row.amount);
    }
    for entry in entries {
        let Event::PaymentRecorded { amount, reference, .. } = &entry.event else { continue };
        add(entry.id().to_string(), *amount);
        if reference.starts_with(BANK_KEY) {
            add(base(reference).to_owned(), *amount);
        }
    }
    all
}

/// The payments of a case that a return of this amount may take back: of this very amount, or of less by a bank's fee. The
/// least fee first, of equal ones the latest.
#[must_use]
pub fn returnable(facts: &Facts, took: Money, on: Day) -> Vec<Paid> {
    came_in(facts, on).into_iter().filter(|paid| paid.fits(took)).collect()
}

/// The payments of a case that had come in by a day and stand, the largest first, of equal ones the latest.
#[must_use]
pub fn came_in(facts: &Facts, on: Day) -> Vec<Paid> {
    let told = told(facts, on);
    let mut all: BTreeMap<&str, Paid> = BTreeMap::new();
    let real = |row: &PaymentRow| row.paid_on <= on && !row.inferred && !is_write_off(&row.reference);
    for row in told.facts.payments.iter().map(|p| &p.row).filter(|row| real(row)) {
        let key = base(&row.reference);
        let slot = all.entry(key).or_insert_with(|| Paid::none(key, row.amount.currency, row.paid_on));
        slot.amount.minor += row.amount.minor;
        slot.invoices.extend(Some(row.invoice.clone()).filter(|number| !number.is_empty()));
    }
    all.retain(|key, _| !told.returned.contains_key(*key));
    let mut found: Vec<Paid> = all.into_values().collect();
    found.extend(recorded(facts, &told.confirmed, on));
    found.sort_by(|a, b| (b.amount.minor, b.on, &b.key).cmp(&(a.amount.minor, a.on, &a.key)));
    found
}

/// Payments recorded here that stand; the parts of one bank line are one payment, which bears the line's key.
fn recorded(facts: &Facts, confirmed: &BTreeMap<EntryId, String>, on: Day) -> Vec<Paid> {
    let (state, entries) = (super::derive(facts, on), effective(facts, on));
    let mut found: Vec<Paid> = vec![];
    for payment in state.payments.iter().filter(|p| p.paid_on <= on) {
        let parts = entries.iter().find_map(|entry| {
            let Event::PaymentRecorded { parts, .. } = &entry.event else { return None };
            (entry.id() == payment.id).then_some(parts)
        });
        let line = confirmed.get(&payment.id).map_or_else(|| base(&payment.reference), String::as_str);
        let invoices = parts.into_iter().flatten().map(|part| part.item.number.clone());
        let part_of = |paid: &&mut Paid| payment.reference.starts_with(BANK_KEY) && paid.line == line;
        if let Some(paid) = found.iter_mut().find(part_of) {
            line.clone_into(&mut paid.key);
            paid.amount.minor += payment.amount.minor;
            paid.invoices.extend(invoices);
        } else {
            let (key, amount) = (payment.id.to_string(), payment.amount);
            let none = Paid::none(line, amount.currency, payment.paid_on);
            found.push(Paid { key, amount, invoices: invoices.collect(), ..none });
        }
    }
    found
}
