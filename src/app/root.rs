//! The root's half that acts: keys to the top layer, steps taken one by one.
//! What never lives here: what a screen or form means by a key; answers of the world (see `replies`).
//! Only `App::update` and `App::reply` come here.

use crate::domain::command::{Command, What};
use crate::domain::values::CaseId;
use crate::input::KeyPress;

use super::action::{Action, Availability, availability};
use super::effect::Effect;
use super::form::{FormKind, FormStep, Typed};
use super::keymap::Meaning;
use super::list::is_motion;
use super::nav::{Flow, Step};
use super::overlay::closing::ClosingBox;
use super::overlay::confirm::Confirm;
use super::overlay::find::FindBox;
use super::overlay::help::HelpBox;
use super::overlay::palette::PaletteBox;
use super::overlay::undo::taken_back;
use super::overlay::{OVERLAYS_MAX, Overlay, OverlayCtx};
use super::say::{Fact, Say};
use super::screen::case::CaseScreen;
use super::screen::queue::REST_MS;
use super::screen::{Screen, ScreenCtx};
use super::toast::{TOAST_MS, Toast};
use super::{App, FORCE_QUIT_MS, Hand, WHICH_KEY_MS};

/// A lease is renewed by keys this often; it goes stale after ten minutes.
const LEASE_RENEW_MS: u64 = 60_000;

