//! `man`: the manual page, printed from the same tree as `--help`, with a section for every verb.
//! What never lives here: the words (see `locales`).
//! `cli` dispatches to it.

use clap_mangen::Man;

use super::{Ctx, Exit, help};

/// Nothing to choose.
#[derive(Debug, clap::Args)]
pub struct Args {}

/// Prints the page in roff.
pub fn run(ctx: &mut Ctx, _args: &Args) -> anyhow::Result<Exit> {
    let mut command = help::command(&ctx.words);
    command.build();
    let mut page = Vec::new();
    Man::new(command.clone()).render(&mut page)?;
    for verb in command.get_subcommands() {
        let man = Man::new(verb.clone());
        page.extend_from_slice(format!(".SH \"relance {}\"\n", verb.get_name()).as_bytes());
        man.render_description_section(&mut page)?;
        man.render_options_section(&mut page)?;
    }
    ctx.out.bytes(&page)?;
    Ok(Exit::Done)
}
