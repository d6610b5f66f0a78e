//! The rows that answer the screen's and the command line's questions.
//! What never lives here: SQL (each question has its own file), formatting.
//! `app` may see these and nothing else of the store.

use crate::domain::case::row::DisputeLine;
use crate::domain::case::{CaseRow, CaseState, TimelineEntry};
use crate::domain::codes::{DisputeKind, DisputeReason, DisputeStep, PromiseLimit, Role};
use crate::domain::permit::OverrideAsked;
use crate::domain::point::PointView;
use crate::domain::queue::{Generation, Judged, QueueLine, Reason};
use crate::domain::signal::{Signal, signals};
use crate::domain::values::{CaseId, Day, EntryId, Instant, Login, Money, Sums};

use super::super::types::Lease;

/// The queue as a screen shows it: one window of lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueuePage {
    /// The generation shown.
    pub generation: Generation,
    /// Rank of the first line minus one.
    pub from: u32,
    /// Lines in all for this collector.
    pub total: u32,
    /// Lines of the window.
    pub lines: Vec<QueueLine>,
}

/// A case as the case screen shows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CaseView {
    /// State on the day.
    pub state: CaseState,
    /// Score with its reasons, from the card in force.
    pub score: i32,
    /// Its reasons.
    pub reasons: Vec<Reason>,
    /// What the card in force says of it; the store does not know it.
    pub judged: Option<Judged>,
    /// Where it stands in today's queue.
    pub rank: Option<u32>,
    /// Why it is not in the queue, and until when.
    pub excluded: Option<(crate::domain::codes::Exclusion, Day)>,
    /// The case with whose call it goes, when it is left out for that.
    pub by: Option<CaseId>,
    /// The other debtors of its group by case number, at most [`LINKED_MAX`](crate::domain::queue::LINKED_MAX) and one.
    pub linked: Vec<CaseRow>,
    /// Numbers and addresses, with what the contacts say of each.
    pub points: Vec<PointView>,
    /// Newest entries of the history, latest first.
    pub timeline: Vec<TimelineEntry>,
    /// Entries in all.
    pub timeline_total: u32,
    /// Who works on it, when somebody else does.
    pub lease: Option<Lease>,
}

impl CaseView {
    /// What it shows before it goes wrong.
    #[must_use]
    pub fn signals(&self) -> Vec<Signal> {
        signals(&self.state.profile)
    }
}

/// How a match was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Matched {
    /// The case number or the debtor's reference.
    Reference,
    /// An invoice number.
    Invoice,
    /// A phone number.
    Phone,
    /// An e-mail address.
    Email,
    /// The name.
    Name,
}

impl Matched {
    /// Name in JSON.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Reference => "reference",
            Self::Invoice => "invoice",
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Name => "name",
        }
    }
}

/// A found case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FindHit {
    /// The case.
    pub case: CaseId,
    /// Name.
    pub name: String,
    /// Reference.
    pub reference: String,
    /// By what.
    pub matched: Matched,
    /// Places of the letters that matched, among the characters of the name or of the reference.
    pub marks: Vec<u32>,
    /// Open, per currency.
    pub open: Sums,
    /// Whose.
    pub collector: Option<Login>,
}

/// A dispute that waits, with its case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DisputeRow {
    /// The case.
    pub case: CaseId,
    /// The debtor.
    pub name: String,
    /// Reference.
    pub reference: String,
    /// Whose case.
    pub collector: Option<Login>,
    /// The dispute.
    pub line: DisputeLine,
}

impl DisputeRow {
    /// True when this person has to be told of it on a day: their own, overdue or to be looked at again; for a
    /// supervisor those nobody has decided in time, too.
    #[must_use]
    pub fn alerts(&self, login: &Login, role: Role, today: Day) -> bool {
        if self.line.decision.is_some() {
            return false;
        }
        let late = self.line.due_on < today || self.line.check_on.is_some_and(|day| day <= today);
        let supervisor = role == Role::Supervisor
            && (self.line.supervisor_on.is_some_and(|day| day <= today)
                || self.line.step == DisputeStep::PendingApproval);
        (late && self.line.owner == *login) || supervisor
    }
}

/// What somebody asked for beyond what they may grant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Waits {
    /// A promise.
    Promise {
        /// How much.
        amount: Money,
        /// When.
        due_on: Day,
        /// The limits it goes beyond.
        limits: Vec<PromiseLimit>,
        /// Promises this debt has broken.
        level: u32,
    },
    /// A payment plan with more instalments than its author may agree alone.
    Plan {
        /// In all.
        amount: Money,
        /// How many instalments.
        instalments: usize,
        /// The last of them.
        ends_on: Day,
    },
    /// A credit on a dispute.
    Credit {
        /// How much.
        credit: Money,
        /// Of how much that is contested.
        of: Option<Money>,
        /// Complaint, dispute or refusal.
        kind: DisputeKind,
        /// Why it is contested.
        reason: DisputeReason,
        /// When a decision is due.
        due_on: Day,
    },
    /// A contact that rules block.
    Override(Box<OverrideAsked>),
}

/// One thing that waits for a supervisor, with its case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ApprovalRow {
    /// The case.
    pub case: CaseId,
    /// The debtor.
    pub name: String,
    /// Reference.
    pub reference: String,
    /// The promise, or the entry that proposes the credit; its act is what is approved.
    pub id: EntryId,
    /// Who asks.
    pub who: Login,
    /// What.
    pub what: Waits,
}

/// A person's day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct MyDay {
    /// Calls recorded.
    pub calls: u32,
    /// … of these, right party reached.
    pub reached: u32,
    /// Promises taken.
    pub promises: u32,
    /// Their sum.
    pub promised: Sums,
    /// Lines of today's queue not done.
    pub left: u32,
    /// Call-backs of today still due: case, name, time.
    pub callbacks: Vec<(CaseId, String, Instant)>,
    /// Disputes this person has to be told of, by due day.
    pub disputes: Vec<DisputeRow>,
    /// First lines of the next day, as far as known now.
    pub tomorrow: Vec<(CaseId, String)>,
}
