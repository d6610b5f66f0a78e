//! Money that went back finds the payment it takes back; where several fit it waits, a person says which, and may be wrong.
//! What never lives here: file formats.

use relance::domain::bank::{BANK_KEY, BankLine};
use relance::domain::codes::Role;
use relance::domain::command::{Refusal, What};
use relance::domain::event::Who;
use relance::domain::matching::{Why, pay, take};
use relance::domain::values::{CaseId, Day};
use relance::store::read::Waiting;
use relance::store::{Store, StoreError};

use crate::support::book::{
    bank_line, command, debtor, execute, faults, invoice, load, monday, now, settings, statement, trial, undo_batch,
    who,
};

/// Orval owes two rents of 200 and a bill of 500; Kermadec owes 200.
fn book() -> Store {
    let mut store = Store::in_memory(&settings()).unwrap();
    let due = monday().plus(-60);
    let rows = [
        debtor("ORV", "Orval SCI"),
        debtor("KER", "Kermadec SARL"),
        invoice("ORV", "L-2026-01", due, 20_000),
        invoice("ORV", "L-2026-02", due.plus(30), 20_000),
        invoice("ORV", "F-2026-77", due.plus(40), 50_000),
        invoice("KER", "F-2026-88", due, 20_000),
    ];
    load(&mut store, now(monday(), 0), "f", &rows).unwrap();
    store
}

fn case(store: &Store, reference: &str) -> CaseId {
    store.resolve(reference).unwrap().unwrap()
}

fn open(store: &Store, case: CaseId, number: &str, day: Day) -> i64 {
    let state = store.case(case, day).unwrap();
    state.items.iter().find(|item| item.key.number == number).unwrap().open_minor
}

fn debit(key: &str, on: Day, text: &str, end_to_end: &str) -> BankLine {
    BankLine { end_to_end: end_to_end.into(), payer: "ORVAL".into(), ..bank_line(key, on, 20_000, text) }
}

fn returned(key: &str, on: Day, text: &str, end_to_end: &str) -> BankLine {
    BankLine { end_to_end: end_to_end.into(), ..bank_line(key, on, -20_000, text) }
}

fn waiting(store: &Store, key: &str) -> Option<Waiting> {
    store.waiting_line(now(monday(), 1), key).unwrap()
}

/// Two debits of the same amount, a month apart.
fn two_debits(store: &mut Store) {
    let day = monday();
    let lines =
        [debit("p1", day.plus(-40), "LOYER L-2026-01", "E-1"), debit("p2", day.plus(-10), "LOYER L-2026-02", "E-2")];
    assert_eq!(statement(store, day, &lines).matched, 2);
}

#[test]
fn the_reference_says_which_of_two_equal_payments_went_back() {
    let mut store = book();
    let (orv, day) = (case(&store, "ORV"), monday());
    two_debits(&mut store);
    let summary = statement(&mut store, day, &[returned("r1", day.plus(-5), "REJET", "E-1")]);
    assert_eq!((summary.returned, summary.waiting), (1, 0));
    assert_eq!((open(&store, orv, "L-2026-01", day), open(&store, orv, "L-2026-02", day)), (20_000, 0));
    assert_eq!(faults(&store), Vec::<String>::new());
}

