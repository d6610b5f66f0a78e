//! The call drawn: its number and why, what to check before disclosing, what to speak of; its clock in the rule.
//! What never lives here: which number, what to speak of (see `app::form::call` and `talk`).
//! `ui::form` calls it.

use ratatui::layout::Rect;

use crate::app::App;
use crate::app::form::FormLayer;
use crate::app::form::call::{CallForm, STEP_MS};
use crate::app::form::sheet::Tone;
use crate::app::form::talk::talking_points;
use crate::domain::codes::{Direction, PointQuality};
use crate::domain::permit::Asks;

use super::super::bars;
use super::super::theme::Role;
use super::super::widget::edit;
use super::super::widget::pen::Pen;
use super::super::widget::sentence::say;
use super::super::widget::text::wrap;

/// Rows of the number, of what is known of it, and of the checks.
const HEAD_ROWS: u16 = 3;
/// Rows for what to speak of.
const TALK_ROWS: u16 = 7;
/// Columns of the labels.
const LABELS: u16 = 16;

/// Rows it wants.
pub fn rows(form: &CallForm) -> u16 {
    HEAD_ROWS + TALK_ROWS + u16::from(form.is_blocked())
}

/// The clock, in steps: `0:40`.
pub fn clock(form: &CallForm, app: &App) -> String {
    let seconds = form.lasts_ms(app.tick()) / STEP_MS * STEP_MS / 1_000;
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

/// Draws it.
pub fn draw(pen: &mut Pen<'_>, app: &App, layer: &FormLayer, form: &CallForm, area: Rect) {
    let mut y = area.y;
    let mut row = |pen: &mut Pen<'_>, label: &str, draw: &mut dyn FnMut(&mut Pen<'_>, Rect)| {
        if y < area.bottom() {
            let label = pen.t(label);
            pen.text(area.x, y, LABELS - 1, &label, Role::Label);
            let at = Rect { x: area.x + LABELS, y, width: area.width.saturating_sub(LABELS), height: 1 };
            draw(pen, at);
            y += 1;
        }
    };
    row(pen, "call-number", &mut |pen, at| number(pen, app, form, at));
    row(pen, "call-known", &mut |pen, at| known(pen, form, at));
    if form.is_blocked() {
        row(pen, "field-override", &mut |pen, at| {
            if form.on_reason {
                edit::line(pen, at.x, at.y, at.width, &form.reason, true);
            } else {
                let text = if form.reason.text().is_empty() {
                    pen.t("call-override-how")
                } else {
                    form.reason.text().to_owned()
                };
                pen.text(at.x, at.y, at.width, &text, Role::Muted);
            }
        });
    }
    row(pen, "call-checks", &mut |pen, at| checks(pen, form, at));
    talk(pen, app, layer, Rect { y, height: area.bottom().saturating_sub(y), ..area });
}

fn number(pen: &mut Pen<'_>, app: &App, form: &CallForm, at: Rect) {
    let Some(number) = form.number() else {
        let text = pen.t("form-call-no-number");
        pen.text(at.x, at.y, at.width, &text, Role::Warning);
        return;
    };
    let (place, all) = form.place();
    let why = number.why.map(|why| pen.words.why_point(why)).unwrap_or_default();
    let count = if all > 1 { format!("({place}/{all})") } else { String::new() };
    let done = match (form.is_offered(), app.session().dials) {
        (true, true) => pen.t("call-dialled"),
        (true, false) => pen.t("call-copied"),
        (false, _) => String::new(),
    };
    let from = pen.text(at.x, at.y, at.width, &number.point, Role::Title);
    pen.link(at.x, from, at.y);
    let pieces = [(why, Role::Text), (count, Role::Muted), (done, Role::Good)];
    pen.pieces(from + 2, at.y, at.right().saturating_sub(from + 2), &pieces);
}

fn known(pen: &mut Pen<'_>, form: &CallForm, at: Rect) {
    let view = form.number().and_then(|number| number.view.as_deref());
    let Some(view) = view else {
        let id = if form.direction() == Direction::In { "call-unknown" } else { "call-known-nothing" };
        let text = pen.t(id);
        pen.text(at.x, at.y, at.width, &text, Role::Muted);
        return;
    };
    let known = pen.words.point_known(view.role, &view.name, view.language, view.preferred);
    let role = if view.quality == PointQuality::Wrong { Role::Danger } else { Role::Text };
    let quality = if view.quality == PointQuality::Untried { String::new() } else { pen.words.point_quality(view) };
    let pieces = if known.is_empty() && quality.is_empty() {
        vec![(pen.t("call-known-more"), Role::Muted)]
    } else {
        vec![(known, Role::Accent), (quality, role)]
    };
    pen.pieces(at.x, at.y, at.width, &pieces);
}

fn checks(pen: &mut Pen<'_>, form: &CallForm, at: Rect) {
    let needed = usize::from(pen.session.policy.call.checks_needed);
    let done = form.checked();
    let mut pieces = vec![];
    if needed > 0 {
        // First, so that it is seen however many things could be asked.
        let facts = [("done", done.into()), ("needed", needed.into())];
        pieces
            .push((pen.words.tf("call-checks-done", &facts), if done >= needed { Role::Good } else { Role::Warning }));
    }
    pieces.extend(form.checks().iter().enumerate().map(|(place, (check, checked))| {
        let sign = if *checked { "[x]" } else { "[ ]" };
        let text = format!("{} {sign} {}", place + 1, pen.t(&format!("identity-{check}")));
        (text, if *checked { Role::Good } else { Role::Text })
    }));
    pen.pieces(at.x, at.y, at.width, &pieces);
}

/// What to speak of, then why the case is called, as far as there is room; how old the figures are comes first when they
/// are not fresh.
fn talk(pen: &mut Pen<'_>, app: &App, layer: &FormLayer, area: Rect) {
    let Some(view) = &layer.view else { return };
    let mut lines: Vec<(String, Role)> = vec![];
    let doubted = bars::freshness(pen, app, area.width).into_iter().filter(|(_, role)| *role != Role::Muted);
    lines.extend(doubted);
    let recalls = pen.session.policy.contact.iter().any(|rule| rule.asks == Asks::FirstLetter);
    if let Some(on) = view.state.profile.first_letter_on.filter(|_| recalls) {
        lines.push((pen.words.tf("call-recall-letter", &[("day", pen.words.day(on).into())]), Role::Text));
    }
    for hint in talking_points(view) {
        let role = match hint.tone {
            Tone::Bad => Role::Danger,
            Tone::Careful => Role::Warning,
            Tone::Plain => Role::Text,
        };
        lines.push((say(pen.words, pen.session.zone, &hint.say), role));
    }
    lines.extend(view.signals().into_iter().map(|signal| (pen.words.signal(signal), Role::Warning)));
    lines.extend(view.reasons.iter().map(|reason| (pen.words.reason(reason), Role::Muted)));
    let mut y = area.y;
    for (text, role) in lines {
        for (at, line) in wrap(&text, usize::from(area.width.saturating_sub(2))).into_iter().enumerate() {
            if y >= area.bottom() {
                return;
            }
            if at == 0 {
                let dot = pen.theme.signs.dot;
                pen.text(area.x, y, 1, dot, Role::Muted);
            }
            pen.text(area.x + 2, y, area.width.saturating_sub(2), &line, role);
            y += 1;
        }
    }
}
