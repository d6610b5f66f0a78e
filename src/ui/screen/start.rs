//! The first hour drawn: three ways to a first book.
//! What never lives here: making it.
//! `ui::screen` calls it.

use ratatui::layout::Rect;

use crate::app::App;
use crate::app::action::Action;

use super::super::widget::pen::Pen;

/// Draws the choices; there is no list.
pub fn draw(pen: &mut Pen<'_>, app: &App, area: Rect) -> usize {
    let choice = |action: Action| {
        let key = app.keymap().key_of(action, app.screen_scopes()).unwrap_or_default();
        format!("{key}  {}", pen.t(&action.help_id()))
    };
    let lines = [pen.t("start-lead"), String::new(), choice(Action::StartDemo), choice(Action::StartEmpty)];
    super::empty(pen, area, &pen.t("start-title"), &lines);
    1
}
