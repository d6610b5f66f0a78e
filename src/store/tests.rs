//! What only the store's own room can test: the plans of its statements, and a full disk.
//! What never lives here: what can be tested through the doors (see `tests/suite/store_*`).
//! Run by `cargo test store::tests`.

use rusqlite::Connection;

use super::bind::seen;
use super::bulk::{Change, FileCounts, LoadHead, LoadWatch};
use super::{BookSettings, Done, Mode, Store, StoreError, bind, derived};
use crate::domain::case::timeline;
use crate::domain::codes::{Channel, Direction, Outcome, Role};
use crate::domain::command::{Command, Record, What};
use crate::domain::event::Who;
use crate::domain::ledger::{ContactRow, DebtorFields, DebtorRow, InvoiceRow, LedgerRow, PaymentRow};
use crate::domain::queue::Generation;
use crate::domain::terms::Policy;
use crate::domain::values::{ActId, CaseId, Currency, Day, Instant, Login, Money, Now};

const TODAY: Day = Day(20_605);

struct Quiet;

impl LoadWatch for Quiet {
    fn ms(&mut self) -> u64 {
        0
    }
    fn went(&mut self, _: u64) -> bool {
        true
    }
    fn change(&mut self, _: &Change<'_>) {}
}

fn settings() -> BookSettings {
    BookSettings { zone: "UTC".into(), currency: Currency::EUR, language: "fr".into(), company: "Ateliers".into() }
}

fn now(ms: i64) -> Now {
    Now { at: Instant(i64::from(TODAY.0) * 86_400_000 + ms), today: TODAY }
}

fn who() -> Who {
    Who::new(Login("mia".into()), "mia", Role::Supervisor)
}

fn command(act: u64, case: i64, what: What) -> Command {
    Command { act: ActId::new(1_780_000_000_000, act), case: CaseId(case), seen: None, what }
}

fn note(text: &str) -> What {
    What::Record(vec![Record::Note(text.into())])
}

fn head(sha: u8) -> LoadHead {
    LoadHead {
        source: "compta".into(),
        kind: "invoices".into(),
        file: "a.csv".into(),
        sha256: [sha; 32],
        mapping: String::new(),
        who: who(),
        host: "here".into(),
        dry_run: false,
    }
}

fn fill(store: &mut Store, cases: i64) -> Done<()> {
    let mut quiet = Quiet;
    let mut loader = store.begin_load(head(1), now(0), &mut quiet)?;
    for case in 1..=cases {
        let reference = format!("D{case:04}");
        let debtor =
            DebtorRow { reference: reference.clone(), name: format!("Société {case}"), ..DebtorRow::default() };
        loader.push(1, DebtorFields::ALL, &LedgerRow::Debtor(debtor))?;
        let amount = Money::new(100_000, Currency::EUR);
        let invoice = InvoiceRow {
            number: format!("F{case:04}"),
            issued_on: TODAY.plus(-60),
            due_on: TODAY.plus(-30),
            amount,
            claim: crate::domain::ledger::Claim::PLAIN,
        };
        loader.push(1, DebtorFields::NONE, &LedgerRow::Invoice(reference, invoice))?;
    }
    loader.finish(FileCounts { rows: 1, ..FileCounts::default() }, now(0)).map(|_| ())
}

/// Tables of a few rows whatever the size of the book: one a person, an import, a close, a task, a case in hand.
const SMALL: &[&str] = &["person", "batch", "b", "task", "seal", "generation", "setting", "source", "lease"];

/// The steps of a statement's plan that read a whole table which grows with the book.
fn full_scans(conn: &Connection, sql: &str) -> Vec<String> {
    let mut statement = conn.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).expect(sql);
    let steps: Vec<String> =
        statement.raw_query().mapped(|row| row.get::<_, String>(3)).map(|step| step.expect("a plan")).collect();
    let reads_all = |step: &String| {
        let table = step.strip_prefix("SCAN ").map(|rest| rest.split(' ').next().unwrap_or(rest));
        table.is_some_and(|table| table != "CONSTANT" && !table.starts_with('(') && !SMALL.contains(&table))
    };
    steps.into_iter().filter(reads_all).collect()
}

