//! The lines of a new list while it is made: little per case, so that a million cases fit; the order, the moves, the blocks.
//! What never lives here: SQL, a rule, how a block looks (see `store::blocks`).
//! `close` and `walk` call it.
//!
//! Every part of the book fills its own [`Batch`]: what ranking said, packed, one record after the other. Sorting moves only
//! the keys. The place found is written back into the record, so that the cases can be told in their own order at last.

use crate::domain::codes::{Band, Because, Exclusion};
use crate::domain::order::OrderRules;
use crate::domain::queue::{Ranked, Share};
use crate::domain::values::{CaseId, Day, Login};
use crate::ranking::capacity::Filling;
use crate::ranking::changes::change;
use crate::ranking::draw::draw;
use crate::ranking::order;
use crate::store::blocks::{Blocks, head_of, pack_line};

/// Bytes of a record before its packed line: rank, own place, list, case, length of the line, length of its head, cause,
/// minutes, drawn.
const FRONT: usize = 4 + 4 + 4 + 8 + 2 + 1 + 1 + 2 + 1;

/// What the walk over one part of the book found.
#[derive(Debug, Default)]
pub(super) struct Batch {
    keys: Vec<Key>,
    records: Vec<u8>,
    left_out: Vec<LeftOut>,
}

/// What a line is sorted by, and where its record is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    order: [u64; 3],
    /// Ties go by case number: parts and records stand in its order.
    part: u32,
    at: u32,
    /// Place in the same collector's list before, 0 for none.
    before: u32,
}

#[derive(Debug)]
struct LeftOut {
    case: CaseId,
    list: u32,
    reason: Exclusion,
    until: Day,
}

impl Batch {
    /// Takes in a line; `before`: its place in the same collector's list before; `cause`: what its own facts offer.
    pub(super) fn queued(
        &mut self,
        line: &Ranked,
        list: u32,
        rev: crate::domain::command::Rev,
        (before, cause): (Option<u32>, Option<Because>),
        rules: &OrderRules,
    ) {
        let at = self.records.len();
        self.records.extend_from_slice(&[0; FRONT]);
        let head = pack_line(line, rev, &mut self.records);
        let packed = self.records.len() - at - FRONT;
        let front = Front {
            list,
            case: line.case,
            packed: u16::try_from(packed).unwrap_or(u16::MAX),
            head: u8::try_from(head).unwrap_or(u8::MAX),
            cause,
            minutes_tenths: line.factors.minutes_tenths,
            ..Front::default()
        };
        front.write(&mut self.records[at..]);
        let key = Key {
            order: order::packed(&order::sort_key(line, rules)),
            part: 0,
            at: u32::try_from(at).unwrap_or(u32::MAX),
            before: before.unwrap_or(0),
        };
        self.keys.push(key);
    }

    /// Takes in a case that was left out.
    pub(super) fn left_out(&mut self, case: CaseId, list: u32, reason: Exclusion, until: Day) {
        self.left_out.push(LeftOut { case, list, reason, until });
    }
}

/// The fixed beginning of a record.
#[derive(Debug, Default)]
struct Front {
    rank: u32,
    own: u32,
    list: u32,
    case: CaseId,
    packed: u16,
    head: u8,
    cause: Option<Because>,
    minutes_tenths: u16,
    drawn: bool,
}

impl Front {
    fn write(&self, out: &mut [u8]) {
        let cause = self.cause.map_or(0, |because| because as u8 + 1);
        let parts: [&[u8]; 8] = [
            &self.rank.to_le_bytes(),
            &self.own.to_le_bytes(),
            &self.list.to_le_bytes(),
            &self.case.0.to_le_bytes(),
            &self.packed.to_le_bytes(),
            &[self.head, cause],
            &self.minutes_tenths.to_le_bytes(),
            &[u8::from(self.drawn)],
        ];
        let mut at = 0;
        for part in parts {
            out[at..at + part.len()].copy_from_slice(part);
            at += part.len();
        }
    }

