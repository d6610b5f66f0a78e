//! Loading into a book in memory: what is new, what changed, what stands twice, what an interruption and an undo leave.
//! What never lives here: files.
//! Run by `cargo test bulk`.

use super::*;
use crate::domain::codes::Role;
use crate::domain::ledger::{DebtorRow, InvoiceRow, PaymentRow};
use crate::domain::values::{CaseId, Currency, Day, Instant, Login, Money};
use crate::store::{BookSettings, Mode};

#[derive(Default)]
struct Watch {
    stop_after: Option<u64>,
    changes: Vec<String>,
    ms: u64,
}

impl LoadWatch for Watch {
    fn ms(&mut self) -> u64 {
        // every look takes a while, so that holds end
        self.ms += 3;
        self.ms
    }
    fn went(&mut self, rows: u64) -> bool {
        self.stop_after.is_none_or(|stop| rows < stop)
    }
    fn change(&mut self, change: &Change<'_>) {
        self.changes.push(format!("{} {:?}", change.new_case, change.held.is_some()));
    }
}

fn settings() -> BookSettings {
    BookSettings { zone: "UTC".into(), currency: Currency::EUR, language: "en".into(), company: String::new() }
}

fn now(at: i64) -> Now {
    Now { at: Instant(at), today: Day(16_000) }
}

fn who() -> Who {
    Who::new(Login("mia".into()), "mia", Role::Supervisor)
}

fn head(sha: u8) -> LoadHead {
    LoadHead {
        source: "ledger".into(),
        kind: "invoices".into(),
        file: "a.csv".into(),
        sha256: [sha; 32],
        mapping: String::new(),
        who: who(),
        host: "here".into(),
        dry_run: false,
    }
}

fn invoice(debtor: &str, number: &str, cents: i64) -> LedgerRow {
    let amount = Money::new(cents, Currency::EUR);
    let row = InvoiceRow {
        number: number.into(),
        issued_on: Day(15_000),
        due_on: Day(15_030),
        amount,
        claim: crate::domain::ledger::Claim::PLAIN,
    };
    LedgerRow::Invoice(debtor.into(), row)
}

fn debtor(reference: &str, name: &str) -> LedgerRow {
    LedgerRow::Debtor(DebtorRow { reference: reference.into(), name: name.into(), ..DebtorRow::default() })
}

fn try_load(
    store: &mut Store,
    head: LoadHead,
    rows: &[LedgerRow],
    at: i64,
    watch: &mut Watch,
) -> Result<LoadSummary, StoreError> {
    let mut loader = store.begin_load(head, now(at), watch)?;
    for (line, row) in rows.iter().enumerate() {
        loader.push(line as u64 + 2, DebtorFields::NAME, row)?;
    }
    loader.finish(FileCounts { rows: rows.len() as u64, ..FileCounts::default() }, now(at))
}

fn load(store: &mut Store, sha: u8, rows: &[LedgerRow], at: i64) -> LoadSummary {
    try_load(store, head(sha), rows, at, &mut Watch::default()).unwrap()
}

fn amounts(store: &Store, reference: &str) -> Vec<(String, i64)> {
    let case = store.resolve(reference).unwrap().unwrap();
    let facts = store.facts(case, None).unwrap();
    facts.invoices.iter().map(|row| (row.row.number.clone(), row.row.amount.minor)).collect()
}

#[test]
fn twice_the_same_is_nothing_new_and_more_adds_only_what_is_new() {
    let mut store = Store::in_memory(&settings()).unwrap();
    let mut rows: Vec<LedgerRow> = (0..500).map(|n| invoice(&format!("D{}", n % 37), &format!("F{n}"), n)).collect();
    let first = load(&mut store, 1, &rows, 1);
    assert_eq!((first.accepted, first.unchanged, first.cases), (500, 0, 37));
    assert_eq!(first.totals.minor(Currency::EUR), 499 * 500 / 2);
    let again = load(&mut store, 1, &rows, 2);
    assert_eq!((again.accepted, again.unchanged, again.batch), (0, 500, None));
    rows.push(invoice("D99", "F1", 7));
    let longer = load(&mut store, 2, &rows, 3);
    assert_eq!((longer.accepted, longer.unchanged, longer.cases), (1, 500, 1));
    assert_eq!(store.batches().unwrap().len(), 2);
    assert_eq!(amounts(&store, "D99"), [("F1".to_owned(), 7)]);
}

