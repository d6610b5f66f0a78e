//! One case: its tabs, the line under the hand in each, what is filtered.
//! What never lives here: the state of the case (see `domain::case`), drawing, SQL.
//! The root owns it; forms are opened from it.

use crate::domain::case::TimelineEntry;
use crate::domain::case::state::DisputeView;
use crate::domain::command::What;
use crate::domain::values::text::fold;
use crate::domain::values::{ActId, CaseId, Day, EntryId};
use crate::store::read::CaseView;
use crate::store::read::case::TIMELINE_MAX;

use super::super::action::Action;
use super::super::effect::{Effect, Reply};
use super::super::form::line::Line;
use super::super::form::refuse::first_waiting;
use super::super::form::{FormKind, Typed};
use super::super::list::{List, is_motion};
use super::super::nav::{Flow, Step};
use super::super::overlay::Overlay;
use super::super::overlay::entry::EntryBox;
use super::super::overlay::prompt::{Asks, PromptBox};
use super::super::say::{Fact, Say, Trouble};
use super::ScreenCtx;
use super::agreed::{Agreed, agreed};
use super::history::{Row, Rows, Sift};

/// Lines of history read with a case; twice as many each time the hand comes to the end, all of it once something is looked
/// for.
pub const HISTORY_PAGE: u32 = 200;
/// Longest filter in characters.
const FILTER_CHARS_MAX: usize = 40;

/// What the main pane shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    /// The history of all channels.
    History,
    /// Invoices with what is left of them.
    Invoices,
    /// Promises and payment plans.
    Promises,
    /// Disputes.
    Disputes,
    /// Contact points, call-backs, holds.
    Contacts,
}

impl Tab {
    /// All tabs, in order.
    pub const ALL: [Self; 5] = [Self::History, Self::Invoices, Self::Promises, Self::Disputes, Self::Contacts];

    /// Its place, from 0.
    #[must_use]
    pub fn index(self) -> usize {
        Self::ALL.iter().position(|tab| *tab == self).unwrap_or(0)
    }

    /// Message id of its name.
    #[must_use]
    pub const fn message_id(self) -> &'static str {
        match self {
            Self::History => "tab-history",
            Self::Invoices => "tab-invoices",
            Self::Promises => "tab-promises",
            Self::Disputes => "tab-disputes",
            Self::Contacts => "tab-contacts",
        }
    }

    fn of(action: Action) -> Option<Self> {
        const TABS: &[(Action, Tab)] = &[
            (Action::TabHistory, Tab::History),
            (Action::TabInvoices, Tab::Invoices),
            (Action::TabPromises, Tab::Promises),
            (Action::TabDisputes, Tab::Disputes),
            (Action::TabContacts, Tab::Contacts),
        ];
        TABS.iter().find(|(named, _)| *named == action).map(|(_, tab)| *tab)
    }

    fn step(self, by: usize) -> Self {
        Self::ALL[(self.index() + by) % Self::ALL.len()]
    }
}

/// The case screen.
#[derive(Debug)]
pub struct CaseScreen {
    /// The case.
    pub case: CaseId,
    /// As last read.
    pub view: Option<Box<CaseView>>,
    /// The open tab.
    pub tab: Tab,
    /// Line and window of each tab.
    pub lists: [List; 5],
    /// What `/` filters the history for.
    pub filter: Option<Line>,
    history_rows: Rows,
    /// The day to go to once the whole history is there.
    wanted_day: Option<Day>,
    editing: bool,
    /// True when the points behind the rank are shown.
    pub score: bool,
    /// The main pane over the whole width.
    pub zoom: bool,
    /// Why it could not be read.
    pub trouble: Option<Trouble>,
    history: u32,
}

impl CaseScreen {
    /// A case to be read.
    #[must_use]
    pub fn new(case: CaseId) -> Self {
        Self {
            case,
            view: None,
            tab: Tab::History,
            lists: [List::default(); 5],
            filter: None,
            history_rows: Rows::default(),
            wanted_day: None,
            editing: false,
            score: false,
            zoom: false,
            trouble: None,
            history: HISTORY_PAGE,
        }
    }

