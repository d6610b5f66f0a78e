//! Lists of the past: made again from what was known then, by the card and the numbers in force then, they say to the byte
//! what they said; and a line that was shown or acted on can be explained.
//! What never lives here: what a list should say (see `day`, `ranking`).
//! Run by the suite, by the real program on a book of its own.

use relance::day::{Ask, DayClosed};
use relance::domain::codes::{DisputeKind, DisputeReason, HoldReason, Outcome, QueueMark};
use relance::domain::command::{Record, What};
use relance::domain::event::Part;
use relance::domain::ledger::LedgerRow;
use relance::domain::order::{Capacity, OrderRules};
use relance::domain::terms::Policy;
use relance::domain::values::{CaseId, Day, Now};
use relance::ranking::Card;
use relance::store::old_lists::{DAYS_KEPT_MAX, SHOWN_LINES};
use relance::store::{Mode, Store};
use serde_json::Value;

use crate::support::book::{
    call, command, debtor, euros, execute, faults, fill, in_memory, invoice, load, monday, note, now, payment, promise,
    settings, undo_batch, who,
};
use crate::support::days::{Alone, close, list};
use crate::support::shell::Shell;

/// Debtors of the book.
const DEBTORS: usize = 30;

fn open(shell: &Shell) -> Store {
    Store::open(shell.book(), Mode::Write).unwrap()
}

/// A quarter of an hour past eight: before the closes of the program, whose clock stands at nine.
fn early(day: Day, ms: i64) -> Now {
    now(day, ms - 3 * 3_600_000)
}

/// Closes a day and prints the list it made.
fn closed(shell: &mut Shell, day: Day) -> (Day, String) {
    shell.on(&day.to_string());
    let done = shell.json("close-day");
    let next: Day = done["next_day"].as_str().unwrap().parse().unwrap();
    (next, shell.run(&format!("queue --json --excluded --day {next}")).done().to_owned())
}

/// What happened on some days, one after the other.
fn happens(store: &mut Store, day: Day, step: i64) {
    let mut act = |case: i64, what: What| {
        let id = u64::try_from(step * 100 + case).unwrap();
        execute(store, early(day, case), &command(id, case, None, what)).unwrap()
    };
    let mark = |mark, until| Record::Mark { mark, until, reason: "demandé".into() };
    match step {
        0 => {
            act(1, What::Record(vec![call(early(day, 1), Outcome::Promise), promise(130_000, day.plus(1))]));
            act(2, What::Record(vec![promise(10_000, day.plus(1))]));
            act(3, What::Record(vec![mark(QueueMark::Pin, None)]));
            act(4, What::Record(vec![mark(QueueMark::Skip, Some(day.plus(2)))]));
            let at = now(day.plus(2), 0).at;
            act(
                5,
                What::Record(vec![Record::Callback { at, due_on: day.plus(2), whom: Some("omar".parse().unwrap()) }]),
            );
        }
        1 => {
            act(6, What::Merge { into: CaseId(7) });
            let hold = Record::Hold { reason: HoldReason::Agreement, until: Some(day.plus(2)), items: vec![] };
            act(8, What::Record(vec![hold]));
            let rows = [payment("D009", "P9", day, 50_000, ""), invoice("D010", "F10", day.plus(-3), 900_000)];
            load(store, early(day, 50), "second", &rows).unwrap();
        }
        2 => {
            let item = store.case(CaseId(11), day).unwrap().items[0].key.clone();
            let parts = vec![Part { item, amount: euros(80_000) }];
            let (kind, reason) = (DisputeKind::Dispute, DisputeReason::Price);
            let dispute = Record::Dispute { kind, reason, parts, owner: None, note: String::new() };
            execute(store, early(day, 1), &command(201, 11, None, What::Record(vec![dispute]))).unwrap();
            let late = [debtor("D900", "Tard venue"), invoice("D900", "F900", day.plus(-9), 70_000)];
            let batch = load(store, early(day, 2), "third", &late).unwrap().batch.unwrap();
            undo_batch(store, early(day, 3), batch).unwrap();
            load(store, early(day, 4), "fourth", &[debtor("D012", "Nouveau Nom")]).unwrap();
        }
        _ => {}
    }
}

/// A book with lists of some days, each as it was printed when it was made, and many closes after them.
fn book() -> (Shell, Vec<(Day, String)>) {
    let mut shell = Shell::new();
    let mut store = Store::create(shell.book(), &settings(), false).unwrap();
    fill(&mut store, DEBTORS).unwrap();
    drop(store);
    let mut lists = vec![closed(&mut shell, monday().plus(-3))];
    for step in 0..4 {
        let day = monday().plus(i32::try_from(step).unwrap());
        happens(&mut open(&shell), day, step);
        if step == 2 {
            std::fs::write(config(&shell), "minimum = 60\n\n[order]\nhold_out_percent = 25\nhold_out_seed = 7\n")
                .unwrap();
        }
        lists.push(closed(&mut shell, day));
    }
    (shell, lists)
}

fn config(shell: &Shell) -> std::path::PathBuf {
    let mut path = shell.book().as_os_str().to_owned();
    path.push(".toml");
    path.into()
}

/// Closes so many days that nothing of the first lists is left.
fn later(shell: &mut Shell) {
    let mut store = open(shell);
    let paid: Vec<LedgerRow> = (13..30).map(|at| payment(&format!("D{at:03}"), "PX", monday(), 130_000, "")).collect();
    load(&mut store, early(monday().plus(6), 0), "fifth", &paid).unwrap();
    for days in 7..60 {
        close(&mut store, monday().plus(days));
    }
    shell.on(&monday().plus(59).to_string());
}

