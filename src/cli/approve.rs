//! `approve`: what waits for a supervisor; `approve ACT [--refuse --reason TEXT]` decides on one of them.
//! What never lives here: the limits (see `domain`), the search (see `store::read`).
//! `cli` dispatches to it.

use serde::Serialize;

use crate::domain::codes::{DisputeKind, DisputeReason, PromiseLimit};
use crate::domain::command::What;
use crate::domain::permit::OverrideAsked;
use crate::domain::values::{ActId, CaseId, Day, Login, Money};
use crate::i18n::Words;
use crate::store::read::{ApprovalRow, Waits};
use crate::zone::Zone;

use super::table::Table;
use super::values::Reader;
use super::{Ctx, Exit, record, undo};

/// Which act, and whether it is turned down.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(value_name = "ACT")]
    act: Option<String>,
    #[arg(long, requires_all = ["act", "reason"])]
    refuse: bool,
    #[arg(long, value_name = "TEXT", requires = "refuse")]
    reason: Option<String>,
}

#[derive(Debug, Serialize)]
struct List<'a> {
    schema: &'static str,
    waiting: Vec<Line<'a>>,
}

#[derive(Debug, Serialize)]
struct Line<'a> {
    act: ActId,
    case: CaseId,
    name: &'a str,
    reference: &'a str,
    who: &'a Login,
    #[serde(flatten)]
    what: Asked<'a>,
}

#[derive(Debug, Serialize)]
#[serde(tag = "what", rename_all = "kebab-case")]
enum Asked<'a> {
    Promise { amount: Money, on: Day, limits: &'a [PromiseLimit], level: u32 },
    Plan { amount: Money, instalments: usize, ends_on: Day },
    Credit { amount: Money, of: Option<Money>, kind: DisputeKind, reason: DisputeReason, due_on: Day },
    Override(&'a OverrideAsked),
}

/// Lists, or decides where the act stands now.
pub fn run(ctx: &mut Ctx, args: &Args) -> anyhow::Result<Exit> {
    let Some(act) = &args.act else { return list(ctx) };
    let mut book = ctx.write()?;
    let act = Reader::new(ctx, &book).act(act)?;
    let case = undo::home(&book, act)?;
    let refuse = args.reason.clone().filter(|_| args.refuse);
    let recorded = book.execute(case, What::Approve { act, refuse })?;
    record::say(ctx, &book, &recorded)
}

fn list(ctx: &mut Ctx) -> anyhow::Result<Exit> {
    let book = ctx.read()?;
    let rows = book.store.approvals(book.today())?;
    if ctx.json {
        ctx.out.json(&List { schema: "relance.approvals/1", waiting: rows.iter().map(line).collect() })?;
    } else {
        let said = said(&ctx.words, book.clock.zone(), &rows);
        ctx.out.lines(&said)?;
    }
    Ok(Exit::Done)
}

fn line(row: &ApprovalRow) -> Line<'_> {
    let what = match &row.what {
        Waits::Promise { amount, due_on, limits, level } => {
            Asked::Promise { amount: *amount, on: *due_on, limits, level: *level }
        }
        Waits::Plan { amount, instalments, ends_on } => {
            Asked::Plan { amount: *amount, instalments: *instalments, ends_on: *ends_on }
        }
        Waits::Credit { credit, of, kind, reason, due_on } => {
            Asked::Credit { amount: *credit, of: *of, kind: *kind, reason: *reason, due_on: *due_on }
        }
        Waits::Override(asked) => Asked::Override(asked),
    };
    Line { act: row.id.act, case: row.case, name: &row.name, reference: &row.reference, who: &row.who, what }
}

fn said(words: &Words, zone: Zone, rows: &[ApprovalRow]) -> String {
    if rows.is_empty() {
        return format!("{}. {}", words.t("approvals-empty"), words.t("approvals-empty-next"));
    }
    let mut table = Table::new(&["", "", ">", "", "", ""]);
    for row in rows {
        let (amount, day, why) = match &row.what {
            Waits::Promise { amount, due_on, limits, .. } => {
                let limits: Vec<String> =
                    limits.iter().map(|limit| words.t(&format!("promise-limit-{limit}"))).collect();
                (Some(*amount), Some(*due_on), words.tf("approvals-promise", &[("limits", limits.join(", ").into())]))
            }
            Waits::Plan { amount, instalments, ends_on } => {
                (Some(*amount), Some(*ends_on), words.tf("approvals-plan", &[("count", (*instalments).into())]))
            }
            Waits::Credit { credit, of, kind, reason, due_on } => {
                let of = of.map(|of| words.money(of)).unwrap_or_default();
                let facts = [("reason", words.dispute_name(*kind, *reason).into()), ("of", of.into())];
                (Some(*credit), Some(*due_on), words.tf("approvals-credit", &facts))
            }
            Waits::Override(asked) => (None, asked.next_at.map(|at| zone.day_of(at)), words.override_asked(asked)),
        };
        let debtor = format!("{} {}", row.name, row.reference);
        let amount = amount.map(|amount| words.money(amount)).unwrap_or_default();
        let day = day.map(|day| words.day(day)).unwrap_or_default();
        let cells = [row.id.act.to_string(), debtor, amount, day, row.who.to_string(), why];
        table.row(cells);
    }
    format!("{}\n{}", table.text(), words.t("approvals-hint"))
}
