//! A dispute: why, which invoices and how much of them, who settles it.
//! What never lives here: drawing, deciding it (see `decide`), its due day (the domain freezes it).
//! The root opens it through `Form`; the outcome "disputes" leads here.

use crate::domain::calendar::business_day_from;
use crate::domain::codes::{DisputeReason, Outcome};
use crate::domain::command::Record;
use crate::domain::values::{Instant, Login};

use super::super::say::{Fact, Say};
use super::choice::{Choice, Choosable};
use super::common::{along, along_field, note, note_field, or_then, parts_hint, short_field, then_field};
use super::parts::Parts;
use super::sheet::{Hint, Sheet, Value};
use super::{Form, FormCtx, FormKind, FormRules, FormStep, Typed};

/// The letters of the reasons, in the order of the table of codes.
const LETTERS: [char; 18] = ['p', 'q', 'u', 'l', 'n', 'b', 'd', 'e', 'r', 't', 'a', 'y', 'c', 'k', 's', 'm', 'f', 'o'];

/// The dispute being opened.
#[derive(Debug)]
pub struct DisputeForm {
    sheet: Sheet,
    at: Option<Instant>,
}

impl Default for DisputeForm {
    fn default() -> Self {
        let reasons = DisputeReason::ALL
            .iter()
            .zip(LETTERS)
            .map(|(reason, key)| Choosable::new(reason.name(), key, Say::new(format!("dispute-reason-{reason}"))));
        let sheet = Sheet::new(vec![
            ("reason", Value::Choice(Choice::new(reasons.collect()))),
            ("parts", Value::Parts(Parts::default())),
            ("owner", short_field()),
            ("note", note_field()),
            ("along", along_field("call-out")),
            ("then", then_field(&[FormKind::Promise, FormKind::Callback, FormKind::Note])),
        ]);
        Self { sheet, at: None }
    }
}

impl DisputeForm {
    fn reason(&self) -> Option<DisputeReason> {
        self.sheet.coded("reason")
    }

    fn owner(&self) -> Result<Option<Login>, Say> {
        let said = self.sheet.said("owner");
        if said.is_empty() {
            return Ok(None);
        }
        said.parse().map(Some).map_err(|_| Say::new("form-login-unread"))
    }
}

impl FormRules for DisputeForm {
    fn kind(&self) -> FormKind {
        FormKind::Dispute
    }

    fn sheet(&self) -> Option<&Sheet> {
        Some(&self.sheet)
    }

    fn after(&mut self, earlier: &[Form]) {
        self.sheet.hide("along", !earlier.is_empty());
    }

    fn fill(&mut self, ctx: FormCtx<'_>) {
        self.at.get_or_insert(ctx.tick.now.at);
        if let (Some(view), Some(parts)) = (ctx.view, self.sheet.parts_mut()) {
            parts.fill(&view.state.items, |item| item.open_minor - item.disputed_minor);
            let alone = parts.rows().len() == 1;
            parts.propose(|_| alone);
        }
        if let Some(owner) = self.sheet.text_mut("owner") {
            owner.propose(Fact::Text(ctx.session.who.login.to_string()));
        }
    }

    fn typed(&mut self, typed: Typed, _ctx: FormCtx<'_>) -> FormStep {
        let step = self.sheet.typed_on("reason", &typed);
        or_then(&self.sheet, step)
    }

    fn fields(&self) -> Vec<(String, String)> {
        super::with_moment(self.sheet.pairs(), self.at)
    }

    fn restore(&mut self, fields: &[(String, String)]) {
        self.sheet.restore(fields);
        self.at = super::moment_of(fields);
    }

    fn hint(&self, id: &str, ctx: FormCtx<'_>) -> Option<Hint> {
        match id {
            "reason" => Some(match self.reason() {
                Some(reason) => {
                    let policy = &ctx.session.policy;
                    let due = ctx.tick.now.today.plus(policy.dispute_days(reason));
                    let due = business_day_from(policy.calendar, due);
                    Hint::plain(Say::new("form-dispute-due").with("day", Fact::Day(due)))
                }
                None => Hint::plain(Say::new("form-reason-letters")),
            }),
            "parts" if ctx.view.is_some() && self.sheet.parts().is_some_and(|parts| parts.rows().is_empty()) => {
                Some(Hint::bad(Say::new("form-dispute-nothing")))
            }
            "parts" => parts_hint(&self.sheet, "form-dispute-parts"),
            "owner" => self.owner().err().map(Hint::bad),
            _other => None,
        }
    }

    fn records(&self, ctx: FormCtx<'_>) -> Result<Vec<Record>, Say> {
        let reason = self.reason().ok_or_else(|| Say::new("form-reason-missing"))?;
        let parts = self.sheet.parts().map_or(Ok(vec![]), Parts::read)?;
        if parts.is_empty() {
            return Err(Say::new("form-dispute-parts-missing"));
        }
        let contact = along(&self.sheet, Outcome::Dispute, self.at, ctx);
        let dispute = Record::Dispute { reason, parts, owner: self.owner()?, note: note(&self.sheet) };
        Ok(contact.into_iter().chain([dispute]).collect())
    }

    fn advances(&self) -> bool {
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_has_a_letter_of_its_own() {
        let letters: std::collections::HashSet<_> = LETTERS.iter().collect();
        assert_eq!((letters.len(), LETTERS.len()), (DisputeReason::ALL.len(), DisputeReason::ALL.len()));
    }
}
