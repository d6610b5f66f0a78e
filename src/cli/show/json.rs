//! The JSON of `show`: field names are a contract (`relance.show/1`).
//! What never lives here: text output.
//! `show` calls it.

use rust_decimal::Decimal;
use serde::Serialize;

use crate::cli::history;
use crate::cli::json;
use crate::domain::case::state::{
    AssignmentView, CallbackView, DisputeView, EvidenceView, HoldView, InstalmentView, ItemState, PaymentView,
    PlanView, PromiseView, ReturnView,
};
use crate::domain::case::{Balance, CaseRow, OverrideView, TimelineEntry, TimelineWhat};
use crate::domain::codes::{
    BrokenCause, Channel, Direction, DisputeKind, DisputeReason, DisputeState, DisputeStep, HoldReason, Language,
    Nature, NextAction, Outcome, OverrideState, PartyRole, PlanState, PointQuality, PromiseLimit, PromiseState,
    Resolution,
};
use crate::domain::event::Event;
use crate::domain::ledger::DebtorRow;
use crate::domain::permit::OverrideAsked;
use crate::domain::point::PointView;
use crate::domain::values::{ActId, CaseId, Day, EntryId, Instant, Login, Money};
use crate::i18n::Words;
use crate::store::read::CaseView;
use crate::zone::Zone;

/// One case.
#[derive(Debug, Serialize)]
pub(super) struct Shown {
    schema: &'static str,
    case: CaseId,
    debtor: DebtorRow,
    balance: Balance,
    invoices: Vec<Invoice>,
    promises: Vec<Promise>,
    plans: Vec<Plan>,
    disputes: Vec<Dispute>,
    points: Vec<Point>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    signals: Vec<json::Signal>,
    callbacks: Vec<CallbackView>,
    holds: Vec<Hold>,
    payments: Vec<Payment>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    returns: Vec<ReturnView>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    overrides: Vec<Override>,
    assignment: Option<AssignmentView>,
    score: Score,
    next_action: NextAction,
    timeline: Vec<Line>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    linked: Vec<Linked>,
}

/// A number or address, with what its contacts say of it.
#[derive(Debug, Serialize)]
struct Point {
    kind: &'static str,
    point: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    name: String,
    role: Option<PartyRole>,
    language: Option<Language>,
    preferred: bool,
    quality: PointQuality,
    tried: u32,
    reached: u32,
    last_on: Option<Day>,
}

impl From<&PointView> for Point {
    fn from(view: &PointView) -> Self {
        Self {
            kind: view.kind.name(),
            point: view.point.clone(),
            name: view.name.clone(),
            role: view.role,
            language: view.language,
            preferred: view.preferred,
            quality: view.quality,
            tried: view.tried,
            reached: view.reached,
            last_on: view.last_on,
        }
    }
}

/// A request to set rules for contacts aside, and its answer.
#[derive(Debug, Serialize)]
struct Override {
    id: EntryId,
    #[serde(flatten)]
    asked: OverrideAsked,
    who: Login,
    asked_on: Day,
    state: OverrideState,
    answered_by: Option<Login>,
    answered_on: Option<Day>,
    #[serde(skip_serializing_if = "String::is_empty")]
    refusal: String,
}

impl From<&OverrideView> for Override {
    fn from(view: &OverrideView) -> Self {
        let (answered_by, answered_on) = view.answered.clone().unzip();
        Self {
            id: view.id,
            asked: view.asked.clone(),
            who: view.who.clone(),
            asked_on: view.asked_on,
            state: view.state,
            answered_by,
            answered_on,
            refusal: view.refusal.clone(),
        }
    }
}

/// A debtor of the same group.
#[derive(Debug, Serialize)]
struct Linked {
    case: CaseId,
    name: String,
    reference: String,
    collector: Option<Login>,
    overdue: Vec<Money>,
}

#[derive(Debug, Serialize)]
struct Invoice {
    number: String,
    issued_on: Day,
    due_on: Day,
    /// Only where it is not the price itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    nature: Option<Nature>,
    /// Percent a year.
    #[serde(skip_serializing_if = "Option::is_none")]
    late_rate: Option<String>,
    amount: Money,
    open: Money,
    disputed: Money,
    promised: Money,
}

