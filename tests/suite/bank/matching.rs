//! Payments from the bank find their debtors: a labelled set, and what happens to the book around them.
//! What never lives here: file formats.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::Path;

use relance::domain::bank::{BANK_KEY, BankLine};
use relance::domain::codes::PromiseState;
use relance::domain::command::{Record, Refusal, What};
use relance::domain::ledger::LedgerRow;
use relance::domain::matching::Certainty;
use relance::domain::values::{CaseId, Day, Money};
use relance::store::{Store, StoreError};
use rust_decimal::Decimal;

use crate::support::book::{
    bank_line, command, debtor, euros, execute, faults, invoice, load, monday, now, promise, settings, statement,
    undo_batch,
};

/// Nadeau owes 300 and 400, Brisset owes 500.
fn book() -> Store {
    let mut store = Store::in_memory(&settings()).unwrap();
    let due = monday().plus(-20);
    let rows = [
        debtor("NAD", "Nadeau Frères"),
        debtor("BRI", "Brisset SA"),
        invoice("NAD", "F-2026-101", due, 30_000),
        invoice("NAD", "F-2026-102", due.plus(5), 40_000),
        invoice("BRI", "F-2026-201", due, 50_000),
    ];
    load(&mut store, now(monday(), 0), "f", &rows).unwrap();
    store
}

fn open(store: &Store, case: CaseId, day: Day) -> BTreeMap<String, i64> {
    let state = store.case(case, day).unwrap();
    state.items.iter().map(|item| (item.key.number.clone(), item.open_minor)).collect()
}

fn unallocated(store: &Store, case: CaseId, day: Day) -> i64 {
    store.case(case, day).unwrap().balance.unallocated.iter().map(|money| money.minor).sum()
}

fn case(store: &Store, reference: &str) -> CaseId {
    store.resolve(reference).unwrap().unwrap()
}

#[test]
fn a_number_in_the_text_pays_its_invoice_once_however_often_the_statement_comes() {
    let mut store = book();
    let (nad, day) = (case(&store, "NAD"), monday());
    let lines =
        [bank_line("a1", day.plus(-1), 30_000, "VIR FACTURE F 2026 101"), bank_line("a2", day.plus(-1), 99, "?")];
    let first = statement(&mut store, day, &lines);
    assert_eq!((first.accepted, first.matched, first.waiting), (2, 1, 1));
    assert_eq!(open(&store, nad, day)["F-2026-101"], 0);
    let second = statement(&mut store, day, &lines);
    assert_eq!((second.accepted, second.unchanged, second.batch), (0, 2, None));
    let more = [lines[0].clone(), bank_line("a3", day, 40_000, "F-2026-102")];
    assert_eq!(statement(&mut store, day, &more).matched, 1);
    assert_eq!(open(&store, nad, day).values().sum::<i64>(), 0);
    assert_eq!(faults(&store), Vec::<String>::new());
    // taken back whole: the lines, and what they paid
    let batch = store.batches().unwrap().iter().filter(|b| b.kind == "camt").map(|b| b.batch).max().unwrap();
    undo_batch(&mut store, now(day, 9), batch).unwrap().unwrap();
    assert_eq!(open(&store, nad, day)["F-2026-102"], 40_000);
    assert_eq!(statement(&mut store, day, &more).matched, 1, "and may come again");
    assert_eq!(faults(&store), Vec::<String>::new());
}

#[test]
fn a_returned_debit_opens_the_invoice_again_from_its_own_day_on() {
    let mut store = book();
    let (nad, day) = (case(&store, "NAD"), monday());
    let mut paid = bank_line("b1", day.plus(-9), 30_000, "F-2026-101");
    paid.end_to_end = "E2E-1".into();
    statement(&mut store, day, &[paid]);
    let mut back = bank_line("b2", day.plus(-2), -30_000, "REJET");
    (back.end_to_end, back.reason) = ("E2E-1".into(), "AC06".into());
    let summary = statement(&mut store, day, &[back.clone()]);
    assert_eq!((summary.returned, summary.waiting), (1, 0));
    assert_eq!(open(&store, nad, day)["F-2026-101"], 30_000);
    assert_eq!(open(&store, nad, day.plus(-3))["F-2026-101"], 0, "it was paid then");
    assert_eq!(unallocated(&store, nad, day), 0);
    assert_eq!(statement(&mut store, day, &[back]).unchanged, 1);
    assert_eq!(faults(&store), Vec::<String>::new());
}

