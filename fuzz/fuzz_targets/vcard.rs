//! Cards of an address book.

#![no_main]

use libfuzzer_sys::fuzz_target;
use relance_fuzz::cards;

fuzz_target!(|bytes: &[u8]| cards(bytes));
