//! A write-off: what nobody will pay, of which invoices, why; what is left of the debt is said before it is saved.
//! What never lives here: drawing, who may and how much (the domain decides).
//! The root opens it through `Form`. Nothing is proposed as the amount: no debt is given up by a slip of Enter.

use crate::domain::command::{Record, Refusal};
use crate::domain::values::text::{NOTE_CHARS_MAX, clean_line};
use crate::domain::values::{Currency, Money};

use super::super::say::{Fact, Say, refused};
use super::common::{amount, amount_field, amount_read, amount_so_far, note_field, parts_hint};
use super::parts::Parts;
use super::sheet::{Hint, Sheet, Value};
use super::{FormCtx, FormKind, FormRules, FormStep, Typed};

/// The write-off being made.
#[derive(Debug)]
pub struct WriteOffForm {
    sheet: Sheet,
    currency: Currency,
}

impl Default for WriteOffForm {
    fn default() -> Self {
        let sheet = Sheet::new(vec![
            ("amount", amount_field()),
            ("parts", Value::Parts(Parts::default())),
            ("why", note_field()),
        ]);
        Self { sheet, currency: Currency::EUR }
    }
}

impl WriteOffForm {
    /// The amount is proposed once invoices are named: their sum.
    fn refresh(&mut self, ctx: FormCtx<'_>) {
        let parts = self.sheet.parts();
        let sum = parts.and_then(Parts::sum);
        let first = parts.and_then(|parts| parts.rows().first()).map(|row| row.free.currency);
        self.currency = parts.and_then(Parts::currency).or(first).unwrap_or(ctx.session.currency);
        if let Some(text) = self.sheet.text_mut("amount") {
            text.propose_all(sum.map(Fact::Money).into_iter().collect());
        }
    }

    /// What is open of the case in the currency of the amount.
    fn open(&self, ctx: FormCtx<'_>) -> Option<Money> {
        let balance = &ctx.view?.state.balance;
        Some(Money::new(balance.open.minor(self.currency), self.currency))
    }

    fn amount_hint(&self, ctx: FormCtx<'_>) -> Option<Hint> {
        let open = self.open(ctx)?;
        if self.sheet.text("amount").is_some_and(|text| text.is_empty() && text.proposal().is_none()) {
            return Some(Hint::plain(Say::new("form-write-off-amount").with("open", Fact::Money(open))));
        }
        let amount = match amount_so_far(&self.sheet, "amount", self.currency) {
            Ok(amount) => amount,
            Err(say) => return Some(Hint::bad(say)),
        };
        if amount.minor > open.minor {
            return Some(Hint::bad(refused(&Refusal::AboveOpen { open })));
        }
        Some(amount_read(&self.sheet, amount))
    }

    fn why(&self) -> Result<String, Say> {
        let why = clean_line(&self.sheet.said("why"), NOTE_CHARS_MAX);
        if why.is_empty() { Err(Say::new("form-write-off-why")) } else { Ok(why) }
    }
}

impl FormRules for WriteOffForm {
    fn kind(&self) -> FormKind {
        FormKind::WriteOff
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
            "amount" => self.amount_hint(ctx),
            "parts" => parts_hint(&self.sheet, "form-write-off-oldest"),
            "why" => self.why().err().map(Hint::plain),
            _other => None,
        }
    }

    fn has_limits(&self) -> bool {
        true
    }

    fn limits(&self, ctx: FormCtx<'_>) -> Vec<Hint> {
        let Some(open) = self.open(ctx) else { return vec![] };
        let Ok(amount) = amount(&self.sheet, "amount", self.currency) else {
            return vec![Hint::plain(Say::new("form-write-off-undo"))];
        };
        let left = Money::new(open.minor - amount.minor, open.currency);
        if left.minor < 0 {
            return vec![];
        }
        let says = |id: &str| Hint::plain(Say::new(id).with("open", Fact::Money(open)).with("left", Fact::Money(left)));
        let others =
            ctx.view.is_some_and(|view| view.state.balance.open.iter().any(|money| money.currency != open.currency));
        let mut all = vec![says("form-write-off-leaves")];
        if left.minor == 0 && !others {
            all.push(says("form-write-off-nothing-left"));
        }
        all.push(says("form-write-off-undo"));
        all
    }

    fn records(&self, ctx: FormCtx<'_>) -> Result<Vec<Record>, Say> {
        let amount = amount(&self.sheet, "amount", self.currency)?;
        let parts = self.sheet.parts().map_or(Ok(vec![]), Parts::read)?;
        let (on, reason) = (ctx.tick.now.today, self.why()?);
        Ok(vec![Record::WriteOff { amount, on, parts, reason }])
    }

    fn advances(&self) -> bool {
        false
    }
}
