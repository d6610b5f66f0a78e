//! Making, opening and configuring a book: files, pragmas, waiting for the lock, migrations; each failure told apart.
//! What never lives here: a question about debtors, a rule.
//! `cli` and `runtime` open a book here; another engine would be chosen here.

use std::fs::{File, OpenOptions};
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use super::{BookSettings, Done, Mode, Store, StoreError, bind, digest, schema};
use crate::domain::values::text::{NAME_CHARS_MAX, clean_line};

/// Marks a file as a book of ours (`application_id` of the file header: "rlnc").
pub const APPLICATION_ID: i32 = 0x726c_6e63;
/// Between two looks at a lock that somebody holds.
const WAIT_STEP: Duration = Duration::from_millis(1);
/// Looks at a held lock before giving up: with the cost of a sleep about 250 ms in all, the longest a person waits unasked.
const WAIT_STEPS_MAX: i32 = 225;
/// Page cache of one connection, KiB (negative: SQLite's way of saying KiB). A queue page and a case need far less.
const CACHE_KIB: i64 = -8_192;
/// Prepared statements kept: all of the collector's path.
const STATEMENTS_MAX: usize = 160;
/// Length of the file header that tells what a file is.
const HEADER_BYTES: usize = 100;
/// How such a file begins.
const MAGIC: &[u8; 16] = b"SQLite format 3\0";

/// What the first bytes of a file say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Header {
    application: i32,
    schema: i64,
    page_bytes: u64,
    pages: u64,
    pages_known: bool,
    wal: bool,
}

impl Store {
    /// Makes a new book; refuses when a file is there. `shared`: mode 0660 for the group, else 0600.
    /// The book appears whole or not at all: it is made beside its place and put there in one step.
    pub fn create(path: &Path, settings: &BookSettings, shared: bool) -> Done<Self> {
        if path.symlink_metadata().is_ok() {
            return Err(StoreError::Exists(path.to_owned()));
        }
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder).map_err(|error| denied_or_io(error, folder))?;
        }
        refuse_network(path)?;
        let making = beside(path, &format!("making-{}", std::process::id()));
        let made = make_file(&making, settings, shared).and_then(|()| put_in_place(&making, path));
        for suffix in ["", "-wal", "-shm", "-journal"] {
            let _gone = std::fs::remove_file(with_suffix(&making, suffix));
        }
        made?;
        Self::open(path, Mode::Write)
    }

    /// Opens a book and brings its schema up to date; every way of failing has its own error.
    pub fn open(path: &Path, mode: Mode) -> Done<Self> {
        let header = look(path)?;
        refuse_network(path)?;
        if mode == Mode::Write && path.metadata().map_err(|error| denied_or_io(error, path))?.permissions().readonly() {
            return Err(StoreError::ReadOnly);
        }
        let flags = match mode {
            Mode::Write => OpenFlags::SQLITE_OPEN_READ_WRITE,
            Mode::Read => OpenFlags::SQLITE_OPEN_READ_ONLY,
        };
        let mut conn = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)
            .map_err(|error| placed(error.into(), path))?;
        if mode == Mode::Write && conn.is_readonly("main")? {
            return Err(StoreError::ReadOnly);
        }
        configure(&mut conn).map_err(|error| placed(error, path))?;
        let schema: i64 =
            conn.query_row("PRAGMA user_version", [], |row| row.get(0)).map_err(|error| placed(error.into(), path))?;
        refuse_newer(schema)?;
        match mode {
            Mode::Write => {
                if !header.wal {
                    conn.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()))?;
                }
                migrate(&conn, schema)?;
            }
            Mode::Read if schema < schema::SCHEMA => {
                return Err(StoreError::Older { theirs: schema, ours: schema::SCHEMA });
            }
            Mode::Read => {}
        }
        let settings = read_settings(&conn).map_err(|error| placed(error, path))?;
        Ok(Self { conn, settings, path: Some(path.to_owned()), mode })
    }

    /// A book in memory, for tests and the what-if.
    pub fn in_memory(settings: &BookSettings) -> Done<Self> {
        let mut conn = Connection::open_in_memory()?;
        configure(&mut conn)?;
        migrate(&conn, 0)?;
        write_settings(&conn, settings)?;
        Ok(Self { conn, settings: settings.clone(), path: None, mode: Mode::Write })
    }

    /// Raised when another connection committed something (`PRAGMA data_version`).
    pub fn data_version(&self) -> Done<i64> {
        let mut statement = self.conn.prepare_cached("PRAGMA data_version")?;
        Ok(statement.query_row([], |row| row.get(0))?)
    }

    /// Where the book lies; `None` for one in memory.
    #[must_use]
    pub fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// How the book was opened.
    #[must_use]
    pub fn mode(&self) -> Mode {
        self.mode
    }

    /// Runs `work` in one transaction that holds the book from its first moment; all of it is kept, or nothing.
    pub(in crate::store) fn write<T>(&mut self, work: impl FnOnce(&Connection) -> Done<T>) -> Done<T> {
        if self.mode == Mode::Read {
            return Err(crate::domain::command::Refusal::ReadOnly.into());
        }
        let done = bind::run(&self.conn, "BEGIN IMMEDIATE", &[])
            .and_then(|_| work(&self.conn))
            .and_then(|value| bind::run(&self.conn, "COMMIT", &[]).map(|_| value));
        if !self.conn.is_autocommit() {
            let _taken_back = bind::run(&self.conn, "ROLLBACK", &[]);
        }
        done.map_err(|error| self.named(error))
    }

    /// Runs `work` on one unchanging picture of the book.
    pub(in crate::store) fn read<T>(&self, work: impl FnOnce(&Connection) -> Done<T>) -> Done<T> {
        if !self.conn.is_autocommit() {
            return work(&self.conn);
        }
        bind::run(&self.conn, "BEGIN", &[])?;
        let done = work(&self.conn);
        if !self.conn.is_autocommit() {
            let _ended = bind::run(&self.conn, "COMMIT", &[]);
        }
        done
    }

    /// Adds to "somebody holds the book" who it is, when a long task says so.
    pub(in crate::store) fn named(&self, error: StoreError) -> StoreError {
        let StoreError::Busy { by: None } = error else { return error };
        let holder = "SELECT login, host FROM task ORDER BY renewed_at DESC LIMIT 1";
        let by = bind::first(&self.conn, holder, &[], |row| {
            Ok(format!("{}@{}", row.get::<_, String>(0)?, row.get::<_, String>(1)?))
        });
        StoreError::Busy { by: by.unwrap_or_default() }
    }
}

