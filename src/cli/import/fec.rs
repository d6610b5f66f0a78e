//! `import fec FILE`: the accounting export of a French company as its first ledger.
//! What never lives here: the format (see `exchange::fec`).
//! `import` calls it.

use std::path::Path;

use crate::domain::values::{Currency, Money};
use crate::exchange::bank;
use crate::exchange::detect::DEFAULT_SOURCE;
use crate::exchange::fec::{self, Asked, Held};
use crate::exchange::{RowError, RowSink};
use crate::i18n::Words;
use crate::store::bulk::{FileCounts, LoadHead};

use super::super::{Book, Ctx, here};
use super::load::{self, ERRORS_MAX, Watch};
use super::report::FileReport;
use super::say;

/// Odd entries said one by one; more are counted.
const ODD_SHOWN: usize = 10;

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
    let (changes, said) = (watch.take_changes(), said(&ctx.words, &held, asked.currency));
    Ok(FileReport::of_fec(path, &written.sha256, dry_run, asked.currency, &held, errors, summary, changes, said))
}

/// What is odd about the file, in words.
fn said(words: &Words, held: &Held, currency: Currency) -> Vec<(&'static str, String)> {
    let mut all = vec![];
    for (code, odd) in [("fec-uneven", &held.uneven), ("fec-repeated", &held.repeated)] {
        all.extend(odd.iter().take(ODD_SHOWN).map(|one| {
            let left = words.money(Money::new(one.left.abs(), currency));
            let side = if one.left > 0 { "debit" } else { "credit" };
            let facts = [
                ("entry", one.entry.as_str().into()),
                ("line", one.line.into()),
                ("left", left.into()),
                ("side", side.into()),
            ];
            (code, words.tf(&format!("import-{code}"), &facts))
        }));
        let more = odd.len().saturating_sub(ODD_SHOWN) as u64;
        all.extend((more > 0).then(|| (code, words.tf(&format!("import-{code}-more"), &[("count", more.into())]))));
    }
    for (code, count) in [("fec-openings", held.openings), ("fec-without-aux", held.without_aux)] {
        all.extend((count > 0).then(|| (code, words.tf(&format!("import-{code}"), &[("count", count.into())]))));
    }
    all
}
