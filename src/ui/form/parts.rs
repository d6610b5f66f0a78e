//! The table of parts drawn: which invoices are named, and how much of each.
//! What never lives here: what is typed.
//! `ui::form::sheet` calls it while the hand is in the table.

use ratatui::layout::Rect;

use crate::app::form::parts::{PartRow, Parts};

use super::super::theme::Role;
use super::super::widget::edit;
use super::super::widget::pen::Pen;

/// Invoices on screen at most; the table scrolls.
const ROWS_MAX: usize = 6;
/// Columns of an invoice's number at least.
const NUMBER: u16 = 11;
/// Columns of an amount.
const AMOUNT: u16 = 14;

/// Rows of the table under the field's own row, at most.
#[must_use]
pub fn rows(parts: &Parts) -> u16 {
    u16::try_from(parts.rows().len().min(ROWS_MAX).saturating_sub(1)).unwrap_or(0)
}

/// Draws the table.
pub fn draw(pen: &mut Pen<'_>, parts: &Parts, area: Rect) {
    if parts.rows().is_empty() {
        let text = pen.t("form-parts-empty");
        pen.text(area.x, area.y, area.width, &text, Role::Muted);
        return;
    }
    let room = usize::from(area.height.max(1)).min(ROWS_MAX).min(parts.rows().len());
    let top = (parts.at + 1).saturating_sub(room);
    for (at, row) in parts.rows().iter().enumerate().skip(top).take(room) {
        let y = area.y + u16::try_from(at - top).unwrap_or(0);
        draw_row(pen, row, at == parts.at, Rect { y, height: 1, ..area });
    }
    let more = parts.rows().len() - room;
    if more > 0 && area.width > 3 {
        let sign = if top + room < parts.rows().len() { pen.theme.signs.down } else { pen.theme.signs.up };
        pen.text(area.right() - 1, area.y + u16::try_from(room - 1).unwrap_or(0), 1, sign, Role::Muted);
    }
}

fn draw_row(pen: &mut Pen<'_>, row: &PartRow, hand: bool, area: Rect) {
    let mark = format!("[{}]", if row.chosen { pen.theme.signs.done } else { " " });
    let role = if hand { Role::Accent } else { Role::Text };
    let mut x = pen.text(area.x, area.y, 3, &mark, role) + 1;
    let due = pen.words.date(row.due_on);
    let due_wide = u16::try_from(super::super::widget::text::width(&due)).unwrap_or(0);
    // The number and what is named of it always stand; the due day and what is free as far as there is room.
    let left = area.width.saturating_sub(4 + NUMBER + 1 + AMOUNT);
    let (with_free, with_due) = (left > AMOUNT, left > AMOUNT + due_wide + 1);
    let taken = if with_free { AMOUNT + 1 } else { 0 } + if with_due { due_wide + 1 } else { 0 };
    let number = (NUMBER + left.saturating_sub(taken)).min(24);
    pen.text(x, area.y, number, &row.key.number, if hand { Role::Title } else { Role::Text });
    x += number + 1;
    if with_due {
        pen.text(x, area.y, due_wide, &due, Role::Muted);
        x += due_wide + 1;
    }
    if with_free {
        pen.right(x, area.y, AMOUNT, &pen.words.money(row.free), Role::Muted);
        x += AMOUNT + 1;
    }
    let columns = AMOUNT.min(area.right().saturating_sub(x));
    let typed = !row.amount.text().is_empty();
    if hand {
        edit::line(pen, x, area.y, columns, &row.amount, true);
        if row.chosen && !typed {
            let all = pen.words.amount(row.free);
            pen.text(x, area.y, columns, &all, Role::FieldActive);
        }
    } else if typed {
        let role = if matches!(row.read(), Some(Err(_))) { Role::Danger } else { Role::Money };
        pen.text(x, area.y, columns, row.amount.text(), role);
    } else if row.chosen {
        pen.text(x, area.y, columns, &pen.words.amount(row.free), Role::Money);
    }
}
