//! `record …`: what was said and done, through the same commands as the screen. One file per kind, each turning its
//! options into a `Record`; here they become one act.
//! What never lives here: a rule (the domain refuses in a sentence).
//! `cli` dispatches to it.

mod callback;
mod consent;
mod contact;
mod dispute;
mod hold;
mod many;
mod mark;
mod note;
mod payment;
mod plan;
mod point;
mod promise;
mod write_off;

use clap::Subcommand;

use crate::domain::case::CaseState;
use crate::domain::codes::QueueMark;
use crate::domain::command::What;
use crate::domain::event::Part;
use crate::domain::values::Money;
use crate::store;

use super::values::Reader;
use super::{Book, Ctx, Exit, Fault, json};

/// What is recorded.
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(subcommand)]
    kind: Kind,
}

#[derive(Debug, Subcommand)]
enum Kind {
    Contact(contact::Args),
    Promise(promise::Args),
    Plan(Box<plan::Args>),
    Dispute(Box<dispute::Args>),
    Payment(payment::Args),
    WriteOff(write_off::Args),
    Callback(callback::Args),
    Note(note::Args),
    Hold(hold::Args),
    Consent(consent::Args),
    Point(point::Args),
    Pin(mark::Args),
    Skip(mark::Args),
    Snooze(mark::SnoozeArgs),
}

impl Kind {
    fn case(&self) -> &str {
        match self {
            Self::Contact(args) => &args.case,
            Self::Promise(args) => &args.case,
            Self::Plan(args) => &args.case,
            Self::Dispute(args) => &args.case,
            Self::Payment(args) => &args.case,
            Self::WriteOff(args) => &args.case,
            Self::Callback(args) => &args.case,
            Self::Note(args) => &args.case,
            Self::Hold(args) => &args.case,
            Self::Consent(args) => &args.case,
            Self::Point(args) => &args.case,
            Self::Pin(args) | Self::Skip(args) => &args.case,
            Self::Snooze(args) => &args.case,
        }
    }
}

/// Records one thing as one act.
pub fn run(ctx: &mut Ctx, args: &Args) -> anyhow::Result<Exit> {
    let mut book = ctx.write()?;
    let case = book.case(&ctx.words, args.kind.case())?;
    if let Kind::Contact(args) = &args.kind {
        let also = contact::also(args)?;
        if !also.is_empty() {
            let others = also.iter().map(|text| book.case(&ctx.words, text));
            let mut cases = std::iter::once(Ok(case)).chain(others).collect::<anyhow::Result<Vec<_>>>()?;
            cases.sort_unstable();
            cases.dedup();
            let record = contact::record(&Reader::new(ctx, &book), args)?;
            return many::run(ctx, &mut book, &cases, &record);
        }
    }
    let state = book.store.case(case, book.today())?;
    let reader = Reader::new(ctx, &book);
    let record = match &args.kind {
        Kind::Contact(args) => contact::record(&reader, args)?,
        Kind::Promise(args) => promise::record(&reader, &state, args)?,
        Kind::Plan(args) => plan::record(&reader, &state, args)?,
        Kind::Dispute(args) => dispute::record(&reader, &state, args)?,
        Kind::Payment(args) => payment::record(&reader, &state, args)?,
        Kind::WriteOff(args) => write_off::record(&reader, &state, args)?,
        Kind::Callback(args) => callback::record(&reader, args)?,
        Kind::Note(args) => note::record(args),
        Kind::Hold(args) => hold::record(&reader, &state, args)?,
        Kind::Consent(args) => consent::record(&reader, args)?,
        Kind::Point(args) => point::record(args, &book.store.points(case, book.today())?),
        Kind::Pin(args) => mark::record(&reader, QueueMark::Pin, args)?,
        Kind::Skip(args) => mark::record(&reader, QueueMark::Skip, args)?,
        Kind::Snooze(args) => mark::snooze(&reader, args)?,
    };
    let recorded = book.execute(case, What::Record(vec![record]))?;
    say(ctx, &book, &recorded)
}

/// Says what was written, and how to take it back.
pub fn say(ctx: &mut Ctx, book: &Book, recorded: &store::Recorded) -> anyhow::Result<Exit> {
    if ctx.json {
        ctx.out.json(&json::Recorded::from(recorded))?;
        return Ok(Exit::Done);
    }
    let words = &ctx.words;
    let names: Vec<String> = recorded.entries.iter().map(|e| words.t(&format!("event-{}", e.event))).collect();
    let next = words.t(&format!("next-action-{}", recorded.next_action));
    let next = match recorded.next_on {
        Some(day) if day > book.today() => {
            words.tf("cli-next-on", &[("next", next.into()), ("day", words.day(day).into())])
        }
        Some(_) | None => next,
    };
    let facts = [
        ("case", recorded.case.to_string().into()),
        ("events", names.join(", ").into()),
        ("act", recorded.act.to_string().into()),
        ("next", next.into()),
    ];
    let said = words.tf("cli-recorded", &facts);
    ctx.out.lines(&said)?;
    Ok(Exit::Done)
}

/// The invoices an amount is for: those with an amount keep it, the others share what is left in the order given,
/// each up to what is open of it.
pub(in crate::cli) fn shared_out(
    reader: &Reader<'_>,
    state: &CaseState,
    texts: &[String],
    amount: Money,
) -> Result<Vec<Part>, Fault> {
    let mut parts = Vec::with_capacity(texts.len());
    let mut left = amount.minor;
    for text in texts {
        let (part, given) = reader.part(text, state, false)?;
        left -= if given { part.amount.minor } else { 0 };
        parts.push((part, given));
    }
    for (part, _) in parts.iter_mut().filter(|(_, given)| !given) {
        part.amount.minor = part.amount.minor.min(left.max(0));
        left -= part.amount.minor;
    }
    Ok(parts.into_iter().map(|(part, _)| part).collect())
}