#[test]
fn a_promise_kept_by_the_bank_is_broken_again_by_the_return() {
    let mut store = book();
    let (nad, day) = (case(&store, "NAD"), monday());
    let promised = vec![promise(30_000, day.plus(2))];
    execute(&mut store, now(day, 5), &command(1, nad.0, None, What::Record(promised))).unwrap();
    let mut paid = bank_line("c1", day.plus(2), 30_000, "F-2026-101");
    paid.end_to_end = "E2E-9".into();
    statement(&mut store, day.plus(3), &[paid]);
    let state = |store: &Store, on: Day| store.case(nad, on).unwrap().promises[0].state;
    assert_eq!(state(&store, day.plus(3)), PromiseState::Kept);
    let mut back = bank_line("c2", day.plus(6), -30_000, "IMPAYE");
    back.end_to_end = "E2E-9".into();
    statement(&mut store, day.plus(7), &[back]);
    assert_ne!(state(&store, day.plus(30)), PromiseState::Kept);
    assert_eq!(open(&store, nad, day.plus(30))["F-2026-101"], 30_000);
    assert_eq!(faults(&store), Vec::<String>::new());
}

fn pay(cents: i64, on: Day, reference: &str) -> Record {
    Record::Payment { amount: euros(cents), paid_on: on, parts: vec![], method: None, reference: reference.into() }
}

#[test]
fn what_was_recorded_by_hand_is_not_counted_twice() {
    let mut store = book();
    let (bri, day) = (case(&store, "BRI"), monday());
    let by_hand = What::Record(vec![pay(50_000, day.plus(-1), "chèque")]);
    let recorded = execute(&mut store, now(day, 5), &command(1, bri.0, None, by_hand)).unwrap();
    let mut same = bank_line("d1", day, 50_000, "REMISE CHEQUE");
    same.payer = "BRISSET".into();
    let summary = statement(&mut store, day, &[same]);
    assert_eq!(summary.matched, 1, "the payer's name and the amount recorded");
    assert_eq!((open(&store, bri, day)["F-2026-201"], unallocated(&store, bri, day)), (0, 0));
    // without what was recorded by hand the bank's own word stands
    execute(&mut store, now(day, 9), &command(2, bri.0, None, What::Undo(recorded.act))).unwrap();
    assert_eq!((open(&store, bri, day)["F-2026-201"], unallocated(&store, bri, day)), (0, 0));
    assert_eq!(faults(&store), Vec::<String>::new());
}

#[test]
fn what_waits_is_picked_once_and_waits_again_when_the_pick_is_undone() {
    let mut store = book();
    let (nad, bri, day) = (case(&store, "NAD"), case(&store, "BRI"), monday());
    let mut odd = bank_line("e1", day, 12_345, "VIREMENT");
    odd.payer_account = "FR99".into();
    assert_eq!(statement(&mut store, day, &[odd]).waiting, 1);
    let waiting = |store: &Store| store.waiting(now(day, 1), 0, 10).unwrap().1;
    assert_eq!(waiting(&store), 1);
    let key = format!("{BANK_KEY}e1");
    let what = What::Record(vec![pay(12_345, day, &key)]);
    let picked = execute(&mut store, now(day, 5), &command(1, nad.0, None, what.clone())).unwrap();
    assert_eq!(waiting(&store), 0);
    let again = execute(&mut store, now(day, 6), &command(2, bri.0, None, what.clone()));
    assert!(matches!(again, Err(StoreError::Refused(Refusal::AlreadySettled))), "{again:?}");
    // the account is known from now on
    let mut next = bank_line("e2", day, 17_655, "VIREMENT");
    next.payer_account = "FR99".into();
    assert_eq!(statement(&mut store, day, &[next]).matched, 1);
    assert_eq!(open(&store, nad, day)["F-2026-101"], 0);
    execute(&mut store, now(day, 7), &command(3, nad.0, None, What::Undo(picked.act))).unwrap();
    assert_eq!(waiting(&store), 1);
    execute(&mut store, now(day, 8), &command(4, bri.0, None, what)).unwrap();
    assert_eq!((waiting(&store), open(&store, bri, day)["F-2026-201"]), (0, 37_655));
    assert_eq!(faults(&store), Vec::<String>::new());
}

