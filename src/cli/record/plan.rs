//! `record plan`: instalments agreed, a plan accepted, one of its lines changed, or the plan given up.
//! What never lives here: whether it may be (see `domain`), dates and amounts of instalments (see `domain::schedule`).
//! `record` calls it.

use crate::cli::Fault;
use crate::cli::values::{Reader, every, method, party_role};
use crate::domain::case::CaseState;
use crate::domain::case::state::PlanView;
use crate::domain::codes::{Every, Method, PartyRole};
use crate::domain::command::{Record, Refusal};
use crate::domain::event::Acceptance;
use crate::domain::schedule::{Instalment, changed, instalments};
use crate::domain::values::text::{NOTE_CHARS_MAX, clean_note};
use crate::domain::values::{EntryId, Money};

/// The plan, or what becomes of one.
#[derive(Debug, clap::Args)]
#[command(group(clap::ArgGroup::new("what").required(true).args(["amount", "line", "accept", "change", "cancel"]).multiple(true)))]
pub(super) struct Args {
    pub(super) case: String,
    #[arg(long, requires = "instalments")]
    amount: Option<String>,
    #[arg(long, value_name = "CODE")]
    currency: Option<String>,
    #[arg(long, value_name = "N", requires_all = ["amount", "first", "every"])]
    instalments: Option<usize>,
    #[arg(long, value_name = "DATE")]
    first: Option<String>,
    #[arg(long, value_parser = every(), ignore_case = true)]
    every: Option<Every>,
    #[arg(long = "line", value_name = "DATE:AMOUNT", conflicts_with_all = ["amount", "instalments", "first", "every"])]
    line: Vec<String>,
    #[arg(long = "invoice", value_name = "NUMBER[:AMOUNT]")]
    invoice: Vec<String>,
    #[arg(long, value_parser = method(), ignore_case = true)]
    method: Option<Method>,
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
    #[arg(long, conflicts_with_all = ["accept", "change", "cancel"])]
    accepted: bool,
    #[arg(long)]
    signed: bool,
    #[arg(long, value_name = "NAME")]
    by: Option<String>,
    #[arg(long, value_name = "ROLE", value_parser = party_role(), ignore_case = true)]
    role: Option<PartyRole>,
    #[arg(long, value_name = "DATE")]
    on: Option<String>,
    #[arg(long, value_name = "ID", conflicts_with_all = ["amount", "line", "change", "cancel"])]
    accept: Option<String>,
    #[arg(long, value_name = "ID", requires = "number", conflicts_with_all = ["amount", "line", "cancel"])]
    change: Option<String>,
    #[arg(long, value_name = "N", requires = "change")]
    number: Option<usize>,
    #[arg(long, value_name = "AMOUNT", requires = "change")]
    to: Option<String>,
    #[arg(long, value_name = "DATE", requires = "change")]
    due: Option<String>,
    #[arg(long, value_name = "ID", requires = "reason", conflicts_with_all = ["amount", "line"])]
    cancel: Option<String>,
    #[arg(long, value_name = "TEXT", requires = "cancel")]
    reason: Option<String>,
}

/// As asked of the domain.
pub(super) fn record(reader: &Reader<'_>, state: &CaseState, args: &Args) -> anyhow::Result<Record> {
    if let Some(id) = &args.accept {
        return Ok(Record::AcceptPlan { plan: reader.entry(id)?, acceptance: acceptance(reader, args)? });
    } else if let Some(id) = &args.cancel {
        let reason = args.reason.clone().unwrap_or_default();
        return Ok(Record::CancelPlan { plan: reader.entry(id)?, reason });
    } else if let Some(id) = &args.change {
        return change(reader, state, args, reader.entry(id)?);
    }
    let currency = reader.currency(args.currency.as_deref(), state)?;
    let lines = if let (Some(amount), Some(count), Some(first), Some(every)) =
        (&args.amount, args.instalments, &args.first, args.every)
    {
        let amount = reader.amount("--amount", amount, currency)?;
        instalments(amount, count, reader.day("--first", first)?, every)
    } else {
        let line = |text: &String| -> Result<Instalment, Fault> {
            let (on, amount) = text.split_once(':').ok_or_else(|| reader.missing("--line DATE:AMOUNT"))?;
            Ok((reader.day("--line", on)?, reader.amount("--line", amount, currency)?))
        };
        args.line.iter().map(line).collect::<Result<Vec<_>, Fault>>()?
    };
    let total = Money::new(lines.iter().map(|(_, money)| money.minor).sum(), currency);
    let accepted = (args.accepted || args.signed).then(|| acceptance(reader, args)).transpose()?;
    Ok(Record::Plan {
        covers: super::shared_out(reader, state, &args.invoice, total)?,
        lines,
        every: args.every,
        method: args.method,
        accepted,
        note: clean_note(args.note.as_deref().unwrap_or(""), NOTE_CHARS_MAX + 1),
    })
}

fn acceptance(reader: &Reader<'_>, args: &Args) -> Result<Acceptance, Fault> {
    let on = args.on.as_deref().map(|text| reader.past_day("--on", text)).transpose()?;
    let by = args.by.clone().unwrap_or_default();
    Ok(Acceptance { signed: args.signed, on: on.unwrap_or(reader.now().today), role: args.role, by })
}

/// One line with another day or amount; the last ones bear the difference.
fn change(reader: &Reader<'_>, state: &CaseState, args: &Args, plan: EntryId) -> anyhow::Result<Record> {
    let known = |view: &&PlanView| view.id == plan;
    let view = state.plans.iter().find(known).ok_or_else(|| Refusal::NoSuchEntry(plan.to_string()))?;
    let lines: Vec<Instalment> = view.lines.iter().map(|line| (line.due_on, line.amount)).collect();
    let at = args.number.unwrap_or(0).wrapping_sub(1);
    let old = *lines.get(at).ok_or_else(|| Refusal::NoSuchEntry(args.number.unwrap_or(0).to_string()))?;
    let currency = view.amount.currency;
    let amount = args.to.as_deref().map(|text| reader.amount("--to", text, currency)).transpose()?;
    let due = args.due.as_deref().map(|text| reader.day("--due", text)).transpose()?;
    let to = (due.unwrap_or(old.0), amount.unwrap_or(old.1));
    let lines = changed(&lines, at, to).ok_or(Refusal::PartsDiffer { parts: view.amount })?;
    Ok(Record::ChangePlan { plan, lines })
}
