//! The root's half that keeps forms: one set aside while its person looks elsewhere, drafts opened again.
//! What never lives here: what a form means by a key, saving (see `root`).
//! Only the root comes here.

use crate::domain::command::{Command, Record, What};
use crate::domain::permit::Checked;
use crate::domain::values::{ActId, CaseId, Login};

use super::App;
use super::action::{Action, Availability, availability};
use super::effect::Effect;
use super::form::{FormKind, FormLayer, FormRules};
use super::nav::{Flow, Step};
use super::overlay::Overlay;
use super::overlay::find::FindBox;
use super::say::{Fact, Say};
use super::screen::cases::CasesScreen;
use super::screen::queue::QueueScreen;
use super::screen::what_if::WhatIfScreen;
use super::screen::whose::Whose;
use super::screen::{Screen, ScreenCtx};

/// The screen that an action goes to, besides queue and case.
pub(super) fn screen_of(action: Action) -> Option<Screen> {
    if action == Action::GoDay {
        Some(Screen::Day(Box::default()))
    } else if action == Action::GoDisputes {
        Some(Screen::Disputes(Box::default()))
    } else if action == Action::GoApprovals {
        Some(Screen::Approvals(Box::default()))
    } else if action == Action::GoDesk {
        Some(Screen::Desk(Box::default()))
    } else if action == Action::GoReconcile {
        Some(Screen::Reconcile(Box::default()))
    } else if action == Action::GoTray {
        Some(Screen::Tray(Box::default()))
    } else if action == Action::GoReport {
        Some(Screen::Report(Box::default()))
    } else {
        None
    }
}

