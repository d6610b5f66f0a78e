//! What debtors agree to, as the journal keeps it: promises and payment plans with the terms they were accepted under.
//! What never lives here: judging them (see `case`), terms themselves (see `terms`).
//! `event` carries them.

use serde::{Deserialize, Serialize};

use super::codes::{Every, Method, PartyRole, PromiseLimit};
use super::event::Part;
use super::terms::{PlanTerms, PromiseTerms};
use super::values::{Day, EntryId, Money};

/// A promise to pay, with the terms it was accepted under.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PromiseMade {
    /// What was promised.
    pub amount: Money,
    /// The day it is due.
    pub due_on: Day,
    /// How it will be paid.
    pub method: Option<Method>,
    /// The invoices it covers; empty: the account.
    #[serde(default)]
    pub covers: Vec<Part>,
    /// Terms frozen at acceptance.
    pub terms: PromiseTerms,
    /// Limits it goes beyond: it waits for a supervisor. None: it runs at once.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub over: Vec<PromiseLimit>,
    /// The promise it takes the place of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub replaces: Option<Replaced>,
    /// Who promised, when known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Promiser>,
    /// Note.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// A promise replaced by a newer one, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Replaced {
    /// The earlier promise.
    pub promise: EntryId,
    /// Why it was replaced; never empty.
    pub reason: String,
}

/// One instalment, with the terms it is judged by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanLine {
    /// The day it is due.
    pub due_on: Day,
    /// How much.
    pub amount: Money,
    /// Terms frozen when the line was agreed.
    pub terms: PromiseTerms,
}

/// The debtor's word on a plan. A signed one acknowledges the debt on its day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acceptance {
    /// In writing, signed.
    pub signed: bool,
    /// When.
    pub on: Day,
    /// What the person who agreed is to the debt, when said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub role: Option<PartyRole>,
    /// Their name, as far as known.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub by: String,
}

/// A payment plan, with the terms it was proposed under.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanMade {
    /// The sum of its lines.
    pub amount: Money,
    /// Its instalments, by day; never empty.
    pub lines: Vec<PlanLine>,
    /// How often, unless the lines are free.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub every: Option<Every>,
    /// How it will be paid.
    pub method: Option<Method>,
    /// The invoices it covers; empty: the account.
    #[serde(default)]
    pub covers: Vec<Part>,
    /// Terms frozen when it was proposed.
    pub terms: PlanTerms,
    /// The debtor's word, when it came along.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub accepted: Option<Acceptance>,
    /// More instalments than its author may agree alone: it counts nothing until a supervisor approves it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub over: bool,
    /// Note.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// The person who promised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Promiser {
    /// What they are to the debt.
    pub role: PartyRole,
    /// Name, as far as said.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub name: String,
}
