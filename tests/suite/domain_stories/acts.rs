//! Stories of acts: contacts, call-backs, holds, corrections, rights.
//! What never lives here: what pays what (see `money`).
//! Run by `cargo test domain_stories`.

use super::*;

#[test]
fn a_call_back_is_done_by_a_talk_or_by_an_attempt_on_its_day() {
    let still = |channel, direction, outcome, on: &str| {
        let mut tale = Tale::with(&[("F1", "2026-02-01", 100)]);
        tale.callback("2026-03-05").unwrap();
        tale.today = day(on);
        tale.contact(channel, direction, outcome).unwrap();
        tale.on("2026-03-06").callbacks.len()
    };
    assert_eq!(still(Channel::Call, Direction::Out, Outcome::NoAnswer, "2026-03-04"), 1);
    assert_eq!(still(Channel::Call, Direction::Out, Outcome::NoAnswer, "2026-03-05"), 0);
    assert_eq!(still(Channel::Call, Direction::Out, Outcome::NoCommitment, "2026-03-03"), 0);
    assert_eq!(still(Channel::Email, Direction::In, Outcome::ReplyReceived, "2026-03-03"), 0);
    assert_eq!(still(Channel::Letter, Direction::Out, Outcome::Information, "2026-03-03"), 0);
    assert_eq!(still(Channel::Sms, Direction::Out, Outcome::NoAnswer, "2026-03-05"), 1);
    assert_eq!(still(Channel::Call, Direction::Out, Outcome::Skipped, "2026-03-05"), 1);
    let mut tale = Tale::with(&[("F1", "2026-02-01", 100)]);
    tale.callback("2026-03-05").unwrap();
    tale.callback("2026-03-09").unwrap();
    assert_eq!(tale.on("2026-03-02").callbacks.iter().map(|c| c.due_on).collect::<Vec<_>>(), [day("2026-03-09")]);
    assert_eq!(tale.callback("2026-03-01"), Err(Refusal::DayInThePast(day("2026-03-01"))));
    assert_eq!(tale.callback("2027-03-04"), Err(Refusal::BeyondTerms { last: day("2027-03-03") }));
}

#[test]
fn one_saved_call_keeps_its_own_call_back() {
    let mut tale = Tale::with(&[("F1", "2026-02-01", 100)]);
    let (at, day_of) = (Instant(tale.now().at.0 + 86_400_000), day("2026-03-03"));
    let contact = ContactMade {
        at: tale.now().at,
        day: tale.today,
        channel: Channel::Call,
        direction: Direction::Out,
        outcome: Outcome::CallBackRequested,
        point: String::new(),
        seconds: 40,
        checks: vec![],
        note: "\u{1b}[31mring\u{202e} Léa".into(),
    };
    let callback = Record::Callback { at, due_on: day_of, whom: None };
    tale.ask(None, What::Record(vec![callback, Record::Contact(contact)])).unwrap();
    let state = tale.on("2026-03-02");
    assert_eq!((state.callbacks.len(), state.next_action), (1, NextAction::CallBack));
    let notes: Vec<_> = timeline(&tale.facts)
        .into_iter()
        .filter_map(|line| if let TimelineWhat::Contact { note, .. } = line.what { Some(note) } else { None })
        .collect();
    assert_eq!(notes, ["[31mring Léa"], "nothing in a note drives a terminal");
}

#[test]
fn a_hold_ends_by_itself_or_is_lifted() {
    let mut tale = Tale::with(&[("F1", "2026-02-01", 100), ("F2", "2026-02-01", 50)]);
    let hold = |until, items| Record::Hold { reason: HoldReason::StopContact, until, items };
    let until = Some(day("2026-03-02"));
    assert_eq!(tale.record(hold(until, vec![])), Err(Refusal::DayInThePast(day("2026-03-02"))));
    let item = tale.key("F1");
    tale.record(hold(Some(day("2026-03-05")), vec![item])).unwrap();
    assert_eq!(tale.on("2026-03-04").balance.collectable.minor(Currency::EUR), 50);
    assert_eq!(tale.on("2026-03-05").balance.collectable.minor(Currency::EUR), 150);
    let whole = tale.record(hold(None, vec![])).unwrap();
    let state = tale.on("2026-03-03");
    assert_eq!(
        (state.next_action, state.next_on),
        (NextAction::ReviewHold, Some(day("2026-06-01"))),
        "Sunday rolls on"
    );
    tale.record(Record::ReleaseHold(whole)).unwrap();
    assert_eq!(tale.record(Record::ReleaseHold(whole)), Err(Refusal::AlreadySettled));
    assert_eq!(tale.on("2026-03-03").holds.len(), 1);
}

