//! What a reached call changes: a stated prior, and how far this debtor's word has held.
//! What never lives here: learning from calls that were chosen. Calls go to those who pay badly, so a log of chosen calls
//! says that calling makes people pay later; only calls drawn at random tell what a call does.
//! `ranking::place` calls it.

use crate::domain::case::state::Profile;

/// Two kept and one broken are added to a debtor's own promises, so that one promise proves little.
const KEPT_BEFORE: u64 = 2;
const BROKEN_BEFORE: u64 = 1;

/// Mean of Beta(kept + 2, broken + 1), per mille, rounded half up: 667 for a debtor who never promised.
#[must_use]
pub fn word_permille(past: &Profile) -> u16 {
    let kept = u64::from(past.kept) + KEPT_BEFORE;
    let all = kept + u64::from(past.broken) + BROKEN_BEFORE;
    u16::try_from((2_000 * kept + all) / (2 * all)).unwrap_or(1_000)
}
