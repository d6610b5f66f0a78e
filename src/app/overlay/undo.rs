//! What an act will take back, line by line, before it is taken back.
//! What never lives here: taking it back, drawing (a question is drawn as any other).
//! The root asks it for the lines of its question.

use crate::domain::case::{TimelineEntry, TimelineWhat};
use crate::domain::event::Event;
use crate::domain::values::ActId;
use crate::domain::values::text::clean_line;
use crate::store::read::CaseView;

use super::super::say::{Fact, Say};

/// A note is said this far, in characters.
const NOTE_CHARS: usize = 60;

/// One sentence for each thing the act wrote, as far as the history read shows it.
#[must_use]
pub fn taken_back(view: &CaseView, act: ActId) -> Vec<Say> {
    view.timeline.iter().filter(|entry| entry.act == Some(act)).map(line).collect()
}

fn line(entry: &TimelineEntry) -> Say {
    let word = |id: String| Fact::Word(id);
    match &entry.what {
        TimelineWhat::Contact { channel, outcome, .. } => {
            let outcome = outcome.map_or_else(|| Fact::Text(String::new()), |code| word(format!("outcome-{code}")));
            Say::new("undo-contact").with("channel", word(format!("channel-{channel}"))).with("outcome", outcome)
        }
        TimelineWhat::Invoice { number, .. } => Say::new("undo-text").with("text", Fact::Text(number.clone())),
        TimelineWhat::Payment { amount, .. } => {
            Say::new("undo-payment").with("amount", Fact::Money(*amount)).with("day", Fact::Day(entry.day))
        }
        TimelineWhat::Returned { .. } => {
            Say::new("undo-event").with("event", word("event-payment-returned".to_owned()))
        }
        TimelineWhat::Event(event) => event_line(event),
    }
}

fn event_line(event: &Event) -> Say {
    let word = |id: String| Fact::Word(id);
    match event {
        Event::ContactRecorded(made) => Say::new("undo-contact")
            .with("channel", word(format!("channel-{}", made.channel)))
            .with("outcome", word(format!("outcome-{}", made.outcome))),
        Event::PromiseRecorded(made) => {
            Say::new("undo-promise").with("amount", Fact::Money(made.amount)).with("day", Fact::Day(made.due_on))
        }
        Event::PlanProposed(made) => {
            let lines = i64::try_from(made.lines.len()).unwrap_or(i64::MAX);
            Say::new("undo-plan").with("amount", Fact::Money(made.amount)).with("count", Fact::Count(lines))
        }
        Event::DisputeOpened(opened) => Say::new("undo-dispute")
            .with("reason", word(format!("dispute-reason-{}", opened.reason)))
            .with("sums", Fact::Sums(opened.parts.iter().map(|part| part.amount).collect())),
        Event::CallbackSet { at, .. } => Say::new("undo-callback").with("at", Fact::At(*at)),
        Event::NoteWritten { text } => Say::new("undo-text").with("text", Fact::Text(clean_line(text, NOTE_CHARS))),
        Event::HoldPlaced { reason, until, .. } => {
            Say::new("undo-hold").with("reason", word(format!("hold-reason-{reason}"))).with("day", Fact::Day(*until))
        }
        Event::PaymentRecorded { amount, paid_on, .. } => {
            Say::new("undo-payment").with("amount", Fact::Money(*amount)).with("day", Fact::Day(*paid_on))
        }
        Event::WrittenOff { amount, on, .. } => {
            Say::new("undo-write-off").with("amount", Fact::Money(*amount)).with("day", Fact::Day(*on))
        }
        Event::PromiseWithdrawn { .. }
        | Event::PromiseApproved { .. }
        | Event::PromiseRefused { .. }
        | Event::PromiseReportedPaid { .. }
        | Event::PlanAccepted { .. }
        | Event::PlanChanged { .. }
        | Event::PlanCancelled { .. }
        | Event::PlanApproved { .. }
        | Event::DisputeDecided { .. }
        | Event::DisputeFollowed { .. }
        | Event::QueueMarked { .. }
        | Event::ConsentSaid(_)
        | Event::ContactChecked(_)
        | Event::OverrideAsked(_)
        | Event::OverrideApproved { .. }
        | Event::OverrideRefused { .. }
        | Event::PointTold(_)
        | Event::HoldReleased { .. }
        | Event::PaymentReversed { .. }
        | Event::PaymentReturned { .. }
        | Event::Assigned { .. }
        | Event::ActUndone { .. }
        | Event::ActMovedOut { .. }
        | Event::ActMovedIn { .. }
        | Event::MergedInto { .. }
        | Event::Absorbed { .. }
        | Event::Unmerged { .. }
        | Event::Released { .. } => Say::new("undo-event").with("event", word(format!("event-{}", event.name()))),
    }
}
