//! The second derivation's count: which payment went towards which promise or instalment.
//! What never lives here: anything of `pledge`; the rule it follows is written there.
//! `audit` calls it.

use std::collections::BTreeSet;

use super::{Book, Money as Received};
use crate::domain::case::Facts;
use crate::domain::case::audit_dispute::contests;
use crate::domain::case::told::base;
use crate::domain::event::{Entry, Event, Part};
use crate::domain::ledger::ItemKey;
use crate::domain::terms::PromiseTerms;
use crate::domain::values::{Currency, Day, EntryId, Money};

/// Whose turn it is when a payment is shared out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Turn {
    /// By its due day.
    Due,
    /// By its due day; what one payment brings beyond it goes to the last of the same plan.
    LastOf(EntryId),
    /// After all others.
    Rest,
}

/// Something due by a day.
pub(super) struct Owed<'a> {
    pub(super) amount: Money,
    pub(super) due_on: Day,
    pub(super) terms: &'a PromiseTerms,
    pub(super) items: BTreeSet<ItemKey>,
    /// First and last value date that count; `None`: nothing does.
    pub(super) counts: Option<(Day, Day)>,
    pub(super) turn: Turn,
    /// (value date, minor, day it came back when that was within the window).
    pub(super) counted: Vec<(Day, i64, Option<Day>)>,
}

impl<'a> Owed<'a> {
    pub(super) fn new(book: &Book, amount: Money, due_on: Day, terms: &'a PromiseTerms, covers: &[Part]) -> Self {
        let known = covers.iter().map(|part| &part.item).filter(|key| book.debts.iter().any(|d| d.key == **key));
        let items = known.cloned().collect();
        Self { amount, due_on, terms, items, counts: None, turn: Turn::Due, counted: vec![] }
    }

    /// What was paid towards it and did not come back in time.
    pub(super) fn paid(&self) -> i64 {
        self.counted.iter().filter(|(_, _, back)| back.is_none()).map(|(_, minor, _)| minor).sum()
    }

    fn ever(&self) -> i64 {
        self.counted.iter().map(|(_, minor, _)| minor).sum()
    }

    pub(super) fn kept(&self) -> bool {
        let share = i128::from(self.amount.minor) * i128::from(self.terms.tolerance_bp) / 10_000;
        let capped = share.min(i128::from(self.terms.tolerance_cap_minor));
        let allowed = capped.max(i128::from(self.terms.tolerance_minor));
        self.paid() > 0 && i128::from(self.amount.minor - self.paid()) <= allowed
    }

    /// The last day after its end on which something that had counted came back.
    pub(super) fn lost_after_end(&self) -> Option<Day> {
        let lost = self.counted.iter().filter(|(_, minor, _)| *minor > 0).filter_map(|(_, _, back)| *back);
        lost.filter(|back| *back > self.terms.grace_ends_on).max()
    }

    fn fits(&self, piece: &Piece) -> bool {
        let of_item = self.items.is_empty() || piece.item.as_ref().is_some_and(|key| self.items.contains(key));
        let in_time = self.counts.is_some_and(|(first, last)| piece.on >= first && piece.on <= last);
        of_item && in_time && self.amount.currency == piece.currency
    }

    fn take(&mut self, piece: &Piece, left: i64) -> i64 {
        let back_on = piece.back_on.filter(|back| back.0 - piece.on.0 <= self.terms.reversal_days);
        let had = if back_on.is_some() { self.ever() } else { self.paid() };
        let counted = left.min(self.amount.minor - had).max(0);
        self.counted.push((piece.on, counted, back_on));
        left - counted
    }
}

/// One piece of a payment: when, when it came back, what it went to (`None`: nothing).
pub(super) struct Piece {
    on: Day,
    back_on: Option<Day>,
    currency: Currency,
    item: Option<ItemKey>,
    minor: i64,
}

/// Shares every piece out, from nothing.
pub(super) fn share_out(owed: &mut [&mut Owed<'_>], pieces: &[Piece]) {
    owed.iter_mut().for_each(|one| one.counted.clear());
    let mut by_due: Vec<usize> = (0..owed.len()).collect();
    by_due.sort_by_key(|at| owed[*at].due_on);
    let first = |owed: &[&mut Owed<'_>]| -> Vec<usize> {
        by_due.iter().copied().filter(|at| owed[*at].turn != Turn::Rest).collect()
    };
    let (first, rest): (Vec<usize>, Vec<usize>) =
        (first(owed), by_due.iter().copied().filter(|at| owed[*at].turn == Turn::Rest).collect());
    for piece in pieces {
        let (mut left, mut met) = (piece.minor, vec![]);
        for at in &first {
            let turn = owed[*at].turn;
            if owed[*at].fits(piece) && !met.contains(&turn) {
                let before = left;
                left = owed[*at].take(piece, left);
                if turn != Turn::Due && left < before {
                    met.push(turn);
                }
            }
        }
        for at in first.iter().rev().filter(|at| met.contains(&owed[**at].turn)).copied().collect::<Vec<_>>() {
            if owed[at].fits(piece) {
                left = owed[at].take(piece, left);
            }
        }
        for at in &rest {
            if owed[*at].fits(piece) {
                left = owed[*at].take(piece, left);
            }
        }
    }
}

/// What every payment went to, by value date; those that came back with what they had paid the day before that.
pub(super) fn pieces(book: &Book, facts: &Facts, entries: &[Entry]) -> Vec<Piece> {
    let mut pieces = vec![];
    let mut add = |money: &Received, back_on: Option<Day>| {
        let (on, currency) = (money.on, money.currency);
        let went = money.went.iter().map(|(key, minor)| (Some(key.clone()), *minor));
        let went = went.chain([(None, money.left)]);
        pieces.extend(went.map(|(item, minor)| Piece { on, back_on, currency, item, minor }));
    };
    for money in book.moneys.iter().filter(|money| money.counts_as_payment) {
        add(money, None);
    }
    // (day it came back, value date, ledger before journal, key)
    let mut returned: BTreeSet<(Day, Day, bool, i64, String)> = BTreeSet::new();
    for entry in entries {
        let Event::PaymentReversed { payment, on } = &entry.event else { continue };
        let paid = entries.iter().find(|e| e.id() == *payment);
        let Some(Event::PaymentRecorded { paid_on, .. }) = paid.map(|paid| &paid.event) else { continue };
        returned.insert((*on, *paid_on, true, 0, payment.to_string()));
    }
    for payment in &facts.payments {
        let key = base(&payment.row.reference);
        if let Some(on) = book.returned.get(key) {
            returned.insert((*on, payment.row.paid_on, false, payment.source.0, key.to_owned()));
        }
    }
    for (back_on, _, _, _, key) in returned {
        let eve = back_on.plus(-1);
        let known: Vec<Entry> = entries.iter().filter(|entry| entry.day <= eve).cloned().collect();
        let mut then = Book { returned: book.returned.clone(), ..Book::default() };
        then.replay(facts, &known, &contests(&known), eve);
        for money in then.moneys.iter().filter(|money| money.key.as_ref() == Some(&key)) {
            add(money, Some(back_on));
        }
    }
    pieces.sort_by_key(|piece| piece.on);
    pieces
}
