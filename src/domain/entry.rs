//! An entry of a journal's stream: an event with when it is true, when it was known, and who recorded it.
//! What never lives here: what happened (see `event`), how an entry is stored.
//! `case` and `store` make them and read them.

use super::codes::Role;
use super::event::Event;
use super::person::Authority;
use super::values::{ActId, CaseId, Day, EntryId, Instant, Login};

/// Who acts: the login they work under, the operating system's user, and their role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Who {
    /// The login in the book.
    pub login: Login,
    /// The user of the operating system.
    pub os_user: String,
    /// Role.
    pub role: Role,
    /// Rights and limits of their own, and whom they ask.
    pub authority: Authority,
}

impl Who {
    /// Somebody with what their role gives, no more.
    #[must_use]
    pub fn new(login: Login, os_user: impl Into<String>, role: Role) -> Self {
        Self { login, os_user: os_user.into(), role, authority: Authority::default() }
    }
}

/// An entry of a case's stream.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The stream it stands in.
    pub case: CaseId,
    /// Number in the stream, from 1.
    pub seq: i64,
    /// The act it belongs to.
    pub act: ActId,
    /// Its place in the act within this stream, from 0.
    pub index: u8,
    /// When it is true.
    pub day: Day,
    /// When we knew.
    pub recorded_at: Instant,
    /// Who recorded it.
    pub who: Login,
    /// What happened.
    pub event: Event,
}

impl Entry {
    /// The id of what this entry created.
    #[must_use]
    pub fn id(&self) -> EntryId {
        EntryId { act: self.act, index: self.index }
    }
}
