//! One case drawn: title, ribbon, sums, tabs; beside the open tab what must be in sight while speaking.
//! What never lives here: the state of the case.
//! `ui::screen` calls it.

use ratatui::layout::Rect;

use crate::app::App;
use crate::app::say::sentence;
use crate::app::screen::agreed::agreed;
use crate::app::screen::case::{CaseScreen, Tab};
use crate::app::screen::history::Sift;
use crate::domain::case::CaseRow;
use crate::domain::codes::{DisputeState, SignalCode};
use crate::domain::signal::Signal;
use crate::domain::values::Money;
use crate::store::read::CaseView;

use super::super::WIDE_COLUMNS;
use super::super::theme::Role;
use super::super::widget::pen::Pen;
use super::super::widget::sentence::say;
use super::super::widget::text::{width, wrap};
use super::{agreed, dispute, history, preview, tabs};

/// Columns of the pane at the right.
const SIDE_COLUMNS_MIN: u16 = 36;

/// Draws the case; returns the lines of the open tab's list on screen.
pub fn draw(pen: &mut Pen<'_>, app: &App, state: &CaseScreen, area: Rect) -> usize {
    let Some(view) = &state.view else {
        if let Some(trouble) = &state.trouble {
            let text = say(pen.words, pen.session.zone, &sentence(trouble));
            super::empty(pen, area, &pen.t("case-trouble"), &[text, String::new(), pen.t("case-trouble-next")]);
        }
        return 1;
    };
    let wide = area.width.saturating_sub(2);
    let x = area.x + 1;
    title(pen, view, Rect { x, width: wide, height: 1, ..area });
    ribbon(pen, view, Rect { x, y: area.y + 1, width: wide, height: 1 });
    let pieces = preview::sums(pen, view);
    pen.pieces(x, area.y + 2, wide, &pieces);
    tab_bar(pen, state, view, Rect { x, y: area.y + 3, width: wide, height: 1 });
    let body = Rect { y: area.y + 4, height: area.height.saturating_sub(4), ..area };
    let side = (area.width / 3).max(SIDE_COLUMNS_MIN);
    let split = area.width >= WIDE_COLUMNS && !state.zoom;
    let main = if split { Rect { width: body.width - side - 3, ..body } } else { body };
    if split {
        pen.wall(main.right() + 1, body.y, body.height);
        beside(pen, state, view, Rect { x: main.right() + 3, width: side - 1, ..body });
    } else if state.score {
        let rows = points(pen, view, main);
        let main = Rect { y: main.y + rows, height: main.height.saturating_sub(rows), ..main };
        return open_tab(pen, app, state, view, main);
    }
    open_tab(pen, app, state, view, main)
}

fn open_tab(pen: &mut Pen<'_>, app: &App, state: &CaseScreen, view: &CaseView, area: Rect) -> usize {
    let list = state.list();
    if state.is_empty() {
        let sifted = state.tab == Tab::History && (state.filter.is_some() || state.sift() != Sift::All);
        let id = if sifted { "history-none".to_owned() } else { format!("{}-empty", state.tab.message_id()) };
        let text = pen.t(&id);
        pen.text(area.x + 1, area.y, area.width.saturating_sub(2), &text, Role::Muted);
        return usize::from(area.height.max(1));
    }
    match state.tab {
        Tab::History => {
            let list = list.shown_in(state.len(), usize::from(area.height));
            history::draw_some(pen, view, (state.rows(), &state.wanted()), list.top, Some(list.at), area);
            usize::from(area.height.max(1))
        }
        Tab::Invoices => tabs::invoices(pen, view, list, area),
        Tab::Promises => {
            let key = |action| app.keymap().key_of(action, app.screen_scopes()).unwrap_or_default();
            agreed::draw(pen, &key, view, list, area)
        }
        Tab::Disputes => dispute::disputes(pen, view, list, area),
        Tab::Contacts => tabs::contacts(pen, view, list, area),
    }
}

fn title(pen: &mut Pen<'_>, view: &CaseView, area: Rect) {
    let debtor = &view.state.debtor;
    let rank = view.rank.map(|rank| pen.words.tf("case-rank", &[("rank", rank.into())])).unwrap_or_default();
    let owner = view.state.assignment.as_ref().map(|assignment| assignment.to.to_string()).unwrap_or_default();
    let right = [rank, owner].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
    let reserved = u16::try_from(width(&right)).unwrap_or(0) + 1;
    let pieces = [
        (debtor.name.clone(), Role::Title),
        (debtor.reference.clone(), Role::Text),
        (view.state.case.to_string(), Role::Muted),
        (debtor.city.clone(), Role::Muted),
    ];
    pen.pieces(area.x, area.y, area.width.saturating_sub(reserved), &pieces);
    pen.right(area.x, area.y, area.width, &right, Role::Muted);
}

