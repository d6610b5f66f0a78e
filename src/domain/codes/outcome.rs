//! What an outcome means for the rules: whom it reached, what follows, how long it lets the debtor rest.
//! What never lives here: its name (see `codes`), the key that records it.
//! Any room may call.

use super::{ContactClass, Outcome};

/// What the system proposes after an outcome.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Follow {
    /// Opens the promise form.
    PromiseForm,
    /// Opens the plan form.
    PlanForm,
    /// Opens the dispute form.
    DisputeForm,
    /// Opens the call-back form.
    CallbackForm,
    /// Opens the hold form (stop, insolvency, death …).
    HoldForm,
    /// Try again after so many days.
    RetryDays(u8),
    /// Nothing more: the outcome stands alone.
    Nothing,
}

impl Outcome {
    /// Whom this outcome reached.
    #[must_use]
    pub const fn class(self) -> ContactClass {
        use ContactClass::{BadPoint, NoContact, Other, RightParty, ThirdParty};
        match self {
            Self::Promise
            | Self::Plan
            | Self::Paid
            | Self::SaysPaid
            | Self::InPaymentRun
            | Self::Dispute
            | Self::InvoiceNotReceived
            | Self::WaitingApproval
            | Self::Refuses
            | Self::UnableToPay
            | Self::CallBackRequested
            | Self::NoCommitment
            | Self::HungUp
            | Self::Information
            | Self::Represented
            | Self::StopContact
            | Self::LanguageBarrier
            | Self::Insolvency
            | Self::OverIndebtedness
            | Self::Vulnerable
            | Self::Complaint => RightParty,
            Self::ThirdPartyMessage
            | Self::ThirdPartyNoMessage
            | Self::Gatekeeper
            | Self::Absent
            | Self::Deceased
            | Self::CeasedTrading => ThirdParty,
            Self::Voicemail | Self::NoAnswer | Self::Busy | Self::MachineNoMessage | Self::QuickHangUp => NoContact,
            Self::WrongNumber | Self::Disconnected | Self::WrongParty | Self::LetterReturned | Self::NotDelivered => {
                BadPoint
            }
            Self::PortalVisit
            | Self::ReplyReceived
            | Self::NoteOnly
            | Self::Skipped
            | Self::Sent
            | Self::Delivered
            | Self::Presented
            | Self::Signed
            | Self::DeliveryRefused
            | Self::Unclaimed => Other,
        }
    }

    /// True for what whoever carried a message tells of it (a gateway, the post): no person chooses it for a call, and it
    /// says nothing of the debtor's answer.
    #[must_use]
    pub const fn is_carriers(self) -> bool {
        matches!(
            self,
            Self::Sent
                | Self::Delivered
                | Self::NotDelivered
                | Self::Presented
                | Self::Signed
                | Self::DeliveryRefused
                | Self::Unclaimed
        )
    }

    /// True when the debtor was spoken to.
    #[must_use]
    pub const fn reached(self) -> bool {
        matches!(self.class(), ContactClass::RightParty)
    }

    /// Days of rest that the outcome's own row asks for (`domain.md` §2.4); `None`: the house's rest after a talk or a miss.
    #[must_use]
    pub const fn rest_days(self) -> Option<u8> {
        match self.follow() {
            Follow::RetryDays(days) => Some(days),
            Follow::PromiseForm
            | Follow::PlanForm
            | Follow::DisputeForm
            | Follow::CallbackForm
            | Follow::HoldForm
            | Follow::Nothing => None,
        }
    }

    /// What follows by default (`domain.md` §2.4).
    #[must_use]
    pub const fn follow(self) -> Follow {
        match self {
            Self::Promise => Follow::PromiseForm,
            Self::Plan => Follow::PlanForm,
            Self::Dispute => Follow::DisputeForm,
            Self::CallBackRequested | Self::Absent => Follow::CallbackForm,
            Self::Represented
            | Self::StopContact
            | Self::Insolvency
            | Self::OverIndebtedness
            | Self::Deceased
            | Self::Vulnerable => Follow::HoldForm,
            Self::SaysPaid | Self::InvoiceNotReceived | Self::NoCommitment => Follow::RetryDays(3),
            Self::WaitingApproval | Self::InPaymentRun | Self::Paid | Self::UnableToPay => Follow::RetryDays(5),
            Self::Voicemail | Self::ThirdPartyMessage => Follow::RetryDays(2),
            Self::HungUp
            | Self::ThirdPartyNoMessage
            | Self::Gatekeeper
            | Self::NoAnswer
            | Self::MachineNoMessage
            | Self::QuickHangUp
            | Self::WrongNumber
            | Self::Disconnected
            | Self::WrongParty => Follow::RetryDays(1),
            Self::Refuses | Self::LanguageBarrier | Self::CeasedTrading | Self::Complaint => Follow::RetryDays(2),
            Self::Information
            | Self::Busy
            | Self::PortalVisit
            | Self::ReplyReceived
            | Self::LetterReturned
            | Self::NoteOnly
            | Self::Skipped
            | Self::Sent
            | Self::Delivered
            | Self::NotDelivered
            | Self::Presented
            | Self::Signed
            | Self::DeliveryRefused
            | Self::Unclaimed => Follow::Nothing,
        }
    }
}
