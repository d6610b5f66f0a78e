//! Logistic regression with a pull towards 0, by Newton's method, on rows gathered by pattern.
//! What never lives here: features, bins, points.
//! `fit` and `calibrate` call it.

/// Rounds of Newton's method; it is done after six or so.
const ROUNDS_MAX: usize = 50;
/// A step shorter than this changes no point.
const STEP_MIN: f64 = 1e-9;

/// Rows that look alike: what they look like, how many they are, in how many it happened.
#[derive(Debug, Clone)]
pub(super) struct Pattern {
    pub looks: Vec<f64>,
    pub rows: f64,
    pub events: f64,
}

/// The intercept, then a weight for each part of `looks`. `pull[i]` draws the weight towards `home[i]`, intercept first.
pub(super) fn regress(patterns: &[Pattern], pull: &[f64], home: &[f64]) -> Vec<f64> {
    let size = pull.len();
    let mut weights = home.to_vec();
    for _ in 0..ROUNDS_MAX {
        let mut slope = vec![0.0; size];
        let mut bend = vec![0.0; size * size];
        for pattern in patterns {
            let p = sigmoid(line(&weights, &pattern.looks));
            let miss = pattern.events - pattern.rows * p;
            let spread = pattern.rows * p * (1.0 - p);
            let part = |at: usize| if at == 0 { 1.0 } else { pattern.looks[at - 1] };
            for row in 0..size {
                slope[row] += miss * part(row);
                for column in 0..=row {
                    bend[row * size + column] += spread * part(row) * part(column);
                }
            }
        }
        for at in 0..size {
            slope[at] -= pull[at] * (weights[at] - home[at]);
            bend[at * size + at] += pull[at] + 1e-9;
        }
        let step = solve(bend, slope, size);
        let longest = step.iter().fold(0.0_f64, |most, part| most.max(part.abs()));
        // A longer step than this would leave the region in which the curve is what it was taken for.
        let cut = if longest > 4.0 { 4.0 / longest } else { 1.0 };
        for (weight, part) in weights.iter_mut().zip(&step) {
            *weight += cut * part;
        }
        if longest < STEP_MIN {
            break;
        }
    }
    weights
}

/// Intercept and weighted looks.
pub(super) fn line(weights: &[f64], looks: &[f64]) -> f64 {
    weights[0] + weights[1..].iter().zip(looks).map(|(weight, look)| weight * look).sum::<f64>()
}

/// From log-odds to a probability.
pub(super) fn sigmoid(odds: f64) -> f64 {
    1.0 / (1.0 + (-odds).exp())
}

/// Solves `bend · x = slope`, `bend` symmetric and above zero, its lower half given (Cholesky).
fn solve(mut bend: Vec<f64>, mut slope: Vec<f64>, size: usize) -> Vec<f64> {
    for row in 0..size {
        for column in 0..=row {
            let inner: f64 = (0..column).map(|at| bend[row * size + at] * bend[column * size + at]).sum();
            let rest = bend[row * size + column] - inner;
            bend[row * size + column] =
                if row == column { rest.max(1e-12).sqrt() } else { rest / bend[column * size + column] };
        }
    }
    for row in 0..size {
        let inner: f64 = (0..row).map(|at| bend[row * size + at] * slope[at]).sum();
        slope[row] = (slope[row] - inner) / bend[row * size + row];
    }
    for row in (0..size).rev() {
        let inner: f64 = (row + 1..size).map(|at| bend[at * size + row] * slope[at]).sum();
        slope[row] = (slope[row] - inner) / bend[row * size + row];
    }
    slope
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_weights_are_found_again() {
        let looks = [[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [1.0, 1.0]];
        let patterns: Vec<Pattern> = looks
            .iter()
            .map(|looks| {
                let p = sigmoid(line(&[-0.5, 1.25, -2.0], looks));
                Pattern { looks: looks.to_vec(), rows: 1e6, events: 1e6 * p }
            })
            .collect();
        let found = regress(&patterns, &[0.0, 0.0, 0.0], &[0.0, 0.0, 0.0]);
        for (found, true_one) in found.iter().zip([-0.5, 1.25, -2.0]) {
            assert!((found - true_one).abs() < 1e-6, "{found} {true_one}");
        }
        let pulled = regress(&patterns, &[0.0, 1e12, 1e12], &[0.0, 1.0, 0.0]);
        assert!((pulled[1] - 1.0).abs() < 1e-3 && pulled[2].abs() < 1e-3, "{pulled:?}");
    }
}
