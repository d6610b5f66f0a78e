//! The cases behind a figure drawn: number, debtor, amount.
//! What never lives here: which cases.
//! `ui::screen` calls it.

use ratatui::layout::Rect;

use crate::app::App;
use crate::app::screen::cases::CasesScreen;

use super::super::theme::Role;
use super::super::widget::pen::Pen;
use super::super::widget::sentence::say;
use super::tabs::{MONEY, table};

/// Columns of the case number.
const NUMBER: u16 = 10;

/// Draws it; returns the lines of the list on screen.
pub fn draw(pen: &mut Pen<'_>, app: &App, state: &CasesScreen, area: Rect) -> usize {
    let zone = app.session().zone;
    let title = say(pen.words, zone, &state.title);
    let more = state.left_off().map(|left| say(pen.words, zone, &left));
    let name = area.width.saturating_sub(NUMBER + MONEY + 5);
    let heads = |pen: &mut Pen<'_>, at: Rect| {
        let x = pen.text(at.x + 1, at.y, at.width.saturating_sub(2), &title, Role::Heading);
        if let Some(more) = &more {
            pen.text(x + 2, at.y, at.right().saturating_sub(x + 3), more, Role::Muted);
        }
    };
    table(pen, state.list, state.rows.len(), area, heads, |pen, at, line| {
        let (case, debtor, _) = &state.rows[at];
        pen.text(line.x + 1, line.y, NUMBER, &case.to_string(), Role::Muted);
        pen.text(line.x + 2 + NUMBER, line.y, name, debtor, Role::Text);
        if let Some(amount) = state.amount(at) {
            let amount = pen.words.money(amount);
            pen.right(line.right().saturating_sub(MONEY + 1), line.y, MONEY, &amount, Role::Money);
        }
    })
}