/// Sets what every connection needs. `busy_timeout` is never used: its back-off loses to bulk writers.
fn configure(conn: &mut Connection) -> Done<()> {
    conn.set_prepared_statement_cache_capacity(STATEMENTS_MAX);
    conn.busy_handler(Some(|waited| {
        if waited < WAIT_STEPS_MAX {
            std::thread::sleep(WAIT_STEP);
        }
        waited < WAIT_STEPS_MAX
    }))?;
    conn.execute_batch(&format!(
        "PRAGMA synchronous = FULL; PRAGMA mmap_size = 0; PRAGMA cache_size = {CACHE_KIB}; PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF;"
    ))?;
    Ok(())
}

/// Runs the migrations from `schema` on, each in its own transaction.
fn migrate(conn: &Connection, schema: i64) -> Done<()> {
    let done = usize::try_from(schema).unwrap_or(0);
    for (place, script) in schema::MIGRATIONS.iter().enumerate().skip(done) {
        let number = place + 1;
        let moved = conn.execute_batch(&format!(
            "BEGIN IMMEDIATE; {script} PRAGMA application_id = {APPLICATION_ID}; PRAGMA user_version = {number}; COMMIT;"
        ));
        if let Err(error) = moved {
            let _taken_back = conn.execute_batch("ROLLBACK");
            let now: i64 = conn.query_row("PRAGMA user_version", [], |row| row.get(0))?;
            // Another process may have brought it up to date while we waited.
            if now < schema::SCHEMA {
                return Err(error.into());
            }
            return refuse_newer(now);
        }
    }
    Ok(())
}

fn refuse_newer(schema: i64) -> Done<()> {
    if schema > schema::SCHEMA { Err(StoreError::Newer { theirs: schema, ours: schema::SCHEMA }) } else { Ok(()) }
}

