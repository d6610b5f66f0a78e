//! Ranking: each rule of the gate, the bands, the points, the value, and the properties that hold for any book.
//! What never lives here: a store.
//! Run by the suite.

use proptest::prelude::*;
use relance::domain::case::CaseRow;
use relance::domain::case::state::Touch;
use relance::domain::codes::{Band, Because, Change, DayPart, Exclusion, NextAction, Outcome, QueueMark, ReasonCode};
use relance::domain::queue::{Factors, Placed, Ranked, Reason, a_minute_minor, leading};
use relance::domain::slot::Calls;
use relance::domain::terms::{Policy, Rate};
use relance::domain::values::{CaseId, Currency, Day};
use relance::ranking::changes::{Before, BeforeLine, cause, change};
use relance::ranking::{Card, order, place};

use crate::support::rows::{any_row, callback, monday, money, overdue};

fn placed(row: &CaseRow) -> Placed {
    place(row, monday(), &Card::default_card(), &Policy::default(), Currency::EUR)
}

fn queued(row: &CaseRow) -> Ranked {
    match placed(row) {
        Placed::Queued(line) => line,
        Placed::Excluded { reason, until, .. } => panic!("left out: {reason} until {until}"),
    }
}

fn excluded(row: &CaseRow) -> (Exclusion, i32) {
    match placed(row) {
        Placed::Queued(line) => panic!("queued in {}", line.band),
        Placed::Excluded { reason, until, .. } => (reason, until.since(monday())),
    }
}

/// A reminder or check of promised money so many days from the day of the list.
fn touch(on: i32, due: i32) -> Option<Touch> {
    Some(Touch { on: monday().plus(on), due_on: monday().plus(due) })
}

fn day(days: i32) -> Option<Day> {
    Some(monday().plus(days))
}

#[test]
fn a_plain_overdue_case_is_queued_by_its_index() {
    let line = queued(&overdue(7));
    assert_eq!((line.band, line.action, line.value_minor), (Band::Index, NextAction::Call, 10_000));
    let factors = line.factors;
    assert_eq!((factors.reach_permille, factors.part, factors.attempt), (350, DayPart::Morning, 1));
    assert_eq!((factors.effect_permille, factors.word_permille, factors.minutes_tenths), (250, 667, 60));
    assert!(line.reasons.iter().all(|reason| reason.points != 0));
}

#[test]
fn an_open_promise_takes_out_only_what_it_covers() {
    let mut row = overdue(1);
    row.promise_due_on = day(3);
    row.promise_ends_on = day(8);
    row.touch = touch(4, 3);
    row.money[0].promised = 4_000;
    row.money[0].collectable = 6_000;
    assert_eq!(queued(&row).value_minor, 6_000);
    row.money[0].promised = 10_000;
    row.money[0].collectable = 0;
    assert_eq!(excluded(&row), (Exclusion::OpenPromise, 4), "until the check call, the day after it is due");
}

#[test]
fn a_promise_past_its_day_gets_one_check_call_without_value() {
    let mut row = overdue(1);
    (row.promise_due_on, row.promise_ends_on, row.touch) = (day(-1), day(2), touch(0, -1));
    row.money[0].promised = 10_000;
    row.money[0].collectable = 0;
    let line = queued(&row);
    let check = NextAction::CheckPromise;
    assert_eq!((line.band, line.value_minor, line.index, line.action), (Band::PromiseDue, 0, 0, check));
    assert_eq!((line.reasons[0].code, line.reasons[0].fact), (ReasonCode::PromiseDue, 1));
    (row.profile.last_contact_on, row.touch) = (day(0), None);
    assert_eq!(excluded(&row), (Exclusion::OpenPromise, 2), "called: the money is left alone until grace has ended");
}

#[test]
fn an_answer_to_a_dispute_has_its_day() {
    let mut row = overdue(1);
    row.money[0].disputed = 10_000;
    row.money[0].collectable = 0;
    for (due, fact) in [(1, 1), (0, 0)] {
        row.dispute_due_on = day(due);
        let line = queued(&row);
        assert_eq!((line.band, line.action, line.value_minor), (Band::Deadline, NextAction::SettleDispute, 0));
        assert_eq!((line.reasons[0].code, line.reasons[0].fact), (ReasonCode::DeadlineNear, fact));
    }
}

