//! The first hour drawn: what this is, and three ways to a first book.
//! What never lives here: making it.
//! `ui::screen` calls it.

use ratatui::layout::Rect;

use crate::app::App;
use crate::app::say::sentence;
use crate::app::screen::start::{StartScreen, WAYS};

use super::super::theme::Role;
use super::super::widget::pen::Pen;
use super::super::widget::sentence::say;
use super::super::widget::text::wrap;

/// Columns of the text at most: longer lines tire the eye.
const COLUMNS: u16 = 72;

/// Draws the choices; returns the lines of the list.
pub fn draw(pen: &mut Pen<'_>, app: &App, state: &StartScreen, area: Rect) -> usize {
    let wide = COLUMNS.min(area.width.saturating_sub(4));
    let x = area.x + (area.width - wide) / 2;
    let mut y = area.y + area.height / 6;
    let title = pen.t("start-title");
    pen.text(x, y, wide, &title, Role::Title);
    y += 2;
    let lead = pen.t("start-lead");
    pen.text(x, y, wide, &lead, Role::Text);
    y += 2;
    for (at, way) in WAYS.iter().enumerate() {
        let key = app.keymap().key_of(*way, app.screen_scopes()).unwrap_or_default();
        let help = pen.t(&way.help_id());
        let row = Rect { x, y, width: wide, height: 1 };
        pen.line(row, at == state.list.at, |pen| {
            pen.text(x + 2, y, 3, &key, Role::Key);
            pen.text(x + 5, y, wide.saturating_sub(5), &help, Role::Text);
        });
        y += 1;
    }
    y += 1;
    let (text, role) = if let Some(progress) = state.making {
        (super::making(pen, progress), Role::Text)
    } else if let Some(trouble) = &state.trouble {
        (say(pen.words, app.session().zone, &sentence(trouble)), Role::Danger)
    } else {
        (pen.t("start-after"), Role::Muted)
    };
    for line in wrap(&text, usize::from(wide)).iter().take(usize::from(area.bottom().saturating_sub(y))) {
        pen.text(x, y, wide, line, role);
        y += 1;
    }
    WAYS.len()
}