/// What must be known before speaking: who has it, holds, merged, excluded; else what comes next.
fn ribbon(pen: &mut Pen<'_>, view: &CaseView, area: Rect) {
    let state = &view.state;
    let mut pieces = vec![];
    if let Some(lease) = &view.lease {
        let facts =
            [("who", lease.login.to_string().into()), ("since", pen.words.time(lease.since, pen.session.zone).into())];
        pieces.push((format!("! {}", pen.words.tf("ribbon-lease", &facts)), Role::Danger));
    }
    if let Some(into) = state.merged_into {
        pieces
            .push((format!("! {}", pen.words.tf("ribbon-merged", &[("case", into.to_string().into())])), Role::Danger));
    }
    if let Some(day) = state.profile.returned_on {
        let facts = [("day", pen.words.day(day).into())];
        pieces.push((format!("! {}", pen.words.tf("ribbon-returned", &facts)), Role::Danger));
    }
    if !view.linked.is_empty() {
        let text = pen.words.tf("ribbon-linked", &[("cases", view.linked.len().into())]);
        pieces.push((format!("= {text}"), Role::Warning));
    }
    let (limit, others): (Vec<Signal>, Vec<Signal>) =
        view.signals().into_iter().partition(|signal| signal.code == SignalCode::LimitNear);
    pieces.extend(limit.into_iter().map(|signal| (format!("! {}", pen.words.signal(signal)), Role::Warning)));
    if let Some(given) = state.assignment.as_ref().filter(|given| !given.note.is_empty()) {
        let facts = [("by", given.by.to_string().into()), ("note", given.note.as_str().into())];
        pieces.push((format!("> {}", pen.words.tf("ribbon-handed", &facts)), Role::Accent));
    }
    for hold in &state.holds {
        let reason = pen.t(&format!("hold-reason-{}", hold.reason));
        let facts = [("reason", reason.into()), ("until", pen.words.day(hold.until).into())];
        pieces.push((format!("= {}", pen.words.tf("ribbon-hold", &facts)), Role::Warning));
    }
    for dispute in state.disputes.iter().filter(|dispute| dispute.state == DisputeState::Overdue) {
        let facts = [("day", pen.words.day(dispute.due_on).into()), ("owner", dispute.owner.to_string().into())];
        pieces.push((format!("! {}", pen.words.tf("ribbon-dispute", &facts)), Role::Danger));
    }
    if let (Some((exclusion, until)), None) = (&view.excluded, view.rank) {
        let why = pen.words.rule(*exclusion, view.by);
        let facts = [("why", why.into()), ("until", pen.words.day(*until).into())];
        pieces.push((pen.words.tf("ribbon-excluded", &facts), Role::Muted));
    }
    pieces.push((preview::next(pen, view), Role::Accent));
    // What stops or changes the work stands first; what only bodes ill comes last, as far as there is room.
    pieces.extend(others.into_iter().map(|signal| (format!("? {}", pen.words.signal(signal)), Role::Warning)));
    let dotted: Vec<(String, Role)> = pieces
        .into_iter()
        .enumerate()
        .map(|(at, (text, role))| if at > 0 { (format!("{} {text}", pen.theme.signs.dot), role) } else { (text, role) })
        .collect();
    pen.pieces(area.x, area.y, area.width, &dotted);
}

fn tab_bar(pen: &mut Pen<'_>, state: &CaseScreen, view: &CaseView, area: Rect) {
    let of = &view.state;
    let open = of.items.iter().filter(|item| item.open_minor > 0).count();
    let counts = [
        view.timeline_total as usize,
        open,
        agreed(of).len(),
        of.disputes.len(),
        view.points.len() + of.callbacks.len() + of.holds.len(),
    ];
    let mut at = area.x;
    for (place, tab) in Tab::ALL.into_iter().enumerate() {
        let label = match (tab, state.sift()) {
            (Tab::History, sift) if sift != Sift::All => {
                format!("{}: {} {}", pen.t(tab.message_id()), pen.t(sift.message_id()), state.rows().len())
            }
            _ => format!("{} {}", pen.t(tab.message_id()), counts[place]),
        };
        let room = area.right().saturating_sub(at);
        let chosen = tab == state.tab;
        let x = pen.text(at, area.y, room, &format!("{}", place + 1), Role::Key);
        let role = if chosen { Role::Selected } else { Role::Muted };
        let text = if chosen { format!(" {label} ") } else { label };
        let from = if chosen { x } else { x + 1 };
        at = pen.text(from, area.y, area.right().saturating_sub(from), &text, role) + 2;
        if chosen {
            at -= 1;
        }
    }
}

