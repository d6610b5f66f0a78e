//! `approve ACT [--refuse --reason TEXT]`: a supervisor decides on what went beyond its author's limits.
//! What never lives here: the limits (see `domain`).
//! `cli` dispatches to it.

use crate::domain::command::What;

use super::values::Reader;
use super::{Ctx, Exit, record, undo};

/// Which act, and whether it is turned down.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(value_name = "ACT")]
    act: String,
    #[arg(long, requires = "reason")]
    refuse: bool,
    #[arg(long, value_name = "TEXT", requires = "refuse")]
    reason: Option<String>,
}

/// Decides where the act stands now.
pub fn run(ctx: &mut Ctx, args: &Args) -> anyhow::Result<Exit> {
    let mut book = ctx.write()?;
    let act = Reader::new(ctx, &book).act(&args.act)?;
    let case = undo::home(&book, act)?;
    let refuse = args.reason.clone().filter(|_| args.refuse);
    let recorded = book.execute(case, What::Approve { act, refuse })?;
    record::say(ctx, &book, &recorded)
}
