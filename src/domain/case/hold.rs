//! Holds on a day: in force from the day placed until the day before work begins again, unless lifted; and whose case it is.
//! What never lives here: who may be contacted (see `ranking`'s gate).
//! `derive` calls it.

use crate::domain::case::state::{AssignmentView, HoldView};
use crate::domain::event::{Entry, Event};
use crate::domain::values::{Day, EntryId};

/// Holds in force on `as_of`, by day of return, then id.
pub(super) fn holds(entries: &[Entry], as_of: Day) -> Vec<HoldView> {
    let lifted =
        |id: EntryId| entries.iter().any(|entry| matches!(&entry.event, Event::HoldReleased { hold } if *hold == id));
    let in_force = entries.iter().filter_map(|entry| {
        let Event::HoldPlaced { reason, until, items } = &entry.event else { return None };
        let hold = HoldView { id: entry.id(), reason: *reason, until: *until, items: items.clone() };
        (*until > as_of && !lifted(entry.id())).then_some(hold)
    });
    let mut holds: Vec<HoldView> = in_force.collect();
    holds.sort_by_key(|hold| (hold.until, hold.id));
    holds
}

/// Who has the case on `as_of`: the latest assignment that has not ended; one for a while gives back to the one before.
pub(super) fn assignment(entries: &[Entry], as_of: Day) -> Option<AssignmentView> {
    entries.iter().rev().find_map(|entry| {
        let Event::Assigned { to, until, note } = &entry.event else { return None };
        let view = AssignmentView {
            to: to.clone(),
            since: entry.day,
            until: *until,
            by: entry.who.clone(),
            note: note.clone(),
        };
        until.is_none_or(|last| as_of <= last).then_some(view)
    })
}
