//! Why a bank line is proposed to a case, in words.
//! What never lives here: the search.
//! `cli` and `ui` say proposals with it.

use super::Words;
use crate::domain::bank::BankLine;
use crate::domain::matching::Proposal;
use crate::domain::values::Money;

impl Words {
    /// What a bank took: the payment, and beyond it its own fee.
    #[must_use]
    pub fn taken(&self, took: Money, fee: Option<Money>) -> String {
        let taken = self.money(Money::new(took.minor - fee.map_or(0, |fee| fee.minor), took.currency));
        if fee.is_none() { taken } else { format!("{taken}, {}", self.bank_fee(fee)) }
    }

    /// The fee of a bank; nothing where it took none.
    #[must_use]
    pub fn bank_fee(&self, fee: Option<Money>) -> String {
        fee.map(|fee| self.tf("bank-fee", &[("fee", self.money(fee).into())])).unwrap_or_default()
    }

    /// How sure, why, and for which invoices or taking back which payment, at what fee of the bank.
    #[must_use]
    pub fn proposal(&self, line: &BankLine, proposal: &Proposal) -> String {
        let took = Money::new(-line.amount.minor, line.amount.currency);
        let fee = proposal.back.as_ref().and_then(|paid| paid.fee(took));
        let said = self.said_proposal(proposal);
        if fee.is_none() { said } else { format!("{said}, {}", self.bank_fee(fee)) }
    }

    fn said_proposal(&self, proposal: &Proposal) -> String {
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
