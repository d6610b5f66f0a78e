//! The gate: may this case be worked today, and if not, by which rule and until when. Every exclusion has a date.
//! What never lives here: the score; a rule without a date.
//! `ranking::place` calls it.
//!
//! The order of the rules, first match wins:
//! 1. merged: worked under another number;
//! 2. a hold on the whole case;
//! 3. an agreed call-back whose day has come: allowed, whatever follows (something was agreed with a person);
//! 4. an agreed call-back still to come, unless a promise has broken since;
//! 5. passed over or put off by a person until a day (something agreed for a time still stands before it);
//!    nothing overdue;
//! 6. a check call after a promise, an answer to a dispute about to be due: allowed, each with nothing to ask for;
//! 7. all that is overdue is promised, disputed or held by invoice: the reason that ends first, and its end;
//! 8. no rate for any of its currencies;
//!    put first by a person: allowed, whatever follows;
//! 9. unallocated credit covers what could be asked for: find out what it pays before calling;
//! 10. below the minimum;
//! 11. rest after a contact, as long as its outcome asks for. A promise broken since the talk ends its rest: the debtor
//!     is called next morning, and only a miss made since then counts; a payment that came back does the same;
//! 12. a call that nobody agreed would fall on the day of the week of the last one: tomorrow then.
//!
//! A case left alone for [`crate::domain::order::OrderRules::untouched_days`] is past 11 and 12.
//!
//! What is proposed and not agreed may still go with the call to another debtor of its group: see `linked`.
//!
//! An open promise or a dispute takes out only what it covers: the rest of the case stays in.
//!
//! Whoever is allowed is then asked for by the rules for contacts (`domain::permit`): caps over all channels and colleagues,
//! pauses, holidays, what the debtor refused. The call-back that the debtor agreed to stands.

use super::index::Value;
use crate::domain::case::CaseRow;
use crate::domain::codes::{Band, Channel, Exclusion, QueueMark};
use crate::domain::order::OrderRules;
use crate::domain::permit::{self, Ask, Why};
use crate::domain::queue::{LOOK_AGAIN_DAYS, looked_at_again};
use crate::domain::terms::Policy;
use crate::domain::values::Day;

/// Unallocated credit that covers a case is to be sorted out within a week.
pub const CREDIT_REVIEW_DAYS: i32 = 7;

/// The answer of the gate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gate {
    /// In the queue, in this band.
    Allowed(Band),
    /// Out.
    Excluded {
        /// By which rule.
        reason: Exclusion,
        /// First day on which it is looked at again; always after the day asked.
        until: Day,
    },
}

/// Asks the gate about a case on `day`; `value` is what may be asked for (see `index::value`).
#[must_use]
pub fn gate(row: &CaseRow, day: Day, policy: &Policy, value: &Value) -> Gate {
    let open = house_gate(row, day, policy, value);
    let Gate::Allowed(band) = open else { return open };
    // What was agreed with the debtor stands; the answer to a dispute is no call.
    if matches!(band, Band::CallbackDue | Band::Deadline) {
        return open;
    }
    let call = Ask { channel: Channel::Call, point: "" };
    match permit::on_day(&policy.contact, row, call, day) {
        None => open,
        Some(found) => {
            let until = found.until.unwrap_or(day.plus(LOOK_AGAIN_DAYS)).max(day.plus(1));
            Gate::Excluded { reason: ruled(found.why), until }
        }
    }
}

/// The name under which a rule for contacts leaves a case out.
const fn ruled(why: Why) -> Exclusion {
    match why {
        Why::Hours { .. } | Why::Weekday | Why::Holiday => Exclusion::QuietDay,
        Why::Cap { .. } => Exclusion::ContactCap,
        Why::Pause { .. } => Exclusion::ContactPause,
        Why::Held(_) => Exclusion::Hold,
        Why::Refused => Exclusion::OptedOut,
        Why::Disputed => Exclusion::Disputed,
        Why::NoLetter => Exclusion::LetterFirst,
        Why::Lacks(_) => Exclusion::FactMissing,
    }
}

/// The gate of the house: who need not be called.
fn house_gate(row: &CaseRow, day: Day, policy: &Policy, value: &Value) -> Gate {
    let out = |reason, until: Day| Gate::Excluded { reason, until: until.max(day.plus(1)) };
    let look_again = looked_at_again(row.next_due, day);
    if row.merged_into.is_some() {
        return out(Exclusion::Merged, day.plus(LOOK_AGAIN_DAYS));
    }
    if let Some(until) = row.held_until.filter(|until| row.held_whole && *until > day) {
        return out(Exclusion::Hold, until);
    }
    let callback_on = row.callback.as_ref().map(|callback| callback.due_on);
    if callback_on.is_some_and(|on| on <= day) {
        return Gate::Allowed(Band::CallbackDue);
    }
    let collectable = row.money.iter().any(|money| money.collectable > 0);
    let covered = if collectable { None } else { covered(row, day) };
    let broken = row.profile.broken_on.is_some_and(|on| on <= day);
    if let Some(on) = callback_on.filter(|_| !broken) {
        return match covered {
            Some((reason, until)) if until < on => out(reason, until),
            Some(_) | None => out(Exclusion::FutureCallback, on),
        };
    }
    let mark = row.mark.filter(|(_, until)| *until > day);
    match mark {
        Some((QueueMark::Skip, until)) => return out(Exclusion::Skipped, until),
        Some((QueueMark::Snooze, until)) => return out(Exclusion::Snoozed, until),
        Some((QueueMark::Pin, _)) | None => {}
    }
    if !row.money.iter().any(|money| money.overdue > 0) {
        return out(Exclusion::NothingOverdue, look_again);
    }
    if !collectable && let Some(band) = timed(row, day) {
        return Gate::Allowed(band);
    }
    if !collectable {
        let (reason, until) = covered.unwrap_or((Exclusion::NothingOverdue, look_again));
        return out(reason, until);
    }
    if !value.rated {
        return out(Exclusion::NoRate, day.plus(1));
    }
    if let Some((QueueMark::Pin, _)) = mark {
        return Gate::Allowed(Band::Pinned);
    }
    if credit_covers(row) {
        return out(Exclusion::CreditCovers, day.plus(CREDIT_REVIEW_DAYS));
    }
    if value.minor < policy.minimum_minor && !value.unrated {
        return out(Exclusion::BelowMinimum, look_again);
    }
    if let Some(until) = rests_until(row, policy).filter(|until| *until > day) {
        return out(Exclusion::RestAfterContact, until);
    }
    let band = band(row, day, broken);
    let left_alone = policy.order.untouched(row.profile.last_contact_on, row.oldest_due, day).is_some();
    if is_proposed(band) && same_weekday(row, day) && !left_alone {
        return out(Exclusion::SameWeekday, day.plus(1));
    }
    Gate::Allowed(band)
}

