//! Forms: what is typed about a case until it is one act in the journal, kept as a draft at every key.
//! What never lives here: the store, drawing, deciding whether an act is allowed (the domain refuses; forms only warn).
//! The root owns the open form. To add one: its state here in a file of its own with `FormRules`, a line in `FormKind` and in
//! `Form`, its drawing in `ui/form` under the same name. A form may be followed by another (`FormStep::Then`); all steps are
//! saved as one act.

pub mod call;
pub mod callback;
pub mod choice;
pub mod common;
pub mod consent;
pub mod contact;
pub mod decide;
pub mod dispute;
pub mod follow;
pub mod follow_plan;
pub mod grid;
pub mod hands;
pub mod hold;
mod layer;
pub mod line;
pub mod lines;
pub mod mark;
pub mod note;
pub mod parts;
pub mod payment;
mod permitted;
pub mod plan;
pub mod point;
pub mod promise;
pub mod refuse;
pub mod sheet;
pub mod steps;
pub mod takeback;
pub mod talk;
pub mod write_off;

pub use layer::FormLayer;

use crate::domain::codes::QueueMark;
use crate::domain::command::{Record, What};
use crate::domain::permit::Checked;
use crate::domain::values::{EntryId, Instant};
use crate::input::KeyPress;
use crate::store::read::CaseView;

use super::action::Action;
use super::say::Say;
use super::session::{Session, Tick};
use call::CallForm;
use callback::CallbackForm;
use consent::ConsentForm;
use contact::ContactForm;
use decide::DecideForm;
use dispute::DisputeForm;
use follow::FollowForm;
use follow_plan::FollowPlanForm;
use hands::HandsForm;
use hold::HoldForm;
use mark::MarkForm;
use note::NoteForm;
use payment::PaymentForm;
use plan::PlanForm;
use point::PointForm;
use promise::PromiseForm;
use refuse::RefuseForm;
use sheet::{Hint, Sheet};
use takeback::{TakeBack, TakeBackForm};
use write_off::WriteOffForm;

/// Steps in one act: the call, its outcome, its form, a call-back, a note. More is another act.
pub const STEPS_MAX: usize = 5;

/// Which form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormKind {
    /// A call being made or taken.
    Call,
    /// A contact with its outcome.
    Contact,
    /// A promise.
    Promise,
    /// A dispute.
    Dispute,
    /// A call-back.
    Callback,
    /// A note.
    Note,
    /// A hold.
    Hold,
    /// A payment.
    Payment,
    /// The decision of a dispute.
    Decide,
    /// A case put first.
    Pin,
    /// A case passed over.
    Skip,
    /// A case put off.
    Snooze,
    /// A step of a dispute's handling.
    Follow,
    /// A hold lifted.
    Release,
    /// A promise withdrawn.
    Withdraw,
    /// A payment that came back.
    Reverse,
    /// A payment plan.
    Plan,
    /// What becomes of a plan.
    FollowPlan,
    /// What goes beyond limits, refused.
    Refuse,
    /// A case in other hands.
    Hands,
    /// What nobody will pay.
    WriteOff,
    /// A number or address.
    Point,
    /// What the debtor said about being contacted.
    Consent,
}

