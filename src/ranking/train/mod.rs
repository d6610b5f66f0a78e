//! Training: a table of past mornings and what became of them → a card of whole points. The only place of the house where
//! floats decide anything, and they end here: what comes out is integers.
//! What never lives here: reading a book (see `score`), scoring in use (see `card`), chance that is not seeded.
//! `score` and the bench call it; nothing of the product's features is special to it.
//!
//! The course: each feature is cut into few bins (`bins`), each bin stands for its weight of evidence, a logistic
//! regression weighs the features against each other (`logistic`), and the product is rounded to points on a scale where
//! [`PDO`] points double the odds. A feature whose weight would run against its own evidence is dropped: a table of points
//! must read straight. Sums are taken in one fixed order, so that the same rows give the same card.

mod bag;
pub mod bins;
pub mod calibrate;
mod fit;
mod logistic;
pub mod measure;

pub use fit::{Fitted, FittedFeature, Scale, fit};

use super::features::{FORBIDDEN, Sense};

/// Points that double the odds.
pub const PDO: f64 = 20.0;
/// A value that is not known.
pub const MISSING: i32 = i32::MIN;
/// Most features of a card: more are read by nobody, and about six do nearly all of the work.
pub const FEATURES_MAX: usize = 12;

/// One feature over all rows.
#[derive(Debug, Clone)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// Which way risk goes.
    pub sense: Sense,
    /// A value a row; [`MISSING`] where unknown. Of a word: its place in a list of words, from 0.
    pub values: Vec<i32>,
}

/// Rows to learn from: the features, what happened, and who it happened to.
#[derive(Debug, Clone, Default)]
pub struct Table {
    /// The features.
    pub columns: Vec<Column>,
    /// True where it happened (still unpaid …).
    pub outcome: Vec<bool>,
    /// Whose row it is: rows of one debtor are alike, so folds and bootstraps take debtors, not rows.
    pub group: Vec<u32>,
}

/// How a card is fitted. The defaults were chosen on the year before the one that is measured.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Settings {
    /// Most bins of a feature, the one for "unknown" aside.
    pub bins_max: usize,
    /// Least share of the rows in a bin, per mille.
    pub bin_mille: usize,
    /// What one more bin must gain, in nats of log-likelihood.
    pub bin_gain: f64,
    /// Rows of average outcome added to each bin: small bins say little.
    pub prior_rows: f64,
    /// Pull of the weights towards 0.
    pub ridge: f64,
    /// Cards that are averaged, each fitted on debtors drawn again: bins that only chance made cancel out.
    pub bags: usize,
    /// Where the draws of those cards begin: the same rows and the same seed give the same card.
    pub seed: u64,
    /// Most features.
    pub features_max: usize,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            bins_max: 5,
            bin_mille: 50,
            bin_gain: 0.5,
            prior_rows: 10.0,
            ridge: 20.0,
            bags: 20,
            seed: 20_240_711,
            features_max: FEATURES_MAX,
        }
    }
}

/// Why nothing could be fitted. `Display` gives the code of the sentence (`score-CODE`).
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum TrainFault {
    /// A column that may never weigh on anybody's place.
    #[error("forbidden")]
    Forbidden(String),
    /// Too few rows of one outcome to tell anything.
    #[error("too-few")]
    TooFew {
        /// Rows in which it happened.
        events: u64,
        /// Rows in which it did not.
        others: u64,
    },
}

/// Least rows of each outcome: under it a bin of a twentieth holds a handful.
pub const OUTCOMES_MIN: u64 = 50;

impl Table {
    /// Rows.
    #[must_use]
    pub fn len(&self) -> usize {
        self.outcome.len()
    }

    /// True without rows.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.outcome.is_empty()
    }

    /// Refuses a column that may never weigh on anybody's place, whatever its name is written like.
    pub fn allowed(&self) -> Result<(), TrainFault> {
        let plain = |name: &str| name.to_lowercase().replace(['_', ' '], "-");
        match self.columns.iter().find(|column| FORBIDDEN.contains(&plain(&column.name).as_str())) {
            Some(column) => Err(TrainFault::Forbidden(column.name.clone())),
            None => Ok(()),
        }
    }
}
