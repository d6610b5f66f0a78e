//! Statements in ISO 20022.

#![no_main]

use libfuzzer_sys::fuzz_target;
use relance::exchange::bank;
use relance_fuzz::statement;

fuzz_target!(|bytes: &[u8]| statement(bank::Format::Camt, bytes));
