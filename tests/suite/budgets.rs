//! What a frame may cost on the line, at 80×24 in sixteen colours, over the real loop and a real book.
//! What never lives here: time (see the benches), looks.

use relance::store::Store;

use crate::support::book::{fill, monday, settings};
use crate::support::days::close;
use crate::support::world::{Around, World};

/// First frame, bytes: two seconds on a line of 24 kbit/s.
const FIRST_FRAME_MAX: usize = 6_000;
/// One step within the page.
const STEP_MAX: usize = 300;
/// One step that scrolls by half a page.
const SCROLL_MAX: usize = 1_600;
/// Mean over a hundred steps.
const MEAN_MAX: usize = 250;

/// A hundred and fifty lines for Monday.
fn long_list() -> World {
    let mut store = Store::in_memory(&settings()).unwrap();
    fill(&mut store, 150).unwrap();
    close(&mut store, monday().plus(-3));
    World::open(store, Around::day(monday()))
}

#[test]
fn frames_fit_a_slow_line() {
    let mut world = long_list();
    let first = world.device().frames[0];
    assert!((500..=FIRST_FRAME_MAX).contains(&first), "first frame: {first} B");
    let mut steps = vec![];
    for _ in 0..100 {
        let before = world.device().frames.len();
        world.give(relance::input::Input::Key(relance::input::KeyPress::char('j')));
        steps.push(world.device().frames[before..].iter().sum::<usize>());
    }
    let (most, sum) = (steps.iter().max().copied().unwrap(), steps.iter().sum::<usize>());
    let scrolling: Vec<usize> = steps.iter().copied().filter(|bytes| *bytes > STEP_MAX).collect();
    eprintln!("first {first} B, step {} B, scroll {most} B, mean {} B", steps[2], sum / steps.len());
    assert!(steps.iter().all(|bytes| *bytes > 20), "every step is seen: {steps:?}");
    assert!(most <= SCROLL_MAX, "a step of {most} B");
    assert!(sum / steps.len() <= MEAN_MAX, "mean {} B", sum / steps.len());
    assert!(scrolling.len() <= 20, "it scrolls by half a page, not by lines: {steps:?}");
}

#[test]
fn nothing_is_sent_while_nothing_happens() {
    let mut world = long_list();
    let before = world.device().frames.len();
    world.wait(10 * 60_000);
    assert_eq!(world.device().frames[before..].iter().sum::<usize>(), 0);
}
