//! The story the house is built for, on an invented ledger: a list and why; a promise, a dispute, a call-back are
//! recorded; days are closed; the lists of the following days have changed accordingly, and say so.
//! What never lives here: single rules (see the tests of `ranking` and `day`).

use std::collections::BTreeMap;

use relance::day::PromiseCounts;
use relance::domain::codes::{Band, Because, DisputeKind, DisputeReason, Exclusion, Outcome};
use relance::domain::command::{Record, What};
use relance::domain::event::Part;
use relance::domain::values::{CaseId, Day, Instant};
use relance::store::Store;

use crate::support::book::{call, command, euros, execute, faults, now, promise};
use crate::support::days::{close, left_out, line, list, printed};
use crate::support::portfolio::{book, case, friday};

fn record(store: &mut Store, day: Day, act: u64, case: CaseId, records: Vec<Record>) {
    let at = now(day, i64::try_from(act).unwrap());
    execute(store, at, &command(act, case.0, None, What::Record(records))).unwrap();
}

fn part(store: &Store, case: CaseId, day: Day, place: usize) -> Part {
    let state = store.case(case, day).unwrap();
    let item = state.items.iter().filter(|item| item.is_overdue(day)).nth(place).unwrap();
    Part { item: item.key.clone(), amount: euros(item.open_minor) }
}

fn dispute(part: Part) -> Record {
    Record::Dispute {
        kind: DisputeKind::Dispute,
        reason: DisputeReason::Quality,
        parts: vec![part],
        owner: None,
        note: "lot défectueux".into(),
    }
}

#[test]
fn the_first_list_puts_everyone_where_their_facts_say() {
    let mut store = book();
    let done = close(&mut store, friday());
    let monday = friday().plus(3);
    assert_eq!((done.next_day, done.cases, done.orphans), (monday, 40, 0));
    let told: BTreeMap<&str, u64> = done.excluded.iter().map(|(reason, cases)| (reason.name(), *cases)).collect();
    let due = [("below-minimum", 1), ("no-rate", 1), ("nothing-overdue", 4)];
    assert_eq!(told, BTreeMap::from(due));
    assert_eq!(done.queued + told.values().sum::<u64>(), 40);
    let out = |reference: &str| {
        left_out(&store, monday, case(&store, reference)).map(|(why, until)| (why, until.since(monday)))
    };
    assert_eq!(out("P006"), Some((Exclusion::NothingOverdue, 90)), "paid up");
    assert_eq!(out("P007"), Some((Exclusion::NothingOverdue, 8)), "the day after it falls due");
    assert_eq!(out("P009"), Some((Exclusion::NothingOverdue, 18)));
    assert_eq!(out("P014"), Some((Exclusion::NothingOverdue, 90)), "its credit note covers it");
    assert_eq!(out("P008"), Some((Exclusion::BelowMinimum, 90)));
    assert_eq!(out("P012"), Some((Exclusion::NoRate, 1)));
    let at = |reference: &str| {
        line(&store, monday, case(&store, reference)).unwrap_or_else(|| panic!("{reference} is listed"))
    };
    assert_eq!(at("P013").value, euros(90_000), "only the euros have a rate");
    assert_eq!(at("P013").overdue.iter().count(), 2);
    assert_eq!((at("P015").ranked.band, at("P015").days_past_due), (Band::NewCase, 1));
    assert_eq!(at("P033").value, euros(275_000), "a payment of Tuesday does not count on Monday");
    assert_eq!(
        at("P020").ranked.reasons.iter().filter(|reason| reason.fact == 12).count(),
        1,
        "twelve invoices overdue"
    );
    let on_time = at("P016").ranked;
    assert!(
        at("P017").ranked.probability_ppm > on_time.probability_ppm + 200_000,
        "always late is likelier to stay unpaid"
    );
    assert_eq!(at("P022").ranked.collector, None);
}

/// What the three were like on Monday, before anything was recorded.
struct Three {
    promises: CaseId,
    disputes: CaseId,
    called_back: CaseId,
}

impl Three {
    fn of(store: &Store) -> Self {
        Self { promises: case(store, "P001"), disputes: case(store, "P002"), called_back: case(store, "P003") }
    }
}

fn monday() -> Day {
    friday().plus(3)
}

/// Monday: a promise of all that is overdue for Thursday, a dispute over one of two invoices, a call-back for Wednesday.
fn monday_morning(store: &mut Store, three: &Three) {
    let all =
        store.case(three.promises, monday()).unwrap().balance.overdue.minor(relance::domain::values::Currency::EUR);
    let promised = vec![call(now(monday(), 1), Outcome::Promise), promise(all, monday().plus(3))];
    record(store, monday(), 1, three.promises, promised);
    let disputed = part(store, three.disputes, monday(), 0);
    record(store, monday(), 2, three.disputes, vec![call(now(monday(), 2), Outcome::Dispute), dispute(disputed)]);
    let wednesday = monday().plus(2);
    let callback = Record::Callback { at: at_half_past_ten(wednesday), due_on: wednesday, whom: None };
    record(store, monday(), 3, three.called_back, vec![call(now(monday(), 3), Outcome::CallBackRequested), callback]);
}

