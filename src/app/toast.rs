//! What is said for a few seconds, and how far long work has come.
//! What never lives here: words, drawing.
//! The root keeps one of each.

use crate::domain::values::{ActId, CaseId};

use super::say::Say;

/// A toast leaves by itself after this long: long enough to read two short lines, short enough not to hide the list.
pub const TOAST_MS: u64 = 4_000;

/// Something said for a few seconds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Toast {
    /// The sentence.
    pub say: Say,
    /// What the undo key takes back while it is shown.
    pub undo: Option<(CaseId, ActId)>,
    /// When it leaves.
    pub until_ms: u64,
}

/// How far the close of the day has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Progress {
    /// Cases done.
    pub done: u64,
    /// Cases in all; 0 when not known yet.
    pub total: u64,
    /// Cases a second.
    pub rate: u64,
    /// Seconds left.
    pub seconds_left: u64,
}
