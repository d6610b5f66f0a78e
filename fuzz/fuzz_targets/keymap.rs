//! A person's keys: the file, and one chord.

#![no_main]

use libfuzzer_sys::fuzz_target;
use relance::app::keymap::Keymap;
use relance::config;
use relance_fuzz::text;

fuzz_target!(|bytes: &[u8]| {
    text(bytes, config::keys::keys);
    text(bytes, |chord| Keymap::patched(&[("record-promise".to_owned(), vec![chord.to_owned()])]));
});
