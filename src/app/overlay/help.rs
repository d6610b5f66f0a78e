//! `?`: what can be pressed here, by group, filtered while typing.
//! What never lives here: words (the filter works on what `ui` shows: the rows are matched by the words' caller).
//! The root opens it; it is the example other boxes follow.

use crate::domain::values::text::fold;

use super::super::action::{Action, Group, Scope};
use super::super::form::Typed;
use super::super::form::line::Line;
use super::super::list::List;
use super::super::nav::{Flow, Step};
use super::{OverlayCtx, OverlayRules, actions_in};

/// Longest filter in characters.
const FILTER_CHARS_MAX: usize = 40;

/// The help box.
#[derive(Debug)]
pub struct HelpBox {
    /// What is filtered for.
    pub filter: Line,
    /// Window of the list; the selection is not shown, only the window moves.
    pub list: List,
    /// The scopes it speaks of.
    pub scopes: Vec<Scope>,
}

impl HelpBox {
    /// Help for these scopes.
    #[must_use]
    pub fn new(scopes: &[Scope]) -> Self {
        Self { filter: Line::new(FILTER_CHARS_MAX), list: List::default(), scopes: scopes.to_vec() }
    }

    /// The rows shown, by group. `words` says a message id; a row stays when its words or name hold the filter.
    #[must_use]
    pub fn rows(&self, words: &dyn Fn(&str) -> String) -> Vec<(Group, Vec<Action>)> {
        let wanted = fold(self.filter.text());
        let fits = |action: &Action| {
            wanted.is_empty()
                || fold(action.name()).contains(&wanted)
                || fold(&words(&action.label_id())).contains(&wanted)
                || fold(&words(&action.help_id())).contains(&wanted)
        };
        let here = actions_in(&self.scopes);
        let of = |group: &Group| -> Vec<Action> {
            here.iter().copied().filter(|action| action.info().group == *group).filter(|action| fits(action)).collect()
        };
        Group::ALL.iter().map(|group| (*group, of(group))).filter(|(_, rows)| !rows.is_empty()).collect()
    }
}

impl OverlayRules for HelpBox {
    fn scope(&self) -> Scope {
        Scope::Overlay
    }

    fn typed(&mut self, typed: Typed, ctx: OverlayCtx<'_>) -> Flow {
        if let Typed::Do(action) = typed {
            if action == Action::Accept {
                return vec![Step::Close];
            }
            // The rows are headings and actions: their number is bounded by the table, drawing holds the window.
            let len = actions_in(&self.scopes).len() + Group::ALL.len();
            return if self.list.scroll(action, len, ctx.rows) { vec![Step::Draw] } else { vec![] };
        }
        if self.filter.typed(&typed) {
            self.list = List::default();
            return vec![Step::Draw];
        }
        vec![]
    }
}
