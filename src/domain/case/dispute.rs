//! Disputes on a day: how far each has come, what it holds back of each invoice, what an accepted one credits.
//! What never lives here: who may do what (see `decide`), wording.
//! `derive` and `promise` call it. The rule:
//!
//! * What happened to a dispute is taken by day, then in the order recorded. A decision ends its round; reopening begins
//!   a second and last one with parts of its own.
//! * From its opening to the day before its decision a round holds its parts back, where its terms say so. Together the
//!   rounds of all disputes never hold more than what is open; the first opened comes first.
//! * An accepted credit counts from the day of the decision. The dispute is closed by the credit note that confirms it
//!   (the first credited first), else by telling the debtor.
//! * Undecided, with nothing left open of what it names, it is void: nothing is left to contest.

use std::collections::HashMap;

use crate::domain::case::allocation::{Allocation, Credit};
use crate::domain::case::state::{DisputeView, EvidenceView};
use crate::domain::codes::{DisputeDecision, DisputeKind, DisputeState, DisputeStep, Resolution};
use crate::domain::event::{DisputeFollow, DisputeOpened, Entry, Event, Part};
use crate::domain::terms::DisputeTerms;
use crate::domain::values::{Day, EntryId, Login, Money};

/// A decision with its day.
#[derive(Debug, Clone, Copy)]
pub(super) struct Decided {
    /// The entry that says so.
    pub id: EntryId,
    pub on: Day,
    pub decision: DisputeDecision,
    pub credit: Option<Money>,
    pub justified: Option<bool>,
    pub resolution: Option<Resolution>,
}

/// From opening or reopening to the decision.
#[derive(Debug, Clone)]
pub(super) struct Round<'a> {
    pub from: Day,
    pub parts: &'a [Part],
    pub terms: &'a DisputeTerms,
    pub decided: Option<Decided>,
}

impl Round<'_> {
    /// True when it held back its parts at the end of a day.
    fn stood_on(&self, day: Day) -> bool {
        self.terms.holds && self.from <= day && self.decided.is_none_or(|decided| decided.on > day)
    }
}

/// A dispute with everything that happened to it.
#[derive(Debug, Clone)]
pub(super) struct Dispute<'a> {
    pub id: EntryId,
    pub entry: &'a Entry,
    pub opened: &'a DisputeOpened,
    /// One, or two once it was reopened.
    rounds: Vec<Round<'a>>,
    step: DisputeStep,
    owner: Login,
    department: String,
    check_on: Option<Day>,
    evidence: Vec<EvidenceView>,
    proposed: Option<(EntryId, Money)>,
    told_on: Option<Day>,
}

impl<'a> Dispute<'a> {
    fn open(entry: &'a Entry, opened: &'a DisputeOpened) -> Self {
        let round = Round { from: entry.day, parts: &opened.parts, terms: &opened.terms, decided: None };
        Self {
            id: entry.id(),
            entry,
            opened,
            rounds: vec![round],
            step: if opened.owner.is_some() { DisputeStep::Assigned } else { DisputeStep::Logged },
            owner: opened.owner.clone().unwrap_or_else(|| entry.who.clone()),
            department: opened.department.clone(),
            check_on: None,
            evidence: vec![],
            proposed: None,
            told_on: None,
        }
    }

