//! Inside tmux and GNU screen, as people keep a session over a line that drops: what is copied reaches the machine they sit
//! at, and a session taken up again is drawn whole.
//! What never lives here: the bytes of it (see `term::clipboard`).

use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use crate::support::book::{fill, monday, settings};
use crate::support::days::close;
use crate::support::driver::Driver;
use crate::support::programs::program;

/// A book, and what starts the program on it.
fn book(folder: &Path) -> Vec<String> {
    let path = folder.join("book");
    let mut store = relance::store::Store::create(&path, &settings(), false).unwrap();
    fill(&mut store, 12).unwrap();
    close(&mut store, monday().plus(-3));
    let (book, today) = (path.display().to_string(), monday().to_string());
    [env!("CARGO_BIN_EXE_relance"), "--book", &book, "--today", &today, "--lang", "en"].map(str::to_owned).to_vec()
}

fn start(multiplexer: &Path, home: &Path, arguments: &[String]) -> Driver {
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let folder = home.display().to_string();
    let variables = [("SCREENDIR", folder.as_str()), ("SHELL", "/bin/sh")];
    Driver::start(multiplexer, (100, 30), home, &arguments, &variables)
}

/// Copies under the hand, leaves the session behind, takes it up again and quits.
fn story(multiplexer: &Path, home: &Path, begin: &[String], leave: &str, again: &[String]) {
    let mut driver = start(multiplexer, home, begin);
    driver.sees("Société 1 Études").rests();
    driver.types("y").sees("Copied.");
    assert_eq!(driver.copied().as_deref(), Some("Société 1 Études D001"));
    driver.types("nhalf a sent").sees("half a sent").types(leave);
    driver.ends();
    let mut driver = start(multiplexer, home, again);
    driver.sees("half a sent").types("ence").sees("half a sentence").types("\u{13}").sees("half a sentence").rests();
    driver.types("q");
    driver.ends();
}

#[test]
fn a_session_in_tmux_is_left_and_taken_up_again_and_copies_to_the_desk() {
    let Some(tmux) = program("tmux", &["tmux"]) else { return };
    // Either of the two ways tmux may be told to let it through is enough.
    for way in ["set -g set-clipboard on", "set -g allow-passthrough on"] {
        let folder = tempfile::tempdir().unwrap();
        let config = folder.path().join("tmux.conf");
        // What a person's terminal can do, said to tmux: this one has a clipboard.
        std::fs::write(
            &config,
            format!("{way}\nset -as terminal-features ',xterm*:clipboard'\nset -sg escape-time 20\n"),
        )
        .unwrap();
        let socket = folder.path().join("socket").display().to_string();
        let tmux_with = |rest: &[String]| {
            let own = ["-u", "-S", &socket, "-f", config.to_str().unwrap()].map(str::to_owned);
            own.into_iter().chain(rest.iter().cloned()).collect::<Vec<String>>()
        };
        let begin = [vec!["new-session".to_owned(), "-s".into(), "work".into()], book(folder.path())].concat();
        let again = tmux_with(&["attach".to_owned()]);
        story(&tmux, folder.path(), &tmux_with(&begin), "\u{2}d", &again);
    }
}

#[test]
fn a_session_in_gnu_screen_is_left_and_taken_up_again_and_copies_to_the_desk() {
    let Some(screen) = program("screen", &["screen"]) else { return };
    let folder = tempfile::tempdir().unwrap();
    // Where screen keeps its sockets: nobody else's.
    std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o700)).unwrap();
    let begin = ["-U", "-c", "/dev/null", "-S", "work"].map(str::to_owned).to_vec();
    let again = ["-U", "-r", "work"].map(str::to_owned).to_vec();
    story(&screen, folder.path(), &[begin, book(folder.path())].concat(), "\u{1}d", &again);
}
