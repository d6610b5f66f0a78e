//! A sheet of fields drawn: labels, values, what is proposed, the choices of the open field and its hint.
//! What never lives here: what is typed, what a hint says (the form decides).
//! `ui::form` calls it for every form but the note.

use ratatui::layout::Rect;

use crate::app::form::choice::{Choice, Choosable};
use crate::app::form::parts::Parts;
use crate::app::form::sheet::{Field, Hint, Sheet, Text, Tone, Value};
use crate::app::form::{FormCtx, FormKind, FormRules};
use crate::app::say::{Fact, Say};
use crate::i18n::Words;

use super::super::theme::Role;
use super::super::widget::ear::Speaks;
use super::super::widget::edit;
use super::super::widget::pen::Pen;
use super::super::widget::sentence::say;
use super::super::widget::text::width;
use super::{grid, lines, parts};

/// Columns of the labels.
const LABELS: u16 = 16;
/// Columns of a field at most: no amount, day or name is longer; a note scrolls.
const FIELD: u16 = 52;

/// Columns of the fields at least, where a table stands beside them.
const FIELDS_MIN: u16 = 40;

/// Columns the fields have; less than all where the table of instalments stands beside them.
fn fields_columns(sheet: &Sheet, columns: u16) -> u16 {
    let table = sheet.shown().any(|field| matches!(field.value, Value::Lines(_)));
    let beside = table && columns > FIELDS_MIN + lines::COLUMNS;
    if beside { columns - lines::COLUMNS - 1 } else { columns }
}

/// Rows the fields want at this width. It does not change while the hand moves from field to field: the screen above
/// stays where it is.
#[must_use]
pub fn rows(words: &Words, sheet: &Sheet, columns: u16) -> u16 {
    let fields = sheet.shown().filter(|field| !matches!(field.value, Value::Grid(_))).count();
    let (left, beside) = (fields_columns(sheet, columns), fields_columns(sheet, columns) < columns);
    let extra = sheet.shown().map(|field| extra_rows(words, field, left, beside)).max().unwrap_or(0);
    let outcome = u16::from(sheet.grid().is_some());
    u16::try_from(fields).unwrap_or(u16::MAX).saturating_add(extra).saturating_add(outcome)
}

/// Rows under a field while the hand is on it: its choices or its table.
fn extra_rows(words: &Words, field: &Field, columns: u16, beside: bool) -> u16 {
    match &field.value {
        Value::Grid(_) | Value::Text(_) => 0,
        Value::Lines(_) if beside => 0,
        Value::Lines(table) => lines::rows(table),
        Value::Parts(parts) => parts::rows(parts),
        Value::Choice(choice) => {
            let lines = option_lines(words, choice, room(columns)).len();
            // Choices that fit on one line stand in the field's own row.
            u16::try_from(lines.saturating_sub(1)).unwrap_or(u16::MAX)
        }
    }
}

fn room(columns: u16) -> u16 {
    columns.saturating_sub(LABELS + 1).max(1)
}

/// Draws the fields; the one under the hand is always in sight.
pub fn draw(pen: &mut Pen<'_>, rules: &dyn FormRules, ctx: FormCtx<'_>, area: Rect) {
    let Some(sheet) = rules.sheet() else { return };
    if sheet.here().is_some_and(|field| matches!(field.value, Value::Grid(_))) {
        grid::draw(pen, sheet, area);
        return;
    }
    let here = sheet.here().map(|field| field.id);
    let whole = area;
    let area = Rect { width: fields_columns(sheet, area.width), ..area };
    let beside = area.width < whole.width;
    if let (Some(table), true) = (sheet.lines(), beside) {
        pen.wall(area.right(), area.y, area.height);
        let x = area.right() + 1;
        lines::draw(pen, table, sheet.is_at("lines"), Rect { x, width: whole.right() - x, ..area });
    }
    let (mut at, mut hand, mut extra) = (0u16, 0u16, 0u16);
    for field in sheet.shown() {
        if Some(field.id) == here {
            (hand, extra) = (at, extra_rows(pen.words, field, area.width, beside));
        }
        at = at.saturating_add(1);
    }
    let last = hand.saturating_add(extra);
    let top = (last + 1).saturating_sub(area.height).min(hand);
    let mut row = 0u16;
    for field in sheet.shown() {
        let active = Some(field.id) == here;
        let high = 1 + if active { extra } else { 0 };
        if row >= top && row - top < area.height {
            let y = area.y + row - top;
            let block = Rect { y, height: high.min(area.bottom() - y), ..area };
            let how = if active { Speaks::Hand } else { Speaks::Not };
            pen.saying(how, |pen| draw_field(pen, rules, ctx, field, (active, beside), block));
        }
        row = row.saturating_add(high);
    }
}

