//! Whose a number or address is, asked: the find box, with what the one outside is called typed already.
//! What never lives here: searching (see `store::read::find`), the attaching.
//! The tray opens it.

use super::super::action::{Action, Scope};
use super::super::effect::{Effect, Reply};
use super::super::form::Typed;
use super::super::nav::{Flow, Step};
use super::super::screen::tray::{Proposed, TrayAsk};
use super::find::FindBox;
use super::{OverlayCtx, OverlayRules};

/// The box.
#[derive(Debug)]
pub struct OwnerBox {
    /// The line to give away.
    pub line: Proposed,
    /// The debtor looked for.
    pub find: FindBox,
}

impl OwnerBox {
    /// Asks whose this line is.
    #[must_use]
    pub fn new(line: Proposed) -> Self {
        Self { line, find: FindBox::default() }
    }
}

impl OverlayRules for OwnerBox {
    fn scope(&self) -> Scope {
        Scope::Overlay
    }

    fn typed(&mut self, typed: Typed, ctx: OverlayCtx<'_>) -> Flow {
        if typed == Typed::Do(Action::Accept) {
            let hit = self.find.hits.get(self.find.list.at).filter(|_| self.find.is_answered());
            let give = |case| Effect::Tray(TrayAsk::Give { point: self.line.0.point.clone(), case: Some(case) });
            return hit.map_or(vec![], |hit| vec![Step::Close, Step::Ask(give(hit.case))]);
        }
        self.find.typed(typed, ctx)
    }

    fn reply(&mut self, reply: &Reply, ctx: OverlayCtx<'_>) -> Flow {
        self.find.reply(reply, ctx)
    }
}
