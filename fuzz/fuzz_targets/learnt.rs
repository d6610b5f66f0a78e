//! What was learnt from the book's own past.

#![no_main]

use libfuzzer_sys::fuzz_target;
use relance::config;
use relance_fuzz::text;

fuzz_target!(|bytes: &[u8]| text(bytes, config::learnt::learnt));
