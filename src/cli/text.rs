//! Sentences for what went wrong: a refusal, a book that does not open, a config file with mistakes in it.
//! What never lives here: deciding that something is wrong.
//! `exit` and the verbs use it.

use std::io;
use std::path::Path;

use crate::config::Complaint;
use crate::i18n::{Arg, Words};
use crate::store::StoreError;

/// Most complaints printed about one file: a screen of them.
const COMPLAINTS_MAX: usize = 20;

/// The sentence of an error of the store; a refusal keeps its own.
#[must_use]
pub fn store_error(words: &Words, error: &StoreError) -> String {
    if let StoreError::Refused(refusal) = error {
        return words.refusal(refusal);
    }
    let facts = error.facts();
    let args: Vec<(&str, Arg)> = facts.iter().map(|(name, value)| (*name, Arg::from(value))).collect();
    words.tf(&error.to_string(), &args)
}

/// What is wrong in a config file, one line each.
#[must_use]
pub fn complaints(words: &Words, path: &Path, all: &[Complaint]) -> String {
    let mut lines = vec![words.tf("config-broken", &[("path", path.display().to_string().into())])];
    lines.extend(all.iter().take(COMPLAINTS_MAX).map(|complaint| complaint_line(words, complaint)));
    lines.join("\n")
}

/// One complaint: `line 3, column 5: …`.
#[must_use]
pub fn complaint_line(words: &Words, complaint: &Complaint) -> String {
    let args: Vec<(&str, Arg)> = complaint.facts.iter().map(|(name, value)| (*name, Arg::from(value))).collect();
    let what = words.tf(&complaint.message_id(), &args);
    let (line, column) = (complaint.line.to_string(), complaint.column.to_string());
    words.tf("config-at", &[("line", line.into()), ("column", column.into()), ("what", what.into())])
}

/// A file that could not be read or written.
#[must_use]
pub fn unreadable(words: &Words, path: &Path, error: &io::Error) -> String {
    let facts = [("path", path.display().to_string().into()), ("cause", error.to_string().into())];
    words.tf("cli-file-failed", &facts)
}