    /// Reads it.
    pub fn reload(&mut self) -> Flow {
        vec![Step::Ask(Effect::LoadCase { case: self.case, history: self.history })]
    }

    /// Its name in the breadcrumbs.
    #[must_use]
    pub fn crumb(&self) -> Say {
        let name = self.view.as_ref().map_or_else(|| self.case.to_string(), |view| view.state.debtor.name.clone());
        Say::new("crumb-case").with("name", Fact::Text(name))
    }

    /// True while the `/` line takes the keys.
    #[must_use]
    pub fn filtering(&self) -> bool {
        self.editing
    }

    /// The list of the open tab.
    #[must_use]
    pub fn list(&self) -> List {
        self.lists[self.tab.index()]
    }

    /// Lines of the open tab.
    #[must_use]
    pub fn len(&self) -> usize {
        let Some(view) = &self.view else { return 0 };
        let state = &view.state;
        match self.tab {
            Tab::History => self.history_rows.rows.len(),
            Tab::Invoices => state.items.len(),
            Tab::Promises => agreed(state).len(),
            Tab::Disputes => state.disputes.len(),
            Tab::Contacts => view.points.len() + state.callbacks.len() + state.holds.len(),
        }
    }

    /// True when the open tab has no line.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The lines of history shown: what kind and filter let through, bursts folded.
    #[must_use]
    pub fn rows(&self) -> &[Row] {
        &self.history_rows.rows
    }

    /// Which kind of entries is shown.
    #[must_use]
    pub fn sift(&self) -> Sift {
        self.history_rows.sift
    }

    /// Entries of the whole history.
    #[must_use]
    pub fn history_total(&self) -> usize {
        self.view.as_ref().map_or(0, |view| view.timeline_total as usize)
    }

    /// What is searched for, folded.
    #[must_use]
    pub fn wanted(&self) -> String {
        self.filter.as_ref().map(|filter| fold(filter.text())).unwrap_or_default()
    }

    fn sift_again(&mut self, ctx: ScreenCtx<'_>) {
        let wanted = self.wanted();
        let Some(view) = &self.view else { return };
        self.history_rows.make(&view.timeline, &wanted);
        let list = &mut self.lists[Tab::History.index()];
        list.put(list.at, self.history_rows.rows.len(), ctx.rows);
    }

    /// Reads the rest of the history, when there is more.
    fn whole_history(&mut self) -> Flow {
        let more = self.view.as_ref().is_some_and(|view| view.timeline.len() < view.timeline_total as usize);
        if !more || self.history >= TIMELINE_MAX {
            return vec![];
        }
        self.history = TIMELINE_MAX;
        self.reload()
    }

    /// Reads as much again as there is: going through a history costs what was gone through.
    fn more_history(&mut self) -> Flow {
        let more = self.view.as_ref().is_some_and(|view| view.timeline.len() < view.timeline_total as usize);
        if !more || self.history >= TIMELINE_MAX {
            return vec![];
        }
        self.history = self.history.saturating_mul(2).min(TIMELINE_MAX);
        self.reload()
    }

    /// Puts the hand on a day of the history, or on the one before it.
    pub fn jump(&mut self, day: Day, ctx: ScreenCtx<'_>) -> Flow {
        self.tab = Tab::History;
        let reached = self.view.as_ref().is_some_and(|view| view.timeline.last().is_some_and(|last| last.day <= day));
        let mut steps = if reached { vec![] } else { self.whole_history() };
        self.wanted_day = Some(day).filter(|_| !steps.is_empty());
        if let Some(view) = &self.view {
            let at = self.history_rows.of_day(&view.timeline, day);
            self.lists[Tab::History.index()].put(at, self.history_rows.rows.len(), ctx.rows);
        }
        steps.push(Step::Draw);
        steps
    }

