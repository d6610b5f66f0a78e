//! The call: the number chosen and handed over, what is checked and spoken of, its clock, its outcome, the next one; a call
//! that comes in between; what a rule blocks is kept.
//! What never lives here: which number is the best (see `domain::point`), the forms that follow an outcome (see `forms`).
//! Run by the suite.

#![allow(clippy::wildcard_enum_match_arm, reason = "a test picks the one effect it speaks of")]

use relance::app::effect::{Effect, Reply};
use relance::app::form::Form;
use relance::app::form::talk::talking_points;
use relance::app::say::Trouble;
use relance::app::screen::Screen;
use relance::config::rules::rules;
use relance::domain::codes::*;
use relance::domain::command::{Command, Record, What};
use relance::domain::event::ContactMade;
use relance::domain::values::CaseId;
use relance::i18n::Lang;

use crate::support::book::{in_memory, monday};
use crate::support::days::close;
use crate::support::samples::{self, at, today};
use crate::support::stage::{Stage, World, session};
use crate::support::world::{Around, World as Desk};

fn stage() -> Stage {
    Stage::new((80, 24), Lang::Fr)
}

fn asked(stage: &Stage) -> Vec<Vec<Record>> {
    let commands = stage.asked.iter().filter_map(|effect| match effect {
        Effect::Execute(Command { what: What::Record(records), .. }) => Some(records.clone()),
        _ => None,
    });
    commands.collect()
}

fn offered(stage: &Stage) -> Vec<String> {
    let all = stage.asked.iter().filter_map(|effect| match effect {
        Effect::Offer(number) => Some(number.clone()),
        _ => None,
    });
    all.collect()
}

fn contact(stage: &Stage) -> ContactMade {
    let last = asked(stage).pop().expect("something was recorded");
    let found = last.into_iter().find_map(|record| if let Record::Contact(made) = record { Some(made) } else { None });
    found.expect("a contact")
}

#[test]
fn the_call_looks_so() {
    for lang in Lang::ALL {
        for size in [(60, 15), (80, 24), (120, 40)] {
            let at = format!("{}-{}x{}", lang.code(), size.0, size.1);
            for (name, keys) in [("open", "j c"), ("checked", "c <space> 1 3"), ("incoming", "<f3> gare <enter>")] {
                let mut stage = Stage::new(size, lang);
                stage.press(keys).settle();
                insta::assert_snapshot!(format!("call-{name}-{at}"), stage.screen());
            }
        }
    }
}

#[test]
fn a_call_takes_its_number_its_checks_its_time_and_one_key_for_the_outcome() {
    let mut stage = stage();
    stage.press("c <space>").rest(125_000).press("1 2 n <enter>");
    let number = samples::case(CaseId(101)).points[0].point.clone();
    assert_eq!(offered(&stage), std::slice::from_ref(&number));
    let made = contact(&stage);
    let checks = vec![IdentityCheck::ALL[0], made.checks[1]];
    assert_eq!((made.outcome, made.direction, made.channel), (Outcome::NoAnswer, Direction::Out, Channel::Call));
    assert_eq!((made.point, made.checks.clone(), made.at, made.day), (number, checks, at(), today()));
    assert_eq!(made.seconds, 0, "nobody spoke");
    assert!(stage.app.form().is_none());
    let Screen::Queue(queue) = stage.app.stack().top() else { panic!() };
    assert_eq!(queue.list.at, 1, "the next call is under the hand: c opens it");
    stage.press("c").settle();
    assert_eq!(stage.app.form().map(|form| form.case), Some(CaseId(102)));
    // A talk has its length, with or without the number handed over here.
    stage.rest(95_000).press("c <enter>");
    let made = contact(&stage);
    assert_eq!((made.outcome, made.seconds / 10), (Outcome::NoCommitment, 9));
    assert_eq!(made.checks, []);
}

#[test]
fn what_was_not_checked_is_said_before_a_talk_is_saved_and_going_back_checks_it() {
    let mut stage = Stage::new((80, 24), Lang::En);
    stage.press("c c").settle();
    assert!(stage.screen().contains("Identity: 0 of 2"), "{}", stage.screen());
    let back = "<shift-tab> <shift-tab> <shift-tab> 1 2";
    stage.press(back).settle();
    assert!(matches!(stage.app.form().map(|layer| &layer.form), Some(Form::Call(_))), "{}", stage.screen());
    stage.press("c").settle();
    assert!(!stage.screen().contains("Identity:"), "{}", stage.screen());
    stage.press("<enter>");
    assert_eq!(contact(&stage).checks.len(), 2);
}

