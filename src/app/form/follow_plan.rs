//! What becomes of a plan: the debtor's word comes, one of its lines changes, or it is given up.
//! What never lives here: drawing, agreeing one (see `plan`), judging it (see `domain`).
//! The root opens it through `Form`; on the promises of a case it speaks of the plan under the hand.

use crate::domain::case::check_change;
use crate::domain::case::state::PlanView;
use crate::domain::codes::PlanState;
use crate::domain::command::{Record, Refusal};
use crate::domain::event::Acceptance;
use crate::domain::schedule::Instalment;
use crate::domain::values::text::{NOTE_CHARS_MAX, clean_line};
use crate::domain::values::{Day, EntryId};

use super::super::say::{Fact, Say, refused};
use super::choice::{Choice, Choosable};
use super::common::{note_field, past_day, person, role_field, role_hint, short_field, when_field};
use super::lines::Lines;
use super::plan::comes_to;
use super::sheet::{Hint, Sheet, Tone, Value};
use super::steps::{Step, ask, steps_field};
use super::{FormCtx, FormKind, FormRules, FormStep, Typed};

/// What can be done, by its letter.
const STEPS: &[Step] = &[
    Step { code: "accept", letter: 'a', asks: &["word", "role", "person", "agreed-on"] },
    Step { code: "change", letter: 'c', asks: &["lines"] },
    Step { code: "cancel", letter: 'k', asks: &["why"] },
];

/// The step being taken.
#[derive(Debug)]
pub struct FollowPlanForm {
    sheet: Sheet,
}

impl Default for FollowPlanForm {
    fn default() -> Self {
        let word = [("agreed", 'a'), ("signed", 's')];
        let word = word.map(|(code, key)| Choosable::new(code, key, Say::new(format!("form-plan-{code}"))));
        let sheet = Sheet::new(vec![
            ("step", steps_field(STEPS, "form-plan-step")),
            ("word", Value::Choice(Choice::new(word.to_vec()).on("agreed"))),
            ("role", role_field()),
            ("person", short_field()),
            ("agreed-on", when_field()),
            ("lines", Value::Lines(Lines::default())),
            ("why", note_field()),
            ("plan", Value::Choice(Choice::default())),
        ]);
        let mut form = Self { sheet };
        refresh(&mut form.sheet, None, Day::MIN);
        form
    }
}

/// A plan as a line to choose from.
fn option(plan: &PlanView) -> Choosable {
    let count = i64::try_from(plan.lines.len()).unwrap_or(i64::MAX);
    let say = Say::new("form-plan-line")
        .with("amount", Fact::Money(plan.amount))
        .with("count", Fact::Count(count))
        .with("day", Fact::Day(plan.made_on))
        .with("state", Fact::Word(format!("plan-state-{}", plan.state)));
    Choosable { code: plan.id.to_string(), letter: None, say }
}

/// Asks what the chosen step needs, and shows the lines as they would be.
fn refresh(sheet: &mut Sheet, plan: Option<&PlanView>, today: Day) {
    if let (Some(plan), Some(choice)) = (plan, sheet.choice_mut("step")) {
        choice.propose(if plan.state == PlanState::Proposed { "accept" } else { "change" });
    }
    ask(sheet, STEPS, "step");
    sheet.propose("agreed-on", Fact::Day(today));
    if let (Some(plan), Some(lines)) = (plan, sheet.lines_mut()) {
        lines.fill(as_agreed(plan), plan.settled_lines(today), today);
    }
}

fn as_agreed(plan: &PlanView) -> Vec<Instalment> {
    plan.lines.iter().map(|line| (line.due_on, line.amount)).collect()
}

impl FollowPlanForm {
    fn plan<'a>(&self, ctx: FormCtx<'a>) -> Option<&'a PlanView> {
        let id: EntryId = self.sheet.coded("plan")?;
        ctx.view?.state.plans.iter().find(|plan| plan.id == id)
    }

    fn lines(&self, ctx: FormCtx<'_>) -> Result<Vec<Instalment>, Say> {
        let (Some(plan), Some(view), Some(lines)) = (self.plan(ctx), ctx.view, self.sheet.lines()) else {
            return Err(Say::new("form-plan-gone"));
        };
        let lines = lines.read()?.to_vec();
        check_change(&view.state, &ctx.session.policy, (&ctx.session.who, ctx.tick.now), plan.id, &lines)
            .map_err(|why| refused(&why))?;
        Ok(lines)
    }

    fn agreed_on(&self, ctx: FormCtx<'_>) -> Result<Day, Say> {
        let day = past_day(&self.sheet, "agreed-on", ctx.tick.now.today)?;
        match self.plan(ctx) {
            Some(plan) if day < plan.made_on => Err(refused(&Refusal::DayInThePast(day))),
            Some(_) | None => Ok(day),
        }
    }
}

