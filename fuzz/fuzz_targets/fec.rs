//! Accounting entries.

#![no_main]

use libfuzzer_sys::fuzz_target;
use relance_fuzz::entries;

fuzz_target!(|bytes: &[u8]| entries(bytes));
