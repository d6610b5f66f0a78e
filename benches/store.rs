//! What the store costs, on a book made for it: opening, a case, finding, recording, the day, verifying.
//! `cargo bench --bench store` (20,000 debtors) or `RELANCE_BENCH_DEBTORS=1000000 cargo bench --bench store`.
//! Each figure is the middle and the 99th of 100 runs in milliseconds, wall time, the book on disk and warm; recording
//! includes the commit with its fsync. Limits are those of the house: a key 10 ms, a case 20 ms, a record 10 ms.

#![allow(
    clippy::print_stdout,
    clippy::disallowed_methods,
    reason = "a bench prints its figures and reads the machine's own clock"
)]

use std::path::Path;
use std::time::Instant as Clock;

use relance::domain::codes::{Channel, Direction, Outcome, Role};
use relance::domain::command::{Command, Record, What};
use relance::domain::event::Who;
use relance::domain::ledger::{ContactRow, DebtorFields, DebtorRow, InvoiceRow, LedgerRow, PaymentRow};
use relance::domain::terms::Policy;
use relance::domain::values::{ActId, CaseId, Currency, Day, Instant, Login, Money, Now};
use relance::store::bulk::{Change, FileCounts, LoadHead, LoadWatch};
use relance::store::{BookSettings, Mode, Store, StoreError};

/// Day of the book: 2026-06-01.
const TODAY: Day = Day(20_605);
const RUNS: u64 = 100;

struct Watch(Clock);

