//! `assign CASE… --to LOGIN [--until DATE]`: gives cases to somebody, each an act of its own.
//! What never lives here: who may (see `domain::rights`).
//! `cli` dispatches to it.

use crate::domain::command::What;

use super::values::Reader;
use super::{Ctx, Exit, record};

/// Most cases given at once: a screen of them is what a person can answer for.
const CASES_MAX: usize = 500;

/// Which cases, to whom, until when.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(value_name = "CASE", required = true, num_args = 1..=CASES_MAX)]
    cases: Vec<String>,
    #[arg(long, value_name = "LOGIN")]
    to: String,
    #[arg(long, value_name = "DATE")]
    until: Option<String>,
}

/// Gives them. All are looked up before the first is given.
pub fn run(ctx: &mut Ctx, args: &Args) -> anyhow::Result<Exit> {
    let mut book = ctx.write()?;
    let reader = Reader::new(ctx, &book);
    let to = reader.login(&args.to)?;
    let until = args.until.as_deref().map(|text| reader.day("--until", text)).transpose()?;
    let cases: anyhow::Result<Vec<_>> = args.cases.iter().map(|text| book.case(&ctx.words, text)).collect();
    for case in cases? {
        let recorded = book.execute(case, What::Assign { to: to.clone(), until })?;
        record::say(ctx, &book, &recorded)?;
    }
    Ok(Exit::Done)
}
