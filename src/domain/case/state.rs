//! The state of a case on a day: everything the screen, the queue and the reports know about one debtor.
//! What never lives here: how it is computed (see `derive`), how it is kept (see `store`).
//! `derive` makes it; every room may read it.

use serde::Serialize;

use crate::domain::calendar::{next_business_day, previous_business_day};
use crate::domain::case::OverrideView;
use crate::domain::case::books::Books;
pub use crate::domain::case::plan_view::{InstalmentView, PlanView};
use crate::domain::codes::{
    BrokenCause, Channel, DisputeKind, DisputeReason, DisputeState, DisputeStep, HoldReason, Method, NextAction,
    Outcome, PromiseLimit, PromiseState, QueueMark, Resolution,
};
use crate::domain::command::Rev;
use crate::domain::event::{Part, Promiser};
use crate::domain::ledger::{Claim, DebtorRow, ItemKey};
use crate::domain::permit::Consent;
use crate::domain::slot::Calls;
use crate::domain::terms::CalendarId;
use crate::domain::values::{CaseId, Currency, Day, EntryId, Instant, Login, Money, Sums, Tag};

/// An invoice or credit note, with what is left of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ItemState {
    /// Its key.
    pub key: ItemKey,
    /// Day of issue.
    pub issued_on: Day,
    /// Due day.
    pub due_on: Day,
    /// What it claims.
    pub claim: Claim,
    /// Amount as issued.
    pub amount: Money,
    /// Not yet paid or credited (minor units of the amount's currency), never negative for an invoice.
    pub open_minor: i64,
    /// In open disputes.
    pub disputed_minor: i64,
    /// Covered by open promises (within what is open and not disputed).
    pub promised_minor: i64,
    /// Under a hold of its own until this day.
    pub held_until: Option<Day>,
    /// The value date that closed it.
    pub settled_on: Option<Day>,
}

impl ItemState {
    /// Days past due on `today`; 0 when not overdue.
    #[must_use]
    pub fn days_past_due(&self, today: Day) -> i32 {
        today.since(self.due_on).max(0)
    }

    /// Open on `today` and past its due day.
    #[must_use]
    pub fn is_overdue(&self, today: Day) -> bool {
        self.open_minor > 0 && self.due_on < today
    }

    /// What may be asked for today: open, overdue, neither disputed nor promised nor held.
    #[must_use]
    pub fn collectable_minor(&self, today: Day) -> i64 {
        if !self.is_overdue(today) || self.held_until.is_some_and(|day| day > today) {
            return 0;
        }
        (self.open_minor - self.disputed_minor - self.promised_minor).max(0)
    }
}

/// A promise on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PromiseView {
    /// Its id.
    pub id: EntryId,
    /// What was promised.
    pub amount: Money,
    /// When it was made.
    pub made_on: Day,
    /// When it is due.
    pub due_on: Day,
    /// Last day of grace.
    pub grace_ends_on: Day,
    /// Last day on which it may still run: of grace, or by which what was reported sent should be seen.
    pub ends_on: Day,
    /// How.
    pub method: Option<Method>,
    /// What it covers; empty: the account.
    pub covers: Vec<Part>,
    /// What was paid towards it, minor units.
    pub paid_minor: i64,
    /// Its state.
    pub state: PromiseState,
    /// Value date by which it was kept; after `due_on`: in grace.
    pub kept_on: Option<Day>,
    /// Why it is broken.
    pub cause: Option<BrokenCause>,
    /// While reported paid: the last day on which it should be seen.
    pub verify_by: Option<Day>,
    /// The day it broke, ended partially kept, was taken back by the debtor or gave way to another.
    pub failed_on: Option<Day>,
    /// Limits it went beyond when it was made.
    pub over: Vec<PromiseLimit>,
    /// The promise it took the place of.
    pub replaces: Option<EntryId>,
    /// Who promised.
    pub by: Option<Promiser>,
    /// Calendar of its terms.
    pub calendar: CalendarId,
    /// How many promises this debt had broken when it was made.
    pub level: u32,
    /// Who took it.
    pub who: Login,
}

/// A promise further away than this gets a reminder the day before; a nearer one a check the day after.
pub const REMIND_BEYOND_DAYS: i32 = 3;

/// The contact that a day agreed for asks for: a courtesy reminder before it, or a check after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Touch {
    /// When to make it.
    pub on: Day,
    /// The day agreed for.
    pub due_on: Day,
}

impl Touch {
    /// A reminder on the last working day before, when the day was more than [`REMIND_BEYOND_DAYS`] away as it was agreed,
    /// else a check on the first working day after.
    #[must_use]
    pub fn of(calendar: CalendarId, made_on: Day, due_on: Day) -> Self {
        let reminds = due_on.since(made_on) > REMIND_BEYOND_DAYS;
        let by = if reminds { previous_business_day } else { next_business_day };
        Self { on: by(calendar, due_on), due_on }
    }

    /// What it is.
    #[must_use]
    pub const fn what(self) -> NextAction {
        if self.on.0 < self.due_on.0 { NextAction::RemindPromise } else { NextAction::CheckPromise }
    }
}

