//! The find box drawn: what is typed, and the cases found with what matched and what they owe.
//! What never lives here: searching.
//! `ui::overlay` calls it.

use ratatui::layout::Rect;

use crate::app::overlay::find::FindBox;
use crate::store::read::{FindHit, Matched};

use super::super::theme::Role;
use super::super::widget::edit;
use super::super::widget::pen::Pen;
use super::super::widget::sentence::say;
use super::super::widget::text::wrap;

/// Columns of the box at most.
const COLUMNS: u16 = 92;
/// Rows of the list at most.
const ROWS: u16 = 14;
/// Columns of what matched.
const MATCHED: u16 = 11;
/// Columns of the amounts.
const OPEN: u16 = 16;

/// Draws it; returns the lines of the list on screen.
pub fn draw(pen: &mut Pen<'_>, state: &FindBox, body: Rect) -> usize {
    let title = pen.t("find-title");
    titled(pen, state, body, &title)
}

/// Draws it under another title: for a box that looks for a case on its way.
pub fn titled(pen: &mut Pen<'_>, state: &FindBox, body: Rect, title: &str) -> usize {
    let inside = super::frame(pen, body, COLUMNS, ROWS + 4, title);
    let label = pen.t("find-label");
    let x = pen.text(inside.x, inside.y, inside.width, &label, Role::Label) + 1;
    edit::line(pen, x, inside.y, inside.right().saturating_sub(x), &state.query, true);
    let list = Rect { y: inside.y + 2, height: inside.height.saturating_sub(2), ..inside };
    if let Some(trouble) = &state.trouble {
        let text = say(pen.words, pen.session.zone, trouble);
        lines(pen, list, &text, Role::Danger);
    } else if state.query.text().trim().is_empty() {
        lines(pen, list, &pen.t("find-how"), Role::Muted);
    } else if state.hits.is_empty() && state.is_answered() {
        lines(pen, list, &pen.t("find-nothing"), Role::Muted);
    }
    let room = usize::from(list.height);
    for (at, hit) in state.hits.iter().enumerate().skip(state.list.top).take(room) {
        let y = list.y + u16::try_from(at - state.list.top).unwrap_or(0);
        let row = Rect { y, height: 1, ..list };
        let hand = at == state.list.at;
        pen.line(row, hand, |pen| draw_hit(pen, hit, row));
    }
    room.max(1)
}

fn lines(pen: &mut Pen<'_>, area: Rect, text: &str, role: Role) {
    for (at, line) in wrap(text, usize::from(area.width)).iter().take(usize::from(area.height)).enumerate() {
        pen.text(area.x, area.y + u16::try_from(at).unwrap_or(0), area.width, line, role);
    }
}

fn draw_hit(pen: &mut Pen<'_>, hit: &FindHit, row: Rect) {
    let matched = pen.t(&format!("matched-{}", hit.matched.name()));
    let open = pen.words.sums(&hit.open);
    let reference = 14.min(row.width / 5);
    let name = row.width.saturating_sub(1 + reference + 1 + MATCHED + 1 + OPEN + 1);
    let mut x = row.x + 1;
    pen.text(x, row.y, name, &hit.name, Role::Text);
    if hit.matched == Matched::Name {
        pen.mark(x, row.y, name, &hit.name, &hit.marks);
    }
    x += name + 1;
    pen.text(x, row.y, reference, &hit.reference, Role::Muted);
    if hit.matched == Matched::Reference {
        pen.mark(x, row.y, reference, &hit.reference, &hit.marks);
    }
    x += reference + 1;
    pen.text(x, row.y, MATCHED, &matched, Role::Muted);
    x += MATCHED + 1;
    pen.right(x, row.y, row.right().saturating_sub(x), &open, Role::Money);
}
