//! Case rows for tests of the ranking: a plain overdue case, and any case at all.
//! What never lives here: an assertion.
//! The tests of `ranking` and `day` call it.

use proptest::prelude::*;
use relance::domain::case::aged::Aged;
use relance::domain::case::row::{CaseMoney, CaseRow, NextCallback, Place};
use relance::domain::case::state::{Profile, Touch};
use relance::domain::codes::{Channel, DayPart, NextAction, QueueMark};
use relance::domain::command::Rev;
use relance::domain::slot::Calls;
use relance::domain::values::{ActId, CaseId, Currency, Day, EntryId, Instant, Login, Tag};

/// Monday, 1 July 2013.
pub fn monday() -> Day {
    Day::from_ymd(2013, 7, 1).unwrap()
}

/// 100.00 overdue since 10 days, never promised, disputed or held; last called 20 days ago without an answer.
pub fn overdue(case: i64) -> CaseRow {
    let day = monday();
    CaseRow {
        case: CaseId(case),
        rev: Rev { seq: 1, rev: 1 },
        as_of: day,
        next_flip: None,
        merged_into: None,
        reference: format!("D{case}"),
        name: format!("Maison {case}"),
        collector: None,
        group: None,
        money: vec![money(Currency::EUR, 10_000)],
        overdue_items: 1,
        oldest_due: Some(day.plus(-10)),
        next_due: None,
        callback: None,
        promise_due_on: None,
        promise_ends_on: None,
        touch: None,
        dispute_due_on: None,
        disputes: vec![],
        mark: None,
        held_until: None,
        held_whole: false,
        to_approve: false,
        place: Place::default(),
        written: vec![],
        refuses_calls: false,
        profile: Profile { last_contact_on: Some(day.plus(-20)), contacts: 1, ..Profile::default() },
        next_action: NextAction::Call,
        next_on: None,
        aged: Aged::default(),
    }
}

/// Open, overdue and collectable.
pub fn money(currency: Currency, minor: i64) -> CaseMoney {
    CaseMoney {
        currency,
        open: minor,
        overdue: minor,
        disputed: 0,
        promised: 0,
        unallocated: 0,
        collectable: minor,
        dues: vec![],
    }
}

/// A call-back on a day at nine (UTC).
pub fn callback(on: Day, whom: Option<&str>) -> NextCallback {
    let id = EntryId { act: ActId::new(0, 0), index: 0 };
    let at = Instant(i64::from(on.0) * 86_400_000 + 32_400_000);
    NextCallback { id, at, due_on: on, whom: whom.map(|login| login.parse::<Login>().unwrap()) }
}

/// A sum in parts by due day, oldest first; what is left over has none.
fn dues(minor: i64, ages: std::collections::BTreeSet<i32>) -> Vec<(Day, i64)> {
    let part = minor / 4;
    ages.iter().rev().filter(|_| part > 0).map(|age| (monday().plus(-age), part)).collect()
}

prop_compose! {
    fn any_money()(
        yen in any::<bool>(), open in 0i64..5_000_000, overdue_share in 0i64..=100, promised_share in 0i64..=100,
        disputed_share in 0i64..=100, unallocated in prop_oneof![3 => Just(0i64), 1 => 0i64..5_000_000], ages in prop::collection::btree_set(1i32..400, 0..4),
    ) -> CaseMoney {
        let overdue = open * overdue_share / 100;
        let disputed = overdue * disputed_share / 100;
        let promised = (overdue - disputed) * promised_share / 100;
        let currency = if yen { "JPY".parse().unwrap() } else { Currency::EUR };
        CaseMoney { currency, open, overdue, disputed, promised, unallocated, collectable: overdue - disputed - promised, dues: dues(overdue - disputed - promised, ages) }
    }
}

fn maybe_day(from: i32, to: i32) -> impl Strategy<Value = Option<Day>> {
    prop::option::weighted(0.3, (from..to).prop_map(|days| monday().plus(days)))
}

prop_compose! {
    fn any_profile()(
        (paid, late, late_each, last) in (0u32..40, 0u32..40, 0i64..90, prop::option::of(0i32..90)),
        (kept, broken, disputes, contacts) in (0u32..5, 0u32..5, 0u32..5, 0u32..30),
        last_contact_on in maybe_day(-60, 1), last_talk_on in maybe_day(-60, 1), last_paid_on in maybe_day(-60, 1),
        (segment, country) in (0usize..4, 0usize..4), last_dispute_on in maybe_day(-200, 1),
        last_channel in prop::option::of(prop::sample::select(Channel::ALL)),
        limit_use_mille in prop::option::weighted(0.3, 0u32..1_500),
        broken_on in maybe_day(-30, 1), called in prop::collection::vec((1i32..40, 0usize..4, any::<bool>()), 0..6),
    ) -> Profile {
        let mut calls = Calls::default();
        let mut called = called;
        called.sort_by_key(|(days_ago, ..)| std::cmp::Reverse(*days_ago));
        for (days_ago, part, reached) in &called {
            calls.add(monday().plus(-days_ago), DayPart::ALL.get(*part).copied(), *reached);
        }
        let last_contact_on = last_contact_on.max(last_talk_on).max(calls.last_on());
        let late_count = late.min(paid);
        Profile {
            paid_count: paid, late_count, late_days_sum: i64::from(late_count) * late_each, last_late_days: last,
            kept, broken, disputes, contacts, calls, last_contact_on, last_talk_on, last_paid_on, broken_on,
            never_worked: contacts == 0, last_dispute_on, last_channel, limit_use_mille,
            segment: Tag::of(["", "pme", "gc", "admin"][segment]), country: Tag::of(["", "FR", "DE", "BE"][country]),
            ..Profile::default()
        }
    }
}

prop_compose! {
    /// Any case at all: amounts, promises, disputes, holds, call-backs and pasts in every mixture.
    pub fn any_row(case: i64)(
        money in prop::collection::vec(any_money(), 0..3), profile in any_profile(), items in 0u32..9,
        (oldest_due, next_due) in (maybe_day(-400, -1), maybe_day(0, 60)),
        back in prop::option::weighted(0.2, -3i32..30), whom in prop::option::of("[a-z]{3}"),
        (promise_due_on, dispute_due_on) in (maybe_day(-5, 30), maybe_day(-10, 30)),
        (held_until, held_whole) in (maybe_day(1, 60), any::<bool>()),
        collector in prop::option::of(prop_oneof![Just("lea"), Just("omar"), Just("zoe")]),
        merged in prop::bool::weighted(0.05),
        mark in prop::option::weighted(0.1, (prop::sample::select(QueueMark::ALL), -2i32..20)),
    ) -> CaseRow {
        CaseRow {
            merged_into: merged.then_some(CaseId(9_999_999)),
            collector: collector.map(|login| login.parse().unwrap()),
            overdue_items: items, oldest_due, next_due, money, profile, promise_due_on, dispute_due_on, held_until, held_whole,
            promise_ends_on: promise_due_on.map(|due| due.plus(3).max(monday().plus(1))),
            touch: promise_due_on.map(|due_on| Touch { on: due_on.plus(if items % 2 == 0 { 1 } else { -1 }), due_on }),
            mark: mark.map(|(mark, until)| (mark, monday().plus(until))),
            callback: back.map(|days| callback(monday().plus(days), whom.as_deref())),
            ..overdue(case)
        }
    }
}
