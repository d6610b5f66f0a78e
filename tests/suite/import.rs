//! Importing by command line: every good and broken file under `fixtures/import`, what goes in, what is said.
//! What never lives here: the parts on their own (see the modules of `exchange` and `store::bulk`).
//! Run by `cargo test --test suite import`.

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::Value;

/// A book of its own, and the program on it.
pub struct Desk {
    folder: tempfile::TempDir,
}

fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/import").join(name)
}

impl Desk {
    pub fn new(today: &str) -> Self {
        let desk = Self { folder: tempfile::tempdir().unwrap() };
        let made = desk.run(&[
            "init",
            "--no-input",
            "--login",
            "mia",
            "--currency",
            "EUR",
            "--zone",
            "Europe/Paris",
            "--today",
            today,
        ]);
        assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
        desk
    }

    pub fn book(&self) -> PathBuf {
        self.folder.path().join("book.relance")
    }

    pub fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_relance"));
        command.env_clear().env("HOME", self.folder.path()).env("USER", "mia").env("RELANCE_LANG", "en");
        command.env("RELANCE_BOOK", self.book());
        command.args(arguments).output().unwrap()
    }

    /// Runs an import that ends with this code; its JSON, or what it said on standard error.
    pub fn import(&self, code: i32, arguments: &[&str]) -> (Value, String) {
        let mut all = vec!["import", "--json"];
        if !arguments.contains(&"--today") {
            all.extend(["--today", "2026-03-02"]);
        }
        all.extend(arguments);
        let done = self.run(&all);
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        let out = String::from_utf8_lossy(&done.stdout).into_owned();
        assert_eq!(done.status.code(), Some(code), "{arguments:?}: {said}{out}");
        assert!(!said.contains("panicked"), "{said}");
        let json = if out.is_empty() { Value::Null } else { serde_json::from_str(&out).unwrap() };
        (json, said)
    }

    pub fn file(&self, code: i32, kind: &str, name: &str, more: &[&str]) -> (Value, String) {
        let path = fixture(name).display().to_string();
        let mut all = vec![kind, path.as_str()];
        all.extend(more);
        self.import(code, &all)
    }

    fn show(&self, reference: &str) -> Value {
        let done = self.run(&["show", reference, "--json", "--today", "2026-03-02"]);
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
        serde_json::from_slice(&done.stdout).unwrap()
    }

    pub fn invoice(&self, reference: &str, number: &str) -> Value {
        let shown = self.show(reference);
        let found = shown["invoices"].as_array().unwrap().iter().find(|row| row["number"] == number).cloned();
        found.unwrap_or_else(|| panic!("{number} in {shown}"))
    }

    pub fn verifies(&self) {
        let done = self.run(&["verify", "--today", "2026-03-02"]);
        assert!(
            done.status.success(),
            "{}{}",
            String::from_utf8_lossy(&done.stdout),
            String::from_utf8_lossy(&done.stderr)
        );
    }
}

fn counts(json: &Value) -> (u64, u64, u64, u64) {
    let count = |name: &str| json[name].as_u64().unwrap();
    (count("rows"), count("accepted"), count("unchanged"), count("rejected"))
}

