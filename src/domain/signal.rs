//! Weak signals: what a case shows before it goes wrong. One table: the code, what is counted, from how many on it is said.
//! What never lives here: points (they weigh nothing in the order), wording.
//! The ribbon, the call and `show` say them.

use super::case::state::{CaseState, PlanView};
use super::case::{TimelineEntry, TimelineWhat};
use super::codes::{Channel, Direction, Outcome, PlanState, PointQuality, SignalCode};
use super::heard::PointKind;
use super::point::PointView;

/// What the signals are read from.
#[derive(Debug, Clone, Copy)]
pub struct Known<'a> {
    /// The case on a day.
    pub state: &'a CaseState,
    /// Its numbers and addresses.
    pub points: &'a [PointView],
    /// Its history, latest first, as far as read.
    pub timeline: &'a [TimelineEntry],
}

/// A signal, and what was counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
pub struct Signal {
    /// Which.
    pub code: SignalCode,
    /// What was counted, in its own unit (see [`SIGNALS`]).
    pub fact: i64,
}

/// What is counted of a case; none: it says nothing of it.
type Count = fn(Known<'_>) -> Option<i64>;

/// The table: what is counted, and from how many on it is a signal.
pub const SIGNALS: &[(SignalCode, Count, i64)] = &[
    // instalments missed of a plan that stands or fell
    (SignalCode::BrokenPlan, missed, 1),
    // days by which the last invoice settled came later than usual
    (SignalCode::GrowingDelay, growing_delay, 10),
    // of ten invoices settled, so many after their due day
    (SignalCode::RepeatedLateness, late_in_ten, 7),
    // calls out since the debtor was last spoken to
    (SignalCode::Silence, silence, 4),
    // disputes ever opened
    (SignalCode::RepeatedDisputes, disputes, 2),
    // per mille of the credit limit
    (SignalCode::LimitNear, limit, 900),
    // e-mail addresses to which nothing can be delivered
    (SignalCode::BouncedMail, bounced, 1),
    // letters that came back since the last one that arrived
    (SignalCode::LetterReturned, letters_back, 1),
];

/// Invoices settled from which on a habit is told.
const HABIT_INVOICES: u32 = 4;

/// The signals of a case, in the order of the table.
#[must_use]
pub fn signals(known: Known<'_>) -> Vec<Signal> {
    let all = SIGNALS.iter().filter_map(|(code, count, from)| {
        let fact = count(known).filter(|fact| fact >= from)?;
        Some(Signal { code: *code, fact })
    });
    all.collect()
}

fn count(n: usize) -> Option<i64> {
    i64::try_from(n).ok()
}

fn missed(known: Known<'_>) -> Option<i64> {
    let stands = |plan: &&PlanView| plan.state.is_running() || plan.state == PlanState::Defaulted;
    let lines = known.state.plans.iter().filter(stands).flat_map(|plan| &plan.lines);
    count(lines.filter(|line| line.state.has_failed()).count())
}

fn growing_delay(known: Known<'_>) -> Option<i64> {
    let past = &known.state.profile;
    // The last one apart: it is compared with those before it.
    let before = past.paid_count.checked_sub(1).filter(|before| before + 1 >= HABIT_INVOICES)?;
    let last = i64::from(past.last_late_days?);
    let usual = (past.late_days_sum - last).checked_div(before.into())?;
    Some(last - usual)
}

fn late_in_ten(known: Known<'_>) -> Option<i64> {
    let past = &known.state.profile;
    let settled = (past.paid_count >= HABIT_INVOICES).then_some(i64::from(past.paid_count))?;
    Some(i64::from(past.late_count) * 10 / settled)
}

fn silence(known: Known<'_>) -> Option<i64> {
    Some(known.state.profile.attempts_since_talk.into())
}

fn disputes(known: Known<'_>) -> Option<i64> {
    Some(known.state.profile.disputes.into())
}

fn limit(known: Known<'_>) -> Option<i64> {
    known.state.profile.limit_use_mille.map(i64::from)
}

fn bounced(known: Known<'_>) -> Option<i64> {
    let bad = |point: &&PointView| {
        point.kind == PointKind::Email && point.quality == PointQuality::Wrong && point.bad_at.is_some()
    };
    count(known.points.iter().filter(bad).count())
}

fn letters_back(known: Known<'_>) -> Option<i64> {
    let letters = known.timeline.iter().filter(|entry| !entry.undone).filter_map(|entry| {
        let TimelineWhat::Contact { channel, direction: Direction::Out, outcome, .. } = &entry.what else {
            return None;
        };
        matches!(channel, Channel::Letter | Channel::RegisteredLetter).then_some(*outcome)?
    });
    let arrived = |outcome: &Outcome| matches!(outcome, Outcome::Delivered | Outcome::Signed | Outcome::Presented);
    let back = |outcome: &Outcome| matches!(outcome, Outcome::LetterReturned | Outcome::NotDelivered);
    count(letters.take_while(|outcome| !arrived(outcome)).filter(back).count())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::case::state::Profile;
    use crate::domain::values::{Day, Instant};

    fn codes(profile: Profile, points: &[PointView], timeline: &[TimelineEntry]) -> Vec<(SignalCode, i64)> {
        let state = CaseState { profile, ..CaseState::default() };
        signals(Known { state: &state, points, timeline }).into_iter().map(|one| (one.code, one.fact)).collect()
    }

    fn letter(outcome: Outcome) -> TimelineEntry {
        let what = TimelineWhat::Contact {
            channel: Channel::RegisteredLetter,
            direction: Direction::Out,
            outcome: Some(outcome),
            seconds: 0,
            point: String::new(),
            checks: vec![],
            note: String::new(),
            known_by: None,
            thread: String::new(),
            quoted: String::new(),
        };
        let (at, day, who) = (Instant(0), Day(0), String::new());
        TimelineEntry { at, day, what, who, act: None, undone: false, source: None }
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
        assert_eq!(codes(quiet.clone(), &[], &[]), []);
        let loud = Profile {
            late_count: 7,
            late_days_sum: 110,
            last_late_days: Some(20),
            attempts_since_talk: 4,
            disputes: 2,
            limit_use_mille: Some(900),
            ..quiet.clone()
        };
        let told = codes(loud, &[], &[]);
        assert_eq!(
            told,
            [
                (SignalCode::GrowingDelay, 10),
                (SignalCode::RepeatedLateness, 7),
                (SignalCode::Silence, 4),
                (SignalCode::RepeatedDisputes, 2),
                (SignalCode::LimitNear, 900)
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
        assert_eq!(codes(few, &[], &[]), []);
    }

    #[test]
    fn what_cannot_be_delivered_is_a_signal_until_something_arrives() {
        let mut mail = PointView::new(PointKind::Email, "a@b.example".to_owned());
        mail.quality = PointQuality::Wrong;
        assert_eq!(
            codes(Profile::default(), std::slice::from_ref(&mail), &[]),
            [],
            "given up by a person: nothing bounced"
        );
        mail.bad_at = Some(Instant(1));
        assert_eq!(codes(Profile::default(), &[mail], &[]), [(SignalCode::BouncedMail, 1)]);
        let back = [letter(Outcome::LetterReturned), letter(Outcome::Sent), letter(Outcome::LetterReturned)];
        assert_eq!(codes(Profile::default(), &[], &back), [(SignalCode::LetterReturned, 2)]);
        let since = [letter(Outcome::LetterReturned), letter(Outcome::Signed), letter(Outcome::LetterReturned)];
        assert_eq!(codes(Profile::default(), &[], &since), [(SignalCode::LetterReturned, 1)]);
        assert_eq!(codes(Profile::default(), &[], &[letter(Outcome::Signed), letter(Outcome::LetterReturned)]), []);
    }

    #[test]
    fn every_signal_stands_once_in_the_table() {
        let mut all: Vec<SignalCode> = SIGNALS.iter().map(|(code, ..)| *code).collect();
        all.sort_unstable();
        assert_eq!(all, SignalCode::ALL.to_vec());
    }
}
