//! What a close of the day costs, and what its parts cost: the first close after an import, which derives every case, the
//! ones of the next days, and one while another process records. Prints milliseconds a phase, microseconds a case, the peak
//! of memory, how the time grows with the book, and the DuckDB program beside it where there is one. Not a test: nothing
//! here fails on a slow machine. What never lives here: an assertion about the order.
//!
//! `cargo bench --bench day` (10,000 and 100,000 invented debtors), `RELANCE_BENCH_DEBTORS=1000000` for another size,
//! `RELANCE_BENCH_BOOK` for a book made before. Each debtor has three invoices, two payments, ten contacts; one in three
//! has something overdue. DuckDB: `python3` with its module `duckdb`, see `day_duckdb.py`.
//! Targets at 1,000,000: a close no slower than DuckDB's aggregation and sort, ≤ 128 MiB, records of others p99 ≤ 50 ms.

#![allow(clippy::print_stdout, reason = "a bench prints its figures")]

use std::fmt::Write as _;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command as Process, Stdio};
use std::time::Duration;

use relance::clock::{Clock, machine_now};
use relance::day::{self, Around, Ask, DayClosed, Phase, Progress};
use relance::domain::codes::{Channel, Direction, Outcome, Role};
use relance::domain::command::{Command, Record, What};
use relance::domain::event::Who;
use relance::domain::ledger::{ContactRow, DebtorFields, DebtorRow, InvoiceRow, LedgerRow, PaymentRow};
use relance::domain::terms::Policy;
use relance::domain::values::{ActId, CaseId, Currency, Day, Instant, Login, Money, Now};
use relance::ranking::worth::worth;
use relance::ranking::{Card, gate, place};
use relance::store::bulk::{Change, FileCounts, LoadHead, LoadWatch};
use relance::store::night::PART_CASES;
use relance::store::task::Task;
use relance::store::{BookSettings, Mode, Store};
use relance::zone::Zone;

fn friday() -> Day {
    Day::from_ymd(2026, 6, 5).expect("a day of the calendar")
}

fn now(today: Day) -> Now {
    Now { at: Instant(i64::from(today.0) * 86_400_000 + 32_400_000), today }
}

fn who() -> Who {
    Who::new(Login("bench".into()), "bench", Role::Supervisor)
}

struct Watch<'a>(&'a Clock);

impl LoadWatch for Watch<'_> {
    fn ms(&mut self) -> u64 {
        self.0.monotonic_ms()
    }
    fn went(&mut self, _: u64) -> bool {
        true
    }
    fn change(&mut self, _: &Change<'_>) {}
}

/// The world around a close: hears which part of it begins.
struct Here<'a> {
    clock: &'a Clock,
    /// Each part with when it began, ms.
    began: Vec<(&'static str, u64)>,
}

impl Around for Here<'_> {
    fn machine_now(&self) -> Instant {
        machine_now()
    }
    fn goes_on(&mut self, _: Progress) -> bool {
        true
    }
    fn pause(&mut self) {
        std::thread::sleep(Duration::from_millis(2));
    }
    fn is_gone(&self, _: &Task) -> bool {
        true
    }
    fn enters(&mut self, phase: Phase) {
        self.began.push((phase.name(), self.clock.monotonic_ms()));
    }
}

/// The rows of one invented debtor.
fn rows(at: i64, out: &mut Vec<LedgerRow>) {
    let reference = format!("B{at:07}");
    out.push(LedgerRow::Debtor(DebtorRow {
        reference: reference.clone(),
        name: format!("Société d'essai {at}"),
        collector: format!("c{:03}", at % 150),
        ..DebtorRow::default()
    }));
    let late = i32::try_from(at * 7 % 40).unwrap_or(0);
    for number in 0..3 {
        let due_on = friday().plus(-100 + number * 45 - i32::try_from(at % 3).unwrap_or(0) * 2);
        let amount = Money::new(5_000 + at * 37 % 400_000, Currency::EUR);
        let invoice = InvoiceRow {
            number: format!("F{at}-{number}"),
            issued_on: due_on.plus(-30),
            due_on,
            amount,
            claim: relance::domain::ledger::Claim::PLAIN,
        };
        out.push(LedgerRow::Invoice(reference.clone(), invoice));
        if number == 0 || (number == 1 && at % 3 != 0) {
            let paid = PaymentRow {
                reference: format!("P{at}-{number}"),
                paid_on: due_on.plus(late),
                amount,
                invoice: format!("F{at}-{number}"),
                method: None,
                inferred: false,
            };
            out.push(LedgerRow::Payment(reference.clone(), paid));
        }
    }
    for contact in 0..10 {
        let day = friday().plus(-400 + contact * 38);
        let made = ContactRow {
            reference: format!("K{at}-{contact}"),
            at: now(day).at,
            day,
            channel: Channel::Call,
            direction: Direction::Out,
            outcome: Some(if contact % 3 == 0 { Outcome::NoCommitment } else { Outcome::NoAnswer }),
            collector: "bench".into(),
            point: String::new(),
            seconds: 60,
            note: String::new(),
            thread: String::new(),
            quoted: String::new(),
        };
        out.push(LedgerRow::Contact(reference.clone(), made));
    }
}

