//! `queue`: the calls of a day in order, each with the reason it is there; and what was left out, with its date.
//! What never lives here: the order (see `ranking`), how lists are kept (see `store`).
//! `cli` dispatches to it.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::day::again::Again;
use crate::day::queue_day;
use crate::domain::calendar::next_business_day;
use crate::domain::codes::{Band, Because, Change, Exclusion, NextAction};
use crate::domain::order::OrderRules;
use crate::domain::queue::{ExcludedLine, Generation, QueueLine};
use crate::domain::values::{CaseId, Currency, Day, Instant, Login, Money, Sums};
use crate::domain::view::Sift;
use crate::i18n::{Arg, Words};
use crate::store::bank::Fresh;
use crate::store::queue::QUEUE_PAGE_MAX;
use crate::zone::Zone;

use super::queue_again::made_again;
use super::queue_json::{Fits, Product, fits, product};
use super::queue_view::{ViewArgs, sifted};
use super::table::Table;
use super::values::Reader;
use super::{Book, Ctx, Exit, Fault, json, what_if};

/// Lines printed when nobody says how many: two screens. JSON gives them all.
const LINES_DEFAULT: u32 = 50;

/// Which list, and how much of it.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[arg(long, value_name = "DATE")]
    day: Option<String>,
    #[arg(long, value_name = "LOGIN")]
    collector: Option<String>,
    #[arg(long, value_name = "N")]
    limit: Option<u32>,
    #[arg(long)]
    why: bool,
    #[arg(long)]
    excluded: bool,
    #[arg(long, value_name = "INSTANT")]
    known_at: Option<String>,
    #[command(flatten)]
    seen: ViewArgs,
    #[command(flatten)]
    what_if: what_if::WhatIfArgs,
}

impl Args {
    /// The first lines of the list that is shown when no day is asked.
    #[must_use]
    pub fn first(limit: u32) -> Self {
        Self {
            day: None,
            collector: None,
            limit: Some(limit),
            why: false,
            excluded: false,
            known_at: None,
            seen: ViewArgs::default(),
            what_if: what_if::WhatIfArgs::default(),
        }
    }
}

#[derive(Debug, Serialize)]
struct Queue<'a> {
    schema: &'static str,
    day: Day,
    generation: i64,
    collector: Option<&'a Login>,
    planned_at: Instant,
    /// Only of a list that was made again: what was known.
    #[serde(skip_serializing_if = "Option::is_none")]
    known_at: Option<Instant>,
    /// What fits into the day; absent for lists made before that was counted.
    #[serde(skip_serializing_if = "Option::is_none")]
    capacity: Option<Fits>,
    card: &'a str,
    /// Calls of the book that the factors were learnt from; 0: what is stated holds.
    learnt_from: LearntFrom,
    /// Last day of the newest bank statement, and day of the newest ledger; absent before the first statement.
    #[serde(skip_serializing_if = "Option::is_none")]
    bank_as_of: Option<Day>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ledger_as_of: Option<Day>,
    entries: Vec<Entry<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    excluded: Option<Vec<Excluded<'a>>>,
}

#[derive(Debug, Serialize)]
struct LearntFrom {
    reach: u32,
    minutes: u32,
    effect: u32,
}

#[derive(Debug, Serialize)]
struct Entry<'a> {
    rank: u32,
    case: CaseId,
    name: &'a str,
    reference: &'a str,
    band: Band,
    score: i32,
    index: i128,
    open: &'a Sums,
    overdue: &'a Sums,
    value: Money,
    oldest_due: Option<Day>,
    days_past_due: i32,
    action: NextAction,
    call_at: Option<Instant>,
    reasons: Vec<json::Why>,
    /// What the case shows before it goes wrong; no points.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    signals: Vec<json::Signal>,
    factors: Product,
    changed: Changed,
    /// Only when it is: worked since the list was made, or nothing is left to call for.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    done: bool,
}

#[derive(Debug, Serialize)]
struct Changed {
    kind: Change,
    because: Because,
}

#[derive(Debug, Serialize)]
struct Excluded<'a> {
    case: CaseId,
    name: &'a str,
    reference: &'a str,
    reason: Exclusion,
    #[serde(skip_serializing_if = "Option::is_none")]
    by: Option<CaseId>,
    until: Day,
    text: String,
    /// Only when it is: it stood in the list before this one.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    left: bool,
}

