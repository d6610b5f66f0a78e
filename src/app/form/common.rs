//! What several forms share: how a payment is made, the contact recorded along with it, what comes after.
//! What never lives here: one form's own fields.
//! The forms of this folder call it.

use crate::domain::case::state::PromiseView;
use crate::domain::codes::{Channel, Direction, Follow, Method, Outcome, PartyRole};
use crate::domain::command::{Record, Refusal};
use crate::domain::event::ContactMade;
use crate::domain::values::text::{NAME_CHARS_MAX, NOTE_CHARS_MAX, clean_line};
use crate::domain::values::{Currency, Day, Instant, Money};
use crate::i18n::read;

use super::super::say::{Fact, Say, refused};
use super::choice::{Choice, Choosable};
use super::parts::{AMOUNT_CHARS_MAX, Parts};
use super::point::wants_another;
use super::sheet::{Hint, Sheet, Text, Value, unread};
use super::{Form, FormCtx, FormKind, FormStep};

/// Longest date or moment typed, in characters.
pub const WHEN_CHARS_MAX: usize = 32;

/// A field for an amount.
#[must_use]
pub fn amount_field() -> Value {
    Value::Text(Text::new(AMOUNT_CHARS_MAX))
}

/// A field for a day or a moment.
#[must_use]
pub fn when_field() -> Value {
    Value::Text(Text::new(WHEN_CHARS_MAX))
}

/// A field for a note on one line.
#[must_use]
pub fn note_field() -> Value {
    Value::Text(Text::new(NOTE_CHARS_MAX))
}

/// A field for a name, a login or a reference.
#[must_use]
pub fn short_field() -> Value {
    Value::Text(Text::new(NAME_CHARS_MAX))
}

/// How it is or will be paid.
#[must_use]
pub fn method_field() -> Value {
    const LETTERS: [char; 5] = ['v', 'c', 'p', 'b', 'e'];
    let all = Method::ALL.iter().zip(LETTERS);
    let all = all.map(|(method, key)| Choosable::new(method.name(), key, Say::new(format!("method-{method}"))));
    let mut options = vec![Choosable::new("", '-', Say::new("form-method-unknown"))];
    options.extend(all);
    Value::Choice(Choice::new(options).on(""))
}

/// Which contact is recorded along with a form that was opened by itself.
#[must_use]
pub fn along_field(proposed: &str) -> Value {
    let option = |code: &str, key| Choosable::new(code, key, Say::new(format!("along-{code}")));
    let options = vec![option("call-out", 'o'), option("call-in", 'i'), option("email-in", 'e'), option("none", '-')];
    Value::Choice(Choice::new(options).on(proposed))
}

/// The contact recorded along: what the field says, at the moment the form was opened.
#[must_use]
pub fn along(sheet: &Sheet, outcome: Outcome, at: Option<Instant>, ctx: FormCtx<'_>) -> Option<Record> {
    let asked = sheet.shown().any(|field| field.id == "along");
    let (channel, direction) = match sheet.code("along").filter(|_| asked)? {
        "call-out" => (Channel::Call, Direction::Out),
        "call-in" => (Channel::Call, Direction::In),
        "email-in" => (Channel::Email, Direction::In),
        _none => return None,
    };
    let at = at.unwrap_or(ctx.tick.now.at).min(ctx.tick.now.at);
    let (point, note) = (String::new(), String::new());
    let day = ctx.session.zone.day_of(at);
    Some(Record::Contact(ContactMade { at, day, channel, direction, outcome, point, seconds: 0, checks: vec![], note }))
}

/// What comes after this form, in the same act.
#[must_use]
pub fn then_field(kinds: &[FormKind]) -> Value {
    let mut options = vec![Choosable::new("", '-', Say::new("then-nothing"))];
    options.extend(kinds.iter().map(|kind| {
        let key = match kind {
            FormKind::Promise => 'p',
            FormKind::Dispute => 'd',
            FormKind::Callback => 'b',
            FormKind::Hold => 'h',
            FormKind::Note => 'n',
            FormKind::Payment => 'r',
            FormKind::Contact => 'c',
            FormKind::Call => 'C',
            FormKind::Decide => 't',
            FormKind::Pin => 'm',
            FormKind::Skip => 's',
            FormKind::Snooze => 'x',
            FormKind::Follow => 'v',
            FormKind::Release => 'H',
            FormKind::Withdraw => 'P',
            FormKind::Reverse => 'R',
            FormKind::Plan => 'e',
            FormKind::FollowPlan => 'i',
            FormKind::Refuse => 'X',
            FormKind::Hands => 'A',
            FormKind::WriteOff => 'W',
            FormKind::Point => 'N',
            FormKind::Consent => 'Y',
        };
        Choosable::new(kind.name(), key, Say::new(format!("form-{}", kind.name())))
    }));
    Value::Choice(Choice::new(options).on(""))
}