/// The same rows as files, as `day_duckdb.py` reads them.
fn files(folder: &Path, debtors: i64) {
    let file = |name: &str, head: &str| {
        let mut file = std::io::BufWriter::new(std::fs::File::create(folder.join(name)).expect("a file in the folder"));
        writeln!(file, "{head}").expect("a line is written");
        file
    };
    let mut invoices = file("invoices.csv", "debtor,number,due_on,amount");
    let mut payments = file("payments.csv", "debtor,invoice,paid_on,amount");
    let mut contacts = file("contacts.csv", "debtor,at,channel,outcome");
    let mut promises = file("promises.csv", "debtor,due_on,amount");
    let mut disputes = file("disputes.csv", "debtor,invoice,closed_on");
    writeln!(promises, "D0,{},1.00", friday()).expect("a line is written");
    writeln!(disputes, "D0,F0,{}", friday()).expect("a line is written");
    let euros = |money: Money| format!("{}.{:02}", money.minor / 100, money.minor % 100);
    let mut some = vec![];
    for at in 1..=debtors {
        rows(at, &mut some);
        let mut number = at * 3;
        for row in some.drain(..) {
            let done = match row {
                LedgerRow::Invoice(_, row) => {
                    number += 1;
                    writeln!(invoices, "D{at},F{number},{},{}", row.due_on, euros(row.amount))
                }
                LedgerRow::Payment(_, row) => {
                    writeln!(payments, "D{at},F{number},{},{}", row.paid_on, euros(row.amount))
                }
                LedgerRow::Contact(_, row) => {
                    let code = if row.outcome == Some(Outcome::NoAnswer) { "NA" } else { "NOC" };
                    writeln!(contacts, "D{at},{} 09:00:00,call,{code}", row.day)
                }
                LedgerRow::Debtor(_) => Ok(()),
            };
            done.expect("a line is written");
        }
    }
}

/// The DuckDB program on the same rows, in a process of its own; says why not where there is none.
fn beside(folder: &Path, debtors: i64) {
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/day_duckdb.py");
    let python = |args: &[&std::ffi::OsStr]| Process::new("python3").args(args).output();
    let there = python(&["-c".as_ref(), "import duckdb".as_ref()]).is_ok_and(|ran| ran.status.success());
    if !there {
        println!("  not beside DuckDB: python3 has no module duckdb here");
        return;
    }
    files(folder, debtors);
    let (file, day) = (folder.join("bench.duckdb"), friday().plus(1).to_string());
    let loaded = python(&[script.as_ref(), "load".as_ref(), folder.as_ref(), file.as_ref()]);
    let queued = python(&[script.as_ref(), "queue".as_ref(), file.as_ref(), day.as_ref()]);
    let text = |ran: std::io::Result<std::process::Output>| match ran {
        Ok(ran) if ran.status.success() => String::from_utf8_lossy(&ran.stdout).trim().to_owned(),
        Ok(ran) => format!("failed: {}", String::from_utf8_lossy(&ran.stderr).lines().last().unwrap_or_default()),
        Err(error) => error.to_string(),
    };
    let _loaded = text(loaded);
    println!("  beside: {}", text(queued));
}

