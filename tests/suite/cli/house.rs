//! The past keeps the numbers it went by: whatever a house changes in its config and card, a day that is over says the same.

use relance::domain::calendar::next_business_day;
use relance::domain::terms::CalendarId;
use relance::domain::values::Day;
use serde_json::Value;

use crate::support::shell::Shell;

/// Every value a config may hold, each changed once; the last ones change the card.
const CHANGES: [&str; 16] = [
    "calendar = 'plain'",
    "calendar = 'fr-alsace-moselle'",
    "minimum = 100000",
    "minimum = 0",
    "[promise]\nlongest_days = 2",
    "[promise]\ntolerance = 500",
    "[promise]\ntolerance_percent = 90",
    "[promise]\ntolerance_cap = 100000",
    "[rest]\nafter_talk_days = 92",
    "[rest]\nafter_talk_days = 0",
    "[rest]\nafter_miss_days = 92",
    "[dispute]\ndays = 1",
    "[dispute.by_reason]\nprice = 1\nquality = 1",
    "[[rate]]\nfrom = 'USD'\nsince = 2020-01-01\nrate = 1000",
    "card = 'own.toml'",
    "card = 'own.toml' # the same, with other points in it",
];

struct House {
    shell: Shell,
    cases: Vec<String>,
}

impl House {
    fn beside(&self, suffix: &str) -> std::path::PathBuf {
        let mut name = self.shell.book().as_os_str().to_owned();
        name.push(suffix);
        name.into()
    }

    fn config(&self, text: &str, points: usize) {
        let card = include_str!("../../../rules/card-default.toml").replace("base = -8", &format!("base = {points}"));
        assert!(points == 8 || card.contains(&format!("base = {points}")));
        std::fs::write(self.shell.book().with_file_name("own.toml"), card).unwrap();
        std::fs::write(self.beside(".toml"), text).unwrap();
    }

    /// Everything a day says: its list, what was left out, and some cases with score and next step.
    fn day(&mut self, day: &str) -> Vec<Value> {
        self.shell.on(day);
        let mut said: Vec<Value> = self.cases.iter().map(|case| self.shell.json(&format!("show {case}"))).collect();
        said.push(self.shell.json("queue --excluded"));
        for said in &mut said {
            // Acts of later days are in the history; the history is no state of a day.
            said.as_object_mut().unwrap().remove("timeline");
            // Cases that owed nothing are not kept with a list; they are read from what they are now.
            if let Some(all) = said["excluded"].as_array_mut() {
                all.retain(|line| line["reason"] != "nothing-overdue");
            }
        }
        said
    }
}

/// Told by the first thing that differs.
#[track_caller]
fn same(now: &[Value], before: &[Value], place: &str) {
    for (now, before) in now.iter().zip(before) {
        for (field, value) in before.as_object().unwrap() {
            assert_eq!(&now[field], value, "{place}: {field} of {}", before["case"]);
        }
    }
}

#[test]
fn changing_any_value_of_the_house_never_rewrites_a_day_that_is_over() {
    let shell = Shell::demo(24);
    let queue = shell.json("queue");
    let entries = queue["entries"].as_array().unwrap();
    let cases = [0, 3, 6].map(|at| entries[at]["case"].as_str().unwrap().to_owned()).into();
    let mut house = House { shell, cases };
    let mut past: Vec<(String, Vec<Value>)> = vec![];
    let mut day = Day::from_ymd(2026, 3, 17).unwrap();
    let mut values = std::collections::BTreeSet::new();
    for (n, change) in CHANGES.iter().enumerate() {
        day = if n == 0 { day } else { next_business_day(CalendarId::Plain, day) };
        house.shell.on(&day.to_string());
        // The numbers change in the middle of a day: an act, or the close, takes them.
        house.config(change, n);
        if n % 2 == 0 {
            let case = house.cases[n % 3].clone();
            let noted = house.shell.json(&format!("record note {case} 'day {n}'"));
            assert_eq!(noted["entries"][0]["event"], "note-written");
        }
        house.shell.run("close-day").done();
        let said = house.day(&day.to_string());
        values.extend(said.iter().map(|said| said["score"].to_string()));
        past.push((day.to_string(), said));
    }
    assert!(values.len() > 6, "the changes are felt on their own days: {values:?}");
    for (n, change) in CHANGES.iter().enumerate() {
        house.config(change, 40 + n);
        let (day, before) = &past[n % past.len()];
        same(&house.day(day), before, &format!("{day} by {change:?}"));
    }
    house.config("", 0);
    for (day, before) in &past {
        same(&house.day(day), before, day);
    }
    house.shell.on("2026-05-01");
    assert!(house.shell.json("verify")["ok"].as_bool().unwrap());
}
