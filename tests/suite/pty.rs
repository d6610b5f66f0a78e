//! The door of the house, through a real pseudo-terminal: start, leave, another size, suspend, a dropped line, a kill,
//! a key in pieces, an error of our own. Few tests: what can be seen without a terminal is tested without one.
//! What never lives here: what the screens say.

use std::path::Path;

use relance::clock::Clock;
use relance::domain::values::Day;
use relance::store::{Mode, Store};
use relance::zone::Zone;

use crate::support::book::{fill, monday, settings};
use crate::support::days::close;
use crate::support::driver::{Driver, Ended};

const SIZE: (u16, u16) = (80, 24);

/// A book of five debtors in a folder of its own, its list for Monday made.
fn book() -> (tempfile::TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("book");
    let mut store = Store::create(&path, &settings(), false).unwrap();
    fill(&mut store, 5).unwrap();
    close(&mut store, monday().plus(-3));
    let path = path.display().to_string();
    (folder, path)
}

fn work(folder: &Path, book: &str) -> Driver {
    let today = monday().to_string();
    let mut driver = Driver::relance(SIZE, folder, &["--book", book, "--today", &today, "--lang", "en"]);
    driver.sees("Société 1 Études").rests();
    driver
}

#[test]
fn it_opens_and_gives_the_terminal_back() {
    let (folder, book) = book();
    let mut driver = work(folder.path(), &book);
    assert!(driver.is_taken());
    driver.types("q");
    assert_eq!(driver.ends(), Ended::Code(0));
    assert!(driver.is_given_back());
}

#[test]
fn another_size_is_taken_and_too_small_a_one_is_said() {
    let (folder, book) = book();
    let mut driver = work(folder.path(), &book);
    driver.resize(60, 14).sees("60").rests();
    assert!(!driver.screen().contains("Société 1"));
    driver.resize(120, 40).sees("Société 5 Études");
    driver.types("q");
    assert_eq!(driver.ends(), Ended::Code(0));
}

#[test]
fn a_key_in_pieces_is_one_key() {
    let (folder, book) = book();
    let mut driver = work(folder.path(), &book);
    // Down, cut after its first byte and held back for less than the window; on a busy machine this hand itself may be
    // late once, and then the first byte was a key of its own.
    let came = (0..6).any(|_| {
        driver.types("gg").rests().types("\u{1b}").pause(4).types("[B").rests();
        driver.enter().sees("C-00000");
        let down = driver.screen().contains("C-000002");
        driver.types("q").rests();
        down
    });
    assert!(came, "{}", driver.screen());
    driver.types("q");
    assert_eq!(driver.ends(), Ended::Code(0));
}

#[test]
fn a_dropped_line_keeps_the_draft() {
    let (folder, book) = book();
    let mut driver = work(folder.path(), &book);
    driver.types("nhalf a sent").sees("half a sent").hang_up();
    assert_eq!(driver.ends(), Ended::Code(1));
    let mut again = Driver::relance(SIZE, folder.path(), &["--book", &book, "--today", &monday().to_string()]);
    again.sees("half a sent");
    again.terminate();
    assert_eq!(again.ends(), Ended::Code(1));
    assert!(again.is_given_back());
}

#[test]
fn a_killed_program_comes_back_where_it_was() {
    let (folder, book) = book();
    // Drafts are written beside the keys: it is killed once this one is on disk.
    let kept = || {
        let files = std::fs::read_dir(folder.path()).unwrap().flatten();
        let texts = files.map(|file| std::fs::read_to_string(file.path()).unwrap_or_default());
        texts.into_iter().any(|text| text.contains("in the mid"))
    };
    let mut driver = work(folder.path(), &book);
    driver.types("nkilled in the mid").sees("killed in the mid");
    let written = (0..1500).any(|_| {
        driver.pause(20);
        kept()
    });
    assert!(written, "no draft reached the disk\n{}", driver.screen());
    driver.kill();
    assert_eq!(driver.ends(), Ended::Killed);
    let mut again = Driver::relance(SIZE, folder.path(), &["--book", &book, "--today", &monday().to_string()]);
    again.sees("killed in the mid");
    again.terminate();
    again.ends();
}

#[test]
fn the_shell_gets_the_terminal_and_hands_it_back() {
    let (folder, book) = book();
    let today = monday().to_string();
    // A shell with job control around it, as at a person's desk.
    let script = format!(
        "set -m; {} --book {book} --today {today} --lang en; echo stopped $?; fg; echo over",
        env!("CARGO_BIN_EXE_relance")
    );
    let mut driver = Driver::start(Path::new("/bin/bash"), SIZE, folder.path(), &["-c", &script], &[]);
    driver.sees("Société 1 Études").rests();
    driver.types("\u{1a}").sees("Société 1 Études").rests();
    driver.waits_for(Driver::is_taken);
    driver.types("j").sees("▌   2").enter().sees("C-000002").types("q").sees("▌   2").types("q");
    driver.sees("over");
    assert_eq!(driver.ends(), Ended::Code(0));
    assert!(driver.screen().contains("stopped 14"), "{}", driver.screen());
    assert!(driver.is_given_back());
}

