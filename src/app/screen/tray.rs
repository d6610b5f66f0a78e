//! What an import could not attach: a line each number or address, with the debtors it may be; one key gives it away.
//! What never lives here: whose it may be (see `store::read::tray`), the attaching, drawing.
//! The root owns it.

use crate::domain::heard::{Point, PointKind};
use crate::domain::values::text::fold;
use crate::domain::values::{BatchId, CaseId};
use crate::store::read::tray::{Proposal, TrayLine};

use super::super::action::Action;
use super::super::effect::{Effect, Reply};
use super::super::form::Typed;
use super::super::form::line::Line;
use super::super::list::{List, is_motion};
use super::super::nav::{Flow, Step};
use super::super::overlay::Overlay;
use super::super::overlay::owner::OwnerBox;
use super::super::say::{Fact, Say, Trouble, sentence};
use super::ScreenCtx;

/// Longest filter in characters.
const FILTER_CHARS_MAX: usize = 40;
/// Lines read at once; as they are given away the next ones come up.
pub const LINES_MAX: usize = 200;

/// What is asked of the tray.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TrayAsk {
    /// Read it.
    Load,
    /// Give what waits under a point to a case, or leave it out.
    Give {
        /// The point.
        point: Point,
        /// The case; none: nobody's.
        case: Option<CaseId>,
    },
    /// Take back what was done last.
    TakeBack(BatchId),
}

/// A line and the debtors it may be.
pub type Proposed = (TrayLine, Vec<Proposal>);

/// What the tray holds, and what was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrayAnswer {
    /// The lines, the one heard of last first.
    pub lines: Vec<Proposed>,
    /// How many there are in all.
    pub total: usize,
    /// What was done: how many contacts, with which case, and the batch that says so.
    pub done: Option<Done>,
}

/// What was done with a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Done {
    /// It stands with a case.
    Given(CaseId, i64, BatchId),
    /// It was left out.
    LeftOut(i64, BatchId),
    /// It waits again.
    Back,
}

/// The screen.
#[derive(Debug, Default)]
pub struct TrayScreen {
    lines: Vec<Proposed>,
    shown: Vec<usize>,
    /// What `/` filters for.
    pub filter: Option<Line>,
    editing: bool,
    /// How many wait in all.
    pub total: usize,
    /// The hand.
    pub list: List,
    /// The proposal under the hand, from 0.
    pub chosen: usize,
    /// True once an answer came.
    pub answered: bool,
    /// Why it could not be read.
    pub trouble: Option<Trouble>,
    last: Option<BatchId>,
}

/// How a line is named.
#[must_use]
pub fn named(line: &TrayLine) -> &str {
    if line.point.kind == PointKind::Name { &line.called } else { &line.last.point }
}

impl TrayScreen {
    /// Reads it.
    pub fn reload(&mut self) -> Flow {
        vec![Step::Ask(Effect::Tray(TrayAsk::Load))]
    }

    /// Lines shown.
    #[must_use]
    pub fn len(&self) -> usize {
        self.shown.len()
    }

