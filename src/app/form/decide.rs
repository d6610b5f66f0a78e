//! A dispute decided: which one, how, and what is credited.
//! What never lives here: drawing, opening one (see `dispute`).
//! The root opens it through `Form`.

use crate::domain::case::state::DisputeView;
use crate::domain::codes::{DisputeDecision, Resolution};
use crate::domain::command::Record;
use crate::domain::values::{Currency, EntryId, Money};

use super::super::say::{Fact, Say};
use super::choice::{Choice, Choosable};
use super::common::{amount, amount_field, note_field, note_record};
use super::follow::{chosen, option};
use super::sheet::{Hint, Sheet, Value};
use super::{FormCtx, FormKind, FormRules, FormStep, Typed};

/// The decision being taken.
#[derive(Debug)]
pub struct DecideForm {
    sheet: Sheet,
    currency: Currency,
}

impl Default for DecideForm {
    fn default() -> Self {
        const LETTERS: [char; 4] = ['a', 'p', 'r', 'w'];
        let decisions = DisputeDecision::ALL.iter().zip(LETTERS).map(|(decision, key)| {
            Choosable::new(decision.name(), key, Say::new(format!("dispute-decision-{decision}")))
        });
        let said = |code: &str, key| {
            let id =
                if code.is_empty() { "form-justified-unsaid".to_owned() } else { format!("form-justified-{code}") };
            Choosable::new(code, key, Say::new(id))
        };
        const SETTLED: [char; 6] = ['c', 'r', 'p', 'g', 'd', 'o'];
        let settled = Resolution::ALL.iter().zip(SETTLED);
        let settled = settled.map(|(how, key)| Choosable::new(how.name(), key, Say::new(format!("resolution-{how}"))));
        let unsaid = [Choosable::new("", '-', Say::new("form-justified-unsaid"))];
        let settled = Choice::new(unsaid.into_iter().chain(settled).collect()).on("");
        let justified = vec![said("", '-'), said("yes", 'y'), said("no", 'n')];
        let sheet = Sheet::new(vec![
            ("decision", Value::Choice(Choice::new(decisions.collect()))),
            ("credit", amount_field()),
            ("note", note_field()),
            ("resolution", Value::Choice(settled)),
            ("justified", Value::Choice(Choice::new(justified).on(""))),
            ("dispute", Value::Choice(Choice::default())),
        ]);
        Self { sheet, currency: Currency::EUR }
    }
}

impl DecideForm {
    fn decision(&self) -> Option<DisputeDecision> {
        self.sheet.coded("decision")
    }

    fn dispute<'a>(&self, ctx: FormCtx<'a>) -> Option<&'a DisputeView> {
        chosen(&self.sheet, ctx)
    }

    fn credit(&self, ctx: FormCtx<'_>) -> Result<Option<Money>, Say> {
        match self.decision() {
            Some(DisputeDecision::Rejected | DisputeDecision::Withdrawn) | None => Ok(None),
            Some(DisputeDecision::Accepted | DisputeDecision::PartlyAccepted) => {
                let credit = amount(&self.sheet, "credit", self.currency)?;
                match self.dispute(ctx).and_then(DisputeView::amount) {
                    Some(all) if credit.currency != all.currency || credit.minor > all.minor => {
                        Err(Say::new("form-credit-above").with("all", Fact::Money(all)))
                    }
                    Some(_) | None => Ok(Some(credit)),
                }
            }
        }
    }
}

/// A credit is asked by two of the decisions: all of it by the one, what was proposed by the other.
fn refresh(sheet: &mut Sheet, dispute: Option<&DisputeView>) {
    let all = dispute.and_then(DisputeView::amount);
    let proposed = dispute.and_then(|dispute| dispute.proposed).map(|(_, credit)| credit);
    let (asked, proposed) = match sheet.coded("decision") {
        Some(DisputeDecision::Accepted) => (true, all),
        Some(DisputeDecision::PartlyAccepted) => (true, proposed),
        Some(DisputeDecision::Rejected | DisputeDecision::Withdrawn) | None => (false, proposed),
    };
    if let Some(text) = sheet.text_mut("credit") {
        text.propose_all(proposed.map(Fact::Money).into_iter().collect());
    }
    sheet.hide("credit", !asked);
    if let Some(resolution) = sheet.choice_mut("resolution") {
        resolution.propose(if asked { Resolution::Credit.name() } else { "" });
    }
}

impl FormRules for DecideForm {
    fn kind(&self) -> FormKind {
        FormKind::Decide
    }

    fn sheet(&self) -> Option<&Sheet> {
        Some(&self.sheet)
    }

    fn sheet_mut(&mut self) -> Option<&mut Sheet> {
        Some(&mut self.sheet)
    }

    fn aim(&mut self, id: EntryId) {
        if let Some(choice) = self.sheet.choice_mut("dispute") {
            choice.want(&id.to_string());
        }
    }

    fn fill(&mut self, ctx: FormCtx<'_>) {
        if let (Some(view), Some(choice)) = (ctx.view, self.sheet.choice_mut("dispute")) {
            // The one that has waited longest is proposed.
            let open = view.state.disputes.iter().rev().filter(|dispute| dispute.state.is_open());
            choice.offer(open.map(option).collect());
        }
        self.currency =
            self.dispute(ctx).and_then(DisputeView::amount).map_or(ctx.session.currency, |all| all.currency);
        let dispute = self.dispute(ctx);
        refresh(&mut self.sheet, dispute);
    }

    fn typed(&mut self, typed: Typed, ctx: FormCtx<'_>) -> FormStep {
        let dispute = self.dispute(ctx);
        let step = self.sheet.typed_on("decision", &typed, |sheet| refresh(sheet, dispute));
        self.fill(ctx);
        step
    }

    fn hint(&self, id: &str, ctx: FormCtx<'_>) -> Option<Hint> {
        match id {
            "decision" => Some(Hint::plain(match self.decision() {
                Some(decision) => Say::new(format!("form-decided-{decision}")),
                None => Say::new("form-decision-letters"),
            })),
            "credit" => Some(match self.credit(ctx) {
                Ok(credit) => {
                    let credit = credit.map_or_else(|| Fact::Text("-".to_owned()), Fact::Money);
                    Hint::plain(Say::new("form-amount-read").with("amount", credit))
                }
                Err(say) => Hint::bad(say),
            }),
            "dispute" if self.dispute(ctx).is_none() => Some(Hint::bad(Say::new("form-dispute-gone"))),
            _other => None,
        }
    }

    fn records(&self, ctx: FormCtx<'_>) -> Result<Vec<Record>, Say> {
        let dispute = self.sheet.coded("dispute").ok_or_else(|| Say::new("form-dispute-gone"))?;
        let decision = self.decision().ok_or_else(|| Say::new("form-decision-missing"))?;
        let justified = match self.sheet.code("justified") {
            Some("yes") => Some(true),
            Some("no") => Some(false),
            Some(_) | None => None,
        };
        let (credit, resolution) = (self.credit(ctx)?, self.sheet.coded("resolution"));
        let decide = Record::DecideDispute { dispute, decision, credit, justified, resolution };
        Ok([decide].into_iter().chain(note_record(&self.sheet)).collect())
    }
}
