//! `reconcile`: what the bank told of and nobody has: the list, accepting a proposal, picking another debtor.
//! What never lives here: the search (see `domain::matching`), the act itself (a payment recorded on the case).
//! `cli` dispatches to it.

use serde::Serialize;

use crate::domain::bank::{BankLine, LineKind, fee_max};
use crate::domain::command::What;
use crate::domain::event::Part;
use crate::domain::matching::{Certainty, Paid, Proposal, Why, pay, take};
use crate::domain::values::{CaseId, Day, Money};
use crate::store::bank::{AGAIN_KIND, BANK_SOURCE, BankSummary};
use crate::store::bulk::{LoadHead, Unheard};
use crate::store::read::{Given, Waiting};

use super::record::say;
use super::table::{Table, cut};
use super::values::Reader;
use super::{Book, Ctx, Exit, Fault, here};

/// Lines shown when nothing else is said: a screen or two.
const LINES_SHOWN: u64 = 50;
/// Columns of a text in the list.
const TEXT_COLUMNS: usize = 40;

/// Which line, and what to do with it.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(value_name = "LINE")]
    line: Option<String>,
    #[arg(long, value_name = "N", num_args = 0..=1, default_missing_value = "1", requires = "line")]
    accept: Option<usize>,
    #[arg(long, value_name = "CASE", requires = "line", conflicts_with = "accept")]
    case: Option<String>,
    #[arg(long = "invoice", value_name = "NUMBER[:AMOUNT]", requires = "case")]
    invoice: Vec<String>,
    #[arg(long, value_name = "AMOUNT", requires = "case", conflicts_with = "payment")]
    amount: Option<String>,
    #[arg(long, value_name = "KEY", requires = "case", conflicts_with = "invoice")]
    payment: Option<String>,
    #[arg(long, value_name = "REASON", requires = "line", conflicts_with_all = ["accept", "case"])]
    set_aside: Option<String>,
    #[arg(long, requires = "line", conflicts_with_all = ["accept", "case", "set_aside"])]
    take_back: bool,
    #[arg(long, conflicts_with = "line")]
    aside: bool,
    #[arg(long, conflicts_with_all = ["line", "accept", "case", "aside"])]
    again: bool,
    #[arg(long, value_name = "N")]
    limit: Option<u64>,
}

#[derive(Debug, Serialize)]
struct List {
    schema: &'static str,
    waiting: u64,
    lines: Vec<Line>,
}

#[derive(Debug, Serialize)]
struct Line {
    line: String,
    kind: &'static str,
    booked_on: Day,
    value_on: Day,
    amount: Money,
    whole: Money,
    given: Vec<Share>,
    account: String,
    payer: String,
    payer_account: String,
    text: String,
    reason: String,
    proposals: Vec<Proposed>,
}

#[derive(Debug, Serialize)]
struct Share {
    case: CaseId,
    name: String,
    reference: String,
    amount: Money,
}

#[derive(Debug, Serialize)]
struct Proposed {
    case: CaseId,
    name: String,
    reference: String,
    why: Why,
    certainty: Certainty,
    text: String,
    parts: Vec<Piece>,
    takes_back: Option<TakesBack>,
}

#[derive(Debug, Serialize)]
struct TakesBack {
    payment: String,
    amount: Money,
    on: Day,
    invoices: Vec<String>,
    /// What the bank took beyond it for itself.
    fee: Option<Money>,
}

#[derive(Debug, Serialize)]
struct Piece {
    invoice: String,
    amount: Money,
}

#[derive(Debug, Serialize)]
struct Moved {
    schema: &'static str,
    line: String,
    aside: bool,
}

#[derive(Debug, Serialize)]
struct AsideList {
    schema: &'static str,
    lines: Vec<AsideLine>,
}

#[derive(Debug, Serialize)]
struct AsideLine {
    line: String,
    value_on: Day,
    amount: Money,
    payer: String,
    text: String,
    reason: String,
    who: String,
    on: Day,
}

#[derive(Debug, Serialize)]
struct Matched {
    schema: &'static str,
    batch: Option<i64>,
    matched: u64,
    returned: u64,
    waiting: u64,
}

