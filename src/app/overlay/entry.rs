//! One entry of the history, whole: everything that was written.
//! What never lives here: words, drawing (see `ui/overlay`).
//! The case screen opens it.

use crate::domain::case::TimelineEntry;

use super::super::action::{Action, Scope};
use super::super::form::Typed;
use super::super::list::List;
use super::super::nav::{Flow, Step};
use super::{OverlayCtx, OverlayRules};

/// Lines a text of the longest note can have on the narrowest screen.
const LINES_MAX: usize = 400;

/// The box.
#[derive(Debug)]
pub struct EntryBox {
    /// The entry.
    pub entry: TimelineEntry,
    /// Window of the text.
    pub list: List,
}

impl EntryBox {
    /// A box for an entry.
    #[must_use]
    pub fn new(entry: TimelineEntry) -> Self {
        Self { entry, list: List::default() }
    }
}

impl OverlayRules for EntryBox {
    fn scope(&self) -> Scope {
        Scope::Overlay
    }

    fn typed(&mut self, typed: Typed, ctx: OverlayCtx<'_>) -> Flow {
        let Typed::Do(action) = typed else { return vec![] };
        if action == Action::Accept {
            return vec![Step::Close];
        }
        if self.list.scroll(action, LINES_MAX, ctx.rows) { vec![Step::Draw] } else { vec![] }
    }
}
