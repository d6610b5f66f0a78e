//! `undo ACT`: takes an act back, as a new act.
//! What never lives here: what may be taken back (see `domain`).
//! `cli` dispatches to it.

use crate::domain::command::{Refusal, What};
use crate::domain::event::Event;
use crate::domain::values::{ActId, CaseId};

use super::values::Reader;
use super::{Book, Ctx, Exit, assign, record};

/// Longest way an act is followed from case to case.
const MOVES_MAX: usize = 16;

/// Which act.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(value_name = "ACT")]
    act: String,
}

/// Takes it back where it stands now.
pub fn run(ctx: &mut Ctx, args: &Args) -> anyhow::Result<Exit> {
    let mut book = ctx.write()?;
    let act = Reader::new(ctx, &book).act(&args.act)?;
    if book.store.moved_many(act)? {
        return assign::give_back(ctx, &mut book, act);
    }
    let case = home(&book, act)?;
    let recorded = book.execute(case, What::Undo(act))?;
    record::say(ctx, &book, &recorded)
}

/// The case an act stands on now: where it was written, or where it was moved since.
pub fn home(book: &Book, act: ActId) -> anyhow::Result<CaseId> {
    let written = book.store.cases_of_act(act)?;
    let mut case = *written.first().ok_or_else(|| Refusal::NoSuchEntry(act.to_string()))?;
    for _ in 0..MOVES_MAX {
        let entries = book.store.facts(case, None)?.entries;
        let undone = |by: ActId| {
            let strikes = |of: ActId| entries.iter().filter(move |e| e.event == Event::ActUndone { undone: of });
            strikes(by).any(|strike| strikes(strike.act).next().is_none())
        };
        let moved = entries.iter().rev().find_map(|entry| {
            let Event::ActMovedOut { moved, to } = &entry.event else { return None };
            (*moved == act && entry.case == case && !undone(entry.act)).then_some(*to)
        });
        match moved {
            Some(to) => case = to,
            None => break,
        }
    }
    Ok(case)
}
