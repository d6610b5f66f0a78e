//! What a person decided about a case's place in the queue: called first, passed over or put off, for some days and with a reason.
//! What never lives here: the place itself (see `ranking`).
//! `derive` calls it.

use crate::domain::case::callback::Contact;
use crate::domain::case::state::MarkView;
use crate::domain::codes::QueueMark;
use crate::domain::event::{Entry, Event};
use crate::domain::values::Day;

/// The mark in force on `as_of`: the latest one, until its day. A pin has done its work with the next contact; what was
/// put off wakes when a promise breaks after that (`broken_on`).
pub(super) fn mark(entries: &[Entry], contacts: &[Contact], broken_on: Option<Day>, as_of: Day) -> Option<MarkView> {
    let (entry, view) = entries.iter().rev().find_map(|entry| {
        let Event::QueueMarked { mark, until, reason } = &entry.event else { return None };
        Some((entry, MarkView { mark: *mark, until: *until, since: entry.day, reason: reason.clone() }))
    })?;
    let later = |contact: &Contact| contact.recorded.map_or(contact.at, |(at, _)| at) > entry.recorded_at;
    let done = match view.mark {
        QueueMark::Pin => contacts.iter().any(later),
        QueueMark::Skip => false,
        QueueMark::Snooze => broken_on.is_some_and(|on| on > view.since),
    };
    (view.until > as_of && !done).then_some(view)
}
