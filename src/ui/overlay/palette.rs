//! The palette drawn: every action by its name, its key, and why it is off.
//! What never lives here: matching.
//! `ui::overlay` calls it.

use ratatui::layout::Rect;

use crate::app::App;
use crate::app::action::{Action, Availability, Scope, availability};
use crate::app::overlay::palette::PaletteBox;

use super::super::theme::Role;
use super::super::widget::edit;
use super::super::widget::pen::Pen;

/// Columns of the box at most.
const COLUMNS: u16 = 84;
/// Rows of the list at most.
const ROWS: u16 = 14;
/// Columns of the names.
const NAMES: u16 = 18;
/// Columns of the keys.
const KEYS: u16 = 9;

/// Draws it; returns the lines of the list on screen.
pub fn draw(pen: &mut Pen<'_>, app: &App, state: &PaletteBox, body: Rect) -> usize {
    let inside = super::frame(pen, body, COLUMNS, ROWS + 4, &pen.t("palette-title"));
    let x = pen.text(inside.x, inside.y, 1, ":", Role::Key);
    edit::line(pen, x, inside.y, inside.right().saturating_sub(x), &state.filter, true);
    let list = Rect { y: inside.y + 2, height: inside.height.saturating_sub(2), ..inside };
    if state.rows().is_empty() {
        let text = pen.t("palette-nothing");
        pen.text(list.x, list.y, list.width, &text, Role::Muted);
    }
    let room = usize::from(list.height);
    for (at, action) in state.rows().iter().enumerate().skip(state.list.top).take(room) {
        let y = list.y + u16::try_from(at - state.list.top).unwrap_or(0);
        let row = Rect { y, height: 1, ..list };
        pen.line(row, at == state.list.at, |pen| draw_action(pen, app, *action, row));
    }
    room.max(1)
}

fn draw_action(pen: &mut Pen<'_>, app: &App, action: Action, row: Rect) {
    let off = match availability(action, app.situation()) {
        Availability::Ready => None,
        Availability::Off(why) => Some(pen.t(why)),
    };
    let role = |role| if off.is_some() { Role::Off } else { role };
    let key = app.keymap().key_of(action, Scope::ALL).unwrap_or_default();
    pen.text(row.x + 1, row.y, KEYS - 1, &key, role(Role::Key));
    let x = row.x + 1 + KEYS;
    pen.text(x, row.y, NAMES - 1, action.name(), role(Role::Text));
    let x = x + NAMES;
    let help = pen.t(&action.help_id());
    let text = off.as_ref().map_or(help.clone(), |why| format!("{help} ({why})"));
    pen.text(x, row.y, row.right().saturating_sub(x), &text, role(Role::Muted));
}
