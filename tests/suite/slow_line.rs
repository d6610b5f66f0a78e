//! Somebody types ahead over 300 ms and 9600 baud each way, faster than the screen follows: no key is lost, none is
//! misread, keys of several bytes that arrive in pieces included.
//! What never lives here: what the screens say, how many bytes a frame has (see `budgets`).

use std::path::Path;
use std::time::Duration;

use relance::domain::event::Event;
use relance::domain::values::CaseId;
use relance::store::{Mode, Store, Stream};

use crate::support::book::{fill, monday, settings};
use crate::support::days::close;
use crate::support::slow_line::{SlowLine, Slowness};

const SLOW: Slowness = Slowness { delay: Duration::from_millis(300), rate: 960 };
/// A network that delivers the bytes of one key this far apart, milliseconds.
const APART_MS: u64 = 50;
const SAVE: &[u8] = &[0x13];

/// The notes of the book by case; anything else that was written fails.
fn notes(book: &str) -> Vec<(CaseId, String)> {
    let store = Store::open(Path::new(book), Mode::Read).unwrap();
    let journal = store.journal(None, 100).unwrap();
    let mut written: Vec<_> = journal
        .into_iter()
        .map(|line| match (line.stream, line.what) {
            (Stream::Case(case), Some(Event::NoteWritten { text })) => (case, text),
            (_, _) => panic!("nobody asked for {}", line.event),
        })
        .collect();
    written.sort();
    written
}

#[test]
fn keys_typed_ahead_over_a_slow_line_all_arrive_and_mean_what_was_typed() {
    let folder = tempfile::tempdir().unwrap();
    let book = folder.path().join("book");
    let mut store = Store::create(&book, &settings(), false).unwrap();
    fill(&mut store, 12).unwrap();
    close(&mut store, monday().plus(-3));
    drop(store);
    let book = book.display().to_string();
    let today = monday().to_string();
    let mut line =
        SlowLine::relance(SLOW, (80, 24), folder.path(), &["--book", &book, "--today", &today, "--lang", "en"]);
    line.sees("Société 1 Études");
    // All of it before any answer can have come back: a note, a line down, a note, …
    line.types(b"n").types("called twice, “rappeler jeudi”".as_bytes()).types(SAVE);
    line.types(b"j").types(b"n").types(b"no answer; ABCDFHPQRSZ [A OB [3~").types(SAVE);
    // … two arrows whose bytes come apart, in different places …
    line.types(b"\x1b").pause(APART_MS).types(b"[B");
    line.types(b"\x1b[").pause(APART_MS).types(b"B");
    // … in the application's way of saying them …
    line.types(b"\x1b").pause(APART_MS).types(b"OB");
    // … a letter in two bytes, a key of four and a modified one that a field takes for moves, a paste …
    line.types(b"n").types(b"caf\xc3").pause(APART_MS).types(b"\xa9").types(b"\x1b[").pause(APART_MS).types(b"H");
    line.types(b"le ").types(b"\x1b[1;5").pause(APART_MS).types(b"C").types(b"\x1b[F");
    line.types(b"\x1b[200").pause(APART_MS).types(b"~ jjqq\x1b[2").pause(APART_MS).types(b"01~").types(SAVE);
    // … a held key, and back.
    line.types(&b"j".repeat(40)).types(&b"k".repeat(4)).types(b"n").types(b"end").types(SAVE);
    line.sees("▌   8");
    let near = line.screen();
    line.types(b"q");
    assert_eq!(line.ends(), 0);
    let expected = [
        (1, "called twice, “rappeler jeudi”"),
        (2, "no answer; ABCDFHPQRSZ [A OB [3~"),
        (5, "le café jjqq"),
        (8, "end"),
    ];
    let expected: Vec<_> = expected.into_iter().map(|(case, text)| (CaseId(case), text.to_owned())).collect();
    assert_eq!(notes(&book), expected, "{near}");
    assert!(near.contains("Société 12 Études"), "{near}");
}
