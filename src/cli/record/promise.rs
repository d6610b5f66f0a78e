//! `record promise`: an amount and a day.
//! What never lives here: whether the terms allow it (see `domain`).
//! `record` calls it.

use crate::cli::Fault;
use crate::cli::values::{Reader, method};
use crate::domain::case::CaseState;
use crate::domain::codes::Method;
use crate::domain::command::Record;
use crate::domain::values::text::{NOTE_CHARS_MAX, clean_note};

/// The promise.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    pub(super) case: String,
    #[arg(long)]
    amount: String,
    #[arg(long, value_name = "CODE")]
    currency: Option<String>,
    #[arg(long, value_name = "DATE")]
    on: String,
    #[arg(long = "invoice", value_name = "NUMBER[:AMOUNT]")]
    invoice: Vec<String>,
    #[arg(long, value_parser = method(), ignore_case = true)]
    method: Option<Method>,
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
}

/// As asked of the domain.
pub(super) fn record(reader: &Reader<'_>, state: &CaseState, args: &Args) -> Result<Record, Fault> {
    let currency = reader.currency(args.currency.as_deref(), state)?;
    let amount = reader.amount("--amount", &args.amount, currency)?;
    Ok(Record::Promise {
        amount,
        on: reader.day("--on", &args.on)?,
        method: args.method,
        covers: super::shared_out(reader, state, &args.invoice, amount)?,
        note: clean_note(args.note.as_deref().unwrap_or(""), NOTE_CHARS_MAX + 1),
    })
}
