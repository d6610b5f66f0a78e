//! What a terminal sends.

#![no_main]

use libfuzzer_sys::fuzz_target;
use relance_fuzz::typed;

fuzz_target!(|bytes: &[u8]| typed(bytes));
