//! `record dispute`: parts of invoices disputed, or the decision on a dispute.
//! What never lives here: how much may be disputed (see `domain`).
//! `record` calls it.

use crate::cli::Fault;
use crate::cli::values::{Reader, dispute_reason};
use crate::domain::case::CaseState;
use crate::domain::codes::{DisputeDecision, DisputeReason};
use crate::domain::command::Record;
use crate::domain::values::text::{NOTE_CHARS_MAX, clean_note};

/// The dispute, or its decision.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    pub(super) case: String,
    #[arg(long, value_parser = dispute_reason(), ignore_case = true, value_name = "CODE", required_unless_present = "decide")]
    reason: Option<DisputeReason>,
    #[arg(long = "invoice", value_name = "NUMBER[:AMOUNT]", required_unless_present = "decide")]
    invoice: Vec<String>,
    #[arg(long, value_name = "LOGIN")]
    owner: Option<String>,
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    #[arg(long, num_args = 2, value_names = ["ID", "DECISION"], conflicts_with_all = ["reason", "invoice", "owner", "note"])]
    decide: Option<Vec<String>>,
    #[arg(long, value_name = "AMOUNT", requires = "decide")]
    credit: Option<String>,
}

/// As asked of the domain.
pub(super) fn record(reader: &Reader<'_>, state: &CaseState, args: &Args) -> Result<Record, Fault> {
    if let Some([id, decision]) = args.decide.as_deref() {
        let dispute = reader.entry(id)?;
        let decision: DisputeDecision =
            reader.code("--decide", decision, DisputeDecision::ALL, DisputeDecision::name)?;
        let disputed = state.disputes.iter().find(|d| d.id == dispute);
        let named = disputed.and_then(|d| d.parts.first()).map(|part| part.amount.currency);
        let currency = match named {
            Some(currency) => currency,
            None => reader.currency(None, state)?,
        };
        let credit = args.credit.as_deref().map(|text| reader.amount("--credit", text, currency)).transpose()?;
        return Ok(Record::DecideDispute { dispute, decision, credit });
    }
    let Some(reason) = args.reason else { return Err(reader.missing("--reason")) };
    let parts = args.invoice.iter().map(|text| reader.part(text, state, true).map(|(part, _)| part));
    Ok(Record::Dispute {
        reason,
        parts: parts.collect::<Result<_, _>>()?,
        owner: args.owner.as_deref().map(|text| reader.login(text)).transpose()?,
        note: clean_note(args.note.as_deref().unwrap_or(""), NOTE_CHARS_MAX + 1),
    })
}
