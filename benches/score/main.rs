//! What the score card is worth on public data, beside the figures of common tools; and how long training takes.
//! What never lives here: the data (read only where `RELANCE_TEST_DATA` names its folder), an assertion.
//!
//! `RELANCE_TEST_DATA=… cargo bench --bench score` prints everything; `-- ibm|queue|uci|fines|bank|speed` one part;
//! `-- tune` prints the year before the one that is measured, on which every setting was chosen.
//!
//! Intervals are 95 %, debtors drawn again. `ref` is `data/baselines/RESULTS.md`; "refitted" is that reference's points card
//! written again here, so that both can be held against each other on the same draws.

#![allow(clippy::print_stdout, reason = "a bench prints its figures")]
#![allow(
    unreachable_pub,
    clippy::too_many_lines,
    clippy::needless_range_loop,
    reason = "a bench: data read and summed plainly"
)]

mod ibm;
mod limit;
mod others;
mod queue;
mod reference;
mod said;
mod speed;

use std::path::PathBuf;

fn main() {
    let wanted: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with("--")).collect();
    let asked = |part: &str| wanted.is_empty() || wanted.iter().any(|word| word == part);
    if wanted.iter().any(|word| word == "speed") {
        speed::measure();
        return;
    }
    let Some(data) = std::env::var_os("RELANCE_TEST_DATA").map(PathBuf::from) else {
        println!("RELANCE_TEST_DATA names no folder: nothing to measure on");
        return;
    };
    if wanted.iter().any(|word| word == "tune") {
        ibm::tune(&data);
        queue::tune(&data);
        return;
    }
    if asked("ibm") {
        ibm::measure(&data);
    }
    if asked("queue") {
        queue::measure(&data);
    }
    if asked("uci") {
        others::credit(&data);
    }
    if asked("fines") {
        others::fines(&data);
    }
    if asked("bank") {
        others::bank(&data);
    }
}