/// Reads the header without the engine, so that a file that is no book is left as it is.
fn look(path: &Path) -> Done<Header> {
    let place = |error: std::io::Error| match error.kind() {
        ErrorKind::NotFound | ErrorKind::NotADirectory => StoreError::NoBook(path.to_owned()),
        _ => denied_or_io(error, path),
    };
    let meta = path.metadata().map_err(place)?;
    if !meta.is_file() {
        return Err(StoreError::NotABook(path.to_owned()));
    }
    let mut bytes = [0; HEADER_BYTES];
    let mut file = File::open(path).map_err(place)?;
    let mut filled = 0;
    while filled < HEADER_BYTES {
        match file.read(&mut bytes[filled..])? {
            0 => break,
            count => filled += count,
        }
    }
    if filled < MAGIC.len() || &bytes[..MAGIC.len()] != MAGIC {
        return Err(StoreError::NotABook(path.to_owned()));
    }
    if filled < HEADER_BYTES {
        return Err(StoreError::Damaged("header".into()));
    }
    let header = header(&bytes);
    if header.application != APPLICATION_ID {
        return Err(StoreError::NotABook(path.to_owned()));
    }
    refuse_newer(header.schema)?;
    let wal_empty = with_suffix(path, "-wal").metadata().map_or(true, |wal| wal.len() == 0);
    if header.pages_known && wal_empty && meta.len() < header.pages * header.page_bytes {
        return Err(StoreError::Damaged(format!("{} of {} bytes", meta.len(), header.pages * header.page_bytes)));
    }
    Ok(header)
}

fn header(bytes: &[u8; HEADER_BYTES]) -> Header {
    let word = |at: usize| u32::from_be_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]);
    let page_bytes = match u16::from_be_bytes([bytes[16], bytes[17]]) {
        1 => 65_536,
        size => u64::from(size),
    };
    Header {
        application: word(68).cast_signed(),
        schema: i64::from(word(60)),
        page_bytes,
        pages: u64::from(word(28)),
        pages_known: word(24) == word(92),
        wal: bytes[18] == 2 && bytes[19] == 2,
    }
}

/// Makes an empty file of ours: 0660 when shared with the group, else 0600. Side files take the mode of the book.
pub(in crate::store) fn new_file(path: &Path, shared: bool) -> Done<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::{OpenOptionsExt, PermissionsExt};
        let mode = if shared { 0o660 } else { 0o600 };
        let file = options.mode(mode).open(path).map_err(|error| denied_or_io(error, path))?;
        // The umask must not narrow what the group was promised.
        file.set_permissions(std::fs::Permissions::from_mode(mode))?;
    }
    #[cfg(not(unix))]
    {
        let _ = shared;
        options.open(path).map_err(|error| denied_or_io(error, path))?;
    }
    Ok(())
}

/// True when the file of a connection may be written by its group.
pub(in crate::store) fn is_shared(conn: &Connection) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let meta = conn.path().and_then(|path| Path::new(path).metadata().ok());
        meta.is_some_and(|meta| meta.permissions().mode() & 0o020 != 0)
    }
    #[cfg(not(unix))]
    {
        let _ = conn;
        false
    }
}

/// Makes a whole book in a file of its own.
fn make_file(path: &Path, settings: &BookSettings, shared: bool) -> Done<()> {
    new_file(path, shared)?;
    let mut conn = Connection::open(path)?;
    configure(&mut conn)?;
    migrate(&conn, 0)?;
    write_settings(&conn, settings)?;
    conn.query_row("PRAGMA journal_mode = WAL", [], |_| Ok(()))?;
    conn.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
    conn.close().map_err(|(_, error)| StoreError::from(error))
}

/// Gives a finished file its name; never over another one.
pub(in crate::store) fn put_in_place(from: &Path, to: &Path) -> Done<()> {
    match std::fs::hard_link(from, to) {
        Ok(()) => {}
        Err(error) if error.kind() == ErrorKind::AlreadyExists => return Err(StoreError::Exists(to.to_owned())),
        // Some file systems know no second name; there the check before is all there is.
        Err(_) => std::fs::rename(from, to)?,
    }
    sync_folder(to);
    Ok(())
}

/// Makes a new name in a folder durable, where the system can.
pub(in crate::store) fn sync_folder(path: &Path) {
    if let Some(folder) = path.parent() {
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        let _best_effort = File::open(folder).and_then(|folder| folder.sync_all());
    }
}

/// `dir/.NAME.WHAT`: a file of ours beside a book.
pub(in crate::store) fn beside(path: &Path, what: &str) -> PathBuf {
    let name = path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    path.with_file_name(format!(".{name}.{what}"))
}

/// `PATH` with `suffix` glued on (`-wal`).
pub(in crate::store) fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

fn denied_or_io(error: std::io::Error, path: &Path) -> StoreError {
    match error.kind() {
        ErrorKind::PermissionDenied => StoreError::Denied(path.to_owned()),
        ErrorKind::ReadOnlyFilesystem => StoreError::ReadOnly,
        ErrorKind::StorageFull => StoreError::DiskFull,
        _ => StoreError::Io(error),
    }
}

