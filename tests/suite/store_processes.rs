//! Many real processes on one book, and processes killed in the middle of their work.
//! What never lives here: threads that only play at being processes: the test binary runs itself again as a worker.

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command as Process, Stdio};
use std::time::Duration;

use relance::clock::{machine_now, random_u64};
use relance::domain::command::{Refusal, What};
use relance::domain::values::{ActId, CaseId};
use relance::store::{Mode, Store, StoreError};

use crate::support::book::{command, execute, faults, fill, monday, note, now, promise, settings};

/// Cases that all workers share.
const CASES: i64 = 4;
/// Times one act is tried again because the machine was late: a book that is held for good is refused all the same.
const LATE_MAX: u32 = 40;
/// `BOOK|NUMBER|ACTS` for a worker.
const WORKER: &str = "RELANCE_TEST_WORKER";

/// Not a test of its own: what a spawned worker does.
#[test]
fn worker() {
    let Ok(task) = std::env::var(WORKER) else { return };
    let mut parts = task.split('|');
    let mut next = || parts.next().expect("BOOK|NUMBER|ACTS");
    let (book, number, acts) = (next(), next(), next());
    let (number, acts): (u64, u64) = (number.parse().unwrap(), acts.parse().unwrap());
    let mut store = Store::open(Path::new(book), Mode::Write).unwrap();
    for act in 0..acts {
        record(&mut store, Path::new(book).parent().unwrap(), number, act);
    }
}

/// Records one act, seen on the case's present state: whoever loses that race reads again and tries again.
fn record(store: &mut Store, folder: &Path, number: u64, act: u64) {
    let id = number * 1_000_000 + act;
    let case = i64::try_from(random_u64() % 4).unwrap() + 1;
    let since = machine_now().0;
    let (mut races, mut late) = (0, 0);
    loop {
        let seen = store.case(CaseId(case), monday()).unwrap().rev;
        let what = match act % 5 {
            0 => What::Record(vec![promise(100, monday().plus(2))]),
            _ => note("a"),
        };
        let at = now(monday(), i64::try_from(act).unwrap());
        match execute(store, at, &command(id, case, Some(seen), what)) {
            Ok(done) => {
                let took = machine_now().0 - since;
                say(&format!("ack {} {took} {races}", done.act));
                return;
            }
            Err(StoreError::Refused(Refusal::Stale { .. })) => races += 1,
            // A machine that is late itself makes anybody wait; then a person tries again, and so does this one.
            Err(StoreError::Busy { .. }) if the_machine_is_late(folder) && late < LATE_MAX => late += 1,
            Err(other) => {
                say(&format!("refused {other:?}"));
                return;
            }
        }
    }
}

/// True when what takes a moment on a machine at rest takes many times as long right now: the quarter of a second that
/// the book is waited for is then over before its holder had a turn, or while the disk wrote for others.
fn the_machine_is_late(folder: &Path) -> bool {
    let since = machine_now().0;
    for _ in 0..20 {
        std::thread::sleep(Duration::from_millis(1));
    }
    let slept = machine_now().0 - since;
    let path = folder.join(format!("probe-{}", std::process::id()));
    let mut probe = std::fs::File::create(&path).unwrap();
    probe.write_all(&[1; 4096]).unwrap();
    probe.sync_all().unwrap();
    std::fs::remove_file(path).unwrap();
    slept > 60 || machine_now().0 - since - slept > 40
}

/// One line to the parent, past the harness.
fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "\n@{line}").unwrap();
    out.flush().unwrap();
}

fn spawn(book: &Path, number: u64, acts: u64) -> Child {
    Process::new(std::env::current_exe().unwrap())
        .args(["--exact", "store_processes::worker", "--nocapture", "--test-threads=1"])
        .env(WORKER, format!("{}|{number}|{acts}", book.display()))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the test binary runs itself")
}

