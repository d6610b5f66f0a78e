//! A call being made or taken: which number and why, what to check before disclosing, what to speak of, for how long.
//! What never lives here: what came of it (see `contact`, which follows in the same act), drawing, dialling.
//! The root opens it through `Form`; a letter of the grid of outcomes goes straight on to the outcome.

use crate::domain::case::permitted::kind;
use crate::domain::codes::{Channel, Direction, IdentityCheck, Right};
use crate::domain::command::{Record, Refusal};
use crate::domain::point::{PointView, WhyPoint, kind_and_key, numbers_to_call};
use crate::domain::rights::who_may;
use crate::domain::slot::part_of;
use crate::domain::values::Instant;
use crate::domain::values::text::{NAME_CHARS_MAX, clean_line};
use crate::input::{Key, KeyPress};

use super::super::action::Action;
use super::super::say::{Say, refused};
use super::super::session::Tick;
use super::grid::outcome_keyed;
use super::line::Line;
use super::permitted::Permitted;
use super::sheet::Hint;
use super::{FormCtx, FormKind, FormRules, FormStep, Typed};

/// The clock of a call moves in steps of so many milliseconds: nobody speaks by the second, and every step is sent.
pub const STEP_MS: u64 = 10_000;

/// What the steps after a call need of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Called {
    /// When it began.
    pub at: Option<Instant>,
    /// Who began it.
    pub direction: Direction,
    /// The number.
    pub point: String,
    /// How long it lasted until its outcome was told.
    pub seconds: u32,
    /// What was checked of who speaks.
    pub checks: Vec<IdentityCheck>,
    /// Why it is made although a rule blocks it.
    pub reason: String,
}

/// A number that can be called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Number {
    /// As it was written.
    pub point: String,
    /// What is known of it.
    pub view: Option<Box<PointView>>,
    /// Why it stands here.
    pub why: Option<WhyPoint>,
}

/// The call.
#[derive(Debug)]
pub struct CallForm {
    at: Option<Instant>,
    /// When its clock began, and what had passed before that: a draft keeps the seconds alone.
    began_ms: Option<u64>,
    passed_ms: u64,
    shown_step: u64,
    direction: Direction,
    numbers: Vec<Number>,
    chosen: usize,
    /// The number a draft, or whoever calls in, named.
    wanted: String,
    /// What can be checked here, and which of it was.
    checks: Vec<(IdentityCheck, bool)>,
    offered: bool,
    permitted: Permitted,
    /// Why it is made although a rule blocks it.
    pub reason: Line,
    /// True while the reason takes the keys.
    pub on_reason: bool,
}

impl Default for CallForm {
    fn default() -> Self {
        Self {
            at: None,
            began_ms: None,
            passed_ms: 0,
            shown_step: 0,
            direction: Direction::Out,
            numbers: vec![],
            chosen: 0,
            wanted: String::new(),
            checks: vec![],
            offered: false,
            permitted: Permitted::default(),
            reason: Line::new(NAME_CHARS_MAX),
            on_reason: false,
        }
    }
}

/// What is drawn of it.
impl CallForm {
    /// Who began it.
    #[must_use]
    pub fn direction(&self) -> Direction {
        self.direction
    }

    /// The number under the hand.
    #[must_use]
    pub fn number(&self) -> Option<&Number> {
        self.numbers.get(self.chosen)
    }

    /// Its place among those that can be called, from 1, and how many there are.
    #[must_use]
    pub fn place(&self) -> (usize, usize) {
        (self.chosen + 1, self.numbers.len())
    }

    /// What can be checked of who speaks, and whether it was.
    #[must_use]
    pub fn checks(&self) -> &[(IdentityCheck, bool)] {
        &self.checks
    }

    /// How many were.
    #[must_use]
    pub fn checked(&self) -> usize {
        self.checks.iter().filter(|(_, checked)| *checked).count()
    }

    /// True once the number was dialled or copied.
    #[must_use]
    pub fn is_offered(&self) -> bool {
        self.offered
    }

    /// True when a rule blocks it.
    #[must_use]
    pub fn is_blocked(&self) -> bool {
        self.permitted.is_blocked()
    }

    /// How long it lasts, in milliseconds.
    #[must_use]
    pub fn lasts_ms(&self, tick: Tick) -> u64 {
        self.passed_ms + self.began_ms.map_or(0, |began| tick.mono_ms.saturating_sub(began))
    }

