//! The state of a case on a day, from its facts: the one formula.
//! What never lives here: a clock, a store.
//! `store` calls it inside `execute`, for stale rows and for single reads.

use std::collections::HashMap;

use crate::domain::case::allocation::{Allocation, Input, Recorded, allocate};
use crate::domain::case::books::Applied;
use crate::domain::case::effective::standing;
use crate::domain::case::state::{Balance, HoldView, ItemState, PaymentView};
use crate::domain::case::told::told;
use crate::domain::case::{
    CaseState, Facts, Tally, back, books, callback, dispute, hold, mark, next, overrides, permitted, plan, profile,
    promise,
};
use crate::domain::event::{Entry, Event};
use crate::domain::ledger::ItemKey;
use crate::domain::values::{Day, EntryId, Money};

/// Derives the state of the case on `as_of`. Facts dated later are not counted; undone and moved acts neither.
/// A case merged into another owes nothing itself: its facts count there.
#[must_use]
pub fn derive(facts: &Facts, as_of: Day) -> CaseState {
    whole(facts, as_of).0
}

/// The state with every payment applied to an invoice up to that day: what reports of flows need beside it.
#[must_use]
pub fn derive_with_applied(facts: &Facts, as_of: Day) -> (CaseState, Vec<Applied>) {
    let (state, all) = whole(facts, as_of);
    (state, books::applied(&all))
}

fn whole(facts: &Facts, as_of: Day) -> (CaseState, Allocation) {
    let mut state = CaseState {
        case: facts.case,
        as_of,
        rev: facts.rev,
        debtor: facts.debtor.clone(),
        merged_into: facts.merged_into,
        members: facts.members.clone(),
        ..CaseState::default()
    };
    if facts.merged_into.is_some() {
        return (state, Allocation::default());
    }
    state.ledger_on = ledger_on(facts, as_of);
    let told = told(facts, as_of);
    let counted: &Facts = &told.facts;
    let standing: Vec<Entry> = standing(counted).into_iter().filter(|s| s.counts).map(|s| s.entry).collect();
    let (entries, ahead): (Vec<Entry>, Vec<Entry>) = standing.into_iter().partition(|entry| entry.day <= as_of);
    let disputes = dispute::disputes(&entries);
    let (recorded, credits) = (recorded(&entries), dispute::credits(&disputes));
    (state.payments, state.returns) = (payments(&recorded), back::views(facts, &entries, as_of));
    let (invoices, payments) = (&counted.invoices, &counted.payments);
    let (returned, recorded, credits) = (&told.returned, recorded.as_slice(), credits.as_slice());
    let all = allocate(Input { invoices, payments, returned, recorded, credits }, as_of);
    let contacts = callback::contacts(facts, &entries, as_of);
    let mut counted = Tally::counted(facts);
    contacts.iter().for_each(|contact| counted.add(contact));
    let (views, disputed) = dispute::view(&all, &disputes, as_of);
    state.disputes = views;
    let mut made = promise::collect(&all, &entries);
    let mut plans = plan::collect(&all, &entries);
    plan::count_all(&all, &disputes, &mut made, &mut plans, as_of);
    state.promises = promise::views(&all, &disputes, &made, as_of);
    state.plans = plan::views(&all, &disputes, &plans, as_of);
    let promised = promise::promised(&all, &state.promises, &state.plans, &disputed);
    let made = (state.promises.as_slice(), state.plans.as_slice());
    state.profile = profile::profile(facts, &all, made, &counted, &entries, as_of);
    (state.made_out, state.consents) = (counted.made(), permitted::consents(&entries));
    state.overrides = overrides::overrides(&entries, as_of);
    state.holds = hold::holds(&entries, as_of);
    state.assignment = hold::assignment(&entries, as_of);
    state.callbacks = callback::callbacks(&entries, &contacts);
    state.mark = mark::mark(&entries, &contacts, state.profile.broken_on, as_of);
    state.items = items(&all, &disputed, &promised, &state.holds);
    state.balance = balance(&all, &state.items, as_of);
    state.books = books::books(&all);
    state.oldest_due = state.items.iter().filter(|item| item.open_minor > 0).map(|item| item.due_on).min();
    (state.next_action, state.next_on) = next::next_action(&state);
    state.next_flip = next::next_flip(facts, &ahead, &state);
    (state, all)
}

