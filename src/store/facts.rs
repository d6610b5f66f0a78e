//! The facts of one case: visible rows only, the latest of each key, of the case and of those merged into it.
//! What never lives here: what the facts mean (see `domain::case`).
//! `execute`, `derived`, `verify` and `read` call it.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, Row};

use super::columns::{claim, day, from_lines, instant, money, money_or_none, parsed, parsed_or_none};
use super::{Done, Store, bind, journal, tally};
use crate::domain::case::{CaseState, Facts, Tally, derive};
use crate::domain::codes::{Channel, Direction};
use crate::domain::command::{Refusal, Rev};
use crate::domain::event::{Entry, Event};
use crate::domain::ledger::{ContactRow, DebtorRow, InvoiceRow, Loaded, PaymentRow};
use crate::domain::values::{ActId, BatchId, CaseId, Day, Instant, SourceId};
use crate::zone::Zone;

/// "As known now": every batch and entry there is.
pub(in crate::store) const NOW: Instant = Instant(i64::MAX);

/// Merges inside merges are followed this deep; more would be a circle.
const MERGE_DEPTH_MAX: usize = 8;

/// What makes a row visible at instant `$2`: its batch was complete then.
pub(in crate::store) const VISIBLE: &str =
    "b.recorded_at <= $2 AND (b.state = 'complete' OR (b.state = 'undone' AND b.undone_at > $2))";

impl Store {
    /// Every visible fact of a case, as known at an instant (`None`: now).
    pub fn facts(&self, case: CaseId, known_at: Option<Instant>) -> Done<Facts> {
        self.read(|conn| load(conn, case, known_at.unwrap_or(NOW)))
    }

    /// The case on a day, derived from its facts.
    pub fn case(&self, case: CaseId, as_of: Day) -> Done<CaseState> {
        self.read(|conn| Ok(derive(&on(conn, case, as_of)?, as_of)))
    }
}

/// Reads the facts of a case as known now, as far as it takes to derive it on a day: of very many contacts the first ones as
/// their tally. Refuses when there is none of that number.
pub(in crate::store) fn on(conn: &Connection, case: CaseId, as_of: Day) -> Done<Facts> {
    gather(conn, case, NOW, tally::read(conn, case, as_of)?)
}

/// Reads the facts of a case; refuses when there is none of that number.
pub(in crate::store) fn load(conn: &Connection, case: CaseId, known_at: Instant) -> Done<Facts> {
    gather(conn, case, known_at, None)
}

fn gather(conn: &Connection, case: CaseId, known_at: Instant, before: Option<Tally>) -> Done<Facts> {
    let sql = "SELECT seq, rev, reference, name FROM case_row WHERE case_id = $1";
    let head = bind::first(conn, sql, &[&case.0], |row| {
        let named = DebtorRow { reference: row.get(2)?, name: row.get(3)?, ..DebtorRow::default() };
        Ok((Rev { seq: row.get(0)?, rev: row.get(1)? }, named))
    })?;
    let Some((rev, named)) = head else { return Err(Refusal::NoSuchCase(case).into()) };
    let own = journal::entries(conn, case, known_at)?;
    let links = links(&own);
    let before = before.filter(|tally| links == Links::default() && tally.precedes(&own));
    let mut facts = Facts {
        case,
        rev,
        debtor: debtor(conn, case, known_at)?.unwrap_or(named),
        members: vec![],
        merged_into: links.merged_into,
        invoices: vec![],
        payments: vec![],
        before,
        contacts: vec![],
        entries: own,
        minutes: BTreeMap::new(),
    };
    facts.invoices = invoices(conn, case, known_at)?;
    facts.payments = payments(conn, case, known_at)?;
    facts.contacts = match &facts.before {
        Some(tally) => tally::rest(conn, case, tally)?,
        None => contacts(conn, case, known_at)?,
    };
    add_members(conn, &links, known_at, MERGE_DEPTH_MAX, &mut facts)?;
    facts.minutes = minutes(conn, &facts)?;
    in_order(&mut facts);
    Ok(facts)
}

/// Puts members by number and contacts by time, as [`Facts`] says.
pub(in crate::store) fn in_order(facts: &mut Facts) {
    facts.members.sort_unstable();
    facts.contacts.sort_by(|a, b| (a.row.at, a.source, &a.row.reference).cmp(&(b.row.at, b.source, &b.row.reference)));
}

