//! A second derivation of what is owed and what was promised, from the whole history, plain and slow.
//! What never lives here: anything of `derive`, `effective`, `allocation`, `dispute` or `promise` — it shares no code
//! with them (but `told`, which lays aside what a bank says twice), so that a mistake of one is seen by the other. The rules it follows are written in `allocation` and `terms`.
//! `store::verify` calls it, and tests.

mod owed;
mod paid;
mod plans;
mod promises;

use std::collections::{BTreeMap, BTreeSet};

use plans::Scheduled;
use promises::Judged;

use crate::domain::case::audit_dispute::{Contest, End, contests};
use crate::domain::case::{CaseRow, Facts};
use crate::domain::codes::{DisputeDecision, DisputeStep, PlanState, PromiseState};
use crate::domain::event::{Entry, Event, Part};
use crate::domain::ledger::ItemKey;
use crate::domain::values::{ActId, CaseId, Currency, Day, EntryId};

/// What a case owes in one currency, minor units.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct AuditMoney {
    /// Open on invoices.
    pub open: i64,
    /// … of it past due.
    pub overdue: i64,
    /// … of it disputed.
    pub disputed: i64,
    /// … of it promised.
    pub promised: i64,
    /// Payments and credits not allocated.
    pub unallocated: i64,
}

/// What the audit found for a case on a day.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct AuditRow {
    /// Per currency; currencies where all is zero are left out.
    pub money: BTreeMap<Currency, AuditMoney>,
    /// Every promise with its state and what was paid towards it.
    pub promises: BTreeMap<EntryId, (PromiseState, i64)>,
    /// Every plan with its state, and each instalment's with what was paid towards it.
    pub plans: BTreeMap<EntryId, (PlanState, Vec<(PromiseState, i64)>)>,
    /// Every dispute that waits: how far it has come, how it was decided, when a decision was due.
    pub disputes: BTreeMap<EntryId, (DisputeStep, Option<DisputeDecision>, Day)>,
}

impl AuditRow {
    /// The first figure in which a derived row differs, in words for a log; `None`: they agree.
    #[must_use]
    pub fn differs_from(&self, row: &CaseRow) -> Option<String> {
        let derived: BTreeMap<Currency, AuditMoney> = row
            .money
            .iter()
            .map(|m| {
                let (open, overdue, disputed) = (m.open, m.overdue, m.disputed);
                (m.currency, AuditMoney { open, overdue, disputed, promised: m.promised, unallocated: m.unallocated })
            })
            .filter(|(_, money)| *money != AuditMoney::default())
            .collect();
        for currency in self.money.keys().chain(derived.keys()) {
            let get = |of: &BTreeMap<Currency, AuditMoney>| of.get(currency).copied().unwrap_or_default();
            let (here, there) = (get(&self.money), get(&derived));
            let pairs = [
                ("open", here.open, there.open),
                ("overdue", here.overdue, there.overdue),
                ("disputed", here.disputed, there.disputed),
                ("promised", here.promised, there.promised),
                ("unallocated", here.unallocated, there.unallocated),
            ];
            if let Some((name, here, there)) = pairs.into_iter().find(|(_, here, there)| here != there) {
                return Some(format!("{name} {currency}: {there}, audit {here}"));
            }
        }
        let waiting: BTreeMap<_, _> = row.disputes.iter().map(|d| (d.id, (d.step, d.decision, d.due_on))).collect();
        if waiting != self.disputes {
            return Some(format!("disputes: {waiting:?}, audit {:?}", self.disputes));
        }
        let lines = self.plans.values().flat_map(|(_, lines)| lines);
        let kept = self.promises.values().chain(lines).filter(|(state, _)| *state == PromiseState::Kept).count();
        (u32::try_from(kept) != Ok(row.profile.kept)).then(|| format!("kept: {}, audit {kept}", row.profile.kept))
    }
}