/// Lists, shows, accepts, picks, or searches again.
pub fn run(ctx: &mut Ctx, args: &Args) -> anyhow::Result<Exit> {
    if args.again {
        return again(ctx);
    }
    if args.aside {
        return list_aside(ctx);
    }
    if let (Some(key), Some(reason)) = (&args.line, &args.set_aside) {
        return set_aside(ctx, key, reason);
    }
    if let Some(key) = args.line.as_ref().filter(|_| args.take_back) {
        return take_back(ctx, key);
    }
    match (&args.line, args.accept, &args.case) {
        (Some(key), Some(number), _) => accept(ctx, key, number),
        (Some(key), None, Some(case)) => pick(ctx, key, case, args),
        (Some(key), None, None) => {
            let book = ctx.read()?;
            let waiting = line(ctx, &book, key)?;
            show(ctx, &[waiting], 1)
        }
        (None, _, _) => {
            let book = ctx.read()?;
            let (all, total) = book.store.waiting(book.now(), 0, args.limit.unwrap_or(LINES_SHOWN))?;
            show(ctx, &all, total)
        }
    }
}

fn line(ctx: &Ctx, book: &Book, key: &str) -> anyhow::Result<Waiting> {
    let found = book.store.waiting_line(book.now(), key)?;
    Ok(found.ok_or_else(|| Fault::failed(ctx.words.tf("reconcile-no-line", &[("value", key.into())])))?)
}

fn show(ctx: &mut Ctx, all: &[Waiting], total: u64) -> anyhow::Result<Exit> {
    if ctx.json {
        let lines = all.iter().map(|waiting| json(ctx, waiting)).collect();
        ctx.out.json(&List { schema: "relance.reconcile/1", waiting: total, lines })?;
        return Ok(Exit::Done);
    }
    let words = &ctx.words;
    if all.is_empty() {
        let said = words.t("reconcile-nothing");
        ctx.out.lines(&said)?;
        return Ok(Exit::Done);
    }
    let mut table = Table::new(&["", ">", ">", "", ""]);
    for waiting in all {
        let line = &waiting.line;
        let key = line.reference.chars().take(8).collect::<String>();
        let who = if line.payer.is_empty() { line.text.clone() } else { format!("{} · {}", line.payer, line.text) };
        let (day, money) = (words.day(line.value_on), words.money(line.amount));
        let given = |one: &Given| format!("{} {}", words.money(one.amount), cut(&one.name, TEXT_COLUMNS));
        let mut given: Vec<String> = waiting.given.iter().map(given).collect();
        if !given.is_empty() {
            given.insert(0, words.tf("reconcile-given", &[("whole", words.money(waiting.whole).into())]));
        }
        table.row([key, day, money, cut(&who, TEXT_COLUMNS), given.join(" ")]);
        for (at, one) in waiting.proposals.iter().enumerate() {
            let sign = if at == 0 { "→" } else { " " };
            let said = words.proposal(line, &one.proposal);
            let debtor = format!("{sign} {} {} {}", at + 1, cut(&one.name, TEXT_COLUMNS), one.reference);
            table.row([String::new(), String::new(), String::new(), debtor, said]);
        }
    }
    let facts = [("shown", (all.len() as u64).into()), ("total", total.into())];
    let said = format!("{}\n{}", table.text(), words.tf("reconcile-hint", &facts));
    ctx.out.lines(&said)?;
    Ok(Exit::Done)
}

fn json(ctx: &Ctx, waiting: &Waiting) -> Line {
    let line = &waiting.line;
    let piece = |part: &Part| Piece { invoice: part.item.number.clone(), amount: part.amount };
    let back = |paid: &Paid| TakesBack {
        payment: paid.key.clone(),
        amount: paid.amount,
        on: paid.on,
        invoices: paid.invoices.clone(),
        fee: paid.fee(Money::new(-line.amount.minor, line.amount.currency)),
    };
    let proposals = waiting.proposals.iter().map(|one| Proposed {
        case: one.proposal.case,
        name: one.name.clone(),
        reference: one.reference.clone(),
        why: one.proposal.why,
        certainty: one.proposal.certainty,
        text: ctx.words.proposal(line, &one.proposal),
        parts: one.proposal.parts.iter().map(piece).collect(),
        takes_back: one.proposal.back.as_ref().map(back),
    });
    Line {
        line: line.reference.clone(),
        kind: line.kind.name(),
        booked_on: line.booked_on,
        value_on: line.value_on,
        amount: line.amount,
        whole: waiting.whole,
        given: waiting.given.iter().map(share).collect(),
        account: line.account.clone(),
        payer: line.payer.clone(),
        payer_account: line.payer_account.clone(),
        text: line.text.clone(),
        reason: line.reason.clone(),
        proposals: proposals.collect(),
    }
}

