//! Rules for contacts set aside on request: who asked, what a supervisor answered, and whether the contact was made.
//! What never lives here: the rules (see `permit`), who may answer (see `decide`).
//! `derive` calls it; `decide`, forms and lists read what it makes.

use crate::domain::case::CaseState;
use crate::domain::codes::{Channel, Direction, OverrideState};
use crate::domain::event::{Entry, Event};
use crate::domain::permit::{Allowed, OverrideAsked};
use crate::domain::values::{ActId, Day, EntryId, Login};

/// What became of one request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OverrideView {
    /// Its id.
    pub id: EntryId,
    /// What was asked.
    pub asked: OverrideAsked,
    /// Who asked.
    pub who: Login,
    /// When.
    pub asked_on: Day,
    /// Where it stands.
    pub state: OverrideState,
    /// Who answered, and on which day: a yes holds until that day ends.
    pub answered: Option<(Login, Day)>,
    /// The yes, while it may be used.
    pub allowed: Option<Allowed>,
    /// Why not.
    pub refusal: String,
    /// The act in which the contact was made.
    pub used: Option<ActId>,
}

/// Every request that stands, the latest first.
pub(super) fn overrides(entries: &[Entry], as_of: Day) -> Vec<OverrideView> {
    let views = entries.iter().rev().filter_map(|entry| {
        let Event::OverrideAsked(asked) = &entry.event else { return None };
        Some(view(entries, entry, asked, as_of))
    });
    views.collect()
}

fn view(entries: &[Entry], entry: &Entry, asked: &OverrideAsked, as_of: Day) -> OverrideView {
    let id = entry.id();
    let mut view = OverrideView {
        id,
        asked: asked.clone(),
        who: entry.who.clone(),
        asked_on: entry.day,
        state: if as_of < asked.until { OverrideState::Pending } else { OverrideState::Lapsed },
        answered: None,
        allowed: None,
        refusal: String::new(),
        used: None,
    };
    for answer in entries {
        if let Event::OverrideRefused { asked, reason } = &answer.event
            && *asked == id
        {
            (view.state, view.refusal) = (OverrideState::Refused, reason.clone());
            view.answered = Some((answer.who.clone(), answer.day));
        } else if matches!(answer.event, Event::OverrideApproved { asked } if asked == id) {
            view.answered = Some((answer.who.clone(), answer.day));
            view.used = used(entries, answer, asked.channel);
            view.state = if view.used.is_some() {
                OverrideState::Used
            } else if answer.day == as_of {
                view.allowed = Some(Allowed { approval: answer.id(), by: answer.who.clone() });
                OverrideState::Approved
            } else {
                OverrideState::Lapsed
            };
        }
    }
    view
}

/// The first contact that took the yes: made that day, by that channel, and told after it.
fn used(entries: &[Entry], yes: &Entry, channel: Channel) -> Option<ActId> {
    let took = |entry: &&Entry| {
        let Event::ContactRecorded(made) = &entry.event else { return false };
        let so = made.channel == channel && made.direction == Direction::Out && made.day == yes.day;
        // One stream is in order even where the clock stands still.
        let after = if entry.case == yes.case { entry.seq > yes.seq } else { entry.recorded_at > yes.recorded_at };
        so && after
    };
    entries.iter().filter(took).min_by_key(|entry| (entry.recorded_at, entry.seq)).map(|entry| entry.act)
}

impl CaseState {
    /// The yes of a supervisor that covers a contact by this channel which these rules block: one that names them all.
    #[must_use]
    pub fn allowance(&self, channel: Channel, blocking: &[&str]) -> Option<&OverrideView> {
        let covers = |view: &&OverrideView| {
            let names = |rule: &&str| view.asked.rules.iter().any(|named| named.rule == **rule);
            view.state == OverrideState::Approved && view.asked.channel == channel && blocking.iter().all(names)
        };
        self.overrides.iter().filter(|_| !blocking.is_empty()).find(covers)
    }

    /// The request for a contact by this channel that waits for an answer.
    #[must_use]
    pub fn override_asked(&self, channel: Channel) -> Option<&OverrideView> {
        let waits = |view: &&OverrideView| view.state == OverrideState::Pending && view.asked.channel == channel;
        self.overrides.iter().find(waits)
    }
}