/// What must be in sight whatever tab is open: contact points, promises, disputes, call-backs, the points.
fn beside(pen: &mut Pen<'_>, state: &CaseScreen, view: &CaseView, area: Rect) {
    let mut rows: Vec<(String, Role)> = vec![];
    let of = &view.state;
    let head = |rows: &mut Vec<(String, Role)>, pen: &Pen<'_>, id: &str| {
        if !rows.is_empty() {
            rows.push((String::new(), Role::Text));
        }
        rows.push((pen.t(id), Role::Heading));
    };
    head(&mut rows, pen, "side-contact");
    rows.extend(tabs::usable(view).take(4).map(|point| (point.point.clone(), Role::Accent)));
    if tabs::usable(view).next().is_none() {
        rows.push((pen.t("side-contact-none"), Role::Muted));
    }
    if !view.linked.is_empty() {
        head(&mut rows, pen, "side-linked");
        let linked = view.linked.iter().take(3);
        rows.extend(linked.map(|row| (format!("{} {} {}", row.case, row.name, overdue(pen, row)), Role::Text)));
    }
    let callbacks: Vec<_> = of.callbacks.iter().take(3).map(|callback| tabs::callback(pen, callback)).collect();
    if !callbacks.is_empty() {
        head(&mut rows, pen, "side-callbacks");
        rows.extend(callbacks.into_iter().map(|text| (text, Role::Text)));
    }
    if !of.promises.is_empty() {
        head(&mut rows, pen, "tab-promises");
        rows.extend(of.promises.iter().take(3).map(|promise| tabs::promise(pen, promise)));
    }
    if !of.disputes.is_empty() {
        head(&mut rows, pen, "tab-disputes");
        rows.extend(of.disputes.iter().take(3).map(|dispute| tabs::dispute(pen, dispute)));
    }
    let signals = view.signals();
    if !signals.is_empty() {
        head(&mut rows, pen, "side-signals");
        rows.extend(signals.into_iter().map(|signal| (pen.words.signal(signal), Role::Warning)));
    }
    head(&mut rows, pen, "side-past");
    rows.extend(past(pen, view).into_iter().map(|text| (text, Role::Text)));
    let shown = if state.score { usize::MAX } else { 3 };
    if !view.reasons.is_empty() {
        head(&mut rows, pen, "preview-why");
        rows.extend(view.reasons.iter().take(shown).map(|one| (pen.words.reason(one), Role::Text)));
        if state.score {
            rows.push((pen.words.tf("side-score", &[("score", view.score.into())]), Role::Title));
            rows.extend(judged(pen, view).into_iter().map(|text| (text, Role::Text)));
        }
    }
    let mut y = area.y;
    for (text, role) in rows {
        for line in wrap(&text, usize::from(area.width)) {
            if y < area.bottom() {
                pen.text(area.x, y, area.width, &line, role);
            }
            y += 1;
        }
    }
}

/// What is overdue of a linked debtor.
fn overdue(pen: &Pen<'_>, row: &CaseRow) -> String {
    pen.words.sums(&row.money.iter().map(|money| Money::new(money.overdue, money.currency)).collect())
}

fn past(pen: &Pen<'_>, view: &CaseView) -> Vec<String> {
    let profile = &view.state.profile;
    let mut out = vec![];
    if profile.paid_count > 0 {
        let mean = profile.late_days_sum / i64::from(profile.paid_count);
        let facts = [("paid", profile.paid_count.into()), ("late", profile.late_count.into()), ("days", mean.into())];
        out.push(pen.words.tf("past-paid", &facts));
    }
    if profile.kept + profile.broken > 0 {
        out.push(pen.words.tf("past-promises", &[("kept", profile.kept.into()), ("broken", profile.broken.into())]));
    }
    if let Some(day) = profile.last_talk_on {
        out.push(pen.words.tf("past-talk", &[("day", pen.words.day(day).into())]));
    }
    if let Some(day) = profile.last_paid_on {
        out.push(pen.words.tf("past-payment", &[("day", pen.words.day(day).into())]));
    }
    if out.is_empty() {
        out.push(pen.t("past-nothing"));
    }
    out
}

/// The card that speaks and what would change its points.
fn judged(pen: &Pen<'_>, view: &CaseView) -> Vec<String> {
    view.judged.iter().flat_map(|judged| pen.words.judged(judged)).collect()
}

/// The points behind the rank, where there is no pane for them; returns the rows taken.
fn points(pen: &mut Pen<'_>, view: &CaseView, area: Rect) -> u16 {
    let mut rows: Vec<String> = view.reasons.iter().map(|one| pen.words.reason(one)).collect();
    rows.push(pen.words.tf("side-score", &[("score", view.score.into())]));
    rows.extend(judged(pen, view));
    let rows: Vec<String> =
        rows.iter().flat_map(|text| wrap(text, usize::from(area.width.saturating_sub(2)))).collect();
    let most = usize::from(area.height / 2);
    for (at, text) in rows.iter().take(most).enumerate() {
        let y = area.y + u16::try_from(at).unwrap_or(0);
        pen.text(area.x + 1, y, area.width.saturating_sub(2), text, Role::Text);
    }
    u16::try_from(rows.len().min(most)).unwrap_or(0)
}
