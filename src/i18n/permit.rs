//! The sentences of the rules for contacts: what a debtor said, what was asked and answered, why a rule does not allow it.
//! What never lives here: the rules (see `domain::permit`).
//! `cli`, the screen and the forms say them through `Words`.

use super::{Words, format};
use crate::domain::case::OverrideView;
use crate::domain::codes::Channel;
use crate::domain::permit::{Checked, Consent, OverrideAsked, Rule, Why};
use crate::domain::values::Day;

impl Words {
    /// What a debtor said: `refuses: call, 06 12 34 56 78`.
    #[must_use]
    pub fn consent(&self, said: &Consent) -> String {
        let channel = said.channel.map_or_else(|| self.t("consent-any"), |channel| self.channel(channel));
        let how = [channel, said.point.clone()].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
        let id = if said.refused { "consent-refused" } else { "consent-allowed" };
        self.tf(id, &[("how", how.join(", ").into())])
    }

    /// A question and its answer: `call: blocked (us.calls); made all the same: the debtor asked for it`.
    #[must_use]
    pub fn checked(&self, checked: &Checked) -> String {
        let mut said =
            format!("{}: {}", self.channel(checked.channel), self.t(&format!("verdict-{}", checked.verdict)));
        if !checked.rules.is_empty() {
            said.push_str(&format!(" ({})", checked.rules.join(", ")));
        }
        if checked.reason.is_empty() {
            return said;
        }
        let mut facts = vec![("answer", said.into()), ("reason", checked.reason.as_str().into())];
        let Some(allowed) = &checked.allowed else { return self.tf("checked-overridden", &facts) };
        facts.push(("who", allowed.by.to_string().into()));
        self.tf("checked-allowed", &facts)
    }

    /// A request to set rules aside: `call 06 12 34 56 78, against us.calls: he asked to be called back`.
    #[must_use]
    pub fn override_asked(&self, asked: &OverrideAsked) -> String {
        let how = [self.channel(asked.channel), asked.point.clone()];
        let how: Vec<String> = how.into_iter().filter(|piece| !piece.is_empty()).collect();
        let facts =
            [("how", how.join(" ").into()), ("rules", asked.named().into()), ("reason", asked.reason.as_str().into())];
        self.tf("override-asked", &facts)
    }

    /// What became of it, as whoever asked reads it.
    #[must_use]
    pub fn override_told(&self, view: &OverrideView) -> String {
        let (who, day) = view.answered.as_ref().map_or((&view.who, view.asked_on), |(who, day)| (who, *day));
        let facts = [
            ("who", who.to_string().into()),
            ("day", self.day(day).into()),
            ("until", self.day(view.asked.until).into()),
            ("reason", view.refusal.as_str().into()),
        ];
        self.tf(&format!("override-told-{}", view.state), &facts)
    }

    /// Why a rule does not allow a contact: `7 of at most 7 in 7 days`.
    #[must_use]
    pub fn why_not(&self, why: Why) -> String {
        let clock = |minute: u16| format::wall_clock(self.lang(), minute);
        match why {
            Why::Hours { opens, closes } => {
                self.tf("why-hours", &[("from", clock(opens).into()), ("to", clock(closes).into())])
            }
            Why::Weekday => self.t("why-weekday"),
            Why::Holiday => self.t("why-holiday"),
            Why::Cap { made, count, days } => {
                let facts = [
                    ("made", u32::from(made).into()),
                    ("count", u32::from(count).into()),
                    ("days", u32::from(days).into()),
                ];
                self.tf("why-cap", &facts)
            }
            Why::Pause { talked_on, days } => {
                self.tf("why-pause", &[("day", self.day(talked_on).into()), ("days", u32::from(days).into())])
            }
            Why::Held(reason) => self.tf("why-held", &[("reason", self.t(&format!("hold-reason-{reason}")).into())]),
            Why::Refused => self.t("why-refused"),
            Why::Disputed => self.t("why-disputed"),
            Why::NoLetter => self.t("why-no-letter"),
            Why::Lacks(fact) => self.tf("why-lacks", &[("fact", self.t(&format!("lacks-{fact}")).into())]),
        }
    }

    /// One thing that is not allowed, with its rule, where that stands, and until when as far as the calendar tells.
    #[must_use]
    pub fn finding(&self, rule: &Rule, why: Why, until: Option<Day>) -> String {
        let why = self.why_not(why);
        let until = until.map_or_else(String::new, |day: Day| self.tf("why-until", &[("day", self.day(day).into())]));
        let facts = [
            ("why", why.into()),
            ("until", until.into()),
            ("source", rule.source.as_str().into()),
            ("rule", rule.id.as_str().into()),
        ];
        self.tf("permit-finding", &facts)
    }

    fn channel(&self, channel: Channel) -> String {
        self.t(&format!("channel-{channel}"))
    }
}
