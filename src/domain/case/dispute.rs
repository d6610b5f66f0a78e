//! Disputes on a day: open, overdue or decided; what they hold back of each invoice; what an accepted one credits.
//! What never lives here: who settles them, wording.
//! `derive` and `promise` call it.

use crate::domain::case::allocation::{Allocation, Credit};
use crate::domain::case::state::DisputeView;
use crate::domain::codes::{DisputeDecision, DisputeState};
use crate::domain::event::{DisputeOpened, Entry, Event, Part};
use crate::domain::values::{Day, EntryId, Money};

/// A dispute with its decision, when there is one.
#[derive(Debug, Clone)]
pub(super) struct Dispute<'a> {
    pub id: EntryId,
    pub entry: &'a Entry,
    pub opened: &'a DisputeOpened,
    pub decided: Option<(Day, DisputeDecision, Option<Money>)>,
}

impl Dispute<'_> {
    /// True when it held back its parts at the end of a day.
    fn stood_on(&self, day: Day) -> bool {
        self.entry.day <= day && self.decided.is_none_or(|(on, ..)| on > day)
    }
}

/// The disputes among the entries that count, in the order opened.
pub(super) fn disputes(entries: &[Entry]) -> Vec<Dispute<'_>> {
    let decision = |id: EntryId| {
        entries.iter().find_map(|entry| {
            let Event::DisputeDecided { dispute, decision, credit } = &entry.event else { return None };
            (*dispute == id).then_some((entry.day, *decision, *credit))
        })
    };
    let opened = entries.iter().filter_map(|entry| {
        let Event::DisputeOpened(opened) = &entry.event else { return None };
        Some(Dispute { id: entry.id(), entry, opened, decided: decision(entry.id()) })
    });
    opened.collect()
}

/// What accepted disputes take off their invoices.
pub(super) fn credits<'a>(disputes: &[Dispute<'a>]) -> Vec<Credit<'a>> {
    let credit = |dispute: &Dispute<'a>| {
        let (on, _, money) = dispute.decided?;
        let money = money.filter(|money| money.minor > 0)?;
        Some(Credit { on, id: dispute.id, parts: &dispute.opened.parts, money })
    };
    disputes.iter().filter_map(credit).collect()
}

/// What was open of an item and held back by no dispute, at the end of a day.
pub(super) fn free_at(all: &Allocation, disputes: &[Dispute<'_>], at: usize, day: Day) -> i64 {
    let item = &all.items[at];
    let parts = disputes.iter().filter(|d| d.stood_on(day)).flat_map(|d| &d.opened.parts);
    let held: i64 = parts
        .filter(|part| part.item == item.key && part.amount.currency == item.amount.currency)
        .map(|part| part.amount.minor)
        .sum();
    (item.open_at(day) - held).max(0)
}

/// The disputes as seen on `as_of`, latest first, and the disputed amount of each item (in the order of `all.items`).
/// Together the open ones never hold back more than what is open; the first opened comes first.
pub(super) fn view(all: &Allocation, disputes: &[Dispute<'_>], as_of: Day) -> (Vec<DisputeView>, Vec<i64>) {
    let mut held = vec![0; all.items.len()];
    let mut views: Vec<DisputeView> = disputes
        .iter()
        .map(|dispute| {
            let state = match dispute.decided {
                Some((_, DisputeDecision::Accepted, _)) => DisputeState::Accepted,
                Some((_, DisputeDecision::PartlyAccepted, _)) => DisputeState::PartlyAccepted,
                Some((_, DisputeDecision::Rejected, _)) => DisputeState::Rejected,
                Some((_, DisputeDecision::Withdrawn, _)) => DisputeState::Withdrawn,
                None if dispute.opened.terms.due_on < as_of => DisputeState::Overdue,
                None => DisputeState::Open,
            };
            let parts = if state.is_open() {
                dispute.opened.parts.iter().filter_map(|part| still_disputed(all, part, &mut held)).collect()
            } else {
                dispute.opened.parts.clone()
            };
            DisputeView {
                id: dispute.id,
                reason: dispute.opened.reason,
                state,
                parts,
                opened_on: dispute.entry.day,
                due_on: dispute.opened.terms.due_on,
                owner: dispute.opened.owner.clone().unwrap_or_else(|| dispute.entry.who.clone()),
                note: dispute.opened.note.clone(),
            }
        })
        .collect();
    views.reverse();
    (views, held)
}

fn still_disputed(all: &Allocation, part: &Part, held: &mut [i64]) -> Option<Part> {
    let at = all.items.iter().position(|item| item.key == part.item)?;
    let item = &all.items[at];
    let minor = part.amount.minor.min(item.open - held[at]);
    if minor <= 0 || part.amount.currency != item.amount.currency {
        return None;
    }
    held[at] += minor;
    Some(Part { item: part.item.clone(), amount: Money::new(minor, part.amount.currency) })
}
