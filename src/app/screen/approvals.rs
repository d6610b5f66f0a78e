//! What waits for a supervisor: promises beyond limits, credits beyond authority; approved or refused one by one.
//! What never lives here: the limits, who may approve (the domain refuses and says whom to ask), drawing.
//! The root owns it.

use crate::domain::command::What;
use crate::domain::values::CaseId;
use crate::store::read::ApprovalRow;

use super::super::action::Action;
use super::super::effect::{Effect, Reply};
use super::super::form::FormKind;
use super::super::list::{List, is_motion};
use super::super::nav::{Flow, Step};
use super::super::say::Trouble;
use super::ScreenCtx;

/// The screen.
#[derive(Debug, Default)]
pub struct ApprovalsScreen {
    /// What waits.
    pub rows: Vec<ApprovalRow>,
    /// The hand.
    pub list: List,
    /// True once an answer came.
    pub answered: bool,
    /// Why it could not be read.
    pub trouble: Option<Trouble>,
}

impl ApprovalsScreen {
    /// Reads it.
    pub fn reload(&mut self) -> Flow {
        vec![Step::Ask(Effect::LoadApprovals)]
    }

    /// The line under the hand.
    #[must_use]
    pub fn here(&self) -> Option<&ApprovalRow> {
        self.rows.get(self.list.at)
    }

    /// The case under the hand.
    #[must_use]
    pub fn case(&self) -> Option<CaseId> {
        self.here().map(|row| row.case)
    }

    /// Does an action.
    pub fn act(&mut self, action: Action, ctx: ScreenCtx<'_>) -> Flow {
        if is_motion(action) {
            let len = self.rows.len();
            return if self.list.apply(action, len, ctx.rows) { vec![Step::Draw] } else { vec![] };
        }
        if action == Action::Refresh {
            return self.reload();
        }
        let Some(row) = self.here() else { return vec![] };
        let (case, on) = (row.case, row.id);
        match FormKind::of(action) {
            Some(kind) => vec![Step::OpenFormOn { kind, case, on }],
            None if action == Action::Approve => {
                vec![Step::Act { case, what: What::Approve { act: on.act, refuse: None } }]
            }
            None if action == Action::OpenCase => vec![Step::OpenCase(case)],
            None => vec![],
        }
    }

    /// Takes an answer of the world.
    pub fn reply(&mut self, reply: &Reply, ctx: ScreenCtx<'_>) -> Flow {
        let Reply::Approvals(answer) = reply else { return vec![] };
        self.answered = true;
        match answer {
            Ok(rows) if *rows == self.rows && self.trouble.is_none() => {}
            Ok(rows) => {
                (self.rows, self.trouble) = (rows.clone(), None);
                let (at, len) = (self.list.at, self.rows.len());
                self.list.put(at, len, ctx.rows);
            }
            Err(trouble) => self.trouble = Some(trouble.clone()),
        }
        vec![Step::Draw]
    }
}
