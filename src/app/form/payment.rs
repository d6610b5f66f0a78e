//! A payment seen before any system sent it: how much, on which day, for which invoices.
//! What never lives here: drawing, allocating (the domain does), importing (see `exchange`).
//! The root opens it through `Form`. Nothing is proposed as the amount: money is never recorded by a slip of Enter.

use crate::domain::command::{Record, Refusal};
use crate::domain::values::text::{REFERENCE_CHARS_MAX, clean_line};
use crate::domain::values::{Currency, Day};
use crate::i18n::read;

use super::super::say::{Fact, Say, refused};
use super::common::{
    amount, amount_field, amount_read, amount_so_far, method_field, parts_hint, short_field, when_field,
};
use super::parts::Parts;
use super::sheet::{Hint, Sheet, Value, unread};
use super::{FormCtx, FormKind, FormRules, FormStep, Typed};

/// The payment being recorded.
#[derive(Debug)]
pub struct PaymentForm {
    sheet: Sheet,
    currency: Currency,
}

impl Default for PaymentForm {
    fn default() -> Self {
        let sheet = Sheet::new(vec![
            ("amount", amount_field()),
            ("paid-on", when_field()),
            ("method", method_field()),
            ("parts", Value::Parts(Parts::default())),
            ("reference", short_field()),
        ]);
        Self { sheet, currency: Currency::EUR }
    }
}

impl PaymentForm {
    /// The amount is proposed once invoices are named: their sum.
    fn refresh(&mut self, ctx: FormCtx<'_>) {
        let parts = self.sheet.parts();
        let sum = parts.and_then(Parts::sum);
        let first = parts.and_then(|parts| parts.rows().first()).map(|row| row.free.currency);
        self.currency = parts.and_then(Parts::currency).or(first).unwrap_or(ctx.session.currency);
        if let Some(text) = self.sheet.text_mut("amount") {
            text.propose_all(sum.map(Fact::Money).into_iter().collect());
        }
        if let Some(text) = self.sheet.text_mut("paid-on") {
            text.propose(Fact::Day(ctx.tick.now.today));
        }
    }

    fn paid_on(&self, today: Day) -> Result<Day, Say> {
        let Some(text) = self.sheet.text("paid-on") else { return Err(Say::new("form-day-missing")) };
        if text.is_empty() {
            return Ok(today);
        }
        match read::past_day(text.line.text(), today) {
            Ok(day) if day > today => Err(refused(&Refusal::DayInTheFuture(day))),
            Ok(day) => Ok(day),
            Err(error) => Err(unread(error)),
        }
    }

    fn amount_hint(&self) -> Option<Hint> {
        let amount = match amount_so_far(&self.sheet, "amount", self.currency) {
            Ok(amount) => amount,
            Err(say) => return Some(Hint::bad(say)),
        };
        Some(amount_read(&self.sheet, amount))
    }
}

impl FormRules for PaymentForm {
    fn kind(&self) -> FormKind {
        FormKind::Payment
    }

    fn sheet(&self) -> Option<&Sheet> {
        Some(&self.sheet)
    }

    fn sheet_mut(&mut self) -> Option<&mut Sheet> {
        Some(&mut self.sheet)
    }

    fn fill(&mut self, ctx: FormCtx<'_>) {
        if let (Some(view), Some(parts)) = (ctx.view, self.sheet.parts_mut()) {
            parts.fill(&view.state.items, |item| item.open_minor);
        }
        self.refresh(ctx);
    }

    fn typed(&mut self, typed: Typed, ctx: FormCtx<'_>) -> FormStep {
        let step = self.sheet.typed(&typed);
        self.refresh(ctx);
        step
    }

    fn hint(&self, id: &str, ctx: FormCtx<'_>) -> Option<Hint> {
        match id {
            "amount" if self.sheet.text("amount").is_some_and(|text| text.is_empty() && text.proposal().is_none()) => {
                Some(Hint::plain(Say::new("form-payment-amount")))
            }
            "amount" => self.amount_hint(),
            "paid-on" => Some(match self.paid_on(ctx.tick.now.today) {
                Ok(day) => Hint::plain(Say::new("form-payment-on").with("day", Fact::Day(day))),
                Err(say) => Hint::bad(say),
            }),
            "parts" => parts_hint(&self.sheet, "form-parts-account"),
            _other => None,
        }
    }

    fn records(&self, ctx: FormCtx<'_>) -> Result<Vec<Record>, Say> {
        let amount = amount(&self.sheet, "amount", self.currency)?;
        let paid_on = self.paid_on(ctx.tick.now.today)?;
        let parts = self.sheet.parts().map_or(Ok(vec![]), Parts::read)?;
        let reference = clean_line(&self.sheet.said("reference"), REFERENCE_CHARS_MAX);
        Ok(vec![Record::Payment { amount, paid_on, parts, method: self.sheet.coded("method"), reference }])
    }
}
