//! What the bank told of and nobody has: payments and returns that wait, each with its proposals; one key gives one away.
//! What never lives here: the search for whose it is (see `domain::matching`), SQL, drawing.
//! The root owns it.

use crate::domain::bank::{BankLine, LineKind};
use crate::domain::command::What;
use crate::domain::matching::{pay, take};
use crate::domain::values::CaseId;
use crate::domain::values::text::fold;
use crate::store::read::{Proposed, Waiting};

use super::super::action::Action;
use super::super::effect::{Effect, Reply};
use super::super::form::Typed;
use super::super::form::line::Line;
use super::super::list::{List, is_motion};
use super::super::nav::{Flow, Step};
use super::super::overlay::Overlay;
use super::super::overlay::nobodys::NobodysBox;
use super::super::overlay::pick::PickBox;
use super::super::overlay::prompt::{Asks, PromptBox};
use super::super::say::{Say, Trouble};
use super::super::session::Tick;
use super::ScreenCtx;
use super::queue::REST_MS;

/// Longest filter in characters.
const FILTER_CHARS_MAX: usize = 40;
/// Lines read at once; as they are given away the next ones come up.
pub const LINES_MAX: u64 = 500;

/// The screen.
#[derive(Debug, Default)]
pub struct ReconcileScreen {
    lines: Vec<BankLine>,
    /// Places of the lines shown, oldest first.
    shown: Vec<usize>,
    /// What `/` filters for.
    pub filter: Option<Line>,
    editing: bool,
    /// How many wait in all.
    pub total: u64,
    /// The hand.
    pub list: List,
    /// The line last looked at closely, with its proposals.
    found: Option<Box<Waiting>>,
    /// The proposal under the hand, from 0.
    pub chosen: usize,
    /// True once an answer came.
    pub answered: bool,
    /// Why it could not be read.
    pub trouble: Option<Trouble>,
    rest_at_ms: Option<u64>,
}