/// Puts the path into errors of the engine that know none.
fn placed(error: StoreError, path: &Path) -> StoreError {
    match error {
        StoreError::NotABook(_) => StoreError::NotABook(path.to_owned()),
        StoreError::Engine(error)
            if matches!(
                error.sqlite_error_code(),
                Some(rusqlite::ErrorCode::CannotOpen | rusqlite::ErrorCode::PermissionDenied)
            ) =>
        {
            StoreError::Denied(path.to_owned())
        }
        other => other,
    }
}

/// File systems that are shared over a network, by the number the kernel gives them; locks and shared memory lie there.
const NETWORK_FS: &[u64] = &[
    0x6969,      // NFS
    0x517b,      // SMB
    0xff53_4d42, // CIFS
    0xfe53_4d42, // SMB2
    0x0102_1997, // 9P
    0x00c3_6400, // Ceph
    0x0bd0_0bd0, // Lustre
    0x5346_414f, // AFS
    0x7375_7245, // Coda
    0x4750_4653, // GPFS
];

/// True when the kernel's number names a network file system.
#[must_use]
pub fn is_network_fs(number: u64) -> bool {
    NETWORK_FS.contains(&number)
}

/// The kernel's number of the file system that holds `path` (or its folder, before it exists); `None` where unknown.
#[must_use]
pub fn fs_number(path: &Path) -> Option<u64> {
    #[cfg(target_os = "linux")]
    {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let place = if path.exists() { path } else { folder };
        let stat = rustix::fs::statfs(place).ok()?;
        // The kernel's field is signed and of the machine's width; its numbers are 32 bits.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        Some(u64::from(stat.f_type as u32))
    }
    #[cfg(not(target_os = "linux"))]
    {
        let _ = path;
        None
    }
}

fn refuse_network(path: &Path) -> Done<()> {
    if fs_number(path).is_some_and(is_network_fs) { Err(StoreError::Network(path.to_owned())) } else { Ok(()) }
}

const SETTING_KEYS: [&str; 4] = ["zone", "currency", "language", "company"];

fn write_settings(conn: &Connection, settings: &BookSettings) -> Done<()> {
    let company = clean_line(&settings.company, NAME_CHARS_MAX);
    let values = [settings.zone.as_str(), settings.currency.code(), settings.language.as_str(), company.as_str()];
    let sum = settings_digest(&values);
    for (key, value) in SETTING_KEYS.iter().zip(values).chain([(&"digest", sum.as_str())]) {
        bind::run_exactly(conn, "INSERT INTO setting (key, value) VALUES ($1, $2)", &[key, &value], 1)?;
    }
    Ok(())
}

/// Digest over the settings as kept beside them; `verify` makes it again.
fn settings_digest(values: &[&str]) -> String {
    let fields = values.iter().fold(digest::Fields::default(), |fields, value| fields.text(value));
    digest::hex(&super::journal::sha256(&[fields.bytes()]))
}

fn read_settings(conn: &Connection) -> Done<BookSettings> {
    let values = setting_values(conn)?;
    let value = |key: &str| {
        let found = values.iter().find(|(have, _)| have == key).map(|(_, value)| value.clone());
        found.ok_or_else(|| StoreError::Damaged(format!("setting {key}")))
    };
    Ok(BookSettings {
        zone: value("zone")?,
        currency: value("currency")?.parse().map_err(|_| StoreError::Damaged("setting currency".into()))?,
        language: value("language")?,
        company: value("company")?,
    })
}

fn setting_values(conn: &Connection) -> Done<Vec<(String, String)>> {
    bind::rows(conn, "SELECT key, value FROM setting", &[], |row| Ok((row.get(0)?, row.get(1)?)))
}

/// True when the settings are what they were made as.
pub(in crate::store) fn settings_whole(conn: &Connection) -> Done<bool> {
    let values = setting_values(conn)?;
    let value = |key: &str| values.iter().find(|(have, _)| have == key).map_or("", |(_, value)| value.as_str());
    let now = SETTING_KEYS.map(value);
    Ok(settings_digest(&now) == value("digest"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn network_file_systems_are_known_by_number() {
        assert!(is_network_fs(0x6969) && is_network_fs(0xff53_4d42));
        assert!(!is_network_fs(0xef53) && !is_network_fs(0x0102_1994));
    }
}
