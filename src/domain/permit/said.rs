//! What the journal keeps of the rules for contacts: what a debtor said about being contacted, and what was asked and answered.
//! What never lives here: the rules.
//! `event` carries them.

use serde::{Deserialize, Serialize};

use crate::domain::codes::{Channel, Verdict};
use crate::domain::values::{Day, EntryId, Instant, Login};

/// What a debtor said about being contacted: yes or no, to a channel, to one number or address of it. The last word holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Consent {
    /// The channel; none: all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub channel: Option<Channel>,
    /// The number or address; empty: every one.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub point: String,
    /// True for no.
    pub refused: bool,
    /// The day it was said.
    pub on: Day,
    /// How it was said: an e-mail, a call, a form.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub origin: String,
}

impl Consent {
    /// True when it speaks of a contact by this channel at this point (empty: any).
    #[must_use]
    pub fn concerns(&self, channel: Channel, point: &str) -> bool {
        let by = self.channel.is_none_or(|own| own == channel);
        by && (self.point.is_empty() || (!point.is_empty() && same_point(&self.point, point)))
    }

    /// True when both speak of the same channel and point.
    #[must_use]
    pub fn is_about_the_same(&self, other: &Self) -> bool {
        self.channel == other.channel && same_point(&self.point, &other.point)
    }
}

/// Numbers are compared by their digits, the last nine where both have as many; addresses without regard to case.
fn same_point(one: &str, two: &str) -> bool {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    if one.contains('@') || two.contains('@') {
        return one.trim().eq_ignore_ascii_case(two.trim());
    }
    let (one_digits, two_digits) = (digits(one), digits(two));
    let tail = |text: &str| text.len().saturating_sub(9);
    if one_digits.len() >= 9 && two_digits.len() >= 9 {
        return one_digits[tail(&one_digits)..] == two_digits[tail(&two_digits)..];
    }
    one.trim() == two.trim()
}

/// A question and its answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checked {
    /// How.
    pub channel: Channel,
    /// At which number or address, where one was named.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub point: String,
    /// What the rules said.
    pub verdict: Verdict,
    /// Those that did not allow it, by id.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<String>,
    /// Why it was made all the same; empty: it was not.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// The yes under which it was made all the same; none: by the right of whoever made it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub allowed: Option<Allowed>,
}

/// A supervisor's yes to one contact that rules block.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Allowed {
    /// The approval.
    pub approval: EntryId,
    /// Whose it is.
    pub by: Login,
}

/// A rule that blocks, with where it stands, as it was when somebody asked to set it aside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleNamed {
    /// Its id.
    pub rule: String,
    /// Where it stands.
    pub source: String,
}

/// A request to set rules aside for one contact.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OverrideAsked {
    /// How the debtor would be contacted.
    pub channel: Channel,
    /// At which number or address, where one was named.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub point: String,
    /// The rules that block it.
    pub rules: Vec<RuleNamed>,
    /// When nothing would block it any more, where the calendar alone tells.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next_at: Option<Instant>,
    /// Why it should be made all the same.
    pub reason: String,
    /// First day on which nobody waits for an answer any more.
    pub until: Day,
}

impl OverrideAsked {
    /// The rules by name: `us.calls, house.hours`.
    #[must_use]
    pub fn named(&self) -> String {
        self.rules.iter().map(|named| named.rule.as_str()).collect::<Vec<_>>().join(", ")
    }

    /// … each with where it stands.
    #[must_use]
    pub fn sources(&self) -> String {
        let told = |named: &RuleNamed| format!("{} ({})", named.rule, named.source);
        self.rules.iter().map(told).collect::<Vec<_>>().join(", ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_refusal_holds_for_the_number_however_it_is_written() {
        let said = |channel, point: &str| {
            let (point, origin) = (point.to_owned(), String::new());
            Consent { channel, point, refused: true, on: Day(0), origin }
        };
        let mobile = said(Some(Channel::Sms), "+33 6 12 34 56 78");
        assert!(mobile.concerns(Channel::Sms, "06.12.34.56.78") && !mobile.concerns(Channel::Call, "0612345678"));
        assert!(!mobile.concerns(Channel::Sms, "0612345679") && !mobile.concerns(Channel::Sms, ""));
        assert!(said(None, "").concerns(Channel::Letter, ""));
        assert!(said(Some(Channel::Email), "Compta@maison.example").concerns(Channel::Email, "compta@MAISON.example"));
        assert!(!said(Some(Channel::Email), "a@b.example").concerns(Channel::Email, "c@b.example"));
    }
}
