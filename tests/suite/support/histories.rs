//! Random histories: a small world of two cases, filled through the two doors by operations that proptest draws.
//! What never lives here: a test, a store. What a command may do is asked of the domain: a refused one changes nothing.
//! Domain, store and ranking tests play them.

use proptest::prelude::*;
use relance::domain::bank::BANK_KEY;
use relance::domain::case::{Facts, decide, derive, second_case};
use relance::domain::codes::*;
use relance::domain::command::{Command, Refusal, Rev, What};
use relance::domain::event::{Entry, Event, Who};
use relance::domain::ledger::{Claim, ContactRow, DebtorRow, InvoiceRow, Loaded, PaymentRow};
use relance::domain::terms::Policy;
use relance::domain::values::{ActId, BatchId, CaseId, Currency, Day, Instant, Login, Money, Now, SourceId};

use super::deeds::Scene;

/// One thing that happens to the world. Small numbers; what they point at wraps around.
#[derive(Debug, Clone)]
pub enum Op {
    /// Days go by.
    Wait(u8),
    /// An invoice (or, below zero, a credit note) arrives: case, minor units, days since issue (may be ahead), term, euros or dollars, source.
    Invoice { case: bool, minor: i32, age: i8, term: u8, dollars: bool, source: bool },
    /// A payment arrives: which invoice it names (`None`: on account), minor units, days ago (may be ahead).
    Payment { case: bool, names: Option<u8>, minor: i32, ago: i8, inferred: bool, dollars: bool },
    /// A payment of the bank arrives: which invoice it names, minor units, days ago.
    Bank { case: bool, names: Option<u8>, minor: i32, ago: i8 },
    /// A payment of the bank goes back: which, days ago.
    Back { case: bool, which: u8, ago: i8 },
    /// A past contact arrives.
    PastContact { case: bool, ago: i8, outcome: u8 },
    /// A person does something.
    Act { case: bool, what: Deed },
}

/// What a person does.
#[derive(Debug, Clone)]
pub enum Deed {
    Contact {
        outcome: u8,
        channel: u8,
        incoming: bool,
    },
    Note,
    Promise {
        percent: u8,
        days: u8,
        invoice: Option<u8>,
        method: u8,
    },
    Replace {
        percent: u8,
        days: u8,
    },
    Withdraw(u8, bool),
    SaysPaid,
    Plan {
        percent: u8,
        count: u8,
        days: u8,
        invoice: Option<u8>,
        accepted: bool,
    },
    AcceptPlan(u8),
    ChangePlan {
        which: u8,
        at: u8,
        percent: u8,
    },
    CancelPlan(u8),
    Approve(u8, bool),
    Dispute {
        invoice: u8,
        percent: u8,
    },
    Decide {
        which: u8,
        decision: u8,
        percent: u8,
    },
    /// A step of a dispute's handling.
    Follow {
        which: u8,
        what: u8,
        percent: u8,
    },
    Callback {
        days: u8,
    },
    Hold {
        reason: u8,
        days: Option<u8>,
        invoice: Option<u8>,
    },
    Release(u8),
    Pay {
        invoice: Option<u8>,
        percent: u8,
        ago: u8,
    },
    Reverse(u8, u8),
    /// A line of the bank is given to the case: which invoice, days ago; or as large as what was recorded by hand.
    Pick {
        invoice: Option<u8>,
        as_recorded: Option<u8>,
        ago: u8,
    },
    /// A return of the bank is given to a payment: which of the case.
    GiveBack(u8, u8),
    Assign {
        days: Option<u8>,
    },
    Call {
        percent: u8,
        days: u8,
    },
    Undo(u8),
    Move(u8),
    Merge,
    Unmerge,
}

/// The two cases, what arrived and what was done, and the day.
#[derive(Debug, Clone)]
pub struct World {
    pub today: Day,
    pub policy: Policy,
    pub who: Who,
    pub sides: [Side; 2],
    /// Commands carried out, in order, with the case they were given to.
    pub done: Vec<(CaseId, ActId)>,
    /// Refusals met.
    pub refused: Vec<Refusal>,
    counter: u32,
}

