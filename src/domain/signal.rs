//! Weak signals: what a case shows before it goes wrong. One table: the code, what is counted, from how many on it is said.
//! What never lives here: points (they weigh nothing in the order), wording.
//! `store::read` hands them out with a case and with each line of a queue.

use super::case::state::Profile;
use super::codes::SignalCode;

/// A signal, and what was counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Signal {
    /// Which.
    pub code: SignalCode,
    /// What was counted, in its own unit (see [`SIGNALS`]).
    pub fact: i64,
}

/// What is counted of a case's past; none: it says nothing of it.
type Count = fn(&Profile) -> Option<i64>;

/// The table: what is counted, and from how many on it is a signal.
pub const SIGNALS: &[(SignalCode, Count, i64)] = &[
    // instalments missed of a plan that stands or fell
    (SignalCode::BrokenPlan, |past| Some(past.missed.into()), 1),
    // days by which the last invoice settled came later than usual
    (SignalCode::GrowingDelay, growing_delay, 10),
    // of ten invoices settled, so many after their due day
    (SignalCode::RepeatedLateness, late_in_ten, 7),
    // calls out since the debtor was last spoken to
    (SignalCode::Silence, |past| Some(past.attempts_since_talk.into()), 4),
    // disputes ever opened
    (SignalCode::RepeatedDisputes, |past| Some(past.disputes.into()), 2),
    // per mille of the credit limit
    (SignalCode::LimitNear, |past| past.limit_use_mille.map(i64::from), 900),
    // e-mail addresses to which nothing can be delivered
    (SignalCode::BouncedMail, |past| Some(past.bounced.into()), 1),
    // letters that came back since the last one that arrived
    (SignalCode::LetterReturned, |past| Some(past.letters_back.into()), 1),
];

/// Invoices settled from which on a habit is told.
const HABIT_INVOICES: u32 = 4;

/// The signals of a case, in the order of the table.
#[must_use]
pub fn signals(past: &Profile) -> Vec<Signal> {
    let all = SIGNALS.iter().filter_map(|(code, count, from)| {
        let fact = count(past).filter(|fact| fact >= from)?;
        Some(Signal { code: *code, fact })
    });
    all.collect()
}

fn growing_delay(past: &Profile) -> Option<i64> {
    // The last one apart: it is compared with those before it.
    let before = past.paid_count.checked_sub(1).filter(|before| before + 1 >= HABIT_INVOICES)?;
    let last = i64::from(past.last_late_days?);
    let usual = (past.late_days_sum - last).checked_div(before.into())?;
    Some(last - usual)
}

fn late_in_ten(past: &Profile) -> Option<i64> {
    let settled = (past.paid_count >= HABIT_INVOICES).then_some(i64::from(past.paid_count))?;
    Some(i64::from(past.late_count) * 10 / settled)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(past: &Profile) -> Vec<(SignalCode, i64)> {
        signals(past).into_iter().map(|one| (one.code, one.fact)).collect()
    }

    #[test]
    fn each_signal_begins_at_its_threshold() {
        let quiet = Profile {
            paid_count: 10,
            late_count: 6,
            late_days_sum: 99,
            last_late_days: Some(9),
            attempts_since_talk: 3,
            disputes: 1,
            limit_use_mille: Some(899),
            ..Profile::default()
        };
        assert_eq!(codes(&quiet), []);
        let loud = Profile {
            late_count: 7,
            late_days_sum: 110,
            last_late_days: Some(20),
            attempts_since_talk: 4,
            disputes: 2,
            limit_use_mille: Some(900),
            missed: 1,
            bounced: 1,
            letters_back: 2,
            ..quiet
        };
        let told = codes(&loud);
        assert_eq!(
            told,
            [
                (SignalCode::BrokenPlan, 1),
                (SignalCode::GrowingDelay, 10),
                (SignalCode::RepeatedLateness, 7),
                (SignalCode::Silence, 4),
                (SignalCode::RepeatedDisputes, 2),
                (SignalCode::LimitNear, 900),
                (SignalCode::BouncedMail, 1),
                (SignalCode::LetterReturned, 2)
            ]
        );
        // A habit is no habit before some invoices were settled.
        let few = Profile {
            paid_count: 3,
            late_count: 3,
            late_days_sum: 200,
            last_late_days: Some(90),
            ..Profile::default()
        };
        assert_eq!(codes(&few), []);
    }

    #[test]
    fn every_signal_stands_once_in_the_table() {
        let mut all: Vec<SignalCode> = SIGNALS.iter().map(|(code, ..)| *code).collect();
        all.sort_unstable();
        assert_eq!(all, SignalCode::ALL.to_vec());
    }
}
