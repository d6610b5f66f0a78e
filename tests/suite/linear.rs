//! The screen for ears: what changes is said as lines added, the field typed in grows, no cursor is moved.
//! What never lives here: what the screens show to eyes (see `screens`).

use relance::i18n::Lang;
use relance::store::Store;

use crate::support::book::{fill, monday, settings};
use crate::support::days::close;
use crate::support::driver::{Driver, Ended};
use crate::support::world::World;

fn world(lang: Lang) -> World {
    let mut store = Store::in_memory(&settings()).unwrap();
    fill(&mut store, 8).unwrap();
    close(&mut store, monday().plus(-3));
    World::heard(store, monday(), lang)
}

/// A day told: what was pressed, and what was said then.
fn story(lang: Lang) -> String {
    let mut world = world(lang);
    let mut told = format!("{}\n", world.hears());
    for keys in [
        "j",
        "j",
        "<enter>",
        "<tab>",
        "<esc>",
        "p",
        "2",
        "5",
        "0",
        "<tab>",
        "<tab>",
        "<ctrl-s>",
        "n",
        "hello",
        "<backspace>",
        "<esc>",
        "<ctrl-f>",
        "t",
        "é",
        "4",
        "<enter>",
        "?",
        "<esc>",
        "g",
        "q",
        "u",
    ] {
        world.press(keys).wait(700);
        told.push_str(&format!("\n── {keys}\n{}", world.hears()));
    }
    assert!(world.device().frames.is_empty(), "nothing is drawn");
    told.replace("\r\n", "\n")
}

#[test]
fn a_day_is_told_in_lines() {
    for lang in Lang::ALL {
        let told = story(lang);
        assert!(!told.contains('\u{1b}') && !told.contains('\u{8}') && !told.contains('\r'), "{told}");
        insta::assert_snapshot!(format!("linear_{}", lang.code()), told);
    }
}

#[test]
fn one_step_says_one_line() {
    let mut world = world(Lang::En);
    assert!(world.hears().contains("1, Société 1 Études"));
    world.press("j");
    assert_eq!(world.hears().lines().count(), 1);
    world.press("k");
    let said = world.hears();
    assert!(said.starts_with("1, Société 1 Études, €1,300.00"), "{said}");
    world.press("<ctrl-l>");
    assert!(world.hears().lines().count() > 2, "asked for again, all is said");
}

#[test]
fn a_terminal_that_can_do_nothing_is_enough() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("book");
    let mut store = Store::create(&path, &settings(), false).unwrap();
    fill(&mut store, 5).unwrap();
    close(&mut store, monday().plus(-3));
    drop(store);
    let (book, today) = (path.display().to_string(), monday().to_string());
    let arguments = ["--linear", "--book", &book, "--today", &today, "--lang", "en"];
    let program = std::path::Path::new(env!("CARGO_BIN_EXE_relance"));
    let mut driver = Driver::start(program, (80, 24), folder.path(), &arguments, &[("TERM", "dumb")]);
    driver.sees("Société 1 Études").types("j").sees("2, Société 2 Études");
    assert!(!driver.is_taken(), "the screen stays the shell's");
    driver.types("q");
    assert_eq!(driver.ends(), Ended::Code(0));
}