impl LoadWatch for Watch {
    fn ms(&mut self) -> u64 {
        u64::try_from(self.0.elapsed().as_millis()).unwrap_or(0)
    }
    fn went(&mut self, _: u64) -> bool {
        true
    }
    fn change(&mut self, _: &Change<'_>) {}
}

fn now(ms: i64) -> Now {
    Now { at: Instant(i64::from(TODAY.0) * 86_400_000 + ms), today: TODAY }
}

fn who() -> Who {
    Who::new(Login("mia".into()), "mia", Role::Supervisor)
}

#[allow(clippy::disallowed_methods, reason = "a bench measures real time")]
fn start() -> Clock {
    Clock::now()
}

/// Ten rows a debtor: a debtor, three invoices, two payments, four contacts.
fn rows_of(debtor: u64) -> Vec<LedgerRow> {
    const NAMES: [&str; 8] =
        ["Ateliers", "Boulangerie", "Clinique", "Garage", "Hôtel", "Imprimerie", "Menuiserie", "Société"];
    let reference = format!("D{debtor:08}");
    let at = usize::try_from(debtor % 8).unwrap_or(0);
    let mut rows = vec![LedgerRow::Debtor(DebtorRow {
        reference: reference.clone(),
        name: format!("{} {} et Fils {debtor}", NAMES[at], NAMES[(at + 3) % 8]),
        phones: vec![format!("+33{:09}", 600_000_000 + debtor)],
        emails: vec![format!("compta{debtor}@example.org")],
        collector: format!("c{:03}", debtor % 120),
        ..DebtorRow::default()
    })];
    let spread = i32::try_from(debtor % 90).unwrap_or(0);
    for n in 0..3 {
        let due_on = TODAY.plus(30 * n - spread);
        let amount = Money::new(10_000 + i64::from(spread) * 137, Currency::EUR);
        let number = format!("F{debtor:08}-{n}");
        rows.push(LedgerRow::Invoice(
            reference.clone(),
            InvoiceRow {
                number,
                issued_on: due_on.plus(-30),
                due_on,
                amount,
                claim: relance::domain::ledger::Claim::PLAIN,
            },
        ));
    }
    for n in 0..2 {
        let paid_on = TODAY.plus(-10 * n - 1);
        let amount = Money::new(5_000, Currency::EUR);
        let row = PaymentRow {
            reference: format!("P{debtor}-{n}"),
            paid_on,
            amount,
            invoice: String::new(),
            method: None,
            inferred: false,
        };
        rows.push(LedgerRow::Payment(reference.clone(), row));
    }
    for n in 0..4 {
        let day = TODAY.plus(-7 * n - 2);
        rows.push(LedgerRow::Contact(
            reference.clone(),
            ContactRow {
                reference: format!("K{debtor}-{n}"),
                at: Instant(i64::from(day.0) * 86_400_000),
                day,
                channel: Channel::Call,
                direction: Direction::Out,
                outcome: Some(Outcome::NoAnswer),
                collector: "c001".into(),
                point: String::new(),
                seconds: 20,
                note: String::new(),
                thread: String::new(),
                quoted: String::new(),
            },
        ));
    }
    rows
}

fn fill(store: &mut Store, debtors: u64) -> Result<(), StoreError> {
    let head = LoadHead {
        source: "bench".into(),
        kind: "invoices".into(),
        file: "bench".into(),
        sha256: [1; 32],
        mapping: String::new(),
        who: who(),
        host: "here".into(),
        dry_run: false,
    };
    let mut watch = Watch(start());
    let mut loader = store.begin_load(head, now(0), &mut watch)?;
    for debtor in 1..=debtors {
        for row in rows_of(debtor) {
            loader.push(debtor + 1, DebtorFields::ALL, &row)?;
        }
    }
    loader.finish(FileCounts { rows: debtors * 10, ..FileCounts::default() }, now(0)).map(|_| ())
}

/// Runs `work` a hundred times on cases spread over the book and prints the middle and the 99th.
fn figure(name: &str, debtors: u64, mut work: impl FnMut(u64, i64)) {
    let mut took: Vec<f64> = (0..RUNS)
        .map(|run| {
            let case = i64::try_from(1 + (run * 7_919 + 13) % debtors).unwrap_or(1);
            let since = start();
            work(run, case);
            since.elapsed().as_secs_f64() * 1_000.0
        })
        .collect();
    took.sort_by(f64::total_cmp);
    println!("{name:<28} {:>9.3} {:>9.3}", took[took.len() / 2], took[took.len() * 99 / 100]);
}

fn collector_keys(store: &mut Store, debtors: u64) -> Result<(), StoreError> {
    let policy = Policy::default();
    figure("data_version", debtors, |_, _| {
        store.data_version().expect("a version");
    });
    figure("case", debtors, |_, case| {
        store.case_view(CaseId(case), now(0), None, 50).expect("a case");
    });
    figure("find: reference", debtors, |_, case| {
        store.find(&format!("D{case:08}"), TODAY, 20).expect("a find");
    });
    figure("find: phone", debtors, |_, case| {
        store.find(&format!("06{:08}", case), TODAY, 20).expect("a find");
    });
    figure("find: one common word", debtors, |_, _| {
        store.find("boul", TODAY, 20).expect("a find");
    });
    figure("find: two common words", debtors, |_, _| {
        store.find("boul hot", TODAY, 20).expect("a find");
    });
    figure("find: a slip of the finger", debtors, |_, _| {
        store.find("boluangerie", TODAY, 20).expect("a find");
    });
    figure("lease", debtors, |_, case| {
        store.lease(&who(), "here", now(0).at, CaseId(case)).expect("a lease");
    });
    figure("record a promise", debtors, |run, case| {
        let promise = Record::Promise {
            amount: Money::new(1_000, Currency::EUR),
            on: TODAY.plus(3),
            method: None,
            covers: vec![],
            by: None,
            replaces: None,
            note: String::new(),
        };
        let act = ActId::new(1_780_000_000_000, run);
        let command = Command { act, case: CaseId(case), seen: None, what: What::Record(vec![promise]) };
        let done = store.execute(&who(), now(1), &policy, &command);
        assert!(matches!(done, Ok(_) | Err(StoreError::Refused(_))), "{done:?}");
    });
    figure("my day", debtors, |_, _| {
        store.my_day(&Login("mia".into()), TODAY).expect("a day");
    });
    Ok(())
}

fn main() -> Result<(), StoreError> {
    let debtors: u64 = std::env::var("RELANCE_BENCH_DEBTORS").ok().and_then(|text| text.parse().ok()).unwrap_or(20_000);
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("book");
    let settings =
        BookSettings { zone: "UTC".into(), currency: Currency::EUR, language: "fr".into(), company: String::new() };
    let mut store = Store::create(&path, &settings, false)?;
    let since = start();
    fill(&mut store, debtors)?;
    println!("{debtors} debtors, {} rows loaded in {:.1} s", debtors * 10, since.elapsed().as_secs_f64());
    println!("{:<28} {:>9} {:>9}   ms", "", "middle", "99th");
    drop(store);
    figure("open", debtors, |_, _| {
        Store::open(Path::new(&path), Mode::Write).expect("a book");
    });
    let mut store = Store::open(&path, Mode::Write)?;
    collector_keys(&mut store, debtors)?;
    let since = start();
    let verified = store.verify(None, &mut |_| true)?;
    println!("verify {:.1} s, {:?}, {} faults", since.elapsed().as_secs_f64(), verified.checked, verified.fault_count);
    let since = start();
    let copied = store.backup(&folder.path().join("copy"), &mut |_, _| true)?;
    println!("backup with its verification {:.1} s, {} faults", since.elapsed().as_secs_f64(), copied.fault_count);
    Ok(())
}
