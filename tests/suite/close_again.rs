//! The same plan to the byte: whoever kills the close and starts it again, however many readers it has, in whatever
//! order the facts came.
//! What never lives here: what the plan should be (see `day`, `ranking`).
//! Run by the suite; the crashes are those of the real program.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime};

use relance::clock::{machine_now, random_u64};
use relance::day::{self, Ask};
use relance::domain::codes::Outcome;
use relance::domain::command::What;
use relance::domain::ledger::LedgerRow;
use relance::domain::terms::Policy;
use relance::domain::values::Day;
use relance::ranking::Card;
use relance::store::{Mode, Store};
use serde_json::Value;

use crate::support::book::{
    call, command, debtor, execute, faults, invoice, load, monday, now, past_contact, payment, promise, settings, who,
};
use crate::support::days::{Alone, close};

/// Debtors of a book whose close is killed: more rows than some slices of writing hold.
const FEW: i32 = 700;
/// … and of one that several readers share: some parts each.
const MANY: i32 = 6_200;
/// Rounds of kills at a random moment.
const ROUNDS: u64 = 12;
/// Verified is every so many-th book.
const VERIFIED_EVERY: u32 = 6;

fn key(at: i32) -> String {
    format!("D{at:05}")
}

/// Rows by file; ties everywhere, so that an order that hung on chance would show.
fn files(debtors: i32) -> [(&'static str, Vec<LedgerRow>); 4] {
    let at = |step: i32| (1..=debtors).filter(move |at| at % step != 0);
    let due = |at: i32| monday().plus(-5 - at % 60);
    [
        ("debtors", (1..=debtors).map(|at| debtor(&key(at), &format!("Société {}", at % 7))).collect()),
        (
            "invoices",
            at(11).map(|at| invoice(&key(at), &format!("F{at}"), due(at), 10_000 + i64::from(at % 40))).collect(),
        ),
        (
            "payments",
            at(3).map(|at| payment(&key(at), &format!("P{at}"), due(at).plus(4), 900, &format!("F{at}"))).collect(),
        ),
        ("contacts", at(5).map(|at| past_contact(&key(at), &format!("K{at}"), monday().plus(-1 - at % 20))).collect()),
    ]
}

/// A book closed on Monday, in which promises were made since; on Thursday they find their end, and a ledger came.
fn book(path: &Path, debtors: i32) {
    let mut store = Store::create(path, &settings(), false).unwrap();
    for (name, rows) in files(debtors) {
        load(&mut store, now(monday().plus(-3), 0), name, &rows).unwrap();
    }
    close(&mut store, monday().plus(-3));
    for case in (1..60_i64).filter(|case| case % 11 != 0) {
        let records = vec![call(now(monday(), case), Outcome::Promise), promise(2_000, monday().plus(1))];
        execute(&mut store, now(monday(), case), &command(case.unsigned_abs(), case, None, What::Record(records)))
            .unwrap();
    }
    drop(store);
    // By the program, so that the texts of the house are adopted: that act has a name drawn at random.
    said(path, monday());
    let mut store = Store::open(path, Mode::Write).unwrap();
    let paid: Vec<LedgerRow> =
        (1..30).map(|at| payment(&key(at), &format!("Q{at}"), monday().plus(1), 2_000, "")).collect();
    load(&mut store, now(thursday(), 0), "bank", &paid).unwrap();
    drop(store);
    checkpoint(path);
}

fn thursday() -> Day {
    monday().plus(3)
}

fn checkpoint(path: &Path) {
    rusqlite::Connection::open(path).unwrap().execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
}

/// The real program, its clock stopped on a day.
fn close_day(path: &Path, today: Day) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_relance"));
    command.env_clear().env("LANG", "C").args(["--today", &today.to_string(), "--json", "close-day", "--book"]);
    command.arg(path).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// What a close said, without the time it took and whether anything was left to do.
fn said(path: &Path, today: Day) -> Value {
    let output = close_day(path, today).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let mut said: Value = serde_json::from_slice(&output.stdout).unwrap();
    said.as_object_mut().unwrap().remove("seconds");
    said
}

/// Every byte of the newest plan, and every seal.
fn plan(path: &Path) -> Vec<String> {
    let raw = rusqlite::Connection::open(path).unwrap();
    let newest = "(SELECT max(generation) FROM generation)";
    let mut out = vec![];
    for (table, columns) in [
        ("generation", "generation, day, closed_day, planned_at, card, versions, state, queued, excluded, format"),
        ("queue_list", "generation, collector, list, line_count"),
        ("queue_line", "generation, list, first_own, hex(packed)"),
        ("queue_order", "generation, first_rank, hex(packed)"),
        ("queue_case", "generation, first_case, hex(packed)"),
    ] {
        let sql = format!("SELECT {columns} FROM {table} WHERE generation = {newest} ORDER BY 1, 2, 3");
        let mut statement = raw.prepare(&sql).unwrap();
        let count = statement.column_count();
        let row = |row: &rusqlite::Row<'_>| {
            let cells = (0..count).map(|at| row.get::<_, rusqlite::types::Value>(at).map(|cell| format!("{cell:?}")));
            cells.collect::<Result<Vec<_>, _>>().map(|cells| format!("{table} {}", cells.join(" ")))
        };
        out.extend(statement.query_map([], row).unwrap().map(Result::unwrap));
    }
    let seals = "SELECT seal_no || ' ' || hex(hash) FROM seal ORDER BY seal_no";
    out.extend(raw.prepare(seals).unwrap().query_map([], |row| row.get(0)).unwrap().map(Result::unwrap));
    out
}

