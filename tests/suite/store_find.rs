//! Finding a debtor by whatever a person has in hand: a number, a phone, half a name with a slip of the finger.
//! What never lives here: how keys are folded (see the unit tests of `find_keys`).

use relance::domain::ledger::{DebtorRow, LedgerRow};
use relance::domain::values::text::fold;
use relance::domain::values::{CaseId, Currency};
use relance::store::Store;
use relance::store::read::Matched;

use crate::misspelt::{Chance, misspelt, names as invented};
use crate::support::book::{invoice, load, monday, now, settings};

fn book() -> Store {
    let mut store = Store::in_memory(&settings()).unwrap();
    let names = [
        ("CL-001", "Hôpital Lefèvre", "06 50 38 96 16", "compta@lefevre.example"),
        ("CL-002", "Boulangerie Lefebvre et Fils", "+33 2 40 00 00 01", "four@lefebvre.example"),
        ("CL-010", "C.A.F. du Rhône", "04 72 00 00 00", ""),
        ("CL-100", "Œuvre des Ponts", "", "contact@ponts.example"),
        ("650389616", "Garage du Rhône", "", ""),
        ("CL-200", "Martin Jean", "", ""),
        ("CL-201", "Martin Paul", "", ""),
    ];
    let mut rows = vec![];
    for (reference, name, phone, email) in names {
        rows.push(LedgerRow::Debtor(DebtorRow {
            reference: reference.into(),
            name: name.into(),
            phones: vec![phone.into()],
            emails: vec![email.into()],
            collector: "mia".into(),
            ..DebtorRow::default()
        }));
        rows.push(invoice(reference, &format!("FA-{reference}-7"), monday(), 10_000));
    }
    load(&mut store, now(monday(), 0), "first", &rows).unwrap();
    store
}

fn found(store: &Store, query: &str) -> Vec<(String, Matched)> {
    store.find(query, monday(), 20).unwrap().into_iter().map(|hit| (hit.reference, hit.matched)).collect()
}

fn names(store: &Store, query: &str) -> Vec<String> {
    store.find(query, monday(), 20).unwrap().into_iter().map(|hit| hit.name).collect()
}

#[test]
fn whatever_is_in_hand_leads_to_the_case() {
    let store = book();
    assert_eq!(found(&store, "cl-001"), [("CL-001".into(), Matched::Reference)]);
    assert_eq!(found(&store, "CL 001"), [("CL-001".into(), Matched::Reference)]);
    assert_eq!(found(&store, "fa-cl-010-7"), [("CL-010".into(), Matched::Invoice)]);
    assert_eq!(found(&store, "+33 650 38 96 16")[0], ("CL-001".into(), Matched::Phone));
    assert_eq!(found(&store, "COMPTA@lefevre.example"), [("CL-001".into(), Matched::Email)]);
    let number = store.resolve("CL-010").unwrap().unwrap();
    assert_eq!(found(&store, &number.to_string()), [("CL-010".into(), Matched::Reference)]);
}

#[test]
fn the_exact_comes_before_the_near_and_no_case_comes_twice() {
    let store = book();
    let both = found(&store, "650389616");
    assert_eq!(both[0], ("650389616".into(), Matched::Reference));
    assert_eq!(both[1], ("CL-001".into(), Matched::Phone));
    assert_eq!(both.len(), 2);
    assert_eq!(store.find("cl", monday(), 2).unwrap().len(), 2, "no more than asked");
}

#[test]
fn names_are_found_by_beginnings_in_any_order_with_or_without_accents() {
    let store = book();
    for (typed, name) in [
        ("lefevre", "Hôpital Lefèvre"),
        ("hop lef", "Hôpital Lefèvre"),
        ("lef hop", "Hôpital Lefèvre"),
        ("caf", "C.A.F. du Rhône"),
        ("oeuvre", "Œuvre des Ponts"),
        ("martin p", "Martin Paul"),
    ] {
        assert_eq!(names(&store, typed).first().map(String::as_str), Some(name), "{typed}");
    }
    assert_eq!(names(&store, "rhone").len(), 2);
}

