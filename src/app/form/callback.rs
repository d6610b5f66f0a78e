//! A call-back: when, and whether it is mine or anyone's.
//! What never lives here: drawing, reminding (the queue does).
//! The root opens it through `Form`; the outcomes "call back" and "absent" lead here.

use crate::domain::calendar::{business_day_from, is_business_day, next_business_day};
use crate::domain::call::Next;
use crate::domain::codes::{DayPart, Outcome};
use crate::domain::command::{Record, Refusal};
use crate::domain::slot::part_of;
use crate::domain::values::{Day, Instant};
use crate::i18n::read;

use super::super::say::{Fact, Say, refused};
use super::choice::{Choice, Choosable};
use super::common::{along, along_field, note_field, note_record, or_then, outcome_before, then_field, when_field};
use super::sheet::{Hint, Sheet, Value, unread};
use super::{Form, FormCtx, FormKind, FormRules, FormStep, Typed};

/// The hour proposed: the start of a day's calls.
const PROPOSED_HOUR: u32 = 9;

/// The call-back being agreed.
#[derive(Debug)]
pub struct CallbackForm {
    sheet: Sheet,
    at: Option<Instant>,
    /// The outcome before it: proposes the day.
    outcome: Option<Outcome>,
}

impl Default for CallbackForm {
    fn default() -> Self {
        let mine = Choosable::new("mine", 'm', Say::new("form-callback-mine"));
        let anyone = Choosable::new("anyone", 'a', Say::new("form-callback-anyone"));
        let sheet = Sheet::new(vec![
            ("when", when_field()),
            ("whom", Value::Choice(Choice::new(vec![mine, anyone]).on("mine"))),
            ("note", note_field()),
            ("along", along_field("none")),
            ("then", then_field(&[FormKind::Note])),
        ]);
        Self { sheet, at: None, outcome: None }
    }
}

/// Half past two: when an afternoon is proposed.
const AFTERNOON: (u32, u32) = (14, 30);
const MINUTE_MS: i64 = 60_000;

/// When a call made now that ended so is tried again by the house's rules, and which try without a talk it was.
#[must_use]
pub fn next_try(ctx: FormCtx<'_>, outcome: Outcome) -> Option<(u32, Next)> {
    let nth = ctx.view?.state.profile.attempts_since_talk.saturating_add(1);
    let part = part_of(ctx.session.zone.minute_of(ctx.tick.now.at));
    Some((nth, ctx.session.policy.next_try(outcome, nth, ctx.tick.now.today, part)?))
}

impl CallbackForm {
    fn proposed(&self, ctx: FormCtx<'_>) -> Instant {
        let (today, policy) = (ctx.tick.now.today, &ctx.session.policy);
        let next = next_business_day(policy.calendar, today);
        let own = || self.outcome.and_then(Outcome::rest_days);
        let (day, hour, minute) = match self.outcome.and_then(|outcome| next_try(ctx, outcome)).map(|(_, next)| next) {
            Some(Next::Minutes(minutes)) => return Instant(ctx.tick.now.at.0 + i64::from(minutes) * MINUTE_MS),
            Some(Next::On(day, Some(DayPart::Afternoon))) => (day, AFTERNOON.0, AFTERNOON.1),
            Some(Next::On(day, _)) => (day, PROPOSED_HOUR, 0),
            None => {
                let days = own().unwrap_or(0);
                (business_day_from(policy.calendar, today.plus(i32::from(days))), PROPOSED_HOUR, 0)
            }
        };
        ctx.session.zone.instant_of(day.max(next), hour, minute)
    }

    fn when(&self, ctx: FormCtx<'_>) -> Result<(Instant, Day), Say> {
        let Some(text) = self.sheet.text("when") else { return Err(Say::new("form-day-missing")) };
        let at = if text.is_empty() {
            text.moment().ok_or_else(|| Say::new("form-day-missing"))?
        } else {
            read::moment(text.line.text(), ctx.tick.now, ctx.session.zone).map_err(unread)?
        };
        let day = ctx.session.zone.day_of(at);
        if at <= ctx.tick.now.at { Err(refused(&Refusal::DayInThePast(day))) } else { Ok((at, day)) }
    }
}

impl FormRules for CallbackForm {
    fn kind(&self) -> FormKind {
        FormKind::Callback
    }

    fn sheet(&self) -> Option<&Sheet> {
        Some(&self.sheet)
    }

    fn after(&mut self, earlier: &[Form]) {
        self.sheet.hide("along", !earlier.is_empty());
        self.outcome = outcome_before(earlier);
    }

    fn fill(&mut self, ctx: FormCtx<'_>) {
        self.at.get_or_insert(ctx.tick.now.at);
        let proposed = self.proposed(ctx);
        if let Some(text) = self.sheet.text_mut("when") {
            text.propose(Fact::At(proposed));
        }
    }

    fn typed(&mut self, typed: Typed, _ctx: FormCtx<'_>) -> FormStep {
        let step = self.sheet.typed(&typed);
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
        if id != "when" {
            return None;
        }
        Some(match self.when(ctx) {
            Ok((at, day)) if is_business_day(ctx.session.policy.calendar, day) => {
                Hint::plain(Say::new("form-callback-at").with("at", Fact::At(at)))
            }
            Ok((at, _)) => Hint::careful(Say::new("form-callback-closed").with("at", Fact::At(at))),
            Err(say) => Hint::bad(say),
        })
    }

    fn records(&self, ctx: FormCtx<'_>) -> Result<Vec<Record>, Say> {
        let (at, due_on) = self.when(ctx)?;
        let whom = (self.sheet.code("whom") != Some("anyone")).then(|| ctx.session.who.login.clone());
        let contact = along(&self.sheet, Outcome::CallBackRequested, self.at, ctx);
        let callback = Record::Callback { at, due_on, whom };
        Ok(contact.into_iter().chain([callback]).chain(note_record(&self.sheet)).collect())
    }

    fn advances(&self) -> bool {
        true
    }
}
