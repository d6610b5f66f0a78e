//! What the plan form records, and what it says while a plan is typed.
//! What never lives here: what it looks like (see `forms_look`), the arithmetic (see `domain::schedule`).
//! Run by the suite.

use relance::domain::codes::*;
use relance::domain::command::Record;
use relance::domain::event::Acceptance;
use relance::domain::values::Day;

use crate::forms::{contact, day, recorded, stage};
use crate::support::samples::today;

/// What a plan form records, the call aside.
fn plan(keys: &str) -> (Vec<(Day, i64)>, Option<Every>, Option<Acceptance>) {
    match recorded(keys).pop() {
        Some(Record::Plan { lines, every, accepted, .. }) => {
            (lines.into_iter().map(|(on, money)| (on, money.minor)).collect(), every, accepted)
        }
        other => panic!("{keys}: {other:?}"),
    }
}

#[test]
fn the_outcome_payment_plan_leads_to_a_plan_exact_to_the_cent() {
    let records = recorded("c l 1000 <tab> 3 <enter>");
    assert_eq!(records.len(), 2);
    assert_eq!(records[0], contact(Outcome::Plan, "01 55 55 01 23"));
    let (lines, every, accepted) = plan("e 1000 <tab> 3 <enter>");
    let days = ["2013-07-01", "2013-08-01", "2013-09-01"].map(day);
    assert_eq!(lines, days.into_iter().zip([33_333, 33_333, 33_334]).collect::<Vec<_>>());
    assert_eq!(every, Some(Every::Month));
    let accepted = accepted.expect("agreed on the phone");
    assert!(!accepted.signed && accepted.on == today() && accepted.role.is_none());
}

#[test]
fn a_plan_takes_how_many_or_how_much_each_and_any_rhythm() {
    let minors = |keys: &str| plan(keys).0.into_iter().map(|(_, minor)| minor).collect::<Vec<_>>();
    assert_eq!(minors("e 1000 <tab> 9 <tab> 300 <enter>"), [30_000, 30_000, 30_000, 10_000], "the last typed says it");
    assert_eq!(minors("e 1000 <tab> <tab> 300 <up> 2 <enter>"), [50_000, 50_000]);
    let last = |letter: &str| plan(&format!("e 1000 <tab> 3 <tab> <tab> {letter} <enter>"));
    assert_eq!(last("w").0[2].0, day("2013-07-15"));
    assert_eq!(last("q").0[2].0, day("2013-07-29"));
    assert_eq!((last("f").0[2].0, last("f").1), (day("2013-09-30"), Some(Every::MonthEnd)));
    let (lines, every, _) = plan("e 900 <tab> <tab> <tab> l <tab> 15/7 <tab> <right> 200 <down> <left> 1/9 <enter>");
    assert_eq!(lines, [(day("2013-07-15"), 20_000), (day("2013-09-01"), 70_000)]);
    assert_eq!(every, None, "free lines have no rhythm");
}

#[test]
fn one_line_of_a_plan_is_changed_and_the_last_bears_it() {
    let keys = "e 1000 <tab> 4 <tab> <tab> <tab> <tab> <down> <right> 400";
    let mut stage = stage();
    stage.press(keys);
    let screen = stage.screen().replace('\u{a0}', " ");
    assert!(screen.contains("100,00 €") && screen.contains("4 lignes, 1 000,00 €"), "{screen}");
    let (lines, every, _) = plan(&format!("{keys} <enter>"));
    assert_eq!(lines.iter().map(|(_, minor)| *minor).collect::<Vec<_>>(), [25_000, 40_000, 25_000, 10_000]);
    assert_eq!(every, Some(Every::Month), "the days are those of the rhythm");
    assert_eq!(plan("e 1000 <tab> <tab> <tab> <tab> <tab> <down> 5/8 <enter>").1, None);
}

#[test]
fn who_agreed_and_signed_is_kept_and_limits_are_said_while_typing() {
    let signed = "e 900 <up> <up> <up> <up> <up> <up> <up> s <tab> m <tab> Mme<space>Roy <tab> hier <enter>";
    let accepted = plan(signed).2.unwrap();
    assert!(accepted.signed && accepted.role == Some(PartyRole::Management), "{accepted:?}");
    assert_eq!((accepted.by.as_str(), accepted.on), ("Mme Roy", day("2013-06-27")));
    assert_eq!(
        plan("e 900 <up> <up> <up> <up> <up> <up> <up> p <enter>").2,
        None,
        "proposed: the debtor's word is awaited"
    );
    let says = |keys: &str, wanted: &str| {
        let mut stage = stage();
        stage.press(keys);
        let screen = stage.screen().replace('\u{a0}', " ");
        assert!(screen.contains(wanted), "{keys}: {wanted} not in\n{screen}");
    };
    says("e 99999", "12 095,50");
    says("e 900 <tab> 121", "120");
    says("e 900 <tab> 30", "28/06/2015");
    says("e 900 <tab> 4 <tab> <tab> <tab> <tab> <right> 950", "plus de 900,00 €");
    says("e 900 <tab> 4 <tab> <tab> <tab> <tab> <down> <down> <down> <right> 5", "prend le reste");
    says("e 1000 <tab> 3", "333,34 €, l'arrondi");
    says("e 1000 <tab> <tab> 300", "100,00 €, le reste");
}
