//! The open form, docked above the footer so that the case stays in sight; each form in a file of its own.
//! What never lives here: what is typed.
//! `ui::draw` calls it.

pub mod grid;
pub mod note;
pub mod parts;
pub mod sheet;

use ratatui::layout::Rect;

use crate::app::App;
use crate::app::form::sheet::Value;
use crate::app::form::{Form, FormLayer};
use crate::i18n::Words;

use super::theme::Role;
use super::widget::pen::Pen;
use super::widget::sentence::say;

/// Rows around the fields: the rule with the title, and the line for what is missing.
const FRAME_ROWS: u16 = 2;
/// Rows of the screen above that are always left in sight.
const SCREEN_ROWS_MIN: u16 = 4;

/// Rows the form's own fields want; title, message line and rule come on top.
fn rows(words: &Words, form: &Form, columns: u16) -> u16 {
    match form.rules().sheet() {
        Some(sheet) if sheet.here().is_some_and(|field| matches!(field.value, Value::Grid(_))) => grid::rows(),
        Some(sheet) => sheet::rows(words, sheet, columns),
        None => note::ROWS,
    }
}

/// Where the form stands.
#[must_use]
pub fn area(words: &Words, layer: &FormLayer, body: Rect) -> Rect {
    let most = body.height.saturating_sub(SCREEN_ROWS_MIN).max(FRAME_ROWS + 1).min(body.height);
    let height = (rows(words, &layer.form, body.width.saturating_sub(2)) + FRAME_ROWS).min(most);
    Rect { y: body.bottom() - height, height, ..body }
}

/// Draws the form.
pub fn draw(pen: &mut Pen<'_>, app: &App, layer: &FormLayer, area: Rect) {
    pen.clear(area, Role::Text);
    pen.rule(area.x, area.y, area.width);
    title(pen, layer, area);
    let fields = Rect { x: area.x + 1, y: area.y + 1, width: area.width - 2, height: area.height - FRAME_ROWS };
    match &layer.form {
        Form::Note(form) => note::draw(pen, form, fields),
        Form::Contact(_)
        | Form::Promise(_)
        | Form::Dispute(_)
        | Form::Callback(_)
        | Form::Hold(_)
        | Form::Payment(_)
        | Form::Decide(_) => sheet::draw(pen, layer.form.rules(), layer.ctx(app.session(), app.tick()), fields),
    }
    let y = area.bottom() - 1;
    let zone = app.session().zone;
    let (text, role) = if layer.saving {
        (pen.t("form-saving"), Role::Muted)
    } else if let Some(trouble) = &layer.trouble {
        (say(pen.words, zone, trouble), Role::Danger)
    } else if let Some(moved) = &layer.moved {
        (say(pen.words, zone, moved), Role::Warning)
    } else if let Form::Contact(contact) = &layer.form {
        (pen.t(if contact.on_grid() { "form-contact-grid" } else { "form-contact-details" }), Role::Muted)
    } else {
        (String::new(), Role::Text)
    };
    pen.text(area.x + 1, y, area.width.saturating_sub(2), &text, role);
}

/// The title in the rule: the steps so far, the debtor; for a contact, how it travels at the right.
fn title(pen: &mut Pen<'_>, layer: &FormLayer, area: Rect) {
    let crumb = pen.theme.signs.crumb;
    let mut steps: Vec<String> = layer.earlier.iter().map(|form| step_name(pen, form)).collect();
    steps.push(pen.t(&format!("form-{}", layer.form.rules().kind().name())));
    let text = format!(" {} {} {} ", steps.join(&format!(" {crumb} ")), pen.theme.signs.dot, layer.name);
    let end = pen.text(area.x + 2, area.y, area.width.saturating_sub(4), &text, Role::Title);
    if let Form::Contact(contact) = &layer.form {
        let point = layer.form.rules().sheet().map(|sheet| sheet.said("point")).unwrap_or_default();
        let facts = [
            ("channel", pen.t(&format!("channel-{}", contact.channel())).into()),
            ("direction", pen.t(&format!("direction-{}", contact.direction())).into()),
            ("point", super::widget::sentence::said_or_none(&point).into()),
        ];
        let how = format!(" {} ", pen.words.tf("form-contact-how", &facts));
        let left = area.right().saturating_sub(end + 3);
        pen.right(end + 1, area.y, left, &how, Role::Muted);
    }
}

/// A step already filled, in a word or two: the outcome chosen, else the form's name.
fn step_name(pen: &Pen<'_>, form: &Form) -> String {
    match form {
        Form::Contact(contact) => match contact.outcome() {
            Some(outcome) => pen.t(&format!("outcome-{outcome}")),
            None => pen.t("form-contact"),
        },
        Form::Promise(_)
        | Form::Dispute(_)
        | Form::Callback(_)
        | Form::Note(_)
        | Form::Hold(_)
        | Form::Payment(_)
        | Form::Decide(_) => pen.t(&format!("form-{}", form.rules().kind().name())),
    }
}