#[test]
fn rest_is_that_of_the_outcome_where_it_has_its_own() {
    let mut row = overdue(1);
    let mut rests = |outcome: Outcome| {
        row.profile.last_contact_on = day(0);
        row.profile.last_talk_on = outcome.reached().then(monday);
        row.profile.last_outcome = Some(outcome);
        row.profile.calls.talk_outcome = Some(outcome).filter(|outcome| outcome.reached());
        excluded(&row)
    };
    let rest = |days| (Exclusion::RestAfterContact, days);
    assert_eq!(rests(Outcome::NoCommitment), rest(3));
    assert_eq!(rests(Outcome::WaitingApproval), rest(5));
    assert_eq!(rests(Outcome::Information), rest(5), "the house's rest after a talk");
    assert_eq!(rests(Outcome::Voicemail), rest(2));
    assert_eq!(rests(Outcome::NoAnswer), rest(1));
    assert_eq!(rests(Outcome::Busy), rest(1), "the house's rest after a miss");
}

#[test]
fn a_call_never_falls_on_the_same_weekday_again_unless_agreed() {
    let mut row = overdue(1);
    row.oldest_due = day(-9);
    row.profile.last_contact_on = day(-7);
    row.profile.calls.add(monday().plus(-7), Some(DayPart::Morning), false);
    assert_eq!(excluded(&row), (Exclusion::SameWeekday, 1));
    row.profile.broken_on = day(-1);
    assert_eq!(queued(&row).band, Band::PromiseBroken, "what a promise asks for stands");
    row.profile.broken_on = None;
    row.oldest_due = day(-40);
    row.profile.last_contact_on = day(-14);
    row.profile.calls = Calls::default();
    row.profile.calls.add(monday().plus(-14), None, false);
    let line = queued(&row);
    assert_eq!((line.action, line.factors.untouched_days), (NextAction::Write, Some(14)), "a letter keeps it alive");
}

#[test]
fn the_chance_to_reach_learns_slowly_and_tries_another_part_of_the_day() {
    let mut row = overdue(1);
    let before = monday().plus(-27);
    for _ in 0..4 {
        row.profile.calls.add(before, Some(DayPart::Afternoon), true);
    }
    let line = queued(&row);
    assert_eq!((line.factors.part, line.factors.reach_permille), (DayPart::Afternoon, 675), "(4 + 4 × .35) / 8");
    row.profile.calls.add(monday().plus(-2), Some(DayPart::Afternoon), false);
    row.profile.last_contact_on = day(-2);
    let line = queued(&row);
    assert_eq!((line.factors.part, line.factors.reach_permille), (DayPart::Morning, 350));
    assert_eq!((line.factors.attempt, line.factors.decay_permille), (2, 880));
}

#[test]
fn a_word_kept_and_a_short_call_make_a_minute_worth_more() {
    let mut row = overdue(1);
    row.profile.kept = 3;
    assert_eq!(queued(&row).factors.word_permille, 833, "(3 + 2) / (3 + 3)");
    row.profile.broken = 3;
    assert_eq!(queued(&row).factors.word_permille, 556, "(3 + 2) / (6 + 3)");
    for (outcome, tenths) in
        [(Outcome::NoAnswer, 10), (Outcome::Voicemail, 20), (Outcome::Refuses, 60), (Outcome::Dispute, 120)]
    {
        row.profile.last_outcome = Some(outcome);
        row.profile.last_contact_on = day(-20);
        assert_eq!(queued(&row).factors.minutes_tenths, tenths, "{outcome}");
    }
}

