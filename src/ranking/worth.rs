//! What a case is worth calling for: each overdue invoice's own chance of staying unpaid, times what may be asked for of it.
//! What never lives here: who may be called (see `gate`), reach, effect and minutes of a call (see `index`), sentences.
//! `ranking::place` calls it, `score` explains with it.
//!
//! The unit that is scored is the open invoice, not the case: two invoices of one debtor differ by how late each is
//! against the debtor's own usual. On the ledger the card was tried on, held out in time, one probability for the whole
//! case did no better than chance among debtors with several overdue invoices (AUC .49; by invoice .59 to .62).
//! A line still prints one score: that of its leading invoice, the one that puts the most at risk. Its points add up to it.

use super::card::Card;
use super::features::{feature, is_of_invoice};
use super::index::{Value, scaled, value};
use crate::domain::case::CaseRow;
use crate::domain::codes::ReasonCode;
use crate::domain::queue::Reason;
use crate::domain::terms::Policy;
use crate::domain::values::{Currency, Day};

/// What a case is worth on a day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Worth {
    /// What may be asked for, in the reporting currency.
    pub value: Value,
    /// V: the sum over its invoices of what may be asked for × the probability that it stays unpaid, in millionths of a
    /// minor unit of the reporting currency.
    pub at_risk: i128,
    /// Points of the leading invoice.
    pub score: i32,
    /// Probability that the leading invoice is still unpaid in 7 days, millionths: what the card says for `score`.
    pub leading_ppm: u32,
    /// Mean over the case by value, millionths: `at_risk` / `value`. With one invoice, `leading_ppm`.
    pub probability_ppm: u32,
    /// Due day of the leading invoice; `None`: nothing is overdue.
    pub leading_due: Option<Day>,
    /// The points that add up to `score`, starting points last; those of zero are left out.
    pub points: Vec<Reason>,
}

/// Weighs a case; `row` must speak of `day`.
#[must_use]
pub fn worth(row: &CaseRow, day: Day, card: &Card, policy: &Policy, reporting: Currency) -> Worth {
    let fixed: i32 = card.base()
        + card.codes().filter(|c| !is_of_invoice(*c)).map(|c| points(card, c, row, None, day).points).sum::<i32>();
    let score_of = |due| {
        fixed + card.codes().filter(|c| is_of_invoice(*c)).map(|c| points(card, c, row, due, day).points).sum::<i32>()
    };
    let mut out = Worth { value: value(row, day, policy, reporting), leading_due: row.oldest_due, ..Worth::default() };
    let mut most = -1;
    for money in row.money.iter().filter(|money| money.collectable > 0) {
        let mut at_risk = 0_i128;
        let mut known = 0;
        // What no due day is told of counts as the oldest.
        for (due, minor) in
            money.dues.iter().map(|(due, minor)| (Some(*due), *minor)).chain([(row.oldest_due, i64::MAX)])
        {
            let minor = minor.min(money.collectable - known);
            if minor <= 0 {
                continue;
            }
            known += minor;
            let part = i128::from(card.probability_ppm(score_of(due))) * i128::from(minor);
            at_risk += part;
            let part = scaled(part, money.currency, day, policy, reporting).unwrap_or(0);
            if part > most {
                (most, out.leading_due) = (part, due);
            }
        }
        out.at_risk += scaled(at_risk, money.currency, day, policy, reporting).unwrap_or(0);
    }
    out.score = score_of(out.leading_due);
    out.leading_ppm = card.probability_ppm(out.score);
    let mean =
        if out.value.minor > 0 { out.at_risk / i128::from(out.value.minor) } else { i128::from(out.leading_ppm) };
    out.probability_ppm = u32::try_from(mean.min(1_000_000)).unwrap_or(out.leading_ppm);
    out.points = card.codes().map(|code| points(card, code, row, out.leading_due, day)).collect();
    out.points.push(Reason { code: ReasonCode::Base, points: card.base(), fact: 0 });
    out.points.retain(|reason| reason.points != 0);
    out
}

/// The points of one feature for an invoice due on `due`, with the fact.
fn points(card: &Card, code: ReasonCode, row: &CaseRow, due: Option<Day>, day: Day) -> Reason {
    let value = feature(code, row, due, day);
    Reason { code, points: card.points(code, value), fact: value.unwrap_or(-1) }
}
