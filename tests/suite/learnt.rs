//! What a book's own calls told: counted as they were known then, pulled towards what is stated, kept in the journal, said.
//! What never lives here: the shares themselves (see the tests of `domain::order`).
//! Run by the suite.

use relance::domain::codes::{Channel, Direction, Outcome};
use relance::domain::learnt::{After, Learnt};
use relance::domain::ledger::{ContactRow, LedgerRow};
use relance::domain::order::OrderRules;
use relance::domain::values::{Day, Instant};
use relance::score::learnt;
use relance::store::Store;

use crate::support::book::{debtor, load, monday, now, past_contact, settings};
use crate::support::shell::Shell;

/// A call out at ten in the morning (UTC: noon in Paris in summer), with how it ended and how long the line was open.
fn call(key: &str, on: Day, outcome: Outcome, seconds: u32) -> LedgerRow {
    let LedgerRow::Contact(_, row) = past_contact("D1", key, on) else { panic!("a contact") };
    let at = Instant(i64::from(on.0) * 86_400_000 + 8 * 3_600_000);
    let (channel, direction) = (Channel::Call, Direction::Out);
    LedgerRow::Contact("D1".into(), ContactRow { at, channel, direction, outcome: Some(outcome), seconds, ..row })
}

fn told(store: &Store, day: Day, known_at: Instant) -> Learnt {
    learnt(store, day, known_at, &OrderRules::default()).unwrap()
}

#[test]
fn calls_count_from_the_day_they_were_known() {
    let mut store = Store::in_memory(&settings()).unwrap();
    let day = monday();
    let first = [
        debtor("D1", "Un"),
        call("K1", day.plus(-60), Outcome::NoAnswer, 0),
        call("K2", day.plus(-58), Outcome::Information, 240),
        call("K3", day.plus(-30), Outcome::Dispute, 0),
        call("K4", day.plus(-9), Outcome::Voicemail, 30),
        call("K5", day.plus(3), Outcome::Information, 60),
    ];
    load(&mut store, now(day, 0), "calls", &first).unwrap();
    let all = told(&store, day, now(day, 1).at);
    let by_slot: Vec<(u32, u64, u32)> = all.reach.iter().map(|r| (r.calls, r.weight_permille, r.reached)).collect();
    assert_eq!(all.reach_calls(), 4, "what is dated later has not happened: {by_slot:?}");
    assert_eq!(all.reach.iter().map(|r| r.reached).sum::<u32>(), 2);
    let weight: u64 = all.reach.iter().map(|r| r.weight_permille).sum();
    assert_eq!(weight, 3_880, "the second of a fortnight weighs .88");
    let after = |after: After| (all.minutes[after as usize].calls, all.minutes[after as usize].tenths);
    assert_eq!(after(After::Unknown), (1, 10), "the first call, nobody there");
    assert_eq!(after(After::NoAnswer), (1, 70), "four minutes on the line and three around it");
    assert_eq!(after(After::Talk), (1, 60), "a talk of unknown length counts as a usual one");
    assert_eq!(after(After::Dispute), (1, 15), "half a minute and the minute of a miss");
    load(&mut store, now(day.plus(5), 0), "late", &[call("K6", day.plus(-3), Outcome::Information, 90)]).unwrap();
    assert_eq!(told(&store, day, now(day, 1).at), all, "known later: not known then");
    assert_eq!(told(&store, day, now(day.plus(5), 1).at).reach_calls(), 5);
}

#[test]
fn a_months_close_counts_them_and_says_so() {
    let mut shell = Shell::demo(60);
    let before = shell.json("queue --limit 1");
    assert_eq!(before["learnt_from"]["reach"], 0);
    shell.on("2026-03-31");
    let said = shell.run("close-day").done().to_owned();
    assert!(said.contains("calls of this book from tomorrow on"), "{said}");
    let events: Vec<String> = shell.json("journal")["entries"]
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|entry| entry["event"].as_str().map(str::to_owned))
        .collect();
    assert_eq!(events.iter().filter(|event| *event == "calls-learnt").count(), 1);
    let made = shell.json("queue --limit 1 --day 2026-04-01");
    let calls = made["learnt_from"]["minutes"].as_u64().unwrap();
    assert!(calls > 0 && made["learnt_from"]["effect"] == 0);
    let again = format!("queue --limit 1 --day 2026-04-01 --known-at {}", made["planned_at"].as_str().unwrap());
    let again = shell.json(&again);
    assert_eq!(
        (&again["learnt_from"], &again["entries"]),
        (&made["learnt_from"], &made["entries"]),
        "made again alike"
    );
    let why = shell.run("queue --limit 1 --why --day 2026-04-01").done().to_owned();
    assert!(why.contains(&format!("learnt from {calls} calls")), "{why}");
    let again = shell.run("close-day").done().to_owned();
    assert!(again.contains("unchanged") || !again.contains("from tomorrow on"), "{again}");
    assert!(shell.json("verify")["ok"].as_bool().unwrap());
    let earlier = format!("queue --limit 1 --day {}", before["day"].as_str().unwrap());
    assert_eq!(shell.json(&earlier)["learnt_from"]["minutes"], 0, "a list of before keeps what it was made by");
}
