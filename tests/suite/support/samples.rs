//! A queue of 42 calls and cases with a past, always the same: what screens are drawn from without a store.
//! What never lives here: an assertion. All names are invented.
//! `stage` answers with it.

use relance::app::screen::what_if::{Cards, Comparison, Load, Moved, OneList};
use relance::domain::case::row::DisputeLine;
use relance::domain::case::state::{
    AssignmentView, Balance, CallbackView, DisputeView, EvidenceView, HoldView, ItemState, PaymentView, Profile,
};
use relance::domain::case::{CaseState, TimelineEntry, TimelineWhat};
use relance::domain::codes::*;
use relance::domain::command::Rev;
use relance::domain::event::{ContactMade, Event, Part, PromiseMade};
use relance::domain::heard::PointKind;
use relance::domain::ledger::{Claim, DebtorRow, ItemKey};
use relance::domain::point::PointView;
use relance::domain::queue::{CardName, Factors, Generation, Judged, Nearest, QueueLine, Ranked, Reason};
use relance::domain::values::text::fold;
use relance::domain::values::{ActId, CaseId, Currency, Day, EntryId, Instant, Login, Money, SourceId, Sums, Tag};
use relance::store::read::{CaseView, DisputeRow, FindHit, Matched, QueuePage};

use super::agreed;

/// Lines of the sample queue.
pub const LINES: u32 = 42;

const NAMES: [&str; 14] = [
    "Boulangerie Lefèvre",
    "Garage du Vieux-Pont",
    "Établissements Œuvrard & Fils",
    "Hôtel de la Gare",
    "Northfield Components Ltd",
    "SARL Menuiserie Générale de l'Ouest Atlantique",
    "Zoé Martin",
    "Imprimerie Kessler",
    "Café des Arts",
    "Thornbury & Sons",
    "東京商事",
    "Ambulances Roussel",
    "Pépinières du Val",
    "Atelier Nguyễn",
];

/// The day of the sample: Friday, 28 June 2013.
pub fn today() -> Day {
    Day::from_ymd(2013, 6, 28).unwrap()
}

/// 09:00 in Paris on that day.
pub fn at() -> Instant {
    Instant(today().0 as i64 * 86_400_000 + 7 * 3_600_000)
}

/// Euros in cents.
pub fn eur(minor: i64) -> Money {
    Money::new(minor, Currency::EUR)
}

fn sums(minor: i64) -> Sums {
    [eur(minor)].into_iter().collect()
}

/// An act id by number.
pub fn act(n: i64) -> ActId {
    ActId::new(1_372_000_000_000 + n, n as u64)
}

fn name(n: u32) -> String {
    let name = NAMES[n as usize % NAMES.len()];
    if n as usize >= NAMES.len() { format!("{name} {}", n as usize / NAMES.len() + 1) } else { name.to_owned() }
}

fn band(n: u32) -> (Band, Vec<Reason>) {
    let reason = |code, points, fact| Reason { code, points, fact };
    let card = vec![
        reason(ReasonCode::LateRatio, 24, 700),
        reason(ReasonCode::Excess, 15, 12),
        reason(ReasonCode::Silence, 9, 21),
        reason(ReasonCode::PromisesKept, -8, 2),
    ];
    let with = |first: Reason| std::iter::once(first).chain(card.clone()).collect();
    match n {
        0 => (Band::CallbackDue, with(reason(ReasonCode::CallbackAgreed, 0, 0))),
        1 | 2 => (Band::PromiseBroken, with(reason(ReasonCode::PromiseBroken, 0, 3))),
        3 => (Band::PromiseDue, with(reason(ReasonCode::PromiseDue, 0, 0))),
        4 | 5 => (Band::NewCase, with(reason(ReasonCode::NewCase, 0, 0))),
        _ => (Band::Index, card),
    }
}

/// What a line is multiplied with.
fn factors(n: u32) -> Factors {
    Factors {
        reach_permille: 350,
        part: DayPart::ALL[n as usize % 3],
        attempt: 1 + n as u8 % 3,
        decay_permille: [1_000, 880, 820][n as usize % 3],
        effect_permille: 250,
        word_permille: 667,
        minutes_tenths: 60,
        untouched_days: None,
        drawn: false,
    }
}