#[test]
fn a_dispute_takes_out_only_what_is_disputed() {
    let mut row = overdue(1);
    row.dispute_due_on = day(15);
    row.money[0].disputed = 9_000;
    row.money[0].collectable = 1_000;
    assert_eq!(queued(&row).value_minor, 1_000);
    row.money[0].disputed = 10_000;
    row.money[0].collectable = 0;
    assert_eq!(excluded(&row), (Exclusion::Disputed, 15));
    row.dispute_due_on = day(-4);
    assert_eq!(excluded(&row), (Exclusion::Disputed, 1), "a dispute past its day is looked at again every day");
}

#[test]
fn a_promise_far_ahead_is_reminded_of_before_its_day() {
    let mut row = overdue(1);
    (row.promise_due_on, row.promise_ends_on, row.touch) = (day(3), day(6), touch(0, 3));
    row.money[0].promised = 10_000;
    row.money[0].collectable = 0;
    let line = queued(&row);
    assert_eq!((line.band, line.action), (Band::PromiseDue, NextAction::RemindPromise));
    assert_eq!((line.reasons[0].code, line.reasons[0].fact), (ReasonCode::PromiseDue, -3), "over a week-end");
    row.touch = touch(2, 3);
    assert_eq!(excluded(&row), (Exclusion::OpenPromise, 2), "until the day of the reminder");
}

#[test]
fn of_two_things_that_cover_a_case_the_first_to_end_is_named() {
    let mut row = overdue(1);
    row.money[0].disputed = 5_000;
    row.money[0].promised = 5_000;
    row.money[0].collectable = 0;
    row.dispute_due_on = day(15);
    row.promise_ends_on = day(4);
    assert_eq!(excluded(&row), (Exclusion::OpenPromise, 4));
    row.held_until = day(2);
    assert_eq!(excluded(&row), (Exclusion::Hold, 2), "an invoice held by itself");
}

#[test]
fn a_hold_on_the_whole_case_comes_before_an_agreed_call() {
    let mut row = overdue(1);
    row.callback = Some(callback(monday(), None));
    row.held_until = day(30);
    row.held_whole = true;
    assert_eq!(excluded(&row), (Exclusion::Hold, 30));
    row.held_until = day(0);
    assert_eq!(queued(&row).band, Band::CallbackDue, "a hold ends on its day");
}

#[test]
fn a_call_back_waits_for_its_day_and_then_comes_first() {
    let mut row = overdue(1);
    row.callback = Some(callback(monday().plus(3), Some("omar")));
    assert_eq!(excluded(&row), (Exclusion::FutureCallback, 3));
    row.callback = Some(callback(monday(), Some("omar")));
    row.money.clear();
    row.profile.last_talk_on = day(-1);
    let line = queued(&row);
    assert_eq!((line.band, line.action), (Band::CallbackDue, NextAction::CallBack));
    assert_eq!(line.collector, Some("omar".parse().unwrap()), "in the list of the one it was agreed with");
    assert_eq!((line.call_at, line.reasons[0].code), (Some(callback(monday(), None).at), ReasonCode::CallbackAgreed));
}

#[test]
fn what_a_person_put_first_or_passed_over_is_so_until_its_day() {
    let mut row = overdue(1);
    row.mark = Some((QueueMark::Skip, monday().plus(2)));
    assert_eq!(excluded(&row), (Exclusion::Skipped, 2));
    row.callback = Some(callback(monday(), None));
    assert_eq!(queued(&row).band, Band::CallbackDue, "what was agreed for a time stands");
    row.callback = None;
    row.mark = Some((QueueMark::Skip, monday()));
    assert_eq!(queued(&row).band, Band::Index);
    row.mark = Some((QueueMark::Pin, monday().plus(3)));
    row.profile.last_contact_on = day(0);
    let line = queued(&row);
    assert_eq!((line.band, line.action), (Band::Pinned, NextAction::Call), "rest or no rest");
    assert_eq!((line.reasons[0].code, line.reasons[0].fact), (ReasonCode::Pinned, 3));
    row.held_until = day(9);
    row.held_whole = true;
    assert_eq!(excluded(&row), (Exclusion::Hold, 9), "a hold is no matter of order");
}

