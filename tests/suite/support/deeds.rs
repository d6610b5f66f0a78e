//! What a person does in a random history, as the command it comes to on the case as it stands.
//! What never lives here: drawing deeds, carrying them out (see `histories`).
//! `histories` calls it.

use super::histories::{Deed, pick, share, wrap};
use relance::domain::bank::BANK_KEY;
use relance::domain::case::state::DisputeView;
use relance::domain::case::{CaseState, Facts, returnable};
use relance::domain::codes::*;
use relance::domain::command::{Record, What};
use relance::domain::event::{Acceptance, ContactMade, DisputeMove, Entry, Event, Part, Replaced};
use relance::domain::ledger::ItemKey;
use relance::domain::schedule::{Instalment, changed, instalments};
use relance::domain::values::{CaseId, Currency, Day, Instant, Login, Money, Now};

/// What a person sees when doing something.
pub struct Scene {
    pub case: CaseId,
    pub facts: Facts,
    pub state: CaseState,
    pub now: Now,
}

impl Scene {
    pub fn what(&self, deed: &Deed) -> Option<What> {
        let act = |at: u8| wrap(&self.facts.entries, at).map(|entry| entry.act);
        let other = CaseId(3 - self.case.0);
        let record = match deed {
            Deed::Contact { outcome, channel, incoming } => {
                self.contact(pick(Outcome::ALL, *outcome), pick(Channel::ALL, *channel), *incoming)
            }
            Deed::Note => Record::Note("rang twice".into()),
            Deed::Promise { percent, days, invoice, method } => self.promise(*percent, *days, *invoice, *method)?,
            Deed::Replace { percent, days } => self.replace(*percent, *days)?,
            Deed::Plan { .. } | Deed::AcceptPlan(_) | Deed::ChangePlan { .. } | Deed::CancelPlan(_) => {
                self.planned(deed)?
            }
            Deed::SaysPaid => self.contact(Outcome::SaysPaid, Channel::Call, true),
            Deed::Approve(at, refuse) => return self.approve(*at, *refuse),
            Deed::Withdraw(at, by_debtor) => {
                Record::WithdrawPromise { promise: wrap(&self.state.promises, *at)?.id, by_debtor: *by_debtor }
            }
            Deed::Dispute { invoice, percent } => {
                let (reason, parts) = (pick(DisputeReason::ALL, *invoice), vec![self.part(*invoice, *percent)?]);
                let kind =
                    if percent.is_multiple_of(5) { pick(DisputeKind::ALL, *percent / 5) } else { DisputeKind::Dispute };
                Record::Dispute { kind, reason, parts, owner: None, note: String::new() }
            }
            Deed::Decide { which, decision, percent } => {
                let dispute = wrap(&self.state.disputes, *which)?;
                let credit = dispute.parts.first().map(|part| share(part.amount, *percent)).filter(|_| which % 2 == 0);
                Record::DecideDispute {
                    dispute: dispute.id,
                    decision: pick(DisputeDecision::ALL, *decision),
                    credit,
                    justified: None,
                    resolution: None,
                }
            }
            Deed::Follow { which, what, percent } => {
                let dispute = wrap(&self.state.disputes, *which)?;
                Record::FollowDispute { dispute: dispute.id, what: self.follow(dispute, *what, *percent) }
            }
            Deed::Callback { days } => {
                let at = Instant(self.now.at.0 + i64::from(*days) * 86_400_000 + 3_600_000);
                Record::Callback { at, due_on: self.day(*days), whom: None }
            }
            Deed::Hold { reason, days, invoice } => {
                let items: Vec<ItemKey> =
                    invoice.and_then(|at| self.part(at, 100)).map(|part| part.item).into_iter().collect();
                Record::Hold { reason: pick(HoldReason::ALL, *reason), until: days.map(|days| self.day(days)), items }
            }
            Deed::Release(at) => Record::ReleaseHold(wrap(&self.state.holds, *at)?.id),
            Deed::Pay { invoice, percent, ago } => {
                let parts: Vec<Part> = invoice.and_then(|at| self.part(at, *percent)).into_iter().collect();
                let amount = parts.first().map_or(Money::new(1_000, Currency::EUR), |part| part.amount);
                let paid_on = self.now.today.plus(-i32::from(*ago));
                Record::Payment { amount, paid_on, parts, method: None, reference: String::new() }
            }
            Deed::Reverse(at, ago) => {
                let paid = |entry: &&Entry| matches!(entry.event, Event::PaymentRecorded { .. });
                let payments: Vec<&Entry> = self.facts.entries.iter().filter(paid).collect();
                let payment = wrap(&payments, *at)?.id();
                Record::ReversePayment { payment, on: self.now.today.plus(-i32::from(*ago)) }
            }
            Deed::Pick { invoice, as_recorded, ago } => self.pick(*invoice, *as_recorded, *ago),
            Deed::GiveBack(at, ago) => self.give_back(*at, *ago)?,
            Deed::Call { percent, days } => return self.call(*percent, *days),
            Deed::Assign { days } => return Some(self.assign(*days)),
            Deed::Undo(at) => return Some(What::Undo(act(*at)?)),
            Deed::Move(at) => return Some(What::Move { act: act(*at)?, to: other }),
            Deed::Merge => return Some(What::Merge { into: other }),
            Deed::Unmerge => return Some(What::Unmerge),
        };
        Some(What::Record(vec![record]))
    }

