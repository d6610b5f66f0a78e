//! The close of a day on small books: what it writes, what it leaves alone, what it says again, who may do it meanwhile.
//! What never lives here: the rules of the ranking (see the tests of `ranking`).
//! Run by the suite.

use relance::day::{Ask, CLOSE_DAY, DayError, PromiseCounts};
use relance::domain::codes::{
    Band, Because, Change, DisputeDecision, DisputeKind, DisputeReason, Exclusion, HoldReason, NextAction, Outcome,
    QueueMark,
};
use relance::domain::command::{Record, What};
use relance::domain::event::Part;
use relance::domain::ledger::ItemKey;
use relance::domain::order::{Capacity, OrderRules};
use relance::domain::terms::Policy;
use relance::domain::values::{CaseId, Day, Instant};
use relance::ranking::Card;
use relance::store::adopted::{HouseKind, HouseText};
use relance::store::queue::Standing;
use relance::store::task::Task;
use relance::store::{Store, Stream};

use crate::support::book::{
    call, command, debtor, euros, execute, faults, in_memory, invoice, load, monday, now, payment, promise, undo_batch,
    who,
};
use crate::support::days::{Alone, close, close_by, left_out, line, list, printed, try_close};

fn record(store: &mut Store, day: Day, act: u64, case: i64, records: Vec<Record>) -> relance::store::Recorded {
    execute(store, now(day, i64::try_from(act).unwrap()), &command(act, case, None, What::Record(records))).unwrap()
}

fn part(store: &Store, case: i64, number: &str, cents: i64) -> Part {
    let state = store.case(CaseId(case), monday()).unwrap();
    let item = state.items.iter().find(|item| item.key.number == number).unwrap();
    Part { item: item.key.clone(), amount: euros(cents) }
}

fn tuesday() -> Day {
    monday().plus(1)
}

#[test]
fn a_close_makes_the_list_of_the_next_working_day_and_loses_nobody() {
    let mut store = in_memory(5);
    let friday = monday().plus(-3);
    let done = close(&mut store, friday);
    assert_eq!((done.closed, done.next_day, done.generation), (friday, monday(), 1));
    assert_eq!((done.cases, done.queued, done.orphans, done.seal.len()), (5, 5, 0, 64));
    let (generation, lines) = list(&store, monday());
    assert_eq!((generation.card.as_str(), generation.queued), ("default-1", 5));
    let ranks: Vec<u32> = lines.iter().map(|line| line.rank).collect();
    assert_eq!(ranks, [1, 2, 3, 4, 5]);
    let first = &lines[0];
    assert_eq!((first.change, first.because), (Change::New, Because::FirstSeen));
    assert_eq!((first.open.to_owned(), first.value), ([euros(130_000)].into_iter().collect(), euros(130_000)));
    assert_eq!(first.days_past_due, 27);
    assert_eq!(first.ranked.reasons.iter().map(|r| r.points).sum::<i32>(), first.ranked.score);
    assert_eq!(faults(&store), Vec::<String>::new());
}

#[test]
fn one_close_covers_missed_days_and_a_weekend() {
    let mut store = in_memory(2);
    close(&mut store, monday());
    let saturday = monday().plus(12);
    let done = close(&mut store, saturday);
    assert_eq!((done.closed, done.next_day), (saturday, monday().plus(14)));
    assert!(store.generation_for(monday().plus(3)).unwrap().is_none());
}

#[test]
fn with_nothing_new_a_second_close_changes_nothing() {
    let mut store = in_memory(4);
    record(&mut store, monday(), 1, 2, vec![promise(30_000, tuesday())]);
    let first = close(&mut store, monday());
    let before = printed(&store, tuesday());
    let again = try_close(&mut store, monday(), Some(monday()), &mut Alone::default()).unwrap();
    assert!(!first.unchanged && again.unchanged);
    assert_eq!(relance::day::DayClosed { unchanged: true, ..first }, again);
    assert_eq!(printed(&store, tuesday()), before);
    assert_eq!(store.latest_generation().unwrap().unwrap().number, 1);
}

