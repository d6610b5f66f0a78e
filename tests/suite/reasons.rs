//! What a line prints is what moves it: a reason's fact swapped for another, and no other fact, moves its points or the band;
//! the printed factors, read back from the sentence, multiply to the printed index.
//! What never lives here: which reasons there are (see `ranking`).
//! Run by the suite.

use proptest::prelude::*;
use relance::domain::case::CaseRow;
use relance::domain::codes::{Band, Channel, ReasonCode};
use relance::domain::queue::{Placed, Ranked};
use relance::domain::terms::Policy;
use relance::domain::values::{Currency, Day, Tag};
use relance::i18n::{Lang, Words};
use relance::ranking::features::FEATURES;
use relance::ranking::worth::{Worth, worth};
use relance::ranking::{Card, place};

use crate::support::rows::{any_row, monday};

/// The features that the shipped card leaves out, each with points of its own.
const OTHERS: &str = "name = 'others'\nbase = 1\n\
    [[feature]]\ncode = 'mean-late-days'\nmissing = 5\nbins = [{ below = 10, points = -3 }, { points = 4 }]\n\
    [[feature]]\ncode = 'days-late'\nmissing = 0\nbins = [{ below = 60, points = -6 }, { points = 6 }]\n\
    [[feature]]\ncode = 'dispute-days'\nmissing = 2\nbins = [{ below = 30, points = 7 }, { points = 3 }]\n\
    [[feature]]\ncode = 'channel'\nmissing = 4\nwords = [{ is = 'call', points = -2 }]\nother = 2\n\
    [[feature]]\ncode = 'segment'\nmissing = 1\nwords = [{ is = 'pme', points = 8 }]\nother = 2\n\
    [[feature]]\ncode = 'country'\nmissing = 1\nwords = [{ is = 'fr', points = -8 }]\nother = 2\n\
    [probability]\nknots = [[-40, 100000], [40, 900000]]\n";

fn weighed(row: &CaseRow, card: &Card) -> Worth {
    worth(row, monday(), card, &Policy::default(), Currency::EUR)
}

fn placed(row: &CaseRow) -> Option<Ranked> {
    match place(row, monday(), &Card::default_card(), &Policy::default(), Currency::EUR) {
        Placed::Queued(line) => Some(line),
        Placed::Excluded { .. } => None,
    }
}

fn day(days: i32) -> Option<Day> {
    Some(monday().plus(days))
}

/// The same case with another value of the one fact that a feature's reason names.
fn swapped(code: ReasonCode, row: &CaseRow) -> Vec<CaseRow> {
    let with = |change: &dyn Fn(&mut CaseRow)| {
        let mut row = row.clone();
        change(&mut row);
        row
    };
    let late = row.profile.late_count;
    let counts = [0_u32, 1, 3, 9];
    match code {
        ReasonCode::LateRatio => vec![
            with(&|row| row.profile.paid_count = 0),
            with(&|row| row.profile.paid_count = late.max(1)),
            with(&|row| row.profile.paid_count = late + 200),
        ],
        // A payer never late has a usual delay by rule: then the invoices change their age.
        ReasonCode::Excess if late > 0 => {
            [0, 12, 24, 200, 400].map(|days| with(&|row| row.profile.late_days_sum = days * i64::from(late))).to_vec()
        }
        ReasonCode::Excess | ReasonCode::DaysLate => {
            let aged = |age: i32| {
                with(&move |row| {
                    row.oldest_due = day(-age);
                    row.money.iter_mut().for_each(|money| money.dues.clear());
                })
            };
            [1, 8, 30, 120, 300].map(aged).to_vec()
        }
        ReasonCode::LastLate => {
            [None, Some(0), Some(5), Some(60)].map(|last| with(&|row| row.profile.last_late_days = last)).to_vec()
        }
        ReasonCode::MeanLate => vec![
            with(&|row| row.profile.late_days_sum = 0),
            with(&|row| row.profile.late_days_sum = 90 * i64::from(row.profile.paid_count)),
            with(&|row| row.profile.paid_count += 1),
            with(&|row| row.profile.paid_count = 0),
        ],
        ReasonCode::OverdueItems => counts.map(|items| with(&|row| row.overdue_items = items)).to_vec(),
        ReasonCode::PromisesKept => counts.map(|kept| with(&|row| row.profile.kept = kept)).to_vec(),
        ReasonCode::PromisesBroken => counts.map(|broken| with(&|row| row.profile.broken = broken)).to_vec(),
        ReasonCode::Disputes => counts.map(|disputes| with(&|row| row.profile.disputes = disputes)).to_vec(),
        ReasonCode::Silence => {
            [None, day(-1), day(-20), day(-50)].map(|on| with(&|row| row.profile.last_contact_on = on)).to_vec()
        }
        ReasonCode::LimitUse => {
            [None, Some(0), Some(400), Some(1_200)].map(|used| with(&|row| row.profile.limit_use_mille = used)).to_vec()
        }
        ReasonCode::DisputeAge => {
            [None, day(-5), day(-90)].map(|on| with(&|row| row.profile.last_dispute_on = on)).to_vec()
        }
        ReasonCode::Channel => [None, Some(Channel::Call), Some(Channel::Email)]
            .map(|by| with(&|row| row.profile.last_channel = by))
            .to_vec(),
        ReasonCode::Segment => ["", "pme", "gc"].map(|word| with(&|row| row.profile.segment = Tag::of(word))).to_vec(),
        ReasonCode::Country => ["", "fr", "de"].map(|word| with(&|row| row.profile.country = Tag::of(word))).to_vec(),
        ReasonCode::CallbackAgreed
        | ReasonCode::PromiseBroken
        | ReasonCode::PromiseDue
        | ReasonCode::DeadlineNear
        | ReasonCode::Pinned
        | ReasonCode::NewCase
        | ReasonCode::PaymentReturned
        | ReasonCode::Linked
        | ReasonCode::LinkedValue
        | ReasonCode::Base => vec![],
    }
}

