//! `disputes`: those that wait to be decided or closed, by due day; with `--by`, where all of them come from.
//! What never lives here: how far a dispute has come (see `domain`), the reading (see `store::read`).
//! `cli` dispatches to it.

use serde::Serialize;

use crate::domain::case::derive;
use crate::domain::case::state::DisputeView;
use crate::domain::codes::{DisputeDecision, DisputeKind, DisputeReason, DisputeState, DisputeStep};
use crate::domain::event::Event;
use crate::domain::values::{CaseId, Day, EntryId, Login, Money, Sums};
use crate::i18n::Words;
use crate::report::disputes::{By, Causes, Group};
use crate::store::read::DisputeRow;
use crate::store::read::walk::Walk;

use super::table::Table;
use super::values::{Reader, dispute_kind, dispute_reason};
use super::{Book, Ctx, Exit};

/// Which of them.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(long, value_name = "LOGIN")]
    owner: Option<String>,
    #[arg(long, value_name = "TEXT")]
    department: Option<String>,
    #[arg(long, value_parser = dispute_reason(), ignore_case = true, value_name = "CODE")]
    reason: Option<DisputeReason>,
    #[arg(long, value_parser = dispute_kind(), ignore_case = true)]
    kind: Option<DisputeKind>,
    #[arg(long)]
    overdue: bool,
    #[arg(long, value_name = "WHAT", value_parser = ["reason", "owner", "department", "kind"])]
    by: Option<String>,
}

#[derive(Debug, Serialize)]
struct Figures {
    schema: &'static str,
    day: Day,
    by: &'static str,
    groups: Vec<Figure>,
}

#[derive(Debug, Serialize)]
struct Figure {
    key: String,
    open: u32,
    overdue: u32,
    open_sums: Sums,
    mean_age_days: Option<u64>,
    decided: u32,
    justified: u32,
    credited: Sums,
    median_days_to_resolve: Option<u16>,
}

#[derive(Debug, Serialize)]
struct Listed<'a> {
    schema: &'static str,
    day: Day,
    disputes: Vec<Line<'a>>,
    /// How many wait in all, before any choice.
    total: u32,
}

#[derive(Debug, Serialize)]
struct Line<'a> {
    case: CaseId,
    name: &'a str,
    reference: &'a str,
    id: EntryId,
    kind: DisputeKind,
    reason: DisputeReason,
    state: DisputeState,
    step: DisputeStep,
    decision: Option<DisputeDecision>,
    amount: Option<Money>,
    credit: Option<Money>,
    owner: &'a Login,
    department: &'a str,
    opened_on: Day,
    due_on: Day,
    check_on: Option<Day>,
}

/// Prints the list.
pub fn run(ctx: &mut Ctx, args: &Args) -> anyhow::Result<Exit> {
    let book = ctx.read()?;
    let today = book.today();
    if let Some(by) = By::ALL.into_iter().find(|by| Some(by.name()) == args.by.as_deref()) {
        return figures(ctx, &book, args, by);
    }
    let owner = args.owner.as_deref().map(|text| Reader::new(ctx, &book).login(text)).transpose()?;
    let (mut rows, total) = book.store.disputes(today)?;
    rows.retain(|row| {
        let line = &row.line;
        owner.as_ref().is_none_or(|owner| line.owner == *owner)
            && args.department.as_deref().is_none_or(|department| line.department.eq_ignore_ascii_case(department))
            && args.reason.is_none_or(|reason| line.reason == reason)
            && args.kind.is_none_or(|kind| line.kind == kind)
            && (!args.overdue || line.state(today) == DisputeState::Overdue)
    });
    if ctx.json {
        let disputes = rows.iter().map(|row| json(row, today)).collect();
        ctx.out.json(&Listed { schema: "relance.disputes/1", day: today, disputes, total })?;
    } else {
        let said = said(&ctx.words, &rows, today);
        ctx.out.lines(&said)?;
    }
    Ok(Exit::Done)
}

