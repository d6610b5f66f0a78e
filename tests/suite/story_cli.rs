//! The story by command line: the files of `fixtures/portfolio` are imported, days are closed, lists printed, a promise,
//! a dispute and a call-back recorded; field names of the JSON are those that were agreed.
//! What never lives here: single rules (see the tests of `ranking` and `day`).

use std::path::Path;
use std::process::{Command, Output};

use serde_json::Value;

struct Shell {
    folder: tempfile::TempDir,
}

impl Shell {
    fn new() -> Self {
        let shell = Self { folder: tempfile::tempdir().unwrap() };
        let words = "init --zone Europe/Paris --currency EUR --language fr --company Essais --login mia";
        shell.does("2026-06-05", words);
        for kind in ["debtors", "invoices", "payments", "contacts"] {
            let file = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("fixtures/portfolio/{kind}.csv"));
            shell.does("2026-06-05", &format!("import {kind} {}", file.display()));
        }
        shell
    }

    fn run(&self, today: &str, words: &str) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_relance"));
        command.env_clear().env("HOME", self.folder.path()).env("USER", "mia").env("RELANCE_TODAY", today);
        command.args(["--book"]).arg(self.folder.path().join("essai.relance"));
        command.args(["--lang", "en", "--no-input"]).args(words.split(' ')).output().unwrap()
    }

    fn does(&self, today: &str, words: &str) -> String {
        let output = self.run(today, words);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{words}: {said}");
        String::from_utf8(output.stdout).unwrap()
    }

    fn json(&self, today: &str, words: &str) -> Value {
        serde_json::from_str(&self.does(today, &format!("--json {words}"))).unwrap()
    }
}

fn entry<'a>(queue: &'a Value, reference: &str) -> Option<&'a Value> {
    queue["entries"].as_array().unwrap().iter().find(|entry| entry["reference"] == reference)
}

fn left_out<'a>(queue: &'a Value, reference: &str) -> Option<&'a Value> {
    queue["excluded"].as_array().unwrap().iter().find(|entry| entry["reference"] == reference)
}

fn keys(value: &Value) -> Vec<&str> {
    value.as_object().unwrap().keys().map(String::as_str).collect()
}

#[test]
fn what_is_closed_and_listed_has_the_agreed_fields() {
    let shell = Shell::new();
    let closed = shell.json("2026-06-05", "close-day");
    assert_eq!(closed["schema"], "relance.day/1");
    assert_eq!((&closed["closed"], &closed["next_day"]), (&"2026-06-05".into(), &"2026-06-08".into()));
    assert_eq!((&closed["cases"], &closed["orphans"]), (&40.into(), &0.into()));
    assert_eq!(closed["promises"].as_object().unwrap().len(), 3);
    let wanted = [
        "cases",
        "closed",
        "excluded",
        "generation",
        "next_day",
        "orphans",
        "promises",
        "queued",
        "schema",
        "seal",
        "seconds",
    ];
    let mut found = keys(&closed);
    found.sort_unstable();
    assert_eq!(found, wanted);

    let queue = shell.json("2026-06-08", "queue --excluded");
    let mut found = keys(&queue);
    found.sort_unstable();
    assert_eq!(
        found,
        [
            "capacity",
            "card",
            "collector",
            "day",
            "entries",
            "excluded",
            "generation",
            "learnt_from",
            "planned_at",
            "schema"
        ]
    );
    let first = &queue["entries"][0];
    let mut found = keys(first);
    found.sort_unstable();
    let wanted = [
        "action",
        "band",
        "call_at",
        "case",
        "changed",
        "days_past_due",
        "factors",
        "index",
        "name",
        "oldest_due",
        "open",
        "overdue",
        "rank",
        "reasons",
        "reference",
        "score",
        "value",
    ];
    assert_eq!(found, wanted);
    assert_eq!(queue["entries"].as_array().unwrap().len() as u64, closed["queued"].as_u64().unwrap());
    for line in queue["entries"].as_array().unwrap() {
        let points: i64 = line["reasons"].as_array().unwrap().iter().map(|why| why["points"].as_i64().unwrap()).sum();
        assert_eq!(points, line["score"].as_i64().unwrap(), "{line}");
    }
    assert_eq!(entry(&queue, "P013").unwrap()["value"]["amount"], "900.00");
    assert_eq!(left_out(&queue, "P012").unwrap()["reason"], "no-rate");
}

