//! The screen of reports: what it asks for, what it draws of every kind of picture, in every theme and in ASCII.
//! What never lives here: a figure.

use relance::app::effect::{Effect, Reply};
use relance::app::screen::Screen;
use relance::app::screen::report::{Page, ReportAsk, Sheets};
use relance::app::toast::Progress;
use relance::domain::values::Day;
use relance::i18n::Lang;

use crate::report_worked::worked;
use crate::support::stage::{Stage, World, session};

fn stage(size: (u16, u16), lang: Lang) -> Stage {
    Stage::open(size, session(lang), World::Sample, vec![])
}

/// Sheets as the program tells them: one table, and one picture of each kind.
const TOLD: &str = r##"{"schema":"relance.sheets/1","sheets":[{"title":"Balance","notes":["It adds up."],
 "columns":["Group","Open"],"rows":[[["C-000001",false],["1 200,00 €",true]],[["C-000002",false],["90,00 €",true]]],
 "charts":[{"title":"Open by days past due","picture":{"bars":[{"label":"not due","length":50,"text":"50.00"},
 {"label":"1 to 30 days","length":100,"text":"100.00"}]}},
 {"title":"A year","picture":{"lines":[["2025-04","2026-03"],[{"label":"Open","points":[0,10,40,100],"text":"100"},
 {"label":"Paid","points":[null,5,20,50],"text":"50"}]]}},
 {"title":"By hour","picture":{"heat":[["9","10"],[["Mon",[{"permille":700,"text":"70"},{"permille":null,"text":""}]],
 ["Tue",[{"permille":400,"text":"40"},{"permille":100,"text":"10"}]]]]}},
 {"title":"Callers","picture":{"sparks":[{"label":"lea","points":[1,2,8],"text":"11"}]}}]}]}"##;

fn told() -> Box<Sheets> {
    Box::new(serde_json::from_str(TOLD).unwrap())
}

fn answer(stage: &mut Stage, ask: ReportAsk) {
    let tick = stage.app.tick();
    stage.app.reply(Reply::Report { ask, answer: Ok(told()) }, tick);
}

#[test]
fn reports_are_drawn_in_both_languages_and_sizes() {
    for lang in Lang::ALL {
        for size in [(60, 15), (80, 24), (120, 40)] {
            let mut stage = stage(size, lang);
            stage.press("g f").settle();
            answer(&mut stage, ReportAsk::default());
            insta::assert_snapshot!(format!("report-{}-{}x{}", lang.code(), size.0, size.1), stage.screen());
        }
    }
}

#[test]
fn pictures_stand_without_colour_and_without_signs_and_every_theme_draws_them() {
    for name in ["terminal", "day", "night", "contrast", "mono", "deuteran"] {
        let mut stage = stage((120, 40), Lang::En);
        stage.theme = relance::ui::theme::Theme::named(name, true, false).unwrap();
        stage.press("g f").settle();
        answer(&mut stage, ReportAsk::default());
        let text = stage.screen();
        assert!(text.contains('█') && text.contains("70") && text.contains("lea"), "{name}: {text}");
        stage.theme = relance::ui::theme::Theme::named(name, false, true).unwrap();
        let plain = stage.screen();
        assert!(plain.replace(['€', '\u{a0}', '·'], "").is_ascii(), "{name}: {plain}");
        assert!(plain.contains("####") && plain.contains('@'), "{plain}");
    }
}

#[test]
fn keys_ask_for_pages_days_buckets_and_cases() {
    let mut stage = stage((80, 24), Lang::En);
    let today = stage.app.tick().now.today;
    stage.press("g f").settle();
    let mut ask = ReportAsk::default();
    assert_eq!(stage.asked.last(), Some(&Effect::Report(ask)));
    answer(&mut stage, ask);
    // down to the second bar: note, gap, title, not due, 1 to 30 days
    stage.press("j j j j <enter>").settle();
    ask.bucket = Some(1);
    assert_eq!(stage.asked.last(), Some(&Effect::Report(ask)));
    answer(&mut stage, ask);
    stage.press("G <enter>").settle();
    assert!(matches!(stage.app.stack().top(), Screen::Case(case) if case.case.0 == 2));
    stage.press("<esc> <esc>").settle();
    ask.bucket = None;
    assert_eq!(stage.asked.last(), Some(&Effect::Report(ask)), "back from the bucket to the balance");
    answer(&mut stage, ask);
    stage.press("<tab>").settle();
    ask.page = Page::Figures;
    assert_eq!(stage.asked.last(), Some(&Effect::Report(ask)));
    stage.press("n").settle();
    assert_eq!(stage.asked.last(), Some(&Effect::Report(ask)), "there is nothing after today");
    stage.press("b b").settle();
    ask.as_of = Some(today.plus(-2));
    assert_eq!(stage.asked.last(), Some(&Effect::Report(ask)));
    stage.press("n n").settle();
    ask.as_of = None;
    assert_eq!(stage.asked.last(), Some(&Effect::Report(ask)));
    stage.press("B").settle();
    assert_eq!(stage.asked.last(), Some(&Effect::Report(ReportAsk { as_of: Some(Day(today.0 - 30)), ..ask })));
}

#[test]
fn a_report_under_way_is_told_of_and_stopped_and_a_late_answer_to_another_question_is_dropped() {
    let mut stage = stage((80, 24), Lang::En);
    stage.press("g f").settle();
    let tick = stage.app.tick();
    let far = Progress { done: 250_000, total: 1_000_000, rate: 250_000, seconds_left: 3 };
    stage.app.reply(Reply::Reporting(far), tick);
    assert!(stage.screen().contains("250,000 of 1,000,000 cases"), "{}", stage.screen());
    answer(&mut stage, ReportAsk { page: Page::Pictures, ..ReportAsk::default() });
    assert!(!stage.screen().contains("It adds up."));
    stage.press("<esc>").settle();
    assert!(stage.asked.contains(&Effect::StopReport));
    assert!(stage.screen().contains("Ctrl-R"), "{}", stage.screen());
    stage.press("<esc>").settle();
    assert!(matches!(stage.app.stack().top(), Screen::Queue(_)));
}

#[test]
fn what_the_program_tells_is_what_the_screen_reads() {
    let shell = worked();
    for page in Page::ALL {
        let told = shell.run(&format!("report {} --sheets", page.name())).done().to_owned();
        let read: Sheets = serde_json::from_str(&told).unwrap();
        assert!(!read.sheets.is_empty(), "{}", page.name());
    }
    let cases: Sheets = serde_json::from_str(shell.run("report ageing --sheets --cases 3").done()).unwrap();
    assert_eq!(cases.sheets[0].rows.len(), 2);
}
