//! `disputes`: those that wait to be decided or closed, by due day.
//! What never lives here: how far a dispute has come (see `domain`), the reading (see `store::read`).
//! `cli` dispatches to it.

use serde::Serialize;

use crate::domain::codes::{DisputeDecision, DisputeKind, DisputeReason, DisputeState, DisputeStep};
use crate::domain::values::{CaseId, Day, EntryId, Login, Money};
use crate::i18n::Words;
use crate::store::read::DisputeRow;

use super::table::Table;
use super::values::{Reader, dispute_kind, dispute_reason};
use super::{Ctx, Exit};

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
