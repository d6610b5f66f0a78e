//! Figures of a book small enough to be reckoned on paper (`fixtures/figures`), whole and by group, and its buckets.
//! What never lives here: a figure computed by the program's own code.

use relance::report::figures::CODES;
use serde_json::Value;

use super::support::shell::Shell;

/// The worked book of `fixtures/figures`: what happened here beside the files, on its days.
pub fn worked() -> Shell {
    let mut shell = Shell::new();
    shell.on("2026-03-12");
    shell.run("init --zone Europe/Paris --currency EUR --company Essais --login mia --no-input").done();
    let config = shell.book().with_extension("relance.toml");
    let costs = "[report]\nbuckets = [15, 45]\n[report.cost]\nsalaries_month = 9000\nletter = 1.50\n";
    std::fs::write(config, costs).unwrap();
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/figures");
    for kind in ["debtors", "invoices", "payments", "contacts"] {
        shell.run(&format!("import {kind} {}", folder.join(format!("{kind}.csv")).display())).done();
    }
    for (login, _) in [("lea", 1), ("omar", 2)] {
        shell.run(&format!("people add {login} --role collector --user {login}")).done();
    }
    shell.run("record promise A1 --amount 20 --on 2026-03-16 --invoice F1:20").done();
    shell.run("record promise B2 --amount 200 --on 2026-03-20 --invoice F4:200").done();
    shell.on("2026-03-16");
    let dispute = shell.json("record dispute B2 --reason price --invoice F3:10");
    shell.on("2026-03-19");
    let id = shell.json("show B2")["disputes"][0]["id"].as_str().unwrap().to_owned();
    shell.run(&format!("record dispute B2 --decide {id} rejected")).done();
    assert_eq!(dispute["entries"][0]["event"], "dispute-opened");
    shell.on("2026-03-25");
    shell.run("record dispute A1 --reason quality --invoice F1:15").done();
    shell.on("2026-03-31");
    // The cap of the week lets no further contact through to A1: eight e-mails; who asks is told no, and once goes past it.
    let mails: Vec<String> = (1..=8).map(|n| format!("A1,M{n},2026-03-30 1{}:00,email,out,sent,lea", n - 1)).collect();
    let mails = format!("debtor,reference,at,channel,direction,outcome,collector\n{}\n", mails.join("\n"));
    std::fs::write(shell.home().join("mails.csv"), mails).unwrap();
    shell.run("import contacts mails.csv").done();
    assert_eq!(shell.run("may A1 --channel sms").code, 1);
    assert_eq!(shell.run("may A1").code, 1);
    assert_eq!(shell.run("may A1 --override 'a rappelé'").code, 0);
    assert_eq!(shell.run("may B2").code, 0);
    shell
}

