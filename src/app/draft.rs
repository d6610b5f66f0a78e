//! The drafts of one person: what was typed and not recorded yet.
//! What never lives here: files (see `store`), forms' fields.
//! The root keeps it in step with the effects it sends.

use crate::domain::values::{ActId, CaseId};
use crate::store::types::Draft;

/// Drafts kept per person: more than anybody leaves open in a day; the oldest is forgotten.
pub const DRAFTS_MAX: usize = 50;

/// All drafts, the latest last.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Drafts {
    kept: Vec<Draft>,
}

impl Drafts {
    /// From what was found beside the book.
    #[must_use]
    pub fn new(mut kept: Vec<Draft>) -> Self {
        kept.sort_by_key(|draft| draft.at);
        Self { kept }
    }

    /// The latest.
    #[must_use]
    pub fn latest(&self) -> Option<&Draft> {
        self.kept.last()
    }

    /// The one that ends in this form on this case.
    #[must_use]
    pub fn on(&self, case: CaseId, form: &str) -> Option<&Draft> {
        let ends = |draft: &Draft| draft.steps.last().is_some_and(|step| step.form == form);
        self.kept.iter().rev().find(|draft| draft.case == case && ends(draft))
    }

    /// All of them, the latest last.
    pub fn iter(&self) -> impl Iterator<Item = &Draft> {
        self.kept.iter()
    }

    /// How many.
    #[must_use]
    pub fn len(&self) -> usize {
        self.kept.len()
    }

    /// True when nothing waits to be recorded.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    /// Keeps one; returns the act of the draft that had to go when there are too many.
    pub fn keep(&mut self, draft: Draft) -> Option<ActId> {
        self.kept.retain(|kept| kept.act != draft.act);
        self.kept.push(draft);
        (self.kept.len() > DRAFTS_MAX).then(|| self.kept.remove(0).act)
    }

    /// Forgets one.
    pub fn forget(&mut self, act: ActId) {
        self.kept.retain(|kept| kept.act != act);
    }
}
