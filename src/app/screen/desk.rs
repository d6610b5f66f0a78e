//! The team's day on the screen: desk by desk, one figure under the hand, then the alerts; every figure opens its cases.
//! What never lives here: counting (see `store::read::desk`), drawing.
//! The root owns it.

use crate::domain::codes::DeskFigure;
use crate::domain::team::{Cases, Desk, Team};
use crate::domain::values::{CaseId, Login};

use super::super::action::Action;
use super::super::effect::{Effect, Reply};
use super::super::list::{List, is_motion};
use super::super::nav::{Flow, Step};
use super::super::say::{Fact, Say, Trouble};
use super::ScreenCtx;
use super::cases::CasesScreen;

/// How long a quiet screen waits before it looks again, in milliseconds: what people have in hand is told in minutes, and
/// what anybody records is told at once.
pub const LOOK_MS: u64 = 30_000;

/// The screen.
#[derive(Debug, Default)]
pub struct DeskScreen {
    /// As last read.
    pub team: Option<Box<Team>>,
    /// The hand, over desks and then alerts.
    pub list: List,
    /// The figure under the hand, by its place in [`DeskFigure::ALL`].
    pub figure: usize,
    /// Why it could not be read.
    pub trouble: Option<Trouble>,
}

/// What is under the hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DeskLine<'a> {
    /// A desk.
    Desk(&'a Desk),
    /// An alert, by its place.
    Alert(usize),
}

impl DeskScreen {
    /// Reads it.
    pub fn reload(&mut self) -> Flow {
        vec![Step::Ask(Effect::LoadTeam)]
    }

    /// Desks and alerts.
    #[must_use]
    pub fn len(&self) -> usize {
        self.team.as_deref().map_or(0, |team| team.desks.len() + team.day.alerts.len())
    }

    /// True before anything was read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// A line by its place.
    #[must_use]
    pub fn line(&self, at: usize) -> Option<DeskLine<'_>> {
        let team = self.team.as_deref()?;
        let alert = || at.checked_sub(team.desks.len()).filter(|alert| *alert < team.day.alerts.len());
        team.desks.get(at).map(DeskLine::Desk).or_else(|| alert().map(DeskLine::Alert))
    }

    /// The figure under the hand.
    #[must_use]
    pub fn here(&self) -> DeskFigure {
        DeskFigure::ALL.get(self.figure).copied().unwrap_or(DeskFigure::Now)
    }

    /// Does an action.
    pub fn act(&mut self, action: Action, ctx: ScreenCtx<'_>) -> Flow {
        if is_motion(action) {
            let len = self.len();
            return if self.list.apply(action, len, ctx.rows) { vec![Step::Draw] } else { vec![] };
        }
        let figures = DeskFigure::ALL.len();
        if action == Action::NextFigure {
            self.figure = (self.figure + 1) % figures;
            return vec![Step::Draw];
        }
        if action == Action::PreviousFigure {
            self.figure = (self.figure + figures - 1) % figures;
            return vec![Step::Draw];
        }
        if action == Action::OpenFigure {
            return self.open();
        }
        if action == Action::Refresh {
            return self.reload();
        }
        vec![]
    }

    /// The cases behind what is under the hand; what is left and its load open the list itself.
    fn open(&self) -> Flow {
        let (Some(team), Some(line)) = (self.team.as_deref(), self.line(self.list.at)) else { return vec![] };
        let desk = match line {
            DeskLine::Alert(at) => {
                let Some(alert) = team.day.alerts.get(at) else { return vec![] };
                return cases(team, Say::new("cases-alert").with("name", Fact::Text(alert.name.clone())), &alert.cases);
            }
            DeskLine::Desk(desk) => desk,
        };
        let figure = self.here();
        let title = Say::new("cases-of")
            .with("figure", Fact::Word(format!("desk-head-{figure}")))
            .with("who", desk.login.as_ref().map_or_else(|| Fact::Word("desk-nobodys".into()), who));
        let plain = |cases: Vec<CaseId>| Cases {
            count: u32::try_from(cases.len()).unwrap_or(u32::MAX),
            first: cases.into_iter().map(|case| (case, 0)).collect(),
        };
        match figure {
            DeskFigure::Left | DeskFigure::Load => vec![Step::QueueOf(desk.login.clone())],
            DeskFigure::Now => cases(team, title, &plain(desk.now.iter().map(|(case, _)| *case).collect())),
            DeskFigure::Done | DeskFigure::Calls | DeskFigure::Reached | DeskFigure::Talk => {
                cases(team, title, &plain(desk.done.iter().copied().collect()))
            }
            DeskFigure::Promises => cases(team, title, &plain(desk.promises.iter().copied().collect())),
            DeskFigure::Callbacks => cases(team, title, &desk.callbacks),
            DeskFigure::Disputes => cases(team, title, &desk.disputes),
            DeskFigure::Idle => cases(team, title, &desk.tally.idle),
            DeskFigure::Marked => {
                cases(team, title, &plain(desk.tally.marked.iter().map(|marked| marked.case).collect()))
            }
        }
    }

    /// Takes an answer of the world.
    pub fn reply(&mut self, reply: &Reply, ctx: ScreenCtx<'_>) -> Flow {
        let Reply::Team(answer) = reply else { return vec![] };
        match answer {
            Ok(team) => (self.team, self.trouble) = (Some(team.clone()), None),
            Err(trouble) => self.trouble = Some(trouble.clone()),
        }
        let (at, len) = (self.list.at, self.len());
        self.list.put(at, len, ctx.rows);
        vec![Step::Draw]
    }
}

fn who(login: &Login) -> Fact {
    Fact::Text(login.0.clone())
}

/// A screen of cases; nothing where there are none.
fn cases(team: &Team, title: Say, cases: &Cases) -> Flow {
    if cases.first.is_empty() {
        return vec![Step::Toast(Say::new("cases-none"))];
    }
    let name = |case: &CaseId| team.names.get(case).cloned().unwrap_or_default();
    let rows = cases.first.iter().map(|(case, minor)| (*case, name(case), *minor)).collect();
    vec![Step::OpenCases(Box::new(CasesScreen::new(title, rows, cases.count, team.currency)))]
}
