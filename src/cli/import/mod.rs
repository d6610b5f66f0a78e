//! `import KIND FILE…`: reads exports into the ledger; the same file again changes nothing.
//! What never lives here: formats (see `exchange`), writing (see `store::bulk`).
//! `cli` dispatches to it; the workstation's first hour leads here.

mod absence;
mod bank;
mod cards;
mod fec;
mod first;
mod heard;
mod load;
mod outside;
mod party;
mod report;
mod say;
mod takeover;

pub(super) use first::{Look, look};
pub(super) use say::row_refused;

use std::path::{Path, PathBuf};

use crate::domain::values::Day;
use crate::exchange::bank::Format;
use crate::exchange::{self, Kind, Mapping, Options, Plan};

use self::heard::Keeper;
use self::report::{FileReport, Reports};
use super::values::Reader;
use super::{Book, Ctx, Exit, Fault, text};

/// What to import, and how.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(value_name = "KIND")]
    kind: String,
    #[arg(value_name = "FILE", required = true)]
    files: Vec<PathBuf>,
    #[arg(long, value_name = "FILE")]
    map: Option<PathBuf>,
    #[arg(long)]
    dry_run: bool,
    #[arg(long, value_name = "DATE")]
    open_items: Option<String>,
    #[arg(long)]
    yes: bool,
    #[arg(long)]
    progress: bool,
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(i32).range(0..=366))]
    terms: Option<i32>,
}

/// Days from issue to due where a FEC tells none and nobody said: what the law takes when nothing was agreed.
const TERMS_DAYS: i32 = 30;

/// What can be imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum What {
    /// A table of ours.
    Table(Kind),
    /// A bank statement.
    Bank(Format),
    /// An accounting export.
    Fec,
    /// Contacts that another system kept.
    Heard(Keeper),
    /// Visiting cards.
    Cards,
}

impl What {
    fn of(text: &str) -> Option<Self> {
        let bank = || text.parse().ok().map(Self::Bank);
        let fec = || (text == "fec").then_some(Self::Fec);
        let table = || text.parse().ok().map(Self::Table);
        let heard = Keeper::ALL.into_iter().find(|keeper| keeper.name() == text).map(Self::Heard);
        let cards = || (text == cards::NAME).then_some(Self::Cards);
        heard.or_else(table).or_else(bank).or_else(fec).or_else(cards)
    }

    fn known() -> String {
        let tables = Kind::ALL.iter().filter(|kind| !kind.is_heard()).map(|kind| kind.name());
        let keepers = Keeper::ALL.iter().map(|keeper| keeper.name());
        let all: Vec<&str> = tables
            .chain(Format::ALL.iter().map(|format| format.name()))
            .chain(["fec"])
            .chain(keepers)
            .chain([cards::NAME])
            .collect();
        all.join(", ")
    }
}

/// What holds for all files of one run.
struct Run {
    kind: Kind,
    mapping: Option<Mapping>,
    dry_run: bool,
    open_items: Option<Day>,
    yes: bool,
    /// A program reads along: progress as lines of JSON on standard error.
    progress: bool,
}

