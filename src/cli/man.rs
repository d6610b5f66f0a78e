//! `man`: the manual page, printed from the same tree as `--help`, with a section for every verb and one for the keys.
//! What never lives here: the words (see `locales`).
//! `cli` dispatches to it.

use clap_mangen::Man;
use clap_mangen::roff::{Roff, bold, roman};

use crate::app::keymap::{self, Keymap};
use crate::i18n::Words;

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
    keys(&ctx.words).to_writer(&mut page)?;
    ctx.out.bytes(&page)?;
    Ok(Exit::Done)
}

/// The keys that come with the program, group by group, from the table of actions.
fn keys(words: &Words) -> Roff {
    let mut roff = Roff::new();
    roff.control("SH", [words.t("man-keys").as_str()]);
    roff.text([roman(words.t("man-keys-own"))]);
    let mut group = None;
    for row in keymap::table(&Keymap::default(), &|id| words.t(id)) {
        if group != Some(row.group) {
            group = Some(row.group);
            roff.control("SS", [words.t(&format!("group-{}", row.group.name())).as_str()]);
        }
        roff.control("TP", []);
        roff.text([bold(row.keys.join(", "))]);
        roff.text([roman(format!("{} ({})", row.help, row.places.join(", ")))]);
    }
    roff
}
