//! The journal's words: what people decided, as events, and the entry that carries one.
//! What never lives here: how an event is stored or hashed, what it leads to (see `case`).
//! `case::decide` makes them, `store` keeps them, `case::derive` reads them.

use serde::{Deserialize, Serialize};

pub use super::agreed::{Acceptance, PlanLine, PlanMade, PromiseMade, Promiser, Replaced};
use super::codes::{
    Channel, Direction, DisputeDecision, DisputeKind, DisputeReason, HoldReason, IdentityCheck, Method, Outcome,
    QueueMark, Resolution,
};
pub use super::entry::{Entry, Who};
pub use super::follow::{DisputeFollow, DisputeMove};
use super::ledger::ItemKey;
pub use super::permit::{Checked, Consent, OverrideAsked};
pub use super::point::PointTold;
use super::terms::DisputeTerms;
use super::values::{ActId, CaseId, Day, EntryId, Instant, Login, Money};

/// A part of a promise or dispute: an invoice and how much of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Which invoice.
    pub item: ItemKey,
    /// How much of it.
    pub amount: Money,
}

/// A contact as recorded here.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContactMade {
    /// When it took place.
    pub at: Instant,
    /// The book's day of `at` (the writer knows the zone).
    pub day: Day,
    /// Channel.
    pub channel: Channel,
    /// Direction.
    pub direction: Direction,
    /// Outcome.
    pub outcome: Outcome,
    /// Phone or address used.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub point: String,
    /// Talk time in seconds.
    #[serde(default)]
    pub seconds: u32,
    /// What was checked of who spoke, before anything was disclosed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub checks: Vec<IdentityCheck>,
    /// Note.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// A dispute over parts of invoices.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DisputeOpened {
    /// Complaint, dispute or refusal.
    #[serde(default)]
    pub kind: DisputeKind,
    /// Why.
    pub reason: DisputeReason,
    /// What: at least one invoice with an amount; a complaint may name none.
    pub parts: Vec<Part>,
    /// Who settles it; nobody named: whoever opened it.
    pub owner: Option<Login>,
    /// The department that settles it, when known.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub department: String,
    /// Terms frozen at opening (due date).
    pub terms: DisputeTerms,
    /// Note.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// Which file stream an entry stands in is told by the store; the event says what happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Event {
    /// A contact took place.
    ContactRecorded(ContactMade),
    /// A promise was taken.
    PromiseRecorded(PromiseMade),
    /// A promise was withdrawn by the debtor or as an error.
    PromiseWithdrawn {
        /// Which.
        promise: EntryId,
        /// True when the debtor withdrew it (it then counts as not kept).
        by_debtor: bool,
    },
    /// A promise beyond the limits was accepted by a supervisor.
    PromiseApproved {
        /// Which.
        promise: EntryId,
    },
    /// A promise beyond the limits was turned down by a supervisor.
    PromiseRefused {
        /// Which.
        promise: EntryId,
        /// Why.
        reason: String,
    },
    /// The debtor says that what was promised is on its way.
    PromiseReportedPaid {
        /// Which.
        promise: EntryId,
        /// Last day on which it should be seen.
        verify_by: Day,
    },
    /// A payment plan was proposed, or agreed at once.
    PlanProposed(PlanMade),
    /// The debtor accepted a plan.
    PlanAccepted {
        /// Which.
        plan: EntryId,
        /// Their word.
        acceptance: Acceptance,
    },
    /// A plan beyond its author's limits was approved by a supervisor.
    PlanApproved {
        /// Which.
        plan: EntryId,
    },
    /// Lines of a plan were changed; these are all of them now.
    PlanChanged {
        /// Which.
        plan: EntryId,
        /// Its instalments, by day.
        lines: Vec<PlanLine>,
    },
    /// A plan was given up.
    PlanCancelled {
        /// Which.
        plan: EntryId,
        /// Why.
        reason: String,
    },
    /// A dispute was opened.
    DisputeOpened(DisputeOpened),
    /// A dispute was decided.
    DisputeDecided {
        /// Which.
        dispute: EntryId,
        /// How.
        decision: DisputeDecision,
        /// What is credited of it (in its currency), if anything.
        credit: Option<Money>,
        /// Was the debtor right?
        #[serde(default, skip_serializing_if = "Option::is_none")]
        justified: Option<bool>,
        /// How it is settled, when said.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        resolution: Option<Resolution>,
    },
    /// What happened to a dispute between its opening and its end.
    DisputeFollowed {
        /// Which.
        dispute: EntryId,
        /// What.
        what: DisputeFollow,
    },
    /// A call-back was agreed.
    CallbackSet {
        /// When.
        at: Instant,
        /// The book's day of `at`.
        due_on: Day,
        /// For whom; nobody: anyone.
        whom: Option<Login>,
    },
    /// A note was written.
    NoteWritten {
        /// The text.
        text: String,
    },
    /// Work on the case stops for a reason, until a day.
    HoldPlaced {
        /// Why.
        reason: HoldReason,
        /// First day on which the case may be worked again.
        until: Day,
        /// Only these invoices; empty: the whole case.
        #[serde(default)]
        items: Vec<ItemKey>,
    },
    /// What the debtor said about being contacted.
    ConsentSaid(Consent),
    /// What a person told of a number or address: a new one, or what is known of one.
    PointTold(PointTold),
    /// Somebody asked whether a contact may be made; the answer, and why it was made all the same.
    ContactChecked(Checked),
    /// A supervisor is asked to set rules aside for one contact.
    OverrideAsked(OverrideAsked),
    /// They are set aside, for the day of this entry.
    OverrideApproved {
        /// The request.
        asked: EntryId,
    },
    /// They are not.
    OverrideRefused {
        /// The request.
        asked: EntryId,
        /// Why.
        reason: String,
    },
    /// A person put the case first in the queue, or passed it over.
    QueueMarked {
        /// Which.
        mark: QueueMark,
        /// First day on which it no longer counts.
        until: Day,
        /// Why.
        reason: String,
    },
    /// A hold was lifted.
    HoldReleased {
        /// Which.
        hold: EntryId,
    },
    /// A payment seen here before any system sent it.
    PaymentRecorded {
        /// How much.
        amount: Money,
        /// Value date.
        paid_on: Day,
        /// What it pays; empty: on account.
        #[serde(default)]
        parts: Vec<Part>,
        /// How.
        method: Option<Method>,
        /// Reference on the statement.
        #[serde(default)]
        reference: String,
    },
    /// A recorded payment came back.
    PaymentReversed {
        /// Which.
        payment: EntryId,
        /// Value date of the reversal.
        on: Day,
    },
    /// A return that the bank told of, given by a person to the payment it takes back.
    PaymentReturned {
        /// Key of the bank's line.
        line: String,
        /// Key of the payment, as `case::returnable` names it.
        payment: String,
        /// How much the bank took, above zero.
        amount: Money,
        /// Value date of the return.
        on: Day,
        /// What of it was not the payment's but the bank's own fee.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        fee: Option<Money>,
    },
    /// Nobody will pay it, and nothing more is claimed.
    WrittenOff {
        /// How much.
        amount: Money,
        /// The day it is off the books.
        on: Day,
        /// Of which invoices; empty: of the account.
        #[serde(default)]
        parts: Vec<Part>,
        /// Why.
        reason: String,
    },
    /// The case was given to somebody.
    Assigned {
        /// To whom.
        to: Login,
        /// Last day, when for a while only.
        until: Option<Day>,
        /// What whoever takes it should know.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        note: String,
    },
    /// An act was undone; undoing this one brings it back.
    ActUndone {
        /// The act taken back.
        undone: ActId,
    },
    /// An act recorded on the wrong case went elsewhere.
    ActMovedOut {
        /// The act.
        moved: ActId,
        /// Where it belongs.
        to: CaseId,
    },
    /// An act arrived from the wrong case; its events follow as they were, with the day and instant of the first recording.
    ActMovedIn {
        /// The act as it was first recorded.
        moved: ActId,
        /// Where it stood.
        from: CaseId,
        /// Who recorded it first.
        who: Login,
        /// When it was first recorded.
        recorded_at: Instant,
        /// What it said.
        events: Vec<Event>,
    },
    /// This case was merged into another.
    MergedInto {
        /// The case that goes on.
        into: CaseId,
    },
    /// Another case was merged into this one.
    Absorbed {
        /// The case that was merged.
        from: CaseId,
    },
    /// This case stands alone again.
    Unmerged {
        /// The case it was merged into.
        from: CaseId,
    },
    /// A merged case left again.
    Released {
        /// The case that left.
        case: CaseId,
    },
}

