//! The score card: fitted on what was known and on nothing else, read back point for point, kept, chosen and left again.
//! What never lives here: figures on public data (see `benches/score`), save that a fit there beats the age of invoices.
//! Run by the suite.

use relance::domain::codes::Risk;
use relance::domain::ledger::LedgerRow;
use relance::domain::terms::Policy;
use relance::domain::values::{Day, Instant};
use relance::ranking::Card;
use relance::ranking::features::{FEATURES, FORBIDDEN};
use relance::ranking::train::{Column, FEATURES_MAX, MISSING, Settings, Table, TrainFault, fit, measure::Chance};
use relance::score::{Observations, explain, observe, train, tried};
use relance::store::Store;

use crate::support::book::{debtor, faults, invoice, load, monday, now, payment, settings, who};
use crate::support::ibm;
use crate::support::shell::Shell;

const DEBTORS: i32 = 30;
const INVOICES: i32 = 18;

fn due(debtor: i32, at: i32) -> Day {
    monday().plus(-620 + at * 31 + debtor % 7)
}

/// Payers of two kinds: half settle within days, half take weeks; each with some chance in it.
fn days_late(debtor: i32, at: i32) -> i32 {
    let mut chance = Chance::new(u64::try_from(debtor * 1_000 + at).unwrap());
    let noise = i32::try_from(chance.below(9)).unwrap();
    if debtor % 2 == 0 { noise - 3 } else { 9 + 2 * noise }
}

/// The rows of all debtors; `later`: what is done to a payment of after a day.
fn rows(day: Day, later: impl Fn(i32, i32, Day) -> Option<Day>) -> Vec<LedgerRow> {
    let mut out = vec![];
    for who in 0..DEBTORS {
        let reference = format!("D{who:02}");
        out.push(debtor(&reference, &format!("Maison {who}")));
        for at in 0..INVOICES {
            let due_on = due(who, at);
            let paid_on = due_on.plus(days_late(who, at));
            let number = format!("F{who}-{at}");
            let issued = due_on.plus(-30);
            let (due_on, cents) = if issued > day { (due_on, 99_900) } else { (due_on, 10_000 + i64::from(at) * 100) };
            out.push(invoice(&reference, &number, due_on, cents));
            let paid_on = if paid_on > day { later(who, at, paid_on) } else { Some(paid_on) };
            if let Some(paid_on) = paid_on {
                out.push(payment(&reference, &format!("P{who}-{at}"), paid_on, cents, &number));
            }
        }
    }
    out
}

fn book(rows: &[LedgerRow]) -> Store {
    let mut store = Store::in_memory(&settings()).unwrap();
    load(&mut store, now(monday().plus(-700), 0), "first", rows).unwrap();
    store
}

fn past(store: &Store, day: Day, known_at: Instant) -> Observations {
    observe(store, day, known_at, &Policy::default(), Some(2)).unwrap()
}

fn fitted(store: &Store, day: Day) -> String {
    train(&past(store, day, now(day, 0).at), day, "t").unwrap().text
}

#[test]
fn what_is_dated_or_known_later_moves_no_point() {
    let day = monday().plus(-200);
    let plain = book(&rows(day, |_, _, paid_on| Some(paid_on)));
    let card = fitted(&plain, day);
    assert_eq!(card, fitted(&plain, day), "the same facts give the same card");
    let shuffled = book(&rows(day, |debtor, at, paid_on| match (debtor + at) % 3 {
        0 => None,
        1 => Some(paid_on.plus(90)),
        _ => Some(day.plus(1 + (debtor * at) % 5)),
    }));
    assert_eq!(card, fitted(&shuffled, day), "dated later");
    let mut late = book(&rows(day, |_, _, paid_on| Some(paid_on)));
    // Recorded after the day, though true long before: settled at once what the card knew as settled late.
    let news: Vec<LedgerRow> = (0..DEBTORS)
        .flat_map(|who| {
            (0..INVOICES).map(move |at| {
                let reference = format!("D{who:02}");
                let cents = 10_000 + i64::from(at) * 100;
                payment(&reference, &format!("P{who}-{at}"), due(who, at).plus(-20), cents, &format!("F{who}-{at}"))
            })
        })
        .filter(|row| matches!(row, LedgerRow::Payment(_, paid) if paid.paid_on <= day))
        .collect();
    load(&mut late, now(day.plus(1), 0), "news", &news).unwrap();
    assert_eq!(card, fitted(&late, day), "known later");
    let after = train(&past(&late, day.plus(40), now(day.plus(40), 0).at), day.plus(40), "t");
    assert!(after.is_err(), "once known it counts: nobody was ever late, and nothing is left to learn");
}

