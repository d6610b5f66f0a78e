//! `record note`: a few words on the case.
//! What never lives here: limits (see `domain`).
//! `record` calls it.

use crate::domain::command::Record;
use crate::domain::values::text::{NOTE_CHARS_MAX, clean_note};

/// The note.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    pub(super) case: String,
    #[arg(required = true, value_name = "TEXT")]
    text: Vec<String>,
}

/// As asked of the domain. One character above the limit is kept, so that the domain refuses rather than we cut.
pub(super) fn record(args: &Args) -> Record {
    Record::Note(clean_note(&args.text.join(" "), NOTE_CHARS_MAX + 1))
}
