//! What waits at the bank, drawn: a line each with day, amount, who and what; beneath, whose the one under the hand may be.
//! What never lives here: the search, the acts.
//! `ui::screen` calls it.

use ratatui::layout::Rect;

use crate::app::App;
use crate::app::say::sentence;
use crate::app::screen::reconcile::ReconcileScreen;
use crate::domain::bank::{BankLine, LineKind};
use crate::domain::matching::Certainty;
use crate::store::read::{Given, Proposed, Waiting};

use super::super::theme::Role;
use super::super::widget::pen::Pen;
use super::super::widget::sentence::say;
use super::super::widget::text::wrap;

/// Lines of the list that stay in sight above the panel.
const LIST_ROWS_MIN: u16 = 4;
/// Rows of the panel at most: what the bank says, and five proposals of two rows.
const PANEL_ROWS_MAX: u16 = 15;
/// Columns of sign, day and amount, with the blanks between.
const FIXED: u16 = 4 + DAY + 14;
/// Columns of a day.
const DAY: u16 = 11;

/// Draws it; returns the lines of the list on screen.
pub fn draw(pen: &mut Pen<'_>, app: &App, state: &ReconcileScreen, area: Rect) -> usize {
    if let Some(trouble) = &state.trouble {
        let text = say(pen.words, app.session().zone, &sentence(trouble));
        super::empty(pen, area, &pen.t("reconcile-trouble"), &[text]);
        return 1;
    }
    if state.is_empty() {
        if state.answered {
            let filtered = state.filter.is_some();
            let (title, next) = if filtered {
                ("reconcile-empty-filter", "reconcile-empty-filter-next")
            } else {
                ("reconcile-empty", "reconcile-empty-next")
            };
            let lines = [pen.t(next)];
            super::empty(pen, area, &pen.t(title), &lines);
        }
        return 1;
    }
    let head = pen.words.tf("reconcile-head", &[("count", state.total.into())]);
    pen.text(area.x + 1, area.y, area.width.saturating_sub(2), &head, Role::Title);
    let panel = PANEL_ROWS_MAX.min((area.height * 3 / 5).max(6)).min(area.height.saturating_sub(1 + LIST_ROWS_MIN));
    let height = area.height - 1 - panel;
    let list = state.list.shown_in(state.len(), usize::from(height));
    for row in 0..height {
        let at = list.top + usize::from(row);
        let Some(line) = state.line(at) else { break };
        let place = Rect { y: area.y + 1 + row, height: 1, ..area };
        pen.row(place, (at, list.at), |pen| one(pen, line, place));
    }
    let below = Rect { y: area.y + 1 + height, height: panel, ..area };
    pen.rule(below.x, below.y, below.width);
    let inside = Rect { x: below.x + 1, y: below.y + 1, width: below.width.saturating_sub(2), height: panel - 1 };
    if let Some(line) = state.here() {
        let mut y = told(pen, line, inside);
        if let Some(found) = state.closely().filter(|found| !found.given.is_empty()) {
            y = given(pen, found, Rect { y, height: 1, ..inside });
        }
        let room = Rect { y, height: inside.bottom().saturating_sub(y), ..inside };
        proposals(pen, state, room);
    }
    usize::from(height.max(1))
}

/// One line of the list.
fn one(pen: &mut Pen<'_>, line: &BankLine, row: Rect) {
    let back = line.kind == LineKind::Return;
    let (sign, role) = if back { ("!", Role::Danger) } else { ("$", Role::Good) };
    pen.text(row.x + 2, row.y, 1, sign, role);
    let day = pen.words.date(line.value_on);
    pen.text(row.x + 4, row.y, DAY, &day, Role::Muted);
    let money = pen.words.money(line.amount);
    pen.right(row.x + 15, row.y, 13, &money, Role::Money);
    let dot = pen.theme.signs.dot;
    let who = [line.payer.as_str(), line.text.as_str()];
    let who = who.iter().filter(|text| !text.is_empty()).copied().collect::<Vec<_>>().join(&format!(" {dot} "));
    let x = row.x + FIXED;
    pen.text(x, row.y, row.right().saturating_sub(x + 1), &who, Role::Text);
}

