//! Promises and a payment plan of the sample cases.
//! What never lives here: an assertion. All names are invented.
//! `samples` puts them into its cases.

use relance::domain::case::state::{InstalmentView, PlanView, PromiseView};
use relance::domain::codes::*;
use relance::domain::event::{Acceptance, Part, Promiser};
use relance::domain::permit::{OverrideAsked, RuleNamed};
use relance::domain::terms::{CalendarId, PromiseTerms};
use relance::domain::values::{CaseId, Day, EntryId, Login};
use relance::store::read::{ApprovalRow, Waits};

use super::samples::{act, at, eur, key, today};

/// Terms that end on a day.
pub fn terms(grace_ends_on: Day) -> PromiseTerms {
    PromiseTerms {
        tolerance_minor: 500,
        tolerance_bp: 200,
        tolerance_cap_minor: 5_000,
        grace_days: 2,
        calendar: CalendarId::Fr,
        grace_ends_on,
        reversal_days: 8,
    }
}

/// One that runs and one that broke.
pub fn promises() -> Vec<PromiseView> {
    let id = |n| EntryId { act: act(n), index: 0 };
    let promise = PromiseView {
        id: id(9),
        amount: eur(100_000),
        made_on: today().plus(-1),
        due_on: today().plus(4),
        grace_ends_on: today().plus(6),
        ends_on: today().plus(6),
        method: Some(Method::Transfer),
        covers: vec![],
        paid_minor: 0,
        state: PromiseState::Open,
        kept_on: None,
        cause: None,
        verify_by: None,
        failed_on: None,
        over: vec![],
        replaces: None,
        by: None,
        calendar: CalendarId::Fr,
        level: 1,
        who: Login("mia".into()),
    };
    let broken = PromiseView { id: id(4), due_on: today().plus(-40), state: PromiseState::Broken, ..promise.clone() };
    vec![promise, broken]
}

/// A promise that was partially kept, on the third case.
pub fn partly(case: CaseId) -> PromiseView {
    let part = |number: &str, minor| Part { item: key(case, number), amount: eur(minor) };
    PromiseView {
        id: EntryId { act: act(20), index: 0 },
        amount: eur(60_000),
        made_on: today().plus(-20),
        due_on: today().plus(-8),
        grace_ends_on: today().plus(-6),
        ends_on: today().plus(-6),
        covers: vec![part("F-2013-0466", 20_000), part("F-2013-0519", 40_000)],
        paid_minor: 25_000,
        state: PromiseState::PartiallyKept,
        failed_on: Some(today().plus(-5)),
        over: vec![PromiseLimit::Level],
        by: Some(Promiser { role: PartyRole::Management, name: "M. Œuvrard".into() }),
        ..promises().remove(0)
    }
}

/// A signed plan of three lines, the first one kept, on the third case.
pub fn plan() -> PlanView {
    let line = |due: i32, minor, state| InstalmentView {
        due_on: today().plus(due),
        amount: eur(minor),
        grace_ends_on: today().plus(due + 4),
        paid_minor: if state == PromiseState::Kept { minor } else { 0 },
        state,
        kept_on: None,
        failed_on: None,
        terms: terms(today().plus(due + 4)),
    };
    PlanView {
        id: EntryId { act: act(21), index: 0 },
        state: PlanState::Active,
        amount: eur(100_000),
        made_on: today().plus(-40),
        every: Some(Every::Month),
        method: None,
        covers: vec![],
        paid_minor: 33_333,
        lines: vec![
            line(-10, 33_333, PromiseState::Kept),
            line(20, 33_333, PromiseState::Open),
            line(51, 33_334, PromiseState::Open),
        ],
        accepted_on: Some(today().plus(-40)),
        acceptance: Some(Acceptance { signed: true, on: today().plus(-40), role: None, by: "M. Œuvrard".into() }),
        misses_allowed: 1,
        defaulted_on: None,
        to_approve: false,
        note: String::new(),
        who: Login("mia".into()),
    }
}

/// What waits for a supervisor on the first cases: two promises and a credit.
pub fn approvals() -> Vec<ApprovalRow> {
    let row = |case: i64, name: &str, n, what| ApprovalRow {
        case: CaseId(case),
        name: name.into(),
        reference: format!("D-{case}"),
        id: EntryId { act: act(n), index: 0 },
        who: Login("mia".into()),
        what,
    };
    let promise = |minor, days, limits: &[PromiseLimit], level| Waits::Promise {
        amount: eur(minor),
        due_on: today().plus(days),
        limits: limits.to_vec(),
        level,
    };
    let (kind, reason) = (DisputeKind::Dispute, DisputeReason::Delivery);
    let credit = Waits::Credit { credit: eur(90_000), of: Some(eur(120_000)), kind, reason, due_on: today().plus(4) };
    vec![
        row(101, "Boulangerie Lefèvre", 31, promise(500_000, 45, &[PromiseLimit::LongestDays], 0)),
        row(
            102,
            "Garage du Vieux-Pont",
            32,
            promise(2_500, 3, &[PromiseLimit::SmallestAmount, PromiseLimit::Level], 4),
        ),
        row(103, "Établissements Œuvrard & Fils", 33, credit),
        row(104, "Menuiserie Le Goff", 34, Waits::Override(Box::new(blocked_call()))),
    ]
}

/// A call that the cap of the day blocks, asked for all the same.
pub fn blocked_call() -> OverrideAsked {
    OverrideAsked {
        channel: Channel::Call,
        point: "06 12 34 56 78".into(),
        rules: vec![RuleNamed { rule: "house.calls-a-day".into(), source: "house policy".into() }],
        next_at: Some(at()),
        reason: "the line was cut off".into(),
        until: today().plus(1),
    }
}