/// Version of the event bodies written today; older ones are upcast on reading.
pub const EVENT_VERSION: i64 = 1;

impl Event {
    /// The day on which this is true, when the event itself knows it (a contact, a payment); else `recorded_on`.
    #[must_use]
    pub fn true_on(&self, recorded_on: Day) -> Day {
        match self {
            Self::ContactRecorded(contact) => contact.day,
            Self::PaymentRecorded { paid_on, .. } => *paid_on,
            Self::ConsentSaid(consent) => consent.on,
            Self::PaymentReversed { on, .. } | Self::PaymentReturned { on, .. } | Self::WrittenOff { on, .. } => *on,
            Self::PromiseRecorded(_)
            | Self::PromiseWithdrawn { .. }
            | Self::PromiseApproved { .. }
            | Self::PromiseRefused { .. }
            | Self::PromiseReportedPaid { .. }
            | Self::PlanProposed(_)
            | Self::PlanAccepted { .. }
            | Self::PlanChanged { .. }
            | Self::PlanCancelled { .. }
            | Self::PlanApproved { .. }
            | Self::DisputeOpened(_)
            | Self::DisputeDecided { .. }
            | Self::DisputeFollowed { .. }
            | Self::CallbackSet { .. }
            | Self::NoteWritten { .. }
            | Self::HoldPlaced { .. }
            | Self::QueueMarked { .. }
            | Self::ContactChecked(_)
            | Self::OverrideAsked(_)
            | Self::OverrideApproved { .. }
            | Self::OverrideRefused { .. }
            | Self::PointTold(_)
            | Self::HoldReleased { .. }
            | Self::Assigned { .. }
            | Self::ActUndone { .. }
            | Self::ActMovedOut { .. }
            | Self::ActMovedIn { .. }
            | Self::MergedInto { .. }
            | Self::Absorbed { .. }
            | Self::Unmerged { .. }
            | Self::Released { .. } => recorded_on,
        }
    }

