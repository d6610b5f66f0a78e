//! A payment plan: how much, in how many parts or of how much each, how often, from when; every line seen while typing.
//! What never lives here: drawing, dates and amounts of lines (see `domain::schedule`), judging a plan (see `domain`).
//! The root opens it through `Form`; the outcome "payment plan" leads here.

use crate::domain::calendar::is_business_day;
use crate::domain::case::{WORD_DAYS_MAX, check_plan, propose_promise};
use crate::domain::codes::{Every, Outcome};
use crate::domain::command::{Record, Refusal};
use crate::domain::event::{Acceptance, Part};
use crate::domain::schedule::{Instalment, LINES_MAX, instalments, instalments_of, nth_day, rounding};
use crate::domain::values::{Currency, Day, Instant, Money};

use super::super::say::{Fact, Say, refused};
use super::choice::{Choice, Choosable};
use super::common::{
    along, along_field, amount, amount_field, amount_hint, day_ahead, method_field, note, note_field, or_then,
    parts_hint, past_day, person, role_field, role_hint, short_field, then_field, when_field,
};
use super::lines::Lines;
use super::parts::Parts;
use super::sheet::{Hint, Sheet, Text, Tone, Value};
use super::{Form, FormCtx, FormKind, FormRules, FormStep, Typed};

/// Instalments proposed when nobody says how many.
const COUNT_PROPOSED: usize = 3;
/// Longest number of instalments typed, in characters.
const COUNT_CHARS_MAX: usize = 4;
/// Free lines: each with a day and an amount of its own.
const FREE: &str = "free";

/// The plan being agreed.
#[derive(Debug)]
pub struct PlanForm {
    sheet: Sheet,
    at: Option<Instant>,
    currency: Currency,
}

impl Default for PlanForm {
    fn default() -> Self {
        const LETTERS: [char; 4] = ['w', 'q', 'm', 'f'];
        let rhythm = Every::ALL.iter().zip(LETTERS);
        let rhythm = rhythm.map(|(every, key)| Choosable::new(every.name(), key, Say::new(format!("every-{every}"))));
        let rhythm = rhythm.chain([Choosable::new(FREE, 'l', Say::new("every-free"))]).collect();
        let sheet = Sheet::new(vec![
            ("amount", amount_field()),
            ("count", Value::Text(Text::new(COUNT_CHARS_MAX))),
            ("each", amount_field()),
            ("every", Value::Choice(Choice::new(rhythm).on(Every::Month.name()))),
            ("first", when_field()),
            ("lines", Value::Lines(Lines::default())),
            ("parts", Value::Parts(Parts::default())),
            ("method", method_field()),
            ("agreed", Value::Choice(agreed_choice().on("agreed"))),
            ("role", role_field()),
            ("person", short_field()),
            ("agreed-on", when_field()),
            ("note", note_field()),
            ("along", along_field("call-out")),
            ("then", then_field(&[FormKind::Callback, FormKind::Note, FormKind::Dispute])),
        ]);
        Self { sheet, at: None, currency: Currency::EUR }
    }
}

/// The debtor's word: awaited, given, signed.
fn agreed_choice() -> Choice {
    let options = [("proposed", 'p'), ("agreed", 'a'), ("signed", 's')];
    let options = options.map(|(code, key)| Choosable::new(code, key, Say::new(format!("form-plan-{code}"))));
    Choice::new(options.to_vec())
}

impl PlanForm {
    fn is_free(&self) -> bool {
        self.sheet.code("every") == Some(FREE)
    }

    fn every(&self) -> Every {
        self.sheet.coded("every").unwrap_or(Every::Month)
    }

    fn total(&self) -> Result<Money, Say> {
        amount(&self.sheet, "amount", self.currency)
    }

    /// How many lines, as typed; none typed: as many as are proposed.
    fn count(&self) -> Result<usize, Say> {
        let Some(text) = self.sheet.text("count").filter(|text| !text.is_empty()) else { return Ok(COUNT_PROPOSED) };
        let most = i64::try_from(LINES_MAX).unwrap_or(i64::MAX);
        let read = text.line.text().trim().parse().ok().filter(|count| (1..=LINES_MAX).contains(count));
        read.ok_or_else(|| Say::new("form-count-unread").with("most", Fact::Count(most)))
    }

    /// How much each, when that is typed.
    fn each(&self) -> Option<Result<Money, Say>> {
        self.sheet.text("each").filter(|text| !text.is_empty())?;
        Some(amount(&self.sheet, "each", self.currency))
    }

    /// The lines as they are without anything typed over them.
    fn base(&self, total: Money, first: Day) -> Result<Vec<Instalment>, Say> {
        let lines = match self.each() {
            Some(each) => instalments_of(total, each?, first, self.every()),
            None => instalments(total, self.count()?, first, self.every()),
        };
        let most = i64::try_from(LINES_MAX).unwrap_or(i64::MAX);
        if lines.is_empty() { Err(Say::new("form-lines-none").with("most", Fact::Count(most))) } else { Ok(lines) }
    }

