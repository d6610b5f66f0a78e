//! Every code of the trade in one place: its kebab-case name, its short form, and what it means for the rules.
//! What never lives here: words a person reads (see `locales`), keys, colours.
//! Any room may call.

/// Makes an enum whose variants have one kebab-case name and one short alias, both read by `FromStr`.
macro_rules! codes {
    ($(#[$meta:meta])* $name:ident { $($(#[$vmeta:meta])* $variant:ident = $kebab:literal / $short:literal),+ $(,)? }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vmeta])* #[doc = $kebab] $variant),+ }

        impl $name {
            /// Every code, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The kebab-case name used in JSON, config and messages.
            #[must_use]
            pub const fn name(self) -> &'static str { match self { $(Self::$variant => $kebab),+ } }

            /// The short form people type.
            #[must_use]
            pub const fn short(self) -> &'static str { match self { $(Self::$variant => $short),+ } }
        }

        impl std::str::FromStr for $name {
            type Err = UnknownCode;
            fn from_str(text: &str) -> Result<Self, UnknownCode> {
                // As it is stored, first: rows are read by the million.
                if let Some(code) = Self::ALL.iter().find(|code| code.name() == text) {
                    return Ok(*code);
                }
                let text = text.trim();
                Self::ALL.iter().copied()
                    .find(|code| code.name().eq_ignore_ascii_case(text) || code.short().eq_ignore_ascii_case(text))
                    .ok_or(UnknownCode)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(self.name()) }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> { s.serialize_str(self.name()) }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
                String::deserialize(d)?.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}

/// Text that is no code of the table asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("unknown-code")]
pub struct UnknownCode;

codes! {
    /// How a contact travelled.
    Channel {
        Call = "call" / "tel", Email = "email" / "mail", Sms = "sms" / "txt", Letter = "letter" / "ltr",
        RegisteredLetter = "registered-letter" / "lrar", Im = "im" / "chat", Visit = "visit" / "vis", Portal = "portal" / "web",
    }
}

codes! {
    /// Who began the contact: us (out) or the debtor (in).
    Direction { Out = "out" / "o", In = "in" / "i" }
}

codes! {
    /// A part of the working day.
    DayPart { Morning = "morning" / "am", Midday = "midday" / "mid", Afternoon = "afternoon" / "pm" }
}

codes! {
    /// What an item of an account claims: the price itself, interest for paying it late, or costs and indemnities.
    Nature { Principal = "principal" / "pri", Interest = "interest" / "int", Costs = "costs" / "cst" }
}

codes! {
    /// How a payment is or will be made.
    Method {
        Transfer = "transfer" / "vir", Cheque = "cheque" / "chq", DirectDebit = "direct-debit" / "prlv",
        Card = "card" / "cb", Cash = "cash" / "esp",
    }
}

codes! {
    /// Whom a contact reached.
    ContactClass {
        RightParty = "right-party" / "R", ThirdParty = "third-party" / "T", NoContact = "no-contact" / "N",
        BadPoint = "bad-point" / "X", Other = "other" / "-",
    }
}

codes! {
    /// The outcome of a contact (disposition).
    Outcome {
        Promise = "promise" / "PTP", Plan = "plan" / "PPL", Paid = "paid" / "PIF", SaysPaid = "says-paid" / "RPS",
        InPaymentRun = "in-payment-run" / "PIP", Dispute = "dispute" / "DSP", InvoiceNotReceived = "invoice-not-received" / "INR",
        WaitingApproval = "waiting-approval" / "WAP", Refuses = "refuses" / "RTP", UnableToPay = "unable-to-pay" / "UTP",
        CallBackRequested = "call-back-requested" / "CBR", NoCommitment = "no-commitment" / "NEG", HungUp = "hung-up" / "HUP",
        Information = "information" / "INF", Represented = "represented" / "ATT", StopContact = "stop-contact" / "STP",
        ThirdPartyMessage = "third-party-message" / "TPC", ThirdPartyNoMessage = "third-party-no-message" / "TPN",
        Gatekeeper = "gatekeeper" / "GKP", Voicemail = "voicemail" / "LM", NoAnswer = "no-answer" / "NA", Busy = "busy" / "BSY",
        MachineNoMessage = "machine-no-message" / "ANM", Absent = "absent" / "NIO", QuickHangUp = "quick-hang-up" / "QHU",
        WrongNumber = "wrong-number" / "WN", Disconnected = "disconnected" / "DIS", WrongParty = "wrong-party" / "WPC",
        LanguageBarrier = "language-barrier" / "LNG", Insolvency = "insolvency" / "BKR", OverIndebtedness = "over-indebtedness" / "SUR",
        Deceased = "deceased" / "DCD", CeasedTrading = "ceased-trading" / "OOB", Vulnerable = "vulnerable" / "VUL",
        Complaint = "complaint" / "CMP", PortalVisit = "portal-visit" / "PRT", ReplyReceived = "reply-received" / "RDY",
        LetterReturned = "letter-returned" / "NPA", NoteOnly = "note-only" / "NTE", Skipped = "skipped" / "SKP",
        Sent = "sent" / "SNT", Delivered = "delivered" / "DLV", NotDelivered = "not-delivered" / "NDL",
        Presented = "presented" / "PRS", Signed = "signed" / "SGN", DeliveryRefused = "delivery-refused" / "RFD",
        Unclaimed = "unclaimed" / "UNC",
    }
}

codes! {
    /// Why a debtor disputes (`domain.md` §2.3).
    DisputeReason {
        Price = "price" / "PRX", Quantity = "quantity" / "QTE", Quality = "quality" / "QUA", Delivery = "delivery" / "LIV",
        InvoiceNotReceived = "invoice-not-received" / "NRC", PurchaseOrder = "purchase-order" / "BDC", Duplicate = "duplicate" / "DBL",
        WrongEntity = "wrong-entity" / "ADR", Discount = "discount" / "REM", Tax = "tax" / "TVA", CreditNoteExpected = "credit-note-expected" / "AVO",
        AlreadyPaid = "already-paid" / "PAY", Terms = "terms" / "CON", Contract = "contract" / "CTR", ServiceNotDone = "service-not-done" / "SRV",
        NotMyDebt = "not-my-debt" / "NDT", Fraud = "fraud" / "FRD", Other = "other" / "AUT",
    }
}

codes! {
    /// What is contested: a complaint about us (réclamation), a commercial dispute over an amount (litige), or a refusal
    /// to pay whatever the reason (contentieux).
    #[derive(Default)]
    DisputeKind {
        Complaint = "complaint" / "REC",
        #[default]
        Dispute = "dispute" / "LIT",
        Refusal = "refusal" / "CTX",
    }
}

codes! {
    /// How far the handling of a dispute has come (`domain.md` §2.3).
    DisputeStep {
        Logged = "logged" / "log", Assigned = "assigned" / "asg", Investigating = "investigating" / "inv",
        WaitingDebtor = "waiting-debtor" / "wdb", WaitingInternal = "waiting-internal" / "win", Proposed = "proposed" / "prp",
        PendingApproval = "pending-approval" / "apv", Decided = "decided" / "dec", Closed = "closed" / "cls", Reopened = "reopened" / "reo",
    }
}

impl DisputeStep {
    /// True for the steps a person may name while looking into it.
    #[must_use]
    pub const fn is_inquiry(self) -> bool {
        matches!(self, Self::Investigating | Self::WaitingDebtor | Self::WaitingInternal)
    }
}

codes! {
    /// How a dispute was decided.
    DisputeDecision {
        Accepted = "accepted" / "acc", PartlyAccepted = "partly-accepted" / "part", Rejected = "rejected" / "rej", Withdrawn = "withdrawn" / "wdr",
    }
}

codes! {
    /// The state of a dispute on a day.
    DisputeState {
        Open = "open" / "o", Overdue = "overdue" / "late", Accepted = "accepted" / "acc", PartlyAccepted = "partly-accepted" / "part",
        Rejected = "rejected" / "rej", Withdrawn = "withdrawn" / "wdr", Void = "void" / "v",
    }
}

impl DisputeState {
    /// True while something waits to be decided: neither decided nor void.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Open | Self::Overdue)
    }
}

codes! {
    /// How a decided dispute is settled.
    Resolution {
        Credit = "credit" / "AVO", Reinvoice = "re-invoice" / "REF", Proof = "proof-sent" / "JUS", Replacement = "replacement" / "RPL",
        Deduction = "deduction" / "DED", Other = "other" / "AUT",
    }
}

codes! {
    /// The state of a promise on a day.
    PromiseState {
        PendingApproval = "pending-approval" / "pa", Refused = "refused" / "ref", Open = "open" / "o", InGrace = "in-grace" / "g",
        ReportedPaid = "reported-paid" / "rp", Kept = "kept" / "k", PartiallyKept = "partially-kept" / "p", Broken = "broken" / "b",
        Withdrawn = "withdrawn" / "w", Superseded = "superseded" / "sup", Void = "void" / "v",
    }
}

impl PromiseState {
    /// True while it still runs: what it covers is not asked for.
    #[must_use]
    pub const fn is_running(self) -> bool {
        matches!(self, Self::Open | Self::InGrace | Self::ReportedPaid)
    }

    /// True when its end has come and less was paid than was promised.
    #[must_use]
    pub const fn has_failed(self) -> bool {
        matches!(self, Self::Broken | Self::PartiallyKept)
    }
}

codes! {
    /// A limit of the house that a promise goes beyond: a supervisor decides.
    PromiseLimit {
        LongestDays = "longest-days" / "days", SmallestAmount = "smallest-amount" / "min", OpenPerInvoice = "open-per-invoice" / "open",
        Level = "level" / "lvl",
    }
}

codes! {
    /// How often an instalment falls due.
    Every { Week = "week" / "w", Fortnight = "fortnight" / "2w", Month = "month" / "m", MonthEnd = "month-end" / "fdm" }
}

codes! {
    /// Where what one payment brings beyond the instalment it settles goes.
    Overpayment { Next = "next" / "n", Last = "last" / "l" }
}

codes! {
    /// The state of a payment plan on a day.
    PlanState {
        Proposed = "proposed" / "prop", Accepted = "accepted" / "acc", Active = "active" / "act", Completed = "completed" / "done",
        Defaulted = "defaulted" / "def", Cancelled = "cancelled" / "can",
    }
}

impl PlanState {
    /// True while it is in force.
    #[must_use]
    pub const fn is_running(self) -> bool {
        matches!(self, Self::Accepted | Self::Active)
    }
}

codes! {
    /// Why a promise is broken.
    BrokenCause { Unpaid = "unpaid" / "unp", Reversal = "reversal" / "rev" }
}

codes! {
    /// Who promised, seen from the debt: the first four may bind the debtor, the others pass a message on.
    PartyRole {
        Debtor = "debtor" / "deb", Management = "management" / "mgt", Accounts = "accounts" / "acc", Representative = "representative" / "rep",
        Colleague = "colleague" / "col", Relative = "relative" / "fam", Other = "other" / "oth",
    }
}

impl PartyRole {
    /// True when this person may promise for the debtor.
    #[must_use]
    pub const fn is_right_party(self) -> bool {
        matches!(self, Self::Debtor | Self::Management | Self::Accounts | Self::Representative)
    }
}

codes! {
    /// Why a case must not be worked for a while; each has a review date.
    HoldReason {
        StopContact = "stop-contact" / "STP", Represented = "represented" / "ATT", Insolvency = "insolvency" / "BKR",
        OverIndebtedness = "over-indebtedness" / "SUR", Deceased = "deceased" / "DCD", Vulnerable = "vulnerable" / "VUL",
        Agreement = "agreement" / "ACC", Snooze = "snooze" / "SNZ", Other = "other" / "AUT",
    }
}

impl HoldReason {
    /// Days until the hold is looked at again when no date is given: every exclusion has a date.
    #[must_use]
    pub const fn review_days(self) -> i32 {
        match self {
            Self::StopContact | Self::Represented | Self::OverIndebtedness => 90,
            Self::Insolvency => 60,
            Self::Deceased | Self::Vulnerable | Self::Agreement | Self::Other => 30,
            Self::Snooze => 1,
        }
    }
}

codes! {
    /// What a person decided about a case's place in the queue.
    QueueMark { Pin = "pin" / "pin", Skip = "skip" / "skp", Snooze = "snooze" / "snz" }
}

codes! {
    /// The band of a queue entry: first by band, then by index.
    Band {
        CallbackDue = "callback-due" / "1", Pinned = "pinned" / "7", PromiseBroken = "promise-broken" / "2", PromiseDue = "promise-due" / "3",
        Deadline = "deadline" / "6", NewCase = "new-case" / "4", Index = "index" / "5",
    }
}

codes! {
    /// Why a case is not in the queue; each comes with a date of return.
    Exclusion {
        OpenPromise = "open-promise" / "PTP", Disputed = "disputed" / "DSP", Hold = "hold" / "HLD", FutureCallback = "future-callback" / "CBR",
        RestAfterContact = "rest-after-contact" / "RST", BelowMinimum = "below-minimum" / "MIN", NothingOverdue = "nothing-overdue" / "NUL",
        Merged = "merged" / "MRG", CreditCovers = "credit-covers" / "CRD", NoRate = "no-rate" / "FX", SameWeekday = "same-weekday" / "WKD", Skipped = "skipped" / "SKP", Snoozed = "snoozed" / "SNZ",
        Linked = "linked" / "GRP", ContactCap = "contact-cap" / "CAP", ContactPause = "contact-pause" / "PSE",
        QuietDay = "quiet-day" / "QDY", OptedOut = "opted-out" / "OPT", FactMissing = "fact-missing" / "FCT", LetterFirst = "letter-first" / "LTR",
    }
}

codes! {
    /// Why a case stands where it stands: the lines under "why". Points come from the card; band reasons carry none.
    ReasonCode {
        CallbackAgreed = "callback-agreed" / "cbk", Pinned = "pinned" / "pin", PromiseBroken = "promise-broken" / "brk", PromiseDue = "promise-due" / "due",
        DeadlineNear = "deadline-near" / "dl", NewCase = "new-case" / "new", LateRatio = "late-ratio" / "ratio", Excess = "excess-days" / "exc", LastLate = "last-late-days" / "last",
        OverdueItems = "overdue-items" / "items", PromisesKept = "promises-kept" / "kept", PromisesBroken = "promises-broken" / "broken",
        Silence = "silence-days" / "sil", Disputes = "disputes" / "dsp", MeanLate = "mean-late-days" / "mean",
        DaysLate = "days-late" / "dpd", DisputeAge = "dispute-days" / "dage", Channel = "channel" / "chan", LimitUse = "limit-use" / "lim", Segment = "segment" / "seg",
        Country = "country" / "ctry", Base = "base" / "base",
        PaymentReturned = "payment-returned" / "ret", Linked = "linked" / "grp", LinkedValue = "linked-value" / "grpv",
    }
}

codes! {
    /// How a line moved since the previous generation.
    Change { New = "new" / "n", Up = "up" / "u", Down = "down" / "d", Same = "same" / "s" }
}

codes! {
    /// The fact named as the cause of a move.
    Because {
        FirstSeen = "first-seen" / "first", CameDue = "came-due" / "due", PaymentArrived = "payment-arrived" / "paid", PromiseMade = "promise-made" / "ptp",
        PromiseBroke = "promise-broke" / "brk", PromiseDue = "promise-due" / "pdue", DisputeOpened = "dispute-opened" / "dsp", DisputeDecided = "dispute-decided" / "dec",
        CallbackDue = "callback-due" / "cbk", HoldEnded = "hold-ended" / "hold", RestEnded = "rest-ended" / "rest", Contacted = "contacted" / "con",
        AmountGrew = "amount-grew" / "more", AmountShrank = "amount-shrank" / "less", RiskRose = "risk-rose" / "risk", RiskFell = "risk-fell" / "calm",
        DeadlineNear = "deadline-near" / "dl", Pinned = "pinned" / "pin", SkipEnded = "skip-ended" / "skip", Drawn = "drawn" / "draw", OthersMoved = "others-moved" / "others", Reassigned = "reassigned" / "asg", Nothing = "nothing" / "-", SnoozeEnded = "snooze-ended" / "snooze", LinkEnded = "link-ended" / "group",
    }
}

codes! {
    /// What the next step on a case is.
    #[derive(Default)]
    NextAction {
        Call = "call" / "call", CallBack = "call-back" / "cbk", RemindPromise = "remind-promise" / "rem", CheckPromise = "check-promise" / "chk",
        AwaitPayment = "await-payment" / "wait", SettleDispute = "settle-dispute" / "dsp", FormalNotice = "formal-notice" / "med",
        Escalate = "escalate" / "esc",
        ReviewHold = "review-hold" / "hold", WaitDue = "wait-due" / "due", Write = "write" / "wr",
        #[default]
        Nothing = "nothing" / "-",
    }
}

codes! {
    /// An order in which the past is played again.
    ReplayOrder { Index = "index" / "i", Oldest = "oldest" / "o", Biggest = "biggest" / "b", Random = "random" / "r", Best = "best" / "x" }
}

codes! {
    /// What a person is here.
    Role { Collector = "collector" / "c", Supervisor = "supervisor" / "s", Auditor = "auditor" / "a" }
}

codes! {
    /// What a person may be allowed to do.
    Right {
        Record = "record" / "rec", Correct = "correct" / "cor", Merge = "merge" / "mrg", Assign = "assign" / "asg",
        Approve = "approve" / "apr", OverrideRule = "override-rule" / "ovr", WriteOff = "write-off" / "wof",
        Import = "import" / "imp", CloseDay = "close-day" / "cls", ManagePeople = "manage-people" / "ppl",
        ChangeCard = "change-card" / "crd",
    }
}

codes! {
    /// A figure of somebody's day, in the order of the columns.
    DeskFigure {
        Now = "now" / "now", Left = "left" / "lft", Done = "done" / "don", Load = "load" / "lod",
        Promises = "promises" / "ptp", Callbacks = "callbacks" / "cbk", Disputes = "disputes" / "dis",
        Calls = "calls" / "cal", Reached = "reached" / "rch", Talk = "talk" / "tlk", Idle = "idle" / "idl",
        Marked = "marked" / "mrk",
    }
}

codes! {
    /// Whose cases a right reaches to: none, one's own, all but those of other teams (the whole book for who is of no
    /// team), all.
    Scope { Nothing = "nothing" / "-", Own = "own" / "o", Team = "team" / "t", Book = "book" / "b" }
}

mod judged;
mod outcome;
mod permitted;
mod point;
mod view;

pub use judged::{CardSource, Risk};
pub use outcome::Follow;
pub use permitted::{Actor, Confidence, DebtorKind, Lacks, OverrideState, Severity, Verdict};
pub use point::{IdentityCheck, Language, PointQuality, SignalCode};
pub use view::ViewField;

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn every_name_and_alias_is_its_own() {
        let mut seen = HashSet::new();
        for outcome in Outcome::ALL {
            assert!(seen.insert(outcome.name()) && seen.insert(outcome.short()), "{outcome}");
            assert_eq!(outcome.short().to_lowercase().parse(), Ok(*outcome));
        }
        let reasons: HashSet<_> = DisputeReason::ALL.iter().flat_map(|r| [r.name(), r.short()]).collect();
        assert_eq!(reasons.len(), DisputeReason::ALL.len() * 2);
    }
}
