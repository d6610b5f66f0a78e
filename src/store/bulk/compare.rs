//! A chunk of sorted rows against what the book holds: what is new, what changed, what stands twice in the file.
//! What never lives here: a write.
//! `make` calls it outside the lock; one load at a time keeps the answer true until it is written.

use std::ops::Range;

use crate::domain::ledger::{DebtorRow, LedgerRow};
use crate::domain::values::text::sort_key;
use crate::domain::values::{BatchId, CaseId, SourceId};

use super::super::StoreError;
use super::super::digest::RowKind;
use super::super::{columns, find_keys};
use super::arena::{Arena, Packed};
use super::codec;
use super::held::{Held, HeldReader};
use super::notes::Notes;
use super::view::{self, View};

/// Rows ready to be written, and what is to be known of them afterwards.
#[derive(Default)]
pub(super) struct Chunk<'a> {
    pub(super) groups: Vec<Group<'a>>,
    /// The rows of all groups, one group after another; those of debtors stand in the groups.
    pub(super) rows: Vec<View<'a>>,
    /// Rows of the file compared for it.
    pub(super) seen: usize,
}

/// What is to be written for one debtor reference.
#[derive(Default)]
pub(super) struct Group<'a> {
    /// Its case; none: to be opened.
    pub(super) case: Option<CaseId>,
    /// True once this load opened the case.
    pub(super) opened: bool,
    pub(super) reference: &'a str,
    /// What a case to be opened needs besides.
    pub(super) opening: Opening,
    /// The debtor row to write.
    pub(super) debtor: Option<Box<Described>>,
    /// Other rows to write: their places in the chunk.
    pub(super) rows: Range<usize>,
    /// Folded keys with their kind that the case is to be found by, besides the numbers of the rows to write.
    pub(super) finds: Vec<(String, i64)>,
    /// Rows of this batch from before an interruption: written, but perhaps not finished.
    pub(super) taken_up: bool,
}

/// Of a case to be opened.
#[derive(Default)]
pub(super) struct Opening {
    /// Sort key of its name, which is the reference until a debtor row says another.
    pub(super) sort_key: Vec<u8>,
    /// The reference as a key to find by; may be empty.
    pub(super) found_by: String,
    pub(super) collector: String,
}

/// A debtor row with what is stored beside its fields.
pub(super) struct Described {
    pub(super) row: DebtorRow,
    pub(super) sort_key: Vec<u8>,
    pub(super) phones: String,
    pub(super) emails: String,
}

impl Group<'_> {
    /// True when the chunk leaves the case as it is.
    pub(super) fn is_idle(&self) -> bool {
        self.debtor.is_none() && self.rows.is_empty() && !self.taken_up
    }

    /// Rows to write, the case's own among them.
    pub(super) fn weight(&self) -> usize {
        1 + self.rows.len() + usize::from(self.debtor.is_some())
    }

    /// Name and sort key of a case opened for it.
    pub(super) fn named(&self) -> (&str, &[u8]) {
        match &self.debtor {
            Some(debtor) => (&debtor.row.name, &debtor.sort_key),
            None => (self.reference, &self.opening.sort_key),
        }
    }
}

/// What a comparison needs to know of the load.
pub(super) struct Compare<'c> {
    /// None: a source never seen, of which the book holds nothing.
    pub(super) held: Option<(SourceId, HeldReader<'c>)>,
    /// The batch written by this load, if it has begun.
    pub(super) own: Option<BatchId>,
    /// True when `own` was begun by an earlier, interrupted load.
    pub(super) resumed: bool,
    /// A file of debtors: a debtor given twice is a duplicate, not a line that repeats it.
    pub(super) strict_debtors: bool,
}

