//! What pays what: invoices, credit notes, payments and credits of accepted disputes, taken day by day in one order.
//! What never lives here: promises, holds, anything a person agreed on.
//! `derive` calls it. The rule, per case and per currency:
//!
//! * Facts are taken by day; on one day invoices, then credits of disputes, then credit notes, then payments by source and key.
//! * A payment that names an invoice pays that invoice and nothing else: the debtor's choice comes first. One on account
//!   pays in the order of the law (see `order`): what is due, interest first, the most onerous, the oldest, and among equals
//!   in proportion.
//! * Nothing is ever paid beyond what is open. What is left over stays visible as unallocated, and pays what it was meant
//!   for (the invoice named, or on account any) on the day that is issued: what names an invoice first, each in the order taken.
//! * A credit note first confirms what accepted disputes already credited; the rest of it is on account.
//! * What is written off comes after the payments of its day and takes what is then open; what is not is nothing.
//! * A settlement inferred from an open-items file gives way to real payments of the same invoice from later batches.

mod order;
mod spend;

pub use order::{Rank, rank, share};

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::domain::case::told::base;
use crate::domain::event::Part;
use crate::domain::ledger::{Claim, InvoiceRow, ItemKey, Loaded, PaymentRow, is_write_off};
use crate::domain::values::{Currency, Day, EntryId, Money};

/// An invoice with what was taken off it, and when.
#[derive(Debug, Clone)]
pub(super) struct Item {
    pub key: ItemKey,
    pub issued_on: Day,
    pub due_on: Day,
    pub amount: Money,
    pub claim: Claim,
    /// Still open, minor units; minus what is left of a credit note.
    pub open: i64,
    /// Paid by payments (not credited), minor units.
    pub paid: i64,
    /// What was taken off, by day.
    pub cuts: Vec<(Day, i64)>,
    pub settled_on: Option<Day>,
}

impl Item {
    fn of(row: &Loaded<InvoiceRow>) -> Self {
        let key = ItemKey { case: row.case, source: row.source, number: row.row.number.clone() };
        let amount = row.row.amount;
        let settled_on = (amount.minor == 0).then_some(row.row.issued_on);
        let (issued_on, due_on) = (row.row.issued_on, row.row.due_on);
        let claim = row.row.claim;
        Self { key, issued_on, due_on, amount, claim, open: amount.minor, paid: 0, cuts: vec![], settled_on }
    }

    /// What was open at the end of a day.
    pub(super) fn open_at(&self, day: Day) -> i64 {
        if self.issued_on > day || self.amount.minor < 0 {
            return 0;
        }
        self.amount.minor - self.cuts.iter().filter(|(on, _)| *on <= day).map(|(_, minor)| minor).sum::<i64>()
    }
}

/// What a receipt is meant for.
#[derive(Debug, Clone)]
enum Meant {
    Account,
    Invoice(ItemKey),
    Parts(Vec<(ItemKey, i64)>),
}

/// What is taken off invoices: a payment, a credit note, or a write-off.
#[derive(Debug, Clone)]
pub(super) struct Receipt {
    /// Value date.
    pub on: Day,
    pub currency: Currency,
    /// The credit note it is, when it is no payment.
    pub note: Option<usize>,
    /// True when nobody paid: it is written off.
    pub write_off: bool,
    /// The day it came back, as far as known.
    pub returned_on: Option<Day>,
    /// Not allocated.
    pub rest: i64,
    /// Allocated: item, minor units.
    pub slices: Vec<(usize, i64)>,
    meant: Meant,
}

/// A payment recorded in the journal.
#[derive(Debug, Clone)]
pub(super) struct Recorded<'a> {
    pub id: EntryId,
    pub amount: Money,
    pub on: Day,
    pub parts: &'a [Part],
    /// Reference on the statement.
    pub reference: &'a str,
    /// The day it came back.
    pub returned_on: Option<Day>,
    /// True when nobody paid: it is written off.
    pub write_off: bool,
}

