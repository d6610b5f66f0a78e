//! A chunk of sorted rows against what the book holds: what is new, what changed, what stands twice in the file.
//! What never lives here: a write.
//! `bulk` calls it outside the lock; one load at a time keeps the answer true until it is written.

use std::ops::Range;

use crate::domain::ledger::{DebtorRow, LedgerRow};
use crate::domain::values::text::sort_key;
use crate::domain::values::{BatchId, CaseId, SourceId};

use super::super::StoreError;
use super::super::digest::RowKind;
use super::super::find_keys;
use super::arena::{Arena, Packed};
use super::codec;
use super::held::{Held, HeldReader};

/// What is to be written for one debtor reference.
#[derive(Default)]
pub(super) struct Group {
    /// Its case; none: to be opened.
    pub(super) case: Option<CaseId>,
    /// True once this load opened the case.
    pub(super) opened: bool,
    pub(super) reference: String,
    /// The debtor row to write, its sort key beside it.
    pub(super) debtor: Option<(DebtorRow, Vec<u8>)>,
    /// Sort key of the reference, for a case without a debtor row.
    pub(super) reference_key: Vec<u8>,
    /// Other rows to write.
    pub(super) rows: Vec<LedgerRow>,
    /// What the case is to be found by: folded key and its kind.
    pub(super) finds: Vec<(String, i64)>,
    /// Rows of this batch from before an interruption: written, but perhaps not finished.
    pub(super) taken_up: bool,
}

impl Group {
    /// True when the chunk leaves the case as it is.
    pub(super) fn is_idle(&self) -> bool {
        self.debtor.is_none() && self.rows.is_empty() && !self.taken_up
    }

    /// Rows to write, the case's own among them.
    pub(super) fn weight(&self) -> usize {
        1 + self.rows.len() + usize::from(self.debtor.is_some())
    }
}

/// What a comparison needs to know of the load.
pub(super) struct Compare<'a, 'c> {
    /// None: a source never seen, of which the book holds nothing.
    pub(super) reader: Option<&'a mut HeldReader<'c>>,
    /// None: a source never seen.
    pub(super) source: Option<SourceId>,
    /// The batch written by this load, if it has begun.
    pub(super) own: Option<BatchId>,
    /// True when `own` was begun by an earlier, interrupted load.
    pub(super) resumed: bool,
    /// A file of debtors: a debtor given twice is a duplicate, not a line that repeats it.
    pub(super) strict_debtors: bool,
}

/// What a comparison says, line by line.
pub(super) trait Verdicts {
    /// The row of this line is new or changed.
    fn changed(&mut self, line: u64, new_case: bool, row: &LedgerRow, held: Option<&LedgerRow>);
    /// The row's key stood on an earlier line with other content.
    fn twice(&mut self, line: u64, row: &LedgerRow);
}

impl Compare<'_, '_> {
    /// Compares the rows in `range` of the sorted block.
    pub(super) fn chunk(
        &mut self,
        arena: &Arena,
        range: Range<usize>,
        verdicts: &mut dyn Verdicts,
    ) -> Result<Vec<Group>, StoreError> {
        let mut groups: Vec<Group> = Vec::with_capacity(range.len() / 2);
        let mut at = range.start;
        while at < range.end {
            let (reference, kind, _) = codec::split_key(arena.get(at).key)?;
            let mut end = at + 1;
            while end < range.end && same_run(arena.get(at).key, arena.get(end).key, reference.len()) {
                end += 1;
            }
            if groups.last().is_none_or(|group| group.reference != reference) {
                let case = match (self.source, &mut self.reader) {
                    (Some(source), Some(reader)) => reader.case(source, reference)?,
                    (None, _) | (_, None) => None,
                };
                let reference_key = if case.is_none() { sort_key(reference) } else { vec![] };
                groups.push(Group { case, reference: reference.to_owned(), reference_key, ..Group::default() });
            }
            if let Some(group) = groups.last_mut() {
                self.run(arena, at..end, kind, group, verdicts)?;
            }
            at = end;
        }
        groups.retain(|group| !group.is_idle());
        Ok(groups)
    }

