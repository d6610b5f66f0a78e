//! Stories of money: what pays what, promises, disputes, credits.
//! What never lives here: contacts, corrections (see `acts`).
//! Run by `cargo test domain_stories`.

use super::*;

#[test]
fn a_named_payment_pays_its_invoice_and_one_on_account_the_oldest() {
    let mut tale = Tale::with(&[("F2", "2026-02-03", 100), ("F1", "2026-02-01", 100), ("F0", "2026-02-20", 100)]);
    tale.paid("2026-02-21", 150, "F0");
    tale.paid("2026-02-22", 120, "");
    let state = tale.on("2026-03-02");
    let open: Vec<_> = state.items.iter().map(|i| (i.key.number.as_str(), i.open_minor)).collect();
    assert_eq!(open, [("F2", 80), ("F1", 0), ("F0", 0)], "F1 comes before F2; what F0 got too much pays nothing else");
    assert_eq!(state.balance.unallocated.minor(Currency::EUR), 50);
    assert_eq!(state.items[2].settled_on, Some(day("2026-02-21")));
    assert_eq!(tale.on("2026-02-21").balance.open.minor(Currency::EUR), 200, "the later payment is not there yet");
}

#[test]
fn money_on_account_waits_for_the_next_invoice() {
    let mut tale = Tale::with(&[("F1", "2026-04-10", 100)]);
    tale.paid("2026-03-01", 70, "");
    assert_eq!(tale.on("2026-03-05").balance.unallocated.minor(Currency::EUR), 70);
    assert_eq!(tale.on("2026-03-05").next_flip, Some(day("2026-03-11")), "the day the invoice is issued");
    assert_eq!(tale.open("2026-03-11", "F1"), 30);
}

#[test]
fn an_inferred_settlement_gives_way_to_the_real_payment() {
    let mut tale = Tale::with(&[("F1", "2026-02-01", 100)]);
    tale.paid("2026-02-09", 100, "F1").inferred = true;
    assert_eq!(tale.open("2026-02-10", "F1"), 0);
    tale.paid("2026-02-05", 60, "F1");
    let state = tale.on("2026-02-20");
    assert_eq!((state.items[0].open_minor, state.balance.unallocated.is_zero()), (0, true));
    assert_eq!(tale.open("2026-02-06", "F1"), 40, "the 40 left are still inferred, on their day");
    assert_eq!(state.profile.late_days_sum, 8);
}

#[test]
fn a_promise_is_kept_within_its_tolerance_and_never_by_nothing() {
    // Tolerance: the larger of 5.00 and 2 % capped at 50.00.
    let cases = [
        (100_000, 98_000, "kept"),
        (100_000, 97_999, "partially-kept"),
        (2_000, 1_500, "kept"),
        (2_000, 1_499, "partially-kept"),
        (1_000_000, 995_000, "kept"),
        (1_000_000, 994_999, "partially-kept"),
        (400, 0, "broken"),
    ];
    for (promised, paid, state) in cases {
        let mut tale = Tale::with(&[("F1", "2026-02-01", 2_000_000)]);
        tale.promise(promised, "2026-03-06", Method::Card, &[]).unwrap();
        if paid > 0 {
            tale.paid("2026-03-04", paid, "F1");
        }
        assert_eq!(tale.states(&["2026-03-07"]), [state], "{paid} of {promised}");
    }
}

