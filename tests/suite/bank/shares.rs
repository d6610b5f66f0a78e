//! One line of the bank for several debtors: each is given a share, the rest waits, and a return takes every share back.
//! What never lives here: the picking box (see `reconcile`).

use relance::domain::bank::BankLine;
use relance::domain::command::{Refusal, What};
use relance::domain::matching::{pay, take};
use relance::domain::values::{ActId, CaseId, Day};
use relance::store::read::Waiting;
use relance::store::{Store, StoreError};

use crate::support::book::{
    bank_line, command, debtor, euros, execute, faults, invoice, load, monday, now, settings, statement, who,
};

/// Two houses of one group: 300 and 200 are owed.
fn book() -> Store {
    let mut store = Store::in_memory(&settings()).unwrap();
    let due = monday().plus(-30);
    let rows = [
        debtor("KER", "Kermadec SARL"),
        debtor("TYC", "Ty-Coz SA"),
        invoice("KER", "K-1", due, 30_000),
        invoice("TYC", "T-1", due, 20_000),
    ];
    load(&mut store, now(monday(), 0), "f", &rows).unwrap();
    store
}

fn case(store: &Store, reference: &str) -> CaseId {
    store.resolve(reference).unwrap().unwrap()
}

fn open(store: &Store, day: Day) -> (i64, i64) {
    let of = |reference: &str| {
        let state = store.case(case(store, reference), day).unwrap();
        let waits: i64 = state.balance.unallocated.iter().map(|money| money.minor).sum();
        state.items.iter().map(|item| item.open_minor).sum::<i64>() - waits
    };
    (of("KER"), of("TYC"))
}

fn line() -> BankLine {
    BankLine { end_to_end: "G-1".into(), ..bank_line("g1", monday().plus(-3), 50_000, "VIR GROUPE ARMOR") }
}

fn waiting(store: &Store, key: &str) -> Option<Waiting> {
    store.waiting_line(now(monday(), 1), key).unwrap()
}

/// Gives somebody a share of the line; what they are given is what they owe.
fn give(store: &mut Store, number: u32, reference: &str, cents: i64) -> Result<ActId, StoreError> {
    let share = BankLine { amount: euros(cents), ..line() };
    let case = case(store, reference);
    let done = execute(
        store,
        now(monday(), i64::from(number)),
        &command(number.into(), case.0, None, What::Record(pay(&share, vec![]))),
    )?;
    Ok(done.act)
}

