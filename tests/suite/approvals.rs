//! What waits for a supervisor, how fresh the figures are, and payments that came back: over a real book and on the stage.
//! What never lives here: the limits themselves (see the domain's tests), one form's fields.
//! Run by the suite.

use relance::app::effect::{Effect, Fresh};
use relance::domain::case::CaseState;
use relance::domain::codes::*;
use relance::domain::command::{Record, Refusal, What};
use relance::domain::event::Who;
use relance::domain::terms::{Age, CalendarId, FreshRules, Policy};
use relance::domain::values::{CaseId, Day};
use relance::i18n::Lang;
use relance::store::Store;
use relance::store::read::Waits;

use crate::support::book::{command, euros, execute, in_memory, load, monday, now, promise, undo_batch, who};
use crate::support::days::close;
use crate::support::samples::{act, today};
use crate::support::stage::{Stage, World as Made, session};
use crate::support::world::{Around, World};

const SIZES: [(u16, u16); 3] = [(60, 15), (80, 24), (120, 40)];

/// A book in which a collector promised too far ahead on the first case.
fn book() -> Store {
    let mut store = in_memory(5);
    close(&mut store, monday().plus(-3));
    let collector = Who { role: Role::Collector, ..who("omar") };
    let far = command(7, 1, None, What::Record(vec![promise(2_000, monday().plus(40))]));
    // The day before: the screen's clock stands at nine on the day itself.
    store.execute(&collector, now(monday().plus(-1), 0), &Policy::default(), &far).unwrap();
    store
}

fn state(world: &mut World) -> PromiseState {
    world.store().case(CaseId(1), monday()).unwrap().promises[0].state
}

#[test]
fn a_supervisor_approves_with_one_key_and_refuses_with_a_reason() {
    let mut world = World::open(book(), Around::day(monday()));
    world.press("g a");
    assert!(world.screen().contains("too far away") && world.screen().contains("omar"), "{}", world.screen());
    world.press("a");
    assert_eq!(state(&mut world), PromiseState::Open, "{}", world.screen());
    assert!(world.screen().contains("Nothing waits for approval"), "{}", world.screen());
    world.press("u");
    assert_eq!(state(&mut world), PromiseState::PendingApproval, "an approval is taken back as any act");
    world.press("X <enter>");
    assert!(world.screen().contains("Say why"), "{}", world.screen());
    world.press("too<space>late <enter>");
    assert_eq!(state(&mut world), PromiseState::Refused, "{}", world.screen());
    assert!(world.screen().contains("Nothing waits for approval"), "{}", world.screen());
}

#[test]
fn what_waits_is_told_with_its_limit_and_found_in_a_merged_case() {
    let mut store = book();
    let rows = store.approvals(monday()).unwrap();
    let [row] = &rows[..] else { panic!("{rows:?}") };
    assert_eq!((row.case, row.who.0.as_str()), (CaseId(1), "omar"));
    let Waits::Promise { amount, limits, .. } = &row.what else { panic!("{row:?}") };
    assert_eq!((*amount, &limits[..]), (euros(2_000), &[PromiseLimit::LongestDays][..]));
    execute(&mut store, now(monday(), 10), &command(8, 1, None, What::Merge { into: CaseId(2) })).unwrap();
    assert_eq!(store.approvals(monday()).unwrap()[0].case, CaseId(2));
    assert_eq!(store.approvals(monday().plus(41)).unwrap(), [], "its day has passed: it is void");
}

/// What waits, told by every case's own state.
fn naive(store: &Store, day: Day) -> Vec<CaseId> {
    let cases = (1..).map(CaseId).map_while(|case| store.case(case, day).ok());
    let waits = |state: &CaseState| state.promises.iter().filter(|p| p.state == PromiseState::PendingApproval).count();
    cases.flat_map(|state| std::iter::repeat_n(state.case, waits(&state))).collect()
}

#[test]
fn the_list_is_what_the_cases_say_whatever_happens_to_them() {
    let mut store = book();
    let collector = Who { role: Role::Collector, ..who("omar") };
    let listed = |store: &Store, day| -> Vec<CaseId> {
        let rows = store.approvals(day).unwrap();
        rows.iter().map(|row| row.case).collect()
    };
    let mut acts = vec![];
    for case in 2..=4_u32 {
        let far =
            command(u64::from(20 + case), case.into(), None, What::Record(vec![promise(2_000, monday().plus(40))]));
        let at = now(monday().plus(-1), i64::from(case));
        acts.push(store.execute(&collector, at, &Policy::default(), &far).unwrap().act);
    }
    assert_eq!(listed(&store, monday()), [1, 2, 3, 4].map(CaseId));
    execute(&mut store, now(monday(), 1), &command(31, 3, None, What::Undo(acts[1]))).unwrap();
    assert_eq!(
        (listed(&store, monday()), naive(&store, monday())),
        ([1, 2, 4].map(CaseId).to_vec(), listed(&store, monday()))
    );
    // all is paid: nothing is left to promise; the payment taken back, it waits again
    let open = store.case(CaseId(2), monday()).unwrap().items.iter().map(|item| item.open_minor).sum::<i64>();
    let reference = store.case(CaseId(2), monday()).unwrap().debtor.reference;
    let paid = crate::support::book::payment(&reference, "Z9", monday().plus(-2), open, "");
    let batch = load(&mut store, now(monday(), 2), "z", &[paid]).unwrap().batch.unwrap();
    assert_eq!(listed(&store, monday()), naive(&store, monday()));
    close(&mut store, monday());
    assert_eq!(
        (listed(&store, monday()), naive(&store, monday())),
        (vec![CaseId(1), CaseId(4)], listed(&store, monday()))
    );
    undo_batch(&mut store, now(monday(), 9), batch).unwrap().unwrap();
    assert_eq!(
        (listed(&store, monday()), naive(&store, monday())),
        ([1, 2, 4].map(CaseId).to_vec(), listed(&store, monday()))
    );
    assert_eq!(listed(&store, monday().plus(41)), []);
    assert_eq!(crate::support::book::faults(&store), Vec::<String>::new());
}

