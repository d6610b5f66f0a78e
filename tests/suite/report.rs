//! Figures: they add up on any day of any history, a past day's report is what it was, and real ledgers agree with plain
//! sums made here from the file itself.
//! What never lives here: single amounts of a case (see the tests of the domain).

use std::collections::BTreeMap;

use proptest::prelude::*;
use relance::domain::case::aged::Aged;
use relance::domain::case::derive;
use relance::domain::values::{CaseId, Currency, Day, Instant};
use relance::report::ageing::{Ageing, Buckets, By};
use relance::report::figures::{CODES, Grouped, Measure, Period};
use relance::store::Mode;
use relance::store::Store;
use relance::store::read::aged::AgedWalk;
use relance::store::read::walk::Walk;
use serde_json::Value;

use super::support::book::{full_book, monday};
use super::support::histories::{first_day, history, play};
use super::support::ibm;
use super::support::shell::Shell;

fn ageing_of<'a>(facts: impl IntoIterator<Item = &'a relance::domain::case::Facts>, day: Day, by: By) -> Ageing {
    let mut ageing = Ageing::new(day, Buckets::default(), by);
    for facts in facts {
        ageing.add(&derive(facts, day));
    }
    ageing
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_aged_balance_adds_up_on_every_day_of_any_history(ops in history(60)) {
        let world = play(&ops);
        let all = [world.facts(CaseId(1)), world.facts(CaseId(2))];
        for day in (first_day().0 - 10..=world.today.0 + 40).map(Day) {
            let whole = ageing_of(&all, day, By::All);
            for by in [By::Segment, By::Collector, By::Reason] {
                let split = ageing_of(&all, day, by);
                for (currency, line) in whole.totals() {
                    let other = &split.totals()[&currency];
                    prop_assert_eq!((line.open(), &line.buckets, line.disputed, line.unallocated),
                        (other.open(), &other.buckets, other.disputed, other.unallocated));
                }
            }
            for (currency, books) in &whole.books {
                prop_assert_eq!(whole.difference(*currency), 0, "{} on {}: {:?}", currency, day, books);
                let issued = |facts: &relance::domain::case::Facts| -> i64 {
                    let counts = facts.merged_into.is_none();
                    let rows = facts.invoices.iter().filter(|row| counts && row.row.issued_on <= day);
                    let own = rows.filter(|row| row.row.amount.currency == *currency && row.row.amount.minor > 0);
                    own.map(|row| row.row.amount.minor).sum()
                };
                prop_assert_eq!(books.invoiced, all.iter().map(issued).sum::<i64>());
            }
            for facts in &all {
                let aged = |facts: &relance::domain::case::Facts, day| Aged::of(&derive(facts, day));
                let ledger = relance::domain::case::Facts { entries: vec![], ..facts.clone() };
                let now = aged(&ledger, day);
                let since = now.ledger_on.max(day.plus(-30));
                for before in (since.0..day.0).map(Day) {
                    prop_assert_eq!(aged(&ledger, before), now.clone(), "{} as of {}", day, before);
                }
            }
            let mut halves = ageing_of(&all[..1], day, By::All);
            halves.join(ageing_of(&all[1..], day, By::All));
            prop_assert_eq!(halves, whole);
        }
    }
}

/// The aged balance of a day as the rows tell it, when they do, beside what the facts add up to.
fn told_by_rows(store: &Store, day: Day, known_at: Instant) -> bool {
    let mut told = false;
    for (by, bounds) in
        [(By::All, vec![30, 60, 90]), (By::Segment, vec![1, 7]), (By::Collector, vec![45]), (By::Reason, vec![10, 20])]
    {
        let fresh = Ageing::new(day, Buckets::new(bounds).unwrap(), by);
        let (mut rows, mut facts) = (fresh.clone(), fresh);
        let walk = AgedWalk { day, known_at, after: CaseId(0), last: CaseId(i64::MAX) };
        told = store
            .each_aged(&walk, &mut |_, collector, aged| {
                rows.add_aged(collector, aged);
                true
            })
            .unwrap();
        store
            .each_case(&Walk::whole(Some(known_at), false), &mut |case| {
                facts.add(&derive(case, day));
                true
            })
            .unwrap();
        assert!(!told || rows == facts, "{by:?} on {day}:\n{rows:#?}\n{facts:#?}");
    }
    told
}

