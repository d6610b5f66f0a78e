//! In which order money that names no debt pays them, and how it is shared among equals.
//! What never lives here: what a payment names, days, state.
//! `allocation` asks it, and `store::bank` to know what a line of this very load leaves open.
//!
//! Code civil, art. 1342-10: the debtor's choice; else debts that are due; of these the ones there is most interest in
//! discharging; of equal interest the oldest; all things equal, in proportion. Art. 1347-4 says the same of credit notes.
//! Art. 1343-1: what is paid in part goes to interest first. So money on account pays, of what is due on its day: interest
//! claimed, then principal, then costs and indemnities, which no text ranks; within each the highest late rate first, then
//! the oldest due day, then the oldest issue. What is not due yet comes after, in the same order.

use std::cmp::Reverse;

use crate::domain::codes::Nature;
use crate::domain::ledger::Claim;
use crate::domain::values::Day;

/// Where a debt stands in line among those that are due, or among those that are not yet; debts of one rank are paid
/// together, in proportion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rank(u8, Reverse<u32>, Day, Day);

/// Where a debt stands in line, by what it claims, its due day and its day of issue.
#[must_use]
pub fn rank(claim: Claim, due_on: Day, issued_on: Day) -> Rank {
    let kind = match claim.nature {
        Nature::Interest => 0,
        Nature::Principal => 1,
        Nature::Costs => 2,
    };
    Rank(kind, Reverse(claim.late_rate.unwrap_or(0)), due_on, issued_on)
}

/// Shares an amount, minor units, out over what is open, in proportion; what rounding leaves goes, a unit each, to the
/// largest remainders, of equal ones to the first. Never more than is open: an amount above all of it is cut.
#[must_use]
pub fn share(amount: i64, open: &[i64]) -> Vec<i64> {
    let total: i128 = open.iter().map(|minor| i128::from(*minor)).sum();
    if i128::from(amount) >= total {
        return open.to_vec();
    }
    let cut: Vec<(i64, i128)> = open.iter().map(|minor| divided(amount, *minor, total)).collect();
    let mut shares: Vec<i64> = cut.iter().map(|(share, _)| *share).collect();
    // fewer than there are shares: each lost less than a unit
    let left = usize::try_from(amount - shares.iter().sum::<i64>()).unwrap_or(0).min(shares.len());
    if left > 0 {
        let mut places: Vec<usize> = (0..open.len()).collect();
        places.select_nth_unstable_by_key(left - 1, |at| (Reverse(cut[*at].1), *at));
        for at in &places[..left] {
            shares[*at] += 1;
        }
    }
    shares
}

/// `amount` × `minor` ÷ `total` and the remainder; the share is within `minor`. Sums of everyday size need no wide division.
fn divided(amount: i64, minor: i64, total: i128) -> (i64, i128) {
    if let (Some(exact), Ok(total)) = (amount.checked_mul(minor), i64::try_from(total)) {
        return (exact / total, i128::from(exact % total));
    }
    let exact = i128::from(amount) * i128::from(minor);
    (i64::try_from(exact / total).unwrap_or(0), exact % total)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::share;

    #[test]
    fn equals_are_paid_in_proportion_to_the_cent() {
        assert_eq!(share(45_000, &[30_000, 60_000]), [15_000, 30_000], "FR-IMP-2");
        assert_eq!(share(100, &[100, 100, 100]), [34, 33, 33]);
        assert_eq!(share(1, &[100, 300]), [0, 1]);
        assert_eq!(share(500, &[100, 300]), [100, 300]);
        assert_eq!(share(0, &[]), Vec::<i64>::new());
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_nothing_paid_beyond_what_is_open(
            amount in 0..40_000_000_000_000i64, open in prop::collection::vec(0..10_000_000_000_000i64, 1..30),
        ) {
            let shares = share(amount, &open);
            let total: i64 = open.iter().sum();
            prop_assert_eq!(shares.iter().sum::<i64>(), amount.min(total));
            for (share, open) in shares.iter().zip(&open) {
                prop_assert!((0..=*open).contains(share));
                // never a unit away from the exact proportion
                let exact = i128::from(amount.min(total)) * i128::from(*open);
                prop_assert!((i128::from(*share) * i128::from(total) - exact).abs() < i128::from(total.max(1)));
            }
        }
    }
}
