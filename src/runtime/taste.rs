//! What a person chose: looks and keys; taken anew while the screen is open, when their files change.
//! What never lives here: the files (see `cli`), colours (see `ui`).
//! `cli` hands it over; the loop asks once a second whether it changed.

use std::fmt;

use crate::term::Depth;
use crate::ui::theme::Theme;

/// What a person chose; nothing said keeps the default.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Taste {
    /// Theme by name; `None`: the background chooses.
    pub theme: Option<String>,
    /// The text of that theme, when it is one of their own.
    pub own_theme: Option<String>,
    /// Signs from ASCII alone, whatever the terminal can.
    pub ascii: bool,
    /// Their own keys: action and keys.
    pub keys: Vec<(String, Vec<String>)>,
    /// The program that dials, with its arguments; none: numbers are copied.
    pub dial: Vec<String>,
}

/// Looks whether the person changed their mind.
pub trait Tastes: fmt::Debug {
    /// The new choice, when its files changed since it was last asked; else what is wrong with them, in a sentence.
    fn changed(&mut self) -> Option<Result<Taste, String>>;
}

/// A choice that stays.
#[derive(Debug)]
pub struct TasteAsItWas;

impl Tastes for TasteAsItWas {
    fn changed(&mut self) -> Option<Result<Taste, String>> {
        None
    }
}

/// What the terminal can show.
#[derive(Debug, Clone, Copy)]
pub(super) struct Looks {
    pub(super) colour: bool,
    /// The terminal has no other signs.
    ascii: bool,
}

impl Looks {
    pub(super) fn of(depth: Depth, ascii: bool) -> Self {
        Self { colour: depth > Depth::Mono, ascii }
    }

    /// Signs from ASCII alone.
    pub(super) const fn ascii(self, taste: &Taste) -> bool {
        self.ascii || taste.ascii
    }

    /// The theme of a taste, else the one for the background, else the default (the settings were checked when they were
    /// read).
    pub(super) fn theme(self, taste: &Taste, by_background: Option<&str>) -> Theme {
        let (colour, ascii) = (self.colour, self.ascii(taste));
        let own = taste.own_theme.as_deref().and_then(|text| Theme::written(text, colour, ascii).ok());
        let name = taste.theme.as_deref().or(by_background);
        let named = || name.and_then(|name| Theme::named(name, colour, ascii).ok());
        let default = || Theme::named("terminal", colour, ascii).ok();
        own.or_else(named).or_else(default).unwrap_or_else(|| Theme::bare(ascii))
    }
}
