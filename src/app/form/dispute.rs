//! A dispute: why, which invoices and how much of them, who settles it.
//! What never lives here: drawing, deciding it (see `decide`), its due day (the domain freezes it).
//! The root opens it through `Form`; the outcome "disputes" leads here.

use crate::domain::codes::{DisputeKind, DisputeReason, Outcome};
use crate::domain::command::Record;
use crate::domain::values::{Instant, Login};

use super::super::say::{Fact, Say};
use super::choice::{Choice, Choosable};
use super::common::{along, along_field, note, note_field, or_then, parts_hint, short_field, then_field};
use super::parts::Parts;
use super::sheet::{Hint, Sheet, Text, Value};
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
        const KINDS: [char; 3] = ['c', 'd', 'r'];
        let kinds = DisputeKind::ALL
            .iter()
            .zip(KINDS)
            .map(|(kind, key)| Choosable::new(kind.name(), key, Say::new(format!("dispute-kind-{kind}"))))
            .collect();
        let sheet = Sheet::new(vec![
            ("reason", Value::Choice(Choice::new(reasons.collect()))),
            ("parts", Value::Parts(Parts::default())),
            ("kind", Value::Choice(Choice::new(kinds).on(DisputeKind::Dispute.name()))),
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

    fn kind_said(&self) -> DisputeKind {
        self.sheet.coded("kind").unwrap_or_default()
    }

    /// The person typed; else the house's desk decides, and without one it stays with whoever opens it.
    fn owner(&self) -> Result<Option<Login>, Say> {
        let Some(said) = self.sheet.text("owner").filter(|text| !text.is_empty()).map(Text::said) else {
            return Ok(None);
        };
        said.parse().map(Some).map_err(|_| Say::new("form-login-unread"))
    }
}

impl DisputeForm {
    /// Proposes who settles it: the desk of the reason, else whoever opens it.
    fn route(&mut self, ctx: FormCtx<'_>) {
        let desk = self.reason().and_then(|reason| ctx.session.policy.dispute.desk(reason));
        let owner = desk.and_then(|desk| desk.owner.as_ref()).unwrap_or(&ctx.session.who.login).to_string();
        if let Some(text) = self.sheet.text_mut("owner") {
            text.propose(Fact::Text(owner));
        }
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
        self.route(ctx);
    }

    fn typed(&mut self, typed: Typed, ctx: FormCtx<'_>) -> FormStep {
        let step = self.sheet.typed_on("reason", &typed, |_| {});
        self.route(ctx);
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
                    let terms = policy.dispute.terms(policy.calendar, self.kind_said(), reason, ctx.tick.now.today);
                    Hint::plain(Say::new("form-dispute-due").with("day", Fact::Day(terms.due_on)))
                }
                None => Hint::plain(Say::new("form-reason-letters")),
            }),
            "parts" if ctx.view.is_some() && self.sheet.parts().is_some_and(|parts| parts.rows().is_empty()) => {
                Some(Hint::bad(Say::new("form-dispute-nothing")))
            }
            "parts" => parts_hint(&self.sheet, "form-dispute-parts"),
            "kind" => Some(Hint::plain(Say::new(format!("form-kind-{}", self.kind_said())))),
            "owner" => match self.owner() {
                Err(say) => Some(Hint::bad(say)),
                Ok(_) => {
                    let desk = self.reason().and_then(|reason| ctx.session.policy.dispute.desk(reason));
                    let named = desk.filter(|desk| !desk.department.is_empty());
                    named.map(|desk| {
                        Hint::plain(Say::new("form-dispute-desk").with("name", Fact::Text(desk.department.clone())))
                    })
                }
            },
            _other => None,
        }
    }

    fn records(&self, ctx: FormCtx<'_>) -> Result<Vec<Record>, Say> {
        let reason = self.reason().ok_or_else(|| Say::new("form-reason-missing"))?;
        let parts = self.sheet.parts().map_or(Ok(vec![]), Parts::read)?;
        let (kind, note) = (self.kind_said(), note(&self.sheet));
        match (parts.is_empty(), kind) {
            (true, DisputeKind::Complaint) if note.is_empty() => return Err(Say::new("form-complaint-missing")),
            (true, DisputeKind::Dispute | DisputeKind::Refusal) => {
                return Err(Say::new("form-dispute-parts-missing"));
            }
            (_, DisputeKind::Complaint | DisputeKind::Dispute | DisputeKind::Refusal) => {}
        }
        let outcome = match kind {
            DisputeKind::Complaint => Outcome::Complaint,
            DisputeKind::Dispute => Outcome::Dispute,
            DisputeKind::Refusal => Outcome::Refuses,
        };
        let contact = along(&self.sheet, outcome, self.at, ctx);
        let dispute = Record::Dispute { kind, reason, parts, owner: self.owner()?, note };
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
