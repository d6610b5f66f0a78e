//! Score: a card fitted on the book's own past, and held against what came after.
//! What never lives here: the fit itself (see `ranking::train`), SQL, words, a clock (the day is handed in).
//! `cli` calls it.
//!
//! What is learnt from: every morning on which an invoice stood overdue and collectable, with what was known that morning,
//! and whether it was still unpaid seven days later. "Known" goes by two times where the book has them: a fact counts from
//! the morning after its own day, and, where it came with a later file or entry than the first of its source, from the
//! morning after that was recorded.

mod fitted;
mod learn;
mod observe;
mod tried;

pub use fitted::{Trained, recalibrated, train};
pub use learn::learnt;
pub use observe::{Observations, observe};
pub use tried::{Order, Reached, Segment, Tried, tried};

pub use crate::ranking::explain::{Explained, explain};
pub use crate::ranking::train::measure::Bucket;
pub use crate::ranking::train::{OUTCOMES_MIN, TrainFault};
use crate::store::StoreError;

/// Days ahead that the card speaks of.
pub const HORIZON_DAYS: i32 = 7;

/// Why a card was not fitted. `Display` gives the code of the sentence (`score-CODE`).
#[derive(Debug, thiserror::Error)]
pub enum ScoreError {
    /// Too little has happened, or a column is forbidden.
    #[error("score-{0}")]
    Train(#[from] TrainFault),
    /// The past is too short to be tried on: no month has a fit before it.
    #[error("score-too-short")]
    TooShort,
    /// The book refused.
    #[error(transparent)]
    Store(#[from] StoreError),
}
