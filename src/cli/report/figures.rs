//! `report figures`: the figures of a period, each with its formula and the two numbers it is made of.
//! What never lives here: the figures (see `report::figures`).
//! `report` dispatches to it.

use serde::Serialize;

use crate::cli::table::Table;
use crate::cli::values::Reader;
use crate::cli::{Book, Ctx, Exit, Fault};
use crate::domain::case::Facts;
use crate::domain::measure::BOUNDS_MAX;
use crate::domain::values::{Currency, Day, Instant, Money};
use crate::exchange::sheet::{Cell, Sheet, Value};
use crate::i18n::Words;
use crate::report::figures::{By, Figure, Grouped, MadeOf, Measure, Period, Unit, divided};
use crate::report::roll::Roll;

use super::sum::{self, Sum};
use super::{Common, When, bucket_name, heads, percent, to_file};

/// Days measured when nobody says: a quarter's worth, so that one quiet week does not make the figure.
pub(super) const DAYS_DEFAULT: i32 = 90;
/// Longest period, in days.
const DAYS_MAX: i32 = 366 * 5;

/// Which figures.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    common: Common,
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    #[arg(long, visible_alias = "explain")]
    formulas: bool,
    #[arg(long, value_parser = ["segment", "collector", "reason", "currency"])]
    by: Option<String>,
}

impl Sum for Grouped {
    fn add(&mut self, facts: &Facts) {
        Self::add(self, facts);
    }

    fn join(&mut self, other: Self) {
        Self::join(self, other);
    }
}

#[derive(Debug, Serialize)]
struct Shown {
    schema: &'static str,
    from: Day,
    to: Day,
    known_at: Instant,
    figures: Vec<ShownFigure>,
    roll: Vec<ShownRoll>,
}

/// A row a bucket at the start (see `report ageing`), an amount a bucket at the end, the last one what was settled.
#[derive(Debug, Serialize)]
struct ShownRoll {
    group: Option<String>,
    currency: Currency,
    rows: Vec<Vec<Money>>,
}

#[derive(Debug, Serialize)]
struct ShownFigure {
    group: Option<String>,
    code: &'static str,
    currency: Option<Currency>,
    unit: &'static str,
    value: Option<String>,
    above: String,
    below: String,
    text: String,
    formula: String,
}

/// Makes them.
pub(super) fn run(ctx: &mut Ctx, args: &Args) -> anyhow::Result<Exit> {
    let book = ctx.read()?;
    let reader = Reader::new(ctx, &book);
    let when = args.common.when(&reader, &book)?;
    let from = match &args.from {
        Some(text) => reader.past_day("--from", text)?,
        None => when.as_of.plus(1 - DAYS_DEFAULT),
    };
    if from > when.as_of || when.as_of.since(from) > DAYS_MAX {
        return Err(Fault::usage(ctx.words.t("report-bad-period")).into());
    }
    let period = Period { from, to: when.as_of };
    let by = match args.by.as_deref() {
        Some("segment") => Some(By::Segment),
        Some("collector") => Some(By::Collector),
        Some("reason") => Some(By::Reason),
        // Money is told apart by currency anyway.
        Some(_) | None => None,
    };
    let sums = sum::whole(
        ctx,
        &book,
        (when.known_at, true),
        &args.common,
        &Grouped::new(measure(ctx, &book, &when, period)?, by),
    )?;
    let groups = sums.figures();
    if args.common.sheets || args.common.file().is_some() {
        let mut sheets = vec![sheet(&ctx.words, heads(ctx, &book, &when), period, &groups, by)];
        sheets.extend(sums.rolls().map(|(group, currency, roll)| roll_sheet(&ctx.words, &sums, group, currency, roll)));
        return match args.common.file() {
            Some(file) => to_file(ctx, file, &sheets),
            None => super::to_screen(ctx, sheets),
        };
    }
    if ctx.json {
        let all = groups.iter().flat_map(|(group, figures)| figures.iter().map(move |figure| (*group, figure)));
        let shown = Shown {
            schema: "relance.figures/1",
            from,
            to: when.as_of,
            known_at: when.known_at,
            figures: all.map(|(group, figure)| shown(&ctx.words, group, figure)).collect(),
            roll: sums.rolls().map(|(group, currency, roll)| shown_roll(group, currency, roll)).collect(),
        };
        ctx.out.json(&shown)?;
        return Ok(Exit::Done);
    }
    let mut heads = heads(ctx, &book, &when);
    heads.push(period_text(&ctx.words, period));
    heads.iter().try_for_each(|line| ctx.out.line(line))?;
    for (group, figures) in &groups {
        if by.is_some() {
            let name = group_name(&ctx.words, by, group);
            ctx.out.line("")?;
            ctx.out.line(name)?;
        }
        print(ctx, &book, figures, args.formulas)?;
    }
    for (group, currency, roll) in sums.rolls() {
        let text = roll_text(&ctx.words, &roll_sheet(&ctx.words, &sums, group, currency, roll));
        ctx.out.line("")?;
        ctx.out.lines(&text)?;
    }
    Ok(Exit::Done)
}