#[test]
fn a_broken_promise_does_not_wait_for_a_later_call_back() {
    let mut row = overdue(1);
    row.callback = Some(callback(monday().plus(9), None));
    row.profile.broken_on = day(-1);
    let line = queued(&row);
    assert_eq!(
        (line.band, line.reasons[0].code, line.reasons[0].fact),
        (Band::PromiseBroken, ReasonCode::PromiseBroken, 1)
    );
}

#[test]
fn rest_is_longer_after_a_talk_than_after_a_miss() {
    let mut row = overdue(1);
    row.profile.last_contact_on = day(0);
    assert_eq!(excluded(&row), (Exclusion::RestAfterContact, 1));
    row.profile.last_talk_on = day(0);
    assert_eq!(excluded(&row), (Exclusion::RestAfterContact, 5));
    row.profile.last_contact_on = day(-1);
    row.profile.last_talk_on = day(-5);
    assert_eq!(queued(&row).band, Band::Index);
}

#[test]
fn a_promise_broken_since_the_talk_ends_its_rest() {
    let mut row = overdue(1);
    row.profile.last_talk_on = day(-2);
    row.profile.last_contact_on = day(-2);
    row.profile.broken_on = day(0);
    assert_eq!(queued(&row).band, Band::PromiseBroken, "first band next morning, talk or no talk");
    row.profile.last_contact_on = day(0);
    assert_eq!(excluded(&row), (Exclusion::RestAfterContact, 1), "a miss made since counts");
}

#[test]
fn small_amounts_nothing_overdue_and_waiting_credit_stay_out_with_a_date() {
    let mut row = overdue(1);
    row.money[0] = money(Currency::EUR, 999);
    assert_eq!(excluded(&row), (Exclusion::BelowMinimum, 90));
    row.next_due = day(12);
    assert_eq!(excluded(&row), (Exclusion::BelowMinimum, 13), "until more comes due");
    row.money[0] = money(Currency::EUR, 10_000);
    row.money[0].unallocated = 10_000;
    assert_eq!(excluded(&row), (Exclusion::CreditCovers, 7));
    row.money[0].overdue = 0;
    row.money[0].collectable = 0;
    assert_eq!(excluded(&row), (Exclusion::NothingOverdue, 13));
    row.merged_into = Some(CaseId(3));
    assert_eq!(excluded(&row), (Exclusion::Merged, 90));
}

#[test]
fn foreign_money_counts_by_the_rate_in_force() {
    let yen: Currency = "JPY".parse().unwrap();
    let mut row = overdue(1);
    row.money = vec![money(yen, 160_000)];
    assert_eq!(excluded(&row), (Exclusion::NoRate, 1));
    let rate = |days, micros| Rate { from: yen, since: monday().plus(days), micros };
    let policy = Policy { rates: vec![rate(1, 9), rate(-30, 7_000), rate(-2, 6_255)], ..Policy::default() };
    let line = place(&row, monday(), &Card::default_card(), &policy, Currency::EUR);
    let Placed::Queued(line) = line else { panic!("{line:?}") };
    assert_eq!(line.value_minor, 100_080, "160,000 yen at 0.006255 are 1,000.80 euros");
    row.money.push(money("USD".parse().unwrap(), 5_000));
    let both = place(&row, monday(), &Card::default_card(), &policy, Currency::EUR);
    assert!(matches!(both, Placed::Queued(line) if line.value_minor == 100_080), "what is rated keeps it in");
}

#[test]
fn a_promise_due_and_a_new_case_have_their_bands() {
    let mut row = overdue(1);
    row.promise_due_on = day(0);
    row.promise_ends_on = day(2);
    row.touch = touch(0, 0);
    row.money[0].promised = 1_000;
    row.money[0].collectable = 9_000;
    assert_eq!(queued(&row).band, Band::PromiseDue);
    row.touch = touch(1, 0);
    row.profile.never_worked = true;
    assert_eq!(queued(&row).band, Band::NewCase);
}