/// True for a call that nobody agreed to and no day asks for: the list proposes it.
#[must_use]
pub const fn is_proposed(band: Band) -> bool {
    match band {
        Band::NewCase | Band::Index => true,
        Band::CallbackDue | Band::Pinned | Band::PromiseBroken | Band::PromiseDue | Band::Deadline => false,
    }
}

/// First day on which a case that owes something overdue may be contacted again after its last contact, while that is
/// still to come.
#[must_use]
pub fn resting(row: &CaseRow, day: Day, policy: &Policy) -> Option<Day> {
    rests_until(row, policy).filter(|until| *until > day && row.oldest_due.is_some())
}

/// True when a call on `day` would fall on the day of the week of the last call out.
pub(super) fn same_weekday(row: &CaseRow, day: Day) -> bool {
    row.profile.calls.last_on().is_some_and(|last| OrderRules::same_weekday(day.since(last)))
}

/// What is to be done today on a case of which nothing may be asked for: the reminder or the check that a promise asks
/// for (see [`Touch`](crate::domain::case::state::Touch)), and the answer to a dispute on its last day or the one before.
fn timed(row: &CaseRow, day: Day) -> Option<Band> {
    let promised = row.money.iter().any(|money| money.promised > 0);
    if promised && touches(row, day) {
        return Some(Band::PromiseDue);
    }
    let disputed = row.money.iter().any(|money| money.disputed > 0);
    let closing = row.dispute_due_on.is_some_and(|due| (0..=1).contains(&due.since(day)));
    (disputed && closing).then_some(Band::Deadline)
}

/// True when the day has come to remind of a promise, or to check on it.
fn touches(row: &CaseRow, day: Day) -> bool {
    row.touch.is_some_and(|touch| touch.on <= day)
}

/// Which band a callable case stands in.
fn band(row: &CaseRow, day: Day, broken: bool) -> Band {
    if broken {
        Band::PromiseBroken
    } else if touches(row, day) {
        Band::PromiseDue
    } else if row.profile.never_worked {
        Band::NewCase
    } else {
        Band::Index
    }
}

/// What covers a case of which nothing may be asked for: of the things that do, the one that ends first.
fn covered(row: &CaseRow, day: Day) -> Option<(Exclusion, Day)> {
    let promised = row.money.iter().any(|money| money.promised > 0);
    let disputed = row.money.iter().any(|money| money.disputed > 0);
    let ends = [
        promise_looked_at(row, day).filter(|_| promised).map(|until| (Exclusion::OpenPromise, until)),
        row.dispute_due_on.filter(|_| disputed).map(|until| (Exclusion::Disputed, until)),
        row.held_until.map(|until| (Exclusion::Hold, until)),
    ];
    // A dispute past its due day stays out of the calls (it has its own list) and is looked at again every day.
    ends.into_iter().flatten().min_by_key(|(_, until)| (*until).max(day.plus(1)))
}

/// The day on which an open promise is looked at next: that of its reminder or check; once that has been made, when its
/// grace has ended.
fn promise_looked_at(row: &CaseRow, day: Day) -> Option<Day> {
    let touch = row.touch.map(|touch| touch.on).filter(|on| *on > day);
    touch.into_iter().chain(row.promise_ends_on).min()
}

/// True when, in every currency with something to collect, unallocated money is there for all of it.
fn credit_covers(row: &CaseRow) -> bool {
    row.money.iter().filter(|money| money.collectable > 0).all(|money| money.unallocated >= money.collectable)
}

/// First day on which the debtor may be contacted again after the last contact.
fn rests_until(row: &CaseRow, policy: &Policy) -> Option<Day> {
    // A payment that came back is news as a broken promise is.
    let broken_on = row.profile.broken_on.max(row.profile.returned_on);
    let after_talk = row.profile.last_talk_on.filter(|on| broken_on.is_none_or(|broken| *on >= broken));
    let after_miss = row.profile.last_contact_on.filter(|on| broken_on.is_none_or(|broken| *on >= broken));
    let (past, calls) = (&row.profile, &row.profile.calls);
    let talk_ends = after_talk.map(|on| on.plus(policy.rest_days(calls.talk_outcome, true, 1)));
    // The last outcome is that of a miss only when no talk came after it.
    let missed = past.last_outcome.filter(|outcome| !outcome.reached());
    talk_ends.max(after_miss.map(|on| on.plus(policy.rest_days(missed, false, past.attempts_since_talk))))
}
