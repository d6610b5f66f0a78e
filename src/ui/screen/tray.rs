//! The tray drawn: a line each number or address with its day, how many and what; beneath, the debtors it may be.
//! What never lives here: the search, the attaching.
//! `ui::screen` calls it.

use ratatui::layout::Rect;

use crate::app::App;
use crate::app::say::sentence;
use crate::app::screen::tray::{Proposed, TrayScreen, named};
use crate::domain::codes::Direction;
use crate::domain::matching::Certainty;

use super::super::theme::Role;
use super::super::widget::pen::Pen;
use super::super::widget::sentence::say;
use super::super::widget::text::wrap;

/// Rows of the panel: what was said, and five debtors.
const PANEL_ROWS: u16 = 10;
/// Lines of the list that stay in sight above it.
const LIST_ROWS_MIN: u16 = 4;
/// Columns of a day, a number, how many.
const DAY: u16 = 12;
const POINT: u16 = 24;
const COUNT: u16 = 5;

/// Draws it; returns the lines of the list on screen.
pub fn draw(pen: &mut Pen<'_>, app: &App, state: &TrayScreen, area: Rect) -> usize {
    if let Some(trouble) = &state.trouble {
        let text = say(pen.words, app.session().zone, &sentence(trouble));
        super::empty(pen, area, &pen.t("tray-trouble"), &[text]);
        return 1;
    }
    if state.is_empty() {
        let title = if state.filter.is_some() { "reconcile-empty-filter" } else { "tray-empty" };
        let next = if state.filter.is_some() { "reconcile-empty-filter-next" } else { "tray-empty-next" };
        if state.answered {
            let lines = [pen.t(next)];
            super::empty(pen, area, &pen.t(title), &lines);
        }
        return 1;
    }
    let head = pen.words.tf("tray-head", &[("count", state.total.into())]);
    pen.text(area.x + 1, area.y, area.width.saturating_sub(2), &head, Role::Title);
    let panel = PANEL_ROWS.min(area.height.saturating_sub(1 + LIST_ROWS_MIN));
    let height = area.height - 1 - panel;
    let list = state.list.shown_in(state.len(), usize::from(height));
    for row in 0..height {
        let at = list.top + usize::from(row);
        let Some(line) = state.line(at) else { break };
        let place = Rect { y: area.y + 1 + row, height: 1, ..area };
        pen.row(place, (at, list.at), |pen| one(pen, line, place));
    }
    let y = area.y + 1 + height;
    pen.rule(area.x, y, area.width);
    let inside = Rect { x: area.x + 1, y: y + 1, width: area.width.saturating_sub(2), height: panel.saturating_sub(1) };
    if let Some(line) = state.here() {
        below(pen, line, state.chosen, inside);
    }
    usize::from(height.max(1))
}

fn one(pen: &mut Pen<'_>, (line, proposals): &Proposed, row: Rect) {
    let signs = pen.theme.signs;
    let (sign, role) = match line.last.direction {
        Direction::Out => (signs.out, Role::Text),
        Direction::In => (signs.inward, Role::Accent),
    };
    let day = pen.words.date(line.last.day);
    pen.text(row.x + 1, row.y, DAY, &day, Role::Muted);
    pen.text(row.x + 1 + DAY, row.y, 1, sign, role);
    let x = row.x + 3 + DAY;
    let point = POINT.min(row.width / 3);
    pen.text(x, row.y, point, named(line), Role::Text);
    pen.right(x + point + 1, row.y, COUNT, &format!("{} ×", line.count), Role::Muted);
    let x = x + point + COUNT + 2;
    let what = match proposals.first() {
        Some(first) => (format!("{} {}", first.name, first.reference), sure(first.hint.certainty())),
        None => (line.called.clone(), Role::Muted),
    };
    let channel = pen.t(&format!("channel-{}", line.last.channel));
    let pieces = [(channel, Role::Muted), what];
    pen.pieces(x, row.y, row.right().saturating_sub(x + 1), &pieces);
}

fn below(pen: &mut Pen<'_>, (line, proposals): &Proposed, chosen: usize, area: Rect) {
    let moment = pen.words.moment(line.last.at, pen.session.zone);
    let pieces = [
        (named(line).to_owned(), Role::Title),
        (line.called.clone(), Role::Text),
        (moment, Role::Muted),
        (line.last.outcome.map(|outcome| pen.t(&format!("outcome-{outcome}"))).unwrap_or_default(), Role::Muted),
    ];
    pen.pieces(area.x, area.y, area.width, &pieces);
    let mut y = area.y + 1;
    let note = pen.words.contact_note(&line.last.note);
    for text in wrap(&note, usize::from(area.width)).iter().take(2) {
        pen.text(area.x, y, area.width, text, Role::Text);
        y += 1;
    }
    if proposals.is_empty() {
        let text = pen.t("tray-no-proposals");
        for (row, text) in (y..area.bottom()).zip(wrap(&text, usize::from(area.width)).iter().take(2)) {
            pen.text(area.x, row, area.width, text, Role::Muted);
        }
        return;
    }
    for (at, one) in proposals.iter().enumerate() {
        if y >= area.bottom() {
            break;
        }
        let certainty = one.hint.certainty();
        let hand = if at == chosen { pen.theme.signs.hand } else { " " };
        pen.text(area.x, y, 1, hand, Role::Accent);
        let pieces = [
            (format!("{} {}", one.name, one.reference), if at == chosen { Role::Title } else { Role::Text }),
            (pen.words.tray_why(one.hint.name(), certainty.name()), sure(certainty)),
        ];
        pen.pieces(area.x + 2, y, area.width.saturating_sub(2), &pieces);
        y += 1;
    }
}

const fn sure(certainty: Certainty) -> Role {
    match certainty {
        Certainty::Certain => Role::Good,
        Certainty::Likely => Role::Text,
        Certainty::Possible => Role::Muted,
    }
}
