//! The close of the day drawn: cases done, rate, time left, and what can be done meanwhile.
//! What never lives here: the figures.
//! `ui::overlay` calls it.

use ratatui::layout::Rect;

use crate::app::App;
use crate::app::overlay::closing::ClosingBox;

use super::super::screen::far;
use super::super::theme::Role;
use super::super::widget::pen::Pen;
use super::super::widget::text::wrap;

/// Columns of the box at most.
const COLUMNS: u16 = 60;

/// Draws it; there is no list.
pub fn draw(pen: &mut Pen<'_>, app: &App, state: &ClosingBox, body: Rect) -> usize {
    let inside = super::frame(pen, body, COLUMNS, 7, &pen.t("closing-title"));
    let progress = app.closing().unwrap_or_default();
    let text = if state.stopping {
        pen.t("closing-stopping")
    } else if progress.total == 0 {
        pen.t("closing-begins")
    } else {
        pen.words.tf("closing-progress", &far(progress))
    };
    pen.text(inside.x, inside.y, inside.width, &text, Role::Text);
    bar(pen, inside, progress.done, progress.total);
    let how = pen.t("closing-how");
    for (at, line) in wrap(&how, usize::from(inside.width)).iter().take(2).enumerate() {
        let y = inside.y + 3 + u16::try_from(at).unwrap_or(0);
        pen.text(inside.x, y, inside.width, line, Role::Muted);
    }
    1
}

/// How far it has come, as a line that fills; the figures stand above it.
fn bar(pen: &mut Pen<'_>, inside: Rect, done: u64, total: u64) {
    let wide = u64::from(inside.width);
    let filled = (done.min(total) * wide).checked_div(total).unwrap_or(0);
    let filled = u16::try_from(filled).unwrap_or(inside.width);
    pen.clear(Rect { y: inside.y + 1, width: filled, height: 1, ..inside }, Role::Selected);
    pen.rule(inside.x + filled, inside.y + 1, inside.width - filled);
}
