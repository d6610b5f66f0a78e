//! A case put off: out with its day, said in the history, taken back by undo, awake when a promise breaks, and never further
//! than the house allows.
//! What never lives here: the other marks (see `day`).
//! Run by the suite.

use relance::domain::codes::{Exclusion, Outcome, QueueMark};
use relance::domain::command::{Record, Refusal};
use relance::domain::values::{CaseId, Day};
use relance::store::queue::Standing;
use relance::store::{Store, StoreError};

use crate::support::book::{call, close, command, execute, in_memory, monday, now, promise};
use crate::support::shell::Shell;

fn snooze(until: Day) -> Record {
    Record::Mark { mark: QueueMark::Snooze, until: Some(until), reason: "attend un accord".into() }
}

fn first_of(store: &Store) -> CaseId {
    let list = store.latest_generation().unwrap().unwrap();
    store.queue(list.number, None, 0, 1, list.day).unwrap()[0].ranked.case
}

fn stands(store: &Store, case: CaseId) -> Standing {
    store.standing(store.latest_generation().unwrap().unwrap().number, case).unwrap()
}

fn act(
    store: &mut Store,
    at: relance::domain::values::Now,
    number: u64,
    case: CaseId,
    records: Vec<Record>,
) -> Result<(), StoreError> {
    let what = relance::domain::command::What::Record(records);
    execute(store, at, &command(number, case.0, None, what)).map(|_| ())
}

#[test]
fn it_is_out_until_its_day_and_a_broken_promise_wakes_it() {
    let mut store = in_memory(40);
    close(&mut store, now(monday(), 0));
    let case = first_of(&store);
    let until = monday().plus(9);
    act(&mut store, now(monday(), 1), 1, case, vec![snooze(until)]).unwrap();
    close(&mut store, now(monday(), 2));
    assert_eq!(stands(&store, case), Standing::Excluded(Exclusion::Snoozed, until));
    close(&mut store, now(until.plus(-1), 0));
    assert!(matches!(stands(&store, case), Standing::Queued(..)), "back on its day");
    let again = until.plus(20);
    act(&mut store, now(until, 1), 2, case, vec![call(now(until, 1), Outcome::Promise), promise(500, until.plus(2))])
        .unwrap();
    act(&mut store, now(until, 2), 3, case, vec![snooze(again)]).unwrap();
    close(&mut store, now(until.plus(14), 0));
    assert!(
        matches!(stands(&store, case), Standing::Queued(..)),
        "what was agreed and not kept is not slept over: {:?}",
        stands(&store, case)
    );
}

#[test]
fn it_never_sleeps_longer_than_the_house_allows() {
    let mut store = in_memory(3);
    for mark in [QueueMark::Snooze, QueueMark::Skip] {
        let too_far = Record::Mark { mark, until: Some(monday().plus(31)), reason: "plus tard".into() };
        let refused = act(&mut store, now(monday(), 1), 9, CaseId(1), vec![too_far]).unwrap_err();
        assert!(
            matches!(refused, StoreError::Refused(Refusal::BeyondTerms { last }) if last == monday().plus(30)),
            "{refused:?}"
        );
    }
    act(&mut store, now(monday(), 1), 10, CaseId(1), vec![snooze(monday().plus(30))]).unwrap();
}

#[test]
fn the_verb_says_why_and_until_and_undo_takes_it_back() {
    let shell = Shell::demo(60);
    let list = shell.json("queue");
    let by_index = list["entries"].as_array().unwrap().iter().find(|line| line["band"] == "index").unwrap();
    let case = by_index["case"].as_str().unwrap().to_owned();
    let refused = shell.run(&format!("record snooze {case} --until +99 --reason plus tard")).refused().to_owned();
    assert!(refused.contains("the last one allowed is"), "{refused}");
    let done = shell.json(&format!("record snooze {case} --until +10 --reason attend un accord"));
    let closed = shell.json("close-day");
    let next_list = format!("queue --day {}", closed["next_day"].as_str().unwrap());
    let next = shell.json(&format!("{next_list} --excluded"));
    let out = next["excluded"].as_array().unwrap().iter().find(|one| one["case"] == case.as_str()).unwrap().clone();
    assert_eq!((out["reason"].as_str(), out["left"].as_bool()), (Some("snoozed"), Some(true)), "{out}");
    assert!(out["text"].as_str().unwrap().contains("put off"), "{out}");
    let shown = shell.run(&format!("show {case}")).done().to_owned();
    assert!(shown.contains("put off") && shown.contains("attend un accord"), "{shown}");
    shell.run(&format!("undo {}", done["act"].as_str().unwrap())).done();
    shell.run("close-day").done();
    let after = shell.json(&format!("{next_list} --excluded"));
    let mut out = after["excluded"].as_array().unwrap().iter();
    assert!(out.all(|one| one["reason"] != "snoozed"), "undone: nothing puts it off any more");
}
