//! The house changes its numbers: what was agreed, contested and paid before stays as it was, on every day of the past.
//! What never lives here: what a number means (see `config`).

use relance::config::book;
use relance::domain::values::Currency;
use serde_json::Value;

use crate::support::shell::Shell;

/// A line of the commented config with another value; `None`: it says none.
fn changed(line: &str) -> Option<String> {
    let (key, value) = line.split_once(" = ").filter(|(key, _)| !key.starts_with('#'))?;
    let number = |text: &str| {
        let (whole, cents) = text.split_once('.').map_or((text, ""), |(whole, cents)| (whole, cents));
        let more = whole.parse::<i64>().ok()? + 1;
        Some(if cents.is_empty() { more.to_string() } else { format!("{more}.{cents}") })
    };
    let other = match value {
        "true" => "false".to_owned(),
        "false" => "true".to_owned(),
        "\"fr\"" => "\"plain\"".to_owned(),
        "99" => "98".to_owned(),
        "\"next\"" => "\"last\"".to_owned(),
        list if list.starts_with('[') => {
            let pairs = [("88, 82", "87, 81"), ("30, 60", "31, 61"), ("\"name\", ", "")];
            pairs.iter().fold(list.to_owned(), |list, (from, to)| list.replace(from, to))
        }
        text => number(text).unwrap_or_else(|| panic!("another value for {line}?")),
    };
    Some(format!("{key} = {other}"))
}

/// The commented config with every value changed.
fn other_house() -> String {
    let template = relance::cli::init::template("en");
    template.lines().map(|line| changed(line).unwrap_or_else(|| line.to_owned()) + "\n").collect()
}

#[test]
fn every_value_of_the_other_house_is_another_one() {
    let standard = book::book("", Currency::EUR).unwrap();
    let (mut section, mut changes) = (String::new(), 0);
    for line in relance::cli::init::template("en").lines() {
        if line.starts_with('[') {
            line.clone_into(&mut section);
        }
        let Some(other) = changed(line) else { continue };
        // a supervisor's smallest amount follows the collector's down
        if section == "[promise.supervisor]" && line.starts_with("smallest") {
            continue;
        }
        let text = format!("{section}\n{other}\n");
        let read = book::book(&text, Currency::EUR).unwrap_or_else(|faults| panic!("{text}: {faults:?}"));
        assert_ne!(read, standard, "{text}");
        changes += 1;
    }
    assert!(changes >= 45, "{changes}");
    book::book(&other_house(), Currency::EUR).unwrap();
}

/// What was agreed, contested, held and owed, case by case.
fn states(shell: &Shell) -> Vec<Value> {
    let keep = ["case", "balance", "invoices", "promises", "plans", "disputes", "callbacks", "holds"];
    let of = |n: u32| {
        let shown = shell.json(&format!("show D{n:05}"));
        keep.iter().map(|key| shown[*key].clone()).collect()
    };
    (1..=CASES).map(of).collect()
}

/// … on days of the past and on the last one.
fn look(shell: &mut Shell) -> Vec<Vec<Value>> {
    let days = ["2026-01-05", "2026-02-17", "2026-03-10", "2026-03-17"];
    let on = |day: &&str| {
        shell.on(day);
        states(shell)
    };
    days.iter().map(on).collect()
}

const CASES: u32 = 12;

#[test]
fn changing_every_value_of_the_config_leaves_every_past_state_as_it_was() {
    let mut shell = Shell::demo(CASES);
    let owing: Vec<String> = (1..=CASES)
        .map(|n| format!("D{n:05}"))
        .filter(|case| !shell.json(&format!("show {case}"))["balance"]["open"].as_array().unwrap().is_empty())
        .collect();
    assert!(owing.len() >= 4, "{owing:?}");
    for (case, what) in owing.iter().zip([
        "promise CASE --amount 40 --on +3 --method cheque",
        "plan CASE --amount 60 --instalments 3 --first +7 --every week",
        "payment CASE --amount 15 --on 2026-03-15",
        "hold CASE --reason stop-contact",
    ]) {
        let said = shell.run(&format!("record {}", what.replace("CASE", case)));
        assert_eq!(said.code, 0, "{what}: {said:?}");
    }
    shell.run("close-day").done();
    let before = look(&mut shell);
    let promises = before.iter().flatten().filter(|state| !state[3].as_array().unwrap().is_empty()).count();
    assert!(promises > 4, "{promises} states with a promise");
    let mut name = shell.book().as_os_str().to_owned();
    name.push(".toml");
    std::fs::write(&name, other_house()).unwrap();
    shell.run("close-day").done();
    assert_eq!(look(&mut shell), before);
    assert_eq!(shell.json("verify")["ok"], true);
}
