//! Files in other hands: by filter, evened out, for a while, all of it taken back; what is written by the short way is what
//! deriving afresh would say; nobody who may not.
//! What never lives here: one case given at a time (see `store_execute`).
//! Run by the suite.

use serde_json::Value;

use crate::support::shell::Shell;

/// Files and what is asked for, by desk.
fn desks(told: &Value, when: &str) -> Vec<(String, u64)> {
    let all = told["desks"].as_array().unwrap().iter();
    all.map(|desk| {
        let who = desk["collector"].as_str().unwrap_or("-").to_owned();
        (who, desk[when]["cases"].as_u64().unwrap())
    })
    .collect()
}

fn whose(shell: &Shell, case: &Value) -> String {
    let shown = shell.json(&format!("show {}", case.as_str().unwrap()));
    shown["assignment"]["to"].as_str().unwrap_or_default().to_owned()
}

/// A demo book, whose files are nobody's, and three people.
fn house() -> Shell {
    let shell = Shell::demo(80);
    for person in ["lea", "yan", "zoe"] {
        shell.run(&format!("people add {person} --role collector")).done();
    }
    shell
}

fn verified(shell: &Shell) {
    let told = shell.json("verify");
    assert_eq!(told["ok"], true, "{told}");
}

#[test]
fn a_desk_goes_to_two_others_and_comes_back_by_one_undo() {
    let shell = house();
    let plan = shell.json("assign --nobodys --to zoe,yan --dry-run");
    assert_eq!((plan["dry_run"].as_bool(), plan["act"].is_null()), (Some(true), true));
    let cases = plan["cases"].as_u64().unwrap();
    assert!(cases > 2 && plan["hidden"] == 0 && plan["meant"] == cases, "{plan}");
    let after = desks(&plan, "after");
    let of = |who: &str| after.iter().find(|(desk, _)| desk == who).unwrap().1;
    assert!(of("zoe").abs_diff(of("yan")) <= 1 && of("-") == 0, "{after:?}");
    assert_eq!(shell.json("assign --nobodys --to zoe,yan --dry-run"), plan, "nothing was written");
    let refused = shell.run("assign --nobodys --to zoe,yan --json");
    assert!(refused.code == 1 && refused.err.contains("--yes"), "{refused:?}");

    let done = shell.json("assign --nobodys --to zoe,yan --yes");
    assert_eq!((done["cases"].as_u64(), done["refused"].as_u64()), (Some(cases), Some(0)));
    let (case, to) = (&done["sample"][0]["case"], done["sample"][0]["to"].as_str().unwrap());
    assert_eq!(whose(&shell, case), to);
    verified(&shell);
    shell.run("close-day").done();
    verified(&shell);
    let again = shell.json("assign --nobodys --to zoe,yan --yes");
    assert_eq!((again["cases"].as_u64(), again["act"].is_null()), (Some(0), true), "nothing is left to give");

    let act = done["act"].as_str().unwrap();
    let back = shell.json(&format!("undo {act}"));
    assert_eq!(back["cases"].as_u64(), Some(cases), "{back}");
    assert_eq!(whose(&shell, case), "");
    verified(&shell);
    let twice = shell.run(&format!("undo {act}"));
    assert_eq!(twice.code, 1, "{twice:?}");
    let forth = shell.json(&format!("undo {}", back["act"].as_str().unwrap()));
    assert_eq!(forth["cases"].as_u64(), Some(cases));
    assert_eq!(whose(&shell, case), to, "taking back what was taken back");
    verified(&shell);
}

#[test]
fn one_file_of_many_is_taken_back_by_itself() {
    let shell = house();
    let done = shell.json("assign --nobodys --to zoe --yes");
    let (first, second) = (&done["sample"][0]["case"], &done["sample"][1]["case"]);
    // Given on since: that one is left to whom it was given, and said.
    shell.run(&format!("assign {} --to yan", first.as_str().unwrap())).done();
    let back = shell.json(&format!("undo {}", done["act"].as_str().unwrap()));
    assert_eq!(back["cases"], done["cases"]);
    assert_eq!((whose(&shell, first), whose(&shell, second)), ("yan".to_owned(), String::new()));
    verified(&shell);
    // From hand to hand: whose they were before counts too.
    shell.json("assign --nobodys --to zoe --until +9 --yes");
    let on = shell.json("assign --from zoe --to lea --yes");
    assert_eq!(whose(&shell, second), "lea");
    verified(&shell);
    shell.json(&format!("undo {}", on["act"].as_str().unwrap()));
    assert_eq!(whose(&shell, second), "zoe");
    verified(&shell);
}