/// One case's own rows.
#[derive(Debug, Clone, Default)]
pub struct Side {
    pub invoices: Vec<Loaded<InvoiceRow>>,
    pub payments: Vec<Loaded<PaymentRow>>,
    pub contacts: Vec<Loaded<ContactRow>>,
    pub entries: Vec<Entry>,
    pub merged_into: Option<CaseId>,
}

/// The world's first day, a Monday.
pub fn first_day() -> Day {
    Day::from_ymd(2026, 1, 5).unwrap()
}

/// Draws a history of up to `ops` operations.
pub fn history(ops: usize) -> impl Strategy<Value = Vec<Op>> {
    prop::collection::vec(op(), 1..ops)
}

/// Draws one operation.
pub fn op() -> impl Strategy<Value = Op> {
    let invoice = (prop::bool::weighted(0.2), prop_oneof![9 => 1..200_000i32, 1 => -50_000..0i32], -8..40i8, 0..45u8);
    let invoice = (invoice, prop::bool::weighted(0.1), prop::bool::weighted(0.2)).prop_map(
        |((case, minor, age, term), dollars, source)| Op::Invoice { case, minor, age, term, dollars, source },
    );
    let payment = (prop::bool::weighted(0.2), prop::option::weighted(0.6, any::<u8>()), 1..150_000i32, -6..30i8);
    let payment = (payment, prop::bool::weighted(0.15), prop::bool::weighted(0.1)).prop_map(
        |((case, names, minor, ago), inferred, dollars)| Op::Payment { case, names, minor, ago, inferred, dollars },
    );
    let contact =
        (any::<bool>(), -4..60i8, any::<u8>()).prop_map(|(case, ago, outcome)| Op::PastContact { case, ago, outcome });
    let act = (prop::bool::weighted(0.2), deed()).prop_map(|(case, what)| Op::Act { case, what });
    let bank = (prop::bool::weighted(0.2), prop::option::weighted(0.5, any::<u8>()), 1..150_000i32, -6..30i8)
        .prop_map(|(case, names, minor, ago)| Op::Bank { case, names, minor, ago });
    let back =
        (prop::bool::weighted(0.2), any::<u8>(), -3..20i8).prop_map(|(case, which, ago)| Op::Back { case, which, ago });
    let waits = (0..12u8).prop_map(Op::Wait);
    prop_oneof![3 => waits, 4 => invoice, 3 => payment, 1 => bank, 1 => back, 1 => contact, 10 => act]
}

