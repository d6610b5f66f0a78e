//! The lists of a generation as packed blocks: some hundred lines or cases each, by number, with a sum over all of it.
//! What never lives here: SQL (see `generation`, `queue`), who is called first (see `ranking`).
//! `day` fills them, `generation` writes them, `queue`, `night` and `verify` read them.
//!
//! Three kinds: the lines of each collector's own list; the order of everybody's list as places in those; and what became
//! of each case, by case number. A new field of `Ranked` gets one line in [`pack_line`] and one in `unpack_line`, in the
//! same place, and raises `LAYOUT` in `pack`.

use super::pack::{Packer, Unpacker, checksum};
use crate::domain::codes::{Band, Because, Change, Exclusion};
use crate::domain::command::Rev;
use crate::domain::queue::{Factors, Ranked, Reason, tell_linked};
use crate::domain::values::{CaseId, Currency, Day, Instant, Login};

#[cfg(test)]
mod tests;

/// Lines of a block, some 5 KiB: a window of one list lies in one or two, one of everybody's list in a block of each of some
/// hundred lists.
pub const BLOCK_LINES: u32 = 64;
/// Places of a block of the order.
pub const BLOCK_PLACES: u32 = 1_024;
/// Cases of a block of cases.
pub const BLOCK_CASES: u32 = 512;
/// Bytes of blocks that wait before they are written, and most that are written in one hold.
pub const SLICE_BYTES: usize = 1 << 19;

/// Which block, by what it begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::store) enum Place {
    /// Lines of a list, from a place in it.
    Lines(u32, u32),
    /// The order of everybody's list, from a rank.
    Order(u32),
    /// Cases, from a case.
    Cases(CaseId),
}

/// A block ready to be written.
#[derive(Debug)]
pub(in crate::store) struct Block {
    pub(in crate::store) place: Place,
    pub(in crate::store) bytes: Vec<u8>,
}

/// Blocks in the making. Everything must come in its order: lines by list and place, the order by rank, cases by number.
#[derive(Debug, Default)]
pub struct Blocks {
    pub(in crate::store) ready: Vec<Block>,
    ready_bytes: usize,
    open: Option<Block>,
    count: u32,
    last_case: i64,
}

/// A line as it is kept, without its list and place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptLine {
    /// What ranking said.
    pub ranked: Ranked,
    /// What it was made from.
    pub rev: Rev,
    /// How it moved.
    pub change: Change,
    /// Why.
    pub because: Because,
}

/// What the next list compares a line with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// Band.
    pub band: Band,
    /// Score.
    pub score: i32,
    /// Value in the reporting currency, minor units.
    pub value_minor: i64,
    /// What it was made from.
    pub rev: Rev,
}

/// What became of a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Became {
    /// It stands in the list.
    Queued {
        /// Place in everybody's list, from 1.
        rank: u32,
        /// Whose list, by number.
        list: u32,
        /// Place there, from 1.
        own: u32,
        /// What the next list compares it with.
        head: Head,
    },
    /// It was left out.
    Excluded {
        /// Whose it would be, by number of the list.
        list: u32,
        /// Why.
        reason: Exclusion,
        /// The case it goes with, when it is left out for that.
        by: Option<CaseId>,
        /// Until when.
        until: Day,
    },
}

/// Blocks read back; see [`Blocks::read_back`].
#[derive(Debug, Default)]
pub struct ReadBack {
    /// Lines by list and place in it, from 1.
    pub lines: Vec<((u32, u32), KeptLine)>,
    /// List and place there of each rank of everybody's list.
    pub order: Vec<(u32, u32)>,
    /// What became of each case, by number.
    pub cases: Vec<(CaseId, Became)>,
}

/// Packs what ranking said of a case; returns how many of the bytes are its [`Head`]. The case and its list stand outside.
pub fn pack_line(line: &Ranked, rev: Rev, out: &mut Vec<u8>) -> usize {
    let from = out.len();
    let mut out = Packer(out);
    out.code(line.band);
    out.number(line.score.into());
    out.number(line.value_minor);
    out.number(rev.seq);
    out.number(rev.rev);
    let head = out.0.len() - from;
    out.count(line.probability_ppm.into());
    pack_factors(&line.factors, &mut out);
    out.code(line.action);
    out.byte(line.call_at.is_some().into());
    if let Some(at) = line.call_at {
        out.number(at.0);
    }
    out.count(line.reasons.len() as u64);
    for reason in &line.reasons {
        out.code(reason.code);
        out.number(reason.points.into());
        out.number(reason.fact);
    }
    head
}

