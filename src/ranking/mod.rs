//! Ranking: who is called first, or not at all, and why. PURE: rows in, places out; no IO, no clock, no language, no float.
//! What never lives here: the facts themselves (see `domain::case`), how a generation is kept (see `store`).
//! `day` calls it for a whole book, `cli` for one case. The same rows and the same day give the same queue, to the byte.

pub mod card;
pub mod changes;
pub mod features;
pub mod gate;
pub mod index;
pub mod order;
pub mod reasons;

pub use card::{Card, CardError};
pub use gate::{Gate, gate};
pub use order::{SortKey, order};

use crate::domain::case::CaseRow;
use crate::domain::codes::{Band, NextAction};
use crate::domain::queue::{Placed, Ranked};
use crate::domain::terms::Policy;
use crate::domain::values::{Currency, Day};

/// Places one case on `day`: in a band of the queue with its score, value and reasons, or out with a rule and a date.
/// `row` must speak of `day`; `reporting` is the currency of `value_minor` and of the policy's minimum.
#[must_use]
pub fn place(row: &CaseRow, day: Day, card: &Card, policy: &Policy, reporting: Currency) -> Placed {
    let value = index::value(row, day, policy, reporting);
    let band = match gate(row, day, policy, &value) {
        Gate::Allowed(band) => band,
        Gate::Excluded { reason, until } => {
            return Placed::Excluded { case: row.case, collector: row.collector.clone(), reason, until };
        }
    };
    let (score, reasons) = reasons::reasons(row, day, card, band);
    let probability_ppm = card.probability_ppm(score);
    let called_back = band == Band::CallbackDue;
    let callback = row.callback.as_ref().filter(|_| called_back);
    Placed::Queued(Ranked {
        case: row.case,
        collector: callback.and_then(|c| c.whom.clone()).or_else(|| row.collector.clone()),
        band,
        score,
        probability_ppm,
        value_minor: value.minor,
        index: index::index(probability_ppm, value.minor),
        call_at: callback.map(|c| c.at),
        action: if called_back { NextAction::CallBack } else { NextAction::Call },
        reasons,
    })
}