fn deed() -> impl Strategy<Value = Deed> {
    let which = || any::<u8>();
    let part = || 1..130u8;
    prop_oneof![
        3 => (which(), which(), any::<bool>()).prop_map(|(outcome, channel, incoming)| Deed::Contact { outcome, channel, incoming }),
        1 => Just(Deed::Note),
        4 => (part(), 0..40u8, prop::option::of(which()), which())
            .prop_map(|(percent, days, invoice, method)| Deed::Promise { percent, days, invoice, method }),
        1 => (part(), 0..20u8).prop_map(|(percent, days)| Deed::Replace { percent, days }),
        1 => (which(), any::<bool>()).prop_map(|(at, debtor)| Deed::Withdraw(at, debtor)),
        1 => Just(Deed::SaysPaid),
        2 => (part(), 1..6u8, 0..20u8, prop::option::of(which()), any::<bool>()).prop_map(
            |(percent, count, days, invoice, accepted)| Deed::Plan { percent, count, days, invoice, accepted }),
        1 => which().prop_map(Deed::AcceptPlan),
        1 => (which(), which(), part()).prop_map(|(which, at, percent)| Deed::ChangePlan { which, at, percent }),
        1 => which().prop_map(Deed::CancelPlan),
        8 => (which(), any::<bool>()).prop_map(|(at, refuse)| Deed::Approve(at, refuse)),
        3 => (which(), part()).prop_map(|(invoice, percent)| Deed::Dispute { invoice, percent }),
        2 => (which(), which(), part()).prop_map(|(which, decision, percent)| Deed::Decide { which, decision, percent }),
        3 => (which(), which(), part()).prop_map(|(which, what, percent)| Deed::Follow { which, what, percent }),
        2 => (0..20u8).prop_map(|days| Deed::Callback { days }),
        1 => (which(), prop::option::of(0..40u8), prop::option::of(which()))
            .prop_map(|(reason, days, invoice)| Deed::Hold { reason, days, invoice }),
        1 => which().prop_map(Deed::Release),
        2 => (prop::option::of(which()), part(), 0..15u8).prop_map(|(invoice, percent, ago)| Deed::Pay { invoice, percent, ago }),
        1 => (which(), 0..10u8).prop_map(|(at, ago)| Deed::Reverse(at, ago)),
        1 => (prop::option::of(which()), prop::option::of(which()), 0..15u8)
            .prop_map(|(invoice, as_recorded, ago)| Deed::Pick { invoice, as_recorded, ago }),
        1 => (which(), 0..6u8).prop_map(|(at, ago)| Deed::GiveBack(at, ago)),
        1 => prop::option::of(0..15u8).prop_map(|days| Deed::Assign { days }),
        2 => (part(), 1..20u8).prop_map(|(percent, days)| Deed::Call { percent, days }),
        3 => which().prop_map(Deed::Undo),
        1 => which().prop_map(Deed::Move),
        1 => Just(Deed::Merge),
        1 => Just(Deed::Unmerge),
    ]
}

/// Plays a history.
pub fn play(ops: &[Op]) -> World {
    let mut world = World::default();
    for op in ops {
        world.play(op);
    }
    world
}

impl Default for World {
    fn default() -> Self {
        let who = Who::new(Login("mia".into()), "mia", Role::Supervisor);
        let (sides, policy) = ([Side::default(), Side::default()], Policy::default());
        Self { today: first_day(), policy, who, sides, done: vec![], refused: vec![], counter: 0 }
    }
}

impl World {
    /// The first (false) or second case.
    pub fn case(second: bool) -> CaseId {
        CaseId(if second { 2 } else { 1 })
    }

    fn side(&self, case: CaseId) -> &Side {
        &self.sides[usize::from(case == CaseId(2))]
    }

    fn side_mut(&mut self, case: CaseId) -> &mut Side {
        &mut self.sides[usize::from(case == CaseId(2))]
    }

    /// The clock: nine o'clock (UTC is the zone of this world); three acts share a millisecond.
    pub fn now(&self) -> Now {
        Now {
            at: Instant(i64::from(self.today.0) * 86_400_000 + 32_400_000 + i64::from(self.counter / 3)),
            today: self.today,
        }
    }

    /// A fresh act id; ids do not sort in the order made.
    pub fn fresh_act(&mut self) -> ActId {
        self.counter += 1;
        ActId::new(self.now().at.0, u64::from(self.counter.wrapping_mul(2_654_435_761)))
    }

    /// The facts of a case, as a store would hand them over.
    pub fn facts(&self, case: CaseId) -> Facts {
        let own = self.side(case);
        let other = CaseId(3 - case.0);
        let member = self.side(other).merged_into == Some(case);
        let sides = || [own].into_iter().chain(member.then(|| self.side(other)));
        Facts {
            case,
            rev: Rev { seq: i64::try_from(own.entries.len()).unwrap(), rev: i64::from(self.counter) },
            debtor: DebtorRow {
                name: format!("Debtor {case}"),
                reference: format!("R{}", case.0),
                ..DebtorRow::default()
            },
            members: if member { vec![other] } else { vec![] },
            merged_into: own.merged_into,
            invoices: sides().flat_map(|side| side.invoices.clone()).collect(),
            payments: sides().flat_map(|side| side.payments.clone()).collect(),
            before: None,
            contacts: sides().flat_map(|side| side.contacts.clone()).collect(),
            entries: sides().flat_map(|side| side.entries.clone()).collect(),
            minutes: std::collections::BTreeMap::new(),
        }
    }

