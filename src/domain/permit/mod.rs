//! Whether a contact may be made: the rules of the law and of the house, and what they answer of a debtor, a channel and a
//! moment. One rule set for the night's list and for whoever is about to call.
//! What never lives here: reading a pack (see `config`), time zones (whoever asks tells the debtor's own time), wording.
//! `ranking`'s gate, the contact form and `relance may` ask it.
//!
//! A contact that comes in is nobody's decision and is never asked about. What has happened is counted whatever a rule says.

mod check;
mod said;

use super::codes::{Actor, Channel, Confidence, DebtorKind, HoldReason, Lacks, Severity, Verdict};
use super::values::{Day, Instant, Tag};

pub use check::{Ask, Past, When, at_cap, next_open, on_day, permit};
pub use said::{Allowed, Checked, Consent, OverrideAsked, RuleNamed};

/// Most contacts a cap may allow: as many calls as a derived row remembers.
pub const CAP_MAX: u8 = 8;
/// Longest window of a cap and longest pause, in days.
pub const WINDOW_DAYS_MAX: u8 = 31;

/// One rule of a pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// Its name, unique among all packs in force.
    pub id: String,
    /// The pack and its version: `fr 2026.11`.
    pub pack: String,
    /// Where it stands: the article, or who decided it.
    pub source: String,
    /// How sure that is.
    pub confidence: Confidence,
    /// What it does.
    pub severity: Severity,
    /// The channels it speaks of; empty: all.
    pub channels: Vec<Channel>,
    /// The debtors it speaks of; none: all.
    pub debtor: Option<DebtorKind>,
    /// The houses it binds, by whom they collect for; empty: all.
    pub actors: Vec<Actor>,
    /// The countries it speaks of, by code; empty: all.
    pub countries: Vec<Tag>,
    /// True when a fact it asks for and nobody told is passed over: it then reads the book's own time and speaks of no debtor
    /// whose country or kind is unknown. False: it refuses.
    pub passes_unknown: bool,
    /// What it asks.
    pub asks: Asks,
}

/// What a rule asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asks {
    /// That it is between these minutes of the debtor's day (the last one no longer), on these days of the week (Monday first).
    Hours {
        /// First minute.
        opens: u16,
        /// First minute that is too late.
        closes: u16,
        /// Monday first.
        days: [bool; 7],
    },
    /// That it is no public holiday; the calendar is that of France, with Alsace-Moselle's days by postcode.
    NoHoliday,
    /// That of the contacts out by these channels no more than so many fall into so many days, today's and this one counted.
    Cap {
        /// At most.
        count: u8,
        /// In so many consecutive days.
        days: u8,
    },
    /// That the debtor was not spoken to in so many days, the day of the talk being the first.
    Pause {
        /// Days.
        days: u8,
    },
    /// That no hold of this reason stands on the case.
    NotHeld(HoldReason),
    /// That the debtor did not ask to be left alone on this channel, or at this number or address.
    NotRefused,
    /// That nothing of what is owed is contested.
    NotDisputed,
    /// That a letter went out before anything else does.
    FirstLetter,
}

impl Rule {
    /// True when it binds a house that collects for `actor`; where nobody told for whom, it does unless it passes over what
    /// is not known.
    #[must_use]
    pub fn binds(&self, actor: Option<Actor>) -> bool {
        self.actors.is_empty() || actor.map_or(!self.passes_unknown, |actor| self.actors.contains(&actor))
    }
}

/// Why a rule does not allow a contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// Outside the hours.
    Hours {
        /// First minute.
        opens: u16,
        /// First minute too late.
        closes: u16,
    },
    /// Not on this day of the week.
    Weekday,
    /// A public holiday.
    Holiday,
    /// One more would be too many.
    Cap {
        /// Made so far in the window.
        made: u16,
        /// At most.
        count: u8,
        /// The window.
        days: u8,
    },
    /// Spoken to a short while ago.
    Pause {
        /// When.
        talked_on: Day,
        /// Days of rest, that one counted.
        days: u8,
    },
    /// Held.
    Held(HoldReason),
    /// Asked to be left alone.
    Refused,
    /// Contested.
    Disputed,
    /// No letter went out yet.
    NoLetter,
    /// The rule asks for a fact that nobody told.
    Lacks(Lacks),
}

/// What one rule does not allow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding<'r> {
    /// The rule.
    pub rule: &'r Rule,
    /// Why.
    pub why: Why,
    /// First day on which it allows it again, where the calendar alone tells.
    pub until: Option<Day>,
}

/// What all rules say; empty: it is allowed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answer<'r> {
    /// What is not allowed, what blocks first.
    pub findings: Vec<Finding<'r>>,
}

impl Answer<'_> {
    /// The rules that block, each with where it stands.
    pub fn blocking(&self) -> impl Iterator<Item = RuleNamed> {
        let blocks = self.findings.iter().filter(|finding| finding.rule.severity == Severity::Block);
        blocks.map(|finding| RuleNamed { rule: finding.rule.id.clone(), source: finding.rule.source.clone() })
    }

    /// The request to set them aside, its reason still to be told. `until`: the first day on which they allow it again.
    #[must_use]
    pub fn asked(&self, ask: Ask<'_>, next_at: Option<Instant>, until: Day) -> OverrideAsked {
        let (channel, point, reason) = (ask.channel, ask.point.to_owned(), String::new());
        OverrideAsked { channel, point, rules: self.blocking().collect(), next_at, reason, until }
    }

    /// What it comes to.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        match self.findings.first().map(|finding| finding.rule.severity) {
            None => Verdict::Allowed,
            Some(Severity::Warn) => Verdict::Warned,
            Some(Severity::Block) => Verdict::Blocked,
        }
    }
}