    fn follow(&self, dispute: &DisputeView, what: u8, percent: u8) -> DisputeMove {
        let note = String::new();
        match what % 7 {
            0 => DisputeMove::Assign { owner: Login("noa".into()), department: Some("quality".into()) },
            1 => DisputeMove::Check { at: DisputeStep::WaitingDebtor, check_on: Some(self.day(percent / 4)), note },
            2 => DisputeMove::Check { at: DisputeStep::Investigating, check_on: None, note },
            3 => DisputeMove::Evidence { name: format!("photo {}", percent % 3), received: percent.is_multiple_of(2) },
            4 => {
                let credit = dispute.amount().map_or(Money::new(1, Currency::EUR), |all| share(all, percent));
                DisputeMove::Propose { credit, note }
            }
            5 => DisputeMove::Close { note },
            _ => DisputeMove::Reopen { reason: "new facts".into() },
        }
    }

    fn day(&self, days: u8) -> Day {
        self.now.today.plus(i32::from(days))
    }

    /// A part of an open invoice, in percent of what is open of it.
    fn part(&self, at: u8, percent: u8) -> Option<Part> {
        let open: Vec<_> = self.state.items.iter().filter(|item| item.open_minor > 0).collect();
        let item = wrap(&open, at)?;
        let amount = share(Money::new(item.open_minor, item.amount.currency), percent);
        Some(Part { item: item.key.clone(), amount })
    }

    /// A call with its promise and a note, one act.
    fn call(&self, percent: u8, days: u8) -> Option<What> {
        let contact = self.contact(Outcome::Promise, Channel::Call, false);
        let promise = self.promise(percent, days, None, days)?;
        Some(What::Record(vec![contact, promise, Record::Note("will pay".into())]))
    }

    fn approve(&self, at: u8, refuse: bool) -> Option<What> {
        let pending: Vec<_> = self.state.promises.iter().filter(|p| !p.over.is_empty()).collect();
        let act = wrap(&pending, at)?.id.act;
        Some(What::Approve { act, refuse: refuse.then(|| "no".to_owned()) })
    }

    fn planned(&self, deed: &Deed) -> Option<Record> {
        if let Deed::Plan { percent, count, days, invoice, accepted } = deed {
            return self.plan(*percent, *count, *days, *invoice, *accepted);
        } else if let Deed::ChangePlan { which, at, percent } = deed {
            return self.change_plan(*which, *at, *percent);
        } else if let Deed::AcceptPlan(at) = deed {
            return Some(Record::AcceptPlan { plan: wrap(&self.state.plans, *at)?.id, acceptance: self.word() });
        }
        let Deed::CancelPlan(at) = deed else { return None };
        Some(Record::CancelPlan { plan: wrap(&self.state.plans, *at)?.id, reason: "gone".into() })
    }

    fn word(&self) -> Acceptance {
        Acceptance { signed: true, on: self.now.today, role: None, by: "boss".into() }
    }