#[test]
fn a_correction_keeps_the_old_row_and_undo_brings_it_back() {
    let mut store = Store::in_memory(&settings()).unwrap();
    load(&mut store, 1, &[debtor("D1", "Old name"), invoice("D1", "F1", 100), invoice("D1", "F2", 200)], 1);
    let second = load(&mut store, 2, &[debtor("D1", "New name"), invoice("D1", "F1", 150)], 2);
    assert_eq!((second.accepted, second.unchanged), (2, 0));
    assert_eq!(amounts(&store, "D1"), [("F1".to_owned(), 150), ("F2".to_owned(), 200)]);
    let case = store.resolve("D1").unwrap().unwrap();
    assert_eq!(store.facts(case, None).unwrap().debtor.name, "New name");
    let known_then = store.facts(case, Some(Instant(1))).unwrap();
    assert_eq!(known_then.invoices[0].row.amount.minor, 100);
    let rev = known_then.rev.rev;
    let batch = second.batch.unwrap();
    let undone = store.undo_batch(&who(), "here", now(3), batch, &mut Watch::default()).unwrap();
    assert_eq!(undone, Some(1));
    assert_eq!(amounts(&store, "D1"), [("F1".to_owned(), 100), ("F2".to_owned(), 200)]);
    let facts = store.facts(case, None).unwrap();
    assert_eq!(facts.debtor.name, "Old name");
    let stale: i64 = bind::first(&store.conn, "SELECT stale FROM case_row", &[], |row| row.get(0)).unwrap().unwrap();
    assert_eq!(stale, 1);
    assert!(facts.rev.rev >= rev);
    assert_eq!(store.undo_batch(&who(), "here", now(4), batch, &mut Watch::default()).unwrap(), None);
    // what was taken back can be loaded again
    assert_eq!(load(&mut store, 2, &[invoice("D1", "F1", 150)], 5).accepted, 1);
}

#[test]
fn a_key_twice_in_one_file_is_named_and_the_first_line_counts() {
    let mut store = Store::in_memory(&settings()).unwrap();
    let rows = [invoice("D1", "F1", 100), invoice("D1", "F1", 100), invoice("D1", "F1", 101)];
    let done = load(&mut store, 1, &rows, 1);
    assert_eq!((done.accepted, done.unchanged, done.duplicate_count), (1, 1, 1));
    assert_eq!(done.duplicates, [Duplicate { line: 4, debtor: "D1".into(), key: "F1".into() }]);
    assert_eq!(amounts(&store, "D1"), [("F1".to_owned(), 100)]);
}

#[test]
fn a_new_source_of_many_chunks_keeps_one_case_and_names_a_key_given_twice_across_their_edge() {
    let mut store = Store::in_memory(&settings()).unwrap();
    let many = CHUNK_ROWS as i64 * 2 + 9;
    let mut rows = vec![debtor("D1", "Large")];
    rows.extend((0..many).map(|n| invoice("D1", &format!("F{n:06}"), n)));
    // keys on both sides of where the first chunk would end, each once the same and once with other content
    for n in CHUNK_ROWS as i64 - 4..CHUNK_ROWS as i64 + 4 {
        rows.extend([invoice("D1", &format!("F{n:06}"), n), invoice("D1", &format!("F{n:06}"), n + 1)]);
    }
    rows.push(invoice("D2", "F1", 5));
    let done = load(&mut store, 1, &rows, 1);
    assert_eq!((done.accepted, done.unchanged, done.duplicate_count, done.cases), (many as u64 + 2, 8, 8, 2));
    assert_eq!(done.totals.minor(Currency::EUR), many * (many - 1) / 2 + 5);
    let held = amounts(&store, "D1");
    assert_eq!(held.len() as i64, many);
    assert!(held.iter().all(|(number, amount)| *number == format!("F{amount:06}")), "the first line counts");
    let again = load(&mut store, 2, &rows, 2);
    assert_eq!((again.accepted, again.batch), (0, None));
}

