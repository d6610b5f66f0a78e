//! The order of the queue: by band, call-backs by their time, then by index, ties by case number.
//! What never lives here: what makes an index (see `index`), a tie broken by chance.
//! `day` sorts a book with it.

use std::cmp::Reverse;

use crate::domain::order::OrderRules;
use crate::domain::queue::Ranked;
use crate::domain::values::{CaseId, Instant};

/// What a line is sorted by; smaller comes first. No two cases have the same key.
pub type SortKey = (usize, Option<Instant>, Reverse<i128>, CaseId);

/// The key of a line.
#[must_use]
pub fn sort_key(line: &Ranked, rules: &OrderRules) -> SortKey {
    (rules.place(line.band), line.call_at, Reverse(line.index), line.case)
}

/// The same order in three numbers, smaller first: cheap to keep and to compare for a million lines. The tie by case
/// number is left to the order in which cases are met.
#[must_use]
pub fn packed((place, call_at, Reverse(index), _): &SortKey) -> [u64; 3] {
    /// Instants of the book's calendar lie within this on both sides of 1970; 0 is left for "no time".
    const HALF: i64 = 1 << 54;
    let at = call_at.map_or(0, |at| (at.0.clamp(-HALF, HALF) + HALF + 1).cast_unsigned());
    let falling = !(index.cast_unsigned() ^ (1 << 127));
    let half = |shift: u32| u64::try_from((falling >> shift) & u128::from(u64::MAX)).unwrap_or(0);
    [((*place as u64) << 56) | at, half(64), half(0)]
}

/// The index back from [`packed`].
#[must_use]
pub fn index_of(packed: &[u64; 3]) -> i128 {
    let falling = (u128::from(packed[1]) << 64) | u128::from(packed[2]);
    (!falling ^ (1 << 127)).cast_signed()
}

/// The place of a band back from [`packed`].
#[must_use]
pub fn place_of(packed: &[u64; 3]) -> usize {
    usize::try_from(packed[0] >> 56).unwrap_or(usize::MAX)
}

/// Sorts lines into the order of the queue, whatever order they came in.
pub fn order(lines: &mut [Ranked], rules: &OrderRules) {
    lines.sort_unstable_by_key(|line| sort_key(line, rules));
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn any_key() -> impl Strategy<Value = SortKey> {
        let call_at = prop::option::of((-3_i64..3).prop_map(|hours| Instant(hours * 3_600_000)));
        let index = prop_oneof![-3_i128..3, any::<i128>()];
        (0_usize..9, call_at, index).prop_map(|(place, call_at, index)| (place, call_at, Reverse(index), CaseId(1)))
    }

    proptest! {
        #[test]
        fn three_numbers_sort_as_the_key_does(one in any_key(), two in any_key()) {
            prop_assert_eq!(packed(&one).cmp(&packed(&two)), one.cmp(&two));
            prop_assert_eq!((place_of(&packed(&one)), index_of(&packed(&one))), (one.0, one.2.0));
        }
    }
}