    /// Carries out a command as `store.execute` would: decide, number, append.
    pub fn execute(&mut self, case: CaseId, act: ActId, what: What) -> Result<Vec<Entry>, Refusal> {
        let facts = self.facts(case);
        let other = second_case(&facts, &what).map(|other| self.facts(other));
        let now = self.now();
        let command = Command { act, case, seen: None, what };
        let decision = decide(&facts, other.as_ref(), &self.policy, &self.who, now, &command)?;
        let mut written = vec![];
        for (stream, day, event) in decision.events {
            let index = written.iter().filter(|entry: &&Entry| entry.case == stream).count();
            let index = u8::try_from(index).unwrap();
            if let Event::MergedInto { into } = event {
                self.side_mut(stream).merged_into = Some(into);
            } else if matches!(event, Event::Unmerged { .. }) {
                self.side_mut(stream).merged_into = None;
            }
            let who = self.who.login.clone();
            let seq = i64::try_from(self.side(stream).entries.len()).unwrap() + 1;
            let entry = Entry { case: stream, seq, act, index, day, recorded_at: now.at, who, event };
            self.side_mut(stream).entries.push(entry.clone());
            written.push(entry);
        }
        self.done.push((case, act));
        Ok(written)
    }

    /// One in two invoices has a late rate, one in five claims interest or costs.
    fn claim(&self) -> Claim {
        let at = usize::try_from(self.counter).unwrap();
        let nature = [Nature::Principal, Nature::Principal, Nature::Interest, Nature::Principal, Nature::Costs][at % 5];
        Claim { nature, late_rate: [None, Some(1_215), None, Some(800)][at % 4] }
    }

    /// Plays one operation.
    pub fn play(&mut self, op: &Op) {
        self.counter += 1;
        let batch = BatchId(i64::from(self.counter));
        match op {
            Op::Wait(days) => self.today = self.today.plus(i32::from(*days)),
            Op::Invoice { case, minor, age, term, dollars, source } => {
                let issued_on = self.today.plus(-i32::from(*age));
                let row = InvoiceRow {
                    number: format!("F{:03}", self.counter % 40),
                    issued_on,
                    due_on: issued_on.plus(i32::from(*term)),
                    amount: Money::new(i64::from(*minor), currency(*dollars)),
                    claim: self.claim(),
                };
                let case = Self::case(*case);
                let source = SourceId(1 + i64::from(*source));
                let invoices = &mut self.side_mut(case).invoices;
                // The same key again is a correction: the later batch wins.
                invoices.retain(|old| old.source != source || old.row.number != row.number);
                invoices.push(Loaded { case, source, batch, row });
            }
            Op::Payment { case, names, minor, ago, inferred, dollars } => {
                let case = Self::case(*case);
                let invoices = &self.side(case).invoices;
                let named = names.and_then(|at| invoices.get(usize::from(at) % invoices.len().max(1)));
                let row = PaymentRow {
                    reference: format!("P{}", self.counter),
                    paid_on: self.today.plus(-i32::from(*ago)),
                    amount: Money::new(i64::from(*minor), named.map_or(currency(*dollars), |i| i.row.amount.currency)),
                    invoice: named.map(|i| i.row.number.clone()).unwrap_or_default(),
                    method: None,
                    inferred: *inferred && named.is_some(),
                };
                let source = named.map_or(SourceId(1), |i| i.source);
                self.side_mut(case).payments.push(Loaded { case, source, batch, row });
            }
            Op::Bank { case, names, minor, ago } => self.bank(Self::case(*case), batch, *names, *minor, *ago),
            Op::Back { case, which, ago } => self.back(Self::case(*case), batch, *which, *ago),
            Op::PastContact { case, ago, outcome } => {
                let case = Self::case(*case);
                let day = self.today.plus(-i32::from(*ago));
                let row = ContactRow {
                    reference: format!("{}{}", pick(&["K", "cdr ", "mail "], outcome / 2), self.counter),
                    at: Instant(i64::from(day.0) * 86_400_000 + 36_000_000),
                    day,
                    channel: pick(Channel::ALL, outcome / 3),
                    direction: pick(Direction::ALL, outcome / 7),
                    outcome: outcome.is_multiple_of(5).then(|| pick(Outcome::ALL, *outcome)),
                    collector: String::new(),
                    point: pick(&["", "01 99 00 00 01", "compta@lefevre.example"], outcome / 5).to_owned(),
                    seconds: 0,
                    note: String::new(),
                    thread: String::new(),
                    quoted: String::new(),
                };
                self.side_mut(case).contacts.push(Loaded { case, source: SourceId(1), batch, row });
            }
            Op::Act { case, what } => {
                let case = Self::case(*case);
                // Every third promise is a collector's: what goes beyond their limits waits.
                let junior =
                    matches!(what, Deed::Promise { percent, .. } | Deed::Replace { percent, .. } if percent % 3 == 0);
                self.who.role = if junior { Role::Collector } else { Role::Supervisor };
                if let Some(what) = self.command(case, what) {
                    let act = self.fresh_act();
                    if let Err(refusal) = self.execute(case, act, what) {
                        self.refused.push(refusal);
                    }
                }
            }
        }
    }

