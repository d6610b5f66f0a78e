//! Figures: sums over the cases of a book, as of a day, as known at an instant. PURE: cases in, figures out.
//! What never lives here: SQL, words, a file format, a float.
//! `cli` feeds it from `Store::each_case` and prints it; the screen reads the same structures.
//!
//! Every figure is made from the states that the screen shows, so it cannot say something else than the cases it sums.

pub mod ageing;
pub mod disputes;
pub mod figures;
mod flows;
pub mod forecast;
pub mod later;
mod pace;
pub mod pictures;
pub mod roll;
pub mod workload;