    fn round(&self) -> &Round<'a> {
        // There is one from the start.
        &self.rounds[self.rounds.len() - 1]
    }

    fn take(&mut self, entry: &'a Entry) {
        if let Event::DisputeDecided { decision, credit, justified, resolution, .. } = &entry.event {
            let (decision, credit, justified, resolution) = (*decision, *credit, *justified, *resolution);
            if let Some(round) = self.rounds.last_mut().filter(|round| round.decided.is_none()) {
                round.decided =
                    Some(Decided { id: entry.id(), on: entry.day, decision, credit, justified, resolution });
                self.step = DisputeStep::Decided;
                self.check_on = None;
            }
        } else if let Event::DisputeFollowed { what, .. } = &entry.event {
            self.follow(entry, what);
        }
    }

    fn follow(&mut self, entry: &'a Entry, what: &'a DisputeFollow) {
        let decided = self.round().decided.is_some();
        match what {
            DisputeFollow::Closed { .. } if decided => self.told_on = self.told_on.or(Some(entry.day)),
            DisputeFollow::Reopened { parts, terms, .. } if decided && self.rounds.len() == 1 => {
                self.rounds.push(Round { from: entry.day, parts, terms, decided: None });
                (self.step, self.proposed, self.told_on) = (DisputeStep::Reopened, None, None);
            }
            DisputeFollow::Assigned { owner, department } if !decided => {
                self.owner = owner.clone();
                self.department.clone_from(department);
                if matches!(self.step, DisputeStep::Logged | DisputeStep::Reopened) {
                    self.step = DisputeStep::Assigned;
                }
            }
            DisputeFollow::Checked { at, check_on, .. } if !decided => {
                self.step = *at;
                self.check_on = *check_on;
            }
            DisputeFollow::Evidence { name, received } if !decided => self.note_evidence(entry.day, name, *received),
            DisputeFollow::Proposed { credit, pending, .. } if !decided => {
                self.step = if *pending { DisputeStep::PendingApproval } else { DisputeStep::Proposed };
                self.proposed = Some((entry.id(), *credit));
            }
            // What came too late or too early for its round says nothing.
            DisputeFollow::Closed { .. }
            | DisputeFollow::Reopened { .. }
            | DisputeFollow::Assigned { .. }
            | DisputeFollow::Checked { .. }
            | DisputeFollow::Evidence { .. }
            | DisputeFollow::Proposed { .. } => {}
        }
    }

    fn note_evidence(&mut self, on: Day, name: &str, received: bool) {
        let known = self.evidence.iter_mut().find(|evidence| evidence.name == name);
        match known {
            Some(evidence) if received => evidence.received_on = evidence.received_on.or(Some(on)),
            Some(evidence) => evidence.asked_on = evidence.asked_on.or(Some(on)),
            None => {
                let (asked_on, received_on) = if received { (None, Some(on)) } else { (Some(on), None) };
                self.evidence.push(EvidenceView { name: name.to_owned(), asked_on, received_on });
            }
        }
    }

    /// Parts held back at the end of a day.
    fn standing_on(&self, day: Day) -> impl Iterator<Item = &'a Part> {
        self.rounds.iter().filter(move |round| round.stood_on(day)).flat_map(|round| round.parts.iter())
    }

    fn state(&self, all: &Allocation, as_of: Day) -> DisputeState {
        let round = self.round();
        match round.decided.map(|decided| decided.decision) {
            Some(DisputeDecision::Accepted) => DisputeState::Accepted,
            Some(DisputeDecision::PartlyAccepted) => DisputeState::PartlyAccepted,
            Some(DisputeDecision::Rejected) => DisputeState::Rejected,
            Some(DisputeDecision::Withdrawn) => DisputeState::Withdrawn,
            None if !round.parts.is_empty() && !round.parts.iter().any(|part| open_of(all, part) > 0) => {
                DisputeState::Void
            }
            None if round.terms.due_on < as_of => DisputeState::Overdue,
            None => DisputeState::Open,
        }
    }

    /// The day its last round ended for good: its credit note was posted, or the debtor was told.
    fn closed_on(&self, all: &Allocation) -> Option<Day> {
        let decided = self.round().decided?;
        if decided.credit.is_some_and(|credit| credit.minor > 0) {
            all.confirmed_on(decided.id).map(|on| on.max(decided.on))
        } else {
            self.told_on
        }
    }
}

/// What is open of the invoice a part names.
fn open_of(all: &Allocation, part: &Part) -> i64 {
    let same = |item: &&super::allocation::Item| {
        item.key == part.item && item.amount.currency == part.amount.currency && item.amount.minor > 0
    };
    all.items.iter().find(same).map_or(0, |item| item.open)
}

/// The disputes among the entries that count, in the order opened.
pub(super) fn disputes(entries: &[Entry]) -> Vec<Dispute<'_>> {
    let opened = entries.iter().filter_map(|entry| {
        let Event::DisputeOpened(opened) = &entry.event else { return None };
        Some(Dispute::open(entry, opened))
    });
    let mut disputes: Vec<Dispute<'_>> = opened.collect();
    if disputes.is_empty() {
        return disputes;
    }
    // Stable: on one day the order recorded stands.
    disputes.sort_by_key(|dispute| dispute.entry.day);
    let at: HashMap<EntryId, usize> = disputes.iter().enumerate().map(|(at, dispute)| (dispute.id, at)).collect();
    let about = |entry: &&Entry| matches!(entry.event, Event::DisputeDecided { .. } | Event::DisputeFollowed { .. });
    let mut later: Vec<&Entry> = entries.iter().filter(about).collect();
    later.sort_by_key(|entry| entry.day);
    for entry in later {
        if let Some(at) = entry.event.refers_to().and_then(|id| at.get(&id)) {
            disputes[*at].take(entry);
        }
    }
    disputes
}

