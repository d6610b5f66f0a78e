//! Tonight's lists under another card, other numbers or other people, beside today's: who moves, what it is expected to
//! bring, how the load changes.
//! What never lives here: words. Nothing is written: the book is walked case by case and every list is made in memory.
//! `cli` calls it.

use std::collections::BTreeMap;

use crate::domain::case::CaseRow;
use crate::domain::codes::Exclusion;
use crate::domain::queue::{Placed, Ranked, Share};
use crate::domain::terms::Policy;
use crate::domain::values::{CaseId, Currency, Day, Login};
use crate::ranking::capacity::Filling;
use crate::ranking::{Card, order, place};
use crate::store::{Store, StoreError};

/// The card and the numbers a list is made by.
#[derive(Debug, Clone, Copy)]
pub struct House<'a> {
    /// The card.
    pub card: &'a Card,
    /// The numbers.
    pub policy: &'a Policy,
}

/// Where a case stands in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stand {
    /// In somebody's list, at a rank from 1; `today`: it fits into their day.
    Listed {
        /// Whose.
        who: Option<Login>,
        /// From 1, in that list.
        rank: u32,
        /// Within what fits.
        today: bool,
        /// What a minute of the call is worth.
        index: i128,
    },
    /// Left out.
    Out(Exclusion, Day),
}

/// One case in both.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Move {
    /// The case.
    pub case: CaseId,
    /// Its debtor.
    pub name: String,
    /// Reference.
    pub reference: String,
    /// As things are.
    pub now: Stand,
    /// As they would be.
    pub then: Stand,
}

impl Move {
    /// True when a call of today would not be made, or the other way round, or by somebody else.
    #[must_use]
    pub fn matters(&self) -> bool {
        let today = |stand: &Stand| match stand {
            Stand::Listed { who, today: true, .. } => Some(who.clone()),
            Stand::Listed { .. } | Stand::Out(..) => None,
        };
        today(&self.now) != today(&self.then)
    }
}

/// Both lists beside each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WhatIf {
    /// The day they are for.
    pub day: Day,
    /// Each person's list as things are.
    pub now: Vec<Share>,
    /// … and as they would be.
    pub then: Vec<Share>,
    /// Cases whose call would be made or not be made today, by case number.
    pub moves: Vec<Move>,
    /// Cases that only change their rank.
    pub shifted: u64,
}

/// A list in the making.
#[derive(Default)]
struct List {
    lines: Vec<Ranked>,
    out: BTreeMap<CaseId, (Exclusion, Day)>,
}

impl List {
    fn add(&mut self, row: &CaseRow, day: Day, house: House<'_>, reporting: Currency) {
        match place(row, day, house.card, house.policy, reporting) {
            Placed::Queued(line) => self.lines.push(Ranked { reasons: vec![], ..line }),
            Placed::Excluded { case, reason, until, .. } => drop(self.out.insert(case, (reason, until))),
        }
    }

    /// Where every case stands, and how much of each list fits.
    fn done(mut self, house: House<'_>) -> (BTreeMap<CaseId, Stand>, Vec<Share>) {
        order(&mut self.lines, &house.policy.order);
        let mut lists: BTreeMap<Option<Login>, (u32, Filling)> = BTreeMap::new();
        let mut stands: BTreeMap<CaseId, Stand> =
            self.out.into_iter().map(|(case, (reason, until))| (case, Stand::Out(reason, until))).collect();
        for line in &self.lines {
            let fresh = || (0, Filling::new(line.collector.clone(), &house.policy.order.capacity));
            let (rank, filling) = lists.entry(line.collector.clone()).or_insert_with(fresh);
            *rank += 1;
            let today = filling.take(line.factors.minutes_tenths, line.index, line.value_minor);
            let stand = Stand::Listed { who: line.collector.clone(), rank: *rank, today, index: line.index };
            stands.insert(line.case, stand);
        }
        (stands, lists.into_values().map(|(_, filling)| filling.done()).collect())
    }
}

/// Makes both lists for `day` and compares them.
pub fn what_if(store: &Store, day: Day, now: House<'_>, then: House<'_>) -> Result<WhatIf, StoreError> {
    let reporting = store.settings().currency;
    let (mut one, mut two) = (List::default(), List::default());
    let mut names = BTreeMap::new();
    for number in 1..=store.night_size()?.1.0 {
        let row = match store.case_row(CaseId(number), day) {
            Ok(row) => row,
            Err(StoreError::Refused(_)) => continue,
            Err(error) => return Err(error),
        };
        if row.oldest_due.is_none() && row.callback.is_none() {
            continue;
        }
        one.add(&row, day, now, reporting);
        two.add(&row, day, then, reporting);
        names.insert(row.case, (row.name, row.reference));
    }
    let (one, shares_now) = one.done(now);
    let (mut two, shares_then) = two.done(then);
    let (mut moves, mut shifted) = (vec![], 0);
    for (case, now) in one {
        let Some(then) = two.remove(&case) else { continue };
        let (name, reference) = names.remove(&case).unwrap_or_default();
        let change = Move { case, name, reference, now, then };
        if change.matters() {
            moves.push(change);
        } else if change.now != change.then {
            shifted += 1;
        }
    }
    Ok(WhatIf { day, now: shares_now, then: shares_then, moves, shifted })
}