impl FormKind {
    /// Every form.
    pub const ALL: &'static [Self] = &[
        Self::Call,
        Self::Contact,
        Self::Promise,
        Self::Dispute,
        Self::Callback,
        Self::Note,
        Self::Hold,
        Self::Payment,
        Self::Decide,
        Self::Pin,
        Self::Skip,
        Self::Snooze,
        Self::Follow,
        Self::Release,
        Self::Withdraw,
        Self::Reverse,
        Self::Plan,
        Self::FollowPlan,
        Self::Refuse,
        Self::Hands,
        Self::WriteOff,
        Self::Point,
        Self::Consent,
    ];

    /// Kebab-case name, in drafts and as `form-NAME` in the words.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Call => "call",
            Self::Contact => "contact",
            Self::Promise => "promise",
            Self::Dispute => "dispute",
            Self::Callback => "callback",
            Self::Note => "note",
            Self::Hold => "hold",
            Self::Payment => "payment",
            Self::Decide => "decide",
            Self::Pin => "pin",
            Self::Skip => "skip",
            Self::Snooze => "snooze",
            Self::Follow => "follow",
            Self::Release => "release",
            Self::Withdraw => "withdraw",
            Self::Reverse => "reverse",
            Self::Plan => "plan",
            Self::FollowPlan => "follow-plan",
            Self::Refuse => "refuse",
            Self::Hands => "hands",
            Self::WriteOff => "write-off",
            Self::Point => "point",
            Self::Consent => "consent",
        }
    }

    /// By its name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|kind| kind.name() == name)
    }

    /// The form an action opens.
    #[must_use]
    pub fn of(action: Action) -> Option<Self> {
        const OPENS: &[(Action, FormKind)] = &[
            (Action::Call, FormKind::Call),
            (Action::RecordContact, FormKind::Contact),
            (Action::RecordPromise, FormKind::Promise),
            (Action::OpenDispute, FormKind::Dispute),
            (Action::SetCallback, FormKind::Callback),
            (Action::WriteNote, FormKind::Note),
            (Action::PlaceHold, FormKind::Hold),
            (Action::RecordPayment, FormKind::Payment),
            (Action::DecideDispute, FormKind::Decide),
            (Action::PinCase, FormKind::Pin),
            (Action::SkipCase, FormKind::Skip),
            (Action::SnoozeCase, FormKind::Snooze),
            (Action::FollowDispute, FormKind::Follow),
            (Action::ReleaseHold, FormKind::Release),
            (Action::WithdrawPromise, FormKind::Withdraw),
            (Action::ReversePayment, FormKind::Reverse),
            (Action::RecordPlan, FormKind::Plan),
            (Action::FollowPlan, FormKind::FollowPlan),
            (Action::Refuse, FormKind::Refuse),
            (Action::AssignCase, FormKind::Hands),
            (Action::WriteOff, FormKind::WriteOff),
            (Action::RecordPoint, FormKind::Point),
            (Action::RecordConsent, FormKind::Consent),
        ];
        OPENS.iter().find(|(opens, _)| *opens == action).map(|(_, kind)| *kind)
    }
}

/// What a form may read while it is typed in.
#[derive(Debug, Clone, Copy)]
pub struct FormCtx<'a> {
    /// Who, where, rules.
    pub session: &'a Session,
    /// The moment.
    pub tick: Tick,
    /// The case as last read; `None` until it has come.
    pub view: Option<&'a CaseView>,
}

/// Something typed into a form or a box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Typed {
    /// A key that is no action in the scope.
    Key(KeyPress),
    /// Text pasted whole: already scrubbed, never runs keys.
    Paste(String),
    /// An action of the scope (`next-field`, `accept`, `save` …). `leave` and `force-quit` never come here.
    Do(Action),
}

/// What came of it.
#[derive(Debug)]
pub enum FormStep {
    /// Nothing changed.
    Same,
    /// Something to draw changed, but nothing typed (a field was entered).
    Moved,
    /// What is typed changed: the draft is kept.
    Changed,
    /// Record it all now.
    Save,
    /// Go on with another form in the same act.
    Then(FormKind),
    /// Go back to the step before.
    Before,
    /// Go on with another form, which takes this first.
    Hand(FormKind, Typed),
    /// Hand this number to the telephone: dialled, or put on the clipboard.
    Offer(String),
    /// It cannot be, and why.
    Trouble(Say),
}