/// What accepted disputes take off their invoices.
pub(super) fn credits<'a>(disputes: &[Dispute<'a>]) -> Vec<Credit<'a>> {
    let credit = |round: &Round<'a>| {
        let decided = round.decided?;
        let money = decided.credit.filter(|money| money.minor > 0)?;
        Some(Credit { on: decided.on, id: decided.id, parts: round.parts, money })
    };
    disputes.iter().flat_map(|dispute| &dispute.rounds).filter_map(credit).collect()
}

/// What was open of an item and held back by no dispute, at the end of a day.
pub(super) fn free_at(all: &Allocation, disputes: &[Dispute<'_>], at: usize, day: Day) -> i64 {
    let item = &all.items[at];
    let held: i64 = disputes
        .iter()
        .flat_map(|dispute| dispute.standing_on(day))
        .filter(|part| part.item == item.key && part.amount.currency == item.amount.currency)
        .map(|part| part.amount.minor)
        .sum();
    (item.open_at(day) - held).max(0)
}

/// The disputes as seen on `as_of`, latest first, and the disputed amount of each item (in the order of `all.items`).
pub(super) fn view(all: &Allocation, disputes: &[Dispute<'_>], as_of: Day) -> (Vec<DisputeView>, Vec<i64>) {
    let mut held = vec![0; all.items.len()];
    let mut views: Vec<DisputeView> = disputes.iter().map(|dispute| one(all, dispute, as_of, &mut held)).collect();
    views.reverse();
    (views, held)
}

fn one(all: &Allocation, dispute: &Dispute<'_>, as_of: Day, held: &mut [i64]) -> DisputeView {
    let round = dispute.round();
    let state = dispute.state(all, as_of);
    let parts = if state.is_open() || state == DisputeState::Void {
        round.parts.iter().filter_map(|part| still_disputed(all, part, round.terms.holds, held)).collect()
    } else {
        round.parts.to_vec()
    };
    let closed_on = dispute.closed_on(all);
    let decided = round.decided;
    DisputeView {
        id: dispute.id,
        kind: dispute.opened.kind,
        reason: dispute.opened.reason,
        state,
        step: if closed_on.is_some() { DisputeStep::Closed } else { dispute.step },
        holds: round.terms.holds,
        parts,
        opened_on: dispute.entry.day,
        due_on: round.terms.due_on,
        check_on: dispute.check_on,
        supervisor_on: round.terms.supervisor_on,
        owner: dispute.owner.clone(),
        department: dispute.department.clone(),
        note: dispute.opened.note.clone(),
        evidence: dispute.evidence.clone(),
        proposed: dispute.proposed.filter(|_| decided.is_none()),
        decided_on: decided.map(|decided| decided.on),
        credit: decided.and_then(|decided| decided.credit),
        justified: decided.and_then(|decided| decided.justified),
        resolution: decided.and_then(|decided| decided.resolution),
        reopened: dispute.rounds.len() > 1,
        closed_on,
    }
}

fn still_disputed(all: &Allocation, part: &Part, holds: bool, held: &mut [i64]) -> Option<Part> {
    let at = all.items.iter().position(|item| item.key == part.item)?;
    let item = &all.items[at];
    let taken = if holds { held[at] } else { 0 };
    let minor = part.amount.minor.min(item.open - taken);
    if minor <= 0 || part.amount.currency != item.amount.currency {
        return None;
    }
    held[at] += if holds { minor } else { 0 };
    Some(Part { item: part.item.clone(), amount: Money::new(minor, part.amount.currency) })
}

/// What is left of a decided dispute to contest again: its parts less what was credited of them, in their order.
pub(super) fn left_to_contest(view: &DisputeView) -> Vec<Part> {
    let mut credited = view.credit.map_or(0, |credit| credit.minor);
    let mut left = vec![];
    for part in &view.parts {
        let taken = credited.min(part.amount.minor);
        credited -= taken;
        if part.amount.minor > taken {
            let amount = Money::new(part.amount.minor - taken, part.amount.currency);
            left.push(Part { item: part.item.clone(), amount });
        }
    }
    left
}

/// True when a refusal to pay stands: it is to be taken further, not talked about.
pub(super) fn refused(views: &[DisputeView]) -> bool {
    views.iter().any(|view| view.kind == DisputeKind::Refusal && view.state.is_open())
}
