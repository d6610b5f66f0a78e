//! The books of a case on a day: what was invoiced, what took it off, what is left. Every report adds up to these.
//! What never lives here: the allocation itself (see `allocation`), a sum over cases (see `report`).
//! `derive` calls it.

use std::collections::BTreeMap;

use crate::domain::case::allocation::Allocation;
use crate::domain::values::{Currency, Day};

/// One currency of a case, minor units, everything dated up to the day of the state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Books {
    /// Invoices issued (credit notes apart).
    pub invoiced: i64,
    /// Taken off invoices by payments.
    pub allocated: i64,
    /// Taken off invoices by credit notes and by credits of decided disputes.
    pub credited: i64,
    /// Taken off invoices because nobody will pay it.
    pub written_off: i64,
    /// Payments received, allocated or not.
    pub received: i64,
    /// Left open on invoices.
    pub open: i64,
}

impl Books {
    /// Adds another case's.
    pub fn add(&mut self, other: &Self) {
        self.invoiced += other.invoiced;
        self.allocated += other.allocated;
        self.credited += other.credited;
        self.written_off += other.written_off;
        self.received += other.received;
        self.open += other.open;
    }

    /// Invoices − allocated − credited − written off − open: 0, or the books do not reconcile.
    #[must_use]
    pub const fn difference(&self) -> i64 {
        self.invoiced - self.allocated - self.credited - self.written_off - self.open
    }
}

/// The books of everything allocated, per currency in order of code.
pub(super) fn books(all: &Allocation) -> Vec<(Currency, Books)> {
    let mut out: BTreeMap<Currency, Books> = BTreeMap::new();
    for item in all.items.iter().filter(|item| item.amount.minor > 0) {
        let books = out.entry(item.amount.currency).or_default();
        books.invoiced += item.amount.minor;
        books.open += item.open;
        books.credited += item.cuts.iter().map(|(_, minor)| minor).sum::<i64>();
    }
    for receipt in all.receipts.iter().filter(|receipt| receipt.note.is_none()) {
        let allocated: i64 = receipt.slices.iter().map(|(_, minor)| minor).sum();
        let books = out.entry(receipt.currency).or_default();
        if receipt.write_off {
            books.written_off += allocated;
            books.credited -= allocated;
            continue;
        }
        books.received += allocated + receipt.rest;
        books.allocated += allocated;
        books.credited -= allocated;
    }
    out.into_iter().collect()
}

/// A part of a payment applied to an invoice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Applied {
    /// The day the invoice was issued.
    pub issued_on: Day,
    /// The day it was due.
    pub due_on: Day,
    /// The payment's value date; the day of issue when it was there before the invoice.
    pub on: Day,
    /// Minor units.
    pub minor: i64,
    /// Currency of both.
    pub currency: Currency,
}

/// Every part of every payment that pays an invoice, in the order taken.
pub(super) fn applied(all: &Allocation) -> Vec<Applied> {
    let payments = all.receipts.iter().filter(|receipt| receipt.is_payment());
    let parts = payments.flat_map(|receipt| {
        receipt.slices.iter().map(|(at, minor)| {
            let item = &all.items[*at];
            Applied {
                issued_on: item.issued_on,
                due_on: item.due_on,
                on: receipt.on.max(item.issued_on),
                minor: *minor,
                currency: receipt.currency,
            }
        })
    });
    parts.collect()
}