#[test]
fn an_undo_keeps_its_day_and_can_be_undone() {
    let mut tale = Tale::with(&[("F1", "2026-02-01", 10_000)]);
    let promise = tale.promise(10_000, "2026-03-06", Method::Card, &[]).unwrap();
    tale.today = day("2026-03-04");
    let undo = tale.ask(None, What::Undo(promise.act)).unwrap();
    assert_eq!(tale.facts.entries[1].day, day("2026-03-02"), "the day of what it corrects");
    assert_eq!(tale.on("2026-03-02").promises, []);
    assert_eq!(tale.ask(None, What::Undo(promise.act)), Err(Refusal::AlreadyUndone));
    assert!(timeline(&tale.facts).iter().any(|line| line.act == Some(promise.act) && line.undone));
    tale.ask(None, What::Undo(undo)).unwrap();
    assert_eq!(tale.states(&["2026-03-04"]), ["open"]);
    let unknown = ActId::new(1, 1);
    assert_eq!(tale.ask(None, What::Undo(unknown)), Err(Refusal::NoSuchEntry(unknown.to_string())));
}

#[test]
fn an_act_moves_to_its_right_case_and_back() {
    let (mut a, mut b) = (Tale::with(&[("F1", "2026-02-01", 10_000)]), Tale::of(B));
    b.invoice("G1", "2026-02-01", 9_000);
    let promise = a.promise(9_000, "2026-03-06", Method::Card, &[("F1", 9_000)]).unwrap();
    let what = What::Move { act: promise.act, to: B };
    assert_eq!(a.ask(None, what.clone()), Err(Refusal::NoSuchCase(B)));
    let moved = a.ask(Some(&mut b), what.clone()).unwrap();
    assert_eq!(a.on("2026-03-02").promises, []);
    let state = b.on("2026-03-02");
    assert_eq!((state.promises[0].id, state.promises[0].made_on), (promise, day("2026-03-02")), "its name goes along");
    assert_eq!(state.balance.promised, [eur(9_000)].into_iter().collect(), "what it named is not here: the account");
    assert_eq!(a.ask(Some(&mut b), what), Err(Refusal::AlreadyUndone));
    let withdrawn = b.record(Record::WithdrawPromise { promise, by_debtor: false }).unwrap();
    assert_eq!(a.ask(Some(&mut b), What::Undo(moved)), Err(Refusal::OthersRestOnIt(withdrawn.act)));
    b.ask(None, What::Undo(withdrawn.act)).unwrap();
    a.ask(Some(&mut b), What::Undo(moved)).unwrap();
    assert_eq!((a.on("2026-03-02").promises.len(), b.on("2026-03-02").promises.len()), (1, 0));
}

#[test]
fn a_merge_brings_everything_along_and_can_be_parted() {
    let (mut a, mut b) = (Tale::with(&[("F1", "2026-02-01", 10_000)]), Tale::of(B));
    b.invoice("G1", "2026-02-01", 9_000);
    let (here, into_itself) = (a.facts.clone(), What::Merge { into: A });
    assert_eq!(a.ask(None, into_itself), Err(Refusal::CannotMerge));
    assert_eq!(a.ask(None, What::Unmerge), Err(Refusal::NotMerged));
    let merge = a.ask(Some(&mut b), What::Merge { into: B }).unwrap();
    assert_eq!(a.on("2026-03-02").balance.open.minor(Currency::EUR), 0, "what it owed counts in the other");
    assert_eq!(a.promise(1, "2026-03-06", Method::Card, &[]), Err(Refusal::CaseMerged(B)));
    b.facts.members = vec![A];
    b.facts.invoices.extend(here.invoices);
    assert_eq!(b.on("2026-03-02").balance.open.minor(Currency::EUR), 19_000);
    b.ask(Some(&mut a), What::Undo(merge)).unwrap();
    assert_eq!((a.facts.merged_into, a.open("2026-03-02", "F1")), (None, 10_000));
}

