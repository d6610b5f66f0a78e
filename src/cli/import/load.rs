//! Handing the rows of a file to the store, and watching it go.
//! What never lives here: what is said at the end (see `report`).
//! `import` calls it.

use std::io::Write;

use crate::clock::Clock;
use crate::domain::heard::Unclaimed;
use crate::domain::ledger::{DebtorFields, LedgerRow};
use crate::domain::values::{Money, Now};
use crate::exchange::{self, Plan, Reason, RowError, RowSink, WalkError};
use crate::i18n::Words;
use crate::runtime::Told;
use crate::store::StoreError;
use crate::store::bulk::{Change, FileCounts, LoadHead, LoadSummary, LoadWatch, Loader};

use super::super::{Book, Ctx, here, out::Out};
use super::absence::Settling;
use super::report::{ChangeJson, FileReport};
use super::{Run, kept_mapping, say};

/// Row errors listed one by one; more are counted. A file with more than these has one thing wrong, not thousands.
pub(super) const ERRORS_MAX: usize = 10_000;
/// Changes of a dry run listed in JSON.
const CHANGES_MAX: usize = 100_000;
/// Between two lines of progress.
const TELL_EVERY_MS: u64 = 500;

/// Loads one file.
pub(super) fn load(
    ctx: &mut Ctx,
    book: &mut Book,
    run: &Run,
    plan: &Plan,
    settling: Option<&Settling>,
) -> anyhow::Result<FileReport> {
    let now = book.now();
    let head = LoadHead {
        source: plan.source.clone(),
        kind: plan.options.kind.name().to_owned(),
        file: plan.path.display().to_string(),
        sha256: plan.written.sha256,
        mapping: kept_mapping(plan),
        who: book.who.clone(),
        host: here::host(),
        dry_run: run.dry_run,
    };
    let (clock, json) = (book.clock.clone(), ctx.json);
    let mut watch = Watch {
        clock: &clock,
        words: &ctx.words,
        out: if json { None } else { Some(&mut ctx.out) },
        changes: vec![],
        failed: None,
        rows: plan.rows,
        began_ms: clock.monotonic_ms(),
        told_ms: clock.monotonic_ms(),
        tells: match (run.progress, here::a_person_reads_errors() && !run.dry_run) {
            (true, _) => Tells::Program,
            (false, true) => Tells::Person,
            (false, false) => Tells::Nobody,
        },
    };
    let loaded = pour(book, plan, settling, head, &mut watch, now);
    watch.clear();
    let (changes, failed) = (std::mem::take(&mut watch.changes), watch.failed.take());
    if let Some(error) = failed {
        return Err(error);
    }
    let (walked, errors, summary) = loaded.map_err(|error| match error {
        WalkError::File(error) => say::failed(&ctx.words, &plan.path, error),
        WalkError::Sink(error) => error.into(),
    })?;
    Ok(FileReport::new(plan, run.dry_run, walked, errors, summary, settling, changes))
}

type Poured = (exchange::Walked, Vec<RowError>, LoadSummary);

fn pour(
    book: &mut Book,
    plan: &Plan,
    settling: Option<&Settling>,
    head: LoadHead,
    watch: &mut Watch<'_>,
    now: Now,
) -> Result<Poured, WalkError<StoreError>> {
    let loader = book.store.begin_load(head, now, watch).map_err(WalkError::Sink)?;
    let mut sink = Sink::new(loader, settling);
    let walked = exchange::walk(plan, &mut sink)?;
    let mut settled = 0;
    if let Some(settling) = settling {
        for (debtor, payment) in &settling.payments {
            let row = LedgerRow::Payment(debtor.clone(), payment.clone());
            sink.loader.push(0, DebtorFields::ALL, &row).map_err(WalkError::Sink)?;
        }
        settled = settling.absent;
    }
    let counts = FileCounts { rows: walked.rows, rejected: walked.rejected, settled_by_absence: settled };
    let (summary, errors) = sink.finish(counts, now).map_err(WalkError::Sink)?;
    Ok((walked, errors, summary))
}

pub(super) struct Sink<'s> {
    loader: Loader<'s>,
    settling: Option<&'s Settling>,
    errors: Vec<RowError>,
}

impl<'s> Sink<'s> {
    pub(super) fn new(loader: Loader<'s>, settling: Option<&'s Settling>) -> Self {
        Self { loader, settling, errors: vec![] }
    }

