//! `record hold`: work stops for a reason until a day, or goes on again.
//! What never lives here: the reason's review date (see `domain`).
//! `record` calls it.

use crate::cli::Fault;
use crate::cli::values::{Reader, hold_reason};
use crate::domain::case::CaseState;
use crate::domain::codes::HoldReason;
use crate::domain::command::Record;

/// The hold, or its release.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    pub(super) case: String,
    #[arg(long, value_parser = hold_reason(), ignore_case = true, value_name = "CODE", required_unless_present = "release")]
    reason: Option<HoldReason>,
    #[arg(long, value_name = "DATE")]
    until: Option<String>,
    #[arg(long = "invoice", value_name = "NUMBER")]
    invoice: Vec<String>,
    #[arg(long, value_name = "ID", conflicts_with_all = ["reason", "until", "invoice"])]
    release: Option<String>,
}

/// As asked of the domain.
pub(super) fn record(reader: &Reader<'_>, state: &CaseState, args: &Args) -> Result<Record, Fault> {
    if let Some(id) = &args.release {
        return Ok(Record::ReleaseHold(reader.entry(id)?));
    }
    let Some(reason) = args.reason else { return Err(reader.missing("--reason")) };
    let items = args.invoice.iter().map(|number| reader.item(number, state));
    Ok(Record::Hold {
        reason,
        until: args.until.as_deref().map(|text| reader.day("--until", text)).transpose()?,
        items: items.collect::<Result<_, _>>()?,
    })
}
