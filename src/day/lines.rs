//! The lines of a new list while it is made: little per case, so that a million cases fit; the order and the moves.
//! What never lives here: SQL, a rule.
//! `close` calls it.

use std::collections::BTreeMap;

use crate::domain::case::CaseRow;
use crate::domain::codes::{Band, Because, Exclusion};
use crate::domain::order::OrderRules;
use crate::domain::queue::{Ranked, Share};
use crate::domain::values::{CaseId, Day, Login};
use crate::ranking::capacity::Filling;
use crate::ranking::changes::{Before, BeforeLine, cause, change};
use crate::ranking::draw::draw;
use crate::ranking::{SortKey, order};
use crate::store::night::{Earlier, RankRow};

/// The list before, looked up in order of case number.
#[derive(Debug, Default)]
pub(super) struct Past {
    queued: Vec<Earlier>,
    /// Place in the own collector's list, beside `queued`.
    own_ranks: Vec<u32>,
    left_out: Vec<(CaseId, Exclusion)>,
    /// The day that was closed when it was made; `None`: there was no list before.
    since: Option<Day>,
    /// The highest case number it knew.
    known: CaseId,
}

impl Past {
    /// From what the list before said, both by case number, and the highest case number it knew.
    pub(super) fn new(queued: Vec<Earlier>, left_out: Vec<(CaseId, Exclusion)>, since: Day, known: CaseId) -> Self {
        let mut by_rank: Vec<usize> = (0..queued.len()).collect();
        by_rank.sort_unstable_by_key(|place| queued[*place].rank);
        let mut counts: BTreeMap<Option<&Login>, u32> = BTreeMap::new();
        let mut own_ranks = vec![0; queued.len()];
        for place in by_rank {
            let count = counts.entry(queued[place].collector.as_ref()).or_default();
            *count += 1;
            own_ranks[place] = *count;
        }
        Self { queued, own_ranks, left_out, since: Some(since), known }
    }

    fn before(&self, line: &Ranked) -> Before {
        if self.since.is_none() {
            return Before::Unknown;
        }
        if let Ok(place) = self.queued.binary_search_by_key(&line.case, |was| was.case) {
            let was = &self.queued[place];
            return Before::Queued(BeforeLine {
                rank: self.own_ranks[place],
                same_collector: was.collector == line.collector,
                band: was.band,
                score: was.score,
                value_minor: was.value_minor,
                seq: was.rev.seq,
                rev: was.rev.rev,
            });
        }
        match self.left_out.binary_search_by_key(&line.case, |(case, _)| *case) {
            Ok(place) => Before::Excluded(self.left_out[place].1),
            Err(_) if line.case <= self.known => Before::Excluded(Exclusion::NothingOverdue),
            Err(_) => Before::Unknown,
        }
    }
}

/// A line in the making.
#[derive(Debug, Clone)]
struct Line {
    key: SortKey,
    value_minor: i64,
    collector: u32,
    minutes_tenths: u16,
    before: Before,
    cause: Option<Because>,
    drawn: bool,
}

/// All lines in the making.
#[derive(Debug)]
pub(super) struct Lines {
    past: Past,
    rules: OrderRules,
    lines: Vec<Line>,
    collectors: Vec<Option<Login>>,
    numbers: BTreeMap<Option<Login>, u32>,
}

impl Lines {
    /// None yet.
    pub(super) fn new(past: Past, rules: &OrderRules) -> Self {
        Self { past, rules: rules.clone(), lines: vec![], collectors: vec![], numbers: BTreeMap::new() }
    }

    /// How many.
    pub(super) fn len(&self) -> usize {
        self.lines.len()
    }

    /// Takes in a line, with the row it was made from.
    pub(super) fn add(&mut self, line: &Ranked, row: &CaseRow) {
        let before = self.past.before(line);
        let cause = cause(before, line, row, self.past.since.unwrap_or(row.as_of));
        let collector = self.number(line.collector.as_ref());
        let minutes_tenths = line.factors.minutes_tenths;
        let value_minor = line.value_minor;
        self.lines.push(Line {
            key: order::sort_key(line, &self.rules),
            value_minor,
            collector,
            minutes_tenths,
            before,
            cause,
            drawn: false,
        });
    }

    fn number(&mut self, collector: Option<&Login>) -> u32 {
        let owned = collector.cloned();
        if let Some(number) = self.numbers.get(&owned) {
            return *number;
        }
        let number = u32::try_from(self.collectors.len()).unwrap_or(u32::MAX);
        self.collectors.push(owned.clone());
        self.numbers.insert(owned, number);
        number
    }

    /// Puts them in order; to be read with [`Self::ranks`] afterwards.
    pub(super) fn sort(&mut self) {
        self.past = Past::default();
        self.lines.sort_unstable_by_key(|line| line.key);
    }

    /// Draws a share of each person's slots at random, when the house wants that; after [`Self::sort`].
    pub(super) fn draw(&mut self, day: Day) {
        let rules = self.rules.clone();
        if rules.hold_out_permille == 0 {
            return;
        }
        let index = rules.place(Band::Index);
        for collector in 0..self.collectors.len() {
            let own = |line: &Line| usize::try_from(line.collector) == Ok(collector);
            let places: Vec<usize> = (0..self.lines.len()).filter(|at| own(&self.lines[*at])).collect();
            let mut filling = Filling::new(self.collectors[collector].clone(), &rules.capacity);
            let fits = places.iter().filter(|at| filling.take(self.lines[**at].minutes_tenths, 0, 0)).count();
            let lines: Vec<(CaseId, bool)> =
                places.iter().map(|at| (self.lines[*at].key.3, self.lines[*at].key.0 == index)).collect();
            let done = draw(&lines, fits, rules.hold_out_permille, rules.hold_out_seed, day);
            let mut old: Vec<Line> = places.iter().map(|at| self.lines[*at].clone()).collect();
            for (line, drawn) in old.iter_mut().zip(&done.drawn) {
                line.drawn = *drawn;
            }
            for (at, from) in places.into_iter().zip(done.order) {
                self.lines[at] = old[from].clone();
            }
        }
    }

    /// How much of each list fits into a day, by login; after [`Self::sort`].
    pub(super) fn shares(&self) -> Vec<Share> {
        let capacity = &self.rules.capacity;
        let mut all: Vec<Filling> = self.collectors.iter().map(|who| Filling::new(who.clone(), capacity)).collect();
        for line in &self.lines {
            if let Some(filling) = usize::try_from(line.collector).ok().and_then(|place| all.get_mut(place)) {
                filling.take(line.minutes_tenths, line.key.2.0, line.value_minor);
            }
        }
        let mut shares: Vec<Share> = all.into_iter().map(Filling::done).collect();
        shares.sort_by(|one, two| one.who.cmp(&two.who));
        shares
    }

    /// The finished order, in slices of `size` lines.
    pub(super) fn ranks(&self, size: usize) -> impl Iterator<Item = Vec<RankRow<'_>>> {
        let mut own = vec![0_u32; self.collectors.len()];
        let mut rank = 0;
        self.lines.chunks(size).map(move |lines| {
            let place = |line: &Line| {
                rank += 1;
                let collector = usize::try_from(line.collector).unwrap_or(0);
                own[collector] += 1;
                let (change, because) = change(line.before, own[collector], line.cause);
                let because = if line.drawn { Because::Drawn } else { because };
                let collector = self.collectors[collector].as_ref();
                RankRow { rank, case: line.key.3, collector, change, because }
            };
            lines.iter().map(place).collect()
        })
    }
}
