//! `report ageing`: the aged balance with the books it adds up to, and what came later.
//! What never lives here: the sums (see `report::ageing`).
//! `report` dispatches to it.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::cli::table::Table;
use crate::cli::values::Reader;
use crate::cli::{Book, Ctx, Exit, Fault};
use crate::domain::case::{Facts, derive};
use crate::domain::values::{BatchId, Currency, Day, Instant, Money, Sums};
use crate::exchange::sheet::{Bar, Cell, Chart, Picture, Sheet, Value};
use crate::i18n::Words;
use crate::report::ageing::{Ageing, Buckets, By, Line};
use crate::report::figures::divided;
use crate::report::later::Later;

use super::sum::{self, Sum};
use super::{Common, When, bucket_name, heads, percent, to_file};
use super::{aged, cases};

/// Longest bar in text, in columns.
const BAR_COLUMNS: i64 = 24;

/// Which aged balance.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    common: Common,
    #[arg(long, value_parser = ["segment", "collector", "reason", "currency"])]
    by: Option<String>,
    #[arg(long, value_name = "DAYS", value_delimiter = ',')]
    buckets: Option<Vec<i32>>,
    #[arg(long, value_name = "BUCKET")]
    cases: Option<usize>,
}

/// What one walk over the book adds up.
#[derive(Debug, Clone)]
struct Summed {
    ageing: Ageing,
    later: Later,
    end: Instant,
    later_batches: BTreeSet<BatchId>,
}

impl Sum for Summed {
    fn add(&mut self, facts: &Facts) {
        self.ageing.add(&derive(facts, self.ageing.as_of));
        self.later.add(facts, self.ageing.as_of, self.end, &self.later_batches);
    }

    fn join(&mut self, other: Self) {
        self.ageing.join(other.ageing);
        self.later.join(other.later);
    }
}

/// Makes it.
pub(super) fn run(ctx: &mut Ctx, args: &Args) -> anyhow::Result<Exit> {
    let book = ctx.read()?;
    let when = args.common.when(&Reader::new(ctx, &book), &book)?;
    let buckets = match args.buckets.clone() {
        Some(bounds) => Buckets::new(bounds).ok_or_else(|| Fault::usage(ctx.words.t("report-bad-buckets")))?,
        None => ctx.in_force(&book, when.as_of, when.known_at)?.0.policy.measures.buckets,
    };
    // Nothing can have come later than a day that has not ended: the rows tell all of today.
    let today = when.as_of == book.today() && when.known_at <= when.end;
    if let Some(bucket) = args.cases {
        return cases::run(ctx, (&book, &when, &args.common), (buckets, bucket), today);
    }
    let by = match args.by.as_deref() {
        Some("segment") => By::Segment,
        Some("collector") => By::Collector,
        Some("reason") => By::Reason,
        // Every line is of one currency anyway.
        Some(_) | None => By::All,
    };
    let since = |info: &crate::store::BatchInfo| info.recorded_at > when.end && info.recorded_at <= when.known_at;
    let later_batches = book.store.batches()?.iter().filter(|info| since(info)).map(|info| info.batch).collect();
    let ageing = Ageing::new(when.as_of, buckets, by);
    let fresh = Summed { ageing, later: Later::default(), end: when.end, later_batches };
    let summed = match if today { aged::whole(&book.store, &when, &fresh.ageing)? } else { None } {
        Some(ageing) => Summed { ageing, ..fresh },
        None => sum::whole(ctx, &book, (when.known_at, false), &args.common, &fresh)?,
    };
    if args.common.sheets {
        let sheets = sheets(ctx, &book, &when, &summed);
        return super::to_screen(ctx, sheets);
    }
    if let Some(file) = args.common.file() {
        let sheets = sheets(ctx, &book, &when, &summed);
        return to_file(ctx, file, &sheets);
    }
    if ctx.json {
        let shown = shown(&when, &summed);
        ctx.out.json(&shown)?;
    } else {
        print(ctx, &book, &when, &summed)?;
    }
    Ok(Exit::Done)
}

#[derive(Debug, Serialize)]
struct Shown {
    schema: &'static str,
    as_of: Day,
    known_at: Instant,
    buckets: Vec<BucketDays>,
    lines: Vec<ShownLine>,
    totals: Vec<ShownLine>,
    reconciliation: Vec<ShownBooks>,
    later: ShownLater,
}

#[derive(Debug, Serialize)]
struct BucketDays {
    from: i32,
    to: Option<i32>,
}

#[derive(Debug, Serialize)]
struct ShownLine {
    group: Option<String>,
    currency: Currency,
    cases: u64,
    items: u64,
    open: Money,
    overdue: Money,
    buckets: Vec<Money>,
    disputed: Money,
    promised: Money,
    unallocated: Money,
}

