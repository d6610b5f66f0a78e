//! The forms over a real book: what they propose is accepted by the domain, saved as one act, and seen in the case.
//! What never lives here: what a form looks like, the exact commands (see `forms`).
//! Run by the suite.

use relance::domain::case::CaseState;
use relance::domain::codes::*;
use relance::domain::person::Person;
use relance::domain::values::CaseId;

use crate::support::book::{in_memory, monday, now, who};
use crate::support::days::close;
use crate::support::world::{Around, World};

fn world() -> World {
    let mut store = in_memory(5);
    close(&mut store, monday().plus(-3));
    World::open(store, Around::day(monday()))
}

/// The state of every case of the book that has this many entries or more in its journal.
fn worked(world: &mut World) -> Vec<CaseState> {
    let cases = (1..=5).map(CaseId);
    let states = cases.map(|case| world.store().case_view(case, now(monday(), 1_000), None, 50).unwrap().state);
    states.filter(|state| state.rev.seq > 0).collect()
}

/// What the one case worked in this world looks like afterwards.
fn after(keys: &str) -> CaseState {
    let mut world = world();
    world.press(keys);
    let screen = world.screen();
    let mut worked = worked(&mut world);
    assert_eq!(worked.len(), 1, "{keys}: one case was worked\n{screen}");
    worked.remove(0)
}

#[test]
fn a_promise_as_proposed_is_kept_in_the_book_with_its_call() {
    let state = after("p <enter>");
    assert_eq!(state.promises.len(), 1);
    assert_eq!(state.promises[0].state, PromiseState::Open);
    assert_eq!(state.profile.last_outcome, Some(Outcome::Promise));
    assert_eq!(state.rev.seq, 2, "the call and the promise");
}

#[test]
fn a_plan_as_proposed_and_one_signed_are_kept_in_the_book() {
    let state = after("e <enter>");
    assert_eq!((state.plans.len(), state.plans[0].state), (1, PlanState::Accepted));
    assert_eq!(state.profile.last_outcome, Some(Outcome::Plan));
    let signed = after("c l <tab> 6 <up> <up> <up> <up> <up> <up> <up> s <enter>");
    assert_eq!((signed.plans[0].lines.len(), signed.plans[0].acknowledged_on()), (6, Some(monday())));
}

#[test]
fn a_promise_gives_way_and_a_plan_is_agreed_changed_and_given_up() {
    let mut world = world();
    world.press("<enter> p 100 <enter> K 3 p 200 <up> <up> <up> <up> sick <enter> K");
    let promises = worked(&mut world).remove(0).promises;
    let states: Vec<_> = promises.iter().map(|promise| promise.state).collect();
    assert_eq!(states, [PromiseState::Open, PromiseState::Superseded], "{}", world.screen());
    // The promise in force is withdrawn; a plan takes the case over, waits for the debtor, runs, changes, ends.
    world.press("3 P d <enter> e 90 <up> <up> <up> <up> <up> <up> <up> p <enter> K 3");
    for (keys, state) in [
        ("i <enter>", PlanState::Accepted),
        ("i c <right> 50 <enter>", PlanState::Accepted),
        ("i k moved<space>away <enter>", PlanState::Cancelled),
    ] {
        world.press(keys);
        let plan = worked(&mut world).remove(0).plans.remove(0);
        assert_eq!(plan.state, state, "{keys}\n{}", world.screen());
        if keys.contains("50") {
            let minors: Vec<i64> = plan.lines.iter().map(|line| line.amount.minor).collect();
            assert_eq!(minors, [5_000, 3_000, 1_000]);
        }
    }
}

#[test]
fn a_call_with_promise_and_call_back_is_one_act() {
    let state = after("c p 100 <up> b <enter> <enter>");
    assert_eq!((state.promises.len(), state.callbacks.len(), state.rev.seq), (1, 1, 3));
    assert_eq!(state.promises[0].id.act, state.callbacks[0].id.act);
}

#[test]
fn every_outcome_that_stands_alone_is_accepted() {
    use relance::app::form::{common::follows, grid::key_of};
    // What is no talk and no try (a note, a portal visit) is written down and leaves the last outcome as it was.
    let alone = |outcome: &&Outcome| {
        follows(**outcome).is_none() && outcome.class() != ContactClass::Other && !outcome.is_carriers()
    };
    for outcome in Outcome::ALL.iter().filter(alone) {
        let state = after(&format!("c {} <enter>", key_of(*outcome).unwrap()));
        assert_eq!(state.profile.last_outcome, Some(*outcome));
    }
}

#[test]
fn a_dispute_is_opened_and_decided() {
    let mut world = world();
    world.press("<enter> d q a <enter>");
    let state = worked(&mut world).remove(0);
    assert!(state.disputes.len() == 1 && state.disputes[0].state.is_open(), "{}", world.screen());
    // The next call has come up by itself: one step back to the case of the dispute.
    world.press("K t a <enter>");
    let state = worked(&mut world).remove(0);
    assert_eq!(state.disputes[0].state, DisputeState::Accepted, "{}", world.screen());
}

