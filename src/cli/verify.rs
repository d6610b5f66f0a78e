//! `verify [--seal HASH]`: does the book agree with itself, and with a seal kept elsewhere?
//! What never lives here: the looking (see `store::verify`), mending.
//! `cli` dispatches to it.

use serde::Serialize;

use crate::i18n::Words;
use crate::store::verify::{Fault, Verified};

use super::{Ctx, Exit, out};

/// A seal kept elsewhere.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(long, value_name = "HASH")]
    seal: Option<String>,
}

#[derive(Debug, Serialize)]
struct Report {
    schema: &'static str,
    ok: bool,
    checked: Checked,
    faults: Vec<Line>,
}

#[derive(Debug, Serialize)]
struct Checked {
    streams: u64,
    entries: u64,
    seals: u64,
    batches: u64,
    ledger_rows: u64,
    cases: u64,
    stale: u64,
}

#[derive(Debug, Serialize)]
struct Line {
    #[serde(rename = "where")]
    place: String,
    what: &'static str,
    text: String,
}

/// Looks at everything; a fault makes it fail.
pub fn run(ctx: &mut Ctx, args: &Args) -> anyhow::Result<Exit> {
    let book = ctx.read()?;
    let found = book.store.verify(args.seal.as_deref(), &mut |_| true)?;
    if ctx.json {
        ctx.out.json(&report(&ctx.words, &found))?;
    } else if found.is_ok() {
        let said = ctx.words.tf("cli-verify-ok", &counts(&found));
        ctx.out.line(said)?;
    }
    if found.is_ok() {
        return Ok(Exit::Done);
    }
    if !ctx.json {
        say_faults(&ctx.words, &found);
    }
    Ok(Exit::Failed)
}

/// The faults on standard error, the first ones with their places.
pub fn say_faults(words: &Words, found: &Verified) {
    out::warn(&words.tf("cli-verify-faults", &[("count", found.fault_count.into())]));
    for fault in found.faults.iter().take(FAULTS_SHOWN) {
        out::warn(&format!("  {}: {}", fault.place, sentence(words, fault)));
    }
}

/// Faults printed at most; JSON has more.
const FAULTS_SHOWN: usize = 40;

fn counts(found: &Verified) -> Vec<(&'static str, crate::i18n::Arg)> {
    let checked = &found.checked;
    vec![
        ("entries", checked.entries.into()),
        ("rows", checked.ledger_rows.into()),
        ("cases", checked.cases.into()),
        ("seals", checked.seals.into()),
        ("batches", checked.batches.into()),
    ]
}

fn sentence(words: &Words, fault: &Fault) -> String {
    let said = words.t(&format!("fault-{}", fault.code.name()));
    if fault.detail.is_empty() { said } else { format!("{said} ({})", fault.detail) }
}

fn report(words: &Words, found: &Verified) -> Report {
    let checked = &found.checked;
    let line = |f: &Fault| Line { place: f.place.clone(), what: f.code.name(), text: sentence(words, f) };
    Report {
        schema: "relance.verify/1",
        ok: found.is_ok(),
        checked: Checked {
            streams: checked.streams,
            entries: checked.entries,
            seals: checked.seals,
            batches: checked.batches,
            ledger_rows: checked.ledger_rows,
            cases: checked.cases,
            stale: checked.stale,
        },
        faults: found.faults.iter().map(line).collect(),
    }
}
