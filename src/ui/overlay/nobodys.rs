//! The bank's lines that are nobody's, drawn: day, amount, who paid; of the one under the hand why, who said so, and when.
//! What never lives here: taking a line back.
//! `ui::overlay` calls it.

use ratatui::layout::Rect;

use crate::app::overlay::nobodys::NobodysBox;

use super::super::theme::Role;
use super::super::widget::pen::Pen;
use super::super::widget::sentence::say;
use super::super::widget::text::wrap;

/// Columns of the box at most.
const COLUMNS: u16 = 76;
/// Rows of the list at most.
const ROWS: u16 = 12;
/// Rows under the list: the reason and what to press.
const FOOT: u16 = 4;

/// Draws it; returns the lines of its list on screen.
pub fn draw(pen: &mut Pen<'_>, state: &NobodysBox, body: Rect) -> usize {
    let title = pen.words.tf("nobodys-title", &[("count", state.rows.len().into())]);
    let inside = super::frame(pen, body, COLUMNS, ROWS + FOOT + 2, &title);
    let foot = FOOT.min(inside.height.saturating_sub(1));
    let area = Rect { height: inside.height.saturating_sub(foot), ..inside };
    let list = state.list.shown_in(state.rows.len(), usize::from(area.height));
    for (row, at) in (0..area.height).zip(list.top..state.rows.len()) {
        let one = &state.rows[at];
        let place = Rect { y: area.y + row, height: 1, ..area };
        pen.line(place, at == list.at, |pen| {
            let day = pen.words.date(one.line.booked_on);
            pen.text(place.x + 1, place.y, 11, &day, Role::Muted);
            let amount = pen.words.money(one.line.amount);
            pen.right(place.x + 13, place.y, 13, &amount, Role::Money);
            let named = if one.line.payer.is_empty() { &one.line.text } else { &one.line.payer };
            pen.text(place.x + 28, place.y, place.width.saturating_sub(29), named, Role::Text);
        });
    }
    let (told, role) = match (&state.trouble, state.here()) {
        (Some(trouble), _) => (say(pen.words, pen.session.zone, trouble), Role::Danger),
        (None, Some(one)) => {
            let facts = [
                ("reason", one.reason.as_str().into()),
                ("who", one.who.to_string().into()),
                ("day", pen.words.day(one.on).into()),
            ];
            (pen.words.tf("nobodys-told", &facts), Role::Text)
        }
        (None, None) if state.answered => (pen.t("nobodys-empty"), Role::Muted),
        (None, None) => (String::new(), Role::Muted),
    };
    let low = Rect { y: inside.bottom().saturating_sub(foot), height: foot, ..inside };
    let how = pen.t("nobodys-how");
    let lines = wrap(&told, usize::from(low.width));
    for (row, text) in (0..foot.saturating_sub(1)).zip(&lines) {
        pen.text(low.x, low.y + row, low.width, text, role);
    }
    if !state.rows.is_empty() {
        pen.text(low.x, low.bottom().saturating_sub(1), low.width, &how, Role::Muted);
    }
    usize::from(area.height.max(1))
}
