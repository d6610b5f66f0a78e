//! A dispute followed up: given to somebody, looked into, evidence asked or received, a credit proposed, closed, reopened.
//! What never lives here: drawing, opening one (see `dispute`), deciding it (see `decide`).
//! The root opens it through `Form`; on the disputes of a case it speaks of the one under the hand.

use crate::domain::case::state::DisputeView;
use crate::domain::codes::{DisputeKind, DisputeStep};
use crate::domain::command::{Record, Refusal};
use crate::domain::event::DisputeMove;
use crate::domain::values::text::{NAME_CHARS_MAX, clean_line};
use crate::domain::values::{Currency, Day, EntryId};
use crate::i18n::read;

use super::super::say::{Fact, Say, refused};
use super::choice::{Choice, Choosable};
use super::common::{amount, amount_field, note, note_field, short_field, when_field};
use super::sheet::{Hint, Sheet, Value, unread};
use super::{FormCtx, FormKind, FormRules, FormStep, Typed};

/// What is done with it, by its letter; the first is what is done most.
const WHATS: [(&str, char); 6] =
    [("check", 'c'), ("evidence", 'e'), ("assign", 'a'), ("propose", 'p'), ("close", 'k'), ("reopen", 'r')];

/// The fields each of them asks, the dispute and the note aside.
const ASKS: [(&str, &[&str]); 6] = [
    ("check", &["stands", "check-on", "note"]),
    ("evidence", &["name", "here"]),
    ("assign", &["owner", "department"]),
    ("propose", &["credit", "note"]),
    ("close", &["note"]),
    ("reopen", &["note"]),
];

/// The step being taken.
#[derive(Debug)]
pub struct FollowForm {
    sheet: Sheet,
}

impl Default for FollowForm {
    fn default() -> Self {
        let choice = |codes: &[(&str, char)], head: &str| {
            let all = codes.iter().map(|(code, key)| Choosable::new(*code, *key, Say::new(format!("{head}-{code}"))));
            Choice::new(all.collect())
        };
        let inquiry: Vec<(&str, char)> = DisputeStep::ALL
            .iter()
            .filter(|step| step.is_inquiry())
            .zip(['i', 'd', 'w'])
            .map(|(step, key)| (step.name(), key))
            .collect();
        let at = choice(&inquiry, "dispute-step").on(DisputeStep::Investigating.name());
        let here = choice(&[("asked", 'a'), ("received", 'r')], "form-evidence").on("asked");
        let fields = vec![
            ("follow", Value::Choice(choice(&WHATS, "form-follow"))),
            ("stands", Value::Choice(at)),
            ("check-on", when_field()),
            ("name", short_field()),
            ("here", Value::Choice(here)),
            ("owner", short_field()),
            ("department", short_field()),
            ("credit", amount_field()),
            ("note", note_field()),
            ("dispute", Value::Choice(Choice::default())),
        ];
        let mut form = Self { sheet: Sheet::new(fields) };
        form.refresh(None);
        form
    }
}

/// A dispute as a line to choose from.
#[must_use]
pub fn option(dispute: &DisputeView) -> Choosable {
    let name = match dispute.kind {
        DisputeKind::Dispute => format!("dispute-reason-{}", dispute.reason),
        DisputeKind::Complaint | DisputeKind::Refusal => format!("dispute-kind-{}", dispute.kind),
    };
    let amount = dispute.amount().map_or_else(|| Fact::Text("-".to_owned()), Fact::Money);
    let say = Say::new("form-dispute-line")
        .with("reason", Fact::Word(name))
        .with("day", Fact::Day(dispute.opened_on))
        .with("amount", amount);
    Choosable { code: dispute.id.to_string(), letter: None, say }
}

impl FollowForm {
    fn dispute<'a>(&self, ctx: FormCtx<'a>) -> Option<&'a DisputeView> {
        let id: EntryId = self.sheet.coded("dispute")?;
        ctx.view?.state.disputes.iter().find(|dispute| dispute.id == id)
    }

    /// Asks what the chosen step needs, and proposes what is known.
    fn refresh(&mut self, dispute: Option<&DisputeView>) {
        let what = self.sheet.code("follow").map(ToOwned::to_owned);
        let asked = ASKS.iter().find(|(code, _)| Some(*code) == what.as_deref()).map_or(&[][..], |(_, asked)| asked);
        for id in ["stands", "check-on", "name", "here", "owner", "department", "credit", "note"] {
            self.sheet.hide(id, !asked.contains(&id));
        }
        let Some(dispute) = dispute else { return };
        let credit = dispute.proposed.map(|(_, credit)| credit).or_else(|| dispute.amount());
        let waited = dispute.evidence.iter().find(|evidence| evidence.received_on.is_none());
        let facts = [
            ("department", Some(Fact::Text(dispute.department.clone()))),
            ("credit", credit.map(Fact::Money)),
            ("name", waited.map(|evidence| Fact::Text(evidence.name.clone()))),
        ];
        for (id, fact) in facts {
            if let (Some(text), Some(fact)) = (self.sheet.text_mut(id), fact) {
                text.propose(fact);
            }
        }
        if let Some(here) = self.sheet.choice_mut("here") {
            here.propose(if waited.is_some() { "received" } else { "asked" });
        }
    }

    fn check_on(&self, ctx: FormCtx<'_>) -> Result<Option<Day>, Say> {
        let today = ctx.tick.now.today;
        let Some(text) = self.sheet.text("check-on").filter(|text| !text.is_empty()) else { return Ok(None) };
        match read::day(text.line.text(), today) {
            Ok(day) if day < today => Err(refused(&Refusal::DayInThePast(day))),
            Ok(day) => Ok(Some(day)),
            Err(error) => Err(unread(error)),
        }
    }

    fn currency(&self, ctx: FormCtx<'_>) -> Currency {
        self.dispute(ctx).and_then(DisputeView::amount).map_or(ctx.session.currency, |amount| amount.currency)
    }

    fn what(&self, ctx: FormCtx<'_>) -> Result<DisputeMove, Say> {
        let said = |id: &str| clean_line(&self.sheet.said(id), NAME_CHARS_MAX);
        let note = note(&self.sheet);
        match self.sheet.code("follow") {
            Some("check") => {
                let at = self.sheet.coded("stands").unwrap_or(DisputeStep::Investigating);
                Ok(DisputeMove::Check { at, check_on: self.check_on(ctx)?, note })
            }
            Some("evidence") if said("name").is_empty() => Err(Say::new("form-evidence-missing")),
            Some("evidence") => {
                let received = self.sheet.code("here") == Some("received");
                Ok(DisputeMove::Evidence { name: said("name"), received })
            }
            Some("assign") => {
                let owner = said("owner").parse().map_err(|_| Say::new("form-login-unread"))?;
                Ok(DisputeMove::Assign { owner, department: Some(said("department")) })
            }
            Some("propose") => {
                Ok(DisputeMove::Propose { credit: amount(&self.sheet, "credit", self.currency(ctx))?, note })
            }
            Some("close") => Ok(DisputeMove::Close { note }),
            Some("reopen") if note.is_empty() => Err(Say::new("form-reopen-missing")),
            Some("reopen") => Ok(DisputeMove::Reopen { reason: note }),
            Some(_) | None => Err(Say::new("form-follow-missing")),
        }
    }
}

