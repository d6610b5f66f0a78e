//! What if, drawn: each person's list in both, then who moves.
//! What never lives here: making the lists.
//! `ui::screen` calls it.

use ratatui::layout::Rect;

use crate::app::App;
use crate::app::say::sentence;
use crate::app::screen::what_if::{Comparison, Load, Moved, OneList, WhatIfScreen};
use crate::app::toast::Progress;

use super::super::theme::Role;
use super::super::widget::pen::Pen;
use super::super::widget::sentence::say;
use super::super::widget::text::wrap;

/// Rows for people's lists at most, so that moves are always in sight.
const LISTS_SHOWN: usize = 6;
/// Columns of each figure as it is and as it would be.
const CALLS: u16 = 9;
const MINUTES: u16 = 15;
const GAIN: u16 = 26;
const BEYOND: u16 = 11;
/// Minutes give way where there is no room for a name beside them.
const MINUTES_FROM: u16 = 76;

/// Draws it; returns the lines of moves on screen.
pub fn draw(pen: &mut Pen<'_>, app: &App, state: &WhatIfScreen, area: Rect) -> usize {
    let inside = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    if let Some(trouble) = &state.trouble {
        let text = say(pen.words, app.session().zone, &sentence(trouble));
        super::empty(pen, area, &pen.t("what-if-trouble"), &[text, String::new(), pen.t("what-if-ask")]);
        return 1;
    }
    let Some(told) = state.told.as_deref() else {
        let lines = match state.asking {
            Some(progress) => vec![how_far(pen, progress), pen.t("what-if-stop")],
            None => vec![pen.t("what-if-why"), pen.t("what-if-ask")],
        };
        super::empty(pen, area, &pen.t("crumb-what-if"), &lines);
        return 1;
    };
    let mut y = head(pen, state, told, inside);
    y = lists(pen, told, Rect { y, height: inside.bottom().saturating_sub(y), ..inside });
    let facts = [("moves", told.moved.to_string().into()), ("shifted", told.shifted.into())];
    let text = pen.words.tf("what-if-moves", &facts);
    pen.text(inside.x, y, inside.width, &text, Role::Heading);
    y += 1;
    let height = inside.bottom().saturating_sub(y);
    let list = state.list.shown_in(state.len(), usize::from(height));
    for row in 0..height {
        let at = list.top + usize::from(row);
        let Some(one) = told.moves.get(at) else { break };
        let place = Rect { x: area.x, y: y + row, width: area.width, height: 1 };
        pen.line(place, at == list.at, |pen| moved(pen, one, place));
    }
    usize::from(height.max(1))
}

/// Cases done, rate, time left, once they are told of.
fn how_far(pen: &Pen<'_>, progress: Progress) -> String {
    if progress.total == 0 { pen.t("what-if-asking") } else { pen.words.tf("closing-progress", &super::far(progress)) }
}

/// The day, the file and the cards.
fn head(pen: &mut Pen<'_>, state: &WhatIfScreen, told: &Comparison, area: Rect) -> u16 {
    let facts = [
        ("day", pen.words.day(told.day).into()),
        ("file", state.file.as_str().into()),
        ("now", told.card.now.as_str().into()),
        ("then", told.card.then.as_str().into()),
    ];
    let text =
        if let Some(progress) = state.asking { how_far(pen, progress) } else { pen.words.tf("what-if-beside", &facts) };
    let mut y = area.y;
    for line in wrap(&text, usize::from(area.width)).iter().take(2) {
        pen.text(area.x, y, area.width, line, Role::Title);
        y += 1;
    }
    y
}

/// Each person's list: what fits now, what would.
fn lists(pen: &mut Pen<'_>, told: &Comparison, area: Rect) -> u16 {
    let minutes = if area.width < MINUTES_FROM { 0 } else { MINUTES };
    let figures = [CALLS, minutes, GAIN, BEYOND];
    let taken = figures.iter().map(|columns| columns + u16::from(*columns > 0)).sum();
    let [calls, minutes, gain, beyond] = figures;
    let columns = [area.width.saturating_sub(taken), calls, minutes, gain, beyond];
    let heads = ["list", "calls", "minutes", "gain", "beyond"].map(|id| pen.t(&format!("what-if-head-{id}")));
    row(pen, area, area.y, columns, &heads, Role::Heading);
    let mut y = area.y + 1;
    for load in told.lists.iter().take(LISTS_SHOWN) {
        let cells = cells(pen, load);
        row(pen, area, y, columns, &cells, Role::Text);
        y += 1;
    }
    let hidden = told.lists.len().saturating_sub(LISTS_SHOWN);
    if hidden > 0 {
        let text = pen.words.tf("what-if-more-lists", &[("count", hidden.into())]);
        pen.text(area.x, y, area.width, &text, Role::Muted);
        y += 1;
    }
    y
}

fn row(pen: &mut Pen<'_>, area: Rect, y: u16, columns: [u16; 5], cells: &[String; 5], role: Role) {
    let mut x = area.x;
    for (at, (columns, cell)) in columns.into_iter().zip(cells).enumerate() {
        if y < area.bottom() {
            if at == 0 {
                pen.text(x, y, columns, cell, role);
            } else {
                pen.right(x, y, columns, cell, role);
            }
        }
        x += columns + u16::from(columns > 0);
    }
}

fn cells(pen: &Pen<'_>, load: &Load) -> [String; 5] {
    let who = load.collector.as_ref().map_or_else(|| pen.t("what-if-nobody"), ToString::to_string);
    let pair = |of: &dyn Fn(&OneList) -> String| {
        let side = |list: &Option<OneList>| list.as_ref().map_or_else(|| "-".to_owned(), of);
        let (now, then) = (side(&load.now), side(&load.then));
        if now == then { now } else { format!("{now} {} {then}", pen.theme.signs.out) }
    };
    let minutes = |list: &OneList| {
        let tenths: i64 = list.minutes.replace('.', "").parse().unwrap_or(0);
        crate::i18n::format::tenths(pen.words.lang(), tenths)
    };
    [
        who,
        pair(&|list| list.calls.to_string()),
        pair(&minutes),
        pair(&|list| pen.words.money(list.gain)),
        pair(&|list| list.beyond.to_string()),
    ]
}

/// A case with its place in both.
fn moved(pen: &mut Pen<'_>, one: &Moved, area: Rect) {
    let third = area.width.saturating_sub(6) / 3;
    let (x, y) = (area.x + 1, area.y);
    pen.text(x, y, third, &one.name, Role::Text);
    pen.text(x + third + 1, y, third, &one.now, Role::Muted);
    pen.text(x + 2 * third + 2, y, 1, pen.theme.signs.out, Role::Muted);
    pen.text(x + 2 * third + 4, y, area.right().saturating_sub(x + 2 * third + 5), &one.then, Role::Text);
}
