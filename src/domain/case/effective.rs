//! Which entries of the journal count: undone acts do not, an undone undo brings its act back, moved acts count where
//! they arrived. What never lives here: what an entry means for money or promises.
//! `derive`, `decide` and `timeline` call it.

use std::collections::HashMap;

use crate::domain::case::Facts;
use crate::domain::event::{Entry, Event};
use crate::domain::values::{ActId, CaseId, Day};

/// An entry with what became of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Standing {
    /// The entry; what a moved act said stands here as entries of that act.
    pub entry: Entry,
    /// True while neither undone nor moved away.
    pub counts: bool,
}

/// Undos and moves of a set of entries, ready to answer whether an act still stands.
struct Corrections {
    /// Undoing acts, by the act they take back.
    undone_by: HashMap<ActId, Vec<ActId>>,
    /// Moves away: stream, number of the entry that says so, the act moved, the moving act.
    moved_out: Vec<(CaseId, i64, ActId, ActId)>,
}

impl Corrections {
    fn of(entries: &[Entry]) -> Self {
        let mut undone_by: HashMap<ActId, Vec<ActId>> = HashMap::new();
        let mut moved_out = vec![];
        for entry in entries {
            if let Event::ActUndone { undone } = &entry.event {
                undone_by.entry(*undone).or_default().push(entry.act);
            } else if let Event::ActMovedOut { moved, .. } = &entry.event {
                moved_out.push((entry.case, entry.seq, *moved, entry.act));
            }
        }
        Self { undone_by, moved_out }
    }

    /// True while no standing act takes it back. An act can only undo an earlier one, so this ends;
    /// `depth` guards against a damaged book.
    fn stands(&self, act: ActId, depth: usize) -> bool {
        let Some(undos) = self.undone_by.get(&act) else { return true };
        depth > MAX_UNDO_CHAIN || !undos.iter().any(|undo| *undo != act && self.stands(*undo, depth + 1))
    }

    fn counts(&self, case: CaseId, seq: i64, act: ActId, carrier: ActId) -> bool {
        self.stands(act, 0)
            && (carrier == act || self.stands(carrier, 0))
            && !self.moved_out.iter().any(|(stream, at, moved, mover)| {
                *moved == act && *stream == case && *at > seq && self.stands(*mover, 0)
            })
    }
}

/// Longest chain of undos of undos followed; nobody presses undo so often on one act.
const MAX_UNDO_CHAIN: usize = 1_000;

/// Every entry in the order recorded (instant, stream, number), with what became of it. The events a moved act brought
/// along follow the entry that brought them, under their own act, place, person, day and instant.
pub(super) fn standing(facts: &Facts) -> Vec<Standing> {
    let corrections = Corrections::of(&facts.entries);
    let mut all = Vec::with_capacity(facts.entries.len());
    for entry in &facts.entries {
        let counts = corrections.counts(entry.case, entry.seq, entry.act, entry.act);
        all.push(Standing { entry: entry.clone(), counts });
        let Event::ActMovedIn { moved, events, who, recorded_at, .. } = &entry.event else { continue };
        let counts = corrections.counts(entry.case, entry.seq, *moved, entry.act);
        for (index, event) in (0u8..).zip(events) {
            let arrived = Entry {
                case: entry.case,
                seq: entry.seq,
                act: *moved,
                index,
                day: event.true_on(entry.day),
                recorded_at: *recorded_at,
                who: who.clone(),
                event: event.clone(),
            };
            all.push(Standing { entry: arrived, counts });
        }
    }
    all.sort_by_key(|s| (s.entry.recorded_at, s.entry.case, s.entry.seq, s.entry.act, s.entry.index));
    all
}

/// The entries that count on a day, in the order recorded.
pub(super) fn effective(facts: &Facts, as_of: Day) -> Vec<Entry> {
    standing(facts).into_iter().filter(|s| s.counts && s.entry.day <= as_of).map(|s| s.entry).collect()
}
