//! The first hour: there is no book yet, and three ways to get one.
//! What never lives here: making a book (see `runtime`), drawing.
//! The root shows it when the session has no book.

use super::super::action::Action;
use super::super::effect::{Effect, FirstBook};
use super::super::nav::{Flow, Step};
use super::ScreenCtx;

/// The choices of the first hour.
#[derive(Debug, Default)]
pub struct StartScreen {}

impl StartScreen {
    /// Does an action.
    pub fn act(&mut self, action: Action, _ctx: ScreenCtx<'_>) -> Flow {
        if action == Action::StartDemo {
            return vec![Step::Ask(Effect::MakeBook(FirstBook::Demo))];
        }
        if action == Action::StartEmpty {
            return vec![Step::Ask(Effect::MakeBook(FirstBook::Empty))];
        }
        vec![]
    }
}