fn share(given: &Given) -> Share {
    let (name, reference) = (given.name.clone(), given.reference.clone());
    Share { case: given.case, name, reference, amount: given.amount }
}

fn accept(ctx: &mut Ctx, key: &str, number: usize) -> anyhow::Result<Exit> {
    let mut book = ctx.write()?;
    let waiting = line(ctx, &book, key)?;
    let chosen = number.checked_sub(1).and_then(|at| waiting.proposals.get(at));
    let Some(chosen) = chosen else {
        return Err(Fault::failed(ctx.words.tf("reconcile-no-proposal", &[("value", (number as u64).into())])).into());
    };
    let records = take(&waiting.line, &chosen.proposal);
    let recorded = book.execute(chosen.proposal.case, What::Record(records))?;
    say(ctx, &book, &recorded)
}

fn pick(ctx: &mut Ctx, key: &str, case: &str, args: &Args) -> anyhow::Result<Exit> {
    let mut book = ctx.write()?;
    let waiting = line(ctx, &book, key)?;
    let case = book.case(&ctx.words, case)?;
    let records = if waiting.line.kind == LineKind::Return {
        let back = Some(taken_back(ctx, &book, &waiting, case, args.payment.as_deref())?);
        let (why, certainty) = (Why::Amount, Certainty::Possible);
        take(&waiting.line, &Proposal { case, parts: vec![], why, certainty, back })
    } else {
        let state = book.store.case(case, book.today())?;
        let reader = Reader::new(ctx, &book);
        let whole = waiting.line.amount;
        let given = args.amount.as_deref().map(|text| reader.amount("amount", text, whole.currency)).transpose()?;
        // a share of the line: the rest of it goes on waiting
        let share = BankLine { amount: given.unwrap_or(whole), ..waiting.line.clone() };
        pay(&share, super::record::shared_out(&reader, &state, &args.invoice, share.amount)?)
    };
    let recorded = book.execute(case, What::Record(records))?;
    say(ctx, &book, &recorded)
}

fn set_aside(ctx: &mut Ctx, key: &str, reason: &str) -> anyhow::Result<Exit> {
    let mut book = ctx.write()?;
    let line = line(ctx, &book, key)?.line.reference;
    let (who, now) = (book.who.clone(), book.now());
    book.store.set_aside(&who, now, &line, reason)?;
    told(ctx, "reconcile-set-aside", line)
}

fn take_back(ctx: &mut Ctx, key: &str) -> anyhow::Result<Exit> {
    let mut book = ctx.write()?;
    let mut all = book.store.aside(key)?;
    let only = all.pop().filter(|_| all.is_empty());
    let Some(only) = only else {
        return Err(Fault::failed(ctx.words.tf("reconcile-not-aside", &[("value", key.into())])).into());
    };
    let (who, now) = (book.who.clone(), book.now());
    book.store.take_line_back(&who, now, &only.line.reference)?;
    told(ctx, "reconcile-taken-back", only.line.reference)
}

fn told(ctx: &mut Ctx, id: &str, line: String) -> anyhow::Result<Exit> {
    if ctx.json {
        let aside = id == "reconcile-set-aside";
        ctx.out.json(&Moved { schema: "relance.reconcile-line/1", line, aside })?;
        return Ok(Exit::Done);
    }
    let said = ctx.words.tf(id, &[("line", line.into())]);
    ctx.out.lines(&said)?;
    Ok(Exit::Done)
}