    /// Opens what the hand is on: a burst, or the whole text of an entry.
    fn open_entry(&mut self, ctx: ScreenCtx<'_>) -> Flow {
        if let (Tab::Contacts, Some(point)) = (self.tab, self.copied()) {
            return vec![Step::OpenPoint { case: self.case, point }];
        }
        let row = self.history_rows.rows.get(self.list().at).copied().filter(|_| self.tab == Tab::History);
        let (Some(row), Some(view)) = (row, &self.view) else { return vec![] };
        let Some(entry) = view.timeline.get(row.at) else { return vec![] };
        if row.count == 1 {
            return vec![Step::OpenOverlay(Overlay::Entry(Box::new(EntryBox::new(entry.clone(), &self.wanted()))))];
        }
        self.history_rows.open(entry);
        self.sift_again(ctx);
        vec![Step::Draw]
    }

    /// Opens a line of several, or folds the one under the hand with those it was opened with.
    fn fold_or_open(&mut self, ctx: ScreenCtx<'_>) -> Flow {
        let row = self.history_rows.rows.get(self.list().at).copied().filter(|_| self.tab == Tab::History);
        let (Some(row), Some(view)) = (row, &self.view) else { return vec![] };
        let Some(entry) = view.timeline.get(row.at) else { return vec![] };
        if row.count > 1 {
            self.history_rows.open(entry);
        } else {
            self.history_rows.close(&view.timeline, entry);
        }
        self.sift_again(ctx);
        if let Some(view) = &self.view {
            let at = self.history_rows.of_entry(row.at, &view.timeline);
            self.lists[Tab::History.index()].put(at, self.history_rows.rows.len(), ctx.rows);
        }
        vec![Step::Draw]
    }

    /// The line of history under the hand.
    #[must_use]
    pub fn entry(&self) -> Option<&TimelineEntry> {
        if self.tab != Tab::History {
            return None;
        }
        let row = self.rows().get(self.list().at)?;
        self.view.as_ref()?.timeline.get(row.at).filter(|_| row.count == 1)
    }

    /// The dispute under the hand.
    #[must_use]
    pub fn dispute_here(&self) -> Option<&DisputeView> {
        let state = &self.view.as_ref()?.state;
        state.disputes.get(self.list().at).filter(|_| self.tab == Tab::Disputes)
    }

    /// What a form speaks of when it is opened here: the dispute, promise or plan under the hand.
    fn aim(&self, kind: FormKind) -> Option<EntryId> {
        let state = &self.view.as_ref()?.state;
        match self.tab {
            Tab::Disputes if matches!(kind, FormKind::Decide | FormKind::Follow) => {
                self.dispute_here().map(|one| one.id)
            }
            Tab::Promises => agreed(state).get(self.list().at).filter(|one| one.opens(kind)).map(Agreed::id),
            Tab::History | Tab::Invoices | Tab::Disputes | Tab::Contacts => None,
        }
    }

    /// Approves the promise under the hand, else what waits longest on the case.
    fn approve(&self) -> Flow {
        let waits = self.aim(FormKind::Refuse).or_else(|| first_waiting(&self.view.as_ref()?.state));
        let what = |id: EntryId| What::Approve { act: id.act, refuse: None };
        waits.map_or(vec![], |id| vec![Step::Act { case: self.case, what: what(id) }])
    }

    /// The act under the hand that can be taken back: of a line of history, a promise, a dispute.
    #[must_use]
    pub fn act_here(&self) -> Option<ActId> {
        let state = &self.view.as_ref()?.state;
        let at = self.list().at;
        match self.tab {
            Tab::History => self.entry().filter(|entry| !entry.undone).and_then(|entry| entry.act),
            Tab::Promises => agreed(state).get(at).map(|one| one.id().act),
            Tab::Disputes => state.disputes.get(at).map(|dispute| dispute.id.act),
            Tab::Invoices | Tab::Contacts => None,
        }
    }