    /// What the steps after it need.
    #[must_use]
    pub fn called(&self) -> Called {
        Called {
            at: self.at,
            direction: self.direction,
            point: self.number().map(|number| number.point.clone()).unwrap_or_default(),
            seconds: u32::try_from(self.passed_ms / 1_000).unwrap_or(u32::MAX),
            checks: self.checks.iter().filter(|(_, checked)| *checked).map(|(check, _)| *check).collect(),
            reason: clean_line(self.reason.text(), NAME_CHARS_MAX),
        }
    }
}

impl CallForm {
    fn refresh(&mut self, ctx: FormCtx<'_>) {
        self.at.get_or_insert(ctx.tick.now.at);
        self.began_ms.get_or_insert(ctx.tick.mono_ms);
        let Some(view) = ctx.view else { return };
        let mine = self.number().map(|number| number.point.clone()).unwrap_or_else(|| self.wanted.clone());
        let part = part_of(ctx.session.zone.minute_of(ctx.tick.now.at));
        let number = |(at, why): (usize, WhyPoint)| Number {
            point: view.points[at].point.clone(),
            view: Some(Box::new(view.points[at].clone())),
            why: Some(why),
        };
        self.numbers = numbers_to_call(&view.points, part).into_iter().map(number).collect();
        let key = kind_and_key(&mine);
        self.chosen = self.numbers.iter().position(|number| kind_and_key(&number.point) == key).unwrap_or(0);
        if key.is_some() && self.numbers.get(self.chosen).is_none_or(|number| kind_and_key(&number.point) != key) {
            // Whoever calls in may do so from a number nobody knew.
            let view = view.points.iter().find(|point| kind_and_key(&point.point) == key);
            let known = Number { point: mine, view: view.cloned().map(Box::new), why: None };
            self.numbers.insert(0, known);
            self.chosen = 0;
        }
        let asked = ctx.session.policy.call.checks(kind(&view.state.debtor));
        let was = std::mem::take(&mut self.checks);
        let before = |check: IdentityCheck| was.iter().any(|(one, checked)| *one == check && *checked);
        self.checks = asked.iter().map(|check| (*check, before(*check))).collect();
        self.ask_rules(ctx);
    }

    fn ask_rules(&mut self, ctx: FormCtx<'_>) {
        let point = self.number().map(|number| number.point.clone()).unwrap_or_default();
        let asked = self.direction == Direction::Out;
        self.permitted = if asked { Permitted::asked(ctx, Channel::Call, &point) } else { Permitted::default() };
        self.on_reason &= self.permitted.is_blocked();
    }

    /// The number goes to the telephone: what blocks the call blocks that too.
    fn offer(&mut self, ctx: FormCtx<'_>) -> FormStep {
        let Some(number) = self.number().map(|number| number.point.clone()) else {
            return FormStep::Trouble(Say::new("form-call-no-number"));
        };
        if self.permitted.is_blocked() {
            if !ctx.session.who.may(Right::OverrideRule) {
                return FormStep::Trouble(refused(&Refusal::ContactBlocked { ask: who_may(Right::OverrideRule) }));
            } else if self.reason.text().trim().is_empty() {
                self.on_reason = true;
                return FormStep::Trouble(Say::new("form-permit-reason"));
            }
        }
        self.offered = true;
        // The call begins now, whatever was read before.
        (self.began_ms, self.passed_ms, self.shown_step) = (Some(ctx.tick.mono_ms), 0, 0);
        self.at = Some(ctx.tick.now.at);
        FormStep::Offer(number)
    }

    fn turn(&mut self, by: usize, ctx: FormCtx<'_>) -> FormStep {
        if self.numbers.len() < 2 {
            return FormStep::Same;
        }
        self.chosen = (self.chosen + by) % self.numbers.len();
        self.offered = false;
        self.ask_rules(ctx);
        FormStep::Changed
    }

    /// The clock stops: what comes now is told about the call.
    fn over(&mut self, tick: Tick) {
        self.passed_ms = self.lasts_ms(tick);
        self.began_ms = None;
    }

    fn pressed(&mut self, press: KeyPress, ctx: FormCtx<'_>) -> FormStep {
        if press.code == Key::Right || press.code == Key::Left {
            let back = self.numbers.len().saturating_sub(1);
            return self.turn(if press.code == Key::Right { 1 } else { back }, ctx);
        }
        let Some(c) = press.typed() else { return FormStep::Same };
        if c == ' ' {
            return self.offer(ctx);
        }
        if let Some(at) = c.to_digit(10).and_then(|digit| usize::try_from(digit).ok()?.checked_sub(1)) {
            let Some((_, checked)) = self.checks.get_mut(at) else { return FormStep::Same };
            *checked = !*checked;
            return FormStep::Changed;
        }
        if outcome_keyed(c).is_some() {
            self.over(ctx.tick);
            return FormStep::Hand(FormKind::Contact, Typed::Key(press));
        }
        FormStep::Same
    }
}

