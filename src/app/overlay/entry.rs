//! One entry of the history, whole: everything that was written, and on a key what it quotes.
//! What never lives here: words, drawing (see `ui/overlay`).
//! The case screen opens it.

use crate::domain::case::TimelineEntry;
use crate::domain::values::text::fold;

use super::super::action::{Action, Scope};
use super::super::form::Typed;
use super::super::list::List;
use super::super::nav::{Flow, Step};
use super::{OverlayCtx, OverlayRules};

/// Lines a text of the longest note can have on the narrowest screen, and what it quotes in lines as they were.
const LINES_MAX: usize = 400;

/// The box.
#[derive(Debug)]
pub struct EntryBox {
    /// The entry.
    pub entry: TimelineEntry,
    /// What it quotes is shown.
    pub quoted: bool,
    /// Window of the text.
    pub list: List,
}

impl EntryBox {
    /// A box for an entry; what it quotes is open when what is searched for (folded) stands there.
    #[must_use]
    pub fn new(entry: TimelineEntry, wanted: &str) -> Self {
        let quoted = !wanted.is_empty() && fold(entry.quoted()).contains(wanted);
        Self { entry, quoted, list: List::default() }
    }
}

impl OverlayRules for EntryBox {
    fn scope(&self) -> Scope {
        Scope::Overlay
    }

    fn typed(&mut self, typed: Typed, ctx: OverlayCtx<'_>) -> Flow {
        let Typed::Do(action) = typed else { return vec![] };
        if action == Action::Accept {
            if !self.quoted && !self.entry.quoted().is_empty() {
                self.quoted = true;
                return vec![Step::Draw];
            }
            return vec![Step::Close];
        }
        let quoted = if self.quoted { self.entry.quoted().lines().count() } else { 0 };
        if self.list.scroll(action, LINES_MAX + quoted, ctx.rows) { vec![Step::Draw] } else { vec![] }
    }
}
