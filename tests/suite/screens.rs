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
fn why_a_case_stands_there_and_what_would_change_it() {
    for (name, keys) in [("queue-why", "j w"), ("case-why", "j <enter> w")] {
        for lang in Lang::ALL {
            for size in [(80, 24), (120, 40)] {
                let mut stage = Stage::new(size, lang);
                stage.press(keys).settle();
                insta::assert_snapshot!(format!("{name}-{}-{}x{}", lang.code(), size.0, size.1), stage.screen());
            }
        }
    }
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

/// One letter a cell for its style, so that a snapshot shows what stands out where.
fn styles(stage: &mut Stage) -> String {
    use ratatui::style::Modifier;
    let buffer = stage.draw();
    let mut out = String::new();
    for y in 0..buffer.area.height {
        let row: String = (0..buffer.area.width)
            .map(|x| {
                let style = buffer[(x, y)].style();
                let has = |modifier| style.add_modifier.contains(modifier);
                match style.fg {
                    _ if has(Modifier::REVERSED) => '#',
                    Some(ratatui::style::Color::Red) => 'r',
                    Some(ratatui::style::Color::Yellow) => 'y',
                    Some(ratatui::style::Color::Green) => 'g',
                    Some(ratatui::style::Color::Cyan) if has(Modifier::BOLD) => 'K',
                    Some(ratatui::style::Color::Cyan) => 'c',
                    _ if has(Modifier::CROSSED_OUT) => 'x',
                    _ if has(Modifier::BOLD) => 'B',
                    _ if has(Modifier::DIM) => '.',
                    _ => ' ',
                }
            })
            .collect();
        out.push_str(row.trim_end());
        out.push('\n');
    }
    out
}

#[test]
fn styles_at_eighty_by_twenty_four() {
    for (name, keys) in [("queue", "j"), ("case", "j <enter>"), ("note", "n x"), ("help", "?")] {
        let mut stage = Stage::new((80, 24), Lang::En);
        stage.press(keys).settle();
        insta::assert_snapshot!(format!("styles-{name}"), styles(&mut stage));
    }
}

#[test]
fn without_colour_the_selection_and_the_signs_are_left() {
    let mut stage = Stage::new((80, 24), Lang::En);
    stage.theme = relance::ui::theme::Theme::named("terminal", false, true).unwrap();
    stage.press("j").settle();
    let buffer = stage.draw();
    let coloured = buffer
        .content()
        .iter()
        .any(|cell| (cell.fg, cell.bg) != (ratatui::style::Color::Reset, ratatui::style::Color::Reset));
    assert!(!coloured, "a cell has a colour");
    insta::assert_snapshot!("mono-styles", styles(&mut stage));
    let text = stage.screen();
    assert!(text.contains(">   2 ^ ! Garage du Vieux-Pont"), "{text}");
    let own: Vec<char> = text.chars().filter(|c| !c.is_ascii() && "▌…↑↓✓→←›─│".contains(*c)).collect();
    assert!(own.is_empty(), "signs that a plain console lacks: {own:?}");
}

#[test]
fn too_small_says_so_and_keys_still_work() {
    let mut stage = Stage::new((60, 14), Lang::Fr);
    insta::assert_snapshot!("too-small-fr", stage.screen());
    stage.press("q");
    assert!(stage.ended);
    for size in [(1, 1), (3, 40), (200, 2)] {
        Stage::new(size, Lang::En).screen();
    }
}