/// Invoices and payments of a case whose stream is empty, and so neither merged nor absorbing: all that its items depend on.
pub(in crate::store) fn ledger_alone(conn: &Connection, case: CaseId) -> Done<Facts> {
    Ok(Facts {
        case,
        rev: Rev { seq: 0, rev: 0 },
        debtor: DebtorRow::default(),
        members: vec![],
        merged_into: None,
        invoices: invoices(conn, case, NOW)?,
        payments: payments(conn, case, NOW)?,
        before: None,
        contacts: vec![],
        entries: vec![],
        minutes: BTreeMap::new(),
    })
}

fn add_members(conn: &Connection, links: &Links, known_at: Instant, depth: usize, facts: &mut Facts) -> Done<()> {
    for member in &links.members {
        if depth == 0 || *member == facts.case || facts.members.contains(member) {
            continue;
        }
        facts.members.push(*member);
        let entries = journal::entries(conn, *member, known_at)?;
        let inner = self::links(&entries);
        facts.entries.extend(entries);
        add_rows(conn, *member, known_at, facts)?;
        add_members(conn, &inner, known_at, depth - 1, facts)?;
    }
    Ok(())
}

/// What a stream says about merging.
#[derive(Debug, Default, PartialEq, Eq)]
pub(in crate::store) struct Links {
    /// The case this one was merged into.
    pub(in crate::store) merged_into: Option<CaseId>,
    /// Cases merged into this one.
    pub(in crate::store) members: Vec<CaseId>,
}

/// Reads merges off a stream; acts that were undone do not count (and those whose undoing was undone do again).
pub(in crate::store) fn links(entries: &[Entry]) -> Links {
    let mut undone: BTreeSet<ActId> = BTreeSet::new();
    for entry in entries.iter().rev() {
        if let Event::ActUndone { undone: act } = entry.event
            && !undone.contains(&entry.act)
        {
            undone.insert(act);
        }
    }
    let mut links = Links::default();
    for entry in entries.iter().filter(|entry| !undone.contains(&entry.act)) {
        match &entry.event {
            Event::MergedInto { into } => links.merged_into = Some(*into),
            Event::Unmerged { .. } => links.merged_into = None,
            Event::Absorbed { from } => {
                links.members.retain(|case| case != from);
                links.members.push(*from);
            }
            Event::Released { case } => links.members.retain(|member| member != case),
            Event::ContactRecorded(_)
            | Event::PromiseRecorded(_)
            | Event::PromiseWithdrawn { .. }
            | Event::PromiseApproved { .. }
            | Event::PromiseRefused { .. }
            | Event::PromiseReportedPaid { .. }
            | Event::PlanProposed(_)
            | Event::PlanAccepted { .. }
            | Event::PlanChanged { .. }
            | Event::PlanCancelled { .. }
            | Event::PlanApproved { .. }
            | Event::DisputeOpened(_)
            | Event::DisputeDecided { .. }
            | Event::DisputeFollowed { .. }
            | Event::CallbackSet { .. }
            | Event::NoteWritten { .. }
            | Event::HoldPlaced { .. }
            | Event::QueueMarked { .. }
            | Event::ConsentSaid(_)
            | Event::ContactChecked(_)
            | Event::OverrideAsked(_)
            | Event::OverrideApproved { .. }
            | Event::OverrideRefused { .. }
            | Event::PointTold(_)
            | Event::HoldReleased { .. }
            | Event::PaymentRecorded { .. }
            | Event::PaymentReversed { .. }
            | Event::PaymentReturned { .. }
            | Event::WrittenOff { .. }
            | Event::Assigned { .. }
            | Event::ActUndone { .. }
            | Event::ActMovedOut { .. }
            | Event::ActMovedIn { .. } => {}
        }
    }
    links
}

/// The minute of the day of each call, in the book's zone.
pub(in crate::store) fn minutes(conn: &Connection, facts: &Facts) -> Done<BTreeMap<Instant, u16>> {
    let called = facts.entries.iter().any(|entry| matches!(entry.event, Event::ContactRecorded(_)));
    if facts.contacts.is_empty() && !called {
        return Ok(BTreeMap::new());
    }
    Ok(zone(conn)?.map(|zone| minutes_in(zone, facts)).unwrap_or_default())
}

