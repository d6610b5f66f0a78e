//! The close of the day while it runs: cases done, rate, time left; work may go on, or it may be stopped.
//! What never lives here: closing (see `day`), the figures (the root keeps them), drawing.
//! The root opens it when the close was asked for here, and takes it away when it ended.

use super::super::action::{Action, Scope};
use super::super::effect::Effect;
use super::super::form::Typed;
use super::super::nav::{Flow, Step};
use super::{OverlayCtx, OverlayRules};

/// The box over the close.
#[derive(Debug, Default)]
pub struct ClosingBox {
    /// True once it was asked to stop.
    pub stopping: bool,
}

impl OverlayRules for ClosingBox {
    fn scope(&self) -> Scope {
        Scope::Confirm
    }

    fn typed(&mut self, typed: Typed, _ctx: OverlayCtx<'_>) -> Flow {
        match typed {
            // Yes: go on working while it runs; the header shows how far it has come.
            Typed::Do(Action::Yes) => vec![Step::Close],
            Typed::Do(Action::No) if !self.stopping => {
                self.stopping = true;
                vec![Step::Draw, Step::Ask(Effect::StopClose)]
            }
            Typed::Do(_) | Typed::Key(_) | Typed::Paste(_) => vec![],
        }
    }
}