#[test]
fn a_call_back_a_hold_and_a_payment_are_accepted_as_proposed() {
    assert_eq!(after("b <enter>").callbacks.len(), 1);
    assert_eq!(after("h s <enter>").holds.len(), 1);
    let lifted = after("<enter> h s <enter> K H <enter>");
    assert!(lifted.holds.is_empty() && lifted.rev.seq == 2, "{lifted:?}");
    let paid = after("r 10 <enter>");
    assert_eq!(paid.profile.last_paid_on, Some(monday()));
}

#[test]
fn a_dispute_is_handled_step_by_step_and_closed() {
    let mut world = world();
    world.press("<enter> d q a <enter> K 4");
    for (keys, step) in [
        ("v c w <tab> +2 <enter>", DisputeStep::WaitingInternal),
        ("v e photos <enter>", DisputeStep::WaitingInternal),
        ("v e <enter>", DisputeStep::WaitingInternal),
        ("v p <enter>", DisputeStep::Proposed),
        ("t r <enter>", DisputeStep::Decided),
        ("v k <enter>", DisputeStep::Closed),
        ("v r again <enter>", DisputeStep::Reopened),
    ] {
        world.press(keys);
        let dispute = worked(&mut world).remove(0).disputes.remove(0);
        assert_eq!(dispute.step, step, "{keys}\n{}", world.screen());
    }
    let dispute = worked(&mut world).remove(0).disputes.remove(0);
    assert!(dispute.evidence.len() == 1 && dispute.evidence[0].received_on == Some(monday()), "{dispute:?}");
}

#[test]
fn marked_disputes_are_decided_together_one_act_a_case() {
    let mut world = world();
    // Each form brings up the next case: three cases get a dispute each.
    world.press("<enter> d q a <enter> d q a <enter> d p a <enter>");
    world.press("g d");
    assert!(world.screen().contains("3 disputes"), "{}", world.screen());
    world.press("/ price <enter>");
    assert!(world.screen().contains("1 dispute "), "{}", world.screen());
    world.press("<esc> * T a <enter>");
    let states = worked(&mut world);
    let decided = states.iter().filter(|state| state.disputes[0].state == DisputeState::Accepted);
    assert_eq!((states.len(), decided.count()), (3, 3), "{}", world.screen());
    let acts: std::collections::BTreeSet<_> = states
        .iter()
        .map(|state| world.store().case_view(state.case, now(monday(), 1_000), None, 50).unwrap())
        .filter_map(|view| view.timeline[0].act)
        .collect();
    assert_eq!(acts.len(), 3, "each can be undone by itself");
}

#[test]
fn a_supervisor_gives_a_case_away_for_a_while_and_no_other_login_passes() {
    let mut store = in_memory(5);
    close(&mut store, monday().plus(-3));
    for login in ["omar", "zoe"] {
        let person = Person::new(login.parse().unwrap(), Role::Collector, vec![]);
        store.put_person(&who("mia"), now(monday(), 0), &person).unwrap();
    }
    let mut world = World::open(store, Around::day(monday()));
    world.press("<enter> A nobody <enter>");
    assert!(worked(&mut world).is_empty(), "{}", world.screen());
    world.press("<backspace> <backspace> <backspace> <backspace> <backspace> <backspace> om <tab> +3 <enter>");
    let given = worked(&mut world).remove(0).assignment.unwrap();
    assert_eq!((given.to.0.as_str(), given.until), ("omar", Some(monday().plus(3))), "{}", world.screen());
    world.press("A <enter>");
    let given = worked(&mut world).remove(0).assignment.unwrap();
    assert_eq!(given.until, None, "{}", world.screen());
    assert_ne!(given.to.0, "omar", "whoever has it is not proposed");
}

#[test]
fn a_supervisor_writes_off_what_is_open_sees_what_is_left_and_takes_it_back() {
    let mut world = world();
    world.press("<enter> W");
    assert!(world.screen().contains("Type how much of"), "{}", world.screen());
    world.press("99999999");
    world.press("<enter>");
    assert!(worked(&mut world).is_empty(), "more than is open: {}", world.screen());
    world.press("<esc>");
    let mut world = self::world();
    world.press("<enter> W 100 <tab> <tab> <enter>");
    assert!(worked(&mut world).is_empty(), "no reason: {}", world.screen());
    world.press("liquidation");
    let said = world.screen().replace('\u{a0}', " ");
    assert!(said.contains("; after it €"), "{said}");
    world.press("<enter>");
    let after = worked(&mut world).remove(0);
    let open = |state: &CaseState| state.balance.open.iter().map(|money| money.minor).sum::<i64>();
    let case = after.case;
    let view = world.store().case_view(case, now(monday(), 1_000), None, 50).unwrap();
    assert!(view.timeline.iter().any(|line| format!("{line:?}").contains("WrittenOff")), "{:?}", view.timeline);
    world.press("u");
    let back = world.store().case(case, monday()).unwrap();
    assert_eq!(open(&back) - open(&after), 10_000, "{}", world.screen());
}