    /// True when no line is shown.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.shown.is_empty()
    }

    /// A line by its place.
    #[must_use]
    pub fn line(&self, at: usize) -> Option<&Proposed> {
        self.lines.get(*self.shown.get(at)?)
    }

    /// The line under the hand.
    #[must_use]
    pub fn here(&self) -> Option<&Proposed> {
        self.line(self.list.at)
    }

    /// The case proposed.
    #[must_use]
    pub fn case(&self) -> Option<CaseId> {
        self.here()?.1.get(self.chosen).map(|one| one.case)
    }

    /// True while the `/` line takes the keys.
    #[must_use]
    pub fn filtering(&self) -> bool {
        self.editing
    }

    /// Does an action.
    pub fn act(&mut self, action: Action, ctx: ScreenCtx<'_>) -> Flow {
        if is_motion(action) {
            self.chosen = 0;
            return if self.list.apply(action, self.len(), ctx.rows) { vec![Step::Draw] } else { vec![] };
        }
        if action == Action::FilterList {
            self.editing = true;
            self.filter.get_or_insert_with(|| Line::new(FILTER_CHARS_MAX));
        } else if action == Action::Accept {
            self.editing = false;
        } else if (action == Action::Leave || action == Action::Back) && self.filter.take().is_some() {
            self.editing = false;
            self.sift(ctx);
        } else {
            return self.give(action);
        }
        vec![Step::Draw]
    }

    fn give(&mut self, action: Action) -> Flow {
        if action == Action::Refresh {
            return self.reload();
        }
        if action == Action::TakeBackGiven {
            let ask = |batch| vec![Step::Ask(Effect::Tray(TrayAsk::TakeBack(batch)))];
            return self.last.map_or_else(|| vec![Step::Toast(Say::new("tray-nothing-given"))], ask);
        }
        let Some(here) = self.here() else { return vec![] };
        let (line, proposals) = here;
        let give = |case| vec![Step::Ask(Effect::Tray(TrayAsk::Give { point: line.point.clone(), case }))];
        let pick = || vec![Step::OpenOverlay(Overlay::Owner(Box::new(OwnerBox::new(here.clone()))))];
        if action == Action::GiveContacts {
            return self.case().map_or_else(pick, |case| give(Some(case)));
        } else if action == Action::PickOwner {
            return pick();
        } else if action == Action::LeaveOut {
            return give(None);
        } else if action == Action::NextOwner {
            self.chosen = (self.chosen + 1) % proposals.len().max(1);
            return vec![Step::Draw];
        } else if action == Action::SeeOwner {
            return self.case().map_or(vec![], |case| vec![Step::OpenCase(case)]);
        }
        if action == Action::Back { vec![Step::Close] } else { vec![] }
    }

    /// Takes a key or a paste while the `/` line is open.
    pub fn typed(&mut self, typed: &Typed, ctx: ScreenCtx<'_>) -> Flow {
        let changed = self.editing && self.filter.as_mut().is_some_and(|filter| filter.typed(typed));
        if !changed {
            return vec![];
        }
        self.list = List::default();
        self.sift(ctx);
        vec![Step::Draw]
    }

    fn sift(&mut self, ctx: ScreenCtx<'_>) {
        let wanted = self.filter.as_ref().map(|filter| fold(filter.text())).unwrap_or_default();
        let fits = |(line, _): &Proposed| {
            let texts = [named(line), &line.called, &line.last.note];
            wanted.is_empty() || texts.iter().any(|text| fold(text).contains(&wanted))
        };
        self.shown = (0..self.lines.len()).filter(|at| fits(&self.lines[*at])).collect();
        self.chosen = 0;
        self.list.put(self.list.at, self.shown.len(), ctx.rows);
    }

    /// Takes an answer of the world.
    pub fn reply(&mut self, reply: &Reply, ctx: ScreenCtx<'_>) -> Flow {
        let Reply::Tray(answer) = reply else { return vec![] };
        self.answered = true;
        let mut steps = vec![Step::Draw];
        match answer {
            Ok(answer) => {
                (self.lines, self.total, self.trouble) = (answer.lines.clone(), answer.total, None);
                self.sift(ctx);
                steps.extend(answer.done.map(|done| Step::Toast(self.told(done))));
            }
            // somebody was faster, or may not: said, and the tray as it is now
            Err(trouble @ Trouble::Refused(_)) => {
                steps.push(Step::Toast(sentence(trouble)));
                steps.extend(self.reload());
            }
            Err(trouble @ Trouble::Broke { .. }) => self.trouble = Some(trouble.clone()),
        }
        steps
    }

    fn told(&mut self, done: Done) -> Say {
        match done {
            Done::Given(case, contacts, batch) => {
                self.last = Some(batch);
                Say::new("tray-toast-given").with("case", Fact::Case(case)).with("count", Fact::Count(contacts))
            }
            Done::LeftOut(contacts, batch) => {
                self.last = Some(batch);
                Say::new("tray-toast-left-out").with("count", Fact::Count(contacts))
            }
            Done::Back => {
                self.last = None;
                Say::new("tray-toast-back")
            }
        }
    }
}
