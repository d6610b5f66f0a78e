//! Pictures in cells: bars, lines one row high, heat maps. Every mark stands beside its figure, so that no colour alone says
//! anything, and on a terminal without signs plain letters stand for heights.
//! What never lives here: what they show.
//! `ui::screen::report` draws with it.

use ratatui::layout::Rect;

use super::super::theme::Role;
use super::pen::Pen;
use super::text::width;

/// Heights of a line of pictures, lowest first; in ASCII too.
const LEVELS: [&str; 8] = ["▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"];
const PLAIN: [&str; 8] = [".", ":", "-", "=", "+", "*", "#", "@"];
/// Columns of names at the left and of figures beside them.
const LABEL: u16 = 22;
const FIGURE: u16 = 18;

/// True where only plain letters may be drawn.
fn plain(pen: &Pen<'_>) -> bool {
    pen.theme.signs.line.is_ascii()
}

/// One of so many heights.
fn level(value: i64, highest: i64) -> usize {
    let top = LEVELS.len() - 1;
    let at = i128::from(value.max(0)) * i128::try_from(top).unwrap_or(0) / i128::from(highest.max(1));
    usize::try_from(at).unwrap_or(0).min(top)
}

/// Name and figure; returns the room beside them.
fn beside(pen: &mut Pen<'_>, row: Rect, name: &str, figure: &str) -> Rect {
    let label = LABEL.min(row.width / 3);
    let figures = FIGURE.min(row.width / 3);
    pen.text(row.x, row.y, label, name, Role::Label);
    pen.right(row.x + label + 1, row.y, figures, figure, Role::Money);
    let x = row.x + label + figures + 3;
    Rect { x, width: row.right().saturating_sub(x), ..row }
}

/// A bar as long as its share of the longest.
pub fn bar(pen: &mut Pen<'_>, row: Rect, (name, figure): (&str, &str), (length, longest): (i64, i64)) {
    let room = beside(pen, row, name, figure);
    let columns = i128::from(length.max(0)) * i128::from(room.width) / i128::from(longest.max(1));
    let mark = if plain(pen) { "#" } else { "█" };
    let text = mark.repeat(usize::try_from(columns).unwrap_or(0));
    pen.text(room.x, room.y, room.width, &text, Role::Accent);
}

/// A line, one cell a point, wider where there is room.
pub fn line(pen: &mut Pen<'_>, row: Rect, (name, figure): (&str, &str), (points, highest): (&[Option<i64>], i64)) {
    let room = beside(pen, row, name, figure);
    let marks = if plain(pen) { PLAIN } else { LEVELS };
    let wide = (usize::from(room.width) / points.len().max(1)).clamp(1, 3);
    let text: String = points
        .iter()
        .map(|point| match point {
            Some(value) if *value > 0 => marks[level(*value, highest)].repeat(wide),
            Some(_) | None => "_".repeat(wide),
        })
        .collect();
    pen.text(room.x, room.y, room.width, &text, Role::Accent);
}

/// Columns of one field of a heat map: as wide as its widest figure or name, and one.
pub fn field_columns<'a>(texts: impl Iterator<Item = &'a str>) -> u16 {
    u16::try_from(texts.map(width).max().unwrap_or(0) + 1).unwrap_or(u16::MAX)
}

/// The names over a heat map.
pub fn heads(pen: &mut Pen<'_>, row: Rect, names: &[String], columns: u16) {
    let mut x = row.x + LABEL.min(row.width / 4);
    for name in names {
        let wide = columns.min(row.right().saturating_sub(x));
        pen.right(x, row.y, wide, name, Role::Heading);
        x = x.saturating_add(columns);
    }
}

/// A row of a heat map: each figure in the role of its heat.
pub fn heat(pen: &mut Pen<'_>, row: Rect, name: &str, fields: &[(Option<i64>, &str)], columns: u16) {
    let label = LABEL.min(row.width / 4);
    pen.text(row.x, row.y, label, name, Role::Label);
    let mut x = row.x + label;
    for (permille, text) in fields {
        let role = match permille {
            Some(600..) => Role::Good,
            Some(300..600) => Role::Text,
            Some(_) | None => Role::Muted,
        };
        let wide = columns.min(row.right().saturating_sub(x));
        pen.right(x, row.y, wide, text, role);
        x = x.saturating_add(columns);
    }
}
