//! By what an imported contact is known to be this debtor's, said of it as the debtor's facts stand: a number or an address is
//! certain, an invoice it names or a domain likely, all else what a person, a thread or a name told.
//! What never lives here: attaching (an import does), words.
//! `timeline` and `points` ask it.

use std::collections::BTreeSet;

use crate::domain::case::Facts;
use crate::domain::codes::Channel;
use crate::domain::event::Event;
use crate::domain::heard::{PointKind, own_domain};
use crate::domain::ledger::{ContactRow, Loaded};
use crate::domain::letter::LETTER_KEY;
use crate::domain::point::kind_and_key;

/// How keys of contacts begin that other systems kept.
const HEARD: [&str; 4] = ["cdr ", "sms ", "mail ", LETTER_KEY];

/// By what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KnownBy {
    /// A telephone number of the debtor's.
    Number,
    /// An address of the debtor's.
    Address,
    /// An invoice that it names.
    Invoice,
    /// The domain of one of the debtor's addresses.
    Domain,
    /// A reference, a name, a thread, or a person who gave it.
    Other,
}

impl KnownBy {
    /// Kebab-case name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Address => "address",
            Self::Invoice => "invoice",
            Self::Domain => "domain",
            Self::Other => "other",
        }
    }

    /// True where no doubt is left.
    #[must_use]
    pub const fn is_certain(self) -> bool {
        matches!(self, Self::Number | Self::Address)
    }
}

/// True for a contact that another system kept: it knew a number or an address, not a debtor.
#[must_use]
pub fn is_heard(row: &ContactRow) -> bool {
    HEARD.iter().any(|begins| row.reference.starts_with(begins))
}

/// What a debtor is known by.
#[derive(Debug, Default)]
pub struct Known {
    points: BTreeSet<(PointKind, String)>,
    domains: BTreeSet<String>,
    invoices: BTreeSet<String>,
}

impl Known {
    /// By all facts of a case, whenever they came; nothing is collected when none of its contacts, nor of some earlier ones,
    /// asks for it.
    #[must_use]
    pub fn of(facts: &Facts, earlier: &[Loaded<ContactRow>]) -> Self {
        if !facts.contacts.iter().chain(earlier).any(|contact| is_heard(&contact.row)) {
            return Self::default();
        }
        let told = facts.entries.iter().filter_map(|entry| {
            if let Event::PointTold(told) = &entry.event { Some(told.point.as_str()) } else { None }
        });
        let own = facts.debtor.phones.iter().chain(&facts.debtor.emails).map(String::as_str);
        let points: BTreeSet<_> = own.chain(told).filter_map(kind_and_key).collect();
        let emails = points.iter().filter(|(kind, _)| *kind == PointKind::Email);
        let domains = emails.filter_map(|(_, key)| own_domain(key).map(str::to_owned)).collect();
        let invoices = facts.invoices.iter().map(|loaded| bare(&loaded.row.number)).collect();
        Self { points, domains, invoices }
    }

    /// By what a contact is known; nothing for one that a debtor's own system sent with its reference.
    #[must_use]
    pub fn by(&self, row: &ContactRow) -> Option<KnownBy> {
        if !is_heard(row) {
            return None;
        }
        let is_letter = matches!(row.channel, Channel::Letter | Channel::RegisteredLetter);
        let point = kind_and_key(&row.point).filter(|_| !is_letter);
        if let Some(known) = point.as_ref().filter(|point| self.points.contains(*point)) {
            return Some(if known.0 == PointKind::Email { KnownBy::Address } else { KnownBy::Number });
        }
        if row.note.split_whitespace().any(|word| self.invoices.contains(&bare(word))) {
            return Some(KnownBy::Invoice);
        }
        let domain = point.as_ref().and_then(|(_, key)| own_domain(key));
        Some(if domain.is_some_and(|domain| self.domains.contains(domain)) { KnownBy::Domain } else { KnownBy::Other })
    }
}

/// A number of an invoice as it is compared: letters and figures alone.
fn bare(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
