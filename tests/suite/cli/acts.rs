//! Recording and correcting by command line: each act, its effect, its undoing.

use serde_json::Value;

use crate::support::shell::Shell;

/// A case with at least two open invoices of which the first is overdue, free of anything agreed: reference, invoices.
fn free_case(shell: &Shell) -> (String, Vec<Value>) {
    for n in 1..=120 {
        let reference = format!("D{n:05}");
        let shown = shell.json(&format!("show {reference}"));
        let agreed = ["promises", "disputes", "callbacks", "holds"].iter().any(|k| shown[k] != Value::Array(vec![]));
        let open: Vec<Value> =
            shown["invoices"].as_array().unwrap().iter().filter(|i| i["open"]["amount"] != "0.00").cloned().collect();
        if !agreed && open.len() >= 2 && open[0]["due_on"].as_str() < Some("2026-03-17") {
            return (reference, open);
        }
    }
    panic!("no such case in the demo");
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

#[test]
fn what_is_recorded_shows_and_can_be_taken_back() {
    let shell = Shell::demo(120);
    let (case, open) = free_case(&shell);
    let number = text(&open[0]["number"]);
    let before = shell.json(&format!("show {case} --timeline"));
    let mut acts = vec![];
    for (line, event) in [
        (format!("record contact {case} --outcome PTP --seconds 95 --note 'parle à la comptable'"), "contact-recorded"),
        (format!("record promise {case} --amount '12,50' --on +3 --invoice {number}"), "promise-recorded"),
        (format!("record dispute {case} --reason QUA --invoice {number}:3.00"), "dispute-opened"),
        (format!("record callback {case} --at 'fri 10h' --for anyone"), "callback-set"),
        (format!("record note {case} some words"), "note-written"),
        (format!("record hold {case} --reason snooze --until +4"), "hold-placed"),
        (
            format!("record payment {case} --amount 1.00 --on 16/03 --invoice {number} --reference ABC"),
            "payment-recorded",
        ),
    ] {
        let recorded = shell.json(&line);
        assert_eq!(recorded["entries"][0]["event"], event, "{line}: {recorded}");
        acts.push(text(&recorded["act"]).to_owned());
    }
    let shown = shell.json(&format!("show {case}"));
    assert_eq!(shown["promises"][0]["amount"]["amount"], "12.50");
    assert_eq!(shown["promises"][0]["on"], "2026-03-20");
    assert_eq!(shown["promises"][0]["state"], "open");
    assert_eq!(
        (&shown["disputes"][0]["reason"], &shown["disputes"][0]["amount"]["amount"]),
        (&"quality".into(), &"3.00".into())
    );
    assert_eq!(shown["holds"][0]["until"], "2026-03-21");
    assert_eq!(shown["timeline"].as_array().unwrap().len(), 10);
    assert!(shell.run(&format!("show {case}")).done().contains("parle à la comptable"));
    for act in acts.iter().rev() {
        let undone = shell.json(&format!("undo {act}"));
        assert_eq!(undone["entries"][0]["event"], "act-undone");
    }
    let after = shell.json(&format!("show {case}"));
    for part in ["balance", "promises", "disputes", "callbacks", "holds", "invoices"] {
        assert_eq!(before[part], after[part], "{part}");
    }
    assert!(shell.run(&format!("undo {}", acts[0])).refused().len() > 10, "twice is refused");
    assert!(shell.json("verify")["ok"].as_bool().unwrap());
}

#[test]
fn a_dispute_is_decided_a_hold_lifted_a_payment_reversed() {
    let shell = Shell::demo(120);
    let (case, open) = free_case(&shell);
    let number = text(&open[0]["number"]);
    shell.json(&format!("record dispute {case} --reason price --invoice {number}"));
    let dispute = shell.json(&format!("show {case}"))["disputes"][0]["id"].clone();
    assert_eq!(shell.json(&format!("show {case}"))["disputes"][0]["amount"], open[0]["open"]);
    shell.json(&format!("record dispute {case} --decide {} partly-accepted --credit 2.00", text(&dispute)));
    assert_eq!(shell.json(&format!("show {case}"))["disputes"][0]["state"], "partly-accepted");
    let wrong = shell.run(&format!("record dispute {case} --decide {} perhaps", text(&dispute)));
    assert!(wrong.code == 2 && wrong.err.contains("partly-accepted"), "{wrong:?}");
    shell.json(&format!("record hold {case} --reason insolvency"));
    let hold = shell.json(&format!("show {case}"))["holds"][0]["id"].clone();
    shell.json(&format!("record hold {case} --release {}", text(&hold)));
    assert_eq!(shell.json(&format!("show {case}"))["holds"], Value::Array(vec![]));
    let open_before = shell.json(&format!("show {case}"))["balance"]["open"].clone();
    let paid = shell.json(&format!("record payment {case} --amount 5 --on 2026-03-16"));
    let shown = shell.json(&format!("show {case}"));
    assert_ne!(shown["balance"]["open"], open_before);
    assert_eq!(
        (&shown["payments"][0]["id"], &shown["payments"][0]["amount"]["amount"]),
        (&paid["act"], &"5.00".into())
    );
    shell.json(&format!("record payment {case} --reverse {} --on 2026-03-17", text(&paid["act"])));
    let shown = shell.json(&format!("show {case}"));
    assert_eq!((&shown["balance"]["open"], &shown["payments"]), (&open_before, &Value::Array(vec![])));
}

#[test]
fn what_waits_for_a_supervisor_is_listed_and_decided() {
    let shell = Shell::demo(120);
    let (case, open) = free_case(&shell);
    let listed = || shell.json("approve")["waiting"].as_array().unwrap().clone();
    let of_case = |waiting: Vec<Value>| waiting.into_iter().filter(|one| one["reference"] == *case).collect::<Vec<_>>();
    assert_eq!(of_case(listed()), Vec::<Value>::new());
    let me = text(&shell.json("people")["people"][0]["os_users"][0]).to_owned();
    shell.run(&format!("people add omar --role collector --user '{me}'")).done();
    let number = text(&open[0]["number"]);
    let asked = shell.json(&format!("--as omar record promise {case} --amount 1.00 --on +80 --invoice {number}"));
    let waiting = of_case(listed());
    let [one] = &waiting[..] else { panic!("{waiting:?}") };
    assert_eq!((&one["act"], &one["what"], &one["who"]), (&asked["act"], &"promise".into(), &"omar".into()));
    assert_eq!((&one["amount"]["amount"], &one["limits"][0]), (&"1.00".into(), &"longest-days".into()));
    let said = shell.run("approve");
    assert!(said.done().contains(text(&asked["act"])) && said.out.contains("too far away"), "{}", said.out);
    assert_ne!(shell.run("approve --refuse --reason late").code, 0, "nothing named to turn down");
    shell.json(&format!("approve {} --refuse --reason late", text(&asked["act"])));
    assert_eq!(of_case(listed()), Vec::<Value>::new());
}

#[test]
fn a_bank_line_that_is_nobodys_is_set_aside_and_brought_back() {
    let shell = Shell::demo(20);
    let csv = "Date;Libellé;Montant\n16/03/2026;REMBOURSEMENT ASSURANCE;42,17\n";
    let file = shell.home().join("releve.csv");
    std::fs::write(&file, csv).unwrap();
    shell.run(&format!("import bank-csv {}", file.display())).done();
    let waiting = || shell.json("reconcile")["lines"].as_array().unwrap().clone();
    let key = text(&waiting()[0]["line"]).to_owned();
    let moved = shell.json(&format!("reconcile {} --set-aside 'insurance'", &key[..6]));
    assert_eq!((&moved["line"], &moved["aside"]), (&key.as_str().into(), &true.into()));
    assert_eq!(waiting(), Vec::<Value>::new());
    let aside = shell.json("reconcile --aside");
    assert_eq!((&aside["lines"][0]["line"], &aside["lines"][0]["reason"]), (&key.as_str().into(), &"insurance".into()));
    assert!(shell.run("reconcile --aside").done().contains("insurance"));
    assert!(shell.run("journal").done().contains("bank line set aside"));
    assert_eq!(shell.json("verify")["ok"], true);
    shell.run(&format!("reconcile {key} --take-back")).done();
    assert_eq!(waiting().len(), 1);
    assert_ne!(shell.run(&format!("reconcile {key} --take-back")).code, 0);
    assert!(shell.run("reconcile --aside").done().contains("Nothing is set aside"));
}

#[test]
fn a_promise_is_withdrawn_by_the_debtor_or_as_our_error() {
    let shell = Shell::demo(120);
    let (case, _) = free_case(&shell);
    let promise = |amount: u32| {
        shell.json(&format!("record promise {case} --amount {amount} --on +3"));
        text(&shell.json(&format!("show {case}"))["promises"][0]["id"]).to_owned()
    };
    for (amount, by) in [(1, "--by-debtor"), (2, "")] {
        let id = promise(amount);
        let said = shell.json(&format!("record promise {case} --withdraw {id} {by}"));
        assert_eq!(said["entries"][0]["event"], "promise-withdrawn", "{said}");
        let shown = shell.json(&format!("show {case}"));
        assert_eq!(
            (&shown["promises"][0]["id"], &shown["promises"][0]["state"]),
            (&id.clone().into(), &"withdrawn".into())
        );
        assert!(shell.run(&format!("record promise {case} --withdraw {id}")).refused().len() > 10, "twice is refused");
    }
    let mixed = shell.run(&format!("record promise {case} --withdraw x --amount 3 --on +3"));
    assert_eq!(mixed.code, 2, "{mixed:?}");
    assert_eq!(shell.run(&format!("record promise {case} --amount 3 --on +3 --by-debtor")).code, 2);
    assert!(shell.json("verify")["ok"].as_bool().unwrap());
}

#[test]
fn what_the_domain_refuses_is_said_in_one_sentence() {
    let shell = Shell::demo(120);
    let (case, open) = free_case(&shell);
    let number = text(&open[0]["number"]);
    for line in [
        format!("record promise {case} --amount 0 --on +3"),
        format!("record promise {case} --amount 99999999 --on +3"),
        format!("record promise {case} --amount 10 --on +300"),
        format!("record promise {case} --amount 10 --on 2026-03-10"),
        format!("record dispute {case} --reason price --invoice {number}:9999999"),
        format!("record dispute {case} --reason price --invoice NO-SUCH"),
        format!("record note {case} ' '"),
        format!("record hold {case} --release 0000000000000000"),
        "record note D99999 x".to_owned(),
        "record note C-999999 x".to_owned(),
        "undo 0000000000000000".to_owned(),
    ] {
        for lang in ["en", "fr"] {
            let said = shell.run(&format!("{line} --lang {lang}"));
            let sentence = said.refused();
            assert!(!sentence.contains("refusal-") && !sentence.contains('{'), "{line}: {sentence}");
        }
    }
    for (line, says) in [
        (format!("record promise {case} --amount ten --on +3"), "--amount ten"),
        (format!("record promise {case} --amount 10 --on 31/02"), "--on 31/02"),
        (format!("record promise {case} --amount 10 --on +3 --currency EURO"), "EURO"),
        (format!("record callback {case} --at whenever"), "--at whenever"),
        ("undo what".to_owned(), "what"),
    ] {
        let said = shell.run(&line);
        assert!(said.code == 2 && said.err.contains(says) && said.out.is_empty(), "{line}: {said:?}");
    }
    assert!(shell.json("verify")["ok"].as_bool().unwrap());
}

#[test]
fn an_act_moves_to_its_case_and_is_undone_there() {
    let shell = Shell::demo(20);
    let act = text(&shell.json("record note D00001 'meant for the other'")["act"]).to_owned();
    shell.json(&format!("move {act} --to D00002"));
    assert!(shell.run("show D00002").done().contains("meant for the other"));
    let there = shell.json("show D00002");
    assert!(
        there["timeline"].as_array().unwrap().iter().any(|line| text(&line["text"]).contains("meant for the other"))
    );
    let undone = shell.json(&format!("undo {act}"));
    assert_eq!(undone["case"], there["case"]);
    assert!(shell.json("verify")["ok"].as_bool().unwrap());
}

#[test]
fn cases_merge_and_part() {
    let shell = Shell::demo(20);
    let open = |case: &str| shell.json(&format!("show {case}"))["balance"]["open"].clone();
    let amount = |value: &Value| value[0]["amount"].as_str().map_or(0.0, |a| a.parse::<f64>().unwrap());
    let (one, two) = (open("D00001"), open("D00002"));
    shell.json("merge D00001 D00002");
    assert!((amount(&open("D00002")) - amount(&one) - amount(&two)).abs() < 0.005);
    assert!(shell.run("merge D00001 D00001").code == 1);
    shell.json("unmerge C-000001");
    assert_eq!((open("D00001"), open("D00002")), (one, two));
}

#[test]
fn only_a_supervisor_gives_cases_and_names_people() {
    let shell = Shell::demo(20);
    let me = text(&shell.json("people")["people"][0]["os_users"][0]).to_owned();
    shell.run(&format!("people add mia --user '{me}'")).done();
    shell.run("people add omar --role auditor").done();
    assert_eq!(shell.json("people")["people"].as_array().unwrap().len(), 3);
    shell.run("assign D00001 D00002 --to mia --until +30").done();
    assert_eq!(shell.json("show D00002")["assignment"]["to"], "mia");
    for line in ["assign D00001 --to mia", "people add zoe"] {
        assert!(shell.run(&format!("--as mia {line}")).refused().contains("upervisor"), "{line}");
    }
    let recorded = shell.json("--as mia record note D00001 hello");
    let journal = shell.json("journal D00001");
    let last = journal["entries"].as_array().unwrap().last().unwrap().clone();
    assert_eq!((&last["act"], &last["who"], text(&last["os_user"])), (&recorded["act"], &"mia".into(), me.as_str()));
    assert!(shell.run("--as omar record note D00001 hello").refused().contains(&me), "not listed");
    assert!(shell.run("--as nobody record note D00001 hello").refused().contains("nobody"));
}

#[test]
fn hostile_text_never_reaches_the_terminal() {
    let shell = Shell::demo(10);
    let evil = "a\u{1b}]0;owned\u{7}b\u{9b}31mc\u{202e}d";
    shell.json(&format!("record note D00001 '{evil}'"));
    shell.json(&format!("record contact D00001 --outcome NEG --point '{evil}' --note '{evil}'"));
    for line in ["show D00001", "show D00001 --json", "journal", "journal --json"] {
        let said = shell.run(line);
        assert!(said.done().contains("a]0;owned"), "{line}: {}", said.out);
        let hostile = said.out.chars().find(|c| *c != '\n' && relance::domain::values::text::is_hostile(*c));
        assert_eq!(hostile, None, "{line}");
    }
    let echoed = shell.run(&format!("find '{evil}zzz'"));
    assert!(!echoed.err.contains('\u{1b}') && !echoed.err.contains('\u{202e}'), "{echoed:?}");
}
