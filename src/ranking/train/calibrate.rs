//! Calibration: from points to the probability they stood for lately.
//! What never lives here: which features, how many points.
//! `score` and the bench call it after a fit, and again between two fits on the last weeks.

use super::Scale;
use super::logistic::{Pattern, regress, sigmoid};

/// How points become a probability: a line in the log-odds. (0, 1) is what the fit meant.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Line {
    /// Log-odds at a score of 0.
    pub shift: f64,
    /// Log-odds of 28.85 points.
    pub slope: f64,
}

/// What the fit itself meant.
pub const AS_FITTED: Line = Line { shift: 0.0, slope: 1.0 };

/// Weight, in rows of an even chance, with which the line before is held on to: the shift follows the last weeks soon, the
/// slope late.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Hold {
    /// Of the shift.
    pub shift: f64,
    /// Of the slope.
    pub slope: f64,
}

impl Default for Hold {
    fn default() -> Self {
        Self { shift: 5.0, slope: 50.0 }
    }
}

/// The line that fits scores and outcomes, held to `home`. Rows are gathered by score first, so the order does not matter.
#[must_use]
pub fn calibrate(mut rows: Vec<(i32, bool)>, home: Line, hold: Hold) -> Line {
    rows.sort_unstable();
    let scale = Scale::points_per_log_odds();
    let mut patterns: Vec<Pattern> = vec![];
    let mut last = None;
    for (score, event) in rows {
        if last != Some(score) {
            last = Some(score);
            patterns.push(Pattern { looks: vec![f64::from(score) / scale], rows: 0.0, events: 0.0 });
        }
        if let Some(pattern) = patterns.last_mut() {
            pattern.rows += 1.0;
            pattern.events += if event { 1.0 } else { 0.0 };
        }
    }
    let found = regress(&patterns, &[hold.shift, hold.slope], &[home.shift, home.slope]);
    // A card whose points no longer rise with the risk keeps a slope above nothing: its order is what it is.
    Line { shift: found[0], slope: found[1].max(SLOPE_MIN) }
}

/// Flattest line: probabilities must not fall where points rise.
const SLOPE_MIN: f64 = 0.05;

impl Line {
    /// The probability of a score.
    #[must_use]
    pub fn probability(&self, score: i32) -> f64 {
        sigmoid(self.shift + self.slope * f64::from(score) / Scale::points_per_log_odds())
    }

    /// The table of a card: a knot every ten points from `low` to `high`, millionths.
    #[must_use]
    pub fn knots(&self, low: i32, high: i32) -> Vec<(i32, u32)> {
        let from = low.div_euclid(KNOT_POINTS) * KNOT_POINTS;
        let steps = (high - from + KNOT_POINTS - 1) / KNOT_POINTS;
        let knot = |step: i32| {
            let score = from + step * KNOT_POINTS;
            (score, (self.probability(score) * 1_000_000.0).round() as u32)
        };
        (0..=steps.min(KNOTS_MAX)).map(knot).collect()
    }
}

/// Points between two knots: straight lines between them are within .002 of the curve.
const KNOT_POINTS: i32 = 10;
/// Knots of a table at most, one less than a card may have.
const KNOTS_MAX: i32 = 62;