/// What a person is to the debt.
#[must_use]
pub fn role_field() -> Value {
    const LETTERS: [char; 7] = ['d', 'm', 'a', 'r', 'c', 'f', 'o'];
    let all = PartyRole::ALL.iter().zip(LETTERS);
    let all = all.map(|(role, key)| Choosable::new(role.name(), key, Say::new(format!("party-role-{role}"))));
    let options = [Choosable::new("", '-', Say::new("form-role-unsaid"))].into_iter().chain(all);
    Value::Choice(Choice::new(options.collect()).on(""))
}

/// Who gave their word: what they are to the debt and their name, as far as said. A name alone does not say who may bind
/// the debtor.
pub fn person(sheet: &Sheet) -> Result<(Option<PartyRole>, String), Say> {
    let (role, name) = (sheet.coded("role"), clean_line(&sheet.said("person"), NAME_CHARS_MAX));
    if role.is_none() && !name.is_empty() { Err(Say::new("form-role-missing")) } else { Ok((role, name)) }
}

/// Whether this person may bind the debtor.
#[must_use]
pub fn role_hint(sheet: &Sheet) -> Option<Hint> {
    match person(sheet) {
        Err(say) => Some(Hint::careful(say)),
        Ok((Some(role), _)) if !role.is_right_party() => Some(Hint::careful(Say::new("form-role-messenger"))),
        Ok((Some(_), _)) => Some(Hint::plain(Say::new("form-role-binds"))),
        Ok((None, _)) => None,
    }
}

/// A promise as a line to choose from.
#[must_use]
pub fn promise_option(promise: &PromiseView) -> Choosable {
    let say = Say::new("form-promise-line").with("amount", Fact::Money(promise.amount));
    let say = say.with("day", Fact::Day(promise.due_on)).with("made", Fact::Day(promise.made_on));
    Choosable { code: promise.id.to_string(), letter: None, say }
}

/// Turns a save into the next form when one is asked for.
#[must_use]
pub fn or_then(sheet: &Sheet, step: FormStep) -> FormStep {
    let kind = sheet.code("then").and_then(FormKind::named);
    match (step, kind) {
        (FormStep::Save, Some(kind)) => FormStep::Then(kind),
        (step, _) => step,
    }
}

/// The outcome chosen in the contact that this form follows.
#[must_use]
pub fn outcome_before(earlier: &[Form]) -> Option<Outcome> {
    earlier.iter().rev().find_map(|form| if let Form::Contact(contact) = form { contact.outcome() } else { None })
}

/// The form that follows an outcome.
#[must_use]
pub fn follows(outcome: Outcome) -> Option<FormKind> {
    if wants_another(outcome) {
        return Some(FormKind::Point);
    }
    match outcome.follow() {
        Follow::PromiseForm => Some(FormKind::Promise),
        Follow::PlanForm => Some(FormKind::Plan),
        Follow::DisputeForm => Some(FormKind::Dispute),
        Follow::CallbackForm => Some(FormKind::Callback),
        Follow::HoldForm => Some(FormKind::Hold),
        Follow::RetryDays(_) | Follow::Nothing => None,
    }
}

/// The amount of a field: as typed, else as proposed.
pub fn amount(sheet: &Sheet, id: &str, currency: Currency) -> Result<Money, Say> {
    let Some(text) = sheet.text(id) else { return Err(Say::new("form-amount-missing")) };
    if text.is_empty() {
        return text.money().filter(|money| money.minor > 0).ok_or_else(|| Say::new("form-amount-missing"));
    }
    match read::amount_in(text.line.text(), currency) {
        Ok(money) if money.minor <= 0 => Err(refused(&Refusal::AmountNotPositive)),
        Ok(money) => Ok(money),
        Err(error) => Err(unread(error)),
    }
}

/// The amount of a field while it is typed: a decimal mark at its end waits for decimals and is no fault yet.
pub fn amount_so_far(sheet: &Sheet, id: &str, currency: Currency) -> Result<Money, Say> {
    let unfinished = sheet.text(id).and_then(|text| text.line.text().strip_suffix([',', '.']));
    match unfinished.map(|text| read::amount_in(text, currency)) {
        Some(Ok(money)) if money.minor > 0 => Ok(money),
        Some(_) | None => amount(sheet, id, currency),
    }
}

