//! What every form records: keys in, the exact command out; drafts, refusals and what moved underneath.
//! What never lives here: what the forms look like (see `forms_look`), the domain's own checks.
//! Run by the suite.

#![allow(clippy::wildcard_enum_match_arm, reason = "a test picks the one effect it speaks of")]

use relance::app::effect::{Effect, Reply};
use relance::app::form::FormLayer;
use relance::app::say::Trouble;
use relance::app::screen::Screen;
use relance::domain::codes::*;
use relance::domain::command::{Command, Record, Refusal, What};
use relance::domain::event::{ContactMade, Part};
use relance::domain::ledger::ItemKey;
use relance::domain::values::{CaseId, Day, Login, SourceId};
use relance::i18n::Lang;
use relance::zone::Zone;

use crate::support::samples::{at, eur, today};
use crate::support::stage::{Stage, World, session};

pub(crate) fn stage() -> Stage {
    Stage::new((80, 24), Lang::Fr)
}

/// The last command asked for.
fn command(stage: &Stage) -> Command {
    let executed = stage.asked.iter().rev().find_map(|effect| match effect {
        Effect::Execute(command) => Some(command.clone()),
        _ => None,
    });
    executed.expect("a command was asked for")
}

/// What these keys record, on the first case of the queue.
pub(crate) fn recorded(keys: &str) -> Vec<Record> {
    let mut stage = stage();
    stage.press(keys);
    assert!(stage.app.form().is_none(), "the form is still open after {keys}:\n{}", stage.screen());
    match command(&stage).what {
        What::Record(records) => records,
        other => panic!("{other:?}"),
    }
}

pub(crate) fn day(text: &str) -> Day {
    text.parse().unwrap()
}

pub(crate) fn contact(outcome: Outcome, point: &str) -> Record {
    let (channel, direction) = (Channel::Call, Direction::Out);
    let (point, note) = (point.to_owned(), String::new());
    Record::Contact(ContactMade {
        at: at(),
        day: today(),
        channel,
        direction,
        outcome,
        point,
        seconds: 0,
        checks: vec![],
        note,
    })
}

fn promise(minor: i64, on: &str) -> Record {
    Record::Promise {
        amount: eur(minor),
        on: day(on),
        method: None,
        covers: vec![],
        by: None,
        replaces: None,
        note: String::new(),
    }
}

fn part(number: &str, minor: i64) -> Part {
    let item = ItemKey { case: CaseId(101), source: SourceId(1), number: number.into() };
    Part { item, amount: eur(minor) }
}

#[test]
fn a_promise_as_proposed_takes_two_keys() {
    let records = recorded("p <enter>");
    assert_eq!(records, [contact(Outcome::Promise, ""), promise(939_550, "2013-07-01")]);
}

#[test]
fn a_promise_of_another_amount_and_day_takes_at_most_six_keys_beyond_typing() {
    let (amount, on) = ("1250,50", "ven");
    let keys = format!("p {amount} <tab> {on} <enter>");
    let pressed = relance::input::keys(&keys).unwrap().len() - amount.len() - on.len();
    assert!(pressed <= 6, "{pressed} keys");
    assert_eq!(recorded(&keys)[1], promise(125_050, "2013-07-05"));
}

#[test]
fn a_promise_says_how_and_for_which_invoices() {
    // Method, then the second and third invoice, of the third only a part; the amount follows.
    let records =
        recorded("p <tab> <tab> v <tab> <down> <space> <down> 25 <tab> <tab> <tab> <tab> viendra <tab> - <enter>");
    let covers = vec![part("F-2013-0466", 189_550), part("F-2013-0519", 2_500)];
    let method = Some(Method::Transfer);
    let note = "viendra".to_owned();
    let promise =
        Record::Promise { amount: eur(192_050), on: day("2013-07-01"), method, covers, by: None, replaces: None, note };
    assert_eq!(records, [promise], "and no call along with it");
}

#[test]
fn an_outcome_is_one_key_and_the_next_call_comes_by_itself() {
    let mut stage = stage();
    let before = stage.app.stack().top().case();
    stage.press("o n <enter>");
    assert_eq!(command(&stage).what, What::Record(vec![contact(Outcome::NoAnswer, "01 55 55 01 23")]));
    assert_ne!(stage.app.stack().top().case(), before, "the hand is on the next call");
    assert!(stage.app.form().is_none());
}