#[test]
fn today_told_by_the_rows_is_what_the_facts_add_up_to() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("book");
    full_book(&path);
    let store = Store::open(&path, Mode::Read).unwrap();
    let last = store.last_instant().unwrap().unwrap();
    // a past day, too, as far as it is known now: rows that do not tell of it are derived
    for day in (monday().0 - 60..monday().0 + 120).map(Day) {
        assert!(told_by_rows(&store, day, last), "{day}: so few wait that they are derived one by one");
    }
    let mut shell = small();
    shell.run("record promise A1 --amount 20 --on 2026-04-08 --invoice F2:20").done();
    shell.run("record dispute A1 --reason price --invoice F1:60").done();
    shell.run("record dispute B2 --reason quality --invoice F3:10").done();
    shell.run("people add omar --role collector --user omar").done();
    shell.run("assign B2 --to omar").done();
    let file =
        write(&shell, "more.csv", "debtor,number,issued,due,amount,currency\nC3,F9,2026-03-01,2026-03-31,70.00,USD\n");
    shell.run(&format!("import invoices {file}")).done();
    for close in ["2026-03-31", "2026-04-02", "2026-04-30"] {
        shell.on(close);
        shell.run("close-day").done();
        let store = Store::open(shell.book(), Mode::Read).unwrap();
        let now = store.last_instant().unwrap().unwrap();
        for ahead in 0..40 {
            assert!(told_by_rows(&store, close.parse::<Day>().unwrap().plus(ahead), now));
        }
        assert!(!told_by_rows(&store, close.parse().unwrap(), Instant(now.0 - 1)), "something came after that instant");
    }
}

#[test]
fn walking_the_book_meets_every_case_with_the_facts_it_has() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("book");
    full_book(&path);
    let store = Store::open(&path, Mode::Read).unwrap();
    let mut met = vec![];
    store
        .each_case(&Walk::whole(None, true), &mut |facts| {
            assert_eq!(*facts, store.facts(facts.case, None).unwrap());
            met.push(facts.case.0);
            true
        })
        .unwrap();
    // case 6 was merged into 5
    assert_eq!(met, [1, 2, 3, 4, 5]);
    let noon = store.last_instant().unwrap().unwrap();
    let mut before = 0;
    let walk = Walk { after: CaseId(1), last: CaseId(3), known_at: Some(noon), contacts: false };
    store
        .each_case(&walk, &mut |facts| {
            assert!(facts.contacts.is_empty() && [2, 3].contains(&facts.case.0));
            before += 1;
            before < 1
        })
        .unwrap();
    assert_eq!(before, 1, "it stops when told to");
}

fn write(shell: &Shell, name: &str, text: &str) -> String {
    let path = shell.home().join(name);
    std::fs::write(&path, text).unwrap();
    path.display().to_string()
}

/// A book of three invoices, one paid, as it stood on 31 March.
fn small() -> Shell {
    let mut shell = Shell::new();
    shell.on("2026-03-31");
    shell.run("init --zone Europe/Paris --currency EUR --company Essais --login mia --no-input").done();
    let invoices = "debtor,number,issued,due,amount\nA1,F1,2026-01-05,2026-02-04,100.00\nA1,F2,2026-03-02,2026-04-01,50.00\n\
        B2,F3,2025-11-01,2025-12-01,30.00\n";
    let file = write(&shell, "invoices.csv", invoices);
    shell.run(&format!("import invoices {file}")).done();
    let file = write(&shell, "payments.csv", "debtor,reference,date,amount,invoice\nA1,P1,2026-03-10,40.00,F1\n");
    shell.run(&format!("import payments {file}")).done();
    shell
}

