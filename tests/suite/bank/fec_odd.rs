//! Accounting exports as they should not be: other dates and amounts, entries apart, twice, uneven, carried over, given up.
//! What never lives here: the ways of writing a good one (see `fec`).

use relance::exchange::fec::Held;

use super::fec::{read, shown};
use crate::support::shell::Shell;
use crate::support::taken::Taken;

const HEADER: &str = "JournalCode|JournalLib|EcritureNum|EcritureDate|CompteNum|CompteLib|CompAuxNum|CompAuxLib|PieceRef|\
    PieceDate|EcritureLib|Debit|Credit|EcritureLet|DateLet|ValidDate|Montantdevise|Idevise";

/// Lines of `journal number day account customer piece debit credit letter`, `-` for nothing.
fn file(lines: &[&str]) -> String {
    let line = |line: &&str| {
        let cells: Vec<&str> = line.split(' ').map(|cell| if cell == "-" { "" } else { cell }).collect();
        let [journal, number, day, account, customer, piece, debit, credit, letter] = cells[..] else {
            panic!("{line}")
        };
        let name = if customer.is_empty() { "" } else { "Client" };
        format!(
            "{journal}|Journal {journal}|{number}|{day}|{account}|Compte|{customer}|{name}|{piece}|{day}|Texte|{debit}|{credit}|{letter}||{day}||"
        )
    };
    let lines: Vec<String> = lines.iter().map(line).collect();
    format!("{HEADER}\n{}\n", lines.join("\n"))
}

#[track_caller]
fn told(lines: &[&str]) -> (Held, Taken) {
    read(file(lines).as_bytes()).unwrap()
}

/// The rows, debtors apart.
#[track_caller]
fn rows(lines: &[&str]) -> Vec<String> {
    shown(&told(lines).1.rows).into_iter().filter(|row| !row.starts_with("debtor")).collect()
}

const SALE: [&str; 3] = [
    "VE 1 20260105 411000 C1 FA1 120,00 0,00 A",
    "VE 1 20260105 706000 - FA1 0,00 100,00 -",
    "VE 1 20260105 445710 - FA1 0,00 20,00 -",
];

#[test]
fn bad_debts_are_written_off_and_not_paid() {
    let invoice = "invoice C1 FA1 2026-01-05 due 2026-02-04 120.00 EUR";
    let with = |more: &[&str]| rows(&[&SALE[..], more].concat());
    let lettered = with(&[
        "OD 2 20260301 654100 - FA1 100,00 0,00 -",
        "OD 2 20260301 445710 - FA1 20,00 0,00 -",
        "OD 2 20260301 411000 C1 FA1 0,00 120,00 A",
    ]);
    assert_eq!(lettered, [invoice, "write-off C1 2026-03-01 120.00 EUR for \"FA1\""]);
    let named = with(&["OD 2 20260301 671400 - FA1 120,00 0,00 -", "OD 2 20260301 411000 C1 FA1 0,00 120,00 -"]);
    assert_eq!(named, [invoice, "write-off C1 2026-03-01 120.00 EUR for \"FA1\""]);
    let unnamed = with(&["OD 2 20260301 654000 - OD7 50,00 0,00 -", "OD 2 20260301 411000 C1 OD7 0,00 50,00 -"]);
    assert_eq!(unnamed, [invoice, "write-off C1 2026-03-01 50.00 EUR for \"\""]);
    let in_part = with(&[
        "BQ 2 20260301 512000 - R1 90,00 0,00 -",
        "BQ 2 20260301 654000 - R1 30,00 0,00 -",
        "BQ 2 20260301 411000 C1 R1 0,00 120,00 A",
    ]);
    let both =
        [invoice, "payment C1 2026-03-01 90.00 EUR for \"FA1\"", "write-off C1 2026-03-01 30.00 EUR for \"FA1\""];
    assert_eq!(in_part, both);
    // a discount is no bad debt, and what a bank keeps of a payment is paid
    let discount = with(&["OD 2 20260301 665000 - AV1 20,00 0,00 -", "OD 2 20260301 411000 C1 AV1 0,00 20,00 -"]);
    assert_eq!(discount[0], "invoice C1 AV1 2026-03-01 due 2026-03-31 -20.00 EUR");
    let fee = with(&[
        "BQ 2 20260301 512000 - R1 118,00 0,00 -",
        "BQ 2 20260301 627000 - R1 2,00 0,00 -",
        "BQ 2 20260301 411000 C1 R1 0,00 120,00 A",
    ]);
    assert_eq!(fee, [invoice, "payment C1 2026-03-01 120.00 EUR for \"FA1\""]);
}

