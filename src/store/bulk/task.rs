//! One import or undo of a batch at a time per book: the row `load` of `task` says who.
//! What never lives here: the rows loaded.
//! `bulk` and `batches` call it.

use rusqlite::Connection;

use crate::domain::values::{Instant, Login};

use super::super::{StoreError, bind};

/// A task whose process cannot be asked (another machine) counts as dead after this long without a sign of life.
const SILENT_MS_MAX: i64 = 60_000;

/// Takes the row; `Busy` when a living process has it.
pub(in super::super) fn claim(conn: &Connection, login: &Login, host: &str, now: Instant) -> Result<(), StoreError> {
    let sql = "SELECT login, host, process, renewed_at FROM task WHERE name = 'load'";
    let holder = bind::first(conn, sql, &[], |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, i64>(2)?, row.get::<_, i64>(3)?))
    })?;
    let (old_process, old_renewed) = match holder {
        None => (0, i64::MIN),
        Some((login, there, process, renewed)) => {
            let dead = if there == host { !alive(process) } else { now.0.abs_diff(renewed) > SILENT_MS_MAX as u64 };
            if !dead {
                return Err(StoreError::Busy { by: Some(login) });
            }
            (process, renewed)
        }
    };
    // the row may have changed hands since it was read: then nothing is touched
    let sql = "INSERT INTO task (name, login, host, process, since, renewed_at, done, total)
               VALUES ('load', $1, $2, $3, $4, $4, 0, 0)
               ON CONFLICT (name) DO UPDATE SET login = $1, host = $2, process = $3, since = $4, renewed_at = $4, done = 0
               WHERE task.process = $5 AND task.renewed_at = $6";
    let process = i64::from(std::process::id());
    match bind::run(conn, sql, &[&login.0, &host, &process, &now.0, &old_process, &old_renewed])? {
        1 => Ok(()),
        _ => Err(StoreError::Busy { by: None }),
    }
}

/// Gives the row back; touches nothing when it is another's (it was taken over after a silence).
pub(in super::super) fn release(conn: &Connection) -> Result<(), StoreError> {
    let process = i64::from(std::process::id());
    bind::run(conn, "DELETE FROM task WHERE name = 'load' AND process = $1", &[&process]).map(|_none_or_one| ())
}

/// True when a process of this machine lives (or cannot be asked about).
fn alive(process: i64) -> bool {
    let pid = i32::try_from(process).ok().and_then(rustix::process::Pid::from_raw);
    pid.is_some_and(|pid| rustix::process::test_kill_process(pid) != Err(rustix::io::Errno::SRCH))
}