#[test]
fn a_list_that_was_dropped_is_made_again_to_the_byte() {
    let (mut shell, lists) = book();
    let texts: Vec<&String> = lists.iter().map(|(_, text)| text).collect();
    assert!(texts.windows(2).all(|two| two[0] != two[1]), "every day says something else");
    later(&mut shell);
    let store = open(&shell);
    assert!(DAYS_KEPT_MAX < 40 && lists.iter().all(|(day, _)| store.generation_for(*day).unwrap().is_none()));
    drop(store);
    for (day, text) in &lists {
        let again = shell.run(&format!("queue --json --excluded --day {day}"));
        let planned = serde_json::from_str::<Value>(text).unwrap()["planned_at"].to_string();
        let known = format!("\"known_at\":{planned},");
        assert!(again.done().contains(&known), "{day}: it says that it was made again");
        assert_eq!(again.done().replacen(&known, "", 1), *text, "{day}");
    }
    assert_eq!(faults(&open(&shell)), Vec::<String>::new());
}

#[test]
fn any_line_of_a_past_list_is_explained_as_it_was_known_then() {
    let (mut shell, lists) = book();
    later(&mut shell);
    let mut otherwise = 0;
    for (day, text) in &lists[1..4] {
        let then: Value = serde_json::from_str(text).unwrap();
        let planned = then["planned_at"].as_str().unwrap();
        shell.on(&day.to_string());
        for line in then["entries"].as_array().unwrap().iter().step_by(3) {
            let case = line["case"].as_str().unwrap();
            let said = shell.json(&format!("score explain {case} --known-at {planned}"));
            assert_eq!((&said["score"], &said["value"]), (&line["score"], &line["value"]), "{day} {case}");
            let listed = &said["listed"];
            for field in ["score", "value", "index", "band"] {
                assert_eq!(listed[field], line[field], "{day} {case} {field}");
            }
            let points = |of: &Value| of.as_array().unwrap().iter().map(|p| p["text"].clone()).collect::<Vec<_>>();
            assert_eq!(points(&listed["points"]), points(&line["reasons"]), "{day} {case}");
            let versions = listed["versions"].as_str().unwrap();
            let all = ["entries=", "batches=", "formula=", "card=", "policy=", "config="];
            assert!(all.iter().all(|name| versions.contains(name)), "{versions}");
            let now = shell.json(&format!("score explain {case}"));
            assert_eq!(now["listed"], *listed);
            otherwise += i32::from(now["score"] != said["score"]);
        }
    }
    assert!(otherwise > 0, "what came later speaks of those days too, and is told apart");
    let early = shell.run("score explain C-000001 --known-at 2020-01-01T00:00");
    assert!(early.refused().contains("was not in the book"), "{early:?}");
}

#[test]
fn what_was_known_later_makes_another_list_of_the_same_day() {
    let (mut shell, lists) = book();
    let (day, text) = &lists[2];
    let planned = serde_json::from_str::<Value>(text).unwrap()["planned_at"].as_str().unwrap().to_owned();
    let mut store = open(&shell);
    let late = payment("D020", "PL", day.plus(-2), 130_000, "");
    load(&mut store, early(monday().plus(7), 0), "late", &[late]).unwrap();
    drop(store);
    shell.on(&monday().plus(8).to_string());
    let of = |value: &Value| {
        let lines = value["entries"].as_array().unwrap().iter();
        lines.filter(|line| line["reference"] == "D020").count()
    };
    let then = shell.json(&format!("queue --day {day} --known-at {planned}"));
    let now = shell.json(&format!("queue --day {day} --known-at {}T08:00", monday().plus(8)));
    assert_eq!((of(&then), of(&now)), (1, 0), "paid before that day, known a week after it");
    assert_eq!((then["generation"].as_i64(), now["generation"].as_i64()), (Some(3), Some(0)));
    assert!(shell.run(&format!("queue --day {day} --known-at {planned}")).done().contains("made again"));
}

/// Calls of a minute each that fit into the day of [`close_with`].
const FIT: usize = 70;

fn close_with(store: &mut Store, today: Day) -> DayClosed {
    let capacity = Capacity { minutes: 70, pause_minutes: 0, people: vec![] };
    let policy = Policy { order: OrderRules { capacity, ..OrderRules::default() }, ..Policy::default() };
    let (mia, card, at) = (who("mia"), Card::default_card(), now(today, 0));
    let (for_day, house) = (None, &[][..]);
    let ask = Ask { who: &mia, host: "here", process: 7, now: at, for_day, card: &card, policy: &policy, house };
    relance::day::close(store, &ask, &mut Alone::default()).unwrap()
}

#[test]
fn of_a_dropped_list_the_lines_stay_that_were_shown_or_acted_on() {
    let mut store = in_memory(200);
    let made = close_with(&mut store, monday()).generation;
    let tuesday = monday().plus(1);
    let lines = list(&store, tuesday).1;
    let last = lines[199].ranked.case;
    let then =
        |store: &Store| lines.iter().map(|line| store.line_listed(made, line.ranked.case).unwrap()).collect::<Vec<_>>();
    let all = then(&store);
    assert!(all.iter().all(Option::is_some));
    execute(&mut store, now(tuesday, 0), &command(1, last.0, None, note("appelé"))).unwrap();
    for days in 1..50 {
        close_with(&mut store, monday().plus(days));
    }
    assert!(store.generation_for(tuesday).unwrap().is_none());
    let kept = then(&store);
    assert!(FIT > SHOWN_LINES as usize);
    assert_eq!(kept[..FIT], all[..FIT], "they fit into the day");
    assert_eq!(kept.iter().flatten().count(), FIT + 1);
    assert_eq!(kept[199], all[199], "somebody wrote on it");
    assert_eq!(faults(&store), Vec::<String>::new());
}