#[test]
fn where_two_payments_fit_a_person_says_which_and_may_take_it_back() {
    let mut store = book();
    let (orv, day) = (case(&store, "ORV"), monday());
    two_debits(&mut store);
    let mut odd = returned("r1", day.plus(-5), "IMPAYE", "");
    odd.payer = "ORVAL SCI".into();
    assert_eq!(statement(&mut store, day, &[odd]).waiting, 1);
    let one = waiting(&store, "r1").unwrap();
    let keys: Vec<_> = one.proposals.iter().map(|p| (p.proposal.why, p.proposal.back.clone().unwrap().key)).collect();
    assert_eq!(keys, [(Why::PayerName, "bank:p2".to_owned()), (Why::PayerName, "bank:p1".to_owned())]);
    let what = What::Record(take(&one.line, &one.proposals[1].proposal));
    let act = execute(&mut store, now(day, 2), &command(1, orv.0, None, what.clone())).unwrap().act;
    assert_eq!((open(&store, orv, "L-2026-01", day), open(&store, orv, "L-2026-02", day)), (20_000, 0));
    assert_eq!(open(&store, orv, "L-2026-01", day.plus(-6)), 0, "it was paid until then");
    assert!(waiting(&store, "r1").is_none());
    let again = execute(&mut store, now(day, 3), &command(2, orv.0, None, what));
    assert!(matches!(again, Err(StoreError::Refused(Refusal::AlreadySettled))), "{again:?}");
    assert_eq!(faults(&store), Vec::<String>::new());
    execute(&mut store, now(day, 4), &command(3, orv.0, None, What::Undo(act))).unwrap();
    assert_eq!(open(&store, orv, "L-2026-01", day), 0);
    assert!(waiting(&store, "r1").is_some());
    assert_eq!(faults(&store), Vec::<String>::new());
}

/// What is open of the rents, what waits on account, the returns with their fees.
fn standing(store: &Store, day: Day) -> (i64, i64, i64, Vec<(i64, Option<i64>)>) {
    let orv = case(store, "ORV");
    let state = store.case(orv, day).unwrap();
    let unallocated = state.balance.unallocated.iter().map(|money| money.minor).sum();
    let returns = state.returns.iter().map(|r| (r.amount.minor, r.fee.map(|fee| fee.minor))).collect();
    (open(store, orv, "L-2026-01", day), open(store, orv, "L-2026-02", day), unallocated, returns)
}

#[test]
fn what_a_bank_keeps_for_a_return_is_told_and_is_nobodys_debt() {
    let mut store = book();
    let (orv, day) = (case(&store, "ORV"), monday());
    two_debits(&mut store);
    let with_fee = |key: &str, fee: i64, text: &str, end_to_end: &str| BankLine {
        amount: crate::support::book::euros(-20_000 - fee),
        ..returned(key, day.plus(-5), text, end_to_end)
    };
    assert_eq!(statement(&mut store, day, &[with_fee("r0", 5_001, "REJET", "E-1")]).waiting, 1, "no fee is so high");
    let summary = statement(&mut store, day, &[with_fee("r1", 1_500, "REJET", "E-1")]);
    assert_eq!((summary.returned, summary.waiting), (1, 0));
    assert_eq!(standing(&store, day), (20_000, 0, 0, vec![(20_000, Some(1_500))]));
    let state = store.case(orv, day).unwrap();
    let (issued, paid) = (90_000, 20_000);
    assert_eq!(state.items.iter().map(|item| item.open_minor).sum::<i64>(), issued - paid);
    assert_eq!(faults(&store), Vec::<String>::new());
    // a person says so where only the name does
    let mut odd = with_fee("r2", 900, "IMPAYE", "");
    odd.payer = "ORVAL SCI".into();
    assert_eq!(statement(&mut store, day, &[odd]).waiting, 1);
    let one = waiting(&store, "r2").unwrap();
    let proposal = &one.proposals[0].proposal;
    assert_eq!(proposal.back.as_ref().map(|paid| (paid.key.as_str(), paid.amount.minor)), Some(("bank:p2", 20_000)));
    let what = What::Record(take(&one.line, proposal));
    let act = execute(&mut store, now(day, 2), &command(1, orv.0, None, what)).unwrap().act;
    assert_eq!(standing(&store, day), (20_000, 20_000, 0, vec![(20_000, Some(900)), (20_000, Some(1_500))]));
    assert_eq!(faults(&store), Vec::<String>::new());
    execute(&mut store, now(day, 3), &command(2, orv.0, None, What::Undo(act))).unwrap();
    assert_eq!(standing(&store, day), (20_000, 0, 0, vec![(20_000, Some(1_500))]));
}

