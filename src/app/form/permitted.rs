//! What the rules for contacts say of a contact that is being recorded, in the debtor's own time.
//! What never lives here: the rules (see `domain::permit`).
//! The contact form asks it whenever something it depends on was typed.

use crate::domain::codes::Right;
use crate::domain::codes::{Channel, Severity, Verdict};
use crate::domain::command::Refusal;
use crate::domain::permit::{Ask, Checked};
use crate::domain::rights::who_may;
use crate::zone::Local;

use super::super::say::{Fact, Say, refused};
use super::FormCtx;
use super::sheet::Hint;

/// The answer, as a form keeps it.
#[derive(Debug, Default)]
pub(super) struct Permitted {
    /// What it comes to, with the rules that did not allow it.
    checked: Option<Checked>,
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
        let mut hints: Vec<Hint> = vec![];
        for found in &answer.findings {
            let fact = Fact::Finding(Box::new((found.rule.clone(), found.why, found.until)));
            let say = Say::new("form-permit").with("finding", fact);
            hints.push(if found.rule.severity == Severity::Block { Hint::bad(say) } else { Hint::careful(say) });
        }
        let verdict = answer.verdict();
        if verdict == Verdict::Blocked {
            let next = local.next(rules, state, ask, now);
            hints.extend(next.map(|at| Hint::plain(Say::new("form-permit-next").with("at", Fact::At(at)))));
        }
        let ids = answer.findings.iter().map(|found| found.rule.id.clone()).collect();
        let checked = Checked { channel, point: point.to_owned(), verdict, rules: ids, reason: String::new() };
        Self { checked: (verdict != Verdict::Allowed).then_some(checked), hints }
    }

    /// True when it may only be made with a reason.
    #[must_use]
    pub(super) fn is_blocked(&self) -> bool {
        self.checked.as_ref().is_some_and(|checked| checked.verdict == Verdict::Blocked)
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
        Ok(Some(Checked { reason, ..checked.clone() }))
    }
}
