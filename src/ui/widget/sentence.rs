//! Sentences said: a `Say` in the person's language, reasons, history lines.
//! What never lives here: cells, where a sentence stands.
//! All of `ui` calls it.

use crate::app::say::{Fact, Say};
use crate::domain::case::{KnownBy, TimelineEntry, TimelineWhat};
use crate::domain::codes::Resolution;
use crate::domain::event::{ContactMade, DisputeOpened, Event, PlanLine, Promiser};
use crate::domain::queue::{QueueLine, leading};
use crate::domain::values::{Day, Money};
use crate::i18n::{Arg, Words};
use crate::zone::Zone;

/// A sentence in the person's language.
#[must_use]
pub fn say(words: &Words, zone: Zone, say: &Say) -> String {
    if let Some((_, Fact::Refusal(refusal))) = say.facts.first() {
        return words.refusal(refusal);
    }
    let arg = |fact: &Fact| match fact {
        Fact::Text(text) => Arg::Text(text.clone()),
        Fact::Count(count) => Arg::Count(*count),
        Fact::Money(money) => Arg::Text(words.money(*money)),
        Fact::Sums(sums) => Arg::Text(words.sums(sums)),
        Fact::Day(day) => Arg::Text(words.day(*day)),
        Fact::At(at) => Arg::Text(words.moment(*at, zone)),
        Fact::Case(case) => Arg::Text(case.to_string()),
        Fact::Word(id) => Arg::Text(words.t(id)),
        Fact::Refusal(refusal) => Arg::Text(words.refusal(refusal)),
        Fact::Finding(found) => Arg::Text(words.finding(&found.0, found.1, found.2)),
    };
    let args: Vec<(&str, Arg)> = say.facts.iter().map(|(name, fact)| (*name, arg(fact))).collect();
    words.tf(&say.id, &args)
}

/// Why a line stands where it stands, in a few words that a narrow column holds.
#[must_use]
pub fn why(words: &Words, zone: Zone, line: &QueueLine) -> String {
    let time = line.ranked.call_at.map(|at| words.time(at, zone)).unwrap_or_default();
    match leading(&line.ranked.reasons, line.ranked.band) {
        Some(reason) => words.reason_short(reason, said_or_none(&time)),
        None => words.t("reason-short-amount"),
    }
}

/// By what a contact is known to be the debtor's, where that leaves a doubt.
fn doubt(words: &Words, known_by: Option<KnownBy>) -> String {
    let known_by = known_by.filter(|known_by| !known_by.is_certain());
    known_by.map(|known_by| words.t(&format!("known-by-{}-short", known_by.name()))).unwrap_or_default()
}

/// What a line of history says: its kind in a word, then the facts.
#[must_use]
pub fn history(words: &Words, zone: Zone, entry: &TimelineEntry) -> (String, String) {
    match &entry.what {
        TimelineWhat::Contact { channel, outcome, seconds, point, checks, note, known_by, .. } => {
            let kind = words.t(&format!("channel-{channel}"));
            let outcome = outcome.map(|outcome| words.t(&format!("outcome-{outcome}")));
            (
                kind,
                joined([
                    outcome.unwrap_or_default(),
                    talk(words, *seconds),
                    point.clone(),
                    words.checked_identity(checks),
                    flat(&words.contact_note(note)),
                    doubt(words, *known_by),
                ]),
            )
        }
        TimelineWhat::Invoice { number, amount, due_on } => {
            let id = if amount.minor < 0 { "history-credit-note" } else { "history-invoice" };
            let facts = [
                ("number", number.into()),
                ("amount", words.money(*amount).into()),
                ("due", words.date(*due_on).into()),
            ];
            (
                words.t(if amount.minor < 0 { "history-kind-credit-note" } else { "history-kind-invoice" }),
                words.tf(id, &facts),
            )
        }
        TimelineWhat::Payment { amount, invoice, inferred, written_off } => {
            let id = if *inferred { "history-payment-inferred" } else { "history-payment" };
            let kind = if *written_off { "event-written-off" } else { "history-kind-payment" };
            let facts = [("amount", words.money(*amount).into()), ("invoice", said_or_none(invoice).into())];
            (words.t(kind), words.tf(id, &facts))
        }
        TimelineWhat::Returned { amount, fee } => (words.t("event-payment-returned"), words.taken(*amount, *fee)),
        TimelineWhat::Event(event) => (words.t(&format!("event-{}", event.name())), facts_of(words, zone, event)),
    }
}

/// What a message's selector can tell from text: Fluent has no key for an empty one.
pub(crate) fn said_or_none(text: &str) -> &str {
    if text.is_empty() { "none" } else { text }
}

/// A plan as its lines are now.
fn changed(words: &Words, lines: &[PlanLine]) -> String {
    let total = lines.iter().map(|line| line.amount.minor).sum();
    let currency = lines.first().map(|line| line.amount.currency);
    currency.map(|currency| words.plan(Money::new(total, currency), lines)).unwrap_or_default()
}

