//! The queue's nouns: a generation, its lines, what was left out and why, and how a line moved.
//! What never lives here: the order itself (see `ranking`), tables.
//! `ranking` makes them, `store` keeps them, everyone reads them.

use serde::{Deserialize, Serialize};

use super::case::state::Profile;
use super::codes::{Band, Because, CardSource, Change, DayPart, Exclusion, NextAction, ReasonCode, Risk};
use super::signal::Signal;
use super::values::{CaseId, Currency, Day, Instant, Login, Money, Sums, Tag};

/// Most cases of one list that one call can speak of. A code that more have is a class of customers and no group: its
/// lines all stand.
pub const LINKED_MAX: usize = 50;

/// A case with no day of its own to come back on is looked at again after so many days at the latest; any new fact brings
/// it back sooner. A quarter: no case sleeps longer unseen.
pub const LOOK_AGAIN_DAYS: i32 = 90;

/// The day on which a case of which too little is overdue is looked at again: when more has come due, or after
/// [`LOOK_AGAIN_DAYS`].
#[must_use]
pub fn looked_at_again(next_due: Option<Day>, day: Day) -> Day {
    next_due.map_or(day.plus(LOOK_AGAIN_DAYS), |due| due.plus(1)).max(day.plus(1))
}

/// One reason: its points on the card (0 for a band's reason) and the fact it speaks of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reason {
    /// Which.
    pub code: ReasonCode,
    /// Points towards the score.
    pub points: i32,
    /// The fact: days, a count, per mille — as the code says.
    pub fact: i64,
}

/// The reason of a payment that came back: it is told beside the band's own, since it changes what is to be said.
#[must_use]
pub fn returned(past: &Profile, day: Day) -> Option<Reason> {
    let fact = i64::from(day.since(past.returned_on?));
    Some(Reason { code: ReasonCode::PaymentReturned, points: 0, fact })
}

/// Tells a line of the other cases of its group that its call is to speak of: how many, and what may be asked for on them
/// in whole units of `reporting`. Told after the band's own reasons, before the card's.
pub fn tell_linked(reasons: &mut Vec<Reason>, others: i64, value_minor: i64, reporting: Currency) {
    let unit = 10_i64.pow(reporting.minor_digits());
    let value = value_minor.saturating_add(unit / 2).div_euclid(unit);
    let at = reasons.iter().take_while(|reason| reason.points == 0).count();
    let told = [(ReasonCode::Linked, others), (ReasonCode::LinkedValue, value)];
    reasons.splice(at..at, told.map(|(code, fact)| Reason { code, points: 0, fact }));
}

/// The one reason that says why a line stands where it stands: its band's own; in the band of the index the strongest that
/// pushes up. `None`: nothing pushes it up but what is owed.
#[must_use]
pub fn leading(reasons: &[Reason], band: Band) -> Option<&Reason> {
    // What was agreed for a time stands; else money that came back is what the call is about.
    let back = reasons.iter().find(|reason| reason.code == ReasonCode::PaymentReturned);
    if band == Band::CallbackDue || (band != Band::Index && back.is_none()) {
        return reasons.first();
    }
    if back.is_some() {
        return back;
    }
    let up = reasons.iter().filter(|reason| reason.points > 0 && reason.code != ReasonCode::Base);
    up.min_by_key(|reason| std::cmp::Reverse(reason.points))
}

/// The nearest change of one fact that would move a case's risk to another band.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Nearest {
    /// Which fact.
    pub code: ReasonCode,
    /// As it is; `None`: unknown.
    pub fact: Option<i64>,
    /// As it would be.
    pub would_be: i64,
    /// Points it would then give.
    pub points: i32,
    /// Score then.
    pub score: i32,
    /// Risk then.
    pub risk: Risk,
}

impl Nearest {
    /// The fact as it would be, told as a reason.
    #[must_use]
    pub const fn reason(&self) -> Reason {
        Reason { code: self.code, points: self.points, fact: self.would_be }
    }
}

/// Which card speaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CardName {
    /// Its name.
    pub name: String,
    /// Where it comes from.
    pub source: CardSource,
}

/// What the card in force says of one case on a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Judged {
    /// The card.
    pub card: CardName,
    /// Risk of the leading invoice.
    pub risk: Risk,
    /// The nearest change that makes it less risky, and the nearest that makes it more so.
    pub nearest: Vec<Nearest>,
}

/// What the value of a line is multiplied with, each as it is printed: shares per mille, times in tenths of a minute.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Factors {
    /// Chance to reach the right person in `part`.
    pub reach_permille: u16,
    /// The part of the day in which a call is best made.
    pub part: DayPart,
    /// Which call of the fortnight it would be, from 1.
    pub attempt: u8,
    /// What is left of the chance at that attempt.
    pub decay_permille: u16,
    /// How much likelier a payment within 7 days is when the debtor is reached.
    pub effect_permille: u16,
    /// How far this debtor's word has held.
    pub word_permille: u16,
    /// Expected minutes of the call, notes included; never 0.
    pub minutes_tenths: u16,
    /// Days that nobody touched the case, when that is too long.
    pub untouched_days: Option<i32>,
    /// Drawn at random.
    pub drawn: bool,
}

impl Factors {
    /// A probability as it is printed and multiplied: rounded half up to whole per mille.
    #[must_use]
    pub const fn permille(ppm: u32) -> u32 {
        (ppm + 500) / 1_000
    }

