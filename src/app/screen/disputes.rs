//! All disputes that wait: by due day, owner or reason; filtered while typing, marked, decided together.
//! What never lives here: how far a dispute has come (see `domain`), SQL, drawing.
//! The root owns it.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::codes::DisputeDecision;
use crate::domain::command::Record;
use crate::domain::values::text::fold;
use crate::domain::values::{CaseId, Day, EntryId, Sums};
use crate::store::read::DisputeRow;

use super::super::action::Action;
use super::super::effect::{Effect, Reply};
use super::super::form::line::Line;
use super::super::form::{FormKind, Typed};
use super::super::list::{List, is_motion};
use super::super::nav::{Flow, Step};
use super::super::overlay::Overlay;
use super::super::overlay::bulk::BulkBox;
use super::super::say::{Say, Trouble};
use super::ScreenCtx;

/// Longest filter in characters.
const FILTER_CHARS_MAX: usize = 40;

/// What the list is ordered by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// The day a decision is due.
    Due,
    /// Who settles it, then the due day.
    Owner,
    /// The reason, then the due day.
    Reason,
}

impl Order {
    /// Message id of its name.
    #[must_use]
    pub const fn message_id(self) -> &'static str {
        match self {
            Self::Due => "disputes-by-due",
            Self::Owner => "disputes-by-owner",
            Self::Reason => "disputes-by-reason",
        }
    }

    const fn next(self) -> Self {
        match self {
            Self::Due => Self::Owner,
            Self::Owner => Self::Reason,
            Self::Reason => Self::Due,
        }
    }
}

/// Disputes of one cause or owner, counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cause {
    /// The reason's name, or the login.
    pub key: String,
    /// How many.
    pub count: u32,
    /// What they contest.
    pub sums: Sums,
    /// Mean days since they were opened.
    pub days: i64,
}

/// The screen.
#[derive(Debug)]
pub struct DisputesScreen {
    rows: Vec<DisputeRow>,
    /// Indexes of the rows shown, in their order.
    shown: Vec<usize>,
    /// How many wait in all; more than are shown when the list is long.
    pub total: u32,
    /// What it is ordered by.
    pub order: Order,
    /// True: only those of the person at the keyboard.
    pub mine: bool,
    /// What `/` filters for.
    pub filter: Option<Line>,
    editing: bool,
    /// Those marked.
    pub marks: BTreeSet<EntryId>,
    /// The hand.
    pub list: List,
    /// True once an answer came.
    pub answered: bool,
    /// Why it could not be read.
    pub trouble: Option<Trouble>,
}

impl Default for DisputesScreen {
    fn default() -> Self {
        Self {
            rows: vec![],
            shown: vec![],
            total: 0,
            order: Order::Due,
            mine: false,
            filter: None,
            editing: false,
            marks: BTreeSet::new(),
            list: List::default(),
            answered: false,
            trouble: None,
        }
    }
}

impl DisputesScreen {
    /// Reads it.
    pub fn reload(&mut self) -> Flow {
        vec![Step::Ask(Effect::LoadDisputes)]
    }

