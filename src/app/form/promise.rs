//! A promise to pay: how much, when, how, for which invoices, whose word, in place of which. What is proposed can be
//! saved as it stands.
//! What never lives here: drawing, judging a promise, the terms (the domain freezes them).
//! The root opens it through `Form`; the outcome "promise" leads here. Opened on a promise that was partially kept it
//! proposes the rest of it; on one that runs, to take its place.

use crate::domain::calendar::is_business_day;
use crate::domain::case::state::PromiseView;
use crate::domain::case::{Bound, LimitView, limits_of, propose_promise, rest_by_invoice, rest_to_promise};
use crate::domain::codes::{Method, Outcome};
use crate::domain::command::{Record, Refusal};
use crate::domain::event::{Part, Promiser, Replaced};
use crate::domain::terms::{PromiseLimits, PromiseRules};
use crate::domain::values::text::{NOTE_CHARS_MAX, clean_line};
use crate::domain::values::{Currency, Day, EntryId, Instant, Money};

use super::super::say::{Fact, Say, refused};
use super::choice::{Choice, Choosable};
use super::common::{
    along, along_field, amount, amount_field, amount_hint, day_ahead, method_field, note, note_field, or_then,
    parts_hint, person, promise_option, role_field, role_hint, short_field, then_field, when_field,
};
use super::parts::Parts;
use super::sheet::{Hint, Sheet, Tone, Value};
use super::{Form, FormCtx, FormKind, FormRules, FormStep, Typed};

/// The promise being taken.
#[derive(Debug)]
pub struct PromiseForm {
    sheet: Sheet,
    at: Option<Instant>,
    currency: Currency,
    /// The promise it was opened on.
    on: Option<EntryId>,
}

impl Default for PromiseForm {
    fn default() -> Self {
        let sheet = Sheet::new(vec![
            ("amount", amount_field()),
            ("on", when_field()),
            ("method", method_field()),
            ("parts", Value::Parts(Parts::default())),
            ("role", role_field()),
            ("person", short_field()),
            ("replaces", Value::Choice(Choice::new(vec![nothing_replaced()]).on(""))),
            ("why", note_field()),
            ("note", note_field()),
            ("along", along_field("call-out")),
            ("then", then_field(&[FormKind::Callback, FormKind::Note, FormKind::Dispute])),
        ]);
        let mut form = Self { sheet, at: None, currency: Currency::EUR, on: None };
        form.ask();
        form
    }
}

fn nothing_replaced() -> Choosable {
    Choosable::new("", '-', Say::new("form-replaces-none"))
}

impl PromiseForm {
    fn method(&self) -> Option<Method> {
        self.sheet.coded("method")
    }

    /// What it replaces is asked where a promise runs, and why once one is chosen.
    fn ask(&mut self) {
        let choice = self.sheet.choice("replaces");
        let (some, chosen) =
            choice.map_or((false, false), |choice| (choice.options().len() > 1, !choice.kept().is_empty()));
        self.sheet.hide("replaces", !some && !chosen);
        self.sheet.hide("why", !chosen);
    }

    /// The amount proposed follows the invoices named, else what may be asked for today.
    fn refresh(&mut self, ctx: FormCtx<'_>) {
        self.ask();
        let Some(view) = ctx.view else { return };
        let (all, on) = propose_promise(&view.state, &ctx.session.policy, ctx.tick.now.today);
        let sum = self.sheet.parts().and_then(Parts::sum);
        self.currency = sum.unwrap_or(all).currency;
        self.sheet.propose("amount", Fact::Money(sum.unwrap_or(all)));
        self.sheet.propose("on", Fact::Day(on));
    }

