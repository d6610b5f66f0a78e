//! Drafts: what was being typed, kept in one small file a person beside the book, so that it survives a crash.
//! What never lives here: the book's lock; what a form looks like (a draft's body is the screen's own text).
//! `runtime` writes it off the key path and reads it at the start.

use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Read, Write};
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::{Done, Store, StoreError, files};
use crate::domain::values::{ActId, CaseId, Instant, Login};

/// Longest body of a draft, bytes: two notes of the longest kind with room to spare.
pub const BODY_BYTES_MAX: usize = 64 * 1024;
/// Drafts kept; beyond it the oldest goes.
pub const DRAFTS_MAX: usize = 100;

/// Something begun and not recorded.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Draft {
    /// The act that will record it; the draft is done with once this act is in the journal.
    pub act: ActId,
    /// The case it is about.
    pub case: CaseId,
    /// When it was last typed in.
    pub saved_at: Instant,
    /// The form's own text.
    pub body: String,
}

/// Where a person's drafts are. It holds no connection and may go to another thread.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftFile {
    path: PathBuf,
}

impl Store {
    /// The file of a person's drafts; `None` for a book in memory.
    #[must_use]
    pub fn draft_file(&self, login: &Login) -> Option<DraftFile> {
        Some(DraftFile { path: files::beside(self.path()?, &format!("draft-{}", files::of_login(login))) })
    }

    /// A person's drafts that no act has recorded yet, latest first.
    pub fn drafts(&self, login: &Login) -> Done<Vec<Draft>> {
        let Some(file) = self.draft_file(login) else { return Ok(vec![]) };
        let mut open = Vec::new();
        for draft in file.load()? {
            if !self.has_act(draft.act)? {
                open.push(draft);
            }
        }
        open.sort_by_key(|draft| std::cmp::Reverse((draft.saved_at, draft.act)));
        Ok(open)
    }
}

impl DraftFile {
    /// Reads all drafts of the file, oldest first; none when there is no file. A file that cannot be read is set aside
    /// (`….unreadable`), so that nothing is overwritten, and an error says so once.
    pub fn load(&self) -> Done<Vec<Draft>> {
        let mut text = String::new();
        match File::open(&self.path).and_then(|mut file| file.read_to_string(&mut text)) {
            Ok(_) => {}
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(vec![]),
            Err(error) => return Err(error.into()),
        }
        serde_json::from_str(&text).map_err(|error| {
            let _kept = std::fs::rename(&self.path, files::with_suffix(&self.path, ".unreadable"));
            StoreError::Damaged(error.to_string())
        })
    }

    /// Saves a draft in the place of an older one of the same act. Durable when it returns.
    pub fn put(&self, draft: &Draft) -> Done<()> {
        if draft.body.len() > BODY_BYTES_MAX {
            return Err(crate::domain::command::Refusal::TooLong { chars_max: BODY_BYTES_MAX }.into());
        }
        self.change(|drafts| {
            drafts.retain(|have| have.act != draft.act);
            drafts.push(draft.clone());
            let over = drafts.len().saturating_sub(DRAFTS_MAX);
            drafts.drain(..over);
        })
    }

    /// Drops the draft of an act: it was recorded, or thrown away.
    pub fn remove(&self, act: ActId) -> Done<()> {
        self.change(|drafts| drafts.retain(|have| have.act != act))
    }

    /// Reads, changes and replaces the file in one step. Two windows of one person take turns by a lock on a file of
    /// its own; the book is not touched.
    fn change(&self, change: impl FnOnce(&mut Vec<Draft>)) -> Done<()> {
        let turn = private(&files::with_suffix(&self.path, ".lock"), false)?;
        turn.lock()?;
        let damaged = |error: &StoreError| matches!(error, StoreError::Damaged(_));
        let mut drafts = self.load().or_else(|error| if damaged(&error) { Ok(vec![]) } else { Err(error) })?;
        change(&mut drafts);
        let text = serde_json::to_string(&drafts).map_err(|error| StoreError::Corrupt(error.to_string()))?;
        let fresh = files::with_suffix(&self.path, ".new");
        let mut file = private(&fresh, true)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        std::fs::rename(&fresh, &self.path)?;
        files::sync_folder(&self.path);
        Ok(())
    }
}

/// Opens a file that only its person may read.
pub(super) fn private(path: &std::path::Path, empty: bool) -> std::io::Result<File> {
    let mut options = OpenOptions::new();
    options.create(true).write(true).truncate(empty);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}
