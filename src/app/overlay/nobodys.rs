//! The bank's lines that are nobody's: each with its reason, who said so and when; one key takes one back.
//! What never lives here: SQL, drawing, setting a line aside (see `screen::reconcile`).
//! The reconciliation screen opens it.

use super::super::action::{Action, Scope};
use super::super::effect::{Effect, Reply};
use super::super::form::Typed;
use super::super::list::{List, is_motion};
use super::super::nav::{Flow, Step};
use super::super::say::{Say, sentence};
use super::super::screen::reconcile::LINES_MAX;
use super::{OverlayCtx, OverlayRules};
use crate::store::read::Aside;

/// The box.
#[derive(Debug, Default)]
pub struct NobodysBox {
    /// Lines set aside, by booking day.
    pub rows: Vec<Aside>,
    /// The hand.
    pub list: List,
    /// True once an answer came.
    pub answered: bool,
    /// Why it could not be read, or a line not taken back.
    pub trouble: Option<Say>,
    /// A line was taken back: what waits is to be read again.
    taken: bool,
}

impl NobodysBox {
    /// The line under the hand.
    #[must_use]
    pub fn here(&self) -> Option<&Aside> {
        self.rows.get(self.list.at)
    }
}

impl OverlayRules for NobodysBox {
    fn scope(&self) -> Scope {
        Scope::Overlay
    }

    fn typed(&mut self, typed: Typed, ctx: OverlayCtx<'_>) -> Flow {
        let Typed::Do(action) = typed else { return vec![] };
        if is_motion(action) {
            return if self.list.apply(action, self.rows.len(), ctx.rows) { vec![Step::Draw] } else { vec![] };
        }
        let Some(line) = self.here().filter(|_| action == Action::Accept) else { return vec![] };
        let line = line.line.reference.clone();
        self.taken = true;
        vec![Step::Ask(Effect::TakeLineBack { line })]
    }

    fn reply(&mut self, reply: &Reply, ctx: OverlayCtx<'_>) -> Flow {
        let Reply::Aside(answer) = reply else { return vec![] };
        self.answered = true;
        match answer {
            Ok(rows) => {
                (self.rows, self.trouble) = (rows.clone(), None);
                self.list.put(self.list.at, self.rows.len(), ctx.rows);
            }
            Err(trouble) => self.trouble = Some(sentence(trouble)),
        }
        let again = std::mem::take(&mut self.taken).then_some(Step::Ask(Effect::LoadWaiting { limit: LINES_MAX }));
        std::iter::once(Step::Draw).chain(again).collect()
    }
}
