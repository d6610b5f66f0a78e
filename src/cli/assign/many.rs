//! Many files in one act: what would move, desk by desk, shown first; then written, or not.
//! What never lives here: which files go to whom (see `domain::hands`, `day::desks`).
//! `cli::assign` and `cli::undo` call it.

use std::collections::BTreeSet;
use std::io::Write;

use serde::Serialize;

use crate::clock::Clock;
use crate::day::desks::{Plan, Sharing, plan};
use crate::day::what_if::House;
use crate::domain::codes::Right;
use crate::domain::command::Refusal;
use crate::domain::hands::{Filter, Load};
use crate::domain::values::{ActId, CaseId, Currency, Day, Login, Money, Tag};
use crate::i18n::{Arg, Words, format};
use crate::runtime::Interrupt;
use crate::store::bulk::{Change, LoadWatch};
use crate::store::hands::HandsChanged;

use super::super::table::Table;
use super::super::values::Reader;
use super::super::{Book, Ctx, Exit, Fault, ask, here};
use super::Args;

/// Files shown before a person says yes.
const SAMPLE: usize = 5;
/// How often progress is told, in milliseconds.
const TELL_EVERY_MS: u64 = 250;

#[derive(Debug, Serialize)]
struct Told {
    schema: &'static str,
    /// None in a dry run, or when nothing moved.
    act: Option<ActId>,
    dry_run: bool,
    /// Files that moved, or would.
    cases: u64,
    meant: u64,
    hidden: u64,
    /// Files that found no room.
    left: u64,
    until: Option<Day>,
    desks: Vec<Desk>,
    sample: Vec<Sample>,
    refused: u64,
}

#[derive(Debug, Serialize)]
struct Desk {
    collector: Option<Login>,
    before: Weighed,
    after: Weighed,
}

#[derive(Debug, Serialize)]
struct Weighed {
    cases: u64,
    value: Money,
    minutes: String,
}

#[derive(Debug, Serialize)]
struct Sample {
    case: CaseId,
    reference: String,
    name: String,
    from: Option<Login>,
    to: Option<Login>,
}

/// Plans, shows, asks, writes.
pub(super) fn run(ctx: &mut Ctx, args: &Args) -> anyhow::Result<Exit> {
    let mut book = if args.dry_run { ctx.read()? } else { ctx.write()? };
    let (sharing, until) = read(ctx, &book, args)?;
    book.who.need(Right::Assign)?;
    let house = House { card: &book.card, policy: book.policy() };
    let plan = plan(&book.store, book.today(), house, &sharing)?;
    let sample = sample(&book, &plan)?;
    if !ctx.json {
        let shown = lines(&ctx.words, &plan, &sample, book.store.settings().currency);
        ctx.out.lines(&shown)?;
    }
    if args.dry_run || plan.given.is_empty() {
        return if ctx.json { tell(ctx, &book, &plan, sample, until, None) } else { Ok(Exit::Done) };
    }
    if !args.yes && !agreed(ctx, &plan)? {
        return Ok(Exit::Failed);
    }
    let (who, now, act) = (book.who.clone(), book.now(), book.clock.new_act());
    let mut watch = Watch::new(&ctx.words, &book.clock, plan.given.len() as u64);
    let done = book.store.change_hands((&who, now), act, &plan.moves(), (until, &args.note), &mut watch);
    watch.clear();
    let done = done?;
    if ctx.json {
        return tell(ctx, &book, &plan, sample, until, Some((act, &done)));
    }
    say(ctx, "assign-done", act, &done)
}

/// Takes back an act that moved many files.
pub fn give_back(ctx: &mut Ctx, book: &mut Book, act: ActId) -> anyhow::Result<Exit> {
    let (who, now, undo, policy) = (book.who.clone(), book.now(), book.clock.new_act(), book.config.policy.clone());
    let cases = book.store.cases_of_act(act)?.len() as u64;
    let mut watch = Watch::new(&ctx.words, &book.clock, cases);
    let done = book.store.give_back((&who, now), &policy, (act, undo), &mut watch);
    watch.clear();
    let done = done?;
    if let (0, Some((_, refusal))) = (done.cases, done.refused.first()) {
        return Err(refusal.clone().into());
    }
    if ctx.json {
        let told = Told { act: Some(undo), cases: done.cases, refused: done.refused_count, ..Told::nothing() };
        ctx.out.json(&told)?;
        return Ok(if done.refused_count == 0 && !done.stopped { Exit::Done } else { Exit::Partly });
    }
    say(ctx, "assign-given-back", undo, &done)
}

