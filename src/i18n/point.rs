//! The sentences of numbers and addresses: what is known of one, why one is proposed.
//! What never lives here: what makes a number good (see `domain::point`).
//! `cli` and the screen say them through `Words`.

use super::Words;
use crate::domain::codes::{IdentityCheck, Language, PartyRole, PointQuality, SignalCode};
use crate::domain::point::{PointTold, PointView, WhyPoint};
use crate::domain::signal::Signal;

impl Words {
    /// What a person told: `06 12 34 56 78 · accounts, Ms Noir · speaks French · first`.
    #[must_use]
    pub fn point_told(&self, told: &PointTold) -> String {
        let known = self.point_known(told.role, &told.name, told.language, told.preferred);
        let gone = if told.gone { self.t("point-gone") } else { String::new() };
        let all = [told.point.clone(), known, gone];
        all.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
    }

    /// What is known of one, its number aside.
    #[must_use]
    pub fn point_known(
        &self,
        role: Option<PartyRole>,
        name: &str,
        language: Option<Language>,
        preferred: bool,
    ) -> String {
        let first = if preferred { self.t("point-preferred") } else { String::new() };
        let speaks = language.map(|language| self.t(&format!("language-{language}"))).unwrap_or_default();
        let all = [first, self.person(role, name), speaks];
        all.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
    }

    /// How good one is: `reached 2 of 5, last 3 Nov`.
    #[must_use]
    pub fn point_quality(&self, view: &PointView) -> String {
        let state = self.t(&format!("point-quality-{}", view.quality));
        let counts = [("reached", view.reached.into()), ("tried", view.tried.into())];
        let tried = if view.tried > 0 && view.quality != PointQuality::Wrong {
            self.tf("point-tried", &counts)
        } else {
            String::new()
        };
        let last = view.last_on.map(|day| self.day(day)).unwrap_or_default();
        [state, tried, last].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
    }

    /// A weak signal: `4 calls without a talk`.
    #[must_use]
    pub fn signal(&self, signal: Signal) -> String {
        // A share of the limit is told in percent.
        let fact = if signal.code == SignalCode::LimitNear { signal.fact / 10 } else { signal.fact };
        self.tf(&format!("signal-{}", signal.code), &[("fact", fact.into())])
    }

    /// What was checked of who spoke: `checked: name, position`; nothing when nothing was.
    #[must_use]
    pub fn checked_identity(&self, checks: &[IdentityCheck]) -> String {
        if checks.is_empty() {
            return String::new();
        }
        let names: Vec<String> = checks.iter().map(|check| self.t(&format!("identity-{check}"))).collect();
        self.tf("identity-checked", &[("what", names.join(", ").into())])
    }

    /// Why a number is proposed.
    #[must_use]
    pub fn why_point(&self, why: WhyPoint) -> String {
        match why {
            WhyPoint::Preferred => self.t("why-point-preferred"),
            WhyPoint::AnsweredNow { part, reached, made } => {
                let part = self.t(&format!("day-part-{part}"));
                let facts =
                    [("part", part.into()), ("reached", u32::from(reached).into()), ("made", u32::from(made).into())];
                self.tf("why-point-answered-now", &facts)
            }
            WhyPoint::Answered { reached, made } => {
                self.tf("why-point-answered", &[("reached", reached.into()), ("made", made.into())])
            }
            WhyPoint::Untried => self.t("why-point-untried"),
            WhyPoint::Failed { made } => self.tf("why-point-failed", &[("made", made.into())]),
        }
    }
}
