//! `report figures`: the figures of a period, each with its formula and the two numbers it is made of.
//! What never lives here: the figures (see `report::figures`).
//! `report` dispatches to it.

use serde::Serialize;

use crate::cli::table::Table;
use crate::cli::values::Reader;
use crate::cli::{Book, Ctx, Exit, Fault};
use crate::domain::case::Facts;
use crate::domain::values::{Currency, Day, Instant, Money};
use crate::exchange::sheet::{Cell, Sheet, Value};
use crate::i18n::Words;
use crate::report::ageing::Buckets;
use crate::report::figures::{Figure, Period, Sums, Unit, divided};
use crate::report::roll::Roll;

use super::sum::{self, Sum};
use super::{Common, bucket_name, heads, percent, to_file};

/// Days measured when nobody says: a quarter's worth, so that one quiet week does not make the figure.
const DAYS_DEFAULT: i32 = 90;
/// Longest period, in days.
const DAYS_MAX: i32 = 366 * 5;

/// Which figures.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    common: Common,
    #[arg(long, value_name = "DATE")]
    from: Option<String>,
    #[arg(long)]
    formulas: bool,
}

impl Sum for Sums {
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
    currency: Currency,
    rows: Vec<Vec<Money>>,
}

#[derive(Debug, Serialize)]
struct ShownFigure {
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
    let sums = sum::whole(&book.store, when.known_at, true, &Sums::new(period))?;
    let figures = sums.figures();
    if let Some(file) = args.common.file() {
        let mut sheets = vec![sheet(&ctx.words, heads(ctx, &book, &when), period, &figures)];
        sheets.extend(sums.rolls().iter().map(|(currency, roll)| roll_sheet(&ctx.words, *currency, roll)));
        return to_file(ctx, file, &sheets);
    }
    if ctx.json {
        let shown = Shown {
            schema: "relance.figures/1",
            from,
            to: when.as_of,
            known_at: when.known_at,
            figures: figures.iter().map(|figure| shown(&ctx.words, figure)).collect(),
            roll: sums.rolls().iter().map(|(currency, roll)| shown_roll(*currency, roll)).collect(),
        };
        ctx.out.json(&shown)?;
        return Ok(Exit::Done);
    }
    print(ctx, &book, heads(ctx, &book, &when), period, &figures, args.formulas)?;
    for (currency, roll) in sums.rolls() {
        let text = roll_text(&ctx.words, &roll_sheet(&ctx.words, *currency, roll));
        ctx.out.line("")?;
        ctx.out.lines(&text)?;
    }
    Ok(Exit::Done)
}

fn shown_roll(currency: Currency, roll: &Roll) -> ShownRoll {
    let row = |row: &Vec<i64>| row.iter().map(|minor| Money::new(*minor, currency)).collect();
    ShownRoll { currency, rows: roll.0.iter().map(row).collect() }
}

/// The table of roll rates: shares of each row, and the amount they are shares of.
fn roll_sheet(words: &Words, currency: Currency, roll: &Roll) -> Sheet {
    let buckets = Buckets::default();
    let names: Vec<String> = (0..buckets.len()).map(|bucket| bucket_name(words, &buckets, bucket)).collect();
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
    Sheet {
        title: words.tf("report-roll", &[("currency", currency.code().into())]),
        notes: vec![],
        columns,
        rows: names.iter().zip(&roll.0).map(row).collect(),
        charts: vec![],
    }
}

fn roll_text(words: &Words, sheet: &Sheet) -> String {
    let mut table = Table::new(&["", ">", ">", ">", ">", ">", ">", ">"]);
    let cells =
        |row: Vec<String>| -> [String; 8] { std::array::from_fn(|at| row.get(at).cloned().unwrap_or_default()) };
    table.row(cells(sheet.columns.clone()));
    for row in &sheet.rows {
        table.row(cells(row.iter().map(|cell| cell.text.clone()).collect()));
    }
    format!("{}\n{}", words.tf("report-roll-head", &[("title", sheet.title.clone().into())]), table.text())
}

fn shown(words: &Words, figure: &Figure) -> ShownFigure {
    let part = |minor: i64| match figure.currency {
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
        code: figure.code,
        currency: figure.currency,
        unit,
        value: figure.value.map(|value| rust_decimal::Decimal::new(value, places).to_string()),
        above: part(figure.parts.0),
        below: part(figure.parts.1),
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

/// The two numbers behind a figure.
fn part_texts(words: &Words, figure: &Figure) -> [String; 2] {
    let text = |part: i64| match figure.currency {
        Some(currency) => words.money(Money::new(part, currency)),
        None => words.count(part),
    };
    let above = text(figure.parts.0);
    let above = if figure.money_days { words.tf("report-money-days", &[("money", above.into())]) } else { above };
    [above, text(figure.parts.1)]
}

fn print(
    ctx: &mut Ctx,
    book: &Book,
    heads: Vec<String>,
    period: Period,
    figures: &[Figure],
    formulas: bool,
) -> anyhow::Result<()> {
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
    let span = period_text(words, period);
    heads.iter().chain([&span]).try_for_each(|line| ctx.out.line(line))?;
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

fn sheet(words: &Words, heads: Vec<String>, period: Period, figures: &[Figure]) -> Sheet {
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
    let part = |figure: &Figure, part: i64, text: String| {
        let value = figure.currency.map_or(Value::Count(part), |currency| Value::Money(Money::new(part, currency)));
        Cell::new(value, text)
    };
    let row = |figure: &Figure| {
        let [above, below] = part_texts(words, figure);
        vec![
            Cell::text(title(words, figure)),
            Cell::text(figure.currency.map_or_else(String::new, |currency| currency.to_string())),
            value(figure),
            part(figure, figure.parts.0, above),
            part(figure, figure.parts.1, below),
            Cell::text(formula(words, figure)),
        ]
    };
    let columns =
        ["report-figure", "report-currency", "report-value", "report-above", "report-below", "report-formula"];
    Sheet {
        title: words.t("report-figures"),
        notes,
        columns: columns.map(|id| words.t(id)).to_vec(),
        rows: figures.iter().map(row).collect(),
        charts: vec![],
    }
}
