//! Messages and boxes of them.

#![no_main]

use libfuzzer_sys::fuzz_target;
use relance_fuzz::messages;

fuzz_target!(|bytes: &[u8]| messages(bytes));