/// By the numbers of the house that were in force on the last day, as known then.
pub(super) fn measure(ctx: &Ctx, book: &Book, when: &When, period: Period) -> anyhow::Result<Measure> {
    let policy = ctx.in_force(book, when.as_of, when.known_at)?.0.policy;
    let costs = policy.measures.costs;
    Ok(Measure {
        period,
        calendar: policy.calendar,
        capacity: policy.order.capacity,
        buckets: policy.measures.buckets,
        contact: policy.contact,
        costs: costs.known().then_some((book.store.settings().currency, costs)),
    })
}

fn named(group: &str) -> Option<String> {
    (!group.is_empty()).then(|| group.to_owned())
}

fn group_name(words: &Words, by: Option<By>, group: &str) -> String {
    match (by, group) {
        (Some(By::Reason), "") => words.t("report-undisputed"),
        (Some(By::Reason), reason) => words.t(&format!("dispute-reason-{reason}")),
        (Some(By::Segment | By::Collector) | None, "") => words.t("report-none"),
        (Some(By::Segment | By::Collector) | None, group) => group.to_owned(),
    }
}

fn shown_roll(group: &str, currency: Currency, roll: &Roll) -> ShownRoll {
    let row = |row: &Vec<i64>| row.iter().map(|minor| Money::new(*minor, currency)).collect();
    ShownRoll { group: named(group), currency, rows: roll.0.iter().map(row).collect() }
}

/// The table of roll rates: shares of each row, and the amount they are shares of.
pub(super) fn roll_sheet(words: &Words, sums: &Grouped, group: &str, currency: Currency, roll: &Roll) -> Sheet {
    let buckets = &sums.measure().buckets;
    let names: Vec<String> = (0..buckets.len()).map(|bucket| bucket_name(words, buckets, bucket)).collect();
    let mut columns = vec![words.t("report-roll-from"), words.t("report-roll-amount")];
    columns.extend(names.iter().cloned());
    columns.push(words.t("report-roll-settled"));
    let row = |(name, moved): (&String, &Vec<i64>)| {
        let whole: i64 = moved.iter().sum();
        let amount = Money::new(whole, currency);
        let mut cells = vec![Cell::text(name.clone()), Cell::new(Value::Money(amount), words.money(amount))];
        cells.extend(moved.iter().map(|part| match divided(*part, 10_000, whole) {
            Some(bp) => Cell::new(Value::Share(bp), percent(words, bp)),
            None => Cell::empty(),
        }));
        cells
    };
    let title = words.tf("report-roll", &[("currency", currency.code().into())]);
    Sheet {
        title: if group.is_empty() { title } else { format!("{title}, {group}") },
        notes: vec![],
        columns,
        rows: names.iter().zip(&roll.0).map(row).collect(),
        charts: vec![],
    }
}

fn roll_text(words: &Words, sheet: &Sheet) -> String {
    // A bucket a column, and three beside them.
    const COLUMNS: usize = BOUNDS_MAX + 5;
    let mut table = Table::new(&std::array::from_fn::<&str, COLUMNS, _>(|at| if at == 0 { "" } else { ">" }));
    let cells =
        |row: Vec<String>| -> [String; COLUMNS] { std::array::from_fn(|at| row.get(at).cloned().unwrap_or_default()) };
    table.row(cells(sheet.columns.clone()));
    for row in &sheet.rows {
        table.row(cells(row.iter().map(|cell| cell.text.clone()).collect()));
    }
    format!("{}\n{}", words.tf("report-roll-head", &[("title", sheet.title.clone().into())]), table.text())
}

fn shown(words: &Words, group: &str, figure: &Figure) -> ShownFigure {
    let part = |minor: i64, below: bool| match figure.currency.filter(|_| !(below && minutes_below(figure))) {
        Some(currency) => Money::new(minor, currency).to_decimal().to_string(),
        None => minor.to_string(),
    };
    let (unit, places) = match figure.unit {
        Unit::Share => ("share", 4),
        Unit::Days => ("days", 1),
        Unit::Money => ("amount", figure.currency.map_or(2, |currency| currency.minor_digits())),
        Unit::Number => ("number", 1),
    };
    ShownFigure {
        group: named(group),
        code: figure.code,
        currency: figure.currency,
        unit,
        value: figure.value.map(|value| rust_decimal::Decimal::new(value, places).to_string()),
        above: part(figure.parts.0, false),
        below: part(figure.parts.1, true),
        text: value_text(words, figure),
        formula: formula(words, figure),
    }
}

fn title(words: &Words, figure: &Figure) -> String {
    words.t(&format!("figure-{}", figure.code))
}

