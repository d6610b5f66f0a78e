//! What was agreed or recorded ends before its time: a hold lifted, a promise withdrawn, a payment that came back.
//! What never lives here: drawing, making one (see `hold`, `promise`, `payment`), undoing an act (see `root`).
//! The root opens it through `Form`: three forms of one shape, each with the one that is meant and a note.

use crate::domain::case::CaseState;
use crate::domain::case::state::{HoldView, PaymentView};
use crate::domain::command::{Record, Refusal};
use crate::domain::values::{Day, EntryId};
use crate::i18n::read;

use super::super::say::{Fact, Say, refused};
use super::choice::{Choice, Choosable};
use super::common::{note_field, note_record, promise_option, when_field};
use super::sheet::{Hint, Sheet, Value, unread};
use super::{FormCtx, FormKind, FormRules, FormStep, Typed};

/// What ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TakeBack {
    /// A hold in force.
    Hold,
    /// A promise that is open or in grace.
    Promise,
    /// A payment recorded here.
    Payment,
}

impl TakeBack {
    /// What can end, as the choice of the form: the one proposed comes first.
    #[must_use]
    pub fn options(self, state: &CaseState) -> Vec<Choosable> {
        match self {
            Self::Hold => state.holds.iter().map(hold).collect(),
            Self::Promise => {
                state.promises.iter().rev().filter(|promise| promise.is_running()).map(promise_option).collect()
            }
            Self::Payment => state.payments.iter().map(payment).collect(),
        }
    }

    const fn kind(self) -> FormKind {
        match self {
            Self::Hold => FormKind::Release,
            Self::Promise => FormKind::Withdraw,
            Self::Payment => FormKind::Reverse,
        }
    }

    /// Said when there is nothing of the kind any more.
    const fn gone(self) -> &'static str {
        match self {
            Self::Hold => "form-hold-gone",
            Self::Promise => "form-promise-gone",
            Self::Payment => "form-payment-gone",
        }
    }
}

fn option(id: EntryId, say: Say) -> Choosable {
    Choosable { code: id.to_string(), letter: None, say }
}

fn hold(hold: &HoldView) -> Choosable {
    let reason = Fact::Word(format!("hold-reason-{}", hold.reason));
    option(hold.id, Say::new("form-hold-line").with("reason", reason).with("day", Fact::Day(hold.until)))
}

fn payment(payment: &PaymentView) -> Choosable {
    let say = Say::new("form-payment-line").with("amount", Fact::Money(payment.amount));
    let reference = if payment.reference.is_empty() { "none".to_owned() } else { payment.reference.clone() };
    option(payment.id, say.with("day", Fact::Day(payment.paid_on)).with("reference", Fact::Text(reference)))
}

/// The form of one of them.
#[derive(Debug)]
pub struct TakeBackForm {
    what: TakeBack,
    sheet: Sheet,
}

impl TakeBackForm {
    /// An empty one.
    #[must_use]
    pub fn new(what: TakeBack) -> Self {
        let which = || Value::Choice(Choice::default());
        let fields = match what {
            TakeBack::Hold => vec![("hold", which())],
            TakeBack::Promise => {
                let by = ["debtor", "error"].into_iter().zip(['d', 'e']);
                let by = by.map(|(code, key)| Choosable::new(code, key, Say::new(format!("form-withdrawn-{code}"))));
                vec![("withdrawn-by", Value::Choice(Choice::new(by.collect()))), ("promise", which())]
            }
            TakeBack::Payment => vec![("payment", which()), ("back-on", when_field())],
        };
        Self { what, sheet: Sheet::new(fields.into_iter().chain([("note", note_field())]).collect()) }
    }

    /// The name of the field that says which one is meant.
    const fn which(&self) -> &'static str {
        match self.what {
            TakeBack::Hold => "hold",
            TakeBack::Promise => "promise",
            TakeBack::Payment => "payment",
        }
    }

    fn chosen(&self) -> Result<EntryId, Say> {
        self.sheet.coded(self.which()).ok_or_else(|| Say::new(self.what.gone()))
    }

    fn by_debtor(&self) -> Option<bool> {
        self.sheet.code("withdrawn-by").map(|code| code == "debtor")
    }

    fn paid_on(&self, ctx: FormCtx<'_>) -> Option<Day> {
        let id = self.chosen().ok()?;
        ctx.view?.state.payments.iter().find(|payment| payment.id == id).map(|payment| payment.paid_on)
    }

    fn back_on(&self, ctx: FormCtx<'_>) -> Result<Day, Say> {
        let today = ctx.tick.now.today;
        let typed = self.sheet.text("back-on").filter(|text| !text.is_empty());
        let day = match typed {
            Some(text) => read::past_day(text.line.text(), today).map_err(unread)?,
            None => today,
        };
        if day > today {
            return Err(refused(&Refusal::DayInTheFuture(day)));
        }
        match self.paid_on(ctx) {
            Some(paid_on) if day < paid_on => Err(Say::new("form-back-before").with("day", Fact::Day(paid_on))),
            Some(_) | None => Ok(day),
        }
    }
}

impl FormRules for TakeBackForm {
    fn kind(&self) -> FormKind {
        self.what.kind()
    }

    fn sheet(&self) -> Option<&Sheet> {
        Some(&self.sheet)
    }

    fn sheet_mut(&mut self) -> Option<&mut Sheet> {
        Some(&mut self.sheet)
    }

    fn aim(&mut self, id: EntryId) {
        let which = self.which();
        if let Some(choice) = self.sheet.choice_mut(which) {
            choice.want(&id.to_string());
        }
    }

    fn fill(&mut self, ctx: FormCtx<'_>) {
        let (what, which) = (self.what, self.which());
        if let (Some(view), Some(choice)) = (ctx.view, self.sheet.choice_mut(which)) {
            choice.offer(what.options(&view.state));
        }
        self.sheet.propose("back-on", Fact::Day(ctx.tick.now.today));
    }

    fn typed(&mut self, typed: Typed, _ctx: FormCtx<'_>) -> FormStep {
        self.sheet.typed_on("withdrawn-by", &typed, |_| {})
    }

    fn hint(&self, id: &str, ctx: FormCtx<'_>) -> Option<Hint> {
        match id {
            "withdrawn-by" => Some(Hint::plain(Say::new(match self.by_debtor() {
                None => "form-withdrawn-letters",
                Some(true) => "form-withdrawn-debtor-means",
                Some(false) => "form-withdrawn-error-means",
            }))),
            "back-on" => Some(match self.back_on(ctx) {
                Ok(day) => Hint::plain(Say::new("form-back-on").with("day", Fact::Day(day))),
                Err(say) => Hint::bad(say),
            }),
            "hold" | "promise" | "payment" => Some(match self.chosen() {
                Ok(_) => Hint::plain(Say::new(format!("form-{}-means", self.kind().name()))),
                Err(gone) => Hint::bad(gone),
            }),
            _other => None,
        }
    }

    fn records(&self, ctx: FormCtx<'_>) -> Result<Vec<Record>, Say> {
        let id = self.chosen()?;
        let record = match self.what {
            TakeBack::Hold => Record::ReleaseHold(id),
            TakeBack::Promise => {
                let by_debtor = self.by_debtor().ok_or_else(|| Say::new("form-withdrawn-missing"))?;
                Record::WithdrawPromise { promise: id, by_debtor }
            }
            TakeBack::Payment => Record::ReversePayment { payment: id, on: self.back_on(ctx)? },
        };
        Ok([record].into_iter().chain(note_record(&self.sheet)).collect())
    }
}