    fn bank(&mut self, case: CaseId, batch: BatchId, names: Option<u8>, minor: i32, ago: i8) {
        let on = self.today.plus(-i32::from(ago));
        let invoices = &self.side(case).invoices;
        let named = names.and_then(|at| invoices.get(usize::from(at) % invoices.len().max(1)));
        let invoice = named.map(|i| i.row.number.clone()).unwrap_or_default();
        let currency = named.map_or(Currency::EUR, |i| i.row.amount.currency);
        let reference = format!("{BANK_KEY}b{}", self.counter);
        self.of_bank(case, batch, reference, on, Money::new(i64::from(minor), currency), invoice);
    }

    fn back(&mut self, case: CaseId, batch: BatchId, which: u8, ago: i8) {
        let on = self.today.plus(-i32::from(ago));
        let came = |p: &&Loaded<PaymentRow>| p.row.reference.starts_with(BANK_KEY) && p.row.amount.minor > 0;
        let payments: Vec<PaymentRow> = self.side(case).payments.iter().filter(came).map(|p| p.row.clone()).collect();
        // the bank tells of a return once
        let Some(paid) = wrap(&payments, which) else { return };
        let told = |p: &Loaded<PaymentRow>| p.row.invoice == paid.reference;
        if self.side(case).payments.iter().any(told) {
            return;
        }
        let amount = Money::new(-paid.amount.minor, paid.amount.currency);
        let reference = format!("{BANK_KEY}r{}", self.counter);
        self.of_bank(case, batch, reference, on.max(paid.paid_on), amount, paid.reference.clone());
    }

    fn of_bank(&mut self, case: CaseId, batch: BatchId, reference: String, on: Day, amount: Money, invoice: String) {
        let row = PaymentRow { reference, paid_on: on, amount, invoice, method: None, inferred: false };
        self.side_mut(case).payments.push(Loaded { case, source: SourceId(3), batch, row });
    }

    /// Makes a deed's command from what the case shows today.
    fn command(&self, case: CaseId, deed: &Deed) -> Option<What> {
        let facts = self.facts(case);
        let state = derive(&facts, self.today);
        Scene { case, facts, state, now: self.now() }.what(deed)
    }
}

/// The element at a place that wraps around.
pub fn wrap<T>(list: &[T], at: u8) -> Option<&T> {
    list.get(usize::from(at) % list.len().max(1))
}

fn currency(dollars: bool) -> Currency {
    if dollars { "USD".parse().unwrap() } else { Currency::EUR }
}

pub fn share(of: Money, percent: u8) -> Money {
    Money::new(of.minor * i64::from(percent) / 100, of.currency)
}

/// The code at a place that wraps around.
pub fn pick<T: Copy>(table: &[T], at: u8) -> T {
    table[usize::from(at) % table.len()]
}
