//! The state of a case on a day, from its facts: the one formula.
//! What never lives here: a clock, a store.
//! `store` calls it inside `execute`, for stale rows and for single reads.

use std::collections::HashMap;

use crate::domain::case::allocation::{Allocation, Recorded, allocate};
use crate::domain::case::books::Applied;
use crate::domain::case::effective::standing;
use crate::domain::case::state::{Balance, HoldView, ItemState, PaymentView};
use crate::domain::case::{CaseState, Facts, books, callback, dispute, hold, mark, next, profile, promise};
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
    let standing: Vec<Entry> = standing(facts).into_iter().filter(|s| s.counts).map(|s| s.entry).collect();
    let (entries, ahead): (Vec<Entry>, Vec<Entry>) = standing.into_iter().partition(|entry| entry.day <= as_of);
    let disputes = dispute::disputes(&entries);
    let (recorded, views) = recorded(&entries);
    let all = allocate(&facts.invoices, &facts.payments, &recorded, &dispute::credits(&disputes), as_of);
    state.payments = views;
    let contacts = callback::contacts(facts, &entries, as_of);
    let (views, disputed) = dispute::view(&all, &disputes, as_of);
    state.disputes = views;
    let (promises, by_debtor) = promise::promises(&all, &disputes, &entries, as_of);
    let promised = promise::promised(&all, &promises, &disputed);
    state.profile = profile::profile(&all, &promises, by_debtor, &contacts, &entries, as_of);
    state.promises = promises;
    state.holds = hold::holds(&entries, as_of);
    state.assignment = hold::assignment(&entries, as_of);
    state.callbacks = callback::callbacks(&entries, &contacts);
    state.mark = mark::mark(&entries, &contacts, as_of);
    state.items = items(&all, &disputed, &promised, &state.holds);
    state.balance = balance(&all, &state.items, as_of);
    state.books = books::books(&all);
    state.oldest_due = state.items.iter().filter(|item| item.open_minor > 0).map(|item| item.due_on).min();
    (state.next_action, state.next_on) = next::next_action(&state);
    state.next_flip = next::next_flip(facts, &ahead, &state);
    (state, all)
}

/// Payments recorded here and not come back, to be allocated in the order recorded and to be shown, latest first.
fn recorded(entries: &[Entry]) -> (Vec<Recorded<'_>>, Vec<PaymentView>) {
    let reversed = |id: EntryId| {
        entries.iter().any(|entry| matches!(&entry.event, Event::PaymentReversed { payment, .. } if *payment == id))
    };
    let payments = entries.iter().filter_map(|entry| {
        let Event::PaymentRecorded { amount, paid_on, parts, reference, .. } = &entry.event else { return None };
        let (id, amount, paid_on) = (entry.id(), *amount, *paid_on);
        let view = PaymentView { id, amount, paid_on, reference: reference.clone() };
        (!reversed(id)).then_some((Recorded { id, amount, on: paid_on, parts }, view))
    });
    let (recorded, mut views): (Vec<_>, Vec<_>) = payments.unzip();
    views.reverse();
    (recorded, views)
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
