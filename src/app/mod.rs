//! The workstation as a PURE state machine: input in, effects out, replies in; no IO, no clock, no widget.
//! What never lives here: drawing (see `ui`), SQL, a terminal, words.
//! `runtime` drives it, `ui` reads it.
//!
//! The contract: `App::new` once; `update` for every input; every effect it returns is carried out at once, in order,
//! and answered through `reply` (which may return further effects); when nothing waits and `take_dirty` is true, draw
//! and hand what was drawn to `saw`. `wake_in_ms` says when to send `Input::Wake` if nothing else comes.
//! The runtime looks by itself once a second whether the book changed and then sends `Reply::Changed`.

pub mod action;
mod action_table;
mod aside;
pub mod draft;
pub mod effect;
pub mod form;
pub mod keymap;
pub mod list;
pub mod nav;
pub mod overlay;
mod replies;
mod root;
pub mod say;
pub mod screen;
pub mod session;
pub mod toast;
pub mod tour;
mod views;

use crate::domain::codes::Right;
use crate::domain::values::{ActId, CaseId};
use crate::domain::view::OwnViews;
use crate::input::{Input, KeyPress};

use action::{Action, Availability, Scope, Situation};
use draft::{Draft, Drafts};
use effect::{Effect, Fresh};
use form::FormLayer;
use keymap::{Keymap, Meaning};
use nav::{Flow, Stack, Step};
use overlay::Overlay;
use screen::Screen;
use screen::queue::QueueScreen;
use screen::start::StartScreen;
use session::{Session, Tick};
use toast::{Progress, Toast};

/// The which-key box comes up after this long: a fast hand never sees it.
pub const WHICH_KEY_MS: u64 = 300;
/// The second Ctrl-C must come within this time.
pub const FORCE_QUIT_MS: u64 = 2_000;
/// A sleeping screen wakes this often to see whether the day is over.
pub const SLEEP_MS_MAX: u64 = 60_000;
/// The smallest terminal worked on, columns and rows; below it one message is shown and keys still work.
pub const SIZE_MIN: (u16, u16) = (60, 15);

/// What the app starts with.
#[derive(Debug, Clone)]
pub struct Setup {
    /// Who, on which book.
    pub session: Session,
    /// Keys in force.
    pub keymap: Keymap,
    /// Drafts found beside the book; the latest comes back by itself.
    pub drafts: Vec<Draft>,
    /// The person's views of the queue.
    pub views: OwnViews,
    /// A random number: act ids are made from it.
    pub seed: u64,
    /// Columns and rows.
    pub size: (u16, u16),
    /// The moment.
    pub tick: Tick,
    /// A tour is asked for.
    pub tour: bool,
}

/// What was drawn: plain data about the frame just shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Seen {
    /// Columns and rows.
    pub size: (u16, u16),
    /// Lines of the top screen's list on screen.
    pub rows: usize,
    /// Lines of the top box's list on screen.
    pub overlay_rows: usize,
}

/// A hint of the footer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hint {
    /// The key as printed.
    pub key: String,
    /// The action.
    pub action: Action,
    /// Whether it can be done now.
    pub availability: Availability,
}

/// How the hand goes over a list. While a key is held only the sign of the hand moves, and lines that come up are sketched:
/// all of a line is drawn where the hand rests.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Hand {
    /// When it has rested, if it moved lately.
    rests_at_ms: Option<u64>,
    /// The first line on the screen when it began to run; `None`: it does not.
    ran_from: Option<usize>,
}

/// Acts asked for together whose answers are awaited.
#[derive(Debug, Default)]
struct Batch {
    acts: std::collections::BTreeSet<ActId>,
    done: u32,
    refused: Vec<say::Trouble>,
}

/// The workstation.
#[derive(Debug)]
pub struct App {
    session: Session,
    keymap: Keymap,
    stack: Stack,
    form: Option<FormLayer>,
    /// A form set aside while its person looks at another case, and how many screens lay below then.
    aside: Option<(usize, FormLayer)>,
    overlays: Vec<Overlay>,
    toast: Option<Toast>,
    drafts: Drafts,
    views: OwnViews,
    closing: Option<Progress>,
    fresh: Fresh,
    pending: Vec<KeyPress>,
    pending_shown_at_ms: Option<u64>,
    force_quit_until_ms: u64,
    last_act: Option<(CaseId, ActId)>,
    last_case: Option<CaseId>,
    batch: Batch,
    /// Acts of which nothing is said.
    quiet: Vec<ActId>,
    tick: Tick,
    size: (u16, u16),
    seen: Seen,
    hand: Hand,
    tour: Option<tour::Tour>,
    random: u64,
    dirty: bool,
}

