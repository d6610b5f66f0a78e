//! Open-items files: an invoice of the source that the file no longer lists was settled, a smaller open amount was part paid.
//! What never lives here: how a settlement counts (see `domain::case`).
//! `import` plans it before anything is written, `load` hands it over with the rows.

use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::domain::ledger::{DebtorFields, InvoiceRow, LedgerRow, PaymentRow};
use crate::domain::values::{Day, Money};
use crate::exchange::{self, Field, Plan, RowError, RowSink, WalkError};
use crate::store::StoreError;
use crate::store::items::HeldItem;

use super::super::{Book, Ctx, Fault};
use super::{Run, say};

/// More open invoices than this share of them (percent) must not vanish unasked: half a file looks just like payments.
const VANISH_PERCENT_MAX: u64 = 20;

/// What an open-items file leads to besides its rows.
#[derive(Debug, Default)]
pub(super) struct Settling {
    /// Settlements inferred, by debtor reference.
    pub(super) payments: Vec<(String, PaymentRow)>,
    /// Open invoices the file no longer lists.
    pub(super) absent: u64,
    /// Invoices of which less is open.
    pub(super) part_paid: u64,
    /// Invoices of which more is open again than an earlier file let us think.
    pub(super) reopened: u64,
    /// Amounts as issued of the invoices held: such a file may say the open amount alone.
    held: HashMap<u64, i64>,
    /// True when the amount column is the open amount.
    amount_is_open: bool,
}

impl Settling {
    /// A row of the file with the amount it was issued with, where the file says only what is open of it.
    pub(super) fn as_held(&self, row: &LedgerRow) -> Option<LedgerRow> {
        let LedgerRow::Invoice(debtor, invoice) = row else { return None };
        let held = self.held.get(&key(debtor, &invoice.number)).filter(|_| self.amount_is_open)?;
        let amount = Money::new(*held, invoice.amount.currency);
        Some(LedgerRow::Invoice(debtor.clone(), InvoiceRow { amount, ..invoice.clone() }))
    }
}

fn key(debtor: &str, number: &str) -> u64 {
    let mut hash = DefaultHasher::new();
    (debtor, number).hash(&mut hash);
    hash.finish()
}

/// What the file lists: what is open of each invoice, and its amount where the file tells both.
#[derive(Default)]
struct Listed {
    items: HashMap<u64, ListedItem>,
    debtors: HashSet<u64>,
    /// New invoices of which less is open than their amount.
    begun: Vec<(String, String, Money)>,
}

struct ListedItem {
    open: Money,
    amount: Money,
}

impl RowSink for Listed {
    type Stop = StoreError;

    fn row(&mut self, _line: u64, _given: DebtorFields, row: &LedgerRow) -> Result<(), StoreError> {
        if let LedgerRow::Invoice(debtor, row) = row {
            self.debtors.insert(key(debtor, ""));
            let listed = ListedItem { open: row.amount, amount: row.amount };
            self.items.entry(key(debtor, &row.number)).or_insert(listed);
        }
        Ok(())
    }

    fn open(&mut self, debtor: &str, number: &str, open: Money) -> Result<(), StoreError> {
        // a row says its amount before it says what is open of it
        let Some(listed) = self.items.get_mut(&key(debtor, number)) else { return Ok(()) };
        listed.open = open;
        let amount = listed.amount.minor;
        if open.minor < amount && amount > 0 {
            let paid = Money::new(amount - open.minor.max(0), open.currency);
            self.begun.push((debtor.to_owned(), number.to_owned(), paid));
        }
        Ok(())
    }

    fn refused(&mut self, _error: RowError) {}
}

/// Compares the file with what is open, before anything is written; refuses when too much would vanish.
pub(super) fn plan(ctx: &Ctx, book: &Book, run: &Run, plan: &Plan, day: Day) -> anyhow::Result<Settling> {
    let mut listed = Listed::default();
    let walked = exchange::walk(plan, &mut listed).map_err(|error| match error {
        WalkError::File(error) => say::failed(&ctx.words, &plan.path, error),
        WalkError::Sink(error) => error.into(),
    })?;
    let amount_is_open = plan.column(Field::Open).is_none() || plan.column(Field::Amount).is_none();
    let mut settling = Settling { amount_is_open, ..Settling::default() };
    let mut open_before = 0u64;
    let asked = |debtor: &str| listed.debtors.contains(&key(debtor, ""));
    book.store.held_items(&plan.source, day, &asked, &mut |item| {
        let key = key(&item.debtor, &item.number);
        settling.held.insert(key, item.amount.minor);
        open_before += u64::from(item.open_minor > 0);
        compare(&mut settling, &listed, item, key, day);
    })?;
    for (debtor, number, paid) in &listed.begun {
        if !settling.held.contains_key(&key(debtor, number)) {
            settling.part_paid += 1;
            settling.payments.push((debtor.clone(), inferred(number, *paid, day)));
        }
    }
    if !settling.amount_is_open {
        settling.held = HashMap::new();
    }
    // a row that could not be read is a row that could not be listed
    let doubtful = walked.rejected > 0 && settling.absent > 0;
    let vanishing = settling.absent * 100 > open_before * VANISH_PERCENT_MAX;
    if (doubtful || vanishing) && !run.yes {
        let id = if vanishing { "import-would-vanish" } else { "import-would-vanish-unread" };
        let facts = [
            ("absent", settling.absent.into()),
            ("open", open_before.into()),
            ("percent", VANISH_PERCENT_MAX.into()),
            ("rejected", walked.rejected.into()),
            ("source", plan.source.as_str().into()),
        ];
        return Err(Fault::failed(ctx.words.tf(id, &facts)).into());
    }
    Ok(settling)
}

fn compare(settling: &mut Settling, listed: &Listed, item: &HeldItem, key: u64, day: Day) {
    let currency = item.amount.currency;
    let mut pay = |minor: i64| {
        let payment = inferred(&item.number, Money::new(minor, currency), day);
        settling.payments.push((item.debtor.clone(), payment));
    };
    let found = listed.items.get(&key);
    let Some(found) = found.filter(|found| found.open.currency == currency) else {
        if item.open_minor > 0 && found.is_none() {
            pay(item.open_minor);
            settling.absent += 1;
        }
        return;
    };
    // where the file corrects the amount as issued, what is open moves with it
    let amount = if settling.amount_is_open { item.amount.minor } else { found.amount.minor };
    let held_open = item.open_minor + amount - item.amount.minor;
    let listed_open = found.open.minor.max(0);
    if item.amount.minor <= 0 {
        return;
    }
    if listed_open < held_open {
        pay(held_open - listed_open);
        settling.part_paid += 1;
    } else if listed_open > held_open && !item.inferred.is_empty() {
        // an earlier file made us think it paid: take back as much of that as it takes
        let mut back = listed_open - held_open;
        for payment in item.inferred.iter().rev() {
            let less = back.min(payment.amount.minor);
            if less > 0 {
                let amount = Money::new(payment.amount.minor - less, currency);
                settling.payments.push((item.debtor.clone(), PaymentRow { amount, ..payment.clone() }));
                back -= less;
            }
        }
        settling.reopened += 1;
    }
}

/// A settlement that no bank told of: one per invoice and day.
fn inferred(number: &str, amount: Money, day: Day) -> PaymentRow {
    PaymentRow {
        reference: format!("open-items:{number}:{day}"),
        paid_on: day,
        amount,
        invoice: number.to_owned(),
        method: None,
        inferred: true,
    }
}
