//! The story on a real ledger, and how well the card that comes with the house orders real payers.
//! What never lives here: the data; without it these tests say so and pass.

use std::collections::BTreeSet;

use relance::day::PromiseCounts;
use relance::domain::calendar::is_business_day;
use relance::domain::case::{CaseRow, derive};
use relance::domain::codes::{Band, Because, Change, DisputeKind, DisputeReason, Exclusion, Outcome};
use relance::domain::command::{Record, What};
use relance::domain::event::Part;
use relance::domain::queue::Placed;
use relance::domain::terms::{CalendarId, Policy};
use relance::domain::values::{CaseId, Currency, Day, Instant};
use relance::ranking::{Card, place};
use relance::store::Store;

use crate::support::book::{call, command, euros, execute, faults, now, promise};
use crate::support::days::{close, left_out, line, list};
use crate::support::ibm::{Bill, bills, book};

fn date(text: &str) -> Day {
    text.parse().unwrap()
}

fn record(store: &mut Store, day: Day, act: u64, case: CaseId, records: Vec<Record>) {
    execute(store, now(day, i64::try_from(act).unwrap()), &command(act, case.0, None, What::Record(records))).unwrap();
}

/// Customers with something overdue on `day` and unpaid by its end, told from the file alone.
fn overdue(bills: &[Bill], day: Day) -> BTreeSet<&str> {
    let open = |bill: &&Bill| bill.due_on < day && bill.issued_on <= day && bill.settled_on > day;
    bills.iter().filter(open).map(|bill| bill.customer.as_str()).collect()
}

#[test]
fn a_promise_a_dispute_and_a_call_back_of_the_first_of_july() {
    let Some(bills) = bills() else { return };
    assert_eq!(bills.len(), 2_466);
    let mut store = book(&bills, date("2013-06-28"));
    let monday = date("2013-07-01");
    let done = close(&mut store, date("2013-06-28"));
    assert_eq!((done.next_day, done.cases, done.orphans), (monday, 100, 0));
    let lines = list(&store, monday).1;
    let listed: BTreeSet<&str> = lines.iter().map(|line| line.reference.as_str()).collect();
    assert_eq!(listed, overdue(&bills, monday));
    assert!(lines.iter().all(|line| !line.ranked.reasons.is_empty() && line.change == Change::New));

    // Three cases that the file does not settle within ten days.
    let lasting = overdue(&bills, monday.plus(10));
    let mut cases = lines.iter().filter(|line| lasting.contains(line.reference.as_str())).map(|line| line.ranked.case);
    let (promised, disputed, called) = (cases.next().unwrap(), cases.next().unwrap(), cases.next().unwrap());
    let owed = |store: &Store, case| store.case(case, monday).unwrap().balance.overdue.minor(Currency::EUR);
    let all = promise(owed(&store, promised), date("2013-07-03"));
    record(&mut store, monday, 1, promised, vec![call(now(monday, 1), Outcome::Promise), all]);
    let state = store.case(disputed, monday).unwrap();
    let late = state.items.iter().filter(|item| item.is_overdue(monday));
    let parts = late.map(|item| Part { item: item.key.clone(), amount: euros(item.open_minor) }).collect();
    let dispute = Record::Dispute {
        kind: DisputeKind::Dispute,
        reason: DisputeReason::Delivery,
        parts,
        owner: None,
        note: String::new(),
    };
    record(&mut store, monday, 2, disputed, vec![call(now(monday, 2), Outcome::Dispute), dispute]);
    let thursday = date("2013-07-04");
    let at = Instant(now(thursday, 0).at.0 + 3_600_000);
    let callback = Record::Callback { at, due_on: thursday, whom: None };
    record(&mut store, monday, 3, called, vec![call(now(monday, 3), Outcome::CallBackRequested), callback]);

    for day in ["2013-07-01", "2013-07-02", "2013-07-03", "2013-07-04", "2013-07-05", "2013-07-08"].map(date) {
        let done = close(&mut store, day);
        let next = done.next_day;
        assert_eq!((done.orphans, done.queued + done.excluded.values().sum::<u64>()), (0, 100), "{day}");
        let broken = u64::from(day == date("2013-07-05"));
        assert_eq!(done.promises, PromiseCounts { broken, ..PromiseCounts::default() }, "{day}");
        if next <= date("2013-07-03") {
            assert_eq!(left_out(&store, next, promised), Some((Exclusion::OpenPromise, thursday)), "{next}");
        } else if next < date("2013-07-08") {
            let check = line(&store, next, promised).unwrap();
            assert_eq!((check.ranked.band, check.value), (Band::PromiseDue, euros(0)), "{next}");
        } else {
            let back = line(&store, next, promised).unwrap();
            // Before it stands only the call-back that nobody made.
            assert_eq!((back.rank, back.ranked.band), (2, Band::PromiseBroken), "{next}");
        }
        assert_eq!(left_out(&store, next, disputed).unwrap().0, Exclusion::Disputed, "{next}");
        if next < thursday {
            assert_eq!(left_out(&store, next, called), Some((Exclusion::FutureCallback, thursday)), "{next}");
        } else {
            let due = line(&store, next, called).unwrap();
            assert_eq!((due.ranked.band, due.ranked.call_at), (Band::CallbackDue, Some(at)), "{next}");
            let news = if next == thursday { Because::CallbackDue } else { due.because };
            assert_eq!(due.because, news);
        }
    }
    assert_eq!(faults(&store), Vec::<String>::new());
}