/// Everything a collector's keys ask of the store.
fn collectors_path(store: &mut Store) -> Vec<(&'static str, Vec<String>)> {
    let mia = Login("mia".into());
    let generation = Generation {
        number: 1,
        day: TODAY,
        planned_at: now(0).at,
        card: String::new(),
        queued: 0,
        excluded: 0,
        shares: vec![],
    };
    let mut all = vec![];
    let mut key = |name, work: &mut dyn FnMut(&mut Store) -> Done<()>| {
        let (done, sql) = seen::during(|| work(store));
        done.expect(name);
        all.push((name, sql));
    };
    key("tick", &mut |store| store.data_version().map(|_| ()));
    key("queue", &mut |store| store.queue_page(&generation, None, 0, 60, TODAY).map(|_| ()));
    key("own queue", &mut |store| store.queue_page(&generation, Some(&mia), 0, 60, TODAY).map(|_| ()));
    key("newest queue", &mut |store| store.generation_for(TODAY).map(|_| ()));
    key("case", &mut |store| store.case_view(CaseId(2), now(0), Some(&who()), 50).map(|_| ()));
    key("history", &mut |store| store.timeline(CaseId(2), TODAY, 50, 50).map(|_| ()));
    key("journal", &mut |store| store.journal(Some(CaseId(2)), 50).map(|_| ()));
    key("whole journal", &mut |store| store.journal(None, 50).map(|_| ()));
    key("find a name", &mut |store| store.find("soci", TODAY, 20).map(|_| ()));
    key("find two words", &mut |store| store.find("soc 2", TODAY, 20).map(|_| ()));
    key("find near", &mut |store| store.find("socetie", TODAY, 20).map(|_| ()));
    key("find a number", &mut |store| store.find("0650389616", TODAY, 20).map(|_| ()));
    key("resolve", &mut |store| store.resolve("D0002").map(|_| ()));
    key("lease", &mut |store| store.lease(&who(), "here", now(0).at, CaseId(2)));
    key("record", &mut |store| {
        store.execute(&who(), now(0), &Policy::default(), &command(1, 2, note("a"))).map(|_| ())
    });
    key("undo", &mut |store| {
        let undo = What::Undo(ActId::new(1_780_000_000_000, 1));
        store.execute(&who(), now(0), &Policy::default(), &command(2, 2, undo)).map(|_| ())
    });
    key("leave", &mut |store| store.release_leases(&who(), "here"));
    key("my day", &mut |store| store.my_day(&mia, TODAY).map(|_| ()));
    key("people", &mut |store| store.people().map(|_| ()));
    key("last instant", &mut |store| store.last_instant().map(|_| ()));
    all
}

/// Calls of a debtor, one an hour.
fn calls(store: &mut Store, reference: &str, count: i64) -> Done<()> {
    let mut quiet = Quiet;
    let mut loader = store.begin_load(head(2), now(0), &mut quiet)?;
    for place in 0..count {
        let row = ContactRow {
            reference: format!("cdr {place}"),
            at: Instant(now(0).at.0 - place * 3_600_000),
            day: TODAY.plus(-i32::try_from(place / 24).unwrap()),
            channel: Channel::Call,
            direction: Direction::Out,
            outcome: Some(Outcome::NoAnswer),
            collector: String::new(),
            point: "01 99 00 00 01".into(),
            seconds: 0,
            note: String::new(),
            thread: String::new(),
            quoted: String::new(),
        };
        loader.push(1, DebtorFields::NONE, &LedgerRow::Contact(reference.into(), row))?;
    }
    loader.finish(FileCounts { rows: 1, ..FileCounts::default() }, now(0)).map(|_| ())
}

