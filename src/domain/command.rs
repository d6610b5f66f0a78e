//! Commands: what a person asks of the book, and the refusal they get when it cannot be.
//! What never lives here: deciding (see `case::decide`), wording (a refusal is a code with its facts).
//! `app` and `cli` make them, `store.execute` carries them out.

use super::codes::{
    DisputeDecision, DisputeKind, DisputeReason, Every, HoldReason, Method, PromiseLimit, QueueMark, Resolution, Role,
};
use super::event::{Acceptance, ContactMade, DisputeMove, Part, Promiser, Replaced};
use super::permit::{Checked, Consent, OverrideAsked};
use super::point::PointTold;
use super::schedule::Instalment;
use super::takeover::TakenOver;
use super::values::{ActId, BatchId, CaseId, Day, EntryId, Instant, Login, Money};

/// Days a case stays first when nobody says until when, or until it was called: a week.
pub const PIN_DAYS: i32 = 7;
/// Days a case is put off when nobody says until when: a week, and to a working day.
pub const SNOOZE_DAYS: i32 = 7;

/// One act asked for. Sending the same `act` again changes nothing and gets the same answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Command {
    /// The act's id, made by the writer; also the id of the draft it comes from.
    pub act: ActId,
    /// The case.
    pub case: CaseId,
    /// The revision the person saw; `None`: whatever stands (command line).
    pub seen: Option<Rev>,
    /// What is asked.
    pub what: What,
}

/// What a person saw of a case: the number of its last journal entry, and a counter that every import of its rows raises.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Rev {
    /// Last entry of the case's stream.
    pub seq: i64,
    /// Raised by both doors.
    pub rev: i64,
}

/// What can be asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum What {
    /// Record these, as one act (a call with its promise and its call-back).
    Record(Vec<Record>),
    /// Take an act back (undoing an undo brings it back).
    Undo(ActId),
    /// Move an act to the case it belongs to.
    Move {
        /// The act.
        act: ActId,
        /// Its right case.
        to: CaseId,
    },
    /// Merge this case into another.
    Merge {
        /// The case that goes on.
        into: CaseId,
    },
    /// Let this case stand alone again.
    Unmerge,
    /// Take over what was agreed or contested in another system, with the days it had there.
    TakeOver(Box<TakenOver>),
    /// Give the case to somebody.
    Assign {
        /// To whom.
        to: Login,
        /// Last day, when for a while.
        until: Option<Day>,
        /// What whoever takes it should know.
        note: String,
    },
    /// Decide on what an act asked for beyond its author's limits.
    Approve {
        /// The act.
        act: ActId,
        /// Turned down, and why; `None`: accepted.
        refuse: Option<String>,
    },
}

