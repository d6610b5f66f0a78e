//! Files in and out: one file per format.
//! What never lives here: SQL, words, rules of the trade.
//! `cli` calls it.

pub mod demo;
