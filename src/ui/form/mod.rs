//! The open form, docked above the footer so that the case stays in sight; each form in a file of its own.
//! What never lives here: what is typed.
//! `ui::draw` calls it.

pub mod call;
pub mod grid;
pub mod lines;
pub mod note;
pub mod parts;
pub mod sheet;

use ratatui::layout::Rect;

use crate::app::App;
use crate::app::form::sheet::{Hint, Tone, Value};
use crate::app::form::{Form, FormLayer};
use crate::domain::codes::Direction;
use crate::i18n::Words;

use super::theme::Role;
use super::widget::pen::Pen;
use super::widget::sentence::say;
use super::widget::text::{width, wrap};

/// Rows of the screen above that are always left in sight.
const SCREEN_ROWS_MIN: u16 = 4;
/// … on a low terminal.
const SCREEN_ROWS_LOW: u16 = 2;
/// A body of fewer rows is low.
const LOW_ROWS: u16 = 18;
/// From this many columns on, what is said under the fields takes one row.
const ONE_ROW_COLUMNS: u16 = 80;

/// From this many columns on, the limits take one row.
const LIMITS_ONE_ROW_COLUMNS: u16 = 140;

/// Rows for what is said under the fields.
fn told_rows(columns: u16) -> u16 {
    if columns >= ONE_ROW_COLUMNS { 1 } else { 2 }
}

/// Rows for the house's limits, where a form has any.
fn limit_rows(form: &Form, columns: u16) -> u16 {
    match form.rules().has_limits() {
        false => 0,
        true if columns >= LIMITS_ONE_ROW_COLUMNS => 1,
        true => 2,
    }
}

/// Rows the form's own fields want; title, message line and rule come on top.
fn rows(words: &Words, form: &Form, columns: u16) -> u16 {
    if let Form::Call(form) = form {
        return call::rows(form);
    }
    match form.rules().sheet() {
        Some(sheet) if sheet.here().is_some_and(|field| matches!(field.value, Value::Grid(_))) => grid::rows(),
        Some(sheet) => sheet::rows(words, sheet, columns),
        None => note::ROWS,
    }
}

/// Where the form stands.
#[must_use]
pub fn area(words: &Words, layer: &FormLayer, body: Rect) -> Rect {
    let above = if body.height < LOW_ROWS { SCREEN_ROWS_LOW } else { SCREEN_ROWS_MIN };
    // The rule with the title, the limits, what is said under the fields, and what moved underneath.
    let limits = limit_rows(&layer.form, body.width);
    let around = 1 + told_rows(body.width) + limits + u16::from(layer.moved.is_some());
    let most = body.height.saturating_sub(above).max(around + 1).min(body.height);
    let height = rows(words, &layer.form, body.width.saturating_sub(2)).saturating_add(around).min(most);
    Rect { y: body.bottom() - height, height, ..body }
}

/// Draws the form.
pub fn draw(pen: &mut Pen<'_>, app: &App, layer: &FormLayer, area: Rect) {
    pen.clear(area, Role::Text);
    pen.rule(area.x, area.y, area.width);
    title(pen, app, layer, area);
    let zone = app.session().zone;
    let inside = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    let mut bottom = area.bottom();
    let told = told_rows(area.width).min(area.height.saturating_sub(2));
    bottom -= told;
    let (text, role) = under_the_fields(pen, app, layer);
    for (at, line) in (0..told).zip(wrap(&text, usize::from(inside.width))) {
        pen.text(inside.x, bottom + at, inside.width, &line, role);
    }
    let ctx = layer.ctx(app.session(), app.tick());
    let rows = limit_rows(&layer.form, area.width).min(bottom.saturating_sub(area.y + 2));
    bottom -= rows;
    let limits = layer.form.rules().limits(ctx);
    draw_limits(pen, &limits, Rect { y: bottom, height: rows, ..inside });
    if let Some(moved) = &layer.moved {
        bottom = bottom.saturating_sub(1).max(area.y + 1);
        let text = format!("! {}", say(pen.words, zone, moved));
        pen.text(inside.x, bottom, inside.width, &text, Role::Warning);
    }
    let fields = Rect { y: area.y + 1, height: bottom - area.y - 1, ..inside };
    if let Form::Call(form) = &layer.form {
        call::draw(pen, app, layer, form, fields);
    } else if let Form::Note(form) = &layer.form {
        note::draw(pen, form, fields);
    } else {
        sheet::draw(pen, layer.form.rules(), ctx, fields);
    }
}

