//! Properties of the domain, on random histories of two cases.
//! What never lives here: single stories (they stand beside the code they tell of).
//! Run by `cargo test domain`.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use proptest::strategy::ValueTree;
use relance::domain::bank::BANK_KEY;
use relance::domain::case::{AuditRow, CaseRow, CaseState, Facts, TimelineWhat, audit, derive, timeline};
use relance::domain::codes::PromiseState;
use relance::domain::command::{Refusal, Rev, What};
use relance::domain::event::Event;
use relance::domain::values::{CaseId, Currency, Day, Money};

use super::support::histories::{World, first_day, history, play};

/// Days before and after the history on which states are looked at.
const AROUND: i32 = 60;

/// 96 histories each, or as many as `PROPTEST_CASES` says.
fn config() -> ProptestConfig {
    let asked = std::env::var("PROPTEST_CASES").is_ok();
    let standard = ProptestConfig { failure_persistence: None, ..ProptestConfig::default() };
    if asked { standard } else { ProptestConfig { cases: 96, ..standard } }
}

fn both() -> [CaseId; 2] {
    [CaseId(1), CaseId(2)]
}

/// A state without what may differ though nothing a person sees did.
fn bare(mut state: CaseState) -> CaseState {
    (state.rev, state.next_flip) = (Rev::default(), None);
    state
}

fn some_days(world: &World) -> impl Iterator<Item = Day> + use<> {
    let (from, to) = (first_day().0 - AROUND, world.today.0 + AROUND);
    (from..=to).step_by(7).map(Day).chain([world.today])
}

fn totals(facts: &Facts, day: Day) -> (i64, i64) {
    let issued = facts.invoices.iter().filter(|i| i.row.issued_on <= day).map(|i| i.row.amount);
    let owed = issued.clone().filter(|m| m.minor > 0).map(|m| m.minor).sum();
    let credited: i64 = issued.filter(|m| m.minor < 0).map(|m| -m.minor).sum();
    let paid: i64 = facts.payments.iter().filter(|p| p.row.paid_on <= day).map(|p| p.row.amount.minor).sum();
    (owed, credited + paid)
}