#[derive(Debug, Serialize)]
struct Promise {
    id: EntryId,
    amount: Money,
    on: Day,
    state: PromiseState,
    level: u32,
    made_on: Day,
    grace_ends_on: Day,
    paid: Money,
    kept_on: Option<Day>,
    cause: Option<BrokenCause>,
    verify_by: Option<Day>,
    over: Vec<PromiseLimit>,
    replaces: Option<EntryId>,
    residue: Option<Money>,
}

#[derive(Debug, Serialize)]
struct Plan {
    id: EntryId,
    amount: Money,
    state: PlanState,
    paid: Money,
    accepted_on: Option<Day>,
    acknowledged_on: Option<Day>,
    defaulted_on: Option<Day>,
    missed: usize,
    misses_allowed: u8,
    instalments: Vec<Instalment>,
}

#[derive(Debug, Serialize)]
struct Instalment {
    amount: Money,
    on: Day,
    state: PromiseState,
    paid: Money,
}

#[derive(Debug, Serialize)]
struct Dispute {
    id: EntryId,
    reason: DisputeReason,
    state: DisputeState,
    amount: Option<Money>,
    due_on: Day,
    kind: DisputeKind,
    step: DisputeStep,
    owner: Login,
    department: String,
    opened_on: Day,
    check_on: Option<Day>,
    evidence: Vec<EvidenceView>,
    proposed: Option<Money>,
    decided_on: Option<Day>,
    credit: Option<Money>,
    justified: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    resolution: Option<Resolution>,
    reopened: bool,
    closed_on: Option<Day>,
}

#[derive(Debug, Serialize)]
struct Hold {
    id: EntryId,
    reason: HoldReason,
    until: Day,
    invoices: Vec<String>,
}

/// Recorded here and standing; what files brought is in the timeline.
#[derive(Debug, Serialize)]
struct Payment {
    id: EntryId,
    amount: Money,
    on: Day,
    reference: String,
}

#[derive(Debug, Serialize)]
struct Score {
    value: i32,
    reasons: Vec<json::Why>,
}

#[derive(Debug, Serialize)]
struct Line {
    at: Instant,
    channel: Option<Channel>,
    direction: Option<Direction>,
    outcome: Option<Outcome>,
    who: String,
    text: String,
    act: Option<ActId>,
    /// Of a message: the same for all of its thread.
    #[serde(skip_serializing_if = "String::is_empty")]
    thread: String,
}

/// A case as JSON.
pub(super) fn shown(words: &Words, zone: Zone, view: &CaseView) -> Shown {
    let state = &view.state;
    Shown {
        schema: "relance.show/1",
        case: state.case,
        debtor: state.debtor.clone(),
        balance: state.balance.clone(),
        invoices: state.items.iter().map(invoice).collect(),
        promises: state.promises.iter().map(promise).collect(),
        plans: state.plans.iter().map(plan).collect(),
        disputes: state.disputes.iter().map(dispute).collect(),
        points: view.points.iter().map(Point::from).collect(),
        signals: json::signals(words, &view.signals()),
        callbacks: state.callbacks.clone(),
        holds: state.holds.iter().map(hold).collect(),
        payments: state.payments.iter().map(payment).collect(),
        returns: state.returns.clone(),
        overrides: state.overrides.iter().map(Override::from).collect(),
        assignment: state.assignment.clone(),
        score: score(words, view),
        next_action: state.next_action,
        timeline: view.timeline.iter().map(|entry| line(words, zone, entry)).collect(),
        linked: view.linked.iter().map(linked).collect(),
    }
}

fn linked(row: &CaseRow) -> Linked {
    let overdue = row.money.iter().map(|money| Money::new(money.overdue, money.currency));
    Linked {
        case: row.case,
        name: row.name.clone(),
        reference: row.reference.clone(),
        collector: row.collector.clone(),
        overdue: overdue.filter(|money| money.minor != 0).collect(),
    }
}

