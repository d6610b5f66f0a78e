//! The sentence of a reason: why a case stands where it stands, its points in brackets.
//! What never lives here: points, ranking.
//! `cli` and the screen say it through `Words::reason`.

use super::{Arg, Words};
use crate::domain::codes::ReasonCode;
use crate::domain::queue::Reason;

impl Words {
    /// One reason in one line: `pays late 7 times in 10 (+24)`.
    #[must_use]
    pub fn reason(&self, reason: &Reason) -> String {
        let points = Arg::Text(format!("{:+}", reason.points));
        let tenths = Arg::Count((reason.fact.max(0) + 50) / 100);
        let side = Arg::Text(if reason.fact < 0 { "past" } else { "within" }.to_owned());
        // The excess is a distance, its sign is said by the side; elsewhere -1 means unknown.
        let fact = if reason.code == ReasonCode::Excess { reason.fact.abs() } else { reason.fact };
        let args = [("points", points), ("tenths", tenths), ("side", side), ("fact", Arg::Count(fact))];
        self.tf(&format!("reason-{}", reason.code), &args)
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
        assert_eq!(say(Lang::En, ReasonCode::Excess, 20, -12), "12 days beyond its usual delay (+20)");
        assert_eq!(say(Lang::Fr, ReasonCode::Excess, -3, 1), "à 1 jour de son délai habituel (-3)");
        assert_eq!(say(Lang::Fr, ReasonCode::Silence, 3, -1), "jamais contacté (+3)");
        for code in ReasonCode::ALL {
            for fact in [-1, 0, 1, 2, 5_000] {
                for lang in [Lang::Fr, Lang::En] {
                    let text = say(lang, *code, 1, fact);
                    assert!(!text.contains("reason-") && !text.contains('{'), "{text}");
                }
            }
        }
    }
}
