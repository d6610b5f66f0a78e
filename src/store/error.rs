//! What can go wrong with a book, each with its own sentence in `locales` (`store-CODE`).
//! What never lives here: wording; a refusal of the domain is carried through as it is.
//! All of `store` returns it; `cli` and `runtime` show it.

use std::path::PathBuf;

use crate::domain::command::Refusal;

/// Why the store did not do what was asked. `Display` gives the message code.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The domain said no.
    #[error("refused")]
    Refused(Refusal),
    /// There is no file.
    #[error("store-no-book")]
    NoBook(PathBuf),
    /// There is a file already where a book was to be made.
    #[error("store-exists")]
    Exists(PathBuf),
    /// The file is not a book of ours.
    #[error("store-not-a-book")]
    NotABook(PathBuf),
    /// The file is cut short or damaged.
    #[error("store-damaged")]
    Damaged(String),
    /// Written by a newer version of the program.
    #[error("store-newer")]
    Newer {
        /// Its schema.
        theirs: i64,
        /// The highest we know.
        ours: i64,
    },
    /// Written by an older version, and opened for reading only: it cannot be brought up to date.
    #[error("store-older")]
    Older {
        /// Its schema.
        theirs: i64,
        /// The one we read.
        ours: i64,
    },
    /// Somebody else holds the book.
    #[error("store-busy")]
    Busy {
        /// Who, when known.
        by: Option<String>,
    },
    /// The book may not be written.
    #[error("store-read-only")]
    ReadOnly,
    /// The permissions do not allow it.
    #[error("store-denied")]
    Denied(PathBuf),
    /// The disk is full.
    #[error("store-disk-full")]
    DiskFull,
    /// The book lies on a network file system.
    #[error("store-network")]
    Network(PathBuf),
    /// Stopped by the person who started it; what was written is invisible and taken up by the same file.
    #[error("store-stopped")]
    Stopped,
    /// Reading or writing failed.
    #[error("store-io")]
    Io(#[from] std::io::Error),
    /// An invariant of the store does not hold.
    #[error("store-corrupt")]
    Corrupt(String),
    /// Any other error of the engine.
    #[error("store-engine")]
    Engine(#[source] rusqlite::Error),
}

impl From<Refusal> for StoreError {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(refusal)
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode as Code;
        match error.sqlite_error_code() {
            Some(Code::DatabaseBusy | Code::DatabaseLocked) => Self::Busy { by: None },
            Some(Code::DiskFull) => Self::DiskFull,
            Some(Code::ReadOnly) => Self::ReadOnly,
            Some(Code::DatabaseCorrupt) => Self::Damaged(error.to_string()),
            Some(Code::NotADatabase) => Self::NotABook(PathBuf::new()),
            _ => Self::Engine(error),
        }
    }
}

impl StoreError {
    /// What fills the places of its sentence.
    #[must_use]
    pub fn facts(&self) -> Vec<(&'static str, String)> {
        let path = |path: &PathBuf| vec![("path", path.display().to_string())];
        match self {
            Self::NoBook(at) | Self::Exists(at) | Self::NotABook(at) | Self::Denied(at) | Self::Network(at) => path(at),
            Self::Damaged(cause) | Self::Corrupt(cause) => vec![("cause", cause.clone())],
            Self::Newer { theirs, ours } | Self::Older { theirs, ours } => {
                vec![("theirs", theirs.to_string()), ("ours", ours.to_string())]
            }
            Self::Busy { by } => vec![("by", by.clone().unwrap_or_else(|| "none".to_owned()))],
            Self::Io(error) => vec![("cause", error.to_string())],
            Self::Engine(error) => vec![("cause", error.to_string())],
            Self::Refused(_) | Self::ReadOnly | Self::DiskFull | Self::Stopped => vec![],
        }
    }
}
