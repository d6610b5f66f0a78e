//! `completions SHELL`: what a shell needs to complete our verbs, options and codes.
//! What never lives here: the tree itself (see `help`).
//! `cli` dispatches to it.

use clap_complete::Shell;

use super::{Ctx, Exit, help};

/// Which shell.
#[derive(Debug, clap::Args)]
pub struct Args {
    shell: Shell,
}

/// Prints the completion script.
pub fn run(ctx: &mut Ctx, args: &Args) -> anyhow::Result<Exit> {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut help::command(&ctx.words), "relance", &mut script);
    ctx.out.bytes(&script)?;
    Ok(Exit::Done)
}