/// What an accepted dispute credits.
#[derive(Debug, Clone)]
pub(super) struct Credit<'a> {
    pub on: Day,
    pub id: EntryId,
    pub parts: &'a [Part],
    pub money: Money,
}

/// A credit of a dispute that a credit note is to confirm.
#[derive(Debug, Clone)]
struct Granted {
    id: EntryId,
    currency: Currency,
    /// Not confirmed yet, minor units.
    awaited: i64,
    confirmed_on: Option<Day>,
}

/// Everything allocated.
#[derive(Debug, Clone, Default)]
pub(super) struct Allocation {
    /// Invoices and credit notes by due day.
    pub items: Vec<Item>,
    /// Receipts in the order taken.
    pub receipts: Vec<Receipt>,
    /// Payments that came back, with what they paid on the eve of that.
    pub returned: Vec<Receipt>,
    /// Items by number, case and source.
    named: Vec<usize>,
    /// Where each item stands in the order of the law, and the items by it.
    line: Vec<usize>,
    by_line: Vec<usize>,
    open: HashMap<Currency, spend::Open>,
    /// Credited by disputes, in the order taken; a credit note confirms the first first.
    granted: Vec<Granted>,
    waiting: spend::Waiting,
}

/// One dated step.
enum Step<'a> {
    /// Invoices of one day.
    Issue(Vec<usize>),
    Credit(&'a Credit<'a>),
    CreditNote(usize),
    Payment(Receipt),
}

/// The facts that allocation reads.
#[derive(Debug, Clone, Copy)]
pub(super) struct Input<'a> {
    pub invoices: &'a [Loaded<InvoiceRow>],
    pub payments: &'a [Loaded<PaymentRow>],
    /// Payments of the ledger that came back: key without the mark of a part, day.
    pub returned: &'a BTreeMap<String, Day>,
    pub recorded: &'a [Recorded<'a>],
    pub credits: &'a [Credit<'a>],
}

impl Input<'_> {
    /// The day a payment of the ledger came back.
    fn returned_on(&self, row: &Loaded<PaymentRow>) -> Option<Day> {
        if self.returned.is_empty() { None } else { self.returned.get(base(&row.row.reference)).copied() }
    }
}

/// Allocates everything dated up to `as_of`. A payment that has come back pays nothing any more; what it paid until then
/// is told apart.
pub(super) fn allocate(input: Input<'_>, as_of: Day) -> Allocation {
    let mut all = standing(input, as_of);
    let recorded = input.recorded.iter().filter_map(|payment| payment.returned_on);
    let of_ledger = input.payments.iter().filter_map(|row| input.returned_on(row));
    let days: BTreeSet<Day> = recorded.chain(of_ledger).filter(|day| *day <= as_of).collect();
    if days.is_empty() {
        return all;
    }
    let places: HashMap<ItemKey, usize> =
        all.items.iter().enumerate().map(|(at, item)| (item.key.clone(), at)).collect();
    for day in days {
        let mut eve = standing(input, day.plus(-1));
        for mut receipt in eve.receipts.drain(..).filter(|receipt| receipt.returned_on == Some(day)) {
            let here = |(at, minor): (usize, i64)| places.get(&eve.items[at].key).map(|at| (*at, minor));
            receipt.slices = receipt.slices.drain(..).filter_map(here).collect();
            all.returned.push(receipt);
        }
    }
    all
}

