//! What the JSON of a queue says of a line's product and of how much fits into the day: field names are a contract.
//! What never lives here: the order (see `ranking`).
//! `queue` calls it.

use serde::Serialize;

use crate::domain::codes::DayPart;
use crate::domain::queue::{Factors, QueueLine, Share, a_minute_minor};
use crate::domain::values::{Currency, Money};

/// The line below which nothing is reached today.
#[derive(Debug, Serialize)]
pub(super) struct Fits {
    calls: u32,
    minutes: String,
    gain: Money,
    beyond: u32,
    beyond_value: Money,
    /// What a minute is worth on the best line below; absent for several lists together.
    #[serde(skip_serializing_if = "Option::is_none")]
    price_of_a_minute: Option<Money>,
}

/// What `value` is multiplied with, in percent and minutes; `a_minute` is the product, rounded half up once.
#[derive(Debug, Serialize)]
pub(super) struct Product {
    unpaid: String,
    reach: String,
    part: DayPart,
    attempt: u8,
    decay: String,
    effect: String,
    word: String,
    minutes: String,
    a_minute: Money,
    #[serde(skip_serializing_if = "Option::is_none")]
    untouched_days: Option<i32>,
    /// Only when it is: drawn at random.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    drawn: bool,
}

/// Of a line.
pub(super) fn product(line: &QueueLine) -> Product {
    let factors = &line.ranked.factors;
    let tenths = |value: u32| format!("{}.{}", value / 10, value % 10);
    Product {
        unpaid: tenths(Factors::permille(line.ranked.probability_ppm)),
        reach: tenths(factors.reach_permille.into()),
        part: factors.part,
        attempt: factors.attempt,
        decay: tenths(factors.decay_permille.into()),
        effect: tenths(factors.effect_permille.into()),
        word: tenths(factors.word_permille.into()),
        minutes: tenths(factors.minutes_tenths.into()),
        a_minute: Money::new(a_minute_minor(line.ranked.index), line.value.currency),
        untouched_days: factors.untouched_days,
        drawn: factors.drawn,
    }
}

/// Of a list.
pub(super) fn fits(share: &Share, currency: Currency) -> Fits {
    let money = |minor| Money::new(minor, currency);
    Fits {
        calls: share.fits,
        minutes: format!("{}.{}", share.minutes_tenths / 10, share.minutes_tenths % 10),
        gain: money(a_minute_minor(share.gain)),
        beyond: share.beyond,
        beyond_value: money(share.beyond_minor),
        price_of_a_minute: (share.price > 0).then(|| money(a_minute_minor(share.price))),
    }
}
