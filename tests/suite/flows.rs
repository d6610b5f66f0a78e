//! Keys in, screen and effects out, on the stage: what each key of the story leads to.
//! What never lives here: looks (see `screens`), the store (see the story).
//! Run by the suite.

use relance::app::effect::{Effect, Reply};
use relance::app::session::Tick;
use relance::domain::command::{Command, Record, Refusal, What};
use relance::domain::values::{CaseId, Login, Now};
use relance::i18n::Lang;
use relance::input::Input;

use crate::support::samples;
use crate::support::stage::{Stage, World, session};

const SIZE: (u16, u16) = (80, 24);

fn commands(stage: &Stage) -> Vec<&Command> {
    fn executed(effect: &Effect) -> Option<&Command> {
        if let Effect::Execute(command) = effect { Some(command) } else { None }
    }
    stage.asked.iter().filter_map(executed).collect()
}

#[test]
fn enter_opens_and_escape_goes_back_and_never_quits() {
    let mut stage = Stage::new(SIZE, Lang::En);
    stage.press("j j <enter>");
    assert!(stage.screen().contains("› Établissements Œuvrard & Fils"));
    stage.press("<esc>");
    assert!(stage.screen().contains("Why"));
    stage.press("<esc> <esc> <esc> <backspace>");
    assert!(!stage.ended);
    stage.press("q");
    assert!(stage.ended, "q on the first screen quits when nothing is unsaved");
}

#[test]
fn a_note_is_one_act_and_its_draft_is_forgotten_when_recorded() {
    let mut stage = Stage::new(SIZE, Lang::En);
    stage.press("n hello <enter> there");
    assert_eq!(stage.disk.len(), 1);
    assert_eq!(stage.disk[0].steps[0].fields, [("text".to_owned(), "hello\nthere".to_owned())]);
    stage.press("<ctrl-s>");
    let [command] = commands(&stage)[..] else { panic!("one command") };
    assert_eq!(command.case, CaseId(101));
    assert_eq!(command.what, What::Record(vec![Record::Note("hello\nthere".into())]));
    assert!(stage.disk.is_empty() && stage.app.form().is_none());
    assert!(stage.screen().contains("Recorded: Boulangerie Lefèvre  u undo"));
}

#[test]
fn the_toast_undoes_without_a_question_and_the_history_asks() {
    let mut stage = Stage::new(SIZE, Lang::En);
    stage.press("n x <ctrl-s> u");
    let all = commands(&stage);
    assert_eq!(all.len(), 2);
    assert_eq!(all[1].what, What::Undo(all[0].act));
    let mut stage = Stage::new(SIZE, Lang::En);
    stage.press("<enter> j u");
    assert!(stage.screen().contains("Take back?"), "{}", stage.screen());
    assert!(commands(&stage).is_empty(), "a question first");
    stage.press("<esc>");
    assert!(commands(&stage).is_empty());
    stage.press("u <enter>");
    assert_eq!(commands(&stage)[0].what, What::Undo(samples::act(9)));
}

#[test]
fn what_was_typed_survives_escape_and_the_end_of_the_program() {
    let mut stage = Stage::new(SIZE, Lang::En);
    stage.press("j n half <esc>");
    assert!(stage.screen().contains("Draft kept"));
    stage.press("k j n");
    assert!(stage.screen().contains("half"), "the same key opens it again");
    stage.input(Input::Hangup);
    assert!(stage.ended);
    let drafts = stage.disk.clone();
    let act = drafts[0].act;
    let mut again = Stage::open(SIZE, session(Lang::En), World::Sample, drafts);
    assert!(again.screen().contains("half"), "{}", again.screen());
    again.press("<ctrl-s>");
    assert_eq!(commands(&again)[0].act, act, "the draft's act: recorded twice it would still be one");
    assert_eq!(commands(&again)[0].case, CaseId(102));
}

