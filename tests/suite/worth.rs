//! What a case is worth: each invoice with its own chance, the one that leads, and that who somebody is moves no point.
//! What never lives here: the order, the gate.
//! Run by the suite.

use relance::domain::case::row::CaseMoney;
use relance::domain::case::{CaseRow, Facts, derive};
use relance::domain::ledger::DebtorRow;
use relance::domain::terms::Policy;
use relance::domain::values::{Currency, Day};
use relance::ranking::Card;
use relance::ranking::worth::{Worth, worth};

use crate::support::rows::{monday, overdue};

fn day(days: i32) -> Option<Day> {
    Some(monday().plus(days))
}

/// A card on which only the age of an invoice counts: 0 points up to 10 days, 40 beyond, by which p goes from 20 % to 60 %.
fn by_age() -> Card {
    let text = "name = 'age'\nbase = 0\n[[feature]]\ncode = 'days-late'\nmissing = 0\n\
        bins = [{ below = 11, points = 0 }, { points = 40 }]\n[probability]\nknots = [[0, 200000], [40, 600000]]\n";
    Card::parse(text).unwrap()
}

#[test]
fn each_invoice_weighs_with_its_own_chance_and_the_one_most_at_risk_leads() {
    let mut row = overdue(1);
    row.oldest_due = day(-60);
    row.money[0] =
        CaseMoney { dues: vec![(monday().plus(-60), 1_000), (monday().plus(-3), 9_000)], ..row.money[0].clone() };
    let worth = worth(&row, monday(), &by_age(), &Policy::default(), Currency::EUR);
    assert_eq!(worth.at_risk, 600_000 * 1_000 + 200_000 * 9_000, "by invoice");
    assert_eq!((worth.value.minor, worth.probability_ppm), (10_000, 240_000), "the mean by value");
    assert_eq!(
        (worth.leading_due, worth.score, worth.leading_ppm),
        (day(-3), 0, 200_000),
        "1,800 of 2,400 are the new one's"
    );
    row.money[0].dues = vec![(monday().plus(-60), 4_000), (monday().plus(-3), 2_000)];
    let worth = worth_of(&row);
    assert_eq!((worth.leading_due, worth.score), (day(-60), 40));
    assert_eq!(worth.at_risk, 600_000 * 8_000 + 200_000 * 2_000, "what no due day is told of counts as the oldest");
}

fn worth_of(row: &CaseRow) -> Worth {
    worth(row, monday(), &by_age(), &Policy::default(), Currency::EUR)
}

#[test]
fn who_somebody_is_moves_no_point() {
    let words = "words = [{ is = 'FR', points = 30 }]\nother = 60\n[probability]\nknots = [[0, 1], [9, 2]]\n";
    let country = format!("name = 'c'\nbase = 0\n[[feature]]\ncode = 'country'\nmissing = 7\n{words}");
    let country = Card::parse(&country).unwrap();
    let score = |debtor: DebtorRow| {
        let facts = Facts { debtor, ..Facts::default() };
        let row = CaseRow::from(&derive(&facts, monday()));
        let all = |card: &Card| worth(&row, monday(), card, &Policy::default(), Currency::EUR).score;
        (all(&Card::default_card()), all(&country))
    };
    let debtor = |kind: &str| DebtorRow { kind: kind.into(), country: "FR".into(), ..DebtorRow::default() };
    let somebody = DebtorRow {
        name: "Mme Ziad Öztürk".into(),
        address: "3 rue des Lilas".into(),
        postcode: "93200".into(),
        city: "Saint-Denis".into(),
        phones: vec!["0033".into()],
        emails: vec!["z@example.org".into()],
        language: "en".into(),
        reference: "F1950".into(),
        ..debtor("person")
    };
    assert_eq!(score(somebody), score(DebtorRow::default()), "a person's country stands for an origin: it is no fact");
    assert_eq!((score(debtor("company")).1, score(debtor("person")).1, score(debtor("")).1), (30, 7, 7));
}
