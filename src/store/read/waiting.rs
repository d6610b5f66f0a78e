//! The plain rows of what waits at the bank: lines with their proposals, and what a line may be given to.
//! What never lives here: the search (see `store::bank`).
//! `cli`, `app` and `ui` read them.

use crate::domain::bank::BankLine;
use crate::domain::matching::{OpenItem, Paid, Proposal};
use crate::domain::values::{CaseId, Money};

/// A line that waits, with what is proposed for it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// The line; its amount is what is left of it.
    pub line: BankLine,
    /// All of it.
    pub whole: Money,
    /// Who has the rest.
    pub given: Vec<Given>,
    /// Proposals, best first.
    pub proposals: Vec<Proposed>,
}

/// A share of a line that a case has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// The case.
    pub case: CaseId,
    /// The debtor's name.
    pub name: String,
    /// Their reference.
    pub reference: String,
    /// How much, above zero.
    pub amount: Money,
}

/// A proposal with whose it would be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposed {
    /// The proposal.
    pub proposal: Proposal,
    /// The debtor's name.
    pub name: String,
    /// Their reference.
    pub reference: String,
}

/// What a line may be given to within one case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Choices {
    /// The case, after every merge.
    pub case: CaseId,
    /// The debtor's name.
    pub name: String,
    /// Their reference.
    pub reference: String,
    /// For money that came in: open invoices of its currency, by due day.
    pub items: Vec<OpenItem>,
    /// For money that went back: payments of its amount, latest first.
    pub paid: Vec<Paid>,
}
