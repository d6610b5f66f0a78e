//! The first door: one act in one transaction, the same act twice, stale forms, clocks, leases, merges, what was known when.
//! What never lives here: the rules themselves (see the tests of the domain).

use relance::domain::codes::{Outcome, Role};
use relance::domain::command::{Refusal, What};
use relance::domain::event::Event;
use relance::domain::person::Person;
use relance::domain::values::{CaseId, Currency, Login};
use relance::store::{StoreError, Stream};

use crate::support::book::{
    call, command, debtor, euros, execute, faults, in_memory, invoice, load, monday, note, now, payment, promise,
    undo_batch, who,
};

fn refused(error: StoreError) -> Refusal {
    let StoreError::Refused(refusal) = error else { panic!("{error:?}") };
    refusal
}

#[test]
fn a_saved_call_is_one_act_and_the_same_act_again_changes_nothing() {
    let mut store = in_memory(3);
    let at = now(monday(), 0);
    let what = What::Record(vec![call(at, Outcome::Promise), promise(30_000, monday().plus(3))]);
    let first = execute(&mut store, at, &command(1, 2, None, what.clone())).unwrap();
    assert_eq!(first.entries.len(), 2);
    assert_eq!(first.entries[1].stream, Stream::Case(CaseId(2)));
    assert_eq!((first.entries[1].seq, first.entries[1].event.as_str()), (2, "promise-recorded"));
    let again = execute(&mut store, now(monday(), 900), &command(1, 2, None, what)).unwrap();
    assert_eq!(again, first);
    let state = store.case(CaseId(2), monday()).unwrap();
    assert_eq!(state.promises.len(), 1);
    assert_eq!(state.balance.promised.minor(Currency::EUR), 30_000);
    assert_eq!(store.journal(Some(CaseId(2)), 10).unwrap().len(), 2);
    assert_eq!(faults(&store), Vec::<String>::new());
}

#[test]
fn the_derived_row_says_what_the_facts_say_on_any_later_day() {
    let mut store = in_memory(2);
    execute(&mut store, now(monday(), 0), &command(1, 1, None, What::Record(vec![promise(30_000, monday().plus(3))])))
        .unwrap();
    for days in 0..60 {
        let day = monday().plus(days);
        let fresh = relance::domain::case::CaseRow::from(&store.case(CaseId(1), day).unwrap());
        assert_eq!(store.case_row(CaseId(1), day).unwrap(), fresh, "{day}");
    }
}

#[test]
fn a_refusal_writes_nothing() {
    let mut store = in_memory(1);
    let too_much = What::Record(vec![promise(99_000_000, monday().plus(3))]);
    let refusal = refused(execute(&mut store, now(monday(), 0), &command(1, 1, None, too_much)).unwrap_err());
    assert!(matches!(refusal, Refusal::AboveOpen { .. }), "{refusal:?}");
    let missing = refused(execute(&mut store, now(monday(), 0), &command(2, 99, None, note("a"))).unwrap_err());
    assert_eq!(missing, Refusal::NoSuchCase(CaseId(99)));
    assert!(store.journal(None, 10).unwrap().is_empty());
}

#[test]
fn a_stale_form_is_refused_and_told_by_whom() {
    let mut store = in_memory(1);
    let seen = store.case(CaseId(1), monday()).unwrap().rev;
    store.execute(&who("omar"), now(monday(), 0), &Default::default(), &command(1, 1, Some(seen), note("a"))).unwrap();
    let late = refused(execute(&mut store, now(monday(), 1), &command(2, 1, Some(seen), note("b"))).unwrap_err());
    assert_eq!(late, Refusal::Stale { by: Some(Login("omar".into())) });
    assert_eq!(store.journal(Some(CaseId(1)), 10).unwrap().len(), 1);
}

#[test]
fn who_has_a_case_open_finishes_what_they_began_when_it_goes_to_other_hands() {
    let mut store = in_memory(2);
    let give = |store: &mut relance::store::Store, act, case, at| {
        let what = What::Assign { to: Login("mia".into()), until: None, note: String::new() };
        execute(store, now(monday(), at), &command(act, case, None, what)).unwrap();
    };
    for case in [1, 2] {
        store.lease(&who("omar"), "here", now(monday(), 0).at, CaseId(case)).unwrap();
    }
    let seen = |store: &relance::store::Store, case| store.case(CaseId(case), monday()).unwrap().rev;
    let (one, two) = (seen(&store, 1), seen(&store, 2));
    give(&mut store, 1, 1, 0);
    give(&mut store, 2, 2, 0);
    execute(&mut store, now(monday(), 1), &command(3, 2, None, note("b"))).unwrap();
    let omar = |store: &mut relance::store::Store, act, case, rev, what| {
        store.execute(&who("omar"), now(monday(), 2), &Default::default(), &command(act, case, Some(rev), what))
    };
    omar(&mut store, 4, 1, one, What::Record(vec![promise(10_000, monday().plus(3))])).unwrap();
    let late = refused(omar(&mut store, 5, 2, two, note("c")).unwrap_err());
    assert!(matches!(late, Refusal::Stale { .. }), "more than its hands changed: {late:?}");
    assert_eq!(store.case(CaseId(1), monday()).unwrap().owner(), Some(Login("mia".into())));
}

