//! Seals: once a day the close ties the ends of all streams that moved, and all batches, to the seal before.
//! What never lives here: where a printed seal is kept (without a copy elsewhere a chain proves nothing).
//! `day` calls it through `Store::seal`; `verify` makes every seal again.

use std::collections::BTreeMap;

use rusqlite::Connection;

use super::columns::{bytes32, day, instant};
use super::journal::{GENESIS, sha256};
use super::{Done, Store, StoreError, bind, digest};
use crate::domain::values::{Day, Instant, Now};

/// A seal as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::store) struct Seal {
    /// Number, from 1.
    pub(in crate::store) number: i64,
    /// The day it closed.
    pub(in crate::store) day: Day,
    /// When.
    pub(in crate::store) recorded_at: Instant,
    /// Hash of the seal before.
    pub(in crate::store) prev: [u8; 32],
    /// Ends of streams, `kind:stream:seq` each, by key, with blanks between.
    pub(in crate::store) heads: String,
    /// Batches, `batch:state:digest` each, by number, with blanks between.
    pub(in crate::store) batches: String,
    /// Hash over all of it and the hashes at those ends.
    pub(in crate::store) hash: [u8; 32],
}

/// The end of a stream as a seal names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(in crate::store) struct End {
    pub(in crate::store) kind: i64,
    pub(in crate::store) stream: i64,
    pub(in crate::store) seq: i64,
}

impl Store {
    /// Seals what moved since the last seal and returns the last seal's hash in hex; when nothing moved, that is the one
    /// there was. A book in which nothing ever happened gets its first seal all the same.
    pub fn seal(&mut self, now: Now, closed: Day) -> Done<String> {
        self.write(|conn| {
            let last = last(conn)?;
            let ends = unsealed(conn)?;
            let batches = unsealed_batches(conn)?;
            if let Some(last) = &last
                && ends.is_empty()
                && batches.is_empty()
            {
                return Ok(digest::hex(&last.hash));
            }
            let mut seal = Seal {
                number: last.as_ref().map_or(1, |last| last.number + 1),
                day: closed,
                recorded_at: last.as_ref().map_or(now.at, |last| last.recorded_at.max(now.at)),
                prev: last.map_or(GENESIS, |last| last.hash),
                heads: ends.iter().map(|(end, _)| end.text()).collect::<Vec<_>>().join(" "),
                batches: batches.join(" "),
                hash: GENESIS,
            };
            let hashes: Vec<[u8; 32]> = ends.iter().map(|(_, hash)| *hash).collect();
            seal.hash = seal.made_of(&hashes);
            insert(conn, &seal)?;
            // As many as moved.
            bind::run(conn, "DELETE FROM unsealed", &[])?;
            Ok(digest::hex(&seal.hash))
        })
    }

    /// Hash of the last seal in hex, if there is one.
    pub fn last_seal(&self) -> Done<Option<String>> {
        Ok(last(&self.conn)?.map(|seal| digest::hex(&seal.hash)))
    }
}

impl End {
    fn text(&self) -> String {
        format!("{}:{}:{}", self.kind, self.stream, self.seq)
    }

    fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split(':').map(|part| part.parse::<i64>().ok());
        let end = Self { kind: parts.next()??, stream: parts.next()??, seq: parts.next()?? };
        if parts.next().is_none() { Some(end) } else { None }
    }
}

impl Seal {
    /// The hash of this seal, given the chain's hashes at its ends in their order.
    pub(in crate::store) fn made_of(&self, hashes: &[[u8; 32]]) -> [u8; 32] {
        let fields = digest::Fields::default()
            .int(self.number)
            .int(i64::from(self.day.0))
            .int(self.recorded_at.0)
            .text(&self.heads)
            .text(&self.batches);
        sha256(&[&self.prev, fields.bytes(), hashes.as_flattened()])
    }

    /// The ends it names; `None` when they cannot be read.
    pub(in crate::store) fn ends(&self) -> Option<Vec<End>> {
        self.heads.split(' ').filter(|text| !text.is_empty()).map(End::parse).collect()
    }

    /// The batches it names: number, state, digest in hex; `None` when they cannot be read.
    pub(in crate::store) fn batch_list(&self) -> Option<Vec<(i64, &str, &str)>> {
        let one = |text| {
            let (number, rest) = str::split_once(text, ':')?;
            let (state, digest) = rest.split_once(':')?;
            Some((number.parse().ok()?, state, digest))
        };
        self.batches.split(' ').filter(|text| !text.is_empty()).map(one).collect()
    }
}

/// Every seal in order of number.
pub(in crate::store) fn all(conn: &Connection) -> Done<Vec<Seal>> {
    bind::rows(conn, &format!("{SELECT} ORDER BY seal_no"), &[], read)
}

