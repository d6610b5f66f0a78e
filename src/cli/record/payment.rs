//! `record payment`: money seen here before any system sent it, or such a payment that came back.
//! What never lives here: what it settles (see `domain`).
//! `record` calls it.

use crate::cli::Fault;
use crate::cli::values::{Reader, method};
use crate::domain::case::CaseState;
use crate::domain::codes::Method;
use crate::domain::command::Record;
use crate::domain::values::text::{REFERENCE_CHARS_MAX, clean_line};

/// The payment, or its reversal.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    pub(super) case: String,
    #[arg(long, required_unless_present = "reverse")]
    amount: Option<String>,
    #[arg(long, value_name = "CODE")]
    currency: Option<String>,
    #[arg(long, value_name = "DATE")]
    on: String,
    #[arg(long = "invoice", value_name = "NUMBER[:AMOUNT]")]
    invoice: Vec<String>,
    #[arg(long, value_parser = method(), ignore_case = true)]
    method: Option<Method>,
    #[arg(long, value_name = "TEXT")]
    reference: Option<String>,
    #[arg(long, value_name = "ID", conflicts_with_all = ["amount", "currency", "invoice", "method", "reference"])]
    reverse: Option<String>,
}

/// As asked of the domain.
pub(super) fn record(reader: &Reader<'_>, state: &CaseState, args: &Args) -> Result<Record, Fault> {
    let on = reader.past_day("--on", &args.on)?;
    if let Some(id) = &args.reverse {
        return Ok(Record::ReversePayment { payment: reader.entry(id)?, on });
    }
    let Some(amount) = &args.amount else { return Err(reader.missing("--amount")) };
    let amount = reader.amount("--amount", amount, reader.currency(args.currency.as_deref(), state)?)?;
    Ok(Record::Payment {
        amount,
        paid_on: on,
        parts: super::shared_out(reader, state, &args.invoice, amount)?,
        method: args.method,
        reference: clean_line(args.reference.as_deref().unwrap_or(""), REFERENCE_CHARS_MAX),
    })
}
