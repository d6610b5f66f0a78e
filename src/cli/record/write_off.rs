//! `record write-off`: what nobody will pay, given up.
//! What never lives here: who may, and how much (see `domain`).
//! `record` calls it.

use crate::cli::Fault;
use crate::cli::values::Reader;
use crate::domain::case::CaseState;
use crate::domain::command::Record;

/// How much, of what, and why.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    pub(super) case: String,
    #[arg(long)]
    amount: String,
    #[arg(long, value_name = "CODE")]
    currency: Option<String>,
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    #[arg(long = "invoice", value_name = "NUMBER[:AMOUNT]")]
    invoice: Vec<String>,
    #[arg(long, value_name = "TEXT")]
    reason: String,
}

/// As asked of the domain.
pub(super) fn record(reader: &Reader<'_>, state: &CaseState, args: &Args) -> Result<Record, Fault> {
    let on = args.on.as_ref().map_or(Ok(state.as_of), |text| reader.past_day("--on", text))?;
    let amount = reader.amount("--amount", &args.amount, reader.currency(args.currency.as_deref(), state)?)?;
    let parts = super::shared_out(reader, state, &args.invoice, amount)?;
    Ok(Record::WriteOff { amount, on, parts, reason: args.reason.clone() })
}