#[test]
fn for_a_while_they_come_back_by_themselves() {
    let mut shell = house();
    let done = shell.json("assign --nobodys --to zoe --until +3 --yes");
    let case = done["sample"][0]["case"].clone();
    assert_eq!(whose(&shell, &case), "zoe");
    verified(&shell);
    let last: chrono::NaiveDate = done["until"].as_str().unwrap().parse().unwrap();
    shell.on(&last.to_string());
    assert_eq!(whose(&shell, &case), "zoe", "on the last day");
    shell.on(&last.succ_opt().unwrap().to_string());
    assert_eq!(whose(&shell, &case), "", "and back on the next");
    let rest = shell.json("assign --nobodys --to zoe --dry-run");
    assert_eq!(rest["cases"], done["cases"]);
}

#[test]
fn a_filter_says_what_it_hides_and_a_full_desk_takes_no_more() {
    let shell = house();
    let all = shell.json("assign --nobodys --to zoe --dry-run");
    let late = shell.json("assign --nobodys --late 30 --overdue-min 100 --to zoe --dry-run");
    let (few, hidden) = (late["cases"].as_u64().unwrap(), late["hidden"].as_u64().unwrap());
    assert!(few > 0 && few < all["cases"].as_u64().unwrap(), "{late}");
    assert_eq!(few + hidden, all["cases"].as_u64().unwrap());
    let full = shell.json("assign --nobodys --to zoe --most 2 --yes");
    assert_eq!(full["cases"].as_u64(), Some(2));
    assert_eq!(full["left"].as_u64(), Some(all["cases"].as_u64().unwrap() - 2));
    // Two files against the rest: evened out, with as few moves as the difference asks for.
    shell.json("assign --nobodys --to lea --yes");
    let even = shell.json("assign --to lea,zoe --even --dry-run");
    let (before, after) = (desks(&even, "before"), desks(&even, "after"));
    let moved = even["cases"].as_u64().unwrap();
    let spread = |desks: &[(String, u64)]| desks[0].1.abs_diff(desks[1].1);
    assert!(spread(&after) <= 1 && moved == spread(&before) / 2, "{even}");
    let money = shell.json("assign --to lea,zoe --even --by money --dry-run");
    assert!(money["cases"].as_u64().unwrap() > 0);
}

#[test]
fn who_may_not_is_told_whom_to_ask_and_words_come_first() {
    let shell = house();
    shell.run("people add zoe --user zoe").done();
    let mut command = shell.command("assign --nobodys --to yan --yes");
    let told = command.env("RELANCE_AS", "zoe").output().unwrap();
    assert_eq!(told.status.code(), Some(1), "{told:?}");
    assert_eq!(shell.run("assign --to zoe").code, 2, "which files?");
    assert_eq!(shell.run("assign --nobodys --even --to zoe,yan").code, 2, "the desks evened out are those named");
    let unknown = shell.run("assign --nobodys --to nobody-here --yes");
    assert!(unknown.refused().contains("nobody-here"), "{unknown:?}");
    let past = shell.run("assign --nobodys --to zoe --until 2026-03-01 --yes");
    assert_ne!(past.code, 0, "{past:?}");
    let shown = shell.run("assign --nobodys --to zoe --dry-run --lang fr").done().to_owned();
    assert!(shown.contains("changent de mains") && shown.contains("zoe"), "{shown}");
}

