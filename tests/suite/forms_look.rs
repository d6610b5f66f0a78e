//! What the forms, boxes and smaller screens look like, at every size that matters and in both languages.
//! What never lives here: what a key does (see `forms` and `overlays`).
//! Run by the suite; `cargo insta review` shows what changed.

use relance::domain::codes::Role;
use relance::i18n::Lang;

use crate::support::stage::{Stage, World, session};

const SIZES: [(u16, u16); 3] = [(60, 15), (80, 24), (120, 40)];

fn shots(name: &str, keys: &str) {
    shots_of(Role::Collector, name, keys);
}

fn shots_of(role: Role, name: &str, keys: &str) {
    for lang in Lang::ALL {
        for size in SIZES {
            let mut house = session(lang);
            house.who.role = role;
            let mut stage = Stage::open(size, house, World::Sample, vec![]);
            stage.press(keys).settle();
            let screen = stage.screen();
            // A form is looked at alone: the list above it has its own tests.
            let panel = screen.lines().position(|line| line.starts_with("── ")).filter(|_| stage.app.form().is_some());
            let shown: Vec<&str> = screen.lines().skip(panel.unwrap_or(0)).collect();
            let shown = shown.join("\n");
            insta::assert_snapshot!(format!("{name}-{}-{}x{}", lang.code(), size.0, size.1), shown);
        }
    }
}

#[test]
fn the_outcomes() {
    shots("outcomes", "o <down> <down>");
}

#[test]
fn an_outcome_with_its_details() {
    shots("outcome-details", "o v rappelle<space>demain <tab> <tab>");
}

#[test]
fn a_promise() {
    shots("promise", "p 1250,50 <tab> 6/7");
}

#[test]
fn a_promise_for_some_invoices() {
    shots("promise-parts", "p <tab> <tab> <tab> <space> <down> 25");
}

#[test]
fn a_write_off() {
    shots_of(Role::Supervisor, "write-off", "W 300 <tab> <tab> liquidation");
    shots_of(Role::Supervisor, "write-off-parts", "W <tab> <space>");
}

#[test]
fn a_plan() {
    shots("plan", "o l 1000 <tab> 3");
}

#[test]
fn a_plan_with_one_line_changed() {
    shots("plan-line", "e 1000 <tab> 4 <tab> <tab> <tab> <tab> <down> <right> 400");
}

#[test]
fn a_promise_beyond_the_limits() {
    shots("promise-limits", "p 100 <tab> 15/8");
}

#[test]
fn a_promise_of_the_rest_and_one_in_place_of_another() {
    shots("promise-rest", "j j <enter> 3 p");
    shots("promise-replaces", "<enter> 3 p <up> <up> <up> <up>");
}

#[test]
fn the_promises_and_plans_of_a_case() {
    shots("case-promises", "j j <enter> 3");
    shots("case-plan", "j j <enter> 3 j");
}

#[test]
fn a_line_of_a_plan_that_runs_is_changed() {
    shots("follow-plan", "j j <enter> 3 j i c <right> 200");
}

#[test]
fn a_dispute() {
    shots("dispute", "d");
}

#[test]
fn a_call_back() {
    shots("call-back", "o b");
}

#[test]
fn a_case_put_first() {
    shots("pin", "m");
}

#[test]
fn a_case_passed_over() {
    shots("skip", "s <down>");
    shots("snooze", "x <down>");
}

#[test]
fn a_hold() {
    shots("hold", "h");
}

#[test]
fn a_payment_that_is_too_late() {
    shots("payment", "r 250 <tab> 31/02");
}

#[test]
fn a_decision() {
    shots("decision", "<enter> t p 2000");
}

#[test]
fn a_dispute_followed_up() {
    shots("follow", "<enter> v c w <tab> +3");
}

#[test]
fn the_disputes_of_a_case() {
    shots("case-disputes", "<enter> 4");
}

#[test]
fn all_disputes() {
    shots("disputes", "g d j <space>");
}

#[test]
fn several_disputes_about_to_be_decided() {
    shots("bulk", "g d * T r");
}

#[test]
fn a_hold_lifted() {
    shots("release", "j H");
}

#[test]
fn a_promise_withdrawn() {
    shots("withdraw", "P d");
}

#[test]
fn a_payment_that_came_back() {
    shots("reverse", "j R <tab> hier");
}

#[test]
fn finding() {
    shots("find", "<ctrl-f> mar");
}

#[test]
fn the_palette() {
    shots("palette", ": d");
}

#[test]
fn an_undo_said_in_full() {
    shots("undo", "<enter> u");
}

#[test]
fn closing() {
    shots("closing", ": close <enter> <enter>");
}

#[test]
fn my_day() {
    shots("my-day", "p 25 <esc> g e");
}

#[test]
fn the_first_hour() {
    for lang in Lang::ALL {
        for size in SIZES {
            let mut session = session(lang);
            session.book = false;
            let mut stage = Stage::open(size, session, World::Empty, vec![]);
            insta::assert_snapshot!(format!("first-hour-{}-{}x{}", lang.code(), size.0, size.1), stage.screen());
        }
    }
}

#[test]
fn a_file_nobody_knows() {
    for lang in Lang::ALL {
        for size in SIZES {
            let mut session = session(lang);
            session.book = false;
            let mut stage = Stage::open(size, session, World::Empty, vec![]);
            let tick = stage.app.tick();
            let sample = Box::new(crate::overlays::unknown_file());
            stage.app.reply(relance::app::effect::Reply::Unmapped(sample), tick);
            stage.press("l j j");
            insta::assert_snapshot!(format!("mapping-{}-{}x{}", lang.code(), size.0, size.1), stage.screen());
        }
    }
}