#[test]
fn a_return_finds_its_payment_whatever_comes_first_and_in_whatever_files() {
    let day = monday();
    let paid = debit("p1", day.plus(-20), "LOYER L-2026-01", "E-1");
    let back = returned("r1", day.plus(-15), "REJET", "E-1");
    let again = debit("p2", day.plus(-9), "LOYER L-2026-01", "E-2");
    let [p, r, a] = [paid, back, again];
    let files: [Vec<Vec<BankLine>>; 8] = [
        vec![vec![p.clone()], vec![r.clone()], vec![a.clone()]],
        vec![vec![p.clone(), r.clone(), a.clone()]],
        vec![vec![r.clone(), p.clone(), a.clone()]],
        vec![vec![p.clone(), a.clone(), r.clone()]],
        vec![vec![r.clone()], vec![p.clone()], vec![a.clone()]],
        vec![vec![r.clone()], vec![p.clone(), a.clone()]],
        vec![vec![r.clone(), p.clone()], vec![a.clone()]],
        vec![vec![p], vec![r, a]],
    ];
    for (at, files) in files.iter().enumerate() {
        let mut store = book();
        for lines in files {
            statement(&mut store, day, lines);
            assert_eq!(faults(&store), Vec::<String>::new());
        }
        assert_eq!(standing(&store, day), (0, 20_000, 0, vec![(20_000, None)]), "{at}");
        assert_eq!(standing(&store, day.plus(-12)).0, 20_000, "{at}: between the return and the second payment");
        assert_eq!(store.waiting(now(day, 1), 0, 10).unwrap().1, 0, "{at}");
        for lines in files {
            assert_eq!(statement(&mut store, day, lines).batch, None, "{at}: known");
        }
    }
}

#[test]
fn a_statement_is_not_taken_back_beneath_a_later_one_that_rests_on_it() {
    let (mut store, day) = (book(), monday());
    let first = statement(&mut store, day, &[returned("r1", day.plus(-15), "REJET", "E-1")]).batch.unwrap();
    let paid = debit("p1", day.plus(-20), "LOYER L-2026-01", "E-1");
    let second = statement(&mut store, day, std::slice::from_ref(&paid)).batch.unwrap();
    assert_eq!(standing(&store, day), (20_000, 20_000, 0, vec![(20_000, None)]));
    let refused = undo_batch(&mut store, now(day, 3), first);
    let rests = Refusal::BatchRestsOnIt { batch: second };
    assert!(matches!(&refused, Err(StoreError::Refused(refusal)) if *refusal == rests), "{refused:?}");
    undo_batch(&mut store, now(day, 4), second).unwrap().unwrap();
    assert!(waiting(&store, "r1").is_some());
    undo_batch(&mut store, now(day, 5), first).unwrap().unwrap();
    assert_eq!(statement(&mut store, day, &[paid]).matched, 1);
    assert_eq!(standing(&store, day), (0, 20_000, 0, vec![]));
    assert_eq!(faults(&store), Vec::<String>::new());
}

#[test]
fn a_trial_tells_of_a_return_what_the_import_will_do() {
    let day = monday();
    let lines = [
        returned("r1", day.plus(-15), "REJET", "E-1"),
        debit("p1", day.plus(-20), "LOYER L-2026-01", "E-1"),
        debit("p2", day.plus(-9), "LOYER L-2026-01", "E-2"),
    ];
    let mut store = book();
    let tried = trial(&mut store, day, &lines);
    assert_eq!((tried.batch, tried.matched, tried.returned, tried.waiting), (None, 2, 1, 0));
    let done = statement(&mut store, day, &lines);
    assert_eq!((done.matched, done.returned, done.waiting), (2, 1, 0));
}