#[test]
fn something_new_on_the_same_day_makes_a_new_list_and_a_new_seal() {
    let mut store = in_memory(4);
    let first = close(&mut store, monday());
    record(&mut store, monday(), 1, 2, vec![Record::Note("rappeler la compta".into())]);
    let second = close(&mut store, monday());
    assert_eq!((second.generation, second.unchanged), (2, false));
    assert_ne!(first.seal, second.seal);
    let changes: Vec<Change> = list(&store, tuesday()).1.iter().map(|line| line.change).collect();
    assert_eq!(changes, [Change::New; 4], "compared with the list of an earlier day, not with this day's first");
    let old = load(&mut store, now(monday(), 9), "late", &[invoice("D001", "F9", monday().plus(-9), 5_000)]).unwrap();
    assert_eq!(old.accepted, 1);
    let third = close(&mut store, monday());
    assert_eq!(third.generation, 3);
    assert_eq!(line(&store, tuesday(), CaseId(1)).unwrap().value, euros(135_000));
    undo_batch(&mut store, now(monday(), 10), old.batch.unwrap()).unwrap();
    close(&mut store, monday());
    assert_eq!(line(&store, tuesday(), CaseId(1)).unwrap().value, euros(130_000));
}

#[test]
fn a_promise_leaves_the_list_until_its_grace_has_ended_and_comes_back_first_when_it_breaks() {
    let mut store = in_memory(3);
    close(&mut store, monday().plus(-3));
    record(
        &mut store,
        monday(),
        1,
        2,
        vec![call(now(monday(), 0), Outcome::Promise), promise(130_000, monday().plus(2))],
    );
    close(&mut store, monday());
    // Due on Wednesday, two working days of grace: Friday. A check call on Thursday, with nothing to ask for.
    let thursday = monday().plus(3);
    assert_eq!(left_out(&store, tuesday(), CaseId(2)), Some((Exclusion::OpenPromise, thursday)));
    for days in 1..4 {
        let done = close(&mut store, monday().plus(days));
        assert_eq!(done.promises, PromiseCounts::default(), "{}", done.closed);
        let check = line(&store, done.next_day, CaseId(2));
        assert_eq!(check.is_some(), done.next_day == thursday, "{}", done.next_day);
        if let Some(check) = check {
            assert_eq!((check.ranked.band, check.value, check.done), (Band::PromiseDue, euros(0), false));
            record(&mut store, thursday, 9, 2, vec![call(now(thursday, 9), Outcome::NoAnswer)]);
            assert!(line(&store, thursday, CaseId(2)).unwrap().done);
        }
    }
    let done = close(&mut store, monday().plus(4));
    assert_eq!(done.promises, PromiseCounts { broken: 1, ..PromiseCounts::default() });
    let back = line(&store, monday().plus(7), CaseId(2)).unwrap();
    assert_eq!((back.rank, back.ranked.band), (1, Band::PromiseBroken));
    assert_eq!((back.change, back.because), (Change::New, Because::PromiseBroke));
    let next = close(&mut store, monday().plus(7));
    assert_eq!(next.promises, PromiseCounts::default(), "counted once");
}

#[test]
fn a_promise_kept_is_counted_and_its_case_is_left_alone() {
    let mut store = in_memory(2);
    record(&mut store, monday(), 1, 1, vec![promise(130_000, monday().plus(3))]);
    close(&mut store, monday());
    let paid = [payment("D001", "P9", monday().plus(2), 130_000, "")];
    load(&mut store, now(monday().plus(2), 0), "bank", &paid).unwrap();
    let done = close(&mut store, monday().plus(2));
    assert_eq!(done.promises, PromiseCounts { kept: 1, ..PromiseCounts::default() });
    assert_eq!(left_out(&store, done.next_day, CaseId(1)).unwrap().0, Exclusion::NothingOverdue);
    assert_eq!(close(&mut store, monday().plus(2)).promises, done.promises, "the same close says the same");
}

