//! The tour of a demo: eight steps, each advanced by the thing being done; left and taken up again.
//! What never lives here: what the screens say besides.

use relance::i18n::Lang;
use relance::store::Store;

use crate::support::book::{fill, monday, settings};
use crate::support::days::close;
use crate::support::world::{Around, World};

fn world(lang: Lang, size: (u16, u16)) -> World {
    let mut store = Store::in_memory(&settings()).unwrap();
    fill(&mut store, 8).unwrap();
    close(&mut store, monday().plus(-3));
    World::toured(store, monday(), lang, size)
}

#[test]
fn the_day_in_eight_steps() {
    let mut world = world(Lang::En, (80, 24));
    world.sees("Tour 1/8");
    // What is not asked for does not advance it; what is, does at once.
    world.press("w").sees("Tour 1/8").press("w").press("j").sees("Tour 2/8");
    world.press("w").sees("Tour 3/8").press("w");
    world.press("<enter>").sees("Tour 4/8");
    world.press("cj").sees("Tour 4/8").press("<ctrl-s>").sees("Tour 5/8");
    world.press("p250<ctrl-s>").sees("Tour 6/8");
    world.press("u").sees("Tour 7/8");
    // A search left without a find teaches nothing.
    world.press("<ctrl-f><esc>").sees("Tour 7/8");
    world.press("<ctrl-f>").types("Société 5").press("<enter>").sees("Tour 8/8");
    world.press("ge").sees("That is the day.");
    world.press("<f2>").sees_not("That is the day.");
    world.press("<f2>").sees("Tour 1/8");
}

#[test]
fn it_is_left_and_taken_up_where_it_was() {
    let mut world = world(Lang::Fr, (80, 24));
    world.press("j").sees("Visite 2/8").press("<f2>").sees_not("Visite");
    world.press("w<enter>").press("n").sees_not("Visite");
    // Even from a form.
    world.press("<f2>").sees("Visite 2/8").press("<esc><esc>");
    world.press("w").sees("Visite 3/8");
}

#[test]
fn time_alone_teaches_nothing_and_other_books_have_none() {
    let mut world = world(Lang::En, (80, 24));
    world.wait(600_000).sees("Tour 1/8");
    let mut store = Store::in_memory(&settings()).unwrap();
    fill(&mut store, 3).unwrap();
    close(&mut store, monday().plus(-3));
    let mut plain = World::open(store, Around::day(monday()));
    plain.sees_not("Tour").press("<f2>").sees("relance demo --tour");
}

#[test]
fn every_step_fits_its_two_rows() {
    for (lang, size) in
        [(Lang::En, (60, 15)), (Lang::Fr, (60, 15)), (Lang::En, (80, 24)), (Lang::Fr, (80, 24)), (Lang::Fr, (120, 40))]
    {
        let mut world = world(lang, size);
        let mut told = String::new();
        for keys in ["", "j", "w", "<enter>", "cj<ctrl-s>", "p250<ctrl-s>", "u<enter>", "<ctrl-f>F005<enter>", "ge"] {
            world.press(keys).wait(5_000);
            let screen = world.screen();
            let strip: Vec<&str> = screen.lines().rev().skip(1).take(2).collect();
            told.push_str(&format!("{}\n{}\n\n", strip[1], strip[0]));
        }
        insta::assert_snapshot!(format!("tour_{}_{}", size.0, lang.code()), told);
    }
}