#[test]
fn every_outcome_of_the_grid_is_recorded_by_its_letter() {
    for outcome in Outcome::ALL.iter().filter(|outcome| !outcome.is_carriers()) {
        let key = relance::app::form::grid::key_of(*outcome).unwrap();
        let mut stage = stage();
        stage.press(&format!("o {key}"));
        let layer = stage.app.form().unwrap();
        if relance::app::form::common::follows(*outcome).is_some() {
            assert_eq!(layer.earlier.len(), 1, "{outcome} leads to its form");
        } else {
            stage.press("<enter>");
            let What::Record(records) = command(&stage).what else { panic!() };
            assert!(matches!(&records[..], [Record::Contact(made)] if made.outcome == *outcome), "{records:?}");
        }
    }
}

#[test]
fn a_call_with_its_promise_and_its_call_back_is_one_act() {
    let records = recorded("o p 100 <up> b <enter> mardi<space>14h30 <enter>");
    let due_on = day("2013-07-02");
    let whom = Some(Login("mia".into()));
    let callback = Record::Callback { at: Zone::PARIS.instant_of(due_on, 14, 30), due_on, whom };
    let call = contact(Outcome::Promise, "01 55 55 01 23");
    assert_eq!(records, [call, promise(10_000, "2013-07-01"), callback]);
}

#[test]
fn channel_direction_point_and_talk_time_are_told() {
    let records = recorded("o <space> 2 s <tab> <tab> <tab> <tab> <tab> 2:30 <enter>");
    let [Record::Contact(made)] = &records[..] else { panic!("{records:?}") };
    assert_eq!((made.channel, made.direction), (Channel::Email, Direction::In));
    assert_eq!((made.point.as_str(), made.seconds), ("compta@exemple.test", 150));
    assert_eq!(made.outcome, Outcome::SaysPaid);
}

#[test]
fn a_dispute_needs_a_reason_and_an_invoice() {
    let records = recorded("d q <space> <enter>");
    let parts = vec![part("F-2013-0412", 725_000)];
    let dispute = Record::Dispute {
        kind: DisputeKind::Dispute,
        reason: DisputeReason::Quantity,
        parts,
        owner: None,
        note: String::new(),
    };
    assert_eq!(records, [contact(Outcome::Dispute, ""), dispute]);
    let mut stage = stage();
    stage.press("d <enter>");
    assert!(stage.screen().contains("motif"), "{}", stage.screen());
    stage.press("q <enter>");
    assert!(stage.screen().contains("Cochez au moins une facture"), "{}", stage.screen());
    assert!(!stage.asked.iter().any(|effect| matches!(effect, Effect::Execute(_))));
}

#[test]
fn a_call_back_is_a_moment_for_me_or_for_anyone() {
    let friday = day("2013-07-05");
    let callback = Record::Callback { at: Zone::PARIS.instant_of(friday, 10, 0), due_on: friday, whom: None };
    assert_eq!(recorded("b ven<space>10h <tab> a <enter>"), [callback]);
    let monday = day("2013-07-01");
    let whom = Some(Login("mia".into()));
    let callback = Record::Callback { at: Zone::PARIS.instant_of(monday, 9, 0), due_on: monday, whom };
    assert_eq!(recorded("b <enter>"), [callback], "the next working day at nine, mine");
}

#[test]
fn a_hold_proposes_the_day_it_is_looked_at_again() {
    let until = Some(day("2013-07-01"));
    assert_eq!(recorded("h s <enter>"), [Record::Hold { reason: HoldReason::Snooze, until, items: vec![] }]);
    let records = recorded("o T <enter>");
    assert!(matches!(&records[..], [Record::Contact(_), Record::Hold { reason: HoldReason::StopContact, .. }]));
}

#[test]
fn a_payment_is_never_recorded_by_a_slip_of_enter() {
    let mut slip = stage();
    slip.press("r <enter>");
    assert!(slip.app.form().is_some() && slip.screen().contains("montant"));
    let (amount, paid_on) = (eur(25_000), day("2013-06-27"));
    let (parts, method, reference) = (vec![], None, String::new());
    let payment = Record::Payment { amount, paid_on, parts, method, reference };
    assert_eq!(recorded("r 250 <tab> hier <enter>"), [payment]);
}

