//! Lettering: which payments settle which invoices; groups that do not add up are named.
//! What never lives here: reading a file.
//! `fec` calls it.

use std::collections::{BTreeMap, HashMap};

use super::{Kind, Move, Unbalanced};
use crate::domain::ledger::{Claim, InvoiceRow, LedgerRow, PaymentRow};
use crate::domain::values::{Currency, Money};

/// All moves, documents first, each key once.
#[derive(Debug)]
pub(super) struct Pairing {
    moves: Vec<Move>,
    groups: BTreeMap<(String, String), Vec<usize>>,
    currency: Currency,
}

impl Pairing {
    pub(super) fn of(mut moves: Vec<Move>, currency: Currency) -> Self {
        // a document booked on several lines is one document; one that comes again on another day has another name
        let mut seen: HashMap<(String, String, Kind), usize> = HashMap::new();
        let mut kept: Vec<Move> = Vec::with_capacity(moves.len());
        for mut one in moves.drain(..) {
            let key = (one.debtor.clone(), one.number.clone(), one.kind);
            let before = seen.get(&key).copied();
            let other_kind = [Kind::Invoice, Kind::CreditNote].into_iter().any(|kind| {
                kind != one.kind
                    && matches!(one.kind, Kind::Invoice | Kind::CreditNote)
                    && seen.contains_key(&(one.debtor.clone(), one.number.clone(), kind))
            });
            match before {
                Some(at) if kept[at].on == one.on && kept[at].due_on == one.due_on && kept[at].letter == one.letter => {
                    kept[at].minor += one.minor;
                }
                None if !other_kind => {
                    seen.insert(key, kept.len());
                    kept.push(one);
                }
                Some(_) | None => {
                    let copies =
                        kept.iter().filter(|k| k.debtor == one.debtor && k.number.starts_with(&one.number)).count();
                    one.number = format!("{}/{}", one.number, copies + 1);
                    kept.push(one);
                }
            }
        }
        let mut groups: BTreeMap<(String, String), Vec<usize>> = BTreeMap::new();
        for (at, one) in kept.iter().enumerate().filter(|(_, one)| !one.letter.is_empty()) {
            groups.entry((one.debtor.clone(), one.letter.clone())).or_default().push(at);
        }
        Self { moves: kept, groups, currency }
    }

    fn signed(&self, at: usize) -> i64 {
        match self.moves[at].kind {
            Kind::Invoice => self.moves[at].minor,
            Kind::CreditNote | Kind::Payment | Kind::WriteOff => -self.moves[at].minor,
        }
    }

    /// Lettered groups whose debits and credits differ.
    pub(super) fn unbalanced(&self) -> Vec<Unbalanced> {
        let sums = self.groups.iter().map(|(key, all)| (key, all.iter().map(|at| self.signed(*at)).sum::<i64>()));
        let odd = sums.filter(|(_, sum)| *sum != 0).map(|((debtor, letter), sum)| Unbalanced {
            debtor: debtor.clone(),
            letter: letter.clone(),
            difference: Money::new(sum, self.currency),
        });
        odd.collect()
    }

    /// Lines without a letter, and what they add up to.
    pub(super) fn unlettered(&self) -> (u64, i64) {
        let all: Vec<usize> = (0..self.moves.len()).filter(|at| self.moves[*at].letter.is_empty()).collect();
        (all.len() as u64, all.iter().map(|at| self.signed(*at)).sum())
    }

    /// Ledger rows with the line each comes from.
    pub(super) fn rows(&self) -> Vec<(u64, LedgerRow)> {
        let mut rows = vec![];
        for one in &self.moves {
            let minor = match one.kind {
                Kind::Invoice => one.minor,
                Kind::CreditNote => -one.minor,
                Kind::Payment | Kind::WriteOff => continue,
            };
            let amount = Money::new(minor, self.currency);
            let row = InvoiceRow {
                number: one.number.clone(),
                issued_on: one.on,
                due_on: one.due_on.max(one.on),
                amount,
                claim: Claim { nature: one.nature, late_rate: None },
            };
            rows.push((one.line, LedgerRow::Invoice(one.debtor.clone(), row)));
        }
        let mut left: Vec<i64> = self.moves.iter().map(|one| one.minor).collect();
        for all in self.groups.values() {
            self.settle(all, &mut left, &mut rows);
        }
        for (at, one) in self.moves.iter().enumerate() {
            if matches!(one.kind, Kind::Payment | Kind::WriteOff) && one.letter.is_empty() {
                rows.push((one.line, self.payment(at, 0, one.minor, self.named(one))));
            }
        }
        rows
    }

    /// The invoice a write-off names; payments name theirs by letter alone.
    fn named<'m>(&self, one: &'m Move) -> &'m str {
        let is_it = |other: &&Move| other.kind == Kind::Invoice && other.number == one.piece;
        let known = self.moves.iter().filter(|other| other.debtor == one.debtor).any(|other| is_it(&other));
        if one.kind == Kind::WriteOff && known { &one.piece } else { "" }
    }

    /// Pays the invoices of a group by its payments, then takes off what is given up, each in the order of their days; what
    /// is over goes on account.
    fn settle(&self, all: &[usize], left: &mut [i64], rows: &mut Vec<(u64, LedgerRow)>) {
        let mut sorted = all.to_vec();
        sorted.sort_by_key(|at| (self.moves[*at].on, self.moves[*at].line));
        let of = |kind| sorted.iter().copied().filter(move |at| self.moves[*at].kind == kind).collect::<Vec<usize>>();
        let invoices = of(Kind::Invoice);
        // what credit notes of the group take off is not to be paid; the oldest first, as allocation does
        let mut credited: i64 = of(Kind::CreditNote).iter().map(|at| self.moves[*at].minor).sum();
        for at in &invoices {
            let off = credited.min(left[*at]);
            left[*at] -= off;
            credited -= off;
        }
        for payment in of(Kind::Payment).into_iter().chain(of(Kind::WriteOff)) {
            let mut part = 0;
            for at in &invoices {
                let minor = left[payment].min(left[*at]);
                if minor > 0 {
                    left[payment] -= minor;
                    left[*at] -= minor;
                    rows.push((self.moves[payment].line, self.payment(payment, part, minor, &self.moves[*at].number)));
                    part += 1;
                }
            }
            if left[payment] > 0 {
                let named = self.named(&self.moves[payment]);
                rows.push((self.moves[payment].line, self.payment(payment, part, left[payment], named)));
            }
        }
    }

    fn payment(&self, at: usize, part: usize, minor: i64, invoice: &str) -> LedgerRow {
        let one = &self.moves[at];
        let mark = if part == 0 { String::new() } else { format!("/{}", part + 1) };
        let row = PaymentRow {
            reference: format!("{}{mark}", one.number),
            paid_on: one.on,
            amount: Money::new(minor, self.currency),
            invoice: invoice.to_owned(),
            method: None,
            inferred: false,
        };
        LedgerRow::Payment(one.debtor.clone(), row)
    }
}