/// One line of the queue, counted from 0.
pub fn line(n: u32) -> QueueLine {
    let (band, reasons) = band(n);
    let minor = 1_234_550 - i64::from(n) * 28_411;
    QueueLine {
        rank: n + 1,
        name: name(n),
        reference: format!("D-{:05}", 10_000 + n * 37),
        segment: Tag::of(if n.is_multiple_of(3) { "gc" } else { "pme" }),
        ranked: Ranked {
            case: CaseId(i64::from(n) + 101),
            collector: Some(Login("mia".into())),
            band,
            score: reasons.iter().map(|reason| reason.points).sum(),
            probability_ppm: 640_000,
            value_minor: minor,
            factors: factors(n),
            index: factors(n).index(minor, 640_000),
            call_at: (n == 0).then(at),
            action: if n == 0 { NextAction::CallBack } else { NextAction::Call },
            reasons,
        },
        open: sums(minor + 50_000),
        overdue: if n == 9 {
            [eur(minor), Money::new(90_000, "GBP".parse().unwrap())].into_iter().collect()
        } else {
            sums(minor)
        },
        value: eur(minor),
        oldest_due: Some(today().plus(-3 - n as i32 * 4)),
        days_past_due: 3 + n as i32 * 4,
        signals: vec![],
        change: Change::ALL[n as usize % 4],
        because: Because::CameDue,
        done: n == 7,
    }
}

/// A window of the sample queue.
pub fn page(from: u32, limit: u32) -> QueuePage {
    let generation = Generation {
        number: 3,
        day: today(),
        planned_at: at(),
        card: "default-1".into(),
        queued: LINES,
        excluded: 318,
        shares: vec![],
    };
    let to = LINES.min(from.saturating_add(limit));
    QueuePage { generation, from, total: LINES, lines: (from.min(to)..to).map(line).collect() }
}

pub(super) fn key(case: CaseId, number: &str) -> ItemKey {
    ItemKey { case, source: SourceId(1), number: number.into() }
}

fn items(case: CaseId) -> Vec<ItemState> {
    let item = |number: &str, due: i32, amount: i64, open: i64, disputed: i64, promised: i64| ItemState {
        key: key(case, number),
        issued_on: today().plus(due - 30),
        due_on: today().plus(due),
        claim: Claim::PLAIN,
        amount: eur(amount),
        open_minor: open,
        disputed_minor: disputed,
        promised_minor: promised,
        held_until: None,
        settled_on: (open == 0).then(|| today().plus(due + 9)),
    };
    vec![
        item("F-2013-0412", -47, 845_000, 845_000, 120_000, 0),
        item("F-2013-0466", -18, 264_550, 189_550, 0, 100_000),
        item("F-2013-0519", -3, 125_000, 125_000, 0, 0),
        item("F-2013-0570", 12, 50_000, 50_000, 0, 0),
        item("F-2013-0277", -95, 310_000, 0, 0, 0),
    ]
}

fn history(case: CaseId) -> Vec<TimelineEntry> {
    let entry = |days: i32, what, by: &str, n: i64, undone: bool| TimelineEntry {
        at: Instant(at().0 + i64::from(days) * 86_400_000),
        day: today().plus(days),
        what,
        who: by.into(),
        act: (n > 0).then(|| act(n)),
        undone,
        source: None,
    };
    let made = |outcome, note: &str, seconds| {
        TimelineWhat::Event(Box::new(Event::ContactRecorded(ContactMade {
            at: at(),
            day: today(),
            channel: Channel::Call,
            direction: Direction::Out,
            outcome,
            point: "01 55 55 01 23".into(),
            seconds,
            checks: vec![],
            note: note.into(),
        })))
    };
    let terms = agreed::terms(today().plus(6));
    let promise = PromiseMade {
        amount: eur(100_000),
        due_on: today().plus(4),
        method: Some(Method::Transfer),
        covers: vec![],
        terms,
        over: vec![],
        replaces: None,
        by: None,
        note: String::new(),
    };
    let email = TimelineWhat::Contact {
        channel: Channel::Email,
        direction: Direction::In,
        outcome: Some(Outcome::ReplyReceived),
        seconds: 0,
        point: "compta@exemple.test".into(),
        checks: vec![],
        note: "Nous attendons l'avoir pour la livraison incomplète,\nmerci de patienter.".into(),
        known_by: None,
        thread: String::new(),
        quoted: String::new(),
    };
    let issued = TimelineWhat::Invoice { number: "F-2013-0519".into(), amount: eur(125_000), due_on: today().plus(-3) };
    let paid = TimelineWhat::Payment {
        amount: eur(75_000),
        invoice: "F-2013-0466".into(),
        inferred: false,
        written_off: false,
    };
    let _ = case;
    vec![
        entry(-1, TimelineWhat::Event(Box::new(Event::PromiseRecorded(promise))), "mia", 9, false),
        entry(-1, made(Outcome::Promise, "Mme Lefèvre paie mardi", 185), "mia", 9, false),
        entry(-4, made(Outcome::Voicemail, "", 0), "mia", 8, false),
        entry(
            -5,
            TimelineWhat::Event(Box::new(Event::NoteWritten { text: "Standard fermé le mercredi".into() })),
            "omar",
            7,
            true,
        ),
        entry(-8, paid, "banque", 0, false),
        entry(-12, email, "", 0, false),
        entry(-33, issued, "compta", 0, false),
    ]
}