fn draw_field(
    pen: &mut Pen<'_>,
    rules: &dyn FormRules,
    ctx: FormCtx<'_>,
    field: &Field,
    (active, beside): (bool, bool),
    area: Rect,
) {
    let hint = rules.hint(field.id, ctx);
    let bad = hint.as_ref().is_some_and(|hint| hint.tone == Tone::Bad);
    if active {
        let hand = pen.theme.signs.hand;
        pen.text(area.x, area.y, 1, hand, Role::Accent);
    }
    let label = pen.t(&format!("field-{}", field.id));
    pen.text(area.x + 1, area.y, LABELS - 1, &label, if active { Role::Title } else { Role::Label });
    let value = Rect { x: area.x + LABELS, width: area.width.saturating_sub(LABELS), ..area };
    match &field.value {
        Value::Text(text) => draw_text(pen, text, active, value),
        Value::Choice(choice) if active => draw_options(pen, choice, value),
        Value::Choice(choice) => draw_chosen(pen, choice, value),
        Value::Parts(table) if active => parts::draw(pen, table, value),
        Value::Parts(table) => draw_named(pen, rules.kind(), table, hint.as_ref(), value),
        Value::Lines(table) if active && !beside => lines::draw(pen, table, true, value),
        Value::Lines(table) => lines::summary(pen, table, value),
        Value::Grid(grid) => {
            let outcome = grid.chosen.map(|outcome| pen.t(&format!("outcome-{outcome}"))).unwrap_or_default();
            pen.text(value.x, value.y, value.width, &outcome, Role::Title);
        }
    }
    let Some(hint) = hint else { return };
    if bad && !active && !matches!(field.value, Value::Parts(_)) {
        // What cannot be saved is said beside a field that the hand has left, as far as there is room.
        let x = value.x + FIELD.min(value.width) / 2;
        draw_hint(pen, &hint, x, value.y, area.right().saturating_sub(x));
    }
}

fn draw_hint(pen: &mut Pen<'_>, hint: &Hint, x: u16, y: u16, columns: u16) {
    let (text, role) = told(pen, hint);
    pen.text(x, y, columns, &text, role);
}

/// A hint as text: what warns and what refuses has a sign, not only a colour.
pub(super) fn told(pen: &Pen<'_>, hint: &Hint) -> (String, Role) {
    let text = said(pen, &hint.say);
    match hint.tone {
        Tone::Plain => (text, Role::Muted),
        Tone::Careful => (format!("! {text}"), Role::Warning),
        Tone::Bad => (format!("! {text}"), Role::Danger),
    }
}

fn said(pen: &Pen<'_>, sentence: &Say) -> String {
    say(pen.words, pen.session.zone, sentence)
}

/// What is proposed, as the field would show it had it been typed.
fn proposed(pen: &Pen<'_>, fact: &Fact) -> String {
    said(pen, &Say::new("form-proposed").with("what", fact.clone()))
}

