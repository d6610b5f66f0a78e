//! Instalments: dates and amounts of a plan that add up to the cent, and what changing one line does to the others.
//! What never lives here: judging a plan (see `case::plan`), config.
//! `decide`, forms and the command line call it.

use chrono::{Datelike, Months};

use super::codes::Every;
use super::values::{Day, Money};

/// Most instalments of a plan: ten years by the month; more is a loan.
pub const LINES_MAX: usize = 120;

/// One instalment: the day it is due, and how much.
pub type Instalment = (Day, Money);

/// `count` instalments from `first` on, all the same but the last, which takes the rounding. Empty when `count` is 0,
/// above [`LINES_MAX`], or more than there are minor units to share.
#[must_use]
pub fn instalments(amount: Money, count: usize, first: Day, every: Every) -> Vec<Instalment> {
    let shares = i64::try_from(count).unwrap_or(0);
    if shares == 0 || count > LINES_MAX || amount.minor < shares {
        return vec![];
    }
    let each = amount.minor / shares;
    let last = amount.minor - each * (shares - 1);
    let day = |at: usize| nth_day(first, every, u32::try_from(at).unwrap_or(0));
    let minor = |at: usize| if at + 1 == count { last } else { each };
    (0..count).map(|at| (day(at), Money::new(minor(at), amount.currency))).collect()
}

/// Instalments of `each` from `first` on, the last one taking what is left. Empty when `each` is not above 0, or when
/// they would be more than [`LINES_MAX`].
#[must_use]
pub fn instalments_of(amount: Money, each: Money, first: Day, every: Every) -> Vec<Instalment> {
    if amount.minor <= 0 || each.minor <= 0 || each.currency != amount.currency {
        return vec![];
    }
    let whole = (amount.minor - 1) / each.minor;
    let Some(count) = usize::try_from(whole + 1).ok().filter(|count| *count <= LINES_MAX) else { return vec![] };
    let minor = |at: usize| if at + 1 == count { amount.minor - each.minor * whole } else { each.minor };
    let day = |at: usize| nth_day(first, every, u32::try_from(at).unwrap_or(0));
    (0..count).map(|at| (day(at), Money::new(minor(at), amount.currency))).collect()
}

/// What the last instalment has more than the others; zero when they are all the same.
#[must_use]
pub fn rounding(lines: &[Instalment]) -> i64 {
    match (lines.first(), lines.last()) {
        (Some(first), Some(last)) => last.1.minor - first.1.minor,
        (None, _) | (_, None) => 0,
    }
}

/// The day of the instalment at a place, from 0. Months that lack the day take their last one.
#[must_use]
pub fn nth_day(first: Day, every: Every, at: u32) -> Day {
    let weeks = |days: u32| first.plus(i32::try_from(at * days).unwrap_or(i32::MAX));
    let months = |day: Day| Day::from_date(day.date().checked_add_months(Months::new(at)).unwrap_or(day.date()));
    match every {
        Every::Week => weeks(7),
        Every::Fortnight => weeks(14),
        Every::Month => months(first),
        Every::MonthEnd => {
            let date = months(Day::from_date(first.date().with_day(1).unwrap_or(first.date()))).date();
            let next = date.checked_add_months(Months::new(1)).unwrap_or(date);
            Day::from_date(next).plus(-1)
        }
    }
}