#[test]
fn grace_counts_business_days_and_the_value_date_decides() {
    let mut tale = Tale::with(&[("F1", "2026-02-01", 10_000)]);
    tale.today = day("2026-03-30");
    // A transfer due on Friday 3 April has until Wednesday: Monday is Easter Monday.
    tale.promise(10_000, "2026-04-03", Method::Transfer, &[]).unwrap();
    let days = ["2026-04-03", "2026-04-04", "2026-04-08", "2026-04-09"];
    assert_eq!(tale.states(&days), ["open", "in-grace", "in-grace", "broken"]);
    assert_eq!(tale.on("2026-04-04").next_flip, Some(day("2026-04-09")));
    assert_eq!(tale.on("2026-04-09").profile.broken_on, Some(day("2026-04-09")));
    let mut late = Tale { facts: tale.facts.clone(), ..Tale::of(A) };
    late.paid("2026-04-09", 10_000, "F1");
    assert_eq!(late.states(&["2026-04-20"]), ["broken"]);
    assert_eq!(late.on("2026-04-20").profile.broken_on, None, "nothing of it is open any more");
    // A statement that comes late changes what was.
    tale.paid("2026-04-08", 10_000, "F1");
    assert_eq!(tale.states(&days), ["open", "in-grace", "kept", "kept"]);
}

#[test]
fn money_paid_before_a_promise_never_counts() {
    let mut tale = Tale::with(&[("F1", "2026-02-01", 10_000)]);
    tale.promise(5_000, "2026-03-06", Method::Card, &[("F1", 5_000)]).unwrap();
    tale.paid("2026-03-01", 5_000, "F1");
    assert_eq!(tale.states(&["2026-03-07"]), ["broken"]);
    tale.paid("2026-03-02", 5_000, "F1");
    assert_eq!(tale.states(&["2026-03-07"]), ["kept"], "paid on the day it was made");
}

#[test]
fn a_promise_on_what_is_gone_is_void() {
    let mut tale = Tale::with(&[("F1", "2026-02-01", 10_000)]);
    tale.promise(10_000, "2026-03-06", Method::Card, &[("F1", 10_000)]).unwrap();
    tale.dispute(&[("F1", 10_000)]).unwrap();
    assert_eq!(tale.states(&["2026-03-03", "2026-03-07"]), ["void", "void"]);
    assert_eq!(tale.on("2026-03-07").profile.broken, 0);
}

#[test]
fn each_cent_keeps_one_promise_the_first_due() {
    let mut tale = Tale::with(&[("F1", "2026-02-01", 20_000)]);
    tale.promise(10_000, "2026-03-10", Method::Card, &[]).unwrap();
    tale.promise(10_000, "2026-03-06", Method::Card, &[]).unwrap();
    tale.paid("2026-03-05", 10_000, "F1");
    let states: Vec<_> = tale.on("2026-03-11").promises.iter().map(|p| (p.due_on, p.state.name())).collect();
    assert_eq!(states, [(day("2026-03-06"), "kept"), (day("2026-03-10"), "broken")]);
    assert_eq!(tale.on("2026-03-04").balance.promised.minor(Currency::EUR), 20_000);
}

#[test]
fn a_promise_covers_only_what_it_names_and_the_rest_is_called() {
    let mut tale = Tale::with(&[("F1", "2026-02-01", 10_000), ("F2", "2026-02-10", 7_000)]);
    tale.promise(10_000, "2026-03-06", Method::Transfer, &[("F1", 10_000)]).unwrap();
    let state = tale.on("2026-03-03");
    assert_eq!(state.balance.collectable.minor(Currency::EUR), 7_000);
    assert_eq!((state.next_action, state.next_on), (NextAction::Call, None));
    tale.dispute(&[("F2", 7_000)]).unwrap();
    let state = tale.on("2026-03-03");
    assert_eq!((state.next_action, state.next_on), (NextAction::RemindPromise, Some(day("2026-03-05"))));
    let state = tale.on("2026-03-07");
    assert_eq!((state.next_action, state.next_on), (NextAction::AwaitPayment, Some(day("2026-03-11"))));
    assert_eq!(CaseRow::from(&state).promise_ends_on, Some(day("2026-03-11")));
}

#[test]
fn the_next_promise_after_a_broken_one_stands_a_level_higher() {
    let mut tale = Tale::with(&[("F1", "2026-02-01", 10_000)]);
    tale.promise(10_000, "2026-03-03", Method::Card, &[]).unwrap();
    tale.today = day("2026-03-05");
    tale.promise(10_000, "2026-03-10", Method::Card, &[("F1", 10_000)]).unwrap();
    let levels: Vec<_> = tale.on("2026-03-05").promises.iter().map(|p| (p.state.name(), p.level)).collect();
    assert_eq!(levels, [("open", 1), ("broken", 0)]);
}

