//! Fields drawn: one line that scrolls under its caret, and text of several lines.
//! What never lives here: editing (see `app/form/line`).
//! Forms and boxes draw their fields with it; the terminal's own caret stands in the active one.

use ratatui::layout::Rect;

use crate::app::form::line::Line;

use super::super::theme::Role;
use super::ear::Speaks;
use super::pen::Pen;
use super::text::{width, wrap_ranges};

/// One line; when active the terminal's caret is put into it and the text scrolls so that the caret is seen.
pub fn line(pen: &mut Pen<'_>, x: u16, y: u16, columns: u16, line: &Line, active: bool) {
    if columns == 0 {
        return;
    }
    let role = if active { Role::FieldActive } else { Role::Field };
    pen.clear(Rect { x, y, width: columns, height: 1 }, role);
    let room = usize::from(columns) - 1;
    let before = &line.text()[..line.caret()];
    // Drop whole characters at the left until the caret is inside.
    let mut start = 0;
    for (at, c) in before.char_indices() {
        if width(&before[start..]) <= room {
            break;
        }
        start = at + c.len_utf8();
    }
    let shown = if active { &line.text()[start..] } else { line.text() };
    pen.saying(Speaks::Not, |pen| _ = pen.text(x, y, columns, shown, role));
    if active {
        pen.takes_keys(x, y, line.text());
        let at = u16::try_from(width(&before[start..])).unwrap_or(columns);
        pen.caret = Some((x + at.min(columns - 1), y));
    }
}

/// Text of several lines; the window follows the caret.
pub fn many(pen: &mut Pen<'_>, area: Rect, line: &Line, active: bool) {
    if area.width == 0 || area.height == 0 {
        return;
    }
    let columns = usize::from(area.width);
    if active {
        pen.takes_keys(area.x, area.y, line.text());
    }
    let rows = wrap_ranges(line.text(), columns);
    let row = rows.iter().rposition(|range| range.start <= line.caret()).unwrap_or(0);
    let column = rows.get(row).map_or(0, |range| width(&line.text()[range.start..line.caret()])).min(columns - 1);
    let height = usize::from(area.height);
    let top = (row + 1).saturating_sub(height);
    for (at, range) in rows.iter().skip(top).take(height).enumerate() {
        let y = area.y + u16::try_from(at).unwrap_or(0);
        let row = line.text()[range.clone()].trim_end();
        pen.saying(Speaks::Not, |pen| _ = pen.text(area.x, y, area.width, row, Role::Text));
    }
    if active {
        let y = area.y + u16::try_from(row - top).unwrap_or(0);
        pen.caret = Some((area.x + u16::try_from(column).unwrap_or(0), y));
    }
}
