//! Tabs of a case: its invoices, and its contact points with call-backs and holds; promises and disputes in a few words.
//! What never lives here: the state; which tab is open.
//! `ui::screen::case` calls it.

use ratatui::layout::Rect;

use crate::app::list::List;

use crate::domain::case::state::{CallbackView, DisputeView, ItemState, PromiseView};
use crate::domain::codes::{DisputeState, PointQuality, PromiseState};
use crate::domain::heard::PointKind;
use crate::domain::point::PointView;
use crate::domain::values::Money;
use crate::store::read::CaseView;

use super::super::theme::Role;
use super::super::widget::pen::Pen;

/// Draws a head line and the visible lines under it; returns the lines on screen.
pub fn table(
    pen: &mut Pen<'_>,
    list: List,
    len: usize,
    area: Rect,
    heads: impl FnOnce(&mut Pen<'_>, Rect),
    mut one: impl FnMut(&mut Pen<'_>, usize, Rect),
) -> usize {
    heads(pen, Rect { height: 1, ..area });
    let rows = area.height.saturating_sub(1);
    let list = list.shown_in(len, usize::from(rows));
    for row in 0..rows {
        let at = list.top + usize::from(row);
        if at >= len {
            break;
        }
        let line = Rect { y: area.y + 1 + row, height: 1, ..area };
        pen.row(line, (at, list.at), |pen| one(pen, at, line));
    }
    usize::from(rows.max(1))
}

/// Columns of money at the right edge, from the right: each `MONEY` wide with a blank before.
pub const MONEY: u16 = 13;

/// Invoices with their age and what is left of them.
pub fn invoices(pen: &mut Pen<'_>, view: &CaseView, list: List, area: Rect) -> usize {
    let items = &view.state.items;
    // What is left comes first, then what is under dispute or promised, as far as the width goes.
    let money: &[&str] = match area.width {
        0..=69 => &["invoice-open"],
        70..=89 => &["invoice-open", "invoice-disputed", "invoice-promised"],
        _ => &["invoice-amount", "invoice-open", "invoice-disputed", "invoice-promised"],
    };
    let wide = u16::try_from(money.len()).unwrap_or(0) * (MONEY + 1);
    let number = area.width.saturating_sub(wide + 22).min(24);
    let heads = |pen: &mut Pen<'_>, at: Rect| {
        pen.text(at.x + 1, at.y, number, &pen.t("invoice-number"), Role::Heading);
        pen.text(at.x + number + 2, at.y, 11, &pen.t("invoice-due"), Role::Heading);
        pen.right(at.x + number + 13, at.y, 6, &pen.t("invoice-late"), Role::Heading);
        for (place, id) in money.iter().enumerate() {
            let x = at.x + number + 20 + u16::try_from(place).unwrap_or(0) * (MONEY + 1);
            pen.right(x, at.y, MONEY, &pen.t(id), Role::Heading);
        }
    };
    table(pen, list, items.len(), area, heads, |pen, at, line| {
        let item = &items[at];
        let quiet = if item.open_minor == 0 { Role::Muted } else { Role::Text };
        let claim = pen.words.claim(item.claim);
        let named = [item.key.number.as_str(), claim.as_str()];
        let named = named.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ");
        pen.text(line.x + 1, line.y, number, &named, quiet);
        pen.text(line.x + number + 2, line.y, 11, &pen.words.date(item.due_on), quiet);
        let (late, role) = lateness(pen, view, item);
        pen.right(line.x + number + 13, line.y, 6, &late, role);
        for (place, id) in money.iter().enumerate() {
            let x = line.x + number + 20 + u16::try_from(place).unwrap_or(0) * (MONEY + 1);
            let (minor, role) = match *id {
                "invoice-amount" => (item.amount.minor, Role::Muted),
                "invoice-disputed" => (item.disputed_minor, Role::Warning),
                "invoice-promised" => (item.promised_minor, Role::Good),
                _ => (item.open_minor, Role::Money),
            };
            let text = pen.words.money(Money::new(minor, item.amount.currency));
            pen.right(x, line.y, MONEY, if minor == 0 { "" } else { &text }, role);
        }
    })
}

fn lateness(pen: &Pen<'_>, view: &CaseView, item: &ItemState) -> (String, Role) {
    if item.open_minor <= 0 {
        return (pen.t("invoice-settled"), Role::Good);
    }
    match item.days_past_due(view.state.as_of) {
        0 => (String::new(), Role::Text),
        days if days > 30 => (pen.words.tf("days-short", &[("days", days.into())]), Role::Danger),
        days => (pen.words.tf("days-short", &[("days", days.into())]), Role::Warning),
    }
}

/// Contact points, then call-backs, then holds, one line each.
pub fn contacts(pen: &mut Pen<'_>, view: &CaseView, list: List, area: Rect) -> usize {
    let debtor = &view.state.debtor;
    let mut rows: Vec<(String, String, Role)> = vec![];
    rows.extend(view.points.iter().map(|point| {
        let kind = if point.kind == PointKind::Email { "contact-email" } else { "contact-phone" };
        let role = if point.is_usable() { Role::Accent } else { Role::Muted };
        (pen.t(kind), point.point.clone(), role)
    }));
    let callbacks = view.state.callbacks.iter();
    rows.extend(callbacks.map(|one| (pen.t("contact-callback"), callback(pen, one), Role::Text)));
    rows.extend(view.state.holds.iter().map(|hold| {
        let reason = pen.t(&format!("hold-reason-{}", hold.reason));
        let facts = [("reason", reason.into()), ("until", pen.words.day(hold.until).into())];
        (pen.t("contact-hold"), pen.words.tf("ribbon-hold", &facts), Role::Warning)
    }));
    let address = [debtor.address.as_str(), &debtor.postcode, &debtor.city, &debtor.country].join(" ");
    let heads = |pen: &mut Pen<'_>, at: Rect| {
        pen.text(at.x + 1, at.y, at.width.saturating_sub(2), address.trim(), Role::Muted);
    };
    table(pen, list, rows.len(), area, heads, |pen, at, line| {
        let (kind, text, role) = &rows[at];
        pen.text(line.x + 1, line.y, 12, kind, Role::Muted);
        let end = pen.text(line.x + 14, line.y, line.width.saturating_sub(15), text, *role);
        if let Some(point) = view.points.get(at) {
            let from = (line.x + 14 + POINT).max(end + 1);
            let known = [
                pen.words.point_quality(point),
                pen.words.point_known(point.role, &point.name, point.language, point.preferred),
            ];
            let known = known.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>();
            let role = quality_role(point.quality);
            let pieces: Vec<(String, Role)> = known.into_iter().zip([role, Role::Text]).collect();
            pen.pieces(from, line.y, line.right().saturating_sub(from + 1), &pieces);
        }
    })
}

