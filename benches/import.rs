//! Importing invoices, side by side with the `sqlite3` shell's `.import` into bare tables and into tables with the same
//! unique keys, and with the least that writing the same rows takes: wall time, processor time, peak memory, the same file
//! again, and how long people wait for a note while the load runs.
//! What never lives here: a test.
//!
//! Run `cargo bench --bench import` (needs the `sqlite3` shell for the comparison; without it those lines are left out).
//! `RELANCE_BENCH_ROWS` sets the size (1,000,000), `RELANCE_BENCH_FILE` takes a file of invoices instead of an invented one
//! (columns debtor, number, two days, amount, currency), `RELANCE_BENCH_RUNS` how often all is run (1).
//! Targets: import ≤ 1.0 × the shell with keys, ≤ 3.0 × bare, ≤ 192 MiB, again ≤ 1.0 × the first time, notes p99 ≤ 50 ms.

#![allow(clippy::disallowed_methods, clippy::print_stdout, reason = "a bench measures time and prints it")]
#![allow(clippy::unwrap_used, reason = "a bench that cannot run says so by failing")]

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use relance::domain::codes::Role;
use relance::domain::command::{Command as Ask, Record, What};
use relance::domain::event::Who;
use relance::domain::terms::Policy;
use relance::domain::values::{ActId, CaseId, Login};
use relance::store::{Mode, Store};

/// Between two notes of the person who works meanwhile.
const NOTE_EVERY: Duration = Duration::from_millis(20);
/// How long the least loop holds the book, and leaves it, as an import does.
const HOLD_AND_REST: (Duration, Duration) = (Duration::from_millis(20), Duration::from_millis(2));

fn main() {
    // cargo passes --bench; anything else asked of us is for another harness
    let number = |name: &str, usual| std::env::var(name).ok().and_then(|n| n.parse().ok()).unwrap_or(usual);
    let folder = tempfile::tempdir().unwrap();
    let rows = number("RELANCE_BENCH_ROWS", 1_000_000);
    let file = std::env::var_os("RELANCE_BENCH_FILE").map_or_else(|| invented(folder.path(), rows), PathBuf::from);
    let bytes = std::fs::metadata(&file).unwrap().len();
    println!("{}: {} MiB", file.display(), bytes >> 20);
    for _ in 0..number("RELANCE_BENCH_RUNS", 1) {
        all(folder.path(), &file);
    }
}

fn all(folder: &Path, file: &Path) {
    let bare = shell(folder, file, BARE);
    shell_line("shell, bare table", bare);
    let keyed = shell(folder, file, ALL_KEYS);
    shell_line("shell, every unique key that a book keeps", keyed);

    let book = folder.join("book.relance");
    made(&book);
    let least = least(&book, file);
    println!("{:45} {:7.2} s  cpu {:5.2} s", "the same rows into the book, no more than that", least.wall, least.cpu);

    made(&book);
    let few = folder.join("few.csv");
    std::fs::write(&few, few_debtors()).unwrap();
    relance(&book, &["import", "debtors", few.to_str().unwrap()]).wait().unwrap();
    let import = ["import", "invoices", file.to_str().unwrap()];
    let first = watched(&book, &import);
    said("import", &first, &[("bare", bare), ("with keys", keyed), ("the least", Some(least))]);
    let again = watched(&book, &import);
    said("the same file again", &again, &[("the first time", Some(first.spent))]);
}

/// An empty book.
fn made(book: &Path) {
    for suffix in ["", "-wal", "-shm", ".toml"] {
        std::fs::remove_file(format!("{}{suffix}", book.display())).ok();
    }
    relance(book, &["init", "--no-input", "--login", "bench"]).wait().unwrap();
}

const BARE: &str =
    "CREATE TABLE invoice (debtor TEXT, number TEXT, issued_on TEXT, due_on TEXT, amount TEXT, currency TEXT);";

/// What keeping each invoice once, and finding one by its number, take.
const ALL_KEYS: &str = "CREATE TABLE invoice (debtor TEXT NOT NULL, number TEXT NOT NULL, issued_on TEXT, due_on TEXT,
  amount TEXT, currency TEXT, PRIMARY KEY (debtor, number)) WITHOUT ROWID;
  CREATE UNIQUE INDEX by_number ON invoice (number, debtor);";

/// Seconds that something took.
#[derive(Clone, Copy)]
struct Spent {
    wall: f64,
    cpu: f64,
}