/// A packed line that tells of other cases of its group: see [`tell_linked`].
#[must_use]
pub fn telling_linked(packed: &[u8], others: i64, value_minor: i64, reporting: Currency) -> Option<Vec<u8>> {
    let (mut line, rev) = unpack_line(CaseId(0), None, &mut Unpacker(packed))?;
    tell_linked(&mut line.reasons, others, value_minor, reporting);
    let mut out = Vec::with_capacity(packed.len() + 16);
    pack_line(&line, rev, &mut out);
    Some(out)
}

/// All but whether it was drawn: that is known when the order is, and stands in the cause of its move.
fn pack_factors(factors: &Factors, out: &mut Packer<'_>) {
    let Factors { reach_permille, part, attempt, decay_permille, effect_permille, word_permille, .. } = *factors;
    out.code(part);
    out.byte(attempt);
    let numbers = [reach_permille, decay_permille, effect_permille, word_permille, factors.minutes_tenths];
    numbers.into_iter().for_each(|number| out.count(number.into()));
    out.number(factors.untouched_days.map_or(-1, i64::from));
}

fn unpack_factors(from: &mut Unpacker<'_>) -> Option<Factors> {
    Some(Factors {
        part: from.code()?,
        attempt: from.byte()?,
        reach_permille: from.tiny()?,
        decay_permille: from.tiny()?,
        effect_permille: from.tiny()?,
        word_permille: from.tiny()?,
        minutes_tenths: from.tiny()?,
        untouched_days: match from.number()? {
            -1 => None,
            days => Some(i32::try_from(days).ok()?),
        },
        drawn: false,
    })
}

fn unpack_head(from: &mut Unpacker<'_>) -> Option<Head> {
    Some(Head {
        band: from.code()?,
        score: i32::try_from(from.number()?).ok()?,
        value_minor: from.number()?,
        rev: Rev { seq: from.number()?, rev: from.number()? },
    })
}

/// The head of a packed line.
#[must_use]
pub fn head_of(packed: &[u8]) -> Option<Head> {
    unpack_head(&mut Unpacker(packed))
}

/// Back from [`pack_line`].
fn unpack_line(case: CaseId, collector: Option<Login>, from: &mut Unpacker<'_>) -> Option<(Ranked, Rev)> {
    let head = unpack_head(from)?;
    let probability_ppm = from.small()?;
    let factors = unpack_factors(from)?;
    let action = from.code()?;
    let call_at = match from.byte()? {
        0 => None,
        _ => Some(Instant(from.number()?)),
    };
    let count = usize::try_from(from.count()?).ok()?;
    let mut reasons = Vec::with_capacity(count.min(from.0.len()));
    for _ in 0..count {
        let (code, points) = (from.code()?, i32::try_from(from.number()?).ok()?);
        reasons.push(Reason { code, points, fact: from.number()? });
    }
    let index = factors.index(head.value_minor, probability_ppm);
    let Head { band, score, value_minor, rev } = head;
    Some((
        Ranked { case, collector, band, score, probability_ppm, value_minor, factors, index, call_at, action, reasons },
        rev,
    ))
}

impl Blocks {
    /// Adds the next line of a list; `packed` is from [`pack_line`].
    pub fn line(
        &mut self,
        list: (u32, &str),
        own: u32,
        case: CaseId,
        (change, because): (Change, Because),
        packed: &[u8],
    ) {
        let same = |place| matches!(place, Place::Lines(of, _) if of == list.0);
        if self.begins(BLOCK_LINES, same) {
            self.begin(Place::Lines(list.0, own));
            let mut out = self.packer();
            out.text(list.1);
            out.count(own.into());
        }
        let mut out = self.packer();
        let mut front = [0; 12];
        let front = {
            let mut bytes = Vec::from_iter([change as u8, because as u8]);
            Packer(&mut bytes).number(case.0);
            front[..bytes.len()].copy_from_slice(&bytes);
            &front[..bytes.len()]
        };
        out.count((front.len() + packed.len()) as u64);
        out.0.extend_from_slice(front);
        out.0.extend_from_slice(packed);
        self.count += 1;
    }

    /// Adds the next place of everybody's list.
    pub fn order(&mut self, rank: u32, list: u32, own: u32) {
        if self.begins(BLOCK_PLACES, |place| matches!(place, Place::Order(_))) {
            self.begin(Place::Order(rank));
            self.packer().count(rank.into());
        }
        let mut out = self.packer();
        out.count(list.into());
        out.count(own.into());
        self.count += 1;
    }