/// One thing recorded on a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Record {
    /// A contact.
    Contact(ContactMade),
    /// A promise.
    Promise {
        /// How much.
        amount: Money,
        /// When.
        on: Day,
        /// How.
        method: Option<Method>,
        /// Which invoices; empty: the account.
        covers: Vec<Part>,
        /// Who promised.
        by: Option<Promiser>,
        /// The running promise it takes the place of.
        replaces: Option<Replaced>,
        /// Note.
        note: String,
    },
    /// A promise taken back.
    WithdrawPromise {
        /// Which.
        promise: EntryId,
        /// By the debtor, or our error.
        by_debtor: bool,
    },
    /// A payment plan.
    Plan {
        /// Its instalments, by day.
        lines: Vec<Instalment>,
        /// How often, unless the lines are free.
        every: Option<Every>,
        /// How it will be paid.
        method: Option<Method>,
        /// Which invoices; empty: the account.
        covers: Vec<Part>,
        /// The debtor's word, when it comes along.
        accepted: Option<Acceptance>,
        /// Note.
        note: String,
    },
    /// A plan accepted by the debtor.
    AcceptPlan {
        /// Which.
        plan: EntryId,
        /// Their word.
        acceptance: Acceptance,
    },
    /// Other lines for a plan; the sum stays.
    ChangePlan {
        /// Which.
        plan: EntryId,
        /// All its instalments, by day.
        lines: Vec<Instalment>,
    },
    /// A plan given up.
    CancelPlan {
        /// Which.
        plan: EntryId,
        /// Why.
        reason: String,
    },
    /// A dispute.
    Dispute {
        /// Complaint, dispute or refusal.
        kind: DisputeKind,
        /// Why.
        reason: DisputeReason,
        /// What; never above what is open and not yet disputed.
        parts: Vec<Part>,
        /// Who settles it.
        owner: Option<Login>,
        /// Note.
        note: String,
    },
    /// A dispute decided.
    DecideDispute {
        /// Which.
        dispute: EntryId,
        /// How.
        decision: DisputeDecision,
        /// Credited amount.
        credit: Option<Money>,
        /// Was the debtor right? `None`: not said.
        justified: Option<bool>,
        /// How it is settled, when said.
        resolution: Option<Resolution>,
    },
    /// A step of a dispute's handling.
    FollowDispute {
        /// Which.
        dispute: EntryId,
        /// What.
        what: DisputeMove,
    },
    /// A call-back.
    Callback {
        /// When.
        at: Instant,
        /// The book's day of `at` (the writer knows the zone).
        due_on: Day,
        /// For whom.
        whom: Option<Login>,
    },
    /// A note.
    Note(String),
    /// A hold.
    Hold {
        /// Why.
        reason: HoldReason,
        /// Until when; `None`: the reason's review date.
        until: Option<Day>,
        /// Only these invoices.
        items: Vec<super::ledger::ItemKey>,
    },
    /// What the debtor said about being contacted.
    Consent(Consent),
    /// What is known of a number or address.
    Point(PointTold),
    /// A question whether a contact may be made, with its answer.
    Checked(Checked),
    /// A request to set the rules aside for one contact; until when it waits is decided with it.
    AskOverride(OverrideAsked),
    /// A case put first, passed over, or put off.
    Mark {
        /// Which.
        mark: QueueMark,
        /// First day on which it no longer counts; `None`: tomorrow, for a pin after [`PIN_DAYS`], for a
        /// snooze after [`SNOOZE_DAYS`].
        until: Option<Day>,
        /// Why; never empty.
        reason: String,
    },
    /// A hold lifted.
    ReleaseHold(EntryId),
    /// A payment.
    Payment {
        /// How much.
        amount: Money,
        /// Value date.
        paid_on: Day,
        /// What it pays.
        parts: Vec<Part>,
        /// How.
        method: Option<Method>,
        /// Reference.
        reference: String,
    },
    /// A payment that came back.
    ReversePayment {
        /// Which.
        payment: EntryId,
        /// When.
        on: Day,
    },
    /// An amount that nobody will pay, given up.
    WriteOff {
        /// How much.
        amount: Money,
        /// The day it is off the books.
        on: Day,
        /// Of which invoices; empty: of the account.
        parts: Vec<Part>,
        /// Why; never empty.
        reason: String,
    },
    /// A return of the bank with the payment it takes back.
    ReturnPayment {
        /// Key of the bank's line.
        line: String,
        /// Key of the payment, as `case::returnable` names it.
        payment: String,
        /// How much the bank took, above zero: the payment, and its fee.
        amount: Money,
        /// Value date of the return.
        on: Day,
    },
}

