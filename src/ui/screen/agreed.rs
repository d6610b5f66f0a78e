//! The promises and plans of a case drawn: one line each, and under them all that is to be known of the one under the hand.
//! What never lives here: the state; a key's meaning.
//! `ui::screen::case` calls it.

use ratatui::layout::Rect;

use crate::app::action::Action;
use crate::app::list::List;
use crate::app::screen::agreed::{Agreed, agreed};
use crate::domain::case::OverrideView;
use crate::domain::case::state::{InstalmentView, PlanView, PromiseView};
use crate::domain::codes::{OverrideState, PlanState, PromiseState};
use crate::domain::event::Part;
use crate::domain::values::Money;
use crate::store::read::CaseView;

use super::super::theme::Role;
use super::super::widget::pen::Pen;
use super::super::widget::text::wrap;
use super::tabs::{MONEY, promise_sign, table};

/// Rows the lines keep when the one under the hand is told in full.
const LINES_MIN: u16 = 4;
/// Columns of the state.
const STATE: u16 = 21;

/// Draws the tab; returns the lines of the list on screen. `key`: how an action is pressed here.
pub fn draw(pen: &mut Pen<'_>, key: &dyn Fn(Action) -> String, view: &CaseView, list: List, area: Rect) -> usize {
    let all = agreed(&view.state);
    let told = match all.get(list.at.min(all.len().saturating_sub(1))) {
        Some(Agreed::Promise(promise)) => promise_told(pen, key, view, promise),
        Some(Agreed::Plan(plan)) => plan_told(pen, key, plan),
        Some(Agreed::Override(view)) => override_told(pen, view),
        None => vec![],
    };
    let lines = u16::try_from(all.len()).unwrap_or(u16::MAX).saturating_add(2).max(LINES_MIN);
    let lines = lines.min((area.height / 2).max(LINES_MIN)).min(area.height);
    let shown = table(pen, list, all.len(), Rect { height: lines, ..area }, heads, |pen, at, line| match all[at] {
        Agreed::Promise(promise) => promise_line(pen, promise, line),
        Agreed::Plan(plan) => plan_line(pen, plan, line),
        Agreed::Override(view) => override_line(pen, view, line),
    });
    if area.height > lines + 1 {
        pen.rule(area.x, area.y + lines, area.width);
        let columns = usize::from(area.width.saturating_sub(2));
        let rows =
            told.into_iter().flat_map(|(text, role)| wrap(&text, columns).into_iter().map(move |line| (line, role)));
        for (at, (text, role)) in (0..area.height - lines - 1).zip(rows) {
            pen.text(area.x + 1, area.y + lines + 1 + at, area.width.saturating_sub(2), &text, role);
        }
    }
    shown
}

fn heads(pen: &mut Pen<'_>, at: Rect) {
    pen.text(at.x + 1, at.y, STATE, &pen.t("promise-state"), Role::Heading);
    pen.text(at.x + STATE + 2, at.y, 11, &pen.t("promise-due"), Role::Heading);
    pen.right(at.x + STATE + 14, at.y, MONEY, &pen.t("promise-amount"), Role::Heading);
    pen.right(at.x + STATE + 15 + MONEY, at.y, MONEY, &pen.t("promise-paid"), Role::Heading);
    let who = at.x + STATE + 17 + 2 * MONEY;
    pen.text(who, at.y, at.right().saturating_sub(who), &pen.t("promise-who"), Role::Heading);
}

/// State, day, amount, what was paid of it, and what it is.
fn row(pen: &mut Pen<'_>, line: Rect, (state, role): (&str, Role), due: &str, (all, paid): (Money, i64), what: &str) {
    pen.text(line.x + 1, line.y, STATE, state, role);
    pen.text(line.x + STATE + 2, line.y, 11, due, Role::Text);
    pen.right(line.x + STATE + 14, line.y, MONEY, &pen.words.money(all), Role::Money);
    let paid = if paid == 0 { String::new() } else { pen.words.money(Money::new(paid, all.currency)) };
    pen.right(line.x + STATE + 15 + MONEY, line.y, MONEY, &paid, Role::Muted);
    let x = line.x + STATE + 17 + 2 * MONEY;
    pen.text(x, line.y, line.right().saturating_sub(x), what, Role::Muted);
}

fn promise_line(pen: &mut Pen<'_>, promise: &PromiseView, line: Rect) {
    let (sign, role) = promise_sign(promise.state);
    let state = format!("{sign} {}", pen.t(&format!("promise-state-{}", promise.state)));
    let method = promise.method.map(|method| pen.t(&format!("method-{method}"))).unwrap_or_default();
    let what = format!("{} {method}", promise.who);
    let due = pen.words.date(promise.due_on);
    row(pen, line, (&state, role), &due, (promise.amount, promise.paid_minor), what.trim_end());
}