    /// Rows of one debtor and one kind.
    fn run(
        &mut self,
        arena: &Arena,
        range: Range<usize>,
        kind: u8,
        group: &mut Group,
        verdicts: &mut dyn Verdicts,
    ) -> Result<(), StoreError> {
        let kind = [RowKind::Debtor, RowKind::Invoice, RowKind::Payment, RowKind::Contact]
            .into_iter()
            .find(|known| *known as u8 == kind)
            .ok_or_else(|| StoreError::Corrupt("packed kind".into()))?;
        let held = match (self.source, group.case, &mut self.reader) {
            (Some(source), Some(case), Some(reader)) => {
                let first = codec::split_key(arena.get(range.start).key)?.2;
                let last = codec::split_key(arena.get(range.end - 1).key)?.2;
                reader.rows(kind, case, source, &group.reference, (first, last))?
            }
            (None, ..) | (_, None, _) | (.., None) => vec![],
        };
        if kind == RowKind::Debtor {
            return self.debtor(arena, range, held.into_iter().next(), group, verdicts);
        }
        let mut held = held.into_iter().peekable();
        let mut before: Option<Packed<'_>> = None;
        for at in range {
            let packed = arena.get(at);
            let row = codec::unpack(packed.key, packed.body)?.row;
            if let Some(first) = before.filter(|first| first.key == packed.key) {
                if first.body != packed.body {
                    verdicts.twice(packed.line, &row);
                }
                continue;
            }
            before = Some(packed);
            while held.next_if(|held| codec::key_of(&held.row).2 < codec::key_of(&row).2).is_some() {}
            let known = held.next_if(|held| codec::key_of(&held.row) == codec::key_of(&row));
            self.judge(packed.line, row, known.as_ref(), group, verdicts);
        }
        Ok(())
    }

    fn judge(&self, line: u64, row: LedgerRow, known: Option<&Held>, group: &mut Group, verdicts: &mut dyn Verdicts) {
        let own = known.is_some_and(|held| Some(held.batch) == self.own);
        match known {
            Some(held) if own && held.row != row => verdicts.twice(line, &row),
            Some(held) if own => {
                if self.resumed {
                    verdicts.changed(line, false, &row, Some(&held.row));
                    group.taken_up = true;
                    group.finds.extend(find_number(&row));
                }
            }
            Some(held) if held.row == row => {}
            Some(_) | None => {
                verdicts.changed(line, group.case.is_none(), &row, known.map(|held| &held.row));
                group.finds.extend(find_number(&row));
                group.rows.push(row);
            }
        }
    }

    /// Lines that describe the debtor: in a file of debtors once, elsewhere each laid over the one before.
    fn debtor(
        &self,
        arena: &Arena,
        range: Range<usize>,
        held: Option<Held>,
        group: &mut Group,
        verdicts: &mut dyn Verdicts,
    ) -> Result<(), StoreError> {
        let own = held.as_ref().is_some_and(|held| Some(held.batch) == self.own);
        let blank = DebtorRow { reference: group.reference.clone(), ..DebtorRow::default() };
        let base = match &held {
            Some(Held { row: LedgerRow::Debtor(row), .. }) => row.clone(),
            Some(_) | None => blank,
        };
        let (mut result, mut line, mut strict_first) = (base.clone(), 0, None);
        for at in range {
            let packed = arena.get(at);
            let unpacked = codec::unpack(packed.key, packed.body)?;
            let LedgerRow::Debtor(row) = &unpacked.row else { continue };
            if self.strict_debtors {
                if let Some(first) = &strict_first {
                    if first != row {
                        verdicts.twice(packed.line, &unpacked.row);
                    }
                    continue;
                }
                strict_first = Some(row.clone());
            }
            let before = result.clone();
            result.overlay(row, unpacked.given);
            if result != before || line == 0 {
                line = packed.line;
            }
        }
        if result.name.is_empty() {
            result.name.clone_from(&group.reference);
        }
        let same = held.is_some() && result == base;
        let finds = find_keys::for_debtor(&result);
        let row = LedgerRow::Debtor(result.clone());
        match (own, same) {
            (true, true) if self.resumed => {
                verdicts.changed(line, false, &row, None);
                group.taken_up = true;
                group.finds.extend(finds);
            }
            (true, false) if self.strict_debtors => verdicts.twice(line, &row),
            // said once by this batch: a later line of another chunk does not say it again
            (true, true | false) | (false, true) => {}
            (false, false) => {
                verdicts.changed(line, group.case.is_none(), &row, held.as_ref().map(|held| &held.row));
                group.finds.extend(finds);
                let key = sort_key(&result.name);
                group.debtor = Some((result, key));
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

fn find_number(row: &LedgerRow) -> Option<(String, i64)> {
    match row {
        LedgerRow::Invoice(_, row) => {
            Some((find_keys::for_invoice(&row.number), find_keys::INVOICE)).filter(|(key, _)| !key.is_empty())
        }
        LedgerRow::Debtor(_) | LedgerRow::Payment(..) | LedgerRow::Contact(..) => None,
    }
}
