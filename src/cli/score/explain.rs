//! `score explain CASE`: the points of a case, and the nearest change that would move its risk to another band.
//! What never lives here: the points themselves.
//! `score` dispatches to it.

use serde::Serialize;

use crate::domain::codes::ReasonCode;
use crate::domain::queue::Reason;
use crate::domain::values::{CaseId, Day, Money};
use crate::i18n::Words;
use crate::score::{Explained, Nearest, explain};

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
    score: i32,
    probability_ppm: u32,
    band: &'static str,
    due_on: Option<Day>,
    value: Money,
    at_risk: Money,
    points: Vec<Point>,
    nearest: Vec<Change>,
}

#[derive(Debug, Serialize)]
struct Point {
    code: ReasonCode,
    points: i32,
    fact: i64,
    text: String,
}

#[derive(Debug, Serialize)]
struct Change {
    code: ReasonCode,
    fact: Option<i64>,
    would_be: i64,
    points: i32,
    score: i32,
    band: &'static str,
    text: String,
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
        let change = |n: &Nearest| Change {
            code: n.code,
            fact: n.fact,
            would_be: n.would_be,
            points: n.points,
            score: n.score,
            band: n.band.name(),
            text: change_text(words, n),
        };
        let report = Report {
            schema: "relance.score-explain/1",
            case,
            card: book.card.name().to_owned(),
            score: explained.worth.score,
            probability_ppm: explained.worth.leading_ppm,
            band: explained.band.name(),
            due_on: explained.worth.leading_due,
            value,
            at_risk,
            points: explained.worth.points.iter().map(point).collect(),
            nearest: explained.nearest.iter().map(change).collect(),
        };
        ctx.out.json(&report)?;
        return Ok(Exit::Done);
    }
    let text = told(words, &explained, (case, &row.name, book.card.name()), value, at_risk);
    ctx.out.lines(&text)?;
    Ok(Exit::Done)
}

fn told(
    words: &Words,
    explained: &Explained,
    (case, name, card): (CaseId, &str, &str),
    value: Money,
    at_risk: Money,
) -> String {
    let worth = &explained.worth;
    let facts = [
        ("case", case.to_string().into()),
        ("name", name.into()),
        ("card", card.into()),
        ("score", worth.score.to_string().into()),
        ("percent", i64::from((worth.leading_ppm + 5_000) / 10_000).into()),
        ("band", words.t(&format!("score-band-{}", explained.band.name())).into()),
        ("due", worth.leading_due.map_or_else(|| "none".to_owned(), |due| words.date(due)).into()),
        ("value", words.money(value).into()),
        ("at_risk", words.money(at_risk).into()),
    ];
    let mut out = vec![words.tf("score-explained", &facts)];
    out.extend(worth.points.iter().map(|reason| format!("  {}", words.reason(reason))));
    out.push(words.tf("score-explained-sum", &facts));
    if explained.nearest.is_empty() {
        out.push(words.t("score-explained-fixed"));
    }
    out.extend(explained.nearest.iter().map(|nearest| change_text(words, nearest)));
    out.join("\n")
}

/// `if it were "last invoice settled 2 days late (-5)": score -12, low risk`.
fn change_text(words: &Words, nearest: &Nearest) -> String {
    let reason = Reason { code: nearest.code, points: nearest.points, fact: nearest.would_be };
    let facts = [
        ("reason", words.reason(&reason).into()),
        ("score", nearest.score.to_string().into()),
        ("band", words.t(&format!("score-band-{}", nearest.band.name())).into()),
    ];
    words.tf("score-nearest", &facts)
}
