//! A person's own views of the queue, one small file a person beside the book, with the one they left it in.
//! What never lives here: the book's lock; what a view's line means (see `domain::view`).
//! `runtime` and `cli` call it.

use std::io::ErrorKind;

use super::drafts::private;
use super::{Done, Store, StoreError, files};
use crate::domain::values::Login;
use crate::domain::view::OwnViews;

impl Store {
    /// The views of a person; none for a book in memory, and none where the file cannot be read: that one is set aside
    /// (`….unreadable`) before another is written.
    pub fn views(&self, login: &Login) -> OwnViews {
        let text = self.views_path(login).and_then(|path| std::fs::read_to_string(path).ok());
        text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default()
    }

    /// Keeps a person's views in the place of those kept before. Durable when it returns.
    pub fn keep_views(&self, login: &Login, views: &OwnViews) -> Done<()> {
        use std::io::Write;
        let Some(path) = self.views_path(login) else { return Ok(()) };
        match std::fs::read_to_string(&path) {
            Ok(text) if serde_json::from_str::<OwnViews>(&text).is_err() => {
                std::fs::rename(&path, files::with_suffix(&path, ".unreadable"))?;
            }
            Ok(_) => {}
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(error.into()),
        }
        let text = serde_json::to_string(views).map_err(|error| StoreError::Corrupt(error.to_string()))?;
        let fresh = files::with_suffix(&path, ".new");
        let mut file = private(&fresh, true)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        std::fs::rename(&fresh, &path)?;
        files::sync_folder(&path);
        Ok(())
    }

    fn views_path(&self, login: &Login) -> Option<std::path::PathBuf> {
        Some(files::beside(self.path()?, &format!("views-{}", files::of_login(login))))
    }
}