/// The rows of a file of the labelled set.
fn rows(file: &str) -> Vec<csv::StringRecord> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/matching");
    csv::Reader::from_path(folder.join(file)).unwrap().records().map(Result::unwrap).collect()
}

fn cents(text: &str) -> i64 {
    Money::from_decimal(text.parse::<Decimal>().unwrap(), euros(0).currency).unwrap().minor
}

/// The book of the labelled set, its debtors, and what was issued in all.
fn labelled_book() -> (Store, BTreeSet<String>, i64) {
    let mut store = Store::in_memory(&settings()).unwrap();
    let mut ledger: Vec<LedgerRow> = vec![];
    let mut seen = BTreeSet::new();
    let mut issued = 0;
    for row in rows("book.csv") {
        if seen.insert(row[0].to_owned()) {
            ledger.push(debtor(&row[0], &row[1]));
        }
        issued += cents(&row[5]);
        ledger.push(invoice(&row[0], &row[2], row[4].parse().unwrap(), cents(&row[5])));
    }
    load(&mut store, now("2026-04-10".parse().unwrap(), 0), "book", &ledger).unwrap();
    (store, seen, issued)
}

#[test]
fn a_labelled_set_is_right_where_it_is_certain() {
    let (mut store, seen, issued) = labelled_book();
    let today: Day = "2026-04-10".parse().unwrap();
    let labelled = rows("lines.csv");
    let lines: Vec<BankLine> = labelled
        .iter()
        .map(|row| BankLine {
            payer: row[3].to_owned(),
            payer_account: row[4].to_owned(),
            end_to_end: row[5].to_owned(),
            structured: row[6].split(' ').filter(|text| !text.is_empty()).map(str::to_owned).collect(),
            ..bank_line(&row[0], row[1].parse().unwrap(), cents(&row[2]), &row[7])
        })
        .collect();
    let summary = statement(&mut store, today, &lines);
    let mut given: BTreeMap<String, (CaseId, BTreeSet<String>)> = BTreeMap::new();
    for reference in &seen {
        let case = case(&store, reference);
        for payment in store.facts(case, None).unwrap().payments {
            let key = payment.row.reference.trim_start_matches(BANK_KEY).split('/').next().unwrap().to_owned();
            let slot = given.entry(key).or_insert((case, BTreeSet::new()));
            assert_eq!(slot.0, case, "no line pays two debtors");
            slot.1.insert(payment.row.invoice);
        }
    }
    assert_eq!(given.len() as u64, summary.matched);
    let (mut right, mut payable) = (0, 0);
    for row in &labelled {
        payable += usize::from(&row[8] != "-");
        let Some((found, invoices)) = given.get(&row[0]) else { continue };
        assert_eq!(*found, case(&store, &row[8]), "{row:?}");
        let named: BTreeSet<String> = row[9].split('+').map(str::to_owned).collect();
        assert!(*invoices == named || invoices.iter().all(String::is_empty), "{row:?} {invoices:?}");
        right += 1;
    }
    let recall = right * 100 / payable;
    // past the harness, which keeps what a passing test prints to itself
    let told = format!("labelled bank lines: certain {right} of {payable} ({recall} %), every one right\n");
    std::io::stderr().write_all(told.as_bytes()).unwrap();
    assert!(recall >= 85, "{right} of {payable}");
    // never more than open: what the book has in all is conserved
    let paid: i64 = given
        .len()
        .try_into()
        .map(|_: i64| lines.iter().filter(|l| given.contains_key(&l.reference)).map(|l| l.amount.minor).sum())
        .unwrap();
    let mut left = 0;
    for reference in &seen {
        let state = store.case(case(&store, reference), today).unwrap();
        left += state.items.iter().map(|item| item.open_minor).sum::<i64>();
        left -= state.balance.unallocated.iter().map(|money| money.minor).sum::<i64>();
        assert!(state.items.iter().all(|item| item.open_minor >= 0));
    }
    assert_eq!(issued - paid, left);
    // what waits has its proposals; for most the right debtor is among them
    let (waiting, _) = store.waiting(now(today, 0), 0, 500).unwrap();
    for one in &waiting {
        assert!(
            one.proposals
                .iter()
                .all(|one| one.proposal.certainty != Certainty::Certain || !one.proposal.parts.is_empty())
        );
    }
    assert_eq!(faults(&store), Vec::<String>::new());
}
