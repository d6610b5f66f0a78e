//! Find a case from anywhere: number, reference, invoice, phone, e-mail, name. Works over a form, which waits.
//! What never lives here: searching (see `store::read::find`), drawing.
//! The root opens it.

use crate::store::read::FindHit;

use super::super::action::{Action, Scope};
use super::super::effect::{Effect, Reply};
use super::super::form::Typed;
use super::super::form::line::Line;
use super::super::list::List;
use super::super::nav::{Flow, Step};
use super::super::say::{Say, sentence};
use super::{OverlayCtx, OverlayRules};

/// Longest query, in characters: the longest reference with room to spare.
const QUERY_CHARS_MAX: usize = 80;
/// Matches asked for: what a person looks through before typing another letter.
pub const HITS_MAX: u32 = 50;

/// The find box.
#[derive(Debug)]
pub struct FindBox {
    /// What is looked for.
    pub query: Line,
    /// What was found for the query last answered.
    pub hits: Vec<FindHit>,
    /// The hand.
    pub list: List,
    /// The query the matches belong to; nothing was asked yet: none.
    pub answered: Option<String>,
    /// Why it could not be looked for.
    pub trouble: Option<Say>,
    /// Somebody is on the line: the call is taken on the case chosen.
    pub incoming: bool,
}

impl Default for FindBox {
    fn default() -> Self {
        let (list, hits) = (List::default(), vec![]);
        Self { query: Line::new(QUERY_CHARS_MAX), hits, list, answered: None, trouble: None, incoming: false }
    }
}

impl FindBox {
    /// For whoever calls.
    #[must_use]
    pub fn incoming() -> Self {
        Self { incoming: true, ..Self::default() }
    }

    /// True once the matches shown are those of what is typed.
    #[must_use]
    pub fn is_answered(&self) -> bool {
        self.answered.as_deref() == Some(self.query.text().trim())
    }

    fn ask(&mut self) -> Flow {
        let query = self.query.text().trim().to_owned();
        if query.is_empty() {
            (self.hits, self.answered, self.list) = (vec![], None, List::default());
            return vec![Step::Draw];
        }
        vec![Step::Draw, Step::Ask(Effect::Find { query, limit: HITS_MAX })]
    }
}

impl OverlayRules for FindBox {
    fn scope(&self) -> Scope {
        Scope::Overlay
    }

    fn typed(&mut self, typed: Typed, ctx: OverlayCtx<'_>) -> Flow {
        if let Typed::Do(action) = typed {
            if action == Action::Accept {
                let hit = self.hits.get(self.list.at).filter(|_| self.is_answered());
                let Some(case) = hit.map(|hit| hit.case) else { return vec![] };
                let query = self.query.text().trim().to_owned();
                let next = if self.incoming { Step::Incoming { case, query } } else { Step::OpenCase(case) };
                return vec![Step::Close, next];
            }
            return if self.list.apply(action, self.hits.len(), ctx.rows) { vec![Step::Draw] } else { vec![] };
        }
        let before = self.query.text().trim().to_owned();
        if !self.query.typed(&typed) {
            vec![]
        } else if self.query.text().trim() == before {
            vec![Step::Draw]
        } else {
            self.ask()
        }
    }

    fn reply(&mut self, reply: &Reply, _ctx: OverlayCtx<'_>) -> Flow {
        let Reply::Found { query, answer } = reply else { return vec![] };
        if query != self.query.text().trim() {
            return vec![];
        }
        self.answered = Some(query.clone());
        self.list = List::default();
        match answer {
            Ok(hits) => (self.hits, self.trouble) = (hits.clone(), None),
            Err(trouble) => (self.hits, self.trouble) = (vec![], Some(sentence(trouble))),
        }
        vec![Step::Draw]
    }
}