/// The day of a field that lies ahead: as typed, else as proposed.
pub fn day_ahead(sheet: &Sheet, id: &str, today: Day) -> Result<Day, Say> {
    let Some(text) = sheet.text(id) else { return Err(Say::new("form-day-missing")) };
    if text.is_empty() {
        return text.day().ok_or_else(|| Say::new("form-day-missing"));
    }
    match read::day(text.line.text(), today) {
        Ok(day) if day < today => Err(refused(&Refusal::DayInThePast(day))),
        Ok(day) => Ok(day),
        Err(error) => Err(unread(error)),
    }
}

/// The day of a field that has come: as typed, else as proposed.
pub fn past_day(sheet: &Sheet, id: &str, today: Day) -> Result<Day, Say> {
    let Some(text) = sheet.text(id) else { return Err(Say::new("form-day-missing")) };
    if text.is_empty() {
        return text.day().ok_or_else(|| Say::new("form-day-missing"));
    }
    match read::past_day(text.line.text(), today) {
        Ok(day) if day > today => Err(refused(&Refusal::DayInTheFuture(day))),
        Ok(day) => Ok(day),
        Err(error) => Err(unread(error)),
    }
}

/// How an amount to be paid is read, and what it leaves: of what is open, and of the invoices named.
#[must_use]
pub fn amount_hint(sheet: &Sheet, currency: Currency, ctx: FormCtx<'_>) -> Option<Hint> {
    let amount = match amount_so_far(sheet, "amount", currency) {
        Ok(amount) => amount,
        Err(say) => return Some(Hint::bad(say)),
    };
    let balance = &ctx.view?.state.balance;
    let open = Money::new(balance.open.minor(amount.currency), amount.currency);
    if open.minor == 0 {
        return Some(Hint::bad(refused(&Refusal::NothingOpen)));
    } else if amount.minor > open.minor {
        return Some(Hint::bad(refused(&Refusal::AboveOpen { open })));
    }
    if let Some(parts) = sheet.parts().and_then(Parts::sum).filter(|sum| *sum != amount) {
        return Some(Hint::bad(refused(&Refusal::PartsDiffer { parts })));
    }
    let say = |id: &str| Say::new(id).with("amount", Fact::Money(amount));
    let rest = Money::new(balance.overdue.minor(amount.currency) - amount.minor, amount.currency);
    Some(Hint::plain(if rest.minor > 0 {
        say("form-promise-rest").with("rest", Fact::Money(rest))
    } else {
        say("form-promise-all").with("open", Fact::Money(open))
    }))
}

/// A note on one line, made clean.
#[must_use]
pub fn note(sheet: &Sheet) -> String {
    clean_line(&sheet.said("note"), NOTE_CHARS_MAX)
}

/// The note as a record of its own, for forms whose fact has none.
#[must_use]
pub fn note_record(sheet: &Sheet) -> Option<Record> {
    let text = note(sheet);
    (!text.is_empty()).then_some(Record::Note(text))
}

/// The hint under an amount that parts may have to add up to: how it was read, or that they come to something else.
#[must_use]
pub fn amount_read(sheet: &Sheet, amount: Money) -> Hint {
    match sheet.parts().and_then(Parts::sum).filter(|sum| *sum != amount) {
        Some(parts) => Hint::bad(refused(&Refusal::PartsDiffer { parts })),
        None => Hint::plain(Say::new("form-amount-read").with("amount", Fact::Money(amount))),
    }
}

/// The hint under a table of parts.
#[must_use]
pub fn parts_hint(sheet: &Sheet, none: &str) -> Option<Hint> {
    let parts = sheet.parts()?;
    if let Err(say) = parts.read() {
        return Some(Hint::bad(say));
    }
    if parts.lost() > 0 {
        let lost = i64::try_from(parts.lost()).unwrap_or(i64::MAX);
        return Some(Hint::careful(Say::new("form-parts-lost").with("count", Fact::Count(lost))));
    }
    if !parts.any() {
        return Some(Hint::plain(Say::new(none)));
    }
    let count = parts.rows().iter().filter(|row| row.chosen).count();
    let count = Fact::Count(i64::try_from(count).unwrap_or(i64::MAX));
    Some(match parts.sum() {
        Some(sum) => Hint::plain(Say::new("form-parts-sum").with("count", count).with("sum", Fact::Money(sum))),
        None => Hint::bad(Say::new("form-parts-currencies")),
    })
}
