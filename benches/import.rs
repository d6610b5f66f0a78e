//! Importing invoices, side by side with the `sqlite3` shell's `.import` into tables with the same unique keys: wall time,
//! peak memory, the same file again, and how long people wait for a note while the load runs.
//! What never lives here: a test.
//!
//! Run `cargo bench --bench import` (needs the `sqlite3` shell for the comparison; without it that line is left out).
//! `RELANCE_BENCH_ROWS` sets the size (1,000,000), `RELANCE_BENCH_FILE` takes a file of invoices instead of an invented one.
//! Targets: import ≤ 1.0 × the shell, ≤ 192 MiB, again ≤ 1.0 × the first time, notes p99 ≤ 50 ms.

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

fn main() {
    // cargo passes --bench; anything else asked of us is for another harness
    let rows: usize = std::env::var("RELANCE_BENCH_ROWS").ok().and_then(|n| n.parse().ok()).unwrap_or(1_000_000);
    let folder = tempfile::tempdir().unwrap();
    let file = std::env::var_os("RELANCE_BENCH_FILE").map_or_else(|| invented(folder.path(), rows), PathBuf::from);
    let bytes = std::fs::metadata(&file).unwrap().len();
    println!("{}: {} MiB", file.display(), bytes >> 20);

    let shell = shell(folder.path(), &file, "one key", ONE_KEY);
    shell_line("shell, primary key (debtor, number)", shell);
    let all = self::shell(folder.path(), &file, "all keys", ALL_KEYS);
    shell_line("shell, every unique key that a book keeps", all);

    let book = folder.path().join("book.relance");
    relance(&book, &["init", "--no-input", "--login", "bench"]).wait().unwrap();
    let few = folder.path().join("few.csv");
    std::fs::write(&few, few_debtors()).unwrap();
    relance(&book, &["import", "debtors", few.to_str().unwrap()]).wait().unwrap();
    let import = ["import", "invoices", file.to_str().unwrap()];
    let first = watched(&book, &import);
    said("import", &first, shell);
    let again = watched(&book, &import);
    said("the same file again", &again, Some(first.wall));
}

/// Keys as the shell's user would declare them for the file alone.
const ONE_KEY: &str = "CREATE TABLE invoice (debtor TEXT NOT NULL, number TEXT NOT NULL, issued_on TEXT, due_on TEXT,
  amount TEXT, currency TEXT, PRIMARY KEY (debtor, number)) WITHOUT ROWID;";

/// … and what finding an invoice by its number and a debtor by its reference take.
const ALL_KEYS: &str = "CREATE TABLE invoice (debtor TEXT NOT NULL, number TEXT NOT NULL, issued_on TEXT, due_on TEXT,
  amount TEXT, currency TEXT, PRIMARY KEY (debtor, number)) WITHOUT ROWID;
  CREATE UNIQUE INDEX by_number ON invoice (number, debtor);";

/// Seconds the shell takes; none when it is not there.
fn shell(folder: &Path, file: &Path, name: &str, tables: &str) -> Option<f64> {
    let to = folder.join(format!("{name}.db"));
    let script = format!("{tables}\n.mode csv\n.import --skip 1 \"{}\" invoice\n", file.display());
    let began = Instant::now();
    let mut child = Command::new("sqlite3").arg(&to).stdin(Stdio::piped()).spawn().ok()?;
    std::io::Write::write_all(child.stdin.as_mut()?, script.as_bytes()).ok()?;
    drop(child.stdin.take());
    let done = child.wait().ok()?;
    let wall = began.elapsed().as_secs_f64();
    std::fs::remove_file(&to).ok();
    done.success().then_some(wall)
}

fn shell_line(what: &str, wall: Option<f64>) {
    match wall {
        Some(wall) => println!("{what:45} {wall:7.2} s"),
        None => println!("{what:45} no sqlite3 shell here"),
    }
}

struct Measured {
    wall: f64,
    peak_kib: u64,
    waits_ms: Vec<f64>,
    refused: usize,
}

fn said(what: &str, measured: &Measured, against: Option<f64>) {
    let mut line = format!("{what:45} {:7.2} s", measured.wall);
    if let Some(against) = against {
        write!(line, "  {:.2} ×", measured.wall / against).unwrap();
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
    let who = Who { login: Login("bench".into()), os_user: "bench".into(), role: Role::Collector };
    let clock = relance::clock::Clock::real(relance::zone::Zone::PARIS);
    let began = Instant::now();
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
    let wall = began.elapsed().as_secs_f64();
    waits_ms.sort_by(f64::total_cmp);
    Measured { wall, peak_kib, waits_ms, refused }
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
