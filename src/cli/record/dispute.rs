//! `record dispute`: parts of invoices contested; then every step of its handling, and the decision.
//! What never lives here: how much may be disputed, who may credit how much (see `domain`).
//! `record` calls it.

use crate::cli::Fault;
use crate::cli::values::{Reader, dispute_kind, dispute_reason, resolution};
use crate::domain::case::CaseState;
use crate::domain::codes::{DisputeDecision, DisputeKind, DisputeReason, DisputeStep, Resolution};
use crate::domain::command::Record;
use crate::domain::event::DisputeMove;
use crate::domain::values::text::{NAME_CHARS_MAX, NOTE_CHARS_MAX, clean_line, clean_note};
use crate::domain::values::{Currency, EntryId};

/// The options that speak of a dispute there is: one of them, or a new one.
const STEPS: [&str; 7] = ["decide", "assign", "state", "evidence", "propose", "close", "reopen"];

/// The dispute, or what happened to one.
#[derive(Debug, clap::Args)]
#[command(group = clap::ArgGroup::new("step").args(STEPS))]
pub(super) struct Args {
    pub(super) case: String,
    #[arg(long, value_parser = dispute_reason(), ignore_case = true, value_name = "CODE", conflicts_with = "step")]
    reason: Option<DisputeReason>,
    #[arg(long, value_parser = dispute_kind(), ignore_case = true, default_value = "dispute", conflicts_with = "step")]
    kind: DisputeKind,
    #[arg(long = "invoice", value_name = "NUMBER[:AMOUNT]", conflicts_with = "step")]
    invoice: Vec<String>,
    #[arg(long, value_name = "LOGIN", conflicts_with = "step")]
    owner: Option<String>,
    #[arg(long, value_name = "TEXT", conflicts_with_all = ["decide", "assign", "evidence"])]
    note: Option<String>,
    #[arg(long, num_args = 2, value_names = ["ID", "DECISION"])]
    decide: Option<Vec<String>>,
    #[arg(long, value_name = "AMOUNT")]
    credit: Option<String>,
    #[arg(long, value_name = "yes|no", requires = "decide", value_parser = ["yes", "no"])]
    justified: Option<String>,
    #[arg(long, value_name = "CODE", requires = "decide", value_parser = resolution(), ignore_case = true)]
    resolution: Option<Resolution>,
    #[arg(long, num_args = 2, value_names = ["ID", "LOGIN"])]
    assign: Option<Vec<String>>,
    #[arg(long, value_name = "TEXT", requires = "assign")]
    department: Option<String>,
    #[arg(long, num_args = 2, value_names = ["ID", "STATE"])]
    state: Option<Vec<String>>,
    #[arg(long, value_name = "DATE", requires = "state")]
    check: Option<String>,
    #[arg(long, num_args = 2, value_names = ["ID", "NAME"])]
    evidence: Option<Vec<String>>,
    #[arg(long, requires = "evidence")]
    received: bool,
    #[arg(long, value_name = "ID", requires = "credit")]
    propose: Option<String>,
    #[arg(long, value_name = "ID")]
    close: Option<String>,
    #[arg(long, value_name = "ID", requires = "note")]
    reopen: Option<String>,
}

/// As asked of the domain.
pub(super) fn record(reader: &Reader<'_>, state: &CaseState, args: &Args) -> Result<Record, Fault> {
    if let Some([id, decision]) = args.decide.as_deref() {
        let dispute = reader.entry(id)?;
        let decision: DisputeDecision =
            reader.code("--decide", decision, DisputeDecision::ALL, DisputeDecision::name)?;
        let currency = currency(reader, state, dispute)?;
        let credit = args.credit.as_deref().map(|text| reader.amount("--credit", text, currency)).transpose()?;
        let justified = args.justified.as_deref().map(|said| said == "yes");
        let resolution = args.resolution;
        return Ok(Record::DecideDispute { dispute, decision, credit, justified, resolution });
    }
    if let Some((dispute, what)) = follow(reader, state, args)? {
        return Ok(Record::FollowDispute { dispute, what });
    }
    let reason = match (args.reason, args.kind) {
        (Some(reason), _) => reason,
        (None, DisputeKind::Dispute) => return Err(reader.missing("--reason")),
        (None, DisputeKind::Complaint | DisputeKind::Refusal) => DisputeReason::Other,
    };
    if args.invoice.is_empty() && args.kind != DisputeKind::Complaint {
        return Err(reader.missing("--invoice"));
    }
    let free = args.kind != DisputeKind::Complaint;
    let parts = args.invoice.iter().map(|text| reader.part(text, state, free).map(|(part, _)| part));
    Ok(Record::Dispute {
        kind: args.kind,
        reason,
        parts: parts.collect::<Result<_, _>>()?,
        owner: args.owner.as_deref().map(|text| reader.login(text)).transpose()?,
        note: note(args),
    })
}

/// One character above the limit is kept, so that the domain refuses rather than we cut.
fn note(args: &Args) -> String {
    clean_note(args.note.as_deref().unwrap_or(""), NOTE_CHARS_MAX + 1)
}

/// The currency a dispute is in.
fn currency(reader: &Reader<'_>, state: &CaseState, dispute: EntryId) -> Result<Currency, Fault> {
    let named = state.disputes.iter().find(|d| d.id == dispute).and_then(|d| d.parts.first());
    named.map_or_else(|| reader.currency(None, state), |part| Ok(part.amount.currency))
}

fn follow(reader: &Reader<'_>, state: &CaseState, args: &Args) -> Result<Option<(EntryId, DisputeMove)>, Fault> {
    let found = if let Some([id, owner]) = args.assign.as_deref() {
        let department = args.department.as_deref().map(|text| clean_line(text, NAME_CHARS_MAX));
        (id, DisputeMove::Assign { owner: reader.login(owner)?, department })
    } else if let Some([id, at]) = args.state.as_deref() {
        let inquiry: Vec<DisputeStep> = DisputeStep::ALL.iter().copied().filter(|step| step.is_inquiry()).collect();
        let at: DisputeStep = reader.code("--state", at, &inquiry, DisputeStep::name)?;
        let check_on = args.check.as_deref().map(|text| reader.day("--check", text)).transpose()?;
        (id, DisputeMove::Check { at, check_on, note: note(args) })
    } else if let Some([id, name]) = args.evidence.as_deref() {
        (id, DisputeMove::Evidence { name: clean_line(name, NAME_CHARS_MAX), received: args.received })
    } else if let (Some(id), Some(credit)) = (&args.propose, &args.credit) {
        let currency = currency(reader, state, reader.entry(id)?)?;
        (id, DisputeMove::Propose { credit: reader.amount("--credit", credit, currency)?, note: note(args) })
    } else if let Some(id) = &args.close {
        (id, DisputeMove::Close { note: note(args) })
    } else if let Some(id) = &args.reopen {
        (id, DisputeMove::Reopen { reason: note(args) })
    } else {
        return Ok(None);
    };
    Ok(Some((reader.entry(found.0)?, found.1)))
}