    fn refresh(&mut self, ctx: FormCtx<'_>) {
        let today = ctx.tick.now.today;
        if let Some(view) = ctx.view {
            let (all, on) = propose_promise(&view.state, &ctx.session.policy, today);
            let sum = self.sheet.parts().and_then(Parts::sum);
            self.currency = sum.unwrap_or(all).currency;
            self.sheet.propose("amount", Fact::Money(sum.unwrap_or(all)));
            self.sheet.propose("first", Fact::Day(on));
        }
        self.sheet.propose("agreed-on", Fact::Day(today));
        let gave_word = self.sheet.code("agreed") != Some("proposed");
        for id in ["role", "person", "agreed-on"] {
            self.sheet.hide(id, !gave_word);
        }
        let free = self.is_free();
        for id in ["count", "each"] {
            self.sheet.hide(id, free);
        }
        let (total, first) = (self.total(), day_ahead(&self.sheet, "first", today));
        let base = match (total, first) {
            (Ok(total), Ok(first)) if free => Ok((vec![(first, total)], first)),
            (Ok(total), Ok(first)) => self.base(total, first).map(|base| (base, first)),
            (Err(say), _) | (_, Err(say)) => Err(say),
        };
        let Some(lines) = self.sheet.lines_mut() else { return };
        match base {
            Ok((base, first)) if free => lines.fill_free(base[0].1, first, today),
            Ok((base, _)) => lines.fill(base, 0, today),
            Err(_) => lines.fill(vec![], 0, today),
        }
        self.propose_shape();
    }

    /// What stands beside the one of the two that is typed: how many, or how much each.
    fn propose_shape(&mut self) {
        let lines = self.sheet.lines().map(Lines::rows).unwrap_or_default();
        let (count, each) = (lines.len(), lines.first().map(|(_, money)| *money));
        if count > 0 {
            self.sheet.propose("count", Fact::Count(i64::try_from(count).unwrap_or(i64::MAX)));
        }
        if let Some(each) = each {
            self.sheet.propose("each", Fact::Money(each));
        }
    }

    /// The lines and what they cover, or what is missing or cannot be.
    fn plan(&self, ctx: FormCtx<'_>) -> Result<(Vec<Instalment>, Vec<Part>), Say> {
        let (total, first) = (self.total()?, day_ahead(&self.sheet, "first", ctx.tick.now.today)?);
        if !self.is_free() {
            self.base(total, first)?;
        }
        let lines = self.sheet.lines().map_or(Ok(vec![]), |lines| lines.read().map(<[_]>::to_vec))?;
        let covers = self.sheet.parts().map_or(Ok(vec![]), Parts::read)?;
        Ok((lines, covers))
    }

    /// The first thing that stands in the way, whatever field it is in.
    fn in_the_way(&self, ctx: FormCtx<'_>) -> Option<Say> {
        let view = ctx.view?;
        match self.plan(ctx) {
            Err(say) => Some(say),
            Ok((lines, covers)) => {
                let checked =
                    check_plan(&view.state, &ctx.session.policy, (&ctx.session.who, ctx.tick.now), &lines, &covers);
                checked.err().map(|refusal| refused(&refusal))
            }
        }
    }

    /// The rhythm, unless a line was typed over with a day of its own.
    fn rhythm(&self, lines: &[Instalment]) -> Option<Every> {
        let every = self.every();
        let first = lines.first()?.0;
        let steady = (0u32..).zip(lines).all(|(at, (on, _))| *on == nth_day(first, every, at));
        (!self.is_free() && steady).then_some(every)
    }

    fn acceptance(&self, ctx: FormCtx<'_>) -> Result<Option<Acceptance>, Say> {
        let signed = match self.sheet.code("agreed") {
            Some("proposed") => return Ok(None),
            said => said == Some("signed"),
        };
        let (role, by) = person(&self.sheet)?;
        Ok(Some(Acceptance { signed, on: self.agreed_on(ctx)?, role, by }))
    }

    fn agreed_on(&self, ctx: FormCtx<'_>) -> Result<Day, Say> {
        let today = ctx.tick.now.today;
        match past_day(&self.sheet, "agreed-on", today)? {
            day if today.since(day) > WORD_DAYS_MAX => Err(refused(&Refusal::DayInThePast(day))),
            day => Ok(day),
        }
    }
}