/// Every dispute there ever was, by cause.
fn figures(ctx: &mut Ctx, book: &Book, args: &Args, by: By) -> anyhow::Result<Exit> {
    let (today, calendar) = (book.today(), book.policy().calendar);
    let owner = args.owner.as_deref().map(|text| Reader::new(ctx, book).login(text)).transpose()?;
    let mut causes = Causes::new(by, calendar, today);
    let fits = |view: &DisputeView| {
        owner.as_ref().is_none_or(|owner| view.owner == *owner)
            && args.department.as_deref().is_none_or(|department| view.department.eq_ignore_ascii_case(department))
            && args.reason.is_none_or(|reason| view.reason == reason)
            && args.kind.is_none_or(|kind| view.kind == kind)
            && (!args.overdue || view.state == DisputeState::Overdue)
    };
    book.store.each_case(&Walk::whole(None, false), &mut |facts| {
        if facts.entries.iter().any(|entry| matches!(entry.event, Event::DisputeOpened(_))) {
            derive(facts, today).disputes.iter().filter(|view| fits(view)).for_each(|view| causes.add(view));
        }
        true
    })?;
    if ctx.json {
        let figure = |(key, group): (&str, &Group)| Figure {
            key: key.to_owned(),
            open: group.open,
            overdue: group.overdue,
            open_sums: group.open_sums.clone(),
            mean_age_days: group.mean_age_days(),
            decided: group.decided,
            justified: group.justified,
            credited: group.credited.clone(),
            median_days_to_resolve: group.median_days(),
        };
        let groups = causes.ordered().into_iter().map(figure).collect();
        ctx.out.json(&Figures { schema: "relance.dispute-figures/1", day: today, by: by.name(), groups })?;
    } else {
        let said = said_figures(&ctx.words, by, &causes);
        ctx.out.lines(&said)?;
    }
    Ok(Exit::Done)
}

fn said_figures(words: &Words, by: By, causes: &Causes) -> String {
    if causes.groups.is_empty() {
        return words.t("cli-disputes-never");
    }
    let mut table = Table::new(&["", ">", ">", ">", ">", ">", ">", ">", ">"]);
    let heads = ["cause", "open", "overdue", "sums", "age", "decided", "justified", "credited", "took"];
    table.row(heads.map(|head| words.t(&format!("cli-disputes-head-{head}"))));
    let days =
        |days: Option<u64>| days.map_or_else(String::new, |days| words.tf("days-short", &[("days", days.into())]));
    for (key, group) in causes.ordered() {
        let name = match by {
            By::Reason => words.t(&format!("dispute-reason-{key}")),
            By::Kind => words.t(&format!("dispute-kind-{key}")),
            By::Owner | By::Department if key.is_empty() => words.t("cli-disputes-nobody"),
            By::Owner | By::Department => key.to_owned(),
        };
        table.row([
            name,
            group.open.to_string(),
            group.overdue.to_string(),
            words.sums(&group.open_sums),
            days(group.mean_age_days()),
            group.decided.to_string(),
            group.justified.to_string(),
            words.sums(&group.credited),
            days(group.median_days().map(u64::from)),
        ]);
    }
    table.text()
}

fn json(row: &DisputeRow, today: Day) -> Line<'_> {
    let line = &row.line;
    Line {
        case: row.case,
        name: &row.name,
        reference: &row.reference,
        id: line.id,
        kind: line.kind,
        reason: line.reason,
        state: line.state(today),
        step: line.step,
        decision: line.decision,
        amount: line.amount,
        credit: line.credit,
        owner: &line.owner,
        department: &line.department,
        opened_on: line.opened_on,
        due_on: line.due_on,
        check_on: line.check_on,
    }
}

fn said(words: &Words, rows: &[DisputeRow], today: Day) -> String {
    if rows.is_empty() {
        return words.t("cli-disputes-none");
    }
    let mut table = Table::new(&["", "", "", ">", "", "", "", ""]);
    for row in rows {
        let line = &row.line;
        let late = line.state(today) == DisputeState::Overdue;
        let due = words.day(line.due_on);
        let due = if late { words.tf("cli-disputes-late", &[("day", due.into())]) } else { due };
        let step = match line.decision {
            Some(decision) => words.t(&format!("dispute-decision-{decision}")),
            None => words.t(&format!("dispute-step-{}", line.step)),
        };
        let what = words.dispute_name(line.kind, line.reason);
        let amount = line.amount.map(|amount| words.money(amount)).unwrap_or_default();
        let who = [line.owner.0.as_str(), line.department.as_str()].join(" ");
        let who = who.trim_end().to_owned();
        table.row([row.case.to_string(), row.name.clone(), what, amount, step, due, who, line.id.to_string()]);
    }
    table.text()
}
