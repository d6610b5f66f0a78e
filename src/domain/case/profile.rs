//! The past of a case, counted: how late it paid, promises kept and broken, contacts, talks and silence.
//! What never lives here: points, weights (see `ranking`).
//! `derive` calls it.

use crate::domain::case::Facts;
use crate::domain::case::allocation::{Allocation, Item};
use crate::domain::case::points::points;
use crate::domain::case::promise::covered;
use crate::domain::case::state::{LIMIT_USE_MAX, PlanView, Profile, PromiseView};
use crate::domain::case::tally::Counted;
use crate::domain::codes::{PlanState, PointQuality, PromiseState};
use crate::domain::event::{Entry, Event};
use crate::domain::heard::PointKind;
use crate::domain::point::PointView;
use crate::domain::values::{Day, Money, Tag};

/// What `DebtorRow::kind` says of a company.
const COMPANY: &str = "company";

/// Counts the past up to `as_of`.
pub(super) fn profile(
    facts: &Facts,
    all: &Allocation,
    (promises, plans): (&[PromiseView], &[PlanView]),
    counted: &Counted,
    entries: &[Entry],
    as_of: Day,
) -> Profile {
    let debtor = &facts.debtor;
    let is_company = debtor.kind == COMPANY;
    let mut profile = Profile {
        contacts: counted.contacts,
        attempts_since_talk: counted.attempts_since_talk,
        last_contact_on: counted.last_contact_on,
        last_channel: counted.last_channel,
        last_outcome: counted.last_outcome,
        last_talk_on: counted.last_talk_on,
        calls: counted.calls.clone(),
        letters_back: counted.letters_back,
        first_letter_on: counted.first_letter_on,
        segment: Tag::of(&debtor.segment),
        country: if is_company { Tag::of(&debtor.country) } else { Tag::NONE },
        ..Profile::default()
    };
    count_items(&mut profile, all);
    profile.limit_use_mille = debtor.credit_limit.map(|limit| limit_use_mille(limit, all));
    let lines = || plans.iter().flat_map(|plan| &plan.lines);
    profile.kept = count(promises.iter().filter(|p| p.state == PromiseState::Kept));
    profile.kept += count(lines().filter(|line| line.state == PromiseState::Kept));
    // One taken back by the debtor was not kept; one replaced by another is judged there.
    let not_kept = |p: &&PromiseView| p.failed_on.is_some() && p.state != PromiseState::Superseded;
    profile.broken = count(promises.iter().filter(not_kept)) + count(lines().filter(|line| line.state.has_failed()));
    let disputes = || entries.iter().filter(|entry| matches!(entry.event, Event::DisputeOpened(_)));
    profile.disputes = count(disputes());
    profile.last_dispute_on = disputes().map(|entry| entry.day).max();
    profile.broken_on = broken_on(all, promises, plans, profile.last_talk_on);
    profile.returned_on = returned_on(all, profile.last_talk_on);
    profile.never_worked = never_worked(all, counted, entries, as_of);
    let stands = |plan: &&PlanView| plan.state.is_running() || plan.state == PlanState::Defaulted;
    let of_plans = plans.iter().filter(stands).flat_map(|plan| &plan.lines);
    profile.missed = count(of_plans.filter(|line| line.state.has_failed()));
    // Few cases have any: the addresses are gone through for those alone.
    profile.bounced = if counted.undelivered { bounced(facts, as_of) } else { 0 };
    profile
}

fn count<T>(items: impl Iterator<Item = T>) -> u32 {
    u32::try_from(items.count()).unwrap_or(u32::MAX)
}

/// An invoice settled in full, by payments at least in part: one that was only credited says nothing of the payer.
fn paid_late(item: &Item) -> Option<(Day, i32)> {
    let settled_on = item.settled_on.filter(|_| item.amount.minor > 0 && item.paid > 0)?;
    Some((settled_on, settled_on.since(item.due_on).max(0)))
}

