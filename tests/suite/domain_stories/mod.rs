//! Stories of one case, each with its figures: what the rules of this room mean in practice.
//! What never lives here: random histories (see the suite).
//! Run by `cargo test domain_stories`.

use std::collections::BTreeMap;

use relance::domain::case::{CaseRow, CaseState, Facts, TimelineWhat, decide, derive, propose_promise, timeline};
use relance::domain::codes::*;
use relance::domain::command::{Command, Record, Refusal, Rev, What};
use relance::domain::event::{ContactMade, Entry, Event, Part, Who};
use relance::domain::ledger::{DebtorRow, InvoiceRow, ItemKey, Loaded, PaymentRow};
use relance::domain::terms::Policy;
use relance::domain::values::*;

mod acts;
mod disputes;
mod money;

const A: CaseId = CaseId(1);
const B: CaseId = CaseId(2);

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn eur(minor: i64) -> Money {
    Money::new(minor, Currency::EUR)
}

/// A case being told: rows, then acts day by day. Its clock stands still within a day.
struct Tale {
    facts: Facts,
    today: Day,
    role: Role,
    acts: u64,
    policy: Policy,
}

impl Tale {
    fn of(case: CaseId) -> Self {
        let (debtor, rev) = (DebtorRow::default(), Rev::default());
        let (invoices, payments, contacts, entries, minutes) = (vec![], vec![], vec![], vec![], BTreeMap::new());
        let facts = Facts {
            case,
            rev,
            debtor,
            members: vec![],
            merged_into: None,
            invoices,
            payments,
            before: None,
            contacts,
            entries,
            minutes,
        };
        Self { facts, today: day("2026-03-02"), role: Role::Collector, acts: 0, policy: Policy::default() }
    }

    /// Case A on Monday 2 March 2026, with invoices (number, due, minor) issued 30 days before they fall due.
    fn with(invoices: &[(&str, &str, i64)]) -> Self {
        let mut tale = Self::of(A);
        for (number, due, minor) in invoices {
            tale.invoice(number, due, *minor);
        }
        tale
    }

    fn invoice(&mut self, number: &str, due: &str, minor: i64) {
        let (number, due_on) = (number.to_owned(), day(due));
        let row = InvoiceRow {
            number,
            issued_on: due_on.plus(-30),
            due_on,
            amount: eur(minor),
            claim: relance::domain::ledger::Claim::PLAIN,
        };
        self.facts.invoices.push(Loaded { case: self.facts.case, source: SourceId(1), batch: BatchId(1), row });
    }

    fn paid(&mut self, on: &str, minor: i64, invoice: &str) -> &mut PaymentRow {
        let batch = BatchId(10 + i64::try_from(self.facts.payments.len()).unwrap());
        let (reference, invoice) = (format!("R{}", batch.0), invoice.to_owned());
        let row =
            PaymentRow { reference, paid_on: day(on), amount: eur(minor), invoice, method: None, inferred: false };
        self.facts.payments.push(Loaded { case: self.facts.case, source: SourceId(1), batch, row });
        &mut self.facts.payments.last_mut().unwrap().row
    }

    fn now(&self) -> Now {
        Now { at: Instant(i64::from(self.today.0) * 86_400_000 + 32_400_000), today: self.today }
    }

    fn ask(&mut self, other: Option<&mut Self>, what: What) -> Result<ActId, Refusal> {
        self.acts += 1;
        let act = ActId::new(self.now().at.0, self.acts + 100 * u64::try_from(self.facts.case.0).unwrap());
        let who = Who::new(Login("mia".into()), "mia", self.role);
        let command = Command { act, case: self.facts.case, seen: None, what };
        let facts = other.as_ref().map(|other| &other.facts);
        let decision = decide(&self.facts, facts, &self.policy, &who, self.now(), &command)?;
        let mut streams = [Some(self), other];
        let at = streams.iter().flatten().map(|s| s.now().at).next().unwrap_or_default();
        for (index, (case, day, event)) in (0u8..).zip(decision.events) {
            let stream = streams.iter_mut().flatten().find(|s| s.facts.case == case).unwrap();
            if let Event::MergedInto { into } = &event {
                stream.facts.merged_into = Some(*into);
            } else if matches!(event, Event::Unmerged { .. }) {
                stream.facts.merged_into = None;
            }
            let seq = i64::try_from(stream.facts.entries.len()).unwrap() + 1;
            let who = Login("mia".into());
            stream.facts.entries.push(Entry { case, seq, act, index, day, recorded_at: at, who, event });
        }
        Ok(act)
    }

    fn record(&mut self, record: Record) -> Result<EntryId, Refusal> {
        self.ask(None, What::Record(vec![record])).map(|act| EntryId { act, index: 0 })
    }

    fn promise(&mut self, minor: i64, on: &str, method: Method, covers: &[(&str, i64)]) -> Result<EntryId, Refusal> {
        let (covers, note) = (self.parts(covers), String::new());
        self.record(Record::Promise {
            amount: eur(minor),
            on: day(on),
            method: Some(method),
            covers,
            by: None,
            replaces: None,
            note,
        })
    }

    fn dispute(&mut self, parts: &[(&str, i64)]) -> Result<EntryId, Refusal> {
        let (parts, reason) = (self.parts(parts), DisputeReason::Quality);
        self.record(Record::Dispute { kind: DisputeKind::Dispute, reason, parts, owner: None, note: String::new() })
    }

    fn contact(&mut self, channel: Channel, direction: Direction, outcome: Outcome) -> Result<EntryId, Refusal> {
        let (now, point, note) = (self.now(), String::new(), String::new());
        let contact = ContactMade {
            at: now.at,
            day: now.today,
            channel,
            direction,
            outcome,
            point,
            seconds: 0,
            checks: vec![],
            note,
        };
        self.record(Record::Contact(contact))
    }

    fn callback(&mut self, on: &str) -> Result<EntryId, Refusal> {
        let due_on = day(on);
        let at = Instant(i64::from(due_on.0) * 86_400_000 + 50_400_000);
        self.record(Record::Callback { at, due_on, whom: None })
    }

    fn parts(&self, parts: &[(&str, i64)]) -> Vec<Part> {
        parts.iter().map(|(number, minor)| Part { item: self.key(number), amount: eur(*minor) }).collect()
    }

    fn key(&self, number: &str) -> ItemKey {
        ItemKey { case: self.facts.case, source: SourceId(1), number: number.to_owned() }
    }

    fn on(&self, text: &str) -> CaseState {
        derive(&self.facts, day(text))
    }

    fn open(&self, on: &str, number: &str) -> i64 {
        self.on(on).items.iter().find(|item| item.key.number == number).unwrap().open_minor
    }

    fn states(&self, days: &[&str]) -> Vec<&'static str> {
        days.iter().map(|on| self.on(on).promises[0].state.name()).collect()
    }
}