    fn read(record: &[u8]) -> Self {
        let number = |at: usize| u32::from_le_bytes(std::array::from_fn(|byte| record[at + byte]));
        Self {
            rank: number(0),
            own: number(4),
            list: number(8),
            case: CaseId(i64::from_le_bytes(std::array::from_fn(|byte| record[12 + byte]))),
            packed: u16::from_le_bytes([record[20], record[21]]),
            head: record[22],
            cause: usize::from(record[23]).checked_sub(1).and_then(|place| Because::ALL.get(place)).copied(),
            minutes_tenths: u16::from_le_bytes([record[24], record[25]]),
            drawn: record[26] != 0,
        }
    }
}

/// All lines of a list.
#[derive(Debug, Default)]
pub(super) struct Lines {
    keys: Vec<Key>,
    parts: Vec<Vec<u8>>,
    left_out: Vec<Vec<LeftOut>>,
    /// Lines of each list.
    lengths: Vec<u32>,
    shares: Vec<Share>,
}

/// Where the blocks go as they become ready.
pub(super) type Sink<'a, E> = &'a mut dyn FnMut(&mut Blocks) -> Result<(), E>;

impl Lines {
    /// Takes in a part; parts must come in the order of their case numbers.
    pub(super) fn add(&mut self, batch: Batch) {
        let part = u32::try_from(self.parts.len()).unwrap_or(u32::MAX);
        self.keys.extend(batch.keys.into_iter().map(|key| Key { part, ..key }));
        self.parts.push(batch.records);
        self.left_out.push(batch.left_out);
    }

    /// How many lines, once they are sorted.
    pub(super) fn len(&self) -> u32 {
        self.lengths.iter().sum()
    }

    /// How many cases were left out with a line of their own.
    pub(super) fn left_out(&self) -> u32 {
        self.left_out.iter().map(|part| u32::try_from(part.len()).unwrap_or(u32::MAX)).sum()
    }

    /// Puts them in order. `numbers`: the final number of each list, by the number it was given on the way; `owners`: whose
    /// each is, by its final number.
    pub(super) fn sort(&mut self, numbers: &[u32], owners: &[Option<Login>], rules: &OrderRules, day: Day) {
        self.keys.sort_unstable();
        let number = |list: u32| numbers.get(place(list)).copied().unwrap_or(0);
        for key in &self.keys {
            let record = record(&mut self.parts, key);
            let mut front = Front::read(record);
            front.list = number(front.list);
            front.write(record);
        }
        for left_out in self.left_out.iter_mut().flatten() {
            left_out.list = number(left_out.list);
        }
        self.draw(owners, rules, day);
        self.lengths = vec![0; numbers.len()];
        let mut fillings: Vec<Filling> = owners.iter().map(|who| Filling::new(who.clone(), &rules.capacity)).collect();
        for (rank, key) in (1_u32..).zip(&self.keys) {
            let record = record(&mut self.parts, key);
            let mut front = Front::read(record);
            let length = &mut self.lengths[place(front.list)];
            *length += 1;
            (front.rank, front.own) = (rank, *length);
            front.write(record);
            let value_minor = head_of(&record[FRONT..]).map_or(0, |head| head.value_minor);
            if let Some(filling) = fillings.get_mut(place(front.list)) {
                filling.take(front.minutes_tenths, order::index_of(&key.order), value_minor);
            }
        }
        let listed = fillings.into_iter().zip(&self.lengths).filter(|(_, lines)| **lines > 0);
        self.shares = listed.map(|(filling, _)| filling.done()).collect();
    }

    /// Draws a share of each person's slots at random, when the house wants that.
    fn draw(&mut self, owners: &[Option<Login>], rules: &OrderRules, day: Day) {
        if rules.hold_out_permille == 0 {
            return;
        }
        let index = rules.place(Band::Index);
        let mut by_list: Vec<Vec<usize>> = vec![vec![]; owners.len()];
        for (at, key) in self.keys.iter().enumerate() {
            by_list[place(Front::read(record(&mut self.parts, key)).list)].push(at);
        }
        for (owner, places) in owners.iter().zip(by_list) {
            let mut filling = Filling::new(owner.clone(), &rules.capacity);
            let fronts: Vec<Front> =
                places.iter().map(|at| Front::read(record(&mut self.parts, &self.keys[*at]))).collect();
            let fits = fronts.iter().filter(|front| filling.take(front.minutes_tenths, 0, 0)).count();
            let lines: Vec<(CaseId, bool)> = places
                .iter()
                .zip(&fronts)
                .map(|(at, front)| (front.case, order::place_of(&self.keys[*at].order) == index))
                .collect();
            let done = draw(&lines, fits, rules.hold_out_permille, rules.hold_out_seed, day);
            let old: Vec<Key> = places.iter().map(|at| self.keys[*at]).collect();
            for (key, (mut front, drawn)) in old.iter().zip(fronts.into_iter().zip(&done.drawn)) {
                front.drawn = *drawn;
                front.write(record(&mut self.parts, key));
            }
            for (at, from) in places.into_iter().zip(done.order) {
                self.keys[at] = old[from];
            }
        }
    }

