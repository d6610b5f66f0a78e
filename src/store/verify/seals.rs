//! The seals: each follows from the one before and from the chains and batches it names; what moved since is marked.
//! What never lives here: making one (see `store::seal`).
//! `verify` calls it.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;

use super::super::columns::bytes32;
use super::super::journal::GENESIS;
use super::super::seal::{self, End, Seal};
use super::super::{Done, bind, digest};
use super::chains::{Ends, place};
use super::{FaultCode, Run};

/// Checks every seal, what they name, and a seal kept elsewhere.
pub(super) fn check(conn: &Connection, ends: &Ends, kept: Option<&str>, run: &mut Run<'_>) -> Done<()> {
    let seals = seal::all(conn)?;
    let mut sealed: BTreeMap<(i64, i64), i64> = BTreeMap::new();
    let mut prev = GENESIS;
    for (number, seal) in (1..).zip(&seals) {
        run.step()?;
        run.found.checked.seals += 1;
        let at = format!("seal {}", seal.number);
        if seal.number != number {
            run.found.fault(&at, FaultCode::Seal, format!("seal {number} is missing"));
        }
        let Some(named) = seal.ends().filter(|_| seal.batch_list().is_some()) else {
            run.found.fault(&at, FaultCode::Seal, "unreadable");
            continue;
        };
        let hashes = sealed_hashes(conn, &named, &at, run)?;
        if seal.prev != prev || seal.made_of(&hashes) != seal.hash {
            run.found.fault(&at, FaultCode::Seal, seal.day.to_string());
        }
        sealed.extend(named.iter().map(|end| ((end.kind, end.stream), end.seq)));
        prev = seal.hash;
    }
    unsealed(conn, ends, &sealed, run)?;
    batches(conn, &seals, run)?;
    if let Some(kept) = kept {
        let kept = kept.trim().to_lowercase();
        if !seals.iter().any(|seal| digest::hex(&seal.hash) == kept) {
            let last = seals.last().map_or_else(String::new, |seal| format!("last seal: {} {}", seal.number, seal.day));
            run.found.fault("seal", FaultCode::SealUnknown, last);
        }
    }
    Ok(())
}

/// The chain's hashes at the ends a seal names.
fn sealed_hashes(conn: &Connection, named: &[End], at: &str, run: &mut Run<'_>) -> Done<Vec<[u8; 32]>> {
    let mut hashes = Vec::with_capacity(named.len());
    for end in named {
        let sql = "SELECT hash FROM journal WHERE kind = $1 AND stream_id = $2 AND seq = $3";
        let found = bind::first(conn, sql, &[&end.kind, &end.stream, &end.seq], |row| bytes32(row, 0))?;
        if found.is_none() {
            let entry = format!("{} #{}", place(end.kind, end.stream, None), end.seq);
            run.found.fault(entry, FaultCode::Gap, format!("named by {at}"));
        }
        hashes.push(found.unwrap_or(GENESIS));
    }
    Ok(hashes)
}

/// Streams that moved since they were sealed must be marked so, and no others.
fn unsealed(conn: &Connection, ends: &Ends, sealed: &BTreeMap<(i64, i64), i64>, run: &mut Run<'_>) -> Done<()> {
    let marked = bind::rows(conn, "SELECT kind, stream_id FROM unsealed", &[], |row| Ok((row.get(0)?, row.get(1)?)))?;
    let marked: BTreeSet<(i64, i64)> = marked.into_iter().collect();
    let moved = ends.iter().filter(|(key, head)| sealed.get(*key).is_none_or(|seq| *seq < head.seq));
    let moved: BTreeSet<(i64, i64)> = moved.map(|(key, _)| *key).collect();
    for (kind, stream) in marked.symmetric_difference(&moved) {
        run.found.fault(place(*kind, *stream, None), FaultCode::Unsealed, "");
    }
    for (key, seq) in sealed {
        if ends.get(key).is_none_or(|head| head.seq < *seq) {
            run.found.fault(format!("{} #{seq}", place(key.0, key.1, None)), FaultCode::Gap, "sealed");
        }
    }
    Ok(())
}

/// Every batch that a seal names must be what it was then, unless a later change of state was sealed or is still to be.
fn batches(conn: &Connection, seals: &[Seal], run: &mut Run<'_>) -> Done<()> {
    let Ok(sealed) = seal::sealed_batches(seals) else { return Ok(()) };
    let now: BTreeMap<i64, (String, String)> =
        seal::batch_texts(conn)?.into_iter().map(|(n, s, d)| (n, (s, d))).collect();
    for (batch, (state, digest)) in sealed {
        match now.get(&batch) {
            // Undone since: the next seal will name it again.
            Some((now_state, _)) if *now_state != state => {
                if now_state != "undone" {
                    run.found.fault(format!("batch {batch}"), FaultCode::Batch, format!("{state}, now {now_state}"));
                }
            }
            Some((_, now_digest)) if *now_digest == digest => {}
            Some(_) => run.found.fault(format!("batch {batch}"), FaultCode::Batch, "sealed otherwise"),
            None => run.found.fault(format!("batch {batch}"), FaultCode::NoBatch, "sealed"),
        }
    }
    Ok(())
}
