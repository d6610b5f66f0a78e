//! Giving what waits in the tray to a debtor, or leaving it out: one batch each, that `batches --undo` takes back.
//! What never lives here: what waits (see `read::tray`), the load itself (see `bulk`).
//! `cli` and `runtime` call it through `Store`.

use super::bulk::{FileCounts, LoadHead, LoadWatch};
use super::read::whose::Owner;
use super::{Done, Store, bind};
use crate::domain::codes::Right;
use crate::domain::command::Refusal;
use crate::domain::event::Who;
use crate::domain::heard::Point;
use crate::domain::ledger::{DebtorFields, LedgerRow};
use crate::domain::values::{BatchId, CaseId, Now};

/// The kind of batch that says whose a point is.
pub const TRAY_KIND: &str = "tray";
/// The source of points that are nobody's.
const NO_SOURCE: &str = "tray";

/// What was done with a point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attached {
    /// The batch that says it.
    pub batch: BatchId,
    /// Contacts that stand with the debtor now, or were left out.
    pub contacts: u64,
}

impl Store {
    /// Gives the contacts that wait under a point to a debtor, or leaves them out (no case); from now on what comes from the
    /// point goes the same way.
    pub fn attach(
        &mut self,
        who: &Who,
        host: &str,
        now: Now,
        point: &Point,
        case: Option<CaseId>,
        watch: &mut dyn LoadWatch,
    ) -> Done<Attached> {
        self.allow(who, Right::Record)?;
        let contacts = self.tray_contacts(point)?;
        if contacts.is_empty() {
            return Err(Refusal::AlreadySettled.into());
        }
        let owner = case.map(|case| self.owner_or_key(case)).transpose()?;
        let head = LoadHead {
            source: owner.as_ref().map_or(NO_SOURCE, |owner| owner.source.as_str()).to_owned(),
            kind: TRAY_KIND.to_owned(),
            file: contacts.last().map(|last| last.point.clone()).unwrap_or_default(),
            sha256: [0; 32],
            mapping: String::new(),
            who: who.clone(),
            host: host.to_owned(),
            dry_run: false,
        };
        let count = contacts.len() as u64;
        let mut loader = self.begin_load(head, now, watch)?;
        loader.learn(point, case)?;
        if let Some(owner) = owner {
            for contact in contacts {
                loader.push(0, DebtorFields::NONE, &LedgerRow::Contact(owner.reference.clone(), contact))?;
            }
        }
        let summary = loader.finish(FileCounts { rows: count, ..FileCounts::default() }, now)?;
        let batch = summary.batch.ok_or(Refusal::AlreadySettled)?;
        Ok(Attached { batch, contacts: count })
    }

    /// The debtor of a case as its source names it; of one that no file of debtors named, the key it came with.
    fn owner_or_key(&self, case: CaseId) -> Done<Owner> {
        if let Some(owner) = self.owner(case)? {
            return Ok(owner);
        }
        let sql = "SELECT s.name, k.reference FROM case_key k JOIN source s ON s.source_id = k.source_id
             WHERE k.case_id = $1 ORDER BY k.source_id, k.reference LIMIT 1";
        let read = |row: &rusqlite::Row<'_>| Ok(Owner { source: row.get(0)?, reference: row.get(1)? });
        Ok(bind::first(&self.conn, sql, &[&case.0], read)?.ok_or(Refusal::NoSuchCase(case))?)
    }
}