/// What every form can do.
pub trait FormRules: std::fmt::Debug {
    /// Which form it is.
    fn kind(&self) -> FormKind;
    /// Called when it opens and whenever the case was read (again): proposals are made here, for untouched fields only.
    fn fill(&mut self, ctx: FormCtx<'_>);
    /// Takes what was typed; a sheet does by itself.
    fn typed(&mut self, typed: Typed, ctx: FormCtx<'_>) -> FormStep {
        let _ = ctx;
        self.sheet_mut().map_or(FormStep::Same, |sheet| sheet.typed(&typed))
    }
    /// Field names and what stands in them, for the draft. Must bring the form back through `restore`.
    fn fields(&self) -> Vec<(String, String)> {
        self.sheet().map_or(vec![], Sheet::pairs)
    }
    /// Puts a draft's fields back; unknown names are passed over.
    fn restore(&mut self, fields: &[(String, String)]) {
        if let Some(sheet) = self.sheet_mut() {
            sheet.restore(fields);
        }
    }
    /// What it records, or what is still missing.
    fn records(&self, ctx: FormCtx<'_>) -> Result<Vec<Record>, Say>;
    /// What it asks of the book, for the form whose act is no record.
    fn answer(&self) -> Option<Result<What, Say>> {
        None
    }
    /// The fields, for forms that are a sheet.
    fn sheet(&self) -> Option<&Sheet> {
        None
    }
    /// The same, to be typed in: for forms that leave typing, `fields` and `restore` to their sheet.
    fn sheet_mut(&mut self) -> Option<&mut Sheet> {
        None
    }
    /// What is said under a field while it is typed in: how it is read, what its limits are.
    fn hint(&self, id: &str, ctx: FormCtx<'_>) -> Option<Hint> {
        let _ = (id, ctx);
        None
    }
    /// True when [`FormRules::limits`] says something: room is kept for it.
    fn has_limits(&self) -> bool {
        false
    }
    /// The house's limits and where what is typed stands to them, said all the time.
    fn limits(&self, ctx: FormCtx<'_>) -> Vec<Hint> {
        let _ = ctx;
        vec![]
    }
    /// Called before it is filled, when it was opened on one thing of the case.
    fn aim(&mut self, id: EntryId) {
        let _ = id;
    }
    /// Called before it is filled, when it was opened on a number or address.
    fn about(&mut self, text: &str) {
        let _ = text;
    }
    /// Called when it follows other steps of the same act, before it is filled.
    fn after(&mut self, earlier: &[Form]) {
        let _ = earlier;
    }
    /// The question to the rules for contacts that this form stands on, where they block: asked and answered, it is kept
    /// even when nothing comes of the form.
    fn blocked(&self) -> Option<Checked> {
        None
    }
    /// True when a supervisor can be asked to set aside what blocks it.
    fn may_ask(&self) -> bool {
        false
    }
    /// The request to a supervisor, or what is missing for it; `None`: there is nothing to ask.
    fn ask_override(&mut self) -> Option<Result<Vec<Record>, Say>> {
        None
    }
    /// True for a contact that the debtor began: after it, work goes on where it was left.
    fn came_in(&self) -> bool {
        false
    }
    /// Milliseconds until it wants to be woken.
    fn wake_in_ms(&self, tick: Tick) -> Option<u64> {
        let _ = tick;
        None
    }
    /// The time it asked for has come; true when something to draw changed.
    fn wake(&mut self, tick: Tick) -> bool {
        let _ = tick;
        false
    }
    /// Actions of the scope that mean nothing (or only text) here: the footer leaves them out.
    fn unused(&self) -> &'static [Action] {
        &[]
    }
    /// After it is recorded, the next case of the queue comes up by itself.
    fn advances(&self) -> bool {
        false
    }
}

/// One of the forms.
#[derive(Debug)]
pub enum Form {
    /// A call being made or taken.
    Call(CallForm),
    /// A contact with its outcome.
    Contact(ContactForm),
    /// A promise.
    Promise(PromiseForm),
    /// A dispute.
    Dispute(DisputeForm),
    /// A call-back.
    Callback(CallbackForm),
    /// A note.
    Note(NoteForm),
    /// A hold.
    Hold(HoldForm),
    /// A payment.
    Payment(PaymentForm),
    /// The decision of a dispute.
    Decide(DecideForm),
    /// A case put first, or passed over.
    Mark(MarkForm),
    /// A step of a dispute's handling.
    Follow(FollowForm),
    /// A hold lifted, a promise withdrawn, a payment that came back.
    TakeBack(TakeBackForm),
    /// A payment plan.
    Plan(PlanForm),
    /// What becomes of a plan.
    FollowPlan(FollowPlanForm),
    /// What goes beyond limits, refused.
    Refuse(RefuseForm),
    /// A case in other hands.
    Hands(HandsForm),
    /// What nobody will pay.
    WriteOff(WriteOffForm),
    /// A number or address.
    Point(PointForm),
    /// What the debtor said about being contacted.
    Consent(ConsentForm),
}

impl Form {
    /// An empty form.
    #[must_use]
    pub fn new(kind: FormKind) -> Self {
        match kind {
            FormKind::Call => Self::Call(CallForm::default()),
            FormKind::Contact => Self::Contact(ContactForm::default()),
            FormKind::Promise => Self::Promise(PromiseForm::default()),
            FormKind::Dispute => Self::Dispute(DisputeForm::default()),
            FormKind::Callback => Self::Callback(CallbackForm::default()),
            FormKind::Note => Self::Note(NoteForm::default()),
            FormKind::Hold => Self::Hold(HoldForm::default()),
            FormKind::Payment => Self::Payment(PaymentForm::default()),
            FormKind::Decide => Self::Decide(DecideForm::default()),
            FormKind::Pin => Self::Mark(MarkForm::new(QueueMark::Pin)),
            FormKind::Skip => Self::Mark(MarkForm::new(QueueMark::Skip)),
            FormKind::Snooze => Self::Mark(MarkForm::new(QueueMark::Snooze)),
            FormKind::Follow => Self::Follow(FollowForm::default()),
            FormKind::Release => Self::TakeBack(TakeBackForm::new(TakeBack::Hold)),
            FormKind::Withdraw => Self::TakeBack(TakeBackForm::new(TakeBack::Promise)),
            FormKind::Reverse => Self::TakeBack(TakeBackForm::new(TakeBack::Payment)),
            FormKind::Plan => Self::Plan(PlanForm::default()),
            FormKind::FollowPlan => Self::FollowPlan(FollowPlanForm::default()),
            FormKind::Refuse => Self::Refuse(RefuseForm::default()),
            FormKind::Hands => Self::Hands(HandsForm::default()),
            FormKind::WriteOff => Self::WriteOff(WriteOffForm::default()),
            FormKind::Point => Self::Point(PointForm::default()),
            FormKind::Consent => Self::Consent(ConsentForm::default()),
        }
    }

