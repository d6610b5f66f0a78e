//! A yes-or-no question drawn in full.
//! What never lives here: what yes does.
//! `ui::overlay` calls it.

use ratatui::layout::Rect;

use crate::app::App;
use crate::app::overlay::confirm::Confirm;

use super::super::theme::Role;
use super::super::widget::pen::Pen;
use super::super::widget::sentence::say;
use super::super::widget::text::wrap;

/// Columns of the box at most.
const COLUMNS: u16 = 60;

/// Draws it; there is no list.
pub fn draw(pen: &mut Pen<'_>, app: &App, state: &Confirm, body: Rect) -> usize {
    let zone = app.session().zone;
    let columns = usize::from(COLUMNS.min(body.width).saturating_sub(4));
    let lines: Vec<String> = state.lines.iter().flat_map(|line| wrap(&say(pen.words, zone, line), columns)).collect();
    let rows = u16::try_from(lines.len()).unwrap_or(u16::MAX).saturating_add(2);
    let inside = super::frame(pen, body, COLUMNS, rows, &say(pen.words, zone, &state.title));
    for (at, line) in lines.iter().take(usize::from(inside.height)).enumerate() {
        pen.text(inside.x, inside.y + u16::try_from(at).unwrap_or(0), inside.width, line, Role::Text);
    }
    1
}
