//! The small things screens are made of: cut text, a pen on the cells, sentences, a field, a panel.
//! What never lives here: what a screen shows.
//! All of `ui` draws with them.

pub mod chart;
pub mod ear;
pub mod edit;
pub mod pen;
pub mod sentence;
pub mod text;