fn formula(words: &Words, figure: &Figure) -> String {
    words.t(&format!("figure-{}-formula", figure.code))
}

fn value_text(words: &Words, figure: &Figure) -> String {
    let Some(value) = figure.value else { return words.t("report-no-figure") };
    let tenths = |id: &str| words.tf(id, &[("whole", (value / 10).into()), ("tenth", (value.abs() % 10).into())]);
    match figure.unit {
        Unit::Share => percent(words, value),
        Unit::Days => tenths("report-days"),
        Unit::Number => tenths("report-number"),
        Unit::Money => figure.currency.map_or_else(String::new, |currency| words.money(Money::new(value, currency))),
    }
}

/// True where minutes stand below the line.
fn minutes_below(figure: &Figure) -> bool {
    figure.made_of == MadeOf::MoneyAndMinutes
}

/// The two numbers behind a figure.
fn part_texts(words: &Words, figure: &Figure) -> [String; 2] {
    let text = |part: i64| match figure.currency {
        Some(currency) => words.money(Money::new(part, currency)),
        None => words.count(part),
    };
    let [above, below] = [text(figure.parts.0), text(figure.parts.1)];
    match figure.made_of {
        MadeOf::Alike => [above, below],
        MadeOf::MoneyAndDays => [words.tf("report-money-days", &[("money", above.into())]), below],
        MadeOf::MoneyAndMinutes => {
            let minutes = words.count(figure.parts.1);
            [above, words.tf("report-minutes", &[("minutes", minutes.into())])]
        }
    }
}

fn print(ctx: &mut Ctx, book: &Book, figures: &[Figure], formulas: bool) -> anyhow::Result<()> {
    let several = figures.iter().filter_map(|f| f.currency).any(|c| c != book.store.settings().currency);
    let words = &ctx.words;
    let mut table = Table::new(&["", ">", ">", ">", ""]);
    table.row(["report-figure", "report-value", "report-above", "report-below", ""].map(|id| match id {
        "" => String::new(),
        id => words.t(id),
    }));
    for figure in figures {
        let name = match figure.currency.filter(|_| several) {
            Some(currency) => format!("{} {currency}", title(words, figure)),
            None => title(words, figure),
        };
        let formula = if formulas { formula(words, figure) } else { String::new() };
        let [above, below] = part_texts(words, figure);
        table.row([name, value_text(words, figure), above, below, formula]);
    }
    let text = table.text();
    ctx.out.line("")?;
    ctx.out.lines(&text)
}

fn period_text(words: &Words, period: Period) -> String {
    let facts = [
        ("from", words.date(period.from).into()),
        ("to", words.date(period.to).into()),
        ("days", period.days().into()),
    ];
    words.tf("report-period", &facts)
}

type Groups<'a> = [(&'a str, Vec<Figure>)];

fn sheet(words: &Words, heads: Vec<String>, period: Period, groups: &Groups<'_>, by: Option<By>) -> Sheet {
    let mut notes = heads;
    notes.push(period_text(words, period));
    let value = |figure: &Figure| {
        let text = value_text(words, figure);
        match (figure.value, figure.unit, figure.currency) {
            (None, _, _) => Cell::text(text),
            (Some(value), Unit::Share, _) => Cell::new(Value::Share(value), text),
            (Some(value), Unit::Days | Unit::Number, _) => Cell::new(Value::Tenths(value), text),
            (Some(value), Unit::Money, Some(currency)) => Cell::new(Value::Money(Money::new(value, currency)), text),
            (Some(value), Unit::Money, None) => Cell::new(Value::Count(value), text),
        }
    };
    let part = |figure: &Figure, part: i64, below: bool, text: String| {
        let currency = figure.currency.filter(|_| !(below && minutes_below(figure)));
        let value = currency.map_or(Value::Count(part), |currency| Value::Money(Money::new(part, currency)));
        Cell::new(value, text)
    };
    let row = |(group, figure): (&str, &Figure)| {
        let [above, below] = part_texts(words, figure);
        let group = by.map(|_| Cell::text(group_name(words, by, group)));
        let cells = [
            Cell::text(title(words, figure)),
            Cell::text(figure.currency.map_or_else(String::new, |currency| currency.to_string())),
            value(figure),
            part(figure, figure.parts.0, false, above),
            part(figure, figure.parts.1, true, below),
            Cell::text(formula(words, figure)),
        ];
        group.into_iter().chain(cells).collect()
    };
    let columns =
        ["report-figure", "report-currency", "report-value", "report-above", "report-below", "report-formula"];
    let columns = by.map(|_| "report-group").into_iter().chain(columns);
    let all = groups.iter().flat_map(|(group, figures)| figures.iter().map(move |figure| (*group, figure)));
    Sheet {
        title: words.t("report-figures"),
        notes,
        columns: columns.map(|id| words.t(id)).collect(),
        rows: all.map(row).collect(),
        charts: vec![],
    }
}
