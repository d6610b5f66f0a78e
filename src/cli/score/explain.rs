//! `score explain CASE`: the points of a case, and the nearest change that would move its risk to another band.
//! What never lives here: the points themselves.
//! `score` dispatches to it.

use serde::Serialize;

use crate::domain::codes::{CardSource, ReasonCode, Risk};
use crate::domain::queue::{CardName, Nearest, Reason};
use crate::domain::values::{CaseId, Day, Money};
use crate::i18n::Words;
use crate::score::{Explained, explain};

use super::super::{Ctx, Exit};

/// Which case.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    case: String,
}

#[derive(Debug, Serialize)]
struct Report {
    schema: &'static str,
    case: CaseId,
    card: String,
    card_source: CardSource,
    score: i32,
    probability_ppm: u32,
    band: Risk,
    due_on: Option<Day>,
    value: Money,
    at_risk: Money,
    points: Vec<Point>,
    nearest: Vec<WouldChange>,
}

#[derive(Debug, Serialize)]
struct Point {
    code: ReasonCode,
    points: i32,
    fact: i64,
    text: String,
}

/// One change of a fact, as JSON.
#[derive(Debug, Serialize)]
pub struct WouldChange {
    code: ReasonCode,
    fact: Option<i64>,
    would_be: i64,
    points: i32,
    score: i32,
    band: Risk,
    text: String,
}

impl WouldChange {
    /// As JSON, in the words of the screen.
    pub fn of(words: &Words, nearest: &Nearest) -> Self {
        Self {
            code: nearest.code,
            fact: nearest.fact,
            would_be: nearest.would_be,
            points: nearest.points,
            score: nearest.score,
            band: nearest.risk,
            text: words.nearest(nearest),
        }
    }
}

/// Explains.
pub(super) fn run(ctx: &mut Ctx, args: &Args) -> anyhow::Result<Exit> {
    let book = ctx.read()?;
    let case = book.case(&ctx.words, &args.case)?;
    let row = book.store.case_row(case, book.today())?;
    let reporting = book.store.settings().currency;
    let explained = explain(&row, &book.card, book.policy(), reporting);
    let at_risk = i64::try_from(explained.worth.at_risk / 1_000_000).unwrap_or(i64::MAX);
    let (value, at_risk) = (Money::new(explained.worth.value.minor, reporting), Money::new(at_risk, reporting));
    let words = &ctx.words;
    if ctx.json {
        let point = |r: &Reason| Point { code: r.code, points: r.points, fact: r.fact, text: words.reason(r) };
        let report = Report {
            schema: "relance.score-explain/1",
            case,
            card: book.card.name().to_owned(),
            card_source: book.card_source(),
            score: explained.worth.score,
            probability_ppm: explained.worth.leading_ppm,
            band: explained.risk,
            due_on: explained.worth.leading_due,
            value,
            at_risk,
            points: explained.worth.points.iter().map(point).collect(),
            nearest: explained.nearest.iter().map(|one| WouldChange::of(words, one)).collect(),
        };
        ctx.out.json(&report)?;
        return Ok(Exit::Done);
    }
    let text = told(words, &explained, (case, &row.name, &book.card_name()), value, at_risk);
    ctx.out.lines(&text)?;
    Ok(Exit::Done)
}

fn told(
    words: &Words,
    explained: &Explained,
    (case, name, card): (CaseId, &str, &CardName),
    value: Money,
    at_risk: Money,
) -> String {
    let worth = &explained.worth;
    let facts = [
        ("case", case.to_string().into()),
        ("name", name.into()),
        ("card", words.card(card).into()),
        ("score", worth.score.to_string().into()),
        ("percent", i64::from((worth.leading_ppm + 5_000) / 10_000).into()),
        ("risk", words.t(&format!("risk-{}", explained.risk)).into()),
        ("due", worth.leading_due.map_or_else(|| "none".to_owned(), |due| words.date(due)).into()),
        ("value", words.money(value).into()),
        ("at_risk", words.money(at_risk).into()),
    ];
    let mut out = vec![words.tf("score-explained", &facts)];
    out.extend(worth.points.iter().map(|reason| format!("  {}", words.reason(reason))));
    out.push(words.tf("score-explained-sum", &facts));
    out.extend(words.would_change(&explained.nearest));
    out.join("\n")
}
