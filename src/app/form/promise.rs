//! A promise to pay: how much, when, how, for which invoices. What is proposed can be saved as it stands.
//! What never lives here: drawing, judging a promise, the terms (the domain freezes them).
//! The root opens it through `Form`; the outcome "promise" leads here.

use crate::domain::calendar::is_business_day;
use crate::domain::case::propose_promise;
use crate::domain::codes::{Method, Outcome, Role};
use crate::domain::command::{Record, Refusal};
use crate::domain::values::{Currency, Instant};

use super::super::say::{Fact, Say, refused};
use super::common::{
    along, along_field, amount, amount_field, amount_hint, day_ahead, method_field, note, note_field, or_then,
    parts_hint, then_field, when_field,
};
use super::parts::Parts;
use super::sheet::{Hint, Sheet, Value};
use super::{Form, FormCtx, FormKind, FormRules, FormStep, Typed};

/// The promise being taken.
#[derive(Debug)]
pub struct PromiseForm {
    sheet: Sheet,
    at: Option<Instant>,
    currency: Currency,
}

impl Default for PromiseForm {
    fn default() -> Self {
        let sheet = Sheet::new(vec![
            ("amount", amount_field()),
            ("on", when_field()),
            ("method", method_field()),
            ("parts", Value::Parts(Parts::default())),
            ("note", note_field()),
            ("along", along_field("call-out")),
            ("then", then_field(&[FormKind::Callback, FormKind::Note, FormKind::Dispute])),
        ]);
        Self { sheet, at: None, currency: Currency::EUR }
    }
}

impl PromiseForm {
    fn method(&self) -> Option<Method> {
        self.sheet.coded("method")
    }

    /// The amount proposed follows the invoices named, else what may be asked for today.
    fn refresh(&mut self, ctx: FormCtx<'_>) {
        let Some(view) = ctx.view else { return };
        let (all, on) = propose_promise(&view.state, &ctx.session.policy, ctx.tick.now.today);
        let sum = self.sheet.parts().and_then(Parts::sum);
        self.currency = sum.unwrap_or(all).currency;
        self.sheet.propose("amount", Fact::Money(sum.unwrap_or(all)));
        self.sheet.propose("on", Fact::Day(on));
    }

    fn on_hint(&self, ctx: FormCtx<'_>) -> Option<Hint> {
        let (today, policy) = (ctx.tick.now.today, &ctx.session.policy);
        let on = match day_ahead(&self.sheet, "on", today) {
            Ok(on) => on,
            Err(say) => return Some(Hint::bad(say)),
        };
        let segment = ctx.view.map_or("", |view| view.state.debtor.segment.as_str());
        let rules = policy.promise_rules(segment);
        let [own, last] = [rules.collector, rules.supervisor].map(|limits| today.plus(limits.longest_days));
        if on > last {
            return Some(Hint::bad(refused(&Refusal::BeyondTerms { last })));
        }
        let grace = rules.terms(policy.calendar, self.method(), on).grace_ends_on;
        if on > own && ctx.session.who.role != Role::Supervisor {
            return Some(Hint::careful(Say::new("form-promise-beyond").with("last", Fact::Day(own))));
        }
        let id = if is_business_day(policy.calendar, on) { "form-promise-on" } else { "form-promise-on-closed" };
        let say = Say::new(id).with("day", Fact::Day(on)).with("grace", Fact::Day(grace));
        Some(if id == "form-promise-on" { Hint::plain(say) } else { Hint::careful(say) })
    }
}

impl FormRules for PromiseForm {
    fn kind(&self) -> FormKind {
        FormKind::Promise
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
        }
        self.refresh(ctx);
    }

    fn typed(&mut self, typed: Typed, ctx: FormCtx<'_>) -> FormStep {
        let step = self.sheet.typed(&typed);
        self.refresh(ctx);
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
            "amount" => amount_hint(&self.sheet, self.currency, ctx),
            "on" => self.on_hint(ctx),
            "parts" => parts_hint(&self.sheet, "form-parts-account"),
            _other => None,
        }
    }

    fn records(&self, ctx: FormCtx<'_>) -> Result<Vec<Record>, Say> {
        let amount = amount(&self.sheet, "amount", self.currency)?;
        let on = day_ahead(&self.sheet, "on", ctx.tick.now.today)?;
        let covers = self.sheet.parts().map_or(Ok(vec![]), Parts::read)?;
        let contact = along(&self.sheet, Outcome::Promise, self.at, ctx);
        let (method, note) = (self.method(), note(&self.sheet));
        let promise = Record::Promise { amount, on, method, covers, by: None, replaces: None, note };
        Ok(contact.into_iter().chain([promise]).collect())
    }

    fn advances(&self) -> bool {
        true
    }
}
