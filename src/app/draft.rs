//! The drafts of one person: what was typed and not recorded yet.
//! What never lives here: files (see `store`), forms' fields.
//! The root keeps it in step with the effects it sends.

use serde::{Deserialize, Serialize};

use crate::domain::values::{ActId, CaseId, Instant};

/// Drafts kept per person: more than anybody leaves open in a day; the oldest is forgotten.
pub const DRAFTS_MAX: usize = 50;

/// One step of a form as it was typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DraftStep {
    /// Which form (`note`, `promise` …).
    pub form: String,
    /// Field names and what stood in them, as typed.
    pub fields: Vec<(String, String)>,
}

/// What a person was typing when it was last kept: enough to bring the form back as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// The act it will become: recording it twice is one act.
    pub act: ActId,
    /// The case.
    pub case: CaseId,
    /// The debtor's name, so that a list of drafts can be read without the book.
    pub name: String,
    /// The forms filled so far, in order; the last one is open.
    pub steps: Vec<DraftStep>,
    /// When it was last typed in.
    pub at: Instant,
}

/// The part of a draft that the file keeps as the screen's own text.
#[derive(Serialize, Deserialize)]
struct Body {
    name: String,
    steps: Vec<DraftStep>,
}

impl Draft {
    /// The screen's own text of it, for the file.
    #[must_use]
    pub fn body(&self) -> String {
        let body = Body { name: self.name.clone(), steps: self.steps.clone() };
        // Strings in vectors always serialise.
        serde_json::to_string(&body).unwrap_or_default()
    }

    /// From what the file kept; `None` when the text is not one of ours (an older or newer program wrote it).
    #[must_use]
    pub fn from_body(act: ActId, case: CaseId, at: Instant, body: &str) -> Option<Self> {
        let Body { name, steps } = serde_json::from_str(body).ok()?;
        Some(Self { act, case, name, steps, at })
    }
}

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
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &Draft> {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_reads_back_from_its_text() {
        let act = ActId::new(1, 2);
        let step = DraftStep { form: "note".into(), fields: vec![("text".into(), "é\n\"x\"".into())] };
        let draft = Draft { act, case: CaseId(3), name: "Zoé".into(), steps: vec![step], at: Instant(4) };
        assert_eq!(Draft::from_body(act, CaseId(3), Instant(4), &draft.body()), Some(draft));
        assert_eq!(Draft::from_body(act, CaseId(3), Instant(4), "{}"), None);
    }

    #[test]
    fn too_many_drafts_let_the_oldest_go() {
        let draft = |n: i64| Draft {
            act: ActId::new(n, 0),
            case: CaseId(1),
            name: String::new(),
            steps: vec![],
            at: Instant(n),
        };
        let mut drafts = Drafts::new((1..=50).map(draft).collect());
        assert_eq!(drafts.keep(draft(50)), None, "the same act again is no second draft");
        assert_eq!(drafts.keep(draft(51)), Some(ActId::new(1, 0)));
        assert_eq!(drafts.len(), DRAFTS_MAX);
    }
}
