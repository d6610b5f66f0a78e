//! Why a bank line is proposed to a case, in words.
//! What never lives here: the search.
//! `cli` and `ui` say proposals with it.

use super::Words;
use crate::domain::matching::Proposal;

impl Words {
    /// How sure, why, and for which invoices or taking back which payment.
    #[must_use]
    pub fn proposal(&self, proposal: &Proposal) -> String {
        let numbers = |all: &[&str]| all.join(", ");
        let (id, invoices, day) = match &proposal.back {
            Some(paid) => {
                let all: Vec<&str> = paid.invoices.iter().map(String::as_str).collect();
                let id = if all.is_empty() { "reconcile-proposal-back" } else { "reconcile-proposal-back-for" };
                (id, numbers(&all), self.day(paid.on))
            }
            None => {
                let all: Vec<&str> = proposal.parts.iter().map(|part| part.item.number.as_str()).collect();
                let id = if all.is_empty() { "reconcile-proposal" } else { "reconcile-proposal-for" };
                (id, numbers(&all), String::new())
            }
        };
        let facts = [
            ("why", self.t(&format!("match-{}", proposal.why.name())).into()),
            ("certainty", self.t(&format!("certainty-{}", proposal.certainty.name())).into()),
            ("invoices", invoices.into()),
            ("day", day.into()),
        ];
        self.tf(id, &facts)
    }
}
