//! The open form, docked above the footer so that the case stays in sight; each form in a file of its own.
//! What never lives here: what is typed.
//! `ui::draw` calls it.

pub mod note;

use ratatui::layout::Rect;

use crate::app::App;
use crate::app::form::{Form, FormLayer};

use super::theme::Role;
use super::widget::pen::Pen;
use super::widget::sentence::say;

/// Rows the form's own fields want, by form; title, message line and rule come on top.
fn rows(form: &Form) -> u16 {
    match form {
        Form::Note(_) => note::ROWS,
    }
}

/// Rows around the fields: the rule with the title, and the line for what is missing.
const FRAME_ROWS: u16 = 2;
/// Rows of the screen above that are always left in sight.
const SCREEN_ROWS_MIN: u16 = 4;

/// Where the form stands.
#[must_use]
pub fn area(layer: &FormLayer, body: Rect) -> Rect {
    let most = body.height.saturating_sub(SCREEN_ROWS_MIN).max(FRAME_ROWS + 1).min(body.height);
    let height = (rows(&layer.form) + FRAME_ROWS).min(most);
    Rect { y: body.bottom() - height, height, ..body }
}

/// Draws the form.
pub fn draw(pen: &mut Pen<'_>, app: &App, layer: &FormLayer, area: Rect) {
    pen.clear(area, Role::Text);
    pen.rule(area.x, area.y, area.width);
    let title = pen.t(&format!("form-{}", layer.form.rules().kind().name()));
    let text = format!(" {title} {} {} ", pen.theme.signs.dot, layer.name);
    pen.text(area.x + 2, area.y, area.width.saturating_sub(4), &text, Role::Title);
    let fields = Rect { x: area.x + 1, y: area.y + 1, width: area.width - 2, height: area.height - FRAME_ROWS };
    match &layer.form {
        Form::Note(form) => note::draw(pen, form, fields),
    }
    let y = area.bottom() - 1;
    let zone = app.session().zone;
    let (text, role) = if layer.saving {
        (pen.t("form-saving"), Role::Muted)
    } else if let Some(trouble) = &layer.trouble {
        (say(pen.words, zone, trouble), Role::Danger)
    } else if let Some(moved) = &layer.moved {
        (say(pen.words, zone, moved), Role::Warning)
    } else {
        (String::new(), Role::Text)
    };
    pen.text(area.x + 1, y, area.width.saturating_sub(2), &text, role);
}