/// What came in by a day, what of it came back, and what may have been told twice, by currency.
fn came_in(facts: &Facts, day: Day) -> BTreeMap<Currency, (i64, i64, i64)> {
    let mut paid: BTreeMap<String, (Money, bool)> = BTreeMap::new();
    let mut back: BTreeSet<String> = BTreeSet::new();
    for payment in facts.payments.iter().filter(|p| p.row.paid_on <= day) {
        let (row, of_bank) = (&payment.row, payment.row.reference.starts_with(BANK_KEY));
        if row.amount.minor < 0 {
            back.insert(row.invoice.clone());
        } else {
            paid.insert(row.reference.clone(), (row.amount, of_bank));
        }
    }
    for line in timeline(facts).into_iter().filter(|line| !line.undone && line.day <= day) {
        let (TimelineWhat::Event(event), Some(act)) = (line.what, line.act) else { continue };
        if let Event::PaymentRecorded { amount, reference, .. } = &*event {
            paid.insert(act.to_string(), (*amount, reference.starts_with(BANK_KEY)));
        } else if let Event::PaymentReversed { payment, .. } = &*event {
            back.insert(payment.to_string());
        } else if let Event::PaymentReturned { payment, .. } = *event {
            back.insert(payment);
        }
    }
    let mut all: BTreeMap<Currency, (i64, i64, i64)> = BTreeMap::new();
    for (key, (amount, of_bank)) in &paid {
        let one = all.entry(amount.currency).or_default();
        one.0 += amount.minor;
        one.1 += if back.contains(key) { amount.minor } else { 0 };
        let twin = !of_bank && paid.values().any(|(other, of_bank)| *of_bank && other == amount);
        one.2 += if twin { amount.minor } else { 0 };
    }
    all
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn domain_two_derivations_agree(ops in history(60)) {
        let world = play(&ops);
        for case in both() {
            let facts = world.facts(case);
            for day in some_days(&world) {
                let state = derive(&facts, day);
                let found = audit(&facts, day);
                prop_assert_eq!(found.differs_from(&CaseRow::from(&state)), None, "{} on {}", case, day);
                let promises = state.promises.iter().map(|p| (p.id, (p.state, p.paid_minor))).collect();
                let line = |l: &relance::domain::case::state::InstalmentView| (l.state, l.paid_minor);
                let plans = state.plans.iter().map(|p| (p.id, (p.state, p.lines.iter().map(line).collect()))).collect();
                prop_assert_eq!(found, AuditRow { promises, plans, ..audit(&facts, day) });
            }
        }
    }

    #[test]
    fn domain_money_is_neither_made_nor_lost(ops in history(60)) {
        let world = play(&ops);
        for case in both() {
            let mut facts = world.facts(case);
            // Without guesses and decisions every cent is an imported one: what is owed less what is open was paid.
            facts.payments.retain(|p| !p.row.inferred);
            facts.entries.clear();
            facts.merged_into = None;
            for day in some_days(&world) {
                let balance = derive(&facts, day).balance;
                let (owed, received) = totals(&facts, day);
                let sum = |sums: &relance::domain::values::Sums| sums.iter().map(|m| m.minor).sum::<i64>();
                prop_assert_eq!(owed - sum(&balance.open), received - sum(&balance.unallocated));
                prop_assert!(sum(&balance.overdue) <= sum(&balance.open));
            }
        }
    }

    /// At every step: what came in is what pays invoices, what waits, and what came back.
    #[test]
    fn domain_money_is_conserved_at_every_step(ops in history(60)) {
        let mut world = World::default();
        for op in &ops {
            world.play(op);
            for case in both() {
                let mut facts = world.facts(case);
                // a guess gives way to what is real
                facts.payments.retain(|p| !p.row.inferred);
                if facts.merged_into.is_some() {
                    continue;
                }
                for day in [world.today, world.today.plus(-9), world.today.plus(20)] {
                    let state = derive(&facts, day);
                    let came = came_in(&facts, day);
                    for (currency, books) in &state.books {
                        prop_assert_eq!(books.difference(), 0, "{} on {}", currency, day);
                        let waits = state.balance.unallocated.minor(*currency);
                        prop_assert!(books.received - books.allocated <= waits, "credit notes may wait too");
                        prop_assert_eq!(books.open, state.balance.open.minor(*currency));
                        let (came, back, twice) = came.get(currency).copied().unwrap_or_default();
                        let counted = came - books.received - back;
                        // what was recorded by hand and told by the bank is one payment
                        prop_assert!((0..=twice).contains(&counted), "{} of {} counted on {}", counted, twice, day);
                        if twice == 0 {
                            prop_assert_eq!(came, books.received + back, "{} on {}", currency, day);
                        }
                    }
                }
            }
        }
    }

    #[test]
    fn domain_parts_stay_within_the_whole(ops in history(60)) {
        let world = play(&ops);
        for case in both() {
            for day in some_days(&world) {
                for item in derive(&world.facts(case), day).items {
                    let within = item.open_minor.min(0)..=item.amount.minor.max(0);
                    prop_assert!(within.contains(&item.open_minor), "{:?}", item);
                    prop_assert!(item.disputed_minor >= 0 && item.promised_minor >= 0);
                    prop_assert!(item.disputed_minor + item.promised_minor <= item.open_minor.max(0), "{:?}", item);
                }
            }
        }
    }

    #[test]
    fn domain_order_of_facts_changes_nothing(ops in history(50), turn in any::<prop::sample::Index>()) {
        let world = play(&ops);
        for case in both() {
            let facts = world.facts(case);
            let mut turned = facts.clone();
            let by = |len: usize| if len == 0 { 0 } else { turn.index(len) };
            turned.invoices.rotate_left(by(facts.invoices.len()));
            turned.payments.reverse();
            turned.contacts.rotate_left(by(facts.contacts.len()));
            turned.entries.rotate_left(by(facts.entries.len()));
            turned.invoices.reverse();
            for day in some_days(&world) {
                prop_assert_eq!(derive(&facts, day), derive(&turned, day));
            }
            prop_assert_eq!(audit(&facts, world.today), audit(&turned, world.today));
        }
    }

    #[test]
    fn domain_undoing_an_undo_changes_nothing(ops in history(40), pick in any::<prop::sample::Index>()) {
        let mut world = play(&ops);
        prop_assume!(!world.done.is_empty());
        let (case, act) = world.done[pick.index(world.done.len())];
        let before = both().map(|case| bare(derive(&world.facts(case), world.today)));
        let undo = world.fresh_act();
        if world.execute(case, undo, What::Undo(act)).is_ok() {
            let again = world.fresh_act();
            prop_assert_eq!(world.execute(case, again, What::Undo(undo)).map(|_| ()), Ok(()));
            prop_assert_eq!(both().map(|case| bare(derive(&world.facts(case), world.today))), before);
        }
    }

    #[test]
    fn domain_undoing_the_last_act_is_as_if_it_never_was(ops in history(40)) {
        let mut world = play(&ops[..ops.len() - 1]);
        let days: Vec<Day> = some_days(&world).collect();
        let states = |world: &World| -> Vec<CaseState> {
            both().iter().flat_map(|case| days.iter().map(|day| bare(derive(&world.facts(*case), *day)))).collect()
        };
        let before = states(&world);
        let done = world.done.len();
        if let super::support::histories::Op::Act { .. } = ops[ops.len() - 1] {
            world.play(&ops[ops.len() - 1]);
            if world.done.len() > done {
                let (case, act) = world.done[done];
                let undo = world.fresh_act();
                prop_assert_eq!(world.execute(case, undo, What::Undo(act)).map(|_| ()), Ok(()));
                prop_assert_eq!(states(&world), before);
            }
        }
    }

    #[test]
    fn domain_facts_to_come_change_nothing_today(ops in history(50)) {
        let world = play(&ops);
        for case in both() {
            let facts = world.facts(case);
            let corrects = |event: &Event| event.other_case().is_some() || matches!(event, Event::ActUndone { .. });
            for day in some_days(&world) {
                let mut known = facts.clone();
                known.invoices.retain(|row| row.row.issued_on <= day);
                known.payments.retain(|row| row.row.paid_on <= day);
                known.contacts.retain(|row| row.row.day <= day);
                known.entries.retain(|entry| entry.day <= day || corrects(&entry.event));
                prop_assert_eq!(bare(derive(&facts, day)), bare(derive(&known, day)), "{} on {}", case, day);
            }
        }
    }

    #[test]
    fn domain_nothing_flips_before_its_day(ops in history(40)) {
        let world = play(&ops);
        for case in both() {
            let facts = world.facts(case);
            let mut day = first_day().plus(-AROUND);
            let last = world.today.plus(AROUND);
            while day < last {
                let state = derive(&facts, day);
                let flip = state.next_flip.unwrap_or(last).min(last);
                prop_assert!(flip > day);
                let still = CaseState { as_of: day, ..derive(&facts, flip.plus(-1)) };
                prop_assert_eq!(&still, &state, "{} from {} to {}", case, day, flip);
                day = flip;
            }
        }
    }

    #[test]
    fn domain_every_act_is_in_the_timeline(ops in history(40)) {
        let world = play(&ops);
        for case in both() {
            let facts = world.facts(case);
            let lines = timeline(&facts);
            let rows = facts.invoices.len() + facts.payments.len() + facts.contacts.len();
            prop_assert!(lines.len() >= rows + facts.entries.len());
            prop_assert!(lines.is_sorted_by(|a, b| (a.day, a.at) >= (b.day, b.at)));
            for entry in &facts.entries {
                prop_assert!(lines.iter().any(|line| line.act == Some(entry.act)));
            }
        }
    }
}

#[test]
fn domain_histories_meet_most_of_the_rules() {
    // The generator must reach what the properties speak of, else they prove nothing.
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let (mut acts, mut refusals) = (BTreeSet::new(), BTreeSet::new());
    let mut states = BTreeSet::new();
    for _ in 0..500 {
        let ops = history(60).new_tree(&mut runner).unwrap().current();
        let world = play(&ops);
        refusals.extend(world.refused.iter().map(ToString::to_string));
        for case in both() {
            acts.extend(world.facts(case).entries.iter().map(|entry| entry.event.name()));
            states.extend(derive(&world.facts(case), world.today.plus(40)).promises.iter().map(|p| p.state.name()));
            states.extend(derive(&world.facts(case), world.today).promises.iter().map(|p| p.state.name()));
        }
    }
    assert_eq!(acts.len(), 28, "{acts:?}");
    assert_eq!(states.len(), PromiseState::ALL.len(), "{states:?}");
    for wanted in [
        Refusal::AlreadyUndone,
        Refusal::AmountNotPositive,
        Refusal::AlreadySettled,
        Refusal::CannotMerge,
        Refusal::NotMerged,
    ] {
        assert!(refusals.contains(&wanted.to_string()), "{wanted}: {refusals:?}");
    }
}