#[derive(Debug, Serialize)]
struct ShownBooks {
    currency: Currency,
    invoiced: Money,
    allocated: Money,
    credited: Money,
    written_off: Money,
    open: Money,
    received: Money,
    difference: Money,
}

#[derive(Debug, Serialize)]
struct ShownLater {
    batches: Vec<LaterBatch>,
    entries: BTreeMap<&'static str, u64>,
}

#[derive(Debug, Serialize)]
struct LaterBatch {
    batch: BatchId,
    rows: u64,
    amounts: Sums,
}

fn shown(when: &When, summed: &Summed) -> Shown {
    let ageing = &summed.ageing;
    let line = |group: Option<String>, currency: Currency, line: &Line| {
        let money = |minor| Money::new(minor, currency);
        ShownLine {
            group,
            currency,
            cases: line.cases,
            items: line.items,
            open: money(line.open()),
            overdue: money(line.overdue()),
            buckets: line.buckets.iter().map(|minor| money(*minor)).collect(),
            disputed: money(line.disputed),
            promised: money(line.promised),
            unallocated: money(line.unallocated),
        }
    };
    let named = |group: &str| (!group.is_empty()).then(|| group.to_owned());
    let days = |(from, to)| BucketDays { from, to };
    let later = summed.later.batches.iter();
    Shown {
        schema: "relance.ageing/1",
        as_of: when.as_of,
        known_at: when.known_at,
        buckets: (0..ageing.buckets.len()).map(|bucket| days(ageing.buckets.days(bucket))).collect(),
        lines: ageing.lines().map(|(group, currency, l)| line(named(group), currency, l)).collect(),
        totals: ageing.totals().iter().map(|(currency, l)| line(None, *currency, l)).collect(),
        reconciliation: books(ageing),
        later: ShownLater {
            batches: later
                .map(|(batch, (rows, sums))| LaterBatch { batch: *batch, rows: *rows, amounts: sums.clone() })
                .collect(),
            entries: summed.later.entries.clone(),
        },
    }
}

fn books(ageing: &Ageing) -> Vec<ShownBooks> {
    let line = |(currency, books): (&Currency, &crate::domain::case::Books)| {
        let money = |minor| Money::new(minor, *currency);
        ShownBooks {
            currency: *currency,
            invoiced: money(books.invoiced),
            allocated: money(books.allocated),
            credited: money(books.credited),
            written_off: money(books.written_off),
            open: money(books.open),
            received: money(books.received),
            difference: money(ageing.difference(*currency)),
        }
    };
    ageing.books.iter().map(line).collect()
}

/// A group's name as people read it.
fn group_name(words: &Words, ageing: &Ageing, group: &str) -> String {
    match (ageing.by, group) {
        (By::All, _) => words.t("report-all"),
        (By::Reason, "") => words.t("report-undisputed"),
        (By::Reason, reason) => words.t(&format!("dispute-reason-{reason}")),
        (By::Segment | By::Collector, "") => words.t("report-none"),
        (By::Segment | By::Collector, group) => group.to_owned(),
    }
}

/// A share of a whole in 1/10,000; of nothing: 0.
fn share(part: i64, whole: i64) -> i64 {
    divided(part, 10_000, whole).unwrap_or(0)
}

fn print(ctx: &mut Ctx, book: &Book, when: &When, summed: &Summed) -> anyhow::Result<()> {
    let ageing = &summed.ageing;
    for head in heads(ctx, book, when) {
        ctx.out.line(head)?;
    }
    if ageing.books.is_empty() {
        let said = ctx.words.t("report-nothing");
        return ctx.out.line(said);
    }
    for (currency, line) in ageing.totals() {
        let words = &ctx.words;
        let mut table = Table::new(&["", ">", ">", ""]);
        let widest = line.buckets.iter().copied().max().unwrap_or(0).max(1);
        for (bucket, minor) in line.buckets.iter().enumerate() {
            let columns = i128::from(minor.max(&0).to_owned()) * i128::from(BAR_COLUMNS) / i128::from(widest);
            let bar = "#".repeat(usize::try_from(columns).unwrap_or(0));
            let money = words.money(Money::new(*minor, currency));
            table.row([
                bucket_name(words, &ageing.buckets, bucket),
                money,
                percent(words, share(*minor, line.open())),
                bar,
            ]);
        }
        let total = words.money(Money::new(line.open(), currency));
        table.row([words.t("report-total"), total, String::new(), counts(words, &line)]);
        let text = table.text();
        ctx.out.line("")?;
        ctx.out.lines(&text)?;
    }
    if ageing.by != By::All {
        let text = groups(&ctx.words, ageing);
        ctx.out.line("")?;
        ctx.out.lines(&text)?;
    }
    let notes = notes(&ctx.words, summed);
    ctx.out.line("")?;
    notes.iter().try_for_each(|note| ctx.out.line(note))
}

