//! The second derivation's payments: what each pays, and what of it waits.
//! What never lives here: anything of `allocation`; the rule it follows is written there.
//! `audit` calls it.

use super::{Book, Debt, For, Money};
use crate::domain::case::Facts;
use crate::domain::case::told::base;
use crate::domain::codes::Nature;
use crate::domain::event::{Entry, Event};
use crate::domain::ledger::{ItemKey, WRITE_OFF_KEY};
use crate::domain::values::{Currency, Day, EntryId};

impl Book {
    /// Money that waits, in order of arrival: what names its invoice before what is on account.
    pub(super) fn spend_waiting(&mut self, day: Day) {
        let mut waiting = std::mem::take(&mut self.moneys);
        for on_account in [false, true] {
            for money in waiting.iter_mut().filter(|m| matches!(m.meant, For::Anything) == on_account) {
                self.spend(money, day);
            }
        }
        self.moneys = waiting;
    }

    pub(super) fn take(&mut self, mut money: Money) {
        let on = money.on;
        self.spend(&mut money, on);
        self.moneys.push(money);
    }

    /// Due before not due; interest before principal before costs; the dearest, the oldest; in proportion among those that
    /// are alike in all that. What rounding leaves over goes to whoever is furthest below their part.
    fn spend_on_account(&mut self, money: &mut Money, day: Day) {
        while money.left > 0 {
            let open = |d: &&mut Debt| d.currency == money.currency && d.left() > 0;
            let turn = |d: &Debt| {
                let costs = d.claim.nature == Nature::Costs;
                let rate = -i64::from(d.claim.late_rate.unwrap_or_default());
                (d.due_on > day, d.claim.nature != Nature::Interest, costs, rate, d.due_on, d.issued_on)
            };
            let Some(first) = self.debts.iter_mut().filter(open).map(|d| turn(d)).min() else { return };
            let mut equals: Vec<&mut Debt> = self.debts.iter_mut().filter(open).collect();
            equals.retain(|d| turn(d) == first);
            let total: i128 = equals.iter().map(|d| i128::from(d.left())).sum();
            let spent = i128::from(money.left).min(total);
            let mut given: Vec<i128> = equals.iter().map(|d| spent * i128::from(d.left()) / total).collect();
            while given.iter().sum::<i128>() < spent {
                let below = |at: &usize| spent * i128::from(equals[*at].left()) - given[*at] * total;
                let furthest = (0..given.len()).rev().max_by_key(below).unwrap_or(0);
                given[furthest] += 1;
            }
            for (debt, paid) in equals.iter_mut().zip(given).filter(|(_, paid)| *paid > 0) {
                let paid = i64::try_from(paid).unwrap_or(0);
                debt.off.push((day, paid));
                money.left -= paid;
                money.went.push((debt.key.clone(), paid));
            }
        }
    }

    fn spend(&mut self, money: &mut Money, day: Day) {
        if matches!(money.meant, For::Anything) {
            self.spend_on_account(money, day);
            return;
        }
        let mut order: Vec<&mut Debt> = self.debts.iter_mut().filter(|d| d.currency == money.currency).collect();
        if let For::Number(case, source, _) = &money.meant {
            order.sort_by_key(|debt| {
                let same_source = debt.key.source.0 == *source;
                (!(same_source && debt.key.case == *case), !same_source)
            });
        }
        for debt in order {
            let wanted = match &money.meant {
                For::Anything => money.left,
                For::Number(_, _, number) => i64::from(*number == debt.key.number) * money.left,
                For::Parts(parts) => {
                    let part: i64 = parts.iter().filter(|(key, _)| *key == debt.key).map(|(_, minor)| minor).sum();
                    let had: i64 = money.went.iter().filter(|(key, _)| *key == debt.key).map(|(_, m)| m).sum();
                    (part - had).min(money.left)
                }
            };
            let paid = wanted.min(debt.left());
            if paid > 0 {
                debt.off.push((day, paid));
                money.left -= paid;
                money.went.push((debt.key.clone(), paid));
            }
        }
    }

