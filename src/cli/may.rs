//! `may CASE`: may this debtor be contacted now, by which rule not, and from when on; the question is journalled.
//! What never lives here: the rules (see `domain::permit`).
//! `cli` dispatches to it.

use serde::Serialize;

use crate::domain::codes::Right;
use crate::domain::codes::{Channel, Confidence, Severity, Verdict};
use crate::domain::command::{Record, What};
use crate::domain::permit::{Ask, Checked, Finding, OverrideAsked, RuleNamed};
use crate::domain::values::text::{NAME_CHARS_MAX, NOTE_CHARS_MAX, clean_line, clean_note};
use crate::domain::values::{ActId, CaseId, Day, Instant, Login};
use crate::i18n::{Words, format};
use crate::zone::Local;

use super::values::{Reader, channel};
use super::{Ctx, Exit};

/// Whom, and how.
#[derive(Debug, clap::Args)]
pub struct Args {
    case: String,
    #[arg(long, value_parser = channel(), ignore_case = true, default_value = "call")]
    channel: Channel,
    #[arg(long, value_name = "PHONE-OR-MAIL")]
    point: Option<String>,
    #[arg(long, value_name = "INSTANT")]
    at: Option<String>,
    #[arg(long = "override", value_name = "REASON", num_args = 1..)]
    reason: Vec<String>,
    #[arg(long, value_name = "REASON", num_args = 1.., conflicts_with = "reason")]
    ask_override: Vec<String>,
}

#[derive(Debug, Serialize)]
struct Told {
    schema: &'static str,
    case: CaseId,
    channel: Channel,
    point: String,
    at: Instant,
    /// The debtor's own time, in each zone it may be in; the book's when none is known.
    local: Vec<Time>,
    verdict: Verdict,
    findings: Vec<Found>,
    next_at: Option<Instant>,
    overridden: bool,
    /// The yes of a supervisor under which it may be made all the same, that day and once.
    allowed: Option<Yes>,
    /// The act by which a supervisor was asked.
    asked: Option<ActId>,
}

#[derive(Debug, Serialize)]
struct Yes {
    by: Login,
    reason: String,
}

#[derive(Debug, Serialize)]
struct Time {
    zone: &'static str,
    known: bool,
    day: Day,
    time: String,
}

#[derive(Debug, Serialize)]
struct Found {
    rule: String,
    pack: String,
    severity: Severity,
    source: String,
    confidence: Confidence,
    until: Option<Day>,
    text: String,
}

impl Found {
    fn of(words: &Words, found: &Finding<'_>) -> Self {
        let rule = found.rule;
        Self {
            rule: rule.id.clone(),
            pack: rule.pack.clone(),
            severity: rule.severity,
            source: rule.source.clone(),
            confidence: rule.confidence,
            until: found.until,
            text: words.finding(rule, found.why, found.until),
        }
    }
}