#[test]
fn another_number_is_an_arrow_away_and_a_draft_brings_the_call_back() {
    let mut first = stage();
    first.press("c <right> <space> 2").settle();
    let points = samples::case(CaseId(101)).points;
    let phones: Vec<&str> =
        points.iter().filter(|point| !point.point.contains('@')).map(|point| point.point.as_str()).collect();
    let second = *phones.get(1).unwrap_or(&phones[0]);
    assert_eq!(offered(&first), [second]);
    let drafts = first.disk.clone();
    let mut again = Stage::open((80, 24), session(Lang::Fr), World::Sample, drafts);
    again.settle();
    assert!(matches!(again.app.form().map(|layer| &layer.form), Some(Form::Call(_))), "{}", again.screen());
    again.press("v <enter>");
    let made = contact(&again);
    assert_eq!((made.point.as_str(), made.checks.len(), made.outcome), (second, 1, Outcome::Voicemail));
}

#[test]
fn the_clock_of_a_call_costs_few_bytes_and_nothing_moves_between_its_steps() {
    let mut stage = stage();
    stage.press("c").settle();
    let at_first = stage.screen();
    assert!(at_first.contains("0:00"), "{at_first}");
    stage.rest(9_000);
    assert_eq!(stage.screen(), at_first);
    stage.rest(20_000);
    let later = stage.screen();
    assert!(later.contains("0:20"), "{later}");
    let differ = at_first.chars().zip(later.chars()).filter(|(before, after)| before != after).count();
    assert_eq!(differ, 1, "the clock alone moved:\n{later}");
    // On the wire, a minute of talk.
    let mut store = in_memory(5);
    close(&mut store, monday().plus(-3));
    let mut world = Desk::open(store, Around::day(monday()));
    world.press("c");
    let before = world.device().frames.len();
    world.wait(60_000);
    let frames = world.device().frames[before..].to_vec();
    let bytes: usize = frames.iter().sum();
    assert!((1..=7).contains(&frames.iter().filter(|bytes| **bytes > 0).count()), "{frames:?}");
    assert!(bytes <= 5 * 60, "{bytes} bytes a minute: {frames:?}");
}

#[test]
fn a_call_that_comes_in_is_taken_over_a_form_which_comes_back_as_it_was() {
    let mut stage = stage();
    stage.press("j p 125 <tab> ven").settle();
    let before = stage.app.form().map(|form| (form.act, form.form.rules().fields())).unwrap();
    stage.press("<f3> gare <enter>").settle();
    let form = stage.app.form().unwrap();
    assert!(matches!(&form.form, Form::Call(call) if call.direction() == Direction::In), "{}", stage.screen());
    let caller = form.case;
    assert_ne!(caller, CaseId(102));
    stage.press("1 2 s <enter>").settle();
    let made = contact(&stage);
    assert_eq!((made.direction, made.outcome, made.checks.len()), (Direction::In, Outcome::SaysPaid, 2));
    assert!(matches!(stage.app.stack().top(), Screen::Queue(_)), "{}", stage.screen());
    let after = stage.app.form().map(|form| (form.act, form.form.rules().fields()));
    assert_eq!(after, Some(before), "the form is there as it was");
    // From a screen without a form it ends there too, at the line where it began.
    stage.press("<esc> <f3> gare <enter> n <enter>").settle();
    assert!(matches!(stage.app.stack().top(), Screen::Queue(_)) && stage.app.form().is_none());
    // Left with Esc, one more Esc goes back to what lay under it.
    stage.press("p 99 <f3> gare <enter> <esc> <esc>").settle();
    assert!(stage.app.form().is_some_and(|form| form.case != caller), "{}", stage.screen());
}

#[test]
fn whoever_calls_from_an_unknown_number_is_recorded_with_it() {
    let mut stage = stage();
    stage.press("c").settle();
    let mut call = relance::app::form::call::CallForm::default();
    relance::app::form::FormRules::about(&mut call, "01 99 88 77 66");
    let form = stage.app.form().unwrap();
    let session = stage.app.session().clone();
    relance::app::form::FormRules::fill(&mut call, form.ctx(&session, stage.moment()));
    assert_eq!(call.called().point, "01 99 88 77 66");
    assert!(call.number().is_some_and(|number| number.view.is_none() && number.why.is_none()));
    assert_eq!(call.called().direction, Direction::In);
}

