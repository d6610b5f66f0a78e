//! The history of a case drawn: one line an entry, every channel, struck when taken back.
//! What never lives here: what an entry says (see `widget/sentence`).
//! The case screen and the preview call it.

use chrono::Datelike;
use ratatui::layout::Rect;

use crate::domain::case::{TimelineEntry, TimelineWhat};
use crate::domain::codes::Direction;
use crate::domain::event::Event;
use crate::domain::values::Day;
use crate::store::read::CaseView;

use super::super::theme::Role;
use super::super::widget::pen::Pen;
use super::super::widget::sentence::history;

/// Draws lines of history from `top` on; `selected`: the line under the hand, counted from the newest.
pub fn draw(pen: &mut Pen<'_>, view: &CaseView, top: usize, selected: Option<usize>, area: Rect) {
    let shown: Vec<usize> = (0..view.timeline.len()).collect();
    draw_some(pen, view, &shown, top, selected, area);
}

/// The same for some of the lines only (a filter).
pub fn draw_some(pen: &mut Pen<'_>, view: &CaseView, shown: &[usize], top: usize, selected: Option<usize>, area: Rect) {
    for row in 0..area.height {
        let place = top + usize::from(row);
        let Some(entry) = shown.get(place).and_then(|at| view.timeline.get(*at)) else { break };
        let line = Rect { y: area.y + row, height: 1, ..area };
        pen.line(line, selected == Some(place), |pen| one(pen, entry, view.state.as_of, line));
    }
}

fn one(pen: &mut Pen<'_>, entry: &TimelineEntry, today: Day, area: Rect) {
    let (kind, text) = history(pen.words, pen.session.zone, entry);
    let struck = |role: Role| if entry.undone { Role::Struck } else { role };
    // The kind gets what the longest common kind needs; the text gets the rest.
    let (day, day_width) = if area.width >= 70 {
        (pen.words.date(entry.day), 12)
    } else if entry.day.date().year() == today.date().year() {
        (pen.words.day_short(entry.day), 7)
    } else {
        (entry.day.date().year().to_string(), 7)
    };
    let kind_width = if area.width >= 90 { 16 } else { 11 };
    let who_width = if area.width >= 90 { 10 } else { 0 };
    let x = area.x + 1;
    pen.text(x, area.y, day_width, &day, struck(Role::Muted));
    let x = x + day_width;
    let (sign, role) = sign(pen, entry);
    pen.text(x, area.y, 1, sign, role);
    let x = x + 2;
    pen.text(x, area.y, kind_width, &kind, struck(role));
    let x = x + kind_width + 1;
    let room = area.right().saturating_sub(x + who_width + u16::from(who_width > 0));
    let text = if entry.undone { format!("{}: {text}", pen.t("history-undone")) } else { text };
    pen.text(x, area.y, room, &text, struck(Role::Text));
    pen.text(area.right().saturating_sub(who_width), area.y, who_width, &entry.who, Role::Muted);
}

/// The sign and the weight of a line: who spoke, or what kind of fact it is.
fn sign(pen: &Pen<'_>, entry: &TimelineEntry) -> (&'static str, Role) {
    let signs = pen.theme.signs;
    if entry.undone {
        return ("x", Role::Struck);
    }
    let direction = |direction: Direction| match direction {
        Direction::Out => (signs.out, Role::Text),
        Direction::In => (signs.inward, Role::Accent),
    };
    match &entry.what {
        TimelineWhat::Contact { direction: way, .. } => direction(*way),
        TimelineWhat::Invoice { .. } => (" ", Role::Muted),
        TimelineWhat::Payment { written_off: true, .. } | TimelineWhat::Returned { .. } => ("!", Role::Danger),
        TimelineWhat::Payment { .. } => ("$", Role::Good),
        TimelineWhat::Event(event) => match &**event {
            Event::ContactRecorded(made) => direction(made.direction),
            Event::PromiseRecorded(_) => ("~", Role::Good),
            Event::PromiseWithdrawn { .. }
            | Event::PromiseRefused { .. }
            | Event::PaymentReversed { .. }
            | Event::PaymentReturned { .. }
            | Event::WrittenOff { .. } => ("!", Role::Danger),
            Event::PromiseApproved { .. } | Event::PromiseReportedPaid { .. } | Event::PlanChanged { .. } => {
                ("~", Role::Accent)
            }
            Event::PlanProposed(_) | Event::PlanAccepted { .. } => ("~", Role::Good),
            Event::PlanCancelled { .. } => ("!", Role::Danger),
            Event::DisputeOpened(_) => ("!", Role::Warning),
            Event::HoldPlaced { .. } | Event::QueueMarked { .. } => ("=", Role::Warning),
            Event::PaymentRecorded { .. } => ("$", Role::Good),
            Event::CallbackSet { .. } => (signs.out, Role::Accent),
            Event::NoteWritten { .. } => (signs.dot, Role::Text),
            Event::DisputeDecided { .. }
            | Event::DisputeFollowed { .. }
            | Event::HoldReleased { .. }
            | Event::Assigned { .. }
            | Event::ActUndone { .. }
            | Event::ActMovedOut { .. }
            | Event::ActMovedIn { .. }
            | Event::MergedInto { .. }
            | Event::Absorbed { .. }
            | Event::Unmerged { .. }
            | Event::Released { .. } => (signs.dot, Role::Muted),
        },
    }
}