#[test]
fn a_dispute_takes_its_part_and_its_decision_brings_it_back() {
    let mut store = in_memory(2);
    close(&mut store, monday().plus(-3));
    let parts = vec![part(&store, 1, "F001-1", 80_000)];
    let dispute = Record::Dispute {
        kind: DisputeKind::Dispute,
        reason: DisputeReason::Quality,
        parts,
        owner: None,
        note: String::new(),
    };
    let act = record(&mut store, monday(), 1, 1, vec![dispute]).act;
    close(&mut store, monday());
    let rest = line(&store, tuesday(), CaseId(1)).unwrap();
    assert_eq!((rest.value, rest.because), (euros(50_000), Because::DisputeOpened));
    assert_eq!(rest.overdue, [euros(130_000)].into_iter().collect(), "it is still overdue");
    let parts = vec![part(&store, 1, "F001-2", 50_000)];
    let dispute = Record::Dispute {
        kind: DisputeKind::Dispute,
        reason: DisputeReason::Price,
        parts,
        owner: None,
        note: String::new(),
    };
    record(&mut store, tuesday(), 2, 1, vec![dispute]);
    close(&mut store, tuesday());
    assert_eq!(left_out(&store, monday().plus(2), CaseId(1)).unwrap().0, Exclusion::Disputed);
    let dispute = relance::domain::values::EntryId { act, index: 0 };
    let decide = Record::DecideDispute {
        dispute,
        decision: DisputeDecision::Rejected,
        credit: None,
        justified: None,
        resolution: None,
    };
    record(&mut store, monday().plus(2), 3, 1, vec![decide]);
    close(&mut store, monday().plus(2));
    let back = line(&store, monday().plus(3), CaseId(1)).unwrap();
    assert_eq!((back.value, back.change), (euros(80_000), Change::New));
}

#[test]
fn a_call_back_waits_for_its_day_and_comes_first_at_its_time() {
    let mut store = in_memory(3);
    let on = monday().plus(3);
    let at = Instant(now(on, 0).at.0 + 5_400_000);
    let callback = Record::Callback { at, due_on: on, whom: None };
    record(&mut store, monday(), 1, 3, vec![call(now(monday(), 0), Outcome::CallBackRequested), callback]);
    close(&mut store, monday());
    assert_eq!(left_out(&store, tuesday(), CaseId(3)), Some((Exclusion::FutureCallback, on)));
    close(&mut store, monday().plus(2));
    let due = line(&store, on, CaseId(3)).unwrap();
    assert_eq!((due.rank, due.ranked.band, due.ranked.call_at), (1, Band::CallbackDue, Some(at)));
    assert_eq!(due.because, Because::CallbackDue);
}

#[test]
fn rest_follows_a_talk_and_a_hold_keeps_a_case_out_until_its_day() {
    let mut store = in_memory(2);
    record(&mut store, monday(), 1, 1, vec![call(now(monday(), 0), Outcome::NoCommitment)]);
    let hold =
        Record::Hold { reason: HoldReason::Agreement, until: Some(monday().plus(10)), items: Vec::<ItemKey>::new() };
    record(&mut store, monday(), 2, 2, vec![hold]);
    close(&mut store, monday());
    assert_eq!(left_out(&store, tuesday(), CaseId(1)), Some((Exclusion::RestAfterContact, monday().plus(3))));
    assert_eq!(left_out(&store, tuesday(), CaseId(2)), Some((Exclusion::Hold, monday().plus(10))));
    close(&mut store, monday().plus(2));
    let back = line(&store, monday().plus(3), CaseId(1)).unwrap();
    assert_eq!((back.change, back.because), (Change::New, Because::RestEnded));
    close(&mut store, monday().plus(9));
    assert_eq!(line(&store, monday().plus(10), CaseId(2)).unwrap().because, Because::HoldEnded);
}

fn close_under(store: &mut Store, today: Day, rules: OrderRules) {
    let (mia, card, policy) = (who("mia"), Card::default_card(), Policy { order: rules, ..Policy::default() });
    let (host, process, now) = ("here", 7, now(today, 0));
    let (for_day, house) = (None, &[][..]);
    let ask = Ask { who: &mia, host, process, now, for_day, card: &card, policy: &policy, house };
    relance::day::close(store, &ask, &mut Alone::default()).unwrap();
}

#[test]
fn whoever_was_left_alone_too_long_and_is_not_reached_today_is_written_to() {
    let mut store = in_memory(5);
    let capacity = Capacity { minutes: 2, pause_minutes: 0, people: vec![] };
    close_under(&mut store, monday().plus(4), OrderRules { capacity, ..OrderRules::default() });
    let lines = list(&store, monday().plus(7)).1;
    let actions: Vec<_> = lines.iter().map(|line| line.ranked.action).collect();
    let (call, write) = (NextAction::Call, NextAction::Write);
    assert_eq!(actions, [call, call, write, write, write], "seventeen days without a word; two calls of a minute fit");
    // On the Friday it would be the same day of the week again: a letter for all of them.
    let mut store = in_memory(2);
    close(&mut store, monday().plus(3));
    let friday = list(&store, monday().plus(4)).1;
    assert!(friday.iter().all(|line| line.ranked.action == write), "{friday:?}");
}

