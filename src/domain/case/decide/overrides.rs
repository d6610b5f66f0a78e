//! Rules for contacts set aside: by right, or on request and with a supervisor's yes.
//! What never lives here: the rules (see `permit`), what became of a request (see `case::overrides`).
//! `decide` calls it.

use super::{Scene, note_text};
use crate::domain::codes::{OverrideState, Right, Severity};
use crate::domain::command::Refusal;
use crate::domain::event::{Checked, Event, OverrideAsked};
use crate::domain::rights::who_may;
use crate::domain::values::ActId;
use crate::domain::values::text::{NAME_CHARS_MAX, clean_line};

/// Days a request waits at most; it ends before where the rules allow the contact again.
const WAITS_DAYS: i32 = 7;

impl Scene<'_> {
    pub(super) fn contact_checked(&self, checked: &Checked) -> Result<Event, Refusal> {
        let (point, mut reason) = (clean_line(&checked.point, NAME_CHARS_MAX), note_text(&checked.reason)?);
        let mut allowed = None;
        if checked.allowed.is_some() {
            // Whose yes it is stands in the journal, not in what was sent.
            let blocks = |id: &&str| {
                let rules = self.policy.contact.iter();
                rules.filter(|rule| rule.id == *id).all(|rule| rule.severity == Severity::Block)
            };
            let blocking: Vec<&str> = checked.rules.iter().map(String::as_str).filter(blocks).collect();
            let yes = self.state.allowance(checked.channel, &blocking);
            let yes = yes.ok_or(Refusal::ContactBlocked { ask: who_may(Right::OverrideRule) })?;
            (reason, allowed) = (yes.asked.reason.clone(), yes.allowed.clone());
        }
        Ok(Event::ContactChecked(Checked { point, reason, allowed, ..checked.clone() }))
    }

    /// Nobody asks twice for the same contact, and nobody without a reason.
    pub(super) fn ask_override(&self, asked: &OverrideAsked) -> Result<Event, Refusal> {
        let (point, reason) = (clean_line(&asked.point, NAME_CHARS_MAX), note_text(&asked.reason)?);
        if reason.is_empty() || asked.rules.is_empty() {
            return Err(Refusal::NothingSaid);
        }
        if let Some(waits) = self.state.override_asked(asked.channel) {
            return Err(Refusal::AlreadyAsked { by: waits.who.clone() });
        }
        let today = self.now.today;
        let until = asked.until.max(today.plus(1)).min(today.plus(WAITS_DAYS));
        Ok(Event::OverrideAsked(OverrideAsked { point, reason, until, ..asked.clone() }))
    }

    /// Sets the rules aside for the one contact that an act asked for, or does not; `None`: it asked for none. Whoever says
    /// yes has the right to set them aside.
    pub(super) fn approve_override(&self, act: ActId, refuse: Option<&str>) -> Result<Option<Event>, Refusal> {
        let Some(found) = self.state.overrides.iter().find(|view| view.id.act == act) else { return Ok(None) };
        if found.state != OverrideState::Pending {
            return Err(Refusal::AlreadySettled);
        }
        let asked = found.id;
        let Some(reason) = refuse else {
            self.who.need(Right::OverrideRule)?;
            return Ok(Some(Event::OverrideApproved { asked }));
        };
        let reason = note_text(reason)?;
        if reason.is_empty() { Err(Refusal::NothingSaid) } else { Ok(Some(Event::OverrideRefused { asked, reason })) }
    }
}
