//! Several disputes about to be decided, drawn: count and sum, the first of them, the choice.
//! What never lives here: deciding.
//! `ui::overlay` calls it.

use ratatui::layout::Rect;

use crate::app::overlay::bulk::{BulkBox, SAMPLE_LINES};

use super::super::theme::Role;
use super::super::widget::pen::Pen;

/// Columns of the box at most.
const COLUMNS: u16 = 72;

/// Draws it; there is no list.
pub fn draw(pen: &mut Pen<'_>, over: &BulkBox, body: Rect) -> usize {
    let sample = over.rows.len().min(SAMPLE_LINES) + usize::from(over.rows.len() > SAMPLE_LINES);
    let rows = u16::try_from(sample).unwrap_or(0) + 5;
    let facts = [("count", over.rows.len().into()), ("sums", pen.words.sums(&over.sum()).into())];
    let title = pen.words.tf("bulk-title", &facts);
    let area = super::frame(pen, body, COLUMNS, rows, &title);
    let mut y = area.y;
    for row in over.rows.iter().take(SAMPLE_LINES) {
        let amount = row.line.amount.map(|amount| pen.words.money(amount)).unwrap_or_default();
        let what = pen.words.dispute_name(row.line.kind, row.line.reason);
        let wide = area.width.saturating_sub(15);
        pen.text(area.x, y, wide, &format!("{} {} {what}", row.name, pen.theme.signs.dot), Role::Text);
        pen.right(area.x + wide + 1, y, 13, &amount, Role::Money);
        y += 1;
    }
    let more = over.rows.len().saturating_sub(SAMPLE_LINES);
    if more > 0 {
        let text = pen.words.tf("bulk-more", &[("count", more.into())]);
        pen.text(area.x, y, area.width, &text, Role::Muted);
        y += 1;
    }
    let mut x = area.x;
    for (at, option) in over.decision.options().iter().enumerate() {
        let room = |x: u16| area.right().saturating_sub(x);
        let key = option.letter.map(|letter| letter.to_string()).unwrap_or_default();
        let after = pen.text(x, y + 1, room(x), &key, Role::Key) + 1;
        let chosen = over.decision.at() == Some(at);
        let label = pen.t(&option.say.id);
        let label = if chosen { format!("[{label}]") } else { label };
        let role = if chosen { Role::Selected } else { Role::Text };
        x = pen.text(after, y + 1, room(after), &label, role) + 2;
    }
    let (told, role) = if over.missing { ("bulk-missing", Role::Danger) } else { ("bulk-how", Role::Muted) };
    let text = pen.t(told);
    pen.text(area.x, y + 2, area.width, &text, role);
    1
}