/// What was read of the book.
struct Shown {
    generation: Generation,
    /// What was known, of a list that was made again.
    known_at: Option<Instant>,
    /// The day asked, when there was no list for it and the newest one is shown instead.
    instead_of: Option<Day>,
    collector: Option<Login>,
    currency: Currency,
    lines: Vec<QueueLine>,
    total: u32,
    excluded: Option<Vec<ExcludedLine>>,
    /// Cases of the list before; read only when what was left out is asked for.
    before: BTreeSet<CaseId>,
    fresh: Fresh,
    /// The numbers the order goes by on the day of the list.
    rules: OrderRules,
    /// A view asks for a segment that nobody has.
    nobody: Option<String>,
}

/// Prints the list.
pub fn run(ctx: &mut Ctx, args: &Args) -> anyhow::Result<Exit> {
    let book = ctx.read()?;
    if let Some(file) = &args.what_if.what_if {
        let asked = args.day.as_deref().map(|text| Reader::new(ctx, &book).day("--day", text)).transpose()?;
        let day = asked.unwrap_or_else(|| next_business_day(book.policy().calendar, book.today()));
        return what_if::run(ctx, &book, file, day, (args.limit, args.what_if.progress));
    }
    let shown = read(ctx, &book, args)?;
    let zone = book.clock.zone();
    if ctx.json {
        let json = to_json(&ctx.words, &shown);
        ctx.out.json(&json)?;
    } else {
        if let Some(line) = fresh(&ctx.words, &shown.fresh) {
            ctx.out.lines(&line)?;
        }
        let text = said(&ctx.words, &shown, args.why, zone);
        ctx.out.lines(&text)?;
    }
    Ok(Exit::Done)
}

/// Up to which day the figures tell, once a bank's statement was read.
fn fresh(words: &Words, fresh: &Fresh) -> Option<String> {
    let bank = words.day(fresh.bank?);
    let ledger = fresh.ledger.map_or_else(|| "?".to_owned(), |day| words.day(day));
    let facts = [("bank", bank.into()), ("ledger", ledger.into()), ("waiting", fresh.waiting.into())];
    Some(words.tf("cli-fresh", &facts))
}

fn read(ctx: &Ctx, book: &Book, args: &Args) -> anyhow::Result<Shown> {
    let reader = Reader::new(ctx, book);
    let asked = args.day.as_deref().map(|text| reader.day("--day", text)).transpose()?;
    let collector = args.collector.as_deref().map(|text| reader.login(text)).transpose()?;
    let day = asked.unwrap_or_else(|| queue_day(book.policy().calendar, book.today()));
    let limit = args.limit.unwrap_or(if ctx.json { u32::MAX } else { LINES_DEFAULT });
    let sift = args.seen.sift(&ctx.words, book)?;
    // A view may put the last line first.
    let (asked_for, limit) = (limit, if sift.is_some() { u32::MAX } else { limit });
    let known_at = args.known_at.as_deref().map(|text| reader.past_moment("--known-at", text)).transpose()?;
    let found = book.store.generation_for(day)?;
    if let Some(made) = made_again(ctx, book, day, known_at, found.is_some())? {
        let shown = again(ctx, book, args, limit, collector, made)?;
        return Ok(seen(ctx, shown, sift.as_ref(), asked_for));
    }
    // Without a day asked, the newest list is better than none; it says which it is.
    let newest = if found.is_none() && asked.is_none() { book.store.latest_generation()? } else { None };
    let instead_of = newest.is_some().then_some(day);
    let none = || Fault::failed(ctx.words.tf("day-no-queue", &[("day", ctx.words.day(day).into())]));
    let generation = found.or(newest).ok_or_else(none)?;
    let total = book.store.queue_length(&generation, collector.as_ref())?;
    let mut lines: Vec<QueueLine> = Vec::new();
    loop {
        let from = u32::try_from(lines.len()).unwrap_or(u32::MAX);
        let some = limit.saturating_sub(from).min(QUEUE_PAGE_MAX);
        let page = book.store.queue(generation.number, collector.as_ref(), from, some, book.today())?;
        if page.is_empty() {
            break;
        }
        lines.extend(page);
    }
    let excluded = if args.excluded { Some(left_out(book, &generation, collector.as_ref())?) } else { None };
    let currency = book.store.settings().currency;
    let before = if args.excluded { listed_before(book, generation.day)? } else { BTreeSet::new() };
    let fresh = book.store.freshness()?;
    let rules = ctx.in_force(book, generation.day, Instant(i64::MAX))?.0.policy.order;
    let known_at = None;
    let nobody = None;
    let shown = Shown {
        generation,
        known_at,
        instead_of,
        collector,
        currency,
        lines,
        total,
        excluded,
        before,
        fresh,
        rules,
        nobody,
    };
    Ok(seen(ctx, shown, sift.as_ref(), asked_for))
}

