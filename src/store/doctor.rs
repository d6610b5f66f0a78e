//! What the store can tell about a book's health and place without reading all of it.
//! What never lives here: words, the terminal (see `cli`).
//! `cli` (doctor) calls it through `Store`.

use super::columns::{bytes32, instant};
use super::{Done, Store, bind, digest, files, schema};
use crate::domain::values::Instant;

/// Facts about a book.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Health {
    /// Schema number of the book.
    pub schema: i64,
    /// Schema number this program writes.
    pub schema_ours: i64,
    /// Bytes of the book's file; 0 in memory.
    pub book_bytes: u64,
    /// Bytes of the write-ahead log beside it.
    pub wal_bytes: u64,
    /// Permission bits of the file; `None` where there are none.
    pub mode: Option<u32>,
    /// Lies on a network file system.
    pub network: bool,
    /// Bytes free to us on its disk; `None` where unknown.
    pub free_bytes: Option<u64>,
    /// Cases.
    pub cases: u64,
    /// Cases whose derived row waits to be brought up to date.
    pub stale: u64,
    /// Batches begun and not finished.
    pub loading: u64,
    /// The latest instant written.
    pub last_instant: Option<Instant>,
    /// Instant and hash (hex) of the last seal.
    pub last_seal: Option<(Instant, String)>,
}

impl Store {
    /// The latest instant any entry, batch or seal carries; `--today` before its day opens read-only.
    pub fn last_instant(&self) -> Done<Option<Instant>> {
        let latest = [
            "SELECT recorded_at FROM stream_head ORDER BY recorded_at DESC LIMIT 1",
            "SELECT MAX(recorded_at) FROM batch",
            "SELECT MAX(undone_at) FROM batch",
            "SELECT recorded_at FROM seal ORDER BY seal_no DESC LIMIT 1",
        ];
        let mut last = None;
        for sql in latest {
            let found = bind::first(&self.conn, sql, &[], |row| row.get::<_, Option<i64>>(0))?.flatten();
            last = last.max(found.map(Instant));
        }
        Ok(last)
    }

    /// Facts about the book; counts cases, so it takes a moment on a large book.
    pub fn health(&self) -> Done<Health> {
        self.read(|conn| {
            let count = |sql: &str| -> Done<u64> {
                let count = bind::first(conn, sql, &[], |row| row.get::<_, i64>(0))?.unwrap_or(0);
                Ok(u64::try_from(count).unwrap_or(0))
            };
            let seal = "SELECT recorded_at, hash FROM seal ORDER BY seal_no DESC LIMIT 1";
            let bytes = |path: &std::path::Path| path.metadata().map_or(0, |meta| meta.len());
            Ok(Health {
                schema: bind::first(conn, "PRAGMA user_version", &[], |row| row.get(0))?.unwrap_or(0),
                schema_ours: schema::SCHEMA,
                book_bytes: self.path().map_or(0, bytes),
                wal_bytes: self.path().map_or(0, |path| bytes(&files::with_suffix(path, "-wal"))),
                mode: self.path().and_then(mode_bits),
                network: self.path().and_then(files::fs_number).is_some_and(files::is_network_fs),
                free_bytes: self.path().and_then(free_bytes),
                cases: count("SELECT COUNT(*) FROM case_row")?,
                stale: count("SELECT COUNT(*) FROM case_row WHERE stale = 1")?,
                loading: count("SELECT COUNT(*) FROM batch WHERE state = 'loading'")?,
                last_instant: self.last_instant()?,
                last_seal: bind::first(conn, seal, &[], |row| Ok((instant(row, 0)?, digest::hex(&bytes32(row, 1)?))))?,
            })
        })
    }
}

#[cfg(unix)]
fn mode_bits(path: &std::path::Path) -> Option<u32> {
    use std::os::unix::fs::PermissionsExt;
    Some(path.metadata().ok()?.permissions().mode() & 0o7777)
}

#[cfg(not(unix))]
fn mode_bits(_: &std::path::Path) -> Option<u32> {
    None
}

#[cfg(unix)]
fn free_bytes(path: &std::path::Path) -> Option<u64> {
    let stat = rustix::fs::statvfs(path).ok()?;
    Some(stat.f_bavail.saturating_mul(stat.f_frsize))
}

#[cfg(not(unix))]
fn free_bytes(_: &std::path::Path) -> Option<u64> {
    None
}
