//! `record contact`: a call, a letter, a visit, with its outcome.
//! What never lives here: what follows from an outcome (see `domain`).
//! `record` calls it.

use std::path::PathBuf;

use crate::cli::Fault;
use crate::cli::values::{Reader, channel, direction, identity_check, outcome};
use crate::domain::codes::{Channel, Direction, IdentityCheck, Outcome};
use crate::domain::command::Record;
use crate::domain::event::ContactMade;
use crate::domain::values::text::{NAME_CHARS_MAX, NOTE_CHARS_MAX, clean_line, clean_note};

/// The contact.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    pub(super) case: String,
    #[arg(long, value_parser = channel(), ignore_case = true, default_value = "call")]
    channel: Channel,
    #[arg(long, value_parser = direction(), ignore_case = true, default_value = "out")]
    direction: Direction,
    #[arg(long, value_parser = outcome(), ignore_case = true, value_name = "CODE")]
    outcome: Outcome,
    #[arg(long, value_name = "PHONE-OR-MAIL")]
    point: Option<String>,
    #[arg(long, value_name = "N")]
    seconds: Option<u32>,
    #[arg(long, value_name = "LIST", value_delimiter = ',', value_parser = identity_check(), ignore_case = true)]
    checked: Vec<IdentityCheck>,
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    #[arg(long, value_name = "INSTANT")]
    at: Option<String>,
    #[arg(long, value_name = "CASE", value_delimiter = ',')]
    pub(super) also: Vec<String>,
    #[arg(long, value_name = "FILE")]
    pub(super) also_in: Option<PathBuf>,
}

/// Most lines of a file of cases read: a day's post of a large house.
const LINES_MAX: usize = 100_000;

/// The other cases it was made on: named, or a reference a line in a file (`-`: standard input), its first word.
pub(super) fn also(args: &Args) -> std::io::Result<Vec<String>> {
    let mut all = args.also.clone();
    if let Some(path) = &args.also_in {
        let text = if path.as_os_str() == "-" {
            std::io::read_to_string(std::io::stdin())?
        } else {
            std::fs::read_to_string(path)?
        };
        let first = |line: &str| line.split([';', ',', '\t']).next().unwrap_or_default().trim().to_owned();
        all.extend(text.lines().map(first).filter(|word| !word.is_empty()).take(LINES_MAX));
    }
    Ok(all)
}

/// As asked of the domain.
pub(super) fn record(reader: &Reader<'_>, args: &Args) -> Result<Record, Fault> {
    let at = match &args.at {
        Some(text) => reader.past_moment("--at", text)?,
        None => reader.now().at,
    };
    Ok(Record::Contact(ContactMade {
        at,
        day: reader.day_of(at),
        channel: args.channel,
        direction: args.direction,
        outcome: args.outcome,
        point: clean_line(args.point.as_deref().unwrap_or(""), NAME_CHARS_MAX),
        seconds: args.seconds.unwrap_or(0),
        checks: args.checked.clone(),
        note: clean_note(args.note.as_deref().unwrap_or(""), NOTE_CHARS_MAX + 1),
    }))
}