/// The contract with `runtime`.
impl App {
    /// The first screen and what it needs.
    #[must_use]
    pub fn new(setup: Setup) -> (Self, Vec<Effect>) {
        let first =
            if setup.session.book { Screen::Queue(Box::default()) } else { Screen::Start(StartScreen::default()) };
        let mut app = Self {
            session: setup.session,
            keymap: setup.keymap,
            stack: Stack::new(first),
            form: None,
            aside: None,
            overlays: vec![],
            toast: None,
            drafts: Drafts::new(setup.drafts),
            views: setup.views,
            closing: None,
            fresh: Fresh::default(),
            pending: vec![],
            pending_shown_at_ms: None,
            force_quit_until_ms: 0,
            last_act: None,
            last_case: None,
            batch: Batch::default(),
            quiet: vec![],
            tick: setup.tick,
            size: setup.size,
            seen: Seen { size: setup.size, rows: usize::from(setup.size.1).saturating_sub(5).max(1), overlay_rows: 1 },
            hand: Hand::default(),
            tour: setup.tour.then(tour::Tour::begun),
            random: setup.seed,
            dirty: true,
        };
        app.last_view();
        let mut effects = vec![];
        let flow = app.reload_all();
        app.carry(flow, &mut effects);
        let flow = app.bring_back();
        app.carry(flow, &mut effects);
        (app, effects)
    }

    /// Takes one input.
    pub fn update(&mut self, input: Input, tick: Tick) -> Vec<Effect> {
        let new_day = self.tick.now.today != tick.now.today;
        self.tick = tick;
        self.expire();
        let mut effects = vec![];
        if new_day {
            let flow = self.reload_all();
            self.carry(flow, &mut effects);
        }
        let flow = match input {
            Input::Key(press) => self.key(press),
            Input::Paste(text) => self.hand_typed(form::Typed::Paste(text)),
            Input::Resize(columns, rows) => {
                self.size = (columns, rows);
                vec![Step::Draw]
            }
            Input::Wake => self.wake(),
            Input::Hangup => self.hang_up(),
        };
        self.carry(flow, &mut effects);
        self.tour_advances();
        effects
    }

    /// Takes other keys; what was pressed of a chord is forgotten.
    pub fn take_keymap(&mut self, keymap: Keymap) {
        self.keymap = keymap;
        self.pending.clear();
        self.dirty = true;
    }

    /// Numbers are dialled from now on, or copied.
    pub fn take_dials(&mut self, dials: bool) {
        self.session.dials = dials;
        self.dirty = true;
    }

    /// Says something that no act led to.
    pub fn tell(&mut self, what: say::Say, tick: Tick) {
        self.tick = tick;
        self.say(what, None);
    }

    /// What was drawn.
    pub fn saw(&mut self, seen: Seen) {
        self.seen = seen;
    }

    /// True once after something changed on the screen.
    pub fn take_dirty(&mut self) -> bool {
        std::mem::take(&mut self.dirty)
    }

    /// Milliseconds until `Input::Wake` is wanted, if nothing else comes; at most [`SLEEP_MS_MAX`].
    #[must_use]
    pub fn wake_in_ms(&self, tick: Tick) -> u64 {
        let after = |at: u64| at.saturating_sub(tick.mono_ms);
        let which = (!self.pending.is_empty() && self.pending_shown_at_ms.is_some_and(|at| at > self.tick.mono_ms))
            .then(|| self.pending_shown_at_ms.map(after))
            .flatten();
        let toast = self.toast.as_ref().map(|toast| after(toast.until_ms));
        let rest = self.hand.ran_from.and(self.hand.rests_at_ms).map(after);
        let form = self.form.as_ref().and_then(|form| form.form.rules().wake_in_ms(tick));
        let wants = [which, toast, rest, form, self.stack.top().wake_in_ms(tick)];
        wants.into_iter().flatten().min().unwrap_or(SLEEP_MS_MAX).min(SLEEP_MS_MAX)
    }
}

/// What `ui` reads.
impl App {
    /// Who, on which book.
    #[must_use]
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// Keys in force.
    #[must_use]
    pub fn keymap(&self) -> &Keymap {
        &self.keymap
    }

    /// The screens.
    #[must_use]
    pub fn stack(&self) -> &Stack {
        &self.stack
    }

    /// The queue, which lies at the bottom once there is a book.
    #[must_use]
    pub fn queue(&self) -> Option<&QueueScreen> {
        self.stack.iter().find_map(|screen| match screen {
            Screen::Queue(queue) => Some(&**queue),
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
        })
    }

    /// The open form.
    #[must_use]
    pub fn form(&self) -> Option<&FormLayer> {
        self.form.as_ref()
    }

    /// The boxes, the top one last.
    #[must_use]
    pub fn overlays(&self) -> &[Overlay] {
        &self.overlays
    }

    /// The lines drawn whole while the hand runs over a list; `None`: it does not run, and all are.
    #[must_use]
    pub fn whole_lines(&self) -> Option<std::ops::Range<usize>> {
        self.hand.ran_from.map(|from| from..from + self.seen.rows)
    }