/// The last seal.
pub(in crate::store) fn last(conn: &Connection) -> Done<Option<Seal>> {
    bind::first(conn, &format!("{SELECT} ORDER BY seal_no DESC LIMIT 1"), &[], read)
}

const SELECT: &str = "SELECT seal_no, day, recorded_at, prev, heads, batches, hash FROM seal";

fn read(row: &rusqlite::Row<'_>) -> rusqlite::Result<Seal> {
    Ok(Seal {
        number: row.get(0)?,
        day: day(row, 1)?,
        recorded_at: instant(row, 2)?,
        prev: bytes32(row, 3)?,
        heads: row.get(4)?,
        batches: row.get(5)?,
        hash: bytes32(row, 6)?,
    })
}

fn insert(conn: &Connection, seal: &Seal) -> Done<()> {
    bind::run_exactly(
        conn,
        "INSERT INTO seal (seal_no, day, recorded_at, prev, heads, batches, hash) VALUES ($1, $2, $3, $4, $5, $6, $7)",
        &[&seal.number, &seal.day.0, &seal.recorded_at.0, &seal.prev, &seal.heads, &seal.batches, &seal.hash],
        1,
    )
}

/// Ends of the streams that moved since the last seal, by key.
fn unsealed(conn: &Connection) -> Done<Vec<(End, [u8; 32])>> {
    let sql = "SELECT u.kind, u.stream_id, h.seq, h.hash FROM unsealed u CROSS JOIN stream_head h
               WHERE h.kind = u.kind AND h.stream_id = u.stream_id ORDER BY u.kind, u.stream_id";
    bind::rows(conn, sql, &[], |row| {
        Ok((End { kind: row.get(0)?, stream: row.get(1)?, seq: row.get(2)? }, bytes32(row, 3)?))
    })
}

/// Batches no seal names in their present state, by number.
fn unsealed_batches(conn: &Connection) -> Done<Vec<String>> {
    let sealed = sealed_lists(conn)?;
    let now = batch_texts(conn)?.into_iter();
    let moved =
        now.filter(|(batch, state, digest)| sealed.get(batch).is_none_or(|(was, made)| (was, made) != (state, digest)));
    Ok(moved.map(|(batch, state, digest)| format!("{batch}:{state}:{digest}")).collect())
}

/// Every batch that is a fact (interrupted ones are not yet): number, state, and a digest over all that is kept of it.
pub(in crate::store) fn batch_texts(conn: &Connection) -> Done<Vec<(i64, String, String)>> {
    let sql = "SELECT b.batch_id, b.state, b.kind, b.file, b.mapping, b.who, b.os_user, b.totals, COALESCE(b.undone_by, ''),
                 b.day, b.recorded_at, COALESCE(b.undone_at, 0), b.row_count, b.accepted, b.unchanged, b.rejected,
                 b.settled_by_absence, b.sha256, b.digest, COALESCE(s.name, '')
               FROM batch b LEFT JOIN source s ON s.source_id = b.source_id WHERE b.state <> 'loading' ORDER BY b.batch_id";
    bind::rows(conn, sql, &[], |row| {
        let mut fields = digest::Fields::default();
        for text in 2..9 {
            fields = fields.text(row.get_ref(text)?.as_str()?);
        }
        for number in 9..17 {
            fields = fields.int(row.get(number)?);
        }
        let (sha, rows): (Vec<u8>, Vec<u8>) = (row.get(17)?, row.get(18)?);
        fields = fields.text(row.get_ref(19)?.as_str()?).text(&digest::hex(&sha)).text(&digest::hex(&rows));
        Ok((row.get(0)?, row.get(1)?, digest::hex(&sha256(&[fields.bytes()]))))
    })
}

/// What the seals last said of each batch, read without their heads.
fn sealed_lists(conn: &Connection) -> Done<SealedBatches> {
    let sql =
        "SELECT seal_no, day, recorded_at, prev, '', batches, hash FROM seal WHERE batches <> '' ORDER BY seal_no";
    sealed_batches(&bind::rows(conn, sql, &[], read)?)
}

/// State and digest of batches by number.
pub(in crate::store) type SealedBatches = BTreeMap<i64, (String, String)>;

/// What these seals last said of each batch.
pub(in crate::store) fn sealed_batches(seals: &[Seal]) -> Done<SealedBatches> {
    let mut sealed = BTreeMap::new();
    for seal in seals {
        let list = seal.batch_list().ok_or_else(|| StoreError::Damaged(format!("seal {}", seal.number)))?;
        for (batch, state, digest) in list {
            sealed.insert(batch, (state.to_owned(), digest.to_owned()));
        }
    }
    Ok(sealed)
}