fn at_half_past_ten(day: Day) -> Instant {
    Instant(now(day, 0).at.0 + 5_400_000)
}

#[test]
fn what_is_recorded_on_monday_changes_the_lists_of_the_days_after() {
    let mut store = book();
    close(&mut store, friday());
    let three = Three::of(&store);
    for (case, band) in [(three.promises, Band::Index), (three.disputes, Band::Index), (three.called_back, Band::Index)]
    {
        assert_eq!(line(&store, monday(), case).unwrap().ranked.band, band);
    }
    monday_morning(&mut store, &three);
    let done: Vec<CaseId> = list(&store, monday()).1.iter().filter(|l| l.done).map(|l| l.ranked.case).collect();
    assert_eq!(done.len(), 3, "Monday's list shows the three as done: {done:?}");

    close(&mut store, monday());
    let tuesday = monday().plus(1);
    // Due on Thursday: looked at again on Friday, for a check call. Two working days of grace: Friday and Monday.
    assert_eq!(left_out(&store, tuesday, three.promises), Some((Exclusion::OpenPromise, monday().plus(4))));
    assert_eq!(left_out(&store, tuesday, three.disputes), Some((Exclusion::RestAfterContact, monday().plus(5))));
    assert_eq!(left_out(&store, tuesday, three.called_back), Some((Exclusion::FutureCallback, monday().plus(2))));

    close(&mut store, tuesday);
    let wednesday = monday().plus(2);
    let called = line(&store, wednesday, three.called_back).unwrap();
    assert_eq!((called.rank, called.ranked.band, called.because), (1, Band::CallbackDue, Because::CallbackDue));
    assert_eq!(called.ranked.call_at, Some(at_half_past_ten(wednesday)));
    record(&mut store, wednesday, 4, three.called_back, vec![call(now(wednesday, 4), Outcome::NoAnswer)]);
    close(&mut store, wednesday);
    let thursday = monday().plus(3);
    let rests = Some((Exclusion::RestAfterContact, monday().plus(5)));
    assert_eq!(left_out(&store, thursday, three.called_back), rests, "the call-back was made; the talk was on Monday");

    close(&mut store, thursday);
    let counts = close(&mut store, monday().plus(4)).promises;
    assert_eq!(counts, PromiseCounts::default(), "still in its grace");
    let weekday = Some((Exclusion::SameWeekday, monday().plus(8)));
    assert_eq!(left_out(&store, monday().plus(7), three.disputes), weekday, "rested, but it was a Monday last time");
    let second = part(&store, three.disputes, monday().plus(7), 1);
    record(&mut store, monday().plus(7), 5, three.disputes, vec![dispute(second)]);

    let counts = close(&mut store, monday().plus(7)).promises;
    assert_eq!(counts, PromiseCounts { broken: 1, ..PromiseCounts::default() });
    let next_tuesday = monday().plus(8);
    let broken = line(&store, next_tuesday, three.promises).unwrap();
    assert_eq!((broken.rank, broken.ranked.band, broken.because), (1, Band::PromiseBroken, Because::PromiseBroke));
    assert_eq!(broken.value, euros(2_465_000));
    assert_eq!(left_out(&store, next_tuesday, three.disputes).unwrap().0, Exclusion::Disputed, "all of it by now");
    assert_eq!(faults(&store), Vec::<String>::new());
}

#[test]
fn nobody_is_lost_on_any_day_and_the_same_days_give_the_same_lists() {
    let told = || {
        let mut store = book();
        close(&mut store, friday());
        let three = Three::of(&store);
        monday_morning(&mut store, &three);
        let mut told = String::new();
        for days in (0..5).chain(7..12).chain([14]) {
            let done = close(&mut store, monday().plus(days));
            let out: u64 = done.excluded.values().sum();
            assert_eq!((done.orphans, done.queued + out), (0, 40), "{}", done.closed);
            told.push_str(&printed(&store, done.next_day));
        }
        told
    };
    assert_eq!(told(), told());
}

#[test]
fn days_without_a_close_end_in_the_same_list_as_days_with_one() {
    let end = monday().plus(7);
    let list_after = |every_day: bool| {
        let mut store = book();
        close(&mut store, friday());
        let three = Three::of(&store);
        monday_morning(&mut store, &three);
        if every_day {
            (0..7).for_each(|days| drop(close(&mut store, monday().plus(days))));
        }
        let next = close(&mut store, end).next_day;
        list(&store, next).1.into_iter().map(|line| (line.rank, line.ranked, line.value)).collect::<Vec<_>>()
    };
    assert_eq!(list_after(true), list_after(false));
}
