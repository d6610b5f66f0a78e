//! `tray`: contacts that an import could not attach, by number or address; give them to a debtor, leave them out, take back.
//! What never lives here: who waits (see `store::read::tray`), the attaching (see `store::attach`).
//! `cli` dispatches to it.

use serde::Serialize;

use crate::domain::heard::Point;
use crate::domain::matching::Certainty;
use crate::domain::values::{BatchId, CaseId, Day, Instant};
use crate::store::attach::Attached;
use crate::store::bulk::Unheard;
use crate::store::find_keys;
use crate::store::read::tray::{Proposal, Settled, TrayLine};

use super::table::{Table, cut};
use super::{Book, Ctx, Exit, Fault, here};

/// Lines shown when nothing else is said: a screen or two.
const LINES_SHOWN: usize = 50;
/// Columns of a text in the list.
const TEXT_COLUMNS: usize = 44;

/// Which number or address, and what to do with it.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(value_name = "POINT")]
    point: Option<String>,
    #[arg(long, value_name = "CASE", requires = "point")]
    case: Option<String>,
    #[arg(long, requires = "point", conflicts_with = "case")]
    dismiss: bool,
    #[arg(long, requires = "point", conflicts_with_all = ["case", "dismiss"])]
    take_back: bool,
    #[arg(long, conflicts_with = "point")]
    settled: bool,
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
}

#[derive(Debug, Serialize)]
struct List {
    schema: &'static str,
    waiting: usize,
    lines: Vec<Line>,
}

#[derive(Debug, Serialize)]
struct Line {
    point: String,
    kind: &'static str,
    called: String,
    contacts: u32,
    since: Instant,
    last: Instant,
    channel: &'static str,
    direction: &'static str,
    text: String,
    proposals: Vec<Proposed>,
}

#[derive(Debug, Serialize)]
struct Proposed {
    case: CaseId,
    name: String,
    reference: String,
    why: &'static str,
    certainty: Certainty,
    text: String,
}

#[derive(Debug, Serialize)]
struct Moved {
    schema: &'static str,
    point: String,
    case: Option<CaseId>,
    batch: BatchId,
    contacts: u64,
    waits: bool,
}

#[derive(Debug, Serialize)]
struct SettledList {
    schema: &'static str,
    lines: Vec<SettledLine>,
}

#[derive(Debug, Serialize)]
struct SettledLine {
    point: String,
    kind: &'static str,
    case: Option<CaseId>,
    batch: BatchId,
    who: String,
    on: Day,
}

/// Lists, attaches, leaves out, takes back.
pub fn run(ctx: &mut Ctx, args: &Args) -> anyhow::Result<Exit> {
    if args.settled {
        return settled(ctx);
    }
    match (&args.point, &args.case) {
        (None, _) => {
            let book = ctx.read()?;
            let all = book.store.tray()?;
            let shown = all.len().min(args.limit.unwrap_or(LINES_SHOWN));
            show(ctx, &book, &all[..shown], all.len())
        }
        (Some(point), _) if args.take_back => take_back(ctx, point),
        (Some(point), None) if args.dismiss => give(ctx, point, None),
        (Some(point), None) => {
            let book = ctx.read()?;
            let line = line(ctx, &book, point)?;
            show(ctx, &book, &[line], 1)
        }
        (Some(point), Some(case)) => give(ctx, point, Some(case)),
    }
}

/// True when a text names a point: as it is shown, or as it is compared.
fn names(point: &Point, text: &str) -> bool {
    find_keys::point(point.kind, text).is_some_and(|found| found == *point)
}

fn line(ctx: &Ctx, book: &Book, text: &str) -> anyhow::Result<TrayLine> {
    let found = book.store.tray()?.into_iter().find(|line| names(&line.point, text));
    Ok(found.ok_or_else(|| Fault::failed(ctx.words.tf("tray-no-line", &[("value", text.into())])))?)
}

/// How a line is named in the list.
fn shown(line: &TrayLine) -> &str {
    if line.point.kind == crate::domain::heard::PointKind::Name { &line.called } else { &line.last.point }
}

fn show(ctx: &mut Ctx, book: &Book, all: &[TrayLine], total: usize) -> anyhow::Result<Exit> {
    let mut proposals = vec![];
    for line in all {
        proposals.push(book.store.tray_proposals(line)?);
    }
    if ctx.json {
        let lines = all.iter().zip(proposals).map(|(line, proposals)| json(ctx, line, proposals)).collect();
        ctx.out.json(&List { schema: "relance.tray/1", waiting: total, lines })?;
        return Ok(Exit::Done);
    }
    let words = &ctx.words;
    if all.is_empty() {
        let said = words.t("tray-nothing");
        ctx.out.lines(&said)?;
        return Ok(Exit::Done);
    }
    let mut table = Table::new(&["", ">", ">", "", ""]);
    for (line, proposals) in all.iter().zip(&proposals) {
        let what = words.t(&format!("channel-{}", line.last.channel));
        let text = [line.called.as_str(), &what, &words.contact_note(&line.last.note)].map(str::to_owned);
        let text = text.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
        let (count, day) = (line.count.to_string(), words.day(line.last.day));
        table.row([shown(line).to_owned(), count, day, cut(&text, TEXT_COLUMNS), String::new()]);
        for one in proposals {
            let debtor = format!("→ {} {}", cut(&one.name, TEXT_COLUMNS), one.reference);
            table.row([
                String::new(),
                String::new(),
                String::new(),
                debtor,
                words.tray_why(one.hint.name(), one.hint.certainty().name()),
            ]);
        }
    }
    let facts = [("shown", all.len().into()), ("total", total.into())];
    let said = format!("{}\n{}", table.text(), words.tf("tray-hint", &facts));
    ctx.out.lines(&said)?;
    Ok(Exit::Done)
}

