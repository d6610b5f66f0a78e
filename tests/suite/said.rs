//! What is said of reasons, refusals, the book's troubles and history has every one of its places filled, in both languages.
//! What never lives here: judging the words. A message made of codes that nobody says here fails too.

use std::collections::BTreeSet;
use std::path::PathBuf;

use relance::app::say::{Trouble, sentence};
use relance::cli::{history, text};
use relance::domain::case::{TimelineEntry, TimelineWhat};
use relance::domain::codes::*;
use relance::domain::command::Refusal;
use relance::domain::event::{
    Acceptance, ContactMade, DisputeFollow, DisputeOpened, Event, Part, PlanLine, PlanMade, PromiseMade, Promiser,
};
use relance::domain::ledger::ItemKey;
use relance::domain::permit::{Allowed, Checked, Consent, OverrideAsked, RuleNamed};
use relance::domain::point::PointTold;
use relance::domain::queue::Reason;
use relance::domain::terms::{CalendarId, DisputeTerms, PlanTerms, PromiseTerms};
use relance::domain::values::{BatchId, CaseId, EntryId, Instant, Login, SourceId};
use relance::i18n::{Lang, ROOMS, Words};
use relance::store::StoreError;
use relance::ui::widget::sentence as screen;
use relance::zone::Zone;

use crate::support::samples::{act, at, eur, today};

/// Says everything in both languages; a place nobody filled shows as `{$name}` or `?`.
fn whole(what: &str, say: impl Fn(&Words) -> String) {
    for lang in Lang::ALL {
        let text = say(&Words::new(lang));
        assert!(!text.is_empty() && !text.contains("{$") && !text.contains("{ $"), "{lang:?} {what}: {text}");
        assert!(!text.contains('?'), "{lang:?} {what}: {text}");
    }
}

/// Ids of all messages that begin so.
fn ids(head: &str) -> BTreeSet<String> {
    let lines = ROOMS.iter().flat_map(|(_, _, en)| en.lines());
    let id = |line: &str| line.split_once(" =").map(|(id, _)| id.to_owned());
    lines.filter_map(id).filter(|id| id.starts_with(head)).collect()
}

fn zone() -> Zone {
    "Europe/Paris".parse().unwrap()
}

#[test]
fn reasons() {
    for code in ReasonCode::ALL {
        for fact in [-400, -1, 0, 1, 2, 712, 5_000] {
            for points in [-13, 0, 20] {
                let reason = Reason { code: *code, points, fact };
                whole(code.name(), |words| words.reason(&reason));
                whole(code.name(), |words| words.reason_short(&reason, "10h00"));
                whole(code.name(), |words| words.reason_short(&reason, "none"));
            }
        }
    }
}

#[test]
fn refusals() {
    let all = [
        Refusal::NoSuchCase(CaseId(7)),
        Refusal::NoSuchEntry("x".into()),
        Refusal::NoSuchPerson(Login("mia".into())),
        Refusal::CaseMerged(CaseId(7)),
        Refusal::Stale { by: None },
        Refusal::Stale { by: Some(Login("mia".into())) },
        Refusal::AmountNotPositive,
        Refusal::AboveOpen { open: eur(1) },
        Refusal::BatchRestsOnIt { batch: BatchId(7) },
        Refusal::BeyondLine { left: eur(1) },
        Refusal::AboveUndisputed { number: "F-1".into(), free: eur(1) },
        Refusal::RejectedBefore { on: today() },
        Refusal::AboveAuthority { max: eur(1) },
        Refusal::NotDecided,
        Refusal::ReopenedOnce,
        Refusal::CreditNoteAwaited,
        Refusal::NothingOpen,
        Refusal::NoPoint,
        Refusal::PartsDiffer { parts: eur(1) },
        Refusal::DayInThePast(today()),
        Refusal::DayInTheFuture(today()),
        Refusal::BeyondTerms { last: today() },
        Refusal::OverLimit { limit: PromiseLimit::Level },
        Refusal::NothingToApprove(act(1)),
        Refusal::TooMany { most: 120 },
        Refusal::AlreadySettled,
        Refusal::AlreadyUndone,
        Refusal::OthersRestOnIt(act(1)),
        Refusal::CannotMerge,
        Refusal::NotMerged,
        Refusal::NotAllowed { ask: Role::ALL[0], names: vec![] },
        Refusal::NotAllowed { ask: Role::ALL[0], names: vec![Login("mia".into()), Login("noa".into())] },
        Refusal::NotYourTeam { holder: Login("mia".into()) },
        Refusal::TooManyInstalments { most: 6 },
        Refusal::AlreadyAsked { by: Login("mia".into()) },
        Refusal::ContactBlocked { ask: Role::ALL[0] },
        Refusal::NothingSaid,
        Refusal::TooLong { chars_max: 2_000 },
        Refusal::ReadOnly,
        Refusal::ClockBehind { last: at() },
        Refusal::HeldByOther(Login("mia".into())),
        Refusal::NoSuchPerson(Login("mia".into())),
    ];
    for refusal in &all {
        whole(&refusal.message_id(), |words| words.refusal(refusal));
        let said = sentence(&Trouble::Refused(refusal.clone()));
        whole(&refusal.message_id(), |words| screen::say(words, zone(), &said));
    }
    assert_eq!(all.iter().map(Refusal::message_id).collect::<BTreeSet<_>>(), ids("refusal-"));
}