#[test]
fn what_is_only_in_doubt_is_still_owed_until_it_is_given_up() {
    let doubtful = ["OD 2 20260201 416000 C1 FA1 120,00 0,00 B", "OD 2 20260201 411000 C1 FA1 0,00 120,00 A"];
    let invoice = "invoice C1 FA1 2026-01-05 due 2026-02-04 120.00 EUR";
    assert_eq!(rows(&[&SALE[..], &doubtful].concat()), [invoice]);
    let given_up = ["OD 3 20260301 654000 - FA1 120,00 0,00 -", "OD 3 20260301 416000 C1 FA1 0,00 120,00 B"];
    let all = rows(&[&SALE[..], &doubtful, &given_up].concat());
    assert_eq!(all, [invoice, "write-off C1 2026-03-01 120.00 EUR for \"FA1\""]);
}

#[test]
fn days_and_amounts_are_read_as_they_are_written_or_named() {
    let invoice = "invoice C1 FA1 2026-01-05 due 2026-02-04 120.00 EUR";
    for day in ["2026-01-05", "05/01/2026", "5/1/2026", "05-01-26", "2026/01/05", "05.01.2026"] {
        assert_eq!(rows(&[&SALE[0].replace("20260105", day)]), [invoice], "{day}");
    }
    for amount in ["1\u{a0}234,50", "1\u{202f}234.50", "1.234,50", "1,234.50", "0001234,50", "+1234,5", "1'234.50"] {
        let all = rows(&[&SALE[0].replace("120,00", amount)]);
        assert!(all[0].ends_with(" 1234.50 EUR"), "{amount}: {all:?}");
    }
    // a negative debit is a credit
    let back = ["VE 2 20260110 411000 C1 AV1 -24,00 0,00 -", "VE 2 20260110 706000 - AV1 -24,00 0,00 -"];
    let all = rows(&[back[0], &back[1].replace("-24,00 0,00", "0,00 -24,00")]);
    assert_eq!(all, ["invoice C1 AV1 2026-01-10 due 2026-02-09 -24.00 EUR"]);
    for (from, to, column, reason) in [
        ("20260105 411000", "- 411000", "EcritureDate", "missing"),
        ("20260105 411000", "20261305 411000", "EcritureDate", "not-a-date"),
        ("20260105 411000", "10660105 411000", "EcritureDate", "not-a-date"),
        ("120,00", "1.234", "Debit", "not-an-amount"),
        ("120,00", "12O,00", "Debit", "not-an-amount"),
        ("120,00 0,00", "- -", "Debit", "missing"),
        ("411000", "-", "CompteNum", "missing"),
        ("C1", "C1|A", "", "too-many-columns"),
    ] {
        let (held, taken) = told(&[&SALE[0].replacen(from, to, 1)]);
        let errors: Vec<_> =
            taken.errors.iter().map(|error| (error.line, error.column.as_str(), error.reason.code())).collect();
        assert_eq!((held.rejected, errors), (1, vec![(2, column, reason)]), "{from} {to}");
        assert!(taken.rows.is_empty());
    }
}

#[test]
fn the_lines_of_an_entry_may_stand_apart_and_an_entry_that_stands_twice_counts_once() {
    let paid = ["BQ 2 20260225 512000 - V1 120,00 0,00 -", "BQ 2 20260225 411000 C1 V1 0,00 120,00 A"];
    let credited = ["VE 3 20260301 411000 C1 AV1 0,00 24,00 -", "VE 3 20260301 706000 - AV1 24,00 0,00 -"];
    let all = [&SALE[..], &paid, &credited].concat();
    let mut by_account = all.clone();
    by_account.sort_by_key(|line| line.split(' ').nth(3).unwrap().to_owned());
    assert_ne!(by_account, all);
    assert_eq!(rows(&by_account), rows(&all));
    let twice = [&all[..], &all].concat();
    assert_eq!(rows(&twice), rows(&all));
    let (held, _) = told(&twice);
    let repeated: Vec<_> = held.repeated.iter().map(|one| (one.entry.as_str(), one.line)).collect();
    assert_eq!(repeated, [("VE 1", 9), ("BQ 2", 12), ("VE 3", 14)]);
    // two equal cheques of one remittance are two
    let cheques = [
        "BQ 4 20260226 511200 - R 50,00 0,00 -",
        "BQ 4 20260226 411000 C1 R 0,00 50,00 -",
        "BQ 4 20260226 511200 - R 50,00 0,00 -",
        "BQ 4 20260226 411000 C1 R 0,00 50,00 -",
    ];
    assert_eq!(rows(&cheques).len(), 2);
}

