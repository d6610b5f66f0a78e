//! The domain: everything about collecting that would still be true with pen and paper.
//! PURE: no IO, no clock, no language, no float, no SQL, no terminal. It imports no other room.
//! Every room may call it.

pub mod absence;
pub mod agreed;
pub mod bank;
pub mod calendar;
pub mod call;
pub mod case;
pub mod codes;
pub mod command;
pub mod entry;
pub mod event;
mod event_kind;
pub mod follow;
pub mod hands;
pub mod heard;
pub mod learnt;
pub mod ledger;
pub mod letter;
pub mod matching;
pub mod measure;
pub mod order;
pub mod permit;
pub mod person;
pub mod point;
pub mod queue;
pub mod rights;
pub mod schedule;
pub mod signal;
pub mod slot;
pub mod takeover;
pub mod team;
pub mod terms;
pub mod values;
pub mod view;
