//! `report pictures`: the aged balance as bars, a year by month, contact success by weekday and hour, the roll rates, each
//! caller's weeks.
//! What never lives here: the sums (see `report`), how a page is drawn (see `exchange::sheet`).
//! `report` dispatches to it.

use crate::cli::values::Reader;
use crate::cli::{Book, Ctx, Exit};
use crate::domain::case::{Facts, derive};
use crate::domain::values::{Currency, Day, Money};
use crate::exchange::sheet::{Cell, Chart, Field, Picture, Series, Sheet, Value};
use crate::i18n::Words;
use crate::report::ageing::{Ageing, By};
use crate::report::figures::{Grouped, Period, divided};
use crate::report::pictures::{Month, Pictures, Tries};

use super::sum::{self, Sum};
use super::{Common, When, ageing, chart_text, figures, heads, percent, to_file};

/// As of when.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    common: Common,
}

#[derive(Debug, Clone)]
struct Summed {
    ageing: Ageing,
    figures: Grouped,
    pictures: Pictures,
}

impl Sum for Summed {
    fn add(&mut self, facts: &Facts) {
        self.ageing.add(&derive(facts, self.ageing.as_of));
        self.figures.add(facts);
        self.pictures.add(facts);
    }

    fn join(&mut self, other: Self) {
        self.ageing.join(other.ageing);
        self.figures.join(other.figures);
        self.pictures.join(other.pictures);
    }
}

/// Makes them.
pub(super) fn run(ctx: &mut Ctx, args: &Args) -> anyhow::Result<Exit> {
    let book = ctx.read()?;
    let when = args.common.when(&Reader::new(ctx, &book), &book)?;
    let period = Period { from: when.as_of.plus(1 - figures::DAYS_DEFAULT), to: when.as_of };
    let measure = figures::measure(ctx, &book, &when, period)?;
    let fresh = Summed {
        ageing: Ageing::new(when.as_of, measure.buckets.clone(), By::All),
        figures: Grouped::new(measure, None),
        pictures: Pictures::new(when.as_of),
    };
    let summed = sum::whole(ctx, &book, (when.known_at, true), &args.common, &fresh)?;
    let sheets = sheets(ctx, &book, &when, &summed);
    if args.common.sheets {
        return super::to_screen(ctx, sheets);
    }
    if let Some(file) = args.common.file() {
        return to_file(ctx, file, &sheets);
    }
    if ctx.json {
        return super::to_screen(ctx, sheets);
    }
    for sheet in &sheets {
        ctx.out.line(&sheet.title)?;
        sheet.notes.iter().try_for_each(|note| ctx.out.line(note))?;
        for chart in &sheet.charts {
            let text = chart_text::text(chart);
            if chart.title != sheet.title {
                ctx.out.line("")?;
                ctx.out.line(&chart.title)?;
            }
            ctx.out.lines(&text)?;
        }
        ctx.out.line("")?;
    }
    Ok(Exit::Done)
}

fn sheets(ctx: &Ctx, book: &Book, when: &When, summed: &Summed) -> Vec<Sheet> {
    let words = &ctx.words;
    let chart = |(currency, line): (Currency, crate::report::ageing::Line)| Chart {
        title: words.tf("report-ageing-chart", &[("currency", currency.code().into())]),
        picture: Picture::Bars(ageing::bars(words, &summed.ageing, &line, currency)),
    };
    let mut out = vec![Sheet {
        title: words.t("report-pictures"),
        notes: heads(ctx, book, when),
        columns: vec![],
        rows: vec![],
        charts: summed.ageing.totals().into_iter().map(chart).collect(),
    }];
    let pictures = &summed.pictures;
    out.extend(pictures.months.iter().map(|(currency, months)| trend(words, &pictures.ends, *currency, months)));
    out.extend(heat(words, pictures));
    let rolls = summed.figures.rolls();
    out.extend(rolls.map(|(group, currency, roll)| {
        let mut sheet = figures::roll_sheet(words, &summed.figures, group, currency, roll);
        sheet.charts = vec![roll_chart(&sheet)];
        sheet
    }));
    if !pictures.weeks.is_empty() {
        out.push(callers(words, pictures));
    }
    out
}