/// The options as a filter and what is done with it.
fn read(ctx: &Ctx, book: &Book, args: &Args) -> anyhow::Result<(Sharing, Option<Day>)> {
    let reader = Reader::new(ctx, book);
    let currency = book.store.settings().currency;
    let logins = |texts: &[String]| texts.iter().map(|text| reader.login(text)).collect::<Result<Vec<Login>, Fault>>();
    let money = |option: &str, text: &Option<String>| {
        let read = text.as_deref().map(|text| reader.amount(option, text, currency)).transpose();
        read.map(|amount| amount.map(|money| (money.minor, money.currency)))
    };
    let to = logins(&args.to)?;
    let known: BTreeSet<Login> = book.store.people()?.into_iter().map(|person| person.login).collect();
    if let Some(unknown) = to.iter().find(|login| !known.contains(login)) {
        return Err(Refusal::NoSuchPerson(unknown.clone()).into());
    }
    let wanted = &args.filter;
    let mut filter = Filter {
        from: logins(&wanted.from)?,
        nobodys: wanted.nobodys,
        segment: wanted.segment.as_deref().map(Tag::of),
        country: wanted.country.as_deref().map(Tag::of),
        overdue_min: money("--overdue-min", &wanted.overdue_min)?,
        overdue_max: money("--overdue-max", &wanted.overdue_max)?,
        late_days_min: wanted.late,
        due_by: wanted.due_by.as_deref().map(|text| reader.day("--due-by", text)).transpose()?,
        score_min: wanted.score_min,
        score_max: wanted.score_max,
        postcode: wanted.postcode.clone(),
        mark: wanted.marked,
    };
    if args.even {
        filter.from.clone_from(&to);
    }
    let until = args.until.as_deref().map(|text| reader.day("--until", text)).transpose()?;
    Ok((Sharing { filter, to, even: args.even, by: args.by.into(), most: args.most }, until))
}

/// The first files that move, by case.
fn sample(book: &Book, plan: &Plan) -> anyhow::Result<Vec<Sample>> {
    let one = |(file, to): &(crate::domain::hands::File, usize)| -> anyhow::Result<Sample> {
        let row = book.store.case_row(file.case, book.today())?;
        let (from, to) = (plan.login(file.desk).cloned(), plan.login(*to).cloned());
        Ok(Sample { case: file.case, reference: row.reference, name: row.name, from, to })
    };
    plan.given.iter().take(SAMPLE).map(one).collect()
}

/// Desks that the change touches, by login.
fn touched(plan: &Plan) -> Vec<usize> {
    let mut desks: Vec<usize> = (0..plan.desks.len()).filter(|desk| plan.before[*desk] != plan.after[*desk]).collect();
    desks.sort_by_key(|desk| plan.login(*desk));
    desks
}

fn lines(words: &Words, plan: &Plan, sample: &[Sample], currency: Currency) -> String {
    let count = |count: u64| Arg::from(count);
    let left = plan.meant.saturating_sub(plan.given.len() as u64);
    let facts = [
        ("cases", count(plan.given.len() as u64)),
        ("meant", count(plan.meant)),
        ("hidden", count(plan.hidden)),
        ("left", count(left)),
    ];
    let mut out = format!("{}\n", words.tf("assign-plan", &facts));
    if plan.given.is_empty() {
        return out;
    }
    let heads = ["assign-head-desk", "assign-head-cases", "assign-head-money", "assign-head-minutes"];
    let [desk, cases, money, minutes] = heads.map(|id| words.t(id));
    let mut table = Table::new(&["", ">", "", ">", ">", "", ">", ">", "", ">"]);
    let none = String::new;
    table.row([desk, cases, none(), none(), money, none(), none(), minutes, none(), none()]);
    let arrow = || words.t("assign-becomes");
    for desk in touched(plan) {
        let (was, is) = (&plan.before[desk], &plan.after[desk]);
        let whole = |count: u64| words.count(i64::try_from(count).unwrap_or(i64::MAX));
        let amount = |load: &Load| words.money(Money::new(load.minor, currency));
        let minutes = |load: &Load| format::tenths(words.lang(), i64::try_from(load.tenths).unwrap_or(i64::MAX));
        let who = plan.login(desk).map_or_else(|| words.t("what-if-nobody"), |who| who.0.clone());
        table.row([
            who,
            whole(was.cases),
            arrow(),
            whole(is.cases),
            amount(was),
            arrow(),
            amount(is),
            minutes(was),
            arrow(),
            minutes(is),
        ]);
    }
    out.push_str(&table.text());
    let mut table = Table::new(&["", "", "", ""]);
    for one in sample {
        let who = |who: &Option<Login>| who.as_ref().map_or_else(|| words.t("what-if-nobody"), |who| who.0.clone());
        let hands = format!("{} {} {}", who(&one.from), arrow(), who(&one.to));
        table.row([one.case.to_string(), one.reference.clone(), one.name.clone(), hands]);
    }
    out.push_str(&format!("\n{}\n{}", words.tf("assign-sample", &facts), table.text()));
    out
}

