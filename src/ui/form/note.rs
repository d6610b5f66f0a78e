//! The note being written, drawn.
//! What never lives here: its text (see `app/form/note`).
//! `ui::form` calls it.

use ratatui::layout::Rect;

use crate::app::form::note::NoteForm;

use super::super::widget::edit;
use super::super::widget::pen::Pen;

/// Rows the text is given.
pub const ROWS: u16 = 6;

/// Draws the text with its caret.
pub fn draw(pen: &mut Pen<'_>, form: &NoteForm, area: Rect) {
    edit::many(pen, area, &form.text, true);
}
