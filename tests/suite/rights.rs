//! Who may do what, tried: every right, as every role, in one's own team and out of it, as a person and with a right given;
//! limits of one's own; a session that is older than what was decided since.
//! What never lives here: the keys that are off (see `overlays`), one command's own rules.
//! Run by the suite.

use relance::day::{self, Ask};
use relance::domain::codes::{Channel, Method, Outcome, Right, Role, Scope, Verdict};
use relance::domain::command::{Record, Refusal, What};
use relance::domain::event::Who;
use relance::domain::permit::Checked;
use relance::domain::person::{Authority, Limits, Person};
use relance::domain::rights::{scope, scope_given};
use relance::domain::schedule::instalments;
use relance::domain::terms::Policy;
use relance::domain::values::{BatchId, CaseId, Login};
use relance::ranking::Card;
use relance::store::{Store, StoreError};

use crate::support::book::{Quiet, call, command, euros, execute, in_memory, monday, note, now, promise, who};
use crate::support::days::Alone;
use crate::support::shell::Shell;

/// What the table says, written out once more.
const TABLE: [(Right, [Scope; 3]); 11] = {
    use Scope::{Book, Nothing, Team};
    [
        (Right::Record, [Book, Book, Nothing]),
        (Right::Correct, [Book, Book, Nothing]),
        (Right::Merge, [Book, Book, Nothing]),
        (Right::Assign, [Nothing, Team, Nothing]),
        (Right::Approve, [Nothing, Team, Nothing]),
        (Right::OverrideRule, [Nothing, Book, Nothing]),
        (Right::WriteOff, [Nothing, Team, Nothing]),
        (Right::Import, [Book, Book, Nothing]),
        (Right::CloseDay, [Book, Book, Nothing]),
        (Right::ManagePeople, [Nothing, Book, Nothing]),
        (Right::ChangeCard, [Nothing, Book, Nothing]),
    ]
};

#[test]
fn the_table_is_what_was_agreed() {
    assert_eq!(TABLE.map(|(right, _)| right).as_slice(), Right::ALL);
    for (right, scopes) in TABLE {
        for (role, expected) in Role::ALL.iter().zip(scopes) {
            assert_eq!(scope(*role, right), expected, "{role} {right}");
            let given = if *role == Role::Auditor { Scope::Nothing } else { scopes[1] };
            assert_eq!(scope_given(*role, right), given, "{role} given {right}");
        }
    }
}

fn login(name: &str) -> Login {
    name.parse().unwrap()
}

fn person(name: &str, role: Role, team: &str) -> Person {
    Person { team: team.into(), ..Person::new(login(name), role, vec![]) }
}

/// Case 1 is lea's of the north, case 2 sam's of the south, case 3 of somebody of no team; each has a promise that waits for approval.
fn house(actor: &Person) -> Store {
    let mut store = in_memory(5);
    let boss = who("boss");
    for known in [person("lea", Role::Collector, "north"), person("sam", Role::Collector, "south"), actor.clone()] {
        store.put_person(&boss, now(monday(), 0), &known).unwrap();
    }
    let collector = Who::new(login("omar"), "omar", Role::Collector);
    for case in 1..=3 {
        let far = What::Record(vec![promise(2_000, monday().plus(40))]);
        let told = command(100 + case, case as i64, None, far);
        store.execute(&collector, now(monday(), 1), &Policy::default(), &told).unwrap();
        let to = if case == 1 { "lea" } else { "sam" };
        if case < 3 {
            let given = What::Assign { to: login(to), until: None, note: String::new() };
            execute(&mut store, now(monday(), 2), &command(200 + case, case as i64, None, given)).unwrap();
        }
    }
    store
}

/// Does what a right is for, in a case, as somebody.
fn attempt(store: &mut Store, actor: &Who, right: Right, case: i64) -> Result<(), StoreError> {
    let at = now(monday(), 10);
    let what = match right {
        Right::Record => note("a"),
        Right::Correct => What::Undo(command(100 + case.unsigned_abs(), case, None, note("")).act),
        Right::Merge => What::Merge { into: CaseId(5) },
        Right::Assign => What::Assign { to: login("noa"), until: None, note: String::new() },
        Right::Approve => {
            What::Approve { act: command(100 + case.unsigned_abs(), case, None, note("")).act, refuse: None }
        }
        Right::OverrideRule => {
            let checked = Checked {
                channel: Channel::Call,
                point: String::new(),
                verdict: Verdict::Blocked,
                rules: vec![],
                reason: "he asked for it".into(),
                allowed: None,
            };
            What::Record(vec![Record::Checked(checked), call(at, Outcome::NoAnswer)])
        }
        Right::WriteOff => What::Record(vec![Record::WriteOff {
            amount: euros(100),
            on: monday(),
            parts: vec![],
            reason: "too small".into(),
        }]),
        Right::Import => return store.undo_batch(actor, "here", at, BatchId(1), &mut Quiet).map(|_| ()),
        Right::CloseDay => {
            let (card, policy) = (Card::default_card(), Policy::default());
            let (host, process, house) = ("here", 7, &[]);
            let ask = Ask { who: actor, host, process, now: at, for_day: None, card: &card, policy: &policy, house };
            return match day::close(store, &ask, &mut Alone::default()) {
                Ok(_) => Ok(()),
                Err(day::DayError::Store(error)) => Err(error),
                Err(other) => panic!("{other}"),
            };
        }
        Right::ManagePeople => return store.put_person(actor, at, &person("new", Role::Collector, "")),
        // Its door is the command line: see below.
        Right::ChangeCard => return Ok(actor.need(right)?),
    };
    store.execute(actor, at, &Policy::default(), &command(300, case, None, what)).map(|_| ())
}