#[test]
fn a_mandate_leads_to_its_only_payment_of_the_amount_and_no_further() {
    let (mut store, day) = (book(), monday());
    let under = |line: BankLine, mandate: &str| BankLine { mandate: mandate.into(), payer: "ORVAL".into(), ..line };
    let first = under(debit("p1", day.plus(-40), "LOYER L-2026-01", "E-1"), "M-7");
    statement(&mut store, day, &[first, debit("p2", day.plus(-10), "LOYER L-2026-02", "E-2")]);
    let back = BankLine { payer: "?".into(), ..under(returned("r1", day.plus(-5), "IMPAYE", ""), "M-7") };
    assert_eq!(statement(&mut store, day, &[back]).returned, 1);
    assert_eq!(standing(&store, day), (20_000, 0, 0, vec![(20_000, None)]));
    // two under one mandate: a person says which, the latest first
    let more = [("p3", 3, "E-3"), ("p4", 2, "E-4")]
        .map(|(key, ago, end)| under(debit(key, day.plus(-ago), "LOYER L-2026-01", end), "M-7"));
    for line in more {
        statement(&mut store, day, std::slice::from_ref(&line));
        let on_case = case(&store, "ORV");
        if let Some(one) = waiting(&store, &line.reference) {
            let what = What::Record(pay(&one.line, vec![]));
            execute(&mut store, now(day, 5), &command(9, on_case.0, None, what)).unwrap();
        }
    }
    let back = BankLine { payer: "?".into(), ..under(returned("r2", day, "IMPAYE", ""), "M-7") };
    assert_eq!(statement(&mut store, day, &[back]).waiting, 1);
    let found = waiting(&store, "r2").unwrap().proposals;
    let told: Vec<_> = found.iter().map(|p| (p.proposal.why, p.proposal.back.as_ref().unwrap().line.clone())).collect();
    assert_eq!(told, [(Why::Mandate, "bank:p4".to_owned()), (Why::Mandate, "bank:p3".to_owned())]);
    assert_eq!(faults(&store), Vec::<String>::new());
}

#[test]
fn an_invoice_in_the_text_says_which_too() {
    let mut store = book();
    let (orv, day) = (case(&store, "ORV"), monday());
    two_debits(&mut store);
    assert_eq!(statement(&mut store, day, &[returned("r1", day, "REJET PRLV L-2026-01", "")]).returned, 1);
    assert_eq!(open(&store, orv, "L-2026-01", day), 20_000);
    assert_eq!(faults(&store), Vec::<String>::new());
}

#[test]
fn a_payment_that_a_person_picked_can_go_back_and_is_not_undone_beneath_it() {
    let mut store = book();
    let (orv, ker, day) = (case(&store, "ORV"), case(&store, "KER"), monday());
    let mut odd = bank_line("p1", day.plus(-9), 20_000, "VIREMENT");
    odd.end_to_end = "E-7".into();
    statement(&mut store, day, &[odd.clone()]);
    let picked = execute(&mut store, now(day, 1), &command(1, ker.0, None, What::Record(pay(&odd, vec![])))).unwrap();
    assert_eq!(open(&store, ker, "F-2026-88", day), 0);
    let mut back = returned("r1", day, "REJET", "");
    back.payer = "?".into();
    assert_eq!(statement(&mut store, day, &[back]).waiting, 1);
    let line = waiting(&store, "r1").unwrap().line;
    let choices = store.choices(ker, &line, now(day, 1)).unwrap();
    assert_eq!((choices.items.len(), choices.paid.len()), (0, 1));
    assert_eq!(
        (choices.paid[0].key.as_str(), choices.paid[0].line.as_str()),
        (picked.act.to_string().as_str(), "bank:p1")
    );
    let none = store.choices(orv, &line, now(day, 1)).unwrap();
    assert!(none.paid.is_empty());
    let proposal = relance::domain::matching::Proposal {
        case: ker,
        parts: vec![],
        why: Why::Amount,
        certainty: relance::domain::matching::Certainty::Possible,
        back: Some(choices.paid[0].clone()),
    };
    let records = take(&line, &proposal);
    // of somebody else's payment nothing can be taken back
    let wrong = execute(&mut store, now(day, 2), &command(2, orv.0, None, What::Record(records.clone())));
    assert!(matches!(wrong, Err(StoreError::Refused(Refusal::NoSuchEntry(_)))), "{wrong:?}");
    execute(&mut store, now(day, 2), &command(3, ker.0, None, What::Record(records))).unwrap();
    assert_eq!(open(&store, ker, "F-2026-88", day), 20_000);
    let undo = execute(&mut store, now(day, 3), &command(4, ker.0, None, What::Undo(picked.act)));
    assert!(matches!(undo, Err(StoreError::Refused(Refusal::OthersRestOnIt(_)))), "{undo:?}");
    assert_eq!(faults(&store), Vec::<String>::new());
}

