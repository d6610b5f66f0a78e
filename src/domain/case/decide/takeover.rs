//! Promises and disputes of another system, taken over with their own days: checked against the invoices they name, never
//! against what is open today (they may be years old).
//! What never lives here: what became of them (`promise` and `dispute` derive it, as for those made here).
//! `decide` calls it.

use super::note::note_text;
use super::sum;
use crate::domain::case::Facts;
use crate::domain::codes::DisputeKind;
use crate::domain::command::Refusal;
use crate::domain::event::{DisputeFollow, DisputeOpened, Event, Part, PromiseMade};
use crate::domain::ledger::ItemKey;
use crate::domain::takeover::{TakenDecision, TakenDispute, TakenOver, TakenPart, TakenPromise};
use crate::domain::terms::{DisputeTerms, Policy};
use crate::domain::values::text::{NAME_CHARS_MAX, clean_line};
use crate::domain::values::{ActId, CaseId, Currency, Day, EntryId, Money, Now};

type Events = Vec<(CaseId, Day, Event)>;

/// The events of something taken over, each on its own day.
pub(super) fn take_over(
    facts: &Facts,
    policy: &Policy,
    now: Now,
    act: ActId,
    taken: &TakenOver,
) -> Result<Events, Refusal> {
    super::not_merged(facts)?;
    let scene = Taking { facts, policy, today: now.today, first: EntryId { act, index: 0 } };
    let dated = match taken {
        TakenOver::Promise(promise) => scene.promise(promise)?,
        TakenOver::Dispute(dispute) => scene.dispute(dispute)?,
        TakenOver::Ended { dispute, decided } => scene.ended(*dispute, decided)?,
        TakenOver::Withdrawn { promise, on } => {
            vec![(scene.past(*on)?, Event::PromiseWithdrawn { promise: *promise, by_debtor: true })]
        }
    };
    Ok(dated.into_iter().map(|(day, event)| (facts.case, day, event)).collect())
}

struct Taking<'a> {
    facts: &'a Facts,
    policy: &'a Policy,
    today: Day,
    /// The id of what is taken over.
    first: EntryId,
}

