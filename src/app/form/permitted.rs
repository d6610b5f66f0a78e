//! What the rules for contacts say of a contact that is being recorded, in the debtor's own time, and what a supervisor says.
//! What never lives here: the rules (see `domain::permit`).
//! The contact form asks it whenever something it depends on was typed.

use crate::domain::case::CaseState;
use crate::domain::codes::{Channel, OverrideState, Right, Severity, Verdict};
use crate::domain::command::{Record, Refusal};
use crate::domain::permit::{Allowed, Answer, Ask, Checked, OverrideAsked, RuleNamed};
use crate::domain::rights::who_may;
use crate::domain::values::{Day, Instant};
use crate::zone::Local;

use super::super::say::{Fact, Say, refused};
use super::FormCtx;
use super::sheet::Hint;

/// The answer, as a form keeps it.
#[derive(Debug, Default)]
pub(super) struct Permitted {
    /// What it comes to, with the rules that did not allow it.
    checked: Option<Checked>,
    /// A supervisor's yes.
    allowed: Option<Allowed>,
    /// What a supervisor can be asked by whoever may not decide it: all but the reason.
    ask: Option<OverrideAsked>,
    /// Each of them in words, and when it would be allowed.
    hints: Vec<Hint>,
}

impl Permitted {
    /// Asks the rules about a contact made now; nothing is known before the case is read.
    #[must_use]
    pub(super) fn asked(ctx: FormCtx<'_>, channel: Channel, point: &str) -> Self {
        let Some(view) = ctx.view else { return Self::default() };
        let (state, rules, now) = (&view.state, &ctx.session.policy.contact, ctx.tick.now.at);
        let local = Local::of(&state.debtor, ctx.session.zone, now);
        let ask = Ask { channel, point };
        let answer = local.answer(rules, state, ask);
        let verdict = answer.verdict();
        let ids = answer.findings.iter().map(|found| found.rule.id.clone()).collect();
        let (point, reason) = (point.to_owned(), String::new());
        let checked = Checked { channel, point, verdict, rules: ids, reason, allowed: None };
        let mut all = Self { checked: (verdict != Verdict::Allowed).then_some(checked), ..Self::default() };
        all.hints = answer
            .findings
            .iter()
            .map(|found| {
                let fact = Fact::Finding(Box::new((found.rule.clone(), found.why, found.until)));
                let say = Say::new("form-permit").with("finding", fact);
                if found.rule.severity == Severity::Block { Hint::bad(say) } else { Hint::careful(say) }
            })
            .collect();
        if verdict == Verdict::Blocked {
            let next = local.next(rules, state, ask, now);
            all.hints.extend(next.map(|at| Hint::plain(Say::new("form-permit-next").with("at", Fact::At(at)))));
            all.answered(ctx, state, &answer, (ask, next));
        }
        all
    }

    /// What a supervisor said, or can be asked.
    fn answered(&mut self, ctx: FormCtx<'_>, state: &CaseState, answer: &Answer<'_>, at: (Ask<'_>, Option<Instant>)) {
        let (ask, next) = at;
        let named: Vec<RuleNamed> = answer.blocking().collect();
        let blocking: Vec<&str> = named.iter().map(|named| named.rule.as_str()).collect();
        let told = |id: &str, who: &str, text: &str| {
            let say = Say::new(id).with("who", Fact::Text(who.to_owned()));
            say.with("reason", Fact::Text(text.to_owned()))
        };
        if let Some((view, yes)) = state.allowance(ask.channel, &blocking).and_then(|v| Some((v, v.allowed.clone()?))) {
            self.hints.insert(0, Hint::careful(told("form-permit-allowed", &yes.by.0, &view.asked.reason)));
            self.allowed = Some(yes);
            return;
        }
        if let Some(waits) = state.override_asked(ask.channel) {
            self.hints.push(Hint::careful(told("form-permit-asked", &waits.who.0, &waits.asked.reason)));
            return;
        }
        let last = state.overrides.iter().find(|view| view.asked.channel == ask.channel);
        if let Some((view, (by, _))) = last.and_then(|view| Some((view, view.answered.as_ref()?)))
            && view.state == OverrideState::Refused
        {
            self.hints.push(Hint::careful(told("form-permit-refused", &by.0, &view.refusal)));
        }
        if !ctx.session.who.may(Right::OverrideRule) {
            let until = next.map_or(Day::MAX, |at| ctx.session.zone.day_of(at));
            self.hints.push(Hint::plain(Say::new("form-permit-ask")));
            self.ask = Some(answer.asked(ask, next, until));
        }
    }

    /// True when it may only be made with a reason.
    #[must_use]
    pub(super) fn is_blocked(&self) -> bool {
        self.allowed.is_none() && self.checked.as_ref().is_some_and(|checked| checked.verdict == Verdict::Blocked)
    }

    /// True when a supervisor can be asked.
    #[must_use]
    pub(super) fn may_ask(&self) -> bool {
        self.ask.is_some()
    }

    /// The request to a supervisor, with the question it comes from; `None`: there is nothing to ask.
    pub(super) fn ask(&self, reason: &str) -> Option<Result<Vec<Record>, Say>> {
        let (asked, checked) = (self.ask.clone()?, self.checked.clone()?);
        if reason.is_empty() {
            return Some(Err(Say::new("form-permit-ask-reason")));
        }
        let asked = OverrideAsked { reason: reason.to_owned(), ..asked };
        Some(Ok(vec![Record::Checked(checked), Record::AskOverride(asked)]))
    }

    /// What is said all the time.
    #[must_use]
    pub(super) fn hints(&self) -> &[Hint] {
        &self.hints
    }

    /// The question and its answer, where it is blocked.
    #[must_use]
    pub(super) fn blocked(&self) -> Option<Checked> {
        self.checked.clone().filter(|_| self.is_blocked())
    }

    /// What goes into the journal beside the contact: nothing where it is simply allowed. `reason`: why it was made
    /// although it was blocked.
    ///
    /// # Errors
    /// Blocked, and no reason was given or the person has no right to.
    pub(super) fn journalled(&self, ctx: FormCtx<'_>, reason: &str) -> Result<Option<Checked>, Say> {
        let Some(checked) = &self.checked else { return Ok(None) };
        if self.is_blocked() && !ctx.session.who.may(Right::OverrideRule) {
            return Err(refused(&Refusal::ContactBlocked { ask: who_may(Right::OverrideRule) }));
        }
        if self.is_blocked() && reason.is_empty() {
            return Err(Say::new("form-permit-reason"));
        }
        let reason = if self.is_blocked() { reason.to_owned() } else { String::new() };
        Ok(Some(Checked { reason, allowed: self.allowed.clone(), ..checked.clone() }))
    }
}
