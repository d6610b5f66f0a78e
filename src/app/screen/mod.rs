//! The screens: each a plain struct that takes an action or a reply and returns steps for the root.
//! What never lives here: drawing (see `ui/screen`, same file names), another screen's state.
//! The root owns the stack of screens.
//!
//! To add a screen: its state in a file of its own, a line in `Screen`, its drawing in `ui/screen`.

pub mod agreed;
pub mod approvals;
pub mod case;
pub mod cases;
pub mod desk;
pub mod disputes;
pub mod history;
pub mod mapping;
pub mod my_day;
pub mod queue;
pub mod reconcile;
pub mod report;
pub mod start;
pub mod tray;
pub mod what_if;
pub mod whose;

use crate::domain::codes::PlanState;
use crate::domain::values::CaseId;
use crate::store::read::CaseView;

use super::action::{Action, Scope, Situation};
use super::draft::Drafts;
use super::effect::Reply;
use super::form::refuse::first_waiting;
use super::nav::Flow;
use super::say::{Fact, Say};
use super::session::{Session, Tick};
use approvals::ApprovalsScreen;
use case::CaseScreen;
use cases::CasesScreen;
use desk::DeskScreen;
use disputes::DisputesScreen;
use mapping::MappingScreen;
use my_day::MyDayScreen;
use queue::QueueScreen;
use reconcile::ReconcileScreen;
use report::ReportScreen;
use start::StartScreen;
use tray::TrayScreen;
use what_if::WhatIfScreen;
use whose::Whose;

/// What a screen may read.
#[derive(Debug, Clone, Copy)]
pub struct ScreenCtx<'a> {
    /// Who, where, rules.
    pub session: &'a Session,
    /// The moment.
    pub tick: Tick,
    /// Lines of the main list on screen, as last seen.
    pub rows: usize,
    /// Columns and rows of the terminal.
    pub size: (u16, u16),
    /// What was typed and not recorded yet.
    pub drafts: &'a Drafts,
    /// The hand runs over a list: a key is held.
    pub runs: bool,
}

impl<'a> ScreenCtx<'a> {
    /// At a moment, the hand running or not; lines of the list as last seen, and the terminal's size.
    #[must_use]
    pub fn new(
        session: &'a Session,
        (tick, runs): (Tick, bool),
        (rows, size): (usize, (u16, u16)),
        drafts: &'a Drafts,
    ) -> Self {
        Self { session, tick, rows: rows.max(1), size, drafts, runs }
    }
}

/// One of the screens.
#[derive(Debug)]
pub enum Screen {
    /// The day's queue.
    Queue(Box<QueueScreen>),
    /// One case.
    Case(Box<CaseScreen>),
    /// My day.
    Day(Box<MyDayScreen>),
    /// All disputes that wait.
    Disputes(Box<DisputesScreen>),
    /// What waits for a supervisor.
    Approvals(Box<ApprovalsScreen>),
    /// The team's day.
    Desk(Box<DeskScreen>),
    /// The cases behind a figure.
    Cases(Box<CasesScreen>),
    /// What waits at the bank.
    Reconcile(Box<ReconcileScreen>),
    /// What an import of contacts could not attach.
    Tray(Box<TrayScreen>),
    /// The mapping of an unknown file.
    Mapping(Box<MappingScreen>),
    /// Lists under other numbers.
    WhatIf(Box<WhatIfScreen>),
    /// Reports.
    Report(Box<ReportScreen>),
    /// The first hour.
    Start(StartScreen),
}

