//! `find QUERY`: cases by number, reference, invoice, phone, e-mail or name.
//! What never lives here: how they are found (see `store::read::find`).
//! `cli` dispatches to it.

use serde::Serialize;
use unicode_width::UnicodeWidthStr;

use crate::domain::values::text::{NAME_CHARS_MAX, clean_line};
use crate::domain::values::{CaseId, Login, Sums};
use crate::store::read::{FindHit, Matched};

use super::table::{self, Table};
use super::{Ctx, Exit, Fault};

/// Matches given at most: a screen or two.
const MATCHES_MAX: u32 = 50;

/// What is looked for.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(required = true, value_name = "QUERY")]
    query: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Found {
    schema: &'static str,
    query: String,
    matches: Vec<Match>,
}

#[derive(Debug, Serialize)]
struct Match {
    case: CaseId,
    name: String,
    reference: String,
    matched: &'static str,
    open: Sums,
    collector: Option<Login>,
}

/// Looks; nothing found is a failure in text, an empty list in JSON.
pub fn run(ctx: &mut Ctx, args: &Args) -> anyhow::Result<Exit> {
    let query = clean_line(&args.query.join(" "), NAME_CHARS_MAX);
    let book = ctx.read()?;
    let hits = book.store.find(&query, book.today(), MATCHES_MAX)?;
    if ctx.json {
        let matches = hits.into_iter().map(|hit| Match {
            case: hit.case,
            name: hit.name,
            reference: hit.reference,
            matched: hit.matched.name(),
            open: hit.open,
            collector: hit.collector,
        });
        ctx.out.json(&Found { schema: "relance.find/1", query, matches: matches.collect() })?;
        return Ok(Exit::Done);
    }
    if hits.is_empty() {
        return Err(Fault::failed(ctx.words.tf("cli-nothing-found", &[("query", query.into())])).into());
    }
    let mut table = Table::new(&["", "", "", ">", ""]);
    let case_width = hits.iter().map(|hit| hit.case.to_string().len()).max().unwrap_or(0);
    let name_width = hits.iter().map(|hit| table::cut(&hit.name, table::COLUMN_WIDTH_MAX).width()).max().unwrap_or(0);
    let mut marks = vec![];
    for hit in hits {
        marks.push(Marks::of(&hit, case_width, name_width));
        let matched = ctx.words.t(&format!("cli-matched-{}", hit.matched.name()));
        table.row([hit.case.to_string(), hit.name, hit.reference, ctx.words.sums(&hit.open), matched]);
    }
    let bold = ctx.out.is_coloured();
    for (line, marks) in table.text().lines().zip(marks) {
        if bold { ctx.out.marked(line, &marks.0)? } else { ctx.out.line(line)? }
    }
    Ok(Exit::Done)
}

/// Places of the letters that matched, among the characters of a line of the table.
struct Marks(Vec<usize>);

impl Marks {
    fn of(hit: &FindHit, case_width: usize, name_width: usize) -> Self {
        let shown = table::cut(&hit.name, table::COLUMN_WIDTH_MAX);
        let gap = name_width.saturating_sub(shown.width());
        let (from, length) = match hit.matched {
            Matched::Name => (case_width + 2, shown.chars().count()),
            Matched::Reference => (case_width + 2 + shown.chars().count() + gap + 2, hit.reference.chars().count()),
            Matched::Invoice | Matched::Phone | Matched::Email => (0, 0),
        };
        let places = hit.marks.iter().filter_map(|place| usize::try_from(*place).ok());
        Self(places.filter(|place| *place < length).map(|place| from + place).collect())
    }
}
