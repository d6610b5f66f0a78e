//! My day: what I did, what is left, call-backs still due, drafts not recorded, the first calls of tomorrow.
//! What never lives here: counting (see `store::read::day`), drawing.
//! The root owns it.

use crate::domain::values::{ActId, CaseId, Day, Instant};
use crate::store::read::MyDay;

use super::super::action::Action;
use super::super::draft::Draft;
use super::super::effect::{Effect, Reply};
use super::super::list::{List, is_motion};
use super::super::nav::{Flow, Step};
use super::super::say::Trouble;
use super::ScreenCtx;

/// A line that can be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum DayLine {
    /// A call-back still due.
    Callback {
        /// The case.
        case: CaseId,
        /// The debtor.
        name: String,
        /// When.
        at: Instant,
    },
    /// A dispute to be looked at.
    Dispute {
        /// The case.
        case: CaseId,
        /// The debtor.
        name: String,
        /// When a decision was, or is, due.
        due_on: Day,
    },
    /// Something typed and not recorded.
    Draft {
        /// Its act.
        act: ActId,
        /// The case.
        case: CaseId,
        /// The debtor.
        name: String,
        /// Which form is open in it.
        form: String,
        /// When it was last typed in.
        at: Instant,
    },
    /// One of tomorrow's first calls.
    Tomorrow {
        /// The case.
        case: CaseId,
        /// The debtor.
        name: String,
    },
}

impl DayLine {
    /// The case it is about.
    #[must_use]
    pub fn case(&self) -> CaseId {
        match self {
            Self::Callback { case, .. }
            | Self::Dispute { case, .. }
            | Self::Draft { case, .. }
            | Self::Tomorrow { case, .. } => *case,
        }
    }
}

/// The screen.
#[derive(Debug, Default)]
pub struct MyDayScreen {
    /// As last read.
    pub day: Option<Box<MyDay>>,
    /// Drafts not recorded, the latest first.
    drafts: Vec<Draft>,
    /// The hand, over all lines of all sections.
    pub list: List,
    /// Why it could not be read.
    pub trouble: Option<Trouble>,
}

impl MyDayScreen {
    /// Reads it.
    pub fn reload(&mut self, drafts: Vec<Draft>) -> Flow {
        self.drafts = drafts;
        self.list.at = self.list.at.min(self.lines().len().saturating_sub(1));
        vec![Step::Draw, Step::Ask(Effect::LoadDay)]
    }

    /// Every line that can be opened: call-backs, drafts, tomorrow.
    #[must_use]
    pub fn lines(&self) -> Vec<DayLine> {
        let day = self.day.as_deref();
        let callbacks = day.into_iter().flat_map(|day| &day.callbacks);
        let callbacks =
            callbacks.map(|(case, name, at)| DayLine::Callback { case: *case, name: name.clone(), at: *at });
        let disputes = day.into_iter().flat_map(|day| &day.disputes);
        let disputes =
            disputes.map(|row| DayLine::Dispute { case: row.case, name: row.name.clone(), due_on: row.line.due_on });
        let drafts = self.drafts.iter().map(|draft| DayLine::Draft {
            act: draft.act,
            case: draft.case,
            name: draft.name.clone(),
            form: draft.steps.last().map(|step| step.form.clone()).unwrap_or_default(),
            at: draft.at,
        });
        let tomorrow = day.into_iter().flat_map(|day| &day.tomorrow);
        let tomorrow = tomorrow.map(|(case, name)| DayLine::Tomorrow { case: *case, name: name.clone() });
        callbacks.chain(disputes).chain(drafts).chain(tomorrow).collect()
    }

    /// The line under the hand.
    #[must_use]
    pub fn here(&self) -> Option<DayLine> {
        self.lines().get(self.list.at).cloned()
    }

    /// Does an action.
    pub fn act(&mut self, action: Action, ctx: ScreenCtx<'_>) -> Flow {
        if is_motion(action) {
            let len = self.lines().len();
            return if self.list.apply(action, len, ctx.rows) { vec![Step::Draw] } else { vec![] };
        }
        if action == Action::OpenCase {
            return match self.here() {
                Some(DayLine::Draft { act, .. }) => vec![Step::OpenDraft(act)],
                Some(line @ (DayLine::Callback { .. } | DayLine::Dispute { .. } | DayLine::Tomorrow { .. })) => {
                    vec![Step::OpenCase(line.case())]
                }
                None => vec![],
            };
        }
        if action == Action::Refresh {
            return vec![Step::Ask(Effect::LoadDay)];
        }
        vec![]
    }

    /// Takes an answer of the world.
    pub fn reply(&mut self, reply: &Reply) -> Flow {
        let Reply::Day(answer) = reply else { return vec![] };
        match answer {
            Ok(day) => (self.day, self.trouble) = (Some(day.clone()), None),
            Err(trouble) => self.trouble = Some(trouble.clone()),
        }
        self.list.at = self.list.at.min(self.lines().len().saturating_sub(1));
        vec![Step::Draw]
    }
}
