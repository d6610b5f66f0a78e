//! The lines of a new list while it is made: little per case, so that a million cases fit; the order, the moves, the blocks.
//! What never lives here: SQL, a rule, how a block looks (see `store::blocks`).
//! `close` and `walk` call it.
//!
//! Every part of the book fills its own [`Batch`]: what ranking said, packed, one record after the other. They are copied
//! together, so that what a part needed on the way is free again. Sorting moves only the keys. The place found is written
//! back into the record, so that the cases can be told in their own order at last.

use super::linked::{Links, Resting, take_out};
use super::records::Records;
use crate::domain::codes::{Band, Because, Exclusion};
use crate::domain::order::OrderRules;
use crate::domain::queue::{Ranked, Share};
use crate::domain::team::Total;
use crate::domain::values::{CaseId, Currency, Day, Group, Login};
use crate::ranking::capacity::Filling;
use crate::ranking::changes::change;
use crate::ranking::draw::draw;
use crate::ranking::order;
use crate::store::blocks::{Blocks, head_of, pack_line};

/// Bytes of a record before its packed line: rank, own place, list, case, length of the line, length of its head, cause,
/// minutes, drawn, place before.
const FRONT: usize = 4 + 4 + 4 + 8 + 2 + 1 + 1 + 2 + 1 + 4;

/// What the walk over one part of the book found.
#[derive(Debug, Default)]
pub(super) struct Batch {
    keys: Vec<Key>,
    records: Vec<u8>,
    left_out: Vec<LeftOut>,
    links: Links,
}

/// What a line is sorted by, and where its record is. Halves of numbers, so that nothing is lost between two keys.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    order: [u32; 6],
    /// Ties go by case number: records stand in its order.
    at: u32,
}

impl Key {
    fn new(order: [u64; 3], at: u32) -> Self {
        let half = |place: usize| {
            let whole = order[place / 2];
            u32::try_from(if place.is_multiple_of(2) { whole >> 32 } else { whole & u64::from(u32::MAX) }).unwrap_or(0)
        };
        Self { order: std::array::from_fn(half), at }
    }

    fn order(&self) -> [u64; 3] {
        std::array::from_fn(|place| u64::from(self.order[2 * place]) << 32 | u64::from(self.order[2 * place + 1]))
    }
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
            before: before.unwrap_or(0),
            ..Front::default()
        };
        front.write(&mut self.records[at..]);
        let order = order::packed(&order::sort_key(line, rules));
        self.keys.push(Key::new(order, u32::try_from(at).unwrap_or(u32::MAX)));
    }

    /// Takes in a case that was left out.
    pub(super) fn left_out(&mut self, case: CaseId, list: u32, reason: Exclusion, until: Day) {
        self.left_out.push(LeftOut { case, list, reason, until });
    }

    /// Says which group the case of the line taken in last belongs to.
    pub(super) fn joins(&mut self, group: Option<Group>) {
        if let (Some(key), Some(group)) = (self.keys.last(), group) {
            self.links.joins(key.at, group);
        }
    }

    /// Takes in a case with a group that rests after a contact.
    pub(super) fn rests(&mut self, resting: Option<Resting>) {
        self.links.rests(resting);
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
    /// Place in the same collector's list before, 0 for none.
    before: u32,
}

impl Front {
    fn write(&self, out: &mut [u8]) {
        let cause = self.cause.map_or(0, |because| because as u8 + 1);
        let parts: [&[u8]; 9] = [
            &self.rank.to_le_bytes(),
            &self.own.to_le_bytes(),
            &self.list.to_le_bytes(),
            &self.case.0.to_le_bytes(),
            &self.packed.to_le_bytes(),
            &[self.head, cause],
            &self.minutes_tenths.to_le_bytes(),
            &[u8::from(self.drawn)],
            &self.before.to_le_bytes(),
        ];
        let mut at = 0;
        for part in parts {
            out[at..at + part.len()].copy_from_slice(part);
            at += part.len();
        }
    }

    /// Bytes of the whole record.
    fn end(&self) -> usize {
        FRONT + usize::from(self.packed)
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
            before: number(27),
        }
    }
}

/// All lines of a list.
#[derive(Debug, Default)]
pub(super) struct Lines {
    keys: Vec<Key>,
    records: Records,
    left_out: Vec<LeftOut>,
    links: Links,
    /// Lines of each list.
    lengths: Vec<u32>,
    /// What each list comes to.
    totals: Vec<Total>,
    shares: Vec<Share>,
}

/// Where the blocks go as they become ready.
pub(super) type Sink<'a, E> = &'a mut dyn FnMut(&mut Blocks) -> Result<(), E>;

impl Lines {
    /// Takes in a part; parts must come in the order of their case numbers.
    pub(super) fn add(&mut self, batch: Batch) {
        let mut moves = batch.links.begin();
        for key in batch.keys {
            let record = &batch.records[place(key.at)..];
            let at = self.records.push(&record[..Front::read(record).end()]);
            self.keys.push(Key { at, ..key });
            self.links.moved(&mut moves, key.at, at);
        }
        self.left_out.extend(batch.left_out);
        self.links.rests(moves.resting);
    }

