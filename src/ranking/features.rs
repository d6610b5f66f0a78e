//! The features: what the card reads of a case, each a whole number or unknown; and what no card may ever read.
//! What never lives here: points (see `card`), amounts (they belong to the value), anything about who the debtor is.
//! `worth` and the training call it; the card's file names the same codes.

use crate::domain::case::CaseRow;
use crate::domain::codes::ReasonCode;
use crate::domain::values::{Day, Tag};

/// The codes a card may give points to, in the order in which equal points are printed.
pub const FEATURES: [ReasonCode; 15] = [
    ReasonCode::Excess,
    ReasonCode::LateRatio,
    ReasonCode::LastLate,
    ReasonCode::PromisesBroken,
    ReasonCode::PromisesKept,
    ReasonCode::OverdueItems,
    ReasonCode::Silence,
    ReasonCode::Disputes,
    ReasonCode::MeanLate,
    ReasonCode::DaysLate,
    ReasonCode::DisputeAge,
    ReasonCode::LimitUse,
    ReasonCode::Channel,
    ReasonCode::Segment,
    ReasonCode::Country,
];

/// What may never be a feature, under any of the names by which a file may call it. The amount is value, not risk. The
/// others say who somebody is, not how they pay: personal attributes, and whatever stands in for them, an address finer
/// than the country above all (GDPR art. 9 and 22; the French criminal code, art. 225-1, names most of them).
pub const FORBIDDEN: [&str; 44] = [
    "amount",
    "balance",
    "value",
    "name",
    "first-name",
    "last-name",
    "surname",
    "title",
    "sex",
    "gender",
    "age",
    "birth-date",
    "birthday",
    "birth-place",
    "origin",
    "ethnicity",
    "nationality",
    "citizenship",
    "religion",
    "language",
    "family",
    "family-status",
    "marriage",
    "marital",
    "marital-status",
    "children",
    "dependants",
    "pregnancy",
    "health",
    "disability",
    "education",
    "job",
    "profession",
    "union",
    "opinion",
    "address",
    "street",
    "city",
    "postcode",
    "zip",
    "region",
    "department",
    "phone",
    "email",
];

/// Which way the risk of staying unpaid goes as a feature's value grows. A card is held to it: where points went against
/// sense, they would follow noise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sense {
    /// More is riskier.
    Rises,
    /// More is safer.
    Falls,
    /// Either way, and back.
    Free,
    /// The value is a word (see [`Tag`]), not a quantity.
    Word,
}

/// The sense of a feature; a code that is no feature is free.
#[must_use]
pub const fn sense(code: ReasonCode) -> Sense {
    match code {
        ReasonCode::LateRatio
        | ReasonCode::LastLate
        | ReasonCode::MeanLate
        | ReasonCode::PromisesBroken
        | ReasonCode::OverdueItems
        // Usual delay less delay so far: what is far from its payer's usual day stays; what has passed it is under way.
        | ReasonCode::Excess
        | ReasonCode::Disputes
        | ReasonCode::LimitUse => Sense::Rises,
        ReasonCode::PromisesKept => Sense::Falls,
        ReasonCode::Channel | ReasonCode::Segment | ReasonCode::Country => Sense::Word,
        ReasonCode::Silence
        | ReasonCode::DaysLate
        | ReasonCode::DisputeAge
        | ReasonCode::CallbackAgreed
        | ReasonCode::Pinned
        | ReasonCode::PromiseBroken
        | ReasonCode::PromiseDue
        | ReasonCode::NewCase
        | ReasonCode::DeadlineNear
        | ReasonCode::PaymentReturned
        | ReasonCode::Linked
        | ReasonCode::LinkedValue
        | ReasonCode::Base => Sense::Free,
    }
}

/// True for the features that differ between the invoices of one case.
#[must_use]
pub const fn is_of_invoice(code: ReasonCode) -> bool {
    matches!(code, ReasonCode::Excess | ReasonCode::DaysLate)
}

/// Prior of the late ratio, so that one late invoice out of one is not "always late":
/// 3 invoices of which 1.08 late, the rate seen in published receivables data.
const PRIOR_LATE_HUNDREDTHS: i64 = 108;
const PRIOR_PAID: i64 = 3;

/// Usual delay of a payer who was never late, in days.
const USUAL_LATE_DAYS: i64 = 10;

/// The value of one feature on `day`, for an invoice due on `due`; `None`: unknown for this debtor.
/// Ratios are per mille, times are days, words are tags, the rest counts. A code that is no feature is always unknown.
#[must_use]
pub fn feature(code: ReasonCode, row: &CaseRow, due: Option<Day>, day: Day) -> Option<i64> {
    let past = &row.profile;
    let days_since = |on: Option<Day>| on.map(|on| i64::from(day.since(on).max(0)));
    match code {
        ReasonCode::LateRatio => (past.paid_count > 0).then(|| late_ratio_mille(past.late_count, past.paid_count)),
        ReasonCode::Excess => due.map(|due| usual_late_days(row) - i64::from(day.since(due))),
        ReasonCode::DaysLate => days_since(due),
        ReasonCode::LastLate => past.last_late_days.map(|days| i64::from(days.max(0))),
        ReasonCode::MeanLate => (past.paid_count > 0).then(|| past.late_days_sum / i64::from(past.paid_count)),
        ReasonCode::OverdueItems => Some(i64::from(row.overdue_items)),
        ReasonCode::PromisesKept => Some(i64::from(past.kept)),
        ReasonCode::PromisesBroken => Some(i64::from(past.broken)),
        ReasonCode::Silence => days_since(past.last_contact_on),
        ReasonCode::Disputes => Some(i64::from(past.disputes)),
        ReasonCode::DisputeAge => days_since(past.last_dispute_on),
        ReasonCode::LimitUse => past.limit_use_mille.map(i64::from),
        ReasonCode::Channel => past.last_channel.and_then(|channel| Tag::of(channel.name()).known()),
        ReasonCode::Segment => past.segment.known(),
        ReasonCode::Country => past.country.known(),
        ReasonCode::CallbackAgreed
        | ReasonCode::PromiseBroken
        | ReasonCode::PromiseDue
        | ReasonCode::DeadlineNear
        | ReasonCode::Pinned
        | ReasonCode::NewCase
        | ReasonCode::PaymentReturned
        | ReasonCode::Linked
        | ReasonCode::LinkedValue
        | ReasonCode::Base => None,
    }
}

/// Share of settled invoices paid late, per mille, pulled towards 36 % while few are known: (late + 1.08) / (paid + 3).
#[must_use]
pub fn late_ratio_mille(late: u32, paid: u32) -> i64 {
    (i64::from(late) * 100 + PRIOR_LATE_HUNDREDTHS) * 10 / (i64::from(paid) + PRIOR_PAID)
}

/// Mean days late of the invoices this debtor settled late.
fn usual_late_days(row: &CaseRow) -> i64 {
    match i64::from(row.profile.late_count) {
        0 => USUAL_LATE_DAYS,
        late => row.profile.late_days_sum / late,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_forbidden_is_a_feature() {
        for code in FEATURES {
            assert!(!FORBIDDEN.iter().any(|word| code.name().split('-').any(|part| part == *word)), "{code}");
        }
    }
}