/// The limits, those that are passed first, packed into the rows there are.
fn draw_limits(pen: &mut Pen<'_>, limits: &[Hint], area: Rect) {
    let (passed, kept): (Vec<&Hint>, Vec<&Hint>) = limits.iter().partition(|hint| hint.tone != Tone::Plain);
    let dot = format!(" {} ", pen.theme.signs.dot);
    let (mut x, mut y) = (area.x, area.y);
    for hint in passed.into_iter().chain(kept) {
        let (text, role) = sheet::told(pen, hint);
        let begins = x == area.x;
        let wide = u16::try_from(width(&text) + if begins { 0 } else { 3 }).unwrap_or(u16::MAX);
        if !begins && wide > area.right().saturating_sub(x) {
            (x, y) = (area.x, y + 1);
        }
        if y >= area.bottom() {
            return;
        }
        if x > area.x {
            x = pen.text(x, y, area.right().saturating_sub(x), &dot, Role::Muted);
        }
        x = pen.text(x, y, area.right().saturating_sub(x), &text, role);
    }
}

/// What is said under the fields: why it could not be saved, else the hint of the field under the hand.
fn under_the_fields(pen: &Pen<'_>, app: &App, layer: &FormLayer) -> (String, Role) {
    if layer.saving {
        return (pen.t("form-saving"), Role::Muted);
    } else if let Some(trouble) = &layer.trouble {
        return (format!("! {}", say(pen.words, app.session().zone, trouble)), Role::Danger);
    }
    let rules = layer.form.rules();
    let here = rules.sheet().and_then(|sheet| sheet.here()).map(|field| field.id);
    if let Some(hint) = here.and_then(|id| rules.hint(id, layer.ctx(app.session(), app.tick()))) {
        return sheet::told(pen, &hint);
    }
    let on_grid = matches!(&layer.form, Form::Contact(contact) if contact.on_grid());
    let how = match (&layer.form, on_grid) {
        (Form::Call(_), _) => pen.t(if app.session().dials { "form-call-how-dial" } else { "form-call-how" }),
        (Form::Note(_), _) => pen.t("form-note-how"),
        (_, true) => pen.t("form-contact-grid"),
        (_, false) => String::new(),
    };
    (how, Role::Muted)
}

/// The title in the rule: the steps so far, the debtor; for a contact, how it travels at the right.
fn title(pen: &mut Pen<'_>, app: &App, layer: &FormLayer, area: Rect) {
    let crumb = pen.theme.signs.crumb;
    // The call itself is told by what came of it.
    let earlier = layer.earlier.iter().filter(|form| !matches!(form, Form::Call(_)));
    let mut steps: Vec<String> = earlier.map(|form| step_name(pen, form)).collect();
    steps.push(pen.t(&format!("form-{}", layer.form.rules().kind().name())));
    let text = format!(" {} {} {} ", steps.join(&format!(" {crumb} ")), pen.theme.signs.dot, layer.name);
    let end = pen.text(area.x + 2, area.y, area.width.saturating_sub(4), &text, Role::Title);
    if let Form::Call(form) = &layer.form {
        let id = if form.direction() == Direction::In { "call-clock-in" } else { "call-clock" };
        let clock = format!(" {} ", pen.words.tf(id, &[("time", call::clock(form, app).into())]));
        pen.right(end + 1, area.y, area.right().saturating_sub(end + 3), &clock, Role::Title);
    }
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
    let outcome = if let Form::Contact(contact) = form { contact.outcome() } else { None };
    match outcome {
        Some(outcome) => pen.t(&format!("outcome-{outcome}")),
        None => pen.t(&format!("form-{}", form.rules().kind().name())),
    }
}
