//! The root's half that listens: answers of the world handed to the form, the boxes and the screens.
//! What never lives here: asking (see `root`), reading keys.
//! `runtime` calls `App::reply`.

use crate::domain::values::{ActId, CaseId};
use crate::store::read::CaseView;
use crate::store::types::Recorded;

use super::App;
use super::effect::{Effect, Reply};
use super::nav::{Flow, Step};
use super::overlay::{Overlay, OverlayCtx};
use super::say::{Fact, Say, Trouble, sentence};
use super::screen::mapping::MappingScreen;
use super::screen::{Screen, ScreenCtx};
use super::session::{Session, Tick};
use super::toast::Progress;

impl App {
    /// Takes an answer; returns what it leads to.
    pub fn reply(&mut self, reply: Reply, tick: Tick) -> Vec<Effect> {
        self.tick = tick;
        let mut effects = vec![];
        self.tour_heard(&reply);
        let flow = self.answer(&reply);
        self.carry(flow, &mut effects);
        let flow = self.hand_on(&reply);
        self.carry(flow, &mut effects);
        self.tour_advances();
        effects
    }

    /// What the root itself makes of an answer.
    fn answer(&mut self, reply: &Reply) -> Flow {
        match reply {
            Reply::Recorded { act, answer } => self.recorded(*act, answer),
            Reply::Lease { case, answer: Err(trouble) } => self.lease_refused(*case, trouble),
            Reply::Case { case, answer: Ok(view) } => self.case_came(*case, view),
            Reply::Changed => self.reload_all(),
            Reply::House(policy, people) => {
                self.session.people.clone_from(people);
                if self.session.policy == **policy {
                    return vec![];
                }
                self.session.policy = (**policy).clone();
                vec![Step::Draw, Step::Toast(Say::new("toast-house-changed"))]
            }
            Reply::Closing { done, total, rate, seconds_left } => {
                self.closing = Some(Progress { done: *done, total: *total, rate: *rate, seconds_left: *seconds_left });
                vec![Step::Draw]
            }
            Reply::Closed(answer) => {
                self.closing = None;
                self.overlays.retain(|over| !matches!(over, Overlay::Closing(_)));
                let mut flow = self.reload_all();
                flow.push(Step::Toast(match answer {
                    Ok(()) => Say::new("toast-closed"),
                    Err(trouble) => sentence(trouble),
                }));
                flow
            }
            Reply::NewCard { card, before } => {
                let say = Say::new("toast-new-card").with("card", Fact::Text(card.clone()));
                vec![Step::Toast(say.with("before", Fact::Text(before.clone())))]
            }
            Reply::Opened(session) => self.opened(session),
            Reply::NotOpened(trouble) => vec![Step::Toast(sentence(trouble))],
            Reply::Unmapped(sample) => {
                self.stack.push(Screen::Mapping(Box::new(MappingScreen::new((**sample).clone()))));
                vec![Step::Draw]
            }
            Reply::Imported { kind, rows, rejected } => {
                let count = |rows: &u64| Fact::Count(i64::try_from(*rows).unwrap_or(i64::MAX));
                let say = Say::new("toast-imported").with("kind", Fact::Word(format!("import-kind-{kind}")));
                vec![Step::Toast(say.with("rows", count(rows)).with("rejected", count(rejected)))]
            }
            Reply::Fresh(fresh) => {
                let news = std::mem::replace(&mut self.fresh, *fresh) != *fresh;
                if news { vec![Step::Draw] } else { vec![] }
            }
            Reply::DraftsLost => vec![Step::Toast(Say::new("drafts-lost"))],
            Reply::Dialled(answer) => vec![Step::Toast(dialled(answer))],
            Reply::Copied => vec![Step::Toast(Say::new("toast-copied"))],
            Reply::Queue(_)
            | Reply::Case { .. }
            | Reply::Found { .. }
            | Reply::Day(_)
            | Reply::Disputes(_)
            | Reply::Approvals(_)
            | Reply::Team(_)
            | Reply::Tray(_)
            | Reply::Waiting(_)
            | Reply::Aside(_)
            | Reply::Proposals(_)
            | Reply::Choices(_)
            | Reply::Lease { .. }
            | Reply::WhatIf { .. }
            | Reply::Comparing(_)
            | Reply::Report { .. }
            | Reply::Reporting(_)
            | Reply::Making(_) => vec![],
        }
    }