#[test]
fn when_only_the_ledger_moved_the_amounts_decide() {
    let mut store = in_memory(2);
    for case in [1, 2] {
        store.lease(&who("mia"), "here", now(monday(), 0).at, CaseId(case)).unwrap();
    }
    let seen = |store: &relance::store::Store, case| store.case(CaseId(case), monday()).unwrap().rev;
    let (one, two) = (seen(&store, 1), seen(&store, 2));
    // A new phone number of the first, a payment of the second.
    let mut renamed = debtor("D001", "Société 1 Études et Fils");
    if let relance::domain::ledger::LedgerRow::Debtor(row) = &mut renamed {
        row.phones = vec!["0240000000".into()];
    }
    let rows = [renamed, payment("D002", "P900", monday().plus(-1), 10_000, "")];
    load(&mut store, now(monday(), 10), "second", &rows).unwrap();
    assert_ne!(seen(&store, 1), one, "an import raises the revision");
    execute(&mut store, now(monday(), 20), &command(1, 1, Some(one), note("a"))).unwrap();
    let refusal = refused(execute(&mut store, now(monday(), 20), &command(2, 2, Some(two), note("b"))).unwrap_err());
    assert_eq!(refusal, Refusal::Stale { by: None });
    assert_eq!(faults(&store), Vec::<String>::new());
}

#[test]
fn a_clock_a_little_behind_is_borne_and_one_a_day_behind_is_told() {
    let mut store = in_memory(1);
    execute(&mut store, now(monday(), 60_000), &command(1, 1, None, note("a"))).unwrap();
    execute(&mut store, now(monday(), 0), &command(2, 1, None, note("b"))).unwrap();
    let lines = store.journal(Some(CaseId(1)), 10).unwrap();
    assert_eq!(lines[1].recorded_at, lines[0].recorded_at, "never before the last entry");
    let last = lines[1].recorded_at;
    let behind = refused(execute(&mut store, now(monday().plus(-1), 0), &command(3, 1, None, note("c"))).unwrap_err());
    assert_eq!(behind, Refusal::ClockBehind { last });
    assert_eq!(store.last_instant().unwrap(), Some(last));
}

#[test]
fn one_case_in_two_hands_is_told_and_a_forgotten_one_is_free() {
    let mut store = in_memory(1);
    let at = now(monday(), 0).at;
    store.lease(&who("mia"), "here", at, CaseId(1)).unwrap();
    let held = refused(store.lease(&who("omar"), "there", at, CaseId(1)).unwrap_err());
    assert_eq!(held, Refusal::HeldByOther(Login("mia".into())));
    assert_eq!(store.lease_of(at, CaseId(1)).unwrap().map(|lease| lease.login), Some(Login("mia".into())));
    let later = relance::domain::values::Instant(at.0 + 10 * 60_000 + 1);
    assert_eq!(store.lease_of(later, CaseId(1)).unwrap(), None);
    store.lease(&who("omar"), "there", later, CaseId(1)).unwrap();
    store.release_leases(&who("omar"), "there").unwrap();
    assert_eq!(store.lease_of(later, CaseId(1)).unwrap(), None);
}

#[test]
fn merged_cases_count_as_one_and_imports_of_the_old_reference_follow() {
    let mut store = in_memory(2);
    let open = |store: &relance::store::Store, case| {
        store.case_row(CaseId(case), monday()).unwrap().money.iter().map(|money| money.open).sum::<i64>()
    };
    assert_eq!((open(&store, 1), open(&store, 2)), (130_000, 130_000));
    let merged = execute(&mut store, now(monday(), 0), &command(1, 2, None, What::Merge { into: CaseId(1) })).unwrap();
    assert_eq!(merged.entries.len(), 2, "one act, seen on both cases: {:?}", merged.entries);
    assert_eq!((open(&store, 1), open(&store, 2)), (260_000, 0));
    let refusal = refused(execute(&mut store, now(monday(), 1), &command(2, 2, None, note("a"))).unwrap_err());
    assert_eq!(refusal, Refusal::CaseMerged(CaseId(1)));
    load(&mut store, now(monday(), 2), "second", &[invoice("D002", "F900", monday().plus(-1), 7_000)]).unwrap();
    assert_eq!(open(&store, 1), 267_000);
    execute(&mut store, now(monday(), 3), &command(3, 1, None, note("b"))).unwrap();
    assert_eq!(faults(&store), Vec::<String>::new());
    execute(&mut store, now(monday(), 4), &command(4, 2, None, What::Unmerge)).unwrap();
    assert_eq!((open(&store, 1), open(&store, 2)), (130_000, 137_000));
    assert_eq!(faults(&store), Vec::<String>::new());
}