/// What a view lets through of it.
fn seen(ctx: &Ctx, mut shown: Shown, sift: Option<&Sift>, limit: u32) -> Shown {
    if let Some(sift) = sift {
        (shown.lines, shown.total, shown.nobody) = sifted(&ctx.words, sift, shown.lines, limit);
    }
    shown
}

/// What is shown of a list that was made again.
fn again(
    ctx: &Ctx,
    book: &Book,
    args: &Args,
    limit: u32,
    collector: Option<Login>,
    made: Again,
) -> anyhow::Result<Shown> {
    let (store, whose) = (&book.store, collector.as_ref());
    Ok(Shown {
        known_at: Some(made.generation.planned_at),
        instead_of: None,
        currency: store.settings().currency,
        lines: made.lines(store, whose, limit)?,
        total: made.length(whose),
        excluded: if args.excluded { Some(made.excluded(store, whose)?) } else { None },
        before: made.listed_before().clone(),
        fresh: Fresh::default(),
        rules: ctx.in_force(book, made.generation.day, made.generation.planned_at)?.0.policy.order,
        generation: made.generation,
        collector,
        nobody: None,
    })
}

/// The cases that stood in the list before that of `day`.
fn listed_before(book: &Book, day: Day) -> anyhow::Result<BTreeSet<CaseId>> {
    let Some(kept) = book.store.kept_before(day)? else { return Ok(BTreeSet::new()) };
    Ok(book.store.night_listed(kept.generation.number)?.into_iter().collect())
}

fn left_out(book: &Book, generation: &Generation, collector: Option<&Login>) -> anyhow::Result<Vec<ExcludedLine>> {
    let mut all: Vec<ExcludedLine> = Vec::new();
    loop {
        let after = all.last().map_or(CaseId(0), |line| line.case);
        let page = book.store.excluded(generation, collector, after, QUEUE_PAGE_MAX)?;
        if page.is_empty() {
            return Ok(all);
        }
        all.extend(page);
    }
}

fn to_json<'a>(words: &Words, shown: &'a Shown) -> Queue<'a> {
    let entry = |line: &'a QueueLine| Entry {
        rank: line.rank,
        case: line.ranked.case,
        name: &line.name,
        reference: &line.reference,
        band: line.ranked.band,
        score: line.ranked.score,
        index: line.ranked.index,
        open: &line.open,
        overdue: &line.overdue,
        value: line.value,
        oldest_due: line.oldest_due,
        days_past_due: line.days_past_due,
        action: line.ranked.action,
        call_at: line.ranked.call_at,
        reasons: json::reasons(words, &line.ranked.reasons),
        signals: json::signals(words, &line.signals),
        factors: product(line),
        changed: Changed { kind: line.change, because: line.because },
        done: line.done,
    };
    let excluded = |line: &'a ExcludedLine| Excluded {
        case: line.case,
        name: &line.name,
        reference: &line.reference,
        reason: line.reason,
        by: line.by,
        until: line.until,
        text: excluded_text(words, line),
        left: shown.before.contains(&line.case),
    };
    Queue {
        schema: "relance.queue/1",
        day: shown.generation.day,
        generation: shown.generation.number,
        collector: shown.collector.as_ref(),
        planned_at: shown.generation.planned_at,
        known_at: shown.known_at,
        capacity: shown.generation.share(shown.collector.as_ref()).map(|share| fits(&share, shown.currency)),
        card: &shown.generation.card,
        learnt_from: LearntFrom {
            reach: shown.rules.learnt.reach_calls(),
            minutes: shown.rules.learnt.minutes_calls(),
            effect: 0,
        },
        bank_as_of: shown.fresh.bank,
        ledger_as_of: shown.fresh.bank.and(shown.fresh.ledger),
        entries: shown.lines.iter().map(entry).collect(),
        excluded: shown.excluded.as_ref().map(|all| all.iter().map(excluded).collect()),
    }
}

fn excluded_text(words: &Words, line: &ExcludedLine) -> String {
    let reason = words.rule(line.reason, line.by);
    words.tf("day-excluded", &[("reason", reason.into()), ("until", words.day(line.until).into())])
}

/// Why a line stands where it stands: reasons, what it shows before it goes wrong, what its value is multiplied with.
fn why_of(words: &Words, line: &QueueLine, rules: &OrderRules) -> Vec<String> {
    let ranked = &line.ranked;
    let mut all: Vec<String> = ranked.reasons.iter().map(|reason| words.reason(reason)).collect();
    all.extend(line.signals.iter().map(|signal| format!("? {}", words.signal(*signal))));
    all.push(words.tf("day-score", &[("score", ranked.score.into())]));
    all.push(words.factors(ranked, line.value.currency));
    all.push(words.factors_from(rules));
    if ranked.factors.drawn {
        all.push(words.t("factors-drawn"));
    }
    all.extend(ranked.factors.untouched_days.map(|days| words.tf("factors-untouched", &[("days", days.into())])));
    all
}

