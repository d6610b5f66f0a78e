//! The gate: may this case be worked today, and if not, by which rule and until when. Every exclusion has a date.
//! What never lives here: the score; a rule without a date.
//! `ranking::place` calls it; a later issue adds rules about hours and attempts in the same place.
//!
//! The order of the rules, first match wins:
//! 1. merged: worked under another number;
//! 2. a hold on the whole case;
//! 3. an agreed call-back whose day has come: allowed, whatever follows (something was agreed with a person);
//! 4. an agreed call-back still to come, unless a promise has broken since;
//! 5. nothing overdue;
//! 6. all that is overdue is promised, disputed or held by invoice: the reason that ends first, and its end;
//! 7. no rate for any of its currencies;
//! 8. unallocated credit covers what could be asked for: find out what it pays before calling;
//! 9. below the minimum;
//! 10. rest after a contact: longer after a talk than after a miss. A promise broken since the talk ends its rest: the
//!     debtor is called next morning, and only a miss made since then counts.
//!
//! An open promise or a dispute takes out only what it covers: the rest of the case stays in.

use super::index::Value;
use crate::domain::case::CaseRow;
use crate::domain::codes::{Band, Exclusion};
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
    if !row.money.iter().any(|money| money.overdue > 0) {
        return out(Exclusion::NothingOverdue, look_again);
    }
    if !collectable {
        let (reason, until) = covered.unwrap_or((Exclusion::NothingOverdue, look_again));
        return out(reason, until);
    }
    if !value.rated {
        return out(Exclusion::NoRate, day.plus(1));
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
    Gate::Allowed(band(row, day, broken))
}

/// Which band a callable case stands in.
fn band(row: &CaseRow, day: Day, broken: bool) -> Band {
    if broken {
        Band::PromiseBroken
    } else if row.promise_due_on.is_some_and(|due| due <= day) {
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
        row.promise_ends_on.filter(|_| promised).map(|until| (Exclusion::OpenPromise, until)),
        row.dispute_due_on.filter(|_| disputed).map(|until| (Exclusion::Disputed, until)),
        row.held_until.map(|until| (Exclusion::Hold, until)),
    ];
    // A dispute past its due day stays out of the calls (it has its own list) and is looked at again every day.
    ends.into_iter().flatten().min_by_key(|(_, until)| (*until).max(day.plus(1)))
}

/// True when, in every currency with something to collect, unallocated money is there for all of it.
fn credit_covers(row: &CaseRow) -> bool {
    row.money.iter().filter(|money| money.collectable > 0).all(|money| money.unallocated >= money.collectable)
}

/// First day on which the debtor may be contacted again after the last contact.
fn rests_until(row: &CaseRow, policy: &Policy) -> Option<Day> {
    let broken_on = row.profile.broken_on;
    let after_talk = row.profile.last_talk_on.filter(|on| broken_on.is_none_or(|broken| *on >= broken));
    let after_miss = row.profile.last_contact_on.filter(|on| broken_on.is_none_or(|broken| *on >= broken));
    let talk_ends = after_talk.map(|on| on.plus(policy.rest_after_talk_days));
    talk_ends.max(after_miss.map(|on| on.plus(policy.rest_after_miss_days)))
}