#[test]
fn a_file_that_speaks_of_some_fields_leaves_the_others() {
    let mut store = Store::in_memory(&settings()).unwrap();
    let full = DebtorRow {
        reference: "D1".into(),
        name: "Name".into(),
        phones: vec!["0612345678".into()],
        ..DebtorRow::default()
    };
    let mut watch = Watch::default();
    let mut loader = store.begin_load(head(1), now(1), &mut watch).unwrap();
    loader.push(2, DebtorFields::ALL, &LedgerRow::Debtor(full)).unwrap();
    loader.finish(FileCounts { rows: 1, ..FileCounts::default() }, now(1)).unwrap();
    load(&mut store, 2, &[debtor("D1", "Other"), invoice("D1", "F1", 1)], 2);
    let case = store.resolve("D1").unwrap().unwrap();
    let held = store.facts(case, None).unwrap().debtor;
    assert_eq!((held.name.as_str(), held.phones.len()), ("Other", 1));
}

#[test]
fn an_interrupted_load_is_invisible_and_the_same_file_finishes_it() {
    let mut store = Store::in_memory(&settings()).unwrap();
    let rows: Vec<LedgerRow> = (0..5_000).map(|n| invoice(&format!("D{:04}", n / 2), &format!("F{n}"), n)).collect();
    let mut watch = Watch { stop_after: Some(2_000), ..Watch::default() };
    assert!(matches!(try_load(&mut store, head(1), &rows, 1, &mut watch), Err(StoreError::Stopped)));
    assert_eq!(store.batches().unwrap()[0].state, "loading");
    assert!(amounts(&store, "D0000").is_empty(), "the case is there, nothing of the batch is");
    let done = load(&mut store, 1, &rows, 2);
    assert_eq!((done.accepted, done.resumed), (5_000, true));
    assert_eq!(store.batches().unwrap().len(), 1);
    assert_eq!(amounts(&store, "D0000").len(), 2);
    let mut whole = Store::in_memory(&settings()).unwrap();
    load(&mut whole, 1, &rows, 2);
    let digest = |store: &Store| -> Vec<u8> {
        bind::first(&store.conn, "SELECT digest FROM batch", &[], |row| row.get(0)).unwrap().unwrap()
    };
    assert_eq!(digest(&store), digest(&whole), "interrupted or not, the batch is the same");
    assert!(digest(&whole).iter().any(|byte| *byte != 0));
}

#[test]
fn an_older_interrupted_load_is_not_taken_up() {
    let mut store = Store::in_memory(&settings()).unwrap();
    let old: Vec<LedgerRow> = (0..3_000).map(|n| invoice("D1", &format!("F{n:05}"), 1)).collect();
    let mut watch = Watch { stop_after: Some(1_000), ..Watch::default() };
    assert!(try_load(&mut store, head(1), &old, 1, &mut watch).is_err());
    load(&mut store, 2, &[invoice("D1", "F00000", 2)], 2);
    let done = load(&mut store, 1, &old, 3);
    assert_eq!((done.accepted, done.resumed), (3_000, false));
    assert_eq!(amounts(&store, "D1")[0].1, 1);
}

#[test]
fn a_dry_run_writes_nothing_and_says_each_change() {
    let mut store = Store::in_memory(&settings()).unwrap();
    load(&mut store, 1, &[invoice("D1", "F1", 100), invoice("D1", "F2", 100)], 1);
    let mut watch = Watch::default();
    let rows = [invoice("D1", "F1", 100), invoice("D1", "F2", 101), invoice("D2", "F1", 1)];
    let dry = LoadHead { dry_run: true, ..head(2) };
    let said = try_load(&mut store, dry, &rows, 2, &mut watch).unwrap();
    assert_eq!((said.accepted, said.unchanged, said.cases, said.batch), (2, 1, 1, None));
    assert_eq!(watch.changes, ["false true", "true false"]);
    assert_eq!(store.batches().unwrap().len(), 1);
    assert!(store.resolve("D2").unwrap().is_none());
}

