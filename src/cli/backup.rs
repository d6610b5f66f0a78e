//! `backup FILE` copies the book while people work, and verifies the copy; `restore FILE` puts one back where no book is.
//! What never lives here: the copying (see `store::backup`).
//! `cli` dispatches to it.

use std::path::{Path, PathBuf};

use serde::Serialize;

use crate::store::backup;
use crate::store::verify::Verified;

use super::{Ctx, Exit, Fault, verify};

/// Where to, or from where.
#[derive(Debug, clap::Args)]
pub struct Args {
    file: PathBuf,
}

#[derive(Debug, Serialize)]
struct Copied {
    schema: &'static str,
    from: String,
    to: String,
    ok: bool,
    entries: u64,
    ledger_rows: u64,
    cases: u64,
}

/// Copies the book to a file that is not there yet.
pub fn run(ctx: &mut Ctx, args: &Args) -> anyhow::Result<Exit> {
    let book = ctx.read()?;
    let found = book.store.backup(&args.file, &mut |_, _| true)?;
    say(ctx, "relance.backup/1", "cli-backup-done", &book.path, &args.file, &found)
}

/// Puts a backup where the book is to be.
pub fn restore(ctx: &mut Ctx, args: &Args) -> anyhow::Result<Exit> {
    let to = ctx.book_path()?;
    if ctx.read_only() {
        return Err(Fault::failed(ctx.words.t("store-read-only")).into());
    }
    let found = backup::restore(&args.file, &to, &mut |_, _| true)?;
    say(ctx, "relance.restore/1", "cli-restore-done", &args.file, &to, &found)
}

fn say(
    ctx: &mut Ctx,
    schema: &'static str,
    sentence: &str,
    from: &Path,
    to: &Path,
    found: &Verified,
) -> anyhow::Result<Exit> {
    let (from, to) = (from.display().to_string(), to.display().to_string());
    if ctx.json {
        let checked = &found.checked;
        let (entries, ledger_rows, cases) = (checked.entries, checked.ledger_rows, checked.cases);
        ctx.out.json(&Copied { schema, from, to, ok: found.is_ok(), entries, ledger_rows, cases })?;
    } else if found.is_ok() {
        let facts = [("from", from.into()), ("to", to.into()), ("entries", found.checked.entries.into())];
        let said = ctx.words.tf(sentence, &facts);
        ctx.out.line(said)?;
    }
    if found.is_ok() {
        return Ok(Exit::Done);
    }
    verify::say_faults(&ctx.words, found);
    Ok(Exit::Failed)
}
