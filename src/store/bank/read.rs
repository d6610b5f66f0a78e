//! What waits for a person, and how fresh the figures are.
//! What never lives here: printing, deciding, what a person's pick changes (see `picks`).
//! `cli` and `runtime` call it.

use rusqlite::Connection;

use super::super::columns::day;
use super::super::{Done, Store, bind};
use super::load::WAITING;
use super::seek::Seeker;
use super::{REST, rest_row};
use crate::domain::bank::{BANK_KEY, BankLine, LineKind};
use crate::domain::matching::{Look, propose};
use crate::domain::values::{CaseId, Day, Money, Now};
use crate::store::read::{Choices, Given, Proposed, Waiting};

/// Up to which day the figures tell.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Fresh {
    /// The bank: last day of the newest statement; none before the first.
    pub bank: Option<Day>,
    /// The ledger: day of the newest import of invoices.
    pub ledger: Option<Day>,
    /// Payments that wait for a person.
    pub waiting: u64,
}

impl Store {
    /// Lines that wait, oldest first, and how many in all.
    pub fn waiting(&self, now: Now, from: u64, limit: u64) -> Done<(Vec<Waiting>, u64)> {
        self.read(|conn| {
            let total = count(conn)?;
            let lines = lines(conn, from, limit)?;
            let mut seeker = Seeker::new(conn, now.today, now.at);
            let mut all = vec![];
            for line in lines {
                all.push(with_proposals(conn, &mut seeker, line)?);
            }
            Ok((all, total))
        })
    }

    /// One line that waits, by its key or the beginning of it; none when no such line waits, or several do.
    pub fn waiting_line(&self, now: Now, key: &str) -> Done<Option<Waiting>> {
        let key = key.strip_prefix(BANK_KEY).unwrap_or(key);
        self.read(|conn| {
            let sql = format!("SELECT {REST} {WAITING} AND l.reference >= $1 AND l.reference < $1 || 'z' LIMIT 2");
            let mut lines = bind::rows(conn, &sql, &[&key], rest_row)?;
            lines.sort_by_key(|(line, _)| line.reference != key);
            let exact = lines.first().is_some_and(|(line, _)| line.reference == key);
            if lines.is_empty() || (lines.len() > 1 && !exact) {
                return Ok(None);
            }
            let mut seeker = Seeker::new(conn, now.today, now.at);
            with_proposals(conn, &mut seeker, lines.swap_remove(0)).map(Some)
        })
    }

    /// Lines that wait, each with what is left of it, oldest first, and how many in all; without proposals.
    pub fn waiting_list(&self, limit: u64) -> Done<(Vec<BankLine>, u64)> {
        let rest = |(line, _)| line;
        self.read(|conn| Ok((lines(conn, 0, limit)?.into_iter().map(rest).collect(), count(conn)?)))
    }

    /// What a line may be given to within a case: open invoices, or payments a return takes back.
    pub fn choices(&self, case: CaseId, line: &BankLine, now: Now) -> Done<Choices> {
        self.read(|conn| {
            let mut seeker = Seeker::new(conn, now.today, now.at);
            let root = seeker.root(case)?;
            let (name, reference) = named(conn, root)?;
            let (mut items, mut paid) = (vec![], vec![]);
            if line.kind == LineKind::Return {
                paid = seeker.fitting(root, line)?;
            } else {
                items.clone_from(&seeker.owing(root)?.items);
                items.retain(|item| item.open.currency == line.amount.currency);
            }
            Ok(Choices { case: root, name, reference, items, paid })
        })
    }

    /// Up to which day the figures tell, and how much waits.
    pub fn freshness(&self) -> Done<Fresh> {
        self.read(|conn| {
            let (bank, ledger) = fresh_days(conn)?;
            let waiting = if bank.is_some() { count(conn)? } else { 0 };
            Ok(Fresh { bank, ledger, waiting })
        })
    }

    /// The days alone: of the bank and of the ledger.
    pub fn fresh_days(&self) -> Done<(Option<Day>, Option<Day>)> {
        self.read(fresh_days)
    }
}

fn fresh_days(conn: &Connection) -> Done<(Option<Day>, Option<Day>)> {
    let until = "SELECT until FROM bank_until b JOIN batch t ON t.batch_id = b.batch_id
                 WHERE t.state = 'complete' ORDER BY until DESC LIMIT 1";
    let bank = bind::first(conn, until, &[], |row| day(row, 0))?;
    let last = "SELECT day FROM batch WHERE state = 'complete' AND kind IN ('invoices', 'fec')
                ORDER BY batch_id DESC LIMIT 1";
    Ok((bank, bind::first(conn, last, &[], |row| day(row, 0))?))
}

fn lines(conn: &Connection, from: u64, limit: u64) -> Done<Vec<(BankLine, Money)>> {
    let sql = format!("SELECT {REST} {WAITING} ORDER BY l.booked_on, l.reference LIMIT $1 OFFSET $2");
    let small = |number: u64| i64::try_from(number).unwrap_or(i64::MAX);
    bind::rows(conn, &sql, &[&small(limit), &small(from)], rest_row)
}

fn count(conn: &Connection) -> Done<u64> {
    let sql = format!("SELECT count(*) {WAITING}");
    Ok(bind::first(conn, &sql, &[], |row| row.get::<_, u32>(0))?.unwrap_or(0).into())
}

/// Who has a share of a line that waits with what is left of it.
fn given(conn: &Connection, line: &BankLine, whole: Money) -> Done<Vec<Given>> {
    let mut given = vec![];
    if whole != line.amount {
        let sql = "SELECT case_id, amount FROM bank_pick WHERE reference = $1 AND amount IS NOT NULL ORDER BY case_id";
        let shares = bind::rows(conn, sql, &[&line.reference], |row| Ok((CaseId(row.get(0)?), row.get::<_, i64>(1)?)))?;
        for (case, minor) in shares {
            let (name, reference) = named(conn, case)?;
            given.push(Given { case, name, reference, amount: Money::new(minor, whole.currency) });
        }
    }
    Ok(given)
}

fn with_proposals(conn: &Connection, seeker: &mut Seeker<'_>, (line, whole): (BankLine, Money)) -> Done<Waiting> {
    let given = given(conn, &line, whole)?;
    seeker.sharing = given.iter().map(|share| share.case).collect();
    let found = if line.kind == LineKind::Return { seeker.backs(&line) } else { propose(&line, seeker) };
    seeker.sharing.clear();
    let mut proposals = vec![];
    for proposal in found? {
        let (name, reference) = named(conn, proposal.case)?;
        proposals.push(Proposed { proposal, name, reference });
    }
    Ok(Waiting { line, whole, given, proposals })
}

/// Name and reference of a case's debtor.
fn named(conn: &Connection, case: CaseId) -> Done<(String, String)> {
    let sql = "SELECT name, reference FROM case_row WHERE case_id = $1";
    Ok(bind::first(conn, sql, &[&case.0], |row| Ok((row.get(0)?, row.get(1)?)))?.unwrap_or_default())
}
