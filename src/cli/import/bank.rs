//! `import camt|cfonb|mt940|ofx|bank-csv FILE`: a statement checked whole, then its lines into the book.
//! What never lives here: a format (see `exchange::bank`), whose payment a line is (see `store::bank`).
//! `import` calls it.

use std::path::Path;

use crate::exchange::bank::{self, BankKeys, Checked, Event, Format, Head, Lacking, check, lines};
use crate::exchange::{Reason, RowError, WalkError};
use crate::store::StoreError;
use crate::store::bank::{BANK_SOURCE, BankLoader, BankSummary};
use crate::store::bulk::{FileCounts, LoadHead};

use super::super::{Book, Ctx, here};
use super::load::{ERRORS_MAX, Watch};
use super::report::FileReport;
use super::say;

/// Bank warnings said one by one; more are counted.
const WARNINGS_SHOWN: usize = 10;

/// Imports one statement file.
pub(super) fn file(
    ctx: &mut Ctx,
    book: &mut Book,
    format: Format,
    dry_run: bool,
    path: &Path,
) -> anyhow::Result<FileReport> {
    let currency = book.store.settings().currency;
    let looked =
        bank::open(path, Some(format)).and_then(|(written, text)| Ok((written, check::walk(format, text, currency)?)));
    let (written, checked) = looked.map_err(|error| say::failed(&ctx.words, path, error))?;
    let now = book.now();
    let head = LoadHead {
        source: BANK_SOURCE.to_owned(),
        kind: format.name().to_owned(),
        file: path.display().to_string(),
        sha256: written.sha256,
        mapping: String::new(),
        who: book.who.clone(),
        host: here::host(),
        dry_run,
    };
    let rows: u64 = checked.statements.iter().map(|one| one.entries).sum();
    let clock = book.clock.clone();
    let mut watch = Watch::new(&clock, &ctx.words, rows, here::a_person_reads_errors() && !dry_run);
    type Poured = Result<(BankSummary, FileCounts, Vec<RowError>), WalkError<StoreError>>;
    let poured = (|| -> Poured {
        let mut loader = book.store.begin_bank(head, now, &mut watch).map_err(WalkError::Sink)?;
        for statement in &checked.statements {
            if let Some(until) = statement.until.filter(|day| *day <= now.today) {
                loader.until(&statement.head.account, until);
            }
        }
        let text = bank::reopen(path, &written).map_err(WalkError::File)?;
        let mut pour =
            Pour { loader, head: Head::default(), keys: BankKeys::default(), errors: vec![], rows: 0, rejected: 0 };
        bank::read(format, text, currency, &mut |event| pour.event(event))?;
        let counts = FileCounts { rows: pour.rows, rejected: pour.rejected, settled_by_absence: 0 };
        let summary = pour.loader.finish(counts, now).map_err(WalkError::Sink)?;
        Ok((summary, counts, pour.errors))
    })();
    watch.clear();
    let (summary, counts, errors) = poured.map_err(|error| match error {
        WalkError::File(error) => say::failed(&ctx.words, path, error),
        WalkError::Sink(error) => error.into(),
    })?;
    let said = warnings(ctx, &checked);
    Ok(FileReport::of_bank(path, format, &written.sha256, dry_run, &checked, counts, errors, summary, said))
}

/// What could not be read, in words.
fn warnings(ctx: &Ctx, checked: &Checked) -> Vec<(&'static str, String)> {
    let words = &ctx.words;
    let said = checked.warnings.iter().take(WARNINGS_SHOWN).map(|warning| {
        let facts = [("line", warning.line.into()), ("value", warning.value.as_str().into())];
        (warning.code, words.tf(&format!("bank-warning-{}", warning.code), &facts))
    });
    let mut all: Vec<(&'static str, String)> = said.collect();
    let more = checked.warning_count.saturating_sub(all.len() as u64);
    if more > 0 {
        all.push(("more", words.tf("bank-warning-more", &[("count", more.into())])));
    }
    all
}

struct Pour<'s> {
    loader: BankLoader<'s>,
    head: Head,
    keys: BankKeys,
    errors: Vec<RowError>,
    rows: u64,
    rejected: u64,
}

impl Pour<'_> {
    fn event(&mut self, event: Event) -> Result<(), WalkError<StoreError>> {
        match event {
            Event::Statement(head) => self.head = head,
            Event::Entry(entry) => match lines(&self.head, &entry, &mut self.keys) {
                Ok(all) => {
                    for line in all {
                        self.rows += 1;
                        self.loader.push(line).map_err(WalkError::Sink)?;
                    }
                }
                Err(lacking) => {
                    self.rows += 1;
                    self.rejected += 1;
                    let reason = match lacking {
                        Lacking::Amount => Reason::NotAnAmount,
                        Lacking::Day => Reason::NotADate,
                    };
                    if self.errors.len() < ERRORS_MAX {
                        let (column, value) = (String::new(), entry.bank_reference.clone());
                        self.errors.push(RowError { line: entry.line, column, field: None, value, reason });
                    }
                }
            },
            Event::Close(_) | Event::Warning(_) => {}
        }
        Ok(())
    }
}
