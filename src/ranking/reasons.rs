//! The reasons: the points that put a case where it stands. They add up to the score, always.
//! What never lives here: the sentences (see `locales`, `reason-CODE`).
//! `ranking::place` calls it.

use super::features::FEATURES;
use crate::domain::case::CaseRow;
use crate::domain::codes::{Band, ReasonCode};
use crate::domain::queue::{Reason, returned};
use crate::domain::values::Day;

/// The reasons of a case in the order in which a person asks for them: the band's own reason (0 points), what pushes the
/// case up (largest first), what pulls it down (largest first), the card's starting points. Ties stand in the order of
/// [`FEATURES`].
#[must_use]
pub fn reasons(row: &CaseRow, day: Day, mut points: Vec<Reason>, band: Band) -> Vec<Reason> {
    points.sort_by_key(|reason| {
        let base = reason.code == ReasonCode::Base;
        let place = FEATURES.iter().position(|code| *code == reason.code);
        (base, reason.points < 0, std::cmp::Reverse(reason.points.abs()), place)
    });
    let mut out = Vec::with_capacity(points.len() + 2);
    out.extend(band_reason(row, day, band));
    out.extend(returned(&row.profile, day));
    out.append(&mut points);
    out
}

/// The fact behind a band, in days.
fn band_reason(row: &CaseRow, day: Day, band: Band) -> Option<Reason> {
    let days = |since: Option<Day>| since.map_or(0, |since| i64::from(day.since(since)));
    let (code, fact) = match band {
        Band::CallbackDue => (ReasonCode::CallbackAgreed, days(row.callback.as_ref().map(|c| c.due_on))),
        Band::Pinned => (ReasonCode::Pinned, row.mark.map_or(0, |(_, until)| i64::from(until.since(day)))),
        Band::PromiseBroken => (ReasonCode::PromiseBroken, days(row.profile.broken_on)),
        Band::PromiseDue => (ReasonCode::PromiseDue, days(row.touch.map(|touch| touch.due_on))),
        Band::Deadline => (ReasonCode::DeadlineNear, row.dispute_due_on.map_or(0, |due| i64::from(due.since(day)))),
        Band::NewCase => (ReasonCode::NewCase, days(row.oldest_due)),
        Band::Index => return None,
    };
    Some(Reason { code, points: 0, fact })
}
