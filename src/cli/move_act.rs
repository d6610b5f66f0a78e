//! `move ACT --to CASE`: an act recorded on the wrong case goes where it belongs.
//! What never lives here: what may be moved (see `domain`).
//! `cli` dispatches to it.

use crate::domain::command::What;

use super::values::Reader;
use super::{Ctx, Exit, record, undo};

/// Which act, and its right case.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(value_name = "ACT")]
    act: String,
    #[arg(long, value_name = "CASE")]
    to: String,
}

/// Moves it.
pub fn run(ctx: &mut Ctx, args: &Args) -> anyhow::Result<Exit> {
    let mut book = ctx.write()?;
    let act = Reader::new(ctx, &book).act(&args.act)?;
    let to = book.case(&ctx.words, &args.to)?;
    let case = undo::home(&book, act)?;
    let recorded = book.execute(case, What::Move { act, to })?;
    record::say(ctx, &book, &recorded)
}
