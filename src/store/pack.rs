//! Numbers, days, codes and texts as packed bytes and back: what derived rows and lists are kept in.
//! What never lives here: a fact (facts stand in columns), SQL, which fields a row or a line has (see `packed_row`, `blocks`).
//! `packed_row` and `blocks` call it.
//!
//! Whole numbers are varints (seven bits a byte, low ones first; signed ones folded to even and odd), a day is told from
//! another one, a code is its place in its table. [`FORMAT`] is another number when a table has other codes or another
//! order: what was packed then is not read but derived again.

use crate::domain::codes::{
    Band, Because, Change, Channel, DayPart, DebtorKind, Exclusion, NextAction, Outcome, QueueMark, ReasonCode,
};
use crate::domain::values::Day;

/// To be raised whenever a field is added to, taken from or moved within a packed row or line.
const LAYOUT: u64 = 8;

/// What packed bytes were made by: layout and tables of codes.
pub(in crate::store) const FORMAT: i64 = format_number();

const fn format_number() -> i64 {
    let mut sum = LAYOUT;
    macro_rules! table {
        ($code:ty) => {
            let mut at = 0;
            while at < <$code>::ALL.len() {
                sum = folded(sum, <$code>::ALL[at].name().as_bytes());
                at += 1;
            }
        };
    }
    table!(Band);
    table!(Because);
    table!(Change);
    table!(Channel);
    table!(DayPart);
    table!(DebtorKind);
    table!(Exclusion);
    table!(NextAction);
    table!(Outcome);
    table!(QueueMark);
    table!(ReasonCode);
    // 31 bits are plenty to tell two programs apart, and fit beside the version of the formula.
    ((sum ^ (sum >> 32)) & 0x7fff_ffff).cast_signed()
}

/// FNV-1a over a name and its end.
const fn folded(mut sum: u64, name: &[u8]) -> u64 {
    let mut at = 0;
    while at < name.len() {
        sum = (sum ^ name[at] as u64).wrapping_mul(0x0100_0000_01b3);
        at += 1;
    }
    (sum ^ 0xff).wrapping_mul(0x0100_0000_01b3)
}

/// A code that can be packed.
pub(in crate::store) trait Code: Copy + 'static {
    /// Its table.
    const TABLE: &'static [Self];
    /// Its place there.
    fn place(self) -> u8;
}

macro_rules! packable {
    ($($code:ty),+) => {$(
        impl Code for $code {
            const TABLE: &'static [Self] = Self::ALL;
            fn place(self) -> u8 { self as u8 }
        }
    )+};
}

packable!(Band, Because, Change, Channel, DayPart, DebtorKind, Exclusion, NextAction, Outcome, QueueMark, ReasonCode);

/// Writes at the end of a buffer.
pub(in crate::store) struct Packer<'a>(pub(in crate::store) &'a mut Vec<u8>);

impl Packer<'_> {
    /// A byte.
    pub(in crate::store) fn byte(&mut self, byte: u8) {
        self.0.push(byte);
    }

    /// A whole number of 0 or more.
    pub(in crate::store) fn count(&mut self, mut number: u64) {
        while number >= 0x80 {
            self.0.push(u8::try_from(number & 0x7f).unwrap_or(0) | 0x80);
            number >>= 7;
        }
        self.0.push(u8::try_from(number).unwrap_or(0));
    }

    /// A whole number.
    pub(in crate::store) fn number(&mut self, number: i64) {
        self.count(((number << 1) ^ (number >> 63)).cast_unsigned());
    }

    /// A day, told from `base`.
    pub(in crate::store) fn day(&mut self, base: Day, day: Day) {
        self.number(i64::from(day.0) - i64::from(base.0));
    }

    /// A day or none.
    pub(in crate::store) fn day_or_none(&mut self, base: Day, day: Option<Day>) {
        match day {
            None => self.byte(0),
            Some(day) => {
                let far = i64::from(day.0) - i64::from(base.0);
                self.count(((far << 1) ^ (far >> 63)).cast_unsigned() + 1);
            }
        }
    }

    /// A code.
    pub(in crate::store) fn code<C: Code>(&mut self, code: C) {
        self.byte(code.place());
    }

    /// A code or none.
    pub(in crate::store) fn code_or_none<C: Code>(&mut self, code: Option<C>) {
        self.byte(code.map_or(0, |code| code.place() + 1));
    }

    /// A text.
    pub(in crate::store) fn text(&mut self, text: &str) {
        self.count(text.len() as u64);
        self.0.extend_from_slice(text.as_bytes());
    }
}

/// Reads from the front of packed bytes; `None`: they are not what was packed.
#[derive(Debug, Clone, Copy)]
pub(in crate::store) struct Unpacker<'a>(pub(in crate::store) &'a [u8]);

impl<'a> Unpacker<'a> {
    /// True at the end.
    pub(in crate::store) const fn is_done(&self) -> bool {
        self.0.is_empty()
    }

    /// See [`Packer::byte`].
    pub(in crate::store) fn byte(&mut self) -> Option<u8> {
        let (byte, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*byte)
    }

