//! The sentence of a reason: why a case stands where it stands, its points in brackets.
//! What never lives here: points, ranking.
//! `cli` and the screen say it through `Words::reason`.

use super::{Arg, Words};
use crate::domain::codes::{Channel, Exclusion, ReasonCode};
use crate::domain::queue::{CardName, Judged, Nearest, Reason};
use crate::domain::values::{CaseId, Tag};

/// Longest short form with a fact of three digits, in columns: the least a list must have for its reasons.
pub const SHORT_COLUMNS_MAX: u16 = 28;

impl Words {
    /// One reason in one line: `pays late 7 times in 10 (+24)`.
    #[must_use]
    pub fn reason(&self, reason: &Reason) -> String {
        self.tf(&format!("reason-{}", reason.code), &self.facts(reason, "none"))
    }

    /// One reason in at most [`SHORT_COLUMNS_MAX`] columns, without its points: `pays late 7 times in 10`. `time` is the
    /// hour of an agreed call, `none` without one.
    #[must_use]
    pub fn reason_short(&self, reason: &Reason, time: &str) -> String {
        self.tf(&format!("reason-short-{}", reason.code), &self.facts(reason, time))
    }

    /// The rule that leaves a case out; `by`: the case of its group with whose call it goes.
    #[must_use]
    pub fn rule(&self, reason: Exclusion, by: Option<CaseId>) -> String {
        match by {
            Some(case) => self.tf("exclusion-linked-to", &[("case", case.to_string().into())]),
            None => self.t(&format!("exclusion-{reason}")),
        }
    }

    /// A change of one fact in one line: `If it were "last invoice settled 2 days late (-5)": score -12, low risk.`
    #[must_use]
    pub fn nearest(&self, nearest: &Nearest) -> String {
        let facts = [
            ("reason", Arg::Text(self.reason(&nearest.reason()))),
            ("score", nearest.score.to_string().into()),
            ("risk", self.t(&format!("risk-{}", nearest.risk)).into()),
        ];
        self.tf("score-nearest", &facts)
    }

    /// What would change a case's risk, one sentence a change; that nothing would is a sentence too.
    #[must_use]
    pub fn would_change(&self, all: &[Nearest]) -> Vec<String> {
        if all.is_empty() { vec![self.t("score-fixed")] } else { all.iter().map(|one| self.nearest(one)).collect() }
    }

    /// Which card speaks, and where it comes from: `points by the card default-1, which comes with the program`.
    #[must_use]
    pub fn card(&self, card: &CardName) -> String {
        self.tf(&format!("card-{}", card.source), &[("card", card.name.as_str().into())])
    }

    /// Beside the points of a case: the card they are by, and what would change them.
    #[must_use]
    pub fn judged(&self, judged: &Judged) -> Vec<String> {
        [self.card(&judged.card)].into_iter().chain(self.would_change(&judged.nearest)).collect()
    }

    /// What the messages of reasons speak of.
    fn facts(&self, reason: &Reason, time: &str) -> [(&'static str, Arg); 7] {
        let tenths = Arg::Count((reason.fact.max(0) + 50) / 100);
        // These two are distances, their sign is said by the side; elsewhere -1 means unknown.
        let (side, fact) = match (reason.code, reason.fact < 0) {
            (ReasonCode::Excess, true) => ("past", reason.fact.abs()),
            (ReasonCode::PromiseDue, true) => ("ahead", reason.fact.abs()),
            _ => ("within", reason.fact),
        };
        [
            ("points", Arg::Text(format!("{:+}", reason.points))),
            ("tenths", tenths),
            ("percent", Arg::Count(fact.max(0) / 10)),
            ("side", side.into()),
            ("fact", Arg::Count(fact)),
            ("word", self.tagged(reason.code, Tag::from_number(reason.fact)).into()),
            ("time", time.into()),
        ]
    }

    /// What a tag stands for: a channel by its name, a country in capitals, anything else as it is.
    fn tagged(&self, code: ReasonCode, tag: Tag) -> String {
        let channel = Channel::ALL.iter().find(|channel| Tag::of(channel.name()) == tag);
        match (code, channel) {
            (ReasonCode::Channel, Some(channel)) => self.t(&format!("channel-{channel}")),
            (ReasonCode::Country, _) => tag.to_string().to_uppercase(),
            (_, _) => tag.to_string(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::i18n::Lang;

    #[test]
    fn reasons_are_said_with_their_points() {
        let say = |lang, code, points, fact| Words::new(lang).reason(&Reason { code, points, fact });
        assert_eq!(say(Lang::En, ReasonCode::LateRatio, 24, 712), "pays late 7 times in 10 (+24)");
        assert_eq!(say(Lang::En, ReasonCode::Excess, 20, -12), "12 days later than usual (+20)");
        assert_eq!(say(Lang::Fr, ReasonCode::Excess, -3, 1), "paie d'ordinaire 1 jour plus tard que cela (-3)");
        assert_eq!(say(Lang::Fr, ReasonCode::Silence, 3, -1), "jamais contacté (+3)");
        let said = |lang, code, word| say(lang, code, 4, Tag::of(word).number());
        assert_eq!(said(Lang::En, ReasonCode::Country, "FR"), "company in FR (+4)");
        assert_eq!(
            said(Lang::Fr, ReasonCode::Channel, "registered-letter"),
            "dernier contact : lettre recommandée (+4)"
        );
        assert_eq!(said(Lang::En, ReasonCode::Segment, "PME"), "segment pme (+4)");
    }

    #[test]
    fn short_forms_fit_the_narrowest_list() {
        for lang in [Lang::Fr, Lang::En] {
            let words = Words::new(lang);
            for code in ReasonCode::ALL {
                let word = matches!(code, ReasonCode::Segment | ReasonCode::Country);
                let longest = Tag::of("abcdefghijkl").number();
                let facts = if word { vec![-1, longest] } else { vec![-364, -1, 0, 1, 2, 41, 364, 999] };
                for fact in facts {
                    // Only these have a side below zero; elsewhere -1 is all there is.
                    if fact < -1 && !matches!(code, ReasonCode::Excess | ReasonCode::PromiseDue) {
                        continue;
                    }
                    for time in ["14h30", "none"] {
                        let text = words.reason_short(&Reason { code: *code, points: 1, fact }, time);
                        assert!(text.chars().count() <= usize::from(SHORT_COLUMNS_MAX), "{text}");
                    }
                }
            }
            assert!(words.t("reason-short-amount").chars().count() <= usize::from(SHORT_COLUMNS_MAX));
        }
        let fr = Words::new(Lang::Fr);
        let short = |code, fact| fr.reason_short(&Reason { code, points: 0, fact }, "10h00");
        assert_eq!(short(ReasonCode::CallbackAgreed, 0), "rappel 10h00");
        assert_eq!(short(ReasonCode::PromiseBroken, 3), "promesse rompue il y a 3 j");
        assert_eq!(short(ReasonCode::NewCase, 12), "jamais contacté");
    }
}