    /// Adds the next case; it stands in the list, `head` being the first bytes of its packed line.
    pub fn queued(&mut self, case: CaseId, rank: u32, list: u32, own: u32, head: &[u8]) {
        let mut out = self.case(case);
        out.byte(0);
        [rank, list, own].into_iter().for_each(|number| out.count(number.into()));
        out.0.extend_from_slice(head);
    }

    /// Adds the next case; it was left out, `by`: for the call to that one.
    pub fn excluded(&mut self, case: CaseId, list: u32, (reason, by): (Exclusion, Option<CaseId>), until: Day) {
        let mut out = self.case(case);
        out.byte(1);
        out.code(reason);
        out.count(list.into());
        out.day(Day(0), until);
        if reason == Exclusion::Linked {
            out.number(by.map_or(0, |by| by.0));
        }
    }

    fn case(&mut self, case: CaseId) -> Packer<'_> {
        if self.begins(BLOCK_CASES, |place| matches!(place, Place::Cases(_))) {
            self.begin(Place::Cases(case));
            self.packer().number(case.0);
            self.last_case = case.0;
        }
        let step = case.0 - self.last_case;
        self.last_case = case.0;
        self.count += 1;
        let mut out = self.packer();
        out.number(step);
        out
    }

    /// True when what comes next begins a block.
    fn begins(&self, full: u32, same: impl Fn(Place) -> bool) -> bool {
        self.count >= full || self.open.as_ref().is_none_or(|open| !same(open.place))
    }

    fn begin(&mut self, place: Place) {
        self.end();
        self.count = 0;
        self.open = Some(Block { place, bytes: Vec::with_capacity(4_096) });
    }

    fn packer(&mut self) -> Packer<'_> {
        Packer(&mut self.open.get_or_insert_with(|| Block { place: Place::Order(0), bytes: vec![] }).bytes)
    }

    /// Closes the block that is open; to be called after the last of a kind.
    pub fn end(&mut self) {
        if let Some(mut block) = self.open.take() {
            let sum = checksum(&block.bytes);
            block.bytes.extend_from_slice(&sum);
            self.ready_bytes += block.bytes.len();
            self.ready.push(block);
        }
    }

    /// True when there is enough for a slice of writing.
    #[must_use]
    pub const fn is_full(&self) -> bool {
        self.ready_bytes >= SLICE_BYTES
    }

    /// What is ready, taken out and read back: for a list that is made to be looked at and not to be kept.
    #[must_use]
    pub fn read_back(&mut self) -> ReadBack {
        let mut all = ReadBack::default();
        for Block { place, bytes } in self.take_ready() {
            match place {
                Place::Lines(list, first) => {
                    let mut block = LineBlock::read(&bytes);
                    let lines = std::iter::from_fn(|| block.as_mut()?.next().flatten());
                    all.lines.extend((first..).zip(lines).map(|(own, line)| ((list, own), line)));
                }
                Place::Order(_) => all.order.extend(unpack_order(&bytes).unwrap_or_default().1),
                Place::Cases(_) => {
                    let mut block = CaseBlock::read(&bytes);
                    all.cases.extend(std::iter::from_fn(|| block.as_mut()?.next().flatten()));
                }
            }
        }
        all
    }

    /// What is ready, handed over whole; what is open goes on here.
    #[must_use]
    pub fn hand_over(&mut self) -> Self {
        let (ready_bytes, ready) = (self.ready_bytes, self.take_ready());
        Self { ready, ready_bytes, ..Self::default() }
    }

    /// The first blocks that are ready, taken out: of about so many bytes, and one at least.
    pub(in crate::store) fn take_some(&mut self, bytes_max: usize) -> Vec<Block> {
        let (mut bytes, mut count) = (0, 0);
        for block in &self.ready {
            if bytes > 0 && bytes + block.bytes.len() > bytes_max {
                break;
            }
            bytes += block.bytes.len();
            count += 1;
        }
        self.ready_bytes -= bytes;
        self.ready.drain(..count).collect()
    }

    /// The blocks that are ready, taken out.
    pub(in crate::store) fn take_ready(&mut self) -> Vec<Block> {
        self.ready_bytes = 0;
        std::mem::take(&mut self.ready)
    }
}

/// What stands between the beginning of a block and its sum; `None`: it is not what was written.
pub(in crate::store) fn checked(bytes: &[u8]) -> Option<&[u8]> {
    let (inside, sum) = bytes.split_last_chunk::<4>()?;
    (checksum(inside) == *sum).then_some(inside)
}