/// Imports the files one after another; a file that cannot be read stops the run, those before it stay.
pub fn run(ctx: &mut Ctx, args: &Args) -> anyhow::Result<Exit> {
    let what = What::of(&args.kind).ok_or_else(|| {
        let facts = [("value", args.kind.as_str().into()), ("known", What::known().into())];
        Fault::usage(ctx.words.tf("import-unknown-kind", &facts))
    })?;
    if args.terms.is_some() && what != What::Fec {
        return Err(Fault::usage(ctx.words.t("import-terms-kind")).into());
    }
    let kind = match what {
        What::Table(kind) => kind,
        What::Bank(_) | What::Fec | What::Cards | What::Heard(Keeper::Cdr | Keeper::Mail) if args.map.is_some() => {
            return Err(Fault::usage(ctx.words.t("import-map-kind")).into());
        }
        What::Bank(_) | What::Fec | What::Cards | What::Heard(_) if args.open_items.is_some() => {
            return Err(Fault::usage(ctx.words.t("import-open-items-kind")).into());
        }
        What::Bank(format) => {
            return each(ctx, args, |ctx, book, path| bank::file(ctx, book, format, args.dry_run, path));
        }
        What::Heard(keeper) => {
            let kind = keeper.table();
            let mapping = kind.zip(args.map.as_deref()).map(|(kind, path)| mapping(ctx, path, kind)).transpose()?;
            return each(ctx, args, |ctx, book, path| {
                let input = heard::Input::new(ctx, book, keeper, mapping.clone(), path)?;
                heard::file(ctx, book, &input, args.dry_run)
            });
        }
        What::Cards => {
            return each(ctx, args, |ctx, book, path| cards::file(ctx, book, args.dry_run, path));
        }
        What::Fec => {
            let terms = args.terms.unwrap_or(TERMS_DAYS);
            return each(ctx, args, |ctx, book, path| fec::file(ctx, book, terms, args.dry_run, path));
        }
    };
    let mapping = args.map.as_deref().map(|path| mapping(ctx, path, kind)).transpose()?;
    let book = if args.dry_run { ctx.read()? } else { ctx.write()? };
    let open_items = match &args.open_items {
        Some(_) if kind != Kind::Invoices => return Err(Fault::usage(ctx.words.t("import-open-items-kind")).into()),
        Some(text) => Some(Reader::new(ctx, &book).past_day("--open-items", text)?),
        None => None,
    };
    let run = Run { kind, mapping, dry_run: args.dry_run, open_items, yes: args.yes, progress: args.progress };
    drop(book);
    each(ctx, args, |ctx, book, path| file(ctx, book, &run, path))
}

/// Imports the files one after another and says what came of each.
fn each(
    ctx: &mut Ctx,
    args: &Args,
    mut import: impl FnMut(&mut Ctx, &mut Book, &Path) -> anyhow::Result<FileReport>,
) -> anyhow::Result<Exit> {
    let mut book = if args.dry_run { ctx.read()? } else { ctx.write()? };
    let mut reports = Reports::default();
    for path in &args.files {
        let report = import(ctx, &mut book, path)?;
        if !ctx.json {
            let lines = report.text(&ctx.words);
            ctx.out.lines(&lines)?;
            ctx.out.flush()?;
        }
        reports.add(report);
    }
    if ctx.json {
        reports.warn(&ctx.words);
        ctx.out.json(&reports)?;
    }
    Ok(if reports.all_rows_went_in() { Exit::Done } else { Exit::Partly })
}

fn mapping(ctx: &Ctx, path: &Path, kind: Kind) -> Result<Mapping, Fault> {
    let text = std::fs::read_to_string(path);
    let text = text.map_err(|error| Fault::failed(text::unreadable(&ctx.words, path, &error)))?;
    Mapping::read(&text, kind).map_err(|wrong| Fault::failed(say::mapping(&ctx.words, path, &wrong)))
}

fn file(ctx: &mut Ctx, book: &mut Book, run: &Run, path: &Path) -> anyhow::Result<FileReport> {
    let options = Options {
        kind: run.kind,
        mapping: run.mapping.clone(),
        currency: book.store.settings().currency,
        zone: book.clock.zone(),
        open_items: run.open_items,
    };
    let plan = exchange::plan(path, options).map_err(|error| say::failed(&ctx.words, path, error))?;
    let settling = match run.open_items {
        Some(day) => Some(absence::plan(ctx, book, run, &plan, day)?),
        None => None,
    };
    match run.kind {
        Kind::Promises | Kind::Disputes => takeover::load(ctx, book, run, &plan),
        Kind::Invoices | Kind::Debtors | Kind::Payments | Kind::Contacts => {
            load::load(ctx, book, run, &plan, settling.as_ref())
        }
        // never asked for as a table of ours: see `What::of`
        Kind::Sms | Kind::Letters => Err(Fault::usage(ctx.words.t("import-map-kind")).into()),
    }
}

/// The text kept with the batch: the mapping, and the day of an open-items file.
fn kept_mapping(plan: &Plan) -> String {
    let mut text = plan.options.mapping.as_ref().map(|mapping| mapping.text.clone()).unwrap_or_default();
    if let Some(day) = plan.options.open_items {
        text.push_str(&format!("# open-items {day}\n"));
    }
    text
}