#[test]
fn quitting_asks_only_when_something_is_unsaved() {
    let mut stage = Stage::new(SIZE, Lang::En);
    stage.press("n x <esc> q");
    assert!(!stage.ended);
    assert!(stage.screen().contains("1 draft is not recorded"));
    stage.press("<esc> q y");
    assert!(stage.ended);
}

#[test]
fn control_c_twice_leaves_from_anywhere() {
    for keys in ["", "n typing", "?", "/ab", "<enter>", "n x <esc> q"] {
        let mut stage = Stage::new(SIZE, Lang::En);
        stage.press(keys).press("<ctrl-c>");
        assert!(!stage.ended, "{keys}");
        stage.press("<ctrl-c>");
        assert!(stage.ended, "{keys}");
    }
    let mut slow = Stage::new(SIZE, Lang::En);
    slow.press("<ctrl-c>").rest(3_000).press("<ctrl-c>");
    assert!(!slow.ended, "two that are seconds apart are not two in a row");
}

#[test]
fn a_refusal_is_said_and_the_form_stays_as_it_was() {
    let mut stage = Stage::open(SIZE, session(Lang::En), World::Refusing(Refusal::Stale { by: None }), vec![]);
    stage.settle().press("n kept <ctrl-s>");
    let text = stage.screen();
    assert!(text.contains("kept") && stage.app.form().is_some());
    assert!(stage.app.form().unwrap().trouble.is_some() && !text.contains("refusal-"), "{text}");
    assert_eq!(stage.disk.len(), 1, "the draft is kept");
}

#[test]
fn a_case_somebody_else_has_is_not_written_to() {
    let mut stage = Stage::new(SIZE, Lang::En);
    stage.press("n mine");
    let tick = Tick { now: Now { at: samples::at(), today: samples::today() }, mono_ms: 5_000 };
    let refused = relance::app::say::Trouble::Refused(Refusal::HeldByOther(Login("omar".into())));
    stage.app.reply(Reply::Lease { case: CaseId(101), answer: Err(refused) }, tick);
    assert!(stage.app.form().is_none());
    assert!(stage.screen().contains("omar"));
    assert_eq!(stage.disk.len(), 1, "what was typed is kept");
}

#[test]
fn the_hand_rests_before_the_case_is_read() {
    let mut stage = Stage::new(SIZE, Lang::En);
    let loads = |stage: &Stage| stage.asked.iter().filter(|effect| matches!(effect, Effect::LoadCase { .. })).count();
    let before = loads(&stage);
    stage.press("j j j j j");
    assert_eq!(loads(&stage), before, "a running hand reads nothing");
    stage.rest(200);
    assert_eq!(loads(&stage), before + 1);
}

#[test]
fn a_prefix_shows_what_can_follow_only_when_the_hand_hesitates() {
    let mut stage = Stage::new(SIZE, Lang::En);
    stage.app.take_dirty();
    stage.press("g");
    assert!(!stage.app.take_dirty(), "nothing is drawn for a fast hand");
    stage.rest(400);
    assert!(stage.screen().contains("g First line"), "{}", stage.screen());
    stage.press("g");
    assert!(!stage.screen().contains("g First line"));
}

#[test]
fn the_filter_narrows_while_typing_and_escape_clears_it() {
    let mut stage = Stage::new(SIZE, Lang::Fr);
    stage.press("/oeuvrard");
    let text = stage.screen();
    assert!(text.contains("Établissements Œuvr") && !text.contains("Zoé Martin"), "{text}");
    assert!(text.contains("3 sur 42"), "{text}");
    stage.press("<enter> j <enter>");
    assert!(stage.screen().contains("› Établissements Œuvrard"), "keys work in the filtered list");
    stage.press("<esc> <esc>");
    assert!(stage.screen().contains("Zoé Martin"));
    assert_eq!(stage.app.queue().unwrap().selected().unwrap().rank, 17, "the hand stays on its case");
}

