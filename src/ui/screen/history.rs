//! The history of a case drawn: one line an entry, every channel, struck when taken back.
//! What never lives here: what an entry says (see `widget/sentence`).
//! The case screen and the preview call it.

use chrono::Datelike;
use ratatui::layout::Rect;

use crate::app::screen::history::{Row, marks};
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
    let most = top + usize::from(area.height);
    let shown: Vec<Row> = (0..view.timeline.len().min(most)).map(|at| Row { at, first: at, count: 1 }).collect();
    draw_some(pen, view, (&shown, ""), top, selected, area);
}

/// The same for rows chosen and folded, with what is searched for marked. A day is said once, at its first line.
pub fn draw_some(
    pen: &mut Pen<'_>,
    view: &CaseView,
    (shown, wanted): (&[Row], &str),
    top: usize,
    selected: Option<usize>,
    area: Rect,
) {
    let mut day = None;
    for row in 0..area.height {
        let place = top + usize::from(row);
        let Some(one) = shown.get(place) else { break };
        let last = view.timeline.get(one.first);
        let Some(entry) = view.timeline.get(one.at) else { break };
        let line = Line {
            entry,
            first: last.unwrap_or(entry),
            count: one.count,
            tells_day: day != Some(entry.day),
            today: view.state.as_of,
            wanted,
        };
        day = Some(entry.day);
        let place_of = Rect { y: area.y + row, height: 1, ..area };
        match selected {
            Some(hand) => pen.row(place_of, (place, hand), |pen| draw_line(pen, &line, place_of)),
            None => pen.line(place_of, false, |pen| draw_line(pen, &line, place_of)),
        }
    }
}

/// Characters shown before a word that is searched for.
const BEFORE_MARK: usize = 12;

/// One line: an entry, or a burst of them.
struct Line<'l> {
    entry: &'l TimelineEntry,
    /// The earliest of a burst.
    first: &'l TimelineEntry,
    count: usize,
    tells_day: bool,
    today: Day,
    wanted: &'l str,
}

fn draw_line(pen: &mut Pen<'_>, line: &Line<'_>, area: Rect) {
    let entry = line.entry;
    let (kind, text) = history(pen.words, pen.session.zone, entry);
    let struck = |role: Role| if entry.undone { Role::Struck } else { role };
    // The kind gets what the longest common kind needs; the text gets the rest.
    let (day, day_width) = if area.width >= 70 {
        (pen.words.date(entry.day), 12)
    } else if entry.day.date().year() == line.today.date().year() {
        (pen.words.day_short(entry.day), 7)
    } else {
        (entry.day.date().year().to_string(), 7)
    };
    let kind_width = if area.width >= 90 { 16 } else { 11 };
    let who_width = if area.width >= 90 { 10 } else { 0 };
    let x = area.x + 1;
    if line.tells_day {
        pen.text(x, area.y, day_width, &day, struck(Role::Muted));
    }
    let x = x + day_width;
    let (sign, role) = sign(pen, entry);
    pen.text(x, area.y, 1, sign, role);
    let x = x + 2;
    pen.text(x, area.y, kind_width, &kind, struck(role));
    let x = x + kind_width + 1;
    let room = area.right().saturating_sub(x + who_width + u16::from(who_width > 0));
    let text = if entry.undone { format!("{}: {text}", pen.t("history-undone")) } else { text };
    let text = if line.count > 1 { burst(pen, line, &text) } else { text };
    let text = around(pen, text, line.wanted, room);
    pen.text(x, area.y, room, &text, struck(Role::Text));
    pen.mark(x, area.y, room, &text, &marks(&text, line.wanted));
    pen.text(area.right().saturating_sub(who_width), area.y, who_width, &entry.who, Role::Muted);
}

/// A text from a little before the word that is searched for, where the word would be cut off.
fn around(pen: &Pen<'_>, text: String, wanted: &str, room: u16) -> String {
    let places = marks(&text, wanted);
    let end = places.get(wanted.chars().count().saturating_sub(1)).copied().unwrap_or(0);
    match places.first() {
        Some(first) if end + 1 >= u32::from(room) => {
            let skip = usize::try_from(*first).unwrap_or(0).saturating_sub(BEFORE_MARK);
            format!("{}{}", pen.theme.signs.cut, text.chars().skip(skip).collect::<String>())
        }
        Some(_) | None => text,
    }
}

/// How many, from when to when, and what they have in common.
fn burst(pen: &Pen<'_>, line: &Line<'_>, text: &str) -> String {
    if let TimelineWhat::Contact { thread, note, .. } = &line.entry.what
        && !thread.is_empty()
    {
        // What they are about, before anything else: the latest day stands at the head of the line.
        let since = pen.words.day_short(line.first.day);
        let facts = [("count", line.count.into()), ("since", since.into()), ("text", note.as_str().into())];
        return pen.words.tf("history-thread", &facts);
    }
    let zone = pen.session.zone;
    let (from, to) = (pen.words.time(line.first.at, zone), pen.words.time(line.entry.at, zone));
    let facts = [("count", line.count.into()), ("from", from.into()), ("to", to.into()), ("text", text.into())];
    pen.words.tf("history-burst", &facts)
}

/// The sign and the weight of a line: who spoke, or what kind of fact it is.
pub fn sign(pen: &Pen<'_>, entry: &TimelineEntry) -> (&'static str, Role) {
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
            Event::OverrideAsked(_) => ("?", Role::Warning),
            Event::OverrideRefused { .. } => ("!", Role::Warning),
            Event::OverrideApproved { .. } => (signs.dot, Role::Accent),
            Event::PromiseApproved { .. }
            | Event::PromiseReportedPaid { .. }
            | Event::PlanApproved { .. }
            | Event::PlanChanged { .. } => ("~", Role::Accent),
            Event::PlanProposed(_) | Event::PlanAccepted { .. } => ("~", Role::Good),
            Event::PlanCancelled { .. } => ("!", Role::Danger),
            Event::DisputeOpened(_) => ("!", Role::Warning),
            Event::HoldPlaced { .. } | Event::QueueMarked { .. } | Event::ConsentSaid(_) => ("=", Role::Warning),
            Event::PaymentRecorded { .. } => ("$", Role::Good),
            Event::CallbackSet { .. } => (signs.out, Role::Accent),
            Event::NoteWritten { .. } => (signs.dot, Role::Text),
            Event::DisputeDecided { .. }
            | Event::DisputeFollowed { .. }
            | Event::HoldReleased { .. }
            | Event::ContactChecked(_)
            | Event::PointTold(_)
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
