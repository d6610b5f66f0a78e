//! One case: its tabs, the line under the hand in each, what is filtered.
//! What never lives here: the state of the case (see `domain::case`), drawing, SQL.
//! The root owns it; forms are opened from it.

use crate::domain::case::state::DisputeView;
use crate::domain::case::{TimelineEntry, TimelineWhat};
use crate::domain::command::What;
use crate::domain::event::Event;
use crate::domain::values::text::fold;
use crate::domain::values::{ActId, CaseId, EntryId};
use crate::store::read::CaseView;

use super::super::action::Action;
use super::super::effect::{Effect, Reply};
use super::super::form::line::Line;
use super::super::form::refuse::first_waiting;
use super::super::form::{FormKind, Typed};
use super::super::list::{List, is_motion};
use super::super::nav::{Flow, Step};
use super::super::say::{Fact, Say, Trouble};
use super::ScreenCtx;
use super::agreed::{Agreed, agreed};

/// Lines of history read with a case; more is read when the hand comes to the end.
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
            Tab::History => self.shown().len(),
            Tab::Invoices => state.items.len(),
            Tab::Promises => state.promises.len() + state.plans.len(),
            Tab::Disputes => state.disputes.len(),
            Tab::Contacts => {
                state.debtor.phones.len() + state.debtor.emails.len() + state.callbacks.len() + state.holds.len()
            }
        }
    }

    /// True when the open tab has no line.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The lines of history that the filter lets through, as indexes; all of them without a filter.
    #[must_use]
    pub fn shown(&self) -> Vec<usize> {
        let Some(view) = &self.view else { return vec![] };
        let wanted = self.filter.as_ref().map(|filter| fold(filter.text())).unwrap_or_default();
        let fits = |at: &usize| wanted.is_empty() || fold(&haystack(&view.timeline[*at])).contains(&wanted);
        (0..view.timeline.len()).filter(fits).collect()
    }

    /// The line of history under the hand.
    #[must_use]
    pub fn entry(&self) -> Option<&TimelineEntry> {
        if self.tab != Tab::History {
            return None;
        }
        let at = *self.shown().get(self.list().at)?;
        self.view.as_ref()?.timeline.get(at)
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
        } else if action == Action::FilterList {
            self.tab = Tab::History;
            self.editing = true;
            self.filter.get_or_insert_with(|| Line::new(FILTER_CHARS_MAX));
        } else if action == Action::Accept {
            self.editing = false;
        } else if action == Action::Leave {
            self.editing = false;
            self.filter = None;
        } else if action == Action::Back {
            if self.filter.take().is_none() {
                return vec![Step::Close];
            }
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
    pub fn typed(&mut self, typed: &Typed, _ctx: ScreenCtx<'_>) -> Flow {
        let changed = self.editing && self.filter.as_mut().is_some_and(|filter| filter.typed(typed));
        if changed {
            self.lists[Tab::History.index()] = List::default();
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
                let (at, len) = (self.list().at, self.len());
                self.lists[self.tab.index()].put(at, len, ctx.rows);
            }
            Err(trouble) => self.trouble = Some(trouble.clone()),
        }
        vec![Step::Draw]
    }

    fn moved(&mut self, action: Action, ctx: ScreenCtx<'_>) -> Flow {
        let len = self.len();
        if !self.lists[self.tab.index()].apply(action, len, ctx.rows) {
            return vec![];
        }
        let mut steps = vec![Step::Draw];
        let more = self.view.as_ref().is_some_and(|view| view.timeline.len() < view.timeline_total as usize);
        if self.tab == Tab::History && more && self.list().at + 1 == len {
            self.history = self.history.saturating_add(HISTORY_PAGE);
            steps.extend(self.reload());
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
            Tab::Contacts => state.debtor.phones.iter().chain(&state.debtor.emails).nth(at).cloned(),
            Tab::History | Tab::Promises | Tab::Disputes => whole(),
        }
    }
}

/// What `/` looks through: what was written and typed, not the words of the screen.
fn haystack(entry: &TimelineEntry) -> String {
    let text = match &entry.what {
        TimelineWhat::Contact { point, note, outcome, .. } => {
            format!("{point} {note} {}", outcome.map(|outcome| outcome.name()).unwrap_or_default())
        }
        TimelineWhat::Invoice { number, .. } => number.clone(),
        TimelineWhat::Payment { invoice, .. } => invoice.clone(),
        TimelineWhat::Returned { amount, .. } => amount.to_decimal().to_string(),
        TimelineWhat::Event(event) => format!("{} {}", event.name(), written(event)),
    };
    format!("{text} {}", entry.who)
}

fn written(event: &Event) -> String {
    match event {
        Event::ContactRecorded(made) => format!("{} {} {}", made.outcome, made.point, made.note),
        Event::PromiseRecorded(made) => made.note.clone(),
        Event::DisputeOpened(opened) => {
            let numbers: Vec<&str> = opened.parts.iter().map(|part| part.item.number.as_str()).collect();
            format!("{} {} {}", opened.reason, opened.note, numbers.join(" "))
        }
        Event::DisputeFollowed { what, .. } => what.said().to_owned(),
        Event::NoteWritten { text } => text.clone(),
        Event::PaymentRecorded { reference, .. } => reference.clone(),
        Event::HoldPlaced { reason, .. } => reason.to_string(),
        Event::QueueMarked { reason, .. } | Event::WrittenOff { reason, .. } => reason.clone(),
        Event::PromiseRefused { reason, .. } | Event::PlanCancelled { reason, .. } => reason.clone(),
        Event::PlanProposed(made) => made.note.clone(),
        Event::PlanAccepted { acceptance, .. } => acceptance.by.clone(),
        Event::PromiseWithdrawn { .. }
        | Event::PromiseApproved { .. }
        | Event::PromiseReportedPaid { .. }
        | Event::PlanChanged { .. }
        | Event::DisputeDecided { .. }
        | Event::CallbackSet { .. }
        | Event::HoldReleased { .. }
        | Event::PaymentReversed { .. }
        | Event::PaymentReturned { .. }
        | Event::Assigned { .. }
        | Event::ActUndone { .. }
        | Event::ActMovedOut { .. }
        | Event::ActMovedIn { .. }
        | Event::MergedInto { .. }
        | Event::Absorbed { .. }
        | Event::Unmerged { .. }
        | Event::Released { .. } => String::new(),
    }
}