impl App {
    pub(super) fn on_screen(&mut self, act: impl FnOnce(&mut Screen, ScreenCtx<'_>) -> Flow) -> Flow {
        let Self { session, tick, seen, hand, size, stack, drafts, .. } = self;
        let ctx = ScreenCtx::new(session, (*tick, hand.ran_from.is_some()), (seen.rows, *size), drafts);
        act(stack.top_mut(), ctx)
    }

    fn on_overlay(&mut self, act: impl FnOnce(&mut Overlay, OverlayCtx<'_>) -> Flow) -> Flow {
        let situation = self.situation();
        let scopes = self.screen_scopes();
        let Self { session, tick, seen, keymap, overlays, .. } = self;
        let ctx = OverlayCtx { session, tick: *tick, keymap, situation, scopes, rows: seen.overlay_rows.max(1) };
        overlays.last_mut().map_or(vec![], |overlay| act(overlay, ctx))
    }

    /// A key goes to the top layer: box, form, screen.
    pub(super) fn key(&mut self, press: KeyPress) -> Flow {
        let shown = self.which_key().is_some();
        let meaning = self.meaning(press);
        let chord = !self.pending.is_empty();
        match meaning {
            Meaning::Prefix => {
                self.pending.push(press);
                self.pending_shown_at_ms = Some(self.tick.mono_ms + WHICH_KEY_MS);
                return vec![];
            }
            Meaning::Action(_) | Meaning::Nothing => self.pending.clear(),
        }
        let mut flow = if shown { vec![Step::Draw] } else { vec![] };
        match meaning {
            Meaning::Action(action) => {
                self.hand_moves(is_motion(action));
                flow.extend(self.do_action(action));
            }
            Meaning::Nothing if !chord => flow.extend(self.hand_typed(Typed::Key(press))),
            Meaning::Nothing | Meaning::Prefix => {}
        }
        flow
    }

    /// The hand moves, or does something else: two moves before it has rested make it run.
    fn hand_moves(&mut self, moves: bool) {
        let now = self.tick.mono_ms;
        if !moves {
            self.dirty |= self.hand.ran_from.is_some();
            self.hand = Hand::default();
            return;
        }
        if self.hand.rests_at_ms.is_some_and(|at| at > now) && self.hand.ran_from.is_none() {
            self.hand.ran_from = Some(self.stack.top().top_line());
        }
        self.hand.rests_at_ms = Some(now + REST_MS);
    }

    /// Something typed that is no action: text for the top layer.
    pub(super) fn hand_typed(&mut self, typed: Typed) -> Flow {
        if !self.overlays.is_empty() {
            return self.on_overlay(|overlay, ctx| overlay.rules_mut().typed(typed, ctx));
        }
        if self.form.is_some() {
            return self.form_typed(typed);
        }
        self.on_screen(|screen, ctx| screen.typed(&typed, ctx))
    }

    /// An action for the top layer. What is the same everywhere is done here.
    pub(super) fn do_action(&mut self, action: Action) -> Flow {
        self.tour_did(action);
        if action == Action::ForceQuit {
            return self.force_quit();
        }
        if action == Action::Suspend {
            return vec![Step::Ask(Effect::Suspend)];
        }
        if action == Action::Tour && self.session.demo {
            self.toggle_tour();
            return vec![];
        }
        if action == Action::Redraw {
            return vec![Step::Ask(Effect::Repaint), Step::Draw];
        }
        if !self.overlays.is_empty() {
            if action == Action::Leave {
                return vec![Step::Close];
            }
            return self.on_overlay(|overlay, ctx| overlay.rules_mut().typed(Typed::Do(action), ctx));
        }
        if action == Action::Help || action == Action::HelpKey {
            return vec![Step::OpenOverlay(Overlay::Help(HelpBox::new(&self.scopes())))];
        }
        if action == Action::TakeCall {
            return self.take_call();
        }
        if matches!(action, Action::Find | Action::FindCase) && self.session.book {
            return vec![Step::OpenOverlay(Overlay::Find(FindBox::default()))];
        }
        if self.form.is_some() {
            if action == Action::AskOverride {
                return self.ask_override();
            }
            return if action == Action::Leave { self.leave_form() } else { self.form_typed(Typed::Do(action)) };
        }
        if let Availability::Off(why) = availability(action, self.situation()) {
            return vec![Step::Toast(Say::new(why))];
        }
        self.screen_action(action)
    }

    fn screen_action(&mut self, action: Action) -> Flow {
        if action == Action::Back {
            let flow = self.on_screen(|screen, ctx| screen.act(action, ctx));
            // Esc is one step back and never quits: on the lowest screen it does nothing more.
            return if flow.is_empty() && self.stack.depth() > 0 { vec![Step::Close] } else { flow };
        }
        if action == Action::Quit {
            return vec![if self.stack.depth() > 0 { Step::Close } else { Step::Quit }];
        }
        if action == Action::GoQueue {
            self.stack.home();
            let mut flow = vec![Step::Draw];
            flow.extend(self.queue_of_own());
            return flow;
        }
        if action == Action::GoCase {
            return match self.last_case {
                Some(case) if self.stack.top().case() != Some(case) || self.stack.depth() == 0 => {
                    vec![Step::OpenCase(case)]
                }
                Some(_) => vec![],
                None => vec![Step::Toast(Say::new("off-no-case"))],
            };
        }
        if action == Action::WhatIf {
            return self.go_what_if();
        } else if action == Action::Views {
            return self.open_views();
        } else if let Some(screen) = super::aside::screen_of(action) {
            return self.go(screen);
        }
        if action == Action::Undo {
            return self.undo();
        }
        if action == Action::Palette {
            let palette = PaletteBox::new(self.screen_scopes(), self.session.lang);
            return vec![Step::OpenOverlay(Overlay::Palette(palette))];
        }
        if action == Action::CloseDay {
            let closing = Step::OpenOverlay(Overlay::Closing(ClosingBox::default()));
            let yes = vec![Step::Ask(Effect::CloseDay), closing];
            let title = Say::new("confirm-close-title");
            return vec![Step::OpenOverlay(Overlay::Confirm(Confirm::new(
                title,
                vec![Say::new("confirm-close")],
                yes,
            )))];
        }
        self.on_screen(|screen, ctx| screen.act(action, ctx))
    }

    fn undo(&mut self) -> Flow {
        let Some((case, act)) = self.undo_target() else { return vec![] };
        // From the toast it is the act just made: no question. From elsewhere it is asked.
        if self.toast.as_ref().and_then(|toast| toast.undo) == Some((case, act)) {
            self.toast = None;
            return vec![Step::Act { case, what: What::Undo(act) }];
        }
        let view = self.stack.top().view().filter(|view| view.state.case == case);
        let mut what = view.map(|view| taken_back(view, act)).unwrap_or_default();
        what.push(Say::new("confirm-undo").with("case", Fact::Case(case)));
        vec![Step::AskUndo { case, act, what }]
    }

    fn force_quit(&mut self) -> Flow {
        if self.tick.mono_ms < self.force_quit_until_ms {
            return vec![Step::QuitNow];
        }
        self.force_quit_until_ms = self.tick.mono_ms + FORCE_QUIT_MS;
        vec![Step::Toast(Say::new("toast-force-quit"))]
    }

    fn form_typed(&mut self, typed: Typed) -> Flow {
        let Some(form) = self.form.as_mut().filter(|form| !form.saving) else { return vec![] };
        let (tick, mut flow) = (self.tick, vec![]);
        if tick.mono_ms.saturating_sub(form.leased_at_ms) > LEASE_RENEW_MS {
            form.leased_at_ms = tick.mono_ms;
            flow.push(Step::Ask(Effect::TakeLease(form.case)));
        }
        let step = form.typed(typed, &self.session, tick);
        let moved = !matches!(step, FormStep::Same);
        match step {
            FormStep::Same | FormStep::Moved => {}
            FormStep::Changed => {
                form.touched = true;
                form.trouble = None;
            }
            FormStep::Save => {
                flow.extend(self.save_form());
                return flow;
            }
            FormStep::Then(kind) => {
                form.trouble = None;
                form.touched |= form.then(kind, &self.session, tick);
            }
            FormStep::Before => {
                let _first = form.before();
            }
            FormStep::Hand(kind, typed) => {
                form.trouble = None;
                form.touched |= form.then(kind, &self.session, tick);
                flow.extend(self.form_typed(typed));
                return flow;
            }
            FormStep::Offer(number) => {
                form.touched = true;
                form.trouble = None;
                flow.push(Step::Ask(Effect::Offer(number)));
            }
            FormStep::Trouble(say) => form.trouble = Some(say),
        }
        // Whatever a form calls the same: what would be restored must be what is there.
        if moved || self.draft_differs() {
            flow.extend(self.keep_draft());
        }
        flow
    }

    fn draft_differs(&self) -> bool {
        let Some(form) = self.form.as_ref().filter(|form| form.touched) else { return false };
        let kept = self.drafts.iter().find(|draft| draft.act == form.act);
        kept.is_none_or(|kept| kept.steps != form.draft(self.tick).steps)
    }

    fn keep_draft(&mut self) -> Flow {
        let Some(form) = self.form.as_ref().filter(|form| form.touched) else { return vec![Step::Draw] };
        let draft = form.draft(self.tick);
        let gone = self.drafts.keep(draft.clone());
        let mut flow = vec![Step::Draw, Step::Ask(Effect::SaveDraft(draft))];
        flow.extend(gone.map(|act| Step::Ask(Effect::DropDraft(act))));
        flow
    }

    fn save_form(&mut self) -> Flow {
        let Some(form) = self.form.as_mut() else { return vec![] };
        match form.what(&self.session, self.tick) {
            Ok(what) => {
                form.saving = true;
                form.trouble = None;
                let seen = form.view.as_ref().map(|view| view.state.rev);
                let command = Command { act: form.act, case: form.case, seen, what };
                let mut flow = self.keep_draft();
                flow.push(Step::Ask(Effect::Execute(command)));
                flow
            }
            Err(missing) => {
                // The form may have put the hand on the field that is missing: that too is kept.
                form.trouble = Some(missing);
                self.keep_draft()
            }
        }
    }

    /// Esc in a form: what was typed is kept, and that is said.
    fn leave_form(&mut self) -> Flow {
        let Some(form) = self.form.take() else { return vec![] };
        let mut flow = vec![Step::Draw];
        flow.extend(self.keep_check(&form));
        flow.push(Step::Ask(Effect::ReleaseLeases));
        if form.touched {
            flow.extend(self.reload_all());
            flow.push(Step::Toast(Say::new("toast-draft-kept")));
        }
        flow
    }

    pub(super) fn load_case(&self, case: CaseId) -> Step {
        Step::Ask(Effect::LoadCase { case, history: super::screen::queue::PREVIEW_HISTORY })
    }

    /// Everything on the stack reads again what it shows.
    pub(super) fn reload_all(&mut self) -> Flow {
        let Self { session, tick, seen, hand, size, stack, drafts, .. } = self;
        let ctx = ScreenCtx::new(session, (*tick, hand.ran_from.is_some()), (seen.rows, *size), drafts);
        let mut flow: Flow = stack.iter_mut().flat_map(|screen| screen.reload(ctx)).collect();
        if let Some(form) = &self.form {
            flow.push(self.load_case(form.case));
        }
        if self.session.book {
            flow.push(Step::Ask(Effect::LoadFresh));
        }
        flow
    }

    pub(super) fn expire(&mut self) {
        if self.toast.as_ref().is_some_and(|toast| toast.until_ms <= self.tick.mono_ms) {
            self.toast = None;
            self.dirty = true;
        }
    }

    pub(super) fn wake(&mut self) -> Flow {
        if self.hand.rests_at_ms.is_some_and(|at| at <= self.tick.mono_ms) {
            self.dirty |= self.hand.ran_from.is_some();
            self.hand = Hand::default();
        }
        if self.which_key().is_some() {
            self.pending_shown_at_ms = Some(self.tick.mono_ms);
            self.dirty = true;
        }
        let tick = self.tick;
        if self.form.as_mut().is_some_and(|form| form.form.rules_mut().wake(tick)) {
            self.dirty = true;
        }
        self.on_screen(|screen, ctx| screen.wake(ctx))
    }

    pub(super) fn hang_up(&mut self) -> Flow {
        let mut flow = self.keep_draft();
        flow.push(Step::QuitNow);
        flow
    }

    /// Takes one step; what it leads to is taken after it.
    pub(super) fn step(&mut self, step: Step, effects: &mut Vec<Effect>) -> Flow {
        match step {
            Step::Draw => self.dirty = true,
            Step::Ask(effect) => effects.push(effect),
            Step::Do(action) => return self.do_action(action),
            Step::OpenCase(case) => {
                self.set_aside();
                return self.open_case(case, false);
            }
            Step::QueueOf(whose) => {
                self.stack.home();
                self.dirty = true;
                return self.show_queue_of(whose);
            }
            Step::Views(step) => return self.view_step(step),
            Step::OpenCases(cases) => return self.open_cases(cases),
            Step::OpenDraft(act) => return self.open_draft(act),
            Step::Neighbour { case, forward } => return self.go_neighbour(case, forward),
            Step::OpenForm { kind, case } => return self.open_form(kind, case, |_| {}),
            Step::OpenFormOn { kind, case, on } => return self.open_form(kind, case, |form| form.aim(on)),
            Step::Incoming { case, query } => return self.incoming(case, &query),
            Step::OpenPoint { case, point } => {
                return self.open_form(FormKind::Point, case, |form| form.about(&point));
            }
            Step::JumpTo(day) => {
                return self.on_screen(|screen, ctx| match screen {
                    Screen::Case(case) => case.jump(day, ctx),
                    Screen::Queue(_)
                    | Screen::Day(_)
                    | Screen::Disputes(_)
                    | Screen::Approvals(_)
                    | Screen::Desk(_)
                    | Screen::Cases(_)
                    | Screen::Reconcile(_)
                    | Screen::Tray(_)
                    | Screen::Mapping(_)
                    | Screen::WhatIf(_)
                    | Screen::Report(_)
                    | Screen::Start(_) => vec![],
                });
            }
            Step::OpenOverlay(overlay) => {
                self.dirty = true;
                if self.overlays.len() < OVERLAYS_MAX {
                    self.overlays.push(overlay);
                }
            }
            Step::Close => return self.close_top(),
            Step::Act { case, what } => {
                let command = Command { act: self.next_act(), case, seen: None, what };
                effects.push(Effect::Execute(command));
            }
            Step::ActAll(acts) => {
                for (case, records) in acts {
                    let act = self.next_act();
                    self.batch.acts.insert(act);
                    effects.push(Effect::Execute(Command { act, case, seen: None, what: What::Record(records) }));
                }
            }
            Step::AskUndo { case, act, what } => {
                let yes = vec![Step::Act { case, what: What::Undo(act) }];
                let title = Say::new("confirm-undo-title");
                return vec![Step::OpenOverlay(Overlay::Confirm(Confirm::new(title, what, yes)))];
            }
            Step::Toast(say) => self.say(say, None),
            Step::Quit => return self.quit(),
            Step::QuitNow => effects.extend([Effect::ReleaseLeases, Effect::Quit]),
        }
        vec![]
    }

    pub(super) fn say(&mut self, say: Say, undo: Option<(CaseId, crate::domain::values::ActId)>) {
        self.toast = Some(Toast { say, undo, until_ms: self.tick.mono_ms + TOAST_MS });
        self.dirty = true;
    }

    pub(super) fn open_case(&mut self, case: CaseId, in_place: bool) -> Flow {
        self.dirty = true;
        self.last_case = Some(case);
        let mut screen = CaseScreen::new(case);
        let flow = screen.reload();
        let screen = Screen::Case(Box::new(screen));
        if in_place {
            self.stack.replace(screen)
        } else {
            self.stack.push(screen)
        }
        flow
    }

    /// The case after or before in the queue, in place of the one shown; at the end of the list that is said.
    pub(super) fn go_neighbour(&mut self, case: CaseId, forward: bool) -> Flow {
        let Self { session, tick, seen, hand, size, stack, drafts, .. } = self;
        let ctx = ScreenCtx::new(session, (*tick, hand.ran_from.is_some()), (seen.rows, *size), drafts);
        let queue = stack.iter_mut().find_map(|screen| match screen {
            Screen::Queue(queue) => Some(queue),
            Screen::Case(_)
            | Screen::Day(_)
            | Screen::Disputes(_)
            | Screen::Approvals(_)
            | Screen::Desk(_)
            | Screen::Cases(_)
            | Screen::Reconcile(_)
            | Screen::Tray(_)
            | Screen::Mapping(_)
            | Screen::WhatIf(_)
            | Screen::Report(_)
            | Screen::Start(_) => None,
        });
        let next = queue.and_then(|queue| queue.neighbour(case, forward, ctx));
        let on_case = matches!(self.stack.top(), Screen::Case(_));
        match next {
            Some(next) if on_case => self.open_case(next, true),
            Some(_) => vec![Step::Draw],
            None => vec![Step::Toast(Say::new(if forward { "toast-queue-end" } else { "toast-queue-start" }))],
        }
    }

    fn close_top(&mut self) -> Flow {
        self.dirty = true;
        if self.overlays.pop().is_some() {
            return vec![];
        }
        if self.form.is_some() {
            return self.leave_form();
        }
        self.stack.back();
        vec![]
    }

    /// Leaving asks only when something typed is not recorded.
    fn quit(&mut self) -> Flow {
        if self.drafts.is_empty() {
            return vec![Step::QuitNow];
        }
        let count = i64::try_from(self.drafts.len()).unwrap_or(i64::MAX);
        let line = Say::new("confirm-quit").with("count", Fact::Count(count));
        let confirm = Confirm::new(Say::new("confirm-quit-title"), vec![line], vec![Step::QuitNow]);
        vec![Step::OpenOverlay(Overlay::Confirm(confirm))]
    }
}