/// The facts of a journal entry, in a few words; its name is said before it.
fn facts_of(words: &Words, zone: Zone, event: &Event) -> String {
    match event {
        Event::ContactRecorded(made) => contact(words, made),
        Event::PromiseRecorded(made) => {
            let facts = [("amount", words.money(made.amount).into()), ("due", words.day(made.due_on).into())];
            let id = if made.over.is_empty() { "history-promise" } else { "history-promise-over" };
            joined([words.tf(id, &facts), promiser(words, made.by.as_ref()), flat(&made.note)])
        }
        Event::PromiseRefused { reason, .. }
        | Event::OverrideRefused { reason, .. }
        | Event::PlanCancelled { reason, .. } => flat(reason),
        Event::PlanProposed(made) => joined([words.plan(made.amount, &made.lines), flat(&made.note)]),
        Event::PlanAccepted { acceptance, .. } => words.acceptance(acceptance),
        Event::PlanChanged { lines, .. } => changed(words, lines),
        Event::PromiseReportedPaid { verify_by, .. } => {
            words.tf("history-verify-by", &[("day", words.day(*verify_by).into())])
        }
        Event::PromiseWithdrawn { by_debtor, .. } => {
            words.t(if *by_debtor { "history-withdrawn-by-debtor" } else { "history-withdrawn-error" })
        }
        Event::DisputeOpened(opened) => contested(words, opened),
        Event::DisputeDecided { decision, credit, resolution, .. } => {
            let credit = credit.map(|credit| words.money(credit)).unwrap_or_default();
            joined([words.t(&format!("dispute-decision-{decision}")), credit, settled(words, *resolution)])
        }
        Event::DisputeFollowed { what, .. } => words.dispute_follow(what),
        Event::CallbackSet { at, whom, .. } => {
            joined([words.moment(*at, zone), whom.as_ref().map(ToString::to_string).unwrap_or_default()])
        }
        Event::NoteWritten { text } => flat(text),
        Event::ConsentSaid(consent) => joined([words.consent(consent), consent.origin.clone()]),
        Event::PointTold(told) => words.point_told(told),
        Event::ContactChecked(checked) => words.checked(checked),
        Event::OverrideAsked(asked) => words.override_asked(asked),
        Event::HoldPlaced { reason, until, items } => {
            let numbers = numbers(items.iter().map(|item| item.number.as_str()));
            joined([words.t(&format!("hold-reason-{reason}")), last_day(words, *until), numbers])
        }
        Event::QueueMarked { mark, until, reason } => {
            joined([words.t(&format!("queue-mark-{mark}")), last_day(words, *until), flat(reason)])
        }
        Event::PaymentRecorded { amount, paid_on, reference, .. } => {
            joined([words.money(*amount), words.day(*paid_on), reference.clone()])
        }
        Event::WrittenOff { amount, parts, reason, .. } => {
            let numbers = numbers(parts.iter().map(|part| part.item.number.as_str()));
            joined([words.money(*amount), numbers, flat(reason)])
        }
        Event::PaymentReversed { on, .. } => words.day(*on),
        Event::PaymentReturned { amount, on, fee, .. } => joined([words.taken(*amount, *fee), words.day(*on)]),
        Event::Assigned { to, until, note } => {
            joined([to.to_string(), until.map(|day| last_day(words, day)).unwrap_or_default(), flat(note)])
        }
        Event::ActMovedOut { to: case, .. }
        | Event::ActMovedIn { from: case, .. }
        | Event::Absorbed { from: case }
        | Event::Unmerged { from: case }
        | Event::MergedInto { into: case }
        | Event::Released { case } => case.to_string(),
        Event::OverrideApproved { .. }
        | Event::PromiseApproved { .. }
        | Event::PlanApproved { .. }
        | Event::HoldReleased { .. }
        | Event::ActUndone { .. } => String::new(),
    }
}

fn contested(words: &Words, opened: &DisputeOpened) -> String {
    let reason = words.dispute_name(opened.kind, opened.reason);
    let sums = words.sums(&opened.parts.iter().map(|part| part.amount).collect());
    let numbers = numbers(opened.parts.iter().map(|part| part.item.number.as_str()));
    joined([reason, sums, numbers, flat(&opened.note)])
}

fn contact(words: &Words, made: &ContactMade) -> String {
    let channel = words.t(&format!("channel-{}", made.channel));
    let outcome = words.t(&format!("outcome-{}", made.outcome));
    let checks = words.checked_identity(&made.checks);
    joined([channel, outcome, talk(words, made.seconds), made.point.clone(), checks, flat(&made.note)])
}

fn last_day(words: &Words, day: Day) -> String {
    words.tf("history-until", &[("day", words.day(day).into())])
}

fn settled(words: &Words, how: Option<Resolution>) -> String {
    how.map(|how| words.t(&format!("resolution-{how}"))).unwrap_or_default()
}

fn promiser(words: &Words, by: Option<&Promiser>) -> String {
    by.map(|by| words.person(Some(by.role), &by.name)).unwrap_or_default()
}

fn talk(words: &Words, seconds: u32) -> String {
    if seconds == 0 {
        return String::new();
    }
    words.tf(
        "history-talk",
        &[("minutes", (seconds / 60).into()), ("seconds", Arg::Text(format!("{:02}", seconds % 60)))],
    )
}

fn numbers<'a>(numbers: impl Iterator<Item = &'a str>) -> String {
    numbers.collect::<Vec<_>>().join(", ")
}

fn flat(note: &str) -> String {
    note.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn joined<const N: usize>(pieces: [String; N]) -> String {
    let pieces: Vec<String> = pieces.into_iter().filter(|piece| !piece.is_empty()).collect();
    pieces.join(" · ")
}