    /// How many lines, once they are sorted.
    pub(super) fn len(&self) -> u32 {
        self.lengths.iter().sum()
    }

    /// How many cases were left out with a line of their own.
    pub(super) fn left_out(&self) -> u32 {
        u32::try_from(self.left_out.len()).unwrap_or(u32::MAX)
    }

    /// How many cases were left out for the call to another one of their group.
    pub(super) fn linked(&self) -> u64 {
        self.links.left_out()
    }

    /// Puts them in order. `numbers`: the final number of each list, by the number it was given on the way; `owners`: whose
    /// each is, by its final number.
    pub(super) fn sort(
        &mut self,
        numbers: &[u32],
        owners: &[Option<Login>],
        rules: &OrderRules,
        (day, reporting): (Day, Currency),
    ) {
        self.keys.sort_unstable();
        let number = |list: u32| numbers.get(place(list)).copied().unwrap_or(0);
        for key in &self.keys {
            let record = self.records.at(key.at);
            let mut front = Front::read(record);
            front.list = number(front.list);
            front.write(record);
        }
        for left_out in &mut self.left_out {
            left_out.list = number(left_out.list);
        }
        self.links.renumber(&number);
        self.link(day, reporting);
        self.draw(owners, rules, day);
        self.lengths = vec![0; numbers.len()];
        self.totals = vec![Total::default(); numbers.len()];
        let mut fillings: Vec<Filling> = owners.iter().map(|who| Filling::new(who.clone(), &rules.capacity)).collect();
        for (rank, key) in (1_u32..).zip(&self.keys) {
            let record = self.records.at(key.at);
            let mut front = Front::read(record);
            let length = &mut self.lengths[place(front.list)];
            *length += 1;
            (front.rank, front.own) = (rank, *length);
            front.write(record);
            let value_minor = head_of(&record[FRONT..]).map_or(0, |head| head.value_minor);
            let total = &mut self.totals[place(front.list)];
            total.calls += 1;
            total.tenths += u64::from(front.minutes_tenths);
            total.minor = total.minor.saturating_add(value_minor);
            if let Some(filling) = fillings.get_mut(place(front.list)) {
                filling.take(front.minutes_tenths, order::index_of(&key.order()), value_minor);
            }
        }
        let listed = fillings.into_iter().zip(&self.lengths).filter(|(_, lines)| **lines > 0);
        self.shares = listed.map(|(filling, _)| filling.done()).collect();
    }

    /// Leaves out the lines that go with another one of their group.
    fn link(&mut self, day: Day, reporting: Currency) {
        let (keys, records) = (&self.keys, &mut self.records);
        let mut line = |at: u32| {
            let record = &records.at(at)[..];
            let front = Front::read(record);
            (front.list, front.case, head_of(&record[FRONT..]))
        };
        let gone = self.links.link(keys.iter().map(|key| key.at), (day, reporting), &mut line);
        for one in &gone {
            let (list, _, _) = line(self.keys[place(one.place)].at);
            let (case, until) = (one.covered.case, one.covered.until);
            self.left_out.push(LeftOut { case, list, reason: Exclusion::Linked, until });
        }
        if !gone.is_empty() {
            take_out(&mut self.keys, &gone);
            self.left_out.sort_by_key(|one| one.case);
        }
    }