#[test]
fn uneven_entries_and_customers_nobody_names_are_told() {
    let (held, taken) =
        told(&[SALE[0], SALE[1], "VE 2 20260106 411000 - FA2 60,00 0,00 -", "VE 2 20260106 706000 - FA2 0,00 60,00 -"]);
    let uneven: Vec<_> = held.uneven.iter().map(|one| (one.entry.as_str(), one.line, one.left)).collect();
    assert_eq!((uneven, held.without_aux), (vec![("VE 1", 2, 2_000)], 1));
    assert!(shown(&taken.rows).contains(&"debtor 411000 Compte".to_owned()));
}

#[test]
fn years_in_one_file_count_what_is_carried_over_once_and_letters_given_since_pair_it() {
    let carried = ["AN 1 20270101 411000 C1 FA1 120,00 0,00 C", "AN 1 20270101 890000 - FA1 0,00 120,00 -"];
    let paid = ["BQ 2 20270210 512000 - V1 120,00 0,00 -", "BQ 2 20270210 411000 C1 V1 0,00 120,00 C"];
    let sale = [SALE[0].replace(" A", " -"), SALE[1].to_owned(), SALE[2].to_owned()];
    let sale: Vec<&str> = sale.iter().map(String::as_str).collect();
    let all = rows(&[&sale[..], &carried, &paid].concat());
    let invoice = "invoice C1 FA1 2026-01-05 due 2026-02-04 120.00 EUR";
    assert_eq!(all, [invoice, "payment C1 2027-02-10 120.00 EUR for \"FA1\""]);
    let (held, _) = told(&[&sale[..], &carried, &paid].concat());
    assert_eq!((held.openings, held.unbalanced.len()), (1, 0));
    // alone, the new year begins with what was carried over
    let alone = rows(&[&carried[..], &paid].concat());
    assert_eq!(alone[1], "payment C1 2027-02-10 120.00 EUR for \"FA1\"");
    assert!(alone[0].starts_with("invoice C1 FA1 2027-01-01"), "{alone:?}");
}

/// Through the program: what was given up stands in no figure of money received.
#[test]
fn what_is_given_up_is_received_in_no_figure() {
    let mut shell = Shell::new();
    shell.on("2026-03-31");
    shell.run("init --no-input --login mia --currency EUR --zone Europe/Paris").done();
    let path = shell.home().join("fec.txt");
    let lines = [
        &SALE[..],
        &["VE 2 20260110 411000 C2 FA2 240,00 0,00 B", "VE 2 20260110 706000 - FA2 0,00 240,00 -"],
        &["BQ 3 20260310 512000 - V1 90,00 0,00 -", "BQ 3 20260310 654000 - V1 30,00 0,00 -"],
        &["BQ 3 20260310 411000 C1 V1 0,00 120,00 A"],
        &["OD 4 20260320 654000 - FA2 240,00 0,00 -", "OD 4 20260320 411000 C2 FA2 0,00 240,00 B"],
    ]
    .concat();
    std::fs::write(&path, file(&lines)).unwrap();
    let told = shell.json(&format!("import fec {}", path.display()));
    assert_eq!((&told["rejected"], &told["lettering"]["unbalanced"]), (&0.into(), &serde_json::json!([])), "{told}");
    let again = shell.json(&format!("import fec {}", path.display()));
    assert_eq!(again["accepted"], 0, "{again}");
    for (debtor, paid) in [("C1", 1), ("C2", 0)] {
        let shown = shell.json(&format!("show {debtor}"));
        assert_eq!(shown["invoices"][0]["open"]["amount"], "0.00", "{shown}");
        let page = shell.run(&format!("show {debtor} --timeline"));
        assert!(page.out.contains("written off") && page.out.matches("  Payment").count() == paid, "{page:?}");
    }
    let ageing = shell.run("report ageing");
    assert!(ageing.out.contains("written off €270.00") && ageing.out.contains("paid €90.00"), "{ageing:?}");
    let figures = shell.run("report figures --from 2026-03-01 --as-of 2026-03-31");
    let figures = figures.done().split_whitespace().collect::<Vec<_>>().join(" ");
    for line in ["CEI) 25.0% €90.00 €360.00", "was open) 25.0% €90.00 €360.00", "Paying cases 50.0% 1 2"] {
        assert!(figures.contains(line), "{line}: {figures}");
    }
    assert_eq!(shell.json("verify")["ok"], true);
}
