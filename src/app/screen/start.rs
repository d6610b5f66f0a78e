//! The first hour: there is no book yet, and three ways to get one.
//! What never lives here: making a book (see `runtime`), drawing.
//! The root shows it when the session has no book.

use super::super::action::Action;
use super::super::effect::{Effect, FirstBook, Reply};
use super::super::form::Typed;
use super::super::list::{List, is_motion};
use super::super::nav::{Flow, Step};
use super::super::overlay::Overlay;
use super::super::overlay::prompt::{Asks, PromptBox};
use super::super::say::Trouble;
use super::super::toast::Progress;
use super::ScreenCtx;
use crate::input::{Key, KeyPress};

/// The ways, in the order they are shown.
pub const WAYS: [Action; 3] = [Action::StartDemo, Action::StartImport, Action::StartEmpty];

/// The choices of the first hour.
#[derive(Debug, Default)]
pub struct StartScreen {
    /// The hand.
    pub list: List,
    /// How far the book being made is.
    pub making: Option<Progress>,
    /// Why it could not be made.
    pub trouble: Option<Trouble>,
}

impl StartScreen {
    /// Does an action.
    pub fn act(&mut self, action: Action, ctx: ScreenCtx<'_>) -> Flow {
        if self.making.is_some() {
            return if action == Action::Back { vec![Step::Ask(Effect::StopMaking)] } else { vec![] };
        }
        if is_motion(action) {
            return if self.list.apply(action, WAYS.len(), ctx.rows.max(WAYS.len())) {
                vec![Step::Draw]
            } else {
                vec![]
            };
        }
        if action == Action::StartImport {
            return vec![Step::OpenOverlay(Overlay::Prompt(PromptBox::new(Asks::Import)))];
        }
        let first = if action == Action::StartDemo {
            FirstBook::Demo
        } else if action == Action::StartEmpty {
            FirstBook::Empty
        } else {
            return vec![];
        };
        self.making = Some(Progress::default());
        self.trouble = None;
        vec![Step::Draw, Step::Ask(Effect::MakeBook(first))]
    }

    /// Enter takes the way under the hand.
    pub fn typed(&mut self, typed: &Typed, ctx: ScreenCtx<'_>) -> Flow {
        let enter = Typed::Key(KeyPress::plain(Key::Enter));
        if *typed == enter { self.act(WAYS[self.list.at % WAYS.len()], ctx) } else { vec![] }
    }

    /// Takes an answer of the world: how far the book is, that its file is not understood, or why it could not be made.
    pub fn reply(&mut self, reply: &Reply) -> Flow {
        if let Reply::Making(progress) = reply {
            (self.making, self.trouble) = (Some(*progress), None);
        } else if let Reply::NotOpened(trouble) = reply {
            (self.making, self.trouble) = (None, Some(trouble.clone()));
        } else if let Reply::Unmapped(_) = reply {
            (self.making, self.trouble) = (None, None);
        } else {
            return vec![];
        }
        vec![Step::Draw]
    }
}