#[test]
fn a_history_of_fifty_thousand_lines_asks_as_many_questions_as_one_of_five() {
    let mut store = Store::in_memory(&settings()).unwrap();
    fill(&mut store, 2).unwrap();
    calls(&mut store, "D0001", 5).unwrap();
    calls(&mut store, "D0002", 50_000).unwrap();
    let open = |case, lines| {
        let (view, sql) = seen::during(|| store.case_view(CaseId(case), now(0), Some(&who()), lines));
        let view = view.unwrap();
        (sql.len(), view.timeline.len(), view.timeline_total)
    };
    let (few, many) = (open(1, 200), open(2, 200));
    assert_eq!((few.0, few.2, many.1, many.2), (many.0, 6, 200, 50_001));
    let whole = open(2, crate::store::read::case::TIMELINE_MAX);
    assert_eq!((whole.0, whole.1), (few.0, 50_001), "all of it is reached, by the same questions");
    // Any page is the piece of the whole that it says.
    let (all, _) = store.timeline(CaseId(2), TODAY, 0, 50_001).unwrap();
    for (from, lines) in [(0, 1), (0, 50), (7, 50), (49_990, 50), (50_001, 5), (60_000, 5)] {
        let (page, total) = store.timeline(CaseId(2), TODAY, from, lines).unwrap();
        let wanted: Vec<_> = all.iter().skip(from as usize).take(lines as usize).cloned().collect();
        assert_eq!((page, total), (wanted, 50_001), "{lines} from {from}");
    }
}

#[test]
fn fifty_thousand_contacts_cost_as_many_steps_as_fifty() {
    let mut store = Store::in_memory(&settings()).unwrap();
    fill(&mut store, 2).unwrap();
    calls(&mut store, "D0001", 50).unwrap();
    calls(&mut store, "D0002", 50_000).unwrap();
    let mut act = 0;
    let mut record = |store: &mut Store, case| {
        act += 1;
        let command = command(act, case, note("vu"));
        store.execute(&who(), now(1), &Policy::default(), &command).map(|_| ())
    };
    // The first act after an import counts everything once.
    for case in [1, 2] {
        record(&mut store, case).unwrap();
    }
    let mut steps = |name: &str, work: &mut dyn FnMut(&mut Store, i64) -> Done<()>| {
        let mut of = |case| {
            let (done, steps) = seen::steps(|| work(&mut store, case));
            done.unwrap();
            steps
        };
        let (few, many) = (of(1), of(2));
        eprintln!("{name}: {few} steps with 50 contacts, {many} with 50,000");
        assert!(few > 100 && many <= 2 * few, "{name}: {few} and {many} steps");
    };
    let open = |store: &Store, case| store.case_view(CaseId(case), now(9), Some(&who()), 40).map(|_| ());
    let page = |store: &Store, case, from| store.timeline(CaseId(case), TODAY, from, 20).map(|_| ());
    steps("opening", &mut |store, case| open(store, case));
    steps("recording", &mut record);
    steps("the next page", &mut |store, case| page(store, case, 20));
    steps("a page far down", &mut |store, case| page(store, case, if case == 1 { 25 } else { 25_000 }));
    // All of it, for whoever looks for a word, is what all the facts tell.
    let (whole, total) = store.timeline(CaseId(2), TODAY, 0, 60_000).unwrap();
    assert_eq!(whole.len(), total as usize);
    assert_eq!(whole, timeline(&store.facts(CaseId(2), None).unwrap()));
}

#[test]
fn no_key_of_a_collector_reads_a_table_from_end_to_end() {
    let mut store = Store::in_memory(&settings()).unwrap();
    fill(&mut store, 20).unwrap();
    for (key, statements) in collectors_path(&mut store) {
        for sql in statements.iter().filter(|sql| !sql.starts_with("PRAGMA")) {
            let scans = full_scans(&store.conn, sql);
            // The newest, read off the end of an index made for it and no further than asked.
            let scans: Vec<_> = scans.iter().filter(|step| !step.ends_with("_time")).collect();
            assert!(scans.is_empty(), "{key}: {scans:?} in {sql}");
        }
    }
    let whole = full_scans(&store.conn, "SELECT case_id FROM case_row WHERE name = 'x'");
    assert_eq!(whole, ["SCAN case_row"], "the test sees a scan where there is one");
}

#[test]
fn a_key_asks_a_bounded_number_of_questions() {
    let mut small = Store::in_memory(&settings()).unwrap();
    fill(&mut small, 5).unwrap();
    let mut large = Store::in_memory(&settings()).unwrap();
    fill(&mut large, 60).unwrap();
    let (small, large) = (collectors_path(&mut small), collectors_path(&mut large));
    for ((key, few), (_, many)) in small.iter().zip(&large) {
        let by_result = key.starts_with("find");
        assert!(by_result || few.len() == many.len(), "{key}: {} and {} statements", few.len(), many.len());
        // One a name looked at and two a match: what `find` bounds by itself.
        assert!(by_result || many.len() <= 60, "{key}: {}", many.len());
    }
}

