//! `record pin`, `record skip` and `record snooze`: a case called first, passed over or put off, until a day and with a
//! reason.
//! What never lives here: how long without a day (see `domain`).
//! `record` calls it.

use crate::cli::Fault;
use crate::cli::values::Reader;
use crate::domain::codes::QueueMark;
use crate::domain::command::Record;
use crate::domain::values::text::{NOTE_CHARS_MAX, clean_note};

/// The mark.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    pub(super) case: String,
    #[arg(required = true, value_name = "REASON")]
    reason: Vec<String>,
    #[arg(long, value_name = "DATE")]
    until: Option<String>,
}

/// A case put off.
#[derive(Debug, clap::Args)]
pub(super) struct SnoozeArgs {
    pub(super) case: String,
    #[arg(long, value_name = "DATE")]
    until: String,
    #[arg(long, value_name = "REASON", num_args = 1.., required = true)]
    reason: Vec<String>,
}

/// A snooze as asked of the domain.
pub(super) fn snooze(reader: &Reader<'_>, args: &SnoozeArgs) -> Result<Record, Fault> {
    let until = Some(reader.day("--until", &args.until)?);
    let reason = clean_note(&args.reason.join(" "), NOTE_CHARS_MAX + 1);
    Ok(Record::Mark { mark: QueueMark::Snooze, until, reason })
}

/// As asked of the domain.
pub(super) fn record(reader: &Reader<'_>, mark: QueueMark, args: &Args) -> Result<Record, Fault> {
    let until = args.until.as_deref().map(|text| reader.day("--until", text)).transpose()?;
    Ok(Record::Mark { mark, until, reason: clean_note(&args.reason.join(" "), NOTE_CHARS_MAX + 1) })
}
