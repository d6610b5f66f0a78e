//! Tonight's lists under another card, other numbers or other people, beside today's: who moves, what it is expected to
//! bring, how the load changes.
//! What never lives here: words. Nothing is written: the book is read part by part, as the close reads it, and of every case
//! only its place in either list is kept.
//! `cli` calls it.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::Progress;
use super::linked::{Gone, Member, Resting, gone, take_out};
use crate::domain::absence::Cover;
use crate::domain::case::CaseRow;
use crate::domain::codes::{Band, Exclusion};
use crate::domain::person::Person;
use crate::domain::queue::{Placed, Share};
use crate::domain::terms::Policy;
use crate::domain::values::{CaseId, Currency, Day, Group, Login};
use crate::ranking::capacity::Filling;
use crate::ranking::{Card, gate, order, place};
use crate::store::night::PART_CASES;
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
    /// Left out, until when, and for the call to which other case of its group.
    Out(Exclusion, Day, Option<CaseId>),
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

/// Both lists beside each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WhatIf {
    /// The day they are for.
    pub day: Day,
    /// Each person's list as things are.
    pub now: Vec<Share>,
    /// … and as they would be.
    pub then: Vec<Share>,
    /// Cases whose call would be made or not be made today, or by somebody else: those worth most a minute first.
    pub moves: Vec<Move>,
    /// How many there are of these in all.
    pub moved: u64,
    /// Cases that only change their rank.
    pub shifted: u64,
}

/// What is kept of a line while its list is made.
struct Line {
    key: [u64; 3],
    case: CaseId,
    list: u32,
    band: Band,
    minutes_tenths: u16,
    value_minor: i64,
}

/// Where a case stands, its list by number: there is one for every case of the book.
#[derive(Clone, Copy)]
enum At {
    Listed { list: u32, rank: u32, today: bool, index: i128 },
    Out(Exclusion, Day, Option<CaseId>),
}

/// A list in the making.
#[derive(Default)]
struct Making {
    lines: Vec<Line>,
    numbers: BTreeMap<Option<Login>, u32>,
    out: Vec<(CaseId, At)>,
    /// Lines of cases with a group, by case number.
    grouped: Vec<(CaseId, Group)>,
    resting: Vec<Resting>,
    /// Whose list a line stands in while people are away.
    cover: Cover,
    people: Vec<Person>,
}

/// A list that is made.
struct Made {
    /// Whose each list is, by its number.
    owners: Vec<Option<Login>>,
    /// By case number.
    places: Vec<(CaseId, At)>,
    /// Nobody's first, then by login.
    shares: Vec<Share>,
}

impl Making {
    fn add(&mut self, row: &CaseRow, day: Day, house: House<'_>, reporting: Currency) {
        let rests = row.group.zip(gate::resting(row, day, house.policy));
        match place(row, day, house.card, house.policy, reporting) {
            Placed::Queued(line) => {
                let list = self.list(&line.collector);
                self.grouped.extend(row.group.map(|group| (row.case, group)));
                self.rests(row.case, list, rests);
                let key = order::packed(&order::sort_key(&line, &house.policy.order));
                let (minutes_tenths, value_minor) = (line.factors.minutes_tenths, line.value_minor);
                self.lines.push(Line { key, case: line.case, list, band: line.band, minutes_tenths, value_minor });
            }
            Placed::Excluded { case, reason, until, collector } => {
                self.out.push((case, At::Out(reason, until, None)));
                if rests.is_some() {
                    let list = self.list(&collector);
                    self.rests(case, list, rests);
                }
            }
        }
    }

    fn list(&mut self, whose: &Option<Login>) -> u32 {
        let next = u32::try_from(self.numbers.len()).unwrap_or(u32::MAX);
        let whose = self.cover.list_of(whose.as_ref()).cloned();
        *self.numbers.entry(whose).or_insert(next)
    }

    fn rests(&mut self, case: CaseId, list: u32, rests: Option<(Group, Day)>) {
        self.resting.extend(rests.map(|(group, until)| Resting { list, group, case, until }));
    }

    /// Leaves out what goes with another line of its group, as the close does.
    fn link(&mut self, day: Day) {
        let lines = &self.lines;
        let group =
            |case: &CaseId| self.grouped.binary_search_by_key(case, |(case, _)| *case).map(|at| self.grouped[at].1);
        let members = (0_u32..).zip(lines).filter(|_| !self.grouped.is_empty());
        let members =
            members.filter_map(|(place, line)| Some(Member { list: line.list, group: group(&line.case).ok()?, place }));
        let line = |place: u32| (lines[number(place)].case, lines[number(place)].band);
        let gone = gone(members.collect(), std::mem::take(&mut self.resting), day, &mut { line });
        for Gone { covered, .. } in &gone {
            self.out.push((covered.case, At::Out(Exclusion::Linked, covered.until, Some(covered.by))));
        }
        take_out(&mut self.lines, &gone);
    }