/// The list in words.
fn said(words: &Words, shown: &Shown, why: bool, zone: Zone) -> String {
    let generation = &shown.generation;
    let facts: &[(&str, Arg)] = &[
        ("day", words.day(generation.day).into()),
        ("generation", generation.number.into()),
        ("planned", words.day(zone.day_of(generation.planned_at)).into()),
        ("time", words.time(generation.planned_at, zone).into()),
        ("card", generation.card.as_str().into()),
        ("total", shown.total.into()),
        ("collector", shown.collector.as_ref().map_or("", |login| login.0.as_str()).into()),
    ];
    let mut out = String::new();
    if let Some(day) = shown.instead_of {
        let facts = [("day", words.day(day).into()), ("shown", words.day(generation.day).into())];
        push(&mut out, &words.tf("day-queue-instead", &facts));
    }
    if let Some(at) = shown.known_at {
        let facts = [("day", words.day(generation.day).into()), ("moment", words.moment(at, zone).into())];
        push(&mut out, &words.tf("day-queue-again", &facts));
    }
    push(&mut out, &words.tf(if shown.collector.is_some() { "day-queue-of" } else { "day-queue-title" }, facts));
    let empty = || shown.lines.is_empty().then(|| words.t("day-queue-empty"));
    if let Some(none) = shown.nobody.clone().or_else(empty) {
        push(&mut out, &none);
    }
    let share = generation.share(shown.collector.as_ref());
    // The line is drawn in one list; several together have no one order of their own.
    let cut = share.as_ref().filter(|share| share.price > 0 && share.beyond > 0);
    for (row, line) in table(words, &shown.lines, zone).lines().zip(&shown.lines) {
        if let Some(cut) = cut.filter(|cut| cut.fits + 1 == line.rank) {
            push(&mut out, &words.capacity(cut, shown.currency));
        }
        push(&mut out, row);
        if why {
            why_of(words, line, &shown.rules).iter().for_each(|text| push(&mut out, &format!("      {text}")));
        }
    }
    if let Some(share) = share.as_ref().filter(|share| cut.is_none() && share.beyond > 0) {
        push(&mut out, &words.capacity(share, shown.currency));
    }
    let more = shown.total.saturating_sub(u32::try_from(shown.lines.len()).unwrap_or(u32::MAX));
    if more > 0 {
        push(&mut out, &words.tf("day-queue-more", &[("more", more.into())]));
    }
    if let Some(excluded) = &shown.excluded {
        let count = u64::try_from(excluded.len()).unwrap_or(u64::MAX);
        push(&mut out, "");
        push(&mut out, &words.tf("day-excluded-title", &[("cases", count.into())]));
        let mut table = Table::new(&["", "", "", ""]);
        for line in excluded {
            let text = excluded_text(words, line);
            let left = shown.before.contains(&line.case);
            let text = if left { words.tf("day-was-listed", &[("text", text.into())]) } else { text };
            table.row([format!("  {}", line.case), line.name.clone(), line.reference.clone(), text]);
        }
        out.push_str(&table.text());
    }
    out
}

fn push(out: &mut String, line: &str) {
    out.push_str(line);
    out.push('\n');
}

/// One row a line: rank, case, name, overdue, days, band with its time, how it moved.
fn table(words: &Words, lines: &[QueueLine], zone: Zone) -> String {
    let mut table = Table::new(&[">", "", "", ">", ">", "", ""]);
    for line in lines {
        let band = words.t(&format!("band-{}", line.ranked.band));
        let band = match line.ranked.call_at {
            Some(at) => format!("{band} {}", words.time(at, zone)),
            None => band,
        };
        let kind = words.t(&format!("change-{}", line.change));
        let because = words.t(&format!("because-{}", line.because));
        let moved = match (line.done, line.because) {
            (true, _) => words.t("day-line-done"),
            (false, Because::Nothing) => kind,
            (false, _) => words.tf("day-line-moved", &[("kind", kind.into()), ("because", because.into())]),
        };
        let days = words.tf("day-days-late", &[("days", line.days_past_due.into())]);
        let case = line.ranked.case.to_string();
        let overdue = words.sums(&line.overdue);
        table.row([line.rank.to_string(), case, line.name.clone(), overdue, days, band, moved]);
    }
    table.text()
}
