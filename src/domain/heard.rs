//! Contacts that another system kept and that are nobody's yet: they wait under the number or address outside.
//! What never lives here: formats (see `exchange`), SQL, whose it may be (see `store`).
//! An import makes them, `store` keeps them, the tray shows them.

use serde::{Deserialize, Serialize};

use super::ledger::ContactRow;

/// What a contact can be known by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum PointKind {
    /// A telephone number.
    Phone,
    /// An e-mail address.
    Email,
    /// A name a letter was addressed to.
    Name,
    /// The number of a letter, where nothing else is known.
    Letter,
}

impl PointKind {
    /// Every kind.
    pub const ALL: &'static [Self] = &[Self::Phone, Self::Email, Self::Name, Self::Letter];

    /// Kebab-case name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Name => "name",
            Self::Letter => "letter",
        }
    }
}

/// A number, address or name outside, as it is compared.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Point {
    /// What it is.
    pub kind: PointKind,
    /// Folded: digits of a number, an address in lower case, a name without spaces.
    pub key: String,
}

/// A contact that waits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unclaimed {
    /// Under what.
    pub point: Point,
    /// What the one outside is called, if told.
    pub called: String,
    /// The contact, as it would stand with a debtor; its `point` is the number or address as it was written.
    pub contact: ContactRow,
}

/// Houses whose addresses anybody can have: the domain tells nothing.
const PUBLIC: &[&str] = &[
    "aol",
    "bbox",
    "bluewin",
    "club-internet",
    "free",
    "gmail",
    "gmx",
    "googlemail",
    "hotmail",
    "icloud",
    "laposte",
    "libero",
    "live",
    "mac",
    "mail",
    "me",
    "msn",
    "neuf",
    "numericable",
    "orange",
    "outlook",
    "proton",
    "protonmail",
    "sfr",
    "skynet",
    "t-online",
    "telenet",
    "wanadoo",
    "web",
    "yahoo",
    "yandex",
    "ymail",
    "zoho",
];

/// The domain of an address, where it is a house's own.
#[must_use]
pub fn own_domain(address: &str) -> Option<&str> {
    let (_, domain) = address.rsplit_once('@')?;
    let mut labels = domain.rsplit('.');
    let (top, second) = (labels.next()?, labels.next()?);
    // `yahoo.co.uk`
    let house = if matches!(second, "co" | "com" | "ac" | "org") && top.len() == 2 { labels.next()? } else { second };
    (!PUBLIC.contains(&house)).then_some(domain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_public_house_is_nobodys_domain() {
        assert_eq!(own_domain("compta@lefevre.example"), Some("lefevre.example"));
        assert_eq!(own_domain("a@mail.lefevre.example"), Some("mail.lefevre.example"));
        for public in ["a@gmail.com", "a@yahoo.co.uk", "a@orange.fr", "a@smtp.free.fr", "nobody", "a@local"] {
            assert_eq!(own_domain(public), None, "{public}");
        }
    }
}
