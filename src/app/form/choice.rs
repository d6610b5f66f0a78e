//! One of a few: chosen by its letter or with the arrows.
//! What never lives here: drawing, what the choice leads to.
//! Sheets hold them.

use crate::input::{Key, KeyPress};

use super::super::say::Say;

/// One thing that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choosable {
    /// Kebab-case code: kept in the draft.
    pub code: String,
    /// The letter that chooses it; none: arrows only.
    pub letter: Option<char>,
    /// What it is called.
    pub say: Say,
}

impl Choosable {
    /// A choice by its code.
    #[must_use]
    pub fn new(code: impl Into<String>, letter: char, say: Say) -> Self {
        Self { code: code.into(), letter: Some(letter), say }
    }
}

/// A choice; nothing need be chosen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Choice {
    options: Vec<Choosable>,
    at: Option<usize>,
    /// What a draft held, until the options are known.
    wanted: Option<String>,
    /// True once a person chose.
    pub touched: bool,
    /// True when the form was opened on one of them: a draft keeps that too.
    aimed: bool,
}

impl Choice {
    /// From these, nothing chosen.
    #[must_use]
    pub fn new(options: Vec<Choosable>) -> Self {
        Self { options, ..Self::default() }
    }

    /// … with this one proposed.
    #[must_use]
    pub fn on(mut self, code: &str) -> Self {
        self.propose(code);
        self
    }

    /// Other options; what was chosen stays chosen when it is still among them.
    pub fn set_options(&mut self, options: Vec<Choosable>) {
        let code = self.wanted.take().or_else(|| self.code().map(ToOwned::to_owned));
        self.options = options;
        self.at = None;
        if let Some(code) = code {
            self.at = self.options.iter().position(|option| option.code == code);
            self.wanted = self.at.is_none().then_some(code);
        }
    }

    /// Proposes one, unless a person chose already.
    pub fn propose(&mut self, code: &str) {
        if !self.touched {
            self.at = self.options.iter().position(|option| option.code == code);
        }
    }

    /// Other options, the first one proposed unless something else is chosen or waited for.
    pub fn offer(&mut self, options: Vec<Choosable>) {
        let first = options.first().map(|option| option.code.clone()).unwrap_or_default();
        self.set_options(options);
        if self.at.is_none() {
            self.propose(&first);
        }
    }

    /// When what was chosen or waited for is not among the options, this one holds.
    pub fn settle(&mut self, code: &str) {
        if self.at.is_none() {
            self.at = self.options.iter().position(|option| option.code == code);
            (self.wanted, self.aimed) = (None, false);
        }
    }

    /// Wants one that may not be among the options yet, unless a person chose already.
    pub fn want(&mut self, code: &str) {
        if !self.touched {
            self.at = self.options.iter().position(|option| option.code == code);
            self.wanted = self.at.is_none().then(|| code.to_owned());
            self.aimed = true;
        }
    }

    /// True when a draft keeps it: chosen, or opened on.
    #[must_use]
    pub fn is_kept(&self) -> bool {
        self.touched || self.aimed
    }

    /// Puts back what a draft held.
    pub fn restore(&mut self, code: &str) {
        self.touched = true;
        self.at = self.options.iter().position(|option| option.code == code);
        self.wanted = (self.at.is_none() && !code.is_empty()).then(|| code.to_owned());
    }

    /// All that can be chosen.
    #[must_use]
    pub fn options(&self) -> &[Choosable] {
        &self.options
    }

    /// The place of the chosen one.
    #[must_use]
    pub fn at(&self) -> Option<usize> {
        self.at
    }

    /// The chosen one.
    #[must_use]
    pub fn chosen(&self) -> Option<&Choosable> {
        self.options.get(self.at?)
    }

    /// The code of the chosen one.
    #[must_use]
    pub fn code(&self) -> Option<&str> {
        self.chosen().map(|option| option.code.as_str())
    }

    /// What the draft keeps: the code chosen, or the one waited for.
    #[must_use]
    pub fn kept(&self) -> String {
        self.code().or(self.wanted.as_deref()).unwrap_or_default().to_owned()
    }

    /// Takes a key; true when the choice changed.
    pub fn typed(&mut self, press: KeyPress) -> bool {
        let (before, touched, len) = (self.at, self.touched, self.options.len());
        if len == 0 {
            return false;
        }
        let next = |by: usize| Some(before.map_or(if by == 1 { 0 } else { len - 1 }, |at| (at + by) % len));
        match press.code {
            Key::Right | Key::Char(' ') => self.at = next(1),
            Key::Left => self.at = next(len - 1),
            Key::Home => self.at = Some(0),
            Key::End => self.at = Some(len - 1),
            Key::Char(c) if !press.ctrl && !press.alt => {
                let lower = c.to_lowercase().next();
                let found = self.options.iter().position(|o| o.letter == Some(c));
                let found = found.or_else(|| self.options.iter().position(|o| o.letter.is_some() && o.letter == lower));
                self.at = found.or(before);
                self.touched |= found.is_some();
            }
            Key::Char(_)
            | Key::Enter
            | Key::Esc
            | Key::Tab
            | Key::BackTab
            | Key::Backspace
            | Key::Delete
            | Key::Insert
            | Key::Up
            | Key::Down
            | Key::PageUp
            | Key::PageDown
            | Key::F(_) => {}
        }
        self.touched |= self.at != before;
        // Choosing what was proposed is a choice too: from now on it stays.
        let changed = self.at != before || self.touched != touched;
        if changed {
            self.wanted = None;
        }
        changed
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn two() -> Choice {
        Choice::new(vec![
            Choosable::new("one", 'o', Say::new("x")),
            Choosable::new("two", 't', Say::new("x")),
            Choosable::new("three", 'T', Say::new("x")),
        ])
    }

    #[test]
    fn letters_choose_and_arrows_go_round() {
        let mut choice = two();
        assert!(choice.typed(KeyPress::char('T')));
        assert_eq!(choice.code(), Some("three"));
        assert!(choice.typed(KeyPress::char('O')), "a capital finds the small letter when there is no other");
        assert_eq!(choice.code(), Some("one"));
        assert!(choice.typed(KeyPress::plain(Key::Left)));
        assert_eq!(choice.code(), Some("three"));
        assert!(!choice.typed(KeyPress::char('z')) && !choice.typed(KeyPress::ctrl('o')));
    }

    #[test]
    fn a_draft_waits_for_its_option() {
        let mut choice = Choice::default();
        choice.restore("two");
        assert_eq!((choice.code(), choice.kept().as_str()), (None, "two"));
        choice.set_options(two().options);
        choice.propose("one");
        assert_eq!(choice.code(), Some("two"));
        choice.set_options(vec![]);
        assert_eq!(choice.kept(), "two", "an option that went is remembered");
    }
}