impl FormRules for FollowPlanForm {
    fn kind(&self) -> FormKind {
        FormKind::FollowPlan
    }

    fn sheet(&self) -> Option<&Sheet> {
        Some(&self.sheet)
    }

    fn aim(&mut self, id: EntryId) {
        if let Some(choice) = self.sheet.choice_mut("plan") {
            choice.want(&id.to_string());
        }
    }

    fn fill(&mut self, ctx: FormCtx<'_>) {
        if let (Some(view), Some(choice)) = (ctx.view, self.sheet.choice_mut("plan")) {
            let open = |plan: &&PlanView| plan.state == PlanState::Proposed || plan.state.is_running();
            choice.offer(view.state.plans.iter().filter(open).map(option).collect());
        }
        let plan = self.plan(ctx);
        refresh(&mut self.sheet, plan, ctx.tick.now.today);
    }

    fn typed(&mut self, typed: Typed, ctx: FormCtx<'_>) -> FormStep {
        let (plan, today) = (self.plan(ctx), ctx.tick.now.today);
        let step = self.sheet.typed_on("step", &typed, |sheet| refresh(sheet, plan, today));
        // Another plan may have been chosen.
        let plan = self.plan(ctx);
        refresh(&mut self.sheet, plan, today);
        step
    }

    fn fields(&self) -> Vec<(String, String)> {
        self.sheet.pairs()
    }

    fn restore(&mut self, fields: &[(String, String)]) {
        self.sheet.restore(fields);
        refresh(&mut self.sheet, None, Day::MIN);
        self.sheet.hand_back(fields);
    }

    fn hint(&self, id: &str, ctx: FormCtx<'_>) -> Option<Hint> {
        match id {
            "step" => {
                let code = self.sheet.code("step");
                let id = code
                    .map_or_else(|| "form-plan-step-letters".to_owned(), |code| format!("form-plan-step-{code}-help"));
                Some(Hint::plain(Say::new(id)))
            }
            "word" => {
                let code = self.sheet.code("word").unwrap_or("agreed");
                Some(Hint::plain(Say::new(format!("form-plan-{code}-means"))))
            }
            "role" | "person" => role_hint(&self.sheet),
            "agreed-on" => self.agreed_on(ctx).err().map(Hint::bad),
            "lines" => Some(match self.lines(ctx) {
                Ok(_) => Hint::plain(Say::new("form-lines-how")),
                Err(say) => Hint::bad(say),
            }),
            "plan" if ctx.view.is_some() && self.plan(ctx).is_none() => Some(Hint::bad(Say::new("form-plan-gone"))),
            _other => None,
        }
    }

    fn has_limits(&self) -> bool {
        self.sheet.code("step") == Some("change")
    }

    fn limits(&self, ctx: FormCtx<'_>) -> Vec<Hint> {
        let (true, Some(plan), Some(lines)) = (self.has_limits(), self.plan(ctx), self.sheet.lines()) else {
            return vec![];
        };
        let before = plan.lines.last().map(|line| line.due_on);
        let now = lines.rows().last().map(|(on, _)| *on);
        let was = before.filter(|before| Some(*before) != now);
        let was =
            was.map(|day| Hint { tone: Tone::Careful, say: Say::new("form-plan-end-was").with("day", Fact::Day(day)) });
        comes_to(lines.rows()).into_iter().map(Hint::plain).chain(was).collect()
    }

    fn records(&self, ctx: FormCtx<'_>) -> Result<Vec<Record>, Say> {
        let plan = self.plan(ctx).map(|plan| plan.id).ok_or_else(|| Say::new("form-plan-gone"))?;
        let record = match self.sheet.code("step") {
            Some("accept") => {
                let (role, by) = person(&self.sheet)?;
                let signed = self.sheet.code("word") == Some("signed");
                Record::AcceptPlan { plan, acceptance: Acceptance { signed, on: self.agreed_on(ctx)?, role, by } }
            }
            Some("change") if !self.sheet.lines().is_some_and(Lines::touched) => {
                return Err(Say::new("form-lines-same"));
            }
            Some("change") => Record::ChangePlan { plan, lines: self.lines(ctx)? },
            Some("cancel") => {
                let reason = clean_line(&self.sheet.said("why"), NOTE_CHARS_MAX);
                if reason.is_empty() {
                    return Err(Say::new("form-plan-why"));
                }
                Record::CancelPlan { plan, reason }
            }
            Some(_) | None => return Err(Say::new("form-plan-step-letters")),
        };
        Ok(vec![record])
    }
}
