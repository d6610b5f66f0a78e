//! What a run of the program beside the screen says on standard error: lines of progress, and in words what went wrong.
//! What never lives here: the run itself, sentences.
//! The verbs that take `--progress` tell with it; `what_if` and the first import listen.

use std::io::{BufRead, BufReader, Read};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde::{Deserialize, Serialize};

use crate::app::toast::Progress;
use crate::domain::values::text::clean_line;

/// Longest sentence taken from a run that failed, in characters.
const CAUSE_CHARS_MAX: usize = 600;

/// A line of progress, as JSON.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// Done, of what is counted there: rows, cases.
    pub done: u64,
    /// In all.
    pub total: u64,
    /// Milliseconds since the first.
    pub ms: u64,
}

impl Told {
    /// With the rate so far, and what is left by it.
    fn progress(self) -> Progress {
        let rate = self.done.saturating_mul(1_000) / self.ms.max(1);
        let left = self.total.saturating_sub(self.done);
        Progress { done: self.done, total: self.total, rate, seconds_left: left / rate.max(1) }
    }
}

/// What was said so far.
#[derive(Debug, Default)]
struct Said {
    told: Option<Told>,
    words: String,
}

/// Hears what a run says; clones hear the same.
#[derive(Debug, Clone, Default)]
pub struct Ear(Arc<Mutex<Said>>);

impl Ear {
    fn said(&self) -> MutexGuard<'_, Said> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Listens until nothing more comes.
    pub fn listen(&self, err: impl Read) {
        for line in BufReader::new(err).lines().map_while(Result::ok) {
            let mut said = self.said();
            match serde_json::from_str(&line) {
                Ok(told) => said.told = Some(told),
                Err(_) if said.words.len() < 4 * CAUSE_CHARS_MAX => said.words.extend([line.as_str(), " "]),
                Err(_) => {}
            }
        }
    }

    /// How far it is.
    #[must_use]
    pub fn progress(&self) -> Progress {
        self.said().told.map(Told::progress).unwrap_or_default()
    }

    /// What else it said, in one line.
    #[must_use]
    pub fn words(&self) -> String {
        clean_line(&self.said().words, CAUSE_CHARS_MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn progress_and_complaints_are_told_apart() {
        let ear = Ear::default();
        ear.listen(&b"{\"done\":10,\"total\":40,\"ms\":500}\nThe file\tis \x1b[2Jgone.\n{\"done\":1}\n"[..]);
        assert_eq!(ear.progress(), Progress { done: 10, total: 40, rate: 20, seconds_left: 1 });
        assert_eq!(ear.words(), "The file is [2Jgone. {\"done\":1}");
        assert_eq!(Ear::default().progress(), Progress::default());
    }
}