    /// What a minute of the call is worth: value × probability × chance × decay × effect × word ÷ minutes, in millionths
    /// of a minor unit a minute, rounded down. The one formula; every factor enters as it is printed.
    #[must_use]
    pub fn index(&self, value_minor: i64, probability_ppm: u32) -> i128 {
        let shares = [self.reach_permille, self.decay_permille, self.effect_permille, self.word_permille];
        let start = i128::from(value_minor) * i128::from(Self::permille(probability_ppm));
        let product = shares.iter().fold(start, |product, share| product * i128::from(*share));
        // Five shares per mille are 10^15, minutes in tenths give 10 back, millionths 10^6.
        product / (100_000_000 * i128::from(self.minutes_tenths.max(1)))
    }
}

/// An index as it is printed: minor units a minute, rounded half up.
#[must_use]
pub fn a_minute_minor(index: i128) -> i64 {
    i64::try_from((index + 500_000).div_euclid(1_000_000)).unwrap_or(i64::MAX)
}

/// A case placed in the queue by its facts alone (no rank yet).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ranked {
    /// The case.
    pub case: CaseId,
    /// Whose queue; nobody's: the common one.
    pub collector: Option<Login>,
    /// Band.
    pub band: Band,
    /// Sum of the card's points for the leading invoice: the one that puts the most at risk.
    pub score: i32,
    /// Probability still unpaid in 7 days, millionths: the mean over the invoices by what may be asked for.
    pub probability_ppm: u32,
    /// Collectable now, in the reporting currency's minor units.
    pub value_minor: i64,
    /// What the value is multiplied with, probability aside.
    pub factors: Factors,
    /// What orders a band: see [`Factors::index`].
    pub index: i128,
    /// A time agreed, when there is one.
    pub call_at: Option<Instant>,
    /// What to do.
    pub action: NextAction,
    /// Reasons: the band's own, then what pushes up, what pulls down, the starting points, each largest first; their points
    /// add up to `score`.
    pub reasons: Vec<Reason>,
}

/// What became of one case in a generation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Placed {
    /// In the queue.
    Queued(Ranked),
    /// Left out, with the rule and the first day on which it is looked at again.
    Excluded {
        /// The case.
        case: CaseId,
        /// Whose it would be.
        collector: Option<Login>,
        /// Why.
        reason: Exclusion,
        /// Until when.
        until: Day,
    },
}

/// A line of a stored generation, ready to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueueLine {
    /// From 1, within the collector's queue (the common queue when none is asked).
    pub rank: u32,
    /// Name of the debtor.
    pub name: String,
    /// Reference of the debtor.
    pub reference: String,
    /// Segment of the portfolio.
    pub segment: Tag,
    /// What ranking said.
    pub ranked: Ranked,
    /// Open, per currency, when the generation was made.
    pub open: Sums,
    /// Overdue, per currency.
    pub overdue: Sums,
    /// Collectable, in the reporting currency.
    pub value: Money,
    /// Oldest overdue due day.
    pub oldest_due: Option<Day>,
    /// Days past due of that one.
    pub days_past_due: i32,
    /// What the case shows before it goes wrong; it weighs nothing in the order.
    pub signals: Vec<Signal>,
    /// How it moved.
    pub change: Change,
    /// Why it moved.
    pub because: Because,
    /// Worked since the generation was made (a contact, a promise, a payment …): shown done.
    pub done: bool,
}

/// A case left out of a generation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ExcludedLine {
    /// The case.
    pub case: CaseId,
    /// Name of the debtor.
    pub name: String,
    /// Reference of the debtor.
    pub reference: String,
    /// Why.
    pub reason: Exclusion,
    /// The case that is called for it, of a case that goes with another one of its group.
    pub by: Option<CaseId>,
    /// Until when.
    pub until: Day,
}

/// How much of one person's list fits into their day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Share {
    /// Whose list; `None`: the common one.
    pub who: Option<Login>,
    /// Lines that fit, from the top.
    pub fits: u32,
    /// What they take, in tenths of a minute.
    pub minutes_tenths: u32,
    /// What calling them is expected to bring, in millionths of a minor unit.
    pub gain: i128,
    /// Lines below, not reached today.
    pub beyond: u32,
    /// What may be asked for on them, minor units.
    pub beyond_minor: i64,
    /// What a minute is worth on the best line below: what one more minute would bring, the price of a minute.
    pub price: i128,
}

/// A generation of the queue: the list of one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Generation {
    /// Number, from 1.
    pub number: i64,
    /// The day it is for.
    pub day: Day,
    /// When it was planned.
    pub planned_at: Instant,
    /// Name of the card that spoke.
    pub card: String,
    /// Lines queued in it.
    pub queued: u32,
    /// Cases left out with a line of their own; of all the others nothing was overdue.
    pub excluded: u32,
    /// How much of each list fits into a day; empty for lists made before that was counted.
    pub shares: Vec<Share>,
}

impl Generation {
    /// How much of a list fits: a person's own, or everybody's together (then without a price).
    #[must_use]
    pub fn share(&self, who: Option<&Login>) -> Option<Share> {
        if who.is_some() || self.shares.len() == 1 {
            return self.shares.iter().find(|share| who.is_none() || share.who.as_ref() == who).cloned();
        }
        let first = self.shares.first()?.clone();
        let all = self.shares.iter().skip(1).fold(first, |all, share| Share {
            who: None,
            fits: all.fits + share.fits,
            minutes_tenths: all.minutes_tenths + share.minutes_tenths,
            gain: all.gain + share.gain,
            beyond: all.beyond + share.beyond,
            beyond_minor: all.beyond_minor.saturating_add(share.beyond_minor),
            price: 0,
        });
        Some(Share { price: 0, ..all })
    }
}
