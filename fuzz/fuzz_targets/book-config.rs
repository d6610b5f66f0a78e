//! The config of a book.

#![no_main]

use libfuzzer_sys::fuzz_target;
use relance::config;
use relance::domain::values::Currency;
use relance_fuzz::text;

fuzz_target!(|bytes: &[u8]| text(bytes, |text| config::book::book(text, Currency::EUR)));