/// Lines of somebody's list on the day the clock stands at, as cases.
fn listed(shell: &Shell, who: &str, day: &str) -> Vec<String> {
    let told = shell.json(&format!("queue --day {day} --collector {who} --limit 500"));
    told["entries"].as_array().unwrap().iter().map(|line| line["case"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn whoever_is_away_is_covered_day_by_day_and_comes_back_to_everything() {
    let mut shell = house();
    shell.json("assign --nobodys --to lea,yan --yes");
    shell.on("2026-03-19");
    let away = "people absent lea --from 2026-03-20 --until 2026-03-20 --cover zoe";
    let told = shell.json(away);
    let lea = told["people"].as_array().unwrap().iter().find(|person| person["login"] == "lea").unwrap();
    assert_eq!(lea["absences"][0]["cover"], "zoe", "{told}");
    shell.run("close-day").done();
    let day = "2026-03-20";
    let (own, covers, others) = (listed(&shell, "lea", day), listed(&shell, "zoe", day), listed(&shell, "yan", day));
    assert!(own.is_empty() && !covers.is_empty() && !others.is_empty(), "{own:?} {covers:?}");
    assert_eq!(whose(&shell, &Value::from(covers[0].as_str())), "lea", "the case itself stays whose it is");
    verified(&shell);
    // The list made again by what was known then is the same one, whatever was said since.
    shell.on("2026-03-20");
    shell.run("people back lea").done();
    shell.run("close-day").done();
    let back = listed(&shell, "lea", "2026-03-23");
    assert!(!back.is_empty() && listed(&shell, "zoe", "2026-03-23").is_empty());
    let again = listed(&shell, "zoe --known-at 2026-03-19T12:00:00Z", day);
    assert_eq!(again, covers);
    assert_eq!(listed(&shell, "lea --known-at 2026-03-19T12:00:00Z", day), own);
    // Without anybody to cover, the list is anyone's.
    shell.run("people absent lea --until 2026-03-31").done();
    shell.on("2026-03-23");
    shell.run("close-day").done();
    assert!(listed(&shell, "lea", "2026-03-24").is_empty());
    let all = shell.json("queue --day 2026-03-24 --limit 500");
    let cases: Vec<&str> =
        all["entries"].as_array().unwrap().iter().map(|line| line["case"].as_str().unwrap()).collect();
    assert!(back.iter().filter(|case| cases.contains(&case.as_str())).count() > 0);
    let refused = shell.run("people absent lea --until 2026-03-31 --cover nobody-here");
    assert!(refused.refused().contains("nobody-here"));
    let backwards = shell.run("people absent yan --from 2026-04-09 --until 2026-04-08");
    assert!(backwards.code == 2 && backwards.err.contains("before the first"), "{backwards:?}");
    let shown = shell.run("people --lang fr").done().to_owned();
    assert!(shown.contains("absence du") && shown.contains("ouverte à tous"), "{shown}");
}

#[test]
fn files_are_chosen_by_score_place_and_mark_and_take_a_note_along() {
    let shell = house();
    let all = shell.json("assign --nobodys --to zoe --dry-run")["cases"].as_u64().unwrap();
    let of =
        |filter: &str| shell.json(&format!("assign --nobodys {filter} --to zoe --dry-run"))["cases"].as_u64().unwrap();
    let entries = shell.json("queue --limit 1000");
    let entries = entries["entries"].as_array().unwrap();
    let scores: Vec<i64> = entries.iter().map(|entry| entry["score"].as_i64().unwrap()).collect();
    let middle = {
        let mut sorted = scores.clone();
        sorted.sort_unstable();
        sorted[sorted.len() / 2]
    };
    let (low, high) = (of(&format!("--score-max {}", middle - 1)), of(&format!("--score-min {middle}")));
    assert_eq!(low as usize, scores.iter().filter(|score| **score < middle).count());
    assert_eq!(high as usize, scores.iter().filter(|score| **score >= middle).count());
    assert!(low > 0 && high > 0 && low + high < all);
    let places: u64 = (0..10).map(|digit| of(&format!("--postcode {digit}"))).sum();
    assert!(places > all / 2 && places <= all && of("--postcode 99999") == 0, "{places} of {all}");
    let case = entries[3]["case"].as_str().unwrap();
    shell.run(&format!("record snooze {case} --until +3 --reason waits")).done();
    assert_eq!((of("--marked snooze"), of("--marked pin")), (1, 0));
    shell.run(&format!("assign {case} --to zoe --note 'prefers mornings'")).done();
    assert!(shell.run(&format!("show {case} --timeline")).done().contains("prefers mornings"));
    shell.run("assign --nobodys --to yan --note 'from the north' --yes").done();
    let other = entries[4]["case"].as_str().unwrap();
    assert!(shell.run(&format!("show {other} --timeline")).done().contains("from the north"));
    verified(&shell);
}

#[test]
fn thirty_letters_posted_are_one_act() {
    let shell = house();
    let entries = shell.json("queue --limit 30");
    let cases: Vec<String> = entries["entries"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| entry["reference"].as_str().unwrap().to_owned())
        .collect();
    let (first, rest) = cases.split_first().unwrap();
    std::fs::write(shell.home().join("posted.csv"), rest.join(";letter\n")).unwrap();
    let line = format!("record contact {first} --channel letter --outcome sent --also-in posted.csv --json");
    let told = shell.run(&line).json();
    assert_eq!((told["cases"].as_u64(), told["refused"].as_u64()), (Some(30), Some(0)), "{told}");
    let letters = |case: &str| {
        let shown = shell.json(&format!("show {case} --timeline"));
        let lines = shown["timeline"].as_array().unwrap().iter();
        lines.filter(|line| line["channel"] == "letter" && line["act"] == told["act"]).count()
    };
    assert!(cases.iter().all(|case| letters(case) == 1));
    verified(&shell);
    let back = shell.json(&format!("undo {}", told["act"].as_str().unwrap()));
    assert_eq!(back["cases"].as_u64(), Some(30));
    verified(&shell);
    let two =
        shell.run(&format!("record contact {first} --channel letter --outcome sent --also {} --json", rest[0])).json();
    assert_eq!(shell.json(&format!("undo {}", two["act"].as_str().unwrap()))["cases"].as_u64(), Some(2));
    let unknown = shell.run(&format!("record contact {first} --channel letter --outcome sent --also D9999999"));
    assert_eq!(unknown.code, 1, "{unknown:?}");
}
