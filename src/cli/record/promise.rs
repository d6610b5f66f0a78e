//! `record promise`: an amount and a day, or a promise withdrawn.
//! What never lives here: whether the terms allow it (see `domain`).
//! `record` calls it.

use crate::cli::Fault;
use crate::cli::values::{Reader, method, party_role};
use crate::domain::case::CaseState;
use crate::domain::codes::{Method, PartyRole};
use crate::domain::command::Record;
use crate::domain::event::{Promiser, Replaced};
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
    #[arg(long, value_name = "ROLE", value_parser = party_role(), ignore_case = true)]
    by: Option<PartyRole>,
    #[arg(long, value_name = "NAME", requires = "by")]
    name: Option<String>,
    #[arg(long, value_name = "ID", requires = "reason")]
    replaces: Option<String>,
    #[arg(long, value_name = "TEXT", requires = "replaces")]
    reason: Option<String>,
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
    let reason = args.reason.as_deref().unwrap_or("");
    let replaced = |id: &str| reader.entry(id).map(|promise| Replaced { promise, reason: reason.to_owned() });
    Ok(Record::Promise {
        amount,
        on: reader.day("--on", on)?,
        method: args.method,
        covers: super::shared_out(reader, state, &args.invoice, amount)?,
        by: args.by.map(|role| Promiser { role, name: args.name.clone().unwrap_or_default() }),
        replaces: args.replaces.as_deref().map(replaced).transpose()?,
        note: clean_note(args.note.as_deref().unwrap_or(""), NOTE_CHARS_MAX + 1),
    })
}
