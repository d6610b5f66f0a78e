//! The queue drawn: the list with its columns cut for the width, the case beside or below it.
//! What never lives here: the order, the selection.
//! `ui::screen` calls it.

use ratatui::layout::Rect;

use crate::app::App;
use crate::app::say::sentence;
use crate::app::screen::queue::QueueScreen;
use crate::app::screen::whose::Whose;
use crate::domain::codes::{Band, Change};
use crate::domain::queue::{QueueLine, Share};
use crate::i18n::SHORT_COLUMNS_MAX;

use super::super::theme::Role;
use super::super::widget::ear::Speaks;
use super::super::widget::pen::Pen;
use super::super::widget::sentence::{say, why};
use super::preview;

/// Below this many rows the case is not shown under the list: the list needs them.
const STACKED_ROWS_MIN: u16 = 18;
/// Rows of the case under the list, and when the points were asked for.
const STACKED_ROWS: u16 = 7;
const STACKED_ROWS_ASKED: u16 = 14;

/// The name of a debtor gets at least so many columns beside a reason, and never more than that.
const NAME_MIN: u16 = 20;
const NAME_MAX: u16 = 36;
/// The least a reason gets, or it is not shown at all: what its short forms need.
const WHY_MIN: u16 = SHORT_COLUMNS_MAX;
/// The case stands beside the list from this width on: the list keeps room for its reasons.
const BESIDE_FROM: u16 = 118;
/// The list beside a case, at least: 52 columns of facts and a reason.
const LIST_MIN: u16 = 81;
/// A list shows the reference of a debtor from this width on.
const REFERENCE_FROM: u16 = 110;

/// Where each column stands; a width of 0 is not shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Columns {
    rank: (u16, u16),
    change: u16,
    sign: u16,
    name: (u16, u16),
    reference: (u16, u16),
    amount: (u16, u16),
    days: (u16, u16),
    why: (u16, u16),
}

impl Columns {
    /// Columns for a list of so many cells. The name gets what a name needs, the reason what is left.
    fn of(x: u16, width: u16) -> Self {
        let rank = (x + 1, 4);
        let change = x + 6;
        let sign = x + 8;
        let name_x = x + 10;
        let reference_width = if width >= REFERENCE_FROM { 11 } else { 0 };
        let amount_width = 13;
        let days_width = 5;
        let fixed = 10 + 1 + amount_width + 1 + days_width + if reference_width > 0 { reference_width + 1 } else { 0 };
        let rest = width.saturating_sub(fixed);
        // Narrower than that the sign must do: a reason of ten letters says nothing.
        let both = rest >= NAME_MIN + 2 + WHY_MIN;
        let name_width = if both { (rest - 3 - WHY_MIN).clamp(NAME_MIN, NAME_MAX) } else { rest.saturating_sub(1) };
        let why_width = if both { rest - 2 - name_width } else { 0 };
        let reference_x = name_x + name_width + 1;
        let amount_x = if reference_width > 0 { reference_x + reference_width + 1 } else { reference_x };
        let days_x = amount_x + amount_width + 1;
        Self {
            rank,
            change,
            sign,
            name: (name_x, name_width),
            reference: (reference_x, reference_width),
            amount: (amount_x, amount_width),
            days: (days_x, days_width),
            why: (days_x + days_width + 2, why_width),
        }
    }
}

/// Draws the queue; returns the lines of the list on screen.
pub fn draw(pen: &mut Pen<'_>, app: &App, state: &QueueScreen, area: Rect) -> usize {
    if let Some(trouble) = &state.trouble {
        let text = say(pen.words, pen.session.zone, &sentence(trouble));
        super::empty(pen, area, &pen.t("queue-trouble"), &[text, String::new(), pen.t("queue-trouble-next")]);
        return 1;
    }
    if state.is_empty() {
        nothing(pen, state, app.closing().is_some(), area);
        return 1;
    }
    let (list, beside) = panes(state, area);
    if let Some(beside) = beside {
        if list.is_none() {
            // Alone: no line between two panes.
        } else if area.width >= BESIDE_FROM {
            pen.wall(beside.x - 2, area.y, area.height);
        } else {
            pen.rule(area.x, beside.y - 1, area.width);
        }
        let how = if list.is_some() { Speaks::Not } else { Speaks::Aloud };
        pen.saying(how, |pen| preview::draw(pen, state, beside));
    }
    list.map_or(1, |list| rows(pen, state, list))
}

