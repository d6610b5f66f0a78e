//! About how far a card could get on these invoices: each payer's own mean delay over both years taken as known.
//! What never lives here: a card, a figure of the product (this one looks into the future on purpose).
//!
//! Delays of one payer lie about its mean like a bell, as wide for one as for another; what is left is the chance that such a
//! bell leaves for the invoice to stay unpaid. Who pays when, beyond that mean, is chance that no morning shows.

use std::collections::BTreeMap;

use relance::ranking::train::measure::Said;

use super::ibm::Bill;
use super::queue::Morning;

/// What is said of each morning by who knows every payer's mean.
pub fn known_beforehand(bills: &[Bill], mornings: &[Morning]) -> Vec<Said> {
    let delay = |bill: &Bill| f64::from(bill.settled - bill.due);
    let mut sums: BTreeMap<u32, (f64, f64)> = BTreeMap::new();
    for bill in bills {
        let sum = sums.entry(bill.customer).or_default();
        (sum.0, sum.1) = (sum.0 + delay(bill), sum.1 + 1.0);
    }
    let mean = |customer: u32| sums[&customer].0 / sums[&customer].1;
    let spread = bills.iter().map(|bill| (delay(bill) - mean(bill.customer)).powi(2)).sum::<f64>();
    let width = (spread / bills.len() as f64).sqrt();
    let said = |morning: &Morning| {
        let bill = &bills[morning.bill];
        let later = |days: i32| beyond((f64::from(morning.at - bill.due + days) - 0.5 - mean(bill.customer)) / width);
        let probability = later(8) / later(0).max(1e-12);
        let event = bill.settled > morning.at + 7;
        Said { score: probability, probability, event, group: morning.customer }
    };
    mornings.iter().map(said).collect()
}

/// The share of a bell beyond so many of its widths, within a ten-thousandth (Abramowitz and Stegun 26.2.18).
fn beyond(at: f64) -> f64 {
    let far = at.abs();
    let power = 1.0 + far * (0.196_854 + far * (0.115_194 + far * (0.000_344 + far * 0.019_527)));
    let tail = 0.5 / power.powi(4);
    if at < 0.0 { 1.0 - tail } else { tail }
}
