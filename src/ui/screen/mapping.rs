//! The mapping of an unknown file drawn: its columns with their fields and first values, and the rows of one column.
//! What never lives here: what a column is.
//! `ui::screen` calls it.

use ratatui::layout::Rect;

use crate::app::App;
use crate::app::screen::mapping::{MappingScreen, field_word};

use super::super::theme::Role;
use super::super::widget::pen::Pen;
use super::super::widget::sentence::say;
use super::super::widget::text::wrap;

/// Columns of a header.
const HEADER: u16 = 20;
/// Columns of a field's name.
const FIELD: u16 = 22;
/// From this many columns on, all rows of the column under the hand stand at the right.
const WIDE: u16 = 100;

/// Draws it; returns the lines of the list on screen.
pub fn draw(pen: &mut Pen<'_>, app: &App, state: &MappingScreen, area: Rect) -> usize {
    let inside = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    let kind = pen.t(&format!("import-kind-{}", state.kind()));
    let facts = [("kind", kind.into()), ("file", state.sample.file.as_str().into())];
    let title = pen.words.tf("mapping-title", &facts);
    pen.text(inside.x, inside.y, inside.width, &title, Role::Title);
    let how = pen.t("mapping-how");
    pen.text(inside.x, inside.y + 1, inside.width, &how, Role::Muted);
    let formats = formats(pen, state);
    pen.text(inside.x, inside.y + 2, inside.width, &formats, Role::Text);
    let (text, role) = below(pen, app, state);
    let lines = wrap(&text, usize::from(inside.width));
    let foot = u16::try_from(lines.len().clamp(1, 3)).unwrap_or(1);
    for (at, line) in (0..foot).zip(&lines) {
        pen.text(inside.x, area.bottom() - foot + at, inside.width, line, role);
    }
    let high = inside.height.saturating_sub(4 + foot);
    let wide = if area.width >= WIDE { inside.width * 2 / 3 } else { inside.width };
    let list = Rect { y: inside.y + 4, height: high, width: wide, ..inside };
    for (at, header) in state.sample.headers.iter().enumerate().skip(state.list.top).take(usize::from(high)) {
        let y = list.y + u16::try_from(at - state.list.top).unwrap_or(0);
        let row = Rect { y, height: 1, ..list };
        pen.line(row, at == state.list.at, |pen| column(pen, state, at, header, row));
    }
    if wide < inside.width {
        let side = Rect { x: list.right() + 2, width: inside.width.saturating_sub(wide + 2), ..list };
        values(pen, state, side);
    } else {
        let used = u16::try_from(state.sample.headers.len()).unwrap_or(u16::MAX).min(high);
        values_below(pen, state, Rect { y: list.y + used + 1, height: high.saturating_sub(used + 1), ..list });
    }
    usize::from(high.max(1))
}

fn column(pen: &mut Pen<'_>, state: &MappingScreen, at: usize, header: &str, row: Rect) {
    let mut x = row.x + 1;
    let unsure = state.sample.unsure.iter().any(|name| name == header);
    let header = if unsure { format!("! {header}") } else { header.to_owned() };
    pen.text(x, row.y, HEADER.min(row.width / 3), &header, Role::Text);
    x += HEADER.min(row.width / 3) + 1;
    let field = match state.field(at) {
        Some(field) => pen.t(&field_word(field)),
        None => pen.t("mapping-no-field"),
    };
    let role = if state.field(at).is_some() { Role::Accent } else { Role::Muted };
    pen.text(x, row.y, FIELD.min(row.width / 3), &field, role);
    x += FIELD.min(row.width / 3) + 1;
    let examples = state.sample.rows.iter().filter_map(|cells| cells.get(at)).filter(|cell| !cell.trim().is_empty());
    let examples: Vec<&str> = examples.map(String::as_str).take(6).collect();
    let text = examples.join(&format!(" {} ", pen.theme.signs.dot));
    pen.text(x, row.y, row.right().saturating_sub(x), &text, Role::Muted);
}

/// All sample rows of the column under the hand.
fn values(pen: &mut Pen<'_>, state: &MappingScreen, area: Rect) {
    let header = state.sample.headers.get(state.list.at).map_or("", String::as_str);
    pen.text(area.x, area.y, area.width, header, Role::Heading);
    let cells = state.sample.rows.iter().filter_map(|cells| cells.get(state.list.at));
    for (at, cell) in (1..area.height).zip(cells) {
        pen.text(area.x, area.y + at, area.width, cell, Role::Text);
    }
}

/// … in running lines under the columns, as far as there is room.
fn values_below(pen: &mut Pen<'_>, state: &MappingScreen, area: Rect) {
    let cells = state.sample.rows.iter().filter_map(|cells| cells.get(state.list.at)).filter(|cell| !cell.is_empty());
    let text = cells.map(String::as_str).collect::<Vec<_>>().join(&format!(" {} ", pen.theme.signs.dot));
    for (at, line) in (0..area.height).zip(wrap(&text, usize::from(area.width))) {
        pen.text(area.x + 1, area.y + at, area.width.saturating_sub(1), &line, Role::Text);
    }
}

fn formats(pen: &Pen<'_>, state: &MappingScreen) -> String {
    let or_file = |format: &str| if format.is_empty() { "file".to_owned() } else { format.to_owned() };
    let dates = pen.t(&format!("mapping-format-{}", or_file(state.dates())));
    let numbers = pen.t(&format!("mapping-format-{}", or_file(state.numbers())));
    pen.words.tf("mapping-formats", &[("dates", dates.into()), ("numbers", numbers.into())])
}

/// What stands in the way, else what is still missing, else that all is there.
fn below(pen: &Pen<'_>, app: &App, state: &MappingScreen) -> (String, Role) {
    if let Some(progress) = state.saving {
        return (super::making(pen, progress), Role::Text);
    } else if let Some(complaint) = state.complaint() {
        return (format!("! {}", say(pen.words, app.session().zone, &complaint)), Role::Danger);
    }
    let missing: Vec<String> = state.missing().iter().map(|field| pen.t(&field_word(field))).collect();
    if missing.is_empty() {
        (pen.t("mapping-complete"), Role::Good)
    } else {
        (pen.words.tf("mapping-still", &[("fields", missing.join(", ").into())]), Role::Warning)
    }
}