/// What the shell takes; none when it is not there.
fn shell(folder: &Path, file: &Path, tables: &str) -> Option<Spent> {
    let to = folder.join("shell.db");
    let script = format!("{tables}\n.mode csv\n.import --skip 1 \"{}\" invoice\n", file.display());
    let (began, cpu) = (Instant::now(), processor_s(true));
    let mut child = Command::new("sqlite3").arg(&to).stdin(Stdio::piped()).spawn().ok()?;
    std::io::Write::write_all(child.stdin.as_mut()?, script.as_bytes()).ok()?;
    drop(child.stdin.take());
    let done = child.wait().ok()?;
    let spent = Spent { wall: began.elapsed().as_secs_f64(), cpu: processor_s(true) - cpu };
    std::fs::remove_file(&to).ok();
    done.success().then_some(spent)
}

fn shell_line(what: &str, spent: Option<Spent>) {
    match spent {
        Some(Spent { wall, cpu }) => println!("{what:45} {wall:7.2} s  cpu {cpu:5.2} s"),
        None => println!("{what:45} no sqlite3 shell here"),
    }
}

/// The least that writing these rows takes: read and sorted before the clock starts, a statement a row, holds and rests.
fn least(book: &Path, file: &Path) -> Spent {
    let text = std::fs::read_to_string(file).unwrap();
    let mut rows: Vec<Vec<&str>> = text.lines().skip(1).map(|line| line.split(',').collect()).collect();
    rows.sort_unstable();
    let conn = rusqlite::Connection::open(book).unwrap();
    conn.execute_batch("PRAGMA synchronous = FULL; PRAGMA cache_size = -8192;").unwrap();
    let (began, cpu) = (Instant::now(), processor_s(false));
    {
        let (mut cases, mut invoice) = (Cases::new(&conn), conn.prepare(INVOICE).unwrap());
        let mut found: Vec<(&str, i64)> = Vec::with_capacity(rows.len());
        in_holds(&conn, &rows, |row| {
            let case = cases.of(row[0]);
            let amount = 100 + found.len() as i64;
            invoice.execute(rusqlite::params![case, row[1], 20_000, 20_030, amount, "EUR"]).unwrap();
            found.push((row[1], case));
        });
        found.sort_unstable();
        in_holds(&conn, &found, |(number, case)| {
            cases.find.execute(rusqlite::params![number, 2, case]).unwrap();
        });
    }
    Spent { wall: began.elapsed().as_secs_f64(), cpu: processor_s(false) - cpu }
}

const INVOICE: &str = "INSERT INTO invoice (case_id, source_id, number, batch_id, issued_on, due_on, amount, currency)
  VALUES (?1, 1, ?2, 1, ?3, ?4, ?5, ?6)";

/// The cases of the least loop, opened as they come.
struct Cases<'c> {
    row: rusqlite::Statement<'c>,
    key: rusqlite::Statement<'c>,
    find: rusqlite::Statement<'c>,
    last: (String, i64),
}

impl<'c> Cases<'c> {
    fn new(conn: &'c rusqlite::Connection) -> Self {
        let case =
            "INSERT INTO case_row (case_id, seq, rev, stale, formula, as_of, reference, name, sort_key, collector)
            VALUES (?1, 0, 1, 1, 0, 0, ?2, ?2, x'0102030405060708090a', '')";
        Self {
            row: conn.prepare(case).unwrap(),
            key: conn.prepare("INSERT INTO case_key (source_id, reference, case_id) VALUES (1, ?1, ?2)").unwrap(),
            find: conn.prepare("INSERT INTO find_key (key, kind, case_id) VALUES (?1, ?2, ?3)").unwrap(),
            last: (String::new(), 0),
        }
    }

    fn of(&mut self, reference: &str) -> i64 {
        if self.last.0 != reference {
            self.last = (reference.to_owned(), self.last.1 + 1);
            self.row.execute(rusqlite::params![self.last.1, reference]).unwrap();
            self.key.execute(rusqlite::params![reference, self.last.1]).unwrap();
            self.find.execute(rusqlite::params![reference, 1, self.last.1]).unwrap();
        }
        self.last.1
    }
}

fn in_holds<T>(conn: &rusqlite::Connection, rows: &[T], mut write: impl FnMut(&T)) {
    let mut rows = rows.iter().enumerate().peekable();
    while rows.peek().is_some() {
        let began = Instant::now();
        conn.execute_batch("BEGIN IMMEDIATE").unwrap();
        for (at, row) in rows.by_ref() {
            write(row);
            if at % 64 == 63 && began.elapsed() >= HOLD_AND_REST.0 {
                break;
            }
        }
        conn.execute_batch("COMMIT").unwrap();
        std::thread::sleep(HOLD_AND_REST.1);
    }
}