    /// The promise whose rest is proposed: the one it was opened on, else the last one partially kept.
    fn rest<'a>(&self, ctx: FormCtx<'a>) -> Option<&'a PromiseView> {
        let state = &ctx.view?.state;
        match self.on {
            Some(id) => state.promises.iter().find(|promise| promise.id == id && promise.residue().is_some()),
            None => rest_to_promise(state).map(|(promise, _)| promise),
        }
    }

    fn replaces(&self) -> Option<EntryId> {
        self.sheet.coded("replaces")
    }

    fn on_hint(&self, ctx: FormCtx<'_>) -> Option<Hint> {
        let (today, policy) = (ctx.tick.now.today, &ctx.session.policy);
        let on = match day_ahead(&self.sheet, "on", today) {
            Ok(on) => on,
            Err(say) => return Some(Hint::bad(say)),
        };
        let grace = rules(ctx).terms(policy.calendar, self.method(), on).grace_ends_on;
        let say = |id: &str| Say::new(id).with("day", Fact::Day(on)).with("grace", Fact::Day(grace));
        Some(if is_business_day(policy.calendar, on) {
            Hint::plain(say("form-promise-on"))
        } else {
            Hint::careful(say("form-promise-on-closed"))
        })
    }

    /// Where what is typed stands to limits; a field that cannot be read yet passes none.
    fn stand(&self, ctx: FormCtx<'_>, limits: &PromiseLimits) -> Vec<LimitView> {
        let Some(view) = ctx.view else { return vec![] };
        let amount = amount(&self.sheet, "amount", self.currency).unwrap_or(Money::new(i64::MAX, self.currency));
        let on: Day = day_ahead(&self.sheet, "on", ctx.tick.now.today).unwrap_or(ctx.tick.now.today);
        let covers = self.sheet.parts().and_then(|parts| parts.read().ok()).unwrap_or_default();
        limits_of(&view.state, limits, (amount, on), &covers, self.replaces()).to_vec()
    }

    /// What becomes of a promise beyond limits: a supervisor decides, or nobody may accept it.
    fn verdict(&self, ctx: FormCtx<'_>) -> Option<Hint> {
        let rules = rules(ctx);
        let beyond = |limits| self.stand(ctx, limits).into_iter().find(|view| view.passed);
        let (own, utmost) = rules.limits(&ctx.session.who);
        if let Some(view) = beyond(&utmost) {
            return Some(Hint::bad(refused(&match view.bound {
                Bound::Last(last) => Refusal::BeyondTerms { last },
                Bound::Least(_) | Bound::Most { .. } => Refusal::OverLimit { limit: view.limit },
            })));
        }
        let limit = beyond(&own)?.limit;
        let say = Say::new("form-promise-approval").with("limit", Fact::Word(format!("promise-limit-{limit}")));
        Some(Hint::careful(say))
    }
}

fn rules<'a>(ctx: FormCtx<'a>) -> &'a PromiseRules {
    ctx.session.policy.promise_rules(ctx.view.map_or("", |view| view.state.debtor.segment.as_str()))
}

/// One limit in a few words; none that can stand in nobody's way.
fn said(view: &LimitView) -> Option<Hint> {
    let say = match view.bound {
        Bound::Last(day) => Say::new("form-limit-last").with("day", Fact::Day(day)),
        Bound::Least(least) if least.minor <= 0 => return None,
        Bound::Least(least) => Say::new("form-limit-least").with("amount", Fact::Money(least)),
        Bound::Most { most, with_it } => Say::new(format!("form-limit-{}", view.limit))
            .with("most", Fact::Count(most.into()))
            .with("now", Fact::Count(with_it.into())),
    };
    Some(if view.passed { Hint::careful(say) } else { Hint::plain(say) })
}

impl FormRules for PromiseForm {
    fn kind(&self) -> FormKind {
        FormKind::Promise
    }

    fn sheet(&self) -> Option<&Sheet> {
        Some(&self.sheet)
    }

    fn aim(&mut self, id: EntryId) {
        self.on = Some(id);
        if let Some(choice) = self.sheet.choice_mut("replaces") {
            choice.want(&id.to_string());
        }
    }