#[test]
fn a_fact_counts_from_the_morning_after_it_was_recorded() {
    let mut store = Store::in_memory(&settings()).unwrap();
    let start = monday().plus(-60);
    load(&mut store, now(start, 0), "bills", &[debtor("D1", "Un"), invoice("D1", "F1", start.plus(1), 5_000)]).unwrap();
    // Paid on the third day, told on the twentieth.
    load(&mut store, now(start.plus(20), 0), "bank", &[payment("D1", "P1", start.plus(3), 5_000, "F1")]).unwrap();
    let seen = observe(&store, monday(), now(monday(), 0).at, &Policy::default(), Some(1)).unwrap();
    let mornings: Vec<i32> = seen.day.iter().map(|day| day.since(start)).collect();
    assert_eq!(mornings, (2..=20).collect::<Vec<_>>(), "open to whoever looked, until the file came");
    assert!(seen.table.outcome.iter().all(|unpaid| !unpaid), "and paid within the week all the time");
    let unpaid = |day: i32| seen.table_on(start.plus(day)).outcome[0];
    assert_eq!((unpaid(15), unpaid(20), unpaid(21)), (true, true, false), "which nobody could know before");
}

#[test]
fn a_fitted_card_reads_back_point_for_point() {
    let day = monday().plus(-100);
    let store = book(&rows(day, |_, _, paid_on| Some(paid_on)));
    let past = past(&store, day, now(day, 0).at);
    let trained = train(&past, day, "t").unwrap();
    assert!(trained.rows > 500 && trained.unpaid > 50, "{} {}", trained.rows, trained.unpaid);
    assert!(trained.card.codes().count() <= FEATURES_MAX);
    assert_eq!(Card::parse(&trained.text).unwrap(), trained.card);
    let curve: Vec<u32> = (-300..300).map(|score| trained.card.probability_ppm(score)).collect();
    assert!(curve.is_sorted());
    let tried = tried(&past, day, &Card::default_card(), 3).unwrap();
    assert!(tried.auc.0 > tried.auc_oldest, "{:?} {}", tried.auc, tried.auc_oldest);
    let best = tried.reached.iter().map(|reached| reached.cash).fold(0.0, f64::max);
    assert!((tried.reached.last().unwrap().cash - best).abs() < 1e-9, "nothing reaches more than the best");
    assert_eq!(tried.buckets.iter().map(|bucket| bucket.rows).sum::<usize>(), tried.rows);
}

#[test]
fn a_column_that_says_who_somebody_is_is_refused() {
    for name in FORBIDDEN {
        let column = Column {
            name: name.to_uppercase().replace('-', "_"),
            sense: relance::ranking::features::Sense::Free,
            values: vec![1; 300],
        };
        let table = Table {
            columns: vec![column],
            outcome: (0..300).map(|at| at % 2 == 0).collect(),
            group: (0..300).collect(),
        };
        let rows: Vec<u32> = (0..300).collect();
        assert!(matches!(fit(&table, &rows, &Settings::default()), Err(TrainFault::Forbidden(_))), "{name}");
    }
    assert!(FEATURES.iter().all(|code| !FORBIDDEN.contains(&code.name())));
}

#[test]
fn chance_is_no_feature_and_too_little_is_no_card() {
    let mut chance = Chance::new(1);
    let mut values = |end: u64| (0..2_000).map(|_| i32::try_from(chance.below(end)).unwrap()).collect::<Vec<i32>>();
    let (signal, noise, mut unknown) = (values(10), values(10), values(4));
    unknown.iter_mut().for_each(|value| *value = MISSING);
    let column = |name: &str, values: Vec<i32>| Column {
        name: name.into(),
        sense: relance::ranking::features::Sense::Free,
        values,
    };
    let outcome: Vec<bool> = signal.iter().zip(values(10)).map(|(signal, by_chance)| *signal + by_chance > 9).collect();
    let table = Table {
        columns: vec![column("a", signal), column("b", noise), column("c", unknown)],
        outcome,
        group: (0..2_000).collect(),
    };
    let rows: Vec<u32> = (0..2_000).collect();
    let card = fit(&table, &rows, &Settings::default()).unwrap();
    assert_eq!(card.features[0].column, 0);
    let reach = |points: &[i32]| points.iter().max().unwrap() - points.iter().min().unwrap();
    assert!(card.features.iter().skip(1).all(|feature| reach(&feature.points) * 5 < reach(&card.features[0].points)));
    let few = fit(&table, &rows[..60], &Settings::default());
    assert!(matches!(few, Err(TrainFault::TooFew { .. })), "{few:?}");
}

#[test]
fn the_nearest_change_moves_the_band_it_names() {
    let row = crate::support::rows::overdue(1);
    let card = Card::default_card();
    let explained = explain(&row, &card, &Policy::default(), relance::domain::values::Currency::EUR);
    assert_eq!(explained.risk, Risk::of(explained.worth.leading_ppm));
    assert!(!explained.nearest.is_empty());
    for change in explained.nearest {
        assert_ne!(change.risk, explained.risk);
        assert_eq!(card.points(change.code, Some(change.would_be)), change.points, "{change:?}");
        let before = card.points(change.code, change.fact);
        assert_eq!(change.score, explained.worth.score - before + change.points);
        assert_eq!(change.risk, Risk::of(card.probability_ppm(change.score)));
    }
}