/// Audits a case on `as_of`: everything dated later is left aside.
#[must_use]
pub fn audit(facts: &Facts, as_of: Day) -> AuditRow {
    if facts.merged_into.is_some() {
        return AuditRow::default();
    }
    let told = super::told::told(facts, as_of);
    let facts: &Facts = &told.facts;
    let entries = living(facts, as_of);
    let contests = contests(&entries);
    let mut book = Book { returned: told.returned.clone(), ..Book::default() };
    book.replay(facts, &entries, &contests, as_of);
    let (promises, plans) = judge(&book, facts, &entries, &contests, as_of);
    let mut row = AuditRow::default();
    book.count(&contests, (&promises, &plans), as_of, &mut row.money);
    let left = |part: &Part| {
        let named = book.debts.iter().filter(|d| d.key == part.item && d.currency == part.amount.currency);
        named.map(Debt::left).sum()
    };
    let waits = |c: &Contest<'_>| c.waits(&book.confirmed, left).map(|waits| (c.id, waits));
    row.disputes = contests.iter().filter_map(waits).collect();
    row.money.retain(|_, money| *money != AuditMoney::default());
    row.promises = promises.iter().map(|p| (p.id, (p.state, p.owed.paid()))).collect();
    row.plans = plans.iter().map(|plan| (plan.id, plan.verdict())).collect();
    row
}

/// Judges promises and plans: money is shared out again as long as a plan is found in default.
fn judge<'a>(
    book: &Book,
    facts: &Facts,
    entries: &'a [Entry],
    contests: &[Contest<'_>],
    as_of: Day,
) -> (Vec<Judged<'a>>, Vec<Scheduled<'a>>) {
    let mut promises = promises::judged(book, entries);
    let mut plans = plans::scheduled(book, entries);
    let pieces = owed::pieces(book, facts, entries);
    loop {
        let mut owed: Vec<&mut owed::Owed<'a>> = promises.iter_mut().map(|promise| &mut promise.owed).collect();
        owed.extend(plans.iter_mut().flat_map(|plan| &mut plan.owed));
        owed::share_out(&mut owed, &pieces);
        let mut fell = false;
        for plan in &mut plans {
            fell |= plan.falls(book, contests, as_of);
        }
        if !fell {
            break;
        }
    }
    promises.iter_mut().for_each(|promise| promise.verdict(book, entries, contests, as_of));
    plans.iter_mut().for_each(|plan| plan.judge(book, contests, as_of));
    (promises, plans)
}

/// Entries that still hold: undone ones are struck round after round until nothing changes, moved ones are carried over.
fn living(facts: &Facts, as_of: Day) -> Vec<Entry> {
    let mut dead: BTreeSet<ActId> = BTreeSet::new();
    for _ in 0..=facts.entries.len() {
        let struck = facts.entries.iter().filter(|entry| !dead.contains(&entry.act)).filter_map(|entry| {
            let Event::ActUndone { undone } = &entry.event else { return None };
            Some(*undone)
        });
        let struck: BTreeSet<ActId> = struck.collect();
        if struck == dead {
            break;
        }
        dead = struck;
    }
    let left: Vec<(CaseId, i64, ActId)> = facts
        .entries
        .iter()
        .filter(|e| !dead.contains(&e.act))
        .filter_map(|entry| {
            let Event::ActMovedOut { moved, .. } = &entry.event else { return None };
            Some((entry.case, entry.seq, *moved))
        })
        .collect();
    let gone = |case, seq, act| left.iter().any(|(c, s, a)| *c == case && *s > seq && *a == act) || dead.contains(&act);
    let mut out = vec![];
    for entry in facts.entries.iter().filter(|entry| !dead.contains(&entry.act)) {
        if !gone(entry.case, entry.seq, entry.act) {
            out.push(entry.clone());
        }
        if let Event::ActMovedIn { moved, events, recorded_at, .. } = &entry.event {
            for (index, event) in (0u8..).zip(events).filter(|_| !gone(entry.case, entry.seq, *moved)) {
                let (act, recorded_at, event) = (*moved, *recorded_at, event.clone());
                let day = event.true_on(entry.day);
                out.push(Entry { act, index, recorded_at, day, event, ..entry.clone() });
            }
        }
    }
    out.retain(|entry| entry.day <= as_of);
    out.sort_by_key(|entry| (entry.recorded_at, entry.case, entry.seq, entry.act, entry.index));
    out
}

