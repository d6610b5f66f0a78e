//! Whose a bank line is, asked: the find box, then the invoices or payments it may be given to.
//! What never lives here: searching, the act.
//! `ui::overlay` calls it.

use ratatui::layout::Rect;

use crate::app::overlay::pick::PickBox;
use crate::domain::values::Money;
use crate::store::read::Choices;

use super::super::theme::Role;
use super::super::widget::pen::Pen;
use super::super::widget::sentence::say;
use super::super::widget::text::wrap;

/// Columns of the box at most.
const COLUMNS: u16 = 76;
/// Rows of the list at most.
const ROWS: u16 = 12;

/// Draws it; returns the lines of its list on screen.
pub fn draw(pen: &mut Pen<'_>, state: &PickBox, body: Rect) -> usize {
    let title = pen.words.tf("pick-title", &[("amount", pen.words.money(state.line.amount).into())]);
    let Some(choices) = &state.choices else { return super::find::titled(pen, &state.find, body, &title) };
    let inside = super::frame(pen, body, COLUMNS, ROWS + 5, &title);
    let mut whose = format!("{} {}", choices.name, choices.reference);
    if !state.typed.text().is_empty() {
        whose = format!("{whose}  {}", pen.words.tf("pick-share", &[("typed", state.typed.text().into())]));
    }
    pen.text(inside.x, inside.y, inside.width, &whose, Role::Title);
    let foot = 3.min(inside.height.saturating_sub(2));
    let list = Rect { y: inside.y + 1, height: inside.height.saturating_sub(1 + foot), ..inside };
    let rows = if state.is_return() { paid(pen, state, choices, list) } else { items(pen, state, choices, list) };
    let low = Rect { y: inside.bottom().saturating_sub(foot), height: foot, ..inside };
    let (told, role) = match &state.trouble {
        Some(trouble) => (say(pen.words, pen.session.zone, trouble), Role::Danger),
        None => (hint(pen, state, choices), Role::Muted),
    };
    for (row, text) in (0..foot).zip(wrap(&told, usize::from(low.width))) {
        pen.text(low.x, low.y + row, low.width, &text, role);
    }
    rows
}

fn hint(pen: &Pen<'_>, state: &PickBox, choices: &Choices) -> String {
    if state.is_return() {
        return pen.t(if choices.paid.is_empty() { "pick-no-payment" } else { "pick-how-back" });
    }
    if !state.typed.text().is_empty() {
        let money = |money| pen.words.money(money).into();
        let share = state.share().unwrap_or(state.line.amount);
        let facts = [("share", money(share)), ("rest", money(state.rest())), ("left", money(state.left()))];
        return pen.words.tf("pick-how-share", &facts);
    }
    if choices.items.is_empty() {
        return pen.t("pick-nothing-open");
    }
    pen.words.tf("pick-how", &[("rest", pen.words.money(state.rest()).into())])
}

fn items(pen: &mut Pen<'_>, state: &PickBox, choices: &Choices, area: Rect) -> usize {
    let parts = state.parts();
    let list = state.list.shown_in(choices.items.len(), usize::from(area.height));
    for (row, at) in (0..area.height).zip(list.top..choices.items.len()) {
        let item = &choices.items[at];
        let place = Rect { y: area.y + row, height: 1, ..area };
        pen.line(place, at == list.at, |pen| {
            let (y, mark) = (place.y, if state.marks.contains(&at) { "x" } else { " " });
            pen.text(place.x + 1, y, 1, mark, Role::Accent);
            let wide = place.width.saturating_sub(3 + 12 + 14 + 14);
            pen.text(place.x + 3, y, wide, &item.key.number, Role::Text);
            let day = pen.words.date(item.due_on);
            pen.text(place.x + 3 + wide + 1, y, 11, &day, Role::Muted);
            let open = pen.words.money(item.open);
            pen.right(place.x + 3 + wide + 12, y, 13, &open, Role::Money);
            if let Some(part) = parts.iter().find(|part| part.item == item.key) {
                let takes = pen.words.money(part.amount);
                pen.right(place.x + 3 + wide + 26, y, 13, &takes, Role::Good);
            }
        });
    }
    usize::from(area.height.max(1))
}

fn paid(pen: &mut Pen<'_>, state: &PickBox, choices: &Choices, area: Rect) -> usize {
    let list = state.list.shown_in(choices.paid.len(), usize::from(area.height));
    for (row, at) in (0..area.height).zip(list.top..choices.paid.len()) {
        let paid = &choices.paid[at];
        let place = Rect { y: area.y + row, height: 1, ..area };
        pen.line(place, at == list.at, |pen| {
            let day = pen.words.date(paid.on);
            pen.text(place.x + 2, place.y, 11, &day, Role::Text);
            let money = pen.words.money(paid.amount);
            pen.right(place.x + 14, place.y, 13, &money, Role::Money);
            let took = Money::new(-state.line.amount.minor, state.line.amount.currency);
            let told = [paid.invoices.join(", "), pen.words.bank_fee(paid.fee(took))];
            let told = told.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ");
            pen.text(place.x + 29, place.y, place.width.saturating_sub(29), &told, Role::Muted);
        });
    }
    usize::from(area.height.max(1))
}
