//! The journal: appending entries to a stream with the chain of hashes, and reading them back.
//! What never lives here: what an event means, which events a command leads to.
//! `execute` and `people` append; `facts`, `verify` and `read::journal` read.

use rusqlite::{Connection, Row};
use sha2::{Digest, Sha256};

use super::columns::{bytes32, day, instant};
use super::{Done, RecordedEntry, StoreError, Stream, bind};
use crate::domain::event::{EVENT_VERSION, Entry, Event, Who};
use crate::domain::values::{ActId, CaseId, Day, Instant, Login};

/// `journal.kind` of a case's stream.
pub(in crate::store) const CASE: i64 = 1;
/// `journal.kind` of a person's stream.
pub(in crate::store) const PERSON: i64 = 2;
/// `journal.kind` of the book's own stream.
pub(in crate::store) const BOOK: i64 = 3;

/// Bytes of salt before a body: without them a short body could be guessed from its digest after erasure.
const SALT_BYTES: usize = 16;
/// The hash before the first entry.
pub(in crate::store) const GENESIS: [u8; 32] = [0; 32];

/// SHA-256 over parts, one after the other.
pub(in crate::store) fn sha256(parts: &[&[u8]]) -> [u8; 32] {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(part);
    }
    hash.finalize().into()
}

impl Stream {
    /// The stream's key in the journal. A person's number is made of the login, so that any writer makes the same.
    pub(in crate::store) fn key(&self) -> (i64, i64) {
        match self {
            Self::Case(case) => (CASE, case.0),
            Self::Person(login) => {
                let digest = sha256(&[login.0.as_bytes()]);
                let mut number = [0; 8];
                number.copy_from_slice(&digest[..8]);
                (PERSON, i64::from_be_bytes(number) & i64::MAX)
            }
            Self::Book => (BOOK, 1),
        }
    }
}

/// The end of a stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::store) struct Head {
    pub(in crate::store) seq: i64,
    pub(in crate::store) hash: [u8; 32],
    pub(in crate::store) recorded_at: Instant,
}

impl Head {
    const NONE: Self = Self { seq: 0, hash: GENESIS, recorded_at: Instant(i64::MIN) };
}

/// What is written as one entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::store) struct Draft {
    pub(in crate::store) event: String,
    pub(in crate::store) version: i64,
    pub(in crate::store) day: Day,
    pub(in crate::store) body: String,
}

impl Draft {
    /// An event of the domain as it is written today.
    pub(in crate::store) fn of(event: &Event, day: Day) -> Done<Self> {
        let body = serde_json::to_string(event).map_err(|error| StoreError::Corrupt(error.to_string()))?;
        Ok(Self { event: event.name().to_owned(), version: EVENT_VERSION, day, body })
    }
}

/// An entry as it stands on disk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::store) struct Raw {
    pub(in crate::store) kind: i64,
    pub(in crate::store) stream: i64,
    pub(in crate::store) seq: i64,
    pub(in crate::store) act: Vec<u8>,
    pub(in crate::store) act_index: i64,
    pub(in crate::store) event: String,
    pub(in crate::store) version: i64,
    pub(in crate::store) day: Day,
    pub(in crate::store) recorded_at: Instant,
    pub(in crate::store) who: String,
    pub(in crate::store) os_user: String,
    pub(in crate::store) salt: Option<Vec<u8>>,
    pub(in crate::store) body: Option<String>,
    pub(in crate::store) digest: [u8; 32],
    pub(in crate::store) prev: [u8; 32],
    pub(in crate::store) hash: [u8; 32],
}

/// The columns of [`Raw`], in its order.
pub(in crate::store) const COLUMNS: &str = "kind, stream_id, seq, act, act_index, event, version, day, recorded_at, who, os_user, salt, body, digest, prev, hash";