/// Why a command was not carried out. The code names the sentence in `locales` (`refusal-CODE`), the facts fill it.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// No case of that number.
    #[error("no-such-case")]
    NoSuchCase(CaseId),
    /// No such promise, dispute, hold, payment or act on this case.
    #[error("no-such-entry")]
    NoSuchEntry(String),
    /// Nobody of that name works here.
    #[error("no-such-person")]
    NoSuchPerson(Login),
    /// The case was merged; work goes on in the other.
    #[error("case-merged")]
    CaseMerged(CaseId),
    /// The form was made on an older state and what it shows has changed since.
    #[error("stale")]
    Stale {
        /// Who changed it last, when a person did.
        by: Option<Login>,
    },
    /// An amount must be above zero.
    #[error("amount-not-positive")]
    AmountNotPositive,
    /// More than what is open.
    #[error("above-open")]
    AboveOpen {
        /// What is open there.
        open: Money,
    },
    /// A later batch gave lines of this one to their debtors.
    #[error("batch-rests-on-it")]
    BatchRestsOnIt {
        /// The later batch.
        batch: BatchId,
    },
    /// More than is left of a line of the bank.
    #[error("beyond-line")]
    BeyondLine {
        /// What is left of it.
        left: Money,
    },
    /// More than what is open and not yet disputed.
    #[error("above-undisputed")]
    AboveUndisputed {
        /// The invoice.
        number: String,
        /// What may still be disputed.
        free: Money,
    },
    /// The same was contested before and rejected: it is reopened, or the debtor refuses to pay.
    #[error("rejected-before")]
    RejectedBefore {
        /// When it was rejected.
        on: Day,
    },
    /// More than the person may credit alone.
    #[error("above-authority")]
    AboveAuthority {
        /// What they may.
        max: Money,
    },
    /// A rule for contacts blocks it, and the person may not set it aside.
    #[error("contact-blocked")]
    ContactBlocked {
        /// The least role that may.
        ask: Role,
    },
    /// Somebody asked for the same already, and it waits for an answer.
    #[error("already-asked")]
    AlreadyAsked {
        /// Who.
        by: Login,
    },
    /// A dispute that is not decided can be neither closed nor reopened.
    #[error("not-decided")]
    NotDecided,
    /// A dispute is reopened once.
    #[error("reopened-once")]
    ReopenedOnce,
    /// An accepted dispute is closed by its credit note.
    #[error("credit-note-awaited")]
    CreditNoteAwaited,
    /// Neither a phone number nor an e-mail address.
    #[error("no-point")]
    NoPoint,
    /// Nothing is open in that currency.
    #[error("nothing-open")]
    NothingOpen,
    /// The parts do not add up to the amount.
    #[error("parts-differ")]
    PartsDiffer {
        /// Sum of the parts.
        parts: Money,
    },
    /// A day that has passed.
    #[error("day-in-the-past")]
    DayInThePast(Day),
    /// A day that has not come.
    #[error("day-in-the-future")]
    DayInTheFuture(Day),
    /// Later than the terms allow.
    #[error("beyond-terms")]
    BeyondTerms {
        /// The last day allowed.
        last: Day,
    },
    /// Beyond what anyone may accept.
    #[error("over-limit")]
    OverLimit {
        /// Which limit.
        limit: PromiseLimit,
    },
    /// Nothing in the act waits for approval.
    #[error("nothing-to-approve")]
    NothingToApprove(ActId),
    /// More of them than may be.
    #[error("too-many")]
    TooMany {
        /// How many may be.
        most: usize,
    },
    /// It is settled already (decided dispute, kept promise, released hold).
    #[error("already-settled")]
    AlreadySettled,
    /// The act was undone or moved already.
    #[error("already-undone")]
    AlreadyUndone,
    /// Something recorded later rests on this act; take that back first.
    #[error("others-rest-on-it")]
    OthersRestOnIt(ActId),
    /// A case cannot be merged into itself or into a merged one.
    #[error("cannot-merge")]
    CannotMerge,
    /// The case was not merged.
    #[error("not-merged")]
    NotMerged,
    /// The person's role does not allow it.
    #[error("not-allowed")]
    NotAllowed {
        /// Who could: a role's name.
        ask: Role,
        /// … and who has it, of the own team first.
        names: Vec<Login>,
    },
    /// The case is a colleague's of another team.
    #[error("not-your-team")]
    NotYourTeam {
        /// Whose it is.
        holder: Login,
    },
    /// More instalments than the person may agree alone.
    #[error("too-many-instalments")]
    TooManyInstalments {
        /// Most of them.
        most: u16,
    },
    /// An empty text, an empty act, or no invoice named.
    #[error("nothing-said")]
    NothingSaid,
    /// A text longer than its limit.
    #[error("too-long")]
    TooLong {
        /// The limit in characters.
        chars_max: usize,
    },
    /// The book was opened for reading only, or the clock stands before its last entry.
    #[error("read-only")]
    ReadOnly,
    /// The clock is behind the last entry of the stream.
    #[error("clock-behind")]
    ClockBehind {
        /// The last entry's instant.
        last: Instant,
    },
    /// Somebody else works on the case.
    #[error("held-by-other")]
    HeldByOther(Login),
}

impl Refusal {
    /// The message id in `locales`.
    #[must_use]
    pub fn message_id(&self) -> String {
        format!("refusal-{self}")
    }
}
