//! What a house measures itself by: the buckets of its aged balance, and what its collecting costs.
//! What never lives here: a figure (see `report`), how it is written in the config.
//! `terms` holds it as part of the house's numbers.

/// Most bounds of buckets: a table of more columns is read by nobody.
pub const BOUNDS_MAX: usize = 8;
/// Longest bound in days: five years, when a claim between traders lapses (C. com. L110-4).
pub const BOUND_DAYS_MAX: i32 = 1_827;

/// The buckets of an aged balance: not due, 1 to the first bound, …, beyond the last.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Buckets(Vec<i32>);

impl Default for Buckets {
    fn default() -> Self {
        Self(vec![30, 60, 90])
    }
}

impl Buckets {
    /// From upper bounds in days past due; `None` unless they rise, from 1 to [`BOUND_DAYS_MAX`], at most [`BOUNDS_MAX`].
    #[must_use]
    pub fn new(bounds: Vec<i32>) -> Option<Self> {
        let rises = bounds.windows(2).all(|pair| pair[0] < pair[1]);
        let within = bounds.iter().all(|days| (1..=BOUND_DAYS_MAX).contains(days));
        (rises && within && !bounds.is_empty() && bounds.len() <= BOUNDS_MAX).then_some(Self(bounds))
    }

    /// How many, the one of what is not due included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len() + 2
    }

    /// Never: there is always what is not due and what is.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        false
    }

    /// The bucket of something that many days past due; 0 or less: not due.
    #[must_use]
    pub fn place(&self, days_past_due: i32) -> usize {
        if days_past_due <= 0 { 0 } else { 1 + self.0.partition_point(|bound| *bound < days_past_due) }
    }

    /// First and last day past due of a bucket; the first bucket is (0, 0), the last has no end.
    #[must_use]
    pub fn days(&self, bucket: usize) -> (i32, Option<i32>) {
        match bucket {
            0 => (0, Some(0)),
            1 => (1, self.0.first().copied()),
            _ => (self.0.get(bucket - 2).map_or(1, |bound| bound + 1), self.0.get(bucket - 1).copied()),
        }
    }
}

/// What collecting costs, minor units of the book's currency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Costs {
    /// Salaries of a month.
    pub salaries_month: i64,
    /// Tools, lines and rooms of a month.
    pub tools_month: i64,
    /// Legal fees of a month.
    pub legal_month: i64,
    /// Fees got back from debtors in a month, taken off.
    pub recovered_month: i64,
    /// One letter with its postage.
    pub letter: i64,
    /// One registered letter.
    pub registered_letter: i64,
}

/// Days of a year in which twelve months lie, for a period that is no whole number of months.
const YEAR_DAYS: i64 = 365;

impl Costs {
    /// True when the house said what it costs.
    #[must_use]
    pub fn known(&self) -> bool {
        *self != Self::default()
    }

    /// Of so many days, letters and registered letters, rounded half up.
    #[must_use]
    pub fn of(&self, days: i64, letters: i64, registered: i64) -> i64 {
        let month = self.salaries_month + self.tools_month + self.legal_month - self.recovered_month;
        let exact = i128::from(month) * 12 * i128::from(days);
        let year = i128::from(YEAR_DAYS);
        let by_day = i64::try_from((2 * exact + year).div_euclid(2 * year)).unwrap_or(i64::MAX);
        by_day + self.letter * letters + self.registered_letter * registered
    }
}

/// Both.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Measures {
    /// The buckets.
    pub buckets: Buckets,
    /// The costs.
    pub costs: Costs,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_has_one_bucket_and_the_buckets_tell_their_days() {
        let buckets = Buckets::new(vec![30, 60, 90]).unwrap();
        for day in -400..2_000 {
            let place = buckets.place(day);
            let (first, last) = buckets.days(place);
            assert!(day <= 0 && place == 0 || first <= day && last.is_none_or(|last| day <= last), "{day} in {place}");
        }
        assert_eq!([0, 1, 30, 31, 90, 91].map(|day| buckets.place(day)), [0, 1, 1, 2, 3, 4]);
        for bad in [vec![], vec![0], vec![30, 30], vec![60, 30], vec![3_000], (1..=9).collect()] {
            assert_eq!(Buckets::new(bad), None);
        }
    }

    #[test]
    fn costs_of_a_year_are_twelve_months_and_letters_count_each() {
        let costs = Costs { salaries_month: 300_000, recovered_month: 20_000, letter: 150, ..Costs::default() };
        assert_eq!(costs.of(365, 10, 99), 12 * 280_000 + 1_500);
        // 280,000 × 12 ÷ 365 = 9,205.479…
        assert_eq!(costs.of(1, 0, 0), 9_205);
        assert!(costs.known() && !Costs::default().known());
    }
}
