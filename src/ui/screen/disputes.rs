//! The list of all disputes drawn: due day, debtor, reason, amount, step, who settles it; columns cut for the width.
//! What never lives here: the order, the marks.
//! `ui::screen` calls it.

use ratatui::layout::Rect;

use crate::app::App;
use crate::app::say::sentence;
use crate::app::screen::disputes::{DisputesScreen, Order};
use crate::domain::codes::DisputeState;
use crate::domain::values::Day;
use crate::store::read::DisputeRow;

use super::super::theme::Role;
use super::super::widget::pen::Pen;
use super::super::widget::sentence::say;
use super::super::widget::text::width;

/// A list shows who settles a dispute beside its step from this width on.
const OWNER_FROM: u16 = 100;
/// A list of so many rows has a foot.
const FOOT_FROM_ROWS: u16 = 10;
/// Columns of what is fixed: mark and sign, due day, amount, and the blanks between.
const FIXED: u16 = 4 + 11 + 1 + 13 + 1;

/// Draws it; returns the lines of the list on screen.
pub fn draw(pen: &mut Pen<'_>, app: &App, state: &DisputesScreen, area: Rect) -> usize {
    if let Some(trouble) = &state.trouble {
        let text = say(pen.words, app.session().zone, &sentence(trouble));
        super::empty(pen, area, &pen.t("disputes-trouble"), &[text]);
        return 1;
    }
    if state.is_empty() {
        if state.answered {
            let filtered = state.mine || state.filter.is_some();
            let (title, next) = if filtered {
                ("disputes-empty-filter", "disputes-empty-filter-next")
            } else {
                ("disputes-empty", "disputes-empty-next")
            };
            let lines = [pen.t(next)];
            super::empty(pen, area, &pen.t(title), &lines);
        }
        return 1;
    }
    let facts = [
        ("count", state.len().into()),
        ("sums", pen.words.sums(&state.sum()).into()),
        ("order", pen.t(state.order.message_id()).into()),
        ("marked", state.marks.len().into()),
    ];
    let head = pen.words.tf("disputes-head", &facts);
    pen.text(area.x + 1, area.y, area.width.saturating_sub(2), &head, Role::Title);
    let columns = Columns::of(area);
    columns.heads(pen, area.y + 1);
    // Where there is room the foot tells where they come from.
    let foot = u16::from(area.height >= FOOT_FROM_ROWS);
    let height = area.height.saturating_sub(2 + foot);
    if foot > 0 {
        causes(pen, state, app.tick().now.today, Rect { y: area.bottom() - 1, height: 1, ..area });
    }
    let list = state.list.shown_in(state.len(), usize::from(height));
    let today = app.tick().now.today;
    for row in 0..height {
        let at = list.top + usize::from(row);
        let Some(line) = state.row(at) else { break };
        let place = Rect { y: area.y + 2 + row, height: 1, ..area };
        let marked = state.marks.contains(&line.line.id);
        pen.row(place, (at, list.at), |pen| columns.one(pen, place.y, line, marked, today));
    }
    usize::from(height.max(1))
}

/// The causes, the most frequent first, as many as fit.
fn causes(pen: &mut Pen<'_>, state: &DisputesScreen, today: Day, area: Rect) {
    let mut x = area.x + 1;
    for cause in state.causes(today) {
        let name = match state.order {
            Order::Owner => cause.key.clone(),
            Order::Due | Order::Reason => pen.t(&format!("dispute-reason-{}", cause.key)),
        };
        let facts = [
            ("name", name.into()),
            ("count", cause.count.into()),
            ("sums", pen.words.sums(&cause.sums).into()),
            ("days", cause.days.into()),
        ];
        let text = pen.words.tf("disputes-cause", &facts);
        let wide = u16::try_from(width(&text)).unwrap_or(u16::MAX);
        if x.saturating_add(wide) > area.right() {
            return;
        }
        x = pen.text(x, area.y, wide, &text, Role::Muted) + 3;
    }
}

/// Where each column stands; a width of 0 is not shown.
struct Columns {
    x: u16,
    name: u16,
    what: u16,
    step: u16,
    owner: u16,
}

impl Columns {
    fn of(area: Rect) -> Self {
        let rest = area.width.saturating_sub(FIXED + 1);
        let owner = if area.width >= OWNER_FROM { 18 } else { 0 };
        let left = rest.saturating_sub(owner);
        let name = (left * 2 / 5).min(34);
        let what = ((left - name) / 2).min(24);
        Self { x: area.x, name, what, step: left - name - what, owner }
    }

    fn heads(&self, pen: &mut Pen<'_>, y: u16) {
        let ids = ["dispute-due", "queue-head-name", "dispute-about", "dispute-amount", "dispute-state", "field-owner"];
        for (place, id) in ids.into_iter().enumerate() {
            let text = pen.t(id);
            self.put(pen, y, place, &text, Role::Heading);
        }
    }

    /// Writes into one of the six columns.
    fn put(&self, pen: &mut Pen<'_>, y: u16, place: usize, text: &str, role: Role) {
        let due = self.x + 4;
        let name = due + 12;
        let what = name + self.name;
        let amount = what + self.what;
        let step = amount + 14;
        let cut = |width: u16| width.saturating_sub(1);
        match place {
            0 => drop(pen.text(due, y, 11, text, role)),
            1 => drop(pen.text(name, y, cut(self.name), text, role)),
            2 => drop(pen.text(what, y, cut(self.what), text, role)),
            3 => pen.right(amount, y, 13, text, role),
            4 => drop(pen.text(step, y, cut(self.step), text, role)),
            _owner => drop(pen.text(step + self.step, y, cut(self.owner), text, role)),
        }
    }

    fn one(&self, pen: &mut Pen<'_>, y: u16, row: &DisputeRow, marked: bool, today: Day) {
        let line = &row.line;
        let state = line.state(today);
        let (sign, role) = super::tabs::dispute_sign(state);
        pen.text(self.x + 1, y, 1, if marked { "x" } else { " " }, Role::Accent);
        pen.text(self.x + 2, y, 1, sign, role);
        let late = if state == DisputeState::Overdue { Role::Danger } else { Role::Text };
        let step = match line.decision {
            Some(decision) => pen.t(&format!("dispute-decision-{decision}")),
            None => pen.t(&format!("dispute-step-{}", line.step)),
        };
        let check = line.check_on.filter(|_| line.decision.is_none()).map(|day| pen.words.day_short(day));
        let step = check.map_or(step.clone(), |day| format!("{step} {} {day}", pen.theme.signs.crumb));
        let owner = [line.owner.0.as_str(), line.department.as_str()].join(" ");
        let amount = line.amount.map(|amount| pen.words.money(amount)).unwrap_or_default();
        let due = pen.words.date(line.due_on);
        let what = pen.words.dispute_name(line.kind, line.reason);
        let texts = [(due, late), (row.name.clone(), Role::Text), (what, Role::Text), (amount, Role::Money)];
        let more = [(step, role), (owner.trim_end().to_owned(), Role::Muted)];
        for (place, (text, role)) in texts.into_iter().chain(more).enumerate() {
            self.put(pen, y, place, &text, role);
        }
    }
}