#[test]
fn a_past_day_is_told_as_it_was_and_what_came_later_is_named() {
    let mut shell = small();
    let then = shell.run("report ageing --as-of 2026-03-31 --json").done().to_owned();
    let told: Value = serde_json::from_str(&then).unwrap();
    let buckets: Vec<&str> =
        told["totals"][0]["buckets"].as_array().unwrap().iter().map(|m| m["amount"].as_str().unwrap()).collect();
    assert_eq!(buckets, ["50.00", "0.00", "60.00", "0.00", "30.00"]);
    assert_eq!(told["reconciliation"][0]["difference"]["amount"], "0.00");
    assert_eq!(told["reconciliation"][0]["invoiced"]["amount"], "180.00");
    let known_at = told["known_at"].as_str().unwrap().to_owned();

    // a statement of March comes in April, and a note is written
    shell.on("2026-04-10");
    let file = write(&shell, "late.csv", "debtor,reference,date,amount,invoice\nA1,P2,2026-03-30,60.00,F1\n");
    shell.run(&format!("import payments {file}")).done();
    let again = shell.run(&format!("report ageing --as-of 2026-03-31 --known-at {known_at} --json"));
    assert_eq!(again.done(), then, "to the byte");
    let now = shell.json("report ageing --as-of 2026-03-31");
    assert_eq!(now["totals"][0]["open"]["amount"], "80.00");
    assert_eq!(now["later"]["batches"][0]["rows"], 1);
    assert_eq!(now["later"]["batches"][0]["amounts"][0]["amount"], "60.00");
    let text = shell.run("report ageing --as-of 2026-03-31");
    assert!(text.done().contains("Came later: one row of batch 3"), "{}", text.out);
    assert!(text.out.contains("invoiced €180.00 − paid €100.00 − credited €0.00 = open €80.00"), "{}", text.out);
}

#[test]
fn groups_buckets_and_files_say_the_same() {
    let shell = small();
    let by = shell.json("report ageing --by collector --buckets 15,45");
    assert_eq!(
        by["buckets"],
        serde_json::json!([
        {"from": 0, "to": 0}, {"from": 1, "to": 15}, {"from": 16, "to": 45}, {"from": 46, "to": null}])
    );
    assert_eq!(by["lines"][0]["group"], Value::Null);
    assert_eq!(by["lines"][0]["cases"], 2);
    for bad in ["30,30", "0", "90,60"] {
        assert_eq!(shell.run(&format!("report ageing --buckets {bad}")).code, 2, "{bad}");
    }
    let path = |name: &str| shell.home().join(name);
    shell.run(&format!("report ageing --csv {}", path("a.csv").display())).done();
    let mut rows = csv::Reader::from_path(path("a.csv")).unwrap();
    let row = rows.records().next().unwrap().unwrap();
    assert_eq!(
        row.iter().skip(1).take(8).collect::<Vec<_>>(),
        ["EUR", "50.00", "0.00", "60.00", "0.00", "30.00", "140.00", "90.00"]
    );
    shell.run(&format!("report ageing --html {} --lang fr", path("a.html").display())).done();
    let page = std::fs::read_to_string(path("a.html")).unwrap();
    assert!(page.contains("<html lang=\"fr\">") && page.contains("<rect") && page.contains("140,00\u{a0}€"), "{page}");
    assert!(!page.contains("<script") && !page.contains("http"), "it runs nothing and fetches nothing");
    shell.run(&format!("report ageing --xlsx {}", path("a.xlsx").display())).done();
    assert!(std::fs::read(path("a.xlsx")).unwrap().starts_with(b"PK"));
    let missing = shell.run("report ageing --csv nowhere/a.csv");
    assert!(missing.refused().contains("nowhere/a.csv"), "{missing:?}");
}