impl PromiseView {
    /// Still to be kept.
    #[must_use]
    pub const fn is_running(&self) -> bool {
        self.state.is_running()
    }

    /// The contact that its day asks for, and when.
    #[must_use]
    pub fn touch(&self) -> Touch {
        Touch::of(self.calendar, self.made_on, self.due_on)
    }

    /// What is still missing of one that was partially kept.
    #[must_use]
    pub fn residue(&self) -> Option<Money> {
        let left = self.amount.minor - self.paid_minor;
        (self.state == PromiseState::PartiallyKept && left > 0).then(|| Money::new(left, self.amount.currency))
    }
}

/// A payment recorded here, neither undone nor come back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaymentView {
    /// Its id.
    pub id: EntryId,
    /// How much.
    pub amount: Money,
    /// Value date.
    pub paid_on: Day,
    /// Reference on the statement.
    pub reference: String,
}

/// A payment that came back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReturnView {
    /// The payment, as the return names it.
    pub payment: String,
    /// What it had brought, and what is owed again.
    pub amount: Money,
    /// Value date of the return.
    pub on: Day,
    /// What the bank took beyond it for itself: no money of the debtor's.
    pub fee: Option<Money>,
}

/// A piece of evidence of a dispute.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct EvidenceView {
    /// What it is.
    pub name: String,
    /// When it was asked for.
    pub asked_on: Option<Day>,
    /// When it came.
    pub received_on: Option<Day>,
}

/// A dispute on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DisputeView {
    /// Its id.
    pub id: EntryId,
    /// Complaint, dispute or refusal.
    pub kind: DisputeKind,
    /// Why.
    pub reason: DisputeReason,
    /// Its state.
    pub state: DisputeState,
    /// How far its handling has come.
    pub step: DisputeStep,
    /// True when its parts are held back while it stands.
    pub holds: bool,
    /// Parts still disputed or, once decided, as they were.
    pub parts: Vec<Part>,
    /// When it was opened.
    pub opened_on: Day,
    /// When a decision is due.
    pub due_on: Day,
    /// When it is looked at next.
    pub check_on: Option<Day>,
    /// First day on which the supervisor is told too.
    pub supervisor_on: Option<Day>,
    /// Who settles it.
    pub owner: Login,
    /// Their department.
    pub department: String,
    /// Note.
    pub note: String,
    /// Evidence, in the order first named.
    pub evidence: Vec<EvidenceView>,
    /// The credit proposed and not decided, with the entry that proposes it.
    pub proposed: Option<(EntryId, Money)>,
    /// When it was decided (last).
    pub decided_on: Option<Day>,
    /// What the last decision credits.
    pub credit: Option<Money>,
    /// Was the debtor right, as far as said?
    pub justified: Option<bool>,
    /// How it was settled, as far as said.
    pub resolution: Option<Resolution>,
    /// It was reopened.
    pub reopened: bool,
    /// Its credit note was posted, or the debtor was told.
    pub closed_on: Option<Day>,
}

impl DisputeView {
    /// The next day somebody has to look at it, while it is undecided.
    #[must_use]
    pub fn next_on(&self) -> Option<Day> {
        self.state.is_open().then(|| self.check_on.map_or(self.due_on, |check| check.min(self.due_on)))
    }

    /// What it contests, or contested, as one amount; `None`: no invoice is named.
    #[must_use]
    pub fn amount(&self) -> Option<Money> {
        let currency = self.parts.first()?.amount.currency;
        Some(Money::new(self.parts.iter().map(|part| part.amount.minor).sum(), currency))
    }
}

/// A call-back still to make.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct CallbackView {
    /// Its id.
    pub id: EntryId,
    /// When.
    pub at: Instant,
    /// The book's day of `at`.
    pub due_on: Day,
    /// For whom; nobody: anyone.
    #[serde(rename = "for")]
    pub whom: Option<Login>,
}

/// A hold in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HoldView {
    /// Its id.
    pub id: EntryId,
    /// Why.
    pub reason: HoldReason,
    /// First day of work again.
    pub until: Day,
    /// Only these; empty: the case.
    pub items: Vec<ItemKey>,
}

/// A place in the queue that a person decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MarkView {
    /// Which.
    pub mark: QueueMark,
    /// First day on which it no longer counts.
    pub until: Day,
    /// When it was set.
    pub since: Day,
    /// Why.
    pub reason: String,
}

/// Who has the case.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct AssignmentView {
    /// The collector.
    pub to: Login,
    /// Since.
    pub since: Day,
    /// Last day, when for a while.
    pub until: Option<Day>,
    /// Who gave it.
    pub by: Login,
    /// What they wanted its taker to know; empty: nothing.
    pub note: String,
}

