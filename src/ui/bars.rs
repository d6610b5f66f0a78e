//! The first and the last line: where a person is, and what can be pressed. Nothing in them ticks.
//! What never lives here: the screens.
//! `ui::draw` calls it.

use ratatui::layout::Rect;

use crate::app::action::Availability;
use crate::app::screen::Screen;
use crate::app::toast::Progress;
use crate::app::{App, Hint};

use super::theme::Role;
use super::widget::pen::Pen;
use super::widget::sentence::say;
use super::widget::text::width;

/// Where a person is: breadcrumbs, the day of the list; at the right who, and on what terms.
pub fn header(pen: &mut Pen<'_>, app: &App, area: Rect) {
    let zone = app.session().zone;
    let right = right_side(pen, app, area.width);
    let room = area.width.saturating_sub(u16::try_from(width(&right)).unwrap_or(0) + 2);
    let mut at = pen.text(area.x + 1, area.y, room, "relance", Role::Muted);
    for (place, screen) in app.stack().iter().enumerate() {
        let crumb = say(pen.words, zone, &screen.crumb());
        let last = place == app.stack().depth();
        let sign = format!(" {} ", pen.theme.signs.crumb);
        at = pen.text(at, area.y, (area.x + room).saturating_sub(at), &sign, Role::Muted);
        let role = if last { Role::Title } else { Role::Muted };
        at = pen.text(at, area.y, (area.x + room).saturating_sub(at), &crumb, role);
    }
    pen.right(area.x, area.y, area.width.saturating_sub(1), &right, Role::Muted);
}

fn right_side(pen: &Pen<'_>, app: &App, columns: u16) -> String {
    let session = app.session();
    let mut parts = vec![];
    if let Some(progress) = app.closing() {
        parts.push(closing(pen, progress));
    }
    if session.demo {
        parts.push(pen.t("header-demo"));
    }
    if session.read_only {
        parts.push(pen.t("header-read-only"));
    }
    if let (Screen::Queue(queue), Some(generation)) =
        (app.stack().top(), app.queue().and_then(|queue| queue.generation()))
    {
        // Yesterday's list is worked on until today's is made, and says so.
        if generation.day < app.tick().now.today {
            parts.push(pen.t("header-old"));
        }
        let facts = [("count", queue.total().into()), ("day", pen.words.day(generation.day).into())];
        parts.push(pen.words.tf("header-queue", &facts));
    }
    // Who it is gives way first: on a narrow screen the way back matters more.
    if session.book && columns >= 80 {
        parts.push(session.who.login.to_string());
    }
    parts.join(&format!(" {} ", pen.theme.signs.dot))
}

fn closing(pen: &Pen<'_>, progress: Progress) -> String {
    let facts = [
        ("done", progress.done.into()),
        ("total", progress.total.into()),
        ("rate", progress.rate.into()),
        ("seconds", progress.seconds_left.into()),
    ];
    pen.words.tf("header-closing", &facts)
}

/// What can be pressed, by weight; `?` always fits. A toast or the `/` line takes its place.
pub fn footer(pen: &mut Pen<'_>, app: &App, area: Rect) {
    if super::screen::filter_line(pen, app, area) {
        return;
    }
    let hints = app.hints();
    let (help, others): (Vec<&Hint>, Vec<&Hint>) = hints.iter().partition(|hint| hint.action.info().footer == u8::MAX);
    let help = help.first().map(|hint| (hint.key.clone(), pen.t(&hint.action.label_id())));
    let reserved = help.as_ref().map_or(0, |(key, label)| width(key) + width(label) + 3);
    let mut at = area.x + 1;
    let end = area.right().saturating_sub(u16::try_from(reserved).unwrap_or(0) + 1);
    if let Some(toast) = app.toast() {
        let text = say(pen.words, app.session().zone, &toast.say);
        at = pen.text(at, area.y, end.saturating_sub(at), &text, Role::Toast);
        if toast.undo.is_some() {
            let undo = crate::app::action::Action::Undo;
            let key = app.keymap().key_of(undo, app.screen_scopes()).unwrap_or_default();
            hint(pen, &mut at, area.y, end, &key, &pen.t(&undo.label_id()), Role::Text);
        }
    } else {
        for one in others {
            let role = match one.availability {
                Availability::Ready => Role::Text,
                Availability::Off(_) => Role::Off,
            };
            let label = pen.t(&one.action.label_id());
            hint(pen, &mut at, area.y, end, &one.key, &label, role);
        }
    }
    if let Some((key, label)) = help {
        let wide = u16::try_from(width(&key) + width(&label) + 1).unwrap_or(0);
        let x = area.right().saturating_sub(wide + 1);
        let x = pen.text(x, area.y, wide, &key, Role::Key);
        pen.text(x + 1, area.y, area.right().saturating_sub(x + 2), &label, Role::Text);
    }
}

/// One hint, only if all of it fits; two blanks stand between hints.
fn hint(pen: &mut Pen<'_>, at: &mut u16, y: u16, end: u16, key: &str, label: &str, role: Role) {
    let from = if *at > 1 { *at + 2 } else { *at };
    let wide = u16::try_from(width(key) + 1 + width(label)).unwrap_or(u16::MAX);
    if key.is_empty() || from.saturating_add(wide) > end {
        return;
    }
    let key_role = if role == Role::Off { Role::Off } else { Role::Key };
    let x = pen.text(from, y, wide, key, key_role);
    *at = pen.text(x + 1, y, wide, label, role);
}
