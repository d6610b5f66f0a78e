//! Config files with mistakes: one broken file per message under `fixtures/config/bad`, with the sentences it must get
//! beside it (`NAME.expected`: the French line or lines, then the English). And: no text whatever makes the reader panic.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use proptest::prelude::*;
use relance::cli::text::complaint_line;
use relance::config::{Complaint, book, card, keys, located, prefs, rules, theme};
use relance::domain::values::Currency;
use relance::i18n::{Lang, Words};

fn complaints(kind: &str, text: &str) -> Vec<Complaint> {
    let found = match kind {
        "book" => book::book(text, Currency::EUR).map(|_| ()),
        "settings" => prefs::prefs(text).map(|_| ()),
        "keymap" => keys::keys(text).map(|_| ()),
        "theme" => theme::theme(text),
        "card" => card::card(text).map(|_| ()).map_err(|fault| vec![fault]),
        "rules" => rules::own(text, &rules::PACKS_DEFAULT.map(str::to_owned)).map(|_| ()),
        other => panic!("no config file of kind {other}"),
    };
    found.err().unwrap_or_default()
}

fn broken_files() -> Vec<(String, PathBuf)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/config/bad");
    let mut found = vec![];
    for kind in ["book", "settings", "keymap", "theme", "card", "rules"] {
        for entry in std::fs::read_dir(root.join(kind)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|e| e == "toml") {
                found.push((kind.to_owned(), path));
            }
        }
    }
    found.sort();
    found
}

#[test]
fn every_broken_file_gets_its_sentence_in_both_languages() {
    let words = Lang::ALL.map(Words::new);
    let mut wrong = vec![];
    for (kind, path) in broken_files() {
        let found = complaints(&kind, &std::fs::read_to_string(&path).unwrap());
        assert!(!found.is_empty(), "{} is not broken", path.display());
        let said: Vec<String> = words.iter().flat_map(|w| found.iter().map(|c| complaint_line(w, c))).collect();
        let said = format!("{}\n", said.join("\n"));
        let expected = std::fs::read_to_string(path.with_extension("expected")).unwrap_or_default();
        if said != expected {
            wrong.push(format!("{}:\n{said}", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_message_has_its_broken_file() {
    let files = broken_files();
    let seen: BTreeSet<&str> = files
        .iter()
        .flat_map(|(kind, path)| complaints(kind, &std::fs::read_to_string(path).unwrap()))
        .map(|complaint| complaint.code)
        .collect();
    let missing: Vec<&&str> = located::CODES.iter().filter(|code| !seen.contains(**code)).collect();
    assert!(missing.is_empty(), "no broken file for {missing:?}");
}

#[test]
fn a_file_far_too_long_is_refused_before_it_is_read() {
    let text = "# x\n".repeat(located::FILE_BYTES_MAX / 4 + 1);
    assert_eq!(complaints("book", &text)[0].code, "too-long");
}

#[test]
fn every_truncation_of_the_commented_config_is_read_or_complained_about() {
    for text in [relance::cli::init::template("fr"), relance::cli::init::template("en")] {
        let on: String = text.lines().map(|line| format!("{}\n", line.strip_prefix("#: ").unwrap_or(line))).collect();
        for (end, _) in on.char_indices() {
            let lines = on[..end].lines().count() + 1;
            for complaint in complaints("book", &on[..end]) {
                assert!(complaint.line <= lines && complaint.column >= 1, "{complaint:?}");
            }
        }
    }
}

proptest! {
    #[test]
    fn no_text_makes_a_reader_panic(text in "(\\PC|\n|\\[|\\]|=|\"|#|\\.|[a-z_]{1,9}){0,60}") {
        for kind in ["book", "settings", "keymap", "theme", "card", "rules"] {
            let _whatever = complaints(kind, &text);
        }
    }
}