    pub(super) fn take_payments(&mut self, facts: &Facts, entries: &[Entry], day: Day, as_of: Day) {
        let back = |key: &str| self.returned.get(base(key)).is_some_and(|on| *on <= as_of);
        let mut imported: Vec<_> =
            facts.payments.iter().filter(|p| p.row.paid_on == day && !back(&p.row.reference)).collect();
        imported.sort_by(|a, b| (a.source, &a.row.reference, a.case).cmp(&(b.source, &b.row.reference, b.case)));
        let mut all = vec![];
        for payment in imported {
            let (row, currency) = (&payment.row, payment.row.amount.currency);
            let left = if row.inferred { still_inferred(facts, payment, &back, as_of) } else { row.amount.minor };
            let named = For::Number(payment.case, payment.source.0, row.invoice.clone());
            let meant = if row.invoice.is_empty() { For::Anything } else { named };
            let key = Some(base(&row.reference).to_owned());
            let counts_as_payment = !row.reference.starts_with(WRITE_OFF_KEY);
            all.push(Money { key, on: day, currency, counts_as_payment, left, meant, went: vec![] });
        }
        let mut recorded: Vec<(EntryId, bool, i64, Currency, For)> = vec![];
        for entry in entries {
            let paid = matches!(entry.event, Event::PaymentRecorded { .. });
            let (Event::PaymentRecorded { amount, paid_on, parts, .. }
            | Event::WrittenOff { amount, on: paid_on, parts, .. }) = &entry.event
            else {
                continue;
            };
            let reversed =
                |e: &Entry| matches!(&e.event, Event::PaymentReversed { payment, .. } if *payment == entry.id());
            if *paid_on != day || entries.iter().any(reversed) {
                continue;
            }
            let of_case = |key: &ItemKey| {
                let same = |i: &crate::domain::ledger::Loaded<crate::domain::ledger::InvoiceRow>| {
                    i.case == key.case && i.source == key.source && i.row.number == key.number
                };
                facts.invoices.iter().any(|i| same(i) && i.row.issued_on <= as_of && i.row.amount.minor > 0)
            };
            let parts: Vec<(ItemKey, i64)> =
                parts.iter().filter(|p| of_case(&p.item)).map(|p| (p.item.clone(), p.amount.minor)).collect();
            let meant = if parts.is_empty() { For::Anything } else { For::Parts(parts) };
            recorded.push((entry.id(), paid, amount.minor, amount.currency, meant));
        }
        recorded.sort_by_key(|payment| payment.0.to_string());
        for (id, counts_as_payment, left, currency, meant) in recorded {
            let key = Some(id.to_string());
            all.push(Money { key, on: day, currency, counts_as_payment, left, meant, went: vec![] });
        }
        // what is written off comes last, and is nothing beyond what it finds open
        all.sort_by_key(|money| !money.counts_as_payment);
        for money in all.into_iter().filter(|money| money.left > 0) {
            let given_up = !money.counts_as_payment;
            self.take(money);
            if let Some(last) = self.moneys.last_mut().filter(|_| given_up) {
                last.left = 0;
            }
        }
    }
}

/// What is left of an inferred settlement once real payments of the same invoice from later batches took its place,
/// each real payment once, the earliest inferred first.
fn still_inferred(
    facts: &Facts,
    guess: &crate::domain::ledger::Loaded<crate::domain::ledger::PaymentRow>,
    back: &dyn Fn(&str) -> bool,
    as_of: Day,
) -> i64 {
    let same = |row: &&crate::domain::ledger::Loaded<crate::domain::ledger::PaymentRow>| {
        row.case == guess.case
            && row.row.invoice == guess.row.invoice
            && row.row.amount.currency == guess.row.amount.currency
            && row.row.paid_on <= as_of
            && !back(&row.row.reference)
    };
    let mut rows: Vec<_> = facts.payments.iter().filter(same).collect();
    rows.sort_by(|a, b| (a.row.paid_on, a.source, &a.row.reference).cmp(&(b.row.paid_on, b.source, &b.row.reference)));
    let mut left: Vec<i64> = rows.iter().map(|row| row.row.amount.minor).collect();
    for real in (0..rows.len()).filter(|at| !rows[*at].row.inferred) {
        for other in (0..rows.len()).filter(|at| rows[*at].row.inferred && rows[*at].batch < rows[real].batch) {
            let replaced = left[real].min(left[other]);
            left[real] -= replaced;
            left[other] -= replaced;
        }
    }
    rows.iter().position(|row| *row == guess).map_or(0, |at| left[at])
}
