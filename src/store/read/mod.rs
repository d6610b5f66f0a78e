//! One file per question, and the plain rows that answer it.
//! What never lives here: a write, a rule.
//! `app`, `cli` and `report` use the row structs.

pub mod aged;
pub mod approvals;
pub mod case;
pub mod day;
pub mod desk;
pub mod disputes;
pub mod find;
pub mod journal;
mod likeness;
mod near_words;
pub mod rows;
pub mod training;
pub mod tray;
pub mod waiting;
pub mod walk;
pub mod whose;

pub use super::bank::Aside;
pub use journal::JournalLine;
pub use rows::*;
pub use waiting::{Choices, Given, Proposed, Waiting};