#[test]
fn every_figure_is_what_was_worked_out_by_hand() {
    let shell = worked();
    let shown = shell.json("report figures --from 2026-03-01");
    let mut table =
        csv::Reader::from_path(concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/figures/expected.csv")).unwrap();
    let mut wanted = vec![];
    for row in table.records() {
        let row = row.unwrap();
        wanted.push(row.iter().map(str::to_owned).collect::<Vec<_>>());
    }
    let all = shown["figures"].as_array().unwrap();
    let text = |value: &Value| value.as_str().unwrap_or("-").to_owned();
    let told: Vec<Vec<String>> =
        all.iter().map(|f| vec![text(&f["code"]), text(&f["above"]), text(&f["below"]), text(&f["value"])]).collect();
    for row in &wanted {
        let found = told.iter().find(|told| told[0] == row[0]).unwrap_or_else(|| panic!("{}", row[0]));
        assert_eq!(found, row);
    }
    assert_eq!(told.len(), CODES.len(), "every figure is worked out: {told:?}");
    assert_eq!(wanted.len(), CODES.len());
    // the buckets of the house: not due, to 15 days, to 45, beyond; F1 then was due 24 days, F3 89
    let roll = &shown["roll"][0]["rows"];
    let amounts = |row: usize| -> Vec<&str> {
        roll[row].as_array().unwrap().iter().map(|m| m["amount"].as_str().unwrap()).collect()
    };
    assert_eq!(amounts(0), ["0.00", "0.00", "0.00", "0.00", "200.00"], "F4 was not due, and was paid");
    assert_eq!(amounts(2), ["0.00", "0.00", "0.00", "60.00", "40.00"]);
    assert_eq!(amounts(3), ["0.00", "0.00", "0.00", "30.00", "0.00"]);
}

#[test]
fn figures_of_a_group_are_those_of_its_cases_and_calls_are_of_who_made_them() {
    let shell = worked();
    let of = |by: &str| {
        let shown = shell.json(&format!("report figures --from 2026-03-01 --by {by}"));
        shown["figures"].as_array().unwrap().clone()
    };
    let parts = |all: &[Value], group: &str, code: &str| {
        let found = all.iter().find(|f| f["group"] == group && f["code"] == code).unwrap_or_else(|| panic!("{code}"));
        (found["above"].as_str().unwrap().to_owned(), found["below"].as_str().unwrap().to_owned())
    };
    let pair = |above: &str, below: &str| (above.to_owned(), below.to_owned());
    let people = of("collector");
    assert_eq!(parts(&people, "lea", "recovery-rate"), pair("40.00", "100.00"));
    assert_eq!(parts(&people, "lea", "right-party-rate"), pair("1", "3"));
    assert_eq!(parts(&people, "lea", "calls-per-hour"), pair("3", "1080"));
    assert_eq!(parts(&people, "omar", "calls-per-hour"), pair("2", "720"));
    // mia took both promises, whoever has the cases
    assert_eq!(parts(&people, "mia", "kept-rate"), pair("1", "2"));
    assert!(people.iter().all(|figure| figure["code"] != "cost-to-collect"), "a house pays for all of it");
    let segments = of("segment");
    assert_eq!(parts(&segments, "gc", "unpaid-rate"), pair("30.00", "30.00"));
    assert_eq!(parts(&segments, "pme", "dispute-rate"), pair("15.00", "110.00"));
    // A reason has its part of what is open, and all parts are all of it, to the cent.
    let reasons = of("reason");
    assert_eq!(parts(&reasons, "quality", "unpaid-rate"), pair("15.00", "15.00"));
    assert_eq!(parts(&reasons, "price", "dispute-days"), pair("3", "1"));
    let cents = |figure: &Value, key: &str| -> i64 { figure[key].as_str().unwrap().replace('.', "").parse().unwrap() };
    let unpaid = |all: &[Value]| -> (i64, i64) {
        let rates = all.iter().filter(|figure| figure["code"] == "unpaid-rate");
        rates.fold((0, 0), |sum, rate| (sum.0 + cents(rate, "above"), sum.1 + cents(rate, "below")))
    };
    assert_eq!(unpaid(&reasons), unpaid(&people), "{reasons:?}");
    assert_eq!(unpaid(&reasons), (9_000, 14_000));
    assert_eq!(of("currency"), shell.json("report figures --from 2026-03-01")["figures"].as_array().unwrap().clone());
    let text = shell.run("report figures --from 2026-03-01 --by collector --explain --lang fr");
    assert!(text.done().contains("Coût") || text.out.contains("minutes de travail × 60"), "{}", text.out);
}

#[test]
fn buckets_are_the_houses_and_those_of_a_past_day_are_those_it_had_then() {
    let mut shell = worked();
    let buckets = |shell: &Shell, line: &str| shell.json(line)["buckets"].as_array().unwrap().len();
    assert_eq!(buckets(&shell, "report ageing"), 4);
    assert_eq!(buckets(&shell, "report ageing --buckets 10"), 3);
    shell.run("close-day").done();
    let known_at = shell.json("report ageing")["known_at"].as_str().unwrap().to_owned();
    let then = shell.run(&format!("report ageing --as-of 2026-03-31 --known-at {known_at} --json")).done().to_owned();
    shell.on("2026-04-02");
    std::fs::write(shell.book().with_extension("relance.toml"), "[report]\nbuckets = [1, 2, 3, 4, 5, 6, 7, 8]\n")
        .unwrap();
    shell.run("close-day").done();
    assert_eq!(buckets(&shell, "report ageing"), 4, "the day that was closed keeps its own");
    shell.on("2026-04-03");
    assert_eq!(buckets(&shell, "report ageing"), 10);
    let again = shell.run(&format!("report ageing --as-of 2026-03-31 --known-at {known_at} --json"));
    assert_eq!(again.done(), then, "to the byte");
    std::fs::write(shell.book().with_extension("relance.toml"), "[report]\nbuckets = [30, 30]\n").unwrap();
    let bad = shell.run("report ageing");
    assert!(bad.code == 1 && bad.err.contains("between 31 and 1827"), "each is above the one before: {bad:?}");
}
