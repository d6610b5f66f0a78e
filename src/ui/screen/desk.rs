//! The team's day drawn: a line a desk, as many figures as fit around the one under the hand; then the alerts; below, what
//! the days of the desk under the hand bring.
//! What never lives here: counting, words of a figure (see `i18n::team`).
//! `ui::screen` calls it.

use ratatui::layout::Rect;

use crate::app::App;
use crate::app::say::sentence;
use crate::app::screen::desk::{DeskLine, DeskScreen};
use crate::domain::codes::DeskFigure;
use crate::domain::team::{Desk, Team};
use crate::i18n::team::DeskBy;

use super::super::theme::Role;
use super::super::widget::pen::Pen;
use super::super::widget::sentence::say;
use super::super::widget::text::wrap;
use super::tabs::table;

/// Columns of the name.
const WHO: u16 = 12;
/// Fewest columns of what is in hand.
const NOW_MIN: u16 = 20;
/// Most lines of the foot.
const FOOT_MAX: usize = 7;

/// Draws it; returns the lines of the list on screen.
pub fn draw(pen: &mut Pen<'_>, app: &App, state: &DeskScreen, area: Rect) -> usize {
    if let Some(trouble) = &state.trouble {
        let text = say(pen.words, app.session().zone, &sentence(trouble));
        super::empty(pen, area, &pen.t("desk-trouble"), &[text]);
        return 1;
    }
    let Some(team) = state.team.as_deref() else { return 1 };
    let policy = &app.session().policy;
    let now = app.tick().now;
    let by = DeskBy { at: now.at, day: Some(now.today), capacity: &policy.order.capacity, rules: &policy.team };
    let columns = Columns::of(area, state.figure);
    let foot = foot(pen, state, team, &by, area.width);
    let foot_rows = u16::try_from(foot.len() + 1).unwrap_or(u16::MAX).min(area.height / 2);
    let (foot_y, list) = (area.bottom() - foot_rows, Rect { height: area.height - foot_rows, ..area });
    pen.rule(area.x, foot_y, area.width);
    for (at, (text, role)) in (1..foot_rows).zip(&foot) {
        pen.text(area.x + 1, foot_y + at, area.width.saturating_sub(2), text, *role);
    }
    let heads = |pen: &mut Pen<'_>, at: Rect| {
        pen.text(at.x + 1, at.y, WHO, &pen.t("desk-head-who"), Role::Heading);
        for (figure, x, wide) in columns.shown() {
            let role = if figure == state.here() { Role::Accent } else { Role::Heading };
            put(pen, figure, (x, at.y, wide), &pen.t(&format!("desk-head-{figure}")), role);
        }
    };
    table(pen, state.list, state.len(), list, heads, |pen, at, line| match state.line(at) {
        Some(DeskLine::Desk(desk)) => {
            let quiet = if desk.away.is_some() { Role::Muted } else { Role::Text };
            pen.text(line.x + 1, line.y, WHO, &pen.words.desk_name(desk.login.as_ref()), quiet);
            for (figure, x, wide) in columns.shown() {
                let text = pen.words.desk_figure(figure, desk, team, &by);
                put(pen, figure, (x, line.y, wide), &text, role(figure, desk, team, quiet));
            }
        }
        Some(DeskLine::Alert(place)) => {
            let alert = &team.day.alerts[place];
            let role = if alert.cases.count > 0 { Role::Warning } else { Role::Muted };
            let text = format!("! {}", pen.words.alerted(alert, team.currency));
            pen.text(line.x + 1, line.y, line.width.saturating_sub(2), &text, role);
        }
        None => {}
    })
}