/// The same case without the fact that its band's reason names.
fn without(band: Band, row: &CaseRow) -> CaseRow {
    let mut row = row.clone();
    match band {
        Band::CallbackDue => row.callback = None,
        Band::Pinned => row.mark = None,
        Band::PromiseBroken => row.profile.broken_on = None,
        Band::PromiseDue => row.touch = None,
        Band::Deadline => row.dispute_due_on = day(20),
        Band::NewCase => row.profile.never_worked = false,
        Band::Index => {}
    }
    row
}

/// Whole numbers of a printed sentence, separators dropped: the first of each part between the signs.
fn numbers(text: &str) -> Vec<i128> {
    let first = |part: &str| {
        let from = part.find(|c: char| c.is_ascii_digit()).expect("a number stands in every part");
        let end =
            part[from..].find(|c: char| c.is_alphabetic() || matches!(c, '%' | '€')).map_or(part.len(), |at| from + at);
        let digits: String = part[from..end].chars().filter(char::is_ascii_digit).collect();
        digits.parse().unwrap()
    };
    text.split(['×', '÷', '=']).map(first).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn another_fact_gives_other_points(row in any_row(1)) {
        for card in [Card::default_card(), Card::parse(OTHERS).unwrap()] {
            let before = weighed(&row, &card);
            for reason in before.points.iter().filter(|reason| FEATURES.contains(&reason.code)) {
                let of = |worth: &Worth, code| worth.points.iter().find(|one| one.code == code).map_or(0, |one| one.points);
                let moved = |other: &CaseRow| {
                    let after = weighed(other, &card);
                    let by = of(&after, reason.code) - reason.points;
                    // Another invoice may come to lead by it: then its own age is told beside.
                    let led = after.leading_due != before.leading_due;
                    let alone = FEATURES
                        .iter()
                        .all(|code| *code == reason.code || of(&after, *code) == of(&before, *code));
                    by != 0 && (led || alone && after.score - before.score == by)
                };
                let all = swapped(reason.code, &row);
                prop_assert!(all.iter().any(moved), "{:?} of {} is printed and nothing hangs on it", reason, card.name());
            }
        }
    }

    #[test]
    fn a_band_hangs_on_the_fact_it_names(row in any_row(1)) {
        if let Some(line) = placed(&row).filter(|line| line.band != Band::Index) {
            prop_assert_eq!(line.reasons[0].points, 0);
            let after = placed(&without(line.band, &row)).map(|line| line.band);
            prop_assert_ne!(after, Some(line.band), "{:?}", line.reasons[0]);
        }
    }

    #[test]
    fn the_printed_factors_multiply_to_the_printed_index(row in any_row(1)) {
        if let Some(line) = placed(&row) {
            for lang in Lang::ALL {
                let text = Words::new(lang).factors(&line, Currency::EUR);
                let all = numbers(&text);
                prop_assert_eq!(all.len(), 8, "{}", text);
                // Euros in cents, five shares in tenths of a percent, tenths of a minute.
                let product = all[..6].iter().product::<i128>() * 10;
                let divisor = 1_000_i128.pow(5) * all[6];
                let rounded = (2 * product + divisor) / (2 * divisor);
                prop_assert_eq!(all[7], rounded, "{}", text);
            }
        }
    }
}

#[test]
fn a_feature_that_never_differs_is_part_of_what_every_case_gets() {
    let flat = "[[feature]]\ncode = 'overdue-items'\nmissing = 4\nbins = [{ below = 2, points = 4 }, { points = 4 }]\n[probability]";
    let card = Card::parse(&OTHERS.replace("[probability]", flat)).unwrap();
    assert!(!card.codes().any(|code| code == ReasonCode::OverdueItems), "no reason is printed of it");
    assert_eq!(card.base(), 5);
}