impl Raw {
    pub(in crate::store) fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            kind: row.get(0)?,
            stream: row.get(1)?,
            seq: row.get(2)?,
            act: row.get(3)?,
            act_index: row.get(4)?,
            event: row.get(5)?,
            version: row.get(6)?,
            day: day(row, 7)?,
            recorded_at: instant(row, 8)?,
            who: row.get(9)?,
            os_user: row.get(10)?,
            salt: row.get(11)?,
            body: row.get(12)?,
            digest: bytes32(row, 13)?,
            prev: bytes32(row, 14)?,
            hash: bytes32(row, 15)?,
        })
    }

    /// Digest of salt and body; `None` when they were erased.
    pub(in crate::store) fn body_digest(&self) -> Option<[u8; 32]> {
        Some(sha256(&[self.salt.as_ref()?, self.body.as_ref()?.as_bytes()]))
    }

    /// The hash this entry must carry.
    pub(in crate::store) fn chain_hash(&self) -> [u8; 32] {
        let text = |text: &str| [&(text.len() as u64).to_be_bytes(), text.as_bytes()].concat();
        sha256(&[
            &self.prev,
            &self.kind.to_be_bytes(),
            &self.stream.to_be_bytes(),
            &self.seq.to_be_bytes(),
            &(self.act.len() as u64).to_be_bytes(),
            &self.act,
            &self.act_index.to_be_bytes(),
            &text(&self.event),
            &self.version.to_be_bytes(),
            &i64::from(self.day.0).to_be_bytes(),
            &self.recorded_at.0.to_be_bytes(),
            &text(&self.who),
            &text(&self.os_user),
            &self.digest,
        ])
    }

    pub(in crate::store) fn act_id(&self) -> Done<ActId> {
        let bytes = self.act.as_slice().try_into().map_err(|_| StoreError::Damaged("act".into()))?;
        Ok(ActId(bytes))
    }

    /// The entry of a case's stream as the domain reads it; `None` when its body was erased.
    pub(in crate::store) fn entry(&self) -> Done<Option<Entry>> {
        let Some(body) = &self.body else { return Ok(None) };
        Ok(Some(Entry {
            case: CaseId(self.stream),
            seq: self.seq,
            act: self.act_id()?,
            index: u8::try_from(self.act_index).map_err(|_| StoreError::Damaged("act_index".into()))?,
            day: self.day,
            recorded_at: self.recorded_at,
            who: Login(self.who.clone()),
            event: upcast(&self.event, self.version, body)?,
        }))
    }
}

/// The columns of [`told`]: what an entry says, without what chains it.
pub(in crate::store) const TOLD: &str = "stream_id, seq, act, act_index, event, version, day, recorded_at, who, body";

/// Reads [`TOLD`]; `None` when its body was erased.
pub(in crate::store) fn told(row: &Row<'_>) -> Done<Option<Entry>> {
    let Some(body) = row.get_ref(9)?.as_str_or_null().map_err(|_| StoreError::Damaged("body".into()))? else {
        return Ok(None);
    };
    let act = row.get_ref(2)?.as_blob().ok().and_then(|bytes| bytes.try_into().ok());
    Ok(Some(Entry {
        case: CaseId(row.get(0)?),
        seq: row.get(1)?,
        act: ActId(act.ok_or_else(|| StoreError::Damaged("act".into()))?),
        index: row.get(3)?,
        day: day(row, 6)?,
        recorded_at: instant(row, 7)?,
        who: Login(row.get(8)?),
        event: upcast(&row.get::<_, String>(4)?, row.get(5)?, body)?,
    }))
}

/// Reads a body of any version ever written as today's event. Stored bytes are never rewritten: what changed between two
/// versions is made good here, one arm a version.
fn upcast(event: &str, version: i64, body: &str) -> Done<Event> {
    let damaged = |what: String| StoreError::Damaged(format!("{event}: {what}"));
    match version {
        1 => serde_json::from_str(body).map_err(|error| damaged(error.to_string())),
        newer if newer > EVENT_VERSION => Err(StoreError::Newer { theirs: newer, ours: EVENT_VERSION }),
        unknown => Err(damaged(format!("version {unknown}"))),
    }
}

/// The end of a stream; of one not begun, entry 0.
pub(in crate::store) fn head(conn: &Connection, stream: &Stream) -> Done<Head> {
    let (kind, id) = stream.key();
    let sql = "SELECT seq, hash, recorded_at FROM stream_head WHERE kind = $1 AND stream_id = $2";
    let found = bind::first(conn, sql, &[&kind, &id], |row| {
        Ok(Head { seq: row.get(0)?, hash: bytes32(row, 1)?, recorded_at: instant(row, 2)? })
    })?;
    Ok(found.unwrap_or(Head::NONE))
}

