//! `assign CASE… --to LOGIN [--until DATE]`: gives cases to somebody, each an act of its own; with a filter instead of
//! cases, many in one act (see `many`).
//! What never lives here: who may (see `domain::rights`), who gets which (see `domain::hands`).
//! `cli` dispatches to it.

mod many;

use clap::ValueEnum;

use crate::domain::codes::QueueMark;
use crate::domain::command::What;
use crate::domain::hands::By;

use super::values::{Reader, queue_mark};
use super::{Ctx, Exit, Fault, record};

pub use many::{Watch, give_back, refusals};

/// Most cases named one by one: a screen of them is what a person can answer for. A filter has no such bound.
const CASES_MAX: usize = 500;

/// Which cases, to whom, until when.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(value_name = "CASE", num_args = 0..=CASES_MAX)]
    cases: Vec<String>,
    #[arg(long, value_name = "LOGIN", required = true, value_delimiter = ',')]
    to: Vec<String>,
    #[arg(long, value_name = "DATE")]
    until: Option<String>,
    #[arg(long, value_name = "TEXT", default_value = "")]
    note: String,
    #[command(flatten)]
    filter: Filter,
    #[arg(long, conflicts_with_all = ["cases", "from", "nobodys"])]
    even: bool,
    #[arg(long, value_enum, default_value_t = Count::Cases)]
    by: Count,
    #[arg(long, value_name = "FILES")]
    most: Option<u64>,
    #[arg(long, conflicts_with = "cases")]
    dry_run: bool,
    #[arg(long)]
    yes: bool,
}

/// Which files are meant.
#[derive(Debug, clap::Args)]
struct Filter {
    #[arg(long, value_name = "LOGIN", value_delimiter = ',', conflicts_with = "cases")]
    from: Vec<String>,
    #[arg(long, conflicts_with = "cases")]
    nobodys: bool,
    #[arg(long, value_name = "TEXT", conflicts_with = "cases")]
    segment: Option<String>,
    #[arg(long, value_name = "COUNTRY", conflicts_with = "cases")]
    country: Option<String>,
    #[arg(long, value_name = "AMOUNT", conflicts_with = "cases")]
    overdue_min: Option<String>,
    #[arg(long, value_name = "AMOUNT", conflicts_with = "cases")]
    overdue_max: Option<String>,
    #[arg(long, value_name = "DAYS", conflicts_with = "cases")]
    late: Option<i32>,
    #[arg(long, value_name = "DATE", conflicts_with = "cases")]
    due_by: Option<String>,
    #[arg(long, value_name = "SCORE", conflicts_with = "cases", allow_negative_numbers = true)]
    score_min: Option<i32>,
    #[arg(long, value_name = "SCORE", conflicts_with = "cases", allow_negative_numbers = true)]
    score_max: Option<i32>,
    #[arg(long, value_name = "BEGINNING", conflicts_with = "cases")]
    postcode: Option<String>,
    #[arg(long, value_parser = queue_mark(), ignore_case = true, conflicts_with = "cases")]
    marked: Option<QueueMark>,
}

/// What a desk is measured by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Count {
    Cases,
    Money,
    Minutes,
}

impl From<Count> for By {
    fn from(count: Count) -> Self {
        match count {
            Count::Cases => Self::Cases,
            Count::Money => Self::Money,
            Count::Minutes => Self::Minutes,
        }
    }
}

impl Filter {
    fn says_nothing(&self) -> bool {
        let Self { from, nobodys, segment, country, overdue_min, overdue_max, late, due_by, .. } = self;
        let texts = [segment, country, overdue_min, overdue_max, due_by, &self.postcode];
        let numbers = [late, &self.score_min, &self.score_max];
        from.is_empty()
            && !nobodys
            && self.marked.is_none()
            && numbers.iter().all(|number| number.is_none())
            && texts.iter().all(|text| text.is_none())
    }
}

/// Gives them. All are looked up before the first is given.
pub fn run(ctx: &mut Ctx, args: &Args) -> anyhow::Result<Exit> {
    if args.cases.is_empty() {
        if args.filter.says_nothing() && !args.even {
            return Err(Fault::usage(ctx.words.t("assign-nothing-meant")).into());
        }
        return many::run(ctx, args);
    }
    let [to] = &args.to[..] else { return Err(Fault::usage(ctx.words.t("assign-one-only")).into()) };
    let mut book = ctx.write()?;
    let reader = Reader::new(ctx, &book);
    let to = reader.login(to)?;
    let until = args.until.as_deref().map(|text| reader.day("--until", text)).transpose()?;
    let cases: anyhow::Result<Vec<_>> = args.cases.iter().map(|text| book.case(&ctx.words, text)).collect();
    for case in cases? {
        let recorded = book.execute(case, What::Assign { to: to.clone(), until, note: args.note.clone() })?;
        record::say(ctx, &book, &recorded)?;
    }
    Ok(Exit::Done)
}
