//! `score train [--dry-run]`: fits a card on the book's own past and lets it speak.
//! What never lives here: the fit.
//! `score` dispatches to it.

use serde::Serialize;

use crate::domain::values::Day;
use crate::score::{Trained, observe, train};
use crate::store::adopted::TrainedOn;

use super::super::{Book, Ctx, Exit};
use super::{decimal, learn, may_change, said};

/// Whether to let it speak.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[arg(long)]
    dry_run: bool,
}

#[derive(Debug, Serialize)]
struct Report<'a> {
    schema: &'static str,
    card: &'a str,
    before: &'a str,
    dry_run: bool,
    rows: u64,
    unpaid: u64,
    cases: u64,
    from: Day,
    to: Day,
    every_days: i32,
    auc_in_sample: f64,
    features: Vec<&'static str>,
    text: &'a str,
}

/// Fits and adopts.
pub(super) fn run(ctx: &mut Ctx, args: &Args) -> anyhow::Result<Exit> {
    let mut book = if args.dry_run { ctx.read()? } else { ctx.write()? };
    if !args.dry_run {
        may_change(&ctx.words, &book)?;
    }
    let now = book.now();
    let before = book.card.name().to_owned();
    let past = observe(&book.store, now.today, now.at, book.policy(), None);
    let past = past.map_err(|error| said(&ctx.words, error, &before))?;
    let name = free_name(&book, now.today)?;
    let trained = train(&past, now.today, &name).map_err(|error| said(&ctx.words, error, &before))?;
    let mut told = None;
    if !args.dry_run {
        let training = trained_on(&trained, &before, false);
        book.store.choose_card(&book.who, now, &name, &trained.text, Some(training))?;
        // Calls of today may still be going on.
        told = learn::count(&ctx.words, &mut book, now.today.plus(-1))?;
    }
    if ctx.json {
        let report = Report {
            schema: "relance.score-train/1",
            card: &name,
            before: &before,
            dry_run: args.dry_run,
            rows: trained.rows,
            unpaid: trained.unpaid,
            cases: trained.cases,
            from: trained.from,
            to: trained.to,
            every_days: past.stride,
            auc_in_sample: f64::from(trained.auc_mille) / 1_000.0,
            features: trained.card.codes().map(|code| code.name()).collect(),
            text: &trained.text,
        };
        ctx.out.json(&report)?;
        return Ok(Exit::Done);
    }
    let words = &ctx.words;
    let share = trained.unpaid as f64 / trained.rows.max(1) as f64;
    let facts = [
        ("card", name.as_str().into()),
        ("before", before.as_str().into()),
        ("rows", trained.rows.into()),
        ("cases", trained.cases.into()),
        ("from", words.date(trained.from).into()),
        ("to", words.date(trained.to).into()),
        ("every", i64::from(past.stride).into()),
        ("percent", super::percent(share).into()),
        ("auc", decimal(words, f64::from(trained.auc_mille) / 1_000.0).into()),
    ];
    let mut text = vec![words.tf("score-trained", &facts), trained.text.clone()];
    text.extend(told);
    text.push(words.tf(if args.dry_run { "score-trained-dry" } else { "score-trained-speaks" }, &facts));
    ctx.out.lines(&text.join("\n"))?;
    Ok(Exit::Done)
}

/// What the journal keeps of a fit.
pub(super) fn trained_on(trained: &Trained, before: &str, recalibrated: bool) -> TrainedOn {
    TrainedOn {
        rows: trained.rows,
        unpaid: trained.unpaid,
        cases: trained.cases,
        from: trained.from,
        to: trained.to,
        instead_of: before.to_owned(),
        recalibrated,
    }
}

/// A name by the day that no card has yet: `fitted-2026-06-05`, then `fitted-2026-06-05-2`.
pub(super) fn free_name(book: &Book, day: Day) -> anyhow::Result<String> {
    let cards = book.store.cards()?;
    let taken = |name: &str| cards.iter().any(|card| card.name == name);
    let first = format!("fitted-{day}");
    if !taken(&first) {
        return Ok(first);
    }
    Ok((2..).map(|number| format!("{first}-{number}")).find(|name| !taken(name)).unwrap_or(first))
}