/// Day of the last invoice, credit note or payment that counts.
fn ledger_on(facts: &Facts, as_of: Day) -> Day {
    let invoices = facts.invoices.iter().map(|row| row.row.issued_on);
    let days = invoices.chain(facts.payments.iter().map(|row| row.row.paid_on));
    days.filter(|day| *day <= as_of).max().unwrap_or(Day::MIN)
}

/// Payments recorded here, with the day they came back, and what was written off here.
fn recorded(entries: &[Entry]) -> Vec<Recorded<'_>> {
    let returned: HashMap<EntryId, Day> = entries
        .iter()
        .filter_map(|entry| {
            let Event::PaymentReversed { payment, on } = &entry.event else { return None };
            Some((*payment, *on))
        })
        .collect();
    let payments = entries.iter().filter_map(|entry| {
        let id = entry.id();
        if let Event::WrittenOff { amount, on, parts, .. } = &entry.event {
            let (reference, returned_on, write_off) = ("", None, true);
            return Some(Recorded { id, amount: *amount, on: *on, parts, reference, returned_on, write_off });
        }
        let Event::PaymentRecorded { amount, paid_on, parts, reference, .. } = &entry.event else { return None };
        let (returned_on, write_off) = (returned.get(&id).copied(), false);
        Some(Recorded { id, amount: *amount, on: *paid_on, parts, reference, returned_on, write_off })
    });
    payments.collect()
}

/// Those that have not come back, to be shown, latest first.
fn payments(recorded: &[Recorded<'_>]) -> Vec<PaymentView> {
    let view = |payment: &Recorded<'_>| {
        let (id, amount, paid_on) = (payment.id, payment.amount, payment.on);
        PaymentView { id, amount, paid_on, reference: payment.reference.to_owned() }
    };
    let stands = |payment: &&Recorded<'_>| payment.returned_on.is_none() && !payment.write_off;
    recorded.iter().rev().filter(stands).map(view).collect()
}

/// Items, open ones first by due day, then settled ones, latest first.
fn items(all: &Allocation, disputed: &[i64], promised: &[i64], holds: &[HoldView]) -> Vec<ItemState> {
    let mut held: HashMap<&ItemKey, Day> = HashMap::new();
    for hold in holds {
        for key in &hold.items {
            let until = held.entry(key).or_insert(hold.until);
            *until = hold.until.max(*until);
        }
    }
    let state = |at: usize| {
        let item = &all.items[at];
        ItemState {
            key: item.key.clone(),
            issued_on: item.issued_on,
            due_on: item.due_on,
            claim: item.claim,
            amount: item.amount,
            open_minor: item.open,
            disputed_minor: disputed[at],
            promised_minor: promised[at],
            held_until: held.get(&item.key).copied(),
            settled_on: item.settled_on,
        }
    };
    let (open, mut settled): (Vec<usize>, Vec<usize>) = (0..all.items.len()).partition(|at| all.items[*at].open != 0);
    settled.sort_by_key(|at| std::cmp::Reverse((all.items[*at].settled_on, *at)));
    open.into_iter().chain(settled).map(state).collect()
}

fn balance(all: &Allocation, items: &[ItemState], as_of: Day) -> Balance {
    let mut balance = Balance::default();
    for item in items.iter().filter(|item| item.open_minor > 0) {
        let money = |minor| Money::new(minor, item.amount.currency);
        balance.open.add(money(item.open_minor));
        balance.disputed.add(money(item.disputed_minor));
        balance.promised.add(money(item.promised_minor));
        if item.is_overdue(as_of) {
            balance.overdue.add(money(item.open_minor));
            balance.collectable.add(money(item.collectable_minor(as_of)));
        }
    }
    for receipt in &all.receipts {
        balance.unallocated.add(Money::new(receipt.rest, receipt.currency));
    }
    balance
}
