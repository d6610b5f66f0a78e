//! `replay --from DATE --to DATE`: the book's own past, day by day, under several orders.
//! What never lives here: how it is played (see `day::replay`).
//! `cli` dispatches to it.

use serde::Serialize;

use crate::day::replay::{Model, Replay, ReplayAsk, ReplayError, ReplayRow, replay};
use crate::domain::codes::ReplayOrder;
use crate::domain::values::{Day, Money};
use crate::i18n::{Arg, Words, format};
use crate::runtime::Interrupt;

use super::close_day::Teller;
use super::table::Table;
use super::values::Reader;
use super::{Ctx, Exit, Fault};

/// Which days, and how calls are assumed to work.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(long, value_name = "DATE")]
    from: String,
    #[arg(long, value_name = "DATE")]
    to: String,
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = clap::value_parser!(u32).range(1..=1_000))]
    calls: u32,
    #[arg(long, value_name = "PERCENT", default_value_t = 35, value_parser = clap::value_parser!(u16).range(0..=100))]
    reach: u16,
    #[arg(long, value_name = "PERCENT", default_value_t = 60, value_parser = clap::value_parser!(u16).range(0..=100))]
    settle: u16,
    #[arg(long, value_name = "DAYS", default_value_t = 3, value_parser = clap::value_parser!(i32).range(0..=90))]
    within: i32,
    #[arg(long, value_name = "N", default_value_t = 60, value_parser = clap::value_parser!(u32).range(1..=1_000))]
    runs: u32,
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
}

#[derive(Debug, Serialize)]
struct Played {
    schema: &'static str,
    from: Day,
    to: Day,
    card: String,
    days: u32,
    lines: u64,
    at_risk: Money,
    calls_a_day: u32,
    model: Assumed,
    orders: Vec<Order>,
}

/// The model, printed with every figure that hangs on it.
#[derive(Debug, Serialize)]
struct Assumed {
    reach_percent: u16,
    settle_percent: u16,
    settle_days: i32,
    rest_after_reach_days: i32,
    rest_after_miss_days: i32,
    runs: u32,
    seed: u64,
}

#[derive(Debug, Serialize)]
struct Order {
    order: ReplayOrder,
    at_risk_cash_reached: String,
    needless_calls: String,
    late_money_days_removed: String,
    standard_error: String,
}

/// Plays the days and prints a row an order.
pub fn run(ctx: &mut Ctx, args: &Args) -> anyhow::Result<Exit> {
    let book = ctx.read()?;
    let reader = Reader::new(ctx, &book);
    let (from, to) = (reader.day("--from", &args.from)?, reader.day("--to", &args.to)?);
    if from > to {
        return Err(Fault::usage(ctx.words.t("replay-backwards")).into());
    }
    let model = Model {
        reach_permille: args.reach * 10,
        settle_permille: args.settle * 10,
        settle_days: args.within,
        runs: args.runs,
        seed: args.seed,
        ..Model::default()
    };
    let ask = ReplayAsk { from, to, calls: args.calls, card: &book.card, policy: book.policy(), model };
    let stop = Interrupt::listen().ok();
    let mut teller = Teller::new(&ctx.words, &book.clock, false);
    let played = replay(&book.store, &ask, &mut |progress| {
        teller.tell(progress);
        !stop.as_ref().is_some_and(Interrupt::came)
    });
    let played = played.map_err(|error| match error {
        ReplayError::Store(error) => error.into(),
        told @ (ReplayError::Empty | ReplayError::TooLong | ReplayError::Stopped) => {
            anyhow::Error::from(Fault::failed(ctx.words.t(&told.to_string())))
        }
    })?;
    let currency = book.store.settings().currency;
    let at_risk = Money::new(i64::try_from(played.at_risk_minor).unwrap_or(i64::MAX), currency);
    if ctx.json {
        let json = json(&ask, &played, at_risk);
        ctx.out.json(&json)?;
    } else {
        let text = said(&ctx.words, &ask, &played, at_risk);
        ctx.out.lines(&text)?;
    }
    Ok(Exit::Done)
}

fn json(ask: &ReplayAsk<'_>, played: &Replay, at_risk: Money) -> Played {
    let percent = |bp: i64| format!("{}.{:02}", bp / 100, bp % 100);
    let order = |row: &ReplayRow| Order {
        order: row.order,
        at_risk_cash_reached: percent(row.cash_bp),
        needless_calls: percent(row.needless_bp),
        late_money_days_removed: percent(row.removed_bp),
        standard_error: percent(row.removed_error_bp),
    };
    let model = &ask.model;
    Played {
        schema: "relance.replay/1",
        from: ask.from,
        to: ask.to,
        card: ask.card.name().to_owned(),
        days: played.days,
        lines: played.lines,
        at_risk,
        calls_a_day: ask.calls,
        model: Assumed {
            reach_percent: model.reach_permille / 10,
            settle_percent: model.settle_permille / 10,
            settle_days: model.settle_days,
            rest_after_reach_days: model.rest_days.0,
            rest_after_miss_days: model.rest_days.1,
            runs: model.runs,
            seed: model.seed,
        },
        orders: played.rows.iter().map(order).collect(),
    }
}

fn said(words: &Words, ask: &ReplayAsk<'_>, played: &Replay, at_risk: Money) -> String {
    let facts: &[(&str, Arg)] = &[
        ("from", words.day(ask.from).into()),
        ("to", words.day(ask.to).into()),
        ("days", i64::from(played.days).into()),
        ("lines", played.lines.into()),
        ("risk", words.money(at_risk).into()),
        ("card", ask.card.name().into()),
        ("calls", i64::from(ask.calls).into()),
        ("reach", i64::from(ask.model.reach_permille / 10).into()),
        ("settle", i64::from(ask.model.settle_permille / 10).into()),
        ("within", i64::from(ask.model.settle_days).into()),
        ("reached", i64::from(ask.model.rest_days.0).into()),
        ("missed", i64::from(ask.model.rest_days.1).into()),
        ("runs", i64::from(ask.model.runs).into()),
    ];
    let mut table = Table::new(&["", ">", ">", ">", ">"]);
    let head = |id: &str| words.t(id);
    table.row([
        head("replay-head-order"),
        head("replay-head-cash"),
        head("replay-head-needless"),
        head("replay-head-removed"),
        String::new(),
    ]);
    let percent = |bp: i64| format!("{} %", format::tenths(words.lang(), (bp + 5) / 10));
    for row in &played.rows {
        table.row([
            words.t(&format!("replay-order-{}", row.order)),
            percent(row.cash_bp),
            percent(row.needless_bp),
            percent(row.removed_bp),
            format!("± {}", percent(row.removed_error_bp)),
        ]);
    }
    format!("{}\n\n{}\n{}\n", words.tf("replay-title", facts), table.text(), words.tf("replay-model", facts))
}