#[test]
fn one_load_at_a_time() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("book");
    let mut one = Store::create(&path, &settings(), false).unwrap();
    let mut two = Store::open(&path, Mode::Write).unwrap();
    let (mut watch, mut other) = (Watch::default(), Watch::default());
    let loader = one.begin_load(head(1), now(1), &mut watch).unwrap();
    let Err(refused) = two.begin_load(head(2), now(1), &mut other).map(|_| ()) else { panic!("two at once") };
    assert!(matches!(refused, StoreError::Busy { by: Some(login) } if login == "mia"));
    drop(loader);
    assert!(two.begin_load(head(2), now(1), &mut other).is_ok());
}

#[test]
fn a_case_derived_while_a_load_runs_is_stale_when_it_ends() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("book");
    let mut store = Store::create(&path, &settings(), false).unwrap();
    let other = Store::open(&path, Mode::Write).unwrap();
    let mut watch = Watch::default();
    let mut loader = store.begin_load(head(1), now(1), &mut watch).unwrap();
    for n in 0..100 {
        loader.push(n + 2, DebtorFields::NONE, &invoice(&format!("D{n}"), "F", 1)).unwrap();
    }
    loader.flush().unwrap();
    // somebody derives a case now: it sees nothing of the batch and calls its row fresh
    bind::run(&other.conn, "UPDATE case_row SET stale = 0 WHERE case_id = 7", &[]).unwrap();
    loader.finish(FileCounts::default(), now(1)).unwrap();
    let stale = "SELECT COUNT(*) FROM case_row WHERE stale = 1";
    let count: i64 = bind::first(&other.conn, stale, &[], |row| row.get(0)).unwrap().unwrap();
    assert_eq!(count, 100);
}

#[test]
fn a_payment_that_an_open_items_file_implied_is_kept_as_such() {
    let mut store = Store::in_memory(&settings()).unwrap();
    let payment = PaymentRow {
        reference: "open-items F1 2026-01-05".into(),
        paid_on: Day(16_000),
        amount: Money::new(100, Currency::EUR),
        invoice: "F1".into(),
        method: None,
        inferred: true,
    };
    load(&mut store, 1, &[invoice("D1", "F1", 100), LedgerRow::Payment("D1".into(), payment.clone())], 1);
    let facts = store.facts(CaseId(1), None).unwrap();
    assert_eq!(facts.payments[0].row, payment);
}

/// Everything the ledger and its cases say, whatever way it was written.
fn all_rows(store: &Store) -> Vec<String> {
    let mut out = vec![];
    for sql in [
        "SELECT case_id || ' ' || reference || ' ' || name || ' ' || stale || ' ' || hex(sort_key) FROM case_row
         ORDER BY case_id",
        "SELECT source_id || ' ' || reference || ' ' || case_id FROM case_key ORDER BY source_id, reference",
        "SELECT case_id || ' ' || batch_id || ' ' || name || ' ' || phones FROM debtor ORDER BY case_id, batch_id",
        "SELECT case_id || ' ' || number || ' ' || batch_id || ' ' || amount || currency || due_on FROM invoice
         ORDER BY case_id, number, batch_id",
        "SELECT case_id || ' ' || reference || ' ' || batch_id || ' ' || amount || invoice FROM payment
         ORDER BY case_id, reference, batch_id",
        "SELECT kind || ' ' || key || ' ' || case_id FROM find_key ORDER BY kind, key, case_id",
        "SELECT batch_id || ' ' || state || ' ' || accepted || ' ' || unchanged || ' ' || totals || ' ' || hex(digest)
         FROM batch ORDER BY batch_id",
    ] {
        out.extend(bind::rows(&store.conn, sql, &[], |row| row.get::<_, String>(0)).unwrap());
    }
    out
}

