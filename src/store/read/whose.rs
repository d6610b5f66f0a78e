//! Whose a telephone number, an address or an invoice is, exactly: what an import asks of every contact it meets.
//! What never lives here: a guess (see `find` for what a person typed).
//! `cli` asks it.

use rusqlite::Connection;

use super::super::facts::{self, CONTACT};
use super::super::{Done, Store, bind, find_keys};
use crate::domain::heard::{Point, PointKind, own_domain};
use crate::domain::ledger::ContactRow;
use crate::domain::values::CaseId;
use crate::domain::values::text::fold;

/// Debtors with one word in their names that are compared: a word of more says too little.
const NAMES_MAX: usize = 500;

/// What was met.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trace<'t> {
    /// A telephone number, however written.
    Phone(&'t str),
    /// An e-mail address.
    Email(&'t str),
    /// An e-mail address of which the domain may tell.
    Domain(&'t str),
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
    /// Nobody's, a person said: what comes from it is left out.
    LeftOut,
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
    /// Whose it is: as a person said, else as the files of debtors say. A case merged into another counts as that one; one
    /// that no file of debtors ever named is nobody's.
    pub fn whose(&self, trace: Trace<'_>) -> Done<Whose> {
        let (point, key, kind) = match trace {
            Trace::Name(name) => (find_keys::point(PointKind::Name, name), String::new(), find_keys::NAME),
            Trace::Phone(number) => (find_keys::point(PointKind::Phone, number), String::new(), find_keys::PHONE),
            Trace::Email(address) => (find_keys::point(PointKind::Email, address), String::new(), find_keys::EMAIL),
            Trace::Domain(address) => {
                let address = find_keys::email_key(address);
                (None, own_domain(&address).unwrap_or("").to_owned(), find_keys::DOMAIN)
            }
            Trace::Reference(reference) => (None, find_keys::squeeze(reference), find_keys::REFERENCE),
            Trace::Invoice(number) => (None, find_keys::for_invoice(number), find_keys::INVOICE),
        };
        self.read(|conn| {
            if let Some(said) = point.as_ref().map(|point| said(conn, point)).transpose()?.flatten() {
                return Ok(said);
            }
            if let Trace::Name(name) = trace {
                return owner_of(conn, &named(conn, name)?);
            }
            let key = point.map_or(key, |point| point.key);
            if key.is_empty() {
                return Ok(Whose::Nobodys);
            }
            let sql = "SELECT DISTINCT coalesce(r.merged_into, r.case_id) FROM find_key k JOIN case_row r
                 ON r.case_id = k.case_id WHERE k.key = $1 AND k.kind = $2 ORDER BY 1 LIMIT 2";
            let cases = bind::rows(conn, sql, &[&key, &kind], |row| row.get(0).map(CaseId))?;
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

/// Whose a point is as a person said last; none: nobody spoke of it.
fn said(conn: &Connection, point: &Point) -> Done<Option<Whose>> {
    let sql = "SELECT p.case_id FROM point_owner p JOIN batch b ON b.batch_id = p.batch_id
         WHERE p.kind = $1 AND p.point = $2 AND b.state = 'complete' ORDER BY p.batch_id DESC LIMIT 1";
    let case = bind::first(conn, sql, &[&find_keys::of_point(point.kind), &point.key], |row| row.get(0).map(CaseId))?;
    match case {
        None => Ok(None),
        Some(CaseId(0)) => Ok(Some(Whose::LeftOut)),
        Some(case) => {
            let root = "SELECT coalesce(merged_into, case_id) FROM case_row WHERE case_id = $1";
            let root = bind::first(conn, root, &[&case.0], |row| row.get(0).map(CaseId))?;
            owner_of(conn, &[root.unwrap_or(case)]).map(Some)
        }
    }
}

/// The cases of a whole name: those with its longest word are compared, unless that word says too little.
pub(super) fn named(conn: &Connection, name: &str) -> Done<Vec<CaseId>> {
    let words = find_keys::name_words(name);
    let Some(longest) = words.iter().max_by_key(|word| word.chars().count()) else { return Ok(vec![]) };
    let sql = "SELECT DISTINCT r.case_id, coalesce(r.merged_into, r.case_id), r.name FROM find_key k
         JOIN case_row r ON r.case_id = k.case_id WHERE k.key = $1 AND k.kind = $2 ORDER BY 1 LIMIT $3";
    let most = i64::try_from(NAMES_MAX + 1).unwrap_or(i64::MAX);
    let read = |row: &rusqlite::Row<'_>| Ok((CaseId(row.get(1)?), row.get::<_, String>(2)?));
    let found = bind::rows(conn, sql, &[longest, &find_keys::NAME, &most], read)?;
    if found.len() > NAMES_MAX {
        return Ok(vec![]);
    }
    let wanted = fold(name);
    let mut cases: Vec<CaseId> =
        found.into_iter().filter(|(_, name)| fold(name) == wanted).map(|(case, _)| case).collect();
    cases.sort_unstable();
    cases.dedup();
    Ok(cases)
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

impl Store {
    /// The debtor of a case, as its first source names it; none when no file of debtors ever named it.
    pub fn owner(&self, case: CaseId) -> Done<Option<Owner>> {
        self.read(|conn| match owner_of(conn, &[case])? {
            Whose::Ones(owner) => Ok(Some(owner)),
            Whose::Nobodys | Whose::Several | Whose::LeftOut => Ok(None),
        })
    }
}
