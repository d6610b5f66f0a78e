//! Config files into plain data: every complaint names its line and column and says what would be right.
//! What never lives here: what a setting does, words (a complaint is a code with its facts), the files' places.
//! `cli` calls it and hands the data on.

pub mod book;
mod call;
pub mod card;
pub mod keys;
pub mod learnt;
pub mod located;
mod measure;
mod order;
pub mod prefs;
mod promise;
pub mod rules;

mod team;
pub mod theme;

pub use book::BookConfig;
pub use card::Card;
pub use keys::KeyPatch;
pub use located::Complaint;
pub use prefs::Prefs;
