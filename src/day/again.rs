//! A list of the past made again: every case as it was known then, by the card and the numbers in force then, compared
//! with the list before, which is made again too.
//! What never lives here: SQL, a rule, words. Nothing is written.
//! `cli` calls it.

use std::collections::{BTreeMap, BTreeSet};

use super::lines::Lines;
use super::walk::{self, Walked};
use super::what_if::House;
use crate::domain::case::CaseRow;
use crate::domain::codes::Exclusion;
use crate::domain::queue::{ExcludedLine, Generation, QueueLine, looked_at_again};
use crate::domain::values::{CaseId, Day, Instant, Login};
use crate::store::blocks::{Became, Blocks, KeptLine, ReadBack};
use crate::store::night::{PART_CASES, Part, Was, is_busy};
use crate::store::queue::line;
use crate::store::{Store, StoreError};

/// When a list speaks of, and by what it is made.
#[derive(Debug, Clone, Copy)]
pub struct Then<'a> {
    /// The day it is for.
    pub day: Day,
    /// What was known.
    pub known_at: Instant,
    /// The card and the numbers in force.
    pub house: House<'a>,
}

/// A list made again.
#[derive(Debug)]
pub struct Again {
    /// The list; its number is 0.
    pub generation: Generation,
    known_at: Instant,
    owners: Vec<Option<Login>>,
    all: ReadBack,
    before: BTreeSet<CaseId>,
}

/// Makes a list again. `before`: the list it was compared with, and the day that was closed when that one was made.
pub fn again(store: &Store, then: &Then<'_>, before: Option<(&Then<'_>, Day)>) -> Result<Again, StoreError> {
    let past = match before {
        None => (walk::Past::default(), vec![]),
        Some((earlier, closed)) => {
            let (again, known) = made(store, earlier, (walk::Past::default(), vec![]))?;
            let was: Vec<(CaseId, Was)> =
                again.all.cases.iter().map(|(case, became)| (*case, Was::of(*became))).collect();
            (walk::Past { generation: None, owners: again.owners, since: Some(closed), known }, was)
        }
    };
    made(store, then, past).map(|(again, _)| again)
}

/// The list, and the highest case number it knew.
fn made(
    store: &Store,
    then: &Then<'_>,
    (past, was): (walk::Past, Vec<(CaseId, Was)>),
) -> Result<(Again, CaseId), StoreError> {
    let by = walk::Around {
        day: then.day,
        card: then.house.card,
        policy: then.house.policy,
        reporting: store.settings().currency,
        past,
        lists: walk::ListNumbers::default(),
        cover: store.cover(then.day, Some(then.known_at))?,
    };
    let mut lines = Lines::default();
    let mut place = |part: Part| {
        let Walked { batch, .. } = walk::walk(part, &by);
        lines.add(batch);
    };
    let (mut part, mut known) = (Part::default(), CaseId(0));
    store.rows_known(then.day, then.known_at, &mut |row| {
        known = row.case;
        part.cases += 1;
        if let Ok(at) = was.binary_search_by_key(&row.case, |(case, _)| *case) {
            part.before.push(was[at]);
        }
        if is_busy(&row) {
            part.rows.push(row);
        }
        if part.cases == PART_CASES.unsigned_abs() {
            place(std::mem::take(&mut part));
        }
        true
    })?;
    place(part);
    let (owners, numbers) = by.lists.in_order();
    let rules = then.house.policy.order.on(then.day, &store.people_at(then.known_at)?);
    lines.sort(&numbers, &owners, &rules, (then.day, by.reporting));
    let generation = Generation {
        number: 0,
        day: then.day,
        planned_at: then.known_at,
        card: then.house.card.name().to_owned(),
        queued: lines.len(),
        excluded: lines.left_out(),
        shares: lines.shares().to_vec(),
    };
    let mut blocks = Blocks::default();
    let mut all = ReadBack::default();
    let mut sink = |ready: &mut Blocks| -> Result<(), StoreError> {
        let ReadBack { lines, order, cases } = ready.read_back();
        all.lines.extend(lines);
        all.order.extend(order);
        all.cases.extend(cases);
        Ok(())
    };
    lines.order(&mut blocks, &mut sink)?;
    lines.lists(&owners, &mut blocks, &mut sink)?;
    lines.cases(&mut blocks, &mut sink)?;
    all.lines.sort_by_key(|(place, _)| *place);
    let listed = was.into_iter().filter(|(_, was)| matches!(was, Was::Queued { .. }));
    let before = listed.map(|(case, _)| case).collect();
    Ok((Again { generation, known_at: then.known_at, owners, all, before }, known))
}

