//! What a command does to a case: events, or a refusal in one sentence.
//! What never lives here: IO; how events are stored; wording.
//! `store.execute` calls it, and tests.

mod contest;
mod correct;
mod money;
mod note;
mod overrides;
mod plan;
mod promise;
mod takeover;

pub use contest::EVIDENCE_MAX;
pub use plan::{WORD_DAYS_MAX, check_change, check_plan};
pub use promise::{Bound, LimitView, limits_of, propose_promise, rest_by_invoice, rest_to_promise};

pub use note::note_text;

use crate::domain::case::{CaseState, Facts, derive};
use crate::domain::command::{Command, Record, Refusal, What};
use crate::domain::event::{Entry, Event, Part, Who};
use crate::domain::ledger::ItemKey;
use crate::domain::rights::right_for;
use crate::domain::terms::Policy;
use crate::domain::values::{CaseId, Currency, Day, Money, Now};

/// Most records in one act: a call with what came of it is three or four; more is a mistake of a script.
pub const RECORDS_MAX: usize = 32;

/// What a command leads to: events with their streams and days, in order, one act.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Decision {
    /// (stream of this case, day it is true, event).
    pub events: Vec<(CaseId, Day, Event)>,
}

/// What deciding one record needs to know.
struct Scene<'a> {
    facts: &'a Facts,
    state: &'a CaseState,
    policy: &'a Policy,
    who: &'a Who,
    now: Now,
}

/// The other case whose facts `decide` wants for a command, if any: the target of a move or merge, the other side of a
/// move or merge being taken back.
#[must_use]
pub fn second_case(facts: &Facts, what: &What) -> Option<CaseId> {
    match what {
        What::Move { to, .. } => Some(*to),
        What::Merge { into } => Some(*into),
        What::Unmerge => facts.merged_into,
        What::Undo(act) => correct::other_side(facts, *act),
        What::Record(_) | What::Assign { .. } | What::Approve { .. } | What::TakeOver(_) => None,
    }
}

/// Decides. `other` holds the facts of the case that [`second_case`] names; without it such a command is refused
/// with [`Refusal::NoSuchCase`].
pub fn decide(
    facts: &Facts,
    other: Option<&Facts>,
    policy: &Policy,
    who: &Who,
    now: Now,
    command: &Command,
) -> Result<Decision, Refusal> {
    allowed(facts, who, now, &command.what)?;
    let events = match &command.what {
        What::Record(records) => record(facts, policy, who, now, command, records)?,
        What::Undo(act) => correct::undo(facts, other, who, now, *act)?,
        What::Move { act, to } => correct::move_act(facts, other, now, *act, *to)?,
        What::TakeOver(taken) => takeover::take_over(facts, policy, now, command.act, taken)?,
        What::Merge { into } => correct::merge(facts, other, now, *into)?,
        What::Unmerge => correct::unmerge(facts, now)?,
        What::Assign { to, until, note } => {
            not_merged(facts)?;
            not_in_the_past(*until, now.today)?;
            vec![(facts.case, now.today, Event::Assigned { to: to.clone(), until: *until, note: note_text(note)? })]
        }
        What::Approve { act, refuse } => {
            not_merged(facts)?;
            let state = derive(facts, now.today);
            let scene = Scene { facts, state: &state, policy, who, now };
            let events = scene.approve(*act, refuse.as_deref())?;
            events.into_iter().map(|event| (facts.case, now.today, event)).collect()
        }
    };
    Ok(Decision { events })
}

/// Refuses what the person may not do here. Whose the case is matters to rights that end at a team, and to no other.
fn allowed(facts: &Facts, who: &Who, now: Now, what: &What) -> Result<(), Refusal> {
    let right = right_for(what);
    who.need(right)?;
    if who.reaches_all(right) {
        return Ok(());
    }
    who.need_for(right, derive(facts, now.today).owner().as_ref())
}

/// Refuses a last day before today.
pub fn not_in_the_past(until: Option<Day>, today: Day) -> Result<(), Refusal> {
    until.filter(|last| *last < today).map_or(Ok(()), |last| Err(Refusal::DayInThePast(last)))
}

fn not_merged(facts: &Facts) -> Result<(), Refusal> {
    facts.merged_into.map_or(Ok(()), |into| Err(Refusal::CaseMerged(into)))
}

