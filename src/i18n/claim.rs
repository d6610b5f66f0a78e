//! What an invoice claims, in words: interest or costs, and the late rate agreed for it.
//! What never lives here: which debt is paid first (see `domain::case`).
//! `cli` and `ui` say it.

use super::Words;
use crate::domain::codes::Nature;
use crate::domain::ledger::Claim;
use crate::domain::values::{Currency, Money};

impl Words {
    /// What it claims beyond the price itself; nothing for a price with no rate told.
    #[must_use]
    pub fn claim(&self, claim: Claim) -> String {
        let nature = Some(claim.nature).filter(|nature| *nature != Nature::Principal);
        let nature = nature.map(|nature| self.t(&format!("nature-{nature}")));
        // hundredths, written as cents are
        let rate = claim.late_rate.map(|rate| self.amount(Money::new(rate.into(), Currency::EUR)));
        let rate = rate.map(|rate| self.tf("late-rate", &[("rate", rate.into())]));
        nature.into_iter().chain(rate).collect::<Vec<_>>().join(", ")
    }
}
