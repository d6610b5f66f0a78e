//! `show CASE [--timeline]`: everything known of one debtor today.
//! What never lives here: how it is derived (see `domain::case`), the score (see `day`).
//! `cli` dispatches to it.

mod json;
mod page;

use crate::store::read::CaseView;
use crate::store::read::case::TIMELINE_MAX;

use super::{Book, Ctx, Exit};

/// Lines of history shown when the whole of it was not asked for.
const TIMELINE_DEFAULT: u32 = 10;

/// Which case.
#[derive(Debug, clap::Args)]
pub struct Args {
    case: String,
    #[arg(long)]
    timeline: bool,
}

/// Shows it.
pub fn run(ctx: &mut Ctx, args: &Args) -> anyhow::Result<Exit> {
    let book = ctx.read()?;
    let case = book.case(&ctx.words, &args.case)?;
    let lines = if args.timeline { TIMELINE_MAX } else { TIMELINE_DEFAULT };
    let mut view = book.store.case_view(case, book.now(), Some(&book.who), lines)?;
    if args.timeline {
        whole_history(&book, &mut view)?;
    }
    let reporting = book.store.settings().currency;
    crate::day::fill_view(&mut view, (&book.card, book.card_source()), book.policy(), reporting);
    if ctx.json {
        let shown = json::shown(&ctx.words, book.clock.zone(), &view);
        ctx.out.json(&shown)?;
    } else {
        let text = page::text(&ctx.words, book.clock.zone(), &view);
        ctx.out.lines(&text)?;
    }
    Ok(Exit::Done)
}

/// The rest of a history longer than one page.
fn whole_history(book: &Book, view: &mut CaseView) -> anyhow::Result<()> {
    loop {
        let have = u32::try_from(view.timeline.len()).unwrap_or(u32::MAX);
        if have >= view.timeline_total {
            return Ok(());
        }
        let (more, total) = book.store.timeline(view.state.case, view.state.as_of, have, TIMELINE_MAX)?;
        if more.is_empty() {
            return Ok(());
        }
        view.timeline_total = total;
        view.timeline.extend(more);
    }
}
