//! One file per question, and the plain rows that answer it.
//! What never lives here: a write, a rule.
//! `app`, `cli` and `report` use the row structs.

pub mod find;
pub mod rows;

pub use rows::*;
