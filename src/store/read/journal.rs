//! "What was written, by whom, when?": entries of a case or of the whole book, as they stand.
//! What never lives here: the case's history as people read it (see `read::case`).
//! `cli` (journal) calls it through `Store`.

use crate::domain::event::Event;
use crate::domain::values::{ActId, CaseId, Day, Instant, Login};
use crate::store::adopted::Adopted;
use crate::store::journal::{COLUMNS, Raw};
use crate::store::{Done, Store, Stream, bind, digest, journal, people};

/// Most entries given at once.
pub const JOURNAL_MAX: u32 = 10_000;

/// One entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JournalLine {
    /// Its stream.
    pub stream: Stream,
    /// Its number there.
    pub seq: i64,
    /// The act it belongs to.
    pub act: ActId,
    /// Kebab-case name of the event.
    pub event: String,
    /// When it is true.
    pub day: Day,
    /// When it was written.
    pub recorded_at: Instant,
    /// Under which login.
    pub who: Login,
    /// By which user of the system.
    pub os_user: String,
    /// What it says; `None` for streams other than a case's, and when it was erased.
    pub what: Option<Event>,
    /// Which text of the house it adopts; `None` for every other entry, and when it was erased.
    pub adopted: Option<Adopted>,
    /// Its hash in the chain, hex.
    pub hash: String,
}

impl Store {
    /// Entries of a case in their order, or (`None`) of the whole book by time; always the latest `limit`, oldest first.
    pub fn journal(&self, case: Option<CaseId>, limit: u32) -> Done<Vec<JournalLine>> {
        let limit = limit.min(JOURNAL_MAX);
        let mut raw = match case {
            Some(case) => {
                let sql = format!(
                    "SELECT {COLUMNS} FROM journal WHERE kind = $1 AND stream_id = $2 ORDER BY seq DESC LIMIT $3"
                );
                bind::rows(&self.conn, &sql, &[&journal::CASE, &case.0, &limit], Raw::read)?
            }
            None => {
                let sql = format!(
                    "SELECT {COLUMNS} FROM journal ORDER BY recorded_at DESC, act DESC, kind DESC, stream_id DESC, seq DESC LIMIT $1"
                );
                bind::rows(&self.conn, &sql, &[&limit], Raw::read)?
            }
        };
        raw.reverse();
        raw.iter().map(line).collect()
    }
}

fn line(raw: &Raw) -> Done<JournalLine> {
    let (stream, what, adopted) = match raw.kind {
        journal::CASE => (Stream::Case(CaseId(raw.stream)), raw.entry()?.map(|entry| entry.event), None),
        journal::PERSON => (Stream::Person(people::login_in(raw.body.as_deref())), None, None),
        _ => (Stream::Book, None, Adopted::read(&raw.event, raw.body.as_deref())?),
    };
    Ok(JournalLine {
        stream,
        seq: raw.seq,
        act: raw.act_id()?,
        event: raw.event.clone(),
        day: raw.day,
        recorded_at: raw.recorded_at,
        who: Login(raw.who.clone()),
        os_user: raw.os_user.clone(),
        what,
        adopted,
        hash: digest::hex(&raw.hash),
    })
}