impl ReconcileScreen {
    /// Reads it.
    pub fn reload(&mut self) -> Flow {
        vec![Step::Ask(Effect::LoadWaiting { limit: LINES_MAX })]
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
    pub fn line(&self, at: usize) -> Option<&BankLine> {
        self.lines.get(*self.shown.get(at)?)
    }

    /// The line under the hand.
    #[must_use]
    pub fn here(&self) -> Option<&BankLine> {
        self.line(self.list.at)
    }

    /// True while the `/` line takes the keys.
    #[must_use]
    pub fn filtering(&self) -> bool {
        self.editing
    }

    /// The line under the hand as it was looked at closely.
    #[must_use]
    pub fn closely(&self) -> Option<&Waiting> {
        self.found.as_deref().filter(|found| self.here().is_some_and(|line| found.line.reference == line.reference))
    }

    /// The proposals of the line under the hand, once they were looked for.
    #[must_use]
    pub fn proposals(&self) -> Option<&[Proposed]> {
        self.closely().map(|found| found.proposals.as_slice())
    }

    /// The proposal under the hand.
    #[must_use]
    pub fn proposed(&self) -> Option<&Proposed> {
        self.proposals()?.get(self.chosen)
    }

    /// The case it would go to.
    #[must_use]
    pub fn case(&self) -> Option<CaseId> {
        self.proposed().map(|one| one.proposal.case)
    }

    /// Does an action.
    pub fn act(&mut self, action: Action, ctx: ScreenCtx<'_>) -> Flow {
        if is_motion(action) {
            if !self.list.apply(action, self.len(), ctx.rows) {
                return vec![];
            }
            return self.rest(ctx);
        }
        if let Some(flow) = self.filtered(action, ctx) {
            return flow;
        }
        if action == Action::Refresh {
            return self.reload();
        }
        if action == Action::SeeNobodys {
            return vec![Step::OpenOverlay(Overlay::Nobodys(NobodysBox::default())), Step::Ask(Effect::LoadAside)];
        }
        let Some(line) = self.here() else { return vec![] };
        if action == Action::PickDebtor {
            return vec![Step::OpenOverlay(Overlay::Pick(Box::new(PickBox::new(line.clone()))))];
        }
        if action == Action::SetAside {
            let asks = Asks::SetAside(line.reference.clone());
            return vec![Step::OpenOverlay(Overlay::Prompt(PromptBox::new(asks)))];
        }
        let Some(proposals) = self.proposals() else {
            // the hand was faster than the search: what it would take must be seen first
            return vec![self.look(line)];
        };
        if action == Action::NextProposal || action == Action::PreviousProposal {
            let step = if action == Action::NextProposal { 1 } else { proposals.len().saturating_sub(1) };
            self.chosen = (self.chosen + step) % proposals.len().max(1);
            return vec![Step::Draw];
        }
        let Some(one) = self.proposed() else { return vec![Step::Toast(Say::new("reconcile-no-proposals"))] };
        let case = one.proposal.case;
        if action == Action::AcceptMatch {
            return vec![Step::Act { case, what: What::Record(take(line, &one.proposal)) }];
        } else if action == Action::PickInvoices {
            let ask = Step::Ask(Effect::LoadChoices { case, line: Box::new(line.clone()) });
            return vec![Step::OpenOverlay(Overlay::Pick(Box::new(PickBox::new(line.clone())))), ask];
        } else if action == Action::PutOnAccount {
            return if line.kind == LineKind::Return {
                vec![Step::Toast(Say::new("reconcile-return-account"))]
            } else {
                vec![Step::Act { case, what: What::Record(pay(line, vec![])) }]
            };
        } else if action == Action::SeeDebtor {
            return vec![Step::OpenCase(case)];
        }
        vec![]
    }

    /// What the `/` line makes of an action; `None`: nothing.
    fn filtered(&mut self, action: Action, ctx: ScreenCtx<'_>) -> Option<Flow> {
        if action == Action::FilterList {
            self.editing = true;
            self.filter.get_or_insert_with(|| Line::new(FILTER_CHARS_MAX));
        } else if action == Action::Accept {
            self.editing = false;
        } else if (action == Action::Leave || action == Action::Back) && self.filter.take().is_some() {
            self.editing = false;
            self.sift(ctx);
        } else {
            return None;
        }
        Some(vec![Step::Draw])
    }

    /// Takes a key or a paste while the `/` line is open.
    pub fn typed(&mut self, typed: &Typed, ctx: ScreenCtx<'_>) -> Flow {
        let changed = self.editing && self.filter.as_mut().is_some_and(|filter| filter.typed(typed));
        if !changed {
            return vec![];
        }
        self.list = List::default();
        self.sift(ctx);
        self.rest(ctx)
    }

    /// Chooses what is shown: by who paid, from where, what the bank says, or the amount as it is written.
    fn sift(&mut self, ctx: ScreenCtx<'_>) {
        let wanted = self.filter.as_ref().map(|filter| fold(filter.text())).unwrap_or_default();
        let fits = |line: &BankLine| {
            let amount = line.amount.to_decimal().to_string();
            let texts = [line.payer.as_str(), &line.payer_account, &line.text, &line.end_to_end, &amount];
            wanted.is_empty() || texts.iter().any(|text| fold(text).contains(&wanted))
        };
        self.shown = (0..self.lines.len()).filter(|at| fits(&self.lines[*at])).collect();
        self.list.put(self.list.at, self.shown.len(), ctx.rows);
    }

    fn rest(&mut self, ctx: ScreenCtx<'_>) -> Flow {
        self.chosen = 0;
        self.rest_at_ms = Some(ctx.tick.mono_ms + REST_MS);
        vec![Step::Draw]
    }

    /// Takes an answer of the world.
    pub fn reply(&mut self, reply: &Reply, ctx: ScreenCtx<'_>) -> Flow {
        if let Reply::Proposals(answer) = reply {
            match answer {
                Ok(found) => (self.found, self.chosen) = (found.clone(), 0),
                Err(trouble) => self.trouble = Some(trouble.clone()),
            }
            return vec![Step::Draw];
        }
        let Reply::Waiting(answer) = reply else { return vec![] };
        self.answered = true;
        match answer {
            Ok((lines, total)) => {
                (self.lines, self.total, self.trouble) = (lines.clone(), *total, None);
                self.sift(ctx);
                (self.found, self.chosen) = (None, 0);
            }
            Err(trouble) => self.trouble = Some(trouble.clone()),
        }
        let ask = self.here().map(|line| self.look(line));
        std::iter::once(Step::Draw).chain(ask).collect()
    }

    fn look(&self, line: &BankLine) -> Step {
        Step::Ask(Effect::LoadProposals { line: line.reference.clone() })
    }

    /// Milliseconds until the hand has rested.
    #[must_use]
    pub fn wake_in_ms(&self, tick: Tick) -> Option<u64> {
        self.rest_at_ms.map(|at| at.saturating_sub(tick.mono_ms))
    }

    /// The hand has rested: whose the line under it may be is looked for.
    pub fn wake(&mut self, ctx: ScreenCtx<'_>) -> Flow {
        if self.rest_at_ms.is_none_or(|at| at > ctx.tick.mono_ms) {
            return vec![];
        }
        self.rest_at_ms = None;
        match (self.here(), self.proposals()) {
            (Some(line), None) => vec![self.look(line)],
            (Some(_) | None, _) => vec![],
        }
    }
}
