//! `record consent`: what a debtor said about being contacted: no or yes, to a channel, to one number or address of it.
//! What never lives here: what follows from it (see `domain::permit`).
//! `record` calls it.

use crate::cli::Fault;
use crate::cli::values::{Reader, channel};
use crate::domain::codes::Channel;
use crate::domain::command::Record;
use crate::domain::permit::Consent;
use crate::domain::values::text::{NAME_CHARS_MAX, clean_line};

/// What was said.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    pub(super) case: String,
    #[arg(long, conflicts_with = "allow", required_unless_present = "allow")]
    refuse: bool,
    #[arg(long)]
    allow: bool,
    #[arg(long, value_parser = channel(), ignore_case = true)]
    channel: Option<Channel>,
    #[arg(long, value_name = "PHONE-OR-MAIL")]
    point: Option<String>,
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    #[arg(long, value_name = "TEXT")]
    origin: Option<String>,
}

/// As asked of the domain.
pub(super) fn record(reader: &Reader<'_>, args: &Args) -> Result<Record, Fault> {
    let on = args.on.as_deref().map(|text| reader.past_day("--on", text)).transpose()?;
    let line = |text: &Option<String>| clean_line(text.as_deref().unwrap_or(""), NAME_CHARS_MAX);
    Ok(Record::Consent(Consent {
        channel: args.channel,
        point: line(&args.point),
        refused: args.refuse,
        on: on.unwrap_or(reader.now().today),
        origin: line(&args.origin),
    }))
}
