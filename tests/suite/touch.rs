//! The calls that a promise asks for by itself: a courtesy reminder before a day far ahead, one check after a near one.
//! What never lives here: the days of single promises (see `fixtures/histories/promises-touch.txt`).
//! Run by the suite.

use serde_json::Value;

use crate::support::shell::Shell;

fn shell_with_promise(on: &str) -> Shell {
    let mut shell = Shell::new();
    shell.on("2026-03-02");
    shell.run("init").done();
    let invoices = "debtor,number,issued_on,due_on,amount\nA1,F1,2026-01-05,2026-02-04,930.00\n";
    std::fs::write(shell.home().join("invoices.csv"), invoices).unwrap();
    shell.run("import invoices invoices.csv").done();
    shell.run(&format!("record promise A1 --amount 930 --on {on} --invoice F1")).done();
    shell
}

/// Closes `today` and gives the lines of the list of the next working day.
fn next_list(shell: &mut Shell, today: &str) -> Value {
    shell.on(today);
    let day = shell.json("close-day")["next_day"].as_str().unwrap().to_owned();
    shell.json(&format!("queue --day {day}"))["entries"].clone()
}

#[test]
fn a_promise_far_ahead_is_reminded_of_on_the_eve_and_not_called_again() {
    let mut shell = shell_with_promise("2026-03-12");
    assert_eq!(next_list(&mut shell, "2026-03-09"), Value::Array(vec![]));
    let lines = next_list(&mut shell, "2026-03-10");
    assert_eq!((&lines[0]["action"], &lines[0]["band"]), (&"remind-promise".into(), &"promise-due".into()), "{lines}");
    assert_eq!(lines[0]["reasons"][0]["text"], "promise due tomorrow, to be reminded of");
    shell.on("2026-03-11");
    shell.run("record contact A1 --channel call --outcome information").done();
    assert_eq!(next_list(&mut shell, "2026-03-11"), Value::Array(vec![]), "reminded");
    assert_eq!(next_list(&mut shell, "2026-03-12"), Value::Array(vec![]), "in grace, nobody calls");
    let lines = next_list(&mut shell, "2026-03-18");
    assert_eq!(lines[0]["band"], "promise-broken", "and broken, it comes first: {lines}");
}

#[test]
fn a_near_promise_is_checked_once_the_day_after() {
    let mut shell = shell_with_promise("2026-03-04");
    assert_eq!(next_list(&mut shell, "2026-03-03"), Value::Array(vec![]));
    let lines = next_list(&mut shell, "2026-03-04");
    assert_eq!(
        (&lines[0]["action"], &lines[0]["reasons"][0]["text"]),
        (&"check-promise".into(), &"promise due yesterday, not paid yet".into()),
        "{lines}"
    );
    shell.on("2026-03-05");
    shell.run("record contact A1 --channel call --outcome no-answer").done();
    assert_eq!(next_list(&mut shell, "2026-03-05"), Value::Array(vec![]));
}