    /// True while the `/` line takes the keys.
    #[must_use]
    pub fn filtering(&self) -> bool {
        self.editing
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
    pub fn row(&self, at: usize) -> Option<&DisputeRow> {
        self.rows.get(*self.shown.get(at)?)
    }

    /// The line under the hand.
    #[must_use]
    pub fn here(&self) -> Option<&DisputeRow> {
        self.row(self.list.at)
    }

    /// The case under the hand.
    #[must_use]
    pub fn case(&self) -> Option<CaseId> {
        self.here().map(|row| row.case)
    }

    /// What is contested in the lines shown, per currency.
    #[must_use]
    pub fn sum(&self) -> Sums {
        self.shown.iter().filter_map(|at| self.rows.get(*at)?.line.amount).collect()
    }

    /// The lines shown by who settles them, else by reason, the most frequent first: how many, how much, and their mean age
    /// in days.
    #[must_use]
    pub fn causes(&self, today: Day) -> Vec<Cause> {
        let mut all: BTreeMap<String, Cause> = BTreeMap::new();
        for line in self.shown.iter().filter_map(|at| self.rows.get(*at)).map(|row| &row.line) {
            let key = match self.order {
                Order::Owner => line.owner.to_string(),
                Order::Due | Order::Reason => line.reason.name().to_owned(),
            };
            let cause = all.entry(key.clone()).or_insert(Cause { key, count: 0, sums: Sums::default(), days: 0 });
            cause.count += 1;
            cause.days += i64::from(today.since(line.opened_on).max(0));
            line.amount.into_iter().for_each(|amount| cause.sums.add(amount));
        }
        let mut all: Vec<Cause> =
            all.into_values().map(|one| Cause { days: one.days / i64::from(one.count), ..one }).collect();
        all.sort_by_key(|cause| std::cmp::Reverse(cause.count));
        all
    }

    /// Does an action.
    pub fn act(&mut self, action: Action, ctx: ScreenCtx<'_>) -> Flow {
        if is_motion(action) {
            let len = self.len();
            return if self.list.apply(action, len, ctx.rows) { vec![Step::Draw] } else { vec![] };
        }
        if let Some(kind) = FormKind::of(action) {
            let on = self.here().map(|row| (row.case, row.line.id));
            return on.map_or(vec![], |(case, on)| vec![Step::OpenFormOn { kind, case, on }]);
        }
        if action == Action::OpenCase {
            return self.case().map_or(vec![], |case| vec![Step::OpenCase(case)]);
        } else if action == Action::Mark {
            return self.mark(ctx);
        } else if action == Action::MarkAll {
            let all: BTreeSet<EntryId> = self.open_shown().map(|row| row.line.id).collect();
            self.marks = if all.iter().all(|id| self.marks.contains(id)) { BTreeSet::new() } else { all };
        } else if action == Action::DecideMarked {
            return self.decide_marked();
        } else if action == Action::ChangeOrder {
            self.order = self.order.next();
            self.sift(ctx);
        } else if action == Action::ToggleMine {
            self.mine = !self.mine;
            self.sift(ctx);
        } else if action == Action::FilterList {
            self.editing = true;
            self.filter.get_or_insert_with(|| Line::new(FILTER_CHARS_MAX));
        } else if action == Action::Accept {
            self.editing = false;
        } else if action == Action::Leave || action == Action::Back {
            self.editing = false;
            if self.filter.take().is_none() {
                return if action == Action::Back { vec![Step::Close] } else { vec![] };
            }
            self.sift(ctx);
        } else if action == Action::Refresh {
            return self.reload();
        } else {
            return vec![];
        }
        vec![Step::Draw]
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

    /// Takes an answer of the world.
    pub fn reply(&mut self, reply: &Reply, ctx: ScreenCtx<'_>) -> Flow {
        let Reply::Disputes(answer) = reply else { return vec![] };
        self.answered = true;
        match answer {
            Ok((rows, total)) => {
                (self.rows, self.total, self.trouble) = (rows.clone(), *total, None);
                let known: BTreeSet<EntryId> = rows.iter().map(|row| row.line.id).collect();
                self.marks.retain(|id| known.contains(id));
                self.sift(ctx);
            }
            Err(trouble) => self.trouble = Some(trouble.clone()),
        }
        vec![Step::Draw]
    }

    /// Chooses and orders what is shown; the hand stays on its dispute.
    fn sift(&mut self, ctx: ScreenCtx<'_>) {
        let here = self.here().map(|row| row.line.id);
        let wanted = self.filter.as_ref().map(|filter| fold(filter.text())).unwrap_or_default();
        let me = &ctx.session.who.login;
        let fits = |row: &DisputeRow| {
            let line = &row.line;
            let texts = [row.name.as_str(), &row.reference, line.owner.0.as_str(), &line.department];
            let codes = [line.reason.name(), line.reason.short(), line.kind.name(), line.step.name()];
            let found = |text: &&str| fold(text).contains(&wanted);
            let mine = !self.mine || line.owner == *me;
            mine && (wanted.is_empty() || texts.iter().any(found) || codes.iter().any(found))
        };
        self.shown = (0..self.rows.len()).filter(|at| fits(&self.rows[*at])).collect();
        let (rows, order) = (&self.rows, self.order);
        self.shown.sort_by_key(|at| {
            let row = &rows[*at];
            let by = match order {
                Order::Due => String::new(),
                Order::Owner => row.line.owner.0.clone(),
                Order::Reason => row.line.reason.name().to_owned(),
            };
            (by, row.line.due_on, row.case, row.line.id)
        });
        let at = here.and_then(|id| self.shown.iter().position(|at| self.rows[*at].line.id == id));
        self.list.put(at.unwrap_or(self.list.at), self.shown.len(), ctx.rows);
    }

    /// Lines shown that wait for a decision.
    fn open_shown(&self) -> impl Iterator<Item = &DisputeRow> {
        self.shown.iter().filter_map(|at| self.rows.get(*at)).filter(|row| row.line.decision.is_none())
    }

    fn mark(&mut self, ctx: ScreenCtx<'_>) -> Flow {
        let Some(row) = self.here() else { return vec![] };
        if row.line.decision.is_some() {
            return vec![Step::Toast(Say::new("disputes-decided-already"))];
        }
        let id = row.line.id;
        if !self.marks.remove(&id) {
            self.marks.insert(id);
        }
        let len = self.len();
        self.list.apply(Action::LineDown, len, ctx.rows);
        vec![Step::Draw]
    }

    /// The question over all that are marked (nothing marked: the one under the hand).
    fn decide_marked(&self) -> Flow {
        let marked: Vec<&DisputeRow> = if self.marks.is_empty() {
            self.here().filter(|row| row.line.decision.is_none()).into_iter().collect()
        } else {
            self.rows.iter().filter(|row| self.marks.contains(&row.line.id)).collect()
        };
        if marked.is_empty() {
            return vec![Step::Toast(Say::new("disputes-nothing-marked"))];
        }
        vec![Step::OpenOverlay(Overlay::Bulk(BulkBox::new(marked.into_iter().cloned().collect())))]
    }
}

/// One act a case: the decision of all its marked disputes.
#[must_use]
pub fn acts(rows: &[DisputeRow], decision: DisputeDecision) -> Vec<(CaseId, Vec<Record>)> {
    let mut by_case: BTreeMap<CaseId, Vec<Record>> = BTreeMap::new();
    for row in rows {
        let (dispute, credit, justified, resolution) = (row.line.id, None, None, None);
        by_case.entry(row.case).or_default().push(Record::DecideDispute {
            dispute,
            decision,
            credit,
            justified,
            resolution,
        });
    }
    by_case.into_iter().collect()
}