/// Asks, tells and journals. Not allowed ends with code 1, as a search that found nothing does.
pub fn run(ctx: &mut Ctx, args: &Args) -> anyhow::Result<Exit> {
    // A book that may only be looked at answers too.
    let (mut book, writes) = match ctx.write() {
        Ok(book) => (book, true),
        Err(_) => (ctx.read()?, false),
    };
    let case = book.case(&ctx.words, &args.case)?;
    let state = book.store.case(case, book.today())?;
    let reader = Reader::new(ctx, &book);
    let now = reader.now().at;
    let at = args.at.as_deref().map_or(Ok(now), |text| reader.moment("--at", text))?;
    let point = clean_line(args.point.as_deref().unwrap_or(""), NAME_CHARS_MAX);
    let rules = book.policy().contact.clone();
    let local = Local::of(&state.debtor, book.clock.zone(), at);
    let ask = Ask { channel: args.channel, point: &point };
    let answer = local.answer(&rules, &state, ask);
    let verdict = answer.verdict();
    let next_at = (verdict == Verdict::Blocked).then(|| local.next(&rules, &state, ask, at)).flatten();
    let reason = clean_note(&args.reason.join(" "), NOTE_CHARS_MAX);
    let overridden = verdict == Verdict::Blocked && !reason.is_empty();
    let ids = answer.findings.iter().map(|found| found.rule.id.clone()).collect();
    let named: Vec<RuleNamed> = answer.blocking().collect();
    let blocking: Vec<&str> = named.iter().map(|named| named.rule.as_str()).collect();
    let allowed = state.allowance(args.channel, &blocking).and_then(|view| {
        let by = view.allowed.as_ref()?.by.clone();
        Some(Yes { by, reason: view.asked.reason.clone() })
    });
    let wish = clean_note(&args.ask_override.join(" "), NOTE_CHARS_MAX);
    let until = next_at.map_or(Day::MAX, |at| book.clock.zone().day_of(at));
    let asks = verdict == Verdict::Blocked && allowed.is_none() && !wish.is_empty();
    let wish = asks.then(|| OverrideAsked { reason: wish, ..answer.asked(ask, next_at, until) });
    let mut told = Told {
        schema: "relance.may/1",
        case,
        channel: args.channel,
        point: point.clone(),
        at,
        local: times(&local),
        verdict,
        findings: answer.findings.iter().map(|found| Found::of(&ctx.words, found)).collect(),
        next_at,
        overridden,
        allowed,
        asked: None,
    };
    let reason = if overridden { reason } else { String::new() };
    let checked = Checked { channel: args.channel, point, verdict, rules: ids, reason, allowed: None };
    // A look-up by whoever may not write is answered all the same; an override is not.
    if writes && (overridden || wish.is_some() || book.who.may(Right::Record)) {
        let asked = wish.is_some();
        let records = [Some(Record::Checked(checked)), wish.map(Record::AskOverride)];
        let recorded = book.execute(case, What::Record(records.into_iter().flatten().collect()))?;
        told.asked = asked.then_some(recorded.act);
    }
    if ctx.json {
        ctx.out.json(&told)?;
    } else {
        let text = lines(&ctx.words, &told, book.clock.zone());
        ctx.out.lines(&text)?;
    }
    let refused = verdict == Verdict::Blocked && !overridden && told.allowed.is_none() && told.asked.is_none();
    Ok(if refused { Exit::Failed } else { Exit::Done })
}

fn times(local: &Local) -> Vec<Time> {
    let time = |(zone, (day, minute)): (&crate::zone::Zone, &(Day, u16))| Time {
        zone: zone.name(),
        known: local.known,
        day: *day,
        time: format!("{:02}:{:02}", minute / 60, minute % 60),
    };
    local.zones.iter().zip(&local.moments).map(time).collect()
}

fn lines(words: &Words, told: &Told, zone: crate::zone::Zone) -> String {
    let channel = words.t(&format!("channel-{}", told.channel));
    let verdict = words.t(&format!("verdict-{}", told.verdict));
    let facts = [
        ("channel", channel.into()),
        ("case", told.case.to_string().into()),
        ("verdict", verdict.into()),
        ("at", format::moment(words.lang(), told.at, zone).into()),
    ];
    let mut out = vec![words.tf("cli-may", &facts)];
    out.extend(told.findings.iter().map(|found| format!("  {}", found.text)));
    if let Some(next) = told.next_at {
        out.push(words.tf("cli-may-next", &[("at", format::moment(words.lang(), next, zone).into())]));
    }
    if let Some(yes) = &told.allowed {
        let facts = [("who", yes.by.to_string().into()), ("reason", yes.reason.as_str().into())];
        out.push(words.tf("form-permit-allowed", &facts));
    }
    out.extend(told.asked.map(|act| words.tf("cli-may-asked", &[("act", act.to_string().into())])));
    out.join("\n")
}