fn draw_text(pen: &mut Pen<'_>, text: &Text, active: bool, area: Rect) {
    let columns = FIELD.min(area.width);
    if active {
        edit::line(pen, area.x, area.y, columns, &text.line, true);
    } else if !text.is_empty() {
        pen.text(area.x, area.y, area.width, text.line.text(), Role::Text);
    }
    if text.line.text().is_empty() {
        if let Some(fact) = text.proposal() {
            let shown = proposed(pen, fact);
            let shown = if text.proposals() > 1 && active { format!("{shown}  < >") } else { shown };
            pen.text(area.x, area.y, columns, &shown, if active { Role::FieldActive } else { Role::Text });
        } else if !active {
            pen.text(area.x, area.y, 1, pen.theme.signs.dot, Role::Muted);
        }
    }
}

fn draw_chosen(pen: &mut Pen<'_>, choice: &Choice, area: Rect) {
    match choice.chosen() {
        Some(option) => {
            let text = said(pen, &option.say);
            pen.text(area.x, area.y, area.width, &text, Role::Text);
        }
        None => {
            pen.text(area.x, area.y, 1, pen.theme.signs.dot, Role::Muted);
        }
    }
}

/// Options broken into lines: places of the options on each.
fn option_lines(words: &Words, choice: &Choice, columns: u16) -> Vec<Vec<usize>> {
    let mut lines: Vec<Vec<usize>> = vec![vec![]];
    let mut used = 0;
    for (at, option) in choice.options().iter().enumerate() {
        let wide = option_width(words, option) + 2;
        if used + wide > usize::from(columns) + 2 && used > 0 {
            lines.push(vec![]);
            used = 0;
        }
        used += wide;
        if let Some(line) = lines.last_mut() {
            line.push(at);
        }
    }
    lines
}

fn option_width(words: &Words, option: &Choosable) -> usize {
    // Options with facts (a dispute's amount and day) take a line of their own.
    let name = if option.say.facts.is_empty() { width(&words.t(&option.say.id)) } else { usize::from(u16::MAX) };
    name.saturating_add(if option.letter.is_some() { 2 } else { 0 })
}

fn draw_options(pen: &mut Pen<'_>, choice: &Choice, area: Rect) {
    let lines = option_lines(pen.words, choice, area.width);
    // The line of the chosen option stays in sight when there are more lines than rows.
    let room = usize::from(area.height.max(1));
    let hand = choice.at().and_then(|at| lines.iter().position(|line| line.contains(&at))).unwrap_or(0);
    let top = (hand + 1).saturating_sub(room);
    let mut y = area.y;
    for line in lines.iter().skip(top).take(room) {
        let mut x = area.x;
        for at in line {
            let Some(option) = choice.options().get(*at) else { continue };
            let chosen = choice.at() == Some(*at);
            let left = area.right().saturating_sub(x);
            let text = said(pen, &option.say);
            if let Some(letter) = option.letter {
                let role = if chosen { Role::Selected } else { Role::Key };
                x = pen.text(x, y, left, &letter.to_string(), role);
                x = pen.text(
                    x,
                    y,
                    area.right().saturating_sub(x),
                    " ",
                    if chosen { Role::Selected } else { Role::Text },
                );
            }
            let role = if chosen { Role::Selected } else { Role::Text };
            x = pen.text(x, y, area.right().saturating_sub(x), &text, role) + 2;
            if chosen {
                pen.caret = Some((x.saturating_sub(2).min(area.right().saturating_sub(1)), y));
            }
        }
        y += 1;
    }
}

fn draw_named(pen: &mut Pen<'_>, kind: FormKind, table: &Parts, hint: Option<&Hint>, area: Rect) {
    match hint {
        Some(hint) if hint.tone == Tone::Plain && table.any() => {
            let text = said(pen, &hint.say);
            pen.text(area.x, area.y, area.width, &text, Role::Text);
        }
        Some(hint) if hint.tone != Tone::Plain => draw_hint(pen, hint, area.x, area.y, area.width),
        Some(_) if table.rows().is_empty() => {}
        Some(_) | None => {
            // A dispute is always about invoices; a promise or payment that names none is on account.
            let text = if kind == FormKind::Dispute { String::new() } else { pen.t("form-parts-none") };
            pen.text(area.x, area.y, area.width, &text, Role::Muted);
        }
    }
}
