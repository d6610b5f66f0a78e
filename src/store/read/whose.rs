//! Whose a telephone number, an address or an invoice is, exactly: what an import asks of every contact it meets.
//! What never lives here: a guess (see `find` for what a person typed).
//! `cli` asks it.

use super::super::{Done, Store, bind, find_keys};
use crate::domain::values::CaseId;

/// Digits of the shortest number that can be a debtor's: fewer are an extension.
const PHONE_DIGITS_MIN: usize = 6;

/// What was met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trace<'t> {
    /// A telephone number, however written.
    Phone(&'t str),
    /// An e-mail address.
    Email(&'t str),
    /// A word that may be the number of an invoice.
    Invoice(&'t str),
}

/// Whose it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Whose {
    /// No debtor's.
    Nobodys,
    /// One debtor's.
    Ones(Owner),
    /// Several debtors have it: it tells nothing.
    Several,
}

/// A debtor as its source names it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Owner {
    /// Name of the source.
    pub source: String,
    /// Reference in it.
    pub reference: String,
}

impl Store {
    /// Whose it is. A case merged into another counts as that one; one that no file of debtors ever named is nobody's.
    pub fn whose(&self, trace: Trace<'_>) -> Done<Whose> {
        let (key, kind) = match trace {
            Trace::Phone(number) => (find_keys::phone_digits(number), find_keys::PHONE),
            Trace::Email(address) => (find_keys::email_key(address), find_keys::EMAIL),
            Trace::Invoice(number) => (find_keys::for_invoice(number), find_keys::INVOICE),
        };
        if key.is_empty() || (kind == find_keys::PHONE && key.len() < PHONE_DIGITS_MIN) {
            return Ok(Whose::Nobodys);
        }
        self.read(|conn| {
            let sql = "SELECT DISTINCT coalesce(r.merged_into, r.case_id) FROM find_key k JOIN case_row r
                 ON r.case_id = k.case_id WHERE k.key = $1 AND k.kind = $2 ORDER BY 1 LIMIT 2";
            let cases = bind::rows(conn, sql, &[&key, &kind], |row| row.get(0).map(CaseId))?;
            let case = match cases.as_slice() {
                [] => return Ok(Whose::Nobodys),
                [one] => *one,
                [_, ..] => return Ok(Whose::Several),
            };
            let sql = "SELECT s.name, d.reference FROM debtor d JOIN source s ON s.source_id = d.source_id
                 WHERE d.case_id = $1 ORDER BY d.source_id, d.batch_id DESC LIMIT 1";
            let owner =
                bind::first(conn, sql, &[&case.0], |row| Ok(Owner { source: row.get(0)?, reference: row.get(1)? }))?;
            Ok(owner.map_or(Whose::Nobodys, Whose::Ones))
        })
    }
}