impl Screen {
    /// Its scopes, nearest first; `Global` is always the last.
    #[must_use]
    pub fn scopes(&self) -> &'static [Scope] {
        match self {
            Self::Queue(screen) if screen.filtering() => &[Scope::Filter],
            Self::Queue(_) => &[Scope::Queue, Scope::List, Scope::Global],
            Self::Case(screen) if screen.filtering() => &[Scope::Filter],
            Self::Case(_) => &[Scope::Case, Scope::List, Scope::Global],
            Self::Disputes(screen) if screen.filtering() => &[Scope::Filter],
            Self::Disputes(_) => &[Scope::Disputes, Scope::List, Scope::Global],
            Self::Reconcile(screen) if screen.filtering() => &[Scope::Filter],
            Self::Reconcile(_) => &[Scope::Reconcile, Scope::List, Scope::Global],
            Self::Tray(screen) if screen.filtering() => &[Scope::Filter],
            Self::Tray(_) => &[Scope::Tray, Scope::List, Scope::Global],
            Self::Day(_) => &[Scope::Day, Scope::List, Scope::Global],
            Self::Approvals(_) => &[Scope::Approvals, Scope::List, Scope::Global],
            Self::Desk(_) => &[Scope::Desk, Scope::List, Scope::Global],
            Self::Cases(_) => &[Scope::Cases, Scope::List, Scope::Global],
            Self::Mapping(_) => &[Scope::Mapping, Scope::List, Scope::Global],
            Self::WhatIf(_) => &[Scope::WhatIf, Scope::List, Scope::Global],
            Self::Report(_) => &[Scope::Report, Scope::List, Scope::Global],
            Self::Start(_) => &[Scope::Start, Scope::List, Scope::Global],
        }
    }

    /// Does an action; the root has done what is the same everywhere.
    pub fn act(&mut self, action: Action, ctx: ScreenCtx<'_>) -> Flow {
        match self {
            Self::Queue(screen) => screen.act(action, ctx),
            Self::Case(screen) => screen.act(action, ctx),
            Self::Day(screen) => screen.act(action, ctx),
            Self::Disputes(screen) => screen.act(action, ctx),
            Self::Approvals(screen) => screen.act(action, ctx),
            Self::Desk(screen) => screen.act(action, ctx),
            Self::Cases(screen) => screen.act(action, ctx),
            Self::Reconcile(screen) => screen.act(action, ctx),
            Self::Tray(screen) => screen.act(action, ctx),
            Self::Mapping(screen) => screen.act(action, ctx),
            Self::WhatIf(screen) => screen.act(action, ctx.rows),
            Self::Report(screen) => screen.act(action, ctx),
            Self::Start(screen) => screen.act(action, ctx),
        }
    }

    /// Takes a key that is no action, where text is typed (the `/` line), or a paste.
    pub fn typed(&mut self, typed: &super::form::Typed, ctx: ScreenCtx<'_>) -> Flow {
        match self {
            Self::Queue(screen) => screen.typed(typed, ctx),
            Self::Case(screen) => screen.typed(typed, ctx),
            Self::Disputes(screen) => screen.typed(typed, ctx),
            Self::Reconcile(screen) => screen.typed(typed, ctx),
            Self::Tray(screen) => screen.typed(typed, ctx),
            Self::Day(_)
            | Self::Approvals(_)
            | Self::Desk(_)
            | Self::Cases(_)
            | Self::Mapping(_)
            | Self::WhatIf(_)
            | Self::Report(_) => vec![],
            Self::Start(screen) => screen.typed(typed, ctx),
        }
    }

    /// Takes an answer of the world.
    pub fn reply(&mut self, reply: &Reply, ctx: ScreenCtx<'_>) -> Flow {
        match self {
            Self::Queue(screen) => screen.reply(reply, ctx),
            Self::Case(screen) => screen.reply(reply, ctx),
            Self::Day(screen) => screen.reply(reply),
            Self::Disputes(screen) => screen.reply(reply, ctx),
            Self::Approvals(screen) => screen.reply(reply, ctx),
            Self::Desk(screen) => screen.reply(reply, ctx),
            Self::Cases(_) => vec![],
            Self::Reconcile(screen) => screen.reply(reply, ctx),
            Self::Tray(screen) => screen.reply(reply, ctx),
            Self::Mapping(screen) => screen.reply(reply),
            Self::WhatIf(screen) => screen.reply(reply),
            Self::Report(screen) => screen.reply(reply),
            Self::Start(screen) => screen.reply(reply),
        }
    }

    /// Reads again what it shows (something changed in the book).
    pub fn reload(&mut self, ctx: ScreenCtx<'_>) -> Flow {
        match self {
            Self::Queue(screen) => screen.reload(ctx),
            Self::Case(screen) => screen.reload(),
            Self::Disputes(screen) => screen.reload(),
            Self::Approvals(screen) => screen.reload(),
            Self::Desk(screen) => screen.reload(),
            Self::Reconcile(screen) => screen.reload(),
            Self::Tray(screen) => screen.reload(),
            Self::Day(screen) => screen.reload(ctx.drafts.iter().rev().cloned().collect()),
            Self::Report(screen) => screen.book_changed(),
            Self::Cases(_) | Self::Mapping(_) | Self::WhatIf(_) | Self::Start(_) => vec![],
        }
    }

    /// The case under the hand.
    #[must_use]
    pub fn case(&self) -> Option<CaseId> {
        match self {
            Self::Queue(screen) => screen.case(),
            Self::Case(screen) => Some(screen.case),
            Self::Day(screen) => screen.here().map(|line| line.case()),
            Self::Disputes(screen) => screen.case(),
            Self::WhatIf(screen) => screen.case(),
            Self::Report(screen) => screen.case(),
            Self::Approvals(screen) => screen.case(),
            Self::Cases(screen) => screen.case(),
            Self::Reconcile(screen) => screen.case(),
            Self::Tray(screen) => screen.case(),
            Self::Desk(_) | Self::Mapping(_) | Self::Start(_) => None,
        }
    }

    /// The case under the hand as far as it was read.
    #[must_use]
    pub fn view(&self) -> Option<&CaseView> {
        match self {
            Self::Queue(screen) => screen.preview(),
            Self::Case(screen) => screen.view.as_deref(),
            Self::Day(_)
            | Self::Disputes(_)
            | Self::Approvals(_)
            | Self::Desk(_)
            | Self::Cases(_)
            | Self::Reconcile(_)
            | Self::Tray(_)
            | Self::Mapping(_)
            | Self::WhatIf(_)
            | Self::Report(_)
            | Self::Start(_) => None,
        }
    }

    /// What can be done here; the root adds what it knows.
    #[must_use]
    pub fn situation(&self) -> Situation {
        let view = self.view();
        Situation {
            case: self.case().is_some(),
            leased: view.is_some_and(|view| view.lease.is_some()),
            merged: view.is_some_and(|view| view.state.merged_into.is_some()),
            open: view.map(|view| !view.state.balance.open.is_zero()),
            dispute: view.map(|view| view.state.disputes.iter().any(|dispute| dispute.state.is_open())),
            hold: view.map(|view| !view.state.holds.is_empty()),
            promise: view.map(|view| view.state.promises.iter().any(|promise| promise.is_running())),
            payment: view.map(|view| !view.state.payments.is_empty()),
            approval: view.map(|view| first_waiting(&view.state).is_some()),
            plan: view.map(|view| {
                let open = |state: PlanState| state == PlanState::Proposed || state.is_running();
                view.state.plans.iter().any(|plan| open(plan.state))
            }),
            ..Situation::default()
        }
    }

    /// Its name in the breadcrumbs.
    #[must_use]
    pub fn crumb(&self) -> Say {
        match self {
            Self::Queue(screen) if screen.whose == Whose::All => Say::new("crumb-queue-all"),
            Self::Queue(screen) => match &screen.whose {
                Whose::Of(login) => Say::new("crumb-queue-of").with("who", Fact::Text(login.0.clone())),
                Whose::Mine | Whose::All => Say::new("crumb-queue"),
            },
            Self::Case(screen) => screen.crumb(),
            Self::Day(_) => Say::new("crumb-day"),
            Self::Disputes(_) => Say::new("crumb-disputes"),
            Self::Approvals(_) => Say::new("crumb-approvals"),
            Self::Desk(_) => Say::new("crumb-desk"),
            Self::Cases(_) => Say::new("crumb-cases"),
            Self::Reconcile(_) => Say::new("crumb-reconcile"),
            Self::Tray(_) => Say::new("crumb-tray"),
            Self::Mapping(_) => Say::new("crumb-mapping"),
            Self::WhatIf(_) => Say::new("crumb-what-if"),
            Self::Report(_) => Say::new("crumb-report"),
            Self::Start(_) => Say::new("crumb-start"),
        }
    }

    /// The first line of its list on the screen.
    #[must_use]
    pub fn top_line(&self) -> usize {
        match self {
            Self::Queue(screen) => screen.list.top,
            Self::Case(screen) => screen.list().top,
            Self::Day(screen) => screen.list.top,
            Self::Disputes(screen) => screen.list.top,
            Self::Approvals(screen) => screen.list.top,
            Self::Desk(screen) => screen.list.top,
            Self::Cases(screen) => screen.list.top,
            Self::Reconcile(screen) => screen.list.top,
            Self::Tray(screen) => screen.list.top,
            Self::Mapping(screen) => screen.list.top,
            Self::WhatIf(screen) => screen.list.top,
            Self::Report(screen) => screen.list.top,
            Self::Start(screen) => screen.list.top,
        }
    }

    /// Milliseconds until it wants to be woken, from now.
    #[must_use]
    pub fn wake_in_ms(&self, tick: Tick) -> Option<u64> {
        match self {
            Self::Queue(screen) => screen.wake_in_ms(tick),
            Self::Reconcile(screen) => screen.wake_in_ms(tick),
            Self::Desk(_) => Some(desk::LOOK_MS),
            Self::Case(_)
            | Self::Day(_)
            | Self::Disputes(_)
            | Self::Approvals(_)
            | Self::Cases(_)
            | Self::Tray(_)
            | Self::Mapping(_)
            | Self::WhatIf(_)
            | Self::Report(_)
            | Self::Start(_) => None,
        }
    }

    /// The time it asked for has come.
    pub fn wake(&mut self, ctx: ScreenCtx<'_>) -> Flow {
        match self {
            Self::Queue(screen) => screen.wake(ctx),
            Self::Reconcile(screen) => screen.wake(ctx),
            Self::Desk(screen) => screen.reload(),
            Self::Case(_)
            | Self::Day(_)
            | Self::Disputes(_)
            | Self::Approvals(_)
            | Self::Cases(_)
            | Self::Tray(_)
            | Self::Mapping(_)
            | Self::WhatIf(_)
            | Self::Report(_)
            | Self::Start(_) => vec![],
        }
    }
}