    /// Every screen and box takes what is meant for it.
    fn hand_on(&mut self, reply: &Reply) -> Flow {
        let situation = self.situation();
        let scopes = self.screen_scopes();
        let Self { session, tick, seen, size, stack, overlays, keymap, drafts, .. } = self;
        let ctx = ScreenCtx::new(session, (*tick, self.hand.ran_from.is_some()), (seen.rows, *size), drafts);
        let mut flow: Flow = stack.iter_mut().flat_map(|screen| screen.reply(reply, ctx)).collect();
        let ctx = OverlayCtx { session, tick: *tick, keymap, situation, scopes, rows: seen.overlay_rows.max(1) };
        for overlay in overlays {
            flow.extend(overlay.rules_mut().reply(reply, ctx));
        }
        flow
    }

    fn recorded(&mut self, act: ActId, answer: &Result<Recorded, Trouble>) -> Flow {
        let ours = self.form.as_ref().is_some_and(|form| form.act == act);
        if let Some(at) = self.quiet.iter().position(|quiet| *quiet == act) {
            self.quiet.remove(at);
            return self.reload_all();
        }
        if self.batch.acts.remove(&act) {
            return self.one_of_many(act, answer);
        }
        match answer {
            Ok(recorded) if ours => self.form_recorded(recorded),
            Ok(recorded) => {
                self.drafts.forget(act);
                self.last_act = Some((recorded.case, act));
                let undone = recorded.entries.iter().any(|entry| entry.event == "act-undone");
                let say = Say::new(if undone { "toast-undone" } else { "toast-recorded" });
                self.say(say, Some((recorded.case, act)));
                self.reload_all()
            }
            Err(trouble) if ours => {
                let Some(form) = self.form.as_mut() else { return vec![] };
                form.saving = false;
                form.trouble = Some(sentence(trouble));
                // The draft stays; the figures it was made on are read again.
                let case = form.case;
                vec![Step::Draw, self.load_case(case)]
            }
            Err(trouble) => vec![Step::Toast(sentence(trouble))],
        }
    }

    /// One of several acts asked for together: the last answer says how all of them went.
    fn one_of_many(&mut self, act: ActId, answer: &Result<Recorded, Trouble>) -> Flow {
        match answer {
            Ok(recorded) => {
                self.batch.done += 1;
                self.last_act = Some((recorded.case, act));
            }
            Err(trouble) => self.batch.refused.push(trouble.clone()),
        }
        if !self.batch.acts.is_empty() {
            return vec![];
        }
        let batch = std::mem::take(&mut self.batch);
        let mut flow = self.reload_all();
        let done = Fact::Count(i64::from(batch.done));
        flow.push(Step::Toast(match batch.refused.first() {
            // The first refusal says itself why; the rest are still marked.
            Some(first) if batch.done == 0 => sentence(first),
            Some(_) => {
                let refused = Fact::Count(i64::try_from(batch.refused.len()).unwrap_or(i64::MAX));
                Say::new("toast-many-partly").with("done", done).with("refused", refused)
            }
            None => Say::new("toast-many").with("done", done),
        }));
        flow
    }

    fn form_recorded(&mut self, recorded: &Recorded) -> Flow {
        let Some(form) = self.form.take() else { return vec![] };
        self.drafts.forget(form.act);
        self.last_act = Some((recorded.case, form.act));
        let say = Say::new("toast-saved").with("name", Fact::Text(form.name.clone()));
        self.say(say, Some((recorded.case, form.act)));
        let mut flow = vec![Step::Draw, Step::Ask(Effect::DropDraft(form.act)), Step::Ask(Effect::ReleaseLeases)];
        if form.came_in() {
            // A call that came in between: what lay under it goes on.
            self.stack.back();
        } else if form.advances() {
            flow.extend(self.go_neighbour(form.case, true));
        }
        flow.extend(self.reload_all());
        flow
    }

    /// Somebody else has the case: what was typed is kept, the form closes, and that is said.
    fn lease_refused(&mut self, case: CaseId, trouble: &Trouble) -> Flow {
        if self.form.as_ref().is_none_or(|form| form.case != case || form.saving) {
            return vec![];
        }
        self.form = None;
        vec![Step::Draw, Step::Toast(sentence(trouble))]
    }

    fn case_came(&mut self, case: CaseId, view: &CaseView) -> Flow {
        let Self { form, session, tick, .. } = self;
        let Some(form) = form.as_mut().filter(|form| form.case == case) else { return vec![] };
        if form.view.as_deref() == Some(view) {
            return vec![];
        }
        form.seen(Box::new(view.clone()), session, *tick);
        vec![Step::Draw]
    }

    fn opened(&mut self, session: &Session) -> Flow {
        self.session = session.clone();
        self.stack.restart(Screen::Queue(Box::default()));
        self.overlays.clear();
        self.form = None;
        self.dirty = true;
        self.reload_all()
    }
}

/// The number went to the telephone, or why not.
fn dialled(answer: &Result<(), Trouble>) -> Say {
    answer.as_ref().map_or_else(sentence, |()| Say::new("toast-dialled"))
}