/// Columns of a number or address; a longer one pushes what is known of it to the right.
const POINT: u16 = 24;

fn quality_role(quality: PointQuality) -> Role {
    match quality {
        PointQuality::Reached => Role::Good,
        PointQuality::Failed => Role::Warning,
        PointQuality::Wrong => Role::Danger,
        PointQuality::Untried => Role::Muted,
    }
}

/// The numbers and addresses that may be used, those preferred first.
pub fn usable(view: &CaseView) -> impl Iterator<Item = &PointView> {
    let of =
        |preferred: bool| view.points.iter().filter(move |point| point.is_usable() && point.preferred == preferred);
    of(true).chain(of(false))
}

/// A call-back in a few words.
pub fn callback(pen: &Pen<'_>, callback: &CallbackView) -> String {
    let whom = callback.whom.as_ref().map_or_else(|| pen.t("callback-anyone"), ToString::to_string);
    format!("{} · {whom}", pen.words.moment(callback.at, pen.session.zone))
}

/// A promise in a few words.
pub fn promise(pen: &Pen<'_>, promise: &PromiseView) -> (String, Role) {
    let (sign, role) = promise_sign(promise.state);
    let state = pen.t(&format!("promise-state-{}", promise.state));
    let text = format!("{sign} {} · {} · {state}", pen.words.money(promise.amount), pen.words.day(promise.due_on));
    (text, role)
}

/// A dispute in a few words.
pub fn dispute(pen: &Pen<'_>, dispute: &DisputeView) -> (String, Role) {
    let (sign, role) = dispute_sign(dispute.state);
    let sums = dispute.parts.iter().map(|part| part.amount).collect();
    let reason = pen.words.dispute_name(dispute.kind, dispute.reason);
    let state = pen.t(&format!("dispute-state-{}", dispute.state));
    (format!("{sign} {} · {reason} · {state}", pen.words.sums(&sums)), role)
}

/// The sign of a promise's state and its weight.
pub fn promise_sign(state: PromiseState) -> (&'static str, Role) {
    match state {
        PromiseState::PendingApproval => ("?", Role::Warning),
        PromiseState::Open | PromiseState::ReportedPaid => ("~", Role::Text),
        PromiseState::InGrace => ("~", Role::Warning),
        PromiseState::Kept => ("+", Role::Good),
        PromiseState::PartiallyKept => ("-", Role::Warning),
        PromiseState::Broken => ("!", Role::Danger),
        PromiseState::Refused | PromiseState::Withdrawn | PromiseState::Superseded | PromiseState::Void => {
            ("x", Role::Muted)
        }
    }
}

/// The sign of a dispute's state and its weight.
pub fn dispute_sign(state: DisputeState) -> (&'static str, Role) {
    match state {
        DisputeState::Open => ("~", Role::Warning),
        DisputeState::Overdue => ("!", Role::Danger),
        DisputeState::Accepted | DisputeState::PartlyAccepted => ("+", Role::Good),
        DisputeState::Rejected => ("-", Role::Text),
        DisputeState::Withdrawn | DisputeState::Void => ("x", Role::Muted),
    }
}
