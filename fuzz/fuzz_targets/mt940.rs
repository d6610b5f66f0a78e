//! Statements as SWIFT messages.

#![no_main]

use libfuzzer_sys::fuzz_target;
use relance::exchange::bank;
use relance_fuzz::statement;

fuzz_target!(|bytes: &[u8]| statement(bank::Format::Mt940, bytes));
