//! The factors of a line in one sentence, each as it is multiplied.
//! What never lives here: the formula (see `domain::queue`).
//! `cli` and the screen say it through `Words::factors`.

use super::{Arg, Words, format};
use crate::domain::order::OrderRules;
use crate::domain::queue::{Factors, Ranked, Share, a_minute_minor};
use crate::domain::values::{Currency, Money};

impl Words {
    /// The line below which nothing is reached today: `below this, not today: 31 lines …`.
    #[must_use]
    pub fn capacity(&self, share: &Share, currency: Currency) -> String {
        let money = |minor| Arg::Text(self.money(Money::new(minor, currency)));
        let facts = [
            ("fits", Arg::Count(share.fits.into())),
            ("minutes", Arg::Text(format::tenths(self.lang(), share.minutes_tenths.into()))),
            ("beyond", Arg::Count(share.beyond.into())),
            ("value", money(share.beyond_minor)),
            ("price", money(a_minute_minor(share.price))),
        ];
        self.tf(if share.price > 0 { "capacity-line" } else { "capacity-all" }, &facts)
    }

    /// `€100.00 × 66.7 % still unpaid … ÷ 6.0 min = €0.65 a minute`. `currency`: the book's own.
    #[must_use]
    pub fn factors(&self, line: &Ranked, currency: Currency) -> String {
        let factors = &line.factors;
        let tenths = |value: u32| Arg::Text(format::tenths(self.lang(), i64::from(value)));
        let money = |minor| Arg::Text(self.money(Money::new(minor, currency)));
        let facts = [
            ("value", money(line.value_minor)),
            ("unpaid", tenths(Factors::permille(line.probability_ppm))),
            ("reach", tenths(factors.reach_permille.into())),
            ("part", self.t(&format!("day-part-{}", factors.part)).into()),
            ("decay", tenths(factors.decay_permille.into())),
            ("attempt", Arg::Count(factors.attempt.into())),
            ("effect", tenths(factors.effect_permille.into())),
            ("word", tenths(factors.word_permille.into())),
            ("minutes", tenths(factors.minutes_tenths.into())),
            ("index", money(a_minute_minor(line.index))),
        ];
        self.tf("factors", &facts)
    }

    /// What the factors were learnt from: `reached: learnt from 1,204 calls of this book · …`. `rules`: those they were made
    /// by.
    #[must_use]
    pub fn factors_from(&self, rules: &OrderRules) -> String {
        let (reach, minutes) = (rules.learnt.reach_calls(), rules.learnt.minutes_calls());
        self.tf("factors-from", &[("reach", Arg::Count(reach.into())), ("minutes", Arg::Count(minutes.into()))])
    }
}
