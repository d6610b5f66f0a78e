//! Histories written as on a file card (`fixtures/histories`), each with the state expected on each day.
//! What never lives here: a rule. The format is told in `fixtures/histories/README.md`.
//! Run by `cargo test case_histories`.

mod house;
mod told;

use std::path::Path;

use relance::domain::case::state::InstalmentView;
use relance::domain::case::{AuditRow, CaseRow, CaseState, audit, derive};
use relance::domain::values::Day;

use told::{Card, Check, cards};

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/histories")
}

fn all_cards() -> Vec<Card> {
    let mut files: Vec<_> = std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|path| path.extension().is_some_and(|end| end == "txt"));
    files.sort();
    files.iter().flat_map(|path| cards(path)).collect()
}

/// What one check finds, when it is not what it wants.
fn failing(card: &Card, state: &CaseState, check: &Check) -> Option<String> {
    let found = card.found(state, &check.what);
    (found != check.wanted).then(|| format!("{} is {found}, not {}", check.what, check.wanted))
}

#[test]
fn case_histories_hold_on_every_day() {
    let cards = all_cards();
    assert!(cards.len() >= 60, "only {} histories", cards.len());
    let mut wrong = vec![];
    for card in &cards {
        wrong.extend(card.faults.iter().cloned());
        for expected in &card.expected {
            let facts = card.facts(expected.known_on);
            let state = derive(&facts, expected.day);
            let found = expected.checks.iter().filter_map(|check| failing(card, &state, check));
            wrong.extend(found.map(|found| format!("{}: {} ({})", expected.place, found, card.title)));
        }
    }
    assert!(wrong.is_empty(), "{} lines do not hold:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn case_histories_are_the_same_for_both_derivations_and_in_any_order_of_feeding() {
    for card in all_cards() {
        let facts = card.facts(None);
        let mut turned = facts.clone();
        turned.payments.reverse();
        turned.invoices.reverse();
        turned.entries.reverse();
        for day in card.days() {
            let state = derive(&facts, day);
            let found = audit(&facts, day);
            assert_eq!(found.differs_from(&CaseRow::from(&state)), None, "{} on {day}", card.title);
            let promises = state.promises.iter().map(|p| (p.id, (p.state, p.paid_minor))).collect();
            let line = |l: &InstalmentView| (l.state, l.paid_minor);
            let plans = state.plans.iter().map(|p| (p.id, (p.state, p.lines.iter().map(line).collect()))).collect();
            assert_eq!(found, AuditRow { promises, plans, ..audit(&facts, day) }, "{} on {day}", card.title);
            assert_eq!(derive(&turned, day), state, "{} on {day}", card.title);
            let flip = state.next_flip.unwrap_or(Day::MAX);
            let eve = derive(&facts, flip.plus(-1).min(card.last().plus(40)));
            assert_eq!(CaseState { as_of: day, ..eve }, state, "{} from {day} to {flip}", card.title);
        }
    }
}

#[test]
fn a_history_that_does_not_hold_is_found() {
    let path = folder().join("promises-kept.txt");
    let text = std::fs::read_to_string(&path).unwrap().replace("P1 kept, P1 kept-on 2026-03-02", "P1 broken");
    let cards = told::cards_of("x", &text);
    let wrong: Vec<_> = cards
        .iter()
        .flat_map(|card| card.expected.iter().map(move |expected| (card, expected)))
        .flat_map(|(card, e)| {
            let state = derive(&card.facts(e.known_on), e.day);
            e.checks.iter().filter_map(|check| failing(card, &state, check)).collect::<Vec<_>>()
        })
        .collect();
    assert_eq!(wrong, ["P1 is kept, not broken"]);
}
