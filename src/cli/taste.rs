//! A person's own files — settings, theme, keys — read together, and looked at again while the screen is open.
//! What never lives here: what stands in them (see `config`).
//! `workstation` hands it to the loop; `doctor` reads them too.

use std::fmt;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use super::{Ctx, Fault, keys, places};
use crate::runtime::{Taste, Tastes};

/// What tells that a file is another one than before; `None`: there is none.
type Stamp = Option<(SystemTime, u64)>;

/// The files.
pub(super) struct TasteFiles {
    ctx: Ctx,
    seen: Vec<(PathBuf, Stamp)>,
}

impl fmt::Debug for TasteFiles {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TasteFiles").field("seen", &self.seen).finish_non_exhaustive()
    }
}

impl TasteFiles {
    /// As they are now.
    pub(super) fn new(ctx: Ctx) -> Self {
        Self { ctx, seen: stamps() }
    }

    /// Reads them; everything that is wrong in the first of them that has something wrong.
    pub(super) fn read(&self) -> Result<Taste, Fault> {
        let prefs = self.ctx.prefs()?;
        let own_theme = match &prefs.theme {
            Some(name) => self.ctx.own_theme(name)?,
            None => None,
        };
        let keymap = places::keymap().unwrap_or_default();
        let keys = keys::judged(&self.ctx.words, &keymap, &self.ctx.keys()?).map_err(Fault::failed)?;
        Ok(Taste { theme: prefs.theme, own_theme, ascii: prefs.ascii_signs, keys, dial: prefs.dial })
    }
}

impl Tastes for TasteFiles {
    fn changed(&mut self) -> Option<Result<Taste, String>> {
        let now = stamps();
        if now == self.seen {
            return None;
        }
        self.seen = now;
        Some(self.read().map_err(|fault| short(&fault.to_string())))
    }
}

/// One line of what is wrong: the file's name and its first complaint.
fn short(said: &str) -> String {
    let mut lines = said.lines();
    let head = lines.next().unwrap_or_default();
    let Some(first) = lines.next() else { return head.to_owned() };
    let path = head.split_whitespace().find(|word| word.ends_with(".toml")).map(Path::new);
    match path.and_then(Path::file_name) {
        Some(name) => format!("{}, {first}", name.to_string_lossy()),
        None => first.to_owned(),
    }
}

/// What each of the files is like now.
fn stamps() -> Vec<(PathBuf, Stamp)> {
    let themes = places::themes().and_then(|folder| std::fs::read_dir(folder).ok());
    let themes = themes.into_iter().flatten().flatten().map(|file| file.path());
    let mut paths: Vec<PathBuf> = places::settings().into_iter().chain(places::keymap()).chain(themes).collect();
    paths.sort();
    let stamp = |path: &Path| {
        let found = std::fs::metadata(path).ok()?;
        Some((found.modified().ok()?, found.len()))
    };
    paths
        .into_iter()
        .map(|path| {
            let stamp = stamp(&path);
            (path, stamp)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_complaint_is_said_in_one_line() {
        let said = "/home/mia/.config/relance/keymap.toml cannot be used, and nothing was done:\nline 2, column 1: x\nline 3, column 1: y";
        assert_eq!(short(said), "keymap.toml, line 2, column 1: x");
        assert_eq!(short("a file is gone"), "a file is gone");
    }
}