fn counts(words: &Words, line: &Line) -> String {
    words.tf("report-counts", &[("items", line.items.into()), ("cases", line.cases.into())])
}

fn groups(words: &Words, ageing: &Ageing) -> String {
    let mut table = Table::new(&["", ">", ">", ">", ">"]);
    table.row(
        ["report-group", "report-open", "report-overdue", "report-late-share", "report-cases"].map(|id| words.t(id)),
    );
    for (group, currency, line) in ageing.lines() {
        let money = |minor| words.money(Money::new(minor, currency));
        table.row([
            group_name(words, ageing, group),
            money(line.open()),
            money(line.overdue()),
            percent(words, share(line.overdue(), line.open())),
            words.count(i64::try_from(line.cases).unwrap_or(i64::MAX)),
        ]);
    }
    table.text()
}

/// What the balance adds up from, what lies beside it, and what came later.
fn notes(words: &Words, summed: &Summed) -> Vec<String> {
    let ageing = &summed.ageing;
    let mut out = vec![];
    let totals = ageing.totals();
    for (currency, books) in &ageing.books {
        let money = |minor| words.money(Money::new(minor, *currency)).into();
        let facts = [
            ("invoiced", money(books.invoiced)),
            ("allocated", money(books.allocated)),
            ("credited", money(books.credited)),
            ("writtenoff", money(books.written_off)),
            ("open", money(books.open)),
        ];
        let id = if books.written_off == 0 { "report-adds-up" } else { "report-adds-up-written-off" };
        out.push(words.tf(id, &facts));
        match ageing.difference(*currency) {
            0 => {}
            minor => out.push(words.tf("report-differs", &[("amount", money(minor))])),
        }
        let beside =
            totals.get(currency).filter(|line| line.disputed != 0 || line.promised != 0 || line.unallocated != 0);
        if let Some(line) = beside {
            let facts = [
                ("disputed", money(line.disputed)),
                ("promised", money(line.promised)),
                ("unallocated", money(line.unallocated)),
            ];
            out.push(words.tf("report-beside", &facts));
        }
    }
    for (batch, (rows, sums)) in &summed.later.batches {
        let facts = [("rows", (*rows).into()), ("batch", batch.0.into()), ("amounts", words.sums(sums).into())];
        out.push(words.tf("report-later-batch", &facts));
    }
    let entries: u64 = summed.later.entries.values().sum();
    if entries > 0 {
        out.push(words.tf("report-later-entries", &[("count", entries.into())]));
    }
    out
}

/// A bar a bucket.
pub(super) fn bars(words: &Words, ageing: &Ageing, line: &Line, currency: Currency) -> Vec<Bar> {
    let bar = |(bucket, minor): (usize, &i64)| Bar {
        label: bucket_name(words, &ageing.buckets, bucket),
        length: *minor,
        text: words.money(Money::new(*minor, currency)),
    };
    line.buckets.iter().enumerate().map(bar).collect()
}

fn sheets(ctx: &Ctx, book: &Book, when: &When, summed: &Summed) -> Vec<Sheet> {
    let (words, ageing) = (&ctx.words, &summed.ageing);
    let mut columns: Vec<String> = ["report-group", "report-currency"].map(|id| words.t(id)).to_vec();
    columns.extend((0..ageing.buckets.len()).map(|bucket| bucket_name(words, &ageing.buckets, bucket)));
    let ends = [
        "report-open",
        "report-overdue",
        "report-disputed",
        "report-promised",
        "report-unallocated",
        "report-items",
        "report-cases",
    ];
    columns.extend(ends.map(|id| words.t(id)));
    let row = |(group, currency, line): (&str, Currency, &Line)| {
        let money = |minor| {
            let money = Money::new(minor, currency);
            Cell::new(Value::Money(money), words.money(money))
        };
        let count = |count: u64| {
            let count = i64::try_from(count).unwrap_or(i64::MAX);
            Cell::new(Value::Count(count), words.count(count))
        };
        let mut cells = vec![Cell::text(group_name(words, ageing, group)), Cell::text(currency.code())];
        cells.extend(line.buckets.iter().map(|minor| money(*minor)));
        cells.extend([line.open(), line.overdue(), line.disputed, line.promised, line.unallocated].map(money));
        cells.extend([line.items, line.cases].map(count));
        cells
    };
    let charts = ageing.totals().into_iter().map(|(currency, line)| Chart {
        title: words.tf("report-ageing-chart", &[("currency", currency.code().into())]),
        picture: Picture::Bars(bars(words, ageing, &line, currency)),
    });
    let mut notes_above = heads(ctx, book, when);
    notes_above.extend(notes(words, summed));
    vec![Sheet {
        title: words.t("report-ageing"),
        notes: notes_above,
        columns,
        rows: ageing.lines().map(row).collect(),
        charts: charts.collect(),
    }]
}
