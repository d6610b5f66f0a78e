//! A short word as one number: up to twelve letters and digits, folded, so that a country, a segment or a channel stands
//! in a derived row and on a score card without any text.
//! What never lives here: what the words mean.
//! `case` makes them of a debtor's fields, `ranking` looks them up on the card, `i18n` says them.

use super::text::fold;

/// Letters and digits kept of a word: 37^12 is the last power below 2^63.
pub const TAG_CHARS: usize = 12;

/// Letters, digits, and nothing.
const BASE: i64 = 37;

/// A word folded into a number: `Tag::of("Grands comptes")` is `grandscompte`; [`Tag::NONE`] for a word without a letter
/// or digit. Two words that fold alike are one tag.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Tag(i64);

impl Tag {
    /// No word.
    pub const NONE: Self = Self(0);

    /// Folds a word.
    #[must_use]
    pub fn of(word: &str) -> Self {
        let digit = |c: char| match c {
            'a'..='z' => Some(i64::from(u32::from(c) - u32::from('a')) + 1),
            '0'..='9' => Some(i64::from(u32::from(c) - u32::from('0')) + 27),
            _ => None,
        };
        Self(fold(word).chars().filter_map(digit).take(TAG_CHARS).fold(0, |all, one| all * BASE + one))
    }

    /// As a column or a fact; 0 for none.
    #[must_use]
    pub const fn number(self) -> i64 {
        self.0
    }

    /// Back from [`Self::number`].
    #[must_use]
    pub const fn from_number(number: i64) -> Self {
        Self(number)
    }

    /// The number, unless there is no word.
    #[must_use]
    pub fn known(self) -> Option<i64> {
        (self.0 > 0).then_some(self.0)
    }
}

impl std::fmt::Display for Tag {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut left = self.0;
        let mut letters = Vec::with_capacity(TAG_CHARS);
        while left > 0 {
            let digit = u8::try_from(left % BASE).unwrap_or(0);
            letters.push(char::from(if digit > 26 { b'0' + digit - 27 } else { b'a' + digit.max(1) - 1 }));
            left /= BASE;
        }
        f.write_str(&letters.iter().rev().collect::<String>())
    }
}

/// A group of debtors: its code as one number (FNV-1a, 64 bits), so that it stands in a derived row without any text.
/// Of a million codes two are one number once in forty million books.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Group(u64);

impl Group {
    /// The group of a code as it is written; none without one.
    #[must_use]
    pub fn of(code: &str) -> Option<Self> {
        let sum = code
            .bytes()
            .fold(0xcbf2_9ce4_8422_2325, |sum: u64, byte| (sum ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3));
        // 0 stands for none.
        (!code.is_empty()).then_some(Self(sum.max(1)))
    }

    /// As a number to keep; [`Self::from_number`] reads it back.
    #[must_use]
    pub const fn number(self) -> i64 {
        self.0.cast_signed()
    }

    /// Back from [`Self::number`]; 0 is none.
    #[must_use]
    pub const fn from_number(number: i64) -> Option<Self> {
        if number == 0 { None } else { Some(Self(number.cast_unsigned())) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_folded_and_comes_back() {
        for (word, back) in
            [("FR", "fr"), ("Grands comptes", "grandscompte"), ("n°9-Été", "n9ete"), ("zzzzzzzzzzzz9", "zzzzzzzzzzzz")]
        {
            assert_eq!(Tag::of(word).to_string(), back);
            assert_eq!(Tag::from_number(Tag::of(word).number()), Tag::of(back));
        }
        assert_eq!((Tag::of("—"), Tag::NONE.known()), (Tag::NONE, None));
        assert!(Tag::of("999999999999").number() > 0);
    }

    #[test]
    fn a_group_is_its_code_as_written() {
        let one = Group::of("HOLDING 1").unwrap();
        assert_eq!((Group::of("HOLDING 1"), Group::from_number(one.number())), (Some(one), Some(one)));
        assert!(
            [Group::of("holding 1"), Group::of("HOLDING 2"), Group::of("")].iter().all(|other| *other != Some(one))
        );
        assert_eq!((Group::of(""), Group::from_number(0)), (None, None));
    }
}