    fn after(&mut self, earlier: &[Form]) {
        self.sheet.hide("along", !earlier.is_empty());
    }

    fn fill(&mut self, ctx: FormCtx<'_>) {
        self.at.get_or_insert(ctx.tick.now.at);
        if let Some(view) = ctx.view {
            let rest: Vec<Part> =
                self.rest(ctx).map(|promise| rest_by_invoice(&view.state, promise)).unwrap_or_default();
            if let Some(parts) = self.sheet.parts_mut() {
                parts.fill(&view.state.items, |item| item.open_minor - item.disputed_minor);
                parts.propose_parts(&rest, ctx.session.lang);
            }
            if let Some(choice) = self.sheet.choice_mut("replaces") {
                let running = view.state.promises.iter().filter(|promise| promise.is_running());
                choice.set_options([nothing_replaced()].into_iter().chain(running.map(promise_option)).collect());
                choice.settle("");
            }
        }
        self.refresh(ctx);
    }

    fn typed(&mut self, typed: Typed, ctx: FormCtx<'_>) -> FormStep {
        let step = self.sheet.typed(&typed);
        self.refresh(ctx);
        or_then(&self.sheet, step)
    }

    fn fields(&self) -> Vec<(String, String)> {
        let on = self.on.map(|id| ("opened-on".to_owned(), id.to_string()));
        super::with_moment(self.sheet.pairs(), self.at).into_iter().chain(on).collect()
    }

    fn restore(&mut self, fields: &[(String, String)]) {
        self.sheet.restore(fields);
        self.at = super::moment_of(fields);
        self.on = fields.iter().find(|(name, _)| name == "opened-on").and_then(|(_, id)| id.parse().ok());
        self.ask();
        self.sheet.hand_back(fields);
    }

    fn hint(&self, id: &str, ctx: FormCtx<'_>) -> Option<Hint> {
        let own = match id {
            "amount" => amount_hint(&self.sheet, self.currency, ctx),
            "on" => self.on_hint(ctx),
            "parts" => parts_hint(&self.sheet, "form-parts-account"),
            "role" | "person" => role_hint(&self.sheet),
            "why" => Some(Hint::plain(Say::new("form-replaces-why"))),
            _other => None,
        };
        let well = own.as_ref().is_none_or(|hint| hint.tone != Tone::Bad);
        if well && self.sheet.is_at(id) { self.verdict(ctx).or(own) } else { own }
    }

    fn has_limits(&self) -> bool {
        true
    }

    fn limits(&self, ctx: FormCtx<'_>) -> Vec<Hint> {
        let rules = rules(ctx);
        let (own, _) = rules.limits(&ctx.session.who);
        self.stand(ctx, &own).iter().filter_map(said).collect()
    }

    fn records(&self, ctx: FormCtx<'_>) -> Result<Vec<Record>, Say> {
        let amount = amount(&self.sheet, "amount", self.currency)?;
        let on = day_ahead(&self.sheet, "on", ctx.tick.now.today)?;
        let covers = self.sheet.parts().map_or(Ok(vec![]), Parts::read)?;
        let contact = along(&self.sheet, Outcome::Promise, self.at, ctx);
        let (method, note) = (self.method(), note(&self.sheet));
        let (role, name) = person(&self.sheet)?;
        let by = role.map(|role| Promiser { role, name });
        let reason = clean_line(&self.sheet.said("why"), NOTE_CHARS_MAX);
        let replaces = match self.replaces() {
            Some(_) if reason.is_empty() => return Err(Say::new("form-replaces-why")),
            replaces => replaces.map(|promise| Replaced { promise, reason }),
        };
        let promise = Record::Promise { amount, on, method, covers, by, replaces, note };
        Ok(contact.into_iter().chain([promise]).collect())
    }

    fn advances(&self) -> bool {
        true
    }
}