/// Whose list a case was left out of, why (and with which case of its group it goes), until when.
type LeftOut = (Option<Login>, (Exclusion, Option<CaseId>), Day);

impl Again {
    /// The lines in their order; `collector` `None`: everybody's.
    fn listed(&self, collector: Option<&Login>) -> Vec<&KeptLine> {
        let at = |place: &(u32, u32)| self.all.lines.binary_search_by_key(place, |(place, _)| *place).ok();
        match collector {
            None => self.all.order.iter().filter_map(at).map(|at| &self.all.lines[at].1).collect(),
            Some(login) => {
                let list = self.owners.iter().position(|owner| owner.as_ref() == Some(login));
                let list = list.and_then(|list| u32::try_from(list).ok());
                let own = self.all.lines.iter().filter(|((of, _), _)| Some(*of) == list);
                own.map(|(_, line)| line).collect()
            }
        }
    }

    /// Lines of a collector's list; `None`: of everybody's.
    #[must_use]
    pub fn length(&self, collector: Option<&Login>) -> u32 {
        u32::try_from(self.listed(collector).len()).unwrap_or(u32::MAX)
    }

    /// The first lines, each beside its case as it stood then.
    pub fn lines(&self, store: &Store, collector: Option<&Login>, limit: u32) -> Result<Vec<QueueLine>, StoreError> {
        let (day, book) = (self.generation.day, store.settings().currency);
        let share = self.generation.share(collector);
        let mut out = vec![];
        for (rank, kept) in (1..=limit).zip(self.listed(collector)) {
            if let Some(row) = store.row_known(kept.ranked.case, day, self.known_at)? {
                out.push(line(kept.clone(), (rank, share.as_ref()), &row, day, book));
            }
        }
        Ok(out)
    }

    /// Who was left out, by case number; `collector` `None`: of anybody's list.
    pub fn excluded(&self, store: &Store, collector: Option<&Login>) -> Result<Vec<ExcludedLine>, StoreError> {
        let became: BTreeMap<CaseId, Became> = self.all.cases.iter().copied().collect();
        let mut out = vec![];
        store.rows_known(self.generation.day, self.known_at, &mut |row| {
            let CaseRow { case, name, reference, .. } = &row;
            if let Some((whose, (reason, by), until)) = self.left_out(&row, became.get(case).copied())
                && collector.is_none_or(|login| whose.as_ref() == Some(login))
            {
                let (name, reference) = (name.clone(), reference.clone());
                out.push(ExcludedLine { case: *case, name, reference, reason, by, until });
            }
            true
        })?;
        Ok(out)
    }

    /// Whose list a case was left out of, why and until when.
    fn left_out(&self, row: &CaseRow, became: Option<Became>) -> Option<LeftOut> {
        match became {
            Some(Became::Queued { .. }) => None,
            Some(Became::Excluded { list, reason, by, until }) => {
                let whose = usize::try_from(list).ok().and_then(|list| self.owners.get(list));
                Some((whose.cloned().flatten(), (reason, by), until))
            }
            None => {
                let quiet = row.oldest_due.is_none();
                let until = looked_at_again(row.next_due, self.generation.day);
                quiet.then(|| (row.collector.clone(), (Exclusion::NothingOverdue, None), until))
            }
        }
    }

    /// The cases that stood in the list before.
    #[must_use]
    pub const fn listed_before(&self) -> &BTreeSet<CaseId> {
        &self.before
    }

    /// The line of a case with its place in its own list, from 1; `None`: it does not stand in the list.
    #[must_use]
    pub fn line_of(&self, case: CaseId) -> Option<(u32, &KeptLine)> {
        let found = self.all.lines.iter().find(|(_, line)| line.ranked.case == case);
        found.map(|((_, own), line)| (*own, line))
    }
}
