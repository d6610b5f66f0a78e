//! What if: the screen asks for a file, shows both lists and who moves, and writes nothing; slices tell what one walk tells.
//! What never lives here: the order itself.
//! Run by the suite.

use relance::app::effect::{Effect, Reply};
use relance::app::screen::Screen;
use relance::app::screen::what_if::Comparison;
use relance::app::toast::Progress;
use relance::domain::codes::Role;
use relance::i18n::Lang;

use crate::support::shell::Shell;
use crate::support::stage::{Stage, World, session};

fn stage(size: (u16, u16), lang: Lang, role: Role) -> Stage {
    let mut session = session(lang);
    session.who.role = role;
    Stage::open(size, session, World::Sample, vec![])
}

#[test]
fn the_screen_shows_both_lists_and_who_moves() {
    for lang in Lang::ALL {
        for size in [(60, 15), (80, 24), (120, 40)] {
            let mut stage = stage(size, lang, Role::Supervisor);
            stage.press("g w").settle();
            let name = |what: &str| format!("what-if-{what}-{}-{}x{}", lang.code(), size.0, size.1);
            insta::assert_snapshot!(name("prompt"), stage.screen());
            stage.press("/tmp/autre.toml <enter> j").settle();
            insta::assert_snapshot!(name("told"), stage.screen());
        }
    }
}

#[test]
fn it_is_for_those_who_decide_and_can_be_stopped() {
    let mut collector = stage((80, 24), Lang::En, Role::Collector);
    collector.press("g w").settle();
    assert!(collector.screen().contains("only a supervisor"), "{}", collector.screen());
    let mut stage = stage((80, 24), Lang::En, Role::Supervisor);
    stage.press("g w a.toml <enter>").settle();
    assert!(stage.asked.contains(&Effect::WhatIf("a.toml".into())));
    let tick = stage.app.tick();
    stage.app.reply(Reply::WhatIf { file: "a.toml".into(), answer: None }, tick);
    assert!(stage.screen().contains("being made"));
    let far = |done| Reply::Comparing(Progress { done, total: 1_000_000, rate: 250_000, seconds_left: 3 });
    assert!(stage.app.reply(far(250_000), tick).is_empty());
    assert!(stage.screen().contains("250,000 of 1,000,000 cases, 250,000 a second, 3 s left"), "{}", stage.screen());
    stage.press("<esc>").settle();
    assert!(stage.asked.contains(&Effect::StopWhatIf));
    stage.app.reply(far(500_000), tick);
    assert!(!stage.screen().contains("500,000"), "what was stopped is told of no more");
    stage.press("<esc>").settle();
    assert!(matches!(stage.app.stack().top(), Screen::Queue(_)));
}

#[test]
fn what_is_told_as_json_is_what_the_screen_reads() {
    let shell = Shell::demo(60);
    let file = shell.home().join("other.toml");
    std::fs::write(&file, "minimum = 900\n[capacity]\nhours = 1\n").unwrap();
    let told = shell.json(&format!("queue --limit 3 --what-if {}", file.display()));
    let moved = told["moved"].as_u64().unwrap();
    assert!(moved > 3, "an hour instead of six moves more than three calls: {moved}");
    assert_eq!(told["moves"].as_array().unwrap().len(), 3);
    let read: Comparison = serde_json::from_value(told.clone()).unwrap();
    assert_eq!((read.moved, read.moves.len()), (moved, 3));
    let all = shell.json(&format!("queue --what-if {}", file.display()));
    assert_eq!(all["moves"].as_array().unwrap().len() as u64, moved);
    assert_eq!(all["moves"][0], told["moves"][0], "those worth most come first, however many are told");
    let ran = shell.run(&format!("queue --json --progress --what-if {}", file.display()));
    let far: serde_json::Value = serde_json::from_str(ran.err.lines().next().unwrap()).unwrap();
    assert_eq!((far["done"].as_u64(), far["total"].as_u64()), (Some(60), Some(60)), "for a program that reads along");
    let same = shell.home().join("same.toml");
    std::fs::write(&same, "").unwrap();
    let none = shell.json(&format!("queue --what-if {}", same.display()));
    assert_eq!((none["moved"].as_u64(), none["shifted"].as_u64()), (Some(0), Some(0)));
    let lists =
        |key: &str| -> Vec<_> { none["lists"].as_array().unwrap().iter().map(|list| list[key].clone()).collect() };
    assert_eq!(lists("now"), lists("then"));
    // What the close makes next is what was told of things as they are.
    let calls = |json: &serde_json::Value| json["capacity"]["calls"].as_u64().unwrap();
    shell.run("close-day").done();
    let told: u64 =
        none["lists"].as_array().unwrap().iter().map(|list| list["now"]["calls"].as_u64().unwrap_or(0)).sum();
    let day = none["day"].as_str().unwrap();
    assert_eq!(calls(&shell.json(&format!("queue --limit 1 --day {day}"))), told);
}
