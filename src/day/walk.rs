//! One part of the book placed: who stands in the list, who is left out, what the list before said of them.
//! What never lives here: SQL, a rule, writing. It needs nothing but the part, so parts can be placed side by side.
//! `close` calls it.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use super::lines::Batch;
use super::linked::Resting;
use crate::domain::absence::Cover;
use crate::domain::case::CaseRow;
use crate::domain::codes::Exclusion;
use crate::domain::queue::{Placed, Ranked};
use crate::domain::team::{Seen, TeamDay, overdue_in};
use crate::domain::terms::Policy;
use crate::domain::values::{CaseId, Currency, Day, Login};
use crate::ranking::changes::{Before, BeforeLine, cause};
use crate::ranking::index::converted;
use crate::ranking::minutes::expected_tenths;
use crate::ranking::{Card, gate, place};
use crate::store::night::{Fresh, Part, Was};

/// What every part is placed by.
#[derive(Debug)]
pub(super) struct Around<'a> {
    pub(super) day: Day,
    pub(super) card: &'a Card,
    pub(super) policy: &'a Policy,
    pub(super) reporting: Currency,
    pub(super) past: Past,
    pub(super) lists: ListNumbers,
    /// Whose list a line stands in while people are away.
    pub(super) cover: Cover,
}

/// What is known of the list before beside what it said of each case.
#[derive(Debug, Default)]
pub(super) struct Past {
    /// Its number.
    pub(super) generation: Option<i64>,
    /// Whose each of its lists is.
    pub(super) owners: Vec<Option<Login>>,
    /// The day that was closed when it was made; `None`: there was no list before.
    pub(super) since: Option<Day>,
    /// The highest case number it knew.
    pub(super) known: CaseId,
}

/// Numbers of the lists, in the order in which they are met: another one in every run, and put right at the end.
#[derive(Debug, Default)]
pub(super) struct ListNumbers(Mutex<BTreeMap<Option<Login>, u32>>);

/// A part placed.
#[derive(Debug, Default)]
pub(super) struct Walked {
    pub(super) batch: Batch,
    pub(super) cases: u64,
    pub(super) excluded: BTreeMap<Exclusion, u64>,
    pub(super) promised: Vec<CaseId>,
    pub(super) fresh: Vec<Fresh>,
    pub(super) next_flip: Option<Day>,
    pub(super) team: TeamDay,
}

impl ListNumbers {
    fn of(&self, login: Option<&Login>) -> u32 {
        let mut numbers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        // Looked up by a copy: a map of options cannot be asked by reference.
        let next = u32::try_from(numbers.len()).unwrap_or(u32::MAX);
        *numbers.entry(login.cloned()).or_insert(next)
    }

    /// Whose each list is, nobody's first and then by login, and the final number of each list by the one it had.
    pub(super) fn in_order(self) -> (Vec<Option<Login>>, Vec<u32>) {
        let numbers = self.0.into_inner().unwrap_or_else(PoisonError::into_inner);
        let mut finals = vec![0; numbers.len()];
        for (last, given) in (0_u32..).zip(numbers.values()) {
            finals[usize::try_from(*given).unwrap_or(0)] = last;
        }
        (numbers.into_keys().collect(), finals)
    }
}

/// Places a part.
pub(super) fn walk(mut part: Part, around: &Around<'_>) -> Walked {
    let mut walked = Walked {
        cases: part.cases,
        promised: std::mem::take(&mut part.promised),
        fresh: std::mem::take(&mut part.fresh),
        next_flip: part.next_flip,
        team: TeamDay::new(around.day, around.policy.calendar, &around.policy.team.alerts),
        ..Walked::default()
    };
    // A list's number, and its place among the team's.
    let mut numbers: BTreeMap<Option<Login>, (u32, usize)> = BTreeMap::new();
    let mut number = |team: &mut TeamDay, login: Option<&Login>| {
        let login = around.cover.list_of(login).cloned();
        *numbers.entry(login).or_insert_with_key(|login| (around.lists.of(login.as_ref()), team.place(login.as_ref())))
    };
    let quiet = part.cases.saturating_sub(u64::try_from(part.rows.len()).unwrap_or(part.cases));
    walked.excluded.insert(Exclusion::NothingOverdue, quiet);
    for row in &part.rows {
        watch(&mut walked.team, row, around);
        match place(row, around.day, around.card, around.policy, around.reporting) {
            Placed::Queued(line) => {
                let before = before(&part, row, &line, around);
                let cause = cause(before, &line, row, around.past.since.unwrap_or(row.as_of));
                let (list, place) = number(&mut walked.team, line.collector.as_ref());
                walked.team.see(place, row, called(&line));
                walked.batch.queued(&line, list, row.rev, (before.own_rank(), cause), &around.policy.order);
                walked.batch.joins(row.group);
                walked.batch.rests(resting(row, list, around));
            }
            Placed::Excluded { case, collector, reason, until } => {
                *walked.excluded.entry(reason).or_default() += 1;
                if reason != Exclusion::NothingOverdue || row.oldest_due.is_some() {
                    let (list, place) = number(&mut walked.team, collector.as_ref());
                    walked.team.see(place, row, left_out(row, until, around));
                    walked.batch.left_out(case, list, reason, until);
                    walked.batch.rests(resting(row, list, around));
                }
            }
        }
    }
    walked.excluded.retain(|_, cases| *cases > 0);
    walked
}

/// The alerts a case fits.
fn watch(team: &mut TeamDay, row: &CaseRow, around: &Around<'_>) {
    let rules = &around.policy.team.alerts;
    if !rules.is_empty() {
        let to_reporting = |minor, from| converted(minor, from, around.day, around.policy, around.reporting);
        team.watch(rules, row, around.day, overdue_in(row, to_reporting));
    }
}

fn called(line: &Ranked) -> Seen {
    let idle = line.factors.untouched_days.is_some();
    Seen { called_minor: Some(line.value_minor), tenths: line.factors.minutes_tenths, until: None, idle }
}

fn left_out(row: &CaseRow, until: Day, around: &Around<'_>) -> Seen {
    let tenths = expected_tenths(row.profile.last_outcome, &around.policy.order);
    Seen { called_minor: None, tenths, until: Some(until), idle: false }
}

/// The case among those of its group that rest after a contact.
fn resting(row: &CaseRow, list: u32, around: &Around<'_>) -> Option<Resting> {
    let (group, until) = (row.group?, gate::resting(row, around.day, around.policy)?);
    Some(Resting { list, group, case: row.case, until })
}

/// What the list before said of a line's case.
fn before(part: &Part, row: &CaseRow, line: &Ranked, around: &Around<'_>) -> Before {
    let (past, whose) = (&around.past, around.cover.list_of(line.collector.as_ref()));
    if past.since.is_none() {
        return Before::Unknown;
    }
    match part.was(row.case) {
        Some(Was::Queued { list, own, head }) => {
            let owner = usize::try_from(list).ok().and_then(|list| past.owners.get(list));
            Before::Queued(BeforeLine {
                rank: own,
                same_collector: owner.is_some_and(|owner| owner.as_ref() == whose),
                band: head.band,
                score: head.score,
                value_minor: head.value_minor,
                seq: head.rev.seq,
                rev: head.rev.rev,
            })
        }
        Some(Was::Excluded(reason)) => Before::Excluded(reason),
        None if row.case <= past.known => Before::Excluded(Exclusion::NothingOverdue),
        None => Before::Unknown,
    }
}
