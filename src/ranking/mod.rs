//! Ranking: who is called first, or not at all, and why. PURE: rows in, places out; no IO, no clock, no language, no float.
//! What never lives here: the facts themselves (see `domain::case`), how a generation is kept (see `store`).
//! `day` calls it for a whole book, `cli` for one case. The same rows and the same day give the same queue, to the byte.

pub mod capacity;
pub mod card;
pub mod changes;
pub mod draw;
pub mod effect;
pub mod explain;
pub mod features;
pub mod gate;
pub mod index;
pub mod linked;
pub mod minutes;
pub mod order;
pub mod reach;
pub mod reasons;
pub mod train;
pub mod worth;

pub use card::{Card, CardError};
pub use gate::{Gate, gate};
pub use order::{SortKey, order};

use crate::domain::case::CaseRow;
use crate::domain::case::state::Touch;
use crate::domain::codes::{Band, NextAction};
use crate::domain::queue::{Factors, Placed, Ranked};
use crate::domain::terms::Policy;
use crate::domain::values::{Currency, Day};

/// Places one case on `day`: in a band of the queue with its score, value and reasons, or out with a rule and a date.
/// `row` must speak of `day`; `reporting` is the currency of `value_minor` and of the policy's minimum.
#[must_use]
pub fn place(row: &CaseRow, day: Day, card: &Card, policy: &Policy, reporting: Currency) -> Placed {
    let worth = worth::worth(row, day, card, policy, reporting);
    let band = match gate(row, day, policy, &worth.value) {
        Gate::Allowed(band) => band,
        Gate::Excluded { reason, until } => {
            return Placed::Excluded { case: row.case, collector: row.collector.clone(), reason, until };
        }
    };
    let factors = factors(row, day, policy);
    let called_back = band == Band::CallbackDue;
    let callback = row.callback.as_ref().filter(|_| called_back);
    Placed::Queued(Ranked {
        case: row.case,
        collector: callback.and_then(|c| c.whom.clone()).or_else(|| row.collector.clone()),
        band,
        score: worth.score,
        probability_ppm: worth.probability_ppm,
        value_minor: worth.value.minor,
        factors,
        index: factors.index(worth.value.minor, worth.probability_ppm),
        call_at: callback.map(|c| c.at),
        action: action(band, &factors, row, day),
        reasons: reasons::reasons(row, day, worth.points, band),
    })
}

/// What a call to this case is worth, value and probability aside.
fn factors(row: &CaseRow, day: Day, policy: &Policy) -> Factors {
    let (past, rules) = (&row.profile, &policy.order);
    let reach = reach::reach(&past.calls, day, rules);
    Factors {
        reach_permille: reach.permille,
        part: reach.part,
        attempt: reach.attempt,
        decay_permille: reach.decay_permille,
        effect_permille: rules.effect_permille,
        word_permille: effect::word_permille(past),
        minutes_tenths: minutes::expected_tenths(past.last_outcome, rules),
        untouched_days: rules.untouched(past.last_contact_on, row.oldest_due, day),
        drawn: false,
    }
}

/// What to do. A call that would fall on the same day of the week again is not made, but a case left alone for too long
/// is written to that day.
fn action(band: Band, factors: &Factors, row: &CaseRow, day: Day) -> NextAction {
    match band {
        Band::CallbackDue => NextAction::CallBack,
        Band::Deadline => NextAction::SettleDispute,
        Band::PromiseDue => row.touch.map_or(NextAction::Call, Touch::what),
        Band::Pinned | Band::PromiseBroken => NextAction::Call,
        Band::NewCase | Band::Index => {
            let again = gate::same_weekday(row, day) && factors.untouched_days.is_some();
            if again { NextAction::Write } else { NextAction::Call }
        }
    }
}
