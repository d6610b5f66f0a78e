//! Contacts, notes, call-backs and holds: what is written down, and when work goes on.
//! What never lives here: money.
//! `decide` calls it.

use super::Scene;
use crate::domain::calendar::{business_day_from, next_business_day};
use crate::domain::codes::{HoldReason, QueueMark};
use crate::domain::command::{PIN_DAYS, Refusal, SNOOZE_DAYS};
use crate::domain::event::{Consent, ContactMade, Event, PointTold};
use crate::domain::ledger::ItemKey;
use crate::domain::point::kind_and_key;
use crate::domain::values::text::{NAME_CHARS_MAX, NOTE_CHARS_MAX, clean_line, clean_note};
use crate::domain::values::{Day, EntryId, Instant, Login};

/// Latest day of a call-back or hold, in days from today: what nobody looks at for a year is lost, not held.
pub(super) const AHEAD_DAYS_MAX: i32 = 366;

/// A note made clean, refused when it is longer than [`NOTE_CHARS_MAX`].
pub fn note_text(text: &str) -> Result<String, Refusal> {
    if text.chars().count() > NOTE_CHARS_MAX {
        return Err(Refusal::TooLong { chars_max: NOTE_CHARS_MAX });
    }
    Ok(clean_note(text, NOTE_CHARS_MAX))
}

impl Scene<'_> {
    pub(super) fn contact(&self, contact: &ContactMade) -> Result<Event, Refusal> {
        if contact.day > self.now.today || contact.at > self.now.at {
            return Err(Refusal::DayInTheFuture(contact.day));
        }
        let point = clean_line(&contact.point, NAME_CHARS_MAX);
        let note = note_text(&contact.note)?;
        Ok(Event::ContactRecorded(ContactMade { point, note, ..contact.clone() }))
    }

    pub(super) fn consent(&self, said: &Consent) -> Result<Event, Refusal> {
        if said.on > self.now.today {
            return Err(Refusal::DayInTheFuture(said.on));
        }
        let (point, origin) = (clean_line(&said.point, NAME_CHARS_MAX), clean_line(&said.origin, NAME_CHARS_MAX));
        Ok(Event::ConsentSaid(Consent { point, origin, ..said.clone() }))
    }

    pub(super) fn point(&self, told: &PointTold) -> Result<Event, Refusal> {
        let (point, name) = (clean_line(&told.point, NAME_CHARS_MAX), clean_line(&told.name, NAME_CHARS_MAX));
        kind_and_key(&point).ok_or(Refusal::NoPoint)?;
        Ok(Event::PointTold(PointTold { point, name, ..told.clone() }))
    }

    pub(super) fn note(&self, text: &str) -> Result<Event, Refusal> {
        let text = note_text(text)?;
        if text.is_empty() { Err(Refusal::NothingSaid) } else { Ok(Event::NoteWritten { text }) }
    }

    pub(super) fn callback(&self, at: Instant, due_on: Day, whom: Option<&Login>) -> Result<Event, Refusal> {
        if due_on < self.now.today || at <= self.now.at {
            return Err(Refusal::DayInThePast(due_on));
        }
        self.not_too_far(due_on)?;
        Ok(Event::CallbackSet { at, due_on, whom: whom.cloned() })
    }

    pub(super) fn hold(&self, reason: HoldReason, until: Option<Day>, items: &[ItemKey]) -> Result<Event, Refusal> {
        let today = self.now.today;
        let review = || business_day_from(self.policy.calendar, today.plus(reason.review_days()));
        let until = until.unwrap_or_else(review);
        if until <= today {
            return Err(Refusal::DayInThePast(until));
        }
        self.not_too_far(until)?;
        let mut items = items.to_vec();
        items.sort_unstable();
        items.dedup();
        for key in &items {
            self.item(key)?;
        }
        Ok(Event::HoldPlaced { reason, until, items })
    }

    pub(super) fn mark(&self, mark: QueueMark, until: Option<Day>, reason: &str) -> Result<Event, Refusal> {
        let reason = note_text(reason)?;
        if reason.is_empty() {
            return Err(Refusal::NothingSaid);
        }
        let today = self.now.today;
        let until = until.unwrap_or_else(|| match mark {
            QueueMark::Pin => today.plus(PIN_DAYS),
            QueueMark::Skip => next_business_day(self.policy.calendar, today),
            QueueMark::Snooze => business_day_from(self.policy.calendar, today.plus(SNOOZE_DAYS)),
        });
        if until <= today {
            return Err(Refusal::DayInThePast(until));
        }
        self.not_too_far(until)?;
        // A case out of the list comes back within the house's limit, under whatever name it was put off.
        let last = today.plus(self.policy.order.snooze_days);
        if mark != QueueMark::Pin && until > last {
            return Err(Refusal::BeyondTerms { last });
        }
        Ok(Event::QueueMarked { mark, until, reason })
    }

    pub(super) fn release_hold(&self, hold: EntryId) -> Result<Event, Refusal> {
        if self.state.holds.iter().any(|h| h.id == hold) {
            return Ok(Event::HoldReleased { hold });
        }
        let placed = self.made_here(hold, |event| matches!(event, Event::HoldPlaced { .. }));
        Err(if placed { Refusal::AlreadySettled } else { Refusal::NoSuchEntry(hold.to_string()) })
    }

    fn not_too_far(&self, day: Day) -> Result<(), Refusal> {
        let last = self.now.today.plus(AHEAD_DAYS_MAX);
        if day > last { Err(Refusal::BeyondTerms { last }) } else { Ok(()) }
    }
}
