//! The instalments of a plan drawn: number, day, amount; what is typed over, what bears the change, what stands.
//! What never lives here: what is typed, the arithmetic.
//! `ui::form::sheet` calls it: beside the fields where there is room, else under their own row.

use ratatui::layout::Rect;

use crate::app::form::lines::{Column, Lines};
use crate::app::form::plan::comes_to;

use super::super::theme::Role;
use super::super::widget::edit;
use super::super::widget::pen::Pen;
use super::super::widget::sentence::say;

/// Columns of the whole table: sign, number, day, amount, and the blanks between.
pub const COLUMNS: u16 = 2 + 3 + 1 + DAY + 1 + AMOUNT + 2;
/// Columns of a day.
const DAY: u16 = 11;
/// Columns of an amount.
const AMOUNT: u16 = 14;
/// Lines under the field's own row at most, where there is no room beside; the table scrolls.
const ROWS_MAX: usize = 6;

/// Rows of the table under the field's own row, at most.
#[must_use]
pub fn rows(lines: &Lines) -> u16 {
    u16::try_from(lines.rows().len().min(ROWS_MAX).saturating_sub(1)).unwrap_or(0)
}

/// Draws the table; `hand`: the keys go to it.
pub fn draw(pen: &mut Pen<'_>, lines: &Lines, hand: bool, area: Rect) {
    let (all, room) = (lines.rows().len(), usize::from(area.height));
    let room = room.min(all);
    let top = (lines.at + 1).saturating_sub(room).min(all - room);
    for (row, at) in (0..area.height).zip(top..top + room) {
        let y = area.y + row;
        one(pen, lines, at, hand && at == lines.at, Rect { y, height: 1, ..area });
    }
    if all > room && room > 0 {
        let sign = if top + room < all { pen.theme.signs.down } else { pen.theme.signs.up };
        pen.text(area.right() - 1, area.y + area.height - 1, 1, sign, Role::Muted);
    }
}

fn one(pen: &mut Pen<'_>, lines: &Lines, at: usize, hand: bool, area: Rect) {
    let Some((on, money)) = lines.rows().get(at) else { return };
    let fixed = at < lines.fixed();
    let sign = if fixed { "=" } else { "~" };
    // What stands and what moved are told by a sign, not only by a weight.
    if fixed || lines.moved(at) {
        pen.text(area.x, area.y, 1, sign, Role::Accent);
    }
    let role = if fixed {
        Role::Muted
    } else if lines.moved(at) {
        Role::Title
    } else {
        Role::Text
    };
    pen.right(area.x + 2, area.y, 3, &(at + 1).to_string(), Role::Muted);
    let cells = [
        (Column::Day, area.x + 6, DAY, pen.words.date(*on)),
        (Column::Amount, area.x + 7 + DAY, AMOUNT, pen.words.money(*money)),
    ];
    for (column, x, wide, text) in cells {
        let wide = wide.min(area.right().saturating_sub(x));
        match (lines.cell(at, column), hand && lines.column == column) {
            (Some(typed), true) => edit::line(pen, x, area.y, wide, typed, true),
            (None, true) => {
                pen.clear(Rect { x, y: area.y, width: wide, height: 1 }, Role::FieldActive);
                pen.text(x, area.y, wide, &text, Role::FieldActive);
                pen.caret = Some((x, area.y));
            }
            (_, false) if column == Column::Day => drop(pen.text(x, area.y, wide, &text, role)),
            (_, false) => pen.right(x, area.y, wide, &text, role),
        }
    }
}

/// What they come to, on one row.
pub fn summary(pen: &mut Pen<'_>, lines: &Lines, area: Rect) {
    let pieces = comes_to(lines.rows());
    let texts: Vec<String> = pieces.iter().map(|piece| say(pen.words, pen.session.zone, piece)).collect();
    pen.text(area.x, area.y, area.width, &texts.join(&format!(" {} ", pen.theme.signs.dot)), Role::Text);
}
