//! `record promise`: an amount and a day, or a promise withdrawn.
//! What never lives here: whether the terms allow it (see `domain`).
//! `record` calls it.

use crate::cli::Fault;
use crate::cli::values::{Reader, method};
use crate::domain::case::CaseState;
use crate::domain::codes::Method;
use crate::domain::command::Record;
use crate::domain::values::text::{NOTE_CHARS_MAX, clean_note};

/// The promise, or its withdrawal.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    pub(super) case: String,
    #[arg(long, required_unless_present = "withdraw")]
    amount: Option<String>,
    #[arg(long, value_name = "CODE")]
    currency: Option<String>,
    #[arg(long, value_name = "DATE", required_unless_present = "withdraw")]
    on: Option<String>,
    #[arg(long = "invoice", value_name = "NUMBER[:AMOUNT]")]
    invoice: Vec<String>,
    #[arg(long, value_parser = method(), ignore_case = true)]
    method: Option<Method>,
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    #[arg(long, value_name = "ID", conflicts_with_all = ["amount", "currency", "on", "invoice", "method", "note"])]
    withdraw: Option<String>,
    #[arg(long, requires = "withdraw", conflicts_with_all = ["amount", "on"])]
    by_debtor: bool,
}

/// As asked of the domain.
pub(super) fn record(reader: &Reader<'_>, state: &CaseState, args: &Args) -> Result<Record, Fault> {
    if let Some(id) = &args.withdraw {
        return Ok(Record::WithdrawPromise { promise: reader.entry(id)?, by_debtor: args.by_debtor });
    }
    let Some(amount) = &args.amount else { return Err(reader.missing("--amount")) };
    let Some(on) = &args.on else { return Err(reader.missing("--on")) };
    let amount = reader.amount("--amount", amount, reader.currency(args.currency.as_deref(), state)?)?;
    Ok(Record::Promise {
        amount,
        on: reader.day("--on", on)?,
        method: args.method,
        covers: super::shared_out(reader, state, &args.invoice, amount)?,
        note: clean_note(args.note.as_deref().unwrap_or(""), NOTE_CHARS_MAX + 1),
    })
}
