//! One line of a case's history, and what an event says, in words.
//! What never lives here: layout, the order of the lines.
//! `show` and `journal` use it.

use crate::domain::case::{TimelineEntry, TimelineWhat};
use crate::domain::event::{Event, Part, PlanLine};
use crate::domain::values::{Day, Sums};
use crate::i18n::Words;
use crate::zone::Zone;

/// What stands between the parts of a line.
const BETWEEN: &str = " · ";

/// What a line of history says.
#[must_use]
pub fn line(words: &Words, zone: Zone, entry: &TimelineEntry) -> String {
    let parts = match &entry.what {
        TimelineWhat::Contact { outcome, seconds, point, checks, note, known_by, .. } => {
            let outcome = outcome.map(|outcome| words.t(&format!("outcome-{outcome}"))).unwrap_or_default();
            let talk =
                if *seconds > 0 { words.tf("cli-seconds", &[("count", (*seconds).into())]) } else { String::new() };
            let known_by = known_by.filter(|known_by| !known_by.is_certain());
            let doubt = known_by.map(|known_by| words.t(&format!("known-by-{}-short", known_by.name())));
            let checks = words.checked_identity(checks);
            vec![outcome, talk, point.clone(), checks, words.contact_note(note), doubt.unwrap_or_default()]
        }
        TimelineWhat::Invoice { number, amount, due_on } => {
            let kind = if amount.minor < 0 { "cli-credit-note" } else { "cli-invoice" };
            let due = words.tf("cli-due", &[("day", words.day(*due_on).into())]);
            vec![words.tf(kind, &[("number", number.into())]), words.money(*amount), due]
        }
        TimelineWhat::Payment { amount, invoice, inferred, written_off } => {
            let kind = match (inferred, written_off) {
                (true, _) => "cli-payment-inferred",
                (false, true) => "event-written-off",
                (false, false) => "cli-payment",
            };
            vec![words.t(kind), words.money(*amount), invoice.clone()]
        }
        TimelineWhat::Returned { amount, fee } => {
            vec![words.t("event-payment-returned"), words.taken(*amount, *fee)]
        }
        TimelineWhat::Event(event) => vec![event_text(words, zone, event)],
    };
    joined(parts)
}

/// What an event says: its name and its facts.
#[must_use]
pub fn event_text(words: &Words, zone: Zone, event: &Event) -> String {
    let name = words.t(&format!("event-{}", event.name()));
    let mut parts = vec![name];
    parts.extend(facts(words, zone, event));
    joined(parts)
}

