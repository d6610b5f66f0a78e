//! A table of contacts.

#![no_main]

use libfuzzer_sys::fuzz_target;
use relance::exchange::Kind;
use relance_fuzz::table;

fuzz_target!(|bytes: &[u8]| table(Kind::Contacts, bytes));