#[test]
fn an_old_broken_promise_weighs_and_a_good_payer_does_not() {
    let mut bad = overdue(1);
    bad.profile.broken = 2;
    let mut good = overdue(2);
    (good.profile.paid_count, good.profile.kept, good.profile.last_late_days) = (12, 2, Some(0));
    let (bad, plain, good) = (queued(&bad), queued(&overdue(3)), queued(&good));
    assert!(bad.score > plain.score && plain.score > good.score, "{} {} {}", bad.score, plain.score, good.score);
    let broken = bad.reasons.iter().find(|reason| reason.code == ReasonCode::PromisesBroken).unwrap();
    assert_eq!((broken.points, broken.fact), (16, 2));
}

#[test]
fn a_move_names_one_fact() {
    let row = overdue(1);
    let line = queued(&row);
    let was = BeforeLine {
        rank: 4,
        same_collector: true,
        band: line.band,
        score: line.score,
        value_minor: line.value_minor,
        seq: 1,
        rev: 1,
    };
    let told = |was: BeforeLine, row: &CaseRow, rank| {
        let before = Before::Queued(was);
        change(before.own_rank(), rank, cause(before, &queued(row), row, monday().plus(-3)))
    };
    assert_eq!(told(was, &row, 4), (Change::Same, Because::Nothing));
    assert_eq!(told(was, &row, 2), (Change::Up, Because::OthersMoved));
    assert_eq!(told(BeforeLine { score: 90, ..was }, &row, 6), (Change::Down, Because::RiskFell));
    assert_eq!(
        told(BeforeLine { score: 90, ..was }, &row, 2),
        (Change::Up, Because::OthersMoved),
        "its own facts pulled the other way"
    );
    assert_eq!(told(BeforeLine { score: -90, ..was }, &row, 6), (Change::Down, Because::OthersMoved));
    assert_eq!(told(BeforeLine { value_minor: 1, ..was }, &row, 1), (Change::Up, Because::CameDue));
    assert_eq!(told(BeforeLine { same_collector: false, ..was }, &row, 1), (Change::New, Because::Reassigned));
    let mut paid = row.clone();
    paid.rev.rev = 2;
    paid.profile.last_paid_on = day(-3);
    assert_eq!(told(BeforeLine { value_minor: 90_000, ..was }, &paid, 9), (Change::Down, Because::PaymentArrived));
    let mut broke = row.clone();
    broke.profile.broken_on = day(-1);
    assert_eq!(told(was, &broke, 1), (Change::Up, Because::PromiseBroke));
    let back = |reason| cause(Before::Excluded(reason), &line, &row, monday());
    assert_eq!(back(Exclusion::RestAfterContact), Some(Because::RestEnded));
    assert_eq!(back(Exclusion::NothingOverdue), Some(Because::CameDue));
    assert_eq!(change(None, 1, cause(Before::Unknown, &line, &row, monday())), (Change::New, Because::FirstSeen));
}

fn any_book() -> impl Strategy<Value = Vec<CaseRow>> {
    let cases: Vec<_> = (1..=30).map(any_row).collect();
    cases.prop_flat_map(|rows| Just(rows).prop_shuffle())
}

