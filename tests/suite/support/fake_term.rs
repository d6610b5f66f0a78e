//! A terminal of our own: what the program sends is read back by an emulator.
//! What never lives here: a real pseudo-terminal (see `driver`).
//! `wire` and `world` use it.

use std::num::NonZeroU16;

/// An emulator of this size.
pub fn emulator(width: u16, height: u16) -> vt100::Parser {
    let at_least_one = |n: u16| NonZeroU16::new(n).unwrap_or(NonZeroU16::MIN);
    vt100::Parser::new(at_least_one(height), at_least_one(width), 0)
}