fn fill(path: &Path, debtors: i64, clock: &Clock) {
    let settings = BookSettings {
        zone: "Europe/Paris".into(),
        currency: Currency::EUR,
        language: "fr".into(),
        company: "Banc d'essai".into(),
    };
    let mut store = Store::create(path, &settings, false).expect("a new book in a new folder");
    let head = LoadHead {
        source: "bench".into(),
        kind: "invoices".into(),
        file: "invented".into(),
        sha256: [1; 32],
        mapping: String::new(),
        who: who(),
        host: "bench".into(),
        dry_run: false,
    };
    let mut watch = Watch(clock);
    let mut loader = store.begin_load(head, now(friday()), &mut watch).expect("a load begins");
    let (mut line, mut some) = (1, Vec::new());
    for at in 1..=debtors {
        rows(at, &mut some);
        for row in some.drain(..) {
            line += 1;
            loader.push(line, DebtorFields::ALL, &row).expect("a row is taken");
        }
    }
    let counts = FileCounts { rows: line, ..FileCounts::default() };
    loader.finish(counts, now(friday())).expect("the load ends");
}

/// Closes a day and prints its parts; microseconds a case.
fn close(store: &mut Store, today: Day, clock: &Clock, what: &str) -> f64 {
    let (who, card, policy) = (who(), Card::default_card(), Policy::default());
    let ask = Ask {
        who: &who,
        host: "bench",
        process: std::process::id(),
        now: now(today),
        for_day: None,
        card: &card,
        policy: &policy,
        house: &[],
    };
    let mut here = Here { clock, began: vec![] };
    let from = clock.monotonic_ms();
    let done: DayClosed = day::close(store, &ask, &mut here).expect("the day closes");
    let end = clock.monotonic_ms();
    let ends = here.began.iter().skip(1).map(|(_, began)| *began).chain([end]);
    let mut parts = String::new();
    for ((name, began), ended) in here.began.iter().zip(ends) {
        let _text = write!(parts, "  {name} {}", ended - began);
    }
    let us = (end - from) as f64 * 1_000.0 / done.cases.max(1) as f64;
    println!(
        "  {what:22} {:6} ms  {us:5.1} µs a case  {:7} queued  peak {:4} MiB | ms:{parts}",
        end - from,
        done.queued,
        peak_mib()
    );
    us
}

/// What one reader alone takes for each step of the walk: reading with deriving, features and score, gate, all of the place.
fn steps(store: &Store, today: Day, clock: &Clock) {
    let (card, policy, book) = (Card::default_card(), Policy::default(), store.settings().currency);
    let (mut read_ms, mut worth_ms, mut gate_ms, mut place_ms, mut rows) = (0, 0, 0, 0, 0);
    let took = |of: &mut u64, work: &mut dyn FnMut()| {
        let from = clock.monotonic_ms();
        work();
        *of += clock.monotonic_ms() - from;
    };
    let (_, last) = store.night_size().expect("the book is read");
    let mut reader = store.night_reader(today, None).expect("the book is read");
    let mut all = vec![];
    took(&mut read_ms, &mut || {
        let mut after = CaseId(0);
        while after < last {
            let to = CaseId(after.0 + PART_CASES).min(last);
            all.extend(reader.part(after, to).expect("a part is read").rows);
            after = to;
        }
    });
    rows += all.len();
    let mut values = vec![];
    took(&mut worth_ms, &mut || values = all.iter().map(|row| worth(row, today, &card, &policy, book).value).collect());
    took(&mut gate_ms, &mut || {
        all.iter().zip(&values).for_each(|(row, value)| {
            std::hint::black_box(gate(row, today, &policy, value));
        });
    });
    took(&mut place_ms, &mut || {
        all.iter().for_each(|row| {
            std::hint::black_box(place(row, today, &card, &policy, book));
        });
    });
    println!(
        "  one reader, {rows} busy rows: read and derive {read_ms} ms, features and score {worth_ms}, gate {gate_ms}, place in all {place_ms}"
    );
}

/// Names the book another process of this bench records in.
const RECORDER: &str = "RELANCE_BENCH_RECORDER";
/// Between two notes of the person who works meanwhile.
const NOTE_EVERY: Duration = Duration::from_millis(20);

