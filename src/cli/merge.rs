//! `merge CASE INTO` and `unmerge CASE`: two files of one debtor go on as one, or part again.
//! What never lives here: how a merged case is read (see `domain`).
//! `cli` dispatches to it.

use crate::domain::command::What;

use super::{Ctx, Exit, record};

/// Which case goes into which.
#[derive(Debug, clap::Args)]
pub struct Args {
    case: String,
    into: String,
}

/// Which case stands alone again.
#[derive(Debug, clap::Args)]
pub struct UnmergeArgs {
    case: String,
}

/// Merges.
pub fn run(ctx: &mut Ctx, args: &Args) -> anyhow::Result<Exit> {
    let mut book = ctx.write()?;
    let case = book.case(&ctx.words, &args.case)?;
    let into = book.case(&ctx.words, &args.into)?;
    let recorded = book.execute(case, What::Merge { into })?;
    record::say(ctx, &book, &recorded)
}

/// Parts.
pub fn unmerge(ctx: &mut Ctx, args: &UnmergeArgs) -> anyhow::Result<Exit> {
    let mut book = ctx.write()?;
    let case = book.case(&ctx.words, &args.case)?;
    let recorded = book.execute(case, What::Unmerge)?;
    record::say(ctx, &book, &recorded)
}
