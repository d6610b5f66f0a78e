//! One outcome on many cases at once: thirty letters posted are one act, which one undo takes back.
//! What never lives here: what was said on one case.
//! `record` calls it.

use serde::Serialize;

use crate::cli::assign::{Watch, refusals};
use crate::cli::{Book, Ctx, Exit};
use crate::domain::command::Record;
use crate::domain::values::{ActId, CaseId};

#[derive(Debug, Serialize)]
struct Told {
    schema: &'static str,
    act: ActId,
    cases: u64,
    refused: u64,
}

/// Records it on each; a case that refuses is left alone and told.
pub(super) fn run(ctx: &mut Ctx, book: &mut Book, cases: &[CaseId], record: &Record) -> anyhow::Result<Exit> {
    let (who, now, act, policy) = (book.who.clone(), book.now(), book.clock.new_act(), book.config.policy.clone());
    let mut watch = Watch::new(&ctx.words, &book.clock, cases.len() as u64);
    let done = book.store.record_many((&who, now), &policy, act, (cases, record), &mut watch);
    watch.clear();
    let done = done?;
    let exit = if done.refused_count == 0 && !done.stopped { Exit::Done } else { Exit::Partly };
    if ctx.json {
        let told = Told { schema: "relance.recorded-many/1", act, cases: done.cases, refused: done.refused_count };
        ctx.out.json(&told)?;
        return Ok(exit);
    }
    let facts = [("cases", done.cases.into()), ("act", act.to_string().into()), ("refused", done.refused_count.into())];
    let said = format!("{}\n{}", ctx.words.tf("cli-recorded-many", &facts), refusals(&ctx.words, &done));
    ctx.out.lines(&said)?;
    Ok(exit)
}
