//! A question answered by yes or no, said in full before it can be answered.
//! What never lives here: doing it (yes returns the steps it was made with).
//! The root and the boxes open it.

use super::super::action::{Action, Scope};
use super::super::form::Typed;
use super::super::nav::{Flow, Step};
use super::super::say::Say;
use super::{OverlayCtx, OverlayRules};

/// The question.
#[derive(Debug)]
pub struct Confirm {
    /// Its title.
    pub title: Say,
    /// What will happen, line by line.
    pub lines: Vec<Say>,
    yes: Flow,
}

impl Confirm {
    /// Asks; `yes` is what follows a yes.
    #[must_use]
    pub fn new(title: Say, lines: Vec<Say>, yes: Flow) -> Self {
        Self { title, lines, yes }
    }
}

impl OverlayRules for Confirm {
    fn scope(&self) -> Scope {
        Scope::Confirm
    }

    fn typed(&mut self, typed: Typed, _ctx: OverlayCtx<'_>) -> Flow {
        match typed {
            Typed::Do(Action::Yes) => {
                let mut steps = vec![Step::Close];
                steps.append(&mut self.yes);
                steps
            }
            Typed::Do(Action::No) => vec![Step::Close],
            Typed::Do(_) | Typed::Key(_) | Typed::Paste(_) => vec![],
        }
    }
}
