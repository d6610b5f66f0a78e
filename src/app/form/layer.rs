//! The open form: its steps, its case, its draft, and what moved underneath while it was open.
//! What never lives here: keys (see `root`), one form's own fields.
//! The root owns at most one, and one set aside.

use crate::domain::command::What;
use crate::domain::permit::Checked;
use crate::domain::values::{ActId, CaseId, Sums};
use crate::store::read::CaseView;

use super::super::draft::{Draft, DraftStep};
use super::super::say::{Fact, Say};
use super::super::session::{Session, Tick};
use super::{Form, FormCtx, FormKind, FormStep, STEPS_MAX, Typed};

/// Marks the steps of a draft that were filled and gone back from.
const LATER: &str = "later";

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
    /// Steps filled after this one, before the hand went back.
    pub later: Vec<Form>,
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
            later: vec![],
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
        let (mut forms, mut later): (Vec<Form>, Vec<Form>) = (vec![], vec![]);
        for step in &draft.steps {
            let mut form = Form::new(FormKind::named(&step.form)?);
            form.rules_mut().after(&forms);
            form.rules_mut().restore(&step.fields);
            let gone_back = step.fields.iter().any(|(name, _)| name == LATER);
            if gone_back { later.push(form) } else { forms.push(form) }
        }
        let form = forms.pop()?;
        let kind = form.rules().kind();
        let base = Self::new(draft.act, draft.case, draft.name.clone(), kind, tick);
        Some(Self { earlier: forms, form, later, touched: true, ..base })
    }

    /// What to keep of it. The steps gone back from come first, marked, so that the last one is the open one.
    #[must_use]
    pub fn draft(&self, tick: Tick) -> Draft {
        let step =
            |form: &Form| DraftStep { form: form.rules().kind().name().to_owned(), fields: form.rules().fields() };
        let later = self.later.iter().map(step).map(|mut step| {
            step.fields.push((LATER.to_owned(), String::new()));
            step
        });
        Draft {
            act: self.act,
            case: self.case,
            name: self.name.clone(),
            steps: later.chain(self.earlier.iter().chain([&self.form]).map(step)).collect(),
            at: tick.now.at,
        }
    }

    /// What the open step may read.
    #[must_use]
    pub fn ctx<'a>(&'a self, session: &'a Session, tick: Tick) -> FormCtx<'a> {
        FormCtx { session, tick, view: self.view.as_deref() }
    }

    /// Hands something typed to the open step.
    pub fn typed(&mut self, typed: Typed, session: &Session, tick: Tick) -> FormStep {
        let Self { form, view, .. } = self;
        form.rules_mut().typed(typed, FormCtx { session, tick, view: view.as_deref() })
    }

    /// The case was read (again): proposals are made, and what moved is said.
    pub fn seen(&mut self, view: Box<CaseView>, session: &Session, tick: Tick) {
        if let Some(before) = &self.view
            && before.state.rev != view.state.rev
        {
            self.moved = Some(what_moved(before, &view));
        }
        self.name.clone_from(&view.state.debtor.name);
        self.view = Some(view);
        let Self { form, earlier, later, view, .. } = self;
        let ctx = FormCtx { session, tick, view: view.as_deref() };
        for form in earlier.iter_mut().chain(later.iter_mut()).chain([form]) {
            form.rules_mut().fill(ctx);
        }
    }

    /// Goes on with another step of the same act; false when there are enough steps already.
    pub fn then(&mut self, kind: FormKind, session: &Session, tick: Tick) -> bool {
        if self.earlier.len() + 1 >= STEPS_MAX {
            return false;
        }
        let kept = self.later.iter().position(|form| form.rules().kind() == kind);
        let mut next = kept.map_or_else(|| Form::new(kind), |at| self.later.remove(at));
        let placeholder = Form::new(kind);
        self.earlier.push(std::mem::replace(&mut self.form, placeholder));
        next.rules_mut().after(&self.earlier);
        next.rules_mut().fill(self.ctx(session, tick));
        self.form = next;
        true
    }

    /// Back to the step before, what was typed here kept; false on the first one.
    pub fn before(&mut self) -> bool {
        let Some(form) = self.earlier.pop() else { return false };
        self.later.push(std::mem::replace(&mut self.form, form));
        true
    }

    /// All its steps as one record, or what is missing. Steps gone back from are not recorded.
    pub fn what(&self, session: &Session, tick: Tick) -> Result<What, Say> {
        if let Some(answer) = self.form.rules().answer() {
            return answer;
        }
        let ctx = self.ctx(session, tick);
        let mut records = vec![];
        for form in self.earlier.iter().chain([&self.form]) {
            records.extend(form.rules().records(ctx)?);
        }
        Ok(What::Record(records))
    }

    /// A rule blocked the contact it would have recorded: the question and its answer.
    #[must_use]
    pub fn blocked(&self) -> Option<Checked> {
        self.earlier.iter().chain([&self.form]).find_map(|form| form.rules().blocked())
    }

    /// The debtor began it: after it, work goes on where it was left.
    #[must_use]
    pub fn came_in(&self) -> bool {
        self.earlier.iter().chain([&self.form]).any(|form| form.rules().came_in())
    }

    /// After it is recorded, the next case of the queue comes up by itself.
    #[must_use]
    pub fn advances(&self) -> bool {
        self.earlier.iter().chain([&self.form]).any(|form| form.rules().advances())
    }
}

/// What changed between two readings of a case, the most telling first.
fn what_moved(before: &CaseView, after: &CaseView) -> Say {
    let (old, new) = (&before.state, &after.state);
    let changed = |id: &str, old: &Sums, new: &Sums| {
        Say::new(id).with("before", Fact::Sums(old.clone())).with("after", Fact::Sums(new.clone()))
    };
    if old.balance.open != new.balance.open {
        return changed("form-moved-open", &old.balance.open, &new.balance.open);
    } else if old.balance.disputed != new.balance.disputed {
        return changed("form-moved-disputed", &old.balance.disputed, &new.balance.disputed);
    } else if old.balance.promised != new.balance.promised {
        return changed("form-moved-promised", &old.balance.promised, &new.balance.promised);
    }
    match (&old.assignment, &new.assignment) {
        (was, Some(now)) if was.as_ref() != Some(now) => {
            Say::new("form-moved-assigned").with("to", Fact::Text(now.to.to_string()))
        }
        (_, _) => Say::new("form-moved"),
    }
}