const NEVER: &str = "[own]\nversion = \"1\"\n[[own.rule]]\nid = \"own.closed\"\nkind = \"hours\"\nfrom = \"22:00\"\n\
    to = \"23:00\"\nchannels = [\"call\"]\nseverity = \"block\"\nsource = \"note 12\"\nconfidence = \"policy\"\nunknown = \"pass\"\n";

fn blocked(lang: Lang, size: (u16, u16), role: Role) -> Stage {
    let mut session = session(lang);
    session.who.role = role;
    session.policy.contact = rules(NEVER).unwrap();
    Stage::open(size, session, World::Sample, vec![])
}

#[test]
fn a_blocked_call_is_asked_about_when_it_opens_hands_no_number_over_and_is_kept_when_left() {
    for lang in Lang::ALL {
        for size in [(80, 24), (120, 40)] {
            let mut stage = blocked(lang, size, Role::Supervisor);
            stage.press("c").settle();
            insta::assert_snapshot!(format!("call-blocked-{}-{}x{}", lang.code(), size.0, size.1), stage.screen());
        }
    }
    let mut collector = blocked(Lang::En, (80, 24), Role::Collector);
    collector.press("c <space>").settle();
    assert!(offered(&collector).is_empty() && collector.screen().contains("supervisor"), "{}", collector.screen());
    collector.press("<esc>").settle();
    let [Record::Checked(checked)] = &asked(&collector).pop().unwrap()[..] else { panic!() };
    assert_eq!((checked.verdict, checked.reason.as_str()), (Verdict::Blocked, ""));
    assert!(collector.app.toast().is_none(), "nothing is said of it");
    // The contact form alone keeps it as well; a call that came in asks nothing.
    collector.press("o <esc>").settle();
    assert_eq!(asked(&collector).len(), 2);
    collector.press("<f3> gare <enter> <esc>").settle();
    assert_eq!(asked(&collector).len(), 2);
    let mut supervisor = blocked(Lang::En, (80, 24), Role::Supervisor);
    supervisor.press("c <space> asked<space>for <enter> <space> n <enter>").settle();
    assert_eq!(offered(&supervisor).len(), 1, "{}", supervisor.screen());
    let records = asked(&supervisor).pop().unwrap();
    let [Record::Checked(checked), Record::Contact(_)] = &records[..] else { panic!("{records:?}") };
    assert_eq!(checked.reason, "asked for");
}

#[test]
fn a_number_that_could_not_be_dialled_says_so() {
    let mut stage = Stage::new((80, 24), Lang::En);
    let trouble = Trouble::Broke {
        id: "dial-failed".into(),
        facts: vec![("program", "linphonecsh".into()), ("detail", "not found".into())],
    };
    stage.press("c <space>");
    stage.tell(Reply::Dialled(Err(trouble)));
    assert!(stage.screen().contains("linphonecsh"), "{}", stage.screen());
}

#[test]
fn what_to_speak_of_begins_with_what_was_broken_and_ends_with_what_was_noted() {
    let view = samples::case(CaseId(101));
    let ids: Vec<String> = talking_points(&view).into_iter().map(|hint| hint.say.id).collect();
    for wanted in ["talk-promised", "talk-disputed", "talk-paid", "talk-overdue", "talk-unallocated", "talk-note"] {
        assert!(ids.iter().any(|id| id == wanted), "{wanted} in {ids:?}");
    }
    let mut broken = view.clone();
    let last = broken.state.promises.iter_mut().max_by_key(|promise| (promise.made_on, promise.id)).unwrap();
    last.state = PromiseState::Broken;
    assert_eq!(talking_points(&broken)[0].say.id, "talk-broken");
    let mut paid_long_ago = view;
    paid_long_ago.state.as_of = paid_long_ago.state.as_of.plus(60);
    assert!(talking_points(&paid_long_ago).iter().all(|hint| hint.say.id != "talk-paid"));
}

