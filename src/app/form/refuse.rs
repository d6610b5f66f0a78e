//! A supervisor says no: to a promise beyond limits, to a credit beyond authority, to a contact that a rule blocks; and why.
//! What never lives here: drawing, who may refuse (the domain says whom to ask).
//! The root opens it through `Form`. It is the one form whose act is no record but an answer.

use crate::domain::case::CaseState;
use crate::domain::codes::{DisputeStep, OverrideState, PromiseState};
use crate::domain::command::{Record, What};
use crate::domain::values::EntryId;
use crate::domain::values::text::{NOTE_CHARS_MAX, clean_line};

use super::super::say::{Fact, Say};
use super::choice::{Choice, Choosable};
use super::common::{note_field, promise_option};
use super::sheet::{Hint, Sheet, Value};
use super::{FormCtx, FormKind, FormRules};

/// The refusal being given.
#[derive(Debug)]
pub struct RefuseForm {
    sheet: Sheet,
}

impl Default for RefuseForm {
    fn default() -> Self {
        Self { sheet: Sheet::new(vec![("why", note_field()), ("asked", Value::Choice(Choice::default()))]) }
    }
}

/// What waits on a case, as lines to choose from.
fn waiting(state: &CaseState) -> Vec<Choosable> {
    let promises = state.promises.iter().filter(|promise| promise.state == PromiseState::PendingApproval);
    let credits = state.disputes.iter().filter(|dispute| dispute.step == DisputeStep::PendingApproval);
    let credits = credits.filter_map(|dispute| {
        let (id, credit) = dispute.proposed?;
        let say = Say::new("form-credit-line").with("amount", Fact::Money(credit));
        let say = say.with("reason", Fact::Word(format!("dispute-reason-{}", dispute.reason)));
        Some(Choosable { code: id.to_string(), letter: None, say })
    });
    let plans = state.plans.iter().filter(|plan| plan.to_approve).map(|plan| {
        let say = Say::new("form-plan-asked").with("amount", Fact::Money(plan.amount));
        let say = say.with("count", Fact::Count(i64::try_from(plan.lines.len()).unwrap_or(i64::MAX)));
        Choosable { code: plan.id.to_string(), letter: None, say }
    });
    let asked = state.overrides.iter().filter(|view| view.state == OverrideState::Pending).map(|view| {
        let say = Say::new("form-override-line").with("rules", Fact::Text(view.asked.named()));
        let say = say.with("channel", Fact::Word(format!("channel-{}", view.asked.channel)));
        Choosable { code: view.id.to_string(), letter: None, say }
    });
    promises.map(promise_option).chain(plans).chain(credits).chain(asked).collect()
}

/// The act that waits longest on a case.
#[must_use]
pub fn first_waiting(state: &CaseState) -> Option<EntryId> {
    waiting(state).first().and_then(|option| option.code.parse().ok())
}

impl RefuseForm {
    fn why(&self) -> Result<String, Say> {
        let text = clean_line(&self.sheet.said("why"), NOTE_CHARS_MAX);
        if text.is_empty() { Err(Say::new("form-refuse-why")) } else { Ok(text) }
    }
}

impl FormRules for RefuseForm {
    fn kind(&self) -> FormKind {
        FormKind::Refuse
    }

    fn sheet(&self) -> Option<&Sheet> {
        Some(&self.sheet)
    }

    fn sheet_mut(&mut self) -> Option<&mut Sheet> {
        Some(&mut self.sheet)
    }

    fn aim(&mut self, id: EntryId) {
        if let Some(choice) = self.sheet.choice_mut("asked") {
            choice.want(&id.to_string());
        }
    }

    fn fill(&mut self, ctx: FormCtx<'_>) {
        if let (Some(view), Some(choice)) = (ctx.view, self.sheet.choice_mut("asked")) {
            choice.offer(waiting(&view.state));
        }
    }

    fn hint(&self, id: &str, ctx: FormCtx<'_>) -> Option<Hint> {
        match id {
            "why" => Some(Hint::plain(Say::new("form-refuse-why"))),
            "asked" if ctx.view.is_some() && self.sheet.code("asked").is_none() => {
                Some(Hint::bad(Say::new("form-refuse-gone")))
            }
            _other => None,
        }
    }

    fn records(&self, _ctx: FormCtx<'_>) -> Result<Vec<Record>, Say> {
        Ok(vec![])
    }

    fn answer(&self) -> Option<Result<What, Say>> {
        let asked = self.sheet.coded::<EntryId>("asked").ok_or_else(|| Say::new("form-refuse-gone"));
        Some(asked.and_then(|id| Ok(What::Approve { act: id.act, refuse: Some(self.why()?) })))
    }
}
