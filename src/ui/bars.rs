//! The first and the last line: where a person is, and what can be pressed. Nothing in them ticks.
//! What never lives here: the screens.
//! `ui::draw` calls it.

use ratatui::layout::Rect;

use crate::app::action::Availability;
use crate::app::screen::Screen;
use crate::app::toast::Progress;
use crate::app::{App, Hint};
use crate::domain::terms::Age;
use crate::domain::values::Day;

use super::theme::Role;
use super::widget::ear::Speaks;
use super::widget::pen::Pen;
use super::widget::sentence::say;
use super::widget::text::{width, wrap};

/// Rows of the tour's strip at most.
const STRIP_ROWS_MAX: u16 = 2;

/// Where a person is: breadcrumbs, the day of the list; at the right who, and on what terms.
pub fn header(pen: &mut Pen<'_>, app: &App, area: Rect) {
    let zone = app.session().zone;
    let right = right_side(pen, app, area.width);
    let wide: usize = right.iter().map(|(text, _)| width(text)).sum();
    let wide = u16::try_from(wide).unwrap_or(u16::MAX).min(area.width);
    let room = area.width.saturating_sub(wide.saturating_add(2));
    let mut at = pen.text(area.x + 1, area.y, room, "relance", Role::Muted);
    for (place, screen) in app.stack().iter().enumerate() {
        let crumb = say(pen.words, zone, &screen.crumb());
        let last = place == app.stack().depth();
        let sign = format!(" {} ", pen.theme.signs.crumb);
        at = pen.text(at, area.y, (area.x + room).saturating_sub(at), &sign, Role::Muted);
        let role = if last { Role::Title } else { Role::Muted };
        at = pen.text(at, area.y, (area.x + room).saturating_sub(at), &crumb, role);
    }
    let mut x = area.right().saturating_sub(wide.saturating_add(1));
    pen.saying(Speaks::Not, |pen| {
        for (text, role) in &right {
            x = pen.text(x, area.y, area.right().saturating_sub(x + 1), text, *role);
        }
    });
}

/// What stands at the right, piece by piece.
fn right_side(pen: &Pen<'_>, app: &App, columns: u16) -> Vec<(String, Role)> {
    let session = app.session();
    let mut parts: Vec<(String, Role)> = vec![];
    let mut say = |text: String| parts.push((text, Role::Muted));
    if let Some(progress) = app.closing() {
        say(closing(pen, progress));
    }
    if session.demo {
        say(pen.t("header-demo"));
    }
    if session.read_only {
        say(pen.t("header-read-only"));
    }
    if let (Screen::Queue(queue), Some(generation)) =
        (app.stack().top(), app.queue().and_then(|queue| queue.generation()))
    {
        // Yesterday's list is worked on until today's is made, and says so.
        if generation.day < app.tick().now.today {
            say(pen.t("header-old"));
        }
        let facts = [("count", queue.total().into()), ("day", pen.words.day(generation.day).into())];
        say(pen.words.tf("header-queue", &facts));
    }
    let fresh = freshness(pen, app, columns);
    // Who it is gives way first: on a narrow screen the way back matters more, and how old the figures are.
    if session.book && columns >= if fresh.is_empty() { 80 } else { 100 } {
        say(session.who.login.to_string());
    }
    parts.extend(fresh);
    let dot = (format!(" {} ", pen.theme.signs.dot), Role::Muted);
    let mut out = vec![];
    for part in parts {
        if !out.is_empty() {
            out.push(dot.clone());
        }
        out.push(part);
    }
    out
}

/// Up to which day the bank's and the ledger's figures tell: old ones with a sign and a colour. Where there is no room only
/// old ones are told.
/// How old the bank's and the ledger's figures are, as far as that is worth saying.
pub fn freshness(pen: &Pen<'_>, app: &App, columns: u16) -> Vec<(String, Role)> {
    let (fresh, policy, today) = (app.fresh(), &app.session().policy, app.tick().now.today);
    let told = [("header-bank", fresh.bank), ("header-ledger", fresh.ledger)];
    let told = told.into_iter().filter_map(|(id, day)| Some((id, day?)));
    let piece = |(id, day): (&str, Day)| {
        let age = policy.fresh.age(policy.calendar, day, today);
        let text = pen.words.tf(id, &[("day", pen.words.day_short(day).into())]);
        match age {
            Age::Fresh => (columns >= 80).then_some((text, Role::Muted)),
            Age::Ageing => Some((format!("! {text}"), Role::Warning)),
            Age::Stale => Some((format!("!! {text}"), Role::Danger)),
        }
    };
    told.filter_map(piece).collect()
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
        pen.saying(Speaks::Toast, |pen| at = pen.text(at, area.y, end.saturating_sub(at), &text, Role::Toast));
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
        pen.saying(Speaks::Hint, |pen| {
            let x = pen.text(x, area.y, wide, &key, Role::Key);
            pen.text(x + 1, area.y, area.right().saturating_sub(x + 2), &label, Role::Text);
        });
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
    pen.saying(Speaks::Hint, |pen| {
        let x = pen.text(from, y, wide, key, key_role);
        *at = pen.text(x + 1, y, wide, label, role);
    });
}

/// What the tour asks for, with the keys in force.
fn tour_text(pen: &Pen<'_>, app: &App) -> Option<String> {
    use crate::app::action::Action;
    let strip = app.tour()?;
    let key = |action: Action| app.keymap().key_of(action, app.screen_scopes()).unwrap_or_default();
    let facts = [("key", key(strip.teaches).into()), ("tour", key(Action::Tour).into())];
    let text = pen.words.tf(&format!("tour-{}", strip.step), &facts);
    if strip.step > strip.of {
        return Some(text);
    }
    let leave = pen.words.tf("tour-strip-leave", &[("tour", key(Action::Tour).into())]);
    let facts = [("step", strip.step.into()), ("of", strip.of.into()), ("text", text.into())];
    Some(format!("{} {leave}.", pen.words.tf("tour-strip", &facts)))
}

/// Rows of the strip: none without a tour; two where its sentence needs them and the screen has them.
pub fn strip_rows(pen: &Pen<'_>, app: &App, area: Rect) -> u16 {
    let Some(text) = tour_text(pen, app) else { return 0 };
    let lines = wrap(&text, usize::from(area.width.saturating_sub(2))).len();
    u16::try_from(lines).unwrap_or(1).clamp(1, STRIP_ROWS_MAX)
}

/// The strip of the tour.
pub fn strip(pen: &mut Pen<'_>, app: &App, area: Rect) {
    let Some(text) = tour_text(pen, app) else { return };
    pen.clear(area, Role::Text);
    let lines = wrap(&text, usize::from(area.width.saturating_sub(2)));
    for (row, line) in (0..area.height).zip(&lines) {
        pen.text(area.x + 1, area.y + row, area.width.saturating_sub(2), line, Role::Accent);
    }
}
