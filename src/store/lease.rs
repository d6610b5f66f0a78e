//! Leases: who has a case in hand. Taken when a form opens, renewed by keys, stale after a while, let go on leaving.
//! What never lives here: the screen that shows them. A lease does not outlive the power: nothing waits for the disk.
//! `runtime` calls it through `Store`.

use rusqlite::Connection;

use super::columns::instant;
use super::{Done, Lease, Store, bind, derived};
use crate::domain::command::Refusal;
use crate::domain::event::Who;
use crate::domain::values::{CaseId, Instant, Login};

/// A lease not renewed for this long is nobody's: long enough for a phone call without a key, short enough for a lunch.
pub const LEASE_STALE_MS: i64 = 10 * 60 * 1000;

impl Store {
    /// Takes or renews the lease of a case. `Err(Refused(HeldByOther))` when a living one is somebody else's.
    /// A form opens now: a stale derived row is brought up to date with it, so that a later change can be told apart.
    pub fn lease(&mut self, who: &Who, host: &str, now: Instant, case: CaseId) -> Done<()> {
        let process = i64::from(std::process::id());
        self.write_lightly(|conn| {
            let taken = bind::run(
                conn,
                "INSERT INTO lease (case_id, login, host, process, since, renewed_at) VALUES ($1, $2, $3, $4, $5, $5)
                 ON CONFLICT (case_id) DO UPDATE SET login = $2, host = $3, process = $4, renewed_at = $5,
                   since = CASE WHEN lease.login = $2 AND lease.host = $3 AND lease.process = $4 THEN lease.since ELSE $5 END
                 WHERE lease.login = $2 OR lease.renewed_at < $6",
                &[&case.0, &who.login.0, &host, &process, &now.0, &(now.0 - LEASE_STALE_MS)],
            )?;
            if taken == 0 {
                let holder = read(conn, case)?.map_or_else(|| Login(String::new()), |(lease, _)| lease.login);
                return Err(Refusal::HeldByOther(holder).into());
            }
            let stored = derived::read(conn, case)?.ok_or(Refusal::NoSuchCase(case))?;
            if stored.stale {
                derived::refresh(conn, case, derived::utc_day(now))?;
            }
            Ok(())
        })
    }

    /// Lets go of every lease of this process.
    pub fn release_leases(&mut self, who: &Who, host: &str) -> Done<()> {
        let process = i64::from(std::process::id());
        self.write_lightly(|conn| {
            // As many as this process holds.
            let sql = "DELETE FROM lease WHERE login = $1 AND host = $2 AND process = $3";
            bind::run(conn, sql, &[&who.login.0, &host, &process]).map(|_| ())
        })
    }

    /// Who has the case, when somebody does (stale after 10 minutes).
    pub fn lease_of(&self, now: Instant, case: CaseId) -> Done<Option<Lease>> {
        let found = read(&self.conn, case)?;
        Ok(found.filter(|(_, renewed)| now.0 - renewed.0 <= LEASE_STALE_MS).map(|(lease, _)| lease))
    }
}

/// The stored lease of a case, living or stale, and when it was last renewed.
fn read(conn: &Connection, case: CaseId) -> Done<Option<(Lease, Instant)>> {
    let sql = "SELECT login, host, since, renewed_at FROM lease WHERE case_id = $1";
    bind::first(conn, sql, &[&case.0], |row| {
        let lease = Lease { login: Login(row.get(0)?), host: row.get(1)?, since: instant(row, 2)? };
        Ok((lease, instant(row, 3)?))
    })
}
