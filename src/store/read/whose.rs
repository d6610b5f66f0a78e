//! Whose a telephone number, an address or an invoice is, exactly: what an import asks of every contact it meets.
//! What never lives here: a guess (see `find` for what a person typed).
//! `cli` asks it.

use rusqlite::Connection;

use super::super::facts::{self, CONTACT};
use super::super::{Done, Store, bind, find_keys};
use crate::domain::ledger::ContactRow;
use crate::domain::values::CaseId;
use crate::domain::values::text::fold;

/// Digits of the shortest number that can be a debtor's: fewer are an extension.
const PHONE_DIGITS_MIN: usize = 6;

/// Debtors with one word in their names that are compared: a word of more says too little.
const NAMES_MAX: usize = 500;

/// What was met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trace<'t> {
    /// A telephone number, however written.
    Phone(&'t str),
    /// An e-mail address.
    Email(&'t str),
    /// A word that may be the number of an invoice.
    Invoice(&'t str),
    /// A debtor's reference, as another system writes it.
    Reference(&'t str),
    /// A name, whole.
    Name(&'t str),
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
            Trace::Name(name) => return self.whose_name(name),
            Trace::Reference(reference) => (find_keys::squeeze(reference), find_keys::REFERENCE),
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
            owner_of(conn, &cases)
        })
    }

    /// Whose a whole name is: the debtors with its longest word are compared, unless that word says too little.
    fn whose_name(&self, name: &str) -> Done<Whose> {
        let words = find_keys::name_words(name);
        let Some(longest) = words.iter().max_by_key(|word| word.chars().count()) else { return Ok(Whose::Nobodys) };
        self.read(|conn| {
            let sql = "SELECT DISTINCT r.case_id, coalesce(r.merged_into, r.case_id), r.name FROM find_key k
                 JOIN case_row r ON r.case_id = k.case_id WHERE k.key = $1 AND k.kind = $2 ORDER BY 1 LIMIT $3";
            let most = i64::try_from(NAMES_MAX + 1).unwrap_or(i64::MAX);
            let read = |row: &rusqlite::Row<'_>| Ok((CaseId(row.get(1)?), row.get::<_, String>(2)?));
            let found = bind::rows(conn, sql, &[longest, &find_keys::NAME, &most], read)?;
            if found.len() > NAMES_MAX {
                return Ok(Whose::Nobodys);
            }
            let wanted = fold(name);
            let mut cases: Vec<CaseId> =
                found.into_iter().filter(|(_, name)| fold(name) == wanted).map(|(case, _)| case).collect();
            cases.sort_unstable();
            cases.dedup();
            owner_of(conn, &cases)
        })
    }

    /// A contact that another system kept, by its key there: with whom it stands, and the latest word of it.
    pub fn contact_held(&self, key: &str) -> Done<Option<(Owner, ContactRow)>> {
        self.read(|conn| {
            let sql = format!(
                "SELECT s.name, d.reference, {CONTACT} FROM contact r JOIN batch b ON b.batch_id = r.batch_id
                 JOIN source s ON s.source_id = r.source_id
                 JOIN debtor d ON d.case_id = r.case_id AND d.source_id = r.source_id
                 WHERE r.reference = $1 AND r.reference >= 'cdr ' AND r.reference < 'sms!' AND b.state = 'complete'
                 ORDER BY r.batch_id DESC, d.batch_id DESC LIMIT 1"
            );
            bind::first(conn, &sql, &[&key], |row| {
                let owner = Owner { source: row.get(0)?, reference: row.get(1)? };
                Ok((owner, facts::contact_row(row, 2)?))
            })
        })
    }
}

/// The debtor of the only case there is.
fn owner_of(conn: &Connection, cases: &[CaseId]) -> Done<Whose> {
    let case = match cases {
        [] => return Ok(Whose::Nobodys),
        [one] => *one,
        [_, ..] => return Ok(Whose::Several),
    };
    let sql = "SELECT s.name, d.reference FROM debtor d JOIN source s ON s.source_id = d.source_id
         WHERE d.case_id = $1 ORDER BY d.source_id, d.batch_id DESC LIMIT 1";
    let owner = bind::first(conn, sql, &[&case.0], |row| Ok(Owner { source: row.get(0)?, reference: row.get(1)? }))?;
    Ok(owner.map_or(Whose::Nobodys, Whose::Ones))
}
