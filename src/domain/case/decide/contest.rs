//! Disputes: what the debtor contests, checked against what is open, how it is handled, and how it ends.
//! What never lives here: what a dispute holds back on a day (see `dispute`).
//! `decide` calls it.

use super::Scene;
use super::note::{AHEAD_DAYS_MAX, note_text};
use crate::domain::case::dispute::left_to_contest;
use crate::domain::case::state::DisputeView;
use crate::domain::codes::{DisputeDecision, DisputeKind, DisputeReason, DisputeState, DisputeStep, Resolution};
use crate::domain::command::Refusal;
use crate::domain::event::{DisputeFollow, DisputeMove, DisputeOpened, Event, Part};
use crate::domain::values::text::{NAME_CHARS_MAX, clean_line};
use crate::domain::values::{ActId, Day, EntryId, Login, Money};

/// Pieces of evidence of one dispute: more is a file of its own, not a list.
pub const EVIDENCE_MAX: usize = 20;

impl Scene<'_> {
    pub(super) fn dispute(
        &self,
        kind: DisputeKind,
        reason: DisputeReason,
        parts: &[Part],
        owner: Option<&Login>,
        note: &str,
    ) -> Result<Event, Refusal> {
        let note = note_text(note)?;
        let parts = match parts.first() {
            Some(first) => self.parts(parts, first.amount.currency)?,
            // What a complaint is about need not stand on an invoice, but it must be said.
            None if kind == DisputeKind::Complaint && !note.is_empty() => vec![],
            None => return Err(Refusal::NothingSaid),
        };
        let terms = self.policy.dispute.terms(self.policy.calendar, kind, reason, self.now.today);
        for part in &parts {
            let item = self.item(&part.item)?;
            let free = item.open_minor - if terms.holds { item.disputed_minor } else { 0 };
            if part.amount.minor > free {
                let (number, free) = (item.key.number.clone(), Money::new(free.max(0), part.amount.currency));
                return Err(Refusal::AboveUndisputed { number, free });
            }
        }
        if kind == DisputeKind::Dispute
            && let Some(on) = self.rejected_before(reason, &parts)
        {
            return Err(Refusal::RejectedBefore { on });
        }
        let desk = self.policy.dispute.desk(reason);
        let owner = owner.cloned().or_else(|| desk.and_then(|desk| desk.owner.clone()));
        let department = desk.map(|desk| desk.department.clone()).unwrap_or_default();
        Ok(Event::DisputeOpened(DisputeOpened { kind, reason, parts, owner, department, terms, note }))
    }

    /// The same reason on the same invoice was rejected: that one is reopened, or the debtor refuses to pay.
    fn rejected_before(&self, reason: DisputeReason, parts: &[Part]) -> Option<Day> {
        let same = |view: &&DisputeView| {
            view.state == DisputeState::Rejected
                && view.kind == DisputeKind::Dispute
                && view.reason == reason
                && view.parts.iter().any(|part| parts.iter().any(|now| now.item == part.item))
        };
        self.state.disputes.iter().find(same).and_then(|view| view.decided_on)
    }

    fn dispute_of(&self, dispute: EntryId) -> Result<&DisputeView, Refusal> {
        let found = self.state.disputes.iter().find(|view| view.id == dispute);
        found.ok_or_else(|| Refusal::NoSuchEntry(dispute.to_string()))
    }

    /// An acceptance without an amount credits all that is still disputed; a part must lie between nothing and all.
    pub(super) fn decide_dispute(
        &self,
        dispute: EntryId,
        decision: DisputeDecision,
        credit: Option<Money>,
        (justified, resolution): (Option<bool>, Option<Resolution>),
    ) -> Result<Event, Refusal> {
        let found = self.dispute_of(dispute)?;
        if !found.state.is_open() && found.state != DisputeState::Void {
            return Err(Refusal::AlreadySettled);
        }
        let decided = |credit| Ok(Event::DisputeDecided { dispute, decision, credit, justified, resolution });
        let Some(all) = found.amount() else {
            // Nothing of it is open any more, or no invoice was named: there is nothing to credit.
            return decided(None);
        };
        let credit = match decision {
            DisputeDecision::Accepted => Some(credit.unwrap_or(all)),
            DisputeDecision::PartlyAccepted => Some(credit.ok_or(Refusal::AmountNotPositive)?),
            DisputeDecision::Rejected | DisputeDecision::Withdrawn => None,
        };
        if let Some(credit) = credit {
            within(credit, all)?;
            if let Some(max) = self.authority(credit) {
                return Err(Refusal::AboveAuthority { max });
            }
        }
        decided(credit)
    }

    /// What the person may credit alone, when that is less than this.
    fn authority(&self, credit: Money) -> Option<Money> {
        let max = self.policy.dispute.authority(self.who)?;
        (credit.minor > max).then(|| Money::new(max, credit.currency))
    }

    pub(super) fn follow_dispute(&self, dispute: EntryId, what: &DisputeMove) -> Result<Event, Refusal> {
        let found = self.dispute_of(dispute)?;
        let open = found.state.is_open();
        let what = match what {
            DisputeMove::Close { note } => self.close(found, note)?,
            DisputeMove::Reopen { reason } => self.reopen(found, reason)?,
            DisputeMove::Assign { .. }
            | DisputeMove::Check { .. }
            | DisputeMove::Evidence { .. }
            | DisputeMove::Propose { .. }
                if !open =>
            {
                return Err(Refusal::AlreadySettled);
            }
            DisputeMove::Assign { owner, department } => {
                let department = department.as_deref().map(|text| clean_line(text, NAME_CHARS_MAX));
                let department = department.unwrap_or_else(|| found.department.clone());
                DisputeFollow::Assigned { owner: owner.clone(), department }
            }
            DisputeMove::Check { at, check_on, note } => {
                if let Some(on) = check_on {
                    let last = self.now.today.plus(AHEAD_DAYS_MAX);
                    if *on < self.now.today {
                        return Err(Refusal::DayInThePast(*on));
                    } else if *on > last {
                        return Err(Refusal::BeyondTerms { last });
                    }
                }
                if !at.is_inquiry() {
                    return Err(Refusal::NothingSaid);
                }
                DisputeFollow::Checked { at: *at, check_on: *check_on, note: note_text(note)? }
            }
            DisputeMove::Evidence { name, received } => {
                let name = clean_line(name, NAME_CHARS_MAX);
                let known = found.evidence.iter().find(|evidence| evidence.name == name);
                if name.is_empty() || (known.is_none() && found.evidence.len() >= EVIDENCE_MAX) {
                    return Err(Refusal::NothingSaid);
                }
                let here = known.is_some_and(|evidence| evidence.received_on.is_some());
                if here || (known.is_some() && !received) {
                    return Err(Refusal::AlreadySettled);
                }
                DisputeFollow::Evidence { name, received: *received }
            }
            DisputeMove::Propose { credit, note } => {
                let all = found.amount().ok_or(Refusal::NothingOpen)?;
                within(*credit, all)?;
                let pending = self.authority(*credit).is_some();
                DisputeFollow::Proposed { credit: *credit, pending, note: note_text(note)? }
            }
        };
        Ok(Event::DisputeFollowed { dispute, what })
    }

    /// Grants or turns down a credit that was proposed above its author's authority; `None`: this act proposed none.
    /// The supervisor's own authority applies; turned down, the dispute is looked into again.
    pub(super) fn approve_credit(&self, act: ActId, refuse: Option<&str>) -> Result<Option<Event>, Refusal> {
        let waits = |view: &&DisputeView| {
            view.step == DisputeStep::PendingApproval && view.proposed.is_some_and(|(id, _)| id.act == act)
        };
        let Some(found) = self.state.disputes.iter().find(waits) else { return Ok(None) };
        if let Some(reason) = refuse {
            let note = note_text(reason)?;
            if note.is_empty() {
                return Err(Refusal::NothingSaid);
            }
            let what = DisputeFollow::Checked { at: DisputeStep::Investigating, check_on: None, note };
            return Ok(Some(Event::DisputeFollowed { dispute: found.id, what }));
        }
        let credit = found.proposed.map(|(_, credit)| credit);
        let full = credit == found.amount();
        let decision = if full { DisputeDecision::Accepted } else { DisputeDecision::PartlyAccepted };
        self.decide_dispute(found.id, decision, credit, (None, Some(Resolution::Credit))).map(Some)
    }

    fn close(&self, found: &DisputeView, note: &str) -> Result<DisputeFollow, Refusal> {
        if found.closed_on.is_some() {
            return Err(Refusal::AlreadySettled);
        } else if found.decided_on.is_none() {
            return Err(Refusal::NotDecided);
        } else if found.credit.is_some_and(|credit| credit.minor > 0) {
            return Err(Refusal::CreditNoteAwaited);
        }
        Ok(DisputeFollow::Closed { note: note_text(note)? })
    }

    /// What is contested now is what the decision did not credit, within what is open and not disputed by others.
    fn reopen(&self, found: &DisputeView, reason: &str) -> Result<DisputeFollow, Refusal> {
        let reason = note_text(reason)?;
        if found.decided_on.is_none() {
            return Err(Refusal::NotDecided);
        } else if found.reopened {
            return Err(Refusal::ReopenedOnce);
        } else if reason.is_empty() {
            return Err(Refusal::NothingSaid);
        }
        let terms = self.policy.dispute.terms(self.policy.calendar, found.kind, found.reason, self.now.today);
        let mut parts = left_to_contest(found);
        for part in &mut parts {
            let free = self.item(&part.item).map_or(0, |item| item.open_minor - item.disputed_minor);
            part.amount.minor = part.amount.minor.min(free);
        }
        parts.retain(|part| part.amount.minor > 0);
        if parts.is_empty() && !found.parts.is_empty() {
            return Err(Refusal::NothingOpen);
        }
        Ok(DisputeFollow::Reopened { reason, parts, terms })
    }
}

/// Refuses a credit that is nothing or more than all that is contested.
fn within(credit: Money, all: Money) -> Result<(), Refusal> {
    if credit.minor <= 0 {
        Err(Refusal::AmountNotPositive)
    } else if credit.minor > all.minor || credit.currency != all.currency {
        Err(Refusal::AboveOpen { open: all })
    } else {
        Ok(())
    }
}