/// Another process: writes notes until its input ends, then says how long they took.
fn record(book: &Path, clock: &Clock) {
    let mut store = Store::open(book, Mode::Write).expect("the book opens");
    let over = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
    let seen = over.clone();
    std::thread::spawn(move || {
        let _end = std::io::copy(&mut std::io::stdin(), &mut std::io::sink());
        seen.store(true, std::sync::atomic::Ordering::Relaxed);
    });
    let last = store.night_last().expect("the book is read");
    let (mut waits, mut refused, policy) = (vec![], 0, Policy::default());
    let start = friday().plus(60);
    for act in 1_u64.. {
        if over.load(std::sync::atomic::Ordering::Relaxed) {
            break;
        }
        let case = CaseId(i64::try_from(act * 7_919).unwrap_or(0) % last.0.max(1) + 1);
        let what = What::Record(vec![Record::Note("rappeler".into())]);
        let from = clock.monotonic_ms();
        let id = ActId::new(machine_now().0, act);
        match store.execute(&who(), now(start), &policy, &Command { act: id, case, seen: None, what }) {
            Ok(_) => waits.push(clock.monotonic_ms() - from),
            Err(_) => refused += 1,
        }
        std::thread::sleep(NOTE_EVERY);
    }
    waits.sort_unstable();
    let at = |permille: usize| waits.get(waits.len() * permille / 1_000).or(waits.last()).copied().unwrap_or(0);
    println!(
        "  another process meanwhile: {} notes, {refused} refused, p50 {} ms, p99 {} ms, longest {} ms",
        waits.len(),
        at(500),
        at(990),
        waits.last().copied().unwrap_or(0)
    );
}

fn recorder(book: &Path) -> Child {
    let program = std::env::current_exe().expect("this program");
    let mut child = Process::new(program);
    child.env(RECORDER, book).stdin(Stdio::piped()).spawn().expect("this program runs again")
}

/// Peak of resident memory in MiB, where the system tells.
fn peak_mib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kib| kib.parse::<u64>().ok()).unwrap_or(0) / 1_024
}

/// The aged balance as the program prints it: of today, from the rows; of a past day, from every fact.
fn ageing(book: &Path, today: Day, clock: &Clock) {
    for (what, day) in [("today", today), ("half a year ago", today.plus(-180))] {
        let from = clock.monotonic_ms();
        let mut program = Process::new(env!("CARGO_BIN_EXE_relance"));
        program.env("RELANCE_BOOK", book).env("RELANCE_TODAY", today.to_string()).stdout(Stdio::null());
        let ran = program.args(["report", "ageing", "--as-of", &day.to_string()]).status();
        assert!(ran.is_ok_and(|status| status.success()), "the report is made");
        println!(
            "  aged balance of {what}: {} ms (targets at 1,000,000: today 1,000, a past day 5,000)",
            clock.monotonic_ms() - from
        );
    }
}

/// All closes of one book; microseconds a case of a usual one.
fn size(debtors: i64, clock: &Clock, kept: Option<PathBuf>) -> f64 {
    let folder = tempfile::tempdir().expect("a folder for the book");
    // A book made before may be used again: its second close is then the first one measured.
    let path = kept.unwrap_or_else(|| folder.path().join("bench.relance"));
    println!("{debtors} debtors");
    if !path.exists() {
        let from = clock.monotonic_ms();
        fill(&path, debtors, clock);
        println!("  loaded in {} ms, peak {} MiB", clock.monotonic_ms() - from, peak_mib());
    }
    let mut store = Store::open(&path, Mode::Write).expect("the book opens");
    let first = store.latest_kept().expect("the book is read").map_or(friday(), |kept| kept.closed.plus(1));
    close(&mut store, first, clock, "first close");
    close(&mut store, first.plus(1), clock, "the next day");
    let usual = close(&mut store, first.plus(2), clock, "a usual day");
    steps(&store, first.plus(3), clock);
    ageing(&path, first.plus(3), clock);
    let mut other = recorder(&path);
    std::thread::sleep(Duration::from_millis(300));
    for day in 61..64 {
        close(&mut store, friday().plus(day), clock, "beside another process");
    }
    drop(other.stdin.take());
    other.wait().expect("the other process ends");
    beside(folder.path(), debtors);
    usual
}

fn main() {
    let clock = Clock::real(Zone::UTC);
    if let Some(book) = std::env::var_os(RECORDER) {
        record(Path::new(&book), &clock);
        return;
    }
    let kept = std::env::var_os("RELANCE_BENCH_BOOK").map(PathBuf::from);
    if let Some(debtors) = std::env::var("RELANCE_BENCH_DEBTORS").ok().and_then(|text| text.parse().ok()) {
        size(debtors, &clock, kept);
        return;
    }
    let (small, large) = (size(10_000, &clock, None), size(100_000, &clock, None));
    println!("ten times the book, {:.2} times the time a case: 1 is linear", large / small.max(0.1));
}