fn listed(rows: &[CaseRow]) -> (Vec<Ranked>, Vec<(CaseId, Exclusion, Day)>) {
    let (mut lines, mut out) = (vec![], vec![]);
    for row in rows {
        match placed(row) {
            Placed::Queued(line) => lines.push(line),
            Placed::Excluded { case, reason, until, .. } => out.push((case, reason, until)),
        }
    }
    order(&mut lines, &Policy::default().order);
    out.sort_unstable();
    (lines, out)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn the_same_facts_give_the_same_queue_in_any_order(rows in any_book()) {
        let mut sorted = rows.clone();
        sorted.sort_by_key(|row| row.case);
        prop_assert_eq!(format!("{:?}", listed(&rows)), format!("{:?}", listed(&sorted)));
    }

    #[test]
    fn points_add_up_and_every_exclusion_has_a_later_date(rows in any_book()) {
        let (lines, out) = listed(&rows);
        prop_assert_eq!(lines.len() + out.len(), rows.len());
        for line in lines {
            prop_assert_eq!(line.reasons.iter().map(|reason| reason.points).sum::<i32>(), line.score);
            let printed = Factors::permille(line.probability_ppm);
            let f = line.factors;
            // Whole numbers as printed: shares in per mille, tenths of a minute; one division, rounded half up.
            let product: i128 = [printed, f.reach_permille.into(), f.decay_permille.into(), f.effect_permille.into(), f.word_permille.into()]
                .iter()
                .fold(i128::from(line.value_minor) * 10, |product, factor| product * i128::from(*factor));
            let divisor = 1_000_000_000_000_000 * i128::from(f.minutes_tenths);
            let rounded = (2 * product + divisor) / (2 * divisor);
            prop_assert_eq!(i128::from(a_minute_minor(line.index)), rounded, "{:?}", line);
            prop_assert_eq!(line.call_at.is_some(), line.band == Band::CallbackDue);
            let stage = |reason: &Reason| match (reason.code, reason.points) {
                (ReasonCode::Base, _) => 3,
                (_, 0) => 0,
                (_, 1..) => 1,
                (_, _) => 2,
            };
            for pair in line.reasons.windows(2) {
                let (one, two) = (&pair[0], &pair[1]);
                prop_assert!(stage(one) <= stage(two), "{:?}", line.reasons);
                prop_assert!(stage(one) < stage(two) || one.points.abs() >= two.points.abs(), "{:?}", line.reasons);
            }
            let agreed = line.reasons.iter().filter(|reason| reason.points == 0).count();
            prop_assert_eq!(agreed, usize::from(line.band != Band::Index), "{:?}", line.reasons);
            let shown = leading(&line.reasons, line.band);
            if line.band == Band::Index {
                prop_assert!(shown.is_none_or(|reason| reason.points > 0), "{:?}", shown);
            } else {
                prop_assert_eq!(shown.map(|reason| reason.points), Some(0));
            }
        }
        for (case, reason, until) in out {
            prop_assert!(until > monday(), "{} {} {}", case, reason, until);
        }
    }

    #[test]
    fn bands_come_first_and_the_index_falls_within_a_band(rows in any_book()) {
        let (lines, _) = listed(&rows);
        for pair in lines.windows(2) {
            prop_assert!(pair[0].band <= pair[1].band);
            if pair[0].band == pair[1].band && pair[0].band != Band::CallbackDue {
                let key = |line: &Ranked| (std::cmp::Reverse(line.index), line.case);
                prop_assert!(key(&pair[0]) < key(&pair[1]));
            }
        }
    }

    #[test]
    fn nobody_starves_and_no_call_is_proposed_on_the_same_weekday(row in any_row(1)) {
        let last = row.profile.last_contact_on.unwrap_or(Day::MIN);
        let alone = row.oldest_due.is_some_and(|due| monday().since(due.max(last)) >= 14);
        match placed(&row) {
            Placed::Excluded { reason, .. } if alone => {
                let resting = matches!(reason, Exclusion::RestAfterContact | Exclusion::SameWeekday);
                prop_assert!(!resting, "left alone and still left out: {}", reason);
            }
            Placed::Queued(line) if matches!(line.band, Band::Index | Band::NewCase) => {
                let since = row.profile.calls.last_on().map_or(1, |on| monday().since(on));
                let same = since > 0 && since % 7 == 0;
                prop_assert!(!same || line.action == NextAction::Write && alone, "{} days after the last call", since);
            }
            Placed::Queued(_) | Placed::Excluded { .. } => {}
        }
    }

    #[test]
    fn what_may_be_asked_for_is_never_left_out_for_want_of_being_overdue(row in any_row(1)) {
        let collectable = row.money.iter().any(|money| money.collectable > 0);
        if let Placed::Excluded { reason, .. } = placed(&row)
            && collectable
        {
            let fits = !matches!(reason, Exclusion::NothingOverdue | Exclusion::Disputed | Exclusion::OpenPromise);
            prop_assert!(fits, "{}", reason);
        }
    }
}