/// What is told of a month: its name in the words, and where it stands.
type Told = (&'static str, fn(&Month) -> i64);

/// A year of one currency.
fn trend(words: &Words, ends: &[Day], currency: Currency, months: &[Month]) -> Sheet {
    let names: Vec<String> = ends.iter().map(|end| end.date().format("%Y-%m").to_string()).collect();
    let money = |minor| Money::new(minor, currency);
    let of: [Told; 4] = [
        ("report-open", |month| month.open),
        ("report-overdue", |month| month.overdue),
        ("report-sold", |month| month.sold),
        ("report-paid", |month| month.paid),
    ];
    let series = of.map(|(id, of)| Series {
        label: words.t(id),
        points: months.iter().map(|month| Some(of(month))).collect(),
        text: words.money(money(months.last().map_or(0, of))),
    });
    let row = |(name, month): (&String, &Month)| {
        let cells = of.map(|(_, of)| Cell::new(Value::Money(money(of(month))), words.money(money(of(month)))));
        std::iter::once(Cell::text(name.clone())).chain(cells).collect()
    };
    let title = words.tf("report-trend", &[("currency", currency.code().into())]);
    Sheet {
        title: title.clone(),
        notes: vec![],
        columns: std::iter::once("report-month").chain(of.map(|(id, _)| id)).map(|id| words.t(id)).collect(),
        rows: names.iter().zip(months).map(row).collect(),
        charts: vec![Chart { title, picture: Picture::Lines(names, series.to_vec()) }],
    }
}

fn share(tries: Tries) -> Option<i64> {
    let number = |count: u64| i64::try_from(count).unwrap_or(i64::MAX);
    divided(number(tries.reached), 10_000, number(tries.made))
}

/// Weekdays by hours in which anybody called.
fn heat(words: &Words, pictures: &Pictures) -> Option<Sheet> {
    let (first, last) = pictures.hours()?;
    let monday = Day::from_ymd(2026, 1, 5)?;
    let hours: Vec<String> = (first..=last).map(|hour| hour.to_string()).collect();
    let mut rows = vec![];
    let mut table = vec![];
    for (weekday, of) in (0..).zip(&pictures.heat) {
        let name = words.weekday(monday.plus(weekday)).to_owned();
        let field = |tries: &Tries| Field {
            permille: share(*tries).map(|bp| bp / 10),
            text: share(*tries).map_or_else(String::new, |bp| ((bp + 50) / 100).to_string()),
        };
        rows.push((name.clone(), of[first..=last].iter().map(field).collect()));
        for (hour, tries) in of.iter().enumerate().filter(|(_, tries)| tries.made > 0) {
            let count = |count: u64| Value::Count(i64::try_from(count).unwrap_or(i64::MAX));
            table.push(vec![
                Cell::text(name.clone()),
                Cell::new(count(hour as u64), hour.to_string()),
                Cell::new(count(tries.made), tries.made.to_string()),
                Cell::new(count(tries.reached), tries.reached.to_string()),
                share(*tries).map_or_else(Cell::empty, |bp| Cell::new(Value::Share(bp), percent(words, bp))),
            ]);
        }
    }
    let columns = ["report-weekday", "report-hour", "report-calls", "report-reached", "report-reached-share"];
    let title = words.t("report-heat");
    Some(Sheet {
        title: title.clone(),
        notes: vec![],
        columns: columns.map(|id| words.t(id)).to_vec(),
        rows: table,
        charts: vec![Chart { title, picture: Picture::Heat(hours, rows) }],
    })
}

/// The roll table as a heat map: what it says is in its shares.
fn roll_chart(sheet: &Sheet) -> Chart {
    let names = sheet.columns.iter().skip(2).cloned().collect();
    let field = |cell: &Cell| Field {
        permille: match cell.value {
            Value::Share(bp) => Some(bp / 10),
            Value::Empty | Value::Text | Value::Count(_) | Value::Money(_) | Value::Tenths(_) | Value::Day(_) => None,
        },
        text: cell.text.clone(),
    };
    let row = |row: &Vec<Cell>| {
        let name = row.first().map_or_else(String::new, |cell| cell.text.clone());
        (name, row.iter().skip(2).map(field).collect())
    };
    Chart { title: sheet.title.clone(), picture: Picture::Heat(names, sheet.rows.iter().map(row).collect()) }
}

/// Each caller's weeks: debtors reached.
fn callers(words: &Words, pictures: &Pictures) -> Sheet {
    let mut series = vec![];
    let mut rows = vec![];
    for (who, weeks) in &pictures.weeks {
        let mut all = Tries::default();
        for week in weeks {
            (all.made, all.reached) = (all.made + week.made, all.reached + week.reached);
        }
        let name = if who.is_empty() { words.t("report-none") } else { who.clone() };
        let count = |count: u64| {
            let count = i64::try_from(count).unwrap_or(i64::MAX);
            Cell::new(Value::Count(count), words.count(count))
        };
        let points = weeks.iter().map(|week| Some(i64::try_from(week.reached).unwrap_or(i64::MAX))).collect();
        let reached = words.count(i64::try_from(all.reached).unwrap_or(i64::MAX));
        series.push(Series { label: name.clone(), points, text: reached });
        let part = share(all).map_or_else(Cell::empty, |bp| Cell::new(Value::Share(bp), percent(words, bp)));
        rows.push(vec![Cell::text(name), count(all.made), count(all.reached), part]);
    }
    let columns = ["report-caller", "report-calls", "report-reached", "report-reached-share"];
    let title = words.t("report-callers");
    Sheet {
        title: title.clone(),
        notes: vec![],
        columns: columns.map(|id| words.t(id)).to_vec(),
        rows,
        charts: vec![Chart { title, picture: Picture::Sparks(series) }],
    }
}