#[test]
fn a_share_of_the_calls_is_drawn_at_random_and_flagged() {
    let drawn = |seed| {
        let mut store = in_memory(9);
        let capacity = Capacity { minutes: 4, pause_minutes: 0, people: vec![] };
        let rules = OrderRules { hold_out_permille: 250, hold_out_seed: seed, capacity, ..OrderRules::default() };
        close_under(&mut store, monday(), rules);
        let lines = list(&store, tuesday()).1;
        let flagged: Vec<_> = lines.iter().filter(|line| line.because == Because::Drawn).collect();
        assert_eq!(flagged.len(), 1, "a quarter of four calls of a minute");
        assert!(flagged[0].rank <= 4 && flagged[0].ranked.factors.drawn);
        assert_eq!(lines.iter().filter(|line| line.ranked.factors.drawn).count(), 1);
        assert_eq!(faults(&store), Vec::<String>::new());
        flagged[0].ranked.case
    };
    let cases: Vec<CaseId> = (0..8).map(drawn).collect();
    assert_eq!(cases, (0..8).map(drawn).collect::<Vec<_>>(), "the same seed draws the same");
    assert!(cases.iter().any(|case| *case != cases[0]), "another seed draws another: {cases:?}");
}

#[test]
fn a_case_put_first_stays_first_until_it_was_called_and_a_skipped_one_comes_back_on_its_day() {
    let mut store = in_memory(4);
    close(&mut store, monday().plus(-3));
    let mark = |mark, until| Record::Mark { mark, until, reason: "le patron le veut".into() };
    let last = list(&store, monday()).1.last().unwrap().ranked.case.0;
    let pinned = record(&mut store, monday(), 1, last, vec![mark(QueueMark::Pin, None)]).act;
    let first = list(&store, monday()).1[0].ranked.case.0;
    record(&mut store, monday(), 2, first, vec![mark(QueueMark::Skip, Some(monday().plus(2)))]);
    assert!(line(&store, monday(), CaseId(first)).unwrap().done, "passed over today");
    close(&mut store, monday());
    let top = line(&store, tuesday(), CaseId(last)).unwrap();
    assert_eq!((top.rank, top.ranked.band, top.because), (1, Band::Pinned, Because::Pinned));
    assert_eq!(left_out(&store, tuesday(), CaseId(first)), Some((Exclusion::Skipped, monday().plus(2))));
    close(&mut store, tuesday());
    let wednesday = monday().plus(2);
    assert_eq!(line(&store, wednesday, CaseId(first)).unwrap().because, Because::SkipEnded);
    record(&mut store, wednesday, 3, last, vec![call(now(wednesday, 3), Outcome::NoAnswer)]);
    close(&mut store, wednesday);
    let thursday = monday().plus(3);
    assert_eq!(line(&store, thursday, CaseId(last)).unwrap().ranked.band, Band::Index, "called: no longer first");
    let history = store.timeline(CaseId(last), thursday, 0, 50).unwrap().0;
    let said = history.iter().any(|entry| format!("{:?}", entry.what).contains("le patron le veut"));
    assert!(said, "the reason stands in the history");
    execute(&mut store, now(thursday, 4), &command(4, last, None, What::Undo(pinned))).unwrap();
    let empty = Record::Mark { mark: QueueMark::Pin, until: None, reason: "  ".into() };
    let refused = execute(&mut store, now(thursday, 5), &command(5, last, None, What::Record(vec![empty])));
    assert!(refused.is_err(), "a reason is asked for");
    assert_eq!(faults(&store), Vec::<String>::new());
}

#[test]
fn what_was_worked_since_is_shown_done_and_an_undo_brings_it_back() {
    let mut store = in_memory(3);
    close(&mut store, monday().plus(-3));
    let done = |store: &Store, case| line(store, monday(), CaseId(case)).unwrap().done;
    record(&mut store, monday(), 1, 1, vec![Record::Note("vu".into())]);
    assert!(!done(&store, 1), "a note is no call");
    let act = record(&mut store, monday(), 2, 1, vec![call(now(monday(), 2), Outcome::NoAnswer)]).act;
    assert!(done(&store, 1));
    execute(&mut store, now(monday(), 3), &command(3, 1, None, What::Undo(act))).unwrap();
    assert!(!done(&store, 1));
    let paid = [payment("D002", "P9", monday(), 130_000, ""), payment("D003", "P9", monday(), 100, "")];
    load(&mut store, now(monday(), 4), "bank", &paid).unwrap();
    let lines = list(&store, monday()).1;
    let paid: Vec<(CaseId, bool)> = lines.iter().map(|line| (line.ranked.case, line.done)).collect();
    assert!(paid.contains(&(CaseId(2), true)) && paid.contains(&(CaseId(3), false)), "{paid:?}");
    let three = lines.iter().find(|line| line.ranked.case == CaseId(3)).unwrap();
    assert_eq!(three.open, [euros(129_900)].into_iter().collect(), "as it stands now");
}