    /// How much of each list fits into a day, nobody's first and then by login.
    pub(super) fn shares(&self) -> &[Share] {
        &self.shares
    }

    /// Lines of each list, by its number.
    pub(super) fn lengths(&self) -> &[u32] {
        &self.lengths
    }

    /// Hands everybody's order over, in blocks.
    pub(super) fn order<E>(&mut self, out: &mut Blocks, sink: Sink<'_, E>) -> Result<(), E> {
        for key in &self.keys {
            let front = Front::read(record(&mut self.parts, key));
            out.order(front.rank, front.list, front.own);
            if out.is_full() {
                sink(out)?;
            }
        }
        out.end();
        sink(out)
    }

    /// Hands the lines over, list by list, in blocks; the keys are gone afterwards.
    pub(super) fn lists<E>(&mut self, owners: &[Option<Login>], out: &mut Blocks, sink: Sink<'_, E>) -> Result<(), E> {
        // Places in order of list, each list in its own order: a list's first place is the number of lines before it.
        let mut next: Vec<u32> = Vec::with_capacity(self.lengths.len());
        let mut before = 0;
        for length in &self.lengths {
            next.push(before);
            before += length;
        }
        let mut by_list = vec![0_u32; self.keys.len()];
        for (place, key) in (0_u32..).zip(&self.keys) {
            let list = Front::read(record(&mut self.parts, key)).list;
            let to = &mut next[usize::try_from(list).unwrap_or(0)];
            by_list[usize::try_from(*to).unwrap_or(0)] = place;
            *to += 1;
        }
        for place in by_list {
            let key = self.keys[usize::try_from(place).unwrap_or(0)];
            let record = record(&mut self.parts, &key);
            let front = Front::read(record);
            let owner = owners.get(usize::try_from(front.list).unwrap_or(0)).and_then(Option::as_ref);
            let (kind, because) = change(Some(key.before).filter(|before| *before > 0), front.own, front.cause);
            let moved = (kind, if front.drawn { Because::Drawn } else { because });
            let packed = &record[FRONT..FRONT + usize::from(front.packed)];
            out.line((front.list, owner.map_or("", |login| login.0.as_str())), front.own, front.case, moved, packed);
            if out.is_full() {
                sink(out)?;
            }
        }
        self.keys = vec![];
        out.end();
        sink(out)
    }

    /// Hands over what became of each case, in blocks.
    pub(super) fn cases<E>(&mut self, out: &mut Blocks, sink: Sink<'_, E>) -> Result<(), E> {
        for (records, left_out) in self.parts.iter().zip(&self.left_out) {
            let mut at = 0;
            let mut others = left_out.iter().peekable();
            while at < records.len() {
                let front = Front::read(&records[at..]);
                while let Some(other) = others.next_if(|other| other.case < front.case) {
                    out.excluded(other.case, other.list, other.reason, other.until);
                }
                let from = at + FRONT;
                out.queued(
                    front.case,
                    front.rank,
                    front.list,
                    front.own,
                    &records[from..from + usize::from(front.head)],
                );
                at = from + usize::from(front.packed);
            }
            for other in others {
                out.excluded(other.case, other.list, other.reason, other.until);
            }
            if out.is_full() {
                sink(out)?;
            }
        }
        out.end();
        sink(out)
    }
}

fn record<'a>(parts: &'a mut [Vec<u8>], key: &Key) -> &'a mut [u8] {
    let (part, at) = (usize::try_from(key.part).unwrap_or(0), usize::try_from(key.at).unwrap_or(0));
    &mut parts[part][at..]
}

fn place(list: u32) -> usize {
    usize::try_from(list).unwrap_or(usize::MAX)
}