#[test]
fn an_accepted_dispute_credits_and_the_credit_note_that_follows_only_confirms() {
    let mut tale = Tale::with(&[("F1", "2026-02-01", 10_000), ("F2", "2026-02-15", 10_000)]);
    let dispute = tale.dispute(&[("F1", 4_000)]).unwrap();
    assert_eq!(tale.on("2026-03-02").balance.collectable.minor(Currency::EUR), 16_000);
    let due_on = tale.on("2026-03-02").disputes[0].due_on;
    assert_eq!(due_on, day("2026-03-17"));
    assert_eq!(tale.on("2026-03-18").disputes[0].state, DisputeState::Overdue);
    let partly = DisputeDecision::PartlyAccepted;
    let decide =
        |credit| Record::DecideDispute { dispute, decision: partly, credit, justified: None, resolution: None };
    assert_eq!(tale.record(decide(None)), Err(Refusal::AmountNotPositive));
    assert_eq!(tale.record(decide(Some(eur(4_001)))), Err(Refusal::AboveOpen { open: eur(4_000) }));
    let decision = tale.record(decide(Some(eur(3_000)))).unwrap();
    assert_eq!(tale.open("2026-03-02", "F1"), 7_000);
    assert_eq!(tale.record(decide(Some(eur(1)))), Err(Refusal::AlreadySettled));
    tale.facts.invoices.push(Loaded {
        case: A,
        source: SourceId(1),
        batch: BatchId(2),
        row: InvoiceRow {
            number: "AV1".into(),
            issued_on: day("2026-03-10"),
            due_on: day("2026-03-10"),
            amount: eur(-3_500),
            claim: relance::domain::ledger::Claim::PLAIN,
        },
    });
    assert_eq!((tale.open("2026-03-10", "F1"), tale.open("2026-03-10", "F2")), (6_500, 10_000));
    // The dispute cannot be taken back while its decision stands; the decision can.
    assert_eq!(tale.ask(None, What::Undo(dispute.act)), Err(Refusal::OthersRestOnIt(decision.act)));
    tale.ask(None, What::Undo(decision.act)).unwrap();
    assert_eq!(tale.on("2026-03-02").disputes[0].state, DisputeState::Open);
    tale.ask(None, What::Undo(dispute.act)).unwrap();
    assert_eq!(tale.on("2026-03-02").disputes, []);
}

#[test]
fn every_amount_and_day_of_a_promise_is_checked() {
    let mut tale = Tale::with(&[("F1", "2026-02-01", 10_000), ("F2", "2026-02-01", 500)]);
    let card = Method::Card;
    assert_eq!(tale.promise(0, "2026-03-06", card, &[]), Err(Refusal::AmountNotPositive));
    assert_eq!(tale.promise(10_501, "2026-03-06", card, &[]), Err(Refusal::AboveOpen { open: eur(10_500) }));
    assert_eq!(tale.promise(501, "2026-03-06", card, &[("F2", 501)]), Err(Refusal::AboveOpen { open: eur(500) }));
    assert_eq!(tale.promise(501, "2026-03-06", card, &[("F2", 500)]), Err(Refusal::PartsDiffer { parts: eur(500) }));
    assert_eq!(tale.promise(9, "2026-03-06", card, &[("F9", 9)]), Err(Refusal::NoSuchEntry("F9".into())));
    assert_eq!(tale.promise(1, "2026-03-01", card, &[]), Err(Refusal::DayInThePast(day("2026-03-01"))));
    assert_eq!(tale.promise(1, "2026-06-01", card, &[]), Err(Refusal::BeyondTerms { last: day("2026-05-31") }));
    let dollars = Money::new(1, "USD".parse().unwrap());
    let (on, covers) = (day("2026-03-06"), vec![]);
    let promise =
        Record::Promise { amount: dollars, on, method: None, covers, by: None, replaces: None, note: String::new() };
    assert_eq!(tale.record(promise), Err(Refusal::NothingOpen));
    assert_eq!(propose_promise(&tale.on("2026-03-06"), &Policy::default(), on), (eur(10_500), day("2026-03-09")));
    let promise = tale.promise(10_500, "2026-03-06", card, &[]).unwrap();
    assert_eq!(propose_promise(&tale.on("2026-03-02"), &Policy::default(), tale.today).0, eur(10_500));
    let withdraw = Record::WithdrawPromise { promise, by_debtor: true };
    tale.record(withdraw.clone()).unwrap();
    assert_eq!(tale.record(withdraw), Err(Refusal::AlreadySettled));
    assert_eq!(tale.on("2026-03-02").profile.broken, 1);
}

