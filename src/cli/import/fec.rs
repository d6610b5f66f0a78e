//! `import fec FILE`: the accounting export of a French company as its first ledger.
//! What never lives here: the format (see `exchange::fec`).
//! `import` calls it.

use std::path::Path;

use crate::exchange::bank;
use crate::exchange::detect::DEFAULT_SOURCE;
use crate::exchange::fec::{self, Asked};
use crate::exchange::{RowError, RowSink};
use crate::store::bulk::{FileCounts, LoadHead};

use super::super::{Book, Ctx, here};
use super::load::{self, ERRORS_MAX, Watch};
use super::report::FileReport;
use super::say;

/// Imports one FEC; `terms_days` where it tells no due day.
pub(super) fn file(
    ctx: &mut Ctx,
    book: &mut Book,
    terms_days: i32,
    dry_run: bool,
    path: &Path,
) -> anyhow::Result<FileReport> {
    let asked = Asked { currency: book.store.settings().currency, terms_days };
    let mut refused: Vec<RowError> = vec![];
    let mut refuse = |error| {
        if refused.len() < ERRORS_MAX {
            refused.push(error);
        }
    };
    let read = bank::open(path, None).and_then(|(written, text)| Ok((written, fec::read(text, asked, &mut refuse)?)));
    let (written, fec) = read.map_err(|error| say::failed(&ctx.words, path, error))?;
    let now = book.now();
    let head = LoadHead {
        source: DEFAULT_SOURCE.to_owned(),
        kind: "fec".to_owned(),
        file: path.display().to_string(),
        sha256: written.sha256,
        mapping: format!("# terms {terms_days}\n"),
        who: book.who.clone(),
        host: here::host(),
        dry_run,
    };
    let clock = book.clock.clone();
    let mut watch = Watch::new(&clock, &ctx.words, 0, false);
    let mut sink = load::Sink::new(book.store.begin_load(head, now, &mut watch)?, None);
    refused.into_iter().for_each(|error| sink.refused(error));
    fec.pour(&mut sink)?;
    let held = fec.held;
    let counts = FileCounts { rows: held.rows, rejected: held.rejected, settled_by_absence: 0 };
    let (summary, errors) = sink.finish(counts, now)?;
    let changes = watch.take_changes();
    Ok(FileReport::of_fec(path, &written.sha256, dry_run, asked.currency, &held, errors, summary, changes))
}