/// Allocates what is dated up to `as_of` and has not come back by then.
fn standing(input: Input<'_>, as_of: Day) -> Allocation {
    let Input { invoices, payments, recorded, credits, .. } = input;
    let mut items: Vec<Item> = invoices.iter().filter(|row| row.row.issued_on <= as_of).map(Item::of).collect();
    let by_due = |item: &Item| (item.due_on, item.issued_on);
    items.sort_by(|a, b| (by_due(a), &a.key.number, &a.key).cmp(&(by_due(b), &b.key.number, &b.key)));
    let mut all = Allocation::of(items);
    let mut steps: Vec<(Order<'_>, Step<'_>)> = Vec::with_capacity(all.items.len() + payments.len());
    for (day, invoices) in all.issued() {
        steps.push((Order { day, rank: 0, source: 0, key: Cow::Borrowed(""), place: 0 }, Step::Issue(invoices)));
    }
    for (at, item) in all.items.iter().enumerate().filter(|(_, item)| item.amount.minor < 0) {
        let order = Order { day: item.issued_on, rank: 2, source: 0, key: Cow::Borrowed(""), place: at };
        steps.push((order, Step::CreditNote(at)));
    }
    for credit in credits.iter().filter(|credit| credit.on <= as_of) {
        steps.push((
            Order { day: credit.on, rank: 1, source: 0, key: credit.id.to_string().into(), place: 0 },
            Step::Credit(credit),
        ));
    }
    for (row, minor) in standing_payments(input, as_of) {
        let rank = if is_write_off(&row.row.reference) { 4 } else { 3 };
        let order =
            Order { day: row.row.paid_on, rank, source: row.source.0, key: (&row.row.reference).into(), place: 0 };
        steps.push((order, Step::Payment(Receipt::of_ledger(row, minor, input.returned_on(row)))));
    }
    let stands = |payment: &&Recorded<'_>| payment.on <= as_of && payment.returned_on.is_none_or(|day| day > as_of);
    for payment in recorded.iter().filter(stands) {
        let rank = if payment.write_off { 4 } else { 3 };
        let order = Order { day: payment.on, rank, source: i64::MAX, key: payment.id.to_string().into(), place: 0 };
        steps.push((order, Step::Payment(Receipt::of_journal(payment, &all))));
    }
    steps.sort_by(|a, b| a.0.cmp(&b.0));
    for (order, step) in steps {
        match step {
            Step::Issue(invoices) => all.issue(&invoices, order.day),
            Step::Credit(credit) => all.credit(credit),
            Step::CreditNote(at) => all.credit_note(at, order.day),
            Step::Payment(receipt) => all.receive(receipt),
        }
    }
    for receipt in &all.receipts {
        if let Some(at) = receipt.note {
            all.items[at].open = -receipt.rest;
            all.items[at].settled_on = (receipt.rest == 0).then_some(receipt.on);
        }
    }
    all
}

/// The order of the rule: value date, kind, source, key.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Order<'a> {
    day: Day,
    rank: u8,
    source: i64,
    key: Cow<'a, str>,
    /// Place among the items, for credit notes.
    place: usize,
}

/// Ledger payments up to `as_of` with what stands of each: inferred ones less the real ones that replace them.
fn standing_payments(input: Input<'_>, as_of: Day) -> Vec<(&Loaded<PaymentRow>, i64)> {
    let stands =
        |row: &&Loaded<PaymentRow>| row.row.paid_on <= as_of && input.returned_on(row).is_none_or(|day| day > as_of);
    let mut due: Vec<(&Loaded<PaymentRow>, i64)> =
        input.payments.iter().filter(stands).map(|row| (row, row.row.amount.minor)).collect();
    due.sort_by_key(|(row, _)| (row.row.paid_on, row.source, &row.row.reference, row.case));
    let mut inferred: HashMap<(&str, Currency), Vec<usize>> = HashMap::new();
    for (at, (row, _)) in due.iter().enumerate() {
        if row.row.inferred {
            inferred.entry((&row.row.invoice, row.row.amount.currency)).or_default().push(at);
        }
    }
    if !inferred.is_empty() {
        for real in 0..due.len() {
            let (row, mut left) = due[real];
            if row.row.inferred || row.row.invoice.is_empty() {
                continue;
            }
            for at in inferred.get(&(row.row.invoice.as_str(), row.row.amount.currency)).into_iter().flatten() {
                let (guess, standing) = due[*at];
                if guess.batch < row.batch && guess.case == row.case {
                    let gives_way = standing.min(left);
                    due[*at].1 -= gives_way;
                    left -= gives_way;
                }
            }
        }
    }
    due.retain(|(_, minor)| *minor > 0);
    due
}