#[test]
fn troubles_of_the_book() {
    let at = || PathBuf::from("book.relance");
    let all = [
        StoreError::NoBook(at()),
        StoreError::Exists(at()),
        StoreError::NotABook(at()),
        StoreError::Damaged("cut short".into()),
        StoreError::Newer { theirs: 9, ours: 1 },
        StoreError::Older { theirs: 1, ours: 9 },
        StoreError::Busy { by: None },
        StoreError::Busy { by: Some("mia".into()) },
        StoreError::ReadOnly,
        StoreError::Denied(at()),
        StoreError::DiskFull,
        StoreError::Network(at()),
        StoreError::Stopped,
        StoreError::Io(std::io::Error::other("gone")),
        StoreError::Corrupt("a sum".into()),
        StoreError::Engine(rusqlite::Error::InvalidQuery),
    ];
    for error in &all {
        whole(&error.to_string(), |words| text::store_error(words, error));
        let said = sentence(&Trouble::Broke { id: error.to_string(), facts: error.facts() });
        whole(&error.to_string(), |words| screen::say(words, zone(), &said));
    }
    assert_eq!(all.iter().map(ToString::to_string).collect::<BTreeSet<_>>(), ids("store-"));
}

fn promised() -> Vec<Event> {
    let id = EntryId { act: act(1), index: 0 };
    let part = Part { item: ItemKey { case: CaseId(1), source: SourceId(1), number: "F-1".into() }, amount: eur(500) };
    let terms = PromiseTerms {
        tolerance_minor: 500,
        tolerance_bp: 200,
        tolerance_cap_minor: 5_000,
        grace_days: 2,
        calendar: CalendarId::Fr,
        grace_ends_on: today(),
        reversal_days: 8,
    };
    let promise = |covers, method| PromiseMade {
        amount: eur(500),
        due_on: today(),
        method,
        covers,
        terms: terms.clone(),
        over: vec![],
        replaces: None,
        by: None,
        note: "a".into(),
    };
    let by = Promiser { role: PartyRole::ALL[0], name: "Mme Morel".into() };
    let word = |by: &str, signed| Acceptance { signed, on: today(), role: None, by: by.into() };
    let plan = |accepted| PlanMade {
        amount: eur(500),
        lines: vec![PlanLine { due_on: today(), amount: eur(500), terms: terms.clone() }],
        every: None,
        method: None,
        covers: vec![part.clone()],
        terms: PlanTerms { misses_allowed: 1, overpayment: Overpayment::Next },
        accepted,
        over: false,
        note: "a".into(),
    };
    vec![
        Event::PromiseRecorded(promise(vec![], None)),
        Event::PromiseRecorded(promise(vec![part.clone()], Some(Method::ALL[0]))),
        Event::PromiseWithdrawn { promise: id, by_debtor: true },
        Event::PromiseWithdrawn { promise: id, by_debtor: false },
        Event::PromiseRecorded(PromiseMade { over: PromiseLimit::ALL.to_vec(), by: Some(by), ..promise(vec![], None) }),
        Event::PlanProposed(plan(None)),
        Event::PlanProposed(plan(Some(word("Mme Morel", true)))),
        Event::PlanAccepted { plan: id, acceptance: word("", false) },
        Event::PlanAccepted { plan: id, acceptance: word("", true) },
        Event::PlanAccepted { plan: id, acceptance: word("M. Petit", false) },
        Event::PlanChanged { plan: id, lines: plan(None).lines },
        Event::PlanCancelled { plan: id, reason: "a".into() },
        Event::PlanApproved { plan: id },
        Event::PromiseApproved { promise: id },
        Event::PromiseRefused { promise: id, reason: "a".into() },
        Event::PromiseReportedPaid { promise: id, verify_by: today() },
    ]
}

