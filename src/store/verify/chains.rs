//! The chains of the journal: every entry follows from the one before, and every stream ends where its head says.
//! What never lives here: seals (see `seals`), what entries mean.
//! `verify` calls it.

use std::collections::BTreeMap;

use rusqlite::Connection;

use super::super::adopted::Adopted;
use super::super::columns::{bytes32, instant};
use super::super::journal::{self, COLUMNS, GENESIS, Head, Raw};
use super::super::people::{self, PersonNamed};
use super::super::{Done, Stream, bind};
use super::{FaultCode, Run, walk};
use crate::domain::values::CaseId;

/// The ends of all streams as their entries say, by (kind, stream).
pub(super) type Ends = BTreeMap<(i64, i64), Head>;

/// Where a stream is, for a person.
pub(super) fn place(kind: i64, stream: i64, body: Option<&str>) -> String {
    match kind {
        journal::CASE => Stream::Case(CaseId(stream)).to_string(),
        journal::PERSON => match people::login_in(body) {
            login if login.0.is_empty() => format!("person:{stream}"),
            login => Stream::Person(login).to_string(),
        },
        _ => Stream::Book.to_string(),
    }
}

/// Checks every entry and every head.
pub(super) fn check(conn: &Connection, run: &mut Run<'_>) -> Done<Ends> {
    let mut ends = Ends::new();
    let mut people = BTreeMap::new();
    let sql = format!("SELECT {COLUMNS} FROM journal ORDER BY kind, stream_id, seq");
    let mut before: Option<Raw> = None;
    walk(conn, &sql, run, FaultCode::Unreadable, "journal", Raw::read, |run, raw| {
        let last = before.take().filter(|last| (last.kind, last.stream) == (raw.kind, raw.stream));
        run.found.checked.entries += 1;
        entry(run, last.as_ref(), &raw);
        ends.insert((raw.kind, raw.stream), Head { seq: raw.seq, hash: raw.hash, recorded_at: raw.recorded_at });
        if raw.kind == journal::PERSON
            && let Some(person) = raw.body.as_deref().and_then(|body| serde_json::from_str::<PersonNamed>(body).ok())
        {
            people.insert(person.login.0.clone(), person);
        }
        before = Some(raw);
        Ok(())
    })?;
    heads(conn, &ends, run)?;
    persons(conn, &people, run)?;
    Ok(ends)
}

fn entry(run: &mut Run<'_>, last: Option<&Raw>, raw: &Raw) {
    let at = format!("{} #{}", place(raw.kind, raw.stream, raw.body.as_deref()), raw.seq);
    let expected = last.map_or(1, |last| last.seq + 1);
    if raw.seq != expected {
        run.found.fault(&at, FaultCode::Gap, format!("entry {expected} is missing"));
    } else if raw.prev != last.map_or(GENESIS, |last| last.hash) || raw.hash != raw.chain_hash() {
        run.found.fault(&at, FaultCode::Chain, raw.event.clone());
    }
    if last.is_some_and(|last| last.recorded_at > raw.recorded_at) {
        run.found.fault(&at, FaultCode::Clock, raw.recorded_at.to_string());
    }
    match raw.body_digest() {
        None => run.found.fault(&at, FaultCode::BodyMissing, raw.event.clone()),
        Some(digest) if digest != raw.digest => run.found.fault(&at, FaultCode::Body, raw.event.clone()),
        Some(_) if raw.kind == journal::CASE => {
            if let Err(error) = raw.entry() {
                run.found.fault(&at, FaultCode::Unreadable, format!("{error}: {}", raw.event));
            }
        }
        Some(_) if raw.kind == journal::BOOK => match Adopted::read(&raw.event, raw.body.as_deref()) {
            Err(error) => run.found.fault(&at, FaultCode::Unreadable, error.to_string()),
            Ok(Some(adopted)) if !adopted.holds() => run.found.fault(&at, FaultCode::Body, raw.event.clone()),
            Ok(_) => {}
        },
        Some(_) => {}
    }
}

/// Compares the kept heads with the ends found, and each case's number of its last entry with its stream.
fn heads(conn: &Connection, ends: &Ends, run: &mut Run<'_>) -> Done<()> {
    let mut kept = 0;
    let sql = "SELECT kind, stream_id, seq, hash, recorded_at FROM stream_head ORDER BY kind, stream_id";
    let read = |row: &rusqlite::Row<'_>| {
        let head = Head { seq: row.get(2)?, hash: bytes32(row, 3)?, recorded_at: instant(row, 4)? };
        Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?, head))
    };
    walk(conn, sql, run, FaultCode::Head, "stream_head", read, |run, (kind, stream, head)| {
        kept += 1;
        run.found.checked.streams += 1;
        let end = ends.get(&(kind, stream));
        if end != Some(&head) {
            let last = end.map_or(0, |end| end.seq);
            let at = format!("{} #{}", place(kind, stream, None), head.seq);
            run.found.fault(at, FaultCode::Head, format!("the stream ends with entry {last}"));
        }
        Ok(())
    })?;
    if kept < ends.len() {
        run.found.fault("stream_head", FaultCode::Head, format!("{kept} heads for {} streams", ends.len()));
    }
    let sql = "SELECT r.case_id, r.seq, COALESCE(h.seq, 0) FROM case_row r
               LEFT JOIN stream_head h ON h.kind = 1 AND h.stream_id = r.case_id WHERE r.seq <> COALESCE(h.seq, 0)";
    for (case, seq, end) in
        bind::rows(conn, sql, &[], |row| Ok((CaseId(row.get(0)?), row.get::<_, i64>(1)?, row.get::<_, i64>(2)?)))?
    {
        run.found.fault(format!("row {case}"), FaultCode::Head, format!("{seq}, the stream ends with {end}"));
    }
    let sql = "SELECT h.stream_id FROM stream_head h LEFT JOIN case_row r ON r.case_id = h.stream_id WHERE h.kind = 1 AND r.case_id IS NULL";
    for case in bind::rows(conn, sql, &[], |row| row.get(0).map(CaseId))? {
        run.found.fault(format!("case:{case}"), FaultCode::NoCase, "");
    }
    Ok(())
}

fn persons(conn: &Connection, named: &BTreeMap<String, PersonNamed>, run: &mut Run<'_>) -> Done<()> {
    let kept = people::kept(conn)?;
    for (login, columns) in &kept {
        if named.get(login).is_none_or(|person| person.kept() != *columns) {
            run.found.fault(format!("person:{login}"), FaultCode::Person, columns.0[0].clone());
        }
    }
    for login in named.keys().filter(|login| !kept.iter().any(|(have, _)| have == *login)) {
        run.found.fault(format!("person:{login}"), FaultCode::Person, "");
    }
    Ok(())
}