#[derive(Debug)]
struct Debt {
    key: ItemKey,
    issued_on: Day,
    due_on: Day,
    claim: crate::domain::ledger::Claim,
    currency: Currency,
    amount: i64,
    /// (day, minor) taken off.
    off: Vec<(Day, i64)>,
}

impl Debt {
    /// Where it stands in line.
    fn place(&self) -> (Day, Day, &str, &ItemKey) {
        (self.due_on, self.issued_on, &self.key.number, &self.key)
    }

    fn left(&self) -> i64 {
        self.left_on(Day::MAX)
    }
    fn left_on(&self, day: Day) -> i64 {
        if self.issued_on > day {
            return 0;
        }
        self.amount - self.off.iter().filter(|(on, _)| *on <= day).map(|(_, minor)| minor).sum::<i64>()
    }
}

#[derive(Debug)]
enum For {
    Anything,
    Number(CaseId, i64, String),
    Parts(Vec<(ItemKey, i64)>),
}

#[derive(Debug)]
struct Money {
    /// The entry that recorded it, or the ledger's key without the mark of a part; none for a credit note.
    key: Option<String>,
    on: Day,
    currency: Currency,
    counts_as_payment: bool,
    left: i64,
    meant: For,
    went: Vec<(ItemKey, i64)>,
}

/// What a promise or plan that runs still covers.
struct Claim<'a> {
    order: (Day, Day, EntryId),
    left: i64,
    currency: Currency,
    covers: &'a [Part],
}

#[derive(Debug, Default)]
struct Book {
    debts: Vec<Debt>,
    moneys: Vec<Money>,
    /// Payments of the ledger that came back, by key.
    returned: BTreeMap<String, Day>,
    /// Credits of disputes that no credit note has confirmed, in the order granted.
    unconfirmed: Vec<(String, Currency, i64)>,
    /// Decisions whose credit is confirmed in full.
    confirmed: BTreeSet<String>,
}

