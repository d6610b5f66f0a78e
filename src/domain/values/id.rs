//! Names of things: case numbers, acts, batches, sources, logins.
//! What never lives here: a source of randomness (ids are handed in by the writer).
//! Any room may call.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize, de};

/// A case number, from 1 up; written `C-000123`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CaseId(pub i64);

impl fmt::Display for CaseId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "C-{:06}", self.0)
    }
}

/// Text that does not name what it should.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not-an-id")]
pub struct NotAnId;

impl FromStr for CaseId {
    type Err = NotAnId;
    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let text = text.trim();
        let digits = text.strip_prefix("C-").or_else(|| text.strip_prefix("c-")).ok_or(NotAnId)?;
        digits.parse().ok().filter(|n| *n > 0).map(Self).ok_or(NotAnId)
    }
}

/// One act: all that one command of a person wrote. 80 bits, written as 16 letters of Crockford's base 32;
/// the first half is time, the second random, so acts sort by time and two writers never meet.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ActId(pub [u8; 10]);

const CROCKFORD: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";

impl ActId {
    /// Builds an act id from milliseconds since 1970 and 40 random bits (the upper bits are dropped).
    #[must_use]
    pub fn new(at_ms: i64, random: u64) -> Self {
        let mut bytes = [0; 10];
        bytes[..5].copy_from_slice(&at_ms.to_be_bytes()[3..]);
        bytes[5..].copy_from_slice(&random.to_be_bytes()[3..]);
        Self(bytes)
    }
}

impl fmt::Display for ActId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for half in self.0.chunks(5) {
            let bits = half.iter().fold(0u64, |bits, byte| (bits << 8) | u64::from(*byte));
            for at in (0..8).rev() {
                let index = usize::try_from((bits >> (at * 5)) & 31).unwrap_or(0);
                write!(f, "{}", char::from(CROCKFORD[index]))?;
            }
        }
        Ok(())
    }
}

impl fmt::Debug for ActId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for ActId {
    type Err = NotAnId;
    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let lower = text.trim().to_ascii_lowercase();
        if lower.len() != 16 {
            return Err(NotAnId);
        }
        let mut bytes = [0; 10];
        for (half, letters) in lower.as_bytes().chunks(8).enumerate() {
            let mut bits = 0u64;
            for letter in letters {
                let value = CROCKFORD.iter().position(|c| c == letter).ok_or(NotAnId)?;
                bits = (bits << 5) | value as u64;
            }
            bytes[half * 5..half * 5 + 5].copy_from_slice(&bits.to_be_bytes()[3..]);
        }
        Ok(Self(bytes))
    }
}

impl Serialize for ActId {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for ActId {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        String::deserialize(d)?.parse().map_err(de::Error::custom)
    }
}

/// A promise, dispute, hold, call-back … : the act that made it and its place among the act's entries (0 first).
/// Written as the act alone when it is the first entry, else `ACT.1`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryId {
    /// The act.
    pub act: ActId,
    /// Place in the act, from 0.
    pub index: u8,
}

impl fmt::Display for EntryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.index == 0 { write!(f, "{}", self.act) } else { write!(f, "{}.{}", self.act, self.index) }
    }
}

impl fmt::Debug for EntryId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for EntryId {
    type Err = NotAnId;
    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let (act, index) = text.trim().split_once('.').unwrap_or((text.trim(), "0"));
        Ok(Self { act: act.parse()?, index: index.parse().map_err(|_| NotAnId)? })
    }
}

impl Serialize for EntryId {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for EntryId {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        String::deserialize(d)?.parse().map_err(de::Error::custom)
    }
}

/// An import batch, from 1 up in the order of loading. 0 is never used.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct BatchId(pub i64);

/// A system we import from (an accounting package, a bank …), numbered by the book.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct SourceId(pub i64);

/// A person's login: 1 to 32 of `a-z 0-9 . _ -`, kept in lower case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Login(pub String);

impl FromStr for Login {
    type Err = NotAnId;
    fn from_str(text: &str) -> Result<Self, NotAnId> {
        let lower = text.trim().to_lowercase();
        let fits = (1..=32).contains(&lower.chars().count())
            && lower.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '-'));
        if fits { Ok(Self(lower)) } else { Err(NotAnId) }
    }
}

impl fmt::Display for Login {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for CaseId {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for CaseId {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        String::deserialize(d)?.parse().map_err(de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_read_back_as_written() {
        let act = ActId::new(1_785_000_000_123, 0x00ab_cdef_0123);
        assert_eq!(act.to_string().len(), 16);
        assert_eq!(act.to_string().parse(), Ok(act));
        let second = EntryId { act, index: 1 };
        assert_eq!(second.to_string().parse(), Ok(second));
        assert_eq!(CaseId(123).to_string(), "C-000123");
        assert_eq!("c-123".parse(), Ok(CaseId(123)));
        assert!(ActId::new(2, 0).to_string() > ActId::new(1, u64::MAX).to_string());
    }
}
