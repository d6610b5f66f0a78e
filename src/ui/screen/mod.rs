//! Each screen drawn in a file of the same name as its state.
//! What never lives here: state.
//! `ui::draw` calls it with the room between header and footer (or form).

pub mod agreed;
pub mod approvals;
pub mod case;
pub mod cases;
pub mod desk;
pub mod dispute;
pub mod disputes;
pub mod history;
pub mod mapping;
pub mod my_day;
pub mod preview;
pub mod queue;
pub mod reconcile;
pub mod report;
pub mod start;
pub mod tabs;
pub mod tray;
pub mod what_if;

use ratatui::layout::Rect;

use crate::app::App;
use crate::app::form::line::Line;
use crate::app::screen::Screen;
use crate::app::toast::Progress;
use crate::i18n::Arg;

use super::theme::Role;
use super::widget::edit;
use super::widget::pen::Pen;
use super::widget::sentence::say;
use super::widget::text::wrap;

/// Draws the top screen; returns the lines of its list on screen.
pub fn draw(pen: &mut Pen<'_>, app: &App, area: Rect) -> usize {
    match app.stack().top() {
        Screen::Queue(state) => queue::draw(pen, app, state, area),
        Screen::Case(state) => case::draw(pen, app, state, area),
        Screen::Disputes(state) => disputes::draw(pen, app, state, area),
        Screen::Reconcile(state) => reconcile::draw(pen, app, state, area),
        Screen::Tray(state) => tray::draw(pen, app, state, area),
        Screen::Day(state) => my_day::draw(pen, app, state, area),
        Screen::Approvals(state) => approvals::draw(pen, app, state, area),
        Screen::Desk(state) => desk::draw(pen, app, state, area),
        Screen::Cases(state) => cases::draw(pen, app, state, area),
        Screen::Mapping(state) => mapping::draw(pen, app, state, area),
        Screen::WhatIf(state) => what_if::draw(pen, app, state, area),
        Screen::Report(state) => report::draw(pen, app, state, area),
        Screen::Start(state) => start::draw(pen, app, state, area),
    }
}

/// The `/` line in place of the footer, while a list is filtered; true when it was drawn.
pub fn filter_line(pen: &mut Pen<'_>, app: &App, area: Rect) -> bool {
    let (filter, shown, total, limit) = match app.stack().top() {
        Screen::Queue(state) => (state.filter.as_ref(), state.len(), state.total(), state.filter_limit()),
        Screen::Case(state) => (state.filter.as_ref(), state.len(), state.history_total(), None),
        Screen::Tray(state) => (state.filter.as_ref(), state.len(), state.total, None),
        Screen::Disputes(state) => (state.filter.as_ref(), state.len(), state.total as usize, None),
        Screen::Reconcile(state) => {
            let total = usize::try_from(state.total).unwrap_or(usize::MAX);
            (state.filter.as_ref(), state.len(), total, None)
        }
        Screen::Day(_)
        | Screen::Approvals(_)
        | Screen::Desk(_)
        | Screen::Cases(_)
        | Screen::Mapping(_)
        | Screen::WhatIf(_)
        | Screen::Report(_)
        | Screen::Start(_) => (None, 0, 0, None),
    };
    let editing = app.stack().top().scopes() == [crate::app::action::Scope::Filter];
    let Some(filter) = filter else { return false };
    if app.form().is_some() || !app.overlays().is_empty() || app.toast().is_some() {
        return false;
    }
    let mut count = pen.words.tf("filter-count", &[("shown", shown.into()), ("total", total.into())]);
    if let Some(limit) = limit {
        count = format!("{count} {} {}", pen.theme.signs.dot, say(pen.words, app.session().zone, &limit));
    }
    let x = pen.text(area.x + 1, area.y, 1, "/", Role::Key);
    let field = area.width / 3;
    edit_line(pen, x, area.y, field, filter, editing);
    pen.text(x + field + 1, area.y, area.right().saturating_sub(x + field + 1), &count, Role::Muted);
    true
}

fn edit_line(pen: &mut Pen<'_>, x: u16, y: u16, columns: u16, filter: &Line, editing: bool) {
    if editing {
        edit::line(pen, x, y, columns, filter, true);
    } else {
        pen.text(x, y, columns, filter.text(), Role::Text);
    }
}

/// How far a first book is, and how to stop it.
fn making(pen: &Pen<'_>, progress: Progress) -> String {
    if progress.total == 0 {
        return pen.t("start-making");
    }
    pen.words.tf("start-progress", &far(progress))
}

/// What messages of progress speak of.
pub fn far(progress: Progress) -> [(&'static str, Arg); 4] {
    [
        ("done", progress.done.into()),
        ("total", progress.total.into()),
        ("rate", progress.rate.into()),
        ("seconds", progress.seconds_left.into()),
    ]
}

/// What is said in the middle of an empty room: a title and what to do next.
pub fn empty(pen: &mut Pen<'_>, area: Rect, title: &str, lines: &[String]) {
    let columns = usize::from(area.width.saturating_sub(4)).min(72);
    let mut rows: Vec<(String, Role)> = vec![(title.to_owned(), Role::Title), (String::new(), Role::Text)];
    for line in lines {
        rows.extend(wrap(line, columns).into_iter().map(|row| (row, Role::Text)));
    }
    let height = u16::try_from(rows.len()).unwrap_or(u16::MAX);
    let left = area.x + (area.width.saturating_sub(u16::try_from(columns).unwrap_or(0))) / 2;
    let top = area.y + area.height.saturating_sub(height) / 3;
    for (at, (row, role)) in rows.iter().enumerate() {
        let y = top + u16::try_from(at).unwrap_or(0);
        if y < area.bottom() {
            pen.text(left, y, u16::try_from(columns).unwrap_or(0), row, *role);
        }
    }
}
