//! What comes next on a case and when, and the first later day on which the calendar alone changes its state.
//! What never lives here: the order of the queue, who may be contacted (see `ranking`).
//! `derive` calls it.

use crate::domain::case::dispute::refused;
use crate::domain::case::state::{DisputeView, PlanView, PromiseView, Touch};
use crate::domain::case::{CaseState, Facts};
use crate::domain::codes::{Follow, NextAction, Outcome, OverrideState, PromiseState};
use crate::domain::event::Entry;
use crate::domain::values::Day;

/// The next step and its day. A call that may be made now has none; what was agreed for a day keeps it when it has passed.
pub(super) fn next_action(state: &CaseState) -> (NextAction, Option<Day>) {
    let today = state.as_of;
    if let Some(hold) = state.holds.iter().filter(|hold| hold.items.is_empty()).max_by_key(|hold| hold.until) {
        return (NextAction::ReviewHold, Some(hold.until));
    }
    if let Some(callback) = state.callbacks.first() {
        return (NextAction::CallBack, Some(callback.due_on));
    }
    if state.items.iter().any(|item| item.collectable_minor(today) > 0) {
        if notice_is_due(state) {
            return (NextAction::FormalNotice, None);
        }
        return (NextAction::Call, retry_on(state).filter(|day| *day > today));
    }
    if let Some(next) = await_promises(state) {
        let (what, day) = next;
        return (what, Some(day));
    }
    if let Some(on) = state.disputes.iter().filter_map(DisputeView::next_on).min() {
        let action = if refused(&state.disputes) { NextAction::Escalate } else { NextAction::SettleDispute };
        return (action, Some(on));
    }
    if let Some(until) = state.holds.iter().map(|hold| hold.until).min() {
        return (NextAction::ReviewHold, Some(until));
    }
    let coming = state.items.iter().filter(|item| item.open_minor > 0 && item.due_on >= today);
    if let Some(due_on) = coming.map(|item| item.due_on).min() {
        return (NextAction::WaitDue, Some(due_on.plus(1)));
    }
    (NextAction::Nothing, None)
}

/// The first reminder or check of promised money that nobody made yet. A reminder is no use once the day itself has
/// passed; any contact since its day does for it.
pub(super) fn next_touch(state: &CaseState) -> Option<Touch> {
    let contacted_since = |day: Day| state.profile.last_contact_on.is_some_and(|last| last >= day);
    let promises = state.promises.iter().filter(|promise| promise.state.is_running());
    let promises = promises.filter(|promise| promise.state != PromiseState::ReportedPaid).map(PromiseView::touch);
    let all = promises.chain(state.plans.iter().flat_map(PlanView::touches));
    let late = |touch: &Touch| touch.what() == NextAction::RemindPromise && state.as_of > touch.due_on;
    all.filter(|touch| !late(touch) && !contacted_since(touch.on)).min_by_key(|touch| (touch.on, touch.due_on))
}

/// What a case asks for that waits for promised money: [`next_touch`], else the end of what ends first.
fn await_promises(state: &CaseState) -> Option<(NextAction, Day)> {
    let running = state.promises.iter().filter(|promise| promise.state.is_running()).map(|promise| promise.ends_on);
    let ends = running.chain(state.plans.iter().flat_map(PlanView::running).map(|line| line.grace_ends_on)).min();
    let ends = ends.map(|day| (NextAction::AwaitPayment, day.plus(1)));
    let touch = next_touch(state).map(|touch| (touch.what(), touch.on));
    touch.into_iter().chain(ends).min_by_key(|(_, day)| *day)
}

/// True when asking once more is no longer the step: a plan is in default, or the debt broke its third promise, and
/// nobody was spoken to since.
fn notice_is_due(state: &CaseState) -> bool {
    let Some(broken_on) = state.profile.broken_on else { return false };
    let third = |promise: &PromiseView| promise.level >= 2 && promise.failed_on == Some(broken_on);
    let fell = |plan: &PlanView| plan.defaulted_on.is_some_and(|day| day == broken_on);
    state.promises.iter().any(third) || state.plans.iter().any(fell)
}

/// The day the last outcome proposes to try again.
fn retry_on(state: &CaseState) -> Option<Day> {
    let contacted_on = state.profile.last_contact_on?;
    match state.profile.last_outcome.map(Outcome::follow)? {
        Follow::RetryDays(days) => Some(contacted_on.plus(i32::from(days))),
        Follow::PromiseForm | Follow::PlanForm | Follow::DisputeForm | Follow::CallbackForm | Follow::HoldForm => None,
        Follow::Nothing => None,
    }
}

/// First day after the state's own on which something comes due, ends, or a fact dated ahead begins to count.
/// `dated_ahead`: journal entries that stand and whose day has not come.
pub(super) fn next_flip(facts: &Facts, dated_ahead: &[Entry], state: &CaseState) -> Option<Day> {
    let mut days: Vec<Day> = vec![];
    let open = state.items.iter().filter(|item| item.open_minor > 0);
    days.extend(open.map(|item| item.due_on.plus(1)));
    for promise in &state.promises {
        let verified = promise.verify_by.unwrap_or(promise.ends_on);
        let ends = [promise.due_on, promise.grace_ends_on, promise.ends_on, verified];
        days.extend(ends.map(|day| day.plus(1)));
        days.push(promise.touch().on);
    }
    for plan in &state.plans {
        days.extend(plan.lines.iter().flat_map(|line| [line.due_on, line.due_on.plus(1), line.grace_ends_on.plus(1)]));
        days.extend(plan.touches().map(|touch| touch.on));
    }
    for dispute in state.disputes.iter().filter(|d| d.state.is_open()) {
        days.extend([Some(dispute.due_on.plus(1)), dispute.check_on, dispute.supervisor_on].into_iter().flatten());
    }
    days.extend(state.holds.iter().map(|hold| hold.until));
    days.extend(state.mark.iter().map(|mark| mark.until));
    let asked = state.overrides.iter().filter(|view| view.state == OverrideState::Pending);
    days.extend(asked.map(|view| view.asked.until));
    days.extend(state.next_on);
    days.extend(state.callbacks.iter().map(|callback| callback.due_on));
    days.extend(state.assignment.iter().filter_map(|assignment| assignment.until).map(|last| last.plus(1)));
    days.extend(facts.invoices.iter().map(|row| row.row.issued_on));
    days.extend(facts.payments.iter().map(|row| row.row.paid_on));
    days.extend(facts.contacts.iter().map(|row| row.row.day));
    days.extend(dated_ahead.iter().map(|entry| entry.day));
    days.into_iter().filter(|day| *day > state.as_of).min()
}