/// The lines after one of them was given another day or amount. What it has more is taken from the last ones (a line
/// left with nothing goes), what it has less is added to the last. `None` when the others cannot bear it, or the days
/// would no longer follow each other.
#[must_use]
pub fn changed(lines: &[Instalment], at: usize, to: Instalment) -> Option<Vec<Instalment>> {
    let total: i64 = lines.iter().map(|(_, money)| money.minor).sum();
    let mut out = lines.to_vec();
    *out.get_mut(at)? = to;
    let mut over = out.iter().map(|(_, money)| money.minor).sum::<i64>() - total;
    if over < 0 && at + 1 == out.len() {
        return None;
    }
    while over != 0 {
        let last = out.len().checked_sub(1).filter(|last| *last > at)?;
        let left = out[last].1.minor - over;
        if left > 0 {
            out[last].1.minor = left;
            over = 0;
        } else {
            over -= out[last].1.minor;
            out.pop();
        }
    }
    let follows = out.windows(2).all(|pair| pair[0].0 < pair[1].0);
    (follows && to.1.minor > 0).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::values::Currency;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn days(first: &str, every: Every) -> Vec<String> {
        (0..4).map(|at| nth_day(day(first), every, at).to_string()).collect()
    }

    #[test]
    fn months_that_lack_the_day_take_their_last_one() {
        assert_eq!(days("2026-01-31", Every::Month), ["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"]);
        assert_eq!(days("2027-11-15", Every::MonthEnd), ["2027-11-30", "2027-12-31", "2028-01-31", "2028-02-29"]);
        assert_eq!(days("2026-12-25", Every::Fortnight), ["2026-12-25", "2027-01-08", "2027-01-22", "2027-02-05"]);
        assert_eq!(days("2026-12-28", Every::Week)[1], "2027-01-04");
    }

    #[test]
    fn every_sum_is_exact_and_the_last_line_takes_the_rounding() {
        for minor in [3, 100, 100_001, 99_999_999] {
            for count in 1..=12 {
                let lines = instalments(Money::new(minor, Currency::EUR), count, day("2026-03-31"), Every::Month);
                let sum: i64 = lines.iter().map(|(_, money)| money.minor).sum();
                assert!(lines.is_empty() && minor < i64::try_from(count).unwrap() || sum == minor);
                assert!((0..i64::try_from(count).unwrap()).contains(&rounding(&lines)));
            }
        }
        let lines = instalments(Money::new(100_000, Currency::EUR), 3, day("2026-03-31"), Every::Month);
        assert_eq!(lines.iter().map(|(_, money)| money.minor).collect::<Vec<_>>(), [33_333, 33_333, 33_334]);
    }

    #[test]
    fn lines_of_one_amount_leave_the_rest_to_the_last() {
        let of = |amount: i64, each: i64| {
            let money = |minor| Money::new(minor, Currency::EUR);
            let lines = instalments_of(money(amount), money(each), day("2026-03-31"), Every::Month);
            lines.iter().map(|(_, money)| money.minor).collect::<Vec<_>>()
        };
        assert_eq!(of(100_000, 30_000), [30_000, 30_000, 30_000, 10_000]);
        assert_eq!(of(90_000, 30_000), [30_000, 30_000, 30_000]);
        assert_eq!(of(90_000, 90_001), [90_000]);
        assert_eq!((of(90_000, 0), of(0, 1), of(121, 1)), (vec![], vec![], vec![]));
        assert_eq!(of(120, 1).len(), LINES_MAX);
    }

    #[test]
    fn what_one_line_takes_the_last_ones_give() {
        let lines = instalments(Money::new(40_000, Currency::EUR), 4, day("2026-03-31"), Every::Month);
        let with = |at: usize, minor: i64| {
            let new = changed(&lines, at, (lines[at].0, Money::new(minor, Currency::EUR)));
            new.map(|lines| lines.iter().map(|(_, money)| money.minor).collect::<Vec<_>>())
        };
        assert_eq!(with(0, 15_000), Some(vec![15_000, 10_000, 10_000, 5_000]));
        assert_eq!(with(0, 25_000), Some(vec![25_000, 10_000, 5_000]));
        assert_eq!(with(1, 30_000), Some(vec![10_000, 30_000]));
        assert_eq!(with(0, 5_000), Some(vec![5_000, 10_000, 10_000, 15_000]));
        assert_eq!((with(0, 40_001), with(3, 5_000), with(3, 15_000), with(1, 0)), (None, None, None, None));
        assert_eq!(changed(&lines, 0, (lines[2].0, lines[0].1)), None, "after the line that follows");
        assert!(changed(&lines, 0, (lines[0].0.plus(3), lines[0].1)).is_some());
    }
}
