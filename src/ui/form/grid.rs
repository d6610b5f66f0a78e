//! The grid of outcomes drawn: three columns of keys and words, by whom the contact reached.
//! What never lives here: which outcome is where (see `app/form/grid`).
//! `ui::form::sheet` calls it while the grid takes the keys.

use ratatui::layout::Rect;

use crate::app::form::grid::{COLUMNS, Cell};
use crate::app::form::sheet::Sheet;

use super::super::theme::Role;
use super::super::widget::pen::Pen;

/// Rows of the longest column.
#[must_use]
pub fn rows() -> u16 {
    let longest = COLUMNS.iter().map(|column| column.len()).max().unwrap_or(1);
    u16::try_from(longest).unwrap_or(u16::MAX)
}

/// Draws it; when there are fewer rows than outcomes the row under the hand stays in sight.
pub fn draw(pen: &mut Pen<'_>, sheet: &Sheet, area: Rect) {
    let Some(grid) = sheet.grid() else { return };
    let high = usize::from(area.height.max(1));
    let longest = usize::from(rows());
    let top = (grid.row + 2).saturating_sub(high).min(longest.saturating_sub(high));
    let wide = area.width / 3;
    for (at, column) in (0u16..).zip(COLUMNS) {
        let x = area.x + at * wide;
        for (row, cell) in column.iter().enumerate().skip(top).take(high) {
            let y = area.y + u16::try_from(row - top).unwrap_or(0);
            let hand = usize::from(at) == grid.column && row == grid.row;
            draw_cell(pen, *cell, hand, Rect { x, y, width: wide.saturating_sub(1), height: 1 });
        }
    }
    if longest > high {
        let more = if top + high < longest { pen.theme.signs.down } else { pen.theme.signs.up };
        pen.text(area.right() - 1, area.bottom() - 1, 1, more, Role::Key);
    }
}

fn draw_cell(pen: &mut Pen<'_>, cell: Cell, hand: bool, area: Rect) {
    match cell {
        Cell::Head(head) => {
            let text = pen.t(&format!("outcome-group-{}", head.name()));
            pen.text(area.x, area.y, area.width, &text, Role::Heading);
        }
        Cell::Outcome(key, outcome) => {
            let text = pen.t(&format!("outcome-{outcome}"));
            let role = |role| if hand { Role::Selected } else { role };
            if hand {
                pen.clear(area, Role::Selected);
                pen.caret = Some((area.x, area.y));
            }
            let x = pen.text(area.x, area.y, 1, &key.to_string(), role(Role::Key));
            pen.text(x + 1, area.y, area.width.saturating_sub(2), &text, role(Role::Text));
        }
    }
}
