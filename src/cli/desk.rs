//! `desk`: the team on a day — who works on what, what is done and left, load against hours, the alerts of the house.
//! What never lives here: counting (see `store::read::desk` and the close).
//! `cli` dispatches to it.

use serde::Serialize;

use crate::domain::codes::{DeskFigure, Role};
use crate::domain::team::{Alerted, Cases, Desk, Marked, Targets, Team};
use crate::domain::values::{CaseId, Day, Instant, Login, Money, Sums};
use crate::i18n::team::DeskBy;

use super::table::Table;
use super::{Book, Ctx, Exit};

/// Cases of an alert printed.
const ALERT_CASES: usize = 5;

/// Nothing is chosen: it is today, or the day of `--today`.
#[derive(Debug, clap::Args)]
pub struct Args {}

#[derive(Debug, Serialize)]
struct Told<'a> {
    schema: &'static str,
    day: Day,
    generation: Option<i64>,
    desks: Vec<Line<'a>>,
    alerts: Vec<AlertLine<'a>>,
}

#[derive(Debug, Serialize)]
struct Line<'a> {
    collector: Option<&'a Login>,
    role: Option<Role>,
    team: &'a str,
    away_until: Option<Day>,
    now: Vec<Held>,
    done: usize,
    left: u32,
    calls: u32,
    reached: u32,
    talk_seconds: u64,
    promises: usize,
    promised: &'a Sums,
    callbacks_late: u32,
    disputes_late: u32,
    idle: Listed,
    marked: &'a [Marked],
    targets: Targets3,
    load_minutes: u64,
    hours_minutes: u32,
    beyond: u32,
    beyond_value: Money,
    ahead: Vec<Ahead>,
}

#[derive(Debug, Serialize)]
struct Held {
    case: CaseId,
    since: Instant,
}

#[derive(Debug, Serialize)]
struct Targets3 {
    calls: Option<u32>,
    reached: Option<u32>,
    promises: Option<u32>,
}

#[derive(Debug, Serialize)]
struct Ahead {
    day: Day,
    calls: u32,
    load_minutes: u64,
    hours_minutes: u32,
}

#[derive(Debug, Serialize)]
struct Listed {
    count: u32,
    first: Vec<CaseId>,
}

#[derive(Debug, Serialize)]
struct AlertLine<'a> {
    name: &'a str,
    cases: Listed,
    overdue: Money,
}

/// Prints it.
pub fn run(ctx: &mut Ctx, _: &Args) -> anyhow::Result<Exit> {
    let book = ctx.read()?;
    let (today, at) = (book.today(), book.now().at);
    let team = book.store.team(today, at)?;
    if ctx.json {
        let desks = team.desks.iter().map(|desk| line(&book, &team, desk, today)).collect();
        let alerts = team.day.alerts.iter().map(|alert| alert_line(alert, &team)).collect();
        let generation = team.generation.as_ref().map(|generation| generation.number);
        ctx.out.json(&Told { schema: "relance.desk/1", day: today, generation, desks, alerts })?;
        return Ok(Exit::Done);
    }
    let lines = said(ctx, &book, &team, today, at);
    ctx.out.lines(&lines)?;
    Ok(Exit::Done)
}

fn line<'a>(book: &Book, team: &Team, desk: &'a Desk, today: Day) -> Line<'a> {
    let policy = book.policy();
    let share = team.share(desk);
    let targets: Targets = desk.login.as_ref().map(|login| policy.team.targets(login)).unwrap_or_default();
    let hours = |day| desk.hours_tenths(day, &policy.order.capacity) / 10;
    let ahead = team.day.days.iter().zip(&desk.tally.ahead).map(|(day, (calls, tenths))| Ahead {
        day: *day,
        calls: *calls,
        load_minutes: tenths.div_ceil(10),
        hours_minutes: hours(*day),
    });
    Line {
        collector: desk.login.as_ref(),
        role: desk.role,
        team: &desk.team,
        away_until: desk.away.as_ref().map(|away| away.until),
        now: desk.now.iter().map(|(case, since)| Held { case: *case, since: *since }).collect(),
        done: desk.done.len(),
        left: desk.left,
        calls: desk.calls,
        reached: desk.reached,
        talk_seconds: desk.talk_seconds,
        promises: desk.promises.len(),
        promised: &desk.promised,
        callbacks_late: desk.callbacks.count,
        disputes_late: desk.disputes.count,
        idle: listed(&desk.tally.idle),
        marked: &desk.tally.marked,
        targets: Targets3 { calls: targets.calls, reached: targets.reached, promises: targets.promises },
        load_minutes: desk.tally.tenths.div_ceil(10),
        hours_minutes: hours(today),
        beyond: share.as_ref().map_or(0, |share| share.beyond),
        beyond_value: Money::new(share.as_ref().map_or(0, |share| share.beyond_minor), team.currency),
        ahead: ahead.collect(),
    }
}

fn listed(cases: &Cases) -> Listed {
    Listed { count: cases.count, first: cases.first.iter().map(|(case, _)| *case).collect() }
}

fn alert_line<'a>(alert: &'a Alerted, team: &Team) -> AlertLine<'a> {
    let overdue = Money::new(alert.overdue_minor, team.currency);
    AlertLine { name: &alert.name, cases: listed(&alert.cases), overdue }
}

fn said(ctx: &Ctx, book: &Book, team: &Team, today: Day, at: Instant) -> String {
    let words = &ctx.words;
    let policy = book.policy();
    let by = DeskBy { at, day: Some(today), capacity: &policy.order.capacity, rules: &policy.team };
    let mut out = words.tf("desk-title", &[("day", words.day(today).into())]);
    out.push('\n');
    if team.generation.is_none() {
        out.push_str(&words.t("desk-no-list"));
        out.push('\n');
    }
    let mut table = Table::new(&["", "", "", ">", ">", ">", ">", ">", ">", ">", ">", ">", ">", ""]);
    let head = |figure: &DeskFigure| words.t(&format!("desk-head-{figure}"));
    let row = |first: [String; 2], cells: Vec<String>| {
        let mut all = first.into_iter().chain(cells);
        std::array::from_fn::<_, 14, _>(|_| all.next().unwrap_or_default())
    };
    table.row(row([words.t("desk-head-who"), String::new()], DeskFigure::ALL.iter().map(head).collect()));
    for desk in &team.desks {
        let away = desk.away.as_ref().map(|away| words.tf("desk-away", &[("day", words.day(away.until).into())]));
        let cells = DeskFigure::ALL.iter().map(|figure| words.desk_figure(*figure, desk, team, &by)).collect();
        table.row(row([words.desk_name(desk.login.as_ref()), away.unwrap_or_else(|| desk.team.clone())], cells));
    }
    out.push_str(&table.text());
    for desk in &team.desks {
        for said in words.desk_days(desk, team, &by) {
            out.push_str(&format!("{}: {said}\n", words.desk_name(desk.login.as_ref())));
        }
    }
    if !team.day.alerts.is_empty() {
        out.push_str(&format!("\n{}\n", words.t("desk-alerts")));
    }
    for alert in &team.day.alerts {
        out.push_str(&format!("{}\n", words.alerted(alert, team.currency)));
        for (case, minor) in alert.cases.first.iter().take(ALERT_CASES) {
            let name = team.names.get(case).map_or("", String::as_str);
            out.push_str(&format!("  {case}  {name}  {}\n", words.money(Money::new(*minor, team.currency))));
        }
    }
    out
}