#[test]
fn a_dispute_is_decided() {
    let dispute = relance::domain::values::EntryId { act: crate::support::samples::act(6), index: 0 };
    let decide = |decision, credit: Option<_>| {
        let resolution = credit.map(|_| Resolution::Credit);
        Record::DecideDispute { dispute, decision, credit, justified: None, resolution }
    };
    let full = decide(DisputeDecision::Accepted, Some(eur(120_000)));
    assert_eq!(recorded("<enter> t a <enter>"), [full]);
    let part = decide(DisputeDecision::PartlyAccepted, Some(eur(50_000)));
    assert_eq!(recorded("<enter> t p 500 <enter>"), [part]);
    assert_eq!(recorded("<enter> t r <enter>"), [decide(DisputeDecision::Rejected, None)]);
}

#[test]
fn a_hold_is_lifted_a_promise_withdrawn_a_payment_reversed() {
    let id = |n| relance::domain::values::EntryId { act: crate::support::samples::act(n), index: 0 };
    // The second case of the samples has a hold and two payments, every one a running promise.
    assert_eq!(recorded("j H <enter>"), [Record::ReleaseHold(id(5))]);
    let withdrawn = |by_debtor| Record::WithdrawPromise { promise: id(9), by_debtor };
    assert_eq!(recorded("<enter> P d <enter>"), [withdrawn(true)]);
    let said = "P e <tab> doublon <enter>";
    assert_eq!(recorded(said), [withdrawn(false), Record::Note("doublon".into())]);
    let back = |n, on| Record::ReversePayment { payment: id(n), on };
    assert_eq!(recorded("j R <enter>"), [back(2, today())]);
    assert_eq!(recorded("j R <right> <tab> hier <enter>"), [back(1, day("2013-06-27"))]);
}

#[test]
fn what_ends_is_never_guessed() {
    let says = |keys: &str, wanted: &str| {
        let mut stage = stage();
        stage.press(keys);
        let screen = stage.screen().replace('\u{a0}', " ");
        assert!(screen.contains(wanted), "{keys}: {wanted} not in\n{screen}");
        assert!(!stage.asked.iter().any(|effect| matches!(effect, Effect::Execute(_))), "{keys}");
    };
    says("P <enter>", "Dites d'abord pourquoi");
    says("H", "aucune suspension");
    says("R", "aucun règlement");
    says("j R <tab> 1/6 <enter>", "ne peut précéder");
    says("j R <tab> demain <enter>", "n'est pas encore");
}

#[test]
fn what_ended_meanwhile_is_said_and_nothing_is_recorded() {
    let mut stage = stage();
    stage.press("P d");
    let mut view = crate::support::samples::case(CaseId(101));
    view.state.rev.rev += 1;
    view.state.promises.remove(0);
    let tick = stage.app.tick();
    stage.app.reply(Reply::Case { case: CaseId(101), answer: Ok(Box::new(view)) }, tick);
    stage.press("<enter>");
    assert!(stage.screen().contains("plus de promesse en cours"), "{}", stage.screen());
    assert!(!stage.asked.iter().any(|effect| matches!(effect, Effect::Execute(_))));
    assert_eq!(stage.disk.len(), 1, "the draft is kept");
}

#[test]
fn limits_are_said_while_typing() {
    let says = |keys: &str, wanted: &str| {
        let mut stage = stage();
        stage.press(keys);
        let screen = stage.screen().replace('\u{a0}', " ");
        assert!(screen.contains(wanted), "{keys}: {wanted} not in\n{screen}");
    };
    says("p 99999", "12 095,50");
    says("p <tab> 31/12", "26/09/2013");
    says("p <tab> 15/08", "superviseur");
    says("p <tab> dim", "n'est pas ouvré");
    says("p 12,3456", "décimale");
    says("b hier", "est passé");
    says("d q 9999", "7 250,00");
    says("r 10 <tab> 15/07", "15/07/2012");
}