fn score(words: &Words, view: &CaseView) -> Score {
    Score { value: view.score, reasons: json::reasons(words, &view.reasons) }
}

fn invoice(item: &ItemState) -> Invoice {
    let money = |minor| Money::new(minor, item.amount.currency);
    Invoice {
        number: item.key.number.clone(),
        issued_on: item.issued_on,
        due_on: item.due_on,
        nature: Some(item.claim.nature).filter(|nature| *nature != Nature::Principal),
        late_rate: item.claim.late_rate.map(|rate| Decimal::new(rate.into(), 2).to_string()),
        amount: item.amount,
        open: money(item.open_minor),
        disputed: money(item.disputed_minor),
        promised: money(item.promised_minor),
    }
}

fn promise(promise: &PromiseView) -> Promise {
    Promise {
        id: promise.id,
        amount: promise.amount,
        on: promise.due_on,
        state: promise.state,
        level: promise.level,
        made_on: promise.made_on,
        grace_ends_on: promise.grace_ends_on,
        paid: Money::new(promise.paid_minor, promise.amount.currency),
        kept_on: promise.kept_on,
        cause: promise.cause,
        verify_by: promise.verify_by,
        over: promise.over.clone(),
        replaces: promise.replaces,
        residue: promise.residue(),
    }
}

fn plan(plan: &PlanView) -> Plan {
    let money = |minor| Money::new(minor, plan.amount.currency);
    let line = |line: &InstalmentView| Instalment {
        amount: line.amount,
        on: line.due_on,
        state: line.state,
        paid: money(line.paid_minor),
    };
    Plan {
        id: plan.id,
        amount: plan.amount,
        state: plan.state,
        paid: money(plan.paid_minor),
        accepted_on: plan.accepted_on,
        acknowledged_on: plan.acknowledged_on(),
        defaulted_on: plan.defaulted_on,
        missed: plan.missed(),
        misses_allowed: plan.misses_allowed,
        instalments: plan.lines.iter().map(line).collect(),
    }
}

fn dispute(dispute: &DisputeView) -> Dispute {
    Dispute {
        id: dispute.id,
        reason: dispute.reason,
        state: dispute.state,
        amount: dispute.amount(),
        due_on: dispute.due_on,
        kind: dispute.kind,
        step: dispute.step,
        owner: dispute.owner.clone(),
        department: dispute.department.clone(),
        opened_on: dispute.opened_on,
        check_on: dispute.check_on,
        evidence: dispute.evidence.clone(),
        proposed: dispute.proposed.map(|(_, credit)| credit),
        decided_on: dispute.decided_on,
        credit: dispute.credit,
        justified: dispute.justified,
        resolution: dispute.resolution,
        reopened: dispute.reopened,
        closed_on: dispute.closed_on,
    }
}

fn hold(hold: &HoldView) -> Hold {
    let invoices = hold.items.iter().map(|item| item.number.clone()).collect();
    Hold { id: hold.id, reason: hold.reason, until: hold.until, invoices }
}

fn payment(payment: &PaymentView) -> Payment {
    Payment { id: payment.id, amount: payment.amount, on: payment.paid_on, reference: payment.reference.clone() }
}

fn line(words: &Words, zone: Zone, entry: &TimelineEntry) -> Line {
    let (channel, direction, outcome) = match &entry.what {
        TimelineWhat::Contact { channel, direction, outcome, .. } => (Some(*channel), Some(*direction), *outcome),
        TimelineWhat::Event(event) => {
            let made = if let Event::ContactRecorded(made) = event.as_ref() { Some(made) } else { None };
            (made.map(|m| m.channel), made.map(|m| m.direction), made.map(|m| m.outcome))
        }
        TimelineWhat::Invoice { .. } | TimelineWhat::Payment { .. } | TimelineWhat::Returned { .. } => {
            (None, None, None)
        }
    };
    Line {
        at: entry.at,
        channel,
        direction,
        outcome,
        who: entry.who.clone(),
        text: history::line(words, zone, entry),
        act: entry.act,
        thread: entry.thread().to_owned(),
    }
}
