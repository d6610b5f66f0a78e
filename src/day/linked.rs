//! The lines of groups in a list that is in order: which belong together, and which go with another one.
//! What never lives here: which of them is called (see `ranking::linked`). It costs memory for cases with a group alone.
//! `lines`, `what_if` and `replay` call it.

use std::vec::IntoIter;

use crate::domain::codes::Band;
use crate::domain::values::{CaseId, Currency, Day, Group};
use crate::ranking::linked::{Covered, covered};
use crate::store::blocks::{Head, telling_linked};

/// The line of a case with a group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Member {
    /// Whose list.
    pub(super) list: u32,
    /// Its group.
    pub(super) group: Group,
    /// Its place in the order of all lists.
    pub(super) place: u32,
}

/// A case with a group that rests after a contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Resting {
    /// Whose list it would stand in.
    pub(super) list: u32,
    /// Its group.
    pub(super) group: Group,
    /// The case.
    pub(super) case: CaseId,
    /// First day on which it may be contacted again.
    pub(super) until: Day,
}

/// A line that goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Gone {
    /// Its place in the order.
    pub(super) place: u32,
    /// The place of the line that speaks of it; `None`: it rests with a case that has no line.
    pub(super) speaker: Option<u32>,
    /// With which case, until when.
    pub(super) covered: Covered,
}

/// What a list in the making knows of groups: which lines belong to one, who rests, and at last which lines go.
#[derive(Debug, Default)]
pub(super) struct Links {
    grouped: Vec<Grouped>,
    resting: Vec<Resting>,
    /// Who was left out, and with which case it goes, by case number.
    by: Vec<(CaseId, CaseId)>,
    told: Vec<Told>,
    reporting: Option<Currency>,
}

/// The line of a case with a group, by where its record is.
#[derive(Debug, Clone, Copy)]
struct Grouped {
    at: u32,
    group: Group,
}

/// What a line tells of other cases of its group, by where its record is.
#[derive(Debug, Clone, Copy)]
struct Told {
    at: u32,
    others: i64,
    value_minor: i64,
}

/// The links of a part, while its records are moved.
pub(super) struct Moves {
    grouped: std::iter::Peekable<IntoIter<Grouped>>,
    pub(super) resting: Vec<Resting>,
}

impl Links {
    /// Takes in the line whose record is there; records come one after the other.
    pub(super) fn joins(&mut self, at: u32, group: Group) {
        self.grouped.push(Grouped { at, group });
    }

    /// Takes in cases that rest.
    pub(super) fn rests(&mut self, resting: impl IntoIterator<Item = Resting>) {
        self.resting.extend(resting);
    }

    /// To be taken over by the links of all parts.
    pub(super) fn begin(self) -> Moves {
        Moves { grouped: self.grouped.into_iter().peekable(), resting: self.resting }
    }

    /// The record that was there in its part is here now.
    pub(super) fn moved(&mut self, part: &mut Moves, there: u32, here: u32) {
        let group = part.grouped.next_if(|one| one.at == there).map(|one| one.group);
        self.grouped.extend(group.map(|group| Grouped { at: here, group }));
    }

    /// Gives the lists their final numbers.
    pub(super) fn renumber(&mut self, number: &dyn Fn(u32) -> u32) {
        self.resting.iter_mut().for_each(|one| one.list = number(one.list));
    }

