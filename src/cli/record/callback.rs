//! `record callback`: a moment agreed to call again.
//! What never lives here: when it counts as done (see `domain`).
//! `record` calls it.

use crate::cli::Fault;
use crate::cli::values::Reader;
use crate::domain::command::Record;

/// The word that stands for nobody in particular, in both languages.
const ANYONE: [&str; 2] = ["anyone", "tous"];

/// The call-back.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    pub(super) case: String,
    #[arg(long, value_name = "INSTANT")]
    at: String,
    #[arg(long = "for", id = "for", value_name = "LOGIN|anyone")]
    whom: Option<String>,
}

/// As asked of the domain; nobody named: for whoever records it.
pub(super) fn record(reader: &Reader<'_>, args: &Args) -> Result<Record, Fault> {
    let at = reader.moment("--at", &args.at)?;
    let whom = match args.whom.as_deref() {
        Some(text) if ANYONE.contains(&text) => None,
        Some(text) => Some(reader.login(text)?),
        None => Some(reader.own_login()),
    };
    Ok(Record::Callback { at, due_on: reader.day_of(at), whom })
}