#[test]
fn a_chosen_card_is_kept_in_the_book_and_one_command_goes_back() {
    let day = monday();
    let mut store = book(&rows(day, |_, _, paid_on| Some(paid_on)));
    assert_eq!(store.card_chosen().unwrap(), None);
    store.choose_card(&who("mia"), now(day, 1), "one", Card::DEFAULT_TEXT, None).unwrap();
    let chosen = store.card_chosen().unwrap().unwrap();
    assert_eq!((chosen.name.as_str(), chosen.applies_from, chosen.training), ("one", day, None));
    assert_eq!(faults(&store), Vec::<String>::new());
}

#[test]
fn the_verb_fits_speaks_explains_and_goes_back() {
    let shell = Shell::demo(60);
    let cards = shell.json("score");
    assert_eq!((cards["card"].as_str(), cards["cards"].as_array().map(Vec::len)), (Some("default-1"), Some(0)));
    let dry = shell.json("score train --dry-run");
    assert_eq!((dry["dry_run"].as_bool(), shell.json("score")["card"].as_str()), (Some(true), Some("default-1")));
    let trained = shell.json("score train");
    let name = trained["card"].as_str().unwrap();
    assert_eq!(trained["text"], dry["text"]);
    assert_eq!(shell.json("score")["card"], name);
    let journal = shell.json("journal");
    let mut entries = journal["entries"].as_array().unwrap().iter();
    let kept = entries.find(|entry| entry["adopted"]["chosen"] == true).unwrap();
    assert_eq!(
        (kept["adopted"]["name"].as_str(), kept["adopted"]["training"]["instead_of"].as_str()),
        (Some(name), Some("default-1"))
    );
    let case = shell.json("queue --limit 1")["entries"][0]["case"].as_str().unwrap().to_owned();
    let explained = shell.json(&format!("score explain {case}"));
    let sum: i64 = explained["points"].as_array().unwrap().iter().map(|point| point["points"].as_i64().unwrap()).sum();
    assert_eq!((Some(sum), explained["card"].as_str()), (explained["score"].as_i64(), Some(name)));
    assert_eq!(explained["card_source"], "fitted");
    let shown = shell.run(&format!("show {case}")).done().to_owned();
    for change in explained["nearest"].as_array().unwrap() {
        assert!(shown.contains(change["text"].as_str().unwrap()), "the same words wherever it is told: {shown}");
    }
    let orders = shell.json("score evaluate --calls 5");
    assert_eq!(orders["orders"].as_array().unwrap().len(), 6);
    shell.run("close-day").done();
    assert_eq!(shell.json("queue --day 2026-03-18 --limit 1")["card"], name, "and the list says so");
    assert_eq!(shell.json("score back")["card"], "default-1");
    assert_eq!(shell.json("score")["card"], "default-1");
    assert_eq!(shell.json(&format!("score use {name}"))["before"], "default-1");
    assert!(shell.run("score use nobody").refused().contains("nobody"));
    assert!(shell.json("verify")["ok"].as_bool().unwrap());
    for lang in ["fr", "en"] {
        for line in
            ["score", "score evaluate", &format!("score explain {case}"), "score train --dry-run", "journal --limit 3"]
        {
            let said = shell.run(&format!("--lang {lang} {line}"));
            assert!(said.done().lines().count() >= 1 && !said.out.contains("score-"), "{lang} {line}: {said:?}");
        }
    }
}

#[test]
fn a_fit_on_a_real_ledger_beats_the_age_of_its_invoices() {
    let Some(bills) = ibm::bills() else { return };
    let store = ibm::book(&bills, "2012-01-01".parse().unwrap());
    let end: Day = "2013-12-20".parse().unwrap();
    let past = observe(&store, end, now(end, 0).at, &Policy::default(), Some(2)).unwrap();
    let tried = tried(&past, end, &Card::default_card(), 3).unwrap();
    eprintln!(
        "the book's own past, 2013: AUC {:.3} ({:.3}-{:.3}), card in use {:.3}, oldest {:.3}; Brier {:.3}, ECE {:.3}; {:?}",
        tried.auc.0,
        tried.auc.1,
        tried.auc.2,
        tried.auc_in_use,
        tried.auc_oldest,
        tried.brier,
        tried.ece,
        tried.reached
    );
    assert!(tried.auc.0 > tried.auc_oldest + 0.1 && tried.auc.0 > 0.6, "{:?}", tried.auc);
    let cash = |place: usize| tried.reached[place].cash;
    assert!(cash(3) > cash(1) + 0.1 && cash(3) < cash(5), "{:?}", tried.reached);
}