/// What a worker said: acknowledged acts, longest wait in ms, refusals. With `kill_after` acts it is killed, a random
/// part of an act later, and what it had said by then is read to the end.
fn heard(child: &mut Child, kill_after: Option<u64>) -> (Vec<ActId>, i64, Vec<String>) {
    let mut acts = vec![];
    let mut longest = 0;
    let mut refused = vec![];
    // A line cut by the end of its process is no word given.
    for line in BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok) {
        let Some(said) = line.strip_prefix('@') else { continue };
        let words: Vec<&str> = said.split(' ').collect();
        match words.as_slice() {
            ["ack", act, took, _races] => {
                let Ok(act) = act.parse() else { continue };
                acts.push(act);
                if kill_after == Some(acts.len() as u64) {
                    std::thread::sleep(Duration::from_micros(random_u64() % 12_000));
                    child.kill().unwrap();
                }
                longest = longest.max(took.parse().unwrap_or(0));
            }
            _ => refused.push(said.to_owned()),
        }
    }
    (acts, longest, refused)
}

fn new_book(folder: &Path) -> std::path::PathBuf {
    let path = folder.join("book");
    let mut store = Store::create(&path, &settings(), false).unwrap();
    fill(&mut store, usize::try_from(CASES).unwrap()).unwrap();
    path
}

/// Acts in the journal, and a check that every stream counts up without a hole.
fn journaled(store: &Store) -> BTreeSet<ActId> {
    let mut acts = BTreeSet::new();
    for case in 1..=CASES {
        let lines = store.journal(Some(CaseId(case)), 10_000).unwrap();
        for (seq, line) in (1..).zip(&lines) {
            assert_eq!(line.seq, seq, "case {case}");
            assert!(acts.insert(line.act), "{} stands twice", line.act);
        }
    }
    acts
}

#[test]
fn ten_processes_on_one_book_lose_nothing_and_refuse_nobody() {
    const WORKERS: u64 = 10;
    const ACTS: u64 = 40;
    let folder = tempfile::tempdir().unwrap();
    let path = new_book(folder.path());
    let mut workers: Vec<Child> = (1..=WORKERS).map(|number| spawn(&path, number, ACTS)).collect();
    let mut acknowledged = BTreeSet::new();
    let (mut longest, mut refused) = (0, vec![]);
    for worker in &mut workers {
        let (acts, took, mut refusals) = heard(worker, None);
        assert!(worker.wait().unwrap().success());
        acknowledged.extend(acts);
        longest = longest.max(took);
        refused.append(&mut refusals);
    }
    let store = Store::open(&path, Mode::Read).unwrap();
    eprintln!("{} acts of {WORKERS} processes, {} refused, longest {longest} ms", acknowledged.len(), refused.len());
    assert_eq!(refused, Vec::<String>::new());
    assert_eq!(acknowledged.len() as u64, WORKERS * ACTS);
    assert_eq!(journaled(&store), acknowledged);
    assert_eq!(faults(&store), Vec::<String>::new());
}

#[test]
fn a_process_killed_at_any_moment_has_lost_nothing_it_acknowledged() {
    const ROUNDS: u64 = 40;
    let folder = tempfile::tempdir().unwrap();
    let path = new_book(folder.path());
    let mut acknowledged = BTreeSet::new();
    for round in 1..=ROUNDS {
        let mut worker = spawn(&path, round, 1_000_000);
        let (acts, _, refused) = heard(&mut worker, Some(1 + random_u64() % 12));
        worker.wait().unwrap();
        assert_eq!(refused, Vec::<String>::new());
        acknowledged.extend(acts);
        let store = Store::open(&path, Mode::Write).unwrap();
        let kept = journaled(&store);
        let lost: Vec<_> = acknowledged.difference(&kept).collect();
        assert!(lost.is_empty(), "round {round}: {lost:?}");
        if round % 10 == 0 {
            assert_eq!(faults(&store), Vec::<String>::new());
        }
    }
    assert!(acknowledged.len() as u64 > ROUNDS, "the workers must have got something done: {}", acknowledged.len());
    eprintln!("{} acts acknowledged by {ROUNDS} killed processes", acknowledged.len());
}