impl FormRules for CallForm {
    fn kind(&self) -> FormKind {
        FormKind::Call
    }

    fn fill(&mut self, ctx: FormCtx<'_>) {
        self.refresh(ctx);
    }

    fn about(&mut self, text: &str) {
        self.direction = Direction::In;
        if kind_and_key(text).is_some_and(|(kind, _)| kind == crate::domain::heard::PointKind::Phone) {
            text.trim().clone_into(&mut self.wanted);
        }
    }

    fn typed(&mut self, typed: Typed, ctx: FormCtx<'_>) -> FormStep {
        if self.began_ms.is_none() {
            // Gone back to from its outcome: the clock goes on.
            self.began_ms = Some(ctx.tick.mono_ms);
        }
        if self.on_reason {
            return match typed {
                Typed::Do(Action::Accept | Action::NextField | Action::PreviousField) => {
                    self.on_reason = false;
                    FormStep::Moved
                }
                Typed::Do(Action::Save) => self.on_with_it(ctx),
                Typed::Do(_) => FormStep::Same,
                Typed::Key(_) | Typed::Paste(_) if self.reason.typed(&typed) => FormStep::Changed,
                Typed::Key(_) | Typed::Paste(_) => FormStep::Same,
            };
        }
        match typed {
            Typed::Do(Action::Accept | Action::Save) => self.on_with_it(ctx),
            Typed::Do(Action::NextField | Action::PreviousField) if self.permitted.is_blocked() => {
                self.on_reason = true;
                FormStep::Moved
            }
            Typed::Key(press) => self.pressed(press, ctx),
            Typed::Do(_) | Typed::Paste(_) => FormStep::Same,
        }
    }

    fn fields(&self) -> Vec<(String, String)> {
        let called = self.called();
        let names: Vec<&str> = called.checks.iter().map(|check| check.name()).collect();
        let mut out = vec![
            ("number".to_owned(), called.point),
            ("direction".to_owned(), self.direction.name().to_owned()),
            ("checks".to_owned(), names.join(" ")),
            ("seconds".to_owned(), called.seconds.to_string()),
        ];
        out.push(("override".to_owned(), self.reason.text().to_owned()));
        out.retain(|(_, value)| !value.is_empty());
        super::with_moment(out, self.at)
    }

    fn restore(&mut self, fields: &[(String, String)]) {
        self.at = super::moment_of(fields);
        for (name, value) in fields {
            match name.as_str() {
                "number" => self.wanted.clone_from(value),
                "direction" => self.direction = value.parse().unwrap_or(Direction::Out),
                "checks" => {
                    let known = value.split(' ').filter_map(|name| name.parse().ok());
                    self.checks = known.map(|check| (check, true)).collect();
                }
                "seconds" => self.passed_ms = value.parse::<u64>().unwrap_or(0).saturating_mul(1_000),
                "override" => self.reason.put(value),
                _other => {}
            }
        }
    }

    fn records(&self, _ctx: FormCtx<'_>) -> Result<Vec<Record>, Say> {
        // What is to be told stands in the contact that follows.
        Ok(vec![])
    }

    fn has_limits(&self) -> bool {
        !self.permitted.hints().is_empty()
    }

    fn limits(&self, _ctx: FormCtx<'_>) -> Vec<Hint> {
        self.permitted.hints().to_vec()
    }

    fn blocked(&self) -> Option<crate::domain::permit::Checked> {
        self.permitted.blocked()
    }

    fn may_ask(&self) -> bool {
        self.permitted.may_ask()
    }

    fn ask_override(&mut self) -> Option<Result<Vec<Record>, Say>> {
        let asked = self.permitted.ask(&clean_line(self.reason.text(), NAME_CHARS_MAX));
        self.on_reason |= matches!(asked, Some(Err(_)));
        asked
    }

    fn came_in(&self) -> bool {
        self.direction == Direction::In
    }

    fn wake_in_ms(&self, tick: Tick) -> Option<u64> {
        let lasts_ms = self.lasts_ms(tick);
        self.began_ms.map(|_| STEP_MS - lasts_ms % STEP_MS)
    }

    fn wake(&mut self, tick: Tick) -> bool {
        let step = self.lasts_ms(tick) / STEP_MS;
        std::mem::replace(&mut self.shown_step, step) != step
    }
}

impl CallForm {
    fn on_with_it(&mut self, ctx: FormCtx<'_>) -> FormStep {
        self.over(ctx.tick);
        FormStep::Then(FormKind::Contact)
    }
}
