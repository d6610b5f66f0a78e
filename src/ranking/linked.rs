//! One call per group of debtors: of the lines that one person's list has of a group, one is called and speaks of the others.
//! What never lives here: which line stands first (see `order`), whether a case may be called at all (see `gate`).
//! `day` asks it once a list is in order.
//!
//! What was agreed for a time or is due on a day keeps its line whatever the group does: a call-back, a pin, a promise that
//! broke or is past its day, an answer to a dispute. The calls that the list only proposes go together:
//! 1. with the first call of the group that has its time (an answer to a dispute is none: it is no call to the debtor);
//! 2. else, while a case of the group rests after a contact, none is made before its rest has ended: the same people would
//!    be called the next day;
//! 3. else with the one that stands first.

use super::gate::is_proposed;
use crate::domain::codes::Band;
use crate::domain::queue::LINKED_MAX;
use crate::domain::values::{CaseId, Day};

/// A proposed call that goes with another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Covered {
    /// Whose call is not made.
    pub case: CaseId,
    /// The case that is called, or was.
    pub by: CaseId,
    /// First day on which it is looked at again; always after the day asked.
    pub until: Day,
}

/// Which lines go with another case. `lines`: those of one group in one list, in its order; `resting`: the cases of the
/// group in this list that rest after a contact, and until when.
#[must_use]
pub fn covered(lines: &[(CaseId, Band)], resting: &[(CaseId, Day)], day: Day) -> Vec<Covered> {
    if lines.len() > LINKED_MAX {
        return vec![];
    }
    let timed = lines.iter().find(|(_, band)| !is_proposed(*band) && *band != Band::Deadline);
    let rests = resting.iter().max_by_key(|(case, until)| (*until, std::cmp::Reverse(*case)));
    let first = lines.iter().find(|(_, band)| is_proposed(*band));
    let tomorrow = day.plus(1);
    let (by, until) = match (timed, rests, first) {
        (Some((case, _)), _, _) => (*case, tomorrow),
        (None, Some((case, until)), _) => (*case, (*until).max(tomorrow)),
        (None, None, Some((case, _))) => (*case, tomorrow),
        (None, None, None) => return vec![],
    };
    let proposed = lines.iter().filter(|(case, band)| is_proposed(*band) && *case != by);
    proposed.map(|(case, _)| Covered { case: *case, by, until }).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const DAY: Day = Day(20_000);

    fn by(lines: &[(i64, Band)], resting: &[(i64, i32)]) -> Vec<(i64, i64, i32)> {
        let lines: Vec<_> = lines.iter().map(|(case, band)| (CaseId(*case), *band)).collect();
        let resting: Vec<_> = resting.iter().map(|(case, days)| (CaseId(*case), DAY.plus(*days))).collect();
        covered(&lines, &resting, DAY).iter().map(|one| (one.case.0, one.by.0, one.until.since(DAY))).collect()
    }

    #[test]
    fn the_first_line_speaks_of_the_others_and_what_has_a_time_stands() {
        assert_eq!(by(&[(5, Band::NewCase), (2, Band::Index), (9, Band::Index)], &[]), [(2, 5, 1), (9, 5, 1)]);
        assert_eq!(by(&[(4, Band::Index)], &[]), []);
        let timed = [(7, Band::CallbackDue), (3, Band::PromiseBroken), (5, Band::Index)];
        assert_eq!(by(&timed, &[]), [(5, 7, 1)], "both stand, the proposed call goes with the first");
        let answer = [(7, Band::Deadline), (5, Band::Index), (6, Band::Index)];
        assert_eq!(by(&answer, &[]), [(6, 5, 1)], "an answer to a dispute is no call to the debtor");
    }

    #[test]
    fn a_group_rests_as_long_as_the_one_of_it_that_was_contacted() {
        assert_eq!(by(&[(5, Band::Index), (6, Band::NewCase)], &[(1, 3), (2, 5), (3, 5)]), [(5, 2, 5), (6, 2, 5)]);
        assert_eq!(by(&[(7, Band::PromiseDue), (5, Band::Index)], &[(1, 3)]), [(5, 7, 1)], "called today all the same");
        assert_eq!(by(&[(7, Band::Deadline)], &[(1, 3)]), []);
    }

    #[test]
    fn a_code_that_very_many_have_links_nobody() {
        let lines: Vec<(i64, Band)> = (0..).take(LINKED_MAX + 1).map(|case| (case, Band::Index)).collect();
        assert_eq!(by(&lines, &[(99, 3)]), []);
        assert_eq!(by(&lines[1..], &[]).len(), LINKED_MAX - 1);
    }

    proptest! {
        #[test]
        fn no_group_keeps_two_proposed_calls_and_nobody_goes_with_a_call_that_is_not_made(
            bands in prop::collection::vec(prop::sample::select(Band::ALL), 0..9),
            rests in prop::collection::vec(1i32..9, 0..3),
        ) {
            let lines: Vec<_> = (1..).map(CaseId).zip(bands).collect();
            let resting: Vec<_> = (100..).map(CaseId).zip(rests.iter().map(|days| DAY.plus(*days))).collect();
            let gone = covered(&lines, &resting, DAY);
            let stays = |case: CaseId| gone.iter().all(|one| one.case != case);
            let proposed = lines.iter().filter(|(case, band)| is_proposed(*band) && stays(*case)).count();
            let called = lines.iter().any(|(_, band)| !is_proposed(*band) && *band != Band::Deadline);
            let any = lines.iter().any(|(_, band)| is_proposed(*band));
            prop_assert_eq!(proposed, usize::from(any && !called && resting.is_empty()));
            for one in &gone {
                prop_assert!(one.until > DAY && stays(one.by));
                let line = lines.iter().find(|(case, _)| *case == one.by);
                prop_assert!(line.is_some() || resting.iter().any(|(case, until)| (*case, *until) == (one.by, one.until)));
                prop_assert!(lines.iter().any(|(case, band)| *case == one.case && is_proposed(*band)));
            }
        }
    }
}