/// What the lines of a plan come to, in pieces: sum, which line takes the rounding, the end.
#[must_use]
pub fn comes_to(lines: &[Instalment]) -> Vec<Say> {
    let (Some((_, first)), Some((last, money))) = (lines.first(), lines.last()) else { return vec![] };
    let sum = Money::new(lines.iter().map(|(_, money)| money.minor).sum(), first.currency);
    let count = Fact::Count(i64::try_from(lines.len()).unwrap_or(i64::MAX));
    let mut out = vec![Say::new("form-plan-sum").with("sum", Fact::Money(sum)).with("count", count)];
    let equal = lines.iter().take(lines.len().saturating_sub(1)).all(|(_, money)| money == first);
    // A rounding is less than a cent a line; more is what was left.
    let rounds = rounding(lines).unsigned_abs() < u64::try_from(lines.len()).unwrap_or(u64::MAX);
    if equal && rounding(lines) != 0 {
        let id = if rounds { "form-plan-rounding" } else { "form-plan-rest" };
        out.push(Say::new(id).with("amount", Fact::Money(*money)));
    }
    out.push(Say::new("form-plan-end").with("day", Fact::Day(*last)));
    out
}

impl FormRules for PlanForm {
    fn kind(&self) -> FormKind {
        FormKind::Plan
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
        let here = self.sheet.here().map(|field| field.id);
        let step = self.sheet.typed(&typed);
        // How many, or how much each: the one typed last says it.
        let other = match (here, &step) {
            (Some("count"), FormStep::Changed) => Some("each"),
            (Some("each"), FormStep::Changed) => Some("count"),
            (Some(_) | None, _) => None,
        };
        if let Some(text) = other.and_then(|id| self.sheet.text_mut(id)) {
            text.line.put("");
        }
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
        let own = match id {
            "amount" => Some(amount_hint(&self.sheet, self.currency, ctx)?),
            "count" => self.count().err().map(Hint::bad),
            "each" => self.each().and_then(Result::err).map(Hint::bad),
            "first" => Some(match day_ahead(&self.sheet, "first", ctx.tick.now.today) {
                Ok(day) if !is_business_day(ctx.session.policy.calendar, day) => {
                    Hint::careful(Say::new("form-day-closed").with("day", Fact::Day(day)))
                }
                Ok(day) => Hint::plain(Say::new("form-day-read").with("day", Fact::Day(day))),
                Err(say) => Hint::bad(say),
            }),
            "lines" => Some(match self.sheet.lines().map_or(Ok(()), |lines| lines.read().map(|_| ())) {
                Ok(()) if self.is_free() => Hint::plain(Say::new("form-lines-free")),
                Ok(()) => Hint::plain(Say::new("form-lines-how")),
                Err(say) => Hint::bad(say),
            }),
            "parts" => parts_hint(&self.sheet, "form-parts-account"),
            "agreed" => {
                let code = self.sheet.code("agreed").unwrap_or("proposed");
                Some(Hint::plain(Say::new(format!("form-plan-{code}-means"))))
            }
            "role" | "person" => role_hint(&self.sheet),
            "agreed-on" => self.agreed_on(ctx).err().map(Hint::bad),
            _other => None,
        };
        // Where the field itself is well, what stands in the way elsewhere is said.
        let well = own.as_ref().is_none_or(|hint| hint.tone != Tone::Bad);
        if well && self.sheet.is_at(id) && ctx.view.is_some() {
            self.in_the_way(ctx).map(Hint::bad).or(own)
        } else {
            own
        }
    }

    fn has_limits(&self) -> bool {
        true
    }

    fn limits(&self, ctx: FormCtx<'_>) -> Vec<Hint> {
        let rules = &ctx.session.policy.plan;
        let last = ctx.tick.now.today.plus(rules.longest_days);
        let lines = self.sheet.lines().map(Lines::rows).unwrap_or_default();
        let late = lines.last().is_some_and(|(on, _)| *on > last);
        let bounds = Say::new("form-plan-last").with("day", Fact::Day(last));
        let misses = Say::new("form-plan-misses").with("count", Fact::Count(rules.misses_allowed.into()));
        let come = comes_to(lines).into_iter().map(Hint::plain);
        let bounds = if late { Hint::bad(bounds) } else { Hint::plain(bounds) };
        let most = ctx.session.who.authority.limits.instalments.filter(|most| lines.len() > usize::from(*most));
        let asks =
            most.map(|most| Hint::careful(Say::new("form-plan-approval").with("most", Fact::Count(most.into()))));
        come.chain(asks).chain([bounds, Hint::plain(misses)]).collect()
    }

    fn records(&self, ctx: FormCtx<'_>) -> Result<Vec<Record>, Say> {
        let (lines, covers) = self.plan(ctx)?;
        if lines.is_empty() {
            return Err(refused(&Refusal::NothingSaid));
        }
        let contact = along(&self.sheet, Outcome::Plan, self.at, ctx);
        let (every, accepted) = (self.rhythm(&lines), self.acceptance(ctx)?);
        let plan = Record::Plan {
            lines,
            every,
            method: self.sheet.coded("method"),
            covers,
            accepted,
            note: note(&self.sheet),
        };
        Ok(contact.into_iter().chain([plan]).collect())
    }

    fn advances(&self) -> bool {
        true
    }
}
