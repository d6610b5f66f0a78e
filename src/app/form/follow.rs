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
use super::steps::{Step, ask, steps_field};
use super::{FormCtx, FormKind, FormRules, FormStep, Typed};

/// What is done with it, by its letter, and the fields it asks; the first is what is done most.
const STEPS: &[Step] = &[
    Step { code: "check", letter: 'c', asks: &["stands", "check-on", "note"] },
    Step { code: "evidence", letter: 'e', asks: &["name", "here"] },
    Step { code: "assign", letter: 'a', asks: &["owner", "department"] },
    Step { code: "propose", letter: 'p', asks: &["credit", "note"] },
    Step { code: "close", letter: 'k', asks: &["note"] },
    Step { code: "reopen", letter: 'r', asks: &["note"] },
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
            ("follow", steps_field(STEPS, "form-follow")),
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
        refresh(&mut form.sheet, None);
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

/// The dispute chosen in the field `dispute`.
#[must_use]
pub fn chosen<'a>(sheet: &Sheet, ctx: FormCtx<'a>) -> Option<&'a DisputeView> {
    let id: EntryId = sheet.coded("dispute")?;
    ctx.view?.state.disputes.iter().find(|dispute| dispute.id == id)
}

/// Asks what the chosen step needs, and proposes what is known.
fn refresh(sheet: &mut Sheet, dispute: Option<&DisputeView>) {
    ask(sheet, STEPS, "follow");
    let Some(dispute) = dispute else { return };
    let credit = dispute.proposed.map(|(_, credit)| credit).or_else(|| dispute.amount());
    let waited = dispute.evidence.iter().find(|evidence| evidence.received_on.is_none());
    sheet.propose("department", Fact::Text(dispute.department.clone()));
    if let Some(credit) = credit {
        sheet.propose("credit", Fact::Money(credit));
    }
    if let Some(waited) = waited {
        sheet.propose("name", Fact::Text(waited.name.clone()));
    }
    if let Some(here) = sheet.choice_mut("here") {
        here.propose(if waited.is_some() { "received" } else { "asked" });
    }
}

impl FollowForm {
    fn dispute<'a>(&self, ctx: FormCtx<'a>) -> Option<&'a DisputeView> {
        chosen(&self.sheet, ctx)
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
            choice.offer(open.into_iter().chain(ended).map(option).collect());
        }
        let dispute = self.dispute(ctx);
        refresh(&mut self.sheet, dispute);
    }

    fn typed(&mut self, typed: Typed, ctx: FormCtx<'_>) -> FormStep {
        let dispute = self.dispute(ctx);
        self.sheet.typed_on("follow", &typed, |sheet| refresh(sheet, dispute))
    }

    fn fields(&self) -> Vec<(String, String)> {
        self.sheet.pairs()
    }

    fn restore(&mut self, fields: &[(String, String)]) {
        self.sheet.restore(fields);
        refresh(&mut self.sheet, None);
        self.sheet.hand_back(fields);
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
                    let max = ctx.session.policy.dispute.authority(&ctx.session.who);
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
