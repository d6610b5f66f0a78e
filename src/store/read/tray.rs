//! What waits in the tray: contacts that are nobody's, together by the number or address outside, with whose it may be.
//! What never lives here: attaching (an import's door, see `bulk`), wording.
//! `cli` and `runtime` ask it.

use std::collections::BTreeMap;

use rusqlite::Connection;

use super::super::bulk::hear::{self, HEARD, unclaimed};
use super::super::columns::day;
use super::super::{Done, Store, bind, find_keys};
use crate::domain::heard::{Point, PointKind, Unclaimed, own_domain};
use crate::domain::ledger::ContactRow;
use crate::domain::matching::Certainty;
use crate::domain::values::{BatchId, CaseId, Day, Instant, Login};

/// Debtors proposed for one line.
const PROPOSALS_MAX: usize = 5;
/// Contacts read for the tray: what is beyond comes up when some are given away.
const ENTRIES_MAX: i64 = 50_000;
/// Contacts of one point that are attached in one act; what is beyond waits for the next.
pub const ATTACHED_MAX: usize = 1_000;

/// Contacts of a visible batch that no debtor has and whose point nobody spoke of.
const WAITING: &str = "FROM heard h JOIN batch b ON b.batch_id = h.batch_id
     WHERE b.state = 'complete'
       AND NOT EXISTS (SELECT 1 FROM contact c JOIN batch cb ON cb.batch_id = c.batch_id
                       WHERE c.reference = h.reference AND c.reference >= 'cdr ' AND c.reference < 'sms!'
                         AND cb.state = 'complete')
       AND NOT EXISTS (SELECT 1 FROM point_owner p JOIN batch pb ON pb.batch_id = p.batch_id
                       WHERE p.kind = h.kind AND p.point = h.point AND pb.state = 'complete')";

/// Why a debtor is proposed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Hint {
    /// It has the number or address, as others have.
    Shared,
    /// Its addresses have the same domain.
    Domain,
    /// It is called the same.
    Called,
}

impl Hint {
    /// Every reason.
    pub const ALL: &'static [Self] = &[Self::Shared, Self::Domain, Self::Called];

    /// Kebab-case name.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Shared => "shared",
            Self::Domain => "domain",
            Self::Called => "called",
        }
    }

    /// How sure it is.
    #[must_use]
    pub const fn certainty(self) -> Certainty {
        match self {
            Self::Shared | Self::Domain => Certainty::Likely,
            Self::Called => Certainty::Possible,
        }
    }
}

/// A debtor that may be the one outside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Its case.
    pub case: CaseId,
    /// Its name.
    pub name: String,
    /// Its reference.
    pub reference: String,
    /// Why.
    pub hint: Hint,
}

/// One line of the tray.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TrayLine {
    /// The point the contacts have in common.
    pub point: Point,
    /// What the one outside is called, if told.
    pub called: String,
    /// How many wait.
    pub count: u32,
    /// When the first took place.
    pub since: Instant,
    /// The last one.
    pub last: ContactRow,
}

/// A point that somebody set aside or gave to a debtor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Settled {
    /// The point.
    pub point: Point,
    /// The debtor's case; none: nobody's.
    pub case: Option<CaseId>,
    /// The batch that says so; undoing it takes it back.
    pub batch: BatchId,
    /// Who said so.
    pub who: Login,
    /// On which day.
    pub on: Day,
}

impl Store {
    /// The lines of the tray, the one heard of last first.
    pub fn tray(&self) -> Done<Vec<TrayLine>> {
        self.read(|conn| {
            let mut lines: BTreeMap<Point, TrayLine> = BTreeMap::new();
            let mut before = String::new();
            let sql =
                format!("SELECT {HEARD} {WAITING} ORDER BY h.kind, h.point, h.reference, h.batch_id DESC LIMIT $1");
            bind::each(conn, &sql, &[&ENTRIES_MAX], |row| {
                let one = unclaimed(row, 0)?;
                if one.contact.reference != before {
                    before.clone_from(&one.contact.reference);
                    add(&mut lines, one);
                }
                Ok(true)
            })?;
            let mut all: Vec<TrayLine> = lines.into_values().collect();
            all.sort_by(|a, b| (b.last.at, &b.point).cmp(&(a.last.at, &a.point)));
            Ok(all)
        })
    }

