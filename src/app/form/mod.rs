//! Forms: what is typed about a case until it is one act in the journal, kept as a draft at every key.
//! What never lives here: the store, drawing, deciding whether an act is allowed (the domain refuses; forms only warn).
//! The root owns the open form; each form is one file here and one of the same name in `ui/form`.
//!
//! To add a form: its state in a file of its own with `FormRules`, a line in `FormKind` and in `Form`, its drawing in
//! `ui/form`. Steps: a form may be followed by another (`FormStep::Then`); all steps are saved as one act.

pub mod line;
pub mod note;

use crate::domain::command::{Record, What};
use crate::domain::values::{ActId, CaseId};
use crate::input::KeyPress;
use crate::store::read::CaseView;

use super::action::Action;
use super::draft::{Draft, DraftStep};
use super::say::Say;
use super::session::{Session, Tick};
use note::NoteForm;

/// Steps in one act: outcome, its form, a call-back, a note. More is another act.
pub const STEPS_MAX: usize = 4;

/// Which form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormKind {
    /// A note.
    Note,
}

impl FormKind {
    /// Every form.
    pub const ALL: &'static [Self] = &[Self::Note];

    /// Kebab-case name, in drafts and as `form-NAME` in the words.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
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
        const OPENS: &[(Action, FormKind)] = &[(Action::WriteNote, FormKind::Note)];
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
}

/// What every form can do.
pub trait FormRules: std::fmt::Debug {
    /// Which form it is.
    fn kind(&self) -> FormKind;
    /// Called when it opens and whenever the case was read (again): proposals are made here, for untouched fields only.
    fn fill(&mut self, ctx: FormCtx<'_>);
    /// Takes what was typed.
    fn typed(&mut self, typed: Typed, ctx: FormCtx<'_>) -> FormStep;
    /// Field names and what stands in them, for the draft. Must bring the form back through `restore`.
    fn fields(&self) -> Vec<(String, String)>;
    /// Puts a draft's fields back; unknown names are passed over.
    fn restore(&mut self, fields: &[(String, String)]);
    /// What it records, or what is still missing.
    fn records(&self, ctx: FormCtx<'_>) -> Result<Vec<Record>, Say>;
    /// After it is recorded, the next case of the queue comes up by itself.
    fn advances(&self) -> bool {
        false
    }
}

/// One of the forms.
#[derive(Debug)]
pub enum Form {
    /// A note.
    Note(NoteForm),
}

impl Form {
    /// An empty form.
    #[must_use]
    pub fn new(kind: FormKind) -> Self {
        match kind {
            FormKind::Note => Self::Note(NoteForm::default()),
        }
    }

    /// What it can do.
    #[must_use]
    pub fn rules(&self) -> &dyn FormRules {
        match self {
            Self::Note(form) => form,
        }
    }

    /// What it can do, changing.
    pub fn rules_mut(&mut self) -> &mut dyn FormRules {
        match self {
            Self::Note(form) => form,
        }
    }
}

/// The open form with its steps, its case and its draft.
#[derive(Debug)]
pub struct FormLayer {
    /// The act it becomes; also the draft's id.
    pub act: ActId,
    /// The case.
    pub case: CaseId,
    /// The debtor's name, as far as known.
    pub name: String,
    /// The case as last read.
    pub view: Option<Box<CaseView>>,
    /// Steps filled before this one.
    pub earlier: Vec<Form>,
    /// The step being filled.
    pub form: Form,
    /// True once something was typed: there is a draft to keep.
    pub touched: bool,
    /// True while the answer to the save is awaited.
    pub saving: bool,
    /// What went wrong, or what is missing.
    pub trouble: Option<Say>,
    /// What moved underneath since it was opened.
    pub moved: Option<Say>,
    /// When the lease was last taken or renewed.
    pub leased_at_ms: u64,
}

impl FormLayer {
    /// A new, untouched form.
    #[must_use]
    pub fn new(act: ActId, case: CaseId, name: String, kind: FormKind, tick: Tick) -> Self {
        Self {
            act,
            case,
            name,
            view: None,
            earlier: vec![],
            form: Form::new(kind),
            touched: false,
            saving: false,
            trouble: None,
            moved: None,
            leased_at_ms: tick.mono_ms,
        }
    }

    /// The form as a draft left it; `None` when the draft names no form we know.
    #[must_use]
    pub fn restored(draft: &Draft, tick: Tick) -> Option<Self> {
        let mut forms = vec![];
        for step in &draft.steps {
            let mut form = Form::new(FormKind::named(&step.form)?);
            form.rules_mut().restore(&step.fields);
            forms.push(form);
        }
        let form = forms.pop()?;
        let kind = form.rules().kind();
        let base = Self::new(draft.act, draft.case, draft.name.clone(), kind, tick);
        Some(Self { earlier: forms, form, touched: true, ..base })
    }

    /// What to keep of it.
    #[must_use]
    pub fn draft(&self, tick: Tick) -> Draft {
        let step =
            |form: &Form| DraftStep { form: form.rules().kind().name().to_owned(), fields: form.rules().fields() };
        Draft {
            act: self.act,
            case: self.case,
            name: self.name.clone(),
            steps: self.earlier.iter().chain([&self.form]).map(step).collect(),
            at: tick.now.at,
        }
    }

    /// Hands something typed to the open step.
    pub fn typed(&mut self, typed: Typed, session: &Session, tick: Tick) -> FormStep {
        let Self { form, view, .. } = self;
        form.rules_mut().typed(typed, FormCtx { session, tick, view: view.as_deref() })
    }

    /// The case was read (again): proposals are made, and what moved is said.
    pub fn seen(&mut self, view: Box<CaseView>, session: &Session, tick: Tick) {
        let moved = self.view.as_ref().is_some_and(|before| before.state.rev != view.state.rev);
        if moved {
            self.moved = Some(Say::new("form-moved"));
        }
        self.name.clone_from(&view.state.debtor.name);
        self.view = Some(view);
        let Self { form, view, .. } = self;
        form.rules_mut().fill(FormCtx { session, tick, view: view.as_deref() });
    }

    /// Goes on with another step of the same act; false when there are enough steps already.
    pub fn then(&mut self, kind: FormKind, session: &Session, tick: Tick) -> bool {
        if self.earlier.len() + 1 >= STEPS_MAX {
            return false;
        }
        let mut next = Form::new(kind);
        next.rules_mut().fill(FormCtx { session, tick, view: self.view.as_deref() });
        self.earlier.push(std::mem::replace(&mut self.form, next));
        true
    }

    /// Back to the step before; false on the first one.
    pub fn before(&mut self) -> bool {
        match self.earlier.pop() {
            Some(form) => {
                self.form = form;
                true
            }
            None => false,
        }
    }

    /// All its steps as one record, or what is missing.
    pub fn what(&self, session: &Session, tick: Tick) -> Result<What, Say> {
        let ctx = FormCtx { session, tick, view: self.view.as_deref() };
        let mut records = vec![];
        for form in self.earlier.iter().chain([&self.form]) {
            records.extend(form.rules().records(ctx)?);
        }
        Ok(What::Record(records))
    }

    /// After it is recorded, the next case of the queue comes up by itself.
    #[must_use]
    pub fn advances(&self) -> bool {
        self.earlier.iter().chain([&self.form]).any(|form| form.rules().advances())
    }
}
