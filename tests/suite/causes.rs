//! Where disputes come from and how long they take; how a decision says what settles it.
//! What never lives here: the list of disputes and its keys (see `forms_book`).
//! Run by the suite.

use relance::domain::case::state::DisputeView;
use relance::domain::codes::*;
use relance::domain::terms::CalendarId;
use relance::report::disputes::{By, Causes};

use crate::support::samples::{case, eur, today};
use crate::support::shell::Shell;

/// A dispute opened so many days ago, waiting or decided so many days later.
fn dispute(reason: DisputeReason, opened: i32, decided: Option<(i32, DisputeState)>) -> DisputeView {
    let sample = case(relance::domain::values::CaseId(101)).state.disputes.remove(0);
    let opened_on = today().plus(-opened);
    DisputeView {
        reason,
        opened_on,
        state: decided.map_or(DisputeState::Overdue, |(_, state)| state),
        decided_on: decided.map(|(days, _)| opened_on.plus(days)),
        credit: decided.map(|_| eur(5_000)),
        ..sample
    }
}

#[test]
fn causes_are_counted_with_age_and_median_time_in_business_days() {
    let mut causes = Causes::new(By::Reason, CalendarId::Plain, today());
    let rejected = |days| Some((days, DisputeState::Rejected));
    let accepted = |days| Some((days, DisputeState::Accepted));
    // Two weeks are ten business days; the median of 1, 5 and 15 of them is 5.
    for one in [
        dispute(DisputeReason::Price, 14, None),
        dispute(DisputeReason::Price, 28, None),
        dispute(DisputeReason::Price, 35, accepted(7)),
        dispute(DisputeReason::Price, 35, rejected(21)),
        dispute(DisputeReason::Price, 35, accepted(3)),
        dispute(DisputeReason::Quality, 7, None),
        dispute(DisputeReason::Quality, 7, Some((0, DisputeState::Void))),
    ] {
        causes.add(&one);
    }
    let ordered = causes.ordered();
    assert_eq!(ordered.iter().map(|(key, _)| *key).collect::<Vec<_>>(), ["price", "quality"]);
    let (price, quality) = (ordered[0].1, ordered[1].1);
    assert_eq!((price.open, price.overdue, price.decided, price.justified), (2, 2, 3, 2));
    assert_eq!((price.mean_age_days(), price.median_days()), (Some(15), Some(5)));
    assert_eq!(price.open_sums.iter().map(|sum| sum.minor).collect::<Vec<_>>(), [240_000]);
    assert_eq!(price.credited.iter().map(|sum| sum.minor).collect::<Vec<_>>(), [15_000]);
    assert_eq!((quality.decided, quality.median_days(), quality.mean_age_days()), (0, None, Some(5)));
}

#[test]
fn the_command_line_counts_causes_and_says_what_settles_a_dispute() {
    let shell = Shell::demo(60);
    let row = (1..=60).find_map(|n| {
        let shown = shell.json(&format!("show D{n:05}"));
        let open = shown["invoices"].as_array()?.iter().find(|invoice| invoice["open"]["amount"] != "0.00")?.clone();
        let quiet = shown["disputes"].as_array().is_some_and(Vec::is_empty);
        quiet.then(|| (format!("D{n:05}"), open["number"].as_str().unwrap_or_default().to_owned()))
    });
    let (debtor, number) = row.expect("some debtor contests nothing");
    shell.run(&format!("record dispute {debtor} --reason TVA --invoice {number}")).done();
    let id = shell.json(&format!("show {debtor}"))["disputes"][0]["id"].as_str().unwrap().to_owned();
    let group = |by: &str, key: &str| {
        let figures = shell.json(&format!("disputes --by {by}"));
        assert_eq!(figures["schema"], "relance.dispute-figures/1");
        figures["groups"].as_array().unwrap().iter().find(|group| group["key"] == key).cloned()
    };
    let before = group("reason", "tax").expect("counted");
    assert_eq!((&before["open"], &before["decided"]), (&1.into(), &0.into()));
    shell.run(&format!("record dispute {debtor} --decide {id} rejected --resolution JUS")).done();
    let after = group("reason", "tax").unwrap();
    assert_eq!(
        (&after["open"], &after["decided"], &after["median_days_to_resolve"]),
        (&0.into(), &1.into(), &0.into())
    );
    assert_eq!(shell.json(&format!("show {debtor}"))["disputes"][0]["resolution"], "proof-sent");
    let said = shell.run("--lang fr disputes --by owner");
    assert!(said.done().contains("Délai médian"), "{}", said.done());
}