#[test]
fn the_next_case_comes_up_and_done_ones_are_passed_over() {
    let mut stage = Stage::new(SIZE, Lang::En);
    stage.press("j j j j j j <enter> J");
    assert!(stage.screen().contains("› Café des Arts"), "rank 8 is done: {}", stage.screen());
    stage.press("K <esc>");
    assert_eq!(stage.app.queue().unwrap().selected().unwrap().rank, 8);
}

#[test]
fn an_action_that_is_off_says_why() {
    let mut looking = session(Lang::En);
    looking.read_only = true;
    let mut stage = Stage::open(SIZE, looking, World::Sample, vec![]);
    stage.settle().press("p");
    assert!(stage.screen().contains("this book is open for reading only"));
    assert!(commands(&stage).is_empty() && stage.app.form().is_none());
}

#[test]
fn nothing_changed_means_nothing_drawn() {
    let mut stage = Stage::new(SIZE, Lang::En);
    stage.app.take_dirty();
    let tick = Tick { now: Now { at: samples::at(), today: samples::today() }, mono_ms: 90_000 };
    for effect in stage.app.reply(Reply::Changed, tick) {
        let reply = if let Effect::LoadCase { case, .. } = effect {
            Reply::Case { case, answer: Ok(Box::new(samples::case(case))) }
        } else {
            Reply::Queue(Ok(Some(samples::page(0, samples::LINES))))
        };
        stage.app.reply(reply, tick);
    }
    assert!(!stage.app.take_dirty(), "the same answers again");
}

#[test]
fn a_new_generation_is_announced_and_taken_with_enter() {
    let mut stage = Stage::new(SIZE, Lang::En);
    let tick = Tick { now: Now { at: samples::at(), today: samples::today() }, mono_ms: 90_000 };
    let mut page = samples::page(0, 42);
    page.generation.number = 4;
    page.generation.day = samples::today().plus(3);
    stage.app.reply(Reply::Queue(Ok(Some(page))), tick);
    assert!(stage.screen().contains("New queue for Mon 01 Jul 2013"), "{}", stage.screen());
    assert_eq!(stage.app.queue().unwrap().generation().unwrap().number, 3, "the list under the hand stays");
    stage.press("<enter>");
    assert_eq!(stage.app.queue().unwrap().generation().unwrap().number, 4);
}

#[test]
#[allow(clippy::disallowed_methods, reason = "this measures how long it takes on the machine it runs on")]
fn keys_are_taken_by_the_thousand_a_second() {
    let mut stage = Stage::new((120, 40), Lang::Fr);
    let keys = "j ".repeat(41) + &"k ".repeat(41);
    let started = std::time::Instant::now();
    for _ in 0..50 {
        stage.press(&keys);
    }
    let each = started.elapsed() / 4_100;
    assert!(each.as_micros() < 1_000, "{each:?} a key in an unoptimised build");
}

#[test]
fn the_line_under_the_hand_stays_in_sight_under_a_form_and_after_a_resize() {
    let mut stage = Stage::new((80, 24), Lang::En);
    stage.press("j j j j j j j j j j j j").settle();
    assert!(stage.screen().contains("▌  13"));
    stage.press("n x");
    assert!(stage.screen().contains("▌  13"), "{}", stage.screen());
    stage.press("<esc>");
    stage.input(Input::Resize(60, 15));
    assert!(stage.screen().contains("▌  13"), "{}", stage.screen());
}

#[test]
fn yesterdays_list_says_that_it_is_old() {
    let mut stage = Stage::new(SIZE, Lang::En);
    assert!(!stage.screen().contains("old queue"));
    let tomorrow = Now { at: samples::at(), today: samples::today().plus(1) };
    stage.app.update(Input::Wake, Tick { now: tomorrow, mono_ms: 90_000 });
    assert!(stage.screen().contains("old queue"), "{}", stage.screen());
}