fn refused<T: std::fmt::Debug>(done: Result<T, StoreError>) -> Refusal {
    match done {
        Err(StoreError::Refused(refusal)) => refusal,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_line_is_shared_out_to_the_cent_and_never_beyond() {
    let (mut store, day) = (book(), monday());
    assert_eq!(statement(&mut store, day, &[line()]).waiting, 1);
    let first = give(&mut store, 1, "KER", 30_000).unwrap();
    let left = waiting(&store, "g1").unwrap();
    assert_eq!((left.line.amount, left.whole), (euros(20_000), euros(50_000)));
    let given: Vec<_> = left.given.iter().map(|g| (g.reference.as_str(), g.amount)).collect();
    assert_eq!(given, [("KER", euros(30_000))]);
    assert_eq!(left.proposals.first().map(|one| one.reference.as_str()), Some("TYC"), "what is left is what they owe");
    assert_eq!(refused(give(&mut store, 2, "TYC", 20_001)), Refusal::BeyondLine { left: euros(20_000) });
    give(&mut store, 3, "TYC", 20_000).unwrap();
    assert_eq!((open(&store, day), waiting(&store, "g1")), ((0, 0), None));
    assert_eq!(refused(give(&mut store, 4, "TYC", 1)), Refusal::AlreadySettled);
    let again = statement(&mut store, day, &[line()]);
    assert_eq!((again.unchanged, again.batch), (1, None));
    assert_eq!(faults(&store), Vec::<String>::new());
    // one share taken back: the other stands
    let ker = case(&store, "KER");
    let undo = command(5, ker.0, None, What::Undo(first));
    let undone = execute(&mut store, now(day, 5), &undo).unwrap().act;
    assert_eq!((open(&store, day), waiting(&store, "g1").unwrap().line.amount), ((30_000, 0), euros(30_000)));
    execute(&mut store, now(day, 6), &command(6, ker.0, None, What::Undo(undone))).unwrap();
    assert_eq!((open(&store, day), waiting(&store, "g1")), ((0, 0), None));
    assert_eq!(faults(&store), Vec::<String>::new());
}

#[test]
fn what_a_person_began_to_share_out_no_search_ends_and_the_rest_may_be_nobodys() {
    let (mut store, day) = (book(), monday());
    let known = BankLine { payer: "Kermadec".into(), ..line() };
    statement(&mut store, day, &[known]);
    give(&mut store, 1, "KER", 30_000).unwrap();
    let again = again(&mut store, day);
    assert_eq!((again.matched, again.waiting), (0, 0));
    assert_eq!(waiting(&store, "g1").unwrap().line.amount, euros(20_000));
    store.set_aside(&who("mia"), now(day, 2), "g1", "the group's insurance").unwrap();
    assert_eq!((waiting(&store, "g1"), open(&store, day)), (None, (0, 20_000)));
    assert_eq!(refused(give(&mut store, 3, "TYC", 20_000)), Refusal::AlreadySettled);
    assert_eq!(faults(&store), Vec::<String>::new());
    store.take_line_back(&who("mia"), now(day, 4), "g1").unwrap();
    give(&mut store, 5, "TYC", 20_000).unwrap();
    assert_eq!((waiting(&store, "g1"), open(&store, day)), (None, (0, 0)));
    assert_eq!(faults(&store), Vec::<String>::new());
}

fn again(store: &mut Store, day: Day) -> relance::store::bank::BankSummary {
    crate::support::book::match_again(store, day)
}

#[test]
fn a_return_takes_back_every_share_and_the_last_one_tells_the_fee() {
    let (mut store, day) = (book(), monday());
    statement(&mut store, day, &[line()]);
    give(&mut store, 1, "KER", 30_000).unwrap();
    give(&mut store, 2, "TYC", 20_000).unwrap();
    let back = BankLine { end_to_end: "G-1".into(), ..bank_line("r1", day, -51_200, "REJET") };
    assert_eq!(statement(&mut store, day, &[back]).waiting, 1, "a person says so for each");
    let (ker, tyc) = (case(&store, "KER"), case(&store, "TYC"));
    let one = waiting(&store, "r1").unwrap();
    let shares = |one: &Waiting| -> Vec<(CaseId, i64)> {
        one.proposals.iter().map(|p| (p.proposal.case, p.proposal.back.as_ref().unwrap().amount.minor)).collect()
    };
    assert_eq!(shares(&one), [(ker, 30_000), (tyc, 20_000)]);
    let records = take(&one.line, &one.proposals[0].proposal);
    execute(&mut store, now(day, 3), &command(3, ker.0, None, What::Record(records))).unwrap();
    assert_eq!(open(&store, day), (30_000, 0));
    let rest = waiting(&store, "r1").unwrap();
    assert_eq!((rest.line.amount, shares(&rest)), (euros(-21_200), vec![(tyc, 20_000)]));
    let records = take(&rest.line, &rest.proposals[0].proposal);
    let act = execute(&mut store, now(day, 4), &command(4, tyc.0, None, What::Record(records))).unwrap().act;
    assert_eq!((open(&store, day), waiting(&store, "r1")), ((30_000, 20_000), None));
    let fees = |store: &Store, case| store.case(case, day).unwrap().returns.iter().map(|r| r.fee).collect::<Vec<_>>();
    assert_eq!((fees(&store, ker), fees(&store, tyc)), (vec![None], vec![Some(euros(1_200))]));
    assert_eq!(faults(&store), Vec::<String>::new());
    execute(&mut store, now(day, 5), &command(5, tyc.0, None, What::Undo(act))).unwrap();
    assert_eq!((open(&store, day), waiting(&store, "r1").unwrap().line.amount), ((30_000, 0), euros(-21_200)));
    assert_eq!(faults(&store), Vec::<String>::new());
}
