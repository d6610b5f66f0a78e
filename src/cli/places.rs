//! Where things lie when nobody says: the book, its config, a person's settings.
//! What never lives here: reading them.
//! `ctx`, `init` and `doctor` ask it.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use directories::ProjectDirs;

/// The name a new book gets in the person's data folder.
pub const BOOK_NAME: &str = "book.relance";

fn dirs() -> Option<ProjectDirs> {
    ProjectDirs::from("", "", "relance")
}

/// The default book; `None` when the system names no home.
#[must_use]
pub fn default_book() -> Option<PathBuf> {
    dirs().map(|dirs| dirs.data_dir().join(BOOK_NAME))
}

/// The config of a book: its own name and `.toml`, beside it.
#[must_use]
pub fn book_config(book: &Path) -> PathBuf {
    let mut name = OsString::from(book);
    name.push(".toml");
    PathBuf::from(name)
}

/// A person's settings.
#[must_use]
pub fn settings() -> Option<PathBuf> {
    dirs().map(|dirs| dirs.config_dir().join("settings.toml"))
}

/// A person's keys.
#[must_use]
pub fn keymap() -> Option<PathBuf> {
    dirs().map(|dirs| dirs.config_dir().join("keymap.toml"))
}

/// The folder of a person's own themes.
#[must_use]
pub fn themes() -> Option<PathBuf> {
    dirs().map(|dirs| dirs.config_dir().join("themes"))
}