fn facts(words: &Words, zone: Zone, event: &Event) -> Vec<String> {
    match event {
        Event::ContactRecorded(made) => {
            let channel = words.t(&format!("channel-{}", made.channel));
            vec![channel, words.t(&format!("outcome-{}", made.outcome)), made.point.clone(), made.note.clone()]
        }
        Event::PromiseRecorded(made) => {
            let by =
                made.by.as_ref().map(|by| joined(vec![words.t(&format!("party-role-{}", by.role)), by.name.clone()]));
            let (due, invoices) = (words.day(made.due_on), invoices(&made.covers));
            vec![words.money(made.amount), due, invoices, by.unwrap_or_default(), made.note.clone()]
        }
        Event::PromiseWithdrawn { promise, .. } | Event::PromiseApproved { promise } => vec![promise.to_string()],
        Event::PlanProposed(made) => {
            let word = made.accepted.as_ref().map(|accepted| words.acceptance(accepted));
            let invoices = invoices(&made.covers);
            vec![words.plan(made.amount, &made.lines), invoices, word.unwrap_or_default(), made.note.clone()]
        }
        Event::PlanAccepted { plan, acceptance } => vec![words.acceptance(acceptance), plan.to_string()],
        Event::PlanChanged { plan, lines } => vec![instalments(words, lines), plan.to_string()],
        Event::PlanApproved { plan: id } | Event::OverrideApproved { asked: id } => vec![id.to_string()],
        Event::PlanCancelled { plan: id, reason }
        | Event::PromiseRefused { promise: id, reason }
        | Event::OverrideRefused { asked: id, reason } => vec![reason.clone(), id.to_string()],
        Event::PromiseReportedPaid { promise, verify_by } => vec![until(words, *verify_by), promise.to_string()],
        Event::DisputeOpened(opened) => {
            let reason = words.dispute_name(opened.kind, opened.reason);
            vec![reason, words.sums(&sum(&opened.parts)), invoices(&opened.parts), opened.note.clone()]
        }
        Event::DisputeFollowed { dispute, what } => vec![words.dispute_follow(what), dispute.to_string()],
        Event::DisputeDecided { dispute, decision, credit, .. } => {
            let credit = credit.map(|credit| words.money(credit)).unwrap_or_default();
            vec![words.t(&format!("dispute-decision-{decision}")), credit, dispute.to_string()]
        }
        Event::CallbackSet { at, whom, .. } => {
            vec![words.moment(*at, zone), whom.as_ref().map(ToString::to_string).unwrap_or_default()]
        }
        Event::NoteWritten { text } => vec![text.clone()],
        Event::ConsentSaid(consent) => vec![words.consent(consent), consent.origin.clone()],
        Event::PointTold(told) => vec![words.point_told(told)],
        Event::ContactChecked(checked) => vec![words.checked(checked)],
        Event::OverrideAsked(asked) => vec![words.override_asked(asked)],
        Event::HoldPlaced { reason, until: day, .. } => {
            vec![words.t(&format!("hold-reason-{reason}")), until(words, *day)]
        }
        Event::QueueMarked { mark, until: day, reason } => {
            vec![words.t(&format!("queue-mark-{mark}")), until(words, *day), reason.clone()]
        }
        Event::HoldReleased { hold } => vec![hold.to_string()],
        Event::PaymentRecorded { amount, paid_on: on, parts, reference: said, .. }
        | Event::WrittenOff { amount, on, parts, reason: said } => {
            vec![words.money(*amount), words.day(*on), invoices(parts), said.clone()]
        }
        Event::PaymentReversed { payment, on } => vec![payment.to_string(), words.day(*on)],
        Event::PaymentReturned { amount, on, fee, .. } => vec![words.taken(*amount, *fee), words.day(*on)],
        Event::Assigned { to, until: last, note } => {
            vec![to.to_string(), last.map(|day| until(words, day)).unwrap_or_default(), note.clone()]
        }
        Event::ActUndone { undone } => vec![undone.to_string()],
        Event::ActMovedOut { moved, to } => vec![moved.to_string(), to.to_string()],
        Event::ActMovedIn { moved, from, events, .. } => {
            let inner = events.iter().map(|event| event_text(words, zone, event));
            [moved.to_string(), from.to_string()].into_iter().chain(inner).collect()
        }
        Event::MergedInto { into: case } | Event::Absorbed { from: case } => vec![case.to_string()],
        Event::Unmerged { from: case } | Event::Released { case } => vec![case.to_string()],
    }
}

fn instalments(words: &Words, lines: &[PlanLine]) -> String {
    let lines = lines.iter().map(|line| format!("{} {}", words.date(line.due_on), words.money(line.amount)));
    lines.collect::<Vec<_>>().join(", ")
}

fn until(words: &Words, day: Day) -> String {
    words.tf("cli-until", &[("day", words.day(day).into())])
}

fn invoices(parts: &[Part]) -> String {
    parts.iter().map(|part| part.item.number.as_str()).collect::<Vec<_>>().join(", ")
}

/// The parts of a dispute added up, per currency.
#[must_use]
pub fn sum(parts: &[Part]) -> Sums {
    parts.iter().map(|part| part.amount).collect()
}

fn joined(parts: Vec<String>) -> String {
    let said = parts.iter().map(|part| part.lines().collect::<Vec<_>>().join(" ")).filter(|part| !part.is_empty());
    said.collect::<Vec<_>>().join(BETWEEN)
}
