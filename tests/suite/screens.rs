//! What the screens look like, as text and as styles, at every size that matters and in both languages.
//! What never lives here: what a key does (see `flows`).
//! Run by the suite; `cargo insta review` shows what changed.

use relance::i18n::Lang;

use crate::support::stage::{Stage, World, session};

const SIZES: [(u16, u16); 4] = [(60, 15), (80, 24), (120, 40), (200, 60)];

fn shots(name: &str, keys: &str) {
    for lang in Lang::ALL {
        for size in SIZES {
            let mut stage = Stage::new(size, lang);
            stage.press(keys).settle();
            insta::assert_snapshot!(format!("{name}-{}-{}x{}", lang.code(), size.0, size.1), stage.screen());
        }
    }
}

#[test]
fn the_queue() {
    shots("queue", "j");
}

#[test]
fn the_case() {
    shots("case", "j <enter>");
}

#[test]
fn the_invoices() {
    shots("invoices", "<enter> 2");
}

#[test]
fn the_help() {
    shots("help", "?");
}

#[test]
fn a_note() {
    shots("note", "n Rappeler<space>lundi");
}

#[test]
fn nothing_to_show_says_what_to_do() {
    for (name, world) in [("empty", World::Empty), ("no-line", World::NoLine), ("broken", World::Broken)] {
        for lang in Lang::ALL {
            for size in [(60, 15), (80, 24)] {
                let mut stage = Stage::open(size, session(lang), world.clone(), vec![]);
                stage.settle();
                insta::assert_snapshot!(format!("{name}-{}-{}x{}", lang.code(), size.0, size.1), stage.screen());
            }
        }
    }
}
