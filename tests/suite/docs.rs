//! The papers are tests: the READMEs' key tables are printed from the table of actions, their commands can be read, their
//! house map is the code's, and both tell the same.
//! What never lives here: what the program does.

use std::path::{Path, PathBuf};

use relance::app::keymap::{Keymap, markdown};
use relance::cli::help;
use relance::i18n::{Lang, Words};

const BEGIN: &str = "<!-- keys:";
const END: &str = "<!-- /keys -->";

fn readme(lang: Lang) -> (PathBuf, String) {
    let name = match lang {
        Lang::En => "README.md",
        Lang::Fr => "README.fr.md",
    };
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(name);
    let text = std::fs::read_to_string(&path).unwrap();
    (path, text)
}

/// Everything inside fences of this language.
fn fenced(text: &str, kind: &str) -> Vec<String> {
    let opening = format!("```{kind}\n");
    text.split(&opening).skip(1).map(|rest| rest.split("```").next().unwrap_or("").to_owned()).collect()
}

#[test]
fn key_tables_are_those_of_the_program() {
    for lang in Lang::ALL {
        let words = Words::new(lang);
        let table = markdown(&Keymap::default(), &|id| words.t(id));
        assert!(table.lines().count() > 20);
        let (path, text) = readme(lang);
        let (before, rest) = text.split_once(BEGIN).unwrap();
        let (comment, rest) = rest.split_once("-->\n").unwrap();
        let (_, after) = rest.split_once(END).unwrap();
        let fresh = format!("{before}{BEGIN}{comment}-->\n\n{table}\n{END}{after}");
        if std::env::var_os("RELANCE_WRITE_DOCS").is_some() {
            std::fs::write(&path, &fresh).unwrap();
        } else {
            assert!(text == fresh, "{} is stale: RELANCE_WRITE_DOCS=1 cargo test docs", path.display());
        }
    }
}

#[test]
fn every_command_of_the_readme_can_be_read() {
    let commands = |lang| -> Vec<Vec<String>> {
        let (_, text) = readme(lang);
        let lines: Vec<String> =
            fenced(&text, "sh").iter().flat_map(|block| block.lines().map(str::to_owned).collect::<Vec<_>>()).collect();
        let ours = lines.iter().filter(|line| line.starts_with("relance"));
        ours.map(|line| {
            let line = line.split(" #").next().unwrap_or(line);
            let quoted = line.split('"').enumerate();
            quoted
                .flat_map(|(place, part)| match place % 2 {
                    1 => vec![part.to_owned()],
                    _ => part.split_whitespace().map(str::to_owned).collect(),
                })
                .collect()
        })
        .collect()
    };
    let english = commands(Lang::En);
    assert!(english.len() >= 15);
    assert_eq!(english, commands(Lang::Fr), "both READMEs show the same commands");
    let tree = help::command(&Words::new(Lang::En));
    for line in english {
        if let Err(error) = tree.clone().try_get_matches_from(&line) {
            panic!("{line:?}: {error}");
        }
    }
}

#[test]
fn the_house_map_is_the_code_s() {
    let lib = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/lib.rs")).unwrap();
    let (_, text) = readme(Lang::En);
    let rows: Vec<String> = lib
        .lines()
        .filter_map(|line| line.strip_prefix("//! | "))
        .map(|row| format!("| {}", row.replace(['[', ']'], "")))
        .collect();
    assert!(rows.len() > 8);
    for row in rows.iter().filter(|row| !row.contains("---")) {
        assert!(text.contains(row.as_str()), "README.md lacks {row}");
    }
}

#[test]
fn both_readmes_have_the_same_shape() {
    let shape = |lang| -> Vec<String> {
        let (_, text) = readme(lang);
        let heads =
            text.lines().filter(|line| line.starts_with('#') || line.starts_with("```") || line.starts_with("|---"));
        heads.map(|line| line.chars().take_while(|c| !c.is_alphabetic()).collect()).collect()
    };
    assert_eq!(shape(Lang::En), shape(Lang::Fr));
    let (_, french) = readme(Lang::Fr);
    assert!(french.contains("débiteur") && french.contains("dossier"));
}