    /// The contacts that wait under a point, the latest word of each, at most [`ATTACHED_MAX`].
    pub fn tray_contacts(&self, point: &Point) -> Done<Vec<ContactRow>> {
        self.read(|conn| {
            let sql = format!(
                "SELECT {HEARD} {WAITING} AND h.kind = $1 AND h.point = $2 ORDER BY h.reference, h.batch_id DESC LIMIT $3"
            );
            let most = i64::try_from(ATTACHED_MAX).unwrap_or(i64::MAX);
            let values: [&dyn rusqlite::ToSql; 3] = [&find_keys::of_point(point.kind), &point.key, &most];
            let mut all = bind::rows(conn, &sql, &values, |row| unclaimed(row, 0).map(|one| one.contact))?;
            all.dedup_by(|later, first| later.reference == first.reference);
            Ok(all)
        })
    }

    /// A contact that waits, by its key: the latest word of it.
    pub fn heard_held(&self, key: &str) -> Done<Option<Unclaimed>> {
        self.read(|conn| {
            let sql = format!(
                "SELECT {HEARD} FROM heard h JOIN batch b ON b.batch_id = h.batch_id
                 WHERE h.reference = $1 AND b.state = 'complete' ORDER BY h.batch_id DESC LIMIT 1"
            );
            bind::first(conn, &sql, &[&key], |row| unclaimed(row, 0))
        })
    }

    /// Debtors that may be the one outside, the surest first.
    pub fn tray_proposals(&self, line: &TrayLine) -> Done<Vec<Proposal>> {
        self.read(|conn| {
            let mut found: Vec<(CaseId, Hint)> = vec![];
            let (kind, key) = (line.point.kind, line.point.key.as_str());
            if matches!(kind, PointKind::Phone | PointKind::Email) {
                found
                    .extend(by_key(conn, find_keys::of_point(kind), key)?.into_iter().map(|case| (case, Hint::Shared)));
            }
            if let Some(domain) = own_domain(key).filter(|_| kind == PointKind::Email) {
                let cases = by_key(conn, find_keys::DOMAIN, domain)?;
                found.extend(cases.into_iter().map(|case| (case, Hint::Domain)));
            }
            let cases = super::whose::named(conn, &line.called)?;
            found.extend(cases.into_iter().map(|case| (case, Hint::Called)));
            let mut all: Vec<Proposal> = vec![];
            for (case, hint) in found {
                if all.len() == PROPOSALS_MAX || all.iter().any(|one| one.case == case) {
                    continue;
                }
                let sql = "SELECT name, reference FROM case_row WHERE case_id = $1";
                let named = bind::first(conn, sql, &[&case.0], |row| Ok((row.get(0)?, row.get(1)?)))?;
                let (name, reference) = named.unwrap_or_default();
                all.push(Proposal { case, name, reference, hint });
            }
            Ok(all)
        })
    }

    /// Points that persons settled, the latest first.
    pub fn tray_settled(&self) -> Done<Vec<Settled>> {
        self.read(|conn| {
            let sql = "SELECT p.batch_id, p.kind, p.point, p.case_id, b.who, b.day FROM point_owner p
                 JOIN batch b ON b.batch_id = p.batch_id WHERE b.state = 'complete' ORDER BY p.batch_id DESC, p.point";
            bind::rows(conn, sql, &[], |row| {
                let (batch, kind, key, case) = hear::owner(row)?;
                let known = PointKind::ALL.iter().copied().find(|one| find_keys::of_point(*one) == kind);
                Ok(Settled {
                    point: Point { kind: known.unwrap_or(PointKind::Letter), key },
                    case: Some(case).filter(|case| case.0 > 0),
                    batch: BatchId(batch),
                    who: Login(row.get(4)?),
                    on: day(row, 5)?,
                })
            })
        })
    }
}

fn add(lines: &mut BTreeMap<Point, TrayLine>, one: Unclaimed) {
    let Unclaimed { point, called, contact } = one;
    match lines.get_mut(&point) {
        Some(line) => {
            line.count += 1;
            line.since = line.since.min(contact.at);
            if !called.is_empty() {
                line.called = called;
            }
            if contact.at > line.last.at {
                line.last = contact;
            }
        }
        None => {
            drop(lines.insert(point.clone(), TrayLine { point, called, count: 1, since: contact.at, last: contact }))
        }
    }
}

/// The cases found by a key, merged ones as what they were merged into.
fn by_key(conn: &Connection, kind: i64, key: &str) -> Done<Vec<CaseId>> {
    let sql =
        "SELECT DISTINCT coalesce(r.merged_into, r.case_id) FROM find_key k JOIN case_row r ON r.case_id = k.case_id
         WHERE k.kind = $1 AND k.key = $2 ORDER BY 1 LIMIT $3";
    let most = i64::try_from(PROPOSALS_MAX).unwrap_or(i64::MAX);
    bind::rows(conn, sql, &[&kind, &key, &most], |row| row.get(0).map(CaseId))
}