/// Decides the records one after the other, each on the state that the ones before it leave.
fn record(
    facts: &Facts,
    policy: &Policy,
    who: &Who,
    now: Now,
    command: &Command,
    records: &[Record],
) -> Result<Vec<(CaseId, Day, Event)>, Refusal> {
    not_merged(facts)?;
    if records.is_empty() || records.len() > RECORDS_MAX {
        return Err(Refusal::NothingSaid);
    }
    let mut events: Vec<(CaseId, Day, Event)> = vec![];
    let mut grown: Option<Facts> = None;
    let mut index = 0u8;
    for record in records {
        let so_far = grown.as_ref().unwrap_or(facts);
        let state = derive(so_far, now.today);
        let scene = Scene { facts: so_far, state: &state, policy, who, now };
        let event = scene.decide(record)?;
        let also = if let Event::ContactRecorded(made) = &event { scene.reported(made) } else { vec![] };
        for event in [event].into_iter().chain(also) {
            let day = event.true_on(now.today);
            if records.len() > 1 {
                let seq = facts.rev.seq.saturating_add(1 + i64::from(index));
                let (case, act, at, by) = (facts.case, command.act, now.at, who.login.clone());
                let entry = Entry { case, seq, act, index, day, recorded_at: at, who: by, event: event.clone() };
                grown.get_or_insert_with(|| facts.clone()).entries.push(entry);
            }
            events.push((facts.case, day, event));
            index = index.saturating_add(1);
        }
    }
    Ok(events)
}

impl Scene<'_> {
    fn decide(&self, record: &Record) -> Result<Event, Refusal> {
        match record {
            Record::Contact(contact) => self.contact(contact),
            Record::Note(text) => self.note(text),
            Record::Callback { at, due_on, whom } => self.callback(*at, *due_on, whom.as_ref()),
            Record::Hold { reason, until, items } => self.hold(*reason, *until, items),
            Record::Consent(consent) => self.consent(consent),
            Record::Point(told) => self.point(told),
            Record::Checked(checked) => self.contact_checked(checked),
            Record::AskOverride(asked) => self.ask_override(asked),
            Record::Mark { mark, until, reason } => self.mark(*mark, *until, reason),
            Record::ReleaseHold(hold) => self.release_hold(*hold),
            Record::Promise { amount, on, method, covers, by, replaces, note } => self.promise(&promise::Asked {
                amount: *amount,
                on: *on,
                method: *method,
                covers,
                by: by.as_ref(),
                replaces: replaces.as_ref(),
                note,
            }),
            Record::Plan { lines, every, method, covers, accepted, note } => self.plan(&plan::Asked {
                lines,
                every: *every,
                method: *method,
                covers,
                accepted: accepted.as_ref(),
                note,
            }),
            Record::AcceptPlan { plan, acceptance } => self.accept_plan(*plan, acceptance),
            Record::ChangePlan { plan, lines } => self.change_plan(*plan, lines),
            Record::CancelPlan { plan, reason } => self.cancel_plan(*plan, reason),
            Record::WithdrawPromise { promise, by_debtor } => self.withdraw(*promise, *by_debtor),
            Record::Dispute { kind, reason, parts, owner, note } => {
                self.dispute(*kind, *reason, parts, owner.as_ref(), note)
            }
            Record::DecideDispute { dispute, decision, credit, justified, resolution } => {
                self.decide_dispute(*dispute, *decision, *credit, (*justified, *resolution))
            }
            Record::FollowDispute { dispute, what } => self.follow_dispute(*dispute, what),
            Record::Payment { amount, paid_on, parts, method, reference } => {
                self.payment(*amount, *paid_on, parts, *method, reference)
            }
            Record::WriteOff { amount, on, parts, reason } => self.write_off(*amount, *on, parts, reason),
            Record::ReversePayment { payment, on } => self.reverse(*payment, *on),
            Record::ReturnPayment { line, payment, amount, on } => self.returned(line, payment, *amount, *on),
        }
    }

    fn item(&self, key: &ItemKey) -> Result<&crate::domain::case::state::ItemState, Refusal> {
        let found = self.state.items.iter().find(|item| item.key == *key && item.amount.minor > 0);
        found.ok_or_else(|| Refusal::NoSuchEntry(key.number.clone()))
    }

    /// The parts with one line an invoice, each above zero and in `currency`.
    fn parts(&self, parts: &[Part], currency: Currency) -> Result<Vec<Part>, Refusal> {
        let mut merged: Vec<Part> = vec![];
        for part in parts {
            if part.amount.minor <= 0 {
                return Err(Refusal::AmountNotPositive);
            }
            let item = self.item(&part.item)?;
            if part.amount.currency != currency || item.amount.currency != currency {
                return Err(Refusal::PartsDiffer { parts: part.amount });
            }
            match merged.iter_mut().find(|other| other.item == part.item) {
                Some(other) => other.amount.minor = other.amount.minor.saturating_add(part.amount.minor),
                None => merged.push(part.clone()),
            }
        }
        Ok(merged)
    }
}

/// Sum of parts of one currency, minor units.
fn sum(parts: &[Part], currency: Currency) -> Money {
    Money::new(parts.iter().fold(0, |sum: i64, part| sum.saturating_add(part.amount.minor)), currency)
}