#[test]
fn a_refused_write_keeps_the_form_and_the_draft_and_reads_the_case_again() {
    let refusal = Refusal::Stale { by: Some(Login("omar".into())) };
    let mut stage = Stage::open((80, 24), session(Lang::Fr), World::Refusing(refusal), vec![]);
    stage.press("p 250 <enter>");
    let layer = stage.app.form().expect("the form stays");
    assert!(layer.trouble.is_some() && !layer.saving);
    assert!(stage.screen().contains("omar"), "{}", stage.screen());
    assert_eq!(stage.disk.len(), 1, "the draft is kept");
    let last_read = stage.asked.iter().rposition(|effect| matches!(effect, Effect::LoadCase { .. }));
    let executed = stage.asked.iter().rposition(|effect| matches!(effect, Effect::Execute(_)));
    assert!(last_read > executed, "the new figures are read");
}

#[test]
fn what_moves_under_an_open_form_is_said_and_nothing_typed_is_lost() {
    let mut stage = stage();
    stage.press("p 250");
    let mut view = crate::support::samples::case(CaseId(101));
    view.state.rev.rev += 1;
    view.state.balance.open = [eur(1_109_550)].into_iter().collect();
    let tick = stage.app.tick();
    let answer = Ok(Box::new(view));
    stage.app.reply(Reply::Case { case: CaseId(101), answer }, tick);
    let screen = stage.screen().replace('\u{a0}', " ");
    assert!(screen.contains("12 095,50 € → 11 095,50 €"), "{screen}");
    assert!(stage.app.form().is_some() && screen.contains("Montant        250"), "{screen}");
    stage.press("<enter>");
    let seen = command(&stage).seen.expect("the form says what it saw");
    assert_eq!(seen.rev, crate::support::samples::case(CaseId(101)).state.rev.rev + 1, "… and it saw the new figures");
}

#[test]
fn a_case_that_somebody_else_works_on_is_not_written_to() {
    let mut stage = stage();
    stage.press("p 250");
    let trouble = Trouble::Refused(Refusal::HeldByOther(Login("omar".into())));
    let tick = stage.app.tick();
    stage.app.reply(Reply::Lease { case: CaseId(101), answer: Err(trouble) }, tick);
    assert!(stage.app.form().is_none(), "it can be looked at, not written to");
    assert!(stage.screen().contains("omar"), "{}", stage.screen());
    assert_eq!(stage.disk.len(), 1, "what was typed before is kept");
}

/// Keys that leave each form half filled.
const HALF: [&str; 14] = [
    "o n attend<space>un<space>avoir",
    "o 3 <tab> x",
    "o p 125 <tab> ven <tab> c",
    "o p 99 <up> b <enter> mardi",
    "p 250 <tab> ven <tab> v <tab> <space> <down> 25",
    "d q <space> <down> 100 <tab> omar",
    "b demain<space>9h <tab> a",
    "h v <tab> x",
    "r 25 <tab> hier <tab> v",
    "P d <tab> x",
    "j H <tab> accord<space>trouvé",
    "j R <right> <tab> hier",
    "e 1000 <tab> 4 <tab> <tab> q <tab> 15/7 <tab> <down> <right> 400",
    "o l 900 <tab> <tab> 200 <tab> l <tab> <tab> <right> 150 <down> <left> 1/9",
];

#[test]
fn a_draft_brings_the_form_back_and_records_the_same() {
    for keys in HALF {
        let mut before = stage();
        before.press(keys);
        let draft = before.disk.last().cloned().unwrap_or_else(|| panic!("{keys}: no draft"));
        let mut after = Stage::open((80, 24), session(Lang::Fr), World::Sample, before.disk.clone());
        let layer = after.app.form().unwrap_or_else(|| panic!("{keys}: no form"));
        let tick = after.app.tick();
        assert_eq!(layer.draft(tick).steps, draft.steps, "{keys}");
        let what = |stage: &Stage| {
            let layer: &FormLayer = stage.app.form().unwrap();
            layer.what(stage.app.session(), stage.app.tick())
        };
        assert_eq!(what(&before), what(&after), "{keys}");
        assert_eq!(before.app.form().unwrap().act, after.app.form().unwrap().act, "one act, however often it is sent");
        let (one, two) = (before.screen(), after.screen());
        let panel = |text: &str| {
            text.lines().skip_while(|line| !line.starts_with("── ")).skip(1).collect::<Vec<_>>().join("\n")
        };
        let fields = |text: &str| {
            panel(text).lines().take(5).take_while(|line| !line.is_empty()).map(str::to_owned).collect::<Vec<_>>()
        };
        assert_eq!(fields(&one), fields(&two), "{keys}");
        after.press("<esc>");
        assert!(after.app.form().is_none() && !after.disk.is_empty(), "{keys}: leaving keeps the draft");
    }
}

