//! Calls of a telephone system.

#![no_main]

use libfuzzer_sys::fuzz_target;
use relance_fuzz::calls;

fuzz_target!(|bytes: &[u8]| calls(bytes));