/// The book's zone.
pub(in crate::store) fn zone(conn: &Connection) -> Done<Option<Zone>> {
    let sql = "SELECT value FROM setting WHERE key = 'zone'";
    let name: Option<String> = bind::first(conn, sql, &[], |row| row.get(0))?;
    Ok(name.and_then(|name| name.parse::<Zone>().ok()))
}

/// The minute of the day of each call. A contact of which only the day was known stands at noon: it says nothing of the
/// hour.
pub(in crate::store) fn minutes_in(zone: Zone, facts: &Facts) -> BTreeMap<Instant, u16> {
    let here = facts.entries.iter().filter_map(|entry| {
        let Event::ContactRecorded(made) = &entry.event else { return None };
        Some((made.channel, made.direction, made.at))
    });
    let past = facts.contacts.iter().map(|contact| (contact.row.channel, contact.row.direction, contact.row.at));
    let minute = |at: Instant| {
        let (hour, minute) = zone.hour_minute(at);
        let only_a_day = (hour, minute, at.0 % 60_000) == (12, 0, 0);
        let of_day = u16::try_from(hour * 60 + minute).ok().filter(|_| !only_a_day);
        of_day.map(|minute| (at, minute))
    };
    past.chain(here)
        .filter(|(channel, direction, _)| *channel == Channel::Call && *direction == Direction::Out)
        .filter_map(|(_, _, at)| minute(at))
        .collect()
}

/// The ledger rows of one case's own number.
fn add_rows(conn: &Connection, case: CaseId, known_at: Instant, facts: &mut Facts) -> Done<()> {
    facts.invoices.extend(invoices(conn, case, known_at)?);
    facts.payments.extend(payments(conn, case, known_at)?);
    facts.contacts.extend(contacts(conn, case, known_at)?);
    Ok(())
}

/// The latest visible row of the debtor.
fn debtor(conn: &Connection, case: CaseId, known_at: Instant) -> Done<Option<DebtorRow>> {
    let sql = format!(
        "SELECT {DEBTOR} FROM debtor r CROSS JOIN batch b WHERE r.case_id = $1 AND b.batch_id = r.batch_id AND {VISIBLE}
         ORDER BY r.batch_id DESC LIMIT 1"
    );
    bind::first(conn, &sql, &[&case.0, &known_at.0], |row| debtor_row(row, 0))
}

/// Columns of a debtor row, for [`debtor_row`].
pub(in crate::store) const DEBTOR: &str = "r.reference, r.name, r.kind, r.address, r.postcode, r.city, r.country, r.phones, r.emails, r.language, r.segment, r.collector, r.group_code, r.credit_limit, r.limit_currency";

/// Reads [`DEBTOR`] from column `at` on.
pub(in crate::store) fn debtor_row(row: &Row<'_>, at: usize) -> rusqlite::Result<DebtorRow> {
    Ok(DebtorRow {
        reference: row.get(at)?,
        name: row.get(at + 1)?,
        kind: row.get(at + 2)?,
        address: row.get(at + 3)?,
        postcode: row.get(at + 4)?,
        city: row.get(at + 5)?,
        country: row.get(at + 6)?,
        phones: from_lines(row.get_ref(at + 7)?.as_str()?),
        emails: from_lines(row.get_ref(at + 8)?.as_str()?),
        language: row.get(at + 9)?,
        segment: row.get(at + 10)?,
        collector: row.get(at + 11)?,
        group: row.get(at + 12)?,
        credit_limit: money_or_none(row, at + 13, at + 14)?,
    })
}

/// Columns of an invoice row, for [`invoice_row`].
pub(in crate::store) const INVOICE: &str =
    "r.number, r.issued_on, r.due_on, r.amount, r.currency, r.nature, r.late_rate";

/// Reads [`INVOICE`] from column `at` on.
pub(in crate::store) fn invoice_row(row: &Row<'_>, at: usize) -> rusqlite::Result<InvoiceRow> {
    Ok(InvoiceRow {
        number: row.get(at)?,
        issued_on: day(row, at + 1)?,
        due_on: day(row, at + 2)?,
        amount: money(row, at + 3, at + 4)?,
        claim: claim(row, at + 5)?,
    })
}

/// Columns of a payment row, for [`payment_row`].
pub(in crate::store) const PAYMENT: &str =
    "r.reference, r.paid_on, r.amount, r.currency, r.invoice, r.method, r.inferred";

