//! `score explain CASE`: the points of a case on a day, as known now or at a moment, the nearest change that would move its
//! risk to another band, and what the list of that day said.
//! What never lives here: the points themselves.
//! `score` dispatches to it.

use serde::Serialize;

use crate::domain::codes::{Band, CardSource, ReasonCode, Risk};
use crate::domain::queue::{CardName, Nearest, Reason};
use crate::domain::values::{CaseId, Day, Instant, Login, Money};
use crate::i18n::Words;
use crate::score::{Explained, explain};
use crate::store::blocks::KeptLine;
use crate::store::queue::Kept;

use super::super::values::Reader;
use super::super::{Book, Ctx, Exit, Fault};

/// Which case.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    case: String,
    #[arg(long, value_name = "INSTANT")]
    known_at: Option<String>,
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
    /// What the list of that day said; absent when it has no line of the case, or none that was kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    listed: Option<Listed>,
}

/// A line as it stood in a list, with what that was made from.
#[derive(Debug, Serialize)]
struct Listed {
    generation: i64,
    day: Day,
    planned_at: Instant,
    versions: String,
    collector: Option<Login>,
    place: u32,
    band: Band,
    score: i32,
    value: Money,
    index: i128,
    points: Vec<Point>,
}

#[derive(Debug, Serialize)]
struct Point {
    code: ReasonCode,
    points: i32,
    fact: i64,
    text: String,
}

#[derive(Debug, Serialize)]
struct WouldChange {
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
    fn of(words: &Words, nearest: &Nearest) -> Self {
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
    let mut book = ctx.read()?;
    let case = book.case(&ctx.words, &args.case)?;
    let (reporting, today) = (book.store.settings().currency, book.today());
    let reader = Reader::new(ctx, &book);
    let known_at = args.known_at.as_deref().map(|text| reader.past_moment("--known-at", text)).transpose()?;
    let row = match known_at {
        None => book.store.case_row(case, today)?,
        Some(at) => {
            let none = || Fault::failed(ctx.words.tf("score-not-known-then", &[("case", case.to_string().into())]));
            (book.config, book.card) = ctx.in_force(&book, today, at)?;
            book.store.row_known(case, today, at)?.ok_or_else(none)?
        }
    };
    let listed = listed(&ctx.words, &book, case, known_at)?;
    let explained = explain(&row, &book.card, book.policy(), reporting);
    let at_risk = i64::try_from(explained.worth.at_risk / 1_000_000).unwrap_or(i64::MAX);
    let (value, at_risk) = (Money::new(explained.worth.value.minor, reporting), Money::new(at_risk, reporting));
    let words = &ctx.words;
    if ctx.json {
        let point = |r: &Reason| Point::of(words, r);
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
            listed,
        };
        ctx.out.json(&report)?;
        return Ok(Exit::Done);
    }
    let mut text = told(words, &explained, (case, &row.name, &book.card_name()), value, at_risk);
    if let Some(listed) = &listed {
        text.push('\n');
        text.push_str(&listed.told(words, &book, explained.worth.score));
    }
    ctx.out.lines(&text)?;
    Ok(Exit::Done)
}

/// The line of a case in the newest list of the day that was made by then.
fn listed(words: &Words, book: &Book, case: CaseId, known_at: Option<Instant>) -> anyhow::Result<Option<Listed>> {
    let made = book.store.list_made(book.today(), known_at.unwrap_or(Instant(i64::MAX)))?;
    let Some(Kept { generation, versions, .. }) = made else { return Ok(None) };
    let line = book.store.line_listed(generation.number, case)?;
    Ok(line.map(|(place, KeptLine { ranked, .. })| Listed {
        generation: generation.number,
        day: generation.day,
        planned_at: generation.planned_at,
        // What it was made from, and the numbers of the texts of the house; between them figures of the close.
        versions: versions.lines().next().into_iter().chain(versions.lines().last()).collect::<Vec<_>>().join(" "),
        collector: ranked.collector,
        place,
        band: ranked.band,
        score: ranked.score,
        value: Money::new(ranked.value_minor, book.store.settings().currency),
        index: ranked.index,
        points: ranked.reasons.iter().map(|reason| Point::of(words, reason)).collect(),
    }))
}

impl Point {
    fn of(words: &Words, reason: &Reason) -> Self {
        Self { code: reason.code, points: reason.points, fact: reason.fact, text: words.reason(reason) }
    }
}

impl Listed {
    /// `In list 3 for Tuesday …, made on …: place 4, score 31`; its points, where they are not those of now.
    fn told(&self, words: &Words, book: &Book, score: i32) -> String {
        let facts = [
            ("generation", self.generation.into()),
            ("day", words.day(self.day).into()),
            ("moment", words.moment(self.planned_at, book.clock.zone()).into()),
            ("place", self.place.into()),
            ("score", self.score.to_string().into()),
            ("value", words.money(self.value).into()),
            ("versions", self.versions.as_str().into()),
        ];
        let mut out = vec![words.tf("score-listed", &facts)];
        if self.score != score {
            out.push(words.t("score-listed-otherwise"));
            out.extend(self.points.iter().map(|point| format!("  {}", point.text)));
        }
        out.join("\n")
    }
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