#[test]
fn a_real_ledger_agrees_with_plain_sums_of_its_file() {
    let Some(bills) = ibm::bills() else { return };
    let store = ibm::book(&bills, "2014-01-31".parse().unwrap());
    for day in ["2012-06-30", "2012-12-31", "2013-06-28", "2013-12-31"] {
        let day: Day = day.parse().unwrap();
        let mut ageing = Ageing::new(day, Buckets::default(), By::All);
        store
            .each_case(&Walk::whole(None, false), &mut |facts| {
                ageing.add(&derive(facts, day));
                true
            })
            .unwrap();
        let mut plain: BTreeMap<usize, i64> = BTreeMap::new();
        for bill in bills.iter().filter(|bill| bill.issued_on <= day && bill.settled_on > day) {
            let bucket = match day.since(bill.due_on) {
                ..=0 => 0,
                1..=30 => 1,
                31..=60 => 2,
                61..=90 => 3,
                _ => 4,
            };
            *plain.entry(bucket).or_default() += bill.cents;
        }
        let line = &ageing.totals()[&Currency::EUR];
        let wanted: Vec<i64> = (0..5).map(|bucket| plain.get(&bucket).copied().unwrap_or(0)).collect();
        assert_eq!(line.buckets, wanted, "{day}");
        let invoiced: i64 = bills.iter().filter(|bill| bill.issued_on <= day).map(|bill| bill.cents).sum();
        let received: i64 = bills.iter().filter(|bill| bill.settled_on <= day).map(|bill| bill.cents).sum();
        let books = ageing.books[&Currency::EUR];
        assert_eq!((books.invoiced, books.received, books.difference()), (invoiced, received, 0), "{day}");
    }
}

#[test]
fn figures_of_a_real_ledger_are_those_of_plain_sums() {
    let Some(bills) = ibm::bills() else { return };
    let store = ibm::book(&bills, "2014-01-31".parse().unwrap());
    for (from, to) in [
        ("2012-04-01", "2012-06-30"),
        ("2013-01-01", "2013-03-31"),
        ("2013-04-01", "2013-06-28"),
        ("2013-10-03", "2013-12-31"),
    ] {
        let period = Period { from: from.parse().unwrap(), to: to.parse().unwrap() };
        let mut sums = Grouped::new(Measure::plain(period), None);
        let walk = Walk::whole(None, true);
        store
            .each_case(&walk, &mut |facts| {
                sums.add(facts);
                true
            })
            .unwrap();
        let open = |day: Day| -> i64 {
            bills.iter().filter(|b| b.issued_on <= day && b.settled_on > day).map(|b| b.cents).sum()
        };
        let overdue = |day: Day| -> i64 {
            let late = |b: &&ibm::Bill| b.issued_on <= day && b.settled_on > day && b.due_on < day;
            bills.iter().filter(late).map(|b| b.cents).sum()
        };
        let before = period.from.plus(-1);
        let sales: i64 = bills.iter().filter(|b| period.has(b.issued_on)).map(|b| b.cents).sum();
        let paid = || bills.iter().filter(|b| period.has(b.settled_on));
        let late: i64 = paid().map(|b| b.cents * i64::from(b.settled_on.since(b.due_on).max(0))).sum();
        let all_paid: i64 = paid().map(|b| b.cents).sum();
        let of_begin: i64 = paid().filter(|b| b.issued_on <= before).map(|b| b.cents).sum();
        let of_late: i64 = paid().filter(|b| b.issued_on <= before && b.due_on < before).map(|b| b.cents).sum();
        let end = open(period.to);
        let current = end - overdue(period.to);
        let moved = open(before) + sales;
        let wanted = [
            ("dso", end, sales),
            ("best-possible-dso", current, sales),
            ("weighted-delay", late, all_paid),
            ("collection-effectiveness", moved - end, moved - current),
            ("recovery-rate", of_begin, open(before)),
            ("recovery-rate-overdue", of_late, overdue(before)),
            ("liquidation-rate", all_paid, moved),
            ("unpaid-rate", overdue(period.to), end),
            ("current-share", current, end),
        ];
        let figures = sums.figures().remove(0).1;
        for (code, above, below) in wanted {
            let figure = figures.iter().find(|figure| figure.code == code).unwrap();
            assert_eq!(figure.parts, (above, below), "{code} {from}");
        }
        let value = |code: &str| figures.iter().find(|figure| figure.code == code).unwrap().value.unwrap();
        let dso = (end as f64) * period.days() as f64 / sales as f64;
        assert!((value("dso") as f64 / 10.0 - dso).abs() < 0.051, "{} {dso}", value("dso"));
        assert_eq!(value("average-days-delinquent"), value("dso") - value("best-possible-dso"));
        let roll = &sums.rolls().find(|(_, currency, _)| *currency == Currency::EUR).unwrap().2.0;
        assert_eq!(roll.iter().flatten().sum::<i64>(), open(before), "nothing rolls out of the table");
        let settled: i64 = roll.iter().map(|row| row[row.len() - 1]).sum();
        assert_eq!(settled, of_begin);
    }
}

