//! The second derivation of disputes, for `audit`: by looking back from the end, plain and slow.
//! What never lives here: anything of `dispute`; the rule both follow is written there.
//! `audit` calls it.

use std::collections::BTreeSet;

use crate::domain::codes::{DisputeDecision, DisputeStep};
use crate::domain::event::{DisputeFollow, DisputeOpened, Entry, Event, Part};
use crate::domain::ledger::ItemKey;
use crate::domain::values::{Currency, Day, EntryId, Money};

/// A dispute and what was said of it, by day.
pub(super) struct Contest<'a> {
    pub(super) id: EntryId,
    entry: &'a Entry,
    opened: &'a DisputeOpened,
    later: Vec<&'a Entry>,
}

/// From opening or reopening on: its first day, what was contested, and what was said in it.
struct Round<'a, 's> {
    from: Day,
    parts: &'a [Part],
    holds: bool,
    due_on: Day,
    said: &'s [&'a Entry],
}

/// How a round ended.
pub(super) struct End {
    pub(super) key: String,
    pub(super) on: Day,
    pub(super) decision: DisputeDecision,
    pub(super) credit: Option<Money>,
}

/// Every dispute, by day of opening.
pub(super) fn contests(entries: &[Entry]) -> Vec<Contest<'_>> {
    let mut all: Vec<Contest<'_>> = entries
        .iter()
        .filter_map(|entry| {
            let Event::DisputeOpened(opened) = &entry.event else { return None };
            let id = entry.id();
            let mut later: Vec<&Entry> = entries.iter().filter(|other| speaks_of(other, id)).collect();
            later.sort_by_key(|other| other.day);
            Some(Contest { id, entry, opened, later })
        })
        .collect();
    all.sort_by_key(|contest| contest.entry.day);
    all
}

fn speaks_of(entry: &Entry, id: EntryId) -> bool {
    let about = matches!(entry.event, Event::DisputeDecided { .. } | Event::DisputeFollowed { .. });
    about && entry.event.refers_to() == Some(id)
}

impl<'a> Contest<'a> {
    /// Where the second round begins in `later`: the first reopening after a decision.
    fn reopened_at(&self) -> Option<usize> {
        let first = self.later.iter().position(|entry| matches!(entry.event, Event::DisputeDecided { .. }))?;
        let again = |entry: &&Entry| {
            matches!(&entry.event, Event::DisputeFollowed { what: DisputeFollow::Reopened { .. }, .. })
        };
        self.later.iter().skip(first).position(again).map(|at| at + first)
    }

    /// The one or two rounds.
    fn rounds(&self) -> Vec<Round<'a, '_>> {
        let terms = &self.opened.terms;
        let cut = self.reopened_at();
        let first = &self.later[..cut.unwrap_or(self.later.len())];
        let (from, parts) = (self.entry.day, self.opened.parts.as_slice());
        let mut rounds = vec![Round { from, parts, holds: terms.holds, due_on: terms.due_on, said: first }];
        if let Some(at) = cut
            && let Event::DisputeFollowed { what: DisputeFollow::Reopened { parts, terms, .. }, .. } =
                &self.later[at].event
        {
            let (from, said) = (self.later[at].day, &self.later[at + 1..]);
            rounds.push(Round { from, parts, holds: terms.holds, due_on: terms.due_on, said });
        }
        rounds
    }

    /// What every round credits, with the parts it is taken from.
    pub(super) fn ends(&self) -> Vec<(End, &'a [Part])> {
        self.rounds().iter().filter_map(|round| Some((end(round.said)?, round.parts))).collect()
    }

    /// What it says of an invoice at the end of a day.
    pub(super) fn holds_of(&self, key: &ItemKey, currency: Currency, day: Day) -> i64 {
        let mut sum = 0;
        for round in self.rounds() {
            if round.holds && round.from <= day && end(round.said).is_none_or(|end| end.on > day) {
                let of = round.parts.iter().filter(|part| part.item == *key && part.amount.currency == currency);
                sum += of.map(|part| part.amount.minor).sum::<i64>();
            }
        }
        sum
    }

    /// How far it has come, how it was decided, and when a decision was due; `None` once it is closed or void.
    /// `confirmed`: decisions whose credit note was posted. `left`: what is open of an invoice.
    pub(super) fn waits(
        &self,
        confirmed: &BTreeSet<String>,
        left: impl Fn(&Part) -> i64,
    ) -> Option<(DisputeStep, Option<DisputeDecision>, Day)> {
        let rounds = self.rounds();
        let Round { parts, due_on, said, .. } = rounds.last()?;
        if let Some(end) = end(said) {
            let told = said.iter().skip_while(|entry| !matches!(entry.event, Event::DisputeDecided { .. }));
            let told =
                told.filter_map(|entry| followed(entry)).any(|what| matches!(what, DisputeFollow::Closed { .. }));
            let credited = end.credit.is_some_and(|credit| credit.minor > 0);
            let closed = if credited { confirmed.contains(&end.key) } else { told };
            return (!closed).then_some((DisputeStep::Decided, Some(end.decision), *due_on));
        }
        if !parts.is_empty() && parts.iter().map(left).all(|minor| minor <= 0) {
            return None;
        }
        let last = said.iter().rev().filter_map(|entry| followed(entry)).find_map(|what| match what {
            DisputeFollow::Checked { at, .. } => Some(*at),
            DisputeFollow::Proposed { pending: true, .. } => Some(DisputeStep::PendingApproval),
            DisputeFollow::Proposed { pending: false, .. } => Some(DisputeStep::Proposed),
            DisputeFollow::Assigned { .. }
            | DisputeFollow::Evidence { .. }
            | DisputeFollow::Closed { .. }
            | DisputeFollow::Reopened { .. } => None,
        });
        let given =
            said.iter().filter_map(|entry| followed(entry)).any(|what| matches!(what, DisputeFollow::Assigned { .. }));
        let begun = match (given, rounds.len(), &self.opened.owner) {
            (true, _, _) | (false, 1, Some(_)) => DisputeStep::Assigned,
            (false, 1, None) => DisputeStep::Logged,
            (false, _, _) => DisputeStep::Reopened,
        };
        Some((last.unwrap_or(begun), None, *due_on))
    }
}

fn followed(entry: &Entry) -> Option<&DisputeFollow> {
    if let Event::DisputeFollowed { what, .. } = &entry.event { Some(what) } else { None }
}

/// The first decision of a round.
fn end(said: &[&Entry]) -> Option<End> {
    said.iter().find_map(|entry| {
        let Event::DisputeDecided { decision, credit, .. } = &entry.event else { return None };
        Some(End { key: entry.id().to_string(), on: entry.day, decision: *decision, credit: *credit })
    })
}
