//! A line asked for: the file to import in the first hour, the file of other numbers for the lists, the reason why a bank
//! line is nobody's.
//! What never lives here: reading the file, drawing.
//! Screens open it; what is typed comes back as a step.

use crate::i18n::read;

use super::super::action::{Action, Scope};
use super::super::effect::{Effect, FirstBook};
use super::super::form::Typed;
use super::super::form::line::Line;
use super::super::nav::{Flow, Step};
use super::{OverlayCtx, OverlayRules};

/// Longest path, in characters: what systems allow.
const PATH_CHARS_MAX: usize = 4_096;

/// What the line is for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asks {
    /// The first book is made of it.
    Import,
    /// The next lists are made as it would have them.
    WhatIf,
    /// Why the bank's line of this key is nobody's.
    SetAside(String),
    /// The day of the history to go to.
    Day,
}

/// A path or a reason being typed or pasted.
#[derive(Debug)]
pub struct PromptBox {
    /// What for.
    pub asks: Asks,
    /// What is typed.
    pub path: Line,
    /// True after Enter on an empty line.
    pub missing: bool,
}

impl PromptBox {
    /// An empty line.
    #[must_use]
    pub fn new(asks: Asks) -> Self {
        Self { asks, path: Line::new(PATH_CHARS_MAX), missing: false }
    }
}

/// A path as people paste it: quotes and blanks around it taken away.
fn path(text: &str) -> String {
    let text = text.trim();
    let bare = |quote: char| text.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote));
    bare('"').or_else(|| bare('\'')).unwrap_or(text).to_owned()
}

impl OverlayRules for PromptBox {
    fn scope(&self) -> Scope {
        Scope::Overlay
    }

    fn typed(&mut self, typed: Typed, ctx: OverlayCtx<'_>) -> Flow {
        if typed == Typed::Do(Action::Accept) {
            let path = path(self.path.text());
            if path.is_empty() {
                self.missing = true;
                return vec![Step::Draw];
            }
            let effect = match &self.asks {
                Asks::Import => Effect::MakeBook(FirstBook::Import(path)),
                Asks::WhatIf => Effect::WhatIf(path),
                Asks::SetAside(line) => Effect::SetAside { line: line.clone(), reason: path },
                Asks::Day => {
                    let day = read::past_day(&path, ctx.tick.now.today);
                    self.missing = day.is_err();
                    return day.map_or_else(|_| vec![Step::Draw], |day| vec![Step::Close, Step::JumpTo(day)]);
                }
            };
            return vec![Step::Close, Step::Ask(effect)];
        }
        if self.path.typed(&typed) {
            self.missing = false;
            return vec![Step::Draw];
        }
        vec![]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pasted_path_loses_its_quotes() {
        for (text, wanted) in
            [(" /tmp/a b.csv ", "/tmp/a b.csv"), ("'/tmp/a.csv'", "/tmp/a.csv"), ("\"a\"", "a"), ("", "")]
        {
            assert_eq!(path(text), wanted);
        }
    }
}
