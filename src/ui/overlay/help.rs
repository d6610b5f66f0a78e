//! The help box drawn: keys and what they do, by group; what cannot be done now says why.
//! What never lives here: the keys (see `app/action`).
//! `ui::overlay` calls it.

use ratatui::layout::Rect;

use crate::app::App;
use crate::app::action::{Availability, availability};
use crate::app::overlay::help::HelpBox;

use super::super::theme::Role;
use super::super::widget::edit;
use super::super::widget::pen::Pen;

/// Columns of the box at most.
const COLUMNS: u16 = 76;
/// Columns of the keys.
const KEYS: u16 = 18;

/// Draws it; returns the lines of the list on screen.
pub fn draw(pen: &mut Pen<'_>, app: &App, state: &HelpBox, body: Rect) -> usize {
    let inside = super::frame(pen, body, COLUMNS, body.height, &pen.t("help-title"));
    let label = pen.t("help-filter");
    let x = pen.text(inside.x, inside.y, inside.width, &label, Role::Label) + 1;
    edit::line(pen, x, inside.y, inside.right().saturating_sub(x), &state.filter, true);
    let list = Rect { y: inside.y + 1, height: inside.height.saturating_sub(1), ..inside };
    let mut rows = help_rows(pen, app, state);
    if rows.is_empty() {
        rows.push((String::new(), pen.t("help-nothing"), Role::Muted));
    }
    let height = usize::from(list.height.max(1));
    let top = state.list.top.min(rows.len().saturating_sub(height));
    for (at, (keys, text, role)) in rows.iter().skip(top).take(height).enumerate() {
        let y = list.y + u16::try_from(at).unwrap_or(0);
        if *role == Role::Heading {
            pen.text(list.x, y, list.width, text, *role);
        } else {
            pen.text(list.x + 1, y, KEYS - 1, keys, if *role == Role::Off { Role::Off } else { Role::Key });
            pen.text(list.x + KEYS + 1, y, list.width.saturating_sub(KEYS + 1), text, *role);
        }
    }
    height
}

/// Keys, what they do, and how it is shown; two actions that do the same share a row.
fn help_rows(pen: &Pen<'_>, app: &App, state: &HelpBox) -> Vec<(String, String, Role)> {
    let words = |id: &str| pen.words.t(id);
    let mut rows: Vec<(String, String, Role)> = vec![];
    for (group, actions) in state.rows(&words) {
        rows.push((String::new(), pen.t(&format!("group-{}", group.name())), Role::Heading));
        for action in actions {
            let keys = app.keymap().keys_of(action, &state.scopes).join(" ");
            let keys = if keys.is_empty() { format!(":{}", action.name()) } else { keys };
            let help = pen.t(&action.help_id());
            let (text, role) = match availability(action, app.situation()) {
                Availability::Ready => (help, Role::Text),
                Availability::Off(why) => (format!("{help} ({})", pen.t(why)), Role::Off),
            };
            match rows.iter_mut().find(|(_, shown, _)| *shown == text) {
                Some((shared, _, _)) => *shared = format!("{shared} {keys}"),
                None => rows.push((keys, text, role)),
            }
        }
    }
    rows
}