#[test]
fn an_act_moved_to_its_right_case_counts_there_and_an_undone_one_nowhere() {
    let mut store = in_memory(2);
    let promised = |store: &relance::store::Store, case| {
        store.case(CaseId(case), monday()).unwrap().balance.promised.minor(Currency::EUR)
    };
    let made = execute(
        &mut store,
        now(monday(), 0),
        &command(1, 1, None, What::Record(vec![promise(30_000, monday().plus(3))])),
    );
    let act = made.unwrap().act;
    execute(&mut store, now(monday(), 1), &command(2, 1, None, What::Move { act, to: CaseId(2) })).unwrap();
    assert_eq!((promised(&store, 1), promised(&store, 2)), (0, 30_000));
    let undo = command(3, 2, None, What::Undo(act));
    let undone = execute(&mut store, now(monday(), 2), &undo).unwrap().act;
    assert_eq!((promised(&store, 1), promised(&store, 2)), (0, 0));
    execute(&mut store, now(monday(), 3), &command(4, 2, None, What::Undo(undone))).unwrap();
    assert_eq!((promised(&store, 1), promised(&store, 2)), (0, 30_000));
    assert_eq!(faults(&store), Vec::<String>::new());
}

#[test]
fn what_was_known_then_is_told_as_it_was_known() {
    let mut store = in_memory(1);
    let open = |store: &relance::store::Store, known| {
        let facts = store.facts(CaseId(1), known).unwrap();
        relance::domain::case::derive(&facts, monday()).balance.open.minor(Currency::EUR)
    };
    let before = now(monday(), 0).at;
    let paid = [payment("D001", "P900", monday().plus(-2), 30_000, "F001-1")];
    let batch = load(&mut store, now(monday(), 10), "second", &paid).unwrap().batch.unwrap();
    let between = now(monday(), 15).at;
    undo_batch(&mut store, now(monday(), 20), batch).unwrap();
    assert_eq!(open(&store, Some(before)), 130_000);
    assert_eq!(open(&store, Some(between)), 100_000, "a batch undone later was seen then");
    assert_eq!(open(&store, None), 130_000);
    execute(&mut store, now(monday(), 30), &command(1, 1, None, note("a"))).unwrap();
    assert_eq!(store.facts(CaseId(1), Some(between)).unwrap().entries.len(), 0);
    let facts = store.facts(CaseId(1), None).unwrap();
    assert!(matches!(&facts.entries[0].event, Event::NoteWritten { text } if text == "a"));
}

#[test]
fn people_are_named_by_entries_of_their_own() {
    let mut store = in_memory(1);
    let mut person = Person::new(Login("omar".into()), Role::Collector, vec!["omar".into(), "om".into()]);
    store.put_person(&who("mia"), now(monday(), 0), &person).unwrap();
    person.role = Role::Auditor;
    store.put_person(&who("mia"), now(monday(), 1), &person).unwrap();
    assert_eq!(store.people().unwrap(), vec![person]);
    let lines = store.journal(None, 10).unwrap();
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[1].stream, Stream::Person(Login("omar".into())));
    assert_eq!(faults(&store), Vec::<String>::new());
}

#[test]
fn a_day_is_told_by_what_still_stands() {
    let mut store = in_memory(3);
    let at = now(monday(), 0);
    let talk = What::Record(vec![call(at, Outcome::Promise), promise(30_000, monday().plus(3))]);
    execute(&mut store, at, &command(1, 1, None, talk)).unwrap();
    let miss = execute(&mut store, at, &command(2, 2, None, What::Record(vec![call(at, Outcome::NoAnswer)]))).unwrap();
    execute(&mut store, at, &command(3, 3, None, What::Record(vec![call(at, Outcome::NoAnswer)]))).unwrap();
    execute(&mut store, now(monday(), 5), &command(4, 2, None, What::Undo(miss.act))).unwrap();
    let day = store.my_day(&Login("mia".into()), monday()).unwrap();
    assert_eq!((day.calls, day.reached, day.promises), (2, 1, 1));
    assert_eq!(day.promised.minor(Currency::EUR), euros(30_000).minor);
    assert_eq!(store.my_day(&Login("omar".into()), monday()).unwrap(), relance::store::read::MyDay::default());
}

#[test]
fn a_row_dated_later_is_not_in_the_history_yet() {
    let mut store = in_memory(0);
    load(&mut store, now(monday(), 0), "l", &[debtor("D1", "Un"), payment("D1", "R1", monday().plus(3), 100, "")])
        .unwrap();
    let case = store.resolve("D1").unwrap().unwrap();
    let lines = |store: &relance::store::Store, days| store.timeline(case, monday().plus(days), 0, 50).unwrap().1;
    assert_eq!((lines(&store, 0), lines(&store, 2), lines(&store, 3)), (0, 0, 1));
    let view = store.case_view(case, now(monday(), 0), None, 50).unwrap();
    assert_eq!((view.timeline.len(), view.timeline_total), (0, 0));
}