#[test]
fn a_list_belongs_to_its_collector_and_a_call_back_to_whom_it_was_agreed_with() {
    let mut store = in_memory(3);
    let callback =
        Record::Callback { at: now(tuesday(), 0).at, due_on: tuesday(), whom: Some("omar".parse().unwrap()) };
    record(&mut store, monday(), 1, 2, vec![callback]);
    close(&mut store, monday());
    let generation = store.generation_for(tuesday()).unwrap().unwrap();
    let of = |login: &str| {
        let login = login.parse().unwrap();
        let lines = store.queue(generation.number, Some(&login), 0, 9, tuesday()).unwrap();
        assert_eq!(store.queue_length(&generation, Some(&login)).unwrap() as usize, lines.len());
        lines.iter().map(|line| (line.rank, line.ranked.case.0)).collect::<Vec<_>>()
    };
    assert_eq!(of("omar"), [(1, 2)]);
    assert_eq!(of("mia"), [(1, 1), (2, 3)]);
    let page = store.queue(generation.number, Some(&"mia".parse().unwrap()), 1, 1, tuesday()).unwrap();
    assert_eq!((page.len(), page[0].rank, page[0].ranked.case), (1, 2, CaseId(3)));
}

#[test]
fn a_close_that_was_stopped_leaves_nothing_half_visible_and_can_be_started_again() {
    let mut store = in_memory(5);
    close(&mut store, monday().plus(-3));
    let before = printed(&store, monday());
    let mut stopped = Alone { stop_after: Some(0), ..Alone::default() };
    let error = try_close(&mut store, monday(), None, &mut stopped).unwrap_err();
    assert!(matches!(error, DayError::Stopped), "{error}");
    assert!(store.generation_for(tuesday()).unwrap().is_none());
    assert_eq!(store.task(CLOSE_DAY).unwrap(), None);
    assert_eq!(printed(&store, monday()), before);
    let done = close(&mut store, monday());
    assert_eq!((done.queued, done.orphans), (5, 0));
    assert_eq!(faults(&store), Vec::<String>::new());
}

#[test]
fn two_do_not_close_at_once_and_a_dead_one_is_replaced() {
    let mut store = in_memory(2);
    let other = Task {
        name: CLOSE_DAY.into(),
        login: "omar".parse().unwrap(),
        host: "there".into(),
        process: 9,
        since: Instant(0),
        renewed_at: Instant(0),
        done: 1,
        total: 2,
    };
    assert_eq!(store.take_task(&other, &|_| false).unwrap(), None);
    let error = try_close(&mut store, monday(), None, &mut Alone::default()).unwrap_err();
    let DayError::BeingClosed(holder) = error else { panic!("{error}") };
    assert_eq!(*holder, other);
    assert!(store.latest_generation().unwrap().is_none());
    let mut gone = Alone { gone: true, ..Alone::default() };
    assert_eq!(try_close(&mut store, monday(), None, &mut gone).unwrap().queued, 2);
    assert!(!store.renew_task(&other).unwrap(), "what was taken over is told so");
    store.take_task(&other, &|_| false).unwrap();
    let mut later = Alone { signs: 31, ..Alone::default() };
    assert!(try_close(&mut store, tuesday(), None, &mut later).is_ok(), "no sign of life for a minute");
}

#[test]
fn a_day_to_come_or_one_before_the_last_close_is_not_closed() {
    let mut store = in_memory(1);
    close(&mut store, monday());
    let to_come = try_close(&mut store, monday(), Some(tuesday()), &mut Alone::default()).unwrap_err();
    assert!(matches!(to_come, DayError::NotYet(day) if day == tuesday()));
    let gone = try_close(&mut store, tuesday(), Some(monday().plus(-1)), &mut Alone::default()).unwrap_err();
    assert!(matches!(gone, DayError::ClosedLater { last, .. } if last == monday()));
}