#[test]
fn figures_are_printed_with_what_they_are_made_of() {
    let mut shell = small();
    shell.on("2026-03-31");
    let shown = shell.json("report figures --from 2026-03-01");
    assert_eq!(shown["schema"], "relance.figures/1");
    let figure = |code: &str| {
        let all = shown["figures"].as_array().unwrap();
        all.iter().find(|figure| figure["code"] == code).unwrap_or_else(|| panic!("{code}")).clone()
    };
    // 40.00 paid on 10 March of an invoice due 4 February: 34 days late
    assert_eq!(
        (&figure("weighted-delay")["value"], &figure("weighted-delay")["below"]),
        (&"34.0".into(), &"40.00".into())
    );
    // open 140.00, sold 50.00 in 31 days
    assert_eq!(figure("dso")["value"], "86.8");
    assert_eq!(
        (&figure("recovery-rate")["above"], &figure("recovery-rate")["below"]),
        (&"40.00".into(), &"130.00".into())
    );
    assert_eq!(figure("kept-rate")["value"], Value::Null);
    let codes: Vec<&str> = shown["figures"].as_array().unwrap().iter().map(|f| f["code"].as_str().unwrap()).collect();
    assert!(codes.iter().all(|code| CODES.contains(code)));
    let text = shell.run("report figures --from 2026-03-01 --formulas");
    assert!(text.done().contains("open at the end ÷ sales of the period"), "{}", text.out);
    assert_eq!(shell.run("report figures --from 2026-04-01 --as-of 2026-03-31").code, 2);
    let page = shell.home().join("f.html");
    shell.run(&format!("report figures --html {}", page.display())).done();
    assert!(std::fs::read_to_string(page).unwrap().contains("<table "));
}