    /// Keeps contacts that are nobody's yet.
    pub(super) fn wait(&mut self, all: &[Unclaimed]) -> Result<(), StoreError> {
        self.loader.wait(all)
    }

    /// Ends the load; keys given twice are row errors too.
    pub(super) fn finish(self, counts: FileCounts, now: Now) -> Result<(LoadSummary, Vec<RowError>), StoreError> {
        let Self { loader, mut errors, .. } = self;
        let summary = loader.finish(counts, now)?;
        for duplicate in summary.duplicates.iter().take(ERRORS_MAX.saturating_sub(errors.len())) {
            errors.push(RowError {
                line: duplicate.line,
                column: String::new(),
                field: None,
                value: format!("{} {}", duplicate.debtor, duplicate.key).trim_end().to_owned(),
                reason: Reason::GivenTwice,
            });
        }
        errors.sort_by_key(|error| error.line);
        Ok((summary, errors))
    }
}

impl RowSink for Sink<'_> {
    type Stop = StoreError;

    fn row(&mut self, line: u64, given: DebtorFields, row: &LedgerRow) -> Result<(), StoreError> {
        match self.settling.and_then(|settling| settling.as_held(row)) {
            Some(held) => self.loader.push(line, given, &held),
            None => self.loader.push(line, given, row),
        }
    }

    fn open(&mut self, _debtor: &str, _number: &str, _open: Money) -> Result<(), StoreError> {
        Ok(())
    }

    fn refused(&mut self, error: RowError) {
        if self.errors.len() < ERRORS_MAX {
            self.errors.push(error);
        }
    }
}

/// Time for the store, and a line of progress for whoever reads along.
pub(super) struct Watch<'a> {
    clock: &'a Clock,
    words: &'a Words,
    out: Option<&'a mut Out>,
    changes: Vec<ChangeJson>,
    failed: Option<anyhow::Error>,
    rows: u64,
    began_ms: u64,
    told_ms: u64,
    tells: Tells,
}

/// Who reads along.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tells {
    Nobody,
    Person,
    Program,
}

impl<'a> Watch<'a> {
    /// A watch that says how far a load is, when somebody reads along.
    pub(super) fn new(clock: &'a Clock, words: &'a Words, rows: u64, tells: bool) -> Self {
        let now = clock.monotonic_ms();
        let (out, changes, failed) = (None, vec![], None);
        let tells = if tells { Tells::Person } else { Tells::Nobody };
        Self { clock, words, out, changes, failed, rows, began_ms: now, told_ms: now, tells }
    }

    pub(super) fn take_changes(&mut self) -> Vec<ChangeJson> {
        std::mem::take(&mut self.changes)
    }
}

impl Watch<'_> {
    fn tell(&self, rows: u64, ms: u64) {
        let line = match self.tells {
            Tells::Nobody => return,
            Tells::Person => format!("\r\x1b[K{}", say::progress(self.words, rows, self.rows, ms)),
            Tells::Program => {
                let told = Told { done: rows, total: self.rows, ms };
                format!("{}\n", serde_json::to_string(&told).unwrap_or_default())
            }
        };
        let _nobody_reads = std::io::stderr().write_all(line.as_bytes());
    }

    pub(super) fn clear(&self) {
        if self.tells == Tells::Person && self.told_ms > self.began_ms {
            let _nobody_reads = std::io::stderr().write_all(b"\r\x1b[K");
        }
    }
}

impl LoadWatch for Watch<'_> {
    fn ms(&mut self) -> u64 {
        self.clock.monotonic_ms()
    }

    fn went(&mut self, rows: u64) -> bool {
        let now_ms = self.clock.monotonic_ms();
        if self.tells != Tells::Nobody && now_ms - self.told_ms >= TELL_EVERY_MS {
            self.told_ms = now_ms;
            self.tell(rows, now_ms - self.began_ms);
        }
        self.failed.is_none()
    }

    fn change(&mut self, change: &Change<'_>) {
        match &mut self.out {
            Some(out) => {
                if let Err(error) = out.line(say::change(self.words, change)) {
                    self.failed = Some(error);
                }
            }
            None if self.changes.len() < CHANGES_MAX => self.changes.push(ChangeJson::new(self.words, change)),
            None => {}
        }
    }
}
