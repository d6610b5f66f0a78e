//! The line asked for, drawn.
//! What never lives here: reading it.
//! `ui::overlay` calls it.

use ratatui::layout::Rect;

use crate::app::overlay::prompt::{Asks, PromptBox};

use super::super::theme::Role;
use super::super::widget::edit;
use super::super::widget::pen::Pen;
use super::super::widget::text::wrap;

/// Columns of the box at most.
const COLUMNS: u16 = 76;

/// Draws it; there is no list.
pub fn draw(pen: &mut Pen<'_>, state: &PromptBox, body: Rect) -> usize {
    let (title, how) = match &state.asks {
        Asks::Import => ("prompt-title", "prompt-how"),
        Asks::WhatIf => ("what-if-prompt", "what-if-prompt-how"),
        Asks::SetAside(_) => ("set-aside-prompt", "set-aside-prompt-how"),
        Asks::Day => ("jump-prompt", "jump-prompt-how"),
    };
    let inside = super::frame(pen, body, COLUMNS, 8, &pen.t(title));
    edit::line(pen, inside.x, inside.y, inside.width, &state.path, true);
    let missing = match &state.asks {
        Asks::SetAside(_) => "set-aside-missing",
        Asks::Day => "jump-missing",
        Asks::Import | Asks::WhatIf => "prompt-missing",
    };
    let (id, role) = if state.missing { (missing, Role::Danger) } else { (how, Role::Muted) };
    let text = pen.t(id);
    for (at, line) in wrap(&text, usize::from(inside.width)).iter().take(4).enumerate() {
        let y = inside.y + 2 + u16::try_from(at).unwrap_or(0);
        pen.text(inside.x, y, inside.width, line, role);
    }
    1
}
