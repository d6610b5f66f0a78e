//! Long work that only one process does at a time: who does it, how far it is, and when it is up for the taking.
//! What never lives here: the work.
//! `day` takes one; `runtime` and `cli` look.

use super::{Done, Store, bind};
use crate::domain::values::{Instant, Login};

/// Work that was not renewed for so long was left behind: by a process killed, or a machine switched off.
pub const TASK_STALE_MS: i64 = 60_000;

/// A piece of long work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Task {
    /// What: `close-day`.
    pub name: String,
    /// Who.
    pub login: Login,
    /// On which machine.
    pub host: String,
    /// Its process there.
    pub process: u32,
    /// Since when.
    pub since: Instant,
    /// Last sign of life.
    pub renewed_at: Instant,
    /// Rows done.
    pub done: u64,
    /// Rows in all, as far as known.
    pub total: u64,
}

impl Store {
    /// Takes a task, or answers who has it. A stale one, or one that `abandoned` says nobody works at, is taken over.
    pub fn take_task(&mut self, task: &Task, abandoned: &dyn Fn(&Task) -> bool) -> Done<Option<Task>> {
        self.write(|conn| {
            let holder = read(conn, &task.name)?;
            let stale = task.renewed_at.0 - TASK_STALE_MS;
            if let Some(holder) = holder.filter(|held| held.renewed_at.0 > stale && !abandoned(held)) {
                return Ok(Some(holder));
            }
            bind::run_exactly(
                conn,
                "INSERT INTO task (name, login, host, process, since, renewed_at, done, total)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
                 ON CONFLICT (name) DO UPDATE SET login = excluded.login, host = excluded.host, process = excluded.process,
                   since = excluded.since, renewed_at = excluded.renewed_at, done = excluded.done, total = excluded.total",
                &[
                    &task.name,
                    &task.login.0,
                    &task.host,
                    &i64::from(task.process),
                    &task.since.0,
                    &task.renewed_at.0,
                    &count(task.done),
                    &count(task.total),
                ],
                1,
            )?;
            Ok(None)
        })
    }

    /// Says that the work goes on, and how far it is. False: somebody else has taken it over.
    pub fn renew_task(&mut self, task: &Task) -> Done<bool> {
        self.write(|conn| {
            // None when it was taken over.
            let touched = bind::run(
                conn,
                "UPDATE task SET renewed_at = $4, done = $5, total = $6 WHERE name = $1 AND host = $2 AND process = $3",
                &[
                    &task.name,
                    &task.host,
                    &i64::from(task.process),
                    &task.renewed_at.0,
                    &count(task.done),
                    &count(task.total),
                ],
            )?;
            Ok(touched == 1)
        })
    }

    /// Lets go of a task; nothing happens when somebody else has taken it over.
    pub fn drop_task(&mut self, task: &Task) -> Done<()> {
        self.write(|conn| {
            let sql = "DELETE FROM task WHERE name = $1 AND host = $2 AND process = $3";
            bind::run(conn, sql, &[&task.name, &task.host, &i64::from(task.process)])?;
            Ok(())
        })
    }

    /// Who does a task, and how far it is.
    pub fn task(&self, name: &str) -> Done<Option<Task>> {
        read(&self.conn, name)
    }
}

fn count(rows: u64) -> i64 {
    i64::try_from(rows).unwrap_or(i64::MAX)
}

fn read(conn: &rusqlite::Connection, name: &str) -> Done<Option<Task>> {
    let sql = "SELECT name, login, host, process, since, renewed_at, done, total FROM task WHERE name = $1";
    bind::first(conn, sql, &[&name], |row| {
        Ok(Task {
            name: row.get(0)?,
            login: Login(row.get(1)?),
            host: row.get(2)?,
            process: row.get(3)?,
            since: Instant(row.get(4)?),
            renewed_at: Instant(row.get(5)?),
            done: row.get::<_, i64>(6)?.unsigned_abs(),
            total: row.get::<_, i64>(7)?.unsigned_abs(),
        })
    })
}
