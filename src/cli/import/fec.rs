//! `import fec FILE`: the accounting export of a French company as its first ledger.
//! What never lives here: the format (see `exchange::fec`).
//! `import` calls it.

use std::path::Path;

use crate::exchange::bank;
use crate::exchange::detect::DEFAULT_SOURCE;
use crate::exchange::fec::{self, Asked, Held};
use crate::exchange::{RowError, WalkError};
use crate::store::StoreError;
use crate::store::bulk::{FileCounts, LoadHead, LoadSummary};

use super::super::{Book, Ctx, here};
use super::load::{self, Watch};
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
    let (written, text) = bank::open(path).map_err(|error| say::failed(&ctx.words, path, error))?;
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
    type Poured = Result<(Held, LoadSummary, Vec<RowError>), WalkError<StoreError>>;
    let poured = (|| -> Poured {
        let loader = book.store.begin_load(head, now, &mut watch).map_err(WalkError::Sink)?;
        let mut sink = load::Sink::new(loader, None);
        let held = fec::read(text, asked, &mut sink)?;
        let counts = FileCounts { rows: held.rows, rejected: held.rejected, settled_by_absence: 0 };
        let (summary, errors) = sink.finish(counts, now).map_err(WalkError::Sink)?;
        Ok((held, summary, errors))
    })();
    let (held, summary, errors) = poured.map_err(|error| match error {
        WalkError::File(error) => say::failed(&ctx.words, path, error),
        WalkError::Sink(error) => error.into(),
    })?;
    let changes = watch.take_changes();
    Ok(FileReport::of_fec(path, &written.sha256, dry_run, asked.currency, &held, errors, summary, changes))
}