#[test]
fn every_right_as_every_role_here_and_elsewhere() {
    for (right, scopes) in TABLE {
        for ((role, plain), given) in Role::ALL.iter().zip(scopes).flat_map(|one| [(one, false), (one, true)]) {
            let wide = if *role == Role::Auditor { Scope::Nothing } else { scopes[1] };
            if given && wide == plain {
                continue;
            }
            let reach = if given { wide } else { plain };
            for team in ["", "north", "south"] {
                let mut actor = person("zoe", *role, team);
                actor.given = if given { vec![right] } else { vec![] };
                for (case, holder) in [(1, "north"), (2, "south"), (3, "")] {
                    let mut store = house(&actor);
                    // The session was opened before any of it was decided.
                    let old = Who::new(login("zoe"), "zoe", Role::Collector);
                    let acting = if right == Right::ChangeCard {
                        let authority = Authority::of(&actor.login, &store.people().unwrap());
                        Who { authority, ..Who::new(login("zoe"), "zoe", *role) }
                    } else {
                        old
                    };
                    let may = match reach {
                        Scope::Nothing => false,
                        Scope::Own => panic!("no right is of own cases alone"),
                        Scope::Team => team.is_empty() || holder.is_empty() || team == holder,
                        Scope::Book => true,
                    };
                    let done = attempt(&mut store, &acting, right, case);
                    let told = format!("{role} of team “{team}”, given {given}, {right} in case {case}: {done:?}");
                    match done {
                        Ok(()) => assert!(may, "{told}"),
                        Err(StoreError::Refused(Refusal::NotAllowed { .. })) => {
                            assert!(reach == Scope::Nothing, "{told}")
                        }
                        Err(StoreError::Refused(Refusal::NotYourTeam { .. })) => {
                            assert!(!may && reach == Scope::Team, "{told}");
                        }
                        Err(other) => panic!("{other:?}: {told}"),
                    }
                }
            }
        }
    }
}

#[test]
fn ones_own_limits_go_before_the_houses() {
    let mut noa = person("noa", Role::Collector, "");
    noa.limits =
        Limits { promise_days: Some(45), instalments: Some(2), credit_minor: Some(100), write_off_minor: Some(50) };
    noa.given = vec![Right::WriteOff];
    let mut store = house(&noa);
    let old = Who::new(login("noa"), "noa", Role::Collector);
    let mut act = 400;
    let mut record = |what: Record| {
        act += 1;
        store.execute(&old, now(monday(), 10), &Policy::default(), &command(act, 4, None, What::Record(vec![what])))
    };
    record(promise(2_000, monday().plus(44))).unwrap();
    let refused = |done: Result<_, StoreError>| match done {
        Err(StoreError::Refused(refusal)) => refusal,
        other => panic!("{other:?}"),
    };
    let plan = |lines| Record::Plan {
        lines: instalments(euros(3_000), lines, monday().plus(5), relance::domain::codes::Every::Month),
        every: None,
        method: Some(Method::Transfer),
        covers: vec![],
        accepted: None,
        note: String::new(),
    };
    record(plan(2)).unwrap();
    let off = |cents| Record::WriteOff { amount: euros(cents), on: monday(), parts: vec![], reason: "small".into() };
    assert_eq!(refused(record(off(51))), Refusal::AboveAuthority { max: euros(50) });
    record(off(50)).unwrap();
    assert_eq!(store.approvals(monday()).unwrap().len(), 3, "the promise at 44 days waits for nobody");
    assert_eq!(crate::support::book::faults(&store), Vec::<String>::new());
}