/// What was set aside, and why.
fn list_aside(ctx: &mut Ctx) -> anyhow::Result<Exit> {
    let book = ctx.read()?;
    let all = book.store.aside("")?;
    if ctx.json {
        let lines = all.iter().map(|one| AsideLine {
            line: one.line.reference.clone(),
            value_on: one.line.value_on,
            amount: one.line.amount,
            payer: one.line.payer.clone(),
            text: one.line.text.clone(),
            reason: one.reason.clone(),
            who: one.who.to_string(),
            on: one.on,
        });
        ctx.out.json(&AsideList { schema: "relance.reconcile-aside/1", lines: lines.collect() })?;
        return Ok(Exit::Done);
    }
    let words = &ctx.words;
    if all.is_empty() {
        let said = words.t("reconcile-aside-nothing");
        ctx.out.lines(&said)?;
        return Ok(Exit::Done);
    }
    let mut table = Table::new(&["", ">", ">", "", "", "", ""]);
    for one in &all {
        let key = one.line.reference.chars().take(8).collect::<String>();
        let who = if one.line.payer.is_empty() { &one.line.text } else { &one.line.payer };
        let (day, money) = (words.day(one.line.value_on), words.money(one.line.amount));
        let cells =
            [key, day, money, cut(who, TEXT_COLUMNS), one.who.to_string(), words.day(one.on), one.reason.clone()];
        table.row(cells);
    }
    ctx.out.lines(&table.text())?;
    Ok(Exit::Done)
}

/// The payment of a case that a return takes back: the one named, the only one of its amount, or the only one at all.
fn taken_back(ctx: &Ctx, book: &Book, waiting: &Waiting, case: CaseId, key: Option<&str>) -> anyhow::Result<Paid> {
    let mut all = book.store.choices(case, &waiting.line, book.now())?.paid;
    if let Some(key) = key {
        all.retain(|paid| paid.key == key);
    }
    let amount = Money::new(-waiting.line.amount.minor, waiting.line.amount.currency);
    if all.iter().any(|paid| paid.amount == amount) {
        all.retain(|paid| paid.amount == amount);
    }
    if all.len() == 1
        && let Some(only) = all.pop()
    {
        return Ok(only);
    }
    let one = |paid: &Paid| format!("{} ({}, {})", paid.key, ctx.words.day(paid.on), ctx.words.money(paid.amount));
    let payments = all.iter().map(one).collect::<Vec<_>>().join(", ");
    let facts = [
        ("case", case.to_string().into()),
        ("amount", ctx.words.money(amount).into()),
        ("fee", ctx.words.money(Money::new(fee_max(amount.currency), amount.currency)).into()),
        ("count", all.len().into()),
        ("payments", payments.into()),
    ];
    let id = if all.is_empty() { "reconcile-no-payment" } else { "reconcile-which-payment" };
    Err(Fault::failed(ctx.words.tf(id, &facts)).into())
}

/// Searches again for every line that waits: invoices may have come since.
fn again(ctx: &mut Ctx) -> anyhow::Result<Exit> {
    let mut book = ctx.write()?;
    let (now, clock) = (book.now(), book.clock.clone());
    let head = LoadHead {
        source: BANK_SOURCE.to_owned(),
        kind: AGAIN_KIND.to_owned(),
        file: AGAIN_KIND.to_owned(),
        sha256: [0; 32],
        mapping: String::new(),
        who: book.who.clone(),
        host: here::host(),
        dry_run: false,
    };
    let summary: BankSummary = book.store.match_again(head, now, &mut Unheard(|| clock.monotonic_ms()))?;
    let (matched, returned, waiting) = (summary.matched, summary.returned, summary.waiting);
    if ctx.json {
        let batch = summary.batch.map(|batch| batch.0);
        ctx.out.json(&Matched { schema: "relance.matched/1", batch, matched, returned, waiting })?;
        return Ok(Exit::Done);
    }
    let facts = [("matched", matched.into()), ("returned", returned.into()), ("waiting", waiting.into())];
    let said = ctx.words.tf("reconcile-again", &facts);
    ctx.out.lines(&said)?;
    Ok(Exit::Done)
}
