//! What is taken over from another system: promises and disputes with the days they had there.
//! What never lives here: files (see `exchange`), deciding (see `case::decide`).
//! `command` carries it, `exchange` makes it.

use super::codes::{DisputeDecision, DisputeKind, DisputeReason, Method};
use super::values::{Day, EntryId, Login, Money};

/// An invoice by its number, and how much of it; without an amount: as much as there is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenPart {
    /// Number.
    pub number: String,
    /// Amount.
    pub amount: Option<Money>,
}

/// A promise made elsewhere. What became of it is never taken over: payments say it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenPromise {
    /// How much.
    pub amount: Money,
    /// When it was made.
    pub made_on: Day,
    /// When it is due.
    pub due_on: Day,
    /// How.
    pub method: Option<Method>,
    /// Which invoices; empty: the account.
    pub covers: Vec<TakenPart>,
    /// When the debtor withdrew it.
    pub withdrawn_on: Option<Day>,
    /// Note.
    pub note: String,
}

/// How a dispute ended elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TakenDecision {
    /// When.
    pub on: Day,
    /// How.
    pub decision: DisputeDecision,
    /// What was credited.
    pub credit: Option<Money>,
    /// Was the debtor right?
    pub justified: Option<bool>,
    /// When the debtor was told.
    pub closed_on: Option<Day>,
}

/// A dispute opened elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TakenDispute {
    /// Complaint, dispute or refusal.
    pub kind: DisputeKind,
    /// Why.
    pub reason: DisputeReason,
    /// Which invoices.
    pub parts: Vec<TakenPart>,
    /// When it was opened.
    pub opened_on: Day,
    /// When a decision is due; `None`: by the house's days, from the opening.
    pub due_on: Option<Day>,
    /// Who settles it.
    pub owner: Option<Login>,
    /// Their department.
    pub department: String,
    /// How it ended, when it did.
    pub decided: Option<TakenDecision>,
    /// Note.
    pub note: String,
}

/// One thing taken over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TakenOver {
    /// A promise.
    Promise(TakenPromise),
    /// A dispute.
    Dispute(TakenDispute),
    /// The end of a dispute taken over before, while it was open.
    Ended {
        /// Which.
        dispute: EntryId,
        /// How.
        decided: TakenDecision,
    },
    /// The end of a promise taken over before.
    Withdrawn {
        /// Which.
        promise: EntryId,
        /// When.
        on: Day,
    },
}
