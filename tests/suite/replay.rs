//! The past played again, and lists tried without writing them: on a small book told here, and on real payers where the
//! data is.
//! What never lives here: the order itself (see the tests of `ranking`).
//! Run by the suite.

use relance::day::replay::{Model, Replay, ReplayAsk, ReplayError, replay};
use relance::day::what_if::{House, Stand, what_if};
use relance::domain::codes::ReplayOrder;
use relance::domain::order::{Capacity, OrderRules};
use relance::domain::terms::{CalendarId, Policy};
use relance::domain::values::{CaseId, Day};
use relance::ranking::Card;
use relance::store::Store;

use crate::support::book::{debtor, in_memory, invoice, load, monday, now, payment};
use crate::support::ibm;
use crate::support::shell::{Shell, ran};

fn date(text: &str) -> Day {
    text.parse().unwrap()
}

fn policy() -> Policy {
    Policy { minimum_minor: 0, calendar: CalendarId::Plain, ..Policy::default() }
}

fn played(store: &Store, from: Day, to: Day, calls: u32, model: Model) -> Result<Replay, ReplayError> {
    let card = Card::default_card();
    replay(store, &ReplayAsk { from, to, calls, card: &card, policy: &policy(), model }, &mut |_| true)
}

/// (at-risk cash, needless calls, late money-days removed) in 1/10,000.
fn figures(replay: &Replay, order: ReplayOrder) -> (i64, i64, i64) {
    let row = replay.rows.iter().find(|row| row.order == order).unwrap();
    (row.cash_bp, row.needless_bp, row.removed_bp)
}

/// Two debtors overdue since Friday: one pays on Wednesday anyway, the other three weeks late.
fn two() -> Store {
    let mut store = in_memory(0);
    let friday = monday().plus(-3);
    let rows = [
        debtor("A", "Ponctuel"),
        debtor("B", "Lent"),
        invoice("A", "A1", friday, 90_000),
        invoice("B", "B1", friday, 60_000),
        payment("A", "PA", monday().plus(2), 90_000, "A1"),
        payment("B", "PB", friday.plus(21), 60_000, "B1"),
    ];
    load(&mut store, now(monday(), 0), "x", &rows).unwrap();
    store
}

#[test]
fn a_call_to_whoever_pays_anyway_is_needless_and_a_sure_call_removes_what_is_left() {
    let store = two();
    let sure = Model { reach_permille: 1_000, settle_permille: 1_000, runs: 3, ..Model::default() };
    let replay = played(&store, monday(), monday(), 1, sure).unwrap();
    assert_eq!((replay.days, replay.lines, replay.at_risk_minor), (1, 2, 60_000));
    // All their lateness counts, whenever it ends.
    assert_eq!(replay.late_minor_days, 90_000 * 5 + 60_000 * 21);
    assert_eq!(figures(&replay, ReplayOrder::Biggest), (0, 10_000, 0));
    assert_eq!(figures(&replay, ReplayOrder::Best).0, 10_000);
    assert_eq!(figures(&replay, ReplayOrder::Best).1, 0);
    let whole = played(&store, monday(), monday().plus(25), 1, sure).unwrap();
    assert_eq!(whole.late_minor_days, 90_000 * 5 + 60_000 * 21);
    // Called on Monday, settled on Thursday: 6 days late instead of 21, of 1,710,000 in all.
    assert_eq!(figures(&whole, ReplayOrder::Best).2, 10_000 * 60_000 * 15 / 1_710_000);
    let never = Model { reach_permille: 0, ..sure };
    let idle = played(&store, monday(), monday().plus(25), 1, never).unwrap();
    assert!(idle.rows.iter().all(|row| row.removed_bp == 0));
    assert_eq!(played(&store, monday(), monday().plus(25), 1, sure).unwrap(), whole, "chance is the same every time");
}

#[test]
fn days_without_anything_overdue_are_nothing_to_play() {
    let store = two();
    let before = played(&store, date("2001-01-01"), date("2001-01-05"), 3, Model::default());
    assert!(matches!(before, Err(ReplayError::Empty)));
    let far = played(&store, Day::MIN, Day::MAX, 3, Model { runs: 1, ..Model::default() });
    assert!(far.is_ok() || matches!(far, Err(ReplayError::TooLong)));
}

