//! Where a person is: the stack of screens, and the steps a screen, form or box asks the root to take.
//! What never lives here: doing the steps (see `mod`), drawing.
//! Everything in `app` returns steps; only the root takes them.

use crate::domain::command::{Record, What};
use crate::domain::values::{ActId, CaseId, Day, EntryId, Login};
use crate::domain::view::{OwnViews, View};

use super::action::Action;
use super::effect::Effect;
use super::form::FormKind;
use super::overlay::Overlay;
use super::say::Say;
use super::screen::Screen;
use super::screen::cases::CasesScreen;

/// Screens kept to go back to. Deeper than a hand walks; the oldest is forgotten.
pub const SCREENS_MAX: usize = 12;

/// What a layer asks of the root.
#[derive(Debug)]
pub enum Step {
    /// Draw: something changed.
    Draw,
    /// Ask the world.
    Ask(Effect),
    /// Do this action as if its key had been pressed (palette, toast).
    Do(Action),
    /// Open a case on top.
    OpenCase(CaseId),
    /// Open the case after (or before) this one in the queue, in its place.
    Neighbour {
        /// From where.
        case: CaseId,
        /// True: the next one; false: the one before.
        forward: bool,
    },
    /// Open a form on a case.
    OpenForm {
        /// Which.
        kind: FormKind,
        /// On which case.
        case: CaseId,
    },
    /// Open a form on one thing of a case.
    OpenFormOn {
        /// Which.
        kind: FormKind,
        /// On which case.
        case: CaseId,
        /// Which promise or dispute.
        on: EntryId,
    },
    /// Take a call of this case's debtor, over whatever is open.
    Incoming {
        /// Whose.
        case: CaseId,
        /// By what it was found: a number, where it is one.
        query: String,
    },
    /// Open the form of a number or address.
    OpenPoint {
        /// On which case.
        case: CaseId,
        /// Which.
        point: String,
    },
    /// Open a draft as it was left.
    OpenDraft(ActId),
    /// The queue of somebody (nobody named: everybody's), in place of the one shown.
    QueueOf(Option<Login>),
    /// Something of the queue's views.
    Views(ViewStep),
    /// A list of cases on top.
    OpenCases(Box<CasesScreen>),
    /// Go to a day of the case's history.
    JumpTo(Day),
    /// Put a box on top.
    OpenOverlay(Overlay),
    /// Take the top layer away (box, form, screen); never the last screen.
    Close,
    /// Carry out one act on a case.
    Act {
        /// The case.
        case: CaseId,
        /// What.
        what: What,
    },
    /// Carry out one act on each of several cases; the last answer says how they went.
    ActAll(Vec<(CaseId, Vec<Record>)>),
    /// Ask whether this act shall be taken back.
    AskUndo {
        /// The case.
        case: CaseId,
        /// The act.
        act: ActId,
        /// What will be taken back, line by line.
        what: Vec<Say>,
    },
    /// Say something for a few seconds.
    Toast(Say),
    /// Leave the program (asks when something is unsaved).
    Quit,
    /// Leave the program.
    QuitNow,
}

/// What becomes of the queue's views.
#[derive(Debug)]
pub enum ViewStep {
    /// The lines of one are shown.
    Show(View),
    /// The queue shows everything again.
    Leave,
    /// One's own are these now.
    Keep(OwnViews),
}

/// What one key or reply led to.
pub type Flow = Vec<Step>;

/// The screens, the top one last. Never empty.
#[derive(Debug)]
pub struct Stack {
    below: Vec<Screen>,
    top: Screen,
}

impl Stack {
    /// A stack of one.
    #[must_use]
    pub fn new(first: Screen) -> Self {
        Self { below: vec![], top: first }
    }

    /// The top screen.
    #[must_use]
    pub fn top(&self) -> &Screen {
        &self.top
    }

    /// The top screen, to change it.
    pub fn top_mut(&mut self) -> &mut Screen {
        &mut self.top
    }

    /// All screens, the lowest first.
    pub fn iter(&self) -> impl Iterator<Item = &Screen> {
        self.below.iter().chain(std::iter::once(&self.top))
    }

    /// All screens, to change them.
    pub fn iter_mut(&mut self) -> impl Iterator<Item = &mut Screen> {
        self.below.iter_mut().chain(std::iter::once(&mut self.top))
    }

    /// One screen more.
    pub fn push(&mut self, screen: Screen) {
        self.below.push(std::mem::replace(&mut self.top, screen));
        if self.below.len() > SCREENS_MAX {
            // The home screen stays at the bottom: Esc always ends there.
            self.below.remove(1);
        }
    }

    /// In place of the top.
    pub fn replace(&mut self, screen: Screen) {
        self.top = screen;
    }

    /// One step back; false when there is no further back.
    pub fn back(&mut self) -> bool {
        match self.below.pop() {
            Some(screen) => {
                self.top = screen;
                true
            }
            None => false,
        }
    }

    /// Back to the lowest screen.
    pub fn home(&mut self) {
        if !self.below.is_empty() {
            self.top = self.below.remove(0);
            self.below.clear();
        }
    }

    /// A new lowest screen, alone.
    pub fn restart(&mut self, screen: Screen) {
        self.below.clear();
        self.top = screen;
    }

    /// How many screens lie below.
    #[must_use]
    pub fn depth(&self) -> usize {
        self.below.len()
    }
}
