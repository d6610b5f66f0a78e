//! `:`: every action by its name or its words, with its key, and why it is off when it is.
//! What never lives here: doing an action (the root does), drawing.
//! The root opens it; the words are those of the screen's language.

use crate::domain::values::text::fold;
use crate::i18n::{Lang, Words};

use super::super::action::{ACTIONS, Action, Group, Scope};
use super::super::form::Typed;
use super::super::form::line::Line;
use super::super::list::List;
use super::super::nav::{Flow, Step};
use super::{OverlayCtx, OverlayRules};

/// Longest name typed, in characters.
const NAME_CHARS_MAX: usize = 60;

/// The palette.
#[derive(Debug)]
pub struct PaletteBox {
    /// What is typed.
    pub filter: Line,
    /// The hand.
    pub list: List,
    /// Actions that can be meant here, with their words folded for comparing.
    known: Vec<(Action, String)>,
    rows: Vec<Action>,
}

/// How well a name fits what is typed; the lowest is shown first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Rung {
    Exact,
    Prefix,
    Word,
    Inside,
}

fn rung(action: Action, words: &str, wanted: &str) -> Option<Rung> {
    let name = fold(action.name());
    let starts = |text: &str| text.split(' ').any(|word| word.starts_with(wanted));
    if name == wanted {
        Some(Rung::Exact)
    } else if name.starts_with(wanted) || words.starts_with(wanted) {
        Some(Rung::Prefix)
    } else if starts(&name) || starts(words) {
        Some(Rung::Word)
    } else if name.contains(wanted) || words.contains(wanted) {
        Some(Rung::Inside)
    } else {
        None
    }
}

impl PaletteBox {
    /// All that can be meant on the screen underneath.
    #[must_use]
    pub fn new(scopes: &[Scope], lang: Lang) -> Self {
        let words = Words::new(lang);
        let named = ACTIONS.iter().filter(|info| {
            let typed_in = matches!(info.group, Group::Type | Group::Move);
            !typed_in && info.scopes.iter().any(|scope| scopes.contains(scope))
        });
        let say = |action: Action| fold(&format!("{} {}", words.t(&action.label_id()), words.t(&action.help_id())));
        // Two actions may be one to a person (a key and a letter for the same thing): the first is shown.
        let mut known: Vec<(Action, String)> = vec![];
        for info in named {
            let text = say(info.action);
            if known.iter().all(|(_, other)| *other != text) {
                known.push((info.action, text));
            }
        }
        let rows = known.iter().map(|(action, _)| *action).collect();
        Self { filter: Line::new(NAME_CHARS_MAX), list: List::default(), known, rows }
    }

    /// The actions that fit, the best first.
    #[must_use]
    pub fn rows(&self) -> &[Action] {
        &self.rows
    }

    fn refilter(&mut self) {
        let wanted = fold(self.filter.text());
        let fits = self.known.iter().filter_map(|(action, words)| {
            let rung = if wanted.is_empty() { Some(Rung::Inside) } else { rung(*action, words, &wanted) };
            rung.map(|rung| (rung, *action))
        });
        let mut rows: Vec<(Rung, Action)> = fits.collect();
        rows.sort_by_key(|(rung, _)| *rung);
        self.rows = rows.into_iter().map(|(_, action)| action).collect();
        self.list = List::default();
    }
}

impl OverlayRules for PaletteBox {
    fn scope(&self) -> Scope {
        Scope::Overlay
    }

    fn typed(&mut self, typed: Typed, ctx: OverlayCtx<'_>) -> Flow {
        if let Typed::Do(action) = typed {
            if action == Action::Accept {
                let chosen = self.rows.get(self.list.at);
                return chosen.map_or(vec![], |action| vec![Step::Close, Step::Do(*action)]);
            }
            return if self.list.apply(action, self.rows.len(), ctx.rows) { vec![Step::Draw] } else { vec![] };
        }
        let before = self.filter.text().to_owned();
        if !self.filter.typed(&typed) {
            return vec![];
        }
        if self.filter.text() != before {
            self.refilter();
        }
        vec![Step::Draw]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_found_by_its_code_and_by_its_words() {
        let mut palette = PaletteBox::new(&[Scope::Queue, Scope::List, Scope::Global], Lang::Fr);
        let mut first = |text: &str| {
            palette.filter.put(text);
            palette.refilter();
            palette.rows().first().copied()
        };
        assert_eq!(first("record-promise"), Some(Action::RecordPromise));
        assert_eq!(first("promesse"), Some(Action::RecordPromise));
        assert_eq!(first("cloturer"), Some(Action::CloseDay), "accents do not matter");
        assert_eq!(first("undo"), Some(Action::Undo));
        assert_eq!(first("zzzz"), None);
    }
}