    fn made(mut self, house: House<'_>, day: Day) -> Made {
        self.lines.sort_unstable_by_key(|line| (line.key, line.case));
        self.link(day);
        let by_login: Vec<u32> = self.numbers.values().copied().collect();
        let mut owners = vec![None; self.numbers.len()];
        for (owner, list) in self.numbers {
            owners[number(list)] = owner;
        }
        let capacity = house.policy.order.capacity.on(day, &self.people);
        let fresh = |who: &Option<Login>| (0, Filling::new(who.clone(), &capacity));
        let mut lists: Vec<(u32, Filling)> = owners.iter().map(fresh).collect();
        let mut places = self.out;
        places.reserve(self.lines.len());
        for line in &self.lines {
            let (rank, filling) = &mut lists[number(line.list)];
            *rank += 1;
            let index = order::index_of(&line.key);
            let today = filling.take(line.minutes_tenths, index, line.value_minor);
            places.push((line.case, At::Listed { list: line.list, rank: *rank, today, index }));
        }
        places.sort_unstable_by_key(|(case, _)| *case);
        let mut shares: Vec<Option<Share>> = lists.into_iter().map(|(_, filling)| Some(filling.done())).collect();
        let shares = by_login.into_iter().filter_map(|list| shares[number(list)].take()).collect();
        Made { owners, places, shares }
    }
}

fn number(list: u32) -> usize {
    usize::try_from(list).unwrap_or(usize::MAX)
}

impl Made {
    fn owner(&self, at: At) -> Option<&Login> {
        match at {
            At::Listed { list, .. } => self.owners[number(list)].as_ref(),
            At::Out(..) => None,
        }
    }

    /// Whose call of today it is, if it is one.
    fn today(&self, at: At) -> Option<Option<&Login>> {
        matches!(at, At::Listed { today: true, .. }).then(|| self.owner(at))
    }

    fn stand(&self, at: At) -> Stand {
        match at {
            At::Listed { rank, today, index, .. } => Stand::Listed { who: self.owner(at).cloned(), rank, today, index },
            At::Out(reason, until, by) => Stand::Out(reason, until, by),
        }
    }
}

impl At {
    /// What a minute of the call of today is worth; 0 of any other.
    const fn worth(self) -> i128 {
        match self {
            Self::Listed { today: true, index, .. } => index,
            Self::Listed { .. } | Self::Out(..) => 0,
        }
    }
}

/// Makes the lists of both houses (as it is, as it would be) for `day` and compares them; of the moves, the `most` that
/// matter most are told with their names. `tell` hears how far it is.
pub fn what_if(
    store: &Store,
    day: Day,
    [now, then]: [House<'_>; 2],
    most: usize,
    tell: &mut dyn FnMut(Progress),
) -> Result<WhatIf, StoreError> {
    let reporting = store.settings().currency;
    let cover = store.cover(day, None)?;
    let people = store.people()?;
    let mut one = Making { cover: cover.clone(), people: people.clone(), ..Making::default() };
    let mut two = Making { cover, people, ..Making::default() };
    let last = store.night_last()?;
    let mut reader = store.night_reader(day, None)?;
    let mut after = CaseId(0);
    while after < last {
        let upto = CaseId(after.0 + PART_CASES).min(last);
        for row in &reader.part(after, upto)?.rows {
            if row.oldest_due.is_some() || row.callback.is_some() {
                one.add(row, day, now, reporting);
                two.add(row, day, then, reporting);
            }
        }
        after = upto;
        let count = |case: CaseId| u64::try_from(case.0).unwrap_or(0);
        tell(Progress { done: count(upto), total: count(last) });
    }
    let (one, two) = (one.made(now, day), two.made(then, day));
    let (mut moves, mut shifted) = (vec![], 0);
    // Both lists speak of the same cases.
    for ((case, now), (_, then)) in one.places.iter().zip(&two.places) {
        if one.today(*now) != two.today(*then) {
            moves.push((*case, *now, *then));
        } else if one.stand(*now) != two.stand(*then) {
            shifted += 1;
        }
    }
    moves.sort_by_key(|(case, now, then)| (Reverse(now.worth().max(then.worth())), *case));
    let moved = u64::try_from(moves.len()).unwrap_or(u64::MAX);
    moves.truncate(most);
    let named = moves.into_iter().map(|(case, now, then)| {
        let row = store.case_row(case, day)?;
        Ok(Move { case, name: row.name, reference: row.reference, now: one.stand(now), then: two.stand(then) })
    });
    let moves = named.collect::<Result<Vec<_>, StoreError>>()?;
    Ok(WhatIf { day, now: one.shares, then: two.shares, moves, moved, shifted })
}