/// Disputes of several cases that wait: late, waiting, proposed, decided.
pub fn dispute_rows() -> Vec<DisputeRow> {
    let line = |n: i64, reason, step, due: i32, owner: &str, minor| DisputeLine {
        id: EntryId { act: act(60 + n), index: 0 },
        kind: if n == 3 { DisputeKind::Refusal } else { DisputeKind::Dispute },
        reason,
        step,
        decision: (n == 4).then_some(DisputeDecision::Rejected),
        owner: Login(owner.into()),
        department: if n == 2 { "logistique".into() } else { String::new() },
        opened_on: today().plus(-20),
        due_on: today().plus(due),
        check_on: (n == 2).then(|| today().plus(1)),
        supervisor_on: None,
        amount: Some(eur(minor)),
        credit: None,
    };
    let lines = [
        line(1, DisputeReason::Price, DisputeStep::Investigating, -3, "omar", 84_000),
        line(2, DisputeReason::Delivery, DisputeStep::WaitingInternal, 4, "mia", 120_000),
        line(3, DisputeReason::Other, DisputeStep::Logged, 6, "mia", 2_500_000),
        line(4, DisputeReason::Quality, DisputeStep::Decided, 9, "lea", 7_550),
    ];
    let names = ["Boulangerie Lefèvre", "Transports Guillaume & Fils", "Menuiserie Aubry", "Atelier Sœurs Mercier"];
    let row = |(line, (n, name)): (DisputeLine, (i64, &str))| DisputeRow {
        case: CaseId(101 + n),
        name: name.into(),
        reference: format!("D{n}"),
        collector: None,
        line,
    };
    lines.into_iter().zip((0..).zip(names)).map(row).collect()
}

fn disputes(case: CaseId) -> Vec<DisputeView> {
    vec![DisputeView {
        id: EntryId { act: act(6), index: 0 },
        kind: DisputeKind::Dispute,
        reason: DisputeReason::Delivery,
        state: DisputeState::Open,
        step: DisputeStep::WaitingInternal,
        holds: true,
        parts: vec![Part { item: key(case, "F-2013-0412"), amount: eur(120_000) }],
        opened_on: today().plus(-11),
        due_on: today().plus(4),
        check_on: Some(today().plus(1)),
        supervisor_on: Some(today().plus(9)),
        owner: Login("omar".into()),
        department: "logistique".into(),
        evidence: vec![EvidenceView {
            name: "bon de livraison".into(),
            asked_on: Some(today().plus(-9)),
            received_on: None,
        }],
        proposed: None,
        decided_on: None,
        credit: None,
        justified: None,
        resolution: None,
        reopened: false,
        closed_on: None,
        note: "deux palettes manquantes".into(),
    }]
}

fn debtor(line: &QueueLine) -> DebtorRow {
    DebtorRow {
        reference: line.reference.clone(),
        name: line.name.clone(),
        kind: "company".into(),
        address: "12 rue des Lilas".into(),
        postcode: "44000".into(),
        city: "Nantes".into(),
        country: "FR".into(),
        phones: vec!["01 55 55 01 23".into(), "06 55 55 04 56".into()],
        emails: vec!["compta@exemple.test".into()],
        language: "fr".into(),
        ..DebtorRow::default()
    }
}

fn payment(id: EntryId, minor: i64, reference: &str) -> PaymentView {
    PaymentView { id, amount: eur(minor), paid_on: today().plus(-6), reference: reference.into() }
}

fn judged() -> Judged {
    let late = Nearest {
        code: ReasonCode::LateRatio,
        fact: Some(712),
        would_be: 519,
        points: -4,
        score: 3,
        risk: Risk::Moderate,
    };
    let worse = Nearest { code: ReasonCode::OverdueItems, fact: Some(4), would_be: 5, points: 6, score: 33, ..late };
    let card = CardName { name: "default-1".into(), source: CardSource::Shipped };
    Judged { card, risk: Risk::High, nearest: vec![late, Nearest { risk: Risk::VeryHigh, ..worse }] }
}