    /// See [`Packer::count`].
    pub(in crate::store) fn count(&mut self) -> Option<u64> {
        let (mut number, mut shift) = (0u64, 0);
        loop {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f).checked_shl(shift)?;
            if byte < 0x80 {
                return Some(number);
            }
            shift += 7;
        }
    }

    /// A count that fits 32 bits.
    pub(in crate::store) fn small(&mut self) -> Option<u32> {
        u32::try_from(self.count()?).ok()
    }

    /// A count that fits 16 bits.
    pub(in crate::store) fn tiny(&mut self) -> Option<u16> {
        u16::try_from(self.count()?).ok()
    }

    /// See [`Packer::number`].
    pub(in crate::store) fn number(&mut self) -> Option<i64> {
        self.count().map(unfolded)
    }

    /// See [`Packer::day`].
    pub(in crate::store) fn day(&mut self, base: Day) -> Option<Day> {
        let far = self.number()?;
        i32::try_from(i64::from(base.0).checked_add(far)?).ok().map(Day)
    }

    /// See [`Packer::day_or_none`].
    pub(in crate::store) fn day_or_none(&mut self, base: Day) -> Option<Option<Day>> {
        match self.count()? {
            0 => Some(None),
            far => {
                let day = i64::from(base.0).checked_add(unfolded(far - 1))?;
                i32::try_from(day).ok().map(|day| Some(Day(day)))
            }
        }
    }

    /// See [`Packer::code`].
    pub(in crate::store) fn code<C: Code>(&mut self) -> Option<C> {
        C::TABLE.get(usize::from(self.byte()?)).copied()
    }

    /// See [`Packer::code_or_none`].
    pub(in crate::store) fn code_or_none<C: Code>(&mut self) -> Option<Option<C>> {
        match self.byte()? {
            0 => Some(None),
            place => C::TABLE.get(usize::from(place) - 1).map(|code| Some(*code)),
        }
    }

    /// So many bytes.
    pub(in crate::store) fn bytes(&mut self, count: usize) -> Option<&'a [u8]> {
        let (head, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(head)
    }

    /// See [`Packer::text`].
    pub(in crate::store) fn text(&mut self) -> Option<&'a str> {
        let len = usize::try_from(self.count()?).ok()?;
        std::str::from_utf8(self.bytes(len)?).ok()
    }
}

const fn unfolded(number: u64) -> i64 {
    (number >> 1).cast_signed() ^ -((number & 1).cast_signed())
}

/// A sum over a block, eight bytes at a time: enough to see that a byte is not what was written.
pub(in crate::store) fn checksum(bytes: &[u8]) -> [u8; 4] {
    let mut sum = 0x9e37_79b9_7f4a_7c15_u64 ^ bytes.len() as u64;
    let (words, rest) = bytes.as_chunks::<8>();
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    for word in words.iter().chain([&last]) {
        sum = (sum ^ u64::from_le_bytes(*word)).wrapping_mul(0xff51_afd7_ed55_8ccd);
        sum ^= sum >> 32;
    }
    let [a, b, c, d, ..] = sum.to_le_bytes();
    [a, b, c, d]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn whatever_is_packed_reads_back(count: u64, number: i64, from in -30_000..90_000_i32, to in -30_000..90_000_i32, text in ".{0,20}") {
            let mut bytes = vec![];
            let mut out = Packer(&mut bytes);
            out.count(count);
            out.number(number);
            out.day(Day(from), Day(to));
            out.day_or_none(Day(from), Some(Day(to)));
            out.day_or_none(Day(from), None);
            out.code(Outcome::Skipped);
            out.code_or_none(Some(Outcome::Promise));
            out.code_or_none::<Band>(None);
            out.text(&text);
            let mut read = Unpacker(&bytes);
            prop_assert_eq!((read.count(), read.number(), read.day(Day(from))), (Some(count), Some(number), Some(Day(to))));
            prop_assert_eq!((read.day_or_none(Day(from)), read.day_or_none(Day(from))), (Some(Some(Day(to))), Some(None)));
            prop_assert_eq!(read.code(), Some(Outcome::Skipped));
            prop_assert_eq!((read.code_or_none(), read.code_or_none::<Band>()), (Some(Some(Outcome::Promise)), Some(None)));
            prop_assert_eq!(read.text(), Some(text.as_str()));
            prop_assert!(read.is_done());
        }

        #[test]
        fn bytes_that_nobody_packed_are_refused_or_read_but_never_a_fault(bytes in prop::collection::vec(any::<u8>(), 0..24)) {
            let mut read = Unpacker(&bytes);
            while read.count().is_some() && read.code::<Outcome>().is_some() && read.text().is_some() && read.day(Day::MAX).is_some() {}
        }

        #[test]
        fn a_changed_byte_changes_the_sum(mut bytes in prop::collection::vec(any::<u8>(), 1..40), at: prop::sample::Index, bit in 0..8_u32) {
            let before = checksum(&bytes);
            let at = at.index(bytes.len());
            bytes[at] ^= 1_u8 << bit;
            prop_assert_ne!(before, checksum(&bytes));
        }
    }
}