fn agreed() -> Vec<Event> {
    let id = EntryId { act: act(1), index: 0 };
    let part = Part { item: ItemKey { case: CaseId(1), source: SourceId(1), number: "F-1".into() }, amount: eur(500) };
    let contact = |seconds, point: &str| ContactMade {
        at: at(),
        day: today(),
        channel: Channel::ALL[0],
        direction: Direction::ALL[0],
        outcome: Outcome::ALL[0],
        point: point.into(),
        seconds,
        checks: if seconds > 0 { IdentityCheck::ALL.to_vec() } else { vec![] },
        note: String::new(),
    };
    let dispute_terms = DisputeTerms { due_on: today(), holds: true, supervisor_on: None };
    let followed = |what| Event::DisputeFollowed { dispute: id, what };
    let dispute = DisputeOpened {
        kind: DisputeKind::Dispute,
        department: String::new(),
        reason: DisputeReason::ALL[0],
        parts: vec![part.clone()],
        owner: Some(Login("mia".into())),
        terms: dispute_terms.clone(),
        note: String::new(),
    };
    let decided = |credit| Event::DisputeDecided {
        dispute: id,
        decision: DisputeDecision::ALL[0],
        credit,
        justified: None,
        resolution: None,
    };
    let callback = |whom| Event::CallbackSet { at: at(), due_on: today(), whom };
    let hold = |items| Event::HoldPlaced { reason: HoldReason::ALL[0], until: today(), items };
    vec![
        Event::ContactRecorded(contact(0, "")),
        Event::ContactRecorded(contact(75, "+33 1 99 00 00 00")),
        Event::DisputeOpened(dispute),
        decided(None),
        decided(Some(eur(200))),
        followed(DisputeFollow::Assigned { owner: Login("noa".into()), department: "quality".into() }),
        followed(DisputeFollow::Checked { at: DisputeStep::WaitingDebtor, check_on: Some(today()), note: "a".into() }),
        followed(DisputeFollow::Evidence { name: "photo".into(), received: false }),
        followed(DisputeFollow::Evidence { name: "photo".into(), received: true }),
        followed(DisputeFollow::Proposed { credit: eur(200), pending: false, note: String::new() }),
        followed(DisputeFollow::Proposed { credit: eur(200), pending: true, note: String::new() }),
        followed(DisputeFollow::Closed { note: String::new() }),
        followed(DisputeFollow::Reopened { reason: "a".into(), parts: vec![part.clone()], terms: dispute_terms }),
        callback(None),
        callback(Some(Login("mia".into()))),
        Event::NoteWritten { text: "a".into() },
        hold(vec![]),
        hold(vec![part.item.clone()]),
        Event::QueueMarked { mark: QueueMark::ALL[0], until: today(), reason: "a".into() },
        Event::HoldReleased { hold: id },
        consent(None, true),
        consent(Some(Channel::Sms), false),
        checked(Verdict::Warned, ""),
        Event::PointTold(PointTold { point: "0612".into(), ..PointTold::default() }),
        Event::PointTold(PointTold {
            point: "a@b.example".into(),
            name: "a".into(),
            role: Some(PartyRole::ALL[0]),
            language: Some(Language::ALL[0]),
            preferred: true,
            gone: true,
        }),
        checked(Verdict::Blocked, "a"),
    ]
}