#[test]
fn what_is_written_off_is_neither_paid_nor_credited_and_no_figure_of_collection_counts_it() {
    let shell = small();
    let figure = |code: &str| {
        let shown = shell.json("report figures --from 2026-03-01");
        let found = shown["figures"].as_array().unwrap().iter().find(|figure| figure["code"] == code).cloned();
        found.map(|figure| (figure["above"].clone(), figure["below"].clone())).unwrap()
    };
    let codes = ["collection-effectiveness", "recovery-rate", "liquidation-rate", "cure-rate", "activation-rate"];
    let before: Vec<(Value, Value)> = codes.iter().map(|code| figure(code)).collect();
    // one here, by a supervisor; one by the ledger, in a file of payments
    let done = shell.json("record write-off B2 --amount 10 --invoice F3:10 --reason 'too small to sue'");
    assert_eq!(done["entries"][0]["event"], "written-off");
    let rows = "debtor,reference,date,amount,invoice,method\nB2,W1,2026-03-20,20.00,F3,passage en perte\n";
    let file = write(&shell, "losses.csv", rows);
    shell.run(&format!("import payments {file}")).done();
    let books = |key: &str| shell.json("report ageing")["reconciliation"][0][key]["amount"].clone();
    let told = ["invoiced", "allocated", "credited", "written_off", "open", "received", "difference"].map(books);
    assert_eq!(told, ["180.00", "40.00", "0.00", "30.00", "110.00", "40.00", "0.00"]);
    assert!(shell.run("report ageing").done().contains("written off €30.00"));
    let after: Vec<(Value, Value)> = codes.iter().map(|code| figure(code)).collect();
    assert_eq!(after, before);
    let shown = shell.json("show B2");
    assert_eq!(shown["payments"], Value::Array(vec![]), "nobody paid");
    assert_eq!(shell.run("show B2 --timeline").done().matches("written off").count(), 2);
    let above = shell.run("record write-off B2 --amount 1 --reason again");
    assert_ne!(above.code, 0, "{above:?}");
    shell.run(&format!("undo {}", done["act"].as_str().unwrap())).done();
    assert_eq!(books("open"), "120.00");
    assert_eq!(shell.json("verify")["ok"], true);
    let me = shell.json("people")["people"][0]["os_users"][0].as_str().unwrap().to_owned();
    shell.run(&format!("people add omar --role collector --user '{me}'")).done();
    assert!(shell.run("--as omar record write-off B2 --amount 1 --reason mine").refused().contains("upervisor"));
}

#[test]
fn what_is_to_come_counts_promises_by_how_they_were_kept_and_habit_by_how_payers_pay() {
    let mut shell = small();
    // A1 pays F1 34 days late in full, so its habit is 34 days; it promises 20.00 of F2
    let file = write(&shell, "rest.csv", "debtor,reference,date,amount,invoice\nA1,P3,2026-03-10,60.00,F1\n");
    shell.run(&format!("import payments {file}")).done();
    shell.run("record promise A1 --amount 20 --on 2026-04-08 --invoice F2:20").done();
    shell.on("2026-04-01");
    let shown = shell.json("report forecast --weeks 6");
    let cash = &shown["currencies"][0];
    assert_eq!(cash["kept_share"], "0.5000", "no promise has ended yet");
    let week = |at: usize, what: &str| cash["weeks"][at][what]["amount"].as_str().unwrap().to_owned();
    assert_eq!((week(0, "promised"), week(0, "promised_weighed")), ("20.00".into(), "10.00".into()));
    // F2 is due 1 April; 34 days later is 5 May, in the fifth week: what is not promised of it
    assert_eq!((week(4, "habit"), week(4, "expected")), ("30.00".into(), "30.00".into()));
    // B2 never paid anything: no habit says when its 30.00 come
    assert_eq!(cash["past_habit"]["amount"], "30.00");
    shell.on("2026-04-20");
    let after = shell.json("report forecast");
    assert_eq!(after["currencies"][0]["kept_share"], "0.0000", "the promise was broken");
}

#[test]
fn the_workload_tells_who_has_what() {
    let shell = small();
    shell.run("people add omar --role collector --user omar").done();
    shell.run("assign A1 --to omar").done();
    shell.run("record callback A1 --at 2026-04-02T10:00:00Z --for omar").done();
    let shown = shell.json("report workload");
    let of = |who: Value| {
        let all = shown["collectors"].as_array().unwrap();
        all.iter().find(|load| load["collector"] == who).unwrap_or_else(|| panic!("{shown}")).clone()
    };
    let omar = of("omar".into());
    assert_eq!((&omar["cases"], &omar["overdue_cases"], &omar["callbacks"]), (&1.into(), &1.into(), &1.into()));
    assert_eq!(omar["overdue"][0]["amount"], "60.00");
    assert_eq!(of(Value::Null)["overdue"][0]["amount"], "30.00");
    let text = shell.run("report workload --lang fr");
    assert!(text.done().contains("Litiges en retard"), "{}", text.out);
}
