//! `journal [CASE]`: what was written, by whom, when, entry by entry.
//! What never lives here: the history as people read it (see `show`).
//! `cli` dispatches to it.

use serde::Serialize;

use crate::domain::event::Event;
use crate::domain::values::{ActId, Day, Instant, Login};
use crate::i18n::Words;
use crate::store::adopted::Adopted;
use crate::store::read::journal::JOURNAL_MAX;

use super::table::Table;
use super::{Ctx, Exit, history};

/// Which case; none: the whole book.
#[derive(Debug, clap::Args)]
pub struct Args {
    case: Option<String>,
    #[arg(long, value_name = "N")]
    limit: Option<u32>,
}

/// Entries printed when nobody says how many.
const ENTRIES_DEFAULT: u32 = 200;
/// Characters of a digest printed: enough to tell two texts apart, and to find one again in the JSON.
const DIGEST_CHARS: usize = 12;

#[derive(Debug, Serialize)]
struct Journal {
    schema: &'static str,
    entries: Vec<Line>,
}

#[derive(Debug, Serialize)]
struct Line {
    stream: String,
    seq: i64,
    act: ActId,
    event: String,
    day: Day,
    recorded_at: Instant,
    who: Login,
    os_user: String,
    hash: String,
    body: Option<Event>,
    #[serde(skip_serializing_if = "Option::is_none")]
    adopted: Option<Adopted>,
}

/// Prints the latest entries, oldest first.
pub fn run(ctx: &mut Ctx, args: &Args) -> anyhow::Result<Exit> {
    let book = ctx.read()?;
    let case = args.case.as_deref().map(|text| book.case(&ctx.words, text)).transpose()?;
    let entries = book.store.journal(case, args.limit.unwrap_or(ENTRIES_DEFAULT).min(JOURNAL_MAX))?;
    if ctx.json {
        let lines = entries.into_iter().map(|entry| Line {
            stream: entry.stream.to_string(),
            seq: entry.seq,
            act: entry.act,
            event: entry.event,
            day: entry.day,
            recorded_at: entry.recorded_at,
            who: entry.who,
            os_user: entry.os_user,
            hash: entry.hash,
            body: entry.what,
            adopted: entry.adopted,
        });
        ctx.out.json(&Journal { schema: "relance.journal/1", entries: lines.collect() })?;
        return Ok(Exit::Done);
    }
    let zone = book.clock.zone();
    let mut table = Table::new(&["", "", ">", "", "", ""]);
    for entry in entries {
        let said = match (&entry.what, &entry.adopted) {
            (Some(event), _) => history::event_text(&ctx.words, zone, event),
            (None, Some(adopted)) => adopted_text(&ctx.words, &entry.event, adopted),
            (None, None) => ctx.words.t(&format!("event-{}", entry.event)),
        };
        let at = ctx.words.moment(entry.recorded_at, zone);
        table.row([at, entry.stream.to_string(), entry.seq.to_string(), entry.who.0, entry.act.to_string(), said]);
    }
    ctx.out.lines(&table.text())?;
    Ok(Exit::Done)
}

/// Which text of the house was adopted, from which day, and the beginning of its digest.
fn adopted_text(words: &Words, event: &str, adopted: &Adopted) -> String {
    let facts = [
        ("what", words.t(&format!("event-{event}")).into()),
        ("name", adopted.name.as_str().into()),
        ("day", words.day(adopted.applies_from).into()),
        ("digest", adopted.sha256.chars().take(DIGEST_CHARS).collect::<String>().into()),
    ];
    let said = words.tf("cli-adopted", &facts);
    if adopted.chosen { format!("{said}; {}", super::score::training_text(words, adopted)) } else { said }
}