#[test]
fn a_slip_of_the_finger_still_finds() {
    let store = book();
    assert_eq!(names(&store, "lefvre")[0], "Hôpital Lefèvre");
    assert_eq!(names(&store, "boulangrie"), ["Boulangerie Lefebvre et Fils"]);
    assert_eq!(names(&store, "matrin jean"), ["Martin Jean"]);
}

#[test]
fn what_is_not_there_is_not_found_and_hostile_questions_are_harmless() {
    let store = book();
    for query in ["", "   ", "zzzz", "%", "_", "'; DROP TABLE journal; --", "\u{0}", "C-999999", "\u{202e}", "@"] {
        assert!(store.find(query, monday(), 20).unwrap().is_empty(), "{query:?}");
    }
    assert!(store.find(&"a".repeat(10_000), monday(), 20).unwrap().is_empty());
    assert_eq!(store.resolve("CL-01").unwrap(), None, "a reference is named whole");
    assert_eq!(store.resolve("C-000099").unwrap(), None);
}

#[test]
fn a_match_tells_what_is_needed_to_choose() {
    let store = book();
    let hit = store.find("cl-200", monday(), 1).unwrap().remove(0);
    assert_eq!(hit.collector.unwrap().0, "mia");
    assert_eq!(store.resolve("cl-200").unwrap(), Some(hit.case));
    assert!(hit.case > CaseId(0));
    // Nothing was derived since the import: the sum is told all the same.
    assert_eq!(hit.open.minor(Currency::EUR), 10_000);
}

#[test]
fn names_typed_in_a_hurry_are_found_among_the_first_five() {
    const DEBTORS: usize = 3_000;
    const TRIES: usize = 500;
    let mut store = Store::in_memory(&settings()).unwrap();
    let all = invented(1, DEBTORS);
    let row = |(n, name): (usize, &String)| {
        let reference = format!("D{n:05}");
        LedgerRow::Debtor(DebtorRow { reference, name: name.clone(), ..DebtorRow::default() })
    };
    let rows: Vec<LedgerRow> = all.iter().enumerate().map(row).collect();
    load(&mut store, now(monday(), 0), "first", &rows).unwrap();
    let mut chance = Chance(7);
    let mut missed = vec![];
    for _ in 0..TRIES {
        let name = &all[chance.below(all.len())];
        let (typed, what) = misspelt(&fold(name), &mut chance);
        let first: Vec<String> = names(&store, &typed).into_iter().take(5).collect();
        if !first.iter().any(|found| fold(found) == fold(name)) {
            missed.push(format!("{typed:?} ({what}) for {name:?}: {first:?}"));
        }
    }
    let found = TRIES - missed.len();
    assert!(found * 100 >= TRIES * 95, "{found} of {TRIES} among the first five; missed:\n{}", missed.join("\n"));
}

#[test]
fn short_forms_legal_forms_and_words_glued_or_parted_lead_to_the_name() {
    let mut store = Store::in_memory(&settings()).unwrap();
    let all =
        ["Société Générale de Nettoyage", "Dupont SAS", "Dupond & Fils", "Ets Garnier", "Lefebvre", "Saint-Gobin"];
    let row = |(n, name): (usize, &&str)| {
        LedgerRow::Debtor(DebtorRow { reference: format!("X{n}"), name: (*name).into(), ..DebtorRow::default() })
    };
    let rows: Vec<LedgerRow> = all.iter().enumerate().map(row).collect();
    load(&mut store, now(monday(), 0), "first", &rows).unwrap();
    for (typed, name) in [
        ("ste gle", "Société Générale de Nettoyage"),
        ("sarl dupond", "Dupond & Fils"),
        ("dupont fils", "Dupond & Fils"),
        ("dupondfils", "Dupond & Fils"),
        ("etablissements garnier", "Ets Garnier"),
        ("le febvre", "Lefebvre"),
        ("st gobin", "Saint-Gobin"),
        ("ganrier", "Ets Garnier"),
    ] {
        assert_eq!(names(&store, typed).first().map(String::as_str), Some(name), "{typed}");
    }
    // What is meant as well comes right after.
    assert_eq!(names(&store, "sarl dupond")[1], "Dupont SAS");
    let hit = store.find("ste gle", monday(), 1).unwrap().remove(0);
    let marked: String = hit.marks.iter().map(|at| hit.name.chars().nth(*at as usize).unwrap()).collect();
    assert_eq!(marked, "StéGle");
}