    /// What is said for a few seconds.
    #[must_use]
    pub fn toast(&self) -> Option<&Toast> {
        self.toast.as_ref()
    }

    /// Up to which day the figures tell.
    #[must_use]
    pub fn fresh(&self) -> Fresh {
        self.fresh
    }

    /// The close of the day that runs.
    #[must_use]
    pub fn closing(&self) -> Option<Progress> {
        self.closing
    }

    /// Drafts not recorded.
    #[must_use]
    pub fn drafts(&self) -> &Drafts {
        &self.drafts
    }

    /// The moment of the last input.
    #[must_use]
    pub fn tick(&self) -> Tick {
        self.tick
    }

    /// The keys pressed of a chord, once its box shall be shown.
    #[must_use]
    pub fn which_key(&self) -> Option<&[KeyPress]> {
        let due = self.pending_shown_at_ms.is_some_and(|at| at <= self.tick.mono_ms);
        (due && !self.pending.is_empty()).then_some(&self.pending)
    }

    /// The scopes of the top layer, nearest first.
    #[must_use]
    pub fn scopes(&self) -> Vec<Scope> {
        if let Some(top) = self.overlays.last() {
            vec![top.rules().scope()]
        } else if self.form.is_some() {
            vec![Scope::Form]
        } else {
            self.stack.top().scopes().to_vec()
        }
    }

    /// The scopes of the top screen, boxes and forms aside.
    #[must_use]
    pub fn screen_scopes(&self) -> &'static [Scope] {
        self.stack.top().scopes()
    }

    /// What can be done on the top screen.
    #[must_use]
    pub fn situation(&self) -> Situation {
        Situation {
            book: self.session.book,
            read_only: self.session.read_only,
            supervisor: self.session.who.may(Right::ChangeCard),
            assigns: self.session.who.may(Right::Assign),
            writes_off: self.session.who.may(Right::WriteOff),
            demo: self.session.demo,
            undo: self.undo_target().is_some(),
            ..self.stack.top().situation()
        }
    }

    /// Hints for the footer in order of weight; those that cannot be done now carry why.
    #[must_use]
    pub fn hints(&self) -> Vec<Hint> {
        let scopes = self.scopes();
        let situation = self.situation();
        let mut rows: Vec<_> =
            overlay::actions_in(&scopes).into_iter().filter(|action| action.info().footer > 0).collect();
        rows.sort_by_key(|action| action.info().footer);
        let unused = if self.overlays.is_empty() { self.form.as_ref() } else { None };
        rows.retain(|action| unused.is_none_or(|layer| !layer.form.rules().unused().contains(action)));
        rows.retain(|action| {
            *action != Action::AskOverride || unused.is_some_and(|layer| layer.form.rules().may_ask())
        });
        let hint = |action: Action| {
            let key = self.keymap.key_of(action, &scopes)?;
            let availability = action::availability(action, situation);
            // Where there is nothing to act on, a row of grey hints tells nothing.
            let nothing = matches!(
                availability,
                Availability::Off("off-no-case" | "off-no-book" | "off-nothing-to-undo" | "off-no-approval")
            );
            let hidden = nothing || (self.session.read_only && action.info().danger);
            (!hidden).then_some(Hint { key, action, availability })
        };
        rows.into_iter().filter_map(hint).collect()
    }

    /// What a key would mean to the top layer (for tests and the which-key box).
    #[must_use]
    pub fn meaning(&self, press: KeyPress) -> Meaning {
        self.keymap.look(&self.scopes(), &self.pending, press)
    }

    pub(crate) fn undo_target(&self) -> Option<(CaseId, ActId)> {
        if let Some(undo) = self.toast.as_ref().and_then(|toast| toast.undo) {
            return Some(undo);
        }
        match self.stack.top() {
            // Once recorded the next case is open: what was just written is still what is meant.
            Screen::Case(screen) => screen.act_here().map(|act| (screen.case, act)).or(self.last_act),
            Screen::Queue(_) | Screen::Reconcile(_) => self.last_act,
            Screen::Day(_)
            | Screen::Disputes(_)
            | Screen::Approvals(_)
            | Screen::Desk(_)
            | Screen::Cases(_)
            | Screen::Tray(_)
            | Screen::Mapping(_)
            | Screen::WhatIf(_)
            | Screen::Report(_)
            | Screen::Start(_) => None,
        }
    }

    pub(crate) fn next_act(&mut self) -> ActId {
        // splitmix64: the seed is random, the sequence only has to differ.
        self.random = self.random.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.random;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ActId::new(self.tick.now.at.0, z ^ (z >> 31))
    }

    fn carry(&mut self, flow: Flow, effects: &mut Vec<Effect>) {
        let mut waiting = std::collections::VecDeque::from(flow);
        while let Some(step) = waiting.pop_front() {
            for step in self.step(step, effects) {
                waiting.push_back(step);
            }
            if waiting.is_empty() {
                waiting.extend(self.bring_form_back());
            }
        }
    }
}