impl App {
    /// Asks something of the queue, when it is on top.
    pub(super) fn on_queue(&mut self, act: impl FnOnce(&mut QueueScreen, ScreenCtx<'_>) -> Flow) -> Flow {
        self.on_screen(|screen, ctx| if let Screen::Queue(queue) = screen { act(queue, ctx) } else { vec![] })
    }

    /// A list of cases on top.
    pub(super) fn open_cases(&mut self, cases: Box<CasesScreen>) -> Flow {
        self.stack.push(Screen::Cases(cases));
        vec![Step::Draw]
    }

    /// Somebody's list in the queue; nobody named: everybody's.
    pub(super) fn show_queue_of(&mut self, whose: Option<Login>) -> Flow {
        let whose = Whose::of(whose, &self.session.who.login);
        self.on_queue(|queue, ctx| queue.show_of(whose, ctx))
    }

    /// From a colleague's list back to one's own.
    pub(super) fn queue_of_own(&mut self) -> Flow {
        self.on_queue(|queue, ctx| match queue.whose {
            Whose::Of(_) => queue.show_of(Whose::Mine, ctx),
            Whose::Mine | Whose::All => vec![],
        })
    }

    /// A case is opened over an open form: the form waits under it and comes back with the screen it was on.
    pub(super) fn set_aside(&mut self) {
        let Some(form) = self.form.take() else { return };
        if self.aside.is_none() {
            self.aside = Some((self.stack.depth(), form));
        }
        // A second form over the first is not kept open: its draft is kept.
    }

    /// The form set aside comes back once the screens opened over it are closed.
    pub(super) fn bring_form_back(&mut self) -> Flow {
        let due = self.aside.as_ref().is_some_and(|(depth, _)| self.stack.depth() <= *depth);
        if !due || self.form.is_some() {
            return vec![];
        }
        let Some((_, form)) = self.aside.take() else { return vec![] };
        let case = form.case;
        self.form = Some(form);
        vec![Step::Draw, Step::Ask(Effect::TakeLease(case)), self.load_case(case)]
    }

    /// Somebody calls: who it is is asked first.
    pub(super) fn take_call(&self) -> Flow {
        vec![match availability(Action::TakeCall, self.situation()) {
            Availability::Off(why) => Step::Toast(Say::new(why)),
            Availability::Ready => Step::OpenOverlay(Overlay::Find(FindBox::incoming())),
        }]
    }

    /// Opens a form on a case, or the draft that was left of it.
    pub(super) fn open_form(&mut self, kind: FormKind, case: CaseId, aim: impl FnOnce(&mut dyn FormRules)) -> Flow {
        if self.form.is_some() {
            return vec![];
        }
        let kept = self.drafts.on(case, kind.name()).cloned();
        let restored = kept.as_ref().and_then(|draft| FormLayer::restored(draft, self.tick));
        let back = restored.is_some();
        let name = self.stack.top().view().map(|view| view.state.debtor.name.clone()).unwrap_or_default();
        let act = self.next_act();
        let mut form = restored.unwrap_or_else(|| FormLayer::new(act, case, name, kind, self.tick));
        aim(form.form.rules_mut());
        if let Some(view) = self.stack.top().view().filter(|view| view.state.case == case) {
            form.seen(Box::new(view.clone()), &self.session, self.tick);
        }
        self.form = Some(form);
        let mut flow = vec![Step::Draw, Step::Ask(Effect::TakeLease(case)), self.load_case(case)];
        if back {
            flow.push(Step::Toast(Say::new("toast-draft-back")));
        }
        flow
    }

    /// The draft that was open when the program ended comes back as it was.
    pub(super) fn bring_back(&mut self) -> Flow {
        let Some(draft) = self.drafts.latest().cloned().filter(|_| self.session.book && !self.session.read_only) else {
            return vec![];
        };
        let Some(form) = FormLayer::restored(&draft, self.tick) else { return vec![] };
        self.form = Some(form);
        let say = Say::new("toast-draft-restored")
            .with("name", Fact::Text(draft.name.clone()))
            .with("at", Fact::At(draft.at));
        vec![Step::Ask(Effect::TakeLease(draft.case)), self.load_case(draft.case), Step::Toast(say)]
    }

    /// A rule blocked the contact that this form would have recorded, and it was left: the question and its answer are kept.
    /// Once a case and an opening: whoever looks at it again asks again.
    pub(super) fn keep_check(&mut self, form: &FormLayer) -> Flow {
        let Some(checked) = form.blocked().filter(|_| !self.session.read_only) else { return vec![] };
        let act = self.next_act();
        self.quiet.push(act);
        let what = What::Record(vec![Record::Checked(Checked { reason: String::new(), ..checked })]);
        vec![Step::Ask(Effect::Execute(Command { act, case: form.case, seen: None, what }))]
    }

    /// A supervisor is asked to set aside the rules that block the open form. What is typed is kept until they answer; a
    /// form that nothing blocks, or whose person decides it themselves, has nothing to ask.
    pub(super) fn ask_override(&mut self) -> Flow {
        let Some(form) = self.form.as_mut().filter(|form| !form.saving) else { return vec![] };
        match form.form.rules_mut().ask_override() {
            None => vec![Step::Toast(Say::new("form-permit-nothing"))],
            Some(Err(missing)) => {
                form.trouble = Some(missing);
                vec![Step::Draw]
            }
            Some(Ok(records)) => {
                let case = form.case;
                self.form = None;
                vec![Step::Draw, Step::Ask(Effect::ReleaseLeases), Step::Act { case, what: What::Record(records) }]
            }
        }
    }

    /// Somebody calls: their case comes over whatever was being done, with the call taken on it.
    pub(super) fn incoming(&mut self, case: CaseId, query: &str) -> Flow {
        self.set_aside();
        let mut flow = self.open_case(case, false);
        flow.extend(self.open_form(FormKind::Call, case, |form| form.about(query)));
        flow
    }

    /// A screen of its own on top; when it is there already it is read again.
    pub(super) fn go(&mut self, screen: Screen) -> Flow {
        if self.stack.top().scopes() != screen.scopes() {
            self.stack.push(screen);
        }
        self.dirty = true;
        self.on_screen(|screen, ctx| screen.reload(ctx))
    }

    /// What if, on top: first it is asked about which file.
    pub(super) fn go_what_if(&mut self) -> Flow {
        if !matches!(self.stack.top(), Screen::WhatIf(_)) {
            self.stack.push(Screen::WhatIf(Box::default()));
        }
        vec![Step::Draw, WhatIfScreen::ask_file()]
    }

    /// Opens a draft as it was left.
    pub(super) fn open_draft(&mut self, act: ActId) -> Flow {
        if self.form.is_some() {
            return vec![];
        }
        let found = self.drafts.iter().find(|draft| draft.act == act).cloned();
        let Some((draft, form)) =
            found.and_then(|draft| FormLayer::restored(&draft, self.tick).map(|form| (draft, form)))
        else {
            return vec![];
        };
        self.form = Some(form);
        let say = Say::new("toast-draft-restored")
            .with("name", Fact::Text(draft.name.clone()))
            .with("at", Fact::At(draft.at));
        vec![Step::Draw, Step::Ask(Effect::TakeLease(draft.case)), self.load_case(draft.case), Step::Toast(say)]
    }
}
