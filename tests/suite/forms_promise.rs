//! What the promise form records beyond amount and day: whose word, in place of which, the rest of one partially kept.
//! What never lives here: what it looks like (see `forms_look`), the house's limits themselves (see the domain's tests).
//! Run by the suite.

use relance::domain::codes::*;
use relance::domain::command::Record;
use relance::domain::event::{Part, Promiser, Replaced};
use relance::domain::values::EntryId;
use relance::i18n::Lang;

use crate::forms::{day, recorded, stage};
use crate::support::samples::{act, eur, today};
use crate::support::stage::{Stage, World, session};

/// The promise that these keys record.
fn promise(keys: &str) -> Record {
    let promise = recorded(keys).pop().expect("something is recorded");
    assert!(matches!(promise, Record::Promise { .. }), "{promise:?}");
    promise
}

#[test]
fn who_promised_is_kept_with_what_they_are_to_the_debt() {
    let Record::Promise { by, .. } = promise("p <tab> <tab> <tab> <tab> a <tab> Mme<space>Roy <enter>") else {
        panic!()
    };
    assert_eq!(by, Some(Promiser { role: PartyRole::Accounts, name: "Mme Roy".into() }));
    let mut nameless = stage();
    nameless.press("p <tab> <tab> <tab> <tab> <tab> Mme<space>Roy <enter>");
    assert!(nameless.app.form().is_some(), "a name alone does not say who may bind the debtor");
    assert!(nameless.screen().contains("qualité"), "{}", nameless.screen());
    nameless.press("<up> c");
    assert!(nameless.screen().contains("ne peut engager"), "{}", nameless.screen());
}

#[test]
fn a_promise_takes_the_place_of_one_that_runs_and_says_why() {
    let id = EntryId { act: act(9), index: 0 };
    let mut silent = stage();
    silent.press("<enter> 3 p <enter>");
    assert!(silent.app.form().is_some() && silent.screen().contains("prend la place"), "{}", silent.screen());
    let keys = "<enter> 3 p 500 <up> <up> <up> <up> salaires<space>reportés <enter>";
    let Record::Promise { amount, replaces, .. } = promise(keys) else { panic!() };
    assert_eq!(amount, eur(50_000));
    assert_eq!(replaces, Some(Replaced { promise: id, reason: "salaires reportés".into() }));
    let Record::Promise { replaces, .. } = promise("p <enter>") else { panic!() };
    assert_eq!(replaces, None, "unless it is opened on one, nothing is replaced");
}

#[test]
fn the_rest_of_a_promise_partially_kept_is_one_key_with_its_invoices() {
    let Record::Promise { amount, on, covers, replaces, .. } = promise("j j <enter> 3 p <enter>") else { panic!() };
    let part = |number: &str, minor| {
        let item = relance::domain::ledger::ItemKey {
            case: relance::domain::values::CaseId(103),
            source: relance::domain::values::SourceId(1),
            number: number.into(),
        };
        Part { item, amount: eur(minor) }
    };
    // Of the first invoice as much as was promised, of the second what is left of the rest.
    let covers_wanted = vec![part("F-2013-0466", 20_000), part("F-2013-0519", 15_000)];
    assert_eq!((amount, covers, replaces), (eur(35_000), covers_wanted, None));
    assert_eq!(on, day("2013-07-01"));
}

#[test]
fn a_draft_keeps_what_the_promise_was_opened_on() {
    for keys in ["<enter> 3 p 500 <up> <up> <up> <up> motif", "j j <enter> 3 p <tab> ven"] {
        let mut before = stage();
        before.press(keys);
        let after = Stage::open((80, 24), session(Lang::Fr), World::Sample, before.disk.clone());
        let what = |stage: &Stage| {
            let layer = stage.app.form().expect("the form is open");
            layer.what(stage.app.session(), stage.app.tick())
        };
        assert_eq!(what(&before), what(&after), "{keys}");
        assert!(what(&before).is_ok(), "{keys}");
    }
}

#[test]
fn every_limit_is_said_all_the_time_and_beyond_it_a_supervisor_is_named() {
    let says = |role: Role, keys: &str, wanted: &[&str]| {
        let mut house = session(Lang::En);
        house.who.role = role;
        house.policy.promise.collector.smallest_minor = 20_000;
        let mut stage = Stage::open((120, 40), house, World::Sample, vec![]);
        stage.press(keys);
        let screen = stage.screen().replace('\u{a0}', " ");
        for text in wanted {
            assert!(screen.contains(text), "{keys}: {text} not in\n{screen}");
        }
        screen
    };
    let all = ["Sun 28 Jul 2013 at the latest", "€200.00 at least", "running promises an invoice: 1 at most", "0 of 3"];
    says(Role::Collector, "p 500", &all);
    says(Role::Collector, "p 100", &["! €200.00 at least", "(too small an amount): goes to a supervisor"]);
    says(Role::Collector, "p 500 <tab> 15/8", &["! Sun 28 Jul 2013", "(too far away): goes to a supervisor"]);
    says(Role::Collector, "p 500 <tab> 31/12", &["Thu 26 Sep 2013"]);
    let free = says(Role::Supervisor, "p 100 <tab> 15/8", &["Thu 26 Sep 2013 at the latest"]);
    assert!(!free.contains("supervisor for approval"), "{free}");
    assert_eq!(today(), day("2013-06-28"));
}