/// Appends entries of one act to one stream. `at` must not lie before the stream's last entry (the caller sees to it).
pub(in crate::store) fn append(
    conn: &Connection,
    stream: &Stream,
    act: ActId,
    who: &Who,
    at: Instant,
    drafts: &[Draft],
) -> Done<Vec<RecordedEntry>> {
    let before = head(conn, stream)?;
    let (kind, id) = stream.key();
    let mut head = before;
    let mut out = Vec::with_capacity(drafts.len());
    for (index, draft) in drafts.iter().enumerate() {
        let raw = entry_after(&head, (kind, id), act, index, who, at, draft)?;
        insert(conn, &raw)?;
        head = Head { seq: raw.seq, hash: raw.hash, recorded_at: at };
        out.push(RecordedEntry { stream: stream.clone(), seq: raw.seq, event: raw.event });
    }
    // The last entry seen is the lock: were another there by now, no row would be touched.
    bind::run_exactly(
        conn,
        "INSERT INTO stream_head (kind, stream_id, seq, hash, recorded_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (kind, stream_id) DO UPDATE SET seq = $3, hash = $4, recorded_at = $5 WHERE stream_head.seq = $6",
        &[&kind, &id, &head.seq, &head.hash, &head.recorded_at.0, &before.seq],
        1,
    )?;
    // May be there already: no row then.
    bind::run(
        conn,
        "INSERT INTO unsealed (kind, stream_id) VALUES ($1, $2) ON CONFLICT (kind, stream_id) DO NOTHING",
        &[&kind, &id],
    )?;
    Ok(out)
}

fn entry_after(
    head: &Head,
    (kind, stream): (i64, i64),
    act: ActId,
    index: usize,
    who: &Who,
    at: Instant,
    draft: &Draft,
) -> Done<Raw> {
    let mut salt = vec![0; SALT_BYTES];
    getrandom::fill(&mut salt).map_err(|error| StoreError::Io(std::io::Error::other(error)))?;
    let mut raw = Raw {
        kind,
        stream,
        seq: head.seq + 1,
        act: act.0.to_vec(),
        act_index: i64::try_from(index).map_err(|_| StoreError::Corrupt("act_index".into()))?,
        event: draft.event.clone(),
        version: draft.version,
        day: draft.day,
        recorded_at: at,
        who: who.login.0.clone(),
        os_user: who.os_user.clone(),
        digest: sha256(&[&salt, draft.body.as_bytes()]),
        salt: Some(salt),
        body: Some(draft.body.clone()),
        prev: head.hash,
        hash: GENESIS,
    };
    raw.hash = raw.chain_hash();
    Ok(raw)
}

fn insert(conn: &Connection, raw: &Raw) -> Done<()> {
    bind::run_exactly(
        conn,
        "INSERT INTO journal (kind, stream_id, seq, act, act_index, event, version, day, recorded_at, who, os_user, salt, body, digest, prev, hash)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)",
        &[
            &raw.kind,
            &raw.stream,
            &raw.seq,
            &raw.act,
            &raw.act_index,
            &raw.event,
            &raw.version,
            &raw.day.0,
            &raw.recorded_at.0,
            &raw.who,
            &raw.os_user,
            &raw.salt,
            &raw.body,
            &raw.digest,
            &raw.prev,
            &raw.hash,
        ],
        1,
    )
}

/// Entries of one case's stream as known at an instant, in order.
pub(in crate::store) fn entries(conn: &Connection, case: CaseId, known_at: Instant) -> Done<Vec<Entry>> {
    let sql =
        format!("SELECT {COLUMNS} FROM journal WHERE kind = $1 AND stream_id = $2 AND recorded_at <= $3 ORDER BY seq");
    let raw = bind::rows(conn, &sql, &[&CASE, &case.0, &known_at.0], Raw::read)?;
    raw.iter().filter_map(|raw| raw.entry().transpose()).collect()
}

/// Where an act stands: its entries by stream and number.
pub(in crate::store) fn of_act(conn: &Connection, act: ActId) -> Done<Vec<RecordedEntry>> {
    let sql = "SELECT kind, stream_id, seq, event, body FROM journal WHERE act = $1 ORDER BY kind, stream_id, seq";
    bind::rows(conn, sql, &[&act.0], |row| {
        let (kind, id): (i64, i64) = (row.get(0)?, row.get(1)?);
        let stream = match kind {
            CASE => Stream::Case(CaseId(id)),
            PERSON => Stream::Person(super::people::login_in(row.get::<_, Option<String>>(4)?.as_deref())),
            _ => Stream::Book,
        };
        Ok(RecordedEntry { stream, seq: row.get(2)?, event: row.get(3)? })
    })
}
