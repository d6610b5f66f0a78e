//! A first book that takes its time: what makes it beside the screen, how far it is, and what comes of it.
//! What never lives here: making it (see `cli`), drawing.
//! `Hands` drives it; `cli` and tests have their own.

use std::fmt;

use crate::app::toast::Progress;

use super::start::{NotMade, OpenBook};

/// What was asked for in the first hour: a book at once, or one that is being made.
#[derive(Debug)]
pub enum Made {
    /// It is there.
    Open(Box<OpenBook>),
    /// It is being made.
    Running(Box<dyn Making>),
}

/// A book being made apart from the screen. Dropping it stops it.
pub trait Making: fmt::Debug {
    /// How far it is; never waits.
    fn look(&mut self) -> Look;
    /// Stops it within 200 ms; nothing of the book is left.
    fn stop(&mut self);
}

/// What a look told.
#[derive(Debug)]
pub enum Look {
    /// It goes on.
    Goes(Progress),
    /// It ended.
    Ended(Ended),
}

/// The book with what was read into it, or why there is none.
pub type Ended = Result<(Box<OpenBook>, Imported), NotMade>;

/// What was read into the book.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Imported {
    /// The kind of file, by its name.
    pub kind: String,
    /// Data rows of the file.
    pub rows: u64,
    /// … of these refused.
    pub rejected: u64,
}
