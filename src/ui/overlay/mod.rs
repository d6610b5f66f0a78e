//! Boxes drawn over the screen, each in a file of the same name as its state.
//! What never lives here: state.
//! `ui::draw` calls it.

pub mod bulk;
pub mod closing;
pub mod confirm;
pub mod entry;
pub mod find;
pub mod help;
pub mod nobodys;
pub mod palette;
pub mod pick;
pub mod prompt;
pub mod views;

use ratatui::layout::Rect;

use crate::app::App;
use crate::app::overlay::Overlay;

use super::theme::Role;
use super::widget::pen::Pen;
use super::widget::text::width;

/// Draws a box; returns the lines of its list on screen.
pub fn draw(pen: &mut Pen<'_>, app: &App, over: &Overlay, body: Rect) -> usize {
    match over {
        Overlay::Help(state) => help::draw(pen, app, state, body),
        Overlay::Confirm(state) => confirm::draw(pen, app, state, body),
        Overlay::Find(state) => find::draw(pen, state, body),
        Overlay::Palette(state) => palette::draw(pen, app, state, body),
        Overlay::Closing(state) => closing::draw(pen, app, state, body),
        Overlay::Prompt(state) => prompt::draw(pen, state, body),
        Overlay::Bulk(state) => bulk::draw(pen, state, body),
        Overlay::Pick(state) => pick::draw(pen, state, body),
        Overlay::Nobodys(state) => nobodys::draw(pen, state, body),
        Overlay::Owner(state) => {
            let point = crate::app::screen::tray::named(&state.line.0);
            let title = pen.words.tf("owner-title", &[("point", point.into())]);
            find::titled(pen, &state.find, body, &title)
        }
        Overlay::Entry(state) => entry::draw(pen, state, body),
        Overlay::Views(state) => views::draw(pen, state, body),
    }
}

/// A framed box of at most `columns` by `rows` in the middle of the body; returns the room inside.
pub fn frame(pen: &mut Pen<'_>, body: Rect, columns: u16, rows: u16, title: &str) -> Rect {
    // A rim of a few cells of the screen behind would only look like dirt.
    let wide = if body.width <= columns + 6 { body.width } else { columns };
    let high = rows.min(body.height).max(3);
    let x = body.x + (body.width - wide) / 2;
    let y = body.y + (body.height - high) / 3;
    let area = Rect { x, y, width: wide, height: high };
    pen.clear(area, Role::Text);
    pen.hush();
    pen.rule(x, y, wide);
    pen.rule(x, area.bottom() - 1, wide);
    pen.wall(x, y + 1, high - 2);
    pen.wall(area.right() - 1, y + 1, high - 2);
    pen.text(x + 2, y, wide.saturating_sub(4), &format!(" {title} "), Role::Title);
    Rect { x: x + 2, y: y + 1, width: wide - 4, height: high - 2 }
}

/// What can follow the keys pressed, once the hand hesitates.
pub fn which_key(pen: &mut Pen<'_>, app: &App, body: Rect) {
    let Some(before) = app.which_key() else { return };
    let next = app.keymap().after(&app.scopes(), before);
    let rows = u16::try_from(next.len()).unwrap_or(u16::MAX).min(body.height.saturating_sub(2));
    let labels: Vec<(String, String)> =
        next.iter().map(|(key, action)| (key.clone(), pen.t(&action.help_id()))).collect();
    let wide = labels.iter().map(|(key, label)| width(key) + width(label) + 1).max().unwrap_or(0);
    let columns = u16::try_from(wide).unwrap_or(u16::MAX).saturating_add(4);
    let low = Rect { y: body.bottom().saturating_sub(rows + 2), height: rows + 2, ..body };
    let inside = frame(pen, low, columns, rows + 2, &crate::app::keymap::print_chord(before));
    for (at, (key, label)) in labels.iter().take(usize::from(rows)).enumerate() {
        let y = inside.y + u16::try_from(at).unwrap_or(0);
        let x = pen.text(inside.x, y, inside.width, key, Role::Key);
        pen.text(x + 1, y, inside.right().saturating_sub(x + 1), label, Role::Text);
    }
}