impl Taking<'_> {
    fn past(&self, day: Day) -> Result<Day, Refusal> {
        if day > self.today { Err(Refusal::DayInTheFuture(day)) } else { Ok(day) }
    }

    /// The invoice of a number, with its amount; the latest issued where two systems use the number.
    fn invoice(&self, number: &str) -> Result<(ItemKey, Money), Refusal> {
        let named = self.facts.invoices.iter().filter(|row| row.row.number == number && row.row.amount.minor > 0);
        let found = named.max_by_key(|row| (row.row.issued_on, row.case, row.source));
        let row = found.ok_or_else(|| Refusal::NoSuchEntry(number.to_owned()))?;
        let key = ItemKey { case: row.case, source: row.source, number: row.row.number.clone() };
        Ok((key, row.row.amount))
    }

    /// Parts within their invoices. Those without an amount share `left` in their order, each up to its invoice.
    fn parts(&self, taken: &[TakenPart], left: Option<Money>) -> Result<Vec<Part>, Refusal> {
        let mut left = left.map(|money| {
            let said = taken.iter().filter_map(|part| part.amount).map(|amount| amount.minor).sum::<i64>();
            money.minor.saturating_sub(said)
        });
        let mut parts: Vec<Part> = vec![];
        for part in taken {
            let (item, whole) = self.invoice(&part.number)?;
            let amount = part.amount.unwrap_or_else(|| {
                let minor = left.map_or(whole.minor, |left| left.min(whole.minor));
                Money::new(minor, whole.currency)
            });
            if part.amount.is_none() {
                left = left.map(|left| left - amount.minor);
            }
            if amount.minor <= 0 {
                return Err(Refusal::AmountNotPositive);
            } else if amount.minor > whole.minor || amount.currency != whole.currency {
                return Err(Refusal::AboveOpen { open: whole });
            }
            match parts.iter_mut().find(|other| other.item == item) {
                Some(other) => other.amount.minor = (other.amount.minor + amount.minor).min(whole.minor),
                None => parts.push(Part { item, amount }),
            }
        }
        Ok(parts)
    }

    fn promise(&self, taken: &TakenPromise) -> Result<Vec<(Day, Event)>, Refusal> {
        let (amount, due_on) = (taken.amount, taken.due_on);
        if amount.minor <= 0 {
            return Err(Refusal::AmountNotPositive);
        } else if due_on < taken.made_on {
            return Err(Refusal::DayInThePast(due_on));
        }
        let covers = self.parts(&taken.covers, Some(amount))?;
        let parts = sum(&covers, amount.currency);
        if !covers.is_empty() && parts != amount {
            return Err(Refusal::PartsDiffer { parts });
        }
        let rules = self.policy.promise_rules(&self.facts.debtor.segment);
        let terms = rules.terms(self.policy.calendar, taken.method, due_on);
        let (method, note) = (taken.method, note_text(&taken.note)?);
        let made = Event::PromiseRecorded(PromiseMade {
            amount,
            due_on,
            method,
            covers,
            terms,
            over: vec![],
            replaces: None,
            by: None,
            note,
        });
        let mut events = vec![(self.past(taken.made_on)?, made)];
        if let Some(on) = taken.withdrawn_on {
            let withdrawn = Event::PromiseWithdrawn { promise: self.first, by_debtor: true };
            events.push((self.past(on)?.max(taken.made_on), withdrawn));
        }
        Ok(events)
    }

    fn dispute(&self, taken: &TakenDispute) -> Result<Vec<(Day, Event)>, Refusal> {
        let parts = self.parts(&taken.parts, None)?;
        let currency = parts.first().map(|part| part.amount.currency);
        if parts.is_empty() && taken.kind != DisputeKind::Complaint {
            return Err(Refusal::NothingSaid);
        } else if parts.iter().any(|part| Some(part.amount.currency) != currency) {
            return Err(Refusal::PartsDiffer { parts: parts[0].amount });
        }
        let house = self.policy.dispute.terms(self.policy.calendar, taken.kind, taken.reason, taken.opened_on);
        let terms = match taken.due_on {
            Some(due_on) => {
                let after = self.policy.dispute.supervisor_after_days.max(1);
                DisputeTerms { due_on, supervisor_on: Some(due_on.plus(after)), ..house }
            }
            None => house,
        };
        let desk = self.policy.dispute.desk(taken.reason);
        let owner = taken.owner.clone().or_else(|| desk.and_then(|desk| desk.owner.clone()));
        let named = clean_line(&taken.department, NAME_CHARS_MAX);
        let department = if named.is_empty() { desk.map(|d| d.department.clone()).unwrap_or_default() } else { named };
        let all = currency.map(|currency| sum(&parts, currency));
        let (kind, reason, note) = (taken.kind, taken.reason, note_text(&taken.note)?);
        let opened = DisputeOpened { kind, reason, parts, owner, department, terms, note };
        let mut events = vec![(self.past(taken.opened_on)?, Event::DisputeOpened(opened))];
        if let Some(decided) = &taken.decided {
            within(decided.credit, all)?;
            let ended = self.ended(self.first, decided)?;
            events.extend(ended.into_iter().map(|(day, event)| (day.max(taken.opened_on), event)));
        }
        Ok(events)
    }

    fn ended(&self, dispute: EntryId, taken: &TakenDecision) -> Result<Vec<(Day, Event)>, Refusal> {
        let (decision, credit, justified) = (taken.decision, taken.credit, taken.justified);
        let on = self.past(taken.on)?;
        let mut events = vec![(on, Event::DisputeDecided { dispute, decision, credit, justified, resolution: None })];
        if let Some(closed_on) = taken.closed_on.filter(|_| credit.is_none()) {
            let what = DisputeFollow::Closed { note: String::new() };
            events.push((self.past(closed_on)?.max(on), Event::DisputeFollowed { dispute, what }));
        }
        Ok(events)
    }
}

fn within(credit: Option<Money>, all: Option<Money>) -> Result<(), Refusal> {
    match (credit, all) {
        (None, _) => Ok(()),
        (Some(credit), _) if credit.minor <= 0 => Err(Refusal::AmountNotPositive),
        (Some(credit), Some(all)) if credit.currency == all.currency && credit.minor <= all.minor => Ok(()),
        (Some(_), all) => Err(Refusal::AboveOpen { open: all.unwrap_or(Money::new(0, Currency::EUR)) }),
    }
}