/// When a close is killed.
enum Kill {
    /// After so many writes seen, and a random part of a millisecond more.
    Writes(u32),
    /// After so many milliseconds.
    Time(i64),
}

/// Runs a close and kills it; false: it had ended before.
fn killed(path: &Path, kill: &Kill) -> bool {
    let wal = PathBuf::from(format!("{}-wal", path.display()));
    let stamp =
        || std::fs::metadata(&wal).ok().map(|file| (file.len(), file.modified().unwrap_or(SystemTime::UNIX_EPOCH)));
    let mut child = close_day(path, thursday()).spawn().unwrap();
    let (since, mut last, mut writes) = (machine_now(), stamp(), 0);
    loop {
        if child.try_wait().unwrap().is_some() {
            return false;
        }
        let next = stamp();
        if next != last {
            (last, writes) = (next, writes + 1);
        }
        let over = match kill {
            Kill::Writes(some) => writes >= *some,
            Kill::Time(some_ms) => machine_now().0 - since.0 >= *some_ms,
        };
        if over {
            if matches!(kill, Kill::Writes(_)) {
                std::thread::sleep(Duration::from_micros(random_u64() % 1_000));
            }
            child.kill().unwrap();
            return child.wait().unwrap().code().is_none();
        }
        std::thread::sleep(Duration::from_micros(100));
    }
}

/// What a killed close left behind.
#[derive(Debug, Default)]
struct Left {
    kills: u32,
    /// A list that nobody sees.
    hidden: u32,
    /// … of which blocks were written.
    written: u32,
    /// A new list in force, and the rest not done.
    switched: u32,
}

impl Left {
    fn look(&mut self, path: &Path) {
        let raw = rusqlite::Connection::open(path).unwrap();
        let count = |sql: &str| raw.query_row(sql, [], |row| row.get::<_, u32>(0)).unwrap();
        self.kills += 1;
        self.hidden += count("SELECT count(*) FROM generation WHERE state = 'building'").min(1);
        let blocks = "SELECT count(*) FROM queue_case c JOIN generation g ON g.generation = c.generation WHERE state = 'building'";
        self.written += count(blocks).min(1);
        self.switched += count("SELECT count(*) FROM generation WHERE generation > 2 AND state = 'live'").min(1);
    }
}

