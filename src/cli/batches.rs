//! `batches`: what was imported; `batches --undo ID` takes one back whole.
//! What never lives here: the undoing (see `store::batches`).
//! `cli` dispatches to it.

use serde::Serialize;

use crate::clock::Clock;
use crate::domain::values::{BatchId, Day, Instant, Login, Sums};
use crate::i18n::Arg;
use crate::store::BatchInfo;
use crate::store::bulk::{Change, LoadWatch};

use super::table::Table;
use super::{Ctx, Exit, Fault, here};

/// Which one to take back, if any.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(long, value_name = "ID")]
    undo: Option<i64>,
}

#[derive(Debug, Serialize)]
struct List {
    schema: &'static str,
    batches: Vec<Batch>,
}

#[derive(Debug, Serialize)]
struct Undone {
    schema: &'static str,
    undone: i64,
    cases: u64,
}

#[derive(Debug, Serialize)]
struct Batch {
    batch: BatchId,
    source: String,
    kind: String,
    file: String,
    sha256: String,
    who: Login,
    at: Instant,
    day: Day,
    state: String,
    rows: u64,
    accepted: u64,
    unchanged: u64,
    rejected: u64,
    settled_by_absence: u64,
    totals: Sums,
}

impl From<BatchInfo> for Batch {
    fn from(info: BatchInfo) -> Self {
        Self {
            batch: info.batch,
            source: info.source,
            kind: info.kind,
            file: info.file,
            sha256: info.sha256,
            who: info.who,
            at: info.recorded_at,
            day: info.day,
            state: info.state,
            rows: info.rows,
            accepted: info.accepted,
            unchanged: info.unchanged,
            rejected: info.rejected,
            settled_by_absence: info.settled_by_absence,
            totals: info.totals,
        }
    }
}

/// Lists, or takes back.
pub fn run(ctx: &mut Ctx, args: &Args) -> anyhow::Result<Exit> {
    match args.undo {
        Some(batch) => undo(ctx, BatchId(batch)),
        None => list(ctx),
    }
}

fn list(ctx: &mut Ctx) -> anyhow::Result<Exit> {
    let batches = ctx.read()?.store.batches()?;
    if ctx.json {
        ctx.out.json(&List { schema: "relance.batches/1", batches: batches.into_iter().map(Batch::from).collect() })?;
        return Ok(Exit::Done);
    }
    if batches.is_empty() {
        let said = ctx.words.t("batches-none");
        ctx.out.line(said)?;
        return Ok(Exit::Done);
    }
    let mut table = Table::new(&[">", "", "", "", ">", ">", "", ""]);
    for info in &batches {
        table.row([
            info.batch.0.to_string(),
            ctx.words.date(info.day),
            ctx.words.t(&format!("batch-state-{}", info.state)),
            info.kind.clone(),
            ctx.words.count(i64::try_from(info.accepted).unwrap_or(i64::MAX)),
            ctx.words.sums(&info.totals),
            info.who.to_string(),
            info.file.clone(),
        ]);
    }
    ctx.out.lines(&table.text())?;
    Ok(Exit::Done)
}

fn undo(ctx: &mut Ctx, batch: BatchId) -> anyhow::Result<Exit> {
    let mut book = ctx.write()?;
    let facts: Vec<(&str, Arg)> = vec![("batch", batch.0.into())];
    let known = book.store.batch(batch)?;
    let known = known.ok_or_else(|| Fault::failed(ctx.words.tf("batch-unknown", &facts)))?;
    let (who, now, mut watch) = (book.who.clone(), book.now(), Ticks(book.clock.clone()));
    let undone = book.store.undo_batch(&who, &here::host(), now, batch, &mut watch)?;
    let cases = undone.ok_or_else(|| Fault::failed(ctx.words.tf("batch-undone-before", &facts)))?;
    if ctx.json {
        ctx.out.json(&Undone { schema: "relance.batch-undone/1", undone: batch.0, cases })?;
        return Ok(Exit::Done);
    }
    let facts = [("batch", batch.0.into()), ("cases", cases.into()), ("file", known.file.into())];
    let said = ctx.words.tf("batch-undone", &facts);
    ctx.out.line(said)?;
    Ok(Exit::Done)
}

/// Time for the store.
struct Ticks(Clock);

impl LoadWatch for Ticks {
    fn ms(&mut self) -> u64 {
        self.0.monotonic_ms()
    }

    fn went(&mut self, _rows: u64) -> bool {
        true
    }

    fn change(&mut self, _change: &Change<'_>) {}
}