/// What the card and the rules read of a case's past; days are as of the state's day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Profile {
    /// Invoices settled in full.
    pub paid_count: u32,
    /// … of these, after their due day.
    pub late_count: u32,
    /// Sum of their days late (early counts 0).
    pub late_days_sum: i64,
    /// Days late of the last one settled.
    pub last_late_days: Option<i32>,
    /// Promises kept.
    pub kept: u32,
    /// Promises broken or partially kept.
    pub broken: u32,
    /// Disputes ever opened.
    pub disputes: u32,
    /// Day the last dispute was opened.
    pub last_dispute_on: Option<Day>,
    /// Contacts made or received.
    pub contacts: u32,
    /// Calls out since the last talk.
    pub attempts_since_talk: u32,
    /// Last contact either way.
    pub last_contact_on: Option<Day>,
    /// Channel of the last contact.
    pub last_channel: Option<Channel>,
    /// Outcome of the last contact.
    pub last_outcome: Option<Outcome>,
    /// Last time the debtor was spoken to or wrote.
    pub last_talk_on: Option<Day>,
    /// Calls out by part of the week, and the last ones.
    pub calls: Calls,
    /// Last payment.
    pub last_paid_on: Option<Day>,
    /// Day the last payment came back, while no talk has followed and something is owed.
    pub returned_on: Option<Day>,
    /// Day the last promise broke, while no talk has followed.
    pub broken_on: Option<Day>,
    /// First day anything of the case became overdue without any contact since; the case is new to the calls.
    pub never_worked: bool,
    /// Segment of the portfolio, as the latest row says.
    pub segment: Tag,
    /// Country of a company; of nobody else: a person's would stand for an origin.
    pub country: Tag,
    /// What is open as a share of the credit limit, per mille, both in the limit's currency; at most
    /// [`LIMIT_USE_MAX`]. None where no limit is known.
    pub limit_use_mille: Option<u32>,
    /// Instalments missed of plans that stand or fell.
    pub missed: u32,
    /// E-mail addresses to which nothing can be delivered.
    pub bounced: u32,
    /// Letters that came back since the last one that arrived.
    pub letters_back: u32,
    /// Day of the first letter that went out.
    pub first_letter_on: Option<Day>,
}

/// Largest share of a credit limit that is told apart, per mille: also what any debt is of a limit of zero.
pub const LIMIT_USE_MAX: u32 = 9_990;

/// The sums of a case, per currency.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Balance {
    /// Open on invoices.
    pub open: Sums,
    /// … of it past due.
    pub overdue: Sums,
    /// … of it disputed.
    pub disputed: Sums,
    /// … of it promised.
    pub promised: Sums,
    /// Payments and credits not allocated.
    pub unallocated: Sums,
    /// What may be asked for today.
    #[serde(skip)]
    pub collectable: Sums,
}

/// One case on one day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CaseState {
    /// The case.
    pub case: CaseId,
    /// The day.
    pub as_of: Day,
    /// Revision.
    pub rev: Rev,
    /// The debtor, as the latest row says.
    pub debtor: DebtorRow,
    /// Merged into this case, when it was.
    pub merged_into: Option<CaseId>,
    /// Cases merged into this one.
    pub members: Vec<CaseId>,
    /// Day of the last row of the ledger that counts; with none, the first day there is.
    pub ledger_on: Day,
    /// Sums.
    pub balance: Balance,
    /// What they add up from, per currency in order of code.
    pub books: Vec<(Currency, Books)>,
    /// Items, open ones first by due day, then settled ones, latest first.
    pub items: Vec<ItemState>,
    /// Promises, latest first.
    pub promises: Vec<PromiseView>,
    /// Payment plans, latest first.
    pub plans: Vec<PlanView>,
    /// Disputes, latest first.
    pub disputes: Vec<DisputeView>,
    /// Call-backs still to make, by time.
    pub callbacks: Vec<CallbackView>,
    /// Holds in force.
    pub holds: Vec<HoldView>,
    /// Payments recorded here that stand, latest first.
    pub payments: Vec<PaymentView>,
    /// Payments that a bank took back, latest first.
    pub returns: Vec<ReturnView>,
    /// What a person decided about its place in the queue, while it counts.
    pub mark: Option<MarkView>,
    /// The last contacts out of each channel, latest first: what rules for contacts count.
    pub made_out: Vec<(Day, Channel)>,
    /// What the debtor said about being contacted, in the order it was said.
    pub consents: Vec<Consent>,
    /// Requests to set rules for contacts aside, the latest first.
    pub overrides: Vec<OverrideView>,
    /// Who has it.
    pub assignment: Option<AssignmentView>,
    /// The past, counted.
    pub profile: Profile,
    /// What comes next.
    pub next_action: NextAction,
    /// … and when, if it has a day.
    pub next_on: Option<Day>,
    /// Earliest due day among open items.
    pub oldest_due: Option<Day>,
    /// First later day on which the calendar alone changes this state.
    pub next_flip: Option<Day>,
}

impl CaseState {
    /// Whose case it is: as it was given, else as the ledger says.
    #[must_use]
    pub fn owner(&self) -> Option<Login> {
        let assigned = self.assignment.as_ref().map(|assignment| assignment.to.clone());
        assigned.or_else(|| self.debtor.collector.parse().ok())
    }
}
