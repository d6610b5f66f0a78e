//! A score card.

#![no_main]

use libfuzzer_sys::fuzz_target;
use relance::config;
use relance_fuzz::text;

fuzz_target!(|bytes: &[u8]| text(bytes, config::card::card));
