//! `report …`: figures as of a day, as known at an instant; on the screen, as JSON, CSV, XLSX or one HTML page.
//! What never lives here: a figure (see `report`), a file format (see `exchange::sheet`).
//! `cli` dispatches to it.

mod aged;
mod ageing;
mod cases;
mod chart_text;
mod figures;
mod forecast;
mod pictures;
mod sum;
mod workload;

use std::path::{Path, PathBuf};

use clap::Subcommand;
use serde::Serialize;

use crate::domain::values::{Day, Instant};
use crate::exchange::sheet::{self, Format, Sheet};
use crate::i18n::Words;
use crate::report::ageing::Buckets;

use super::values::Reader;
use super::{Book, Ctx, Exit, Fault, text};

/// Which report.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    Ageing(ageing::Args),
    Figures(figures::Args),
    Forecast(forecast::Args),
    Workload(workload::Args),
    Pictures(pictures::Args),
}

/// When it speaks of, and where it goes: the same for every report.
#[derive(Debug, clap::Args)]
struct Common {
    #[arg(long, value_name = "DATE")]
    as_of: Option<String>,
    #[arg(long, value_name = "INSTANT")]
    known_at: Option<String>,
    #[arg(long, value_name = "FILE", group = "file")]
    csv: Option<PathBuf>,
    #[arg(long, value_name = "FILE", group = "file")]
    xlsx: Option<PathBuf>,
    #[arg(long, value_name = "FILE", group = "file")]
    html: Option<PathBuf>,
    #[arg(long, group = "file")]
    sheets: bool,
    #[arg(long)]
    progress: bool,
}

/// The two times of a report.
#[derive(Debug, Clone, Copy)]
struct When {
    /// The day it speaks of.
    as_of: Day,
    /// What was known then.
    known_at: Instant,
    /// The last instant of that day.
    end: Instant,
}

impl Common {
    fn when(&self, reader: &Reader<'_>, book: &Book) -> Result<When, Fault> {
        let as_of = match &self.as_of {
            Some(text) => reader.past_day("--as-of", text)?,
            None => book.today(),
        };
        let known_at = match &self.known_at {
            Some(text) => reader.past_moment("--known-at", text)?,
            None => book.now().at,
        };
        let end = Instant(book.clock.zone().instant_of(as_of.plus(1), 0, 0).0 - 1);
        Ok(When { as_of, known_at, end })
    }

    fn file(&self) -> Option<(&Path, Format)> {
        let csv = self.csv.as_deref().map(|path| (path, Format::Csv));
        let xlsx = self.xlsx.as_deref().map(|path| (path, Format::Xlsx));
        csv.or(xlsx).or_else(|| self.html.as_deref().map(|path| (path, Format::Html)))
    }
}

/// Makes the report.
pub fn run(ctx: &mut Ctx, args: &Args) -> anyhow::Result<Exit> {
    match &args.what {
        What::Ageing(args) => ageing::run(ctx, args),
        What::Figures(args) => figures::run(ctx, args),
        What::Forecast(args) => forecast::run(ctx, args),
        What::Workload(args) => workload::run(ctx, args),
        What::Pictures(args) => pictures::run(ctx, args),
    }
}

/// Sheets as people read them, for a program that draws them.
#[derive(Debug, Serialize)]
struct Shown {
    schema: &'static str,
    sheets: Vec<Sheet>,
}

/// Prints sheets as JSON.
fn to_screen(ctx: &mut Ctx, sheets: Vec<Sheet>) -> anyhow::Result<Exit> {
    ctx.out.json(&Shown { schema: "relance.sheets/1", sheets })?;
    Ok(Exit::Done)
}

/// Writes sheets to the file asked for, and says so.
fn to_file(ctx: &mut Ctx, (path, format): (&Path, Format), sheets: &[Sheet]) -> anyhow::Result<Exit> {
    let written = sheet::write(path, format, ctx.words.lang().code(), sheets);
    written.map_err(|error| match error {
        sheet::SheetError::Io(cause) => Fault::failed(text::unreadable(&ctx.words, path, &cause)),
        sheet::SheetError::Workbook(cause) => {
            let facts = [("path", path.display().to_string().into()), ("cause", cause.into())];
            Fault::failed(ctx.words.tf("cli-file-failed", &facts))
        }
    })?;
    let said = ctx.words.tf("report-written", &[("path", path.display().to_string().into())]);
    ctx.out.line(said)?;
    Ok(Exit::Done)
}

/// The two lines that head every report.
fn heads(ctx: &Ctx, book: &Book, when: &When) -> Vec<String> {
    let known = ctx.words.moment(when.known_at, book.clock.zone());
    vec![ctx.words.tf("report-times", &[("day", ctx.words.day(when.as_of).into()), ("moment", known.into())])]
}

/// A share in 1/10,000 as people read it, to a tenth of a percent.
fn percent(words: &Words, bp: i64) -> String {
    let tenths = (bp + 5).div_euclid(10);
    let (sign, tenths) = (if tenths < 0 { "-" } else { "" }, tenths.abs());
    let whole = format!("{sign}{}", words.count(tenths / 10));
    words.tf("report-percent", &[("whole", whole.into()), ("tenth", (tenths % 10).into())])
}

/// `not due`, `1 to 30 days`, `over 90 days`.
fn bucket_name(words: &Words, buckets: &Buckets, bucket: usize) -> String {
    match buckets.days(bucket) {
        (0, _) => words.t("report-not-due"),
        (from, Some(to)) => words.tf("report-bucket", &[("from", from.into()), ("to", to.into())]),
        (from, None) => words.tf("report-bucket-last", &[("days", (from - 1).into())]),
    }
}