impl Receipt {
    /// True for money that came in.
    pub(super) fn is_payment(&self) -> bool {
        self.note.is_none() && !self.write_off
    }

    fn of_ledger(row: &Loaded<PaymentRow>, minor: i64, returned_on: Option<Day>) -> Self {
        let named = ItemKey { case: row.case, source: row.source, number: row.row.invoice.clone() };
        let meant = if row.row.invoice.is_empty() { Meant::Account } else { Meant::Invoice(named) };
        let (on, currency, write_off) = (row.row.paid_on, row.row.amount.currency, is_write_off(&row.row.reference));
        Self { on, currency, note: None, write_off, returned_on, rest: minor, slices: vec![], meant }
    }

    /// Parts that name invoices of another case (the act was moved, or the case has left) count as on account.
    fn of_journal(payment: &Recorded<'_>, all: &Allocation) -> Self {
        let known = |part: &&Part| all.place(&part.item).is_some_and(|at| all.items[at].amount.minor > 0);
        let parts: Vec<(ItemKey, i64)> =
            payment.parts.iter().filter(known).map(|part| (part.item.clone(), part.amount.minor)).collect();
        let meant = if parts.is_empty() { Meant::Account } else { Meant::Parts(parts) };
        let currency = payment.amount.currency;
        let (on, returned_on, rest) = (payment.on, payment.returned_on, payment.amount.minor);
        Self { on, currency, note: None, write_off: payment.write_off, returned_on, rest, slices: vec![], meant }
    }

    /// What it may pay of an item, were there enough.
    fn wants(&self, item: &Item) -> i64 {
        match &self.meant {
            Meant::Account => self.rest,
            Meant::Invoice(named) => {
                if named.number == item.key.number {
                    self.rest
                } else {
                    0
                }
            }
            Meant::Parts(parts) => {
                let part: i64 = parts.iter().filter(|(key, _)| *key == item.key).map(|(_, minor)| minor).sum();
                part.min(self.rest)
            }
        }
    }
}

impl Allocation {
    fn cut(&mut self, at: usize, minor: i64, on: Day) {
        let item = &mut self.items[at];
        item.open -= minor;
        item.cuts.push((on, minor));
        if item.open == 0 {
            item.settled_on = Some(on);
            self.open.entry(item.amount.currency).or_default().remove(self.line[at], item.due_on);
        }
    }

    fn credit(&mut self, credit: &Credit<'_>) {
        let (mut left, currency) = (credit.money.minor, credit.money.currency);
        let mut awaited = 0;
        for part in credit.parts {
            let Some(at) = self.place(&part.item) else { continue };
            let item = &self.items[at];
            if item.amount.currency != currency || item.issued_on > credit.on {
                continue;
            }
            let taken = left.min(part.amount.minor).min(item.open);
            if taken > 0 {
                left -= taken;
                awaited += taken;
                self.cut(at, taken, credit.on);
            }
        }
        let confirmed_on = (awaited == 0).then_some(credit.on);
        self.granted.push(Granted { id: credit.id, currency, awaited, confirmed_on });
    }

    /// The day a credit note confirmed all of what this decision credited.
    pub(super) fn confirmed_on(&self, decision: EntryId) -> Option<Day> {
        self.granted.iter().find(|granted| granted.id == decision)?.confirmed_on
    }

    fn credit_note(&mut self, at: usize, on: Day) {
        let amount = self.items[at].amount;
        let mut rest = -amount.minor;
        for granted in self.granted.iter_mut().filter(|granted| granted.currency == amount.currency) {
            let confirmed = rest.min(granted.awaited);
            rest -= confirmed;
            granted.awaited -= confirmed;
            if granted.awaited == 0 {
                granted.confirmed_on = granted.confirmed_on.or(Some(on));
            }
        }
        self.receive(Receipt {
            on,
            currency: amount.currency,
            note: Some(at),
            write_off: false,
            returned_on: None,
            rest,
            slices: vec![],
            meant: Meant::Account,
        });
    }
}