#[test]
fn a_missed_close_runs_beside_the_screen() {
    let (folder, book) = book();
    let tuesday = monday().plus(1).to_string();
    let mut driver = Driver::relance(SIZE, folder.path(), &["--book", &book, "--today", &tuesday, "--lang", "en"]);
    // Monday's list first, then Tuesday's by itself.
    driver.sees("Société 1 Études").sees("02 Jun 2026").sees("Société 5 Études");
    driver.types("q");
    assert_eq!(driver.ends(), Ended::Code(0));
    let store = Store::open(Path::new(&book), Mode::Read).unwrap();
    assert_eq!(store.latest_generation().unwrap().map(|generation| generation.day), Some(monday().plus(1)));
}

#[test]
fn without_a_terminal_a_sentence_says_so() {
    let (folder, book) = book();
    let out = std::process::Command::new(env!("CARGO_BIN_EXE_relance"))
        .args(["--book", &book, "--lang", "en"])
        .env("HOME", folder.path())
        .stdin(std::process::Stdio::null())
        .output()
        .unwrap();
    assert_eq!(out.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&out.stderr).contains("needs a terminal"));
    assert!(out.stdout.is_empty());
}

#[test]
fn an_error_of_our_own_gives_the_terminal_back_and_leaves_a_report() {
    let folder = tempfile::tempdir().unwrap();
    let this_test_binary = std::env::current_exe().unwrap();
    let crash = folder.path().display().to_string();
    let arguments = ["--exact", "pty::falls_over", "--ignored", "--nocapture", "--test-threads=1"];
    let mut driver = Driver::start(&this_test_binary, SIZE, folder.path(), &arguments, &[("FALL_OVER_IN", &crash)]);
    driver.sees("the program was at fault");
    driver.ends();
    assert!(driver.is_given_back());
    let mut files = std::fs::read_dir(folder.path()).unwrap();
    let report = files.find_map(|file| {
        let path = file.unwrap().path();
        path.to_string_lossy().contains("crash").then(|| std::fs::read_to_string(path).unwrap())
    });
    let report = report.expect("a report");
    assert!(report.contains("tests/suite/pty.rs") && report.contains("text withheld"), "{report}");
    assert!(!report.contains("Lefèvre"), "no debtor's data in a report");
    assert!(!driver.screen().contains("Lefèvre"), "nor on the screen\n{}", driver.screen());
}

/// Not a test: the program that the test above watches falling over.
#[test]
#[ignore = "falls over on purpose; run by the test above"]
fn falls_over() {
    let Ok(folder) = std::env::var("FALL_OVER_IN") else { return };
    let clock = Clock::real(Zone::UTC);
    let caps = relance::term::Caps::from_env(|name| std::env::var(name).ok());
    // On a thread of its own the test harness would catch the output; the hook cares for the thread that opened.
    let _tty =
        relance::term::Tty::open(&clock, caps, false, folder.into(), "the program was at fault:".into()).unwrap();
    let name = String::from("Lefèvre");
    panic!("cannot cut {name}");
}

#[test]
fn a_storm_of_sizes_ends_in_the_last_one() {
    let (folder, book) = book();
    let mut driver = work(folder.path(), &book);
    for step in 0..120_u16 {
        driver.resize(40 + step * 7 % 160, 10 + step * 5 % 50);
    }
    driver.resize(80, 24).sees("Société 5 Études").rests();
    let screen = driver.screen();
    assert_eq!(screen.matches("Société 1 Études").count(), 2, "the line and the case below it\n{screen}");
    driver.types("q");
    assert_eq!(driver.ends(), Ended::Code(0));
}

#[test]
fn own_keys_and_themes_are_read_again_while_it_runs_and_a_mistake_is_said_with_its_place() {
    let (folder, book) = book();
    let config = folder.path().join(".config/relance");
    std::fs::create_dir_all(config.join("themes")).unwrap();
    let mut driver = work(folder.path(), &book);
    std::fs::write(config.join("keymap.toml"), "[queue]\nwrite-noto = 'Z'\n").unwrap();
    driver.sees("keymap.toml, line 2, column 1:");
    std::fs::write(config.join("keymap.toml"), "[queue]\nwrite-note = ['n', 'ctrl-g']\n").unwrap();
    driver.sees("read again").types("\u{7}by the new key").sees("by the new key").types("\u{13}").rests();
    std::fs::write(config.join("themes/mine.toml"), "[roles]\ndanger = { fg = 'rad' }\n").unwrap();
    std::fs::write(config.join("settings.toml"), "theme = 'mine'\n").unwrap();
    driver.sees("mine.toml, line 2, column 17:");
    std::fs::write(config.join("themes/mine.toml"), "[roles]\nmoney = { fg = '#123456' }\n").unwrap();
    driver.sees("read again");
    driver.types("q");
    assert_eq!(driver.ends(), Ended::Code(0));
    let written = Store::open(Path::new(&book), Mode::Read).unwrap().journal(None, 100).unwrap();
    assert_eq!(written.len(), 1);
}

#[test]
fn a_past_day_opens_to_look_only() {
    let (folder, book) = book();
    let before: Day = monday().plus(-5);
    let mut driver =
        Driver::relance(SIZE, folder.path(), &["--book", &book, "--today", &before.to_string(), "--lang", "en"]);
    driver.sees("Société 1 Études").types("n").rests();
    let screen = driver.screen();
    driver.types("q");
    assert_eq!(driver.ends(), Ended::Code(0), "nothing was begun that leaving would ask about\n{screen}");
    let written = Store::open(Path::new(&book), Mode::Read).unwrap().journal(None, 100).unwrap();
    assert!(written.is_empty(), "{written:?}");
}