impl Compare<'_> {
    /// Compares the rows in `range` of the sorted block.
    pub(super) fn chunk<'a>(
        &mut self,
        arena: &'a Arena,
        range: Range<usize>,
        notes: &mut Notes<'_>,
    ) -> Result<Chunk<'a>, StoreError> {
        let mut chunk = Chunk { groups: vec![], rows: Vec::with_capacity(range.len()), seen: range.len() };
        let mut at = range.start;
        while at < range.end {
            let (reference, kind, _) = codec::split_key(arena.get(at).key)?;
            let mut end = at + 1;
            while end < range.end && same_run(arena.get(at).key, arena.get(end).key, reference.len()) {
                end += 1;
            }
            if chunk.groups.last().is_none_or(|group| group.reference != reference) {
                let group = self.group(reference, chunk.rows.len())?;
                chunk.groups.push(group);
            }
            if let Some(group) = chunk.groups.last_mut() {
                match kind {
                    RowKind::Debtor => self.debtor(arena, at..end, group, notes)?,
                    RowKind::Invoice | RowKind::Payment | RowKind::Contact => {
                        self.run(arena, at..end, kind, group, &mut chunk.rows, notes)?;
                    }
                }
                group.rows.end = chunk.rows.len();
            }
            at = end;
        }
        chunk.groups.retain(|group| !group.is_idle());
        Ok(chunk)
    }

    fn group<'a>(&mut self, reference: &'a str, at: usize) -> Result<Group<'a>, StoreError> {
        let case = match &mut self.held {
            Some((source, reader)) => reader.case(*source, reference)?,
            None => None,
        };
        let opening = match case {
            Some(_) => Opening::default(),
            None => Opening {
                sort_key: sort_key(reference),
                found_by: find_keys::squeeze(reference),
                collector: String::new(),
            },
        };
        Ok(Group { case, reference, opening, rows: at..at, ..Group::default() })
    }

    /// Rows of one debtor and one kind.
    fn run<'a>(
        &mut self,
        arena: &'a Arena,
        range: Range<usize>,
        kind: RowKind,
        group: &mut Group<'a>,
        rows: &mut Vec<View<'a>>,
        notes: &mut Notes<'_>,
    ) -> Result<(), StoreError> {
        let reference_len = group.reference.len();
        let key_at = |at: usize| {
            let tail = codec::tail_of_key(arena.get(at).key, reference_len);
            tail.map(|(_, key)| key).ok_or_else(|| StoreError::Corrupt("packed key".into()))
        };
        let held = match (&mut self.held, group.case) {
            (Some((source, reader)), Some(case)) => {
                let ends = (key_at(range.start)?, key_at(range.end - 1)?);
                reader.rows(kind, case, *source, group.reference, ends)?
            }
            (None, _) | (_, None) => vec![],
        };
        let mut held = held.into_iter().peekable();
        let mut before: Option<Packed<'_>> = None;
        for at in range {
            let packed = arena.get(at);
            let key = key_at(at)?;
            if let Some(first) = before.filter(|first| first.key == packed.key) {
                if first.body != packed.body {
                    notes.twice(packed.line, group.reference, key);
                }
                continue;
            }
            before = Some(packed);
            let row = View::read(kind, key, packed.body)?;
            while held.next_if(|held| codec::key_of(&held.row).2 < key).is_some() {}
            let known = held.next_if(|held| codec::key_of(&held.row).2 == key);
            if self.is_to_write(packed.line, &row, known.as_ref(), group, notes)? {
                rows.push(row);
            }
        }
        Ok(())
    }

    fn is_to_write(
        &self,
        line: u64,
        row: &View<'_>,
        known: Option<&Held>,
        group: &mut Group<'_>,
        notes: &mut Notes<'_>,
    ) -> Result<bool, StoreError> {
        let Some(held) = known else {
            notes.row(line, group.case.is_none(), group.reference, row, None)?;
            return Ok(true);
        };
        let same = held.row == row.owned(group.reference)?;
        if Some(held.batch) != self.own {
            if !same {
                notes.row(line, false, group.reference, row, Some(&held.row))?;
            }
            return Ok(!same);
        }
        if !same {
            notes.twice(line, group.reference, row.key());
        } else if self.resumed {
            notes.row(line, false, group.reference, row, Some(&held.row))?;
            group.taken_up = true;
            if let View::Invoice(row) = row {
                group.finds.push((find_keys::for_invoice(row.number), find_keys::INVOICE));
            }
        }
        Ok(false)
    }

    /// Lines that describe the debtor: in a file of debtors once, elsewhere each laid over the one before.
    fn debtor(
        &mut self,
        arena: &Arena,
        range: Range<usize>,
        group: &mut Group<'_>,
        notes: &mut Notes<'_>,
    ) -> Result<(), StoreError> {
        let held = match (&mut self.held, group.case) {
            (Some((source, reader)), Some(case)) => {
                reader.rows(RowKind::Debtor, case, *source, group.reference, ("", ""))?.into_iter().next()
            }
            (None, _) | (_, None) => None,
        };
        let own = held.as_ref().is_some_and(|held| Some(held.batch) == self.own);
        let base = match &held {
            Some(Held { row: LedgerRow::Debtor(row), .. }) => Some(row),
            Some(_) | None => None,
        };
        let blank = || DebtorRow { reference: group.reference.to_owned(), ..DebtorRow::default() };
        let (mut result, mut line, mut strict_first) = (base.map_or_else(blank, DebtorRow::clone), 0, None);
        let single = range.len() == 1;
        for at in range {
            let packed = arena.get(at);
            let (row, given) = view::debtor(group.reference, packed.body)?;
            if self.strict_debtors && !single {
                if let Some(first) = &strict_first {
                    if *first != row {
                        notes.twice(packed.line, group.reference, "");
                    }
                    continue;
                }
                strict_first = Some(row.clone());
            }
            let before = if line == 0 { None } else { Some(result.clone()) };
            result.overlay(&row, given);
            if before.is_none_or(|before| before != result) {
                line = packed.line;
            }
        }
        if result.name.is_empty() {
            group.reference.clone_into(&mut result.name);
        }
        let same = base.is_some_and(|base| *base == result);
        match (own, same) {
            (true, true) if self.resumed => {
                notes.debtor(line, false, &result, None);
                group.taken_up = true;
                group.finds.extend(find_keys::for_debtor(&result));
            }
            (true, false) if self.strict_debtors => notes.twice(line, group.reference, ""),
            // said once by this batch: a later line of another chunk does not say it again
            (true, true | false) | (false, true) => {}
            (false, false) => {
                notes.debtor(line, group.case.is_none(), &result, held.as_ref().map(|held| &held.row));
                group.finds.extend(find_keys::for_debtor(&result));
                if group.case.is_none() {
                    group.opening.collector = result.collector.to_lowercase();
                }
                let (phones, emails) = (columns::lines(&result.phones), columns::lines(&result.emails));
                let sort_key = sort_key(&result.name);
                group.debtor = Some(Box::new(Described { row: result, sort_key, phones, emails }));
            }
        }
        Ok(())
    }
}

fn same_run(a: &[u8], b: &[u8], reference_len: usize) -> bool {
    // reference, its 0 and the kind
    let head = reference_len + 2;
    a.get(..head).is_some_and(|a| Some(a) == b.get(..head))
}