#[test]
fn rights_are_asked_first_and_an_assignment_ends() {
    let mut tale = Tale::with(&[("F1", "2026-02-01", 10_000)]);
    let give = |to: &str, until: Option<&str>| What::Assign {
        to: Login(to.into()),
        until: until.map(day),
        note: String::new(),
    };
    assert_eq!(tale.ask(None, give("noa", None)), Err(Refusal::NotAllowed { ask: Role::Supervisor, names: vec![] }));
    tale.role = Role::Supervisor;
    tale.ask(None, give("noa", None)).unwrap();
    let lent = tale.ask(None, give("lou", Some("2026-03-05"))).unwrap();
    let owner = |tale: &Tale, on: &str| tale.on(on).assignment.map(|a| a.to.0);
    assert_eq!(owner(&tale, "2026-03-05").as_deref(), Some("lou"));
    assert_eq!(owner(&tale, "2026-03-06").as_deref(), Some("noa"));
    assert_eq!(tale.on("2026-03-05").next_flip, Some(day("2026-03-06")));
    tale.role = Role::Collector;
    assert_eq!(tale.ask(None, What::Undo(lent)), Err(Refusal::NotAllowed { ask: Role::Supervisor, names: vec![] }));
    tale.role = Role::Auditor;
    assert_eq!(tale.record(Record::Note("x".into())), Err(Refusal::NotAllowed { ask: Role::Collector, names: vec![] }));
}

#[test]
fn the_past_is_counted_and_a_case_nobody_worked_is_new() {
    let mut tale = Tale::with(&[("F1", "2026-01-10", 100), ("F2", "2026-01-20", 100), ("F3", "2026-02-20", 100)]);
    tale.paid("2026-01-17", 100, "F1");
    tale.paid("2026-01-15", 100, "F2");
    let profile = tale.on("2026-03-02").profile;
    assert_eq!(
        (profile.paid_count, profile.late_count, profile.late_days_sum, profile.last_late_days),
        (2, 1, 7, Some(7))
    );
    assert!(profile.never_worked && !tale.on("2026-02-20").profile.never_worked, "F3 is overdue from the 21st");
    tale.contact(Channel::Call, Direction::Out, Outcome::NoAnswer).unwrap();
    tale.contact(Channel::Call, Direction::Out, Outcome::Voicemail).unwrap();
    let profile = tale.on("2026-03-02").profile;
    assert_eq!((profile.contacts, profile.attempts_since_talk, profile.never_worked), (2, 2, false));
    let state = tale.on("2026-03-03");
    assert_eq!(
        (state.next_action, state.next_on),
        (NextAction::Call, Some(day("2026-03-04"))),
        "two days after a message"
    );
}

#[test]
fn nothing_empty_and_nothing_too_long_is_recorded() {
    let mut tale = Tale::with(&[]);
    assert_eq!(tale.record(Record::Note(" \u{7}\n ".into())), Err(Refusal::NothingSaid));
    assert_eq!(tale.record(Record::Note("é".repeat(4_001))), Err(Refusal::TooLong { chars_max: 4_000 }));
    assert_eq!(tale.ask(None, What::Record(vec![])), Err(Refusal::NothingSaid));
    assert_eq!(tale.on("2026-03-02").next_action, NextAction::Nothing);
}

#[test]
fn within_one_instant_the_order_recorded_decides() {
    // The clock stands still: only the order of the stream tells what came first.
    let mut tale = Tale::with(&[("F1", "2026-02-01", 100)]);
    tale.contact(Channel::Call, Direction::Out, Outcome::CallBackRequested).unwrap();
    tale.callback("2026-03-05").unwrap();
    assert_eq!(tale.on("2026-03-02").callbacks.len(), 1, "the talk came before");
    tale.contact(Channel::Call, Direction::In, Outcome::NoCommitment).unwrap();
    assert_eq!(tale.on("2026-03-02").callbacks.len(), 0);
}