#[test]
fn a_close_killed_at_any_moment_and_started_again_makes_the_same_plan_to_the_byte() {
    let folder = tempfile::tempdir().unwrap();
    let base = folder.path().join("base");
    book(&base, FEW);
    let again = |name: &str| {
        let path = folder.path().join(name);
        std::fs::copy(&base, &path).unwrap();
        path
    };
    let calm = again("calm");
    let since = machine_now();
    let told = said(&calm, thursday());
    let took_ms = machine_now().0 - since.0;
    let wanted = plan(&calm);
    assert!(told["promises"]["kept"].as_u64() > Some(20) && told["promises"]["broken"].as_u64() > Some(20), "{told}");
    let (mut left, mut books) = (Left::default(), 0);
    let mut check = |path: &Path, kills: &[Kill], what: &str| {
        let mut all = true;
        for kill in kills {
            let hit = killed(path, kill);
            all &= hit;
            if hit {
                left.look(path);
            }
        }
        assert_eq!(said(path, thursday()), told, "{what}");
        assert!(plan(path) == wanted, "{what}: another plan");
        books += 1;
        if books % VERIFIED_EVERY == 0 {
            let store = Store::open(path, Mode::Read).unwrap();
            assert_eq!(faults(&store), Vec::<String>::new(), "{what}");
        }
        all
    };
    // After every write there is, until a close ends before its time.
    for writes in 1.. {
        let path = again("killed");
        let hit = check(&path, &[Kill::Writes(writes)], &format!("killed at write {writes}"));
        remove(&path);
        if !hit {
            break;
        }
    }
    for round in 0..ROUNDS {
        let moment = || Kill::Time(i64::try_from(random_u64() % took_ms.max(1).unsigned_abs()).unwrap());
        let kills = if round % 3 == 0 { vec![moment(), moment()] } else { vec![moment()] };
        let path = again("killed");
        check(&path, &kills, &format!("killed at a random moment, round {round}"));
        remove(&path);
    }
    eprintln!("a close of {took_ms} ms: {left:?}");
    assert!(left.kills > 6 && left.hidden > 2, "it must have been killed in its middle: {left:?}");
}

/// Closes Thursday with so many readers.
fn closed_by(path: &Path, readers: usize) -> Vec<String> {
    let mut store = Store::open(path, Mode::Write).unwrap();
    let (mia, card, policy, at) = (who("mia"), Card::default_card(), Policy::default(), now(thursday(), 0));
    let (for_day, house) = (None, &[][..]);
    let ask = Ask { who: &mia, host: "here", process: 7, now: at, for_day, card: &card, policy: &policy, house };
    day::close_with(&mut store, &ask, &mut Alone::default(), readers).unwrap();
    plan(path)
}

#[test]
fn any_number_of_readers_makes_the_same_plan_to_the_byte() {
    let folder = tempfile::tempdir().unwrap();
    let base = folder.path().join("base");
    book(&base, MANY);
    let by = |readers: usize| {
        let path = folder.path().join(format!("by-{readers}"));
        std::fs::copy(&base, &path).unwrap();
        closed_by(&path, readers)
    };
    let wanted = by(1);
    assert!(wanted.len() > 15, "{}", wanted.len());
    for readers in [2, 5, 0] {
        assert!(by(readers) == wanted, "{readers} readers: another plan");
    }
}

#[test]
fn facts_that_came_in_another_order_make_the_same_plan_to_the_byte() {
    let folder = tempfile::tempdir().unwrap();
    let by = |order: [usize; 3], backwards: bool| {
        let path = folder.path().join(format!("{order:?}"));
        let mut store = Store::create(&path, &settings(), false).unwrap();
        let mut files = files(MANY);
        // The debtors first and in their order: case numbers are given as they come, and ties go by them.
        let rows = std::mem::take(&mut files[0].1);
        load(&mut store, now(monday().plus(-3), 0), "debtors", &rows).unwrap();
        for place in order {
            let (name, rows) = &mut files[place];
            if backwards {
                rows.reverse();
            }
            load(&mut store, now(monday().plus(-3), 0), name, rows).unwrap();
        }
        drop(store);
        // What the seal says of batches goes by their numbers.
        let plan = closed_by(&path, 2);
        plan.into_iter().filter(|line| line.starts_with("queue_")).collect::<Vec<_>>()
    };
    let wanted = by([1, 2, 3], false);
    assert!(wanted.len() > 10, "{}", wanted.len());
    for order in [[3, 2, 1], [2, 3, 1], [3, 1, 2]] {
        assert!(by(order, true) == wanted, "{order:?}: another plan");
    }
}

fn remove(path: &Path) {
    for end in ["", "-wal", "-shm"] {
        let _gone = std::fs::remove_file(format!("{}{end}", path.display()));
    }
}