/// Asks the person at the keyboard; without one, or without a yes, nothing is written.
fn agreed(ctx: &Ctx, plan: &Plan) -> anyhow::Result<bool> {
    let facts = [("cases", Arg::from(plan.given.len() as u64))];
    if ctx.no_input() {
        return Err(Fault::failed(ctx.words.tf("assign-say-yes", &facts)).into());
    }
    let yes = ctx.words.t("assign-yes");
    let answer = ask::ask(&ctx.words.tf("assign-ask", &facts), "", |text| Ok(text.to_lowercase() == yes))?;
    Ok(answer == Some(true))
}

fn say(ctx: &mut Ctx, id: &str, act: ActId, done: &HandsChanged) -> anyhow::Result<Exit> {
    let facts =
        [("cases", Arg::from(done.cases)), ("act", act.to_string().into()), ("refused", done.refused_count.into())];
    let mut said = format!("{}\n", ctx.words.tf(id, &facts));
    said.push_str(&refusals(&ctx.words, done));
    ctx.out.lines(&said)?;
    Ok(if done.refused_count == 0 && !done.stopped { Exit::Done } else { Exit::Partly })
}

/// The cases left alone, and why, a line each; and that somebody stopped it.
pub fn refusals(words: &Words, done: &HandsChanged) -> String {
    let mut said = String::new();
    for (case, refusal) in &done.refused {
        said.push_str(&format!("  {case}  {}\n", words.refusal(refusal)));
    }
    if done.stopped {
        said.push_str(&format!("{}\n", words.t("assign-stopped")));
    }
    said
}

fn tell(
    ctx: &mut Ctx,
    book: &Book,
    plan: &Plan,
    sample: Vec<Sample>,
    until: Option<Day>,
    done: Option<(ActId, &HandsChanged)>,
) -> anyhow::Result<Exit> {
    let currency = book.store.settings().currency;
    let weighed = |load: &Load| Weighed {
        cases: load.cases,
        value: Money::new(load.minor, currency),
        minutes: format!("{}.{}", load.tenths / 10, load.tenths % 10),
    };
    let desk = |desk: usize| Desk {
        collector: plan.login(desk).cloned(),
        before: weighed(&plan.before[desk]),
        after: weighed(&plan.after[desk]),
    };
    let given = plan.given.len() as u64;
    let whole = done.is_none_or(|(_, done)| done.refused_count == 0 && !done.stopped);
    ctx.out.json(&Told {
        act: done.map(|(act, _)| act),
        dry_run: done.is_none(),
        cases: done.map_or(given, |(_, done)| done.cases),
        meant: plan.meant,
        hidden: plan.hidden,
        left: plan.meant.saturating_sub(given),
        until,
        desks: touched(plan).into_iter().map(desk).collect(),
        sample,
        refused: done.map_or(0, |(_, done)| done.refused_count),
        ..Told::nothing()
    })?;
    Ok(if whole { Exit::Done } else { Exit::Partly })
}

impl Told {
    fn nothing() -> Self {
        Self {
            schema: "relance.hands/1",
            act: None,
            dry_run: false,
            cases: 0,
            meant: 0,
            hidden: 0,
            left: 0,
            until: None,
            desks: vec![],
            sample: vec![],
            refused: 0,
        }
    }
}

/// Time for the store, progress for a person, and an ear for Ctrl-C.
pub struct Watch<'a> {
    clock: Clock,
    /// For whoever reads along.
    words: Option<&'a Words>,
    total: u64,
    told_ms: u64,
    stop: Option<Interrupt>,
}

impl<'a> Watch<'a> {
    /// Over so many cases.
    pub fn new(words: &'a Words, clock: &Clock, total: u64) -> Self {
        let words = here::a_person_reads_errors().then_some(words);
        Self { clock: clock.clone(), words, total, told_ms: clock.monotonic_ms(), stop: Interrupt::listen().ok() }
    }

    fn write(text: &str) {
        let _nobody_reads = std::io::stderr().write_all(format!("\r\x1b[K{text}").as_bytes());
    }

    /// Takes the line of progress away.
    pub fn clear(&self) {
        if self.words.is_some() {
            Self::write("");
        }
    }
}

impl LoadWatch for Watch<'_> {
    fn ms(&mut self) -> u64 {
        self.clock.monotonic_ms()
    }

    fn went(&mut self, done: u64) -> bool {
        let now_ms = self.clock.monotonic_ms();
        if let Some(words) = self.words.filter(|_| now_ms >= self.told_ms + TELL_EVERY_MS) {
            Self::write(&words.tf("assign-progress", &[("done", done.into()), ("total", self.total.into())]));
            self.told_ms = now_ms;
        }
        !self.stop.as_ref().is_some_and(Interrupt::came)
    }

    fn change(&mut self, _change: &Change<'_>) {}
}