impl FormRules for FollowForm {
    fn kind(&self) -> FormKind {
        FormKind::Follow
    }

    fn sheet(&self) -> Option<&Sheet> {
        Some(&self.sheet)
    }

    fn aim(&mut self, id: EntryId) {
        if let Some(choice) = self.sheet.choice_mut("dispute") {
            choice.want(&id.to_string());
        }
    }

    fn fill(&mut self, ctx: FormCtx<'_>) {
        if let (Some(view), Some(choice)) = (ctx.view, self.sheet.choice_mut("dispute")) {
            // Those that wait come first, the oldest first; closed ones may still be reopened.
            let all = &view.state.disputes;
            let (open, ended): (Vec<_>, Vec<_>) = all.iter().rev().partition(|dispute| dispute.state.is_open());
            let options: Vec<_> = open.into_iter().chain(ended).map(option).collect();
            let first = options.first().map(|option| option.code.clone());
            choice.set_options(options);
            if choice.at().is_none() {
                choice.propose(&first.unwrap_or_default());
            }
        }
        self.refresh(self.dispute(ctx));
    }

    fn typed(&mut self, typed: Typed, ctx: FormCtx<'_>) -> FormStep {
        let before = self.sheet.code("follow").map(ToOwned::to_owned);
        let on_what = self.sheet.is_at("follow");
        let letter = matches!(&typed, Typed::Key(press) if press.typed().is_some_and(|c| c != ' '));
        let step = self.sheet.typed(&typed);
        self.refresh(self.dispute(ctx));
        let now = self.sheet.code("follow");
        // A letter chooses what is done, and the hand goes on to the first thing it asks.
        if on_what && letter && now.is_some() && now.map(ToOwned::to_owned) != before {
            let asked = ASKS.iter().find(|(code, _)| Some(*code) == now).and_then(|(_, asked)| asked.first());
            if let Some(first) = asked {
                self.sheet.go(first);
            }
        }
        step
    }

    fn fields(&self) -> Vec<(String, String)> {
        self.sheet.pairs()
    }

    fn restore(&mut self, fields: &[(String, String)]) {
        self.sheet.restore(fields);
        self.refresh(None);
        if let Some((_, hand)) = fields.iter().find(|(name, _)| name == "hand") {
            self.sheet.go(hand);
        }
    }

    fn hint(&self, id: &str, ctx: FormCtx<'_>) -> Option<Hint> {
        match id {
            "follow" => {
                let code = self.sheet.code("follow");
                let id =
                    code.map_or_else(|| "form-follow-letters".to_owned(), |code| format!("form-follow-{code}-help"));
                Some(Hint::plain(Say::new(id)))
            }
            "check-on" => Some(match self.check_on(ctx) {
                Ok(Some(day)) => Hint::plain(Say::new("form-check-read").with("day", Fact::Day(day))),
                Ok(None) => Hint::plain(Say::new("form-check-none")),
                Err(say) => Hint::bad(say),
            }),
            "credit" => Some(match amount(&self.sheet, "credit", self.currency(ctx)) {
                Ok(credit) => {
                    let max = ctx.session.policy.dispute.authority(ctx.session.who.role);
                    let id = if max.is_some_and(|max| credit.minor > max) {
                        "form-credit-pending"
                    } else {
                        "form-amount-read"
                    };
                    Hint::plain(Say::new(id).with("amount", Fact::Money(credit)))
                }
                Err(say) => Hint::bad(say),
            }),
            "dispute" if self.dispute(ctx).is_none() => Some(Hint::bad(Say::new("form-dispute-gone"))),
            _other => None,
        }
    }

    fn records(&self, ctx: FormCtx<'_>) -> Result<Vec<Record>, Say> {
        let what = self.what(ctx)?;
        let dispute = self.sheet.coded("dispute").ok_or_else(|| Say::new("form-dispute-gone"))?;
        Ok(vec![Record::FollowDispute { dispute, what }])
    }
}
