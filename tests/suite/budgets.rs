//! What a frame may cost on the line, in sixteen colours, over the real loop and a real book.
//! What never lives here: time (see the benches), looks.

use relance::i18n::Lang;
use relance::input::{Input, KeyPress};
use relance::store::Store;

use crate::support::book::{command, execute, fill, monday, note, now, settings};
use crate::support::days::close;
use crate::support::world::{Around, World};

/// First frame, bytes: two seconds on a line of 24 kbit/s.
const FIRST_FRAME_MAX: usize = 6_000;
/// One step within the page, at the moment the key is pressed.
const STEP_MAX: usize = 300;
/// One step that scrolls by half a page.
const SCROLL_MAX: usize = 1_600;
/// Mean over a hundred steps, those that scroll counted in.
const MEAN_MAX: usize = 250;
/// A typed character, by the mean over a word.
const TYPED_MAX: usize = 60;
/// A step of a held key, by the mean over a long hold, with all that is drawn once the hand rests.
const HELD_MAX: usize = 60;
/// A key held down comes this often, milliseconds: thirty times a second.
const HELD_EVERY_MS: u64 = 33;
/// By then the hand has rested.
const RESTED_MS: u64 = 200;
/// The sizes that people work at.
const SIZES: [(u16, u16); 2] = [(80, 24), (120, 40)];

/// A hundred and fifty lines for Monday.
fn long_list(size: (u16, u16), lang: Lang) -> World {
    let mut store = Store::in_memory(&settings()).unwrap();
    fill(&mut store, 150).unwrap();
    close(&mut store, monday().plus(-3));
    World::open(store, Around { size, lang, ..Around::day(monday()) })
}

/// Bytes of the frames that something leads to.
fn cost(world: &mut World, does: impl FnOnce(&mut World)) -> usize {
    let before = world.device().frames.len();
    does(world);
    world.device().frames[before..].iter().sum()
}

fn key(c: char) -> Input {
    Input::Key(KeyPress::char(c))
}

#[test]
fn frames_fit_a_slow_line() {
    let mut world = long_list((80, 24), Lang::En);
    let first = world.device().frames[0];
    assert!((500..=FIRST_FRAME_MAX).contains(&first), "first frame: {first} B");
    let mut steps = vec![];
    for _ in 0..100 {
        steps.push(cost(&mut world, |world| _ = world.give(key('j'))));
        world.wait(RESTED_MS);
    }
    let (most, sum) = (steps.iter().max().copied().unwrap(), steps.iter().sum::<usize>());
    let scrolling: Vec<usize> = steps.iter().copied().filter(|bytes| *bytes > STEP_MAX).collect();
    eprintln!("first {first} B, step {} B, scroll {most} B, mean {} B", steps[2], sum / steps.len());
    assert!(steps.iter().all(|bytes| *bytes > 20), "every step is seen: {steps:?}");
    assert!(most <= SCROLL_MAX, "a step of {most} B");
    assert!(sum / steps.len() <= MEAN_MAX, "mean {} B", sum / steps.len());
    assert!(scrolling.len() <= 20, "it scrolls by half a page, not by lines: {steps:?}");
}

/// Bytes a key costs while it is held for so many.
fn held(world: &mut World, c: char, keys: usize) -> usize {
    let bytes = cost(world, |world| {
        for _ in 0..keys {
            let step = cost(world, |world| _ = world.give(key(c)));
            assert!(step > 0, "every step is seen");
            world.wait(HELD_EVERY_MS);
        }
        world.wait(RESTED_MS);
    });
    bytes / keys
}

#[test]
fn a_held_key_moves_little_and_all_is_drawn_when_the_hand_rests() {
    for (size, lang) in SIZES.into_iter().flat_map(|size| [(size, Lang::En), (size, Lang::Fr)]) {
        let mut world = long_list(size, lang);
        let (down, up) = (held(&mut world, 'j', 100), held(&mut world, 'k', 90));
        eprintln!("{size:?} {lang:?}: held down {down} B a key, up {up} B");
        assert!(down <= HELD_MAX && up <= HELD_MAX, "{size:?} {lang:?}: {down} B and {up} B a key");
        // The hand is where it went, and what came up in passing is whole.
        world.sees("▌  11");
        let shown = world.screen();
        let lines = shown.lines().filter(|line| line.contains(" +   Société"));
        assert!(lines.clone().count() >= 10, "{shown}");
        assert!(lines.clone().all(|line| line.contains("300,00 €") || line.contains("€1,300.00")), "{shown}");
    }
}

#[test]
fn a_held_key_in_a_history_moves_little() {
    for size in SIZES {
        let mut store = Store::in_memory(&settings()).unwrap();
        fill(&mut store, 3).unwrap();
        for n in 0..120_u64 {
            let note = note(&format!("note {n} of a long file"));
            execute(&mut store, now(monday().plus(-4), 60_000), &command(n + 1, 1, None, note)).unwrap();
        }
        close(&mut store, monday().plus(-3));
        let mut world = World::open(store, Around { size, ..Around::day(monday()) });
        world.press("<enter>");
        let down = held(&mut world, 'j', 100);
        eprintln!("{size:?}: held down in a history {down} B a key");
        assert!(down <= HELD_MAX, "{size:?}: {down} B a key");
    }
}

#[test]
fn a_held_key_never_queues_more_than_one_frame() {
    let mut world = long_list((80, 24), Lang::En);
    let frames = world.device().frames.len();
    // They came while the line was busy with a frame: two hundred keys wait at once.
    world.give_all((0..200).map(|at| key(if at < 150 { 'j' } else { 'k' })));
    assert_eq!(world.device().frames.len(), frames + 1, "{:?}", &world.device().frames[frames..]);
    world.wait(RESTED_MS);
    world.sees("▌ 100");
}

#[test]
fn a_typed_character_costs_little() {
    // What opens a field, and what is typed there. What is found by a search is not the price of its letters: they are
    // typed here so that the list stays as it is.
    let fields =
        [("n", "promised to call back on thursday"), ("p", "1234,50"), ("/", "société"), ("<ctrl-f>", "zzyzx quux")];
    for (size, lang) in SIZES.into_iter().flat_map(|size| [(size, Lang::En), (size, Lang::Fr)]) {
        for (opens, text) in fields {
            let mut world = long_list(size, lang);
            world.press(opens);
            let typed: Vec<usize> =
                text.chars().map(|c| cost(&mut world, |world| _ = world.give(key(c)).wait(RESTED_MS))).collect();
            let mean = typed.iter().sum::<usize>() / typed.len();
            eprintln!("{size:?} {lang:?} {opens}: {mean} B a character: {typed:?}");
            assert!(mean <= TYPED_MAX, "{size:?} {lang:?} {opens}: {mean} B a character: {typed:?}");
        }
    }
}

#[test]
fn nothing_is_sent_while_nothing_happens() {
    let mut world = long_list((80, 24), Lang::En);
    assert_eq!(cost(&mut world, |world| _ = world.wait(10 * 60_000)), 0);
}