#[test]
fn a_refusal_names_whom_to_ask_and_the_table_is_printed() {
    let shell = Shell::demo(20);
    shell.run("people add ana --role supervisor --team nord").done();
    let bad = shell.run("people add lea --hours lun-ven_9h-12h30");
    assert!(bad.code == 2 && bad.err.contains("mon-fri"), "{bad:?}");
    let hours = ["people", "add", "lea", "--role", "collector", "--team", "nord", "--user", "root", "--hours"];
    let mut command = shell.command(&hours.join(" "));
    assert!(command.arg("lun-ven 9h-12h30 14h-18h").status().unwrap().success());
    shell.run("people add lea --promise-days 45 --credit 120,50 --give import").done();
    let told = shell.json("people");
    let lea = told["people"].as_array().unwrap().iter().find(|person| person["login"] == "lea").unwrap().clone();
    assert_eq!((lea["team"].as_str(), lea["hours"].as_str()), (Some("nord"), Some("mon-fri 09:00-12:30 14:00-18:00")));
    assert_eq!(
        (lea["limits"]["promise_days"].as_i64(), lea["limits"]["credit"]["amount"].as_str()),
        (Some(45), Some("120.50"))
    );
    shell.run("people add lea --promise-days house --take import").done();
    assert!(
        shell.json("people")["people"].as_array().unwrap().iter().all(|one| one["limits"]["promise_days"].is_null())
    );
    let refused = shell.run("--as lea assign C-000001 --to ana");
    assert!(refused.refused().contains("ana"), "{refused:?}");
    for line in ["people add x", "score use default", "assign --nobodys --to ana --yes"] {
        assert!(shell.run(&format!("--as lea {line}")).refused().contains("ana"), "{line}");
    }
    let table = shell.json("people rights");
    assert_eq!(table["rights"].as_array().unwrap().len(), Right::ALL.len());
    let own = shell.json("people rights lea");
    let of = |right: &str| {
        own["rights"].as_array().unwrap().iter().find(|row| row["right"] == right).unwrap()["here"].clone()
    };
    assert_eq!((of("assign"), of("record")), ("nothing".into(), "book".into()));
    assert!(
        shell.run("people rights").done().contains("Give files")
            || shell.run("people rights").done().contains("give files")
    );
}

#[test]
fn an_auditor_reads_and_writes_nothing() {
    let shell = Shell::demo(20);
    shell.run("people add aud --role auditor --user root").done();
    for line in ["record note C-000001 x", "close-day", "people add x", "batches --undo 1", "score use default"] {
        let ran = shell.run(&format!("--as aud {line}"));
        assert!(!ran.refused().is_empty(), "{line}");
    }
    assert!(shell.run("--as aud show C-000001").done().contains("C-000001"));
    assert!(shell.run("--as aud queue").done().len() > 100);
}

#[test]
fn a_plan_of_more_instalments_waits_for_a_supervisor_and_counts_nothing_before() {
    let mut noa = person("noa", Role::Collector, "");
    noa.limits.instalments = Some(2);
    let mut store = house(&noa);
    let mut dan = person("dan", Role::Supervisor, "");
    dan.limits.instalments = Some(2);
    store.put_person(&who("boss"), now(monday(), 5), &dan).unwrap();
    let plan = |lines| {
        What::Record(vec![Record::Plan {
            lines: instalments(euros(30_000), lines, monday().plus(5), relance::domain::codes::Every::Month),
            every: None,
            method: None,
            covers: vec![],
            accepted: Some(relance::domain::event::Acceptance {
                signed: true,
                on: monday(),
                role: None,
                by: String::new(),
            }),
            note: String::new(),
        }])
    };
    let mut act = 500_u32;
    let mut ask = |store: &mut Store, login_of: &str, what: What| {
        act += 1;
        let role = if login_of == "noa" { Role::Collector } else { Role::Supervisor };
        let acting = Who::new(login(login_of), "x", role);
        store.execute(&acting, now(monday(), i64::from(act)), &Policy::default(), &command(act.into(), 4, None, what))
    };
    let state = |store: &Store| store.case(CaseId(4), monday()).unwrap();
    let waiting = |store: &Store| store.approvals(monday()).unwrap().iter().filter(|row| row.case == CaseId(4)).count();
    let made = ask(&mut store, "noa", plan(6)).unwrap();
    assert_eq!((state(&store).plans[0].to_approve, waiting(&store)), (true, 1));
    assert_eq!(state(&store).balance.promised.minor(euros(0).currency), 0, "it counts nothing yet");
    assert_eq!(crate::support::book::faults(&store), Vec::<String>::new());
    let approve = |refuse: Option<&str>| What::Approve { act: made.act, refuse: refuse.map(Into::into) };
    assert!(matches!(ask(&mut store, "noa", approve(None)), Err(StoreError::Refused(Refusal::NotAllowed { .. }))));
    assert!(matches!(
        ask(&mut store, "dan", approve(None)),
        Err(StoreError::Refused(Refusal::TooManyInstalments { most: 2 }))
    ));
    let yes = ask(&mut store, "mia", approve(None)).unwrap();
    assert_eq!((state(&store).plans[0].state, waiting(&store)), (relance::domain::codes::PlanState::Accepted, 0));
    assert!(state(&store).balance.promised.minor(euros(0).currency) > 0);
    assert_eq!(crate::support::book::faults(&store), Vec::<String>::new());
    ask(&mut store, "mia", What::Undo(yes.act)).unwrap();
    assert_eq!(waiting(&store), 1, "an approval is taken back as any act");
    ask(&mut store, "mia", approve(Some("too long"))).unwrap();
    assert_eq!((state(&store).plans[0].state, waiting(&store)), (relance::domain::codes::PlanState::Cancelled, 0));
    assert_eq!(crate::support::book::faults(&store), Vec::<String>::new());
}