fn count_items(profile: &mut Profile, all: &Allocation) {
    let mut last: Option<(Day, i32)> = None;
    for (settled_on, late) in all.items.iter().filter_map(paid_late) {
        profile.paid_count += 1;
        profile.late_count += u32::from(late > 0);
        profile.late_days_sum += i64::from(late);
        last = last.max(Some((settled_on, late)));
    }
    profile.last_late_days = last.map(|(_, late)| late);
    profile.last_paid_on = all.receipts.iter().filter(|receipt| receipt.is_payment()).map(|r| r.on).max();
}

/// What is open in the limit's currency, as a share of the limit.
fn limit_use_mille(limit: Money, all: &Allocation) -> u32 {
    let items = all.items.iter().filter(|item| item.amount.currency == limit.currency && item.open > 0);
    let open: i128 = items.map(|item| i128::from(item.open)).sum();
    let used = (open * 1_000).checked_div(limit.minor.max(0).into());
    let none_allowed = if open > 0 { LIMIT_USE_MAX } else { 0 };
    used.map_or(none_allowed, |used| u32::try_from(used).unwrap_or(LIMIT_USE_MAX).min(LIMIT_USE_MAX))
}

/// E-mail addresses that turned out bad and were not used with success since.
fn bounced(facts: &Facts, as_of: Day) -> u32 {
    let bad = |point: &PointView| {
        point.kind == PointKind::Email && point.quality == PointQuality::Wrong && point.bad_at.is_some()
    };
    count(points(facts, as_of).into_iter().filter(bad))
}

/// The day on which the promise that broke last did, while nobody was spoken to since, no newer promise stands,
/// and something of what it covered is still open.
fn broken_on(all: &Allocation, promises: &[PromiseView], plans: &[PlanView], last_talk_on: Option<Day>) -> Option<Day> {
    let failed = promises.iter().filter(|p| p.state.has_failed());
    let failed = failed.filter_map(|p| Some((p.failed_on?, p.id, p.amount.currency, &p.covers)));
    let missed = plans.iter().flat_map(|plan| {
        let days = plan.lines.iter().filter_map(|line| line.failed_on).chain(plan.defaulted_on);
        days.map(move |day| (day, plan.id, plan.amount.currency, &plan.covers))
    });
    let (on, _, currency, covers) = failed.chain(missed).max_by_key(|(day, id, _, _)| (*day, *id))?;
    let talked = last_talk_on.is_some_and(|day| day >= on);
    let promised_again = promises.iter().any(|p| p.made_on >= on) || plans.iter().any(|plan| plan.made_on >= on);
    let named = covered(all, covers);
    let still_open = all.items.iter().enumerate().any(|(at, item)| {
        item.open > 0 && item.amount.currency == currency && (named.is_empty() || named.contains(&at))
    });
    (!talked && !promised_again && still_open).then_some(on)
}

/// The day on which a payment last came back, while nobody was spoken to since and something is owed.
fn returned_on(all: &Allocation, last_talk_on: Option<Day>) -> Option<Day> {
    let on = all.returned.iter().filter_map(|receipt| receipt.returned_on).max()?;
    let talked = last_talk_on.is_some_and(|day| day >= on);
    (!talked && all.items.iter().any(|item| item.open > 0)).then_some(on)
}

/// Something is overdue, and since the case first owed anything overdue nobody has worked it: no contact, promise,
/// dispute, call-back or hold.
fn never_worked(all: &Allocation, counted: &Counted, entries: &[Entry], as_of: Day) -> bool {
    if !all.items.iter().any(|item| item.open > 0 && item.due_on < as_of) {
        return false;
    }
    let was_overdue = |item: &&Item| item.amount.minor > 0 && item.due_on < item.settled_on.unwrap_or(as_of);
    let first = all.items.iter().filter(was_overdue).map(|item| item.due_on).min();
    let work = entries.iter().filter(|entry| {
        matches!(
            entry.event,
            Event::PromiseRecorded(_)
                | Event::PlanProposed(_)
                | Event::DisputeOpened(_)
                | Event::CallbackSet { .. }
                | Event::HoldPlaced { .. }
        )
    });
    let last = counted.last_contact_on.into_iter().chain(work.map(|entry| entry.day)).max();
    last.is_none_or(|last| first.is_some_and(|first| last <= first))
}