/// Processor seconds of this process, or of its children that ended.
fn processor_s(children: bool) -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or("").split_whitespace().collect();
    let at = if children { 13 } else { 11 };
    let ticks: f64 = [at, at + 1].iter().filter_map(|at| fields.get(*at)?.parse::<f64>().ok()).sum();
    // what Linux counts processor time in, whatever the machine
    ticks / 100.0
}

struct Measured {
    spent: Spent,
    peak_kib: u64,
    waits_ms: Vec<f64>,
    refused: usize,
}

fn said(what: &str, measured: &Measured, against: &[(&str, Option<Spent>)]) {
    let Spent { wall, cpu } = measured.spent;
    let mut line = format!("{what:45} {wall:7.2} s  cpu {cpu:5.2} s");
    for (other, spent) in against.iter().filter_map(|(other, spent)| Some((other, (*spent)?))) {
        write!(line, "  {:.2} × {other} (cpu {:.2} ×)", wall / spent.wall, cpu / spent.cpu).unwrap();
    }
    let waits = &measured.waits_ms;
    let at = |share: f64| waits.get(((waits.len() as f64 * share) as usize).min(waits.len().saturating_sub(1)));
    write!(line, "  peak {} MiB  notes {}", measured.peak_kib >> 10, waits.len()).unwrap();
    if let (Some(half), Some(p99), Some(most)) = (at(0.5), at(0.99), waits.last()) {
        write!(line, "  p50 {half:.1} ms  p99 {p99:.1} ms  most {most:.1} ms  refused {}", measured.refused).unwrap();
    }
    println!("{line}");
}

fn relance(book: &Path, arguments: &[&str]) -> Child {
    let mut command = Command::new(env!("CARGO_BIN_EXE_relance"));
    command.env("RELANCE_BOOK", book).env("RELANCE_LANG", "en").stdout(Stdio::null());
    command.args(arguments).spawn().unwrap()
}

/// Runs a verb while a person writes notes, and watches its memory.
fn watched(book: &Path, arguments: &[&str]) -> Measured {
    let mut store = Store::open(book, Mode::Write).unwrap();
    let who = Who::new(Login("bench".into()), "bench", Role::Collector);
    let clock = relance::clock::Clock::real(relance::zone::Zone::PARIS);
    let (began, cpu) = (Instant::now(), processor_s(true));
    let mut child = relance(book, arguments);
    let (mut peak_kib, mut waits_ms, mut refused, mut case) = (0, vec![], 0, 1);
    loop {
        peak_kib = peak_kib.max(memory_kib(child.id()));
        if let Some(done) = child.try_wait().unwrap() {
            assert!(done.success(), "the import failed");
            break;
        }
        let what = What::Record(vec![Record::Note("someone works meanwhile".into())]);
        let random = relance::clock::random_u64();
        let ask = Ask { act: ActId::new(clock.now().at.0, random), case: CaseId(case), seen: None, what };
        let asked = Instant::now();
        match store.execute(&who, clock.now(), &Policy::default(), &ask) {
            Ok(_) => waits_ms.push(asked.elapsed().as_secs_f64() * 1_000.0),
            Err(_) => refused += 1,
        }
        case = case % 200 + 1;
        std::thread::sleep(NOTE_EVERY);
    }
    let spent = Spent { wall: began.elapsed().as_secs_f64(), cpu: processor_s(true) - cpu };
    waits_ms.sort_by(f64::total_cmp);
    Measured { spent, peak_kib, waits_ms, refused }
}

/// Highest resident memory of a process so far.
fn memory_kib(process: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok()).unwrap_or(0)
}

fn few_debtors() -> String {
    (0..200).fold("reference,name\n".to_owned(), |text, n| text + &format!("A{n:04},Debtor {n}\n"))
}

/// Invoices of invented debtors in the order of their issue, debtors at random as a ledger has them.
fn invented(folder: &Path, rows: usize) -> PathBuf {
    let mut text = String::from("debtor,number,issued_on,due_on,amount,currency\n");
    let mut seed = 0x9e37_79b9_7f4a_7c15_u64;
    for n in 0..rows {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let debtor = (seed >> 33) % (rows as u64 * 3 / 2);
        let (month, day) = (n * 12 / rows + 1, n % 28 + 1);
        let amount = (seed >> 40) % 500_000 + 100;
        writeln!(
            text,
            "D{debtor:08},F{n:09},2025-{month:02}-{day:02},2026-{month:02}-{day:02},{}.{:02},EUR",
            amount / 100,
            amount % 100
        )
        .unwrap();
    }
    let path = folder.join("invoices.csv");
    std::fs::write(&path, text).unwrap();
    path
}