#[test]
fn the_same_house_moves_nobody_and_less_time_leaves_the_last_behind() {
    let store = in_memory(5);
    let (card, policy) = (Card::default_card(), policy());
    let house = House { card: &card, policy: &policy };
    let same = what_if(&store, monday(), [house, house], usize::MAX, &mut |_| {}).unwrap();
    assert_eq!((same.moves.len(), same.shifted), (0, 0));
    assert_eq!((same.now[0].fits, same.now[0].beyond), (5, 0));
    let capacity = Capacity { minutes: 2, pause_minutes: 0, people: vec![] };
    let short = Policy { order: OrderRules { capacity, ..OrderRules::default() }, ..policy.clone() };
    let then = House { card: &card, policy: &short };
    let told = what_if(&store, monday(), [house, then], usize::MAX, &mut |_| {}).unwrap();
    assert_eq!((told.then[0].fits, told.then[0].beyond), (2, 3), "two calls of a minute: nobody answered last time");
    assert_eq!(told.moves.len(), 3);
    assert!(told.moves.iter().all(|one| matches!(one.then, Stand::Listed { today: false, .. })));
    assert!(told.then[0].gain < told.now[0].gain && told.then[0].price > 0);
    let before = store.night_marks().unwrap();
    assert_eq!(store.latest_generation().unwrap(), None, "nothing was written");
    assert_eq!(store.night_marks().unwrap(), before);
    let high = Policy { minimum_minor: 99_999_999, ..policy.clone() };
    let none =
        what_if(&store, monday(), [house, House { card: &card, policy: &high }], usize::MAX, &mut |_| {}).unwrap();
    assert!(none.then.is_empty() && none.moves.iter().all(|one| matches!(one.then, Stand::Out(..))));
    assert_eq!(none.moves[0].case, CaseId(1));
}

#[test]
fn on_real_payers_the_index_earns_more_than_age_or_amount() {
    let Some(bills) = ibm::bills() else { return };
    let store = ibm::book(&bills, date("2012-01-01"));
    let (from, to) = (date("2013-01-02"), date("2013-12-20"));
    let three = played(&store, from, to, 3, Model { runs: 1, ..Model::default() }).unwrap();
    let one = played(&store, from, to, 1, Model::default()).unwrap();
    for (calls, replay) in [(3, &three), (1, &one)] {
        for row in &replay.rows {
            eprintln!(
                "{calls} a day, {}: at-risk cash {}.{:02} %, needless {}.{:02} %, late money-days removed {}.{:02} %",
                row.order,
                row.cash_bp / 100,
                row.cash_bp % 100,
                row.needless_bp / 100,
                row.needless_bp % 100,
                row.removed_bp / 100,
                row.removed_bp % 100
            );
        }
    }
    let (cash, needless, _) = figures(&three, ReplayOrder::Index);
    let (oldest, _, _) = figures(&three, ReplayOrder::Oldest);
    let (biggest, biggest_needless, _) = figures(&three, ReplayOrder::Biggest);
    let (best, _, _) = figures(&three, ReplayOrder::Best);
    assert!(cash > biggest && cash > oldest && cash < best);
    assert!(needless < biggest_needless);
    let removed = |order| figures(&one, order).2;
    assert!(removed(ReplayOrder::Index) > removed(ReplayOrder::Biggest));
    assert!(removed(ReplayOrder::Index) > removed(ReplayOrder::Oldest));
}

#[cfg(unix)]
#[test]
fn an_interrupted_replay_says_so_in_one_sentence_and_an_interrupted_close_leaves_the_list_as_it_was() {
    use rustix::process::{Pid, Signal, kill_process};
    let mut shell = Shell::demo(400);
    shell.on("2026-03-31");
    // It has to listen first: asked too soon, any program simply ends.
    let stopped = |line: &str, signal: Signal| {
        (1..60).find_map(|tenths| {
            let mut command = shell.command(line);
            command.stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped());
            let child = command.spawn().unwrap();
            std::thread::sleep(std::time::Duration::from_millis(tenths * 40));
            let _ended_already = kill_process(Pid::from_child(&child), signal);
            let ended = ran(child.wait_with_output().unwrap());
            (ended.code == 1).then_some(ended)
        })
    };
    let replay = stopped("replay --from 2026-01-05 --to 2026-03-31 --runs 1000", Signal::INT).expect("stopped once");
    assert!(replay.refused().contains("The replay was stopped; nothing was written."), "{replay:?}");
    let before = shell.run("queue --json").done().to_owned();
    if let Some(close) = stopped("close-day", Signal::TERM) {
        assert!(close.refused().contains("The close was stopped."), "{close:?}");
    }
    assert_eq!(shell.run("queue --json").done(), before);
}