#[test]
fn an_outcome_that_came_to_nothing_says_when_it_is_tried_again() {
    let shown = |keys: &str, tries: u32| {
        let mut stage = Stage::new((120, 40), Lang::En);
        stage.press(keys).settle();
        if tries > 0 {
            let mut view = samples::case(CaseId(101));
            view.state.profile.attempts_since_talk = tries;
            stage.tell(Reply::Case { case: CaseId(101), answer: Ok(Box::new(view)) });
        }
        stage.screen()
    };
    let said = shown("o n", 1);
    assert!(said.contains("Try 2 without a talk: try again Mon 01 Jul 2013, in the afternoon."), "{said}");
    let said = shown("o o", 0);
    assert!(said.contains("Try 1 without a talk: try again in 30 min (Fri 28 Jun 2013 09:30)"), "{said}");
    let said = shown("o o", 2);
    assert!(said.contains("Try 3 without a talk: try again Mon 08 Jul 2013"), "{said}");
    // A call that came in, and another channel, are tried again by nobody's rule.
    assert!(!shown("o <space> n", 1).contains("without a talk") && !shown("o 2 n", 1).contains("without a talk"));
    // On the agenda, when asked for: at that moment.
    let mut stage = stage();
    stage.press("o o <tab> b <enter> <enter>");
    let records = asked(&stage).pop().unwrap();
    let [Record::Contact(_), Record::Callback { at: when, .. }] = &records[..] else { panic!("{records:?}") };
    assert_eq!(when.0 - at().0, 30 * 60_000);
}

#[test]
fn the_list_of_the_night_lets_a_case_rest_longer_once_its_tries_are_used_up() {
    use crate::support::rows::{monday, overdue};
    use relance::domain::queue::Placed;
    use relance::domain::terms::Policy;
    let day = monday().plus(1);
    let until = |tries: u32, policy: &Policy| {
        let mut row = overdue(1);
        row.profile.last_outcome = Some(Outcome::NoAnswer);
        (row.profile.last_contact_on, row.profile.attempts_since_talk) = (Some(monday()), tries);
        let card = relance::ranking::Card::default_card();
        match relance::ranking::place(&row, day, &card, policy, relance::domain::values::Currency::EUR) {
            Placed::Excluded { reason: Exclusion::RestAfterContact, until, .. } => Some(until),
            _ => None,
        }
    };
    let mut policy = Policy::default();
    assert_eq!((until(6, &policy), until(7, &policy)), (None, Some(monday().plus(8))));
    policy.call.retry[0].most = 8;
    assert_eq!(until(7, &policy), None);
    policy.call.retry[0].delay = relance::domain::call::Delay::Days(3);
    assert_eq!(until(1, &policy), Some(monday().plus(3)));
    // What the house wrote for the outcome holds before any rule.
    policy.rest_by_outcome.push((Outcome::NoAnswer, 2));
    assert_eq!(until(9, &policy), Some(monday().plus(2)));
}

#[test]
fn weak_signals_are_said_on_the_ribbon_and_in_the_call() {
    let mut view = samples::case(CaseId(101));
    let past = &mut view.state.profile;
    (past.late_count, past.attempts_since_talk, past.disputes, past.limit_use_mille) = (20, 5, 3, Some(950));
    for (lang, words) in [
        (
            Lang::En,
            [
                "credit limit 95% used",
                "paid late so far: 8 invoices in 10",
                "5 calls without a talk",
                "3 disputes opened",
            ],
        ),
        (
            Lang::Fr,
            [
                "limite de crédit utilisée à 95",
                "payées en retard jusqu'ici : 8 factures sur 10",
                "5 appels sans parler",
                "3 litiges ouverts",
            ],
        ),
    ] {
        let mut stage = Stage::new((200, 60), lang);
        stage.press("<enter>").settle();
        stage.tell(Reply::Case { case: CaseId(101), answer: Ok(Box::new(view.clone())) });
        let screen = stage.screen();
        assert!(words.iter().all(|word| screen.matches(word).count() == 2), "beside and on the ribbon: {screen}");
        stage.press("c").settle();
        stage.tell(Reply::Case { case: CaseId(101), answer: Ok(Box::new(view.clone())) });
        assert!(stage.screen().contains(words[2]), "{}", stage.screen());
    }
    for lang in Lang::ALL {
        let words = relance::i18n::Words::new(lang);
        for code in SignalCode::ALL {
            for fact in [1, 8] {
                let said = words.signal(relance::domain::signal::Signal { code: *code, fact });
                assert!(!said.contains("signal-") && !said.is_empty(), "{code}: {said}");
            }
        }
    }
}