/// Area under the curve: how often a case that stays unpaid has the higher score.
fn auc(scores: &[(i32, bool)]) -> f64 {
    let (mut better, mut pairs) = (0.0, 0.0);
    for (score, _) in scores.iter().filter(|(_, unpaid)| *unpaid) {
        for (other, _) in scores.iter().filter(|(_, unpaid)| !*unpaid) {
            pairs += 1.0;
            better += if score > other {
                1.0
            } else if score == other {
                0.5
            } else {
                0.0
            };
        }
    }
    better / pairs
}

#[test]
fn the_card_of_the_house_orders_real_payers_better_than_age() {
    let Some(bills) = bills() else { return };
    let store = book(&bills, date("2012-01-01"));
    let (card, policy) = (Card::default_card(), Policy { minimum_minor: 0, ..Policy::default() });
    let facts: Vec<_> = (1..=100).map(|case| store.facts(CaseId(case), None).unwrap()).collect();
    let (mut scores, mut ages, mut reached, mut at_risk) = (vec![], vec![], 0, 0);
    for day in (0..352).map(|days| date("2013-01-02").plus(days)).filter(|day| is_business_day(CalendarId::Plain, *day))
    {
        let mut today = vec![];
        for facts in &facts {
            let row = CaseRow::from(&derive(facts, day));
            let Placed::Queued(line) = place(&row, day, &card, &policy, Currency::EUR) else { continue };
            let unpaid =
                bills.iter().filter(|b| b.customer == row.reference && b.due_on < day && b.settled_on > day.plus(7));
            let risk: i64 = unpaid.map(|bill| bill.cents).sum();
            scores.push((line.score, risk > 0));
            ages.push((row.oldest_due.map_or(0, |due| day.since(due)), risk > 0));
            today.push((line, risk));
        }
        today.sort_by_key(|(line, _)| (std::cmp::Reverse(line.index), line.case));
        at_risk += today.iter().map(|(_, risk)| risk).sum::<i64>();
        reached += today.iter().take(3).map(|(_, risk)| risk).sum::<i64>();
    }
    let share = (reached * 1_000 / at_risk) as f64 / 1_000.0;
    let (card, age) = (auc(&scores), auc(&ages));
    eprintln!(
        "{} days of cases in 2013: AUC card {card:.3}, oldest first {age:.3}; at-risk cash in 3 calls a day {share:.3}",
        scores.len()
    );
    assert!(card > 0.60 && card > age + 0.1, "AUC {card:.3}, age {age:.3}");
    assert!(share > 0.45, "{share}");
}
