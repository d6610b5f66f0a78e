//! Who works here, on which book, under which rules, and the moment: what every screen may read and none may change.
//! What never lives here: anything that a key changes.
//! `runtime` makes the session, screens and forms read it.

use crate::domain::event::Who;
use crate::domain::terms::Policy;
use crate::domain::values::{Currency, Login, Now};
use crate::i18n::Lang;
use crate::zone::Zone;

/// One person at one book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Who.
    pub who: Who,
    /// On which machine.
    pub host: String,
    /// The language of the screen.
    pub lang: Lang,
    /// The book's time zone.
    pub zone: Zone,
    /// Reporting currency.
    pub currency: Currency,
    /// Name of the company, shown at the top.
    pub company: String,
    /// The house's numbers.
    pub policy: Policy,
    /// People of the book: to whom a case can be given.
    pub people: Vec<Login>,
    /// No writing: asked for, or the clock stands before the book's last entry.
    pub read_only: bool,
    /// False in the first hour, before there is a book.
    pub book: bool,
    /// An invented book.
    pub demo: bool,
    /// Numbers are dialled by a program of the person's own, not copied.
    pub dials: bool,
}

/// A moment: the book's clock, which may stand still, and the machine's, which never does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tick {
    /// Instant and day in the book.
    pub now: Now,
    /// Milliseconds since some start, never going back: toasts and rests are timed by it.
    pub mono_ms: u64,
}
