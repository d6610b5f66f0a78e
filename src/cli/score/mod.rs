//! `score`: which card speaks, fitting one on the book's own past, trying it, explaining one case, choosing and going back.
//! What never lives here: the fit (see `score`), how cards are kept (see `store::adopted`).
//! `cli` dispatches to it.

mod evaluate;
mod explain;
pub mod learn;
pub mod refit;
mod train;

use clap::Subcommand;
use serde::Serialize;

use crate::domain::codes::Right;
use crate::domain::values::Day;
use crate::i18n::{Arg, Lang, Words};
use crate::score::ScoreError;
use crate::store::adopted::{Adopted, TrainedOn};

use super::table::Table;
use super::{Book, Ctx, Exit, Fault};

/// What to do; nothing: say which card speaks.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    what: Option<What>,
}

#[derive(Debug, Subcommand)]
enum What {
    Train(train::Args),
    Evaluate(evaluate::Args),
    Explain(explain::Args),
    Use(UseArgs),
    Back,
}

#[derive(Debug, clap::Args)]
struct UseArgs {
    name: String,
}

/// The card that comes with the program, by the name under which it can be chosen.
const SHIPPED: &str = "default";

#[derive(Debug, Serialize)]
struct Cards<'a> {
    schema: &'static str,
    card: &'a str,
    from_file: bool,
    cards: Vec<Line<'a>>,
}

#[derive(Debug, Serialize)]
struct Line<'a> {
    name: &'a str,
    since: Day,
    sha256: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    training: Option<&'a TrainedOn>,
}

/// Does what is asked.
pub fn run(ctx: &mut Ctx, args: &Args) -> anyhow::Result<Exit> {
    match &args.what {
        None => list(ctx),
        Some(What::Train(args)) => train::run(ctx, args),
        Some(What::Evaluate(args)) => evaluate::run(ctx, args),
        Some(What::Explain(args)) => explain::run(ctx, args),
        Some(What::Use(args)) => choose(ctx, &args.name),
        Some(What::Back) => back(ctx),
    }
}

/// Cards chosen here, oldest first.
fn chosen(book: &Book) -> anyhow::Result<Vec<Adopted>> {
    Ok(book.store.cards()?.into_iter().filter(|card| card.chosen).collect())
}

fn list(ctx: &mut Ctx) -> anyhow::Result<Exit> {
    let book = ctx.read()?;
    let all = chosen(&book)?;
    if ctx.json {
        let line = |card: &Adopted| (card.name.clone(), card.applies_from, card.sha256.clone(), card.training.clone());
        let lines: Vec<_> = all.iter().map(line).collect();
        let cards = lines.iter().map(|(name, since, sha256, training)| Line {
            name,
            since: *since,
            sha256,
            training: training.as_ref(),
        });
        let json = Cards {
            schema: "relance.score/1",
            card: book.card.name(),
            from_file: book.config.card.is_some(),
            cards: cards.collect(),
        };
        ctx.out.json(&json)?;
        return Ok(Exit::Done);
    }
    let id = if book.config.card.is_some() { "score-speaks-file" } else { "score-speaks" };
    ctx.out.line(ctx.words.tf(id, &[("card", book.card.name().into())]))?;
    if all.is_empty() {
        ctx.out.line(ctx.words.t("score-none-kept"))?;
        return Ok(Exit::Done);
    }
    let mut table = Table::new(&["", "", ""]);
    for card in &all {
        table.row([format!("  {}", card.name), ctx.words.day(card.applies_from), training_text(&ctx.words, card)]);
    }
    ctx.out.lines(&table.text())?;
    Ok(Exit::Done)
}

/// What a card was fitted on, in a few words; of the shipped one, that it is.
pub fn training_text(words: &Words, card: &Adopted) -> String {
    let Some(training) = &card.training else { return words.t("score-shipped") };
    let id = if training.recalibrated { "score-recalibrated-on" } else { "score-fitted-on" };
    words.tf(id, &training_facts(words, training))
}