/// The list and the case: side by side, stacked, or one alone.
fn panes(state: &QueueScreen, area: Rect) -> (Option<Rect>, Option<Rect>) {
    if state.zoom {
        return (None, Some(Rect { x: area.x + 1, width: area.width - 2, ..area }));
    }
    if area.width >= BESIDE_FROM {
        let list = (area.width * 3 / 5).max(LIST_MIN);
        let x = area.x + list + 2;
        return (Some(Rect { width: list, ..area }), Some(Rect { x, width: area.right() - x - 1, ..area }));
    }
    if area.height >= STACKED_ROWS_MIN {
        let rows = if state.points { STACKED_ROWS_ASKED } else { STACKED_ROWS };
        let list = area.height - rows - 1;
        let below = Rect { x: area.x + 1, y: area.y + list + 1, width: area.width - 2, height: rows };
        return (Some(Rect { height: list, ..area }), Some(below));
    }
    (Some(area), None)
}

fn rows(pen: &mut Pen<'_>, state: &QueueScreen, area: Rect) -> usize {
    let columns = Columns::of(area.x, area.width);
    let mut top = area.y;
    if news(pen, state, Rect { height: 1, ..area }) {
        top += 1;
    }
    heads(pen, columns, top);
    top += 1;
    let share = state.share();
    let height = area.bottom().saturating_sub(top).saturating_sub(u16::from(share.is_some()));
    let list = state.list.shown_in(state.len(), usize::from(height));
    let cut = share.as_ref().map(|share| Cut::of(share, list.top, height));
    if let (Some(share), Some(cut), Some(line)) = (&share, &cut, state.line(list.top)) {
        let text = pen.words.capacity(share, line.value.currency);
        pen.text(area.x + 1, top + cut.row, area.width.saturating_sub(2), &text, Role::Heading);
    }
    for row in 0..height {
        let at = list.top + usize::from(row);
        let Some(line) = state.line(at) else { continue };
        let below = cut.as_ref().is_some_and(|cut| cut.drawn && row >= cut.row);
        let place = Rect { y: top + row + u16::from(below), height: 1, ..area };
        // The bar ends before the reason: drawing and undrawing a whole row is most of what one step costs on a slow line.
        let bar = if columns.why.1 > 0 { columns.why.0 - 1 - area.x } else { area.width };
        pen.row(Rect { width: bar, ..place }, (at, list.at), |pen| one(pen, columns, place.y, line));
        let role = if line.done { Role::Muted } else { Role::Text };
        let text = why(pen.words, pen.session.zone, line);
        pen.beyond(place, (at, list.at), |pen| _ = pen.text(columns.why.0, place.y, columns.why.1, &text, role));
    }
    usize::from(height.max(1))
}

/// Where the line between today and not today stands among the rows of the list.
struct Cut {
    /// The row it takes, from 0.
    row: u16,
    /// False: it is not among the lines shown, and is said below them.
    drawn: bool,
}

impl Cut {
    fn of(share: &Share, top: usize, height: u16) -> Self {
        let fits = usize::try_from(share.fits).unwrap_or(usize::MAX);
        // Several lists together have no one line.
        let row = fits.checked_sub(top).and_then(|row| u16::try_from(row).ok()).filter(|row| *row < height);
        let row = row.filter(|_| share.price > 0);
        Self { row: row.unwrap_or(height), drawn: row.is_some() }
    }
}

fn news(pen: &mut Pen<'_>, state: &QueueScreen, area: Rect) -> bool {
    let Some(page) = &state.news else { return false };
    let facts = [("day", pen.words.day(page.generation.day).into()), ("count", state.news_count().into())];
    let text = pen.words.tf("queue-news", &facts);
    pen.text(area.x + 1, area.y, area.width.saturating_sub(2), &text, Role::Warning);
    true
}

fn heads(pen: &mut Pen<'_>, columns: Columns, y: u16) {
    pen.right(columns.rank.0, y, columns.rank.1, &pen.t("queue-head-rank"), Role::Heading);
    pen.text(columns.name.0, y, columns.name.1, &pen.t("queue-head-name"), Role::Heading);
    pen.text(columns.reference.0, y, columns.reference.1, &pen.t("queue-head-reference"), Role::Heading);
    pen.right(columns.amount.0, y, columns.amount.1, &pen.t("queue-head-amount"), Role::Heading);
    pen.right(columns.days.0, y, columns.days.1, &pen.t("queue-head-days"), Role::Heading);
    pen.text(columns.why.0, y, columns.why.1, &pen.t("queue-head-why"), Role::Heading);
}