/// Reads [`PAYMENT`] from column `at` on.
pub(in crate::store) fn payment_row(row: &Row<'_>, at: usize) -> rusqlite::Result<PaymentRow> {
    Ok(PaymentRow {
        reference: row.get(at)?,
        paid_on: day(row, at + 1)?,
        amount: money(row, at + 2, at + 3)?,
        invoice: row.get(at + 4)?,
        method: parsed_or_none(row, at + 5)?,
        inferred: row.get::<_, i64>(at + 6)? != 0,
    })
}

/// Columns of a contact row, for [`contact_row`].
pub(in crate::store) const CONTACT: &str = "r.reference, r.at, r.day, r.channel, r.direction, r.outcome, r.collector, r.point, r.seconds, r.note, r.thread, r.quoted";

/// Reads [`CONTACT`] from column `at` on.
pub(in crate::store) fn contact_row(row: &Row<'_>, at: usize) -> rusqlite::Result<ContactRow> {
    Ok(ContactRow {
        reference: row.get(at)?,
        at: instant(row, at + 1)?,
        day: day(row, at + 2)?,
        channel: parsed(row, at + 3)?,
        direction: parsed(row, at + 4)?,
        outcome: parsed_or_none(row, at + 5)?,
        collector: row.get(at + 6)?,
        point: row.get(at + 7)?,
        seconds: row.get(at + 8)?,
        note: row.get(at + 9)?,
        thread: row.get(at + 10)?,
        quoted: row.get(at + 11)?,
    })
}

/// The statement that reads one kind of row of a case, each key's batches in a row.
fn of_case(table: &str, columns: &str, key: &str) -> String {
    format!(
        "SELECT r.source_id, r.batch_id, {columns} FROM {table} r CROSS JOIN batch b
         WHERE r.case_id = $1 AND b.batch_id = r.batch_id AND {VISIBLE} ORDER BY r.source_id, r.{key}, r.batch_id"
    )
}

fn invoices(conn: &Connection, case: CaseId, known_at: Instant) -> Done<Vec<Loaded<InvoiceRow>>> {
    latest(conn, &of_case("invoice", INVOICE, "number"), case, known_at, invoice_row, |row| &row.number)
}

fn payments(conn: &Connection, case: CaseId, known_at: Instant) -> Done<Vec<Loaded<PaymentRow>>> {
    latest(conn, &of_case("payment", PAYMENT, "reference"), case, known_at, payment_row, |row| &row.reference)
}

/// Payments of a case in a batch that is not visible yet.
pub(in crate::store) fn payments_of_batch(
    conn: &Connection,
    case: CaseId,
    batch: BatchId,
) -> Done<Vec<Loaded<PaymentRow>>> {
    let sql = format!(
        "SELECT r.source_id, {PAYMENT} FROM payment r
         WHERE r.case_id = $1 AND r.batch_id = $2 ORDER BY r.source_id, r.reference"
    );
    bind::rows(conn, &sql, &[&case.0, &batch.0], |row| {
        Ok(Loaded { case, source: SourceId(row.get(0)?), batch, row: payment_row(row, 1)? })
    })
}

/// The contacts of a case's own number, by source and key.
pub(in crate::store) fn contacts(conn: &Connection, case: CaseId, known_at: Instant) -> Done<Vec<Loaded<ContactRow>>> {
    latest(conn, &of_case("contact", CONTACT, "reference"), case, known_at, contact_row, |row| &row.reference)
}

/// Keeps of rows sorted by key and batch the last of each key.
fn latest<T>(
    conn: &Connection,
    sql: &str,
    case: CaseId,
    known_at: Instant,
    read: impl Fn(&Row<'_>, usize) -> rusqlite::Result<T>,
    key: impl Fn(&T) -> &String,
) -> Done<Vec<Loaded<T>>> {
    let mut out: Vec<Loaded<T>> = Vec::new();
    bind::each(conn, sql, &[&case.0, &known_at.0], |row| {
        let next = Loaded { case, source: SourceId(row.get(0)?), batch: BatchId(row.get(1)?), row: read(row, 2)? };
        match out.last_mut() {
            Some(last) if last.source == next.source && key(&last.row) == key(&next.row) => *last = next,
            _ => out.push(next),
        }
        Ok(true)
    })?;
    Ok(out)
}
