//! `score evaluate [--calls N]`: how good a card fitted on this book is, month after month, each told by a fit on what was
//! known before it; and what its order would have reached.
//! What never lives here: the figures' formulas.
//! `score` dispatches to it.

use serde::Serialize;

use crate::domain::values::{Day, Tag};
use crate::i18n::{Arg, Words};
use crate::score::{Tried, observe, tried};

use super::super::table::Table;
use super::super::{Ctx, Exit};
use super::{decimal, percent, said};

/// Calls a morning when nobody says how many: the first hour.
const CALLS_DEFAULT: u16 = 10;
/// Invoices up to which every morning is looked at.
const EVERY_MORNING_MAX: u64 = 20_000;
/// Segments printed.
const SEGMENTS_MAX: usize = 12;

/// How many calls to count.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[arg(long, value_name = "N")]
    calls: Option<u16>,
}

#[derive(Debug, Serialize)]
struct Report {
    schema: &'static str,
    from: Day,
    to: Day,
    months: usize,
    rows: usize,
    base: f64,
    auc: Auc,
    brier: f64,
    ece: f64,
    lift_first_tenth: f64,
    calibration: Vec<Bucket>,
    segments: Vec<Segment>,
    calls_a_morning: usize,
    orders: Vec<Order>,
}

#[derive(Debug, Serialize)]
struct Auc {
    fitted: f64,
    low: f64,
    high: f64,
    in_use: f64,
    oldest_first: f64,
}

#[derive(Debug, Serialize)]
struct Bucket {
    rows: usize,
    said: f64,
    seen: f64,
}

#[derive(Debug, Serialize)]
struct Segment {
    segment: String,
    rows: usize,
    auc: Option<f64>,
    said: f64,
    seen: f64,
}

#[derive(Debug, Serialize)]
struct Order {
    order: &'static str,
    at_risk_cash: f64,
    needless: f64,
}

fn short(value: f64) -> f64 {
    (value * 10_000.0).round() / 10_000.0
}

impl Report {
    fn of(tried: &Tried) -> Self {
        let bucket = |b: &crate::score::Bucket| Bucket { rows: b.rows, said: short(b.said), seen: short(b.seen) };
        let segment = |s: &crate::score::Segment| Segment {
            segment: s.segment.to_string(),
            rows: s.rows,
            auc: s.auc.map(short),
            said: short(s.said),
            seen: short(s.seen),
        };
        let order = |r: &crate::score::Reached| Order {
            order: r.order.name(),
            at_risk_cash: short(r.cash),
            needless: short(r.needless),
        };
        let (fitted, low, high) = tried.auc;
        Self {
            schema: "relance.score-evaluate/1",
            from: tried.from,
            to: tried.to,
            months: tried.months,
            rows: tried.rows,
            base: short(tried.base),
            auc: Auc {
                fitted: short(fitted),
                low: short(low),
                high: short(high),
                in_use: short(tried.auc_in_use),
                oldest_first: short(tried.auc_oldest),
            },
            brier: short(tried.brier),
            ece: short(tried.ece),
            lift_first_tenth: short(tried.lift),
            calibration: tried.buckets.iter().map(bucket).collect(),
            segments: tried.segments.iter().map(segment).collect(),
            calls_a_morning: tried.calls,
            orders: tried.reached.iter().map(order).collect(),
        }
    }
}

/// Tries and prints.
pub(super) fn run(ctx: &mut Ctx, args: &Args) -> anyhow::Result<Exit> {
    let book = ctx.read()?;
    let now = book.now();
    let fault = |error| said(&ctx.words, error, book.card.name());
    // Orders are compared on whole mornings where the book is small enough to look at all of them.
    let stride = (book.store.invoices_about()? <= EVERY_MORNING_MAX).then_some(1);
    let past = observe(&book.store, now.today, now.at, book.policy(), stride).map_err(fault)?;
    let calls = usize::from(args.calls.unwrap_or(CALLS_DEFAULT).max(1));
    let tried = tried(&past, now.today, &book.card, calls).map_err(fault)?;
    if ctx.json {
        ctx.out.json(&Report::of(&tried))?;
    } else {
        let text = told(&ctx.words, &tried, book.card.name());
        ctx.out.lines(&text)?;
    }
    Ok(Exit::Done)
}

fn told(words: &Words, tried: &Tried, card: &str) -> String {
    let (fitted, low, high) = tried.auc;
    let facts: &[(&str, Arg)] = &[
        ("from", words.date(tried.from).into()),
        ("to", words.date(tried.to).into()),
        ("months", tried.months.into()),
        ("rows", tried.rows.into()),
        ("percent", percent(tried.base).into()),
        ("auc", decimal(words, fitted).into()),
        ("low", decimal(words, low).into()),
        ("high", decimal(words, high).into()),
        ("card", card.into()),
        ("in_use", decimal(words, tried.auc_in_use).into()),
        ("oldest", decimal(words, tried.auc_oldest).into()),
        ("brier", decimal(words, tried.brier).into()),
        ("ece", decimal(words, tried.ece).into()),
        ("lift", decimal(words, tried.lift).into()),
        ("calls", tried.calls.into()),
    ];
    let mut out = vec![
        words.tf("score-tried", facts),
        words.tf("score-tried-auc", facts),
        words.tf("score-tried-calibration", facts),
    ];
    let mut table = Table::new(&[">", ">", ">"]);
    table.row([words.t("score-said"), words.t("score-seen"), words.t("score-rows")]);
    for bucket in &tried.buckets {
        let cell = |share: f64| format!("{} %", percent(share));
        table.row([cell(bucket.said), cell(bucket.seen), words.count(bucket.rows.try_into().unwrap_or(i64::MAX))]);
    }
    out.push(table.text().trim_end().to_owned());
    if tried.segments.len() > 1 {
        out.push(words.t("score-tried-segments"));
        out.push(segments(words, tried));
    }
    out.push(words.tf("score-tried-orders", facts));
    let mut table = Table::new(&["", ">", ">"]);
    table.row([String::new(), words.t("score-cash"), words.t("score-needless")]);
    for reached in &tried.reached {
        let name = words.tf(&format!("score-order-{}", reached.order.name()), &[("card", card.into())]);
        table.row([name, format!("{} %", percent(reached.cash)), format!("{} %", percent(reached.needless))]);
    }
    out.push(table.text().trim_end().to_owned());
    out.join("\n")
}

fn segments(words: &Words, tried: &Tried) -> String {
    let mut table = Table::new(&["", ">", ">", ">", ">"]);
    table.row([String::new(), words.t("score-rows"), "AUC".into(), words.t("score-said"), words.t("score-seen")]);
    for segment in tried.segments.iter().take(SEGMENTS_MAX) {
        let name = if segment.segment == Tag::NONE { words.t("score-no-segment") } else { segment.segment.to_string() };
        let auc = segment.auc.map_or_else(|| "-".to_owned(), |auc| decimal(words, auc));
        let cell = |share: f64| format!("{} %", percent(share));
        let rows = words.count(segment.rows.try_into().unwrap_or(i64::MAX));
        table.row([name, rows, auc, cell(segment.said), cell(segment.seen)]);
    }
    table.text().trim_end().to_owned()
}
