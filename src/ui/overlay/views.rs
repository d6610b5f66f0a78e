//! The views of the queue drawn: a digit, the name, its line; of a house's one that it is the house's.
//! What never lives here: what a key does.
//! `ui::overlay` calls it.

use ratatui::layout::Rect;

use crate::app::overlay::views::{Naming, ViewsBox};

use super::super::theme::Role;
use super::super::widget::edit;
use super::super::widget::pen::Pen;
use super::super::widget::sentence::say;
use super::super::widget::text::wrap;

/// Columns of the box at most.
const COLUMNS: u16 = 76;
/// Rows of the list at most.
const ROWS: u16 = 12;
/// Rows under the list: a name, or what to press.
const FOOT: u16 = 3;
/// Columns of a name.
const NAME: u16 = 26;

/// Draws it; returns the lines of its list on screen.
pub fn draw(pen: &mut Pen<'_>, state: &ViewsBox, body: Rect) -> usize {
    let rows: Vec<_> = state.rows().collect();
    let high = u16::try_from(rows.len().max(1)).unwrap_or(ROWS).min(ROWS);
    let inside = super::frame(pen, body, COLUMNS, high + FOOT + 3, &pen.t("views-title"));
    let area = Rect { height: inside.height.saturating_sub(FOOT + 1), ..inside };
    let list = state.list.shown_in(rows.len(), usize::from(area.height));
    for (row, at) in (0..area.height).zip(list.top..rows.len()) {
        let place = Rect { y: area.y + row, height: 1, ..area };
        pen.line(place, at == list.at, |pen| {
            let digit = if at < 9 { (at + 1).to_string() } else { String::new() };
            pen.text(place.x, place.y, 2, &digit, Role::Key);
            pen.text(place.x + 2, place.y, NAME, &rows[at].name, Role::Text);
            let house = if at < state.own.views.len() { String::new() } else { pen.t("views-of-house") };
            let line = [house, rows[at].filter.clone()].join(" ");
            let x = place.x + 3 + NAME;
            pen.text(x, place.y, place.right().saturating_sub(x), line.trim(), Role::Muted);
        });
    }
    if rows.is_empty() {
        let none = pen.t("views-none");
        pen.text(area.x, area.y, area.width, &none, Role::Muted);
    }
    let foot = inside.bottom().saturating_sub(FOOT);
    if let Some((naming, line)) = &state.naming {
        let id = match naming {
            Naming::Save => "views-name-of",
            Naming::Rename(_) => "views-name-new",
        };
        let label = pen.t(id);
        pen.text(inside.x, foot, inside.width, &label, Role::Label);
        edit::line(pen, inside.x, foot + 1, inside.width, line, true);
    }
    let (text, role) = match &state.trouble {
        Some(trouble) => (say(pen.words, pen.session.zone, trouble), Role::Danger),
        None if state.naming.is_none() => (pen.t("views-how"), Role::Muted),
        None => (String::new(), Role::Muted),
    };
    let low = if state.naming.is_some() { foot + 2 } else { foot };
    for (y, line) in (low..inside.bottom()).zip(wrap(&text, usize::from(inside.width))) {
        pen.text(inside.x, y, inside.width, &line, role);
    }
    usize::from(area.height.max(1))
}
