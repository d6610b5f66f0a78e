//! The features: what the card reads of a case, each a whole number or unknown.
//! What never lives here: points (see `card`), amounts (they belong to the value), anything about who the debtor is.
//! `reasons` calls it; the card's file names the same codes.

use crate::domain::case::CaseRow;
use crate::domain::codes::ReasonCode;
use crate::domain::values::Day;

/// The codes a card may give points to, in the order in which equal points are printed.
pub const FEATURES: [ReasonCode; 8] = [
    ReasonCode::Excess,
    ReasonCode::LateRatio,
    ReasonCode::LastLate,
    ReasonCode::PromisesBroken,
    ReasonCode::PromisesKept,
    ReasonCode::OverdueItems,
    ReasonCode::Silence,
    ReasonCode::Disputes,
];

/// Prior of the late ratio, so that one late invoice out of one is not "always late":
/// 3 invoices of which 1.08 late, the rate seen in published receivables data.
const PRIOR_LATE_HUNDREDTHS: i64 = 108;
const PRIOR_PAID: i64 = 3;

/// Usual delay of a payer who was never late, in days.
const USUAL_LATE_DAYS: i64 = 10;

/// The value of one feature on `day`; `None`: unknown for this debtor.
/// Ratios are per mille, times are days, the rest counts. A code that is no feature is always unknown.
#[must_use]
pub fn feature(code: ReasonCode, row: &CaseRow, day: Day) -> Option<i64> {
    let past = &row.profile;
    match code {
        ReasonCode::LateRatio => {
            let late = i64::from(past.late_count) * 100 + PRIOR_LATE_HUNDREDTHS;
            (past.paid_count > 0).then(|| late * 10 / (i64::from(past.paid_count) + PRIOR_PAID))
        }
        ReasonCode::Excess => {
            let so_far = i64::from(day.since(row.oldest_due?));
            Some(usual_late_days(row) - so_far)
        }
        ReasonCode::LastLate => past.last_late_days.map(|days| i64::from(days.max(0))),
        ReasonCode::OverdueItems => Some(i64::from(row.overdue_items)),
        ReasonCode::PromisesKept => Some(i64::from(past.kept)),
        ReasonCode::PromisesBroken => Some(i64::from(past.broken)),
        ReasonCode::Silence => past.last_contact_on.map(|last| i64::from(day.since(last).max(0))),
        ReasonCode::Disputes => Some(i64::from(past.disputes)),
        ReasonCode::CallbackAgreed
        | ReasonCode::PromiseBroken
        | ReasonCode::PromiseDue
        | ReasonCode::DeadlineNear
        | ReasonCode::Pinned
        | ReasonCode::NewCase
        | ReasonCode::Base => None,
    }
}

/// Mean days late of the invoices this debtor settled late.
fn usual_late_days(row: &CaseRow) -> i64 {
    match i64::from(row.profile.late_count) {
        0 => USUAL_LATE_DAYS,
        late => row.profile.late_days_sum / late,
    }
}