    /// Draws a share of each person's slots at random, when the house wants that.
    fn draw(&mut self, owners: &[Option<Login>], rules: &OrderRules, day: Day) {
        if rules.hold_out_permille == 0 {
            return;
        }
        let index = rules.place(Band::Index);
        let mut by_list: Vec<Vec<usize>> = vec![vec![]; owners.len()];
        for (at, key) in self.keys.iter().enumerate() {
            by_list[place(Front::read(self.records.at(key.at)).list)].push(at);
        }
        for (owner, places) in owners.iter().zip(by_list) {
            let mut filling = Filling::new(owner.clone(), &rules.capacity);
            let fronts: Vec<Front> = places.iter().map(|at| Front::read(self.records.at(self.keys[*at].at))).collect();
            let fits = fronts.iter().filter(|front| filling.take(front.minutes_tenths, 0, 0)).count();
            let lines: Vec<(CaseId, bool)> = places
                .iter()
                .zip(&fronts)
                .map(|(at, front)| (front.case, order::place_of(&self.keys[*at].order()) == index))
                .collect();
            let done = draw(&lines, fits, rules.hold_out_permille, rules.hold_out_seed, day);
            let old: Vec<Key> = places.iter().map(|at| self.keys[*at]).collect();
            for (key, (mut front, drawn)) in old.iter().zip(fronts.into_iter().zip(&done.drawn)) {
                front.drawn = *drawn;
                front.write(self.records.at(key.at));
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

    /// What each list comes to, by its number.
    pub(super) fn totals(&self) -> &[Total] {
        &self.totals
    }

    /// Lines of each list, by its number.
    pub(super) fn lengths(&self) -> &[u32] {
        &self.lengths
    }

    /// Hands everybody's order over, in blocks.
    pub(super) fn order<E>(&mut self, out: &mut Blocks, sink: Sink<'_, E>) -> Result<(), E> {
        for key in &self.keys {
            let front = Front::read(self.records.at(key.at));
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
            let list = Front::read(self.records.at(key.at)).list;
            let to = &mut next[usize::try_from(list).unwrap_or(0)];
            by_list[usize::try_from(*to).unwrap_or(0)] = place;
            *to += 1;
        }
        for place in by_list {
            let key = self.keys[usize::try_from(place).unwrap_or(0)];
            let record = self.records.at(key.at);
            let front = Front::read(record);
            let owner = owners.get(usize::try_from(front.list).unwrap_or(0)).and_then(Option::as_ref);
            let (kind, because) = change(Some(front.before).filter(|before| *before > 0), front.own, front.cause);
            let moved = (kind, if front.drawn { Because::Drawn } else { because });
            let packed = &record[FRONT..FRONT + usize::from(front.packed)];
            let told = self.links.telling(key.at, packed);
            let packed = told.as_deref().unwrap_or(packed);
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
        let mut others = self.left_out.iter().peekable();
        let excluded = |out: &mut Blocks, one: &LeftOut| {
            let by = self.links.by(one.case);
            out.excluded(one.case, one.list, (one.reason, by), one.until);
        };
        for records in self.records.pieces() {
            let mut at = 0;
            while at < records.len() {
                let front = Front::read(&records[at..]);
                // It has no place: it goes with another case, and stands among those left out.
                if front.rank == 0 {
                    at += front.end();
                    continue;
                }
                while let Some(other) = others.next_if(|other| other.case < front.case) {
                    excluded(out, other);
                }
                let head = &records[at + FRONT..at + FRONT + usize::from(front.head)];
                out.queued(front.case, front.rank, front.list, front.own, head);
                at += front.end();
                if out.is_full() {
                    sink(out)?;
                }
            }
        }
        for other in others {
            excluded(out, other);
        }
        out.end();
        sink(out)
    }
}

fn place(list: u32) -> usize {
    usize::try_from(list).unwrap_or(usize::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::codes::{DayPart, NextAction, ReasonCode};
    use crate::domain::command::Rev;
    use crate::domain::queue::{Factors, Reason};

    /// Bytes that a line may take while a list is made: at a million lines with what the system and the engine need besides,
    /// the close stays within 128 MiB when six or seven cases of ten are called.
    const LINE_BYTES_MAX: usize = 128;

    fn line(case: i64) -> Ranked {
        let factors = Factors {
            reach_permille: 350,
            part: DayPart::ALL[0],
            attempt: 3,
            decay_permille: 640,
            effect_permille: 120,
            word_permille: 900,
            minutes_tenths: 45,
            untouched_days: Some(17),
            drawn: false,
        };
        let codes = ReasonCode::ALL.iter().take(9);
        let reasons = codes.map(|code| Reason { code: *code, points: -12, fact: 480 });
        Ranked {
            case: CaseId(case),
            collector: None,
            band: Band::Index,
            score: 31,
            probability_ppm: 634_211,
            value_minor: 1_234_567,
            factors,
            index: factors.index(1_234_567 + 1_000 * (case % 7), 634_211),
            call_at: None,
            action: NextAction::Call,
            reasons: reasons.collect(),
        }
    }

    #[test]
    fn a_line_in_the_making_takes_few_bytes() {
        const LINES: i64 = 20_000;
        let rules = OrderRules::default();
        let mut lines = Lines::default();
        for part in 0..LINES / 1_000 {
            let mut batch = Batch::default();
            for at in 0..1_000 {
                let case = part * 1_000 + at + 1;
                batch.queued(&line(case), 0, Rev { seq: 3, rev: 900_000 }, (Some(7), None), &rules);
            }
            lines.add(batch);
        }
        lines.sort(&[0], &[None], &rules, (Day(20_000), Currency::EUR));
        let bytes = lines.records.bytes() + lines.keys.len() * (size_of::<Key>() + size_of::<u32>());
        let a_line = bytes / lines.keys.len();
        assert!(a_line <= LINE_BYTES_MAX, "{a_line} bytes a line");
        let cases: Vec<i64> = lines.keys.iter().map(|key| Front::read(lines.records.at(key.at)).case.0).collect();
        let mut due: Vec<i64> = (1..=LINES).collect();
        due.sort_by_key(|case| (std::cmp::Reverse(line(*case).index), *case));
        assert_eq!(cases, due, "in order, ties by case number");
    }
}
