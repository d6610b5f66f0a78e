//! Whose lines the queue shows: one's own, a colleague's, everybody's.
//! What never lives here: the lines (see `queue`).
//! The queue's screen keeps one.

use crate::domain::values::Login;

/// Whose lines are shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whose {
    /// Those of the person at the keyboard.
    Mine,
    /// A colleague's.
    Of(Login),
    /// Everybody's.
    All,
}

impl Whose {
    /// Somebody's lines, seen by `own`; nobody named: everybody's.
    #[must_use]
    pub fn of(whose: Option<Login>, own: &Login) -> Self {
        match whose {
            Some(login) if login == *own => Self::Mine,
            Some(login) => Self::Of(login),
            None => Self::All,
        }
    }

    /// Whose list is read for `own`; `None`: everybody's.
    #[must_use]
    pub fn collector(&self, own: &Login) -> Option<Login> {
        match self {
            Self::Mine => Some(own.clone()),
            Self::Of(login) => Some(login.clone()),
            Self::All => None,
        }
    }
}