fn overrides() -> Vec<Event> {
    let id = EntryId { act: act(1), index: 0 };
    vec![
        Event::ContactChecked(Checked {
            channel: Channel::Call,
            point: String::new(),
            verdict: Verdict::Blocked,
            rules: vec!["house.hours".into()],
            reason: "a".into(),
            allowed: Some(Allowed { approval: id, by: Login("mia".into()) }),
        }),
        Event::OverrideAsked(OverrideAsked {
            channel: Channel::Sms,
            point: "0612".into(),
            rules: vec![RuleNamed { rule: "house.hours".into(), source: "a".into() }],
            next_at: Some(at()),
            reason: "a".into(),
            until: today(),
        }),
        Event::OverrideApproved { asked: id },
        Event::OverrideRefused { asked: id, reason: "a".into() },
    ]
}

fn consent(channel: Option<Channel>, refused: bool) -> Event {
    Event::ConsentSaid(Consent { channel, point: "0612".into(), refused, on: today(), origin: "a".into() })
}

fn checked(verdict: Verdict, reason: &str) -> Event {
    let (rules, reason) = (vec!["house.hours".into()], reason.into());
    Event::ContactChecked(Checked {
        channel: Channel::Call,
        point: String::new(),
        verdict,
        rules,
        reason,
        allowed: None,
    })
}

fn moved() -> Vec<Event> {
    let (id, who) = (EntryId { act: act(1), index: 0 }, Login("mia".into()));
    let payment = |reference: &str, method| Event::PaymentRecorded {
        amount: eur(500),
        paid_on: today(),
        parts: vec![],
        method,
        reference: reference.into(),
    };
    vec![
        payment("", None),
        payment("VIR 1", Some(Method::ALL[0])),
        Event::PaymentReversed { payment: id, on: today() },
        Event::PaymentReturned {
            line: "bank:1".into(),
            payment: id.to_string(),
            amount: eur(500),
            on: today(),
            fee: Some(eur(15)),
        },
        Event::WrittenOff { amount: eur(500), on: today(), parts: vec![], reason: "a".into() },
        Event::Assigned { to: who.clone(), until: None, note: String::new() },
        Event::Assigned { to: who.clone(), until: Some(today()), note: "prefers mornings".into() },
        Event::ActUndone { undone: act(1) },
        Event::ActMovedOut { moved: act(1), to: CaseId(2) },
        Event::ActMovedIn { moved: act(1), from: CaseId(2), who, recorded_at: Instant(0), events: vec![] },
        Event::MergedInto { into: CaseId(2) },
        Event::Absorbed { from: CaseId(2) },
        Event::Unmerged { from: CaseId(2) },
        Event::Released { case: CaseId(2) },
    ]
}

#[test]
fn history_on_screen_and_in_a_terminal() {
    let events: Vec<Event> = agreed().into_iter().chain(overrides()).chain(promised()).chain(moved()).collect();
    let names: BTreeSet<String> = events.iter().map(|event| format!("event-{}", event.name())).collect();
    // What the book itself records (its people, its card, its numbers, what its calls told) stands in no case's history.
    let of_the_book = |id: &String| {
        ["event-person-", "event-card-", "event-config-", "event-calls-", "event-bank-", "event-rules-"]
            .iter()
            .any(|h| id.starts_with(h))
    };
    assert_eq!(names, ids("event-").into_iter().filter(|id| !of_the_book(id)).collect());
    let mut lines: Vec<TimelineWhat> = events.into_iter().map(|event| TimelineWhat::Event(Box::new(event))).collect();
    for minor in [-500, 500] {
        lines.push(TimelineWhat::Invoice { number: "F-1".into(), amount: eur(minor), due_on: today() });
    }
    for (invoice, inferred) in [("", false), ("F-1", true)] {
        lines.push(TimelineWhat::Payment { amount: eur(500), invoice: invoice.into(), inferred, written_off: false });
    }
    lines.extend([None, Some(eur(15))].map(|fee| TimelineWhat::Returned { amount: eur(500), fee }));
    for what in lines {
        let entry =
            TimelineEntry { at: at(), day: today(), what, who: "mia".into(), act: None, undone: false, source: None };
        whole("history", |words| {
            let (kind, facts) = screen::history(words, zone(), &entry);
            format!("{kind} {facts} {}", history::line(words, zone(), &entry))
        });
    }
}