#[test]
fn a_book_in_a_file_is_written_on_three_threads_and_says_the_same_as_one_in_memory() {
    let folder = tempfile::tempdir().unwrap();
    let mut file = Store::create(&folder.path().join("book"), &settings(), false).unwrap();
    let mut memory = Store::in_memory(&settings()).unwrap();
    let many = CHUNK_ROWS as i64 * 5 / 2;
    let mut rows: Vec<LedgerRow> = vec![];
    for n in 0..many {
        rows.push(invoice(&format!("D{}", n * 7 % 900), &format!("F-{n:06}"), n));
        if n % 11 == 0 {
            rows.push(debtor(&format!("D{}", n % 1_100), &format!("Name {}", n % 13)));
        }
        if n % 5 == 0 {
            let amount = Money::new(n + 1, Currency::EUR);
            let payment = PaymentRow {
                reference: format!("R{}", n % 7_000),
                paid_on: Day(15_500),
                amount,
                invoice: format!("F-{n:06}"),
                method: None,
                inferred: false,
            };
            rows.push(LedgerRow::Payment(format!("D{}", n % 400), payment));
        }
    }
    // one debtor across the edges of chunks
    rows.extend((0..many).map(|n| invoice("D500", &format!("G{n}"), n)));
    let corrected: Vec<LedgerRow> = rows
        .iter()
        .enumerate()
        .filter(|(n, _)| n % 3 != 0)
        .map(|(n, row)| match row {
            LedgerRow::Invoice(debtor, row) if n % 6 == 1 => invoice(debtor, &row.number, row.amount.minor + 1),
            LedgerRow::Invoice(..) | LedgerRow::Debtor(_) | LedgerRow::Payment(..) | LedgerRow::Contact(..) => {
                row.clone()
            }
        })
        .chain((0..2_000).map(|n| invoice(&format!("N{n}"), "F", n)))
        .collect();
    for (sha, rows) in [(1, &rows), (2, &corrected), (3, &corrected)] {
        let said = [&mut file, &mut memory].map(|store| load(store, sha, rows, i64::from(sha)));
        assert_eq!(said[0], said[1]);
        assert_eq!(said[0].batch.is_none(), sha == 3, "nothing is new the second time");
    }
    let (file, memory) = (all_rows(&file), all_rows(&memory));
    assert!(file.len() > 100_000);
    assert!(file == memory, "{:?}", file.iter().zip(&memory).find(|(a, b)| a != b));
}

#[test]
fn a_load_into_a_file_that_was_stopped_is_finished_by_the_same_file() {
    let folder = tempfile::tempdir().unwrap();
    let rows: Vec<LedgerRow> =
        (0..CHUNK_ROWS as i64 * 3).map(|n| invoice(&format!("D{:05}", n / 3), &format!("F{n}"), n)).collect();
    let mut books =
        ["whole", "stopped"].map(|name| Store::create(&folder.path().join(name), &settings(), false).unwrap());
    load(&mut books[0], 1, &rows, 2);
    let mut watch = Watch { stop_after: Some(9_000), ..Watch::default() };
    assert!(matches!(try_load(&mut books[1], head(1), &rows, 1, &mut watch), Err(StoreError::Stopped)));
    let held: i64 =
        bind::first(&books[1].conn, "SELECT COUNT(*) FROM invoice", &[], |row| row.get(0)).unwrap().unwrap();
    assert!((1..rows.len() as i64).contains(&held), "stopped on the way: {held}");
    let done = load(&mut books[1], 1, &rows, 2);
    assert_eq!((done.accepted, done.resumed), (rows.len() as u64, true));
    let [whole, stopped] = books.map(|book| all_rows(&book));
    assert!(whole == stopped, "{:?}", whole.iter().zip(&stopped).find(|(a, b)| a != b));
}

#[test]
fn the_log_is_moved_into_the_file_as_a_load_goes() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("book");
    let mut store = Store::create(&path, &settings(), false).unwrap();
    let rows: Vec<LedgerRow> =
        (0..CHUNK_ROWS as i64 * 5).map(|n| invoice(&format!("D{n:06}"), &format!("F{n:06}"), n)).collect();
    // each look at the clock takes 3 ms: holds are of so many looks, however fast the machine
    load(&mut store, 1, &rows, 1);
    let log = std::fs::metadata(folder.path().join("book-wal")).unwrap().len();
    assert!(log < 8 << 20, "{log} bytes of log: moved into the file as it went");
}