    /// What this event decides on: a promise, dispute, hold or payment made by another act.
    #[must_use]
    pub fn refers_to(&self) -> Option<EntryId> {
        match self {
            Self::PromiseWithdrawn { promise, .. }
            | Self::PromiseApproved { promise }
            | Self::PromiseRefused { promise, .. }
            | Self::PromiseReportedPaid { promise, .. } => Some(*promise),
            Self::PlanAccepted { plan, .. }
            | Self::PlanChanged { plan, .. }
            | Self::PlanCancelled { plan, .. }
            | Self::PlanApproved { plan } => Some(*plan),
            Self::PromiseRecorded(made) => made.replaces.as_ref().map(|replaced| replaced.promise),
            Self::DisputeDecided { dispute, .. } | Self::DisputeFollowed { dispute, .. } => Some(*dispute),
            Self::HoldReleased { hold } => Some(*hold),
            Self::OverrideApproved { asked } | Self::OverrideRefused { asked, .. } => Some(*asked),
            Self::PaymentReversed { payment, .. } => Some(*payment),
            Self::PaymentReturned { payment, .. } => payment.parse().ok(),
            Self::ContactRecorded(_)
            | Self::PlanProposed(_)
            | Self::DisputeOpened(_)
            | Self::CallbackSet { .. }
            | Self::NoteWritten { .. }
            | Self::HoldPlaced { .. }
            | Self::QueueMarked { .. }
            | Self::ContactChecked(_)
            | Self::OverrideAsked(_)
            | Self::PointTold(_)
            | Self::ConsentSaid(_)
            | Self::PaymentRecorded { .. }
            | Self::WrittenOff { .. }
            | Self::Assigned { .. }
            | Self::ActUndone { .. }
            | Self::ActMovedOut { .. }
            | Self::ActMovedIn { .. }
            | Self::MergedInto { .. }
            | Self::Absorbed { .. }
            | Self::Unmerged { .. }
            | Self::Released { .. } => None,
        }
    }

    /// The other case of an act that concerns two.
    #[must_use]
    pub const fn other_case(&self) -> Option<CaseId> {
        match self {
            Self::ActMovedOut { to, .. } => Some(*to),
            Self::ActMovedIn { from, .. } | Self::Absorbed { from } | Self::Unmerged { from } => Some(*from),
            Self::MergedInto { into } => Some(*into),
            Self::Released { case } => Some(*case),
            Self::ContactRecorded(_)
            | Self::PromiseRecorded(_)
            | Self::PromiseWithdrawn { .. }
            | Self::PromiseApproved { .. }
            | Self::PromiseRefused { .. }
            | Self::PromiseReportedPaid { .. }
            | Self::PlanProposed(_)
            | Self::PlanAccepted { .. }
            | Self::PlanChanged { .. }
            | Self::PlanCancelled { .. }
            | Self::PlanApproved { .. }
            | Self::DisputeOpened(_)
            | Self::DisputeDecided { .. }
            | Self::DisputeFollowed { .. }
            | Self::CallbackSet { .. }
            | Self::NoteWritten { .. }
            | Self::HoldPlaced { .. }
            | Self::QueueMarked { .. }
            | Self::ContactChecked(_)
            | Self::OverrideAsked(_)
            | Self::OverrideApproved { .. }
            | Self::OverrideRefused { .. }
            | Self::PointTold(_)
            | Self::ConsentSaid(_)
            | Self::HoldReleased { .. }
            | Self::PaymentRecorded { .. }
            | Self::PaymentReversed { .. }
            | Self::PaymentReturned { .. }
            | Self::WrittenOff { .. }
            | Self::Assigned { .. }
            | Self::ActUndone { .. } => None,
        }
    }
}