/// Its numbers and addresses, of which nothing is known.
fn points(debtor: &DebtorRow) -> Vec<PointView> {
    let phones = debtor.phones.iter().map(|phone| PointView::new(PointKind::Phone, phone.clone()));
    let emails = debtor.emails.iter().map(|email| PointView::new(PointKind::Email, email.clone()));
    phones.chain(emails).collect()
}

/// One case of the queue, as the case screen shows it.
pub fn case(case: CaseId) -> CaseView {
    let n = u32::try_from(case.0 - 101).unwrap_or(0);
    let line = line(n);
    let id = |n| EntryId { act: act(n), index: 0 };
    let hold = HoldView {
        id: id(5),
        reason: HoldReason::Vulnerable,
        until: today().plus(20),
        items: vec![key(case, "F-2013-0570")],
    };
    let state = CaseState {
        case,
        as_of: today(),
        rev: Rev { seq: 9, rev: 4 },
        debtor: debtor(&line),
        balance: Balance {
            open: sums(1_209_550),
            overdue: line.overdue.clone(),
            disputed: sums(120_000),
            promised: sums(100_000),
            unallocated: sums(7_500),
            collectable: sums(939_550),
        },
        items: items(case),
        promises: if n == 2 { vec![agreed::partly(case)] } else { agreed::promises() },
        plans: if n == 2 { vec![agreed::plan()] } else { vec![] },
        disputes: disputes(case),
        callbacks: vec![CallbackView { id: id(3), at: at(), due_on: today(), whom: Some(Login("mia".into())) }],
        holds: if n == 1 { vec![hold] } else { vec![] },
        payments: if n == 1 { vec![payment(id(2), 25_000, "VIR 4471"), payment(id(1), 10_000, "")] } else { vec![] },
        assignment: Some(AssignmentView {
            to: Login("mia".into()),
            since: today().plus(-60),
            until: None,
            by: Login("odile".into()),
            note: String::new(),
        }),
        profile: Profile {
            paid_count: 23,
            late_count: 16,
            late_days_sum: 201,
            kept: 2,
            broken: 1,
            last_talk_on: Some(today().plus(-1)),
            last_paid_on: Some(today().plus(-8)),
            ..Profile::default()
        },
        next_action: line.ranked.action,
        next_on: Some(today()),
        ..CaseState::default()
    };
    let (timeline, points) = (history(case), points(&state.debtor));
    CaseView {
        state,
        score: line.ranked.score,
        reasons: line.ranked.reasons,
        judged: Some(judged()),
        rank: Some(line.rank),
        excluded: None,
        by: None,
        linked: vec![],
        points,
        timeline_total: timeline.len() as u32,
        timeline,
        lease: None,
    }
}

/// The lines of the sample queue whose name holds the query.
pub fn found(query: &str) -> Vec<FindHit> {
    let wanted = fold(query);
    let hits = (0..LINES).map(line).filter(|line| fold(&line.name).contains(&wanted));
    let hit = |line: QueueLine| FindHit {
        case: line.ranked.case,
        name: line.name,
        reference: line.reference,
        matched: Matched::Name,
        marks: (0..3).collect(),
        open: line.open,
        collector: Some(Login("mia".into())),
    };
    hits.map(hit).collect()
}

/// Two people's lists under another card.
pub fn comparison() -> Comparison {
    let list = |calls: u32, gain: i64, beyond: u32| OneList {
        calls,
        minutes: format!("{}.5", calls * 6),
        gain: Money::new(gain, Currency::EUR),
        beyond,
    };
    let load = |who: Option<&str>, now, then| Load {
        collector: who.map(|who| Login(who.to_owned())),
        now: Some(now),
        then: Some(then),
    };
    let moved = |n: u32, now: &str, then: &str| {
        let line = line(n);
        let (now, then) = (now.to_owned(), then.to_owned());
        Moved { case: line.ranked.case, name: line.name, reference: line.reference, now, then }
    };
    Comparison {
        day: today().plus(3),
        card: Cards { now: "default-1".into(), then: "fitted-2013-06-28".into() },
        lists: vec![
            load(None, list(12, 41_250, 4), list(12, 41_250, 4)),
            load(Some("mia"), list(52, 310_475, 17), list(57, 342_110, 12)),
        ],
        moves: vec![
            moved(1, "today, 3 of mia", "not today, 61 of mia"),
            moved(4, "not today, 58 of mia", "today, 2 of mia"),
            moved(6, "rest after a contact, until Mon 08 Jul 2013", "today, 40 of mia"),
        ],
        moved: 3,
        shifted: 214,
    }
}
