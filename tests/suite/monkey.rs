//! The monkey: whatever is pressed, pasted or resized, nothing panics and nothing typed is lost.
//! What never lives here: what a key should do.
//! Run by the suite.

use proptest::prelude::*;
use relance::app::draft::Draft;
use relance::domain::command::Refusal;
use relance::i18n::Lang;
use relance::input::{Input, Key, KeyPress};

use crate::support::stage::{Stage, World, session};

fn key() -> impl Strategy<Value = KeyPress> {
    let letters = "jkgGpdbcnohruyfzwaqtJKmleis12345/?: éœ字💶\u{200b}+,.-";
    let codes = [
        Key::Enter,
        Key::Esc,
        Key::Tab,
        Key::BackTab,
        Key::Backspace,
        Key::Delete,
        Key::Left,
        Key::Right,
        Key::Up,
        Key::Down,
        Key::Home,
        Key::End,
        Key::PageUp,
        Key::PageDown,
        Key::F(1),
    ];
    prop_oneof![
        6 => proptest::sample::select(letters.chars().collect::<Vec<_>>()).prop_map(KeyPress::char),
        3 => proptest::sample::select(codes.to_vec()).prop_map(KeyPress::plain),
        1 => proptest::sample::select("acdefklnprsuwz".chars().collect::<Vec<_>>()).prop_map(KeyPress::ctrl),
    ]
}

fn input() -> impl Strategy<Value = Input> {
    prop_oneof![
        20 => key().prop_map(Input::Key),
        1 => "[a-zé\u{1b}\n\r\t字]{0,40}".prop_map(Input::Paste),
        1 => (1u16..=200, 1u16..=60).prop_map(|(columns, rows)| Input::Resize(columns, rows)),
        2 => Just(Input::Wake),
    ]
}

fn world() -> impl Strategy<Value = World> {
    prop_oneof![
        4 => Just(World::Sample),
        1 => Just(World::Empty),
        1 => Just(World::NoLine),
        1 => Just(World::Broken),
        1 => Just(World::Refusing(Refusal::NothingSaid)),
    ]
}

/// What the open form holds, as the disk should hold it.
fn typed(stage: &Stage) -> Option<Draft> {
    let layer = stage.app.form().filter(|layer| layer.touched && !layer.saving)?;
    let tick = stage.app.tick();
    Some(layer.draft(tick))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, max_shrink_iters: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_two_hundred_inputs_never_panic_and_never_lose_a_draft(
        size in (1u16..=200, 1u16..=60), world in world(), fr in any::<bool>(), inputs in proptest::collection::vec(input(), 1..200)
    ) {
        let lang = if fr { Lang::Fr } else { Lang::En };
        let mut stage = Stage::open(size, session(lang), world, vec![]);
        for input in inputs {
            if stage.ended {
                break;
            }
            stage.input(input);
            stage.draw();
            if let Some(open) = typed(&stage) {
                let kept = stage.disk.iter().find(|draft| draft.act == open.act);
                prop_assert!(kept.is_some_and(|kept| kept.steps == open.steps), "typed and not on disk: {open:?}");
            }
        }
        let kept: Vec<_> = stage.app.drafts().iter().map(|draft| draft.act).collect();
        for act in kept {
            prop_assert!(stage.disk.iter().any(|draft| draft.act == act), "a draft the app knows is not on disk");
        }
    }
}
