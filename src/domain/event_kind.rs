//! What an event is, seen from outside: its name in the journal, whether it may be taken to another case, whether it joins
//! two.
//! What never lives here: the events (see `event`).
//! Whoever uses `Event` calls it.

use super::event::Event;
use super::values::CaseId;

impl Event {
    /// A merge or parting seen from the stream it stands in: (which case, into which, true for a merge).
    #[must_use]
    pub const fn joins(&self, stream: CaseId) -> Option<(CaseId, CaseId, bool)> {
        match self {
            Self::MergedInto { into } => Some((stream, *into, true)),
            Self::Absorbed { from } => Some((*from, stream, true)),
            Self::Unmerged { from } => Some((stream, *from, false)),
            Self::Released { case } => Some((*case, stream, false)),
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
            | Self::ActUndone { .. }
            | Self::ActMovedOut { .. }
            | Self::ActMovedIn { .. } => None,
        }
    }

    /// True for what may be taken to another case: what was said and agreed, not what concerns the file itself or
    /// decides on something else in it.
    #[must_use]
    pub const fn may_move(&self) -> bool {
        matches!(
            self,
            Self::ContactRecorded(_)
                | Self::PromiseRecorded(_)
                | Self::PromiseReportedPaid { .. }
                | Self::PlanProposed(_)
                | Self::DisputeOpened(_)
                | Self::CallbackSet { .. }
                | Self::NoteWritten { .. }
                | Self::HoldPlaced { .. }
                | Self::ConsentSaid(_)
                | Self::PointTold(_)
                | Self::PaymentRecorded { .. }
        )
    }

    /// Kebab-case name, the same as in the journal.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        match self {
            Self::ContactRecorded(_) => "contact-recorded",
            Self::PromiseRecorded(_) => "promise-recorded",
            Self::PromiseWithdrawn { .. } => "promise-withdrawn",
            Self::PromiseApproved { .. } => "promise-approved",
            Self::PromiseRefused { .. } => "promise-refused",
            Self::PromiseReportedPaid { .. } => "promise-reported-paid",
            Self::PlanProposed(_) => "plan-proposed",
            Self::PlanAccepted { .. } => "plan-accepted",
            Self::PlanChanged { .. } => "plan-changed",
            Self::PlanCancelled { .. } => "plan-cancelled",
            Self::PlanApproved { .. } => "plan-approved",
            Self::DisputeOpened(_) => "dispute-opened",
            Self::DisputeDecided { .. } => "dispute-decided",
            Self::DisputeFollowed { .. } => "dispute-followed",
            Self::CallbackSet { .. } => "callback-set",
            Self::NoteWritten { .. } => "note-written",
            Self::HoldPlaced { .. } => "hold-placed",
            Self::QueueMarked { .. } => "queue-marked",
            Self::ConsentSaid(_) => "consent-said",
            Self::PointTold(_) => "point-told",
            Self::ContactChecked(_) => "contact-checked",
            Self::OverrideAsked(_) => "override-asked",
            Self::OverrideApproved { .. } => "override-approved",
            Self::OverrideRefused { .. } => "override-refused",
            Self::HoldReleased { .. } => "hold-released",
            Self::PaymentRecorded { .. } => "payment-recorded",
            Self::PaymentReversed { .. } => "payment-reversed",
            Self::PaymentReturned { .. } => "payment-returned",
            Self::WrittenOff { .. } => "written-off",
            Self::Assigned { .. } => "assigned",
            Self::ActUndone { .. } => "act-undone",
            Self::ActMovedOut { .. } => "act-moved-out",
            Self::ActMovedIn { .. } => "act-moved-in",
            Self::MergedInto { .. } => "merged-into",
            Self::Absorbed { .. } => "absorbed",
            Self::Unmerged { .. } => "unmerged",
            Self::Released { .. } => "released",
        }
    }
}