/// What the bank says of the line; returns the row after it.
fn told(pen: &mut Pen<'_>, line: &BankLine, area: Rect) -> u16 {
    let mut pieces = vec![(line.payer.clone(), Role::Title), (line.payer_account.clone(), Role::Muted)];
    if !line.reason.is_empty() {
        let reason = pen.words.tf("reconcile-reason", &[("reason", line.reason.clone().into())]);
        pieces.push((reason, Role::Danger));
    }
    let mut y = area.y;
    if pieces.iter().any(|(text, _)| !text.is_empty()) {
        pen.pieces(area.x, y, area.width, &pieces);
        y += 1;
    }
    let structured = line.structured.join(" ");
    let told = [line.text.as_str(), line.end_to_end.as_str(), structured.as_str()];
    let told: Vec<&str> = told.into_iter().filter(|text| !text.is_empty()).collect();
    let text = told.join(&format!(" {} ", pen.theme.signs.dot));
    for row in wrap(&text, usize::from(area.width)).iter().take(2) {
        pen.text(area.x, y, area.width, row, Role::Text);
        y += 1;
    }
    y
}

/// Who has a share of the line already; returns the row after it.
fn given(pen: &mut Pen<'_>, found: &Waiting, row: Rect) -> u16 {
    let head = pen.words.tf("reconcile-given", &[("whole", pen.words.money(found.whole).into())]);
    let one = |given: &Given| format!("{} {} {}", pen.words.money(given.amount), given.name, given.reference);
    let shares = found.given.iter().map(one).collect::<Vec<_>>().join(", ");
    pen.pieces(row.x, row.y, row.width, &[(head, Role::Accent), (shares, Role::Text)]);
    row.y + 1
}

fn proposals(pen: &mut Pen<'_>, state: &ReconcileScreen, area: Rect) {
    let Some(all) = state.proposals() else {
        let text = pen.t("reconcile-looking");
        pen.text(area.x, area.y, area.width, &text, Role::Muted);
        return;
    };
    if all.is_empty() {
        let text = pen.t("reconcile-no-proposals");
        for (row, text) in (0..).zip(wrap(&text, usize::from(area.width)).iter().take(usize::from(area.height))) {
            pen.text(area.x, area.y + row, area.width, text, Role::Muted);
        }
        return;
    }
    let mut y = area.y;
    let wide = area.width.saturating_sub(4);
    let why = |one: &Proposed| {
        let why = state.here().map(|line| pen.words.proposal(line, &one.proposal)).unwrap_or_default();
        wrap(&why, usize::from(wide))
    };
    let whys: Vec<Vec<String>> = all.iter().map(why).collect();
    // the chosen one in sight, however small the room
    let (mut from, mut rows) = (0, whys.iter().take(state.chosen + 1).map(|why| 1 + why.len()).sum::<usize>());
    while from < state.chosen && rows > usize::from(area.height) {
        rows -= 1 + whys[from].len();
        from += 1;
    }
    for (at, one) in all.iter().enumerate().skip(from) {
        if y >= area.bottom() {
            break;
        }
        proposal(pen, one, at, at == state.chosen, Rect { y, height: 1, ..area });
        y += 1;
        for row in &whys[at] {
            if y < area.bottom() {
                pen.text(area.x + 4, y, wide, row, sure(one.proposal.certainty));
                y += 1;
            }
        }
    }
}

fn proposal(pen: &mut Pen<'_>, one: &Proposed, at: usize, chosen: bool, row: Rect) {
    let text = format!("{} {} {}", at + 1, one.name, one.reference);
    let hand = if chosen { pen.theme.signs.hand } else { " " };
    pen.text(row.x, row.y, 1, hand, Role::Accent);
    pen.text(row.x + 2, row.y, row.width.saturating_sub(2), &text, if chosen { Role::Title } else { Role::Text });
}

const fn sure(certainty: Certainty) -> Role {
    match certainty {
        Certainty::Certain => Role::Good,
        Certainty::Likely => Role::Text,
        Certainty::Possible => Role::Muted,
    }
}
