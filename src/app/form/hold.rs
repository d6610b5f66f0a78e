//! A hold: why work on the case stops, and until when.
//! What never lives here: drawing, what a hold keeps away (see `ranking`).
//! The root opens it through `Form`; the outcomes "stop", "insolvency", "deceased" … lead here.

use crate::domain::calendar::business_day_from;
use crate::domain::codes::{HoldReason, Outcome};
use crate::domain::command::{Record, Refusal};

use super::super::say::{Fact, Say, refused};
use super::choice::{Choice, Choosable};
use super::common::{day_ahead, note_field, note_record, or_then, outcome_before, then_field, when_field};
use super::sheet::{Hint, Sheet, Value};
use super::{Form, FormCtx, FormKind, FormRules, FormStep, Typed};

/// The letters of the reasons, in the order of the table of codes.
const LETTERS: [char; 9] = ['t', 'l', 'j', 'u', 'k', 'v', 'a', 's', 'o'];

/// The hold being placed.
#[derive(Debug)]
pub struct HoldForm {
    sheet: Sheet,
}

impl Default for HoldForm {
    fn default() -> Self {
        let reasons = HoldReason::ALL
            .iter()
            .zip(LETTERS)
            .map(|(reason, key)| Choosable::new(reason.name(), key, Say::new(format!("hold-reason-{reason}"))));
        let sheet = Sheet::new(vec![
            ("reason", Value::Choice(Choice::new(reasons.collect()))),
            ("until", when_field()),
            ("note", note_field()),
            ("then", then_field(&[FormKind::Callback, FormKind::Note])),
        ]);
        Self { sheet }
    }
}

impl HoldForm {
    fn reason(&self) -> Option<HoldReason> {
        self.sheet.coded("reason")
    }

    fn refresh(&mut self, ctx: FormCtx<'_>) {
        let Some(reason) = self.reason() else { return };
        let review = ctx.tick.now.today.plus(reason.review_days());
        let review = business_day_from(ctx.session.policy.calendar, review);
        if let Some(text) = self.sheet.text_mut("until") {
            text.propose(Fact::Day(review));
        }
    }
}

/// The reason that an outcome proposes.
fn reason_after(outcome: Outcome) -> Option<HoldReason> {
    const PAIRS: [(Outcome, HoldReason); 6] = [
        (Outcome::StopContact, HoldReason::StopContact),
        (Outcome::Represented, HoldReason::Represented),
        (Outcome::Insolvency, HoldReason::Insolvency),
        (Outcome::OverIndebtedness, HoldReason::OverIndebtedness),
        (Outcome::Deceased, HoldReason::Deceased),
        (Outcome::Vulnerable, HoldReason::Vulnerable),
    ];
    PAIRS.iter().find(|(other, _)| *other == outcome).map(|(_, reason)| *reason)
}

impl FormRules for HoldForm {
    fn kind(&self) -> FormKind {
        FormKind::Hold
    }

    fn sheet(&self) -> Option<&Sheet> {
        Some(&self.sheet)
    }

    fn sheet_mut(&mut self) -> Option<&mut Sheet> {
        Some(&mut self.sheet)
    }

    fn after(&mut self, earlier: &[Form]) {
        let reason = outcome_before(earlier).and_then(reason_after);
        if let (Some(reason), Some(choice)) = (reason, self.sheet.choice_mut("reason")) {
            choice.propose(reason.name());
        }
    }

    fn fill(&mut self, ctx: FormCtx<'_>) {
        self.refresh(ctx);
    }

    fn typed(&mut self, typed: Typed, ctx: FormCtx<'_>) -> FormStep {
        let step = self.sheet.typed_on("reason", &typed, |_| {});
        self.refresh(ctx);
        or_then(&self.sheet, step)
    }

    fn hint(&self, id: &str, ctx: FormCtx<'_>) -> Option<Hint> {
        let today = ctx.tick.now.today;
        match id {
            "reason" if self.reason().is_none() => Some(Hint::plain(Say::new("form-reason-letters"))),
            "until" if self.reason().is_some() => Some(match day_ahead(&self.sheet, "until", today) {
                Ok(day) if day == today => Hint::bad(refused(&Refusal::DayInThePast(day))),
                Ok(day) => Hint::plain(Say::new("form-hold-until").with("day", Fact::Day(day))),
                Err(say) => Hint::bad(say),
            }),
            _other => None,
        }
    }

    fn records(&self, ctx: FormCtx<'_>) -> Result<Vec<Record>, Say> {
        let reason = self.reason().ok_or_else(|| Say::new("form-reason-missing"))?;
        let until = Some(day_ahead(&self.sheet, "until", ctx.tick.now.today)?);
        let hold = Record::Hold { reason, until, items: vec![] };
        Ok([hold].into_iter().chain(note_record(&self.sheet)).collect())
    }

    fn advances(&self) -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::codes::Follow;

    #[test]
    fn every_reason_has_a_letter_and_every_outcome_that_leads_here_a_reason() {
        let letters: std::collections::HashSet<_> = LETTERS.iter().collect();
        assert_eq!((letters.len(), LETTERS.len()), (HoldReason::ALL.len(), HoldReason::ALL.len()));
        for outcome in Outcome::ALL.iter().filter(|outcome| outcome.follow() == Follow::HoldForm) {
            assert!(reason_after(*outcome).is_some(), "{outcome}");
        }
    }
}