fn plan_line(pen: &mut Pen<'_>, plan: &PlanView, line: Rect) {
    let (sign, role) = plan_sign(plan.state);
    let waits = "promise-state-pending-approval".to_owned();
    let state = if plan.to_approve { waits } else { format!("plan-state-{}", plan.state) };
    let state = format!("{sign} {}", pen.t(&state));
    let kept = plan.lines.iter().filter(|line| line.state == PromiseState::Kept).count();
    let what = pen.words.tf("plan-kept", &[("kept", kept.into()), ("count", plan.lines.len().into())]);
    let next = plan.running().next().or(plan.lines.last()).map(|line| pen.words.date(line.due_on)).unwrap_or_default();
    row(pen, line, (&state, role), &next, (plan.amount, plan.paid_minor), &what);
}

fn override_line(pen: &mut Pen<'_>, view: &OverrideView, line: Rect) {
    let (sign, role) = match view.state {
        OverrideState::Pending => ("?", Role::Warning),
        OverrideState::Approved => ("~", Role::Good),
        OverrideState::Used => ("+", Role::Muted),
        OverrideState::Refused => ("!", Role::Warning),
        OverrideState::Lapsed => ("x", Role::Muted),
    };
    let state = format!("{sign} {}", pen.t(&format!("override-state-{}", view.state)));
    let day = pen.words.date(view.asked_on);
    // There is no sum: its words take the room of both.
    let what = pen.words.override_asked(&view.asked);
    let x = line.x + STATE + 14;
    pen.text(line.x + 1, line.y, STATE, &state, role);
    pen.text(line.x + STATE + 2, line.y, 11, &day, Role::Text);
    pen.text(x, line.y, line.right().saturating_sub(x), &what, Role::Text);
}

/// Who asked for what, the rules with where they stand, what was answered.
fn override_told(pen: &Pen<'_>, view: &OverrideView) -> Vec<(String, Role)> {
    let words = pen.words;
    let facts = [("who", view.who.to_string().into()), ("day", words.day(view.asked_on).into())];
    let next = view.asked.next_at.map_or_else(|| "none".to_owned(), |at| words.moment(at, pen.session.zone));
    let rules = [("rules", view.asked.sources().into()), ("next", next.into())];
    vec![
        (words.tf("override-detail", &facts), Role::Title),
        (words.override_asked(&view.asked), Role::Text),
        (words.tf("approvals-override-rules", &rules), Role::Text),
        (words.override_told(view), Role::Accent),
    ]
}

fn plan_sign(state: PlanState) -> (&'static str, Role) {
    match state {
        PlanState::Proposed => ("?", Role::Warning),
        PlanState::Accepted | PlanState::Active => ("~", Role::Text),
        PlanState::Completed => ("+", Role::Good),
        PlanState::Defaulted => ("!", Role::Danger),
        PlanState::Cancelled => ("x", Role::Muted),
    }
}

/// A promise in full: whose word, what it covers, why it stands where it stands, its level and limits, what is left.
fn promise_told(
    pen: &Pen<'_>,
    key: &dyn Fn(Action) -> String,
    view: &CaseView,
    promise: &PromiseView,
) -> Vec<(String, Role)> {
    let words = pen.words;
    let by = promise.by.as_ref().map(|by| words.person(Some(by.role), &by.name)).unwrap_or_default();
    let facts = [
        ("day", words.day(promise.made_on).into()),
        ("due", words.day(promise.due_on).into()),
        ("by", super::super::widget::sentence::said_or_none(&by).into()),
    ];
    let mut rows = vec![(words.tf("promise-detail", &facts), Role::Title)];
    // What can be done about it comes first: on a low terminal the rest may be out of sight.
    if let Some(rest) = promise.residue() {
        let facts = [("rest", words.money(rest).into()), ("key", key(Action::RecordPromise).into())];
        rows.push((words.tf("promise-rest", &facts), Role::Accent));
    } else if promise.is_running() {
        let facts = [("key", key(Action::RecordPromise).into()), ("back", key(Action::WithdrawPromise).into())];
        rows.push((words.tf("promise-may", &facts), Role::Muted));
    }
    rows.push((covers(pen, &promise.covers), Role::Text));
    rows.extend(why(pen, promise));
    rows.push((words.tf("promise-level", &[("level", promise.level.into())]), Role::Text));
    if !promise.over.is_empty() {
        let over: Vec<String> = promise.over.iter().map(|limit| words.t(&format!("promise-limit-{limit}"))).collect();
        rows.push((words.tf("promise-over", &[("limits", over.join(", ").into())]), Role::Warning));
    }
    let old = promise.replaces.and_then(|id| view.state.promises.iter().find(|old| old.id == id));
    if let Some(old) = old {
        let facts = [("amount", words.money(old.amount).into()), ("due", words.day(old.due_on).into())];
        rows.push((words.tf("promise-replaces", &facts), Role::Text));
    }
    rows
}

