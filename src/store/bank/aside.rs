//! Lines of the bank that are nobody's: set aside with a reason, out of what waits, and taken back. Each is an entry of the
//! book's stream; who has a line (`bank_pick`) names case 0 meanwhile.
//! What never lives here: whose a line is, what waits (see `read`).
//! `cli` calls it through `Store`, `verify` asks what the entries say.

use std::collections::BTreeMap;

use rusqlite::Connection;
use serde::{Deserialize, Serialize};

use super::super::columns::day;
use super::super::journal::{self, Draft};
use super::super::{Done, Store, StoreError, Stream, bind, execute};
use super::load::WAITING;
use super::{LINE, line_row};
use crate::domain::bank::{BANK_KEY, BankLine};
use crate::domain::codes::Right;
use crate::domain::command::Refusal;
use crate::domain::event::Who;
use crate::domain::values::text::{NOTE_CHARS_MAX, clean_line};
use crate::domain::values::{ActId, CaseId, Day, Login, Now};

const SET_ASIDE: &str = "bank-line-set-aside";
const TAKEN_BACK: &str = "bank-line-taken-back";
/// Stands for a case in who has a line: nobody.
pub(in crate::store) const NOBODY: CaseId = CaseId(0);

/// Body of both events, version 1; a line taken back needs no reason.
#[derive(Debug, Serialize, Deserialize)]
struct Body {
    line: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    reason: String,
}

/// A line set aside, and how it came to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Aside {
    /// The line.
    pub line: BankLine,
    /// Why it is nobody's.
    pub reason: String,
    /// Who said so.
    pub who: Login,
    /// On which day.
    pub on: Day,
}

impl Store {
    /// Takes a line that waits out of the list, for a reason.
    pub fn set_aside(&mut self, who: &Who, now: Now, line: &str, reason: &str) -> Done<()> {
        let reason = clean_line(reason, NOTE_CHARS_MAX);
        if reason.is_empty() {
            return Err(Refusal::NothingSaid.into());
        }
        let body = Body { line: line.to_owned(), reason };
        self.say_of_line(who, now, SET_ASIDE, &body, |conn| {
            let waits = format!("SELECT 1 {WAITING} AND l.reference = $1 LIMIT 1");
            if bind::first(conn, &waits, &[&line], |_| Ok(()))?.is_none() {
                return Err(Refusal::AlreadySettled.into());
            }
            let sql = "INSERT INTO bank_pick (reference, case_id) VALUES ($1, $2)";
            bind::run_exactly(conn, sql, &[&line, &NOBODY.0], 1)
        })
    }

    /// Puts a line that was set aside back among those that wait.
    pub fn take_line_back(&mut self, who: &Who, now: Now, line: &str) -> Done<()> {
        let body = Body { line: line.to_owned(), reason: String::new() };
        self.say_of_line(who, now, TAKEN_BACK, &body, |conn| {
            // one, or none when somebody else was faster
            match bind::run(conn, "DELETE FROM bank_pick WHERE reference = $1 AND case_id = $2", &[&line, &NOBODY.0])? {
                1 => Ok(()),
                _ => Err(Refusal::AlreadySettled.into()),
            }
        })
    }

    /// One entry of the book's stream with what it changes, in one transaction.
    fn say_of_line(
        &mut self,
        who: &Who,
        now: Now,
        event: &str,
        body: &Body,
        change: impl Fn(&Connection) -> Done<()>,
    ) -> Done<()> {
        self.allow(who, Right::Record)?;
        let text = serde_json::to_string(body).map_err(|error| StoreError::Corrupt(error.to_string()))?;
        let draft = Draft { event: event.to_owned(), version: 1, day: now.today, body: text };
        let mut random = [0; 8];
        getrandom::fill(&mut random).map_err(|error| StoreError::Io(std::io::Error::other(error)))?;
        let act = ActId::new(now.at.0, u64::from_be_bytes(random));
        self.write(|conn| {
            let at = execute::entry_instant(now.at, journal::head(conn, &Stream::Book)?.recorded_at)?;
            change(conn)?;
            journal::append(conn, &Stream::Book, act, who, at, std::slice::from_ref(&draft)).map(|_| ())
        })
    }

    /// Lines set aside, by booking day; `key`: those whose key begins so.
    pub fn aside(&self, key: &str) -> Done<Vec<Aside>> {
        let key = key.strip_prefix(BANK_KEY).unwrap_or(key);
        self.read(|conn| {
            let told = told(conn)?;
            let sql = format!(
                "SELECT {LINE} FROM bank_line l JOIN bank_pick k ON k.reference = l.reference
                 JOIN batch b ON b.batch_id = l.batch_id
                 WHERE k.case_id = $1 AND b.state = 'complete' AND l.reference >= $2 AND l.reference < $2 || 'z'
                 ORDER BY l.booked_on, l.reference"
            );
            let lines = bind::rows(conn, &sql, &[&NOBODY.0, &key], |row| line_row(row, 0))?;
            let with = |line: BankLine| {
                let (reason, who, on) = told.get(&line.reference).cloned().unwrap_or_default();
                Aside { line, reason, who: Login(who), on }
            };
            Ok(lines.into_iter().map(with).collect())
        })
    }
}

/// The lines that the book's entries set aside and did not take back: why, who, when.
pub(in crate::store) fn told(conn: &Connection) -> Done<BTreeMap<String, (String, String, Day)>> {
    let sql = "SELECT event, body, who, day FROM journal
               WHERE kind = $1 AND event IN ('bank-line-set-aside', 'bank-line-taken-back') AND body IS NOT NULL
               ORDER BY stream_id, seq";
    let mut all = BTreeMap::new();
    let rows = bind::rows(conn, sql, &[&journal::BOOK], |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, String>(2)?, day(row, 3)?))
    })?;
    for (event, body, who, on) in rows {
        let body: Body =
            serde_json::from_str(&body).map_err(|error| StoreError::Damaged(format!("{event}: {error}")))?;
        if event == SET_ASIDE {
            all.insert(body.line, (body.reason, who, on));
        } else {
            all.remove(&body.line);
        }
    }
    Ok(all)
}