#[test]
fn a_french_export_in_windows_1252_goes_in() {
    let desk = Desk::new("2026-03-02");
    let (json, _) = desk.file(0, "invoices", "invoices-fr.csv", &[]);
    assert_eq!(counts(&json), (4, 4, 0, 0));
    assert_eq!(json["schema"], "relance.import/1");
    assert_eq!(json["totals"], serde_json::json!([{"amount": "3704.40", "currency": "EUR"}]));
    let codes: Vec<&str> = json["warnings"].as_array().unwrap().iter().map(|w| w["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["dates-read-as", "dates-read-as", "amounts-read-as", "written-as"]);
    let shown = desk.show("C-003");
    assert_eq!(shown["debtor"]["name"], "Café \"Le Zinc\"");
    assert_eq!(desk.invoice("C-001", "AV-0007")["amount"]["amount"], "-120.00");
    assert_eq!(desk.invoice("C-003", "FA-1003")["due_on"], "2026-02-27");
    let (again, _) = desk.file(0, "invoices", "invoices-fr.csv", &[]);
    assert_eq!((counts(&again), &again["batch"]), ((4, 0, 4, 0), &Value::Null));
    desk.verifies();
}

#[test]
fn an_english_export_and_a_tab_file_go_in() {
    let desk = Desk::new("2026-03-02");
    assert_eq!(counts(&desk.file(0, "invoices", "invoices-en.csv", &[]).0), (3, 3, 0, 0));
    assert_eq!(desk.invoice("K100", "INV-3")["amount"]["amount"], "-40.00");
    assert_eq!(desk.invoice("K101", "INV-2")["due_on"], "2026-03-05");
    assert_eq!(counts(&desk.file(0, "invoices", "invoices-tab.tsv", &[]).0), (2, 2, 0, 0));
    assert_eq!(desk.invoice("T2", "0002")["amount"]["amount"], "20.50");
}

#[test]
fn debtors_payments_and_contacts_meet_their_invoices() {
    let desk = Desk::new("2026-03-02");
    desk.file(0, "invoices", "invoices-fr.csv", &[]);
    assert_eq!(counts(&desk.file(0, "debtors", "debtors.csv", &[]).0), (3, 3, 0, 0));
    // two payments alike without a reference are two payments, and stay two when the file comes again
    assert_eq!(counts(&desk.file(0, "payments", "payments.csv", &[]).0), (4, 4, 0, 0));
    assert_eq!(counts(&desk.file(0, "payments", "payments.csv", &[]).0), (4, 0, 4, 0));
    assert_eq!(counts(&desk.file(0, "contacts", "contacts.csv", &[]).0), (3, 3, 0, 0));
    assert_eq!(desk.invoice("C-002", "FA-1002")["open"]["amount"], "0.00");
    let shown = desk.show("C-001");
    assert_eq!(shown["debtor"]["name"], "Boulangerie Génévrier");
    desk.verifies();
}

#[test]
fn one_row_carries_an_invoice_its_debtor_and_its_settlement() {
    let desk = Desk::new("2026-03-02");
    let map = fixture("one-row.toml").display().to_string();
    let (json, _) = desk.file(0, "invoices", "one-row.csv", &["--map", &map]);
    assert_eq!(counts(&json), (3, 3, 0, 0));
    assert_eq!(json["totals"][0]["currency"], "CHF");
    assert_eq!(desk.invoice("X1", "N1")["open"]["amount"], "100.00");
    assert_eq!(desk.invoice("X1", "N2")["open"]["amount"], "0.00");
    assert_eq!(desk.invoice("X2", "N3")["open"]["amount"], "300.00");
    let debtor = &desk.show("X2")["debtor"];
    assert_eq!((&debtor["name"], &debtor["country"]), (&"Quincaillerie Vautrin".into(), &"CH".into()));
}

#[test]
fn a_dry_run_says_each_change_and_writes_none() {
    let desk = Desk::new("2026-03-02");
    let (json, _) = desk.file(0, "invoices", "invoices-fr.csv", &["--dry-run"]);
    assert_eq!((counts(&json), &json["batch"]), ((4, 4, 0, 0), &Value::Null));
    let changes = json["changes"].as_array().unwrap();
    assert_eq!(changes.len(), 7, "four invoices and three debtors: {changes:?}");
    assert!(changes.iter().any(|change| change["text"].as_str().unwrap().contains("FA-1003")));
    assert!(!desk.run(&["show", "C-001", "--today", "2026-03-02"]).status.success());
    assert_eq!(counts(&desk.file(0, "invoices", "invoices-fr.csv", &[]).0), (4, 4, 0, 0));
}

#[test]
fn a_changed_row_is_a_correction_and_undo_brings_the_old_one_back() {
    let desk = Desk::new("2026-03-02");
    let path = desk.folder.path().join("a.csv");
    let name = path.display().to_string();
    let head = "debtor,number,issued_on,due_on,amount\n";
    std::fs::write(&path, format!("{head}D1,F1,2026-01-05,2026-02-04,10.00\n")).unwrap();
    desk.import(0, &["invoices", &name]);
    std::fs::write(&path, format!("{head}D1,F1,2026-01-05,2026-02-04,12.00\nD1,F2,2026-01-06,2026-02-05,5.00\n"))
        .unwrap();
    let (second, _) = desk.import(0, &["invoices", &name]);
    assert_eq!(counts(&second), (2, 2, 0, 0));
    assert_eq!(desk.invoice("D1", "F1")["open"]["amount"], "12.00");
    let batch = second["batch"].to_string();
    let undone = desk.run(&["batches", "--undo", &batch, "--today", "2026-03-02"]);
    assert!(undone.status.success(), "{}", String::from_utf8_lossy(&undone.stderr));
    assert_eq!(desk.invoice("D1", "F1")["open"]["amount"], "10.00");
    assert_eq!(desk.show("D1")["invoices"].as_array().unwrap().len(), 1);
    assert_eq!(desk.run(&["batches", "--undo", &batch, "--today", "2026-03-02"]).status.code(), Some(1));
    assert_eq!(desk.run(&["batches", "--undo", "99", "--today", "2026-03-02"]).status.code(), Some(1));
    desk.verifies();
}

#[test]
fn bad_rows_are_named_and_the_good_ones_go_in() {
    let desk = Desk::new("2026-03-02");
    let (json, _) = desk.file(3, "invoices", "bad/rows.csv", &[]);
    let errors: Vec<(u64, String, String)> = json["errors"]
        .as_array()
        .unwrap()
        .iter()
        .map(|e| {
            (
                e["line"].as_u64().unwrap(),
                e["field"].as_str().unwrap_or("").to_owned(),
                e["reason"].as_str().unwrap().to_owned(),
            )
        })
        .collect();
    let due: Vec<(u64, String, String)> = [
        (5, "amount", "amount-too-large"),
        (6, "amount", "not-an-amount"),
        (7, "amount", "too-many-decimals"),
        (8, "issued_on", "not-a-date"),
        (9, "due_on", "date-out-of-range"),
        (10, "debtor", "missing"),
        (11, "number", "missing"),
        (12, "amount", "missing"),
        (13, "currency", "not-a-currency"),
        (14, "", "too-many-columns"),
        (15, "amount", "missing"),
        (16, "number", "key-too-long"),
        (17, "", "given-twice"),
    ]
    .map(|(line, field, reason)| (line, field.to_owned(), reason.to_owned()))
    .to_vec();
    assert_eq!(errors, due);
    assert_eq!(json["errors"][0]["column"], "amount");
    assert_eq!(json["errors"][0]["value"], "1234567890123456789");
    assert_eq!(counts(&json), (17, 4, 0, 13));
    assert_eq!(desk.invoice("B1", "ZERO")["amount"]["amount"], "0.00");
    assert_eq!(desk.invoice("B1", "OK-1")["amount"]["amount"], "10.00");
    desk.verifies();
}

#[test]
fn what_is_no_text_has_its_sentence() {
    let desk = Desk::new("2026-03-02");
    for (name, words) in [
        ("bad/empty.csv", "is empty"),
        ("bad/blank.csv", "is empty"),
        ("bad/workbook.xlsx", "save it as CSV"),
        ("bad/binary.dat", "not text"),
        ("bad/nul.csv", "line 3"),
        ("bad/unknown-headers.csv", "foo"),
        ("bad/no-header.csv", "debtor"),
        ("bad/not-there.csv", "not-there.csv"),
    ] {
        let (_, said) = desk.file(1, "invoices", name, &[]);
        assert!(said.contains(words), "{name}: {said}");
    }
    let (json, _) = desk.file(0, "invoices", "bad/header-only.csv", &[]);
    assert_eq!(json["warnings"][0]["code"], "no-rows");
    let (json, _) = desk.file(3, "invoices", "bad/unclosed-quote.csv", &[]);
    assert_eq!(json["errors"][0]["reason"], "unclosed-quote");
    assert_eq!(json["errors"][0]["line"], 3);
    let batches = desk.run(&["batches", "--today", "2026-03-02"]);
    assert!(String::from_utf8_lossy(&batches.stdout).contains("unclosed-quote"));
}

#[test]
fn what_fits_two_readings_is_refused_until_a_mapping_decides() {
    let desk = Desk::new("2026-03-02");
    for (name, value, readings) in [
        ("bad/ambiguous-amounts.csv", "1.234", "number"),
        ("bad/ambiguous-dates.csv", "03/04/2025", "date"),
        ("bad/mixed-amounts.csv", "1.5", "number"),
    ] {
        let (_, said) = desk.file(1, "invoices", name, &[]);
        assert!(said.contains(value) && said.contains("[formats]"), "{readings}: {said}");
    }
    let map = fixture("decide-amounts.toml").display().to_string();
    desk.file(0, "invoices", "bad/ambiguous-amounts.csv", &["--map", &map]);
    assert_eq!(desk.invoice("A1", "1")["amount"]["amount"], "1234.00");
    let map = fixture("decide-dates.toml").display().to_string();
    let desk = Desk::new("2026-03-02");
    desk.file(0, "invoices", "bad/ambiguous-dates.csv", &["--map", &map]);
    assert_eq!(desk.invoice("A1", "1")["due_on"], "2025-03-04");
}

#[test]
fn a_broken_mapping_is_located() {
    let desk = Desk::new("2026-03-02");
    for (map, place) in [
        ("bad/map-header.toml", "line 4, column 10"),
        ("bad/map-format.toml", "line 2, column 8"),
        ("bad/map-syntax.toml", "line 1, column 9"),
    ] {
        let path = fixture(map).display().to_string();
        let (_, said) = desk.file(1, "invoices", "invoices-tab.tsv", &["--map", &path]);
        assert!(said.contains(place), "{map}: {said}");
    }
    let done = desk.run(&["import", "cats", "x.csv"]);
    assert_eq!(done.status.code(), Some(2));
}

#[test]
fn hostile_text_is_clean_in_the_book() {
    let desk = Desk::new("2026-03-02");
    assert_eq!(counts(&desk.file(0, "debtors", "hostile.csv", &[]).0), (6, 6, 0, 0));
    let name = |reference: &str| desk.show(reference)["debtor"]["name"].as_str().unwrap().to_owned();
    assert_eq!(name("H1"), "[2J ]0;pwned Évil [31m Corp");
    assert_eq!(name("H2"), "esrever RTL x");
    assert_eq!(name("H3").chars().count(), 200);
    assert!(name("H4").contains('🧾'));
    assert_eq!(name("H5"), "two lines and a tab");
    for reference in ["H1", "H2", "H3", "H4", "H5", "H6"] {
        let done = desk.run(&["show", reference, "--today", "2026-03-02"]);
        let text = String::from_utf8_lossy(&done.stdout).into_owned();
        assert!(!text.chars().any(|c| c != '\n' && relance::domain::values::text::is_hostile(c)), "{text:?}");
    }
}

#[test]
fn an_open_items_file_settles_what_it_no_longer_lists() {
    let desk = Desk::new("2026-03-02");
    let monday = &["--open-items", "2026-02-16"];
    let (first, _) = desk.file(0, "invoices", "open-items-monday.csv", monday);
    assert_eq!((counts(&first), first["settled_by_absence"].as_u64()), ((6, 6, 0, 0), Some(0)));
    assert_eq!(desk.invoice("O4", "P5")["open"]["amount"], "450.50");
    let next = &["--open-items", "2026-02-23"];
    let (second, _) = desk.file(0, "invoices", "open-items-next.csv", next);
    assert_eq!(second["settled_by_absence"], 1);
    for (debtor, number, open) in [
        ("O1", "P1", "0.00"),
        ("O1", "P2", "120.00"),
        ("O2", "P3", "300.00"),
        ("O4", "P5", "450.50"),
        ("O6", "P7", "700.00"),
    ] {
        assert_eq!(desk.invoice(debtor, number)["open"]["amount"], open, "{number}");
    }
    let (again, _) = desk.file(0, "invoices", "open-items-next.csv", next);
    assert_eq!((counts(&again).1, &again["settled_by_absence"]), (0, &Value::from(0)));
    // the real payment comes later: it replaces what was inferred, and is not counted beside it
    let path = desk.folder.path().join("paid.csv");
    std::fs::write(
        &path,
        "debtor,paid_on,amount,invoice,reference\nO1,2026-02-20,100.00,P1,R1\nO1,2026-02-20,80.00,P2,R2\n",
    )
    .unwrap();
    desk.import(0, &["payments", &path.display().to_string()]);
    let shown = desk.show("O1");
    assert_eq!(desk.invoice("O1", "P1")["open"]["amount"], "0.00");
    assert_eq!(desk.invoice("O1", "P2")["open"]["amount"], "120.00");
    assert_eq!(shown["balance"]["unallocated"], serde_json::json!([]), "{shown}");
    // a file that lists it again takes the inferred settlement back
    let (back, _) = desk.file(0, "invoices", "open-items-monday.csv", &["--open-items", "2026-03-02", "--yes"]);
    assert_eq!(back["settled_by_absence"], 1, "P7 is not on it");
    desk.verifies();
}

#[test]
fn half_an_open_items_file_is_refused_unless_confirmed() {
    let desk = Desk::new("2026-03-02");
    desk.file(0, "invoices", "open-items-monday.csv", &["--open-items", "2026-02-16"]);
    let path = desk.folder.path().join("half.csv");
    let name = path.display().to_string();
    std::fs::write(&path, "debtor;number;issued_on;due_on;amount;open\nO1;P1;2026-01-05;2026-02-04;100,00;100,00\n")
        .unwrap();
    let (_, said) = desk.import(1, &["invoices", &name, "--open-items", "2026-02-23"]);
    assert!(said.contains("5 of 6") && said.contains("--yes"), "{said}");
    assert_eq!(desk.invoice("O5", "P6")["open"]["amount"], "600.00");
    let (json, _) = desk.import(0, &["invoices", &name, "--open-items", "2026-02-23", "--yes"]);
    assert_eq!(json["settled_by_absence"], 5);
    assert_eq!(desk.invoice("O5", "P6")["open"]["amount"], "0.00");
}

#[test]
fn an_amount_that_is_only_what_is_open_leaves_the_invoice_as_issued() {
    let desk = Desk::new("2026-03-02");
    let path = desk.folder.path().join("open.csv");
    let name = path.display().to_string();
    let head = "debtor;number;issued_on;due_on;open\n";
    std::fs::write(&path, format!("{head}Z1;1;2026-01-05;2026-02-04;100,50\n")).unwrap();
    desk.import(0, &["invoices", &name, "--open-items", "2026-02-16"]);
    std::fs::write(&path, format!("{head}Z1;1;2026-01-05;2026-02-04;40,00\n")).unwrap();
    desk.import(0, &["invoices", &name, "--open-items", "2026-02-23"]);
    let invoice = desk.invoice("Z1", "1");
    assert_eq!((&invoice["amount"]["amount"], &invoice["open"]["amount"]), (&"100.50".into(), &"40.00".into()));
    // more is open again: what was inferred is taken back
    std::fs::write(&path, format!("{head}Z1;1;2026-01-05;2026-02-04;90,00\n")).unwrap();
    desk.import(0, &["invoices", &name, "--open-items", "2026-03-02"]);
    assert_eq!(desk.invoice("Z1", "1")["open"]["amount"], "90.00");
}

#[test]
fn the_public_set_goes_in_whole() {
    let Ok(folder) = std::env::var("RELANCE_TEST_DATA") else {
        eprintln!("RELANCE_TEST_DATA is not set: the public set is not read");
        return;
    };
    let file = Path::new(&folder).join("ibm-ar/WA_Fn-UseC_-Accounts-Receivable.csv");
    let map = fixture("ibm-ar.toml").display().to_string();
    let desk = Desk::new("2013-01-01");
    let (json, _) = desk.import(0, &["invoices", &file.display().to_string(), "--map", &map]);
    assert_eq!(counts(&json), (2_466, 2_466, 0, 0));
    let found = desk.run(&[
        "import",
        "--json",
        "--today",
        "2026-03-02",
        "--dry-run",
        "invoices",
        &file.display().to_string(),
        "--map",
        &map,
    ]);
    let json: Value = serde_json::from_slice(&found.stdout).unwrap();
    assert_eq!(counts(&json), (2_466, 0, 2_466, 0));
    desk.verifies();
}

#[test]
fn promises_and_disputes_of_another_system_come_with_their_history() {
    let desk = Desk::new("2026-03-02");
    let file = |name: &str, text: &str| {
        let path = desk.folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.display().to_string()
    };
    let invoices = "debtor;name;number;issued_on;due_on;amount
D001;Un;F1;2025-12-20;2026-01-05;400,00
                    D002;Deux;F2;2025-12-20;2026-01-05;120,00
D003;Trois;F3;2025-12-20;2026-01-05;90,00
";
    desk.import(0, &["invoices", &file("invoices.csv", invoices)]);
    let payments = "debtor;paid_on;amount;invoice;reference
D001;2026-01-21;300,00;F1;R1
";
    desk.import(0, &["payments", &file("payments.csv", payments)]);
    let promises = "debtor;ref;promise date;due date;amount;method;invoices;withdrawn;note
        D001;P-1;2026-01-12;2026-01-20;300,00;virement;F1:300,00;;told on the phone
        D002;P-2;2026-01-12;2026-01-30;100,00;chèque;F2;2026-01-15;
        D003;P-3;2026-01-10;2026-01-16;50,00;;F9;;
";
    let path = file("promises.csv", promises);
    let (dry, _) = desk.import(3, &["promises", &path, "--dry-run"]);
    assert!(dry["changes"].as_array().is_some_and(|all| !all.is_empty()), "a dry run lists what it would take: {dry}");
    assert!(dry["changes"].to_string().contains("D001"), "{dry}");
    let (said, _) = desk.import(3, &["promises", &path]);
    assert_eq!((&said["accepted"], &said["rejected"]), (&2.into(), &1.into()), "{said}");
    assert_eq!(
        (&said["errors"][0]["line"], &said["errors"][0]["reason"]),
        (&4.into(), &"does-not-fit".into()),
        "{said}"
    );
    let state = |reference: &str, what: &str, field: &str| desk.show(reference)[what][0][field].clone();
    assert_eq!(
        (state("D001", "promises", "state"), state("D002", "promises", "state")),
        ("kept".into(), "withdrawn".into())
    );
    let (again, _) = desk.import(3, &["promises", &path]);
    assert_eq!((&again["accepted"], &again["unchanged"]), (&0.into(), &2.into()), "{again}");

    let disputes = |ended: &str| {
        format!(
            "client;ref;motif;nature;ouvert le;factures;responsable;service;décision;tranché le;avoir;fondé;clos le
             D001;L-1;QUA;litige;2026-01-12;F1:40,00;lea;qualité;{ended}
             D002;L-2;prix;;2026-01-08;F2;;;rejeté;2026-01-10;;non;2026-01-12
             D003;L-3;remise;;2026-01-08;F3;;;accepté en partie;2026-01-13;25,00;oui;
"
        )
    };
    let path = file("disputes.csv", &disputes(";;;;"));
    let (said, _) = desk.import(0, &["disputes", &path]);
    assert_eq!((&said["accepted"], &said["rejected"]), (&3.into(), &0.into()), "{said}");
    let both = |reference: &str| (state(reference, "disputes", "state"), state(reference, "disputes", "step"));
    assert_eq!(both("D001"), ("overdue".into(), "assigned".into()));
    assert_eq!(state("D001", "disputes", "due_on"), "2026-01-27");
    assert_eq!(both("D002"), ("rejected".into(), "closed".into()));
    assert_eq!(both("D003"), ("partly-accepted".into(), "decided".into()));
    assert_eq!(desk.invoice("D003", "F3")["open"]["amount"], "65.00");
    assert_eq!(desk.invoice("D001", "F1")["disputed"]["amount"], "40.00");
    // The dispute ended in the other system meanwhile: only its end is new.
    let path = file("disputes.csv", &disputes("retiré;2026-02-20;;;"));
    let (said, _) = desk.import(0, &["disputes", &path]);
    assert_eq!((&said["accepted"], &said["unchanged"]), (&1.into(), &2.into()), "{said}");
    assert_eq!(both("D001"), ("withdrawn".into(), "decided".into()));
    desk.verifies();
}
