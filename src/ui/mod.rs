//! The screen drawn: `(&App, &Theme, &Words)` to cells. Same file names as `app`.
//! What never lives here: a decision, a key, a file, an escape code. Drawing changes nothing.
//! `runtime` calls `draw` once a frame.

pub mod bars;
pub mod form;
pub mod linear;
pub mod overlay;
pub mod screen;
pub mod theme;
pub mod widget;

use ratatui::Frame;
use ratatui::layout::Rect;

use crate::app::{App, SIZE_MIN, Seen};
use crate::i18n::{Arg, Words};

use theme::{Role, Theme};
use widget::pen::Pen;

/// From this many columns on, two panes stand side by side; below, they are stacked.
pub const WIDE_COLUMNS: u16 = 100;

/// Draws one frame and says what it showed.
pub fn draw(app: &App, theme: &Theme, words: &Words, frame: &mut Frame<'_>) -> Seen {
    let area = frame.area();
    let mut pen = Pen::new(frame.buffer_mut(), theme, words, app.session()).running(app.whole_lines());
    let seen = paint(&mut pen, app, area);
    let caret = pen.caret;
    if let Some(place) = caret {
        frame.set_cursor_position(place);
    }
    seen
}

/// Everything of a frame, from the lowest layer to the top one.
fn paint(pen: &mut Pen<'_>, app: &App, area: Rect) -> Seen {
    let mut seen = Seen { size: (area.width, area.height), rows: 1, overlay_rows: 1 };
    if area.width < SIZE_MIN.0 || area.height < SIZE_MIN.1 {
        too_small(pen, area);
        return seen;
    }
    let strip = bars::strip_rows(pen, app, area);
    let [head, body, foot] = [
        Rect { height: 1, ..area },
        Rect { y: area.y + 1, height: area.height - 2 - strip, ..area },
        Rect { y: area.bottom() - 1, height: 1, ..area },
    ];
    bars::header(pen, app, head);
    let panel = app.form().map(|layer| form::area(pen.words, layer, body));
    let room = panel.map_or(body, |panel| Rect { height: panel.y - body.y, ..body });
    seen.rows = screen::draw(pen, app, room);
    if let (Some(layer), Some(panel)) = (app.form(), panel) {
        pen.hush();
        form::draw(pen, app, layer, panel);
    }
    for over in app.overlays() {
        pen.caret = None;
        seen.overlay_rows = overlay::draw(pen, app, over, body);
    }
    overlay::which_key(pen, app, body);
    bars::strip(pen, app, Rect { y: foot.y - strip, height: strip, ..foot });
    bars::footer(pen, app, foot);
    seen
}

/// The one message of a terminal that is too small, cut to whatever there is.
fn too_small(pen: &mut Pen<'_>, area: Rect) {
    let number = |count: u16| Arg::Text(count.to_string());
    let facts = [
        ("columns", number(SIZE_MIN.0)),
        ("rows", number(SIZE_MIN.1)),
        ("have_columns", number(area.width)),
        ("have_rows", number(area.height)),
    ];
    let text = pen.words.tf("too-small", &facts);
    for (row, line) in widget::text::wrap(&text, usize::from(area.width)).iter().enumerate() {
        let y = area.y.saturating_add(u16::try_from(row).unwrap_or(u16::MAX));
        pen.text(area.x, y, area.width, line, Role::Text);
    }
}