fn training_facts(words: &Words, training: &TrainedOn) -> [(&'static str, Arg); 6] {
    [
        ("rows", training.rows.into()),
        ("cases", training.cases.into()),
        ("unpaid", training.unpaid.into()),
        ("from", words.date(training.from).into()),
        ("to", words.date(training.to).into()),
        ("before", training.instead_of.as_str().into()),
    ]
}

/// Refuses who may not, and a book whose config names a card: that file speaks whatever is chosen.
fn may_change(words: &Words, book: &Book) -> anyhow::Result<()> {
    book.who.need(Right::ChangeCard)?;
    if let Some(path) = &book.config.card {
        let facts = [("path", path.display().to_string().into())];
        return Err(Fault::failed(words.tf("score-file-speaks", &facts)).into());
    }
    Ok(())
}

fn choose(ctx: &mut Ctx, name: &str) -> anyhow::Result<Exit> {
    let mut book = ctx.write()?;
    may_change(&ctx.words, &book)?;
    let shipped = crate::config::Card::default_card();
    let (name, text, training) = if name == SHIPPED || name == shipped.name() {
        (shipped.name().to_owned(), crate::config::Card::DEFAULT_TEXT.to_owned(), None)
    } else {
        let known = book.store.cards()?.into_iter().rev().find(|card| card.name == name);
        let none = || Fault::failed(ctx.words.tf("score-no-such-card", &[("value", name.into())]));
        let card = known.ok_or_else(none)?;
        (card.name, card.text, card.training)
    };
    speak(ctx, &mut book, &name, &text, training)
}

/// The card chosen before the one that speaks speaks again; before the first chosen one, the shipped one did.
fn back(ctx: &mut Ctx) -> anyhow::Result<Exit> {
    let mut book = ctx.write()?;
    may_change(&ctx.words, &book)?;
    let mut all = chosen(&book)?;
    let Some(last) = all.pop() else { return Err(Fault::failed(ctx.words.t("score-nothing-before")).into()) };
    let before = all.into_iter().rev().find(|card| card.text != last.text);
    let (name, text, training) = before.map_or_else(
        || (crate::config::Card::default_card().name().to_owned(), crate::config::Card::DEFAULT_TEXT.to_owned(), None),
        |card| (card.name, card.text, card.training),
    );
    speak(ctx, &mut book, &name, &text, training)
}

fn speak(ctx: &mut Ctx, book: &mut Book, name: &str, text: &str, training: Option<TrainedOn>) -> anyhow::Result<Exit> {
    let before = book.card.name().to_owned();
    let now = book.now();
    book.store.choose_card(&book.who, now, name, text, training)?;
    if ctx.json {
        ctx.out.json(&Spoken { schema: "relance.score-use/1", card: name, before: &before })?;
    } else {
        let facts = [("card", name.into()), ("before", before.as_str().into())];
        ctx.out.line(ctx.words.tf("score-speaks-now", &facts))?;
    }
    Ok(Exit::Done)
}

#[derive(Debug, Serialize)]
struct Spoken<'a> {
    schema: &'static str,
    card: &'a str,
    before: &'a str,
}

/// Why nothing was fitted, in a sentence.
fn said(words: &Words, error: ScoreError, card: &str) -> anyhow::Error {
    let id = error.to_string();
    let sentence = match error {
        ScoreError::Store(error) => return error.into(),
        ScoreError::TooShort => words.t(&id),
        ScoreError::Train(crate::score::TrainFault::Forbidden(name)) => words.tf(&id, &[("value", name.into())]),
        ScoreError::Train(crate::score::TrainFault::TooFew { events, others }) => {
            let least = crate::score::OUTCOMES_MIN;
            let facts =
                [("unpaid", events.into()), ("paid", others.into()), ("least", least.into()), ("card", card.into())];
            words.tf(&id, &facts)
        }
    };
    Fault::failed(sentence).into()
}

/// A share with three decimals, as the language writes it: `0,874`.
fn decimal(words: &Words, value: f64) -> String {
    let text = format!("{value:.3}");
    match words.lang() {
        Lang::Fr => text.replace('.', ","),
        Lang::En => text,
    }
}

/// A share as a whole per cent.
fn percent(share: f64) -> i64 {
    (share * 100.0).round() as i64
}