/// Why it stands where it stands, for the states that have a day or a cause.
fn why(pen: &Pen<'_>, promise: &PromiseView) -> Option<(String, Role)> {
    let words = pen.words;
    let on = |id: &str, day, role| Some((words.tf(id, &[("day", words.day(day).into())]), role));
    match promise.state {
        PromiseState::Kept => {
            let id = if promise.kept_on? > promise.due_on { "promise-kept-in-grace" } else { "promise-kept-on" };
            on(id, promise.kept_on?, Role::Good)
        }
        PromiseState::Broken => {
            let cause = words.t(&format!("promise-cause-{}", promise.cause?));
            let facts = [("day", words.day(promise.failed_on?).into()), ("cause", cause.into())];
            Some((words.tf("promise-broken-since", &facts), Role::Danger))
        }
        PromiseState::PartiallyKept => on("promise-ended-on", promise.failed_on?, Role::Warning),
        PromiseState::Withdrawn | PromiseState::Superseded => on("promise-ended-on", promise.failed_on?, Role::Muted),
        PromiseState::ReportedPaid => on("promise-verify-by", promise.verify_by?, Role::Text),
        PromiseState::Open | PromiseState::InGrace => on("promise-grace-to", promise.grace_ends_on, Role::Text),
        PromiseState::PendingApproval | PromiseState::Refused | PromiseState::Void => None,
    }
}

fn covers(pen: &Pen<'_>, parts: &[Part]) -> String {
    if parts.is_empty() {
        return pen.t("promise-covers-account");
    }
    let parts = parts.iter().map(|part| format!("{} {}", part.item.number, pen.words.money(part.amount)));
    parts.collect::<Vec<_>>().join(" · ")
}

/// A plan in full: the debtor's word, misses, what it covers, every instalment with its state.
fn plan_told(pen: &Pen<'_>, key: &dyn Fn(Action) -> String, plan: &PlanView) -> Vec<(String, Role)> {
    let words = pen.words;
    let facts = [("day", words.day(plan.made_on).into()), ("who", plan.who.to_string().into())];
    let mut rows = vec![(words.tf("plan-detail", &facts), Role::Title)];
    rows.push(match &plan.acceptance {
        Some(acceptance) => (words.acceptance(acceptance), Role::Text),
        None => (words.t("plan-awaits-word"), Role::Warning),
    });
    let (missed, allowed) = (plan.missed(), plan.misses_allowed);
    if missed > 0 {
        let facts = [("missed", missed.into()), ("allowed", usize::from(allowed).into())];
        rows.push((words.tf("plan-missed", &facts), Role::Danger));
    }
    if let Some(day) = plan.defaulted_on {
        rows.push((words.tf("plan-defaulted-on", &[("day", words.day(day).into())]), Role::Danger));
    }
    let proposed = plan.state == PlanState::Proposed;
    rows.extend(plan.lines.iter().enumerate().map(|(at, line)| instalment(pen, proposed, at, line)));
    rows.push((covers(pen, &plan.covers), Role::Text));
    if plan.state == PlanState::Proposed || plan.state.is_running() {
        rows.push((words.tf("plan-may", &[("key", key(Action::FollowPlan).into())]), Role::Muted));
    }
    rows
}

fn instalment(pen: &Pen<'_>, proposed: bool, at: usize, line: &InstalmentView) -> (String, Role) {
    let (sign, role) = promise_sign(line.state);
    let state =
        pen.t(&if proposed { "plan-state-proposed".to_owned() } else { format!("promise-state-{}", line.state) });
    let paid = Money::new(line.paid_minor, line.amount.currency);
    let paid = if line.paid_minor == 0 || line.state == PromiseState::Kept {
        String::new()
    } else {
        format!(" · {}", pen.words.tf("plan-line-paid", &[("paid", pen.words.money(paid).into())]))
    };
    let text = format!(
        "{sign} {:>3}  {}  {}  {state}{paid}",
        at + 1,
        pen.words.date(line.due_on),
        pen.words.money(line.amount)
    );
    (text, role)
}
