//! `report forecast`: cash to come, week by week.
//! What never lives here: the expectation (see `report::forecast`).
//! `report` dispatches to it.

use serde::Serialize;

use crate::cli::table::Table;
use crate::cli::values::Reader;
use crate::cli::{Ctx, Exit};
use crate::domain::case::{Facts, derive};
use crate::domain::values::{Currency, Day, Instant, Money};
use crate::exchange::sheet::{Bar, Cell, Chart, Picture, Sheet, Value};
use crate::i18n::Words;
use crate::report::forecast::{Cash, Forecast, Week};

use super::sum::{self, Sum};
use super::{Common, heads, percent, to_file};

/// Weeks told when nobody says.
const WEEKS_DEFAULT: u8 = 8;

/// How far.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    common: Common,
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u8).range(1..=52))]
    weeks: Option<u8>,
}

impl Sum for Forecast {
    fn add(&mut self, facts: &Facts) {
        let state = derive(facts, self.as_of);
        Self::add(self, &state);
    }

    fn join(&mut self, other: Self) {
        Self::join(self, other);
    }
}

#[derive(Debug, Serialize)]
struct Shown {
    schema: &'static str,
    as_of: Day,
    known_at: Instant,
    currencies: Vec<ShownCash>,
}

#[derive(Debug, Serialize)]
struct ShownCash {
    currency: Currency,
    kept_share: String,
    weeks: Vec<ShownWeek>,
    beyond: Money,
    past_habit: Money,
    withheld: Money,
}

#[derive(Debug, Serialize)]
struct ShownWeek {
    from: Day,
    to: Day,
    promised: Money,
    promised_weighed: Money,
    habit: Money,
    expected: Money,
}

/// Makes it.
pub(super) fn run(ctx: &mut Ctx, args: &Args) -> anyhow::Result<Exit> {
    let book = ctx.read()?;
    let when = args.common.when(&Reader::new(ctx, &book), &book)?;
    let weeks = usize::from(args.weeks.unwrap_or(WEEKS_DEFAULT));
    let forecast = sum::whole(ctx, &book, (when.known_at, false), &args.common, &Forecast::new(when.as_of, weeks))?;
    if ctx.json {
        let currencies = forecast.cash.iter().map(|(currency, cash)| shown(&forecast, *currency, cash)).collect();
        ctx.out.json(&Shown {
            schema: "relance.forecast/1",
            as_of: when.as_of,
            known_at: when.known_at,
            currencies,
        })?;
        return Ok(Exit::Done);
    }
    let heads = heads(ctx, &book, &when);
    let sheets: Vec<Sheet> =
        forecast.cash.iter().map(|(currency, cash)| sheet(&ctx.words, &heads, &forecast, *currency, cash)).collect();
    if args.common.sheets {
        return super::to_screen(ctx, sheets);
    }
    if let Some(file) = args.common.file() {
        return to_file(ctx, file, &sheets);
    }
    heads.iter().try_for_each(|line| ctx.out.line(line))?;
    if sheets.is_empty() {
        let said = ctx.words.t("report-nothing");
        ctx.out.line(said)?;
    }
    for sheet in &sheets {
        let mut table = Table::new(&["", ">", ">", ">", ">"]);
        let cells = |texts: Vec<String>| -> [String; 5] {
            std::array::from_fn(|at| texts.get(at).cloned().unwrap_or_default())
        };
        table.row(cells(sheet.columns.clone()));
        for row in &sheet.rows {
            table.row(cells(row.iter().map(|cell| cell.text.clone()).collect()));
        }
        ctx.out.line("")?;
        ctx.out.lines(&table.text())?;
        sheet.notes.iter().skip(heads.len()).try_for_each(|note| ctx.out.line(note))?;
    }
    Ok(Exit::Done)
}

fn expected(cash: &Cash, week: &Week) -> i64 {
    cash.weighed(week) + week.habit
}

fn shown(forecast: &Forecast, currency: Currency, cash: &Cash) -> ShownCash {
    let money = |minor| Money::new(minor, currency);
    let week = |(at, week): (usize, &Week)| {
        let (from, to) = forecast.days(at);
        ShownWeek {
            from,
            to,
            promised: money(week.promised),
            promised_weighed: money(cash.weighed(week)),
            habit: money(week.habit),
            expected: money(expected(cash, week)),
        }
    };
    ShownCash {
        currency,
        kept_share: rust_decimal::Decimal::new(cash.weight(), 4).to_string(),
        weeks: cash.weeks.iter().enumerate().map(week).collect(),
        beyond: money(cash.beyond),
        past_habit: money(cash.past_habit),
        withheld: money(cash.withheld),
    }
}

fn sheet(words: &Words, heads: &[String], forecast: &Forecast, currency: Currency, cash: &Cash) -> Sheet {
    let money = |minor| {
        let money = Money::new(minor, currency);
        Cell::new(Value::Money(money), words.money(money))
    };
    let name = |at: usize| {
        let (from, to) = forecast.days(at);
        words.tf("report-week", &[("from", words.day_short(from).into()), ("to", words.day_short(to).into())])
    };
    let row = |(at, week): (usize, &Week)| {
        let mut cells = vec![Cell::text(name(at))];
        cells.extend([week.promised, cash.weighed(week), week.habit, expected(cash, week)].map(money));
        cells
    };
    let bar = |(at, week): (usize, &Week)| {
        let minor = expected(cash, week);
        Bar { label: name(at), length: minor, text: words.money(Money::new(minor, currency)) }
    };
    let text = |minor| words.money(Money::new(minor, currency)).into();
    let mut notes = heads.to_vec();
    notes.push(words.tf("report-kept-share", &[("share", percent(words, cash.weight()).into())]));
    let facts = [("beyond", text(cash.beyond)), ("past", text(cash.past_habit)), ("withheld", text(cash.withheld))];
    notes.push(words.tf("report-not-in-weeks", &facts));
    let columns = ["report-weeks", "report-promised", "report-promised-weighed", "report-habit", "report-expected"];
    Sheet {
        title: words.tf("report-forecast", &[("currency", currency.code().into())]),
        notes,
        columns: columns.map(|id| words.t(id)).to_vec(),
        rows: cash.weeks.iter().enumerate().map(row).collect(),
        charts: vec![Chart {
            title: words.tf("report-forecast", &[("currency", currency.code().into())]),
            picture: Picture::Bars(cash.weeks.iter().enumerate().map(bar).collect()),
        }],
    }
}
