//! The facts of one case as the store hands them over: visible rows only, of the case and of those merged into it.
//! What never lives here: a rule.
//! `store` fills it, `derive` and `decide` read it.

use std::collections::BTreeMap;

use crate::domain::case::Tally;
use crate::domain::command::Rev;
use crate::domain::event::Entry;
use crate::domain::ledger::{ContactRow, DebtorRow, InvoiceRow, Loaded, PaymentRow};
use crate::domain::values::{CaseId, Instant};

/// Every visible fact of one case. Versions are resolved (latest batch per key); nothing is filtered by day:
/// a row dated after the day asked is in here and not counted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facts {
    /// The case.
    pub case: CaseId,
    /// Revision read.
    pub rev: Rev,
    /// The debtor's latest row.
    pub debtor: DebtorRow,
    /// Cases merged into it at the moment known, in order of number; their rows and entries are included below.
    pub members: Vec<CaseId>,
    /// Set when this case was itself merged into another.
    pub merged_into: Option<CaseId>,
    /// Invoices and credit notes, by key.
    pub invoices: Vec<Loaded<InvoiceRow>>,
    /// Payments, by key.
    pub payments: Vec<Loaded<PaymentRow>>,
    /// What stands for the first contacts of a case that has very many; with it, only the later ones follow.
    pub before: Option<Tally>,
    /// Contacts of the past, by time.
    pub contacts: Vec<Loaded<ContactRow>>,
    /// Journal entries, by stream and number.
    pub entries: Vec<Entry>,
    /// Minute of the day, in the book's zone, of each contact whose time is known.
    pub minutes: BTreeMap<Instant, u16>,
}
