//! `report workload`: who has what to do.
//! What never lives here: the sums (see `report::workload`).
//! `report` dispatches to it.

use serde::Serialize;

use crate::cli::table::Table;
use crate::cli::values::Reader;
use crate::cli::{Ctx, Exit};
use crate::domain::case::{Facts, derive};
use crate::domain::values::{Day, Instant, Login, Sums};
use crate::exchange::sheet::{Cell, Sheet, Value};
use crate::i18n::Words;
use crate::report::workload::{Load, Workload};

use super::sum::{self, Sum};
use super::{Common, heads, to_file};

/// As of when.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    common: Common,
}

impl Sum for Workload {
    fn add(&mut self, facts: &Facts) {
        let state = derive(facts, self.as_of);
        Self::add(self, &state);
    }

    fn join(&mut self, other: Self) {
        Self::join(self, other);
    }
}

#[derive(Debug, Serialize)]
struct Shown<'a> {
    schema: &'static str,
    as_of: Day,
    known_at: Instant,
    collectors: Vec<ShownLoad<'a>>,
}

#[derive(Debug, Serialize)]
struct ShownLoad<'a> {
    collector: Option<&'a Login>,
    queued: u32,
    cases: u64,
    overdue_cases: u64,
    overdue: &'a Sums,
    callbacks: u64,
    callbacks_late: u64,
    promises: u64,
    disputes_late: u64,
}

/// A line of the table: whose, lines of theirs in the newest list, and the load.
type Row<'a> = (Option<&'a Login>, u32, &'a Load);

/// Makes it.
pub(super) fn run(ctx: &mut Ctx, args: &Args) -> anyhow::Result<Exit> {
    let book = ctx.read()?;
    let when = args.common.when(&Reader::new(ctx, &book), &book)?;
    // Call-backs stand in contacts recorded here; those of other systems ask for none.
    let workload = sum::whole(ctx, &book, (when.known_at, true), &args.common, &Workload::new(when.as_of))?;
    let list = book.store.generation_for(when.as_of)?.or(book.store.latest_generation()?);
    let mut rows: Vec<Row<'_>> = vec![];
    for (login, load) in &workload.loads {
        let queued = match (&list, login) {
            (Some(list), Some(login)) => book.store.queue_length(list, Some(login))?,
            (Some(_), None) | (None, _) => 0,
        };
        rows.push((login.as_ref(), queued, load));
    }
    if ctx.json {
        let collectors = rows.iter().map(shown).collect();
        ctx.out.json(&Shown {
            schema: "relance.workload/1",
            as_of: when.as_of,
            known_at: when.known_at,
            collectors,
        })?;
        return Ok(Exit::Done);
    }
    let heads = heads(ctx, &book, &when);
    let sheet = sheet(&ctx.words, heads.clone(), &rows);
    if args.common.sheets {
        return super::to_screen(ctx, vec![sheet]);
    }
    if let Some(file) = args.common.file() {
        return to_file(ctx, file, &[sheet]);
    }
    let mut table = Table::new(&["", ">", ">", ">", ">", ">", ">", ">"]);
    let cells =
        |texts: Vec<String>| -> [String; 8] { std::array::from_fn(|at| texts.get(at).cloned().unwrap_or_default()) };
    table.row(cells(sheet.columns.clone()));
    for row in &sheet.rows {
        table.row(cells(row.iter().map(|cell| cell.text.clone()).collect()));
    }
    heads.iter().try_for_each(|line| ctx.out.line(line))?;
    ctx.out.line("")?;
    ctx.out.lines(&table.text())?;
    Ok(Exit::Done)
}

fn shown<'a>((collector, queued, load): &Row<'a>) -> ShownLoad<'a> {
    ShownLoad {
        collector: *collector,
        queued: *queued,
        cases: load.cases,
        overdue_cases: load.overdue_cases,
        overdue: &load.overdue,
        callbacks: load.callbacks,
        callbacks_late: load.callbacks_late,
        promises: load.promises,
        disputes_late: load.disputes_late,
    }
}

fn sheet(words: &Words, notes: Vec<String>, rows: &[Row<'_>]) -> Sheet {
    let count = |count: u64| {
        let count = i64::try_from(count).unwrap_or(i64::MAX);
        Cell::new(Value::Count(count), words.count(count))
    };
    let row = |(login, queued, load): &Row<'_>| {
        vec![
            Cell::text(login.map_or_else(|| words.t("report-none"), Login::to_string)),
            count(load.cases),
            count(load.overdue_cases),
            Cell::text(words.sums(&load.overdue)),
            count(u64::from(*queued)),
            count(load.callbacks),
            count(load.promises),
            count(load.disputes_late),
        ]
    };
    let columns = [
        "report-collector",
        "report-cases",
        "report-overdue-cases",
        "report-overdue",
        "report-queued",
        "report-callbacks",
        "report-promises-due",
        "report-disputes-late",
    ];
    Sheet {
        title: words.t("report-workload"),
        notes,
        columns: columns.map(|id| words.t(id)).to_vec(),
        rows: rows.iter().map(row).collect(),
        charts: vec![],
    }
}