    fn plan(&self, percent: u8, count: u8, days: u8, invoice: Option<u8>, accepted: bool) -> Option<Record> {
        let covers: Vec<Part> = invoice.and_then(|at| self.part(at, percent)).into_iter().collect();
        let account = self.state.balance.open.iter().next().map(|open| share(open, percent));
        let amount = covers.first().map(|part| part.amount).or(account)?;
        let every = if count.is_multiple_of(2) { Every::Week } else { Every::Fortnight };
        let lines = instalments(amount, usize::from(count), self.day(days), every);
        let (accepted, note) = (accepted.then(|| self.word()), String::new());
        Some(Record::Plan { lines, every: Some(every), method: None, covers, accepted, note })
    }

    fn change_plan(&self, which: u8, at: u8, percent: u8) -> Option<Record> {
        let plan = wrap(&self.state.plans, which)?;
        let lines: Vec<Instalment> = plan.lines.iter().map(|line| (line.due_on, line.amount)).collect();
        let at = usize::from(at) % lines.len();
        let lines = changed(&lines, at, (lines[at].0, share(lines[at].1, percent)))?;
        Some(Record::ChangePlan { plan: plan.id, lines })
    }

    /// A running promise gives way to another on its first invoice.
    fn replace(&self, percent: u8, days: u8) -> Option<Record> {
        let old = self.state.promises.iter().find(|promise| promise.state.is_running())?;
        let first = old.covers.first();
        let part = first.map(|part| Part { item: part.item.clone(), amount: share(part.amount, percent) });
        let amount = part.as_ref().map_or(share(old.amount, percent), |part| part.amount);
        let replaces = Some(Replaced { promise: old.id, reason: "later".into() });
        let (on, covers, note) = (self.day(days), part.into_iter().collect(), String::new());
        Some(Record::Promise { amount, on, method: None, covers, by: None, replaces, note })
    }

    fn contact(&self, outcome: Outcome, channel: Channel, incoming: bool) -> Record {
        let direction = if incoming { Direction::In } else { Direction::Out };
        let (at, day, point, note) = (self.now.at, self.now.today, String::new(), String::new());
        Record::Contact(ContactMade { at, day, channel, direction, outcome, point, seconds: 0, checks: vec![], note })
    }

    fn promise(&self, percent: u8, days: u8, invoice: Option<u8>, method: u8) -> Option<Record> {
        let covers: Vec<Part> = invoice.and_then(|at| self.part(at, percent)).into_iter().collect();
        let account = self.state.balance.open.iter().next().map(|open| share(open, percent));
        let amount = covers.first().map(|part| part.amount).or(account)?;
        let (on, method) = (self.day(days), Some(pick(Method::ALL, method)));
        Some(Record::Promise { amount, on, method, covers, by: None, replaces: None, note: String::new() })
    }

    fn assign(&self, days: Option<u8>) -> What {
        What::Assign { to: Login("noa".into()), until: days.map(|days| self.day(days)), note: String::new() }
    }

    /// A line of the bank, given to the case.
    fn pick(&self, invoice: Option<u8>, as_recorded: Option<u8>, ago: u8) -> Record {
        let parts: Vec<Part> = invoice.and_then(|at| self.part(at, 100)).into_iter().collect();
        let by_hand = as_recorded.and_then(|at| wrap(&self.state.payments, at)).map(|paid| paid.amount);
        let amount = parts.first().map(|part| part.amount).or(by_hand).unwrap_or(Money::new(700, Currency::EUR));
        let paid_on = self.now.today.plus(-i32::from(ago));
        let reference = format!("{BANK_KEY}p{}", self.now.at.0);
        Record::Payment { amount, paid_on, parts, method: None, reference }
    }

    /// A return of the bank, given to a payment of its amount or, with a fee of the bank, of less.
    fn give_back(&self, at: u8, ago: u8) -> Option<Record> {
        let ledger = self.facts.payments.iter().map(|p| (p.row.amount, p.row.paid_on));
        let journal = self.state.payments.iter().map(|p| (p.amount, p.paid_on));
        let all: Vec<(Money, Day)> = ledger.chain(journal).filter(|(money, _)| money.minor > 0).collect();
        let (amount, paid_on) = *wrap(&all, at)?;
        let on = self.now.today.plus(-i32::from(ago)).max(paid_on);
        let fee = [0, 0, 1_250][usize::from(ago % 3)];
        let took = Money::new(amount.minor + fee, amount.currency);
        let payment = returnable(&self.facts, took, on).into_iter().next()?.key;
        Some(Record::ReturnPayment { line: format!("r{}", self.now.at.0), payment, amount: took, on })
    }
}