impl Book {
    fn replay(&mut self, facts: &Facts, entries: &[Entry], contests: &[Contest<'_>], as_of: Day) {
        let mut days: BTreeSet<Day> = facts.invoices.iter().map(|i| i.row.issued_on).collect();
        days.extend(facts.payments.iter().map(|p| p.row.paid_on));
        days.extend(entries.iter().map(|entry| entry.day));
        for day in days.into_iter().filter(|day| *day <= as_of) {
            let mut issued: Vec<_> = facts.invoices.iter().filter(|i| i.row.issued_on == day).collect();
            issued.sort_by(|a, b| {
                (a.row.due_on, &a.row.number, a.case, a.source).cmp(&(b.row.due_on, &b.row.number, b.case, b.source))
            });
            for invoice in issued.iter().filter(|i| i.row.amount.minor > 0) {
                let key = ItemKey { case: invoice.case, source: invoice.source, number: invoice.row.number.clone() };
                let (currency, amount) = (invoice.row.amount.currency, invoice.row.amount.minor);
                let (issued_on, due_on) = (day, invoice.row.due_on);
                let claim = invoice.row.claim;
                self.debts.push(Debt { key, issued_on, due_on, claim, currency, amount, off: vec![] });
            }
            self.debts.sort_by(|a, b| a.place().cmp(&b.place()));
            self.spend_waiting(day);
            self.credit_disputes(contests, day);
            for note in issued.iter().filter(|i| i.row.amount.minor < 0) {
                let currency = note.row.amount.currency;
                let left = self.confirm(currency, -note.row.amount.minor);
                self.take(Money {
                    key: None,
                    on: day,
                    currency,
                    counts_as_payment: false,
                    left,
                    meant: For::Anything,
                    went: vec![],
                });
            }
            self.take_payments(facts, entries, day, as_of);
        }
    }

    fn credit_disputes(&mut self, contests: &[Contest<'_>], day: Day) {
        let ends = contests.iter().flat_map(Contest::ends).filter(|(end, _)| end.on == day);
        let mut today: Vec<(End, &[Part])> = ends.filter(|(end, _)| end.credit.is_some()).collect();
        today.sort_by(|a, b| a.0.key.cmp(&b.0.key));
        for (end, parts) in today {
            let Some(credit) = end.credit else { continue };
            let (mut left, currency, mut granted) = (credit.minor, credit.currency, 0);
            for part in parts {
                for debt in self.debts.iter_mut().filter(|d| d.key == part.item && d.currency == currency) {
                    let taken = left.min(part.amount.minor).min(debt.left()).max(0);
                    debt.off.push((day, taken));
                    left -= taken;
                    granted += taken;
                }
            }
            self.unconfirmed.push((end.key, currency, granted));
        }
        self.confirm(Currency::EUR, 0);
    }

    /// Confirms credits of disputes from a credit note, first granted first; returns what is left of it.
    fn confirm(&mut self, currency: Currency, mut note: i64) -> i64 {
        for (key, of, waiting) in &mut self.unconfirmed {
            let used = if *of == currency { note.min(*waiting) } else { 0 };
            note -= used;
            *waiting -= used;
            if *waiting == 0 {
                self.confirmed.insert(key.clone());
            }
        }
        note
    }

    /// Adds up, spreading open disputes and then open promises over what is open.
    fn count(
        &self,
        contests: &[Contest<'_>],
        (promises, plans): (&[Judged<'_>], &[Scheduled<'_>]),
        as_of: Day,
        sums: &mut BTreeMap<Currency, AuditMoney>,
    ) {
        let mut free: BTreeMap<&ItemKey, i64> = BTreeMap::new();
        for debt in &self.debts {
            let disputed = disputed_on(contests, debt, as_of).min(debt.left());
            let sum = sums.entry(debt.currency).or_default();
            sum.open += debt.left();
            sum.overdue += if debt.due_on < as_of { debt.left() } else { 0 };
            sum.disputed += disputed;
            free.insert(&debt.key, debt.left() - disputed);
        }
        let running = |p: &&Judged<'_>| {
            matches!(p.state, PromiseState::Open | PromiseState::InGrace | PromiseState::ReportedPaid)
        };
        let mut open: Vec<Claim<'_>> = vec![];
        for promise in promises.iter().filter(running) {
            let (made, left) = (promise.made, promise.made.amount.minor - promise.owed.paid());
            let order = (made.due_on, promise.entry.day, promise.id);
            open.push(Claim { order, left, currency: made.amount.currency, covers: &made.covers });
        }
        for plan in plans {
            let Some((due_on, left)) = plan.covers() else { continue };
            let order = (due_on, plan.entry.day, plan.id);
            open.push(Claim { order, left, currency: plan.made.amount.currency, covers: &plan.made.covers });
        }
        open.sort_by_key(|claim| claim.order);
        for Claim { mut left, currency, covers, .. } in open {
            let of_case = covers.iter().any(|part| self.debts.iter().any(|debt| debt.key == part.item));
            for debt in self.debts.iter().filter(|debt| debt.currency == currency) {
                let named: i64 = covers.iter().filter(|p| p.item == debt.key).map(|p| p.amount.minor).sum();
                let wanted = if of_case { left.min(named) } else { left };
                let Some(free) = free.get_mut(&debt.key) else { continue };
                let taken = wanted.min(*free).max(0);
                *free -= taken;
                left -= taken;
                sums.entry(debt.currency).or_default().promised += taken;
            }
        }
        for money in &self.moneys {
            sums.entry(money.currency).or_default().unallocated += money.left;
        }
    }
}

/// What disputes undecided on a day say of an invoice.
fn disputed_on(contests: &[Contest<'_>], debt: &Debt, day: Day) -> i64 {
    contests.iter().map(|contest| contest.holds_of(&debt.key, debt.currency, day)).sum()
}