    /// What it can do.
    #[must_use]
    pub fn rules(&self) -> &dyn FormRules {
        match self {
            Self::Call(form) => form,
            Self::Contact(form) => form,
            Self::Promise(form) => form,
            Self::Dispute(form) => form,
            Self::Callback(form) => form,
            Self::Note(form) => form,
            Self::Hold(form) => form,
            Self::Payment(form) => form,
            Self::Decide(form) => form,
            Self::Mark(form) => form,
            Self::Follow(form) => form,
            Self::TakeBack(form) => form,
            Self::Plan(form) => form,
            Self::FollowPlan(form) => form,
            Self::Refuse(form) => form,
            Self::Hands(form) => form,
            Self::WriteOff(form) => form,
            Self::Point(form) => form,
            Self::Consent(form) => form,
        }
    }

    /// What it can do, changing.
    pub fn rules_mut(&mut self) -> &mut dyn FormRules {
        match self {
            Self::Call(form) => form,
            Self::Contact(form) => form,
            Self::Promise(form) => form,
            Self::Dispute(form) => form,
            Self::Callback(form) => form,
            Self::Note(form) => form,
            Self::Hold(form) => form,
            Self::Payment(form) => form,
            Self::Decide(form) => form,
            Self::Mark(form) => form,
            Self::Follow(form) => form,
            Self::TakeBack(form) => form,
            Self::Plan(form) => form,
            Self::FollowPlan(form) => form,
            Self::Refuse(form) => form,
            Self::Hands(form) => form,
            Self::WriteOff(form) => form,
            Self::Point(form) => form,
            Self::Consent(form) => form,
        }
    }
}

/// A form's pairs with the moment it was opened: a contact is dated by it, whenever it is saved.
fn with_moment(mut pairs: Vec<(String, String)>, at: Option<Instant>) -> Vec<(String, String)> {
    pairs.extend(at.map(|at| ("opened".to_owned(), at.0.to_string())));
    pairs
}

/// The moment of [`with_moment`].
fn moment_of(pairs: &[(String, String)]) -> Option<Instant> {
    let (_, text) = pairs.iter().find(|(name, _)| name == "opened")?;
    text.parse().ok().map(Instant)
}