fn one(pen: &mut Pen<'_>, columns: Columns, y: u16, line: &QueueLine) {
    let quiet = line.done;
    let role = |role: Role| if quiet { Role::Muted } else { role };
    pen.right(columns.rank.0, y, columns.rank.1, &line.rank.to_string(), role(Role::Text));
    if !pen.sketches() {
        let (mark, mark_role) = change(pen, line);
        pen.text(columns.change, y, 1, mark, mark_role);
        pen.text(columns.sign, y, 1, sign(pen, line.ranked.band), role(band_role(line.ranked.band)));
    }
    pen.text(columns.name.0, y, columns.name.1, &line.name, role(Role::Text));
    pen.text(columns.reference.0, y, columns.reference.1, &line.reference, Role::Muted);
    pen.right(columns.amount.0, y, columns.amount.1, &amount(pen, line), role(Role::Money));
    let days = if line.days_past_due > 0 { line.days_past_due.to_string() } else { String::new() };
    pen.right(columns.days.0, y, columns.days.1, &days, role(Role::Text));
}

/// What is overdue, in its own currency; in several, what may be collected, in the book's, marked so.
fn amount(pen: &Pen<'_>, line: &QueueLine) -> String {
    let mut sums = line.overdue.iter();
    match (sums.next(), sums.next()) {
        (Some(only), None) => pen.words.money(only),
        (Some(_), Some(_)) => format!("~{}", pen.words.money(line.value)),
        (None, _) => pen.words.money(line.value),
    }
}

fn change(pen: &Pen<'_>, line: &QueueLine) -> (&'static str, Role) {
    let signs = pen.theme.signs;
    if line.done {
        return (signs.done, Role::Good);
    }
    match line.change {
        Change::New => (signs.new, Role::Accent),
        Change::Up => (signs.up, Role::Warning),
        Change::Down => (signs.down, Role::Muted),
        Change::Same => (" ", Role::Text),
    }
}

/// The sign of a band: told apart without colour.
fn sign(pen: &Pen<'_>, band: Band) -> &'static str {
    match band {
        Band::CallbackDue => pen.theme.signs.out,
        Band::Pinned => "^",
        Band::PromiseBroken => "!",
        Band::PromiseDue => "~",
        Band::Deadline => "#",
        Band::NewCase => "*",
        Band::Index => " ",
    }
}

fn band_role(band: Band) -> Role {
    match band {
        Band::CallbackDue | Band::Pinned => Role::Accent,
        Band::PromiseBroken => Role::Danger,
        Band::PromiseDue | Band::Deadline => Role::Warning,
        Band::NewCase => Role::Accent,
        Band::Index => Role::Text,
    }
}

/// An empty queue says what to do next; while it is being made, that one need only wait.
fn nothing(pen: &mut Pen<'_>, state: &QueueScreen, closing: bool, area: Rect) {
    if !state.answered {
        return;
    }
    let filtered = state.filter.as_ref().is_some_and(|filter| !filter.text().is_empty()) && state.total() > 0;
    let (title, lines): (&str, &[&str]) = if filtered {
        ("queue-empty-filter", &["queue-empty-filter-next"])
    } else if state.generation().is_none() && closing {
        ("queue-empty-made", &["queue-empty-made-next"])
    } else if state.generation().is_none() {
        ("queue-empty-none", &["queue-empty-none-next", "queue-empty-none-close"])
    } else if state.whose == Whose::Mine {
        ("queue-empty-mine", &["queue-empty-mine-next"])
    } else {
        ("queue-empty-all", &["queue-empty-all-next"])
    };
    let mut lines: Vec<String> = lines.iter().map(|id| pen.t(id)).collect();
    let why = state.nobody().filter(|_| filtered).map(|why| say(pen.words, pen.session.zone, &why));
    lines.splice(0..0, why);
    super::empty(pen, area, &pen.t(title), &lines);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_never_overlap_nor_leave_the_list() {
        for width in 58..220 {
            let c = Columns::of(0, width);
            assert!(c.sign < c.name.0 && c.name.0 + c.name.1 < c.amount.0, "{width}");
            assert!(c.amount.0 + c.amount.1 < c.days.0, "{width}");
            assert!(c.days.0 + c.days.1 <= width, "{width}: {c:?}");
            assert!(c.why.1 == 0 || c.why.0 + c.why.1 <= width, "{width}: {c:?}");
        }
    }
}