#[test]
fn weak_signals_stand_with_the_reasons_of_a_line_as_the_case_tells_them() {
    let shell = Shell::new();
    shell.does("2026-06-05", "close-day");
    let queue = shell.json("2026-06-08", "queue");
    let mut with_signals = 0;
    for line in queue["entries"].as_array().unwrap() {
        let shown = shell.json("2026-06-08", &format!("show {}", line["case"].as_str().unwrap()));
        assert_eq!(line["signals"], shown["signals"], "{line}");
        with_signals += usize::from(!line["signals"].is_null());
    }
    assert!(with_signals > 0, "some case of the story has paid late again and again");
}

#[test]
fn by_command_line_too_what_is_recorded_changes_the_next_lists() {
    let shell = Shell::new();
    shell.does("2026-06-05", "close-day");
    let day = "2026-06-08";
    shell.does(day, "record promise P001 --amount 24650 --on 2026-06-11");
    shell.does(day, "record dispute P002 --reason QUA --invoice F26-0014");
    shell.does(day, "record callback P003 --at 2026-06-10T10:30");
    shell.does(day, "close-day");
    let queue = shell.json("2026-06-09", "queue --excluded");
    let out = left_out(&queue, "P001").unwrap();
    assert_eq!((&out["reason"], &out["until"]), (&"open-promise".into(), &"2026-06-12".into()));
    assert_eq!(left_out(&queue, "P003").unwrap()["until"], "2026-06-10");
    assert_eq!(out["left"], true, "it stood in the list of Monday");
    assert!(left_out(&queue, "P008").unwrap().get("left").is_none(), "never was in a list");
    assert!(shell.does("2026-06-09", "queue --excluded").contains("(was in the list before)"));
    assert_eq!(entry(&queue, "P002").unwrap()["changed"]["because"], "dispute-opened");

    shell.does("2026-06-15", "close-day");
    let queue = shell.json("2026-06-16", "queue");
    let broken = entry(&queue, "P001").unwrap();
    assert_eq!((&broken["band"], &broken["changed"]["because"]), (&"promise-broken".into(), &"promise-broke".into()));
    assert!(queue.get("excluded").is_none(), "only when asked");
    assert_eq!(shell.json("2026-06-15", "verify")["ok"], true);
}

#[test]
fn the_list_is_printed_in_columns_with_reasons_and_says_which_day_it_is_for() {
    let shell = Shell::new();
    assert_eq!(shell.run("2026-06-05", "queue").status.code(), Some(1), "no list yet");
    let first = shell.does("2026-06-05", "close-day");
    let again = shell.does("2026-06-05", "close-day");
    assert!(first.starts_with("Fri 05 Jun 2026 is closed.") && again.contains("nothing was changed"), "{first}{again}");
    let text = shell.does("2026-06-05", "queue --why --excluded --limit 3");
    assert!(
        text.starts_with("No list was made for Fri 05 Jun 2026; this is the newest one, for Mon 08 Jun 2026."),
        "{text}"
    );
    for said in [
        "list 1",
        "card default-1",
        "points",
        "÷ 6.0 min = €",
        "Left out: 6 cases",
        "below the minimum, until",
        "more lines",
    ] {
        assert!(text.contains(said), "{said} in\n{text}");
    }
    let of_omar = shell.json("2026-06-08", "queue --collector omar");
    assert_eq!(of_omar["collector"], "omar");
    let ranks: Vec<u64> = of_omar["entries"].as_array().unwrap().iter().map(|e| e["rank"].as_u64().unwrap()).collect();
    assert_eq!(ranks, (1..=ranks.len() as u64).collect::<Vec<_>>());
    assert_eq!(shell.run("2026-06-08", "close-day --for 2026-06-30").status.code(), Some(1), "a day to come");
    let wrong = shell.run("2026-06-08", "queue --day nonsense");
    assert_eq!(wrong.status.code(), Some(2), "{}", String::from_utf8_lossy(&wrong.stderr));
}