#[test]
fn a_name_that_a_person_gave_money_under_is_remembered_until_that_is_undone() {
    let mut store = book();
    let (ker, day) = (case(&store, "KER"), monday());
    let paid = |key: &str, cents: i64| BankLine { payer: "Holding Ty-Coz".into(), ..bank_line(key, day, cents, "VIR") };
    assert_eq!(statement(&mut store, day, &[paid("h1", 1_100)]).waiting, 1);
    let what = What::Record(pay(&waiting(&store, "h1").unwrap().line, vec![]));
    let act = execute(&mut store, now(day, 1), &command(1, ker.0, None, what)).unwrap().act;
    assert_eq!(statement(&mut store, day, &[paid("h2", 77)]).waiting, 1);
    let known = waiting(&store, "h2").unwrap().proposals;
    assert_eq!(known.iter().map(|p| (p.proposal.case, p.proposal.why)).collect::<Vec<_>>(), [(ker, Why::PayerName)]);
    assert_eq!(statement(&mut store, day, &[paid("h3", 18_900)]).matched, 1, "the name, and exactly what is open");
    execute(&mut store, now(day, 2), &command(2, ker.0, None, What::Undo(act))).unwrap();
    assert_eq!(waiting(&store, "h2").unwrap().proposals, vec![]);
    assert_eq!(faults(&store), Vec::<String>::new());
    assert_eq!(store.case(ker, day).unwrap().payments.iter().filter(|p| p.reference.starts_with(BANK_KEY)).count(), 0);
}

#[test]
fn what_is_nobodys_is_set_aside_for_a_reason_teaches_nothing_and_can_be_taken_back() {
    let mut store = book();
    let (day, mia) = (monday(), who("mia"));
    let refund = |key: &str| BankLine {
        payer: "Assurance Mutuelle".into(),
        payer_account: "FR7630004000031234567890143".into(),
        ..bank_line(key, day, 4_200, "REMBOURSEMENT SINISTRE")
    };
    let refusal = |done: Result<(), StoreError>| match done {
        Err(StoreError::Refused(refusal)) => refusal,
        other => panic!("{other:?}"),
    };
    assert_eq!(statement(&mut store, day, &[refund("a1")]).waiting, 1);
    assert_eq!(refusal(store.set_aside(&mia, now(day, 1), "a1", "  ")), Refusal::NothingSaid);
    store.set_aside(&mia, now(day, 1), "a1", "insurance, not a debtor").unwrap();
    assert_eq!((waiting(&store, "a1"), store.waiting(now(day, 1), 0, 10).unwrap().1), (None, 0));
    let told = |store: &Store| store.aside("a").unwrap().into_iter().map(|a| (a.line.reference, a.reason, a.who, a.on));
    let wanted = ("a1".to_owned(), "insurance, not a debtor".to_owned(), mia.login.clone(), day);
    assert_eq!(told(&store).collect::<Vec<_>>(), [wanted]);
    assert_eq!(refusal(store.set_aside(&mia, now(day, 2), "a1", "again")), Refusal::AlreadySettled);
    let again = statement(&mut store, day, &[refund("a1"), refund("a2")]);
    assert_eq!((again.unchanged, again.waiting), (1, 1), "the same line does not come back by itself");
    assert_eq!(waiting(&store, "a2").unwrap().proposals, vec![]);
    assert_eq!(faults(&store), Vec::<String>::new());
    store.take_line_back(&mia, now(day, 3), "a1").unwrap();
    assert!(waiting(&store, "a1").is_some() && store.aside("").unwrap().is_empty());
    assert_eq!(refusal(store.take_line_back(&mia, now(day, 4), "a1")), Refusal::AlreadySettled);
    let auditor = Who { role: Role::Auditor, ..mia };
    assert!(matches!(refusal(store.set_aside(&auditor, now(day, 5), "a1", "x")), Refusal::NotAllowed { .. }));
    assert_eq!(faults(&store), Vec::<String>::new());
}
