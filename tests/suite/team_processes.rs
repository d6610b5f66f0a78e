//! A day of ten collectors and two supervisors at once, each a process of its own on one book: no acknowledged act is lost,
//! every case has one owner, nobody does what their row forbids.
//! What never lives here: crashes and waiting (see `store_processes`), the table of rights itself (see `rights`).

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command as Process, Stdio};
use std::time::Duration;

use relance::clock::random_u64;
use relance::domain::absence::{Absence, Said};
use relance::domain::codes::{Outcome, Role};
use relance::domain::command::{Record, Refusal, What};
use relance::domain::event::{Event, Who};
use relance::domain::person::Person;
use relance::domain::terms::Policy;
use relance::domain::values::{ActId, CaseId, Login};
use relance::store::{Mode, Store, StoreError};

use crate::support::book::{call, command, euros, faults, fill, monday, note, now, promise, settings, who};

const COLLECTORS: u64 = 10;
const SUPERVISORS: u64 = 2;
const CASES: u64 = 6;
const ACTS: u64 = 14;
/// Times a book that somebody holds is asked again.
const BUSY_MAX: u32 = 60;
/// `BOOK|NUMBER` for a worker.
const WORKER: &str = "RELANCE_TEST_TEAM_WORKER";

fn login(number: u64) -> Login {
    let kind = if number <= COLLECTORS { 'c' } else { 's' };
    format!("{kind}{number:02}").parse().unwrap()
}

fn person(number: u64) -> Person {
    let role = if number <= COLLECTORS { Role::Collector } else { Role::Supervisor };
    Person::new(login(number), role, vec![])
}

/// Not a test of its own: what a spawned worker does.
#[test]
fn worker() {
    let Ok(task) = std::env::var(WORKER) else { return };
    let (book, number) = task.split_once('|').unwrap();
    let number: u64 = number.parse().unwrap();
    let mut store = Store::open(Path::new(book), Mode::Write).unwrap();
    // Whatever a session thinks of itself, the book knows better.
    let acting = Who::new(login(number), "here", Role::Supervisor);
    let mut mine: Vec<(CaseId, ActId)> = vec![];
    for act in 0..ACTS {
        let case = CaseId(i64::try_from(random_u64() % CASES).unwrap() + 1);
        if number > COLLECTORS && random_u64().is_multiple_of(6) {
            absent(&mut store, &acting, act);
            continue;
        }
        let (case, what) = wanted(&store, case, &mine);
        let id = number * 1_000_000 + act;
        let at = now(monday(), i64::try_from(act).unwrap());
        let command = command(id, case.0, None, what);
        match asked(|| store.execute(&acting, at, &Policy::default(), &command)) {
            Ok(done) => {
                say(&format!("ack {}", done.act));
                mine.push((case, done.act));
            }
            Err(StoreError::Refused(Refusal::NotAllowed { .. })) => say("forbidden"),
            Err(StoreError::Refused(_)) => say("refused"),
            Err(other) => say(&format!("trouble {other:?}")),
        }
    }
}

/// Somebody is away for some days; their cover is somebody else.
fn absent(store: &mut Store, acting: &Who, act: u64) {
    let from = monday().plus(i32::try_from(random_u64() % 5).unwrap());
    let whom = random_u64() % COLLECTORS + 1;
    let cover = (random_u64() % COLLECTORS + 1 != whom).then(|| login(whom % COLLECTORS + 1));
    let said = Said::Away(Absence { login: login(whom), from, until: from.plus(2), cover });
    match asked(|| store.say_absence(acting, now(monday(), i64::try_from(act).unwrap()), &said)) {
        Ok(()) => say("away"),
        Err(other) => say(&format!("trouble {other:?}")),
    }
}

fn wanted(store: &Store, case: CaseId, mine: &[(CaseId, ActId)]) -> (CaseId, What) {
    let later = monday().plus(2);
    let to = login(random_u64() % COLLECTORS + 1);
    let what = match random_u64() % 10 {
        0 | 1 => note("a"),
        2 => What::Record(vec![call(now(monday(), 0), Outcome::NoAnswer)]),
        3 => What::Record(vec![promise(100, later)]),
        4 => What::Record(vec![promise(100, monday().plus(40))]),
        5 => What::Assign { to, until: None, note: String::new() },
        6 => What::Assign { to, until: Some(later), note: "for some days".into() },
        7 => {
            let (amount, reason) = (euros(100), "small".to_owned());
            What::Record(vec![Record::WriteOff { amount, on: monday(), parts: vec![], reason }])
        }
        8 => match mine.last() {
            Some((case, act)) => return (*case, What::Undo(*act)),
            None => note("nothing to take back"),
        },
        _ => match store.approvals(monday()).unwrap().first() {
            Some(row) => return (row.case, What::Approve { act: row.id.act, refuse: None }),
            None => note("nothing to approve"),
        },
    };
    (case, what)
}