#[test]
fn old_lists_are_dropped_and_those_of_the_last_month_stay() {
    let mut store = in_memory(2);
    for week in 0..8 {
        for days in 0..5 {
            close(&mut store, monday().plus(week * 7 + days));
        }
    }
    let kept = (0..60).filter(|days| store.generation_for(monday().plus(*days)).unwrap().is_some()).count();
    assert_eq!(i64::try_from(kept), Ok(relance::store::old_lists::DAYS_KEPT_MAX));
    assert_eq!(store.standing(1, CaseId(1)).unwrap(), Standing::Absent);
    let newest = store.latest_generation().unwrap().unwrap().number;
    assert!(matches!(store.standing(newest, CaseId(1)).unwrap(), Standing::Queued(_, _)));
}

#[test]
fn a_merged_case_is_left_out_and_its_debt_is_called_for_in_the_other() {
    let mut store = in_memory(2);
    execute(&mut store, now(monday(), 1), &command(1, 1, None, What::Merge { into: CaseId(2) })).unwrap();
    let done = close(&mut store, monday());
    assert_eq!((done.queued, done.orphans), (1, 0));
    assert_eq!(left_out(&store, tuesday(), CaseId(1)).unwrap().0, Exclusion::Merged);
    assert_eq!(line(&store, tuesday(), CaseId(2)).unwrap().value, euros(260_000));
}

#[test]
fn the_orphan_count_finds_a_case_that_the_lists_forgot() {
    let mut store = in_memory(2);
    let generation = close(&mut store, monday()).generation;
    let rows = [debtor("D9", "Nouvelle"), invoice("D9", "F9", monday().plus(-9), 9_000)];
    load(&mut store, now(monday(), 9), "late", &rows).unwrap();
    assert_eq!(store.night_orphans(generation).unwrap(), 0, "not derived yet");
    record(&mut store, monday(), 9, 3, vec![Record::Note("nouveau".into())]);
    assert_eq!(store.night_orphans(generation).unwrap(), 1);
    assert_eq!(close(&mut store, monday()).orphans, 0);
}

#[test]
fn a_close_adopts_the_texts_of_the_house_once_and_its_list_names_them() {
    let text = |kind, text: &str| HouseText { kind, name: "house.toml".into(), text: text.into() };
    let mut house = [text(HouseKind::Config, "minimum = 5\n"), text(HouseKind::Card, "name = 'own'\n")];
    let mut store = in_memory(3);
    let book = |store: &Store| -> Vec<_> {
        let all = store.journal(None, 100).unwrap().into_iter();
        let mut book: Vec<_> = all.filter(|entry| entry.stream == Stream::Book).collect();
        // The clock stands still: acts of one instant come in no order.
        book.sort_by_key(|entry| entry.seq);
        book
    };
    let versions = |store: &Store| store.latest_kept().unwrap().unwrap().versions.lines().last().unwrap().to_owned();
    let close = |store: &mut Store, today: Day, house: &[HouseText]| {
        close_by(store, today, None, house, &mut Alone::default()).unwrap()
    };
    let first = close(&mut store, monday(), &house);
    let said: Vec<_> = book(&store).into_iter().map(|entry| (entry.seq, entry.event, entry.day)).collect();
    assert_eq!(said, [(1, "config-adopted".into(), tuesday()), (2, "card-adopted".into(), tuesday())]);
    assert_eq!(versions(&store), "config=1 card=2");
    let again = close(&mut store, monday(), &house);
    assert!(again.unchanged && again.seal == first.seal);

    house[0].text.push_str("# for the new year\n");
    let changed = close(&mut store, monday(), &house);
    assert!(!changed.unchanged && changed.generation == 2 && changed.seal != first.seal);
    assert!(close(&mut store, monday(), &house).unchanged);
    close(&mut store, tuesday(), &house);
    let entries = book(&store);
    assert_eq!((entries.len(), entries[2].event.as_str()), (3, "config-adopted"));
    let adopted = entries[2].adopted.clone().unwrap();
    assert_eq!((adopted.text.as_str(), adopted.applies_from), (house[0].text.as_str(), tuesday()));
    assert_eq!(adopted.sha256.len(), 64);
    assert_eq!(versions(&store), "config=3 card=2");
    assert_eq!(faults(&store), Vec::<String>::new());
}