fn json(ctx: &Ctx, line: &TrayLine, proposals: Vec<Proposal>) -> Line {
    let proposed = |one: Proposal| Proposed {
        case: one.case,
        name: one.name,
        reference: one.reference,
        why: one.hint.name(),
        certainty: one.hint.certainty(),
        text: ctx.words.tray_why(one.hint.name(), one.hint.certainty().name()),
    };
    Line {
        point: shown(line).to_owned(),
        kind: line.point.kind.name(),
        called: line.called.clone(),
        contacts: line.count,
        since: line.since,
        last: line.last.at,
        channel: line.last.channel.name(),
        direction: line.last.direction.name(),
        text: ctx.words.contact_note(&line.last.note),
        proposals: proposals.into_iter().map(proposed).collect(),
    }
}

fn give(ctx: &mut Ctx, text: &str, case: Option<&str>) -> anyhow::Result<Exit> {
    let mut book = ctx.write()?;
    let line = line(ctx, &book, text)?;
    let case = case.map(|case| book.case(&ctx.words, case)).transpose()?;
    let (who, now, clock) = (book.who.clone(), book.now(), book.clock.clone());
    let done = book.store.attach(&who, &here::host(), now, &line.point, case, &mut Unheard(|| clock.monotonic_ms()))?;
    let id = if case.is_some() { "tray-attached" } else { "tray-dismissed" };
    told(ctx, id, shown(&line), case, done)
}

/// Takes back what was said of a point: its contacts wait again.
fn take_back(ctx: &mut Ctx, text: &str) -> anyhow::Result<Exit> {
    let mut book = ctx.write()?;
    let found = book.store.tray_settled()?.into_iter().find(|one| names(&one.point, text));
    let Some(Settled { batch, .. }) = found else {
        return Err(Fault::failed(ctx.words.tf("tray-not-settled", &[("value", text.into())])).into());
    };
    let contacts = book.store.batch(batch)?.map_or(0, |info| info.rows);
    let (who, now, clock) = (book.who.clone(), book.now(), book.clock.clone());
    book.store.undo_batch(&who, &here::host(), now, batch, &mut Unheard(|| clock.monotonic_ms()))?;
    told(ctx, "tray-taken-back", text, None, Attached { batch, contacts })
}

fn told(ctx: &mut Ctx, id: &str, point: &str, case: Option<CaseId>, done: Attached) -> anyhow::Result<Exit> {
    let Attached { batch, contacts } = done;
    if ctx.json {
        let waits = id == "tray-taken-back";
        let moved = Moved { schema: "relance.tray-line/1", point: point.to_owned(), case, batch, contacts, waits };
        ctx.out.json(&moved)?;
        return Ok(Exit::Done);
    }
    let case = case.map(|case| case.to_string()).unwrap_or_default();
    let facts = [("point", point.into()), ("case", case.into()), ("count", contacts.into())];
    let said = ctx.words.tf(id, &facts);
    ctx.out.lines(&said)?;
    Ok(Exit::Done)
}

/// What persons said of numbers and addresses.
fn settled(ctx: &mut Ctx) -> anyhow::Result<Exit> {
    let book = ctx.read()?;
    let all = book.store.tray_settled()?;
    if ctx.json {
        let line = |one: Settled| SettledLine {
            point: one.point.key,
            kind: one.point.kind.name(),
            case: one.case,
            batch: one.batch,
            who: one.who.to_string(),
            on: one.on,
        };
        let lines = all.into_iter().map(line).collect();
        ctx.out.json(&SettledList { schema: "relance.tray-settled/1", lines })?;
        return Ok(Exit::Done);
    }
    let words = &ctx.words;
    let mut table = Table::new(&["", "", "", ">"]);
    for one in &all {
        let to = one.case.map_or_else(|| words.t("tray-nobodys"), |case| case.to_string());
        table.row([one.point.key.clone(), to, one.who.to_string(), words.day(one.on)]);
    }
    let said = if all.is_empty() { words.t("tray-settled-nothing") } else { table.text() };
    ctx.out.lines(&said)?;
    Ok(Exit::Done)
}