/// Late things and a list longer than the day stand out.
fn role(figure: DeskFigure, desk: &Desk, team: &Team, quiet: Role) -> Role {
    match figure {
        DeskFigure::Callbacks | DeskFigure::Disputes => Role::Warning,
        DeskFigure::Load if team.share(desk).is_some_and(|share| share.beyond > 0) => Role::Warning,
        DeskFigure::Promises => Role::Good,
        DeskFigure::Now
        | DeskFigure::Left
        | DeskFigure::Done
        | DeskFigure::Load
        | DeskFigure::Calls
        | DeskFigure::Reached
        | DeskFigure::Talk
        | DeskFigure::Idle
        | DeskFigure::Marked => quiet,
    }
}

/// Below the list: what the line under the hand says in full.
fn foot(pen: &Pen<'_>, state: &DeskScreen, team: &Team, by: &DeskBy<'_>, width: u16) -> Vec<(String, Role)> {
    let mut said: Vec<(String, Role)> = vec![];
    if team.generation.is_none() {
        said.push((pen.t("desk-no-list"), Role::Warning));
    }
    match state.line(state.list.at) {
        Some(DeskLine::Desk(desk)) => {
            said.extend(pen.words.desk_days(desk, team, by).into_iter().map(|text| (text, Role::Text)));
        }
        Some(DeskLine::Alert(_)) => said.push((pen.t("desk-alert-how"), Role::Muted)),
        None => {}
    }
    if team.day.alerts.is_empty() {
        said.push((pen.t("desk-alerts-none"), Role::Muted));
    }
    let columns = usize::from(width.saturating_sub(2));
    let lines = said.into_iter().flat_map(|(text, role)| wrap(&text, columns).into_iter().map(move |row| (row, role)));
    lines.take(FOOT_MAX).collect()
}

/// What is in hand is a text, everything else a number.
fn put(pen: &mut Pen<'_>, figure: DeskFigure, (x, y, wide): (u16, u16, u16), text: &str, role: Role) {
    if figure == DeskFigure::Now {
        pen.text(x, y, wide, text, role);
    } else {
        pen.right(x, y, wide, text, role);
    }
}

/// Which figures are shown, and where.
struct Columns(Vec<(DeskFigure, u16, u16)>);

impl Columns {
    /// As many as fit, from the first on, or moved so that the one under the hand is seen.
    fn of(area: Rect, hand: usize) -> Self {
        let room = area.width.saturating_sub(WHO + 3);
        let mut from = 0;
        loop {
            let shown = fitting(from, room);
            if from >= hand || from + shown > hand {
                return Self::placed(from, shown, area.x + WHO + 2, room);
            }
            from += 1;
        }
    }

    fn placed(from: usize, shown: usize, x: u16, room: u16) -> Self {
        let figures = DeskFigure::ALL.iter().skip(from).take(shown);
        let used: u16 = figures.clone().map(|figure| wide(*figure) + 1).sum();
        let mut at = x;
        let place = |figure: &DeskFigure| {
            // What is left over goes to the name of the case in hand.
            let more = if *figure == DeskFigure::Now { room.saturating_sub(used) } else { 0 };
            let (x, wide) = (at, wide(*figure) + more);
            at += wide + 1;
            (*figure, x, wide)
        };
        Self(figures.map(place).collect())
    }

    fn shown(&self) -> impl Iterator<Item = (DeskFigure, u16, u16)> + '_ {
        self.0.iter().copied()
    }
}

/// How many figures fit from one on; one at least.
fn fitting(from: usize, room: u16) -> usize {
    let mut left = room;
    let fit = DeskFigure::ALL.iter().skip(from).take_while(|figure| {
        let need = wide(**figure) + 1;
        let fits = need <= left;
        left = left.saturating_sub(need);
        fits
    });
    fit.count().max(1)
}

const fn wide(figure: DeskFigure) -> u16 {
    match figure {
        DeskFigure::Now => NOW_MIN,
        DeskFigure::Load => 17,
        DeskFigure::Promises | DeskFigure::Talk => 9,
        DeskFigure::Callbacks | DeskFigure::Disputes => 12,
        DeskFigure::Left | DeskFigure::Done | DeskFigure::Calls | DeskFigure::Reached | DeskFigure::Marked => 7,
        DeskFigure::Idle => 8,
    }
}