#[test]
fn going_back_a_step_keeps_what_was_typed_in_it() {
    let mut stage = stage();
    stage.press("o p 125 <shift-tab> <shift-tab>");
    assert_eq!(stage.app.form().unwrap().earlier.len(), 0, "back on the outcomes");
    stage.press("p");
    stage.press("<enter>");
    let What::Record(records) = command(&stage).what else { panic!() };
    assert_eq!(records[1], promise(12_500, "2013-07-01"));
}

#[test]
fn finding_another_case_leaves_the_form_and_comes_back_to_it() {
    let mut stage = stage();
    stage.press("p 250 <ctrl-f> garage <esc>");
    assert!(stage.app.form().is_some() && stage.app.overlays().is_empty());
    let tick = stage.app.tick();
    stage.press("<ctrl-f>");
    let _ = tick;
    stage.press("zoe <enter>");
    assert!(matches!(stage.app.stack().top(), Screen::Case(_)), "{}", stage.screen());
    assert!(stage.app.form().is_none(), "the form waits");
    stage.press("<esc>");
    assert!(stage.app.form().is_some(), "and comes back:\n{}", stage.screen());
    stage.press("<enter>");
    let What::Record(records) = command(&stage).what else { panic!() };
    assert_eq!(records[1], promise(25_000, "2013-07-01"));
}

#[test]
fn a_collector_who_writes_off_is_told_whom_to_ask_by_key_and_by_palette() {
    for keys in ["W", "<enter> W", ": write<space>off <enter>"] {
        let mut house = session(Lang::En);
        house.who.role = Role::Collector;
        let mut stage = Stage::open((80, 24), house, World::Sample, vec![]);
        stage.press(keys);
        assert!(
            stage.app.form().is_none() && stage.screen().contains("only a supervisor writes off"),
            "{}",
            stage.screen()
        );
    }
    let mut house = session(Lang::Fr);
    house.who.role = Role::Supervisor;
    let mut stage = Stage::open((80, 24), house, World::Sample, vec![]);
    stage.press(": passer<space>en<space>perte <enter>");
    assert!(stage.app.form().is_some(), "{}", stage.screen());
}

#[test]
fn no_key_in_a_form_panics_or_loses_what_was_typed() {
    let keys = [
        "o",
        "p",
        "d",
        "b",
        "h",
        "r",
        "n",
        "2",
        "5",
        ",",
        "<space>",
        "<tab>",
        "<shift-tab>",
        "<up>",
        "<down>",
        "<left>",
        "<right>",
        "<backspace>",
        "<del>",
        "<home>",
        "<end>",
        "<ctrl-w>",
        "<ctrl-u>",
        "<ctrl-a>",
        "<ctrl-e>",
        "<enter>",
        "<ctrl-s>",
        "<pgup>",
        "<pgdn>",
        "<esc>",
        "<ctrl-f>",
        "é",
        "東",
        "q",
        "v",
        "e",
        "l",
        "T",
        "H",
        "P",
        "R",
        "a",
        "<f1>",
        "-",
        "<alt-b>",
    ];
    let sizes = [(80, 24), (60, 15), (120, 40), (1, 1), (59, 14), (61, 16), (200, 60)];
    let mut random = 0x5eed_u64;
    let mut next = |len: usize| {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(random >> 33).unwrap() % len
    };
    for round in 0..28 {
        let refusing = World::Refusing(Refusal::NothingSaid);
        let world = if round % 2 == 0 { refusing } else { World::Sample };
        let mut stage = Stage::open(sizes[round % sizes.len()], session(Lang::Fr), world, vec![]);
        for _ in 0..80 {
            stage.press(keys[next(keys.len())]);
            let _drawn = stage.draw();
            let Some(layer) = stage.app.form().filter(|layer| layer.touched) else { continue };
            let kept = stage.disk.iter().find(|draft| draft.act == layer.act).expect("a touched form has its draft");
            let strip = |steps: &[relance::app::draft::DraftStep]| -> Vec<_> {
                let fields = steps.iter().flat_map(|step| step.fields.clone());
                fields.filter(|(name, _)| name != "hand").collect()
            };
            assert_eq!(strip(&kept.steps), strip(&layer.draft(stage.app.tick()).steps));
        }
    }
}
