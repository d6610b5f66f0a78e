//! My day drawn: figures, call-backs still due, drafts, the first calls of tomorrow.
//! What never lives here: counting.
//! `ui::screen` calls it.

use ratatui::layout::Rect;

use crate::app::App;
use crate::app::say::sentence;
use crate::app::screen::my_day::{DayLine, MyDayScreen};
use crate::store::read::MyDay;

use super::super::theme::Role;
use super::super::widget::pen::Pen;
use super::super::widget::sentence::say;

/// Draws it; returns the lines on screen.
pub fn draw(pen: &mut Pen<'_>, app: &App, state: &MyDayScreen, area: Rect) -> usize {
    let inside = Rect { x: area.x + 1, width: area.width.saturating_sub(2), ..area };
    if let Some(trouble) = &state.trouble {
        let text = say(pen.words, app.session().zone, &sentence(trouble));
        pen.text(inside.x, inside.y, inside.width, &text, Role::Danger);
        return 1;
    }
    let Some(day) = state.day.as_deref() else { return 1 };
    figures(pen, day, inside);
    let list = Rect { y: inside.y + 3, height: inside.height.saturating_sub(3), ..inside };
    let rows = rows(state);
    let hand = rows.iter().position(|row| matches!(row, Row::Line(at, _) if *at == state.list.at)).unwrap_or(0);
    let top = (hand + 1).saturating_sub(usize::from(list.height.max(1)));
    for (at, row) in rows.iter().enumerate().skip(top).take(usize::from(list.height)) {
        let y = list.y + u16::try_from(at - top).unwrap_or(0);
        let line = Rect { y, height: 1, ..list };
        match row {
            Row::Head(id) => {
                let text = pen.t(id);
                pen.text(line.x, y, line.width, &text, Role::Heading);
            }
            Row::Empty(id) => {
                let text = pen.t(id);
                pen.text(line.x + 2, y, line.width.saturating_sub(2), &text, Role::Muted);
            }
            Row::Line(at, what) => pen.line(line, *at == state.list.at, |pen| draw_line(pen, what, line)),
        }
    }
    usize::from(list.height.max(1))
}

enum Row {
    Head(&'static str),
    Empty(&'static str),
    Line(usize, DayLine),
}

fn rows(state: &MyDayScreen) -> Vec<Row> {
    let lines = state.lines();
    let mut rows = vec![];
    let mut section = |head, empty, is: &dyn Fn(&DayLine) -> bool| {
        rows.push(Row::Head(head));
        let of: Vec<_> = lines.iter().enumerate().filter(|(_, line)| is(line)).collect();
        if of.is_empty() {
            rows.push(Row::Empty(empty));
        }
        rows.extend(of.into_iter().map(|(at, line)| Row::Line(at, line.clone())));
    };
    section("day-callbacks", "day-callbacks-none", &|line| matches!(line, DayLine::Callback { .. }));
    if lines.iter().any(|line| matches!(line, DayLine::Dispute { .. })) {
        section("day-disputes", "day-disputes", &|line| matches!(line, DayLine::Dispute { .. }));
    }
    section("day-drafts", "day-drafts-none", &|line| matches!(line, DayLine::Draft { .. }));
    section("day-tomorrow", "day-tomorrow-none", &|line| matches!(line, DayLine::Tomorrow { .. }));
    rows
}

/// What was done and what is left, in two lines.
fn figures(pen: &mut Pen<'_>, day: &MyDay, area: Rect) {
    let facts = [
        ("calls", day.calls.into()),
        ("reached", day.reached.into()),
        ("promises", day.promises.into()),
        ("sums", {
            let sums = pen.words.sums(&day.promised);
            sums.into()
        }),
    ];
    let done = pen.words.tf("day-done", &facts);
    pen.text(area.x, area.y, area.width, &done, Role::Title);
    let left = pen.words.tf("day-left", &[("count", day.left.into())]);
    pen.text(area.x, area.y + 1, area.width, &left, Role::Text);
}

fn draw_line(pen: &mut Pen<'_>, line: &DayLine, row: Rect) {
    let (what, name) = match line {
        DayLine::Callback { name, at, .. } => (pen.words.time(*at, pen.session.zone), name),
        DayLine::Dispute { name, due_on, .. } => (pen.words.date(*due_on), name),
        DayLine::Draft { name, form, .. } => (pen.t(&format!("form-{form}")), name),
        DayLine::Tomorrow { case, name } => (case.to_string(), name),
    };
    let wide = 12.min(row.width);
    pen.text(row.x + 2, row.y, wide, &what, Role::Muted);
    let x = row.x + 2 + wide + 1;
    let mut room = row.right().saturating_sub(x);
    if let DayLine::Draft { at, .. } = line {
        let when = pen.words.moment(*at, pen.session.zone);
        let wide = u16::try_from(super::super::widget::text::width(&when)).unwrap_or(0).min(room);
        pen.right(row.right().saturating_sub(wide), row.y, wide, &when, Role::Muted);
        room = room.saturating_sub(wide + 1);
    }
    pen.text(x, row.y, room, name, Role::Text);
}