fn inside(bytes: &[u8]) -> Option<&[u8]> {
    Some(bytes.split_last_chunk::<4>()?.0)
}

/// A block of lines, read.
pub(in crate::store) struct LineBlock<'a> {
    /// Whose list; empty: nobody's.
    pub(in crate::store) collector: &'a str,
    /// Place of its first line.
    pub(in crate::store) first: u32,
    lines: Unpacker<'a>,
}

impl<'a> LineBlock<'a> {
    /// Opens a block.
    pub(in crate::store) fn read(bytes: &'a [u8]) -> Option<Self> {
        let mut lines = Unpacker(inside(bytes)?);
        Some(Self { collector: lines.text()?, first: lines.small()?, lines })
    }

    /// The line `at` places after the next one; `None` when there is none, or it cannot be read.
    pub(in crate::store) fn line(&self, at: u32) -> Option<KeptLine> {
        let mut lines = self.lines;
        for _ in 0..at {
            let len = lines.count()?;
            lines.bytes(usize::try_from(len).ok()?)?;
        }
        next_line(self.collector, &mut lines)
    }

    /// The cases of its lines, as far as it can be read.
    pub(in crate::store) fn cases(&self) -> impl Iterator<Item = CaseId> {
        let mut lines = self.lines;
        std::iter::from_fn(move || {
            let len = lines.count()?;
            let mut line = Unpacker(lines.bytes(usize::try_from(len).ok()?)?);
            line.bytes(2)?;
            line.number().map(CaseId)
        })
    }

    /// The next line; `None` after the last.
    pub(in crate::store) fn next(&mut self) -> Option<Option<KeptLine>> {
        if self.lines.is_done() { None } else { Some(next_line(self.collector, &mut self.lines)) }
    }
}

fn next_line(collector: &str, lines: &mut Unpacker<'_>) -> Option<KeptLine> {
    let len = lines.count()?;
    let mut from = Unpacker(lines.bytes(usize::try_from(len).ok()?)?);
    let (change, because) = (from.code()?, from.code()?);
    let case = CaseId(from.number()?);
    let collector = Some(collector).filter(|login| !login.is_empty()).map(|login| Login(login.to_owned()));
    let (mut ranked, rev) = unpack_line(case, collector, &mut from)?;
    ranked.factors.drawn = because == Because::Drawn;
    from.is_done().then_some(KeptLine { ranked, rev, change, because })
}

/// List and place of each rank of a block, from its first rank on, with that rank.
pub(in crate::store) fn unpack_order(bytes: &[u8]) -> Option<(u32, Vec<(u32, u32)>)> {
    let mut from = Unpacker(inside(bytes)?);
    let first = from.small()?;
    let mut all = Vec::with_capacity(usize::try_from(BLOCK_PLACES).unwrap_or(0));
    while !from.is_done() {
        all.push((from.small()?, from.small()?));
    }
    Some((first, all))
}

/// The cases of a block with what became of them.
pub(in crate::store) struct CaseBlock<'a> {
    case: i64,
    from: Unpacker<'a>,
}

impl<'a> CaseBlock<'a> {
    /// Opens a block.
    pub(in crate::store) fn read(bytes: &'a [u8]) -> Option<Self> {
        let mut from = Unpacker(inside(bytes)?);
        Some(Self { case: from.number()?, from })
    }

    /// The first case of the block, before any was taken.
    pub(in crate::store) const fn first(&self) -> CaseId {
        CaseId(self.case)
    }

    /// The next case; `None` after the last, `Some(None)` when it cannot be read.
    pub(in crate::store) fn next(&mut self) -> Option<Option<(CaseId, Became)>> {
        if self.from.is_done() { None } else { Some(self.step()) }
    }

    fn step(&mut self) -> Option<(CaseId, Became)> {
        let from = &mut self.from;
        self.case = self.case.checked_add(from.number()?)?;
        let became = match from.byte()? {
            0 => Became::Queued {
                rank: from.small()?,
                list: from.small()?,
                own: from.small()?,
                head: unpack_head(from)?,
            },
            1 => {
                let (reason, list) = (from.code()?, from.small()?);
                let until = from.day(Day(0))?;
                let by = if reason == Exclusion::Linked { Some(CaseId(from.number()?)) } else { None };
                Became::Excluded { list, reason, by, until }
            }
            _ => return None,
        };
        Some((CaseId(self.case), became))
    }
}