    /// Does an action.
    pub fn act(&mut self, action: Action, ctx: ScreenCtx<'_>) -> Flow {
        if is_motion(action) {
            return self.moved(action, ctx);
        }
        if let Some(kind) = FormKind::of(action) {
            let case = self.case;
            return vec![match self.aim(kind) {
                Some(on) => Step::OpenFormOn { kind, case, on },
                None => Step::OpenForm { kind, case },
            }];
        }
        if action == Action::Approve {
            return self.approve();
        }
        if let Some(tab) = Tab::of(action) {
            self.tab = tab;
        } else if action == Action::NextTab {
            self.tab = self.tab.step(1);
        } else if action == Action::PreviousTab {
            self.tab = self.tab.step(Tab::ALL.len() - 1);
        } else if action == Action::ToggleScore {
            self.score = !self.score;
        } else if action == Action::Zoom {
            self.zoom = !self.zoom;
        } else if action == Action::NextCase || action == Action::PreviousCase {
            return vec![Step::Neighbour { case: self.case, forward: action == Action::NextCase }];
        } else if action == Action::OpenEntry {
            return self.open_entry(ctx);
        } else if action == Action::FoldHistory {
            return self.fold_or_open(ctx);
        } else if action == Action::SiftHistory {
            self.tab = Tab::History;
            self.history_rows.next_kind();
            self.lists[Tab::History.index()] = List::default();
            self.sift_again(ctx);
            return with_draw(self.whole_history());
        } else if action == Action::JumpToDay {
            return vec![Step::OpenOverlay(Overlay::Prompt(PromptBox::new(Asks::Day)))];
        } else if action == Action::FilterList {
            self.tab = Tab::History;
            self.editing = true;
            self.filter.get_or_insert_with(|| Line::new(FILTER_CHARS_MAX));
            return with_draw(self.whole_history());
        } else if action == Action::Accept {
            self.editing = false;
        } else if action == Action::Leave {
            self.editing = false;
            self.filter = None;
            self.sift_again(ctx);
        } else if action == Action::Back {
            if self.filter.take().is_none() && self.history_rows.sift == Sift::All {
                return vec![Step::Close];
            }
            self.history_rows.sift = Sift::All;
            self.sift_again(ctx);
        } else if action == Action::Copy {
            return self.copied().map_or(vec![], |text| vec![Step::Ask(Effect::Copy(text))]);
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
        if changed {
            self.lists[Tab::History.index()] = List::default();
            self.sift_again(ctx);
            return vec![Step::Draw];
        }
        vec![]
    }

    /// Takes an answer of the world.
    pub fn reply(&mut self, reply: &Reply, ctx: ScreenCtx<'_>) -> Flow {
        let Reply::Case { case, answer } = reply else { return vec![] };
        if *case != self.case {
            return vec![];
        }
        match answer {
            Ok(view) => {
                if self.view.as_ref().is_some_and(|before| before == view) {
                    return vec![];
                }
                self.trouble = None;
                self.view = Some(view.clone());
                self.history_rows.forget();
                self.sift_again(ctx);
                if let Some(day) = self.wanted_day.take() {
                    return self.jump(day, ctx);
                }
                let (at, len) = (self.list().at, self.len());
                self.lists[self.tab.index()].put(at, len, ctx.rows);
                if self.tab == Tab::History && len < ctx.rows {
                    // a page of tries folds into a few lines
                    return with_draw(self.more_history());
                }
            }
            Err(trouble) => self.trouble = Some(trouble.clone()),
        }
        vec![Step::Draw]
    }

    fn moved(&mut self, action: Action, ctx: ScreenCtx<'_>) -> Flow {
        let len = self.len();
        if !self.lists[self.tab.index()].step(action, len, ctx.rows, ctx.runs) {
            return vec![];
        }
        let mut steps = vec![Step::Draw];
        if self.tab == Tab::History && self.list().at + 1 == len {
            steps.extend(if action == Action::Last { self.whole_history() } else { self.more_history() });
        }
        steps
    }

    /// What `y` copies: the invoice number, the contact point, or name and reference.
    fn copied(&self) -> Option<String> {
        let state = &self.view.as_ref()?.state;
        let at = self.list().at;
        let whole = || Some(format!("{} {}", state.debtor.name, state.debtor.reference));
        match self.tab {
            Tab::Invoices => state.items.get(at).map(|item| item.key.number.clone()),
            Tab::Contacts => self.view.as_ref()?.points.get(at).map(|point| point.point.clone()),
            Tab::History | Tab::Promises | Tab::Disputes => whole(),
        }
    }
}

fn with_draw(mut steps: Flow) -> Flow {
    steps.push(Step::Draw);
    steps
}