#[test]
fn a_full_disk_refuses_in_one_sentence_and_keeps_what_was_acknowledged() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("book");
    let mut store = Store::create(&path, &settings(), false).unwrap();
    fill(&mut store, 3).unwrap();
    let pages: i64 = bind::first(&store.conn, "PRAGMA page_count", &[], |row| row.get(0)).unwrap().unwrap();
    let limit = format!("PRAGMA max_page_count = {}", pages + 2);
    bind::first(&store.conn, &limit, &[], |_| Ok(())).unwrap();
    let long = "x".repeat(3_000);
    let mut acknowledged = 0;
    let full = loop {
        let act = command(acknowledged + 1, 1, note(&long));
        match store.execute(&who(), now(0), &Policy::default(), &act) {
            Ok(_) => acknowledged += 1,
            Err(error) => break error,
        }
        assert!(acknowledged < 100, "the disk never filled");
    };
    assert!(matches!(full, StoreError::DiskFull), "{full:?}");
    assert!(store.verify(None, &mut |_| true).unwrap().is_ok());
    drop(store);
    let mut store = Store::open(&path, Mode::Write).unwrap();
    assert_eq!(store.journal(None, 1_000).unwrap().len() as u64, acknowledged);
    store.execute(&who(), now(1), &Policy::default(), &command(900, 1, note("room again"))).unwrap();
    assert!(store.verify(None, &mut |_| true).unwrap().is_ok());
}

#[test]
fn an_open_items_file_is_compared_with_what_may_be_open_and_nothing_else() {
    let mut store = Store::in_memory(&settings()).unwrap();
    fill(&mut store, 40).unwrap();
    let mut quiet = Quiet;
    let mut loader = store.begin_load(head(2), now(0), &mut quiet).unwrap();
    for case in 1..=32 {
        // the last two are settled after the day asked: by a payment, and by a credit note
        let amount = Money::new(100_000, Currency::EUR);
        let (number, paid_on) = (format!("F{case:04}"), if case == 31 { TODAY.plus(1) } else { TODAY.plus(-1) });
        let debtor = format!("D{case:04}");
        let row = if case == 32 {
            let (issued_on, amount) = (TODAY.plus(1), Money::new(-100_000, Currency::EUR));
            LedgerRow::Invoice(
                debtor,
                InvoiceRow {
                    number: "A1".into(),
                    issued_on,
                    due_on: issued_on,
                    amount,
                    claim: crate::domain::ledger::Claim::PLAIN,
                },
            )
        } else {
            let row =
                PaymentRow { reference: "R".into(), paid_on, amount, invoice: number, method: None, inferred: false };
            LedgerRow::Payment(debtor, row)
        };
        loader.push(case, DebtorFields::NONE, &row).unwrap();
    }
    loader.finish(FileCounts { rows: 32, ..FileCounts::default() }, now(0)).unwrap();
    let compared = |store: &Store| {
        let mut items = vec![];
        let asked = |debtor: &str| debtor == "D0005";
        let (done, sql) = seen::during(|| {
            store.held_items("compta", TODAY, &asked, &mut |item| items.push((item.number.clone(), item.open_minor)))
        });
        done.unwrap();
        items.sort();
        (items, sql.iter().filter(|sql| sql.contains("FROM payment")).count())
    };
    let (all, derived_all) = compared(&store);
    let open = |items: &[(String, i64)]| items.iter().filter(|item| item.1 > 0).cloned().collect::<Vec<_>>();
    assert_eq!((open(&all).len(), derived_all), (10, 40), "nothing is derived yet");
    for day in [TODAY, TODAY.plus(2)] {
        store
            .write(|conn| (1..=40).try_for_each(|case| derived::refresh(conn, CaseId(case), day).map(|_| ())))
            .unwrap();
        let (some, derived) = compared(&store);
        assert_eq!(open(&some), open(&all), "as of {day:?}");
        assert!(some.contains(&("F0005".to_owned(), 0)), "what the file names is told, open or not");
        assert_eq!(derived, 11, "ten open ones and the one asked for");
    }
}
