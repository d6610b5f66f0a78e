//! One entry of the history drawn whole, over as many lines as it needs.
//! What never lives here: what it says (see `widget/sentence`).
//! `ui::overlay` calls it.

use ratatui::layout::Rect;

use crate::app::overlay::entry::EntryBox;
use crate::domain::case::TimelineWhat;
use crate::domain::letter;

use super::super::screen::history::sign;
use super::super::theme::Role;
use super::super::widget::pen::Pen;
use super::super::widget::sentence::history;
use super::super::widget::text::wrap;

/// Columns of the box at most.
const COLUMNS: u16 = 84;
/// Rows of the box at most.
const ROWS: u16 = 20;

/// Rows that are not the text's: the frame, the head, and a blank around.
const AROUND: usize = 5;

/// Draws it; returns the lines of text on screen.
pub fn draw(pen: &mut Pen<'_>, state: &EntryBox, body: Rect) -> usize {
    let entry = &state.entry;
    let (kind, text) = history(pen.words, pen.session.zone, entry);
    let wide = if body.width <= COLUMNS + 6 { body.width } else { COLUMNS };
    let by = if let TimelineWhat::Contact { known_by: Some(known_by), .. } = &entry.what {
        pen.t(&format!("known-by-{}", known_by.name()))
    } else {
        String::new()
    };
    let mut whole = paragraphs(pen, entry_text(&entry.what, text), entry.undone, by);
    whole.extend(quoted(pen, state));
    let lines: Vec<String> = whole.iter().flat_map(|one| wrap(one, usize::from(wide.saturating_sub(4)))).collect();
    let high = u16::try_from(lines.len() + AROUND).unwrap_or(ROWS).min(ROWS);
    let inside = super::frame(pen, body, COLUMNS, high, &kind);
    let (sign, role) = sign(pen, entry);
    let when = match entry.what {
        TimelineWhat::Contact { .. } | TimelineWhat::Event(_) => pen.words.moment(entry.at, pen.session.zone),
        TimelineWhat::Invoice { .. } | TimelineWhat::Payment { .. } | TimelineWhat::Returned { .. } => {
            pen.words.day(entry.day)
        }
    };
    let head = [
        (sign.to_owned(), role),
        (when, Role::Title),
        (entry.who.clone(), Role::Muted),
        (entry.act.map(|act| act.to_string()).unwrap_or_default(), Role::Muted),
    ];
    pen.pieces(inside.x, inside.y, inside.width, &head);
    let rows = usize::from(inside.height.saturating_sub(3)).max(1);
    let top = state.list.top.min(lines.len().saturating_sub(rows));
    for (at, line) in lines.iter().skip(top).take(rows).enumerate() {
        pen.text(inside.x, inside.y + 2 + u16::try_from(at).unwrap_or(0), inside.width, line, Role::Text);
    }
    if lines.len() > rows {
        let facts =
            [("from", (top + 1).into()), ("to", (top + rows).min(lines.len()).into()), ("all", lines.len().into())];
        let told = pen.words.tf("entry-lines", &facts);
        pen.right(inside.x, inside.bottom() - 1, inside.width, &told, Role::Muted);
    }
    rows
}

/// A sentence of facts, then what was written, as it was written.
fn entry_text(what: &TimelineWhat, text: String) -> (String, String) {
    match what {
        TimelineWhat::Contact { note, point, .. } => {
            let written = letter::read(note).0.to_owned();
            let (head, _) =
                text.split_once(point.as_str()).filter(|_| !point.is_empty()).unwrap_or((text.as_str(), ""));
            let whole = written.lines().count() > 1;
            if whole { (format!("{head}{point}"), written) } else { (text, String::new()) }
        }
        TimelineWhat::Invoice { .. }
        | TimelineWhat::Payment { .. }
        | TimelineWhat::Returned { .. }
        | TimelineWhat::Event(_) => (text, String::new()),
    }
}

/// What an entry quotes, after a blank line: its lines, or how many they are.
fn quoted(pen: &Pen<'_>, state: &EntryBox) -> Vec<String> {
    let lines = state.entry.quoted().lines();
    match (state.entry.quoted().is_empty(), state.quoted) {
        (true, _) => vec![],
        (false, true) => std::iter::once("").chain(lines).map(str::to_owned).collect(),
        (false, false) => vec![pen.words.tf("entry-quoted", &[("count", lines.count().into())])],
    }
}

fn paragraphs(pen: &Pen<'_>, (facts, written): (String, String), undone: bool, by: String) -> Vec<String> {
    let mut all = vec![];
    if undone {
        all.push(pen.t("history-undone"));
    }
    all.push(facts);
    all.extend(written.lines().map(str::to_owned));
    all.extend(Some(by).filter(|by| !by.is_empty()));
    all
}