#[test]
fn a_refused_approval_says_whom_to_ask() {
    let ask = Refusal::NotAllowed { ask: Role::Supervisor, names: vec![] };
    let mut stage = Stage::open((80, 24), session(Lang::Fr), Made::Refusing(ask), vec![]);
    stage.press("g a j a");
    assert!(stage.screen().contains("superviseur"), "{}", stage.screen());
    let asked = stage.asked.iter().rev().find_map(|effect| {
        if let Effect::Execute(command) = effect { Some((command.case, command.what.clone())) } else { None }
    });
    assert_eq!(asked, Some((CaseId(102), What::Approve { act: act(32), refuse: None })));
}

#[test]
fn the_approvals_at_every_size() {
    for lang in Lang::ALL {
        for size in SIZES {
            let mut stage = Stage::new(size, lang);
            stage.press("g a j").settle();
            insta::assert_snapshot!(format!("approvals-{}-{}x{}", lang.code(), size.0, size.1), stage.screen());
        }
    }
}

#[test]
fn figures_age_in_business_days_and_say_so_with_a_sign() {
    let rules = FreshRules::default();
    let friday = Day::from_ymd(2013, 6, 28).unwrap();
    let age = |of: Day, on: Day| rules.age(CalendarId::Fr, of, on);
    assert_eq!(age(friday, friday.plus(3)), Age::Fresh, "a week-end is no delay");
    assert_eq!(age(friday, friday.plus(4)), Age::Ageing);
    assert_eq!(age(friday, friday.plus(6)), Age::Ageing);
    assert_eq!(age(friday, friday.plus(7)), Age::Stale);
    let head = |lang, size, bank: i32, ledger: Option<i32>| {
        let mut stage = Stage::new(size, lang);
        stage.fresh = Fresh { bank: Some(today().plus(bank)), ledger: ledger.map(|days| today().plus(days)) };
        stage.press("<ctrl-r> g q");
        let tick = stage.app.tick();
        let fresh = relance::app::effect::Reply::Fresh(stage.fresh);
        stage.app.reply(fresh, tick);
        stage.screen().lines().next().unwrap_or_default().to_owned()
    };
    let both = head(Lang::Fr, (120, 40), -1, Some(-3));
    assert!(both.contains("banque au 27/06") && both.contains("! compta au 25/06"), "{both}");
    assert!(!both.contains("! banque"), "{both}");
    let stale = head(Lang::En, (80, 24), -10, None);
    assert!(stale.contains("!! bank as of") && !stale.contains("ledger"), "{stale}");
    let narrow = head(Lang::Fr, (60, 15), -1, Some(-1));
    assert!(!narrow.contains("banque"), "what is fresh needs no room: {narrow}");
    assert!(head(Lang::Fr, (60, 15), -1, Some(-10)).contains("!! compta"));
}

#[test]
fn a_payment_that_came_back_is_told_in_the_queue_the_same_day() {
    let mut store = in_memory(5);
    let day = monday();
    let pay = |minor| Record::Payment {
        amount: euros(minor),
        paid_on: day.plus(-4),
        parts: vec![],
        method: Some(Method::DirectDebit),
        reference: String::new(),
    };
    let paid = command(21, 1, None, What::Record(vec![pay(500)]));
    execute(&mut store, now(day.plus(-4), 0), &paid).unwrap();
    close(&mut store, day.plus(-3));
    let payment = relance::domain::values::EntryId { act: paid.act, index: 0 };
    let back = What::Record(vec![Record::ReversePayment { payment, on: day }]);
    execute(&mut store, now(day, 0), &command(22, 1, None, back)).unwrap();
    let mut world = World::open(store, Around::day(day));
    assert!(world.screen().contains("payment back today"), "{}", world.screen());
    world.press("g c");
    let line = world.store().generation_for(day).unwrap().map(|made| {
        world
            .store()
            .queue_page(&made, None, 0, 10, day)
            .unwrap()
            .lines
            .into_iter()
            .find(|l| l.ranked.case == CaseId(1))
    });
    let reasons = line.flatten().expect("it is in the list made before").ranked.reasons;
    assert_eq!(reasons.iter().filter(|reason| reason.code == ReasonCode::PaymentReturned).count(), 1);
}