    /// Finds the lines that go and notes what is told of them. `order`: where the records of all lines are, in their order;
    /// `line`: list, case and head of a record.
    pub(super) fn link(
        &mut self,
        order: impl Iterator<Item = u32>,
        (day, reporting): (Day, Currency),
        line: &mut dyn FnMut(u32) -> (u32, CaseId, Option<Head>),
    ) -> Vec<Gone> {
        self.reporting = Some(reporting);
        let (grouped, resting) = (std::mem::take(&mut self.grouped), std::mem::take(&mut self.resting));
        if grouped.is_empty() {
            return vec![];
        }
        // Where the record of each of them is, in the order of the lines.
        let mut records = Vec::with_capacity(grouped.len());
        let mut members = Vec::with_capacity(grouped.len());
        for (place, at) in (0_u32..).zip(order) {
            if let Ok(found) = grouped.binary_search_by_key(&at, |one| one.at) {
                members.push(Member { list: line(at).0, group: grouped[found].group, place });
                records.push((place, at));
            }
        }
        let record = |place: u32| {
            let found = records.binary_search_by_key(&place, |(place, _)| *place);
            found.ok().map(|found| records[found].1)
        };
        let gone = gone(members, resting, day, &mut |place| {
            let (_, case, head) = record(place).map_or((0, CaseId(0), None), &mut *line);
            (case, head.map_or(Band::Index, |head| head.band))
        });
        for one in &gone {
            self.by.push((one.covered.case, one.covered.by));
            let value_minor = record(one.place).and_then(|at| line(at).2).map_or(0, |head| head.value_minor);
            let at = one.speaker.and_then(record);
            self.told.extend(at.map(|at| Told { at, others: 1, value_minor }));
        }
        self.by.sort_unstable();
        self.told.sort_unstable_by_key(|one| one.at);
        self.told.dedup_by(|next, kept| {
            let same = next.at == kept.at;
            if same {
                kept.others += 1;
                kept.value_minor = kept.value_minor.saturating_add(next.value_minor);
            }
            same
        });
        gone
    }

    /// How many cases were left out.
    pub(super) fn left_out(&self) -> u64 {
        u64::try_from(self.by.len()).unwrap_or(u64::MAX)
    }

    /// The case that one left out goes with.
    pub(super) fn by(&self, case: CaseId) -> Option<CaseId> {
        self.by.binary_search_by_key(&case, |(case, _)| *case).ok().map(|at| self.by[at].1)
    }

    /// The line packed in a record with what it tells of others; `None`: it tells nothing.
    pub(super) fn telling(&self, at: u32, packed: &[u8]) -> Option<Vec<u8>> {
        let told = self.told.binary_search_by_key(&at, |told| told.at).ok().map(|at| self.told[at])?;
        telling_linked(packed, told.others, told.value_minor, self.reporting?)
    }
}

/// The lines that go, by their place. `line`: case and band at a place.
pub(super) fn gone(
    mut members: Vec<Member>,
    mut resting: Vec<Resting>,
    day: Day,
    line: &mut dyn FnMut(u32) -> (CaseId, Band),
) -> Vec<Gone> {
    members.sort_unstable();
    resting.sort_unstable();
    let mut out = vec![];
    for together in members.chunk_by(|one, two| (one.list, one.group) == (two.list, two.group)) {
        let Some(Member { list, group, .. }) = together.first().copied() else { continue };
        let from = resting.partition_point(|one| (one.list, one.group) < (list, group));
        let rest = resting[from..].iter().take_while(|one| (one.list, one.group) == (list, group));
        let rest: Vec<(CaseId, Day)> = rest.map(|one| (one.case, one.until)).collect();
        if together.len() < 2 && rest.is_empty() {
            continue;
        }
        let lines: Vec<(CaseId, Band)> = together.iter().map(|member| line(member.place)).collect();
        let place = |case: CaseId| lines.iter().position(|line| line.0 == case).map(|at| together[at].place);
        for covered in covered(&lines, &rest, day) {
            if let Some(at) = place(covered.case) {
                out.push(Gone { place: at, speaker: place(covered.by), covered });
            }
        }
    }
    out.sort_unstable_by_key(|gone| gone.place);
    out
}

/// Takes the lines that go out of a list of all lines.
pub(super) fn take_out<T>(lines: &mut Vec<T>, gone: &[Gone]) {
    let (mut place, mut gone) = (0, gone.iter().peekable());
    lines.retain(|_| {
        let goes = gone.next_if(|gone| gone.place == place).is_some();
        place += 1;
        !goes
    });
}