/// Asks again while somebody holds the book, as a person would.
fn asked<T>(mut ask: impl FnMut() -> Result<T, StoreError>) -> Result<T, StoreError> {
    let mut busy = 0;
    loop {
        match ask() {
            Err(StoreError::Busy { .. }) if busy < BUSY_MAX => {
                busy += 1;
                std::thread::sleep(Duration::from_millis(20));
            }
            done => return done,
        }
    }
}

/// One line to the parent, past the harness.
fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "\n@{line}").unwrap();
    out.flush().unwrap();
}

fn spawn(book: &Path, number: u64) -> Child {
    Process::new(std::env::current_exe().unwrap())
        .args(["--exact", "team_processes::worker", "--nocapture", "--test-threads=1"])
        .env(WORKER, format!("{}|{number}", book.display()))
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("the test binary runs itself")
}

/// What a worker said, word by word.
fn heard(child: &mut Child) -> Vec<String> {
    let lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let said = lines.filter_map(|line| line.strip_prefix('@').map(str::to_owned)).collect();
    child.wait().unwrap();
    said
}

#[test]
fn a_day_of_ten_people_and_two_supervisors_loses_nothing_and_breaks_no_rule() {
    let folder = tempfile::tempdir().unwrap();
    let book = folder.path().join("book");
    let mut store = Store::create(&book, &settings(), false).unwrap();
    fill(&mut store, usize::try_from(CASES).unwrap()).unwrap();
    for number in 1..=COLLECTORS + SUPERVISORS {
        store.put_person(&who("boss"), now(monday(), -1_000), &person(number)).unwrap();
    }
    let children: Vec<(u64, Child)> =
        (1..=COLLECTORS + SUPERVISORS).map(|number| (number, spawn(&book, number))).collect();
    let mut acknowledged: BTreeSet<ActId> = BTreeSet::new();
    let mut forbidden = BTreeMap::from([(Role::Collector, 0), (Role::Supervisor, 0)]);
    for (number, mut child) in children {
        for said in heard(&mut child) {
            assert!(!said.starts_with("trouble"), "{}: {said}", login(number));
            if said == "forbidden" {
                *forbidden.get_mut(&person(number).role).unwrap() += 1;
            }
            acknowledged.extend(said.strip_prefix("ack ").map(|act| act.parse::<ActId>().unwrap()));
        }
    }
    assert!(acknowledged.len() > 60, "{} acts", acknowledged.len());
    assert!(forbidden[&Role::Collector] > 0, "collectors tried what they may not");
    assert_eq!(forbidden[&Role::Supervisor], 0);
    drop(store);
    let store = Store::open(&book, Mode::Write).unwrap();
    // Nothing acknowledged is lost, and nothing else was written.
    let lines = store.journal(None, 10_000).unwrap();
    let written: BTreeSet<ActId> = lines.iter().filter(|line| line.what.is_some()).map(|line| line.act).collect();
    assert_eq!(written, acknowledged);
    // Nobody did what their row forbids.
    for line in lines.iter().filter(|line| line.who.0.starts_with('c')) {
        let supervisors = ["assigned", "written-off", "promise-approved", "person-away", "person-named"];
        assert!(!supervisors.contains(&line.event.as_str()), "{line:?}");
    }
    owners(&store, &lines);
    assert_eq!(faults(&store), Vec::<String>::new());
}

/// One owner a case on every day, the one that the entries say; one cover at most.
fn owners(store: &Store, lines: &[relance::store::read::JournalLine]) {
    let undone = |act: ActId| {
        let mut count = 0;
        let mut target = act;
        // An undo may itself be taken back, and so on.
        while let Some(by) =
            lines.iter().find(|line| matches!(&line.what, Some(Event::ActUndone { undone }) if *undone == target))
        {
            count += 1;
            target = by.act;
        }
        count % 2 == 1
    };
    for case in (1..=i64::try_from(CASES).unwrap()).map(CaseId) {
        let stream = relance::store::Stream::Case(case);
        for day in (0..4).map(|ahead| monday().plus(ahead)) {
            let mut owner = Some(Login("mia".into()));
            let mut own: Vec<_> = lines.iter().filter(|line| line.stream == stream && !undone(line.act)).collect();
            own.sort_by_key(|line| line.seq);
            for line in own {
                let Some(Event::Assigned { to, until, .. }) = &line.what else { continue };
                if until.is_none_or(|last| day <= last) {
                    owner = Some(to.clone());
                }
            }
            let state = store.case(case, day).unwrap();
            assert_eq!(state.owner(), owner, "{case} on {day}");
        }
    }
    let absences = store.absences(None).unwrap();
    for (day, number) in (0..9).flat_map(|ahead| (1..=COLLECTORS).map(move |number| (monday().plus(ahead), number))) {
        let away = |one: &&Absence| one.login == login(number) && one.from <= day && day <= one.until;
        assert!(absences.iter().filter(away).count() <= 1, "{} on {day}", login(number));
    }
}