#[test]
fn disputes_never_exceed_what_is_open_and_undisputed() {
    let mut tale = Tale::with(&[("F1", "2026-02-01", 10_000)]);
    assert_eq!(tale.dispute(&[]), Err(Refusal::NothingSaid));
    tale.dispute(&[("F1", 6_000)]).unwrap();
    let refusal = Refusal::AboveUndisputed { number: "F1".into(), free: eur(4_000) };
    assert_eq!(tale.dispute(&[("F1", 4_001)]), Err(refusal.clone()));
    assert_eq!(tale.dispute(&[("F1", 2_000), ("F1", 2_001)]), Err(refusal), "two lines of one invoice add up");
    tale.paid("2026-03-02", 7_000, "F1");
    assert_eq!(tale.on("2026-03-02").disputes[0].parts[0].amount, eur(3_000), "a payment shrinks what is disputed");
}

#[test]
fn a_payment_seen_here_pays_and_comes_back() {
    let mut tale = Tale::with(&[("F1", "2026-02-01", 10_000)]);
    let pay = |paid_on, parts| Record::Payment {
        amount: eur(10_000),
        paid_on,
        parts,
        method: None,
        reference: String::new(),
    };
    assert_eq!(tale.record(pay(day("2026-03-03"), vec![])), Err(Refusal::DayInTheFuture(day("2026-03-03"))));
    let parts = tale.parts(&[("F1", 10_000)]);
    let payment = tale.record(pay(day("2026-02-27"), parts)).unwrap();
    assert_eq!(tale.open("2026-02-27", "F1"), 0);
    tale.today = day("2026-03-09");
    let back = |on| Record::ReversePayment { payment, on: day(on) };
    assert_eq!(tale.record(back("2026-02-26")), Err(Refusal::DayInThePast(day("2026-02-26"))));
    let reversal = tale.record(back("2026-03-05")).unwrap();
    assert_eq!((tale.open("2026-03-04", "F1"), tale.open("2026-03-05", "F1")), (0, 10_000));
    assert_eq!(tale.record(back("2026-03-06")), Err(Refusal::AlreadySettled));
    assert_eq!(tale.ask(None, What::Undo(payment.act)), Err(Refusal::OthersRestOnIt(reversal.act)));
}

#[test]
fn two_disputes_of_one_invoice_share_what_a_payment_leaves() {
    let mut tale = Tale::with(&[("F1", "2026-02-01", 10_000)]);
    tale.dispute(&[("F1", 6_000)]).unwrap();
    tale.dispute(&[("F1", 4_000)]).unwrap();
    tale.paid("2026-03-02", 3_000, "F1");
    let state = tale.on("2026-03-02");
    assert_eq!(state.items[0].disputed_minor, 7_000);
    let parts: Vec<_> = state.disputes.iter().map(|d| d.parts[0].amount).collect();
    assert_eq!(parts, [eur(1_000), eur(6_000)], "the first opened comes first");
    assert_eq!(state.balance.collectable.minor(Currency::EUR), 0);
}
